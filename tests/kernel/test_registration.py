"""Becoming known: each way in, who takes the lead, which clocks start, and that one person stays one."""

import datetime as dt

import pytest
from django.db import IntegrityError

from aanboord.core import clock
from aanboord.core.access import Actor, Purpose, Relation, Role
from aanboord.core.errors import Invalid, NotAllowed, WrongState
from aanboord.core.names import name_key
from aanboord.directory.models import Account, Organisation
from aanboord.dossiers.actions import dossier as dossiers
from aanboord.dossiers.actions import registration
from aanboord.dossiers.actions.registration import Arrival, Outcome, Status, register, register_all
from aanboord.dossiers.models import Dossier, Involvement, Registration
from aanboord.journal import seal
from aanboord.journal.models import Event
from aanboord.people import actions as people
from aanboord.people import lookalikes
from aanboord.people.models import Mandate, NameToken, Person, PossibleDuplicate, StatusKind, StatusPeriod
from aanboord.terms.models import Term
from tests import world

from .threads import at_once

pytestmark = pytest.mark.django_db
Way = Registration.Way


def arrival(**fields) -> Arrival:
    given = {
        "family_name": "Vermeulen",
        "given_name": "Ömer",
        "way": Way.COUNTER,
        "insz": world.new_insz(),
        "birth_date": dt.date(1969, 4, 3),
        "municipality": world.municipality(),
        "statuses": (Status(StatusKind.JOB_SEEKER_BENEFIT, clock.today()),),
    }
    return Arrival(**(given | fields))


def with_mandate(ocmw: Organisation, **fields) -> Arrival:
    return arrival(**({"way": Way.MANDATE, "mandate_to": ocmw, "mandate_given_on": clock.today()} | fields))


def dossier_of(person: Person) -> Dossier:
    return Dossier.objects.select_related("lead", "counsellor").get(pk=person.pk)


@pytest.fixture
def intake(counsellor):
    return counsellor.acting(Purpose.INTAKE)


@pytest.fixture
def ocmw_intake(social_worker):
    return social_worker.acting(Purpose.INTAKE)


class TestWaysIn:
    def test_at_the_counter_she_is_assigned_to_who_registers_her(self, intake, counsellor):
        person = register(arrival(), by=intake).person
        dossier = dossier_of(person)
        assert (dossier.lead, dossier.counsellor) == (counsellor.membership.unit, counsellor.professional)
        assert dossier.state == Dossier.State.REGISTERED
        made = dossier.registrations.get()
        assert (made.way, made.unit, made.professional) == (Way.COUNTER, dossier.lead, counsellor.professional)

    def test_by_a_file_she_waits_for_somebody_of_the_team(self):
        person = register(arrival(way=Way.FILE, source="rva"), by=Actor.system()).person
        assert dossier_of(person).counsellor is None
        assert dossier_of(person).registrations.get().source == "rva"

    @pytest.mark.policy("PACT24-3.E-a")
    def test_by_an_ocmw_with_the_mandate_that_she_gave(self, ocmw_intake, social_worker):
        given = clock.today() - dt.timedelta(days=3)
        ocmw = social_worker.membership.unit
        person = register(with_mandate(ocmw, mandate_given_on=given), by=ocmw_intake).person
        mandate = Mandate.objects.get()
        assert (mandate.person, mandate.organisation, mandate.given_on) == (person, ocmw, given)
        assert mandate.recorded_by == social_worker.professional
        assert dossier_of(person).registrations.get().mandate == mandate

    @pytest.mark.policy("PACT24-3.E-a")
    @pytest.mark.parametrize("missing", ["mandate_to", "mandate_given_on"])
    def test_by_an_ocmw_without_a_mandate_nobody_is_registered(self, ocmw_intake, social_worker, missing):
        with pytest.raises(Invalid) as refusal:
            register(with_mandate(social_worker.membership.unit, **{missing: None}), by=ocmw_intake)
        assert "mandate_given_on" in refusal.value.fields
        assert not Person.objects.exists()

    @pytest.mark.policy("PACT24-3.E-a")
    def test_by_an_ocmw_at_its_own_counter_nobody_is_registered(self, ocmw_intake):
        with pytest.raises(Invalid) as refusal:
            register(arrival(way=Way.COUNTER), by=ocmw_intake)
        assert set(refusal.value.fields) == {"way"}

    def test_by_an_ocmw_with_a_mandate_to_another_ocmw_nobody_is_registered(self, ocmw_intake):
        with pytest.raises(Invalid) as refusal:
            register(with_mandate(world.ocmw_of("11002").unit), by=ocmw_intake)
        assert set(refusal.value.fields) == {"mandate_to"}

    def test_by_an_ocmw_with_a_mandate_of_tomorrow_nobody_is_registered(self, ocmw_intake, social_worker):
        tomorrow = clock.today() + dt.timedelta(days=1)
        with pytest.raises(Invalid):
            register(with_mandate(social_worker.membership.unit, mandate_given_on=tomorrow), by=ocmw_intake)

    @pytest.mark.policy("PACT24-3.E-a")
    def test_a_mandate_that_she_withdraws_ends_that_day_and_a_new_one_can_follow(self, ocmw_intake, social_worker):
        ocmw = social_worker.membership.unit
        person = register(with_mandate(ocmw), by=ocmw_intake).person
        citizen = Actor(Role.CITIZEN, Purpose.OWN_FILE, person_id=person.pk)
        mandate = people.withdraw_mandate(Mandate.objects.get(), by=citizen)
        assert mandate.withdrawn_on == clock.today()
        with pytest.raises(WrongState):
            people.withdraw_mandate(mandate, by=citizen)
        people.give_mandate(person, ocmw, given_on=clock.today(), by=citizen)
        assert Mandate.objects.count() == 2

    def test_by_outreach_she_need_not_say_her_number_and_the_place_is_kept(self, ocmw_intake):
        person = register(
            arrival(way=Way.OUTREACH, insz=None, birth_date=None, place="Buurtwinkel", statuses=()), by=ocmw_intake
        ).person
        assert person.insz is None
        assert dossier_of(person).registrations.get().place == "Buurtwinkel"

    @pytest.mark.parametrize("place", ["", "  "])
    def test_by_outreach_the_place_must_be_said(self, ocmw_intake, place):
        with pytest.raises(Invalid) as refusal:
            register(arrival(way=Way.OUTREACH, place=place), by=ocmw_intake)
        assert set(refusal.value.fields) == {"place"}

    def test_by_herself(self):
        account = Account.objects.create_user("samira")
        person = Person.objects.create(family_name="Vermeulen", given_name="Ömer", account=account)
        citizen = Actor(Role.CITIZEN, Purpose.OWN_FILE, account_id=account.pk, person_id=person.pk)
        registration.register_self(
            person, by=citizen, municipality=world.municipality(), statuses=arrival().statuses, contact={}
        )
        dossier = dossier_of(person)
        assert (dossier.lead, dossier.counsellor) == (world.vdab_office().unit, None)
        assert dossier.registrations.get().way == Way.SELF
        with pytest.raises(WrongState):
            registration.register_self(person, by=citizen, municipality=world.municipality(), statuses=(), contact={})

    def test_nobody_registers_who_may_not(self, coach, team_lead, data_steward):
        for worker in (coach, team_lead, data_steward):
            with pytest.raises(NotAllowed):
                register(arrival(), by=worker.acting(Purpose.INTAKE))
        with pytest.raises(NotAllowed):
            register(arrival(), by=Actor(Role.CITIZEN, Purpose.OWN_FILE))

    @pytest.mark.parametrize(
        ("field", "value"),
        [("family_name", " "), ("given_name", "\u200b"), ("insz", "12345678901"), ("insz", "69.63.03-001.23")],
    )
    def test_what_cannot_be_is_refused_and_named(self, intake, field, value):
        with pytest.raises(Invalid) as refusal:
            register(arrival(**{field: value}), by=intake)
        assert set(refusal.value.fields) == {field}

    def test_a_fictional_number_is_refused_outside_the_demo(self, intake, settings):
        settings.DEMO = False
        with pytest.raises(Invalid) as refusal:
            register(arrival(), by=intake)
        assert set(refusal.value.fields) == {"insz"}


class TestWhoTakesTheLead:
    @pytest.mark.policy("PACT24-5-a")
    @pytest.mark.parametrize(
        ("kind", "lead"),
        [
            (StatusKind.JOB_SEEKER_BENEFIT, "VDAB"),
            (StatusKind.JOB_SEEKER, "VDAB"),
            (StatusKind.NEWCOMER, "VDAB"),
            (StatusKind.EARLY_LEAVER, "VDAB"),
            (StatusKind.TEMPORARILY_UNEMPLOYED, "VDAB"),
            (StatusKind.LIVING_WAGE, "OCMW"),
            (StatusKind.LIVING_WAGE_EQUIVALENT, "OCMW"),
        ],
    )
    def test_clients_of_the_ocmw_are_the_ocmws_and_job_seekers_vdabs(self, intake, kind, lead):
        person = register(arrival(statuses=(Status(kind, clock.today()),)), by=intake).person
        units = {"VDAB": world.vdab_office().unit, "OCMW": world.ocmw_of().unit}
        assert dossier_of(person).lead == units[lead]

    @pytest.mark.policy("PACT24-5-a")
    def test_there_is_exactly_one_and_the_database_holds_to_it(self, case):
        with pytest.raises(IntegrityError):
            Dossier.objects.create(person=case.person, lead=world.ocmw_of().unit, opened_on=clock.today())

    @pytest.mark.policy("PACT24-5-a")
    def test_of_a_client_of_two_it_is_the_ocmw(self, intake):
        statuses = tuple(Status(kind, clock.today()) for kind in (StatusKind.JOB_SEEKER, StatusKind.LIVING_WAGE))
        assert dossier_of(register(arrival(statuses=statuses), by=intake).person).lead == world.ocmw_of().unit

    def test_the_ocmw_with_the_mandate_leads_its_client(self, ocmw_intake, social_worker):
        status = Status(StatusKind.LIVING_WAGE, clock.today())
        arriving = with_mandate(social_worker.membership.unit, statuses=(status,), municipality=None)
        dossier = dossier_of(register(arriving, by=ocmw_intake).person)
        assert (dossier.lead, dossier.counsellor) == (social_worker.membership.unit, social_worker.professional)

    def test_the_ocmw_that_brings_a_job_seeker_to_vdab_goes_on_seeing_her(self, ocmw_intake, social_worker):
        person = register(with_mandate(social_worker.membership.unit), by=ocmw_intake).person
        dossier = dossier_of(person)
        assert dossier.lead == world.vdab_office().unit
        follows = Involvement.objects.get()
        assert (follows.kind, follows.professional) == ("follows", social_worker.professional)
        assert dossier.relation_to(social_worker.actor) == Relation.FOLLOWS

    @pytest.mark.policy("PACT24-3.3-a")
    def test_the_ocmw_goes_on_working_with_whom_it_found_itself(self, ocmw_intake, social_worker):
        found = arrival(way=Registration.Way.OUTREACH, place="Buurtwinkel")
        dossier = dossier_of(register(found, by=ocmw_intake).person)
        assert dossier.lead == world.vdab_office().unit
        assert dossier.relation_to(social_worker.actor) == Relation.OWN

    @pytest.mark.parametrize("insz_of", ["her own", "who became her"])
    def test_who_says_to_have_found_somebody_that_others_work_with_comes_into_no_dossier(
        self, ocmw_intake, social_worker, case, insz_of
    ):
        insz = case.person.insz
        if insz_of == "who became her":
            insz = world.new_insz()
            Person(family_name="Vermeulen", given_name="Ömer", insz=insz, merged_into=case.person).save()
        found = arrival(insz=insz, way=Way.OUTREACH, place="plein", contact={"phone": "0470 12 34 56"})
        assert register(found, by=ocmw_intake).outcome == Outcome.MERGED
        assert case.now.relation_to(social_worker.actor) == Relation.NONE
        assert case.dossier.registrations.filter(way=Way.OUTREACH, professional=social_worker.professional).exists()

    def test_who_is_found_again_after_her_dossier_ended_is_worked_with(
        self, ocmw_intake, social_worker, counsellor, case
    ):
        dossiers.close(case.now, "Onbereikbaar", by=counsellor.actor)
        register(arrival(insz=case.person.insz, way=Way.OUTREACH, place="plein"), by=ocmw_intake)
        assert case.now.relation_to(social_worker.actor) == Relation.OWN

    def test_the_ocmw_follows_once_however_often_it_brings_her(self, ocmw_intake, social_worker):
        arriving = with_mandate(social_worker.membership.unit)
        register(arriving, by=ocmw_intake)
        more = Status(StatusKind.JOB_SEEKER, clock.today())
        register(with_mandate(social_worker.membership.unit, insz=arriving.insz, statuses=(more,)), by=ocmw_intake)
        assert Involvement.objects.count() == 1

    def test_where_no_unit_serves_the_place_the_desk_that_registers_leads(self, intake, counsellor):
        assert dossier_of(register(arrival(municipality=None), by=intake).person).lead == counsellor.membership.unit

    def test_where_no_unit_serves_the_place_a_file_is_refused(self):
        with pytest.raises(Invalid) as refusal:
            register(arrival(municipality=None, way=Way.FILE), by=Actor.system())
        assert set(refusal.value.fields) == {"municipality"}


def terms_of(person: Person) -> dict[str, Term]:
    return {term.code: term for term in Term.objects.filter(subject=person.pk)}


class TestClocks:
    def test_of_screening_and_training_start_on_the_day_of_registration_for_who_leads(self, intake):
        with clock.at(dt.date(2026, 3, 2)):
            person = register(arrival(), by=intake).person
        terms = terms_of(person)
        assert {code: term.due_on for code, term in terms.items()} == {
            "screening": dt.date(2026, 5, 2),
            "training-offer": dt.date(2026, 9, 2),
        }
        assert {term.holder for term in terms.values()} == {dossier_of(person).lead}
        assert (dossier_of(person).next_term, dossier_of(person).next_due) == ("screening", dt.date(2026, 5, 2))

    @pytest.mark.policy("BN19-VI.1.2-l")
    def test_an_early_school_leaver_is_registered_from_the_file_and_to_be_called_the_same_day(self):
        with clock.at(dt.date(2026, 3, 2)):
            status = Status(StatusKind.EARLY_LEAVER, dt.date(2026, 2, 20))
            person = register(arrival(way=Way.FILE, source="onderwijs", statuses=(status,)), by=Actor.system()).person
            term = terms_of(person)["school-leaver-contact"]
            assert (term.started_on, term.due_on) == (clock.today(), clock.today())
            assert dossier_of(person).next_term == "school-leaver-contact"

    @pytest.mark.policy("BN19-VI.1.2-l")
    def test_somebody_known_who_leaves_school_early_is_to_be_called_too(self, case):
        status = Status(StatusKind.EARLY_LEAVER, clock.today())
        register(
            arrival(way=Way.FILE, source="onderwijs", insz=case.person.insz, statuses=(status,)), by=Actor.system()
        )
        assert terms_of(case.person)["school-leaver-contact"].due_on == clock.today()

    @pytest.mark.policy("BN19-VI.1.1-q")
    @pytest.mark.parametrize(("days", "state"), [(59, "met"), (60, "met"), (61, "met-late")])
    def test_a_newcomer_is_registered_in_time_within_sixty_days_of_her_trajectory(self, days, state):
        started = dt.date(2026, 3, 2)
        with clock.at(started + dt.timedelta(days=days)):
            person = register(newcomer(started), by=Actor.system()).person
            assert terms_of(person)["newcomer-registration"].state == state

    @pytest.mark.policy("BN19-VI.1.1-q")
    def test_a_newcomer_who_is_told_of_again_is_counted_once(self):
        started = dt.date(2026, 3, 2)
        first = newcomer(started)
        with clock.at(started + dt.timedelta(days=30)):
            register(first, by=Actor.system())
        with clock.at(started + dt.timedelta(days=100)):
            again = newcomer(started, insz=first.insz, details={"language_level": "A2"})
            assert register(again, by=Actor.system()).outcome == Outcome.MERGED
        assert [str(term.state) for term in Term.objects.filter(code="newcomer-registration")] == ["met"]


def newcomer(started: dt.date, details: dict | None = None, **fields) -> Arrival:
    status = Status(StatusKind.NEWCOMER, started, details or {})
    return arrival(way=Way.FILE, source="inburgering", statuses=(status,), integration_started_on=started, **fields)


class TestComingBack:
    def test_the_same_again_changes_nothing_and_tells_nothing(self, intake, case):
        same = arrival(insz=case.person.insz)
        assert register(same, by=intake).outcome == Outcome.UNCHANGED
        assert Event.objects.filter(stream=case.dossier.pk).count() == 1
        assert Registration.objects.count() == 1

    def test_somebody_known_gets_her_new_status_and_stays_one(self, intake, case):
        sick = Status(StatusKind.SICKNESS, clock.today())
        came = register(arrival(insz=case.person.insz, statuses=(sick,)), by=intake)
        assert (came.outcome, came.person, came.changed) == (Outcome.MERGED, case.person, ("status:sickness",))
        assert Dossier.objects.count() == Person.objects.count() == 1
        assert set(StatusPeriod.objects.values_list("kind", flat=True)) == {"job-seeker-benefit", "sickness"}

    def test_a_closed_dossier_opens_again_with_its_clocks_and_its_past(self, counsellor, intake, case):
        case.screened()
        dossiers.close(case.now, "Verhuisd", by=counsellor.actor)
        before = [event.pk for event in Event.objects.filter(stream=case.dossier.pk)]
        later = clock.today() + dt.timedelta(days=400)
        with clock.at(later):
            came = register(arrival(insz=case.person.insz), by=intake)
            assert came.outcome == Outcome.MERGED
            assert case.now.state == Dossier.State.REGISTERED
            opened = Term.objects.open().filter(subject=case.dossier.pk)
            assert {term.code: term.started_on for term in opened} == {"screening": later, "training-offer": later}
        after = list(Event.objects.filter(stream=case.dossier.pk).order_by("number").values_list("pk", flat=True))
        assert after[: len(before)] == sorted(before)
        assert case.now.screenings.count() == 1

    @pytest.mark.parametrize("herself", [False, True], ids=["at the desk", "by herself"])
    def test_who_worked_durably_and_registers_again_begins_a_new_period(self, intake, case, herself):
        case.screened()
        case.durable()
        before = set(Event.objects.filter(stream=case.dossier.pk).values_list("pk", flat=True))
        later = clock.today() + dt.timedelta(days=900)
        with clock.at(later):
            statuses = (Status(StatusKind.JOB_SEEKER, later),)
            if herself:
                place = world.municipality()
                registration.register_self(
                    case.person, by=case.citizen(), municipality=place, statuses=statuses, contact={}
                )
            else:
                register(arrival(insz=case.person.insz, statuses=statuses), by=intake)
            assert (case.now.state, case.now.opened_on) == (Dossier.State.REGISTERED, later)
            opened = Term.objects.open().filter(subject=case.dossier.pk)
            assert {term.code: term.started_on for term in opened} == {"screening": later, "training-offer": later}
            assert case.now.next_term == "screening"
            assert case.screened().number == 2
        assert before <= set(Event.objects.filter(stream=case.dossier.pk).values_list("pk", flat=True))
        assert case.dossier.registrations.count() == 2
        assert case.dossier.employments.get().durable_on

    def test_a_contact_that_was_meant_for_the_period_before_is_not_late_in_the_new_one(self, intake, counsellor, case):
        case.screened()
        assert case.now.next_contact_on
        dossiers.close(case.now, "Verhuisd", by=counsellor.actor)
        with clock.at(clock.now() + dt.timedelta(days=900)):
            register(arrival(insz=case.person.insz), by=intake)
            assert case.now.next_contact_on is None

    def test_who_works_and_is_followed_registers_no_second_time(self, case):
        case.screened()
        case.working()
        with pytest.raises(WrongState):
            registration.register_self(
                case.person, by=case.citizen(), municipality=world.municipality(), statuses=(), contact={}
            )

    def test_who_moved_meanwhile_comes_back_to_the_unit_of_her_new_place(self, counsellor, case):
        dossiers.close(case.now, "Verhuisd", by=counsellor.actor)
        antwerp = world.municipality("11002")
        register(arrival(insz=case.person.insz, municipality=antwerp, way=Way.FILE), by=Actor.system())
        assert antwerp in case.now.lead.territories.all()
        assert case.now.counsellor is None
        assert {term.holder for term in Term.objects.open()} == {case.now.lead}


class TestOnePersonStaysOne:
    def test_who_comes_twice_in_one_batch_is_one(self):
        twice = [arrival(way=Way.FILE, insz=world.new_insz())] * 2
        outcomes = [came.outcome for came in register_all(twice, by=Actor.system())]
        assert outcomes == [Outcome.REGISTERED, Outcome.UNCHANGED]
        assert Person.objects.count() == 1

    def test_two_desks_at_once_end_with_one_person_one_dossier_and_both_told(
        self, transactional_db, counsellor, colleague
    ):
        number = world.new_insz()

        def at(worker, kind):
            arriving = arrival(insz=number, statuses=(Status(kind, clock.today()),))
            return lambda: register(arriving, by=worker.acting(Purpose.INTAKE)).outcome

        outcomes = at_once(at(counsellor, StatusKind.JOB_SEEKER), at(colleague, StatusKind.SICKNESS))
        assert sorted(outcomes) == [Outcome.MERGED, Outcome.REGISTERED]
        person = Person.objects.get()
        assert Dossier.objects.get().pk == person.pk
        assert set(person.statuses.values_list("kind", flat=True)) == {"job-seeker", "sickness"}
        kinds = list(Event.objects.order_by("number").values_list("kind", flat=True))
        assert kinds == ["person.registered", "registration.repeated"]
        assert Term.objects.count() == 2
        assert not list(seal.verify())

    def test_two_batches_at_once_with_the_same_people_in_another_order_end_with_each_once(self, transactional_db):
        numbers = [world.new_insz() for _ in range(30)]

        def batch(order):
            arriving = [arrival(way=Way.FILE, insz=number) for number in order]

            def run():
                try:
                    return register_all(arriving, by=Actor.system())
                except IntegrityError:  # the other was first: now all are known
                    return register_all(arriving, by=Actor.system())

            return run

        at_once(batch(numbers), batch(numbers[::-1]))
        assert Person.objects.count() == Dossier.objects.count() == 30
        assert Event.objects.filter(kind="person.registered").count() == 30
        assert not list(seal.verify())


class TestNames:
    def test_a_person_is_kept_as_written_and_found_by_plain_letters(self, intake):
        person = register(arrival(family_name=" Van den  Broeck", given_name="Zoë"), by=intake).person
        person = Person.objects.get(pk=person.pk)
        assert (person.family_name, person.given_name) == ("Van den Broeck", "Zoë")
        assert (person.family_key, person.given_key) == (name_key("Van den Broeck"), "zoe")
        assert {"broeck", "vandenbroeck", "zoe"} <= words(person)

    def test_another_name_is_found_from_then_on_and_the_old_one_no_more(self, intake, case):
        register(arrival(insz=case.person.insz, family_name="Öztürk"), by=intake)
        person = case.person
        assert person.family_key == "ozturk"
        assert {"ozturk", "oeztuerk"} <= words(person)
        assert not [word for word in words(person) if word.startswith("vermeulen")]

    def test_a_name_that_is_saved_keeps_its_keys(self, case):
        person = case.person
        person.family_name = "O’Neill"
        person.save(update_fields=["family_name"])
        assert Person.objects.get(pk=person.pk).family_key == "oneill"
        assert "oneill" in words(person)


def words(person: Person) -> set[str]:
    return set(NameToken.objects.filter(person=person).values_list("token", flat=True))


BORN = dt.date(1990, 4, 7)


class TestPossibleDuplicates:
    def pair(self, intake, one: dict, other: dict) -> bool:
        """Whether the second, registered after the first, comes on the review list with her."""
        for fields in (one, other):
            register(arrival(**({"insz": world.new_insz(), "birth_date": BORN} | fields)), by=intake)
        return PossibleDuplicate.objects.exists()

    @pytest.mark.parametrize(
        "other",
        [
            {},
            {"family_name": "Vermeulen", "given_name": "Omer"},
            {"family_name": "Vermeulen", "given_name": "Ömer Ali"},
            {"family_name": "Vermeullen"},
            {"family_name": "Ömer", "given_name": "Vermeulen"},
            {"birth_date": dt.date(1990, 7, 4)},
            {"birth_date": None},
            {"insz": None, "birth_date": None},
        ],
        ids=[
            "another number",
            "no accent",
            "second name",
            "slip of the pen",
            "names crossed",
            "day and month",
            "no date",
            "nothing",
        ],
    )
    def test_are_found(self, intake, other):
        assert self.pair(intake, {}, other)

    def test_are_found_when_the_one_without_a_birth_date_came_first(self, intake):
        assert self.pair(intake, {"insz": None, "birth_date": None}, {})

    def test_are_found_within_one_batch(self):
        register_all(
            [arrival(way=Way.FILE, birth_date=BORN, insz=world.new_insz()) for _ in range(2)], by=Actor.system()
        )
        assert PossibleDuplicate.objects.count() == 1

    @pytest.mark.parametrize(
        "other",
        [
            {"family_name": "Janssens", "given_name": "Griet"},
            {"given_name": "Griet"},
            {"birth_date": dt.date(1991, 4, 7)},
            {"birth_date": dt.date(1990, 4, 8)},
            {"family_name": "Janssens", "birth_date": None},
        ],
        ids=["another name", "brother and sister", "a year later", "a day later", "another family without a date"],
    )
    def test_are_never_seen_in_people_who_clearly_differ(self, intake, other):
        assert not self.pair(intake, {}, other)

    def test_come_on_the_list_once_however_often_they_are_found(self, intake):
        self.pair(intake, {}, {})
        lookalikes.find(list(Person.objects.all()))
        assert PossibleDuplicate.objects.count() == 1

    def test_are_decided_by_a_data_steward_once_and_both_timelines_tell(self, intake, data_steward, counsellor):
        self.pair(intake, {}, {})
        found = PossibleDuplicate.objects.get()
        different = PossibleDuplicate.State.DIFFERENT
        with pytest.raises(NotAllowed):
            people.decide_duplicate(found, different, by=counsellor.acting(Purpose.INTAKE))
        people.decide_duplicate(found, different, by=data_steward.acting(Purpose.QUALITY))
        told = Event.objects.filter(kind="duplicate.decided")
        assert {event.stream_id for event in told} == {found.first_id, found.second_id}
        with pytest.raises(WrongState):
            people.decide_duplicate(found, different, by=data_steward.acting(Purpose.QUALITY))


class TestStatus:
    def test_of_one_kind_there_is_one_open_and_it_keeps_its_start(self, case, counsellor):
        kept = people.record_status(
            case.person, StatusKind.JOB_SEEKER_BENEFIT, since=clock.today(), source="aan-boord", by=counsellor.actor
        )
        assert kept == StatusPeriod.objects.get()

    def test_ends_on_a_day_and_not_before_it_began(self, case, counsellor):
        status = StatusPeriod.objects.get()
        with pytest.raises(Invalid):
            people.end_status(status, on=status.since - dt.timedelta(days=1), by=counsellor.actor)
        people.end_status(status, on=status.since, by=counsellor.actor)
        with pytest.raises(WrongState):
            people.end_status(status, on=status.since, by=counsellor.actor)

    @pytest.mark.parametrize(("since", "until", "field"), [(1, None, "since"), (-3, -4, "until"), (-9, -5, "until")])
    def test_that_cannot_be_is_refused_and_named(self, case, counsellor, since, until, field):
        day = {number: clock.today() + dt.timedelta(days=number) for number in (since, until) if number is not None}
        with pytest.raises(Invalid) as refusal:
            people.record_status(
                case.person,
                StatusKind.JOB_SEEKER_BENEFIT,
                since=day[since],
                until=day.get(until),
                source="aan-boord",
                by=counsellor.actor,
            )
        assert set(refusal.value.fields) == {field}
