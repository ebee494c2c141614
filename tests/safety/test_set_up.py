"""What would make an installation unsafe is told before it starts; and behind TLS everything stays behind it."""

import os
import subprocess
import sys

import pytest

from aanboord.web.commands.checking import problems
from tests import unguarded


@pytest.fixture
def real(settings):
    """An installation for real work, with nothing wrong."""
    settings.DEMO, settings.SECRET_KEY_IS_SET, settings.SECRET_KEY = False, True, "k" * 60
    settings.MFA_REQUIRED = settings.BEHIND_TLS = True
    settings.ALLOWED_HOSTS, settings.SITE_ADDRESS = ["aanboord.example"], "https://aanboord.example"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    return settings


def stopping():
    return {problem.code for problem in problems() if problem.stops}


def test_nothing_stops_an_installation_that_is_safe(real):
    assert not stopping()


def test_a_key_that_can_be_guessed(real):
    real.SECRET_KEY = "geheim"
    assert stopping() == {"secret-key-short"}


def test_a_moved_clock(real, monkeypatch):
    monkeypatch.setenv("AANBOORD_TODAY", "2024-01-01")
    assert stopping() == {"clock"}


def test_mails_in_the_log(real):
    real.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert stopping() == {"mail-printed"}


def test_a_journal_without_guard(real):
    unguarded.take_off()
    assert stopping() == {"journal-open"}


def test_tries_that_nobody_counts(real):
    real.CACHES = {"default": real.CACHES["default"] | {"LOCATION": "nowhere"}}
    assert stopping() == {"cache"}


def test_files_that_others_can_read(real, tmp_path):
    tmp_path.chmod(0o755)
    real.STATE = tmp_path
    assert "state-readable" in {problem.code for problem in problems()}
    tmp_path.chmod(0o700)
    assert "state-readable" not in {problem.code for problem in problems()}


SETTINGS = """
import django
from django.conf import settings as s
django.setup()
from django.test import Client
import aanboord.directory.models
client = Client()
answer = client.get("/privacy", secure=True, headers={"host": "aanboord.example"})
plain = client.get("/privacy", headers={"host": "aanboord.example"})
print(answer.headers["Strict-Transport-Security"], plain.status_code, plain.headers["Location"])
print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.LANGUAGE_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY)
print(s.EMAIL_BACKEND, s.DEBUG, s.MFA_REQUIRED, s.LOGGING["handlers"]["console"]["formatter"])
"""


def test_behind_tls_cookies_and_pages_stay_behind_it(tmp_path):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AANBOORD_")}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "aanboord.settings",
        "AANBOORD_STATE": str(tmp_path / "state"),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'x.db'}",
        "AANBOORD_TLS": "1",
        "SECRET_KEY": "k" * 60,
        "ALLOWED_HOSTS": "aanboord.example",
    }
    done = subprocess.run(
        [sys.executable, "-c", SETTINGS], env=environment, capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stdout.splitlines() == [
        "max-age=31536000 301 https://aanboord.example/privacy",
        "True True True True",
        "django.core.mail.backends.dummy.EmailBackend False True lines",
    ]
    assert (tmp_path / "state").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "address",
    [
        "/admin/",
        "/__debug__/",
        "/silk/",
        "/media/",
        "/static/../settings.py",
        "/static/%2e%2e/settings.py",
        "/api/",
        "/docs",
        "/.env",
        "/metrics",
        "/account/signup/",
        "/account/3rdparty/",
        "/accounts/login/",
        "/_allauth/",
    ],
)
def test_no_door_stands_open_at_the_back(client, db, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "host", ["elders.example", "aanboord.example@elders.example", "127.0.0.1:80:80", "x\r\nSet-Cookie: y"]
)
def test_a_name_that_is_not_ours_gets_nothing(client, db, host, settings):
    settings.ALLOWED_HOSTS = ["aanboord.example"]
    answer = client.get("/account/login/", HTTP_HOST=host)
    assert answer.status_code == 400
    assert "elders.example" not in answer.content.decode()
    assert "Set-Cookie" not in answer.headers
