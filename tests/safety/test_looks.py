"""Whoever reads something of a citizen leaves a row: on every page, for every part that the page tells of."""

import pytest

from aanboord.core.access import Part
from aanboord.journal.models import Look
from tests.kernel.marked import MARKS

from .crawling import Crawler
from .stage import ROLES, Stage


def told(text):
    """The parts of the file that a page tells something of."""
    return {part for part, mark in MARKS.items() if mark in text}


def rows(person, account):
    return Look.objects.filter(person=person, account=account)


def parts(looks):
    return {Part(part) for look in looks for part in look.parts.split()}


@pytest.mark.parametrize("role", ROLES)
def test_every_page_leaves_a_row_for_what_it_shows(role):
    stage = Stage()
    client = stage.client(role)
    account = client.session["_auth_user_id"]
    person = stage.case.dossier.pk
    faults, pages = [], 0
    newest = 0
    for seen in Crawler(client).walk(*stage.starts(role)):
        shown = told(seen.text)
        of_this_page = rows(person, account).filter(pk__gt=newest)
        in_lists = rows(person, account).filter(kind=Look.Kind.LIST)
        if missing := shown - parts([*of_this_page, *in_lists]):
            faults.append(f"{seen.address}: no row for {sorted(missing)}")
        pages += bool(shown)
        newest = Look.objects.latest("pk").pk if Look.objects.exists() else 0
    assert not faults
    assert pages > (1 if role == "data-steward" else 5)
