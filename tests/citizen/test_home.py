"""*Mijn dossier* opens on the one thing to do, with somebody to call."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format

from aanboord.core import clock
from aanboord.directory.models import Account, ContactPoint, Professional
from aanboord.dossiers.actions import dossier as dossiers
from aanboord.dossiers.actions import plan
from aanboord.dossiers.models import Agreement, Dossier
from aanboord.people.models import Person
from tests.dossier.reading import text_of
from tests.world import municipality

HOME = reverse("dossiers:my-dossier")


def home(case):
    answer = case.client.get(HOME)
    assert answer.status_code == 200
    return text_of(answer)


def test_a_citizen_starts_on_her_own_file(mine):
    assert mine.client.get(reverse("home"))["Location"] == HOME


def test_who_has_no_dossier_yet_is_led_to_the_registration(db):
    account = Account.objects.create_user(username="nieuw", password="een lang wachtwoord")
    Person.objects.create(given_name="Nieuw", family_name="Hier", account=account)
    client = Client()
    client.force_login(account, backend="aanboord.web.sessions.Backend")
    assert client.get(HOME)["Location"] == reverse("dossiers:own_registration")


def test_without_anything_to_do_she_is_told_so(mine):
    assert "Je hoeft nu niets te doen" in home(mine)


def test_the_one_thing_next_changes_with_what_presses(mine, asked, meeting):
    assert "Zeg of je akkoord gaat met een afspraak" in home(mine)
    plan.answer(asked, True, by=mine.citizen())
    page = home(mine)
    assert "Dit spraken we af" in page
    assert "Ik volg de module houtbewerking" in page
    with clock.at(meeting.at - dt.timedelta(days=1)):
        page = home(mine)
        assert "Je hebt een gesprek" in page
        assert "Katrien Claes" in page
    plan.settle(asked, Agreement.State.DONE, by=mine.citizen())
    assert "Je hebt een gesprek" in home(mine)


def test_the_day_and_hour_of_the_next_meeting_stand_on_the_first_page(mine, asked, meeting):
    assert f"{date_format(meeting.at.date(), 'l j F')} om 09:00" in home(mine)


@pytest.mark.policy("PACT24-5-b")
def test_a_named_case_manager_with_a_telephone_and_a_promise_is_always_shown(mine, counsellor):
    ContactPoint.objects.create(
        organisation=counsellor.membership.unit.whole,
        territory=municipality(),
        name="Onthaal Gent",
        phone="09 111 22 33",
        response_days=3,
        since=dt.date(2020, 1, 1),
    )
    answer = mine.client.get(HOME)
    page = text_of(answer)
    assert "Katrien Claes" in page
    assert "Je krijgt antwoord binnen 3 werkdagen." in page
    assert 'href="tel:090000000"' in answer.content.decode()
    dossiers.assign(mine.now, None, by=counsellor.actor)
    page = text_of(mine.client.get(HOME))
    assert "Onthaal Gent" in page
    assert "Bel 09 111 22 33" in page


def test_without_anyone_the_unit_in_the_lead_is_named(mine, counsellor):
    dossiers.assign(mine.now, None, by=counsellor.actor)
    page = home(mine)
    assert counsellor.membership.unit.name in page
    assert "Ga langs bij deze dienst." in page


def test_a_counsellor_without_a_telephone_has_no_dead_button(mine, counsellor):
    Professional.objects.filter(pk=counsellor.professional.pk).update(phone="", email="")
    assert "tel:" not in mine.client.get(HOME).content.decode()


def test_what_the_organisations_owe_her_is_shown_with_the_day_and_the_reason(case):
    page = home(case)
    assert "Wij spreken met jou over wat je kan en wil." in page
    assert "Iedereen die zich inschrijft, krijgt zo'n gesprek binnen twee maanden." in page
    assert "Wij stellen je een opleiding voor." in page


def test_a_file_that_rests_says_so(mine, counsellor):
    dossiers.suspend(mine.now, "Ziek", by=counsellor.actor)
    page = home(mine)
    assert "Je dossier rust nu." in page
    assert "te laat" in page


def test_who_works_along_is_named(mine, coach):
    mine.followed_by(coach)
    page = home(mine)
    assert "Groeikracht vzw" in page
    assert "Lotte Nys" in page


def test_the_language_is_a_switch(mine):
    client = mine.client
    client.post(reverse("language"), {"language": "en", "next": HOME})
    answer = client.get(HOME)
    assert '<html lang="en"' in answer.content.decode()
    client.post(reverse("language"), {"language": "nl", "next": HOME})
    assert "Dag Ömer" in text_of(client.get(HOME))


@pytest.mark.parametrize("state", [state for state in Dossier.State if state != Dossier.State.REGISTERED])
def test_home_opens_in_every_state_of_the_dossier(mine, state):
    Dossier.objects.filter(pk=mine.dossier.pk).update(state=state)
    home(mine)


def test_who_was_closed_registers_herself_again(mine, counsellor):
    address = reverse("dossiers:own_registration")
    assert address not in mine.client.get(HOME).content.decode()
    dossiers.close(mine.now, "Verhuisd naar het buitenland", by=counsellor.actor)
    assert address in mine.client.get(HOME).content.decode()
    assert mine.client.get(address).status_code == 200
    typed = {"municipality": municipality().pk, "phone": "0470 11 22 33", "channel": "phone", "language": "nl"}
    answer = mine.client.post(address, typed | {"kind_1": "job-seeker", "since_1": clock.today().isoformat()})
    assert answer["Location"] == reverse("home")
    again = mine.now
    assert (again.state, again.next_term) == (Dossier.State.REGISTERED, "screening")
    assert again.registrations.filter(way="self").count() == 1
    assert mine.client.get(address)["Location"] == reverse("home")
