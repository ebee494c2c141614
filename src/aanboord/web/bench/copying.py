"""Rows into PostgreSQL with COPY: far quicker than through models, and only for benchmarks."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import AutoField, Field, Model


def text(value: Any) -> str:
    """A value as COPY reads it."""
    if value is None:
        return r"\N"
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False)
    elif isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    elif not isinstance(value, str):
        return str(value)
    return value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")


def _filled_by_database(field: Field[Any, Any]) -> bool:
    return isinstance(field, AutoField) or field.has_db_default()


class Table:
    """The rows of one model, by the named fields; every other column holds what a new record would hold."""

    def __init__(self, model: type[Model], *names: str) -> None:
        fields = {field.attname: field for field in model._meta.concrete_fields if not _filled_by_database(field)}
        varying: list[Field[Any, Any]] = [fields.pop(name) for name in names]
        usual = model()
        self._rest = "".join(f"\t{text(getattr(usual, name))}" for name in fields) + "\n"
        columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in [*varying, *fields.values()])
        self._copy = f"COPY {connection.ops.quote_name(model._meta.db_table)} ({columns}) FROM STDIN"
        self._lines: list[str] = []

    def add(self, *values: Any) -> None:
        """One row, in the order of the names."""
        self._lines.append("\t".join(map(text, values)) + self._rest)

    def write(self) -> None:
        """Send what was added."""
        with connection.cursor() as cursor, cursor.cursor.copy(self._copy) as copy:
            copy.write("".join(self._lines))
        self._lines.clear()


def write_all(tables: Sequence[Table]) -> None:
    for table in tables:
        table.write()


def new_id(random_bits: int) -> uuid.UUID:
    """A version 4 identity from 128 random bits, so that a seed gives the same region each time."""
    return uuid.UUID(int=random_bits, version=4)
