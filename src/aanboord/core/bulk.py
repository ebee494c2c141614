"""Writing many records at once: what `bulk_create` does, several times as quick, for who brings in thousands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from django.db import connection, models

AnyField = models.Field[Any, Any]
Values = Sequence[Any]

#: Values of these types go to the database as they are.
_PLAIN = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.FloatField)


def insert(records: Sequence[models.Model]) -> None:
    """Insert new records of one model, in order; automatic keys are set, and what the database fills in is left to it.

    Raises IntegrityError; sends no signals.
    """
    if not records:
        return
    meta = type(records[0])._meta
    if isinstance(meta.pk, models.AutoField):
        for record, key in zip(records, _next_keys(meta.db_table, str(meta.pk.column), len(records)), strict=True):
            record.pk = key
    fields = [field for field in meta.concrete_fields if not field.has_db_default()]
    _insert(meta.db_table, fields, [list(map(attrgetter(field.attname), records)) for field in fields])
    for record in records:
        record._state.adding = False


def insert_values(model: type[models.Model], names: Sequence[str], rows: Sequence[Values]) -> None:
    """Insert rows of values for the named fields; the others are left to the database."""
    if rows:
        _insert(model._meta.db_table, _fields(model, names), list(zip(*rows, strict=True)))


def upsert(model: type[models.Model], names: Sequence[str], rows: Sequence[Values], *, update: Sequence[str]) -> None:
    """Insert rows of values, the first of which is the key; where it exists, write the fields of `update` alone."""
    if not rows:
        return
    fields = _fields(model, names)
    columns = _converted(fields, list(zip(*rows, strict=True)))
    quoted = [connection.ops.quote_name(str(field.column)) for field in fields]
    changes = ", ".join(f"{name} = EXCLUDED.{name}" for name in map(connection.ops.quote_name, update))
    into = f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({', '.join(quoted)})"
    clash = f"ON CONFLICT ({quoted[0]}) DO {f'UPDATE SET {changes}' if changes else 'NOTHING'}"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            arrays = ", ".join(f"%s::{field.db_type(connection)}[]" for field in fields)
            rows_of = f"{into} SELECT * FROM unnest({arrays}) {clash}"  # noqa: S608 - names of our own
            cursor.execute(rows_of, [list(column) for column in columns])
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"{into} VALUES ({marks}) {clash}", list(zip(*columns, strict=True)))


def update(records: Collection[models.Model], names: Sequence[str]) -> None:
    """Write the named fields of records that are there already. Raises IntegrityError; sends no signals."""
    if not records:
        return
    meta = next(iter(records))._meta
    assert meta.pk is not None
    fields = [*_fields(meta.model, names), meta.pk]
    columns = _converted(fields, [list(map(attrgetter(field.attname), records)) for field in fields])
    *written, key = (connection.ops.quote_name(str(field.column)) for field in fields)
    table = connection.ops.quote_name(meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            arrays = ", ".join(f"%s::{field.db_type(connection)}[]" for field in fields)
            changes = ", ".join(f"{name} = new.{name}" for name in written)
            rows = f"unnest({arrays}) AS new({', '.join([*written, key])})"
            query = f"UPDATE {table} SET {changes} FROM {rows} WHERE {table}.{key} = new.{key}"  # noqa: S608 - our names
            cursor.execute(query, [list(column) for column in columns])
        else:
            changes = ", ".join(f"{name} = %s" for name in written)
            query = f"UPDATE {table} SET {changes} WHERE {key} = %s"  # noqa: S608 - names of our own
            cursor.executemany(query, list(zip(*columns, strict=True)))


def _fields(model: type[models.Model], names: Sequence[str]) -> list[AnyField]:
    by_name = {field.name: field for field in model._meta.concrete_fields}
    return [by_name[name] for name in names]


def _insert(table: str, fields: Sequence[AnyField], columns: Sequence[Values]) -> None:
    names = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    into = f"{connection.ops.quote_name(table)} ({names})"
    rows = zip(*_converted(fields, columns), strict=True)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors, cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {into} VALUES ({marks})", list(rows))  # noqa: S608 - names of our own


def _converted(fields: Sequence[AnyField], columns: Sequence[Values]) -> list[Values]:
    """Columns of values as the database driver takes them: most need no conversion at all."""
    converted = []
    for field, values in zip(fields, columns, strict=True):
        convert = _converter(field)
        converted.append(values if convert is None else [None if one is None else convert(one) for one in values])
    return converted


def _converter(field: AnyField) -> Callable[[Any], Any] | None:
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    native = connection.vendor == "postgresql"
    match target:
        case models.DateTimeField():
            return None if native else connection.ops.adapt_datetimefield_value
        case models.UUIDField():
            return None if native else attrgetter("hex")
        case models.DateField():
            return None if native else date.isoformat
    if isinstance(target, _PLAIN):
        return None
    return lambda value: target.get_db_prep_save(value, connection=connection)


def _next_keys(table: str, column: str, count: int) -> Sequence[int]:
    """Keys that nobody else gets: of the sequence, or, where one writes at a time, those after the last."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
            cursor.execute(sequence, [table, column, count])
            return [key for (key,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        first = (cursor.fetchone() or (0,))[0] + 1
        return range(first, first + count)
