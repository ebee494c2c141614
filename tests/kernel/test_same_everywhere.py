"""Whatever somebody opens, the gate gives the same answer: page, list, search, export, inbox and documents agree."""

import datetime as dt

import pytest
from django.http import Http404
from django.urls import reverse

from aanboord.core import clock
from aanboord.core.access import Actor, Part, Purpose, Relation, Right, Role, gate
from aanboord.core.errors import NotAllowed
from aanboord.core.identifiers import Sex, fictional_insz
from aanboord.core.routes import GUIDES
from aanboord.directory.models import Organisation
from aanboord.dossiers.access import open_dossier, sight_of, visible_to
from aanboord.dossiers.actions import dossier as dossiers
from aanboord.dossiers.models import Document, Dossier, Involvement
from aanboord.dossiers.queries.documents import documents_section
from aanboord.dossiers.queries.inbox import messages
from aanboord.dossiers.queries.search import search
from aanboord.dossiers.queries.worklist import Row, Tab, Worklist, tabs_of
from aanboord.journal.models import Look, Notification
from aanboord.journal.queries import inbox
from aanboord.people.models import Person
from tests import world

from .test_access_table import RandomWorld

pytestmark = pytest.mark.django_db


class Region(RandomWorld):
    """A random world in which everybody can be found by name and by number, and has a screening and a term."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        for number, person in enumerate(Person.objects.order_by("pk")):
            person.insz = fictional_insz(dt.date(1980, 1, 1), number, Sex.MALE).digits
            person.save()
        Dossier.objects.update(
            service_level="intensive", next_term="screening", next_due=clock.today(), suspended_on=clock.today()
        )

    def guides(self) -> list[Actor]:
        """Whoever has a worklist."""
        actors = [worker.acting(Purpose.GUIDANCE) for worker in self.workers if worker.membership.role in GUIDES]
        return [actor for actor in actors if tabs_of(actor)]

    def dossiers(self) -> list[Dossier]:
        return list(Dossier.objects.select_related("lead", "person").prefetch_related("involvements__unit"))


SEEDS = pytest.mark.parametrize("seed", range(11, 15))

#: What a row of a list shows, and under whose rights it stands.
SHOWN = {
    "state": Part.PLAN,
    "contact": Part.PLAN,
    "appointment": Part.PLAN,
    "rests_since": Part.PLAN,
    "level": Part.SCREENING,
    "term": Part.PLAN,
    "due": Part.PLAN,
}


@SEEDS
def test_a_page_opens_for_exactly_those_whom_a_list_would_show_the_dossier(seed):
    region = Region(seed)
    found = region.dossiers()
    for actor in region.guides():
        listed = set(visible_to(actor).values_list("pk", flat=True))
        for dossier in found:
            try:
                _, sight = open_dossier(actor, dossier.pk)
                opened = True
                assert Part.IDENTITY in sight.see
            except NotAllowed:
                opened = False
            assert opened == (dossier.pk in listed)
        assert set(Look.objects.filter(professional=actor.professional_id).values_list("person", flat=True)) == listed


@SEEDS
def test_a_worklist_holds_only_what_the_gate_opens_and_shows_of_each_only_what_it_grants(seed):
    region = Region(seed)
    by_key = {dossier.pk: dossier for dossier in region.dossiers()}
    shown = 0
    for actor in region.guides():
        for tab in tabs_of(actor):
            for row in rows(actor, tab):
                sight = sight_of(by_key[row.pk], actor)
                assert Part.IDENTITY in sight.see
                visible = {part for name, part in SHOWN.items() if getattr(row, name)}
                assert visible <= sight.see, (tab, sight.relation)
                shown += 1
    assert shown > 20


def rows(actor: Actor, tab: Tab) -> list[Row]:
    listed = Worklist(actor, tab)
    return [row for chunk in (listed.all() if listed.count else ()) for row in chunk]


@SEEDS
def test_a_team_list_holds_every_dossier_of_the_team_and_mine_every_one_of_mine(seed):
    region = Region(seed)
    found = region.dossiers()
    for actor in region.guides():
        near = {dossier.pk: dossier.relation_to(actor) for dossier in found}
        for tab, relations in ((Tab.MINE, {Relation.OWN}), (Tab.TEAM, {Relation.OWN, Relation.TEAM})):
            if tab in tabs_of(actor):
                listed = {row.pk for row in rows(actor, tab)}
                assert {key for key, relation in near.items() if relation in relations} <= listed
                assert Worklist(actor, tab).count == len(listed)


@SEEDS
def test_counts_of_a_list_are_those_of_its_rows_and_its_pages_hold_each_row_once(seed):
    region = Region(seed)
    for actor in region.guides():
        for tab, count in Worklist(actor).counted_tabs:
            listed = rows(actor, tab)
            assert count == len(listed)
            paged, number = [], 1
            while len(paged) < count:
                page = Worklist(actor, tab).page(number)
                paged += [row.pk for row in page]
                number += 1
            assert paged == [row.pk for row in listed]


@SEEDS
def test_search_by_name_and_by_number_finds_exactly_those_of_whom_one_may_know(seed):
    region = Region(seed)
    people = {dossier.pk: dossier.person for dossier in region.dossiers()}
    for actor in region.guides()[:6]:
        known = set(visible_to(actor).values_list("pk", flat=True))
        for key, person in people.items():
            word = person.family_name.split()[-1]
            by_name = {hit.dossier.pk for hit in search(actor, f"Nummer {word}").hits}
            by_number = {hit.dossier.pk for hit in search(actor, person.insz or "").hits}
            assert (key in by_name) == (key in known)
            assert by_name <= known
            assert by_number == ({key} & known)


@SEEDS
def test_a_hit_of_a_search_shows_how_far_the_work_came_only_to_who_may_know(seed):
    region = Region(seed)
    for actor in region.guides():
        for hit in search(actor, "Nummer").hits:
            assert bool(hit.state) == (Part.PLAN in sight_of(hit.dossier, actor).see)


@SEEDS
def test_documents_lie_open_under_the_rights_of_their_part(seed):
    region = Region(seed)
    found = region.dossiers()
    for dossier in found:
        Document.objects.bulk_create(Document(dossier=dossier, title=part, part=part, file="x.pdf") for part in Part)
    for actor in region.guides():
        for dossier in found:
            sight = sight_of(dossier, actor)
            assert {Part(one.part) for one in documents_section(dossier, sight)} == sight.see


def test_an_inbox_tells_nothing_more_to_who_lost_the_right_to_know(case, colleague, counsellor):
    dossiers.assign(case.now, colleague.professional, by=counsellor.actor)
    dossiers.close(case.now, "Verhuisd", by=counsellor.actor)
    [told] = messages(colleague.actor, list(inbox(colleague.professional.pk)[:1]))
    assert told.dossier == case.dossier
    elsewhere = Organisation.objects.create(kind=Organisation.Kind.VDAB, name="Elders")
    Dossier.objects.filter(pk=case.dossier.pk).update(lead=elsewhere, counsellor=None)
    silent = messages(colleague.actor, list(Notification.objects.filter(professional=colleague.professional)))
    assert silent
    assert all((one.dossier, one.moment, one.sight) == (None, None, None) for one in silent)


def test_a_dossier_that_is_none_is_not_there_for_anybody(counsellor):
    with pytest.raises(Http404):
        open_dossier(counsellor.actor, counsellor.professional.pk)
    assert not Look.objects.exists()


def test_every_person_in_an_export_has_an_access_row_and_every_row_a_person(counsellor, team_lead):
    cases = [world.register(counsellor) for _ in range(3)]
    elsewhere = world.register(world.ocmw_of("11002").worker(Role.SOCIAL_WORKER), **of_antwerp())
    address = reverse("dossiers:export")
    answer = team_lead.client.post(f"{address}?tab=team", {"kind": "csv"})
    text = b"".join(answer.streaming_content).decode()
    exported = set(Look.objects.filter(kind=Look.Kind.EXPORT).values_list("person", flat=True))
    assert exported == {one.pk for one in cases}
    assert text.count("Vermeulen") == len(cases)
    assert elsewhere.pk not in exported


def of_antwerp() -> dict:
    """Registered with a mandate to the OCMW of Antwerp, which leads."""
    return {
        "municipality": world.municipality("11002"),
        "way": world.Registration.Way.MANDATE,
        "mandate_to": world.ocmw_of("11002").unit,
        "mandate_given_on": clock.today(),
        "statuses": (world.registration.Status(world.StatusKind.LIVING_WAGE, clock.today()),),
    }


@pytest.mark.parametrize("kind", Involvement.Kind.values)
@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.SOCIAL_WORKER, Role.COACH, Role.TEAM_LEAD])
def test_who_takes_part_in_a_dossier_sees_in_his_list_no_more_than_on_its_page(case, role, kind):
    """Whether he works on it or follows it."""
    other = world.team(Organisation.Kind.PARTNER, "Groeikracht vzw").worker(role)
    case.screened()
    case.followed_by(other, Involvement.Kind(kind))
    sight = sight_of(case.now, other.actor)
    for tab in tabs_of(other.actor):
        for row in rows(other.actor, tab):
            assert {part for name, part in SHOWN.items() if getattr(row, name)} <= sight.see, (tab, sight.relation)


def test_taking_part_again_after_a_while_gives_the_rights_of_today_alone(case, coach, counsellor):
    involvement = case.followed_by(coach)
    dossiers.release(involvement, by=counsellor.actor)
    with clock.at(clock.today() + dt.timedelta(days=1)):
        assert not visible_to(coach.actor).exists()
        case.followed_by(coach)
        assert gate.allows(coach.actor, case.now.relation_to(coach.actor), Right.CHANGE, Part.PLAN)
