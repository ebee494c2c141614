"""What somebody with full power over the database would do first: take the guards off the journal."""

from django.db import connection

from aanboord.journal.protection import TABLES


def statements() -> list[str]:
    """SQL after which the tables of the journal can be changed. The signal after a migration guards them again."""
    if connection.vendor == "postgresql":
        return [f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}" for table in TABLES]
    verbs = ("update", "delete", "insert", "second")
    return [f"DROP TRIGGER IF EXISTS {table}_no_{verb}" for table in TABLES for verb in verbs]


def take_off() -> None:
    with connection.cursor() as cursor:
        for statement in statements():
            cursor.execute(statement)
