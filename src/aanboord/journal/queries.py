"""Views on the journal: timeline, feed, inbox, counts. Nobody keeps a second log."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models import BigIntegerField, Count, F, Func, QuerySet, Value
from django.db.models.lookups import GreaterThan

from aanboord.core.access import Part
from aanboord.core.kept import kept

from .models import Event, Look, Notification, Written

Rows = TypeVar("Rows", bound=Written)

#: The first transaction that is under way, or else the next one. Those that are seen to work in another database of the
#: same server write no journal here, however long they take.
FIRST_UNDER_WAY = """
SELECT COALESCE(MIN(under_way), txid_snapshot_xmax(txid_current_snapshot())) + journal_offset()
FROM txid_snapshot_xip(txid_current_snapshot()) AS under_way
WHERE NOT EXISTS (
    SELECT FROM pg_locks AS its JOIN pg_locks AS elsewhere USING (virtualtransaction)
    WHERE its.locktype = 'transactionid' AND its.transactionid::text::bigint = under_way % 4294967296
    AND elsewhere.database NOT IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
)
"""


def settled(model: type[Rows]) -> QuerySet[Rows]:
    """Events or looks in the one order in which none can still appear before another.

    A transaction that is under way holds back those of all that began after it.
    """
    rows = model._default_manager.order_by("transaction", "pk")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(FIRST_UNDER_WAY)
            rows = rows.filter(transaction__lt=cursor.fetchone()[0])
    return rows


class Place(Func):
    """Where a row stands in that order: a pair that the database compares, with the help of its index."""

    template = "(%(expressions)s)"
    output_field = BigIntegerField()


HERE = Place(F("transaction"), F("id"))


def place(model: type[Rows], pk: int) -> Place:
    """The place of a row; before all others when there is no such row."""
    found = model._default_manager.filter(pk=pk).values_list("transaction", "pk").first()
    return Place(*map(Value, found or (-1, 0)))


def feed(after: int = 0, *, limit: int = 500, kinds: Collection[str] = ()) -> list[Event]:
    """The next events after a cursor: the id of the last event that one has, 0 at first. None is skipped, none twice.

    Two events of one stream may come in another order than they happened: their numbers tell. Raises LookupError for a
    cursor that is no event here (an older backup was put back): who went on from it would miss events.
    """
    if after and not Event.objects.filter(pk=after).exists():
        raise LookupError(f"there is no event {after}")
    events = settled(Event).filter(GreaterThan(HERE, place(Event, after)))
    if kinds:
        events = events.filter(kind__in=kinds)
    return list(events[:limit])


def timeline(
    person: uuid.UUID, parts: Collection[Part], *, kinds: Collection[str] = (), of: QuerySet[Any] | None = None
) -> QuerySet[Event]:
    """What happened around a person, newest first, as far as the reader may see the parts.

    `of` are the keys of more than one record of her, when she was merged with others.
    """
    events = Event.objects.filter(part__in=[*parts])
    if of is None:
        events = events.filter(stream_id=person).order_by("-number")
    else:
        events = events.filter(stream_id__in=of).order_by("-pk")
    if kinds:
        events = events.filter(kind__in=kinds)
    return events.select_related("professional", "unit")


def looks_at(person: uuid.UUID) -> QuerySet[Look]:
    """Who saw what of a person's file, newest first."""
    return Look.objects.filter(person=person).order_by("-at").select_related("professional", "unit")


def inbox(professional: uuid.UUID | None) -> QuerySet[Notification]:
    """What a professional was told, newest first."""
    return (
        Notification.objects.filter(professional=professional)
        .select_related("event", "event__unit", "event__professional")
        .order_by("-pk")
    )


def unread_count(professional_id: uuid.UUID | None) -> int:
    """Messages not read yet; 0 for who is no professional."""
    if professional_id is None:
        return 0
    return sum(_unread(professional=professional_id))


_unread = kept(
    lambda professional: (
        Notification.objects.filter(professional=professional, read_at=None)
        .values("professional")
        .annotate(n=Count("pk"))
        .values_list("n", flat=True)
    ),
    professional=models.UUIDField(),
)


def process_counts(since: date, until: date) -> dict[str, int]:
    """How many events of each kind happened from `since` up to and including `until`."""
    counted = (
        Event.objects.filter(at__date__gte=since, at__date__lte=until)
        .values("kind")
        .annotate(n=Count("pk"))
        .order_by("kind")
    )
    return {row["kind"]: row["n"] for row in counted}
