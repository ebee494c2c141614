"""A delivery from its first row to its last: taken in chunks, each in one transaction with how far it came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import override

from aanboord.core import bulk, clock
from aanboord.core.access import Actor, Part, Role
from aanboord.core.actions import action, note, record
from aanboord.core.errors import Invalid
from aanboord.dossiers.actions import registration

from ..judging import Judged, ReadRow, judge
from ..models import COUNTED, Delivery, Hold, QuarantinedRow, Statement
from ..registrations import Decision, Fault, Outcome
from ..registrations import Statement as Said
from ..registry import World, known_people

OLDEST_DELAY = 365  # days; older news is counted with this


PLATFORM = frozenset({Role.SYSTEM})
STARTERS = PLATFORM | {Role.DATA_STEWARD}


@action("delivery.started", part=None, roles=STARTERS)
def start(delivery: Delivery, *, by: Actor) -> Delivery:
    """Begin to process a file, new or checked. Raises WrongState, and IntegrityError when the same file of this source
    is being processed already."""
    if not delivery._state.adding:
        delivery.move(Delivery.State.RUNNING)
    delivery.advanced_at = clock.now()
    delivery.save()
    note(source=delivery.source, sha256=delivery.sha256)
    return delivery


@action("delivery.advanced", part=None, roles=PLATFORM)
def advance(rows: Sequence[ReadRow], delivery: Delivery, at: int, *, by: Actor, world: World) -> Delivery:
    """Take the rows that come after the first `at`; returns the delivery as it is then.

    Nothing is done when these rows were taken before, by this run or by another: two runs of one file share the work.
    IntegrityError when somebody was registered elsewhere at the same moment (try again).
    """
    delivery = Delivery.objects.select_for_update().get(pk=delivery.pk)
    rows = rows[delivery.read - at :]
    if delivery.state != Delivery.State.RUNNING or not rows:
        return delivery
    judged = take(rows, delivery, by=by, world=world)
    QuarantinedRow.objects.bulk_create(
        [_quarantined(one, delivery) for one in judged if not isinstance(one.said, Said)], ignore_conflicts=True
    )
    counts = Counter(one.outcome for one in judged) + Counter(read=len(judged))
    for name in COUNTED:
        setattr(delivery, name, getattr(delivery, name) + counts[name])
    delays = Counter(delivery.delays) + Counter(str(_delay(one.said)) for one in judged if _is_news(one))
    delivery.delays, delivery.advanced_at = dict(delays), clock.now()
    delivery.save(update_fields=[*COUNTED, "delays", "advanced_at"])
    return delivery


@action("delivery.checked", part=None, roles=PLATFORM)
def checked(delivery: Delivery, counts: dict[str, int], *, by: Actor) -> Delivery:
    """Keep what processing would count, until a data steward decides. Raises WrongState."""
    delivery = Delivery.objects.select_for_update().get(pk=delivery.pk)
    delivery.move(Delivery.State.CHECKED)
    delivery.expected, delivery.advanced_at = counts, clock.now()
    delivery.save(update_fields=["state", "expected", "advanced_at"])
    return delivery


@action("delivery.finished", part=None, roles=PLATFORM)
def finish(delivery: Delivery, *, by: Actor) -> Delivery:
    """All rows were taken: the file itself is no longer needed. WrongState when another run finished it."""
    delivery = Delivery.objects.select_for_update().get(pk=delivery.pk)
    delivery.move(Delivery.State.FINISHED)
    delivery.finished_at = clock.now()
    forget_file(delivery)
    delivery.save(update_fields=["state", "finished_at", "file"])
    note(source=delivery.source, **delivery.counts)
    return delivery


def forget_file(delivery: Delivery) -> None:
    """Throw the file away once the transaction is there; the caller saves."""
    if file := delivery.file.name:
        transaction.on_commit(lambda: delivery.file.storage.delete(file))
    delivery.file = ""


def take(rows: Sequence[ReadRow], delivery: Delivery, *, by: Actor, world: World) -> list[Judged]:
    """Judge rows and do what was decided, inside the action that calls; what the registry refuses is quarantined."""
    try:
        with transaction.atomic():
            return _take_at_once(rows, delivery, by, world)
    except Invalid as refusal:
        if len(rows) > 1:
            half = len(rows) // 2
            return [one for part in (rows[:half], rows[half:]) for one in take(part, delivery, by=by, world=world)]
        with override("nl"):
            fault = Fault("refused", "", str(refusal))
        return [Judged(rows[0].row, (fault,), Decision(Outcome.QUARANTINED))]


def _take_at_once(rows: Sequence[ReadRow], delivery: Delivery, by: Actor, world: World) -> list[Judged]:
    people = registration.by_number({row.number for row in rows if row.number})
    known = {str(key): person for key, person in known_people(people.values()).items()}
    judged = judge(rows, {number: str(person.pk) for number, person in people.items()}, known)
    arriving = [
        (one, one.said)
        for one in judged
        if isinstance(one.said, Said)
        and one.decision.outcome in (Outcome.REGISTERED, Outcome.MERGED)
        and not one.decision.hold
    ]
    arrivals = [world.arrival(said, one.decision) for one, said in arriving]
    arrived = registration.register_all(arrivals, by=by, known=people) if arrivals else []
    people |= {said.insz.digits: came.person for (_, said), came in zip(arriving, arrived, strict=True)}
    statements, held = [], []
    for one in judged:
        if not isinstance(one.said, Said) or one.decision.outcome not in (Outcome.REGISTERED, Outcome.MERGED):
            continue
        person, source = people[one.said.insz.digits], one.said.source.value
        statements.append((person.pk, source, one.said.since, one.said.fingerprint, bool(one.decision.hold)))
        if one.decision.hold:
            record(person, "statement.held", part=Part.IDENTITY, source=source, delivery=delivery)
            held.append((person, one.said.fingerprint, one.row))
    bulk.insert_values(Statement, ("person", "source", "since", "fingerprint", "held"), statements)
    for person, fingerprint, row in held:
        statement = Statement.objects.get(person=person, fingerprint=fingerprint)
        Hold.objects.create(delivery=delivery, line=row.number, values=dict(row.values), statement=statement)
    return judged


def _quarantined(one: Judged, delivery: Delivery) -> QuarantinedRow:
    faults = one.said if isinstance(one.said, tuple) else ()
    return QuarantinedRow(
        delivery_id=delivery.keeper,
        line=one.row.number,
        raw=one.row.raw.replace("\0", "\ufffd"),  # no database keeps a NUL
        values=dict(one.row.values),
        faults=[[fault.code, fault.field, fault.message_nl] for fault in faults],
        reason=faults[0].code,
    )


def _is_news(one: Judged) -> bool:
    return one.decision.outcome in (Outcome.REGISTERED, Outcome.MERGED)


def _delay(said: Said | tuple[Fault, ...]) -> int:
    assert isinstance(said, Said)
    return min(max((clock.today() - said.since).days, 0), OLDEST_DELAY)
