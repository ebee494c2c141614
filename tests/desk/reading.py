"""Reading the desk as its user does: rows, tabs, and what htmx makes of a page."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from django.http import HttpResponse

ROW = re.compile(r'<th scope="row">(?:<a href="([^"]*)">)?(?:<b[^>]*>)?([^<]*)')
TAB = re.compile(r'<a href="\?tab=(\w+)"( aria-current="page")?>([^<]*?) <span>(\d+)</span>')
#: What differs each time a page is made, and where the switch of language leads back to.
PASSING = re.compile(r'name="(?:csrfmiddlewaretoken|next)" value="[^"]*"')


@dataclass(frozen=True)
class Tabs:
    counts: dict[str, int]
    current: str


def source(answer: HttpResponse) -> str:
    """The page, without what differs each time it is made."""
    assert answer.status_code == 200, answer.status_code
    return PASSING.sub("", answer.content.decode())


def names(answer: HttpResponse) -> list[str]:
    """The people of a list, in its order."""
    return [html.unescape(name) for _, name in ROW.findall(source(answer))]


def addresses(answer: HttpResponse) -> list[str]:
    """Where the rows lead."""
    return [address for address, _ in ROW.findall(source(answer))]


def tabs(answer: HttpResponse) -> Tabs:
    found = TAB.findall(source(answer))
    return Tabs(
        {name: int(count) for name, _, _, count in found}, next(name for name, current, _, _ in found if current)
    )


def text(answer: HttpResponse) -> str:
    """What one reads, in one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", source(answer))).split())


def part(page: str, id: str) -> tuple[int, int]:
    """Where the inside of an element begins and ends."""
    start = page.index(">", page.index(f'id="{id}"')) + 1
    depth, at = 1, start
    for tag in re.compile(r"<(/?)div\b").finditer(page, start):
        depth += -1 if tag[1] else 1
        at = tag.start()
        if not depth:
            break
    return start, at


def swapped(page: str, id: str, fragment: str) -> str:
    """The page after htmx put an answer into the element."""
    start, end = part(page, id)
    return page[:start] + fragment + page[end:]
