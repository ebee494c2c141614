"""Queries that almost every page asks, with their SQL made once and kept: making it takes longer than the answer.

    _memberships = kept(lambda account, today: Membership.objects.filter(...), account=UUIDField(), today=DateField())
    _memberships(account=key, today=clock.today())

What varies is handed in by name, the day too: the queryset is built once, and one that asked the clock would live on
in that day. So it may not ask.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import cached_property, partial
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Field, Model, QuerySet, Value
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

from . import clock

M = TypeVar("M", bound=Model)
R = TypeVar("R")


class _Slot(Value):
    """The place of a value that is known only when the query is asked."""

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)

    def fill(self, values: dict[str, Any]) -> Any:
        """The value, as the database takes it."""
        return self.output_field.get_db_prep_value(values[self.value], connection, prepared=False)


class _Asked(Query):
    """A query whose SQL is there already."""

    made: SQLCompiler

    def get_compiler(self, *args: Any, **kwargs: Any) -> SQLCompiler:
        return self.made


class Kept(Generic[M, R]):
    """A queryset with named gaps; call it with a value for each to get the list of its results. None fits no gap."""

    def __init__(self, build: Callable[..., QuerySet[M, R]], fields: dict[str, Field[Any, Any]]) -> None:
        self._build, self._fields = build, fields

    @cached_property
    def _made(self) -> tuple[QuerySet[M, R], SQLCompiler, str, tuple[Any, ...]]:
        with clock.not_asked():
            built = self._build(**{name: _Slot(name, output_field=field) for name, field in self._fields.items()})
            compiler = built.query.get_compiler(connection=connection)
            made, params = compiler.as_sql()
        return built, compiler, made, tuple(params)

    def __call__(self, **values: Any) -> list[R]:
        if values.keys() != self._fields.keys() or None in values.values():
            raise TypeError(f"this query asks for a value for each of: {', '.join(self._fields)}")
        built, compiler, made, params = self._made
        asked = copy.copy(compiler)  # two threads may ask at once
        asked.connection = connection
        filled = tuple(param.fill(values) if isinstance(param, _Slot) else param for param in params)
        asked.as_sql = partial(_already, (made, filled))  # type: ignore[method-assign]  # what is left out is the making
        query = copy.copy(built.query)
        query.__class__ = _Asked
        assert isinstance(query, _Asked)
        query.made = asked
        results = built.none()
        # The public `query` would turn names and tuples into dictionaries.
        results._query = query  # type: ignore[attr-defined]
        return list(results)


def _already(made: tuple[str, tuple[Any, ...]], *_args: Any, **_kwargs: Any) -> tuple[str, tuple[Any, ...]]:
    return made


def kept(build: Callable[..., QuerySet[M, R]], **fields: Field[Any, Any]) -> Kept[M, R]:
    """Keep the SQL of the queryset that `build` makes of one gap for each of `fields`."""
    return Kept(build, fields)
