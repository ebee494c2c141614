"""create-citizen: how somebody comes to see her own dossier, or to register herself."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from typer.testing import CliRunner

from aanboord.cli import application
from aanboord.core.identifiers import format_insz
from aanboord.directory.models import Account
from aanboord.dossiers.models import Dossier
from aanboord.journal.models import Event
from aanboord.people.models import Person
from tests import world

pytestmark = pytest.mark.django_db
PASSWORD = "een lange zin om binnen te komen"
NEW = ("--new", "--given-name", "Fatma", "--family-name", "Yıldız")


def create(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(application(), ["create-citizen", *words])
    assert result.exit_code == code, result.output
    return result.output


def page(client: Client, address: str) -> str:
    return client.get(address, follow=True).content.decode()


def signed_in(told: str) -> Client:
    """A browser in which she chose a password with the link, and signed in with what she was told."""
    link, name = re.search(r"https?://[^/]+(/\S+)", told), re.search(r"signs in as (\S+)\. ", told)
    assert link
    assert name
    client = Client()
    form = client.get(link[1], follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": PASSWORD, "password2": PASSWORD})
    client = Client()
    client.post(reverse("account_login"), {"login": name[1], "password": PASSWORD})
    return client


def test_a_citizen_chooses_a_password_and_sees_her_own_dossier(counsellor: world.Worker) -> None:
    dossier = world.register(counsellor, given_name="Greta")
    assert dossier.person.insz
    told = create("--insz", format_insz(dossier.person.insz))
    assert dossier.person.insz not in told
    client = signed_in(told)
    assert "Dag Greta" in page(client, reverse("home"))
    assert "Je kan je aanmelden en je dossier zelf zien." in page(client, reverse("dossiers:my_story"))
    event = Event.objects.get(kind="account.opened")
    assert (event.stream_id, event.role, event.part) == (dossier.pk, "system", "identity")
    assert "Kan zich aanmelden" in page(counsellor.client, reverse("dossiers:timeline", args=[dossier.pk]))


def test_who_is_not_known_yet_gets_an_account_and_registers_herself() -> None:
    number = world.new_insz()
    client = signed_in(create("--insz", number, "--username", "fatma", *NEW))
    home = client.get(reverse("home"), follow=True)
    assert home.redirect_chain[-1][0] == reverse("dossiers:own_registration")
    typed = {"municipality": world.GENT, "phone": "0470 11 22 33", "channel": "phone", "language": "tr"}
    client.post(reverse("dossiers:own_registration"), typed | {"kind_1": "job-seeker", "since_1": "2020-01-01"})
    assert Dossier.objects.get(person__insz=number).person.account == Account.objects.get(username="fatma")


def test_an_account_is_not_made_from_wrong_input(case: world.Case) -> None:
    known = str(case.person.insz)
    assert "cannot be right" in create("--insz", "12345678901", code=2)
    assert "--new" in create("--insz", world.new_insz(), code=2)
    assert "--given-name" in create("--insz", world.new_insz(), "--new", code=2)
    assert "known already" in create("--insz", known, *NEW, code=2)
    create("--insz", known, "--username", "niet toegelaten", code=2)
    assert not Event.objects.filter(kind="account.opened").exists()
    create("--insz", known, "--username", "greta")
    assert "has an account already" in create("--insz", known, code=2)
    create("--insz", world.new_insz(), "--username", "greta", *NEW, code=2)
    assert Account.objects.filter(person__isnull=False).count() == 1
    assert Person.objects.count() == 1


def test_the_number_of_a_fictional_person_gets_none_where_people_are_real(settings: Settings) -> None:
    settings.DEMO = False
    assert "fictional" in create("--insz", world.new_insz(), *NEW, code=2)
