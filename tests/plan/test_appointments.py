"""Meetings are made, held, excused and called off; a joint one has one report."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from aanboord.core import clock
from aanboord.dossiers.actions.appointments import make_appointment
from aanboord.dossiers.models import Appointment
from aanboord.dossiers.models.dossier import Involvement
from tests.dossier.reading import fields_of, text_of


@pytest.fixture
def new(screened):
    return reverse("dossiers:new_appointment", args=[screened.dossier.pk])


@pytest.fixture
def typed(counsellor, new):
    tomorrow = clock.today() + dt.timedelta(days=1)
    return fields_of(counsellor.client.get(new)) | {"kind": "in-person", "at": tomorrow.isoformat(), "time": "10:30"}


@pytest.fixture
def made(counsellor, new, typed):
    answer = counsellor.client.post(new, typed | {"place": "Werkwinkel", "about": "De afspraken"})
    assert answer.status_code == 302
    return Appointment.objects.get()


def address(appointment, name="appointment"):
    return reverse(f"dossiers:{name}", args=[appointment.pk])


def after(appointment):
    return clock.at(appointment.at + dt.timedelta(hours=2))


def test_day_and_hour_are_a_moment_in_belgium(made):
    assert made.at.astimezone(clock.ZONE).time() == dt.time(10, 30)
    assert (made.place, made.about) == ("Werkwinkel", "De afspraken")


def test_a_meeting_lies_ahead_and_what_was_typed_stays(counsellor, new, typed):
    yesterday = (clock.today() - dt.timedelta(days=1)).isoformat()
    answer = counsellor.client.post(new, typed | {"at": yesterday, "about": "Mijn verhaal"})
    assert answer.status_code == 422
    assert "De afspraak ligt in de toekomst." in text_of(answer)
    assert "Mijn verhaal" in answer.content.decode()
    assert not Appointment.objects.exists()


@pytest.mark.policy("PACT24-4.2-a")
def test_a_joint_intake_names_the_other_organisation_and_has_one_report(
    screened, counsellor, social_worker, new, typed
):
    joint = typed | {"kind": "joint"}
    refused = counsellor.client.post(new, joint)
    assert refused.status_code == 422
    assert "Zeg met welke organisatie." in text_of(refused)
    ocmw = social_worker.membership.unit
    counsellor.client.post(new, joint | {"joint_with": str(ocmw.pk)})
    appointment = Appointment.objects.get()
    assert appointment.joint_with == ocmw
    screened.followed_by(social_worker, Involvement.Kind.PARTNER)
    with after(appointment):
        counsellor.client.post(address(appointment, "hold_appointment"), {"present": "yes", "report": "Samen gekeken"})
        page = text_of(social_worker.client.get(address(appointment)))
        assert "Gedeeld verslag" in page
        assert "Samen gekeken" in page
        social_worker.client.post(address(appointment, "report_appointment"), {"text": "Samen gekeken, opvang volgt"})
        assert "opvang volgt" in text_of(counsellor.client.get(address(appointment)))


def test_whether_somebody_came_is_said_after_the_hour(made, counsellor):
    assert "Hoe verliep het?" not in text_of(counsellor.client.get(address(made)))
    early = counsellor.client.post(address(made, "hold_appointment"), {"present": "yes", "report": "Te vroeg"})
    assert early.status_code == 422
    with after(made):
        assert "Hoe verliep het?" in text_of(counsellor.client.get(address(made)))
        counsellor.client.post(address(made, "hold_appointment"), {"present": "no"})
        made.refresh_from_db()
        assert made.state == Appointment.State.ABSENT


@pytest.mark.parametrize("absent_first", [False, True], ids=["told before", "told after"])
def test_an_absence_with_a_good_reason_is_no_absence(made, counsellor, absent_first):
    with after(made) if absent_first else clock.at(clock.now()):
        if absent_first:
            counsellor.client.post(address(made, "hold_appointment"), {"present": "no"})
        assert counsellor.client.post(address(made, "excuse_appointment"), {"reason": " "}).status_code == 422
        counsellor.client.post(address(made, "excuse_appointment"), {"reason": "Kind ziek"})
        made.refresh_from_db()
        assert (made.state, made.excuse) == ("excused", "Kind ziek")
        assert "Kind ziek" in text_of(counsellor.client.get(address(made)))


def test_an_absence_noted_by_mistake_is_put_right(made, counsellor):
    with after(made):
        counsellor.client.post(address(made, "hold_appointment"), {"present": "no"})
        assert "Was er toch" in text_of(counsellor.client.get(address(made)))
        counsellor.client.post(address(made, "hold_appointment"), {"present": "yes"})
    made.refresh_from_db()
    assert made.state == Appointment.State.PRESENT


def test_what_is_called_off_stays_called_off(made, counsellor):
    counsellor.client.post(address(made, "cancel_appointment"))
    made.refresh_from_db()
    assert made.state == Appointment.State.CANCELLED
    assert counsellor.client.post(address(made, "cancel_appointment")).status_code == 409
    assert counsellor.client.post(address(made, "excuse_appointment"), {"reason": "x"}).status_code == 409


def test_a_meeting_is_nobody_elses(made, social_worker, data_steward):
    for stranger in (social_worker, data_steward):
        assert stranger.client.get(address(made)).status_code == 403
        assert stranger.client.post(address(made, "cancel_appointment")).status_code == 403
    made.refresh_from_db()
    assert made.state == Appointment.State.PLANNED


@pytest.mark.parametrize(
    ("level", "came", "waits"), [("intensive", "yes", False), ("intensive", "no", True), ("self-reliant", "yes", True)]
)
def test_who_came_to_a_meeting_no_longer_waits_for_the_contact_that_was_planned(case, counsellor, level, came, waits):
    """Save who is self-reliant: he is never left without a next contact."""
    case.screened(level, next_contact_on=clock.today() + dt.timedelta(days=3))
    at = clock.now() + dt.timedelta(days=5)
    meeting = make_appointment(case.now, kind="in-person", at=at, by=counsellor.actor)
    with after(meeting):
        answer = counsellor.client.post(address(meeting, "hold_appointment"), {"present": came, "report": ""})
        assert answer.status_code == 302
        page = text_of(counsellor.client.get(reverse("dossiers:dossier", args=[case.dossier.pk])))
    assert (case.now.next_contact_on is not None) == waits
    assert ("Neem contact op, zoals gepland" in page) == (waits and level == "self-reliant")
