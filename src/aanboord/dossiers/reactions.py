"""What follows by itself, in the same transaction: the worklist date from the clocks, the inbox from the events."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from typing import Any, NamedTuple

from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Greatest
from django.dispatch import receiver

from aanboord.core.access import Actor, Part, Purpose, Relation, Role, gate
from aanboord.core.actions import record
from aanboord.directory.actions import merged
from aanboord.directory.models import Membership, Organisation
from aanboord.journal.append import written
from aanboord.journal.models import Event
from aanboord.journal.notify import notify
from aanboord.people.models import Mandate
from aanboord.terms import clocks
from aanboord.terms.clocks import changed, started
from aanboord.terms.models import Term

from .actions.dossier import save_state
from .models import Dossier, Involvement

#: Events that the professionals around a dossier want to hear of when somebody else caused them.
TELLS = frozenset(
    {
        "dossier.assigned",
        "registration.repeated",
        "screening.completed",
        "partner.involved",
        "agreement.proposed",
        "agreement.answered",
        "agreement.commented",
        "agreement.done",
        "appointment.excused",
        "placement.started",
        "placement.ended",
        "work.started",
        "work.ended",
        "aftercare.done",
        "contact.changed",
        "dossier.closed",
    }
)

#: What the platform itself tells them: a clock found it, nobody did it.
REMINDS = frozenset({"agreement.overdue", "agreement.escalated", "dossier.counsellor-left"})
#: Of these the team lead hears as well.
ESCALATES = frozenset({"agreement.escalated", "dossier.counsellor-left"})


@receiver(started)
def rest(terms: list[Term], **_: Any) -> None:
    """A clock that starts while the dossier rests, rests as well."""
    resting = Dossier.objects.exclude(suspended_on=None).in_bulk({term.subject for term in terms})
    for subject, dossier in resting.items():
        assert dossier.suspended_on is not None
        clocks.pause(
            [term for term in terms if term.subject == subject], dossier.suspended_reason, on=dossier.suspended_on
        )


@receiver(changed)
def keep_next_due(subjects: set[uuid.UUID], **_: Any) -> None:
    """`next_due` and `next_term` are those of the running clock that is due first."""
    first = Term.objects.running().filter(subject=OuterRef("pk")).order_by("due_on", "code")
    Dossier.objects.filter(pk__in=subjects).update(
        next_due=Subquery(first.values("due_on")[:1]),
        next_term=Coalesce(Subquery(first.values("code")[:1]), Value("")),
    )


def _is_told(event: Event) -> bool:
    return event.kind in REMINDS or (event.kind in TELLS and event.role != Role.SYSTEM)


@receiver(merged)
def follow_the_merger(old: Organisation, new: Organisation, on: dt.date, **_: Any) -> None:
    """The successor leads what the organisation led, and takes part where it took part; each dossier tells of it."""
    part = Involvement.objects.filter(Q(until=None) | Q(until__gte=on), unit=old)
    concerned = Dossier.objects.filter(Q(lead=old) | Q(pk__in=part.values("dossier")))
    for dossier in concerned.select_for_update(of=("self",), no_key=True).order_by("pk"):
        record(dossier, "dossier.unit-succeeded", part=Part.PLAN, before=old, unit=new)
        if dossier.lead_id == old.pk:
            dossier.lead = new
            save_state(dossier, "lead")
            dossier.involvements.filter(unit=new, until=None).update(  # it need not follow what it leads
                until=Greatest("since", Value(on))
            )
        for row in part.filter(dossier=dossier):
            if dossier.lead_id != new.pk and not dossier.involvements.filter(unit=new, until=None).exists():
                Involvement.objects.create(
                    dossier=dossier,
                    unit=new,
                    professional_id=row.professional_id,
                    kind=row.kind,
                    since=max(on, row.since),
                )
            if row.since >= on:
                row.delete()
            else:
                row.until = on - dt.timedelta(days=1)
                row.save(update_fields=["until"])
    clocks.hand_over(old.pk, new.pk)
    holding = Mandate.objects.filter(organisation=new, withdrawn_on=None).values("person")
    Mandate.objects.filter(organisation=old, withdrawn_on=None).exclude(person__in=holding).update(organisation=new)


@receiver(written)
def tell(events: list[Event], **_: Any) -> None:
    """Counsellor and followers find in their inbox what others did in a dossier of theirs, where they may see it."""
    telling = [event for event in events if event.person and _is_told(event)]
    if not telling:
        return
    dossiers = Dossier.objects.prefetch_related("involvements").in_bulk({event.person for event in telling})
    concerned = [
        (event, _concerned(dossier) | _taken_from(event, dossier) | (_team_leads(dossier) if escalated else set()))
        for event, escalated in zip(telling, _escalated(telling), strict=True)
        if (dossier := dossiers.get(event.person)) is not None
    ]
    sees = _what_they_see({reader for _event, readers in concerned for reader in readers})
    notify(
        (event, reader.professional)
        for event, readers in concerned
        for reader in readers
        if event.part in sees.get(reader, ())
    )


class _Reader(NamedTuple):
    """Somebody who may hear of a dossier, and how he stands to it."""

    professional: uuid.UUID
    unit: uuid.UUID
    relation: Relation


def _concerned(dossier: Dossier) -> set[_Reader]:
    """Whose case this is, and who follows it."""
    readers = {
        _Reader(row.professional_id, row.unit_id, relation)
        for row in dossier.current_involvements
        if row.professional_id
        for relation in [Relation.OWN if row.kind == Involvement.Kind.PARTNER else Relation.FOLLOWS]
    }
    if dossier.counsellor_id:
        readers.add(_Reader(dossier.counsellor_id, dossier.lead_id, Relation.OWN))
    return readers


def _taken_from(event: Event, dossier: Dossier) -> set[_Reader]:
    """Who had the dossier until somebody else took it on."""
    before = event.data.get("before") if event.kind == "dossier.assigned" else None
    return {_Reader(uuid.UUID(before), dossier.lead_id, Relation.TEAM)} if before else set()


def _escalated(events: list[Event]) -> list[bool]:
    """Of which of these events a team lead hears: of a caseload that falls free with its first dossier alone."""
    falls_free = [event for event in events if event.kind == "dossier.counsellor-left"]
    return [event.kind in ESCALATES and event not in falls_free[1:] for event in events]


def _team_leads(dossier: Dossier) -> set[_Reader]:
    leads = Membership.objects.current().filter(unit=dossier.lead_id, role=Role.TEAM_LEAD)
    return {_Reader(lead.professional_id, lead.unit_id, Relation.TEAM) for lead in leads}


def _what_they_see(readers: set[_Reader]) -> dict[_Reader, set[Part]]:
    """The parts of the dossier that they see in the roles that they have in the unit today."""
    units = {reader.unit for reader in readers}
    keys = {reader.professional for reader in readers}
    roles: dict[tuple[uuid.UUID, uuid.UUID], set[Role]] = defaultdict(set)
    for membership in Membership.objects.current().filter(professional__in=keys, unit__in=units):
        roles[membership.professional_id, membership.unit_id].add(Role(membership.role))
    return {
        reader: {
            part
            for role in roles[reader.professional, reader.unit]
            for part in gate.parts(Actor(role, Purpose.GUIDANCE), reader.relation)
        }
        for reader in readers
    }
