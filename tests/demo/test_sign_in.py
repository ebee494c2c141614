"""One click to become somebody of the demo: there, and nowhere else."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from aanboord.web.demo.cast import account
from tests import world

BUTTON = 'name="username" value="bemiddelaar"'


@pytest.fixture
def somebody(db: None) -> None:
    account("bemiddelaar")


def sign_in(client: Client, **values: str) -> tuple[int, str]:
    answer = client.post("/demo/aanmelden", {"username": "bemiddelaar"} | values)
    return answer.status_code, answer.headers.get("Location", "")


@pytest.mark.usefixtures("somebody")
def test_the_sign_in_page_has_a_button_for_who_is_there_and_for_nobody_else() -> None:
    page = Client().get("/account/login/").content.decode()
    assert BUTTON in page
    assert 'value="coach"' not in page


@pytest.mark.usefixtures("somebody")
def test_a_button_leads_where_one_was_going_and_never_to_another_site() -> None:
    assert sign_in(Client()) == (302, "/")
    assert sign_in(Client(), next="/werklijst/?tab=team") == (302, "/werklijst/?tab=team")
    assert sign_in(Client(), next="https://elders.example/") == (302, "/")


@pytest.mark.usefixtures("somebody")
def test_outside_demo_mode_there_is_no_button_and_no_page(settings: Settings) -> None:
    settings.DEMO = False
    assert BUTTON not in Client().get("/account/login/").content.decode()
    client = Client()
    assert sign_in(client)[0] == 404
    assert "_auth_user_id" not in client.session


def test_nobody_becomes_somebody_who_is_not_of_the_demo(counsellor: world.Worker) -> None:
    client = Client()
    assert sign_in(client, username=counsellor.account.username)[0] == 404
    assert sign_in(client, username="bemiddelaar")[0] == 404, "of the demo, and not there"
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("somebody")
def test_a_link_signs_nobody_in() -> None:
    client = Client()
    assert client.get("/demo/aanmelden?username=bemiddelaar").status_code in (404, 405)
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("somebody")
def test_another_site_cannot_press_the_button() -> None:
    assert sign_in(Client(enforce_csrf_checks=True))[0] == 403
