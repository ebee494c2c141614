"""Dutch first, English on a switch."""

import re
from collections import deque
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from babel.messages.pofile import read_po
from django.test import Client

import aanboord
from aanboord import rulebook
from aanboord.rulebook import describe
from tests.exchange.importing import imported, written
from tests.world import register

SOURCE = Path(aanboord.__file__).parent


def language_of(client: Client) -> str:
    return client.get("/account/login/", headers={"accept-language": "en-US,en;q=0.9"}).headers["Content-Language"]


def test_a_browser_that_prefers_english_still_opens_in_dutch(client, db):
    assert language_of(client) == "nl"


def test_the_switch_is_remembered_by_the_browser(client, db):
    client.post("/taal", {"language": "en"})
    assert language_of(client) == "en"


def test_another_browser_shows_the_language_that_the_account_chose(counsellor):
    counsellor.client.post("/taal", {"language": "en"})
    assert counsellor.client.get("/toegankelijkheid").headers["Content-Language"] == "en"


class Said(HTMLParser):
    """The addresses that a page leads to, and what it says, in the pieces between its punctuation."""

    def __init__(self, html):
        super().__init__()
        self.addresses, self.pieces = [], set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.addresses += [found["href"]] if tag == "a" and found.get("href") else []
        for name in ("title", "aria-label", "placeholder", "alt", "data-label"):
            self.handle_data(found.get(name) or "")

    def handle_data(self, data):
        text = " ".join(data.split())
        self.pieces |= {text, *re.split(r" · |, |: ", text)}


def walk(client):
    """Every page that one comes to from the first one by links, one of each sort: (address, page)."""
    ahead, sorts = deque(["/"]), set()
    while ahead:
        address = ahead.popleft()
        sort = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "…", address.partition("?")[0])
        if sort in sorts:
            continue
        sorts.add(sort)
        response = client.get(address, follow=True)
        if response.headers["Content-Type"].startswith("text/html") and not response.streaming:
            page = Said(response.content.decode())
            ahead.extend(
                urljoin(address, urldefrag(link).url) for link in page.addresses if not link.startswith("http")
            )
            yield sort, page


@pytest.fixture(scope="module")
def dutch():
    """What the interface says in Dutch and otherwise in English: short texts, and the titles of terms."""
    with (SOURCE / "web/locale/en/LC_MESSAGES/django.po").open("rb") as file:
        said = {message.id: message.string for message in read_po(file) if isinstance(message.id, str)}
    titles = {term.title.nl for term in rulebook.terms().values()}
    named = {piece for measure in rulebook.of_flanders().measures.values() for piece in pieces_of_sources(measure)}
    # What is a word in both languages proves nothing; the switch names each language in itself, and so do sources.
    # In the example of a reform "en" is a key.
    return (said.keys() | titles) - {*said.values(), *named, "", "en", "Nederlands"}


def pieces_of_sources(measure):
    described = describe.measure(rulebook.of_flanders(), measure)
    return (piece for source in described["sources"] for piece in re.split(r", |: ", source))


@pytest.mark.parametrize("reader", ["counsellor", "team_lead", "citizen", "data_steward"])
def test_on_the_switch_every_page_is_in_english(case, dutch, request, reader, tmp_path):
    case.screened()
    case.agreed()
    case.placed()
    register(case.by, family_name=case.person.family_name, given_name=case.person.given_name)  # may be a duplicate
    imported(written(tmp_path / "rva.csv", {"insz": "12"}, {}))
    client = case.client if reader == "citizen" else request.getfixturevalue(reader).client
    client.post("/taal", {"language": "en"})
    letter = re.compile("/brief/.+/")  # in the language of who gets it
    pages = [(sort, page) for sort, page in walk(client) if not letter.search(sort)]
    assert len(pages) > {"counsellor": 25, "team_lead": 25, "citizen": 12, "data_steward": 9}[reader]
    assert {sort: found for sort, page in pages if (found := page.pieces & dutch)} == {}
