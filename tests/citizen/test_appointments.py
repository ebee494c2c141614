"""Her meetings: what, where, with whom; into her calendar; and what to do when she cannot come."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from aanboord.core import clock
from aanboord.directory.models import Professional
from aanboord.dossiers.actions.appointments import excuse, hold
from aanboord.dossiers.calendar_file import calendar_file
from aanboord.dossiers.models import Appointment
from aanboord.journal.models import Event, Notification
from tests.dossier.reading import text_of


def address(meeting, name="my_appointment"):
    return reverse(f"dossiers:{name}", args=[meeting.pk])


def test_she_reads_when_where_with_whom_and_about_what(mine, meeting):
    page = text_of(mine.client.get(address(meeting)))
    for said in ("om 09:00", "Werkwinkel; Gent, zaal 2", "Katrien Claes", "Je plan", "Een gesprek bij ons."):
        assert said in page


def test_who_cannot_come_says_why_and_the_counsellor_hears_it(mine, meeting, counsellor):
    assert mine.client.post(address(meeting), {"reason": " "}).status_code == 422
    answer = mine.client.post(address(meeting), {"reason": "Mijn zoon is ziek"})
    assert answer["Location"] == reverse("dossiers:my_appointments")
    meeting.refresh_from_db()
    assert (meeting.state, meeting.excuse) == ("excused", "Mijn zoon is ziek")
    event = Event.objects.get(kind="appointment.excused")
    assert "ziek" not in str(event.data)
    assert Notification.objects.filter(event=event, professional=counsellor.professional).exists()
    assert "Je kon niet komen, dat is in orde" in text_of(mine.client.get(reverse("dossiers:my_appointments")))


def test_afterwards_a_professional_weighs_the_reason(mine, meeting, counsellor):
    with clock.at(meeting.at + dt.timedelta(hours=3)):
        assert "Ik kan niet komen" not in text_of(mine.client.get(address(meeting)))
        assert mine.client.post(address(meeting), {"reason": "Vergeten"}).status_code == 403
        hold(meeting, False, by=counsellor.actor)
        excuse(meeting, "Trein uitgevallen", by=counsellor.actor)
        assert "Trein uitgevallen" in text_of(mine.client.get(address(meeting)))


def test_she_reads_the_report(mine, meeting, counsellor):
    with clock.at(meeting.at + dt.timedelta(hours=3)):
        hold(meeting, True, report="We kozen een opleiding", by=counsellor.actor)
        assert "We kozen een opleiding" in text_of(mine.client.get(address(meeting)))


def test_a_meeting_goes_into_any_calendar(mine, meeting):
    answer = mine.client.get(address(meeting, "my_appointment_file"))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="gesprek.ics"'
    lines = unfolded(answer.content)
    start = meeting.at.astimezone(dt.UTC)
    assert f"DTSTART:{start:%Y%m%dT%H%M%SZ}" in lines
    assert r"LOCATION:Werkwinkel\; Gent\, zaal 2" in lines
    assert "SUMMARY:Gesprek met Katrien Claes" in lines
    assert "Je plan" not in answer.content.decode()
    assert "Vermeulen" not in answer.content.decode()


def unfolded(content: bytes) -> list[str]:
    return content.decode().replace("\r\n ", "").split("\r\n")


@given(place=st.text(max_size=160), name=st.text(max_size=120))
def test_whatever_was_typed_the_calendar_file_is_well_formed(place, name):
    moment = dt.datetime(2026, 3, 29, 9, tzinfo=clock.ZONE)
    content = calendar_file(Appointment(at=moment, place=place, professional=Professional(name=name)))
    assert content.endswith(b"END:VCALENDAR\r\n")
    rows = content.split(b"\r\n")
    assert all(len(row) <= 75 for row in rows)
    lines = unfolded(content)
    assert [line.partition(":")[0] for line in lines if line][:4] == ["BEGIN", "VERSION", "PRODID", "METHOD"]
    assert len(lines) == 15
    location = next(line for line in lines if line.startswith("LOCATION:")).removeprefix("LOCATION:")
    kept = (
        location.replace("\\\\", "\0").replace("\\;", ";").replace("\\,", ",").replace("\\n", "\n").replace("\0", "\\")
    )
    assert kept == "".join(sign for sign in place.replace("\r\n", "\n") if sign >= " " or sign == "\n")


def test_the_meetings_of_somebody_else_are_not_there(mine, meeting, other):
    for name in ("my_appointment", "my_appointment_file"):
        assert other.client.get(address(meeting, name)).status_code == 404
    assert other.client.post(address(meeting), {"reason": "x"}).status_code == 404
    assert "Katrien" not in text_of(other.client.get(reverse("dossiers:my_appointments")))
