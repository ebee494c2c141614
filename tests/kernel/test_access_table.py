"""The access table, cell by cell, and the queries that obey it."""

import datetime as dt
import itertools
import random
import uuid

import pytest
from django.urls import reverse

from aanboord.core import clock
from aanboord.core.access import ALL_PARTS, NEARNESS, Actor, Part, Purpose, Relation, Right, Role, gate
from aanboord.core.errors import NotAllowed
from aanboord.directory.models import Organisation, Professional
from aanboord.dossiers.access import open_dossier, sight_of, visible_to
from aanboord.dossiers.actions.dossier import add_note, release
from aanboord.dossiers.models import Dossier, Involvement
from aanboord.dossiers.queries.filters import FILTER_PARTS
from aanboord.dossiers.queries.terms import TERM_PARTS
from aanboord.dossiers.queries.worklist import Tab, parts_in
from aanboord.dossiers.views.worklist import LISTED
from aanboord.journal.models import Look
from aanboord.people.models import Person
from tests import world
from tools import access_table

from .marked import MARKS, marked_case

PARTS = {
    "id": Part.IDENTITY,
    "st": Part.LABOUR_STATUS,
    "pr": Part.PROFILE,
    "sc": Part.SCREENING,
    "we": Part.WELFARE,
    "he": Part.HEALTH,
    "pl": Part.PLAN,
    "wo": Part.PLACEMENTS,
    "co": Part.CONTROL,
    "no": Part.NOTES,
}

#: c: may change (and see), s: may see, - : nothing. A row that is not here grants nothing.
EXPECTED = """
                                          id st pr sc we he pl wo co no
guidance   counsellor     own             c  c  c  c  c  c  c  c  -  c
guidance   counsellor     team            c  c  c  c  s  -  c  c  -  c
guidance   counsellor     follows         s  s  -  s  -  -  s  s  -  -
guidance   counsellor     organisation    s  s  -  -  -  -  -  -  -  -
guidance   social-worker  own             c  c  c  c  c  c  c  c  -  c
guidance   social-worker  team            c  c  c  c  s  -  c  c  -  c
guidance   social-worker  follows         s  s  -  s  -  -  s  s  -  -
guidance   social-worker  organisation    s  s  -  -  -  -  -  -  -  -
guidance   coach          own             s  -  s  -  -  -  c  c  -  -
guidance   coach          team            s  -  -  -  -  -  s  s  -  -
guidance   coach          follows         s  -  -  -  -  -  s  s  -  -
guidance   team-lead      own             s  s  s  s  s  -  c  c  -  -
guidance   team-lead      team            s  s  s  s  s  -  c  c  -  -
guidance   team-lead      follows         s  s  -  s  -  -  s  s  -  -
guidance   team-lead      organisation    s  s  -  -  -  -  -  -  -  -

intake     counsellor     own             c  c  -  -  -  -  -  -  -  -
intake     counsellor     team            c  c  -  -  -  -  -  -  -  -
intake     counsellor     follows         c  c  -  -  -  -  -  -  -  -
intake     counsellor     organisation    c  c  -  -  -  -  -  -  -  -
intake     counsellor     none            c  c  -  -  -  -  -  -  -  -
intake     social-worker  own             c  c  -  -  -  -  -  -  -  -
intake     social-worker  team            c  c  -  -  -  -  -  -  -  -
intake     social-worker  follows         c  c  -  -  -  -  -  -  -  -
intake     social-worker  organisation    c  c  -  -  -  -  -  -  -  -
intake     social-worker  none            c  c  -  -  -  -  -  -  -  -

steering   team-lead      own             s  s  -  -  -  -  c  -  -  -
steering   team-lead      team            s  s  -  -  -  -  c  -  -  -
steering   system         own             -  -  -  -  -  -  c  -  -  -
steering   system         team            -  -  -  -  -  -  c  -  -  -
steering   system         follows         -  -  -  -  -  -  c  -  -  -
steering   system         organisation    -  -  -  -  -  -  c  -  -  -
steering   system         none            -  -  -  -  -  -  c  -  -  -

quality    data-steward   own             c  c  -  -  -  -  -  -  -  -
quality    data-steward   team            c  c  -  -  -  -  -  -  -  -
quality    data-steward   follows         c  c  -  -  -  -  -  -  -  -
quality    data-steward   organisation    c  c  -  -  -  -  -  -  -  -
quality    data-steward   none            c  c  -  -  -  -  -  -  -  -

own-file   citizen        self            c  s  c  s  s  s  c  s  s  s

delivery   system         own             c  c  -  -  -  -  -  -  -  -
delivery   system         team            c  c  -  -  -  -  -  -  -  -
delivery   system         follows         c  c  -  -  -  -  -  -  -  -
delivery   system         organisation    c  c  -  -  -  -  -  -  -  -
delivery   system         none            c  c  -  -  -  -  -  -  -  -
"""


def expected() -> dict[tuple[Role, Relation, Purpose], dict[Part, str]]:
    head, *rows = [line.split() for line in EXPECTED.splitlines() if line.strip()]
    return {
        (Role(role), Relation(relation), Purpose(purpose)): {
            PARTS[name]: mark for name, mark in zip(head, marks, strict=True)
        }
        for purpose, role, relation, *marks in rows
    }


CELLS = [*itertools.product(Role, Relation, Purpose)]


@pytest.mark.parametrize(("role", "relation", "purpose"), CELLS, ids=lambda one: one.value)
def test_a_role_has_in_a_relation_for_a_purpose_exactly_these_rights(role, relation, purpose):
    cell = expected().get((role, relation, purpose), {})
    actor = Actor(role, purpose)
    for part in Part:
        mark = cell.get(part, "-")
        assert gate.allows(actor, relation, Right.SEE, part) == (mark in "sc"), part
        assert gate.allows(actor, relation, Right.CHANGE, part) == (mark == "c"), part


def test_the_table_declares_no_cell_that_is_not_expected():
    assert {(grant.role, grant.relation, grant.purpose) for grant in gate.table()} == set(expected())


@pytest.mark.parametrize("grant", gate.table(), ids=lambda one: f"{one.role}-{one.relation}-{one.purpose}")
def test_what_one_may_change_one_may_see(grant):
    assert grant.change <= grant.see


@pytest.mark.parametrize(("role", "purpose"), [*itertools.product(Role, Purpose)], ids=lambda one: one.value)
def test_nearness_never_costs_a_right(role, purpose):
    actor = Actor(role, purpose)
    for farther, nearer in itertools.pairwise(NEARNESS):
        for right in Right:
            assert gate.parts(actor, farther, right) <= gate.parts(actor, nearer, right)


def test_nobody_sees_health_but_who_works_on_the_case_and_the_citizen():
    seers = {(grant.role, grant.relation) for grant in gate.table() if Part.HEALTH in grant.see}
    assert seers == {
        (Role.COUNSELLOR, Relation.OWN),
        (Role.SOCIAL_WORKER, Relation.OWN),
        (Role.CITIZEN, Relation.SELF),
    }


FOLLOWING = {Part.IDENTITY, Part.LABOUR_STATUS, Part.SCREENING, Part.PLAN, Part.PLACEMENTS}


@pytest.mark.policy("PACT24-10.3-b")
@pytest.mark.parametrize("named", [True, False], ids=["the one named", "a colleague of her team"])
def test_who_follows_sees_the_steps_and_not_why_and_changes_nothing(case, social_worker, named):
    case.followed_by(social_worker, Involvement.Kind.FOLLOWS)
    reader = social_worker if named else world.ocmw_of().worker(Role.SOCIAL_WORKER)
    sight = sight_of(case.now, reader.actor)
    assert (sight.relation, sight.see, sight.change) == (Relation.FOLLOWS, FOLLOWING, frozenset())
    with pytest.raises(NotAllowed):
        add_note(case.now, "x", by=reader.actor)


@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.SOCIAL_WORKER, Role.COACH, Role.TEAM_LEAD])
def test_what_a_list_shows_and_filters_by_a_follower_may_see_too(role):
    """A list has the same columns for all its rows: those that somebody follows stand among them."""
    actor = Actor(role, Purpose.GUIDANCE)
    listed = LISTED | set(FILTER_PARTS.values()) | set(TERM_PARTS.values())
    for tab in Tab:
        assert parts_in(actor, tab) & listed <= gate.parts(actor, Relation.FOLLOWS)


def test_a_follower_who_becomes_a_partner_may_work_from_that_moment(case, counsellor, social_worker):
    release(case.followed_by(social_worker, Involvement.Kind.FOLLOWS), by=counsellor.actor)
    case.followed_by(social_worker)
    assert sight_of(case.now, social_worker.actor).relation == Relation.OWN
    add_note(case.now, "x", by=social_worker.actor)


def test_a_page_shows_a_follower_no_welfare_no_health_and_no_note(counsellor, social_worker):
    case = marked_case(counsellor)
    case.followed_by(social_worker, Involvement.Kind.FOLLOWS)
    for name in ("dossier", "screenings", "dossier_plan", "dossier_work", "timeline", "people", "file"):
        page = social_worker.client.get(reverse(f"dossiers:{name}", args=[case.dossier.pk]))
        assert page.status_code == 200
        shown = page.content.decode()
        assert not [part for part, mark in MARKS.items() if part not in FOLLOWING and mark in shown], name


def test_the_citizen_sees_every_part_of_her_own_file():
    assert gate.parts(Actor(Role.CITIZEN, Purpose.OWN_FILE), Relation.SELF) == ALL_PARTS


def test_the_page_on_access_is_the_table_of_the_code():
    assert access_table.PAGE.read_text() == access_table.page(), "run python tools/access_table.py"


def test_a_refusal_names_the_right_and_the_part_and_never_the_person(case, coach):
    with pytest.raises(NotAllowed) as refusal:
        gate.require(coach.actor, Right.SEE, Part.HEALTH, case.dossier)
    assert str(refusal.value.message) == "Je mag “Gezondheid” hier niet inzien als coach bij een partner."


class RandomWorld:
    """Organisations of each shape, people in each role, dossiers led and followed by anybody, in the past or today."""

    def __init__(self, seed: int) -> None:
        self.dice = dice = random.Random(seed)
        kinds = Organisation.Kind
        vdab = Organisation.objects.create(kind=kinds.VDAB, name="Hoofdzetel")
        cluster = Organisation.objects.create(kind=kinds.OCMW_CLUSTER, name="Cluster")
        self.units = [
            vdab,
            cluster,
            *(Organisation.objects.create(kind=kinds.VDAB, name=f"Kantoor {n}", part_of=vdab) for n in range(2)),
            *(Organisation.objects.create(kind=kinds.OCMW, name=f"OCMW {n}", part_of=cluster) for n in range(2)),
            Organisation.objects.create(kind=kinds.OCMW, name="OCMW alleen"),
            Organisation.objects.create(kind=kinds.PARTNER, name="Partner"),
        ]
        roles = [Role.COUNSELLOR, Role.SOCIAL_WORKER, Role.COACH, Role.TEAM_LEAD, Role.DATA_STEWARD]
        self.workers = [world.Team(unit).worker(dice.choice(roles)) for unit in self.units for _ in range(2)]
        self.professionals = [worker.professional for worker in self.workers]
        for number in range(25):
            self._dossier(number)

    def _dossier(self, number: int) -> None:
        person = Person.objects.create(family_name=f"Nummer {number}", given_name="Iemand")
        dossier = Dossier.objects.create(
            person=person, lead=self.dice.choice(self.units), counsellor=self._somebody(), opened_on=clock.today()
        )
        for unit in self.dice.sample(self.units, self.dice.randrange(3)):
            since = clock.today() + dt.timedelta(days=self.dice.choice([-30, 0, 1]))
            until = None if self.dice.random() < 0.5 else since + dt.timedelta(days=self.dice.choice([0, 29, 30, 60]))
            kind = self.dice.choice(Involvement.Kind.values)
            Involvement.objects.create(
                dossier=dossier, unit=unit, professional=self._somebody(), kind=kind, since=since, until=until
            )

    def _somebody(self) -> Professional | None:
        return self.dice.choice([None, *self.professionals])

    def actors(self) -> list[Actor]:
        """Everybody, for every purpose; the citizen of a dossier; one who has none; the platform, for a unit or not."""
        someone = self.dice.choice([*Dossier.objects.values_list("pk", flat=True)])
        return [
            *(worker.acting(purpose) for worker in self.workers for purpose in Purpose),
            *(Actor(Role.CITIZEN, purpose, person_id=key) for key in (someone, uuid.uuid4()) for purpose in Purpose),
            *(Actor.system(purpose, unit_id=unit) for unit in (None, self.units[2].pk) for purpose in Purpose),
            Actor(Role.COUNSELLOR, Purpose.GUIDANCE),
            Actor(Role.COACH, Purpose.GUIDANCE, unit_id=self.units[-1].pk),
        ]


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(6))
def test_a_list_holds_exactly_the_dossiers_that_the_gate_opens(seed):
    actors = RandomWorld(seed).actors()
    dossiers = list(Dossier.objects.select_related("lead").prefetch_related("involvements__unit"))
    for actor in actors:
        relations = {dossier.pk: dossier.relation_to(actor) for dossier in dossiers}
        for part in Part:
            allowed = {key for key, relation in relations.items() if gate.allows(actor, relation, Right.SEE, part)}
            assert set(visible_to(actor, part).values_list("pk", flat=True)) == allowed, (actor, part)


def test_each_reader_of_one_dossier_sees_his_parts_and_no_other_and_leaves_a_row(
    case, counsellor, colleague, team_lead, coach, social_worker
):
    case.followed_by(coach)
    case.followed_by(social_worker, Involvement.Kind.FOLLOWS)
    for worker, relation in (
        (counsellor, Relation.OWN),
        (colleague, Relation.TEAM),
        (team_lead, Relation.TEAM),
        (coach, Relation.OWN),
        (social_worker, Relation.FOLLOWS),
    ):
        dossier, sight = open_dossier(worker.actor, case.dossier.pk)
        assert sight.relation == relation
        cell = expected()[worker.actor.role, relation, Purpose.GUIDANCE]
        assert sight.see == {part for part, mark in cell.items() if mark in "sc"}
        assert sight.change == {part for part, mark in cell.items() if mark == "c"}
        look = Look.objects.order_by("pk").last()
        assert (look.person, look.professional, look.relation) == (dossier.pk, worker.professional, relation)
        assert set(look.parts.split()) == {part.value for part in sight.see}


def test_a_dossier_of_somebody_else_is_refused_and_leaves_no_row(case, coach):
    with pytest.raises(NotAllowed):
        open_dossier(coach.actor, case.dossier.pk)
    assert not Look.objects.exists()


def test_taking_part_ends_with_its_last_day(case, coach):
    involvement = case.followed_by(coach)
    involvement.until = clock.today()
    involvement.save()
    assert sight_of(case.now, coach.actor).relation == Relation.OWN
    with clock.at(clock.today() + dt.timedelta(days=1)):
        assert sight_of(case.now, coach.actor).relation == Relation.NONE
        assert not visible_to(coach.actor).exists()
