"""The laws of the gate, whatever rooms grant: rights add up, grow with nearness, and end where nothing is granted."""

import itertools
import uuid
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aanboord.core.access import NEARNESS, Actor, Gate, Part, Purpose, Relation, Right, Role
from aanboord.core.errors import NotAllowed

PARTS = st.frozensets(st.sampled_from(Part), max_size=4)
GRANTS = st.lists(
    st.tuples(
        st.sampled_from([Role.COUNSELLOR, Role.COACH, Role.CITIZEN]),
        st.sampled_from(Relation),
        st.sampled_from([Purpose.GUIDANCE, Purpose.OWN_FILE]),
        PARTS,
        PARTS,
    ),
    max_size=8,
)
ACTORS = st.builds(Actor, st.sampled_from(Role), st.sampled_from(Purpose))


@dataclass
class Thing:
    """Something of a dossier to which everybody stands in one relation."""

    relation: Relation
    person_key: uuid.UUID

    def relation_to(self, actor: Actor) -> Relation:
        return self.relation


def gate_of(grants) -> Gate:
    gate = Gate()
    for role, relation, purpose, see, change in grants:
        gate.grant(role, relation, purpose, see=see, change=change)
    return gate


def rights(gate: Gate) -> set[tuple]:
    return {
        (role, relation, purpose, right, part)
        for role in Role
        for relation in Relation
        for purpose in Purpose
        for right in Right
        for part in gate.parts(Actor(role, purpose), relation, right)
    }


@given(GRANTS, GRANTS)
def test_a_grant_more_never_takes_a_right_away(grants, more):
    assert rights(gate_of(grants)) <= rights(gate_of([*grants, *more]))


@given(GRANTS, st.randoms(use_true_random=False))
def test_the_order_in_which_rooms_grant_makes_no_difference(grants, dice):
    shuffled = [*grants]
    dice.shuffle(shuffled)
    assert gate_of(grants).table() == gate_of(shuffled).table()


@given(GRANTS)
def test_granting_the_same_again_changes_nothing(grants):
    assert gate_of(grants).table() == gate_of([*grants, *grants]).table()


@given(GRANTS, ACTORS)
def test_who_stands_nearer_has_at_least_the_rights_of_who_stands_farther_off(grants, actor):
    gate = gate_of(grants)
    for right in Right:
        held = [gate.parts(actor, relation, right) for relation in NEARNESS]
        assert all(farther <= nearer for farther, nearer in itertools.pairwise(held))


@given(GRANTS, ACTORS, st.sampled_from(Relation))
def test_what_one_may_change_one_may_see(grants, actor, relation):
    gate = gate_of(grants)
    assert gate.parts(actor, relation, Right.CHANGE) <= gate.parts(actor, relation, Right.SEE)


@given(GRANTS)
def test_nobody_has_a_right_that_was_not_granted_to_his_role_for_his_purpose(grants):
    granted = {
        (role, purpose, part, right)
        for role, _relation, purpose, see, change in grants
        for right, parts in ((Right.SEE, see | change), (Right.CHANGE, change))
        for part in parts
    }
    for role, _relation, purpose, right, part in rights(gate_of(grants)):
        assert (role, purpose, part, right) in granted


@given(GRANTS)
def test_a_right_over_oneself_reaches_nobody_else_and_the_other_way_round(grants):
    own = [grant for grant in grants if grant[1] == Relation.SELF]
    others = [grant for grant in grants if grant[1] != Relation.SELF]
    assert {relation for _, relation, *_ in rights(gate_of(own))} <= {Relation.SELF}
    assert Relation.SELF not in {relation for _, relation, *_ in rights(gate_of(others))}


@given(GRANTS, ACTORS, st.sampled_from(Relation), st.sampled_from(Part), st.sampled_from(Right))
def test_every_question_to_the_gate_has_the_same_answer(grants, actor, relation, part, right):
    gate = gate_of(grants)
    allowed = gate.allows(actor, relation, right, part)
    assert (part in gate.parts(actor, relation, right)) == allowed
    assert (relation in gate.relations(actor, part, right)) == allowed
    thing = Thing(relation, uuid.uuid4())
    if allowed:
        assert gate.require(actor, right, part, thing) == relation
    else:
        with pytest.raises(NotAllowed) as refusal:
            gate.require(actor, right, part, thing)
        assert str(part.label) in str(refusal.value.message)
        assert str(thing.person_key) not in str(refusal.value.message)


@given(GRANTS, ACTORS, st.sampled_from(Part))
def test_what_belongs_to_no_dossier_is_asked_for_as_by_who_has_no_relation(grants, actor, part):
    gate = gate_of(grants)
    if gate.allows(actor, Relation.NONE, Right.CHANGE, part):
        assert gate.require(actor, Right.CHANGE, part, object()) == Relation.NONE
    else:
        with pytest.raises(NotAllowed):
            gate.require(actor, Right.CHANGE, part, object())


@given(ACTORS, st.sampled_from(Relation))
def test_an_empty_table_gives_nobody_anything(actor, relation):
    assert not gate_of([]).parts(actor, relation)


@given(ACTORS, st.sampled_from(Purpose))
def test_another_purpose_makes_no_other_actor(actor, purpose):
    changed = actor.with_purpose(purpose)
    assert changed.purpose == purpose
    assert changed.with_purpose(actor.purpose) == actor


def test_the_platform_acts_for_nobody_in_particular():
    platform = Actor.system()
    assert (platform.role, platform.account_id, platform.professional_id) == (Role.SYSTEM, None, None)
    assert (platform.person_id, platform.organisation_id, platform.unit_id) == (None, None, None)
