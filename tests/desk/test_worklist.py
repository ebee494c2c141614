"""The worklist: whose work, in which order, and nobody else's."""

import datetime as dt
import random

import pytest
from django.urls import reverse

from aanboord.core import clock
from aanboord.core.access import Purpose, Relation, Role
from aanboord.dossiers.access import visible_to
from aanboord.dossiers.actions import dossier as actions
from aanboord.dossiers.actions import plan
from aanboord.dossiers.models import Dossier, Involvement
from aanboord.dossiers.models.dossier import ServiceLevel
from aanboord.dossiers.queries.worklist import PER_PAGE, Sort, Tab, Worklist, tabs_of
from aanboord.journal.models import Look
from aanboord.people.models import StatusKind
from tests import world

from .conftest import unassign
from .reading import addresses, names, source, swapped, tabs, text

ADDRESS = "/werklijst/"


def test_the_day_starts_on_the_worklist(counsellor, team_lead, coach):
    for worker in (counsellor, team_lead, coach):
        assert worker.client.get("/", follow=True).redirect_chain[-1] == (ADDRESS, 302)


def test_a_tab_shows_whose_work_it_is_and_every_tab_how_much(counsellor, colleague, registered):
    registered("Aerts")
    registered("Baert", by=colleague)
    unassign(registered("Claes"))
    mine = counsellor.client.get(ADDRESS)
    assert tabs(mine).counts == {"mine": 1, "team": 3, "unassigned": 1}
    assert names(mine) == ["Aerts, An"]
    assert set(names(counsellor.client.get(ADDRESS, {"tab": "team"}))) == {"Aerts, An", "Baert, An", "Claes, An"}
    assert names(counsellor.client.get(ADDRESS, {"tab": "unassigned"})) == ["Claes, An"]
    assert names(colleague.client.get(ADDRESS)) == ["Baert, An"]


def test_a_team_lead_starts_with_the_team(team_lead, registered):
    registered("Aerts")
    page = team_lead.client.get(ADDRESS)
    assert (tabs(page).current, names(page)) == ("team", ["Aerts, An"])
    assert "Katrien Claes" in text(page)


def test_the_most_urgent_comes_first_and_what_has_no_clock_last(counsellor, registered):
    later = registered("Later", days_ago=10)
    late = registered("Laat", days_ago=70)
    rests = registered("Rust", days_ago=90)
    actions.suspend(rests.now, "ziek", by=counsellor.actor)
    page = counsellor.client.get(ADDRESS)
    assert names(page) == ["Laat, An", "Later, An", "Rust, An"]
    assert addresses(page) == [case.now.get_absolute_url() for case in (late, later, rests)]
    shown = text(page)
    assert "1 dossier is te laat." in shown
    assert "rust" in shown
    assert "ziek" not in shown


def test_who_has_no_clock_is_ordered_by_the_next_contact(counsellor, registered):
    for name, days in (("Tweede", 20), ("Eerste", 10)):
        case = registered(name)
        case.screened(ServiceLevel.SELF_RELIANT, next_contact_on=clock.today() + dt.timedelta(days=days))
        Dossier.objects.filter(pk=case.dossier.pk).update(next_due=None, next_term="")
    page = counsellor.client.get(ADDRESS)
    assert names(page) == ["Eerste, An", "Tweede, An"]
    assert "Contact" in text(page)


def test_a_head_of_a_column_sorts_both_ways(counsellor, registered):
    for name, days in (("Öztürk", 5), ("De Smet", 9), ("Aerts", 1)):
        registered(name, days_ago=days)
    by_name = ["Aerts, An", "De Smet, An", "Öztürk, An"]
    assert names(counsellor.client.get(ADDRESS, {"sort": "name"})) == by_name
    assert names(counsellor.client.get(ADDRESS, {"sort": "-name"})) == by_name[::-1]
    assert names(counsellor.client.get(ADDRESS, {"sort": "opened"})) == ["De Smet, An", "Öztürk, An", "Aerts, An"]


def test_the_page_tells_what_is_next_and_when(counsellor, registered):
    registered("Aerts", days_ago=3)
    assert "Screening van de afstand tot de arbeidsmarkt" in text(counsellor.client.get(ADDRESS))
    assert 'class="due due-ahead"' in source(counsellor.client.get(ADDRESS))


@pytest.mark.policy("BN19-VI.1.1-a")
def test_who_was_not_screened_in_two_months_is_on_the_overdue_list_until_she_is(counsellor, team_lead, registered):
    late, in_time = registered("Laat", days_ago=70), registered("Bijtijds", days_ago=20)
    overdue = {"tab": "team", "term": "screening", "due": "overdue"}
    page = team_lead.client.get(ADDRESS, overdue)
    assert names(page) == ["Laat, An"]
    assert "dagen te laat" in text(page)
    late.screened()
    in_time.screened()
    assert names(team_lead.client.get(ADDRESS, overdue)) == []
    with clock.at(clock.today() + dt.timedelta(days=60)):
        shares = text(team_lead.client.get("/termijnen/"))
    assert "Screening van de afstand tot de arbeidsmarkt 2 1 1 0 50 %" in shares


@pytest.mark.policy("IAB19-3.2-a")
def test_who_got_no_training_offer_in_six_months_is_on_the_list_of_breaches(counsellor, registered):
    case = registered("Zonder", days_ago=200)
    case.screened(ServiceLevel.SELF_RELIANT)
    breaches = {"term": "training-offer", "due": "overdue"}
    assert names(counsellor.client.get(ADDRESS, breaches)) == ["Zonder, An"]
    assert names(counsellor.client.get(ADDRESS, {"term": "training-offer", "due": "week"})) == []
    plan.offer_training(case.now, "Module houtbewerking bij De Leerwerf", by=counsellor.actor)
    assert names(counsellor.client.get(ADDRESS, breaches)) == []


FILTERED = [
    ({"state": "screened"}, {"Screen"}),
    ({"state": "registered"}, {"Vers", "Elders"}),
    ({"level": "intensive"}, {"Screen"}),
    ({"term": "screening"}, {"Vers", "Elders"}),
    ({"term": "binding-agreements"}, {"Screen"}),
    ({"municipality": world.GENT}, {"Vers", "Screen"}),
    ({"municipality": "44013"}, {"Elders"}),
    ({"status": StatusKind.NEET}, {"Elders"}),
    ({"status": StatusKind.DISABILITY}, set()),
    ({"group": "young"}, {"Elders"}),
    ({"group": "older"}, {"Vers"}),
    ({"group": "long"}, set()),
    ({"rests": "no"}, {"Vers", "Screen", "Elders"}),
    ({"rests": "yes"}, set()),
    ({"due": "none"}, set()),
    ({"state": "registered", "group": "older"}, {"Vers"}),
]


@pytest.mark.parametrize(("chosen", "expected"), FILTERED)
def test_filters_in_the_address_narrow_the_list(chosen, expected, counsellor, registered):
    today = clock.today()
    registered("Vers", birth_date=today.replace(year=today.year - 60, day=1))
    registered("Screen").screened()
    registered(
        "Elders",
        birth_date=today.replace(year=today.year - 20, day=1),
        municipality=world.municipality("44013"),
        statuses=(world.registration.Status(StatusKind.NEET, today),),
    )
    page = counsellor.client.get(ADDRESS, chosen)
    assert {name.removesuffix(", An") for name in names(page)} == expected
    assert (f"{len(expected)} dossier" in text(page)) or not expected


def test_windows_of_time_follow_the_calendar(counsellor, registered):
    wednesday = dt.date(2026, 11, 18)
    with clock.at(wednesday):
        for name, due in (
            ("Gisteren", dt.date(2026, 11, 17)),
            ("Vandaag", wednesday),
            ("Zondag", dt.date(2026, 11, 22)),
            ("Maandag", dt.date(2026, 11, 23)),
            ("December", dt.date(2026, 12, 1)),
        ):
            Dossier.objects.filter(pk=registered(name).dossier.pk).update(next_due=due)

        def shown(due: str) -> list[str]:
            return [name.removesuffix(", An") for name in names(counsellor.client.get(ADDRESS, {"due": due}))]

        assert shown("overdue") == ["Gisteren"]
        assert shown("week") == ["Vandaag", "Zondag"]
        assert shown("month") == ["Vandaag", "Zondag", "Maandag"]


def test_work_that_is_done_is_out_of_the_list_unless_one_asks_for_it(counsellor, registered):
    case = registered("Weg")
    actions.close(case.now, "verhuisd", by=counsellor.actor)
    assert tabs(counsellor.client.get(ADDRESS)).counts["mine"] == 0
    assert names(counsellor.client.get(ADDRESS, {"state": "closed"})) == ["Weg, An"]


def test_a_wrong_value_in_the_address_counts_as_not_said(counsellor, registered):
    registered("Aerts")
    wrong = {"state": "burned", "tab": "yours", "due": "'; --", "sort": "insz", "page": "x", "municipality": "99999"}
    assert names(counsellor.client.get(ADDRESS, wrong)) == ["Aerts, An"]


def test_a_coach_sees_the_dossiers_that_her_organisation_takes_part_in_and_no_other(coach, registered):
    registered("Vreemd")
    registered("Ander").followed_by(world.team("partner", "Andere vzw").worker(Role.COACH))
    registered("Eigen").followed_by(coach)
    for tab in ("mine", "team", "unassigned"):
        page = coach.client.get(ADDRESS, {"tab": tab})
        assert names(page) == ["Eigen, An"]
        assert tabs(page).counts == {"mine": 1, "team": 1}
    assert "2 dossier" not in text(coach.client.get(ADDRESS, {"state": "registered"}))


def test_a_coach_neither_sees_nor_filters_by_what_is_not_for_her(coach, registered):
    case = registered("Eigen", days_ago=70)
    case.followed_by(coach)
    page = coach.client.get(ADDRESS)
    shown = text(page)
    assert "Screening" not in shown
    assert "Statuut" not in shown
    assert "Dienstverlening" not in shown
    assert "0 dossiers zijn te laat." in shown  # the clock of the screening is not hers to know
    for guess in ({"due": "overdue"}, {"term": "screening"}):
        assert names(coach.client.get(ADDRESS, guess)) in ([], ["Eigen, An"])
    assert names(coach.client.get(ADDRESS, {"due": "overdue"})) == []
    for ignored in ({"level": "intensive"}, {"status": "disability"}):
        assert names(coach.client.get(ADDRESS, ignored)) == ["Eigen, An"]


def test_the_social_worker_follows_in_her_own_list_what_vdab_does(social_worker, counsellor, registered):
    case = registered("Samen")
    case.followed_by(social_worker, Involvement.Kind.FOLLOWS)
    assert names(social_worker.client.get(ADDRESS)) == ["Samen, An"]
    case.screened()
    assert "Gescreend" in text(social_worker.client.get(ADDRESS))


def test_a_list_leaves_one_access_row_a_day_for_each_person_shown(counsellor, colleague, registered):
    mine, other = registered("Aerts"), registered("Baert", by=colleague)
    looks = Look.objects.filter(kind=Look.Kind.LIST, account=counsellor.account)
    for _ in range(3):
        counsellor.client.get(ADDRESS)
    assert list(looks.values_list("person", "relation", "parts")) == [
        (mine.dossier.pk, Relation.OWN, "identity plan screening")
    ]
    counsellor.client.get(ADDRESS, {"tab": "team"})
    assert set(looks.values_list("person", "relation")) == {
        (mine.dossier.pk, Relation.OWN),
        (other.dossier.pk, Relation.TEAM),
    }
    with clock.at(clock.today() + dt.timedelta(days=1)):
        counsellor.client.get(ADDRESS)
    assert looks.count() == 3


def test_the_list_is_the_gate_for_every_role_and_tab(
    counsellor, colleague, team_lead, social_worker, coach, registered
):
    rng = random.Random(11)
    partner = Role.COACH, world.team("partner", "Andere vzw")
    workers = [counsellor, colleague, team_lead, social_worker, coach, partner[1].worker(partner[0])]
    cases = [registered(f"Naam{n}", by=rng.choice([counsellor, colleague])) for n in range(14)]
    unassign(*cases[:3])
    for case in cases:
        for worker in rng.sample([social_worker, coach, workers[-1]], k=rng.randint(0, 2)):
            case.followed_by(worker)
    Dossier.objects.filter(pk=cases[4].dossier.pk).update(state="closed")
    Involvement.objects.filter(dossier=cases[5].dossier).update(
        since=clock.today() - dt.timedelta(days=9), until=clock.today() - dt.timedelta(days=1)
    )
    for worker in workers:
        actor = worker.acting(Purpose.GUIDANCE)
        active = {one.pk: one for one in visible_to(actor).exclude(state="closed")}
        near = {key: one.relation_to(actor) for key, one in active.items()}
        expected = {
            Tab.MINE: {key for key, relation in near.items() if relation == Relation.OWN},
            Tab.TEAM: {key for key, relation in near.items() if relation in (Relation.OWN, Relation.TEAM)},
            Tab.UNASSIGNED: {
                key for key in near if active[key].lead_id == actor.unit_id and active[key].counsellor_id is None
            },
        }
        for tab in tabs_of(actor):
            for sort in Sort:
                listed = Worklist(actor, tab, sort=sort)
                keys = listed.keys(0, 100)
                assert {key.pk for key in keys} == expected[tab]
                assert len(keys) == listed.count == listed.tally.of(tab)
                assert all(near[key.pk] == key.relation for key in keys)


def test_pages_follow_one_another_without_gap_or_repetition(counsellor, registered):
    for number in range(PER_PAGE + 4):
        registered(f"Naam {number:02}")
    first = counsellor.client.get(ADDRESS, {"sort": "name"})
    second = counsellor.client.get(ADDRESS, {"sort": "name", "page": 2})
    assert names(first) + names(second) == [f"Naam {number:02}, An" for number in range(PER_PAGE + 4)]
    assert "26 tot 29 van 29" in text(second)
    assert names(counsellor.client.get(ADDRESS, {"sort": "name", "page": 99})) == names(second)


#: Session, account, roles; unread messages; filters kept; municipalities; counts, keys, rows; access rows of today.
QUERIES = 10


def test_a_page_asks_the_same_few_queries_whatever_it_shows(
    counsellor, team_lead, registered, django_assert_num_queries
):
    registered("Eerste", days_ago=70)

    def asks(worker: world.Worker, number: int, **chosen: str) -> None:
        client = worker.client
        client.get(ADDRESS, chosen)  # the session is known, today's access rows are there
        with django_assert_num_queries(number):
            client.get(ADDRESS, chosen)

    for _ in range(2):
        asks(counsellor, QUERIES)
        asks(counsellor, QUERIES, tab="team")
        asks(counsellor, QUERIES + 1, tab="team", due="overdue")  # how many were found
        asks(team_lead, QUERIES + 1)  # the colleagues to divide among
        for number in range(12):
            registered(f"Meer {number}")


def test_a_full_page_is_small(counsellor, team_lead, registered):
    for number in range(PER_PAGE):
        registered(f"Van den Broeck {number:02}", given_name="Marie", days_ago=number * 4)
    page = counsellor.client.get(ADDRESS, {"tab": "team"})
    assert len(names(page)) == PER_PAGE
    assert len(page.content) <= 30 * 1024
    assert len(team_lead.client.get(ADDRESS).content) <= 30 * 1024  # with what it takes to divide the work


@pytest.mark.parametrize("worker", ["counsellor", "team_lead", "coach"])
@pytest.mark.parametrize(
    "chosen",
    [{"due": "overdue"}, {"tab": "team", "municipality": world.GENT}, {"tab": "unassigned", "state": "planned"}],
)
def test_what_htmx_swaps_in_is_what_a_full_load_shows(worker, chosen, request, registered):
    registered("Aerts", days_ago=80)
    unassign(registered("Baert"))
    client = request.getfixturevalue(worker).client
    before = {"tab": chosen["tab"]} if "tab" in chosen else {}
    page = source(client.get(ADDRESS, before))
    typed = {"tab": "", "sort": "", "term": "", "state": "", "due": ""} | chosen
    fragment = client.get(ADDRESS, typed, headers={"HX-Request": "true", "HX-Target": "lijst"})
    assert "<html" not in source(fragment)
    address = fragment.headers["HX-Push-Url"]
    after = source(client.get(address))
    # The browser keeps the form as it was filled in; a full load writes what is chosen into it.
    start, end = page.index('<form class="filters"'), page.index('<div id="lijst"')
    filled = after[after.index('<form class="filters"') : after.index('<div id="lijst"')]
    assert swapped(page[:start] + filled + page[end:], "lijst", source(fragment)) == after
    assert "=&" not in address
    assert not address.endswith("=")


def test_a_page_and_its_part_are_not_mixed_up_by_a_cache(counsellor):
    assert "HX-Request" in counsellor.client.get(ADDRESS).headers["Vary"]


def test_a_kept_filter_is_a_link_of_ones_own(counsellor, colleague, registered):
    client = counsellor.client
    registered("Aerts", days_ago=80)
    registered("Baert")
    answer = client.post(
        reverse("dossiers:save_filter"), {"name": "Te laat", "query": "due=overdue&state=&page=3&evil=1"}, follow=True
    )
    assert answer.redirect_chain == [("/werklijst/?due=overdue", 302)]
    assert names(answer) == ["Aerts, An"]
    assert '<a href="/werklijst/?due=overdue">Te laat</a>' in source(client.get(ADDRESS))
    assert "Te laat</a>" not in source(colleague.client.get(ADDRESS))
    client.post(reverse("dossiers:save_filter"), {"name": "Te laat", "query": "due=week"})
    [kept] = counsellor.account.saved_filters.all()
    assert kept.query == "due=week"
    colleague.client.post(reverse("dossiers:forget_filter", args=[kept.pk]))
    assert counsellor.account.saved_filters.exists()
    client.post(reverse("dossiers:forget_filter", args=[kept.pk]))
    assert not counsellor.account.saved_filters.exists()


def test_a_filter_needs_a_name(counsellor):
    answer = counsellor.client.post(reverse("dossiers:save_filter"), {"name": "  ", "query": ""}, follow=True)
    assert "Geef de filter een naam." in text(answer)


def test_who_has_two_roles_chooses_and_the_list_follows(counsellor, social_worker, registered):
    registered("Aerts")
    registered("Baert", by=counsellor).followed_by(social_worker)
    other = world.ocmw_of().worker(Role.SOCIAL_WORKER).membership
    other.professional = counsellor.professional
    other.save()
    client = counsellor.client
    client.post("/rol", {"membership": str(counsellor.membership.pk)})
    assert "Werken als Maatschappelijk werker OCMW, OCMW Gent" in text(client.get(ADDRESS))
    client.post("/rol", {"membership": str(other.pk)})
    page = client.get(ADDRESS, {"tab": "team"})
    assert names(page) == ["Baert, An"]
    client.post("/rol", {"membership": str(social_worker.membership.pk)})  # somebody else's: changes nothing
    assert "Werken als" in text(client.get(ADDRESS))
    assert social_worker.professional.name not in text(client.get(ADDRESS))


def test_nobody_without_a_desk_gets_in(case, data_steward, client):
    assert case.client.get(ADDRESS).status_code == 403
    assert data_steward.client.get(ADDRESS).status_code == 403
    assert client.get(ADDRESS).status_code == 302
