"""Every form of every role, filled in by somebody who means harm: refused with words, or taken, never a crash."""

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.test import Client
from django.urls import resolve

from .crawling import Crawler
from .stage import Stage

NOBODY = "00000000-0000-0000-0000-000000000000"
HARMFUL = {
    "text": {
        "a NUL": "a\0b",
        "far too much": "a" * 20_000,
        "signs that turn the line round or grow": "\u202egnp.exe\u2066\u200b\U0001f600" + "\u0958" * 80,
        "code": "=1+1\r\nSet-Cookie: x=y\r\n\r\n' OR 1=1; DROP TABLE people_person; --",
        "nothing": "",
    },
    "choice": {"a choice that is none": "bestaat-niet", "nobody": NOBODY, "a NUL": "\0", "a number": "9" * 5000},
    "day": {"the first day": "0001-01-01", "the last day": "9999-12-31", "no day": "2026-02-31"},
}


def takes(one, kind):
    """Whether a field takes a text, a choice or a day."""
    if one.name == "csrfmiddlewaretoken":
        return False
    if kind == "text":
        return one.is_text
    kinds = {"choice": ("select", "radio", "checkbox", "hidden"), "day": ("date", "time")}
    return one.kind in kinds[kind]


def forms(stage, client, role):
    """One form of each kind that this role can find, with a screening and a registration half-way."""
    if role == "counsellor":
        halfway(stage, client)
    known = {}
    for seen in Crawler(client).walk(*stage.starts(role), f"/dossier/{stage.case.dossier.pk}/screening/beslissing/"):
        for form in seen.page.forms if seen.page else ():
            if not form.route.startswith(("account_", "mfa_", "demo_")):
                known.setdefault(form.kind, form)
    return known


def halfway(stage, client):
    """Everything is filled in but the last button."""
    crawler = Crawler(client)
    place = f"/dossier/{stage.case.dossier.pk}/screening/"
    for address in (place, *(f"/inschrijven/{step}/" for step in ("wie", "situatie", "contact", "weg"))):
        form = next(one for one in crawler.open(address).page.forms if one.action == address)
        data = form.data() | {"next": "x", "insz": stage.case.person.insz, "place": "Loket"}
        data.pop("keep", None)
        for name in ("birth_date", "no_number", "since_1", "since_2", "since_3", "kind_2", "kind_3"):
            data.pop(name, None)
        seen = crawler.send(form, data, keep=True)
        assert seen.answer.status_code == 302, (address, seen.text)


@pytest.mark.parametrize("kind", HARMFUL)
def test_no_form_crashes_whatever_is_put_in(kind):
    stage = Stage()
    faults, tried = [], set()
    for role in ("counsellor", "team-lead", "data-steward", "coach", "citizen"):
        client = stage.client(role)
        crawler = Crawler(client)
        for sort, form in forms(stage, client, role).items():
            if sort in tried or not any(takes(one, kind) for one in form.fields):
                continue
            tried.add(sort)
            for name, value in HARMFUL[kind].items():
                seen = crawler.send(form, form.data(lambda one, value=value: value if takes(one, kind) else None))
                if seen.answer.status_code >= 500:
                    faults.append(f"{form.route} with {name}: {seen.answer.status_code}")
    assert not faults
    assert len(tried) > 10


DOORS = {
    "/account/login/": {"login": "iemand", "password": "een lang wachtwoord"},
    "/account/password/reset/": {"email": "iemand@elders.example"},
    "/demo/aanmelden": {"username": "iemand"},
    "/taal": {"language": "nl", "next": "/"},
    "/account/2fa/authenticate/": {"code": "123456"},
}


@pytest.mark.parametrize("value", HARMFUL["text"].values(), ids=HARMFUL["text"])
def test_no_door_crashes_whatever_is_put_in(client, db, value, settings):
    settings.AXES_ENABLED = True
    client.raise_request_exception = False
    for address, fields in DOORS.items():
        for name in fields:
            answer = client.post(address, fields | {name: value}, HTTP_USER_AGENT="x" * 5000)
            assert answer.status_code < 500, (address, name)


@pytest.mark.parametrize("address", [*DOORS, "/account/logout/", "/account/password/change/", "/rol"])
def test_no_door_opens_without_the_token_of_its_page(case, address):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = case.by.client.cookies
    assert strict.post(address, DOORS.get(address, {})).status_code == 403


ADDRESSED = ["x", "\0", "' OR 1=1--", "9" * 5000, "-1", NOBODY, "9999-12-31"]


def test_no_address_crashes_whatever_is_asked_of_it():
    """What stands behind the question mark is of no use to who writes nonsense there."""
    stage = Stage()
    faults, known = [], set()
    for role in ("counsellor", "team-lead", "data-steward", "citizen"):
        crawler = Crawler(stage.client(role), often=1)
        for path, name in asked(crawler, stage.starts(role), known):
            for value in ADDRESSED:
                seen = crawler.open(f"{path}?{urlencode({name: value})}")
                if seen.answer.status_code >= 500:
                    faults.append(f"{path} with {name}={value[:40]!r}: {seen.answer.status_code}")
    assert not faults


def asked(crawler, starts, known):
    """What pages are asked for behind the question mark, by links and forms; each once."""
    pages = [seen for seen in crawler.walk(*starts) if seen.page]
    for seen in pages:
        of_forms = {one.name for form in seen.page.forms if form.method == "get" for one in form.fields}
        places = [urlsplit(link) for link in seen.page.links]
        of_links = {(place.path, name) for place in places if not place.netloc for name in parse_qs(place.query)}
        for path, name in of_links | {(urlsplit(seen.address).path, name) for name in of_forms}:
            route = (resolve(path).view_name, name)
            if route not in known:
                known.add(route)
                yield path, name
