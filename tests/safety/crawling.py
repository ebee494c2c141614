"""A browser without manners: it walks every link that it is shown, and sends every form with whatever it likes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve

from aanboord.core import clock

PDF = b"%PDF-1.7 " + b"x" * 40
LIKELY = {"time": "10:00", "number": "5", "email": "iemand@elders.example", "tel": "0470 11 22 33"}


@dataclass
class Field:
    """Something that a form sends."""

    name: str
    kind: str  # of input, or "textarea", "select"
    value: str = ""
    options: list[str] = field(default_factory=list)

    @property
    def likely(self) -> object:
        """What somebody would put in."""
        if self.value:
            return self.value
        match self.kind:
            case "file":
                return SimpleUploadedFile("brief.pdf", PDF, "application/pdf")
            case "radio" | "select":
                return next(filter(None, self.options), "")
            case "date":
                return (clock.today() + dt.timedelta(days=20)).isoformat()
            case "checkbox" | "hidden":
                return ""
        return LIKELY.get(self.kind, "Tekst")

    @property
    def is_text(self) -> bool:
        return self.kind in ("text", "textarea", "search", "tel", "email", "number", "password")


@dataclass
class Form:
    """A form of a page, with what it would send untouched."""

    page: str
    action: str
    method: str
    fields: list[Field] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    @property
    def route(self) -> str:
        return resolve(urlsplit(self.action).path).view_name

    @property
    def kind(self) -> tuple[str, frozenset[str]]:
        """Forms of one kind go to one view with the same fields."""
        return self.route, frozenset(one.name for one in self.fields) | {name for name, _ in self.buttons}

    def data(self, change: Callable[[Field], str | None] = lambda _: None) -> dict[str, object]:
        """What is sent: each value as `change` wants it, else as it stands, else something that may well do."""
        sent: dict[str, object] = dict(self.buttons[:1])
        for one in self.fields:
            changed = change(one)
            value = one.likely if changed is None else changed
            if value:
                sent[one.name] = value
        return sent


class Page(HTMLParser):
    """Links, forms, title and whatever a content security policy would have to forbid."""

    def __init__(self, address: str, html: str) -> None:
        super().__init__()
        self.address, self.links, self.forms, self.unsafe = address, [], [], []
        self.title = ""
        self._form: Form | None = None
        self._select: Field | None = None
        self._in = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self._in = tag
        self.unsafe += [f"<{tag} {name}>" for name in given if name.startswith("on") or name == "style"]
        self.unsafe += [f"<{tag} {given[name]}>" for name in ("href", "src", "action") if _is_code(given.get(name, ""))]
        if tag == "style" or (tag == "script" and not given.get("src", "").startswith("/static/")):
            self.unsafe.append(f"<{tag}>")
        match tag:
            case "a" if "href" in given:
                self.links.append(urldefrag(urljoin(self.address, given["href"])).url)
            case "form":
                address = urljoin(self.address, given.get("action") or self.address)
                self._form = Form(self.address, address, given.get("method", "get").lower())
                self.forms.append(self._form)
            case "input" | "textarea" | "select" | "button" if self._form is not None and given.get("name"):
                self._field(self._form, tag, given)
            case "option" if self._select is not None:
                self._select.options.append(given.get("value", ""))
                if "selected" in given:
                    self._select.value = given.get("value", "")

    def _field(self, form: Form, tag: str, given: Mapping[str, str]) -> None:
        name, kind = given["name"], given.get("type", "text") if tag == "input" else tag
        if kind in ("button", "submit"):
            form.buttons.append((name, given.get("value", "")))
            return
        known = next((one for one in form.fields if one.name == name and one.kind == kind), None)
        one = known or Field(name, kind)
        if known is None:
            form.fields.append(one)
        if kind in ("radio", "checkbox"):
            one.options.append(given.get("value", "on"))
            if "checked" in given:
                one.value = given.get("value", "on")
        else:
            one.value = given.get("value", "")
        self._select = one if tag == "select" else None

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        if tag == "select":
            self._select = None
        self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in == "title":
            self.title += data
        if self._in == "textarea" and self._form is not None and self._form.fields:
            self._form.fields[-1].value += data.lstrip("\n")


def _is_code(address: str) -> bool:
    return address.strip().lower().startswith(("javascript:", "data:text", "vbscript:"))


@dataclass
class Seen:
    """An answer and what it holds."""

    address: str
    answer: HttpResponse
    page: Page | None
    text: str


class Crawler:
    """Somebody who follows every link from where his day starts; each kind of page is opened `often` times at most."""

    def __init__(self, client: Client, *, often: int = 3) -> None:
        self.client, self.often = client, often
        client.raise_request_exception = False

    def walk(self, *starts: str) -> Iterator[Seen]:
        waiting, known, kinds = ["/", *starts], set(), {}
        while waiting:
            address = waiting.pop(0)
            here = urlsplit(address)
            if address in known or here.netloc or not here.path.startswith("/"):
                continue
            known.add(address)
            kind = (resolve(here.path).view_name, frozenset(here.query.split("&")) if here.query else None)
            kinds[kind] = kinds.get(kind, 0) + 1
            if kinds[kind] > self.often or here.path.startswith("/account/logout"):
                continue
            seen = self.open(address)
            yield seen
            if seen.answer.status_code in (301, 302):
                waiting.append(urldefrag(seen.answer["Location"]).url)
            if seen.page is not None:
                waiting += seen.page.links

    def open(self, address: str) -> Seen:
        answer = self.client.get(address)
        return self._seen(address, answer)

    def send(self, form: Form, data: Mapping[str, object], *, keep: bool = False, **headers: str) -> Seen:
        """Send a form. Unless it is to be kept, everything is then as it was."""
        with transaction.atomic():
            send = self.client.post if form.method == "post" else self.client.get
            seen = self._seen(form.action, send(form.action, dict(data), **headers))
            transaction.set_rollback(not keep)
        return seen

    @staticmethod
    def _seen(address: str, answer: HttpResponse) -> Seen:
        content = answer.getvalue()
        is_page = answer.headers.get("Content-Type", "").startswith("text/html")
        text = content.decode(errors="replace")
        return Seen(address, answer, Page(address, text) if is_page else None, text)
