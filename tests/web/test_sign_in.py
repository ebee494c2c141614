"""Signing in: told at the form what is wrong, locked after too many tries, a second step, the same frame."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from tests.web.html import Elements, seen

PASSWORD = "een lang wachtwoord"


def signs_in(client, worker, password=PASSWORD):
    return client.post("/account/login/", {"login": worker.account.username, "password": password})


def test_a_wrong_password_is_told_at_the_form_and_the_name_stays(client, counsellor):
    answer = signs_in(client, counsellor, "verkeerd")
    assert 'class="error-summary"' in seen(answer)
    assert Elements(seen(answer)).named("login")["value"] == counsellor.account.username


def test_nobody_is_remembered_on_a_shared_desk(client, db):
    assert "remember" not in seen(client.get("/account/login/"))


def test_after_five_wrong_passwords_the_account_is_locked_and_the_page_says_for_how_long(client, counsellor, settings):
    settings.AXES_ENABLED = True
    answers = [signs_in(client, counsellor, "verkeerd") for _ in range(5)]
    assert answers[-1].status_code == 429
    assert "een kwartier lang" in seen(answers[-1])
    signs_in(client, counsellor)
    assert "_auth_user_id" not in client.session


def code_of(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_a_professional_sets_up_a_second_step_and_needs_it_from_then_on(client, counsellor, settings):
    settings.MFA_REQUIRED = True
    signs_in(client, counsellor)
    assert client.get("/").url == "/account/2fa/totp/activate/"

    asked_again = client.get("/account/2fa/totp/activate/").url
    page = client.post(asked_again, {"password": PASSWORD}, follow=True)
    secret = page.context["form"].secret
    assert secret in seen(page)
    assert "data:image/svg+xml" in seen(page)
    codes = client.post("/account/2fa/totp/activate/", {"code": code_of(secret)}, follow=True)
    assert "Herstelcodes" in seen(codes)
    unused = codes.context["unused_codes"]
    assert all(code in seen(codes) for code in unused)

    client.post("/account/logout/")
    assert signs_in(client, counsellor).url == "/account/2fa/authenticate/"
    assert "Tweede stap" in seen(client.get("/account/2fa/authenticate/"))
    assert client.post("/account/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert client.post("/account/2fa/authenticate/", {"code": unused[0]}).url == "/"


@pytest.mark.parametrize(
    "address",
    ["logout/", "password/change/", "2fa/", "reauthenticate/", "2fa/recovery-codes/generate/"],
)
def test_the_pages_of_an_account_wear_the_same_frame(client, counsellor, address):
    signs_in(client, counsellor)
    page = seen(client.get(f"/account/{address}", follow=True))
    assert 'class="brand"' in page
    assert 'class="button' in page


def test_a_forgotten_password_gets_the_same_answer_for_a_known_and_an_unknown_address(client, counsellor):
    counsellor.account.email = "katrien@aanboord.example"
    counsellor.account.save()
    answers = [
        seen(client.post("/account/password/reset/", {"email": address}, follow=True))
        for address in ("katrien@aanboord.example", "niemand@aanboord.example")
    ]
    token = re.compile(r'csrfmiddlewaretoken" value="\w+"')
    assert token.sub("", answers[0]) == token.sub("", answers[1])
    assert "Kijk in je mailbox" in answers[0]
