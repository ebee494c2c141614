"""Carrying out a delivery, or rehearsing it: streaming, chunk by chunk, and starting again where it was broken off."""

from __future__ import annotations

import gc
import hashlib
import json
import random
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from itertools import islice
from typing import BinaryIO

from django.db import IntegrityError, OperationalError, transaction

from aanboord.core.access import Actor
from aanboord.core.errors import WrongState
from aanboord.people.models import Person

from . import registrations
from .actions import deliveries
from .judging import ReadRow, judge, read
from .models import COUNTED, Delivery
from .registrations import COLUMNS, KnownPerson, Source
from .registry import World, known_people

CHUNK = 500
TRIES = 6
Tell = Callable[[int], None]


def digest(file: BinaryIO) -> tuple[str, int]:
    """SHA-256 and size of a file, which is then at its beginning again."""
    sha256 = hashlib.sha256()
    while block := file.read(1 << 20):
        sha256.update(block)
    size = file.tell()
    file.seek(0)
    return sha256.hexdigest(), size


def running(source: Source, sha256: str) -> Delivery | None:
    """The run of this file that was broken off, or that is under way."""
    return Delivery.objects.filter(source=source.value, sha256=sha256, state=Delivery.State.RUNNING).first()


def first_of(source: str, sha256: str) -> Delivery | None:
    """The first time that this file was taken."""
    return Delivery.objects.filter(source=source, sha256=sha256, first=None, read__gt=0).first()


def begin(source: Source, file_name: str, sha256: str, size: int, *, by: Actor) -> Delivery:
    """The delivery to carry out: a new one, or the one that was broken off."""
    if under_way := running(source, sha256):
        return under_way
    delivery = Delivery(
        source=source.value,
        file_name=file_name[:200],
        sha256=sha256,
        size=size,
        state=Delivery.State.RUNNING,
        first=first_of(source.value, sha256),
        unit_id=by.unit_id,
        professional_id=by.professional_id,
    )
    try:
        with transaction.atomic():
            return deliveries.start(delivery, by=by)
    except IntegrityError:  # somebody else began a moment ago
        return begin(source, file_name, sha256, size, by=by)


def carry_out(file: BinaryIO, delivery: Delivery, *, by: Actor, tell: Tell = lambda _: None) -> Delivery:
    """Take every row that was not taken yet, and finish. `tell` hears how many bytes were read."""
    source, world = Source(delivery.source), World()
    rows = iter(registrations.Delivery(file, COLUMNS[source]))
    at = sum(1 for _ in islice(rows, delivery.read))
    with _swept_by_chunk() as sweep:
        while delivery.state == Delivery.State.RUNNING and (chunk := read(islice(rows, CHUNK), source, world)):
            delivery = _advance(chunk, delivery, at, by=by, world=world)
            at += len(chunk)
            tell(file.tell())
            sweep()
    if delivery.state == Delivery.State.RUNNING:
        try:
            return deliveries.finish(delivery, by=by)
        except WrongState:  # another run of this file was first
            delivery.refresh_from_db()
    return delivery


def _advance(chunk: list[ReadRow], delivery: Delivery, at: int, *, by: Actor, world: World) -> Delivery:
    """A chunk is tried again when it met another writer: a desk that registered the same person, a lock, a deadlock."""
    for tried in range(TRIES):
        try:
            return deliveries.advance(chunk, delivery, at, by=by, world=world)
        except (IntegrityError, OperationalError):
            if tried == TRIES - 1:
                raise
            time.sleep(random.uniform(0.05, 0.2) * 2**tried)  # noqa: S311 - a pause, no secret
    raise AssertionError


@contextmanager
def _swept_by_chunk() -> Iterator[Callable[[], object]]:
    """A chunk makes thousands of records and drops them all at once: looking for garbage in between costs a fifth."""
    gc.freeze()
    gc.disable()
    try:
        yield gc.collect
    finally:
        gc.enable()
        gc.unfreeze()


def rehearse(
    file: BinaryIO, source: Source, so_far: dict[str, int] | None = None, *, tell: Tell = lambda _: None
) -> dict[str, int]:
    """What carrying out would count, on top of what a run that was broken off counted already. Writes nothing."""
    counts, world = Counter(so_far or {}), World()
    rows = iter(registrations.Delivery(file, COLUMNS[source]))
    for _ in islice(rows, counts["read"]):
        pass
    with _Overlay() as overlay:
        while chunk := read(islice(rows, CHUNK), source, world):
            numbers = {row.number for row in chunk if row.number}
            people = {
                str(insz): stayed or key
                for insz, key, stayed in Person.objects.filter(insz__in=numbers).values_list(
                    "insz", "pk", "merged_into"
                )
            }
            keys = {number: str(people.get(number, number)) for number in numbers}
            stored = Person.objects.filter(pk__in=people.values()).select_related("dossier")
            before = {str(key): known for key, known in known_people(stored).items()} | overlay.get(set(keys.values()))
            known = dict(before)
            judged = judge(chunk, keys, known)
            overlay.put({key: told for key, told in known.items() if told is not before.get(key)})
            counts.update(one.outcome for one in judged)
            counts["read"] += len(judged)
            tell(file.tell())
    return {name: counts[name] for name in COUNTED}


class _Overlay:
    """What people would be known as, in a nameless file on disk: a rehearsal takes no more memory than a chunk."""

    def __enter__(self) -> _Overlay:
        self._database = sqlite3.connect("")
        self._database.execute("CREATE TABLE known (key TEXT PRIMARY KEY, told TEXT) WITHOUT ROWID")
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def get(self, keys: set[str]) -> dict[str, KnownPerson]:
        marks = ",".join("?" * len(keys))
        found = self._database.execute(f"SELECT key, told FROM known WHERE key IN ({marks})", [*keys])  # noqa: S608
        return {key: _unpacked(told) for key, told in found}

    def put(self, known: dict[str, KnownPerson]) -> None:
        self._database.executemany(
            "INSERT OR REPLACE INTO known VALUES (?, ?)", [(key, _packed(told)) for key, told in known.items()]
        )


def _packed(known: KnownPerson) -> str:
    told = asdict(known) | {"fingerprints": [*known.fingerprints]}
    told["latest"] = {source.value: since for source, since in known.latest.items()}
    return json.dumps(told, default=date.isoformat)


def _unpacked(text: str) -> KnownPerson:
    told = json.loads(text)
    for name in ("as_of", "ended_on"):
        told[name] = told[name] and date.fromisoformat(told[name])
    told["fingerprints"] = frozenset(told["fingerprints"])
    told["latest"] = {Source(source): date.fromisoformat(since) for source, since in told["latest"].items()}
    return KnownPerson(**told)
