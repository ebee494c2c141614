"""Who sees and changes what of a dossier: this room's rows of the access table, and the queries that obey it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, UUIDField, prefetch_related_objects
from django.http import Http404

from aanboord.core import clock
from aanboord.core.access import ALL_PARTS, Actor, Part, Purpose, Relation, Right, Role, gate
from aanboord.core.kept import kept
from aanboord.journal.looks import looked
from aanboord.journal.models import Look

from .models import Dossier, Involvement

_NOBODY = Q(pk__in=[])
WORK = {Part.IDENTITY, Part.LABOUR_STATUS, Part.PROFILE, Part.SCREENING, Part.PLAN, Part.PLACEMENTS}

CONTACT = {Part.IDENTITY, Part.LABOUR_STATUS}

#: Each step of the others, and nothing of why it takes so long: no welfare, no health, no notes (PACT24-10.3-b).
STEPS = CONTACT | {Part.SCREENING, Part.PLAN, Part.PLACEMENTS}

for role in (Role.COUNSELLOR, Role.SOCIAL_WORKER):
    gate.grant(role, Relation.ORGANISATION, Purpose.GUIDANCE, see=CONTACT)
    gate.grant(role, Relation.FOLLOWS, Purpose.GUIDANCE, see=STEPS)
    gate.grant(role, Relation.TEAM, Purpose.GUIDANCE, see=WORK | {Part.WELFARE, Part.NOTES}, change=WORK | {Part.NOTES})
    gate.grant(role, Relation.OWN, Purpose.GUIDANCE, change=ALL_PARTS - {Part.CONTROL})
    gate.grant(role, Relation.NONE, Purpose.INTAKE, change=CONTACT)

gate.grant(Role.COACH, Relation.FOLLOWS, Purpose.GUIDANCE, see={Part.IDENTITY, Part.PLAN, Part.PLACEMENTS})
gate.grant(Role.COACH, Relation.OWN, Purpose.GUIDANCE, see={Part.PROFILE}, change={Part.PLAN, Part.PLACEMENTS})

gate.grant(Role.TEAM_LEAD, Relation.ORGANISATION, Purpose.GUIDANCE, see=CONTACT)
gate.grant(Role.TEAM_LEAD, Relation.FOLLOWS, Purpose.GUIDANCE, see=STEPS)
gate.grant(
    Role.TEAM_LEAD, Relation.TEAM, Purpose.GUIDANCE, see=WORK | {Part.WELFARE}, change={Part.PLAN, Part.PLACEMENTS}
)
gate.grant(Role.TEAM_LEAD, Relation.TEAM, Purpose.STEERING, see=CONTACT, change={Part.PLAN})

gate.grant(Role.DATA_STEWARD, Relation.NONE, Purpose.QUALITY, change=CONTACT)

gate.grant(
    Role.CITIZEN, Relation.SELF, Purpose.OWN_FILE, see=ALL_PARTS, change={Part.IDENTITY, Part.PROFILE, Part.PLAN}
)

gate.grant(Role.SYSTEM, Relation.NONE, Purpose.DELIVERY, change=CONTACT)
gate.grant(Role.SYSTEM, Relation.NONE, Purpose.STEERING, change={Part.PLAN})  # reminders: see reminders.py


@dataclass(frozen=True, slots=True)
class Sight:
    """What the reader of a dossier page may see and do; templates ask `sight.sees.health`, views pass it on."""

    relation: Relation
    see: frozenset[Part]
    change: frozenset[Part]
    leads: bool = False  # acts for the organisation in the lead: assigns, lets rest, closes, brings others in

    @property
    def sees(self) -> dict[str, bool]:
        return {part.name.lower(): part in self.see for part in Part}

    @property
    def changes(self) -> dict[str, bool]:
        return {part.name.lower(): part in self.change for part in Part}


def sight_of(dossier: Dossier, actor: Actor) -> Sight:
    """The rights of the actor on a dossier, for the purpose that he acts for."""
    relation = dossier.relation_to(actor)
    return Sight(
        relation, gate.parts(actor, relation), gate.parts(actor, relation, Right.CHANGE), dossier.is_led_by(actor)
    )


def visible_to(actor: Actor, part: Part = Part.IDENTITY) -> QuerySet[Dossier]:
    """The dossiers of which the actor may see `part`: what each list, search and export starts from."""
    return Dossier.objects.filter(_within(actor, gate.relations(actor, part)))


def _within(actor: Actor, relations: frozenset[Relation]) -> Q:
    """The dossiers to which the actor stands in one of `relations`, as `Dossier.relation_to` tells it.

    Rights grow with nearness (see `Gate.grant`), so the farthest of `relations` holds all the others.
    """
    if actor.person_id is not None:
        return Q(pk=actor.person_id) if Relation.SELF in relations else _NOBODY
    if Relation.NONE in relations:
        return Q()
    today = clock.today()
    involved = Involvement.objects.filter(Q(until=None) | Q(until__gte=today), dossier=OuterRef("pk"), since__lte=today)
    if Relation.ORGANISATION in relations and actor.organisation_id is not None:
        ours = Q(unit=actor.organisation_id) | Q(unit__part_of=actor.organisation_id)
        lead = Q(lead=actor.organisation_id) | Q(lead__part_of=actor.organisation_id)
        return lead | Q(Exists(involved.filter(ours)))
    if Relation.FOLLOWS in relations and actor.unit_id is not None:
        return Q(lead=actor.unit_id) | Q(Exists(involved.filter(unit=actor.unit_id)))
    involved = involved.filter(kind=Involvement.Kind.PARTNER)
    if Relation.TEAM in relations and actor.unit_id is not None:
        return Q(lead=actor.unit_id) | Q(Exists(involved.filter(unit=actor.unit_id)))
    if Relation.OWN in relations and actor.unit_id is not None and actor.professional_id is not None:
        mine = involved.filter(unit=actor.unit_id, professional=actor.professional_id)
        return Q(lead=actor.unit_id, counsellor=actor.professional_id) | Q(Exists(mine))
    return _NOBODY


_dossier = kept(
    lambda key: Dossier.objects.filter(pk=key).select_related("person__municipality", "lead__part_of", "counsellor"),
    key=UUIDField(),
)
_INVOLVEMENTS = Involvement.objects.select_related("unit", "professional")


def open_dossier(
    actor: Actor, person_id: uuid.UUID, *, part: Part = Part.IDENTITY, look: Look.Kind | None = Look.Kind.FILE
) -> tuple[Dossier, Sight]:
    """Fetch a dossier for a page and leave the access row.

    Raises NotAllowed when the reader may not see `part`, Http404 when there is no such dossier.
    """
    found = _dossier(key=person_id)
    if not found:
        raise Http404
    (dossier,) = found
    prefetch_related_objects([dossier], Prefetch("involvements", _INVOLVEMENTS))
    gate.require(actor, Right.SEE, part, dossier)
    sight = sight_of(dossier, actor)
    if look is not None:
        looked(actor, {dossier.pk: sight.relation}, sight.see, look)
    return dossier, sight
