"""Reads on a dossier at their edges: nothing there yet, ties, and the days on which an answer changes."""

import datetime as dt
import itertools

import pytest

from aanboord.core import clock
from aanboord.core.access import Purpose, Role
from aanboord.core.identifiers import IdentifierError
from aanboord.directory import actions as directory
from aanboord.directory import queries as places
from aanboord.directory.models import ContactPoint, Organisation
from aanboord.dossiers.access import sight_of
from aanboord.dossiers.actions import appointments, contact, plan, screening, work
from aanboord.dossiers.actions import dossier as dossiers
from aanboord.dossiers.actions.screening import Weighed
from aanboord.dossiers.models import Agreement, Appointment, Goal, Screening
from aanboord.dossiers.models.dossier import ServiceLevel
from aanboord.dossiers.queries.citizen import NEAR, duties, my_agreements, my_appointments, next_thing
from aanboord.dossiers.queries.contact import case_manager
from aanboord.dossiers.queries.plan import looks_at_work, organisations_near, plan_section, starting_points
from aanboord.dossiers.queries.screening import screening_section
from aanboord.dossiers.queries.work import contacts_of, work_section
from aanboord.dossiers.reminders import remind
from tests import world

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
NOON = dt.datetime(2026, 5, 4, 12, tzinfo=clock.ZONE)


@pytest.fixture
def at_noon():
    with clock.at(NOON):
        yield


@pytest.fixture
def told(at_noon, case):
    """A screened case whose time stands still."""
    case.screened()
    return case


def meeting(case: world.Case, at: dt.datetime) -> Appointment:
    return appointments.make_appointment(case.now, by=case.by.actor, kind="phone", at=at)


class TestTheNextThing:
    def title(self, case: world.Case) -> str:
        return str(next_thing(my_agreements(case.now), my_appointments(case.now)).title)

    @pytest.mark.parametrize(("ahead", "first"), [(NEAR, True), (NEAR + dt.timedelta(seconds=1), False)])
    def test_a_meeting_comes_before_a_question_until_it_is_two_days_off(self, told, ahead, first):
        told.agreed(agreed_in_conversation=False)
        meeting(told, NOON + ahead)
        assert (self.title(told) == "Je hebt een gesprek") == first

    def test_of_two_questions_the_one_that_is_due_first_is_asked(self, told):
        later, sooner = (told.agreed(agreed_in_conversation=False, due_on=NOON.date() + DAY * days) for days in (9, 3))
        assert str(sooner.pk) in next_thing([later, sooner], []).address

    def test_what_another_does_is_not_hers_to_do(self, told):
        told.agreed(owner=Agreement.Owner.ORGANISATION, owner_unit=told.dossier.lead)
        assert self.title(told) == "Je hoeft nu niets te doen"

    def test_a_meeting_that_is_over_or_called_off_is_no_next_thing(self, told):
        appointments.cancel_appointment(meeting(told, NOON + DAY), by=told.by.actor)
        meeting(told, NOON + dt.timedelta(minutes=1))
        with clock.at(NOON + dt.timedelta(minutes=1)):
            assert self.title(told) == "Je hoeft nu niets te doen"

    def test_without_anything_there_is_nothing_and_no_address(self):
        nothing = next_thing([], [])
        assert (nothing.address, nothing.button, nothing.at, nothing.due) == ("", "", None, None)

    def test_meetings_to_come_stand_above_those_that_were_and_the_nearest_of_each_on_top(self, told):
        for days in (3, 1, 2):
            meeting(told, NOON + DAY * days)
        with clock.at(NOON + DAY * 2 + dt.timedelta(minutes=1)):
            assert [(one.at - NOON).days for one in my_appointments(told.now)] == [3, 2, 1]


class TestWhomToCall:
    def point(self, organisation: Organisation, name: str, **fields) -> ContactPoint:
        given = {"name": name, "response_days": 2, "phone": "09 1"}
        return directory.set_contact_point(
            organisation, world.municipality(), by=places.Actor.system(), **(given | fields)
        )

    def test_a_point_for_her_group_comes_before_that_of_everyone(self, case):
        dossiers.assign(case.now, None, by=case.by.actor)
        everyone = self.point(case.dossier.lead, "Iedereen")
        assert case_manager(case.now).name == everyone.name
        self.point(case.dossier.lead, "Met uitkering", target_group="job-seeker-benefit")
        self.point(case.dossier.lead, "Nieuwkomers", target_group="newcomer")
        assert case_manager(case.now).name == "Met uitkering"

    def test_a_point_of_the_office_comes_before_that_of_the_whole_of_which_it_is_part(self, case):
        dossiers.assign(case.now, None, by=case.by.actor)
        self.point(case.dossier.lead.whole, "Centraal")
        assert case_manager(case.now).name == "Centraal"
        self.point(case.dossier.lead, "Kantoor")
        assert case_manager(case.now).name == "Kantoor"

    def test_a_point_of_another_organisation_is_never_hers(self, case):
        dossiers.assign(case.now, None, by=case.by.actor)
        self.point(world.ocmw_of().unit, "Bij het OCMW")
        manager = case_manager(case.now)
        assert (manager.name, manager.is_person, manager.response_days) == (case.dossier.lead.name, False, None)

    def test_a_point_holds_from_the_day_that_it_was_set_until_it_was_replaced(self, case):
        today = clock.today()
        self.point(case.dossier.lead, "Eerst")
        with clock.at(today + 5 * DAY):
            self.point(case.dossier.lead, "Daarna")
        found = {
            days: [one.name for one in places.contact_points(world.municipality(), [], today + days * DAY)]
            for days in (-1, 0, 4, 5)
        }
        assert {days: [name for name in names if name in ("Eerst", "Daarna")] for days, names in found.items()} == {
            -1: [],
            0: ["Eerst"],
            4: ["Eerst"],
            5: ["Daarna"],
        }

    @pytest.mark.parametrize(("phone", "link"), [("09 123 45 67", "tel:091234567"), ("+32 (9) 1.2", "tel:+32912")])
    def test_a_number_can_be_called_however_it_is_written(self, case, phone, link):
        professional = case.by.professional
        professional.phone = phone
        professional.save()
        assert case_manager(case.now).phone_link == link


class TestThePlan:
    def test_a_plan_looks_at_work_as_long_as_something_in_it_does(self, told):
        by = told.by.actor
        assert not looks_at_work(told.now)
        rest = plan.set_goal(told.now, "Rust", by=by, towards_work=False)
        assert not looks_at_work(told.now)
        goal = plan.set_goal(told.now, "Bakker", by=by)
        assert looks_at_work(told.now)
        plan.reach_goal(goal, by=by)
        plan.drop_goal(rest, by=by)
        assert not looks_at_work(told.now)

    @pytest.mark.parametrize("kind", Agreement.Kind.values)
    def test_only_a_step_towards_work_counts_as_one_and_only_while_it_is_open(self, told, kind):
        agreement = told.agreed(kind=kind)
        assert looks_at_work(told.now) == (kind in Agreement.TOWARDS_WORK)
        plan.settle(agreement, Agreement.State.DONE, by=told.by.actor)
        assert not looks_at_work(told.now)

    def test_why_not_yet_stands_up_to_the_day_that_one_looks_again(self, told):
        plan.work_not_yet(told.now, "Opname", by=told.by.actor, look_again_on=NOON.date() + 9 * DAY)
        for days, stands in ((9, True), (10, False)):
            with clock.at(NOON + days * DAY):
                assert looks_at_work(told.now) == stands
                assert plan_section(told.now, sight_of(told.now, told.by.actor)).not_yet_counts == stands

    def test_each_agreement_stands_once_under_its_goal_or_apart(self, told):
        by = told.by.actor
        first, dropped = (plan.set_goal(told.now, text, by=by) for text in ("Bakker", "Piloot"))
        under, loose, orphan = (told.agreed(goal=goal) for goal in (first, None, dropped))
        plan.drop_goal(dropped, by=by)
        section = plan_section(told.now, sight_of(told.now, by))
        shown = [(part.goal, {one.pk for one in part.agreements}) for part in section.goals]
        assert shown == [(Goal.objects.get(pk=first.pk), {under.pk}), (None, {loose.pk, orphan.pk})]
        assert (section.has_goals, section.is_empty, section.closed) == (True, False, [])

    def test_a_plan_begins_empty(self, case):
        section = plan_section(case.now, sight_of(case.now, case.by.actor))
        assert (section.is_empty, section.has_goals, section.overdue, section.not_yet) == (True, False, 0, None)
        assert not section.not_yet_counts
        assert (section.appointments, section.held, section.starting_points) == ([], [], [])

    def test_a_threshold_is_a_start_until_something_is_agreed_on_it(self, at_noon, case):
        case.screened(thresholds=[Weighed("childcare", 2), Weighed("mobility", 1), Weighed("debt", 0)])

        def starts() -> list[str]:
            sight = sight_of(case.now, case.by.actor)
            return [one.domain for one in starting_points(case.now, sight, my_agreements(case.now))]

        assert starts() == ["childcare", "mobility"]
        agreement = case.agreed(domain="childcare")
        assert starts() == ["mobility"]
        plan.settle(agreement, Agreement.State.DONE, by=case.by.actor)
        assert starts() == ["childcare", "mobility"]

    def test_a_later_screening_weighs_anew_what_it_speaks_of_and_leaves_the_rest(self, at_noon, case):
        case.screened(thresholds=[Weighed("childcare", 2), Weighed("mobility", 1)])
        case.screened(thresholds=[Weighed("childcare", 0)])
        sight = sight_of(case.now, case.by.actor)
        assert [one.domain for one in starting_points(case.now, sight, [])] == ["mobility"]
        assert [one.domain for one in screening_section(case.now, sight)["standing"]] == ["mobility"]

    def test_a_reader_of_a_part_sees_no_threshold_of_another(self, at_noon, case, colleague):
        case.screened(thresholds=[Weighed("health", 2), Weighed("mobility", 1)])
        own, team = (sight_of(case.now, worker.actor) for worker in (case.by, colleague))
        assert {one.domain for one in starting_points(case.now, own, [])} == {"health", "mobility"}
        assert "health" not in {one.domain for one in starting_points(case.now, team, [])}
        assert "health" not in {one.domain for one in screening_section(case.now, team)["standing"]}

    def test_near_are_the_services_of_the_municipality_and_who_takes_part_each_once(self, case, coach):
        case.followed_by(coach)
        near = list(organisations_near(case.now))
        assert len(near) == len({one.pk for one in near})
        assert {case.dossier.lead, coach.membership.unit, world.ocmw_of().unit} <= set(near)
        assert world.ocmw_of("11002").unit not in near
        type(case.person).objects.filter(pk=case.person.pk).update(municipality=None)
        assert set(organisations_near(case.now)) == {case.dossier.lead, coach.membership.unit}


class TestWork:
    @pytest.mark.parametrize(
        ("started", "opens"),
        [
            (dt.date(2026, 1, 31), [dt.date(2026, 2, 28), dt.date(2026, 4, 30), dt.date(2026, 7, 31)]),
            (dt.date(2027, 11, 30), [dt.date(2027, 12, 30), dt.date(2028, 2, 29), dt.date(2028, 5, 30)]),
        ],
    )
    def test_after_care_opens_one_three_and_six_months_after_the_first_day(self, case, counsellor, started, opens):
        with clock.at(started):
            job = world.Case(world.register(counsellor), counsellor).working()
        assert [one.opens_on for one in contacts_of(job)] == opens
        for number, day in enumerate(opens):
            with clock.at(day - DAY):
                assert [one.is_due for one in contacts_of(job)] == [True] * number + [False] * (3 - number)
            with clock.at(day):
                assert [one.is_due for one in contacts_of(job)] == [True] * (number + 1) + [False] * (2 - number)

    def test_a_contact_that_was_made_is_no_longer_due(self, told):
        job = told.working()
        with clock.at(NOON + 40 * DAY):
            work.record_aftercare(job, by=told.by.actor, month=1, still_working=True)
            [section] = work_section(told.now).jobs
            assert [(one.month, one.is_due, bool(one.made)) for one in section.contacts] == [
                (1, False, True),
                (3, False, False),
                (6, False, False),
            ]

    @pytest.mark.parametrize(
        ("bring", "may_plan", "may_work"),
        [
            (lambda case: None, False, True),
            (lambda case: case.screened(), True, True),
            (lambda case: (case.screened(), case.placed()), True, False),
            (lambda case: case.working(), False, False),
            (lambda case: dossiers.close(case.now, "Weg", by=case.by.actor), False, False),
        ],
    )
    def test_what_can_come_next_is_what_the_actions_would_take(self, at_noon, case, bring, may_plan, may_work):
        bring(case)
        section = work_section(case.now)
        assert (section.may_plan, section.may_start_work) == (may_plan, may_work)


class TestReminders:
    def test_an_agreement_of_today_is_not_overdue_and_that_of_yesterday_is_told_once(self, told):
        told.agreed(due_on=NOON.date())
        assert remind(NOON.date()).overdue == 0
        tomorrow = NOON.date() + DAY
        with clock.at(tomorrow):
            assert [remind(tomorrow).overdue, remind(tomorrow).overdue] == [1, 0]

    def test_a_file_that_rests_or_is_closed_runs_nothing_late(self, told):
        told.agreed(due_on=NOON.date())
        dossiers.suspend(told.now, "Ziek", by=told.by.actor)
        later = NOON.date() + 5 * DAY
        with clock.at(later):
            assert remind(later).overdue == 0
            dossiers.resume(told.now, by=told.by.actor)
            assert remind(later).overdue == 1

    @pytest.mark.parametrize(("hours", "reminded"), [(11, 0), (12, 1), (35, 1), (36, 0)])
    def test_a_meeting_of_any_hour_of_tomorrow_is_called_to_mind_and_no_other(self, told, hours, reminded):
        meeting(told, NOON + dt.timedelta(hours=hours))
        assert [remind(NOON.date()).tomorrow, remind(NOON.date()).tomorrow] == [reminded, 0]


class TestDuties:
    def test_what_she_is_owed_comes_with_the_first_day_on_top_and_nothing_that_was_done(self, case):
        owed = duties(case.now)
        assert [one.term.due_on for one in owed] == sorted(one.term.due_on for one in owed)
        assert "screening" in {one.term.code for one in owed}
        case.screened()
        assert "screening" not in {one.term.code for one in duties(case.now)}


class TestContact:
    @pytest.mark.parametrize("level", [ServiceLevel.INTENSIVE, ServiceLevel.SELF_RELIANT])
    def test_a_contact_of_today_may_be_the_next_one(self, at_noon, case, level):
        case.screened(level)
        assert (
            contact.make_contact(case.now, by=case.by.actor, next_contact_on=NOON.date()).next_contact_on == NOON.date()
        )

    def test_a_screening_may_plan_the_next_contact_today_and_departs_only_from_what_was_suggested(self, at_noon, case):
        given = {"conversation": "phone", "answers": {}, "thresholds": [], "next_contact_on": NOON.date()}
        one = screening.complete(
            case.now, by=case.by.actor, level=ServiceLevel.SECTOR, estimate={"suggestion": "sector"},
            departure_reason="Toch maar", **given,
        )  # fmt: skip
        assert (one.departure_reason, one.departs) == ("", False)
        other = screening.complete(
            case.now, by=case.by.actor, level=ServiceLevel.INTENSIVE, estimate={"suggestion": "sector"},
            departure_reason=" Zorg voor een ouder ", **given,
        )  # fmt: skip
        assert (other.departure_reason, other.departs) == ("Zorg voor een ouder", True)
        assert list(Screening.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


class TestDirectory:
    def test_an_organisation_answers_to_its_key_its_number_in_any_spelling_and_its_name_in_any_case(self):
        one = Organisation.objects.create(kind=Organisation.Kind.PARTNER, name="Groeikracht vzw", kbo="0403019261")
        for text in (str(one.pk), "0403019261", "BE 0403.019.261", "403019261", "groeikracht VZW", " Groeikracht vzw "):
            assert places.organisations_called(text) == [one], text
        for text in ("", "Groei", "0403019262", "%", "Groeikracht%"):
            assert places.organisations_called(text) == [], text

    def test_one_that_has_ended_answers_to_nothing_and_two_of_one_name_both_answer(self):
        twins = [Organisation.objects.create(kind=Organisation.Kind.PARTNER, name="Tandem") for _ in range(2)]
        assert set(places.organisations_called("tandem")) == set(twins)
        Organisation.objects.filter(pk=twins[0].pk).update(until=clock.today() - DAY)
        assert places.organisations_called("Tandem") == [twins[1]]
        assert places.organisations_called(str(twins[0].pk)) == []

    def test_a_role_gives_its_rights_on_its_first_day_and_its_last(self, counsellor):
        membership = counsellor.membership
        since, until = clock.today(), clock.today() + 3 * DAY
        type(membership).objects.filter(pk=membership.pk).update(since=since, until=until)
        for days, holds in ((-1, False), (0, True), (3, True), (4, False)):
            with clock.at(since + days * DAY):
                assert bool(places.memberships(counsellor.account)) == holds
                assert places.team(membership.unit_id).filter(pk=membership.pk).exists() == holds

    def test_an_actor_is_the_professional_in_that_one_role(self, counsellor):
        office = counsellor.membership.unit
        actor = places.actor(counsellor.membership, Purpose.GUIDANCE)
        assert (actor.role, actor.unit_id, actor.organisation_id) == (Role.COUNSELLOR, office.pk, office.whole_id)
        assert (actor.account_id, actor.person_id) == (counsellor.account.pk, None)


def test_a_refused_number_never_shows_in_its_refusal():
    for number, wrong in itertools.product(("85073003328", "0403019261"), range(10)):
        text = number[:-1] + str(wrong)
        try:
            places.parse_kbo(text)
        except IdentifierError as refusal:
            said = f"{refusal} {refusal!r}"
        else:
            said = ""
        assert text not in said
