"""What the actions on deliveries and their rows refuse: each reason once, and nothing has changed after it."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from aanboord.core.access import Actor, Purpose
from aanboord.core.errors import NotAllowed, WrongState
from aanboord.directory.models import Organisation
from aanboord.exchange import importing, registrations
from aanboord.exchange.actions import deliveries, holds, quarantine, uploads
from aanboord.exchange.models import Delivery, Hold, QuarantinedRow
from aanboord.exchange.models import Source as Name
from aanboord.exchange.registry import World
from aanboord.journal.models import Event
from aanboord.people.models import Person
from tests import world
from tests.exchange.deliveries import INSZ, OTHER_INSZ, SOUND, Source
from tests.kernel.declared import actions
from tests.kernel.refusing import Row, Stand, each, is_refused, missing

pytestmark = pytest.mark.django_db

FILES = ("deliveries", "holds", "quarantine", "uploads")
PLATFORM = Actor.system()


def file_of(*rows: dict[str, str]) -> bytes:
    columns = [*SOUND[Source.RVA]]
    lines = [";".join((SOUND[Source.RVA] | row)[column] for column in columns) for row in rows]
    return "\n".join([";".join(columns), *lines, ""]).encode()


def taken(*rows: dict[str, str]) -> Delivery:
    """A delivery of these rows, carried out."""
    content = io.BytesIO(file_of(*rows))
    sha256, size = importing.digest(content)
    delivery = importing.begin(Source.RVA, "rva.csv", sha256, size, by=PLATFORM)
    return importing.carry_out(content, delivery, by=PLATFORM)


def quarantined() -> QuarantinedRow:
    taken({"insz": "12"})
    return QuarantinedRow.objects.get()


def held() -> Hold:
    """Said of somebody with quite another name."""
    taken({}, {"naam": "Vandenberghe", "voornaam": "Dirk", "datum_begin": "2026-08-01"})
    return Hold.objects.get()


def received(s: Stand, *rows: dict[str, str]) -> Delivery:
    return uploads.receive(SimpleUploadedFile("rva.csv", file_of(*rows or ({},))), Name.RVA, by=s.steward)


def checked(s: Stand, *rows: dict[str, str]) -> Delivery:
    return deliveries.checked(received(s, *rows), {"read": 1}, by=PLATFORM)


def unreadable(s: Stand) -> Hold:
    """A statement whose row says something else by now: the municipality was given up."""
    hold = held()
    hold.values = hold.values | {"nis": "99999"}
    hold.save(update_fields=["values"])
    return hold


def unserved(s: Stand):
    """The row of somebody in a place that no unit serves (any more), mended by who works for none."""
    row, by = quarantined(), replace(s.steward, unit_id=None)
    Organisation.territories.through.objects.filter(territory=world.GENT).delete()
    return partial(quarantine.mend, row, SOUND[Source.RVA], by=by)


def large() -> SimpleUploadedFile:
    file = SimpleUploadedFile("rva.csv", b"x")
    file.size = uploads.LARGEST + 1
    return file


ROWS = [
    Row("holds.take", "WrongState", lambda s: partial(holds.take, unreadable(s), by=s.steward)),
    Row(
        "holds._decided", "WrongState", lambda s: partial(holds.take, holds.refuse(held(), by=s.steward), by=s.steward)
    ),
    Row(
        "quarantine.mend",
        "insz",
        lambda s: partial(quarantine.mend, quarantined(), SOUND[Source.RVA] | {"insz": "13"}, by=s.steward),
        says="geen 11 cijfers",
    ),
    Row("quarantine.mend", "row", unserved, says="Geen dienst"),
    Row("quarantine.drop", "reason", lambda s: partial(quarantine.drop, quarantined(), " ", by=s.steward)),
    Row(
        "quarantine._open",
        "WrongState",
        lambda s: partial(quarantine.drop, quarantine.drop(quarantined(), "Test", by=s.steward), "x", by=s.steward),
    ),
    Row("uploads.receive", "file", lambda s: partial(uploads.receive, large(), Name.RVA, by=s.steward), says="200 MB"),
    Row(
        "uploads.receive",
        "file",
        lambda s: partial(uploads.receive, SimpleUploadedFile("x.csv", b"a;b\n"), Name.RVA, by=s.steward),
        says="ontbreken kolommen",
    ),
    Row("uploads.process", "WrongState", lambda s: partial(uploads.process, checked(s), by=s.by)),
    Row(
        "uploads.process",
        "Conflict",
        lambda s: (
            partial(uploads.process, checked(s), by=s.steward) if uploads.process(checked(s), by=s.steward) else None
        ),
    ),
    Row("uploads.resume", "WrongState", lambda s: partial(uploads.resume, received(s), by=s.steward)),
]


@each(ROWS)
def test_is_refused_and_changes_nothing(row, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    is_refused(row)


def test_every_refusal_of_these_actions_is_shown():
    assert not {what: found for what, found in missing(ROWS, FILES).items() if found}


#: Every action on a delivery, and the states that it goes from.
STEPS = {
    "start": (lambda it, s: deliveries.start(it, by=PLATFORM), "checked"),
    "check": (lambda it, s: deliveries.checked(it, {}, by=PLATFORM), "received"),
    "finish": (lambda it, s: deliveries.finish(it, by=PLATFORM), "running"),
    "drop": (lambda it, s: uploads.drop(it, by=s.steward), "received checked"),
    "process": (lambda it, s: uploads.process(it, by=s.steward), "checked"),
    "resume": (lambda it, s: uploads.resume(it, by=s.steward), "running"),
}


def brought(s: Stand, state: str) -> Delivery:
    """A delivery that actions brought to a state."""
    match state:
        case "received":
            return received(s)
        case "checked":
            return checked(s)
        case "running":
            return uploads.process(checked(s), by=s.steward)
        case "finished":
            return deliveries.finish(brought(s, "running"), by=PLATFORM)
    return uploads.drop(received(s), by=s.steward)


@pytest.mark.parametrize("state", Delivery.State.values)
@pytest.mark.parametrize("step", STEPS)
def test_a_step_of_a_delivery_is_made_from_its_states_alone(settings, tmp_path, state, step):
    settings.MEDIA_ROOT = tmp_path
    stand = Stand()
    delivery = brought(stand, state)
    assert delivery.state == state
    act, states = STEPS[step]
    before = Event.objects.filter(stream=delivery.pk).count()
    if state in states.split():
        act(delivery, stand)
        assert Event.objects.filter(stream=delivery.pk).count() == before + 1
    else:
        with pytest.raises(WrongState):
            act(delivery, stand)
        assert Delivery.objects.get(pk=delivery.pk).state == state
        assert Event.objects.filter(stream=delivery.pk).count() == before


@pytest.mark.parametrize("state", ["received", "checked", "finished", "dropped"])
def test_rows_are_taken_only_while_a_delivery_runs(settings, tmp_path, state):
    settings.MEDIA_ROOT = tmp_path
    delivery = brought(Stand(), state)
    registry = World()
    file = registrations.Delivery(io.BytesIO(file_of({})), registrations.COLUMNS[Source.RVA])
    rows = importing.read(file, Source.RVA, registry)
    assert deliveries.advance(rows, delivery, 0, by=PLATFORM, world=registry).read == 0
    assert not Person.objects.filter(insz=INSZ.digits).exists()


@pytest.mark.parametrize("end", ["finished", "dropped"])
def test_the_file_itself_is_thrown_away_once_its_delivery_has_ended(
    settings, tmp_path, end, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    stand = Stand()
    with django_capture_on_commit_callbacks(execute=False):
        delivery = brought(stand, "running" if end == "finished" else "received")
    file = Path(delivery.file.path)
    assert file.read_bytes() == file_of({})
    with django_capture_on_commit_callbacks(execute=True):
        ended = (
            deliveries.finish(delivery, by=PLATFORM) if end == "finished" else uploads.drop(delivery, by=stand.steward)
        )
    assert not file.exists()
    assert not ended.file


def test_every_action_on_deliveries_happens_and_tells_nothing_of_whom_a_row_is_about(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    stand = Stand()
    typed = "Omdat-die-rij-dubbel-is"
    delivery = uploads.resume(brought(stand, "running"), by=stand.steward)
    deliveries.finish(delivery, by=PLATFORM)
    uploads.drop(received(stand), by=stand.steward)
    holds.take(held(), by=stand.steward)
    another = {"naam": "Janssens", "voornaam": "Rita", "datum_begin": "2026-09-01"}
    taken(another, {"insz": "12"}, {"insz": "13"})
    holds.refuse(Hold.objects.get(state="open"), by=stand.steward)
    first, second = QuarantinedRow.objects.order_by("line")
    quarantine.drop(first, typed, by=stand.steward)
    quarantine.mend(second, SOUND[Source.RVA] | {"insz": OTHER_INSZ.digits}, by=stand.steward)
    told = {event.kind: json.dumps(event.data, ensure_ascii=False) for event in Event.objects.all()}
    silent = {"delivery.advanced"}  # one for each chunk would say no more than the one at the end
    declared = {action.kind for action in actions() if action.name.startswith("exchange.")}
    assert declared - silent <= set(told)
    personal = [typed, "ztürk", "Zoë", "Janssens", "Vandenberghe", INSZ.digits, OTHER_INSZ.digits, "rva.csv"]
    assert not [(kind, text) for kind, data in told.items() for text in personal if text in data]


def test_a_run_that_another_finished_meanwhile_ends_as_that_one_did():
    content = io.BytesIO(file_of({}))
    sha256, size = importing.digest(content)
    mine = importing.begin(Source.RVA, "rva.csv", sha256, size, by=PLATFORM)
    assert importing.begin(Source.RVA, "rva.csv", sha256, size, by=PLATFORM) == mine
    importing.carry_out(io.BytesIO(file_of({})), Delivery.objects.get(), by=PLATFORM)
    ended = importing.carry_out(content, mine, by=PLATFORM)
    assert (ended.state, ended.counts["registered"]) == ("finished", 1)
    assert Event.objects.filter(kind="delivery.finished").count() == 1


def test_the_same_file_again_is_a_delivery_that_points_to_the_first():
    first = taken({}, {"insz": "12"})
    again = taken({}, {"insz": "12"})
    assert (again.first, again.keeper) == (first, first.pk)
    assert again.counts == {
        "read": 2,
        "registered": 0,
        "merged": 0,
        "unchanged": 1,
        "not_applicable": 0,
        "quarantined": 1,
    }
    assert QuarantinedRow.objects.get().delivery == first


def test_two_deliveries_of_one_file_cannot_run_at_once_whoever_writes_them(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    stand = Stand()
    running, other = brought(stand, "running"), checked(stand)
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.filter(pk=other.pk).update(state="running")
    assert running.first is None


def test_a_purpose_of_quality_is_needed_to_decide_over_a_row_of_somebody(data_steward):
    for purpose in set(Purpose) - {Purpose.QUALITY}:
        with pytest.raises(NotAllowed):
            holds.refuse(Hold.objects.first() or held(), by=data_steward.acting(purpose))
