"""Every page of every role: nothing that runs, nothing that a browser keeps, nothing personal in an address."""

import pytest

from aanboord.core.identifiers import format_insz
from tests.kernel import marked

from .crawling import Crawler
from .stage import ROLES, Stage

#: Typed by somebody who means harm, in every free text of a file.
HARM = "<script>alert(1)</script>\"'><img src=x onerror=y>{{ 7|add:7 }}{% now %}"
ON_EVERY_ANSWER = {
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'self'",
}


def wrong(seen, person):
    """What a page holds that none may."""
    answer = seen.answer
    for name, said in ON_EVERY_ANSWER.items():
        if answer.headers.get(name) != said:
            yield f"{name}: {answer.headers.get(name)}"
    if "no-store" not in answer.headers["Cache-Control"]:
        yield f"a browser keeps it: {answer.headers['Cache-Control']}"
    policy = dict(one.strip().split(" ", 1) for one in answer.headers["Content-Security-Policy"].split(";"))
    if policy != POLICY:
        yield f"policy {policy}"
    numbers = [told for told in (person.insz, format_insz(person.insz)) if told]
    personal = [*numbers, *filter(None, (person.family_name, person.phone, person.email))]
    addresses = [answer.headers.get("Location", "")]
    if seen.page is not None:
        yield from seen.page.unsafe
        yield from (f"{number} in its title" for number in numbers if number in seen.page.title)
        addresses += [*seen.page.links, *(form.action for form in seen.page.forms)]
        if "<script>alert" in seen.text or "<img src=x" in seen.text:
            yield "what was typed runs"
    for address in addresses:
        if not address.startswith(("tel:", "mailto:")):
            yield from (f"{told} in the address {address}" for told in personal if told in address)


@pytest.mark.parametrize("role", ROLES)
def test_no_page_holds_what_runs_stays_or_tells(role, monkeypatch):
    monkeypatch.setattr(marked, "mark", lambda part: HARM)
    stage = Stage()
    faults, pages = [], set()
    for seen in Crawler(stage.client(role)).walk(*stage.starts(role)):
        pages.add(seen.address)
        faults += [f"{seen.address}: {fault}" for fault in wrong(seen, stage.case.person)]
        if seen.answer.status_code >= 500:
            faults.append(f"{seen.address}: {seen.answer.status_code}")
    assert not faults
    assert len(pages) > 10


@pytest.mark.parametrize(
    "address",
    [
        "/account/login/",
        "/account/password/reset/",
        "/privacy",
        "/toegankelijkheid",
        "/bestaat-niet",
        "/dossier/x/",
        "/gezond",
    ],
)
def test_public_pages_and_errors_are_no_different(client, case, address):
    seen = Crawler(client).open(address)
    assert not [*wrong(seen, case.person)]
