"""A statement under somebody's number with quite another name: a human says whether it is about her."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from aanboord.core import clock
from aanboord.core.access import Actor, Part, Role
from aanboord.core.actions import action, note
from aanboord.core.errors import WrongState
from aanboord.dossiers.actions import registration

from ..models import Hold, Statement
from ..registrations import Decision, Outcome, Source, decide
from ..registrations import Statement as Said
from ..registry import World, known_people

STEWARDS = frozenset({Role.DATA_STEWARD})


@action("statement.taken", part=Part.IDENTITY, roles=STEWARDS)
def take(hold: Hold, *, by: Actor) -> Hold:
    """It is she, under another name: name and facts are taken over. Raises WrongState."""
    hold = _decided(hold, Hold.State.TAKEN, by)
    world = World()
    said = world.parse(Source(hold.statement.source), hold.values)
    if not isinstance(said, Said):
        raise WrongState(_("Deze rij kan niet meer gelezen worden zoals ze geleverd is."))
    people = registration.by_number([said.insz.digits])
    person = people[said.insz.digits]
    known = known_people([person])[person.pk]
    as_if = replace(known, family_name=said.family_name, given_name=said.given_name, fingerprints=frozenset())
    decision = decide(as_if, said)
    changes = decision.changes | {"family_name", "given_name"}
    registration.register_all([world.arrival(said, Decision(decision.outcome, changes))], by=by, known=people)
    Statement.objects.filter(pk=hold.statement_id).update(held=False)
    note(source=hold.statement.source, registered=decision.outcome is Outcome.REGISTERED)
    return hold


@action("statement.refused", part=Part.IDENTITY, roles=STEWARDS)
def refuse(hold: Hold, *, by: Actor) -> Hold:
    """It is about somebody else: nothing of it is taken over. Raises WrongState."""
    hold = _decided(hold, Hold.State.KEPT, by)
    note(source=hold.statement.source)
    return hold


def _decided(hold: Hold, state: Hold.State, by: Actor) -> Hold:
    hold = Hold.objects.select_for_update(of=("self",)).select_related("statement__person").get(pk=hold.pk)
    if hold.state != Hold.State.OPEN:
        raise WrongState(_("Hierover is al beslist."))
    hold.state, hold.decided_at, hold.decided_by_id = state, clock.now(), by.professional_id
    hold.save(update_fields=["state", "decided_at", "decided_by"])
    return hold
