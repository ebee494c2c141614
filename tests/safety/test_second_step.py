"""The second step of professionals: asked of all of them, on every road, and of every session apart."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from aanboord.core.access import Role
from aanboord.directory.models import Membership
from tests import world

from .doors import ACTIVATE, PASSWORD, SECOND_STEP, code_of, is_signed_in, place, sets_up_second_step, signs_in

AGAIN = "/account/2fa/reauthenticate/"


@pytest.fixture(autouse=True)
def _required(settings):
    settings.MFA_REQUIRED = True


@pytest.fixture
def enrolled(counsellor):
    """A counsellor with a telephone linked, not signed in."""
    client = Client()
    signs_in(client, counsellor.account)
    counsellor.secret, counsellor.codes = sets_up_second_step(client)
    return counsellor


ADDRESSES = [
    "/",
    "/werklijst/",
    "/zoeken/",
    "/berichten/",
    "/termijnen/",
    "/termijnen/csv/",
    "/inschrijven/",
    "/inschrijven/wie/",
    "/werklijst/uitvoeren/",
    "/schatting/",
]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("headers", [{}, {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "lijst"}], ids=["", "htmx"])
def test_a_password_alone_opens_no_page_of_a_professional(client, counsellor, address, headers):
    signs_in(client, counsellor.account)
    answer = client.get(address, **headers)
    assert place(answer) == ACTIVATE
    assert client.post(address, {"term": "Vermeulen"}, **headers).status_code in (302, 405)


def test_a_password_alone_opens_no_dossier_and_leaves_no_look(client, case):
    signs_in(client, case.by.account)
    assert place(client.get(f"/dossier/{case.dossier.pk}/")) == ACTIVATE
    assert place(client.post("/zoeken/", {"term": case.person.insz})) == ACTIVATE


def test_who_has_two_roles_meets_the_second_step_in_both(client, counsellor, team_lead):
    other = Membership.objects.create(
        professional=counsellor.professional,
        unit=world.ocmw_of().unit,
        role=Role.SOCIAL_WORKER,
        since=counsellor.membership.since,
    )
    signs_in(client, counsellor.account)
    assert place(client.post("/rol", {"membership": str(other.pk)})) == ACTIVATE
    assert place(client.get("/werklijst/")) == ACTIVATE


def test_a_citizen_needs_no_second_step(client, case):
    signs_in(client, case.account())
    assert client.get("/mijn/").status_code == 200


def test_with_a_telephone_linked_the_password_alone_signs_nobody_in(client, enrolled):
    assert place(signs_in(client, enrolled.account)) == SECOND_STEP
    assert not is_signed_in(client)
    assert place(client.get("/werklijst/")) == "/account/login/"


def test_a_code_of_the_telephone_lets_in(client, enrolled):
    signs_in(client, enrolled.account)
    assert place(client.post(SECOND_STEP, {"code": code_of(enrolled.secret)})) == "/"
    assert client.get("/werklijst/").status_code == 200


def test_a_code_counts_once(client, enrolled):
    code = code_of(enrolled.secret)
    signs_in(client, enrolled.account)
    client.post(SECOND_STEP, {"code": code})
    other = Client()
    signs_in(other, enrolled.account)
    assert other.post(SECOND_STEP, {"code": code}).status_code == 200
    assert not is_signed_in(other)


def test_a_code_for_emergencies_counts_once(client, enrolled):
    for lets_in in (True, False):
        client.post("/account/logout/")
        signs_in(client, enrolled.account)
        client.post(SECOND_STEP, {"code": enrolled.codes[0]})
        assert is_signed_in(client) is lets_in


def test_codes_cannot_be_guessed(client, enrolled):
    signs_in(client, enrolled.account)
    for _ in range(10):
        client.post(SECOND_STEP, {"code": "000000"})
    client.post(SECOND_STEP, {"code": code_of(enrolled.secret)})
    assert not is_signed_in(client)


def test_guesses_are_counted_by_all_processes_together(settings):
    assert settings.CACHES["default"]["BACKEND"] != "django.core.cache.backends.locmem.LocMemCache"


def test_a_session_from_before_the_telephone_was_linked_must_give_a_code_too(client, counsellor):
    intruder = Client()
    signs_in(intruder, counsellor.account)
    signs_in(client, counsellor.account)
    secret, _ = sets_up_second_step(client)
    assert client.get("/werklijst/").status_code == 200
    assert place(intruder.get("/werklijst/")) == AGAIN
    intruder.post(AGAIN, {"code": code_of(secret)})
    assert intruder.get("/werklijst/").status_code == 200


@pytest.mark.parametrize("name", ["mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"])
def test_such_a_session_cannot_take_the_second_step_away_with_the_password(client, counsellor, name):
    intruder = Client()
    signs_in(intruder, counsellor.account)
    signs_in(client, counsellor.account)
    sets_up_second_step(client)
    for method in (intruder.get, intruder.post):
        assert place(method(reverse(name))) == AGAIN
    intruder.post("/account/reauthenticate/", {"password": PASSWORD})
    assert place(intruder.post(reverse(name))) == AGAIN
    assert Authenticator.objects.filter(user=counsellor.account, type="totp").exists()


def test_who_takes_the_second_step_away_must_set_it_up_again_before_working(client, enrolled):
    signs_in(client, enrolled.account)
    client.post(SECOND_STEP, {"code": enrolled.codes[0]})
    once_more = client.post(reverse("mfa_deactivate_totp")).url
    client.post(once_more, {"password": PASSWORD})
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=enrolled.account).exists()
    assert place(client.get("/werklijst/")) == ACTIVATE


def test_only_these_pages_of_an_account_exist(client, counsellor):
    """Nobody signs himself up or changes the address to which a forgotten password is sent."""
    open_pages = set()
    signs_in(client, counsellor.account)
    for pattern in _of_allauth(get_resolver()):
        names = {"key": "x-y", "uidb36": "1"}
        address = reverse(pattern.name, kwargs={k: v for k, v in names.items() if f"<{k}>" in str(pattern.pattern)})
        if client.get(address).status_code != 404:
            open_pages.add(pattern.name)
    assert not open_pages & {
        "account_signup",
        "account_email",
        "account_confirm_email",
        "account_email_verification_sent",
        "account_confirm_login_code",
    }
    assert {"account_login", "account_logout", "account_change_password", "mfa_index"} <= open_pages


def _of_allauth(resolver):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            if pattern.callback.__module__.startswith("allauth."):
                yield pattern
        else:
            yield from _of_allauth(pattern)
