"""Contact, status, mandate and who takes part, through the pages."""

import datetime as dt

import pytest
from django.urls import reverse

from aanboord.core import clock
from aanboord.core.access import Role
from aanboord.core.errors import Invalid
from aanboord.directory.models import Organisation
from aanboord.dossiers.actions.registration import Status
from aanboord.journal.models import Event
from aanboord.people.models import Mandate, StatusKind
from tests import world

from .reading import fields_of, text_of


def address(name, case, *more):
    return reverse(f"dossiers:{name}", args=[case.dossier.pk, *more])


def test_contact_is_changed_and_the_event_holds_no_number(case, counsellor):
    client = counsellor.client
    sent = fields_of(client.get(address("contact", case)))
    assert sent["municipality"] == world.GENT
    sent |= {"phone": "0470 12 34 56", "channel": "phone", "interpreter": "on", "language": "so"}
    page = text_of(client.post(address("contact", case), sent, follow=True))
    assert "De contactgegevens zijn bewaard." in page
    assert "0470 12 34 56" in page
    assert "tolk nodig" in page
    event = Event.objects.filter(stream_id=case.dossier.pk, kind="contact.changed").get()
    assert "0470" not in str(event.data)
    assert set(event.data["changed"]) >= {"phone", "language", "interpreter"}


@pytest.mark.parametrize(("channel", "field"), [("phone", "Telefoon"), ("text", "Telefoon"), ("email", "E-mail")])
def test_the_preferred_way_must_be_able_to_reach_somebody(case, counsellor, channel, field):
    answer = counsellor.client.post(address("contact", case), {"channel": channel, "language": "nl"})
    assert answer.status_code == 422
    assert f"{field}: Vul dit in, of kies een andere manier" in text_of(answer)


def test_a_status_is_recorded_and_ended(case, counsellor):
    client, today = counsellor.client, clock.today()
    month_ago = (today - dt.timedelta(days=30)).isoformat()
    page = text_of(client.post(address("record_status", case), {"kind": "newcomer", "since": month_ago}, follow=True))
    assert "Nieuwkomer in inburgering" in page
    status = case.person.statuses.get(kind=StatusKind.NEWCOMER)
    wrong = client.post(address("end_status", case, status.pk), {"on": (today - dt.timedelta(days=60)).isoformat()})
    assert wrong.status_code == 422
    assert "Laatste dag: Het einde ligt voor het begin." in text_of(wrong)
    client.post(address("end_status", case, status.pk), {"on": today.isoformat()})
    status.refresh_from_db()
    assert status.until == today


def test_a_status_does_not_begin_tomorrow(case, counsellor):
    tomorrow = (clock.today() + dt.timedelta(days=1)).isoformat()
    answer = counsellor.client.post(address("record_status", case), {"kind": "newcomer", "since": tomorrow})
    assert answer.status_code == 422
    assert "toekomst" in text_of(answer)


def test_the_status_of_somebody_else_cannot_be_ended_through_a_dossier_of_mine(case, counsellor):
    other = world.Case(world.register(counsellor), counsellor)
    status = other.person.statuses.get()
    assert counsellor.client.get(address("end_status", case, status.pk)).status_code == 404


@pytest.mark.policy("PACT24-3.E-a")
def test_a_mandate_is_given_and_taken_back(case, counsellor):
    client, ocmw = counsellor.client, world.ocmw_of().unit
    sent = {"organisation": str(ocmw.pk), "given_on": clock.today().isoformat()}
    assert "OCMW Gent" in text_of(client.post(address("give_mandate", case), sent, follow=True))
    mandate = Mandate.objects.get(person=case.person)
    page = text_of(client.post(address("withdraw_mandate", case, mandate.pk), follow=True))
    assert "ingetrokken op" in page
    assert client.post(address("withdraw_mandate", case, mandate.pk)).status_code == 409


def test_only_an_ocmw_of_the_municipality_can_be_given_a_mandate(case, counsellor):
    far = world.ocmw_of("11001").unit
    sent = {"organisation": str(far.pk), "given_on": clock.today().isoformat()}
    assert counsellor.client.post(address("give_mandate", case), sent).status_code == 422


def test_a_partner_is_brought_in_with_one_of_its_people_and_sees_the_dossier(case, counsellor, coach):
    case.screened()
    client = counsellor.client
    chosen = text_of(client.get(address("involve", case)))
    assert "Groeikracht vzw" in chosen
    there = address("involve", case) + f"?unit={coach.membership.unit.pk}"
    assert "Lotte Nys" in text_of(client.get(there))
    page = text_of(client.post(there, {"kind": "partner", "professional": str(coach.professional.pk)}, follow=True))
    assert "Groeikracht vzw werkt nu mee." in page
    assert coach.client.get(address("dossier", case)).status_code == 200
    involvement = case.now.involvements.get()
    assert "Groeikracht vzw" not in text_of(client.get(address("involve", case)))
    page = text_of(client.post(address("release", case, involvement.pk), follow=True))
    assert "Die organisatie werkt niet meer mee." in page
    with clock.at(clock.today() + dt.timedelta(days=1)):
        assert coach.client.get(address("dossier", case)).status_code == 403


def test_who_can_be_asked_is_near_or_works_everywhere(case, counsellor):
    far = world.team(Organisation.Kind.PARTNER, "Ver weg vzw").unit
    far.territories.add(world.municipality("11001"))
    offered = text_of(counsellor.client.get(address("involve", case)))
    assert "OCMW Gent" in offered
    assert "Ver weg vzw" not in offered
    assert "OCMW Antwerpen" not in offered
    assert counsellor.membership.unit.name not in offered.split("Welke organisatie")[1]


def test_who_left_the_partner_cannot_be_chosen(case, counsellor, coach):
    coach.membership.until = clock.today() - dt.timedelta(days=1)
    coach.membership.save()
    there = address("involve", case) + f"?unit={coach.membership.unit.pk}"
    answer = counsellor.client.post(there, {"kind": "partner", "professional": str(coach.professional.pk)})
    assert answer.status_code == 422


def test_a_note_is_kept_and_an_empty_one_is_not(case, counsellor):
    client = counsellor.client
    assert client.post(address("file", case), {"text": "   "}).status_code == 422
    page = text_of(client.post(address("file", case), {"text": "Belt liever\nin de namiddag"}, follow=True))
    assert "De notitie is bewaard." in page
    assert "in de namiddag" in page
    assert "namiddag" not in str(list(Event.objects.values_list("data", flat=True)))


def test_a_colleague_of_another_team_sees_who_helps_and_changes_nothing(case, counsellor):
    elsewhere = world.team(Organisation.Kind.VDAB, "VDAB Elders", part_of=counsellor.membership.unit.part_of).worker(
        Role.COUNSELLOR
    )
    page = text_of(elsewhere.client.get(address("people", case)))
    assert "Katrien Claes" in page
    for name in ("contact", "record_status", "give_mandate", "involve"):
        assert elsewhere.client.get(address(name, case)).status_code == 403, name


@pytest.mark.parametrize("since", ["0001-01-01", "1969-04-02"])
def test_a_status_does_not_begin_before_the_birth(case, counsellor, since):
    answer = counsellor.client.post(address("record_status", case), {"kind": "newcomer", "since": since})
    assert answer.status_code == 422
    assert "since" in answer.context["form"].errors
    with pytest.raises(Invalid, match="voor de geboorte"):
        world.register(counsellor, statuses=(Status(StatusKind.NEET, dt.date.fromisoformat(since)),))
