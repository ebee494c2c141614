"""Signing in as people do: through the pages, with a password and a code of one's telephone."""

from __future__ import annotations

from urllib.parse import urlsplit

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.http import HttpResponse
from django.test import Client

from aanboord.directory.models import Account

PASSWORD = "een lang wachtwoord"
SIGN_IN = "/account/login/"
ACTIVATE = "/account/2fa/totp/activate/"
SECOND_STEP = "/account/2fa/authenticate/"


def signs_in(client: Client, account: Account | str, password: str = PASSWORD, **more: str) -> HttpResponse:
    name = account if isinstance(account, str) else account.username
    return client.post(SIGN_IN, {"login": name, "password": password}, **more)


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def code_of(secret: str) -> str:
    """A code that the telephone shows now."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def sets_up_second_step(client: Client) -> tuple[str, list[str]]:
    """Whoever is signed in with a password links a telephone; its secret and the codes for emergencies."""
    page = client.get(ACTIVATE, follow=True)
    if page.redirect_chain:  # the password once more
        page = client.post(page.redirect_chain[-1][0], {"password": PASSWORD}, follow=True)
    secret = page.context["form"].secret
    codes = client.post(ACTIVATE, {"code": code_of(secret)}, follow=True)
    return secret, codes.context["unused_codes"]


def place(answer: HttpResponse) -> str:
    """The path that an answer leads to, without what is asked of it."""
    return urlsplit(answer.headers.get("Location", "")).path
