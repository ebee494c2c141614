"""Reading a page as its user does: its text, and what its form would send."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from django.http import HttpResponse


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.fields: dict[str, str] = {}
        self._within = ""  # the select or textarea that is open

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = dict(attributes)
        name, value = found.get("name") or "", found.get("value")
        if tag == "input" and name:
            if found.get("type") not in ("checkbox", "radio"):
                self.fields[name] = value or ""
            elif "checked" in found:
                self.fields[name] = "on" if value is None else value
        elif tag in ("select", "textarea"):
            self._within = name
            self.fields[name] = ""
        elif tag == "option" and "selected" in found:
            self.fields[self._within] = value or ""

    def handle_endtag(self, tag: str) -> None:
        if tag in ("select", "textarea"):
            self._within = ""

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        if self._within and self.lasttag == "textarea":
            self.fields[self._within] += data.strip("\n")


def _read(answer: HttpResponse) -> _Reader:
    reader = _Reader()
    reader.feed(answer.content.decode())
    return reader


def text_of(answer: HttpResponse) -> str:
    """What one reads on the page, in one line."""
    return re.sub(r"\s+", " ", " ".join(_read(answer).text))


def fields_of(answer: HttpResponse) -> dict[str, str]:
    """What the forms of the page would send if nobody touched them (the search in the bar left out)."""
    fields = _read(answer).fields
    for name in ("csrfmiddlewaretoken", "term", "language", "next"):
        fields.pop(name, None)
    return fields
