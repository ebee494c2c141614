"""`aanboord check`: what is wrong, and what to do about it, before anything starts."""

from __future__ import annotations

import importlib
import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.db import Error, connection

from aanboord.directory.models import Territory
from aanboord.journal.protection import unprotected
from aanboord.people.models import Person

from .database import pending_migrations

POSTGRESQL = 15
SQLITE = (3, 37)
LETTER_PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
SHORTEST_KEY = 50
LOCAL = {"localhost", "127.0.0.1", "[::1]"}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not right. `stops`: nothing should start like this."""

    code: str
    what: str
    remedy: str
    stops: bool = True


def check(as_json: Annotated[bool, typer.Option("--json", help="Print for machines.")] = False) -> None:
    """Say what is wrong before anything starts. Exit code 1 when something must be mended first."""
    found = problems()
    stops = any(problem.stops for problem in found)
    if as_json:
        typer.echo(json.dumps({"ok": not stops, "problems": [asdict(problem) for problem in found]}))
    else:
        for problem in found:
            typer.echo(f"{'WRONG' if problem.stops else 'note '}  {problem.what}\n       {problem.remedy}")
        typer.echo("Something must be mended first." if stops else "Ready to start.")
    raise typer.Exit(1 if stops else 0)


def problems() -> list[Problem]:
    """Everything that is not right, the worst first."""
    checks: list[Callable[[], Iterator[Problem]]] = [_database, _letters, _files]
    if not settings.DEMO:
        checks += [_secrets, _addresses, _mail]
    found = [problem for look in checks for problem in look()]
    return sorted(found, key=lambda problem: not problem.stops)


def _database() -> Iterator[Problem]:
    try:
        connection.ensure_connection()
    except Error as error:
        why = str(error).strip().partition("\n")[0]
        yield Problem("database-unreachable", f"The database does not answer: {why}", "Look at DATABASE_URL.")
        return
    yield from _database_version()
    if pending := pending_migrations():
        yield Problem("migrations-pending", f"The database lacks {len(pending)} migrations", "Run: aanboord migrate")
        return
    if settings.CACHES["default"]["LOCATION"] not in connection.introspection.table_names():
        yield Problem("cache", "The table that counts tries at the door is missing", "Run: aanboord migrate")
    if unprotected():
        yield Problem("journal-open", "The database would let the journal be changed", "Run: aanboord migrate")
    if not Territory.objects.exists():
        yield Problem("directory-empty", "The base directory is not loaded", "Run: aanboord migrate")
    people = Person.objects.exclude(insz=None)
    fictional = people.filter(insz__regex=r"^..[67]")
    if settings.DEMO and people.exclude(insz__regex=r"^..[67]").exists():
        yield Problem(
            "demo-on-real-people",
            "Demo mode is on, and the database holds people who may be real",
            "Turn AANBOORD_DEMO off, or point DATABASE_URL at another database.",
        )
    if not settings.DEMO and fictional.exists():
        yield Problem(
            "fictional-people",
            "The database holds fictional people, and demo mode is off",
            "Use another database for real work, or set AANBOORD_DEMO=1.",
        )


def _database_version() -> Iterator[Problem]:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version_num")
            number = int(cursor.fetchone()[0]) // 10000
        if number < POSTGRESQL:
            yield Problem(
                "database-version", f"PostgreSQL {number} is too old", f"Use PostgreSQL {POSTGRESQL} or newer."
            )
    elif sqlite3.sqlite_version_info < SQLITE:
        needed = ".".join(map(str, SQLITE))
        yield Problem(
            "database-version", f"SQLite {sqlite3.sqlite_version} is too old", f"Use SQLite {needed} or newer."
        )
    else:
        place = Path(str(settings.DATABASES["default"]["NAME"]))
        if place.exists() and not (os.access(place, os.W_OK) and os.access(place.parent, os.W_OK)):
            yield Problem("database-read-only", "The database file or its folder cannot be written", "Mend the rights.")


def _secrets() -> Iterator[Problem]:
    if not settings.SECRET_KEY_IS_SET:
        yield Problem(
            "secret-key",
            "SECRET_KEY is not set: everybody is signed out whenever the platform starts",
            "Set it to 50 random signs, and keep it.",
        )
    elif len(settings.SECRET_KEY) < SHORTEST_KEY:
        yield Problem("secret-key-short", "SECRET_KEY can be guessed", f"Set it to {SHORTEST_KEY} random signs.")
    if os.environ.get("AANBOORD_TODAY"):
        yield Problem("clock", "AANBOORD_TODAY moves the date of everything that is written", "Remove it.")
    if settings.DEBUG:
        yield Problem("debug", "AANBOORD_DEBUG shows the inside of the platform to everybody", "Turn it off.")
    if not settings.MFA_REQUIRED:
        yield Problem("second-factor", "Professionals sign in without a second step", "Remove AANBOORD_MFA=0.")


def _addresses() -> Iterator[Problem]:
    hosts = set(settings.ALLOWED_HOSTS)
    if "*" in hosts:
        yield Problem("allowed-hosts", "ALLOWED_HOSTS accepts any name", "List the names of this installation.")
    elif hosts <= LOCAL:
        what = "ALLOWED_HOSTS names this machine alone"
        yield Problem("allowed-hosts", what, "List the names under which people reach it.", stops=False)
    if not settings.BEHIND_TLS:
        yield Problem(
            "tls",
            "TLS is off: passwords and personal data would travel in the open",
            "Put a proxy with TLS before it, that sets X-Forwarded-Proto, and set AANBOORD_TLS=1.",
        )


def _mail() -> Iterator[Problem]:
    if settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
        what = "Mails are printed, links to choose a password among them: whoever reads the log can use them"
        yield Problem("mail-printed", what, "Remove EMAIL_BACKEND, or set it to a mail server.")
    elif settings.EMAIL_BACKEND.endswith(("locmem.EmailBackend", "dummy.EmailBackend")):
        yield Problem("mail", "Mail goes nowhere", "Set EMAIL_BACKEND and its server.", stops=False)
    if any(f"//{name}" in settings.SITE_ADDRESS for name in LOCAL):
        yield Problem("site-address", "Links in mails lead to localhost", "Set SITE_ADDRESS.", stops=False)


def _letters() -> Iterator[Problem]:
    try:
        importlib.import_module("weasyprint")
    except OSError:
        what = "Letters cannot be made: a library that WeasyPrint needs is missing"
        yield Problem("letters", what, f"On Debian: apt-get install {LETTER_PACKAGES}", stops=False)


def _files() -> Iterator[Problem]:
    if settings.STATE.stat().st_mode & 0o077 and not settings.DEMO:
        what = f"Other users of this machine can read {settings.STATE}, where documents are kept"
        yield Problem("state-readable", what, f"chmod 700 {settings.STATE}", stops=False)
    web = settings.PACKAGE / "web"
    if not (web / "static/vendor/.complete").exists():
        yield Problem(
            "assets", "Fonts and styles are missing; pages work, and look bare", "Run: make assets", stops=False
        )
    if not any(web.glob("locale/*/LC_MESSAGES/*.mo")):
        yield Problem("catalogue", "The English texts are not compiled", "Run: make install", stops=False)
