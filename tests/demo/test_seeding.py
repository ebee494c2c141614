"""The fictional Flanders: complete, made by the actions themselves, in the order of time, and the same each time."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.db.models import F, Min
from django.test import Client
from pytest_django import DjangoDbBlocker

from aanboord.core import clock
from aanboord.core.access import Role
from aanboord.core.identifiers import InszKind, parse_insz
from aanboord.directory.models import Account, ContactPoint, Membership, Organisation, Territory
from aanboord.dossiers.models import (
    Agreement,
    Appointment,
    Dossier,
    Employment,
    EstimateModel,
    Involvement,
    Placement,
    Registration,
    Screening,
)
from aanboord.journal.models import Event, Look, Notification
from aanboord.journal.seal import verify
from aanboord.people.models import Person, StatusKind, StatusPeriod
from aanboord.terms.models import Term
from aanboord.web.demo.cast import CLUSTER
from aanboord.web.demo.seeding import HISTORY, make
from aanboord.web.demo.sign_ins import SIGN_INS, available

PEOPLE = 160
State = Dossier.State


@pytest.fixture(scope="module", autouse=True)
def flanders(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """One for all tests of this module, which read it, each inside a transaction of its own; gone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        make(PEOPLE, seed=1)
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_there_are_as_many_people_as_asked_all_with_a_number_that_nobody_can_have() -> None:
    assert Person.objects.count() == PEOPLE
    for person in Person.objects.all():
        number = parse_insz(str(person.insz), fictional_allowed=True)
        assert number.kind is InszKind.FICTIONAL
        assert number.birth_date == person.birth_date


def test_every_state_and_situation_is_there_to_look_at() -> None:
    states = Counter(Dossier.objects.values_list("state", flat=True))
    assert set(states) == set(State)
    assert Dossier.objects.exclude(suspended_on=None).exists(), "somebody rests"
    assert Dossier.objects.filter(counsellor=None).exists(), "somebody whom nobody took on"
    assert Term.objects.missed().filter(code="screening").exists(), "a screening is overdue"
    assert Term.objects.missed().filter(code="binding-agreements").exists(), "agreements are overdue"
    assert Employment.objects.exclude(ended_on=None).exists(), "somebody came back"
    assert Dossier.objects.filter(employments__durable_on__isnull=False).exists()
    assert Placement.objects.filter(instrument="ibo", state=Placement.State.RUNNING).exists()
    kinds = set(StatusPeriod.objects.values_list("kind", flat=True))
    assert kinds >= {
        StatusKind.TEMPORARILY_UNEMPLOYED,
        StatusKind.JOB_SEEKER_BENEFIT,
        StatusKind.LIVING_WAGE,
        StatusKind.NEWCOMER,
        StatusKind.EARLY_LEAVER,
        StatusKind.NEET,
        StatusKind.EMPLOYED,
    }
    ways = set(Registration.objects.values_list("way", flat=True))
    assert ways == {
        Registration.Way.COUNTER,
        Registration.Way.FILE,
        Registration.Way.MANDATE,
        Registration.Way.OUTREACH,
    }


def test_everybody_who_takes_part_in_the_region_is_there() -> None:
    kinds = set(Organisation.objects.values_list("kind", flat=True))
    assert kinds == set(Organisation.Kind)
    roles = {(member.role, member.unit.kind) for member in Membership.objects.select_related("unit")}
    assert roles >= {
        (Role.COUNSELLOR, Organisation.Kind.VDAB),
        (Role.TEAM_LEAD, Organisation.Kind.VDAB),
        (Role.DATA_STEWARD, Organisation.Kind.VDAB),
        (Role.SOCIAL_WORKER, Organisation.Kind.OCMW),
        (Role.TEAM_LEAD, Organisation.Kind.OCMW),
        (Role.COACH, Organisation.Kind.PARTNER),
    }
    (cluster,) = Organisation.objects.filter(kind=Organisation.Kind.OCMW_CLUSTER)
    assert cluster.units.count() == len(CLUSTER) == 4
    assert Membership.objects.filter(professional__account__username="kleine.gemeente").count() == 4


def test_each_municipality_around_gent_has_its_contacts_with_a_promised_answer() -> None:
    for place in Territory.objects.filter(reference_region="REFREG13"):
        groups = set(ContactPoint.objects.filter(territory=place).values_list("target_group", flat=True))
        assert groups >= {"", StatusKind.NEWCOMER, StatusKind.EARLY_LEAVER, StatusKind.TEMPORARILY_UNEMPLOYED}
    assert not ContactPoint.objects.filter(response_days=0).exists()


def test_the_history_was_lived_in_the_order_of_time_and_ends_now() -> None:
    moments = list(Event.objects.order_by("pk").values_list("at", flat=True))
    assert moments == sorted(moments)
    assert moments[-1] <= clock.now()
    assert moments[0] >= clock.now() - HISTORY - dt.timedelta(days=1)
    assert moments[-1] - moments[0] > dt.timedelta(days=400)
    assert not list(verify())


def test_the_worklist_knows_the_clock_that_is_due_first() -> None:
    for dossier in Dossier.objects.all():
        first = Term.objects.running().filter(subject=dossier.pk).aggregate(first=Min("due_on"))["first"]
        assert dossier.next_due == first


def test_who_worked_on_a_dossier_left_rows_and_told_colleagues() -> None:
    assert Look.objects.count() > PEOPLE
    assert Look.objects.values("role").distinct().count() >= 3
    assert Notification.objects.exists()


def test_the_estimate_comes_from_an_invented_model_and_departures_have_a_reason() -> None:
    (model,) = EstimateModel.objects.filter(active=True)
    assert model.basis == "fictional"
    assert Screening.objects.exclude(estimate=None).exists()
    departed = Screening.objects.exclude(suggested_level="").exclude(suggested_level=F("level"))
    assert 0 < departed.count() < Screening.objects.count() / 2
    assert not departed.filter(departure_reason="").exists()


def test_one_counsellor_has_a_fifth_of_all_people() -> None:
    assert Dossier.objects.filter(counsellor__account__username="bemiddelaar").count() == PEOPLE / 5


def test_the_citizen_has_a_bit_of_everything() -> None:
    samira = Dossier.objects.get(person__account__username="burger")
    assert samira.agreements.filter(state=Agreement.State.PROPOSED).exists(), "something waits for her answer"
    assert samira.agreements.filter(own_words=True).exists()
    assert {Agreement.State.DONE, Agreement.State.DECLINED} <= set(samira.agreements.values_list("state", flat=True))
    assert samira.appointments.filter(at__gt=clock.now(), state=Appointment.State.PLANNED).exists()
    assert samira.appointments.filter(state=Appointment.State.EXCUSED).exists()
    assert samira.placements.get().state == Placement.State.RUNNING
    assert samira.involvements.get().kind == Involvement.Kind.PARTNER
    assert Look.objects.filter(person=samira.pk).values("unit").distinct().count() >= 2


def test_every_sign_in_leads_to_a_page() -> None:
    assert available() == list(SIGN_INS)
    for sign_in in SIGN_INS:
        client = Client()
        page = client.post("/demo/aanmelden", {"username": sign_in.username}, follow=True)
        assert page.status_code == 200, sign_in.username
        assert "_auth_user_id" in client.session
        assert not Account.objects.get(username=sign_in.username).has_usable_password()


def test_few_of_a_caseload_run_late() -> None:
    caseload = Dossier.objects.filter(counsellor__account__username="bemiddelaar")
    late = Term.objects.missed().filter(subject__in=caseload.values("pk"))
    assert 0 < late.values("subject").distinct().count() <= caseload.count() * 0.15
