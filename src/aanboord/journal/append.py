"""Writing to the journal: the only place where events come into being."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import connection
from django.dispatch import Signal
from django.utils import timezone

from aanboord.core import bulk, clock
from aanboord.core.access import GROUNDS
from aanboord.core.actions import Entry

from .models import Event, Stream

#: Sent with `events` (a list) inside the transaction that wrote them: who is told of what hangs here.
written = Signal()

STREAM = ("id", "length", "head")
Head = tuple[int, str]


def event_hash(event: Event) -> str:
    """SHA-256 over the previous hash and every field that says something, in one canonical spelling."""
    content = [
        event.previous,
        str(event.stream_id),
        event.number,
        event.kind,
        event.at.astimezone(timezone.get_fixed_timezone(0)).isoformat(timespec="microseconds"),
        str(event.person or ""),
        event.part,
        str(event.account_id or ""),
        str(event.professional_id or ""),
        str(event.unit_id or ""),
        event.role,
        event.purpose,
        event.ground,
        _spelled(event.data),
    ]
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _spelled(value: Any) -> Any:
    """Numbers as the one text that every database gives back: PostgreSQL keeps 1e20 as an integer and -0.0 as 0."""
    match value:
        case dict():
            return {key: _spelled(item) for key, item in value.items()}
        case list():
            return [_spelled(item) for item in value]
        case float() | int() if not isinstance(value, bool):
            whole, _, fraction = format(Decimal(repr(value)), "f").partition(".")
            text = f"{whole}.{fraction}".rstrip("0").rstrip(".") if fraction.strip("0") else whole
            return {"#": "0" if text == "-0" else text}
    return value


def append(entries: Sequence[Entry]) -> list[Event]:
    """Add events to their streams, in order, inside the caller's transaction. Streams are locked in one fixed order."""
    assert connection.in_atomic_block, "an event is written in the transaction of the change it tells of"
    if not entries:
        return []
    heads = _lock_streams({entry.stream for entry in entries})
    at = clock.now()
    events = []
    for entry in entries:
        length, head = heads[entry.stream]
        event = Event(
            stream_id=entry.stream,
            number=length + 1,
            kind=entry.kind,
            at=at,
            person=entry.person,
            part=entry.part or "",
            account_id=entry.by.account_id,
            professional_id=entry.by.professional_id,
            unit_id=entry.by.unit_id,
            role=entry.by.role.value,
            purpose=entry.by.purpose.value,
            ground=GROUNDS[entry.by.role],
            data=entry.data,
            previous=head,
        )
        event.hash = event_hash(event)
        heads[entry.stream] = event.number, event.hash
        events.append(event)
    bulk.upsert(Stream, STREAM, [(key, *head) for key, head in heads.items()], update=STREAM[1:])
    bulk.insert(events)
    written.send(Event, events=events)
    return events


def _lock_streams(ids: set[uuid.UUID]) -> dict[uuid.UUID, Head]:
    """The heads, locked. New streams are made first, in order, and only then all are locked, in order.

    Who holds a lock waits for no new stream any more: so two writers never wait for each other in a circle.
    """
    if new := ids - set(Stream.objects.filter(id__in=ids).values_list("id", flat=True)):
        bulk.upsert(Stream, STREAM, [(key, 0, "") for key in sorted(new)], update=())
    held = Stream.objects.select_for_update(no_key=True).filter(id__in=ids).order_by("id")
    return {key: (length, head) for key, length, head in held.values_list(*STREAM)}
