"""What the database itself refuses: events, looks, searches and seals are never changed or removed, whoever asks."""

from __future__ import annotations

from typing import Any

from django.db import connections

#: Each table, and how one sees on SQLite that a new row would take the place of one that is there.
TABLES = {
    "journal_event": "EXISTS (SELECT 1 FROM journal_event WHERE id = NEW.id"
    " OR (stream_id = NEW.stream_id AND number = NEW.number))",
    "journal_look": "EXISTS (SELECT 1 FROM journal_look WHERE id = NEW.id)",
    "journal_search": "EXISTS (SELECT 1 FROM journal_search WHERE id = NEW.id)",
    "journal_checkpoint": "EXISTS (SELECT 1 FROM journal_checkpoint WHERE id = NEW.id)",
}
#: On SQLite: a look in a list that was there already is passed over, and so never takes the place of the first.
SECOND_LOOK = (
    "CREATE TRIGGER journal_look_no_second BEFORE insert ON journal_look"
    " WHEN NEW.kind = 'list' AND EXISTS (SELECT 1 FROM journal_look WHERE kind = 'list' AND account_id = NEW.account_id"
    " AND person = NEW.person AND day = NEW.day AND parts = NEW.parts) BEGIN SELECT RAISE(IGNORE); END"
)

BODY = """
BEGIN
    RAISE EXCEPTION 'the journal is append-only: % on % refused', TG_OP, TG_TABLE_NAME;
END """
REFUSE = f"CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $${BODY}$$"
#: Triggers that are always on, before every UPDATE, DELETE and TRUNCATE of the whole table, and run the function above.
SAFE = """
SELECT tgrelid::regclass::text FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
WHERE tgname LIKE 'journal\\_%%\\_append\\_only' AND tgenabled = 'A' AND tgqual IS NULL AND tgattr = ''
AND tgtype = (2 | 8 | 16 | 32) AND prosrc = %s
"""
#: Added to the numbers of transactions: in a database restored on another server they go on where they were.
OFFSET = "CREATE OR REPLACE FUNCTION journal_offset() RETURNS bigint STABLE LANGUAGE sql AS 'SELECT {}::bigint'"


def unprotected(using: str = "default") -> list[str]:
    """The tables of the journal that somebody could change or empty."""
    connection = connections[using]
    with connection.cursor() as cursor:
        present = connection.introspection.table_names(cursor)
        if connection.vendor == "postgresql":
            cursor.execute(SAFE, [BODY])
            safe = {table for (table,) in cursor.fetchall()}
        else:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            known = set(cursor.fetchall())
            safe = {table for table in TABLES if _triggers(table).items() <= known}
    return [table for table in TABLES if table in present and table not in safe]


def protect(using: str = "default", **_: Any) -> None:
    """After each migration: what is not protected (any more, when a migration made the table anew) is from now on."""
    connection = connections[using]
    postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if postgresql:
            cursor.execute(REFUSE)
        for table in unprotected(using):
            if postgresql:
                cursor.execute(
                    f"CREATE OR REPLACE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                    "FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()"
                )
                cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_append_only")
            else:
                for name, trigger in _triggers(table).items():
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
                    cursor.execute(trigger)
        if postgresql and "journal_event" in connection.introspection.table_names(cursor):
            _go_on_counting(cursor)


def _triggers(table: str) -> dict[str, str]:
    """The triggers of SQLite by name, in the words that SQLite keeps."""
    refuse = "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
    whens = {"update": "", "delete": "", "insert": f"WHEN {TABLES[table]} "}
    made = {
        f"{table}_no_{verb}": f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} {when}{refuse}"
        for verb, when in whens.items()
    }
    if table == "journal_look":
        made["journal_look_no_second"] = SECOND_LOOK
    return made


def _go_on_counting(cursor: Any) -> None:
    """Transactions of this server count on from the highest number that was written."""
    cursor.execute(
        "SELECT GREATEST((SELECT MAX(transaction) FROM journal_event), (SELECT MAX(transaction) FROM journal_look)),"
        " txid_current() + journal_offset(), journal_offset()"
    )
    highest, current, offset = cursor.fetchone()
    if highest is not None and highest > current:
        cursor.execute(OFFSET.format(offset + highest - current))
