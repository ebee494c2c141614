"""A session ends when one does nothing, after a working day, and when one signs out; its cookies stay at home."""

import time

import pytest
from django.conf import settings as configured
from django.test import Client
from django.urls import reverse

from .doors import SIGN_IN, is_signed_in, place, signs_in

MINUTE, HOUR = 60, 3600


@pytest.fixture
def later(monkeypatch):
    """Let time pass: `later(minutes=5)`."""
    passed = [0.0]
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + passed[0])

    def let_pass(*, minutes: float) -> None:
        passed[0] += minutes * MINUTE

    return let_pass


def test_who_does_nothing_for_three_quarters_of_an_hour_signs_in_again(client, counsellor, later):
    signs_in(client, counsellor.account)
    client.get("/werklijst/")
    later(minutes=44)
    assert client.get("/werklijst/").status_code == 200
    later(minutes=46)
    assert place(client.get("/werklijst/")) == SIGN_IN
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "name",
    ["account_change_password", "mfa_index", "account_reauthenticate", "mfa_activate_totp", "language", "privacy"],
)
def test_pages_of_the_account_and_public_ones_end_an_idle_session_as_well(client, counsellor, later, name):
    signs_in(client, counsellor.account)
    client.get("/werklijst/")
    later(minutes=46)
    client.post(reverse(name), {"language": "en"}) if name == "language" else client.get(reverse(name))
    assert not is_signed_in(client)
    counsellor.account.refresh_from_db()
    assert counsellor.account.language == "nl"


def test_a_session_ends_after_eight_hours_however_busy(client, counsellor, later):
    signs_in(client, counsellor.account)
    for _ in range(16):
        client.get("/werklijst/")
        later(minutes=29)
    assert client.get("/werklijst/").status_code == 200
    later(minutes=20)
    assert place(client.get("/werklijst/")) == SIGN_IN
    assert not is_signed_in(client)


def test_the_demo_sign_in_and_a_citizen_get_the_same_sessions(client, case, later):
    signs_in(client, case.account())
    assert client.get("/mijn/").status_code == 200
    later(minutes=46)
    assert place(client.get("/mijn/")) == SIGN_IN


def test_signing_out_leaves_nothing_behind(client, case):
    signs_in(client, case.by.account)
    client.get(f"/dossier/{case.dossier.pk}/")
    key = client.session.session_key
    client.post("/account/logout/")
    assert not is_signed_in(client)
    thief = Client()
    thief.cookies[configured.SESSION_COOKIE_NAME] = key
    assert place(thief.get("/werklijst/")) == SIGN_IN


def test_one_signs_out_with_a_button_and_not_by_a_link(client, counsellor):
    signs_in(client, counsellor.account)
    client.get("/account/logout/")
    assert is_signed_in(client)


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(client, counsellor):
    client.get(SIGN_IN)
    signs_in(client, counsellor.account)
    client.post("/taal", {"language": "en"})
    assert set(client.cookies) == {"sessionid", "csrftoken", "django_language"}
    for cookie in client.cookies.values():
        assert cookie["httponly"], cookie.key
        assert cookie["samesite"] == "Lax", cookie.key


def test_what_the_platform_says_travels_in_no_cookie(client, case):
    """A message may name a citizen."""
    signs_in(client, case.by.account)
    client.post(f"/dossier/{case.dossier.pk}/notities/", {"text": "Belde."})
    assert "messages" not in client.cookies
