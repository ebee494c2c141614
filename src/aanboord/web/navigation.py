"""Where each role can go: one table, read by the bar on top. A room that has a page of its own adds a row here."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aanboord.core.access import Actor, Role
from aanboord.core.routes import CASEWORKERS, GUIDES, PROFESSIONALS


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that some roles find in the bar (`often`) or in its menu “Meer”; `public`: as does who did not sign in."""

    label: Promise | str
    route: str
    icon: str
    roles: Collection[Role]
    often: bool = False
    public: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as one actor sees it."""

    label: Promise | str
    address: str
    icon: str
    often: bool
    current: str
    """The value of `aria-current`: `page` on the page itself, `true` on the pages below it, else empty."""


#: The first entry of a role is the page that it starts on.
ENTRIES: tuple[Entry, ...] = (
    Entry(_("Werklijst"), "dossiers:worklist", "list", GUIDES, often=True),
    Entry(_("Termijnen"), "dossiers:shares", "clock", CASEWORKERS | {Role.TEAM_LEAD}),
    Entry(_("Inschrijven"), "dossiers:register", "plus", CASEWORKERS, often=True),
    Entry(_("Leveringen"), "exchange:deliveries", "inbox", {Role.DATA_STEWARD}, often=True),
    Entry(_("Dubbels"), "exchange:duplicates", "people", {Role.DATA_STEWARD}, often=True),
    Entry(_("Leveringen"), "exchange:deliveries", "inbox", {Role.TEAM_LEAD}),
    Entry(_("Schatting"), "dossiers:estimates", "info", PROFESSIONALS),
    Entry(_("Hervorming"), "reform", "flag", PROFESSIONALS),
    Entry(_("Start"), "dossiers:my-dossier", "home", {Role.CITIZEN}, often=True),
    Entry(_("Afspraken"), "dossiers:my_agreements", "list", {Role.CITIZEN}, often=True),
    Entry(_("Gesprekken"), "dossiers:my_appointments", "calendar", {Role.CITIZEN}, often=True),
    Entry(_("Wie keek?"), "dossiers:my_looks", "eye", {Role.CITIZEN}, often=True),
    Entry(_("Wegwijzer"), "rules:guide", "pin", PROFESSIONALS | {Role.CITIZEN}, public=True),
    Entry(_("Regels"), "rules:measures", "document", PROFESSIONALS | {Role.CITIZEN}, public=True),
)

INBOX = "dossiers:inbox"
SEARCH = "dossiers:search"


def links_for(actor: Actor | None, path: str) -> list[Link]:
    """The entries of this role, in the order of the table; `path` is that of the page on which they are shown."""
    own = [entry for entry in ENTRIES if (actor.role in entry.roles if actor else entry.public)]
    entries = [(entry, place) for entry in own if (place := address(entry.route))]
    section = max((place for _, place in entries if path.startswith(place)), key=len, default="")
    current = {section: "true", path: "page"}
    return [Link(entry.label, place, entry.icon, entry.often, current.get(place, "")) for entry, place in entries]


def address(route: str) -> str | None:
    """Where a page is; None when the room that has it is not part of this installation."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return None
