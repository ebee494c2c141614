"""Checkpoints and verification: what makes tampering visible, also at the tail of a chain."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.lookups import GreaterThan, LessThanOrEqual

from aanboord.core import clock

from .append import event_hash
from .models import Checkpoint, Event, Look, Stream
from .protection import TABLES, unprotected
from .queries import HERE, Rows, place, settled


@dataclass(frozen=True, slots=True)
class Breach:
    """Something that does not add up, and where."""

    where: str
    what: str


def checkpoint() -> Checkpoint | None:
    """Seal all that came since the last seal; None when nothing did. One sealer at a time."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(20240524)")
        before = Checkpoint.objects.order_by("-pk").first() or Checkpoint(last_event=0, last_look=0)
        seal = Checkpoint(at=clock.now(), last_event=_last(Event), last_look=_last(Look), previous=before.hash)
        if (before.last_event, before.last_look) == (seal.last_event, seal.last_look):
            return None
        seal.hash = _hash(seal, before)
        seal.save()
        return seal


def _last(model: type[Rows]) -> int:
    return settled(model).reverse().values_list("pk", flat=True).first() or 0


def _hash(seal: Checkpoint, before: Checkpoint) -> str:
    """SHA-256 over the seal before, what this one says, and every event and look between the two."""
    said = f"{seal.previous}|{_utc(seal.at)}|{seal.last_event}|{seal.last_look}\n"
    digest = hashlib.sha256(said.encode())
    events = _between(Event, before.last_event, seal.last_event).values_list("pk", "hash")
    for pk, hash_ in events.iterator(chunk_size=5000):
        digest.update(f"{pk}:{hash_}\n".encode())
    looks = _between(Look, before.last_look, seal.last_look).values_list(
        "at", "pk", "day", "person", "kind", "parts", "account", "professional", "unit", "role", "relation", "purpose"
    )
    for at, *look in looks.iterator(chunk_size=5000):
        digest.update("|".join([_utc(at), *map(str, look)]).encode() + b"\n")
    return digest.hexdigest()


def _between(model: type[Rows], after: int, until: int) -> QuerySet[Rows]:
    rows = model._default_manager.order_by("transaction", "pk")
    return rows.filter(GreaterThan(HERE, place(model, after)), LessThanOrEqual(HERE, place(model, until)))


def _utc(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def verify() -> Iterator[Breach]:
    """Walk every chain and every seal; yields what does not add up. Memory stays flat, and writers may go on."""
    if missing := TABLES.keys() - set(connection.introspection.table_names()):
        yield from (Breach(table, "the table is gone") for table in sorted(missing))
        return
    for table in unprotected():
        yield Breach(table, "the database no longer refuses to change it")
    yield from _verify_chains()
    yield from _verify_checkpoints()


def _verify_chains() -> Iterator[Breach]:
    has_head = Exists(Stream.objects.filter(pk=OuterRef("stream_id")))
    for stream in Event.objects.filter(~has_head).values_list("stream_id", flat=True).distinct():
        yield Breach(f"stream {stream}", "has events and no head")
    heads = Stream.objects.order_by("pk").values_list("pk", "length", "head").iterator(chunk_size=5000)
    events = Event.objects.filter(has_head).order_by("stream_id", "number").iterator(chunk_size=2000)
    event = next(events, None)
    for stream, length, head in heads:
        number, previous = 0, ""
        while event is not None and event.stream_id == stream:
            number += 1
            where = f"stream {event.stream_id}, event {event.number}"
            if event.number != number:
                yield Breach(where, f"event {number} is missing")
                number = event.number
            if event.previous != previous:
                yield Breach(where, "does not follow the event before it")
            if event_hash(event) != event.hash:
                yield Breach(where, "content was changed")
            previous = event.hash
            event = next(events, None)
        if (number, previous) != (length, head) and not _grew(stream, number):
            yield Breach(f"stream {stream}", f"ends at event {number}, its head says {length}")


def _grew(stream: uuid.UUID, seen: int) -> bool:
    """Whether a stream is in order, only longer than what was read of it: somebody wrote in the meantime."""
    last = Event.objects.filter(stream=OuterRef("pk")).order_by("-number")
    return (
        Stream.objects.filter(pk=stream, length__gt=seen)
        .annotate(number=Subquery(last.values("number")[:1]), hash=Subquery(last.values("hash")[:1]))
        .filter(number=F("length"), hash=F("head"))
        .exists()
    )


def _verify_checkpoints() -> Iterator[Breach]:
    before = Checkpoint(last_event=0, last_look=0)
    for seal in Checkpoint.objects.order_by("pk").iterator():
        if seal.previous != before.hash:
            yield Breach(f"checkpoint {seal.pk}", "does not follow the checkpoint before it")
        if seal.hash != _hash(seal, before):
            yield Breach(f"checkpoint {seal.pk}", "it, or events or looks that it sealed, were changed or removed")
        before = seal
