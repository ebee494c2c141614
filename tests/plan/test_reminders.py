"""Once a day the platform reminds by itself: each thing once, nobody of what rests, no personal data in a mail."""

from __future__ import annotations

import datetime as dt
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.urls import reverse

from aanboord.core import clock
from aanboord.dossiers.actions import dossier as dossiers
from aanboord.dossiers.actions.appointments import cancel_appointment, make_appointment
from aanboord.dossiers.actions.plan import settle
from aanboord.dossiers.models import Agreement
from aanboord.dossiers.reminders import Reminded, remind
from aanboord.journal.models import Event, Notification
from aanboord.people.models import Person
from tests import world

NOTHING = Reminded(overdue=0, escalated=0, tomorrow=0)


def days(count):
    return clock.today() + dt.timedelta(days=count)


@pytest.fixture
def meeting(screened, counsellor):
    at = dt.datetime.combine(days(10), dt.time(9), tzinfo=clock.ZONE)
    return make_appointment(screened.now, by=counsellor.actor, kind="phone", at=at)


@pytest.mark.policy("BN19-VI.1.1-d")
def test_the_counsellor_hears_once_of_an_agreement_past_its_day(screened, counsellor):
    agreement = screened.agreed(due_on=days(5))
    assert remind(days(0)) == NOTHING
    with clock.at(days(6)):
        assert remind(clock.today()) == Reminded(overdue=1, escalated=0, tomorrow=0)
        assert remind(clock.today()) == NOTHING
    event = Event.objects.get(kind="agreement.overdue")
    assert event.data["agreement"]["id"] == str(agreement.pk)
    assert Notification.objects.get(event=event).professional == counsellor.professional
    with clock.at(days(7)):
        assert remind(clock.today()) == NOTHING


def test_nothing_runs_late_of_who_works_durably(screened):
    screened.agreed(due_on=days(5))
    screened.durable()
    with clock.at(days(300)):
        assert remind(clock.today()) == NOTHING


@pytest.mark.policy("BN19-VI.1.1-d")
def test_what_stays_overdue_reaches_the_team_lead_once(screened, counsellor, team_lead):
    agreement = screened.agreed(due_on=days(5))
    with clock.at(days(6)):
        remind(clock.today())
    assert not Notification.objects.filter(professional=team_lead.professional).exists()
    with clock.at(days(20)):
        assert remind(clock.today()) == Reminded(overdue=0, escalated=1, tomorrow=0)
        assert remind(clock.today()) == NOTHING
        told = Notification.objects.get(professional=team_lead.professional)
        assert told.event.kind == "agreement.escalated"
        assert told.event.data["agreement"]["id"] == str(agreement.pk)
        assert team_lead.client.get(reverse("dossiers:agreement", args=[agreement.pk])).status_code == 200


def test_what_is_settled_in_time_goes_no_further(screened, counsellor, team_lead):
    agreement = screened.agreed(due_on=days(5))
    with clock.at(days(6)):
        remind(clock.today())
        settle(agreement, Agreement.State.DONE, by=counsellor.actor)
    with clock.at(days(20)):
        assert remind(clock.today()) == NOTHING


def test_an_agreement_that_waits_for_an_answer_runs_late_as_well(screened):
    screened.agreed(due_on=days(5), agreed_in_conversation=False)
    with clock.at(days(6)):
        assert remind(clock.today()).overdue == 1


def test_nothing_runs_late_that_is_settled_or_rests(screened, counsellor):
    settle(screened.agreed(due_on=days(5)), Agreement.State.DONE, by=counsellor.actor)
    screened.agreed(due_on=days(5))
    dossiers.suspend(screened.now, "Ziek", by=counsellor.actor)
    with clock.at(days(6)):
        assert remind(clock.today()) == NOTHING
        dossiers.resume(screened.now, by=counsellor.actor)
        assert remind(clock.today()).overdue == 1


def test_the_citizen_is_reminded_of_tomorrow_once(screened, meeting):
    with clock.at(days(8)):
        assert remind(clock.today()) == NOTHING
    with clock.at(days(9)):
        assert remind(clock.today()) == Reminded(overdue=0, escalated=0, tomorrow=1)
        assert remind(clock.today()) == NOTHING
        page = screened.client.get(reverse("dossiers:my-dossier")).content.decode()
        assert "Je hebt een gesprek" in page
        assert "We herinnerden je aan het gesprek van de dag erna." in (
            screened.client.get(reverse("dossiers:my_story")).content.decode()
        )


def test_a_meeting_that_is_called_off_is_not_recalled(meeting, counsellor):
    cancel_appointment(meeting, by=counsellor.actor)
    with clock.at(days(9)):
        assert remind(clock.today()) == NOTHING


@pytest.mark.parametrize(("channel", "mails"), [("email", 1), ("letter", 0)])
def test_a_mail_goes_only_to_who_wants_one_and_says_only_that_there_is_news(screened, meeting, channel, mails):
    screened.account()
    Person.objects.filter(pk=screened.dossier.pk).update(channel=channel, email="omer@post.example")
    with clock.at(days(9)):
        remind(clock.today())
    assert len(mail.outbox) == mails
    for one in mail.outbox:
        said = one.subject + one.body
        assert "Vermeulen" not in said
        assert "VDAB" not in said
        assert str(screened.dossier.pk) not in said


def test_an_address_that_the_mail_server_refuses_keeps_nobody_else_from_a_reminder(
    screened, meeting, counsellor, monkeypatch, caplog
):
    other = world.Case(world.register(counsellor), counsellor)
    at = dt.datetime.combine(days(10), dt.time(11), tzinfo=clock.ZONE)
    make_appointment(other.now, by=counsellor.actor, kind="phone", at=at)
    for case in (screened, other):
        case.account()
        Person.objects.filter(pk=case.dossier.pk).update(channel="email", email=f"{case.dossier.pk}@post.example")

    def refuse(*args, **kwargs):
        raise SMTPRecipientsRefused({args[3][0]: (550, b"unknown")})

    monkeypatch.setattr("aanboord.dossiers.reminders.send_mail", refuse)
    with clock.at(days(9)):
        assert remind(clock.today()).tomorrow == 2
    assert "SMTPRecipientsRefused" in caplog.text
    assert "post.example" not in caplog.text
