"""Worklist, search and dossier page at 200,000 dossiers: how quick, how many at once, how many queries, how large."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.db.models import Exists, OuterRef
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from aanboord.directory.models import Membership
from aanboord.dossiers.models import Dossier

from ..sessions import SessionStore
from .figures import Figure
from .load import Ask, Measured, drive
from .server import running

P95_BAR, RATE_BAR = 150.0, 100.0  # ms; requests per second on two cores
#: The closest public peer, les-emplois: lists of 20,000 job seekers on two cores, the better end of each range.
PEER_MS, PEER_RATE, PEER_QUERIES, PEER_BYTES = 270.0, 7.0, 15.0, 250_000.0
WARM_UP = 60
TOKEN = "b" * 32  # a CSRF token is a secret between a browser and itself; here both are we


@dataclass(frozen=True, slots=True)
class Visitor:
    """A signed-in caseworker, and some dossiers of her own."""

    cookies: dict[str, str]
    dossiers: list[uuid.UUID]
    names: list[str]
    numbers: list[str]

    def ask(self, path: str, data: dict[str, str] | None = None) -> Ask:
        """As her browser would."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if data is None:
            return Ask(path, headers)
        headers |= {"X-CSRFToken": TOKEN, "Content-Type": "application/x-www-form-urlencoded"}
        return Ask(path, headers, urlencode(data).encode())


def measure(requests: int, tell: Callable[[str], None]) -> list[Figure]:
    """Drive each page with so many requests. Needs the database of `region.seed`."""
    random = Random(1)  # noqa: S311 - which pages are asked is no secret
    visitors = [_visitor(membership, random) for membership in _caseworkers(60)]
    pages = _pages(random)
    figures: list[Figure] = []
    tell("bare Django view")
    with running("aanboord.web.bench.bare_settings") as port:
        asks = [Ask(f"/{random.choice(random.choice(visitors).dossiers)}") for _ in range(requests)]
        drive(port, asks[:WARM_UP])
        bare = drive(port, asks)
    figures += [
        Figure("bare view p95", round(bare.percentile(95), 1), "ms"),
        Figure("bare view rate", round(bare.per_second, 1), "requests/s", low_is_good=False),
    ]
    with running() as port:
        for name, make in pages.items():
            tell(name)
            asks = [make(random.choice(visitors)) for _ in range(requests)]
            drive(port, asks[:WARM_UP])
            figures += _figures(name, drive(port, asks), _queries(asks[0]), bare)
    return figures


def _figures(name: str, got: Measured, queries: int, bare: Measured) -> list[Figure]:
    return [
        Figure(f"{name} p50", round(got.percentile(50), 1), "ms", baseline=PEER_MS),
        Figure(f"{name} p95", round(got.percentile(95), 1), "ms", P95_BAR),
        Figure(f"{name} rate", round(got.per_second, 1), "requests/s", RATE_BAR, PEER_RATE, low_is_good=False),
        Figure(f"{name} time over bare view", round(got.percentile(50) / bare.percentile(50), 1), "times"),
        Figure(f"{name} queries", queries, "queries", baseline=PEER_QUERIES),
        Figure(f"{name} size", round(got.size), "bytes", baseline=PEER_BYTES),
    ]


def _pages(random: Random) -> dict[str, Callable[[Visitor], Ask]]:
    worklist, search = reverse("dossiers:worklist"), reverse("dossiers:search")
    return {
        "worklist mine": lambda who: who.ask(worklist),
        "worklist team": lambda who: who.ask(f"{worklist}?tab=team"),
        "worklist team, page 3": lambda who: who.ask(f"{worklist}?tab=team&page=3"),
        "worklist team, filtered": lambda who: who.ask(f"{worklist}?tab=team&state=planned&due=overdue"),
        "worklist team, by name": lambda who: who.ask(f"{worklist}?tab=team&sort=name"),
        "search name": lambda who: who.ask(search, {"term": random.choice(who.names)}),
        "search number": lambda who: who.ask(search, {"term": random.choice(who.numbers)}),
        "dossier": lambda who: who.ask(reverse("dossiers:dossier", args=[random.choice(who.dossiers)])),
    }


def _caseworkers(count: int) -> list[Membership]:
    """Colleagues with a caseload, out of many offices: by their identity, which is random."""
    caseload = Dossier.objects.filter(counsellor=OuterRef("professional"))
    return list(
        Membership.objects.filter(Exists(caseload)).select_related("professional__account").order_by("pk")[:count]
    )


def _visitor(membership: Membership, random: Random) -> Visitor:
    account = membership.professional.account
    assert account is not None
    session: Any = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    own = list(Dossier.objects.filter(counsellor=membership.professional_id).select_related("person"))
    return Visitor(
        cookies={settings.SESSION_COOKIE_NAME: session.session_key, settings.CSRF_COOKIE_NAME: TOKEN},
        dossiers=[dossier.pk for dossier in own],
        names=[one.person.family_name if random.random() < 0.5 else one.person.name for one in own],
        numbers=[str(dossier.person.insz) for dossier in own],
    )


def _queries(ask: Ask) -> int:
    """How many queries the page takes, asked within this process."""
    client = Client(SERVER_NAME="localhost")
    headers = {name: value for name, value in ask.headers.items() if name != "Content-Type"}
    for _ in range(2):  # the first time fills what a process keeps
        with CaptureQueriesContext(connection) as caught:
            if ask.body is None:
                answer = client.get(ask.path, headers=headers)
            else:
                answer = client.post(ask.path, ask.body, ask.headers["Content-Type"], headers=headers)
        assert answer.status_code < 400, answer.status_code
    return len(caught)
