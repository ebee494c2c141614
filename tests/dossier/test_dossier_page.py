"""The pages of a dossier, as those who work with it see them."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from aanboord.core import clock
from aanboord.core.access import Part, Role
from aanboord.directory.models import ContactPoint, Organisation
from aanboord.dossiers.access import Sight
from aanboord.dossiers.actions import dossier as actions
from aanboord.dossiers.actions import plan, work
from aanboord.dossiers.actions.appointments import make_appointment
from aanboord.dossiers.actions.screening import Weighed
from aanboord.dossiers.models import Appointment, Involvement
from aanboord.dossiers.models.dossier import ServiceLevel
from aanboord.dossiers.queries.page import PAGES
from aanboord.dossiers.queries.terms import LAPSED, TERM_PARTS
from aanboord.dossiers.reminders import remind
from aanboord.journal.models import Event, Look
from aanboord.people.models import Person, StatusKind, StatusPeriod
from aanboord.rulebook import terms
from tests import world

from .reading import text_of

LIMIT = 40 * 1024


def address(name: str, case: world.Case) -> str:
    return reverse(f"dossiers:{name}", args=[case.dossier.pk])


def shown(worker: world.Worker, case: world.Case, name: str = "dossier") -> str:
    answer = worker.client.get(address(name, case))
    assert answer.status_code == 200
    return text_of(answer)


WELFARE = "Schuldbemiddeling bij het CAW"
HEALTH = "Herstelt van een rugoperatie"


@pytest.fixture
def told(case: world.Case) -> world.Case:
    """A case of which every part holds something, followed by a coach."""
    StatusPeriod.objects.create(person=case.person, kind=StatusKind.SICKNESS, since=clock.today(), source="test")
    case.screened(
        thresholds=[Weighed("debt", 2, WELFARE), Weighed("health", 2, HEALTH), Weighed("digital", 1, "Kan mailen")]
    )
    case.agreed()
    actions.add_note(case.now, "Belt liever in de namiddag", by=case.by.actor)
    actions.suspend(case.now, HEALTH, by=case.by.actor)
    actions.resume(case.now, by=case.by.actor)
    actions.suspend(case.now, HEALTH, by=case.by.actor)
    return case


def test_a_dossier_opens_on_who_it_is_who_helps_and_what_to_do_next(case, counsellor):
    page = shown(counsellor, case)
    for words in (
        "Ömer Vermeulen",
        "Gent",
        "Werkzoekend met werkloosheidsuitkering",
        "nog niet beslist",
        "Katrien Claes",
        counsellor.membership.unit.name,
        "Screen de afstand tot de arbeidsmarkt",
        "over 61 dagen" if (case.now.next_due - clock.today()).days == 61 else "dagen",
    ):
        assert words in page


@pytest.mark.policy("PACT24-5-b")
def test_the_named_case_manager_stands_on_every_page(case, counsellor):
    case.screened()
    for name in ("dossier", "screenings", "dossier_plan", "dossier_work", "timeline", "people", "file"):
        assert "Katrien Claes" in shown(counsellor, case, name)


def test_the_fixed_contact_points_are_those_of_the_municipality_and_the_groups(case, counsellor):
    unit, today = world.ocmw_of().unit, dt.date(2024, 1, 1)
    given = {"organisation": unit, "response_days": 5, "since": today, "phone": "09 1"}
    ContactPoint.objects.create(territory=world.municipality(), name="Voor iedereen", **given)
    ContactPoint.objects.create(
        territory=world.municipality(), name="Voor haar groep", target_group="job-seeker-benefit", **given
    )
    ContactPoint.objects.create(territory=world.municipality(), name="Andere groep", target_group="newcomer", **given)
    ContactPoint.objects.create(territory=world.municipality("11001"), name="Andere gemeente", **given)
    page = shown(counsellor, case)
    assert "Voor iedereen" in page
    assert "Voor haar groep" in page
    assert "antwoordt binnen 5 werkdagen" in page
    assert "Andere g" not in page


def test_a_coach_sees_nothing_of_health_and_welfare_on_any_page(told, coach):
    actions.resume(told.now, by=told.by.actor)
    told.followed_by(coach)
    actions.suspend(told.now, HEALTH, by=told.by.actor)
    hidden = (WELFARE, HEALTH, "Schulden en inkomen", "Ziekte-uitkering", "Belt liever", "Kan mailen", "Intensieve")
    opened = 0
    for name in ("dossier", "dossier_plan", "dossier_work", "timeline", "people", "file"):
        answer = coach.client.get(address(name, told))
        assert answer.status_code == 200, name
        opened += 1
        for words in hidden:
            assert words not in answer.content.decode(), (name, words)
    assert opened == 6
    assert coach.client.get(address("screenings", told)).status_code == 403


def test_who_may_not_see_a_part_is_told_that_it_exists(told, coach, counsellor):
    actions.resume(told.now, by=told.by.actor)
    told.followed_by(coach)
    page = shown(coach, told)
    assert "Gesloten voor jou" in page
    assert "Gezondheid" in page
    assert "Gesloten voor jou" not in shown(counsellor, told)


def test_a_colleague_of_the_team_does_not_read_why_a_dossier_rests(told, colleague, counsellor):
    assert HEALTH in shown(counsellor, told)
    for name in ("dossier", "timeline", "screenings"):
        assert HEALTH not in shown(colleague, told, name)
    assert WELFARE in shown(colleague, told, "screenings")


def test_who_has_no_part_in_it_cannot_open_a_dossier(case, social_worker, coach):
    for worker in (social_worker, coach):
        answer = worker.client.get(address("dossier", case))
        assert answer.status_code == 403
        assert "Vermeulen" not in answer.content.decode()


def test_the_access_row_names_the_parts_that_the_page_showed_and_no_other(told, counsellor):
    counsellor.client.get(address("file", told))
    assert _last_look() == {"identity", "labour-status", "screening", "notes", "plan", "health"}
    actions.resume(told.now, by=told.by.actor)
    counsellor.client.get(address("people", told))
    assert _last_look() == {"identity", "labour-status", "screening"}


def _last_look() -> set[str]:
    return set(Look.objects.latest("pk").parts.split())


def test_every_term_of_the_rulebook_stands_under_a_part():
    assert set(TERM_PARTS) == set(terms())


def test_the_clocks_say_when_why_and_how_it_ended(case, counsellor):
    start = clock.today()
    with clock.at(start + dt.timedelta(days=10)):
        actions.suspend(case.now, "detentie", by=counsellor.actor)
    with clock.at(start + dt.timedelta(days=20)):
        actions.resume(case.now, by=counsellor.actor)
        case.screened(ServiceLevel.SELF_RELIANT)
        page = shown(counsellor, case, "timeline")
    assert "Bron: BN19-VI.1.1-a" in page
    assert "Stond stil van" in page
    assert "detentie" in page
    assert "gehaald" in page


def test_a_lapsed_clock_says_why(case, counsellor):
    case.screened()
    case.working()
    assert "er is werk gevonden" in shown(counsellor, case, "timeline")
    assert "niet geverifieerd" in shown(counsellor, case, "timeline")  # after-care: the choice of this platform


def test_every_reason_to_lapse_has_words(case, counsellor):
    from aanboord.terms.models import Term

    for level in (ServiceLevel.INTENSIVE, ServiceLevel.SELF_RELIANT, ServiceLevel.INTENSIVE, ServiceLevel.NOT_NOW):
        case.screened(level)
    job = case.working()
    work.end_work(job, "gestopt", by=counsellor.actor)
    actions.close(case.now, "verhuisd", by=counsellor.actor)
    reasons = set(Term.objects.exclude(lapsed_on=None).values_list("lapse_reason", flat=True))
    assert reasons == set(LAPSED)


def test_a_missed_term_is_late_in_words(case, counsellor):
    with clock.at(clock.today() + dt.timedelta(days=70)):
        assert "te laat" in shown(counsellor, case)


def lived(case: world.Case, coach: world.Worker, rounds: int) -> world.Case:
    """A dossier after so many rounds of everything that can happen in one."""
    for _round in range(rounds):
        case.screened(thresholds=[Weighed("debt", 2, "x" * 200), Weighed("digital", 2, "y" * 200)])
        case.agreed()
        case.agreed()
        placement = case.placed()
        work.evaluate(placement, by=case.by.actor, moment="midway", text="Gaat goed")
        work.end_placement(placement, by=case.by.actor, early_reason="hervallen")
        job = case.working()
        work.record_aftercare(job, by=case.by.actor, month=1, still_working=False)
        actions.add_note(case.now, "z" * 100, by=case.by.actor)
    case.screened()
    case.placed()
    case.followed_by(coach)
    return case


PINNED = {
    "dossier": 19,
    "screenings": 10,
    "timeline": 13,
    "people": 10,
    "file": 11,
    "dossier_plan": 17,
    "dossier_work": 14,
}


def test_a_long_dossier_takes_no_more_queries_than_a_short_one(case, coach, counsellor, django_assert_num_queries):
    short = lived(world.Case(world.register(counsellor), counsellor), coach, 1)
    long = lived(case, coach, 3)
    client = counsellor.client
    client.get(address("dossier", case))  # the session notes that it is alive
    for name, pinned in PINNED.items():
        for each in (short, long):
            with django_assert_num_queries(pinned, info=name):
                answer = client.get(address(name, each))
            assert len(answer.content) <= LIMIT, name


def test_take_on_and_give_back(counsellor, colleague, case):
    client = colleague.client
    actions.assign(case.now, None, by=counsellor.actor)
    assert "Aan mij toewijzen" in shown(colleague, case)
    answer = client.post(address("assign", case), {"version": case.now.version}, follow=True)
    assert "Je volgt dit dossier nu op." in text_of(answer)
    assert case.now.counsellor_id == colleague.professional.pk
    client.post(address("assign", case), {"version": case.now.version, "back": "1"})
    assert case.now.counsellor_id is None


def test_two_at_once_on_one_dossier_do_not_undo_each_other(case, counsellor, colleague):
    version = case.now.version
    assert counsellor.client.post(address("assign", case), {"version": version, "back": "1"}).status_code == 302
    answer = colleague.client.post(address("close", case), {"version": version, "reason": "verhuisd"})
    assert answer.status_code == 409
    assert "Iemand anders heeft dit dossier intussen gewijzigd" in text_of(answer)
    assert case.now.state != "closed"


def test_rest_and_go_on(case, counsellor):
    client = counsellor.client
    due = case.now.next_due
    answer = client.post(address("suspend", case), {"reason": "", "version": case.now.version})
    assert answer.status_code == 422
    assert "Waarom" in text_of(answer)
    answer = client.post(address("suspend", case), {"reason": "ziek", "version": case.now.version}, follow=True)
    assert "Dit dossier rust. Kan het weer lopen?" in text_of(answer)
    with clock.at(clock.today() + dt.timedelta(days=7)):
        assert client.get(address("resume", case)).status_code == 200
        client.post(address("resume", case))
    assert case.now.next_due == due + dt.timedelta(days=7)


def test_an_error_of_the_action_stands_at_its_field_and_keeps_what_was_typed(case, counsellor):
    tomorrow = (clock.today() + dt.timedelta(days=1)).isoformat()
    answer = counsellor.client.post(
        address("suspend", case), {"reason": "ziek", "on": tomorrow, "version": case.now.version}
    )
    assert answer.status_code == 422
    assert "Vanaf: De pauze begint tussen de inschrijving en vandaag." in text_of(answer)
    assert f'value="{tomorrow}"' in answer.content.decode()


def test_close_with_a_reason(case, counsellor):
    answer = counsellor.client.post(
        address("close", case), {"reason": "met pensioen", "version": case.now.version}, follow=True
    )
    assert "Dit dossier is afgesloten op" in text_of(answer)
    assert case.now.closed_reason == "met pensioen"
    assert case.now.closed_on == clock.today()


def test_no_meeting_of_a_closed_dossier_goes_on_and_nobody_is_reminded_of_one(case, counsellor):
    soon = clock.now() + dt.timedelta(days=2)
    meeting = make_appointment(case.now, by=counsellor.actor, kind="in-person", at=soon, place="Gent", about="Verder")
    counsellor.client.post(address("close", case), {"reason": "verhuisd", "version": case.now.version})
    meeting.refresh_from_db()
    assert meeting.state == Appointment.State.CANCELLED
    with clock.at(soon - dt.timedelta(days=1)):
        remind(clock.today())
    assert not Event.objects.filter(kind="appointment.reminded").exists()


@pytest.mark.policy("BN19-VI.1.1-c")
def test_who_is_self_reliant_never_stays_without_a_next_contact(case, counsellor):
    soon = clock.today() + dt.timedelta(days=14)
    case.screened(ServiceLevel.SELF_RELIANT, next_contact_on=soon)
    assert "Er is nu niets te doen" not in shown(counsellor, case) or "Het volgende contact is op" in shown(
        counsellor, case
    )
    with clock.at(soon):
        client = counsellor.client
        assert "Neem contact op, zoals gepland" in text_of(client.get(address("dossier", case)))
        refused = client.post(address("contact_made", case), {"text": "Zoekt flink", "next_contact_on": ""})
        assert refused.status_code == 422
        assert "Zoekt flink" in refused.content.decode()
        later = soon + dt.timedelta(days=30)
        client.post(address("contact_made", case), {"text": "Zoekt flink", "next_contact_on": later.isoformat()})
        assert case.now.next_contact_on == later
        assert "Zoekt flink" in shown(counsellor, case, "file")


def test_a_partner_helps_with_the_plan_but_does_not_decide_on_the_dossier(case, coach):
    case.screened()
    case.followed_by(coach)
    assert "Laten rusten" not in shown(coach, case)
    for name, sent in (("close", {"reason": "klaar"}), ("suspend", {"reason": "ziek"}), ("assign", {"back": "1"})):
        assert coach.client.post(address(name, case), sent | {"version": case.now.version}).status_code == 403
    assert case.now.counsellor_id


@pytest.mark.policy("PACT24-10.3-c")
def test_what_another_organisation_did_stays_in_the_one_timeline(case, coach, counsellor):
    case.screened()
    case.followed_by(coach)
    before = set(Event.objects.filter(stream_id=case.dossier.pk).values_list("pk", "hash"))
    told = text_of(counsellor.client.get(address("timeline", case))).count("Katrien Claes")
    placement = work.plan_placement(
        case.now,
        by=coach.actor,
        instrument="wes",
        host="Stadstuin",
        starts_on=clock.today(),
        ends_on=clock.today(),
        hours_per_week=10,
        goals="ritme",
    )
    work.start_placement(placement, by=coach.actor)
    page = text_of(counsellor.client.get(address("timeline", case)))
    assert "Stap gestart: WES, werkervaringsstage" in page
    assert "Lotte Nys, Groeikracht vzw" in page
    assert page.count("Katrien Claes") == told
    assert before < set(Event.objects.filter(stream_id=case.dossier.pk).values_list("pk", "hash"))


def test_each_page_names_a_part_that_it_also_tells_of():
    sight = Sight(relation="own", see=frozenset(Part), change=frozenset(Part))  # type: ignore[arg-type]  # any relation
    for page in PAGES.values():
        assert page.part in sight.see
        assert page.part == Part.IDENTITY or page.part in page.tells


def test_a_follower_of_another_organisation_is_named_among_who_takes_part(case, counsellor):
    partner = world.team(Organisation.Kind.PARTNER, "De Werkbank").worker(Role.COACH, "An Peeters")
    case.followed_by(partner, Involvement.Kind.FOLLOWS)
    page = shown(counsellor, case, "people")
    assert "De Werkbank" in page
    assert "An Peeters" in page


def test_the_pages_speak_english_on_a_switch(case, counsellor):
    client: Client = counsellor.client
    client.post(reverse("language"), {"language": "en", "next": "/"})
    page = text_of(client.get(address("dossier", case)))
    assert "Screening on distance to the labour market" in page


def test_an_agreement_that_was_declined_has_no_day_to_run_late(case, counsellor):
    case.screened()
    asked = case.agreed(agreed_in_conversation=False, binding=False, due_on=clock.today() + dt.timedelta(days=3))
    plan.answer(asked, False, by=case.citizen())
    with clock.at(clock.today() + dt.timedelta(days=5)):
        page = counsellor.client.get(reverse("dossiers:dossier", args=[case.dossier.pk])).content.decode()
    row = page[page.index(asked.text) :].split("</li>")[0]
    assert "iet akkoord" in row
    assert "<time" not in row
    assert "due" not in row


def test_a_number_is_called_and_an_address_written_to_with_one_press(case, counsellor):
    Person.objects.filter(pk=case.person.pk).update(phone="0470 12 34 56", email="iemand@post.example")
    for name in ("dossier", "people"):
        page = counsellor.client.get(reverse(f"dossiers:{name}", args=[case.dossier.pk])).text
        assert '<a href="tel:0470123456">0470 12 34 56</a>' in page
        assert 'href="mailto:iemand@post.example"' in page
