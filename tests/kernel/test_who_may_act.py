"""Every action, asked by every role in every relation for every purpose: refused wherever the table gives no right."""

import itertools
import uuid
from dataclasses import dataclass

import pytest

from aanboord.core.access import Actor, Purpose, Relation, Right, Role, gate
from aanboord.core.errors import NotAllowed
from aanboord.journal.models import Event, Stream

from .declared import Action, actions

pytestmark = pytest.mark.django_db

#: Actions that ask the gate nothing and name no roles: what they check themselves is tested with them.
CHECK_THEMSELVES = {"dossiers.actions.dossier.assign_many", "dossiers.actions.estimates.keep"} | {
    "dossiers.actions.estimates.switch"
}
#: Of these the subject is many or brand new, so that they check part by part while they run.
GUARDED = [one for one in actions() if one.part is not None]
BY_ROLE = [one for one in actions() if one.roles is not None]


@dataclass
class Somebodys:
    """Something of a person to whom everybody stands in one relation; whoever reads more of it fails."""

    relation: Relation
    person_key: uuid.UUID

    def relation_to(self, actor: Actor) -> Relation:
        return self.relation


def named(action: Action) -> str:
    return action.name


def test_actions_are_found_in_every_room():
    rooms = {action.name.partition(".")[0] for action in actions()}
    assert rooms == {"directory", "people", "dossiers", "exchange"}
    assert len(actions()) > 60


def test_no_two_actions_tell_the_same_unless_they_do_the_same_for_one_and_for_many():
    told = {}
    for action in actions():
        told.setdefault(action.kind, []).append(action.name.rpartition(".")[2])
    assert {kind: names for kind, names in told.items() if len(names) > 1} == {
        "dossier.assigned": ["assign", "assign_many"],
        "person.registered": ["register_all", "register_self"],
    }


def test_an_action_asks_the_gate_or_names_its_roles_and_else_is_one_of_these():
    assert {one.name for one in actions() if one.part is None and one.roles is None} == CHECK_THEMSELVES


@pytest.mark.parametrize("action", GUARDED, ids=named)
def test_an_action_on_a_dossier_is_refused_wherever_the_table_gives_no_right_to_change_its_part(action):
    refused = 0
    for role, relation, purpose in itertools.product(Role, Relation, Purpose):
        actor = Actor(role, purpose, account_id=uuid.uuid4())
        may = gate.allows(actor, relation, Right.CHANGE, action.part) and role in (action.roles or Role)
        if not may:
            refused += 1
            with pytest.raises(NotAllowed) as refusal:
                action.call(Somebodys(relation, uuid.uuid4()), actor)
            assert str(role.label).lower() in str(refusal.value.message)
    assert refused > 100
    assert not Event.objects.exists()
    assert not Stream.objects.exists()


@pytest.mark.parametrize("action", BY_ROLE, ids=named)
def test_an_action_for_some_roles_is_refused_to_each_other_role_whatever_its_relation(action):
    others = set(Role) - set(action.roles)
    assert others, "an action that is for everybody names no roles"
    for role, purpose, relation in itertools.product(others, Purpose, Relation):
        with pytest.raises(NotAllowed, match="Dat kan je niet als"):
            action.call(Somebodys(relation, uuid.uuid4()), Actor(role, purpose))


@pytest.mark.parametrize("action", GUARDED, ids=named)
def test_an_action_on_a_dossier_is_open_to_somebody(action):
    """A part that nobody may change would make the action dead."""
    open_to = [
        cell
        for cell in gate.table()
        if action.part in cell.change and (action.roles is None or cell.role in action.roles)
    ]
    assert open_to
