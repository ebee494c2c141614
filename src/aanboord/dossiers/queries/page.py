"""What the pages of a dossier show, loaded in one place: a long dossier takes as many queries as a short one.

A dossier has seven pages, each with its sections (`templates/dossiers/sections/<name>.html`). The loader of a section
asks `sight` first, so that nothing is read that may not be shown; what it returns is the section's context, besides
`dossier`, `sight` and the summary strip that all pages share.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import UUIDField, prefetch_related_objects
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aanboord.core import clock
from aanboord.core.access import Part
from aanboord.core.kept import Kept, kept
from aanboord.directory.queries import contact_points
from aanboord.people.models import StatusPeriod

from .. import timeline
from ..access import Sight
from ..models import Agreement, Appointment, Dossier, Employment, Placement, Screening
from ..next_action import Situation, next_step
from .documents import documents_section
from .plan import plan_section
from .screening import screening_section
from .terms import TERM_PARTS, all_terms, open_terms, term_title
from .work import work_section

Loader = Callable[[Dossier, Sight], dict[str, Any]]

NOTES_SHOWN = 50
ALIVE = (*Agreement.OPEN, Agreement.State.DECLINED)


def summary(dossier: Dossier, sight: Sight) -> dict[str, Any]:
    """The strip on top and the fixed contacts: on every page."""
    statuses: list[StatusPeriod] = []
    if sight.sees["labour_status"]:
        prefetch_related_objects([dossier.person], "statuses")
        today = clock.today()
        statuses = [one for one in dossier.person.statuses.all() if one.until is None or one.until >= today]
    return {
        "age": _age(dossier.person.birth_date),
        "statuses": statuses,
        "due": _due(dossier, sight),
        "closed_parts": [part for part in Part if part not in sight.see and part != Part.CONTROL],
    }


def _due(dossier: Dossier, sight: Sight) -> dict[str, Any] | None:
    """The clock that is due first, when the reader may know of it."""
    if dossier.next_due is None or TERM_PARTS[dossier.next_term] not in sight.see:
        return None
    return {"on": dossier.next_due, "title": term_title(dossier.next_term)}


def now_section(dossier: Dossier, sight: Sight) -> dict[str, Any]:
    """What runs and what comes next, whom to call, what was last screened and done."""
    groups = [one.kind for one in dossier.person.statuses.all()] if sight.sees["labour_status"] else []
    case = Situation(
        dossier,
        terms=open_terms(dossier.pk, sight),
        agreements=_of(dossier, _alive) if sight.sees["plan"] else [],
        appointments=_of(dossier, _planned) if sight.sees["plan"] else [],
        placements=_of(dossier, _to_come_or_running) if sight.sees["placements"] else [],
        employments=_of(dossier, _employed) if sight.sees["placements"] else [],
    )
    return {
        "case": case,
        "next": next_step(case, sight),
        "contact_points": list(contact_points(dossier.person.municipality, groups)),
        "last_screening": next(iter(_of(dossier, _screened)), None) if sight.sees["screening"] else None,
        "moments": timeline.latest(dossier, sight),
    }


Thing = TypeVar("Thing", Agreement, Appointment, Employment, Placement, Screening)


def _of(dossier: Dossier, ask: Kept[Thing, Thing]) -> list[Thing]:
    """What belongs to this dossier, and knows it."""
    found = ask(dossier=dossier.pk)
    for one in found:
        one.dossier = dossier
    return found


_alive = kept(lambda dossier: Agreement.objects.filter(dossier=dossier, state__in=ALIVE), dossier=UUIDField())
_planned = kept(
    lambda dossier: Appointment.objects.filter(dossier=dossier, state=Appointment.State.PLANNED).select_related(
        "professional", "joint_with"
    ),
    dossier=UUIDField(),
)
_to_come_or_running = kept(
    lambda dossier: Placement.objects.filter(
        dossier=dossier, state__in=[Placement.State.PLANNED, Placement.State.RUNNING]
    ).prefetch_related("evaluations"),
    dossier=UUIDField(),
)
_employed = kept(lambda dossier: Employment.objects.filter(dossier=dossier, ended_on=None), dossier=UUIDField())
_screened = kept(
    lambda dossier: Screening.objects.filter(dossier=dossier).select_related("by")[:1], dossier=UUIDField()
)


def plan_page(dossier: Dossier, sight: Sight) -> dict[str, Any]:
    return {"plan": plan_section(dossier, sight)} if sight.sees["plan"] else {}


def work_page(dossier: Dossier, sight: Sight) -> dict[str, Any]:
    return {"work": work_section(dossier)} if sight.sees["placements"] else {}


def people_section(dossier: Dossier, sight: Sight) -> dict[str, Any]:
    """Statuses through time, ways in, mandates, who takes part."""
    sees_status = sight.sees["labour_status"]
    return {
        "all_statuses": list(dossier.person.statuses.all()) if sees_status else [],
        "registrations": list(dossier.registrations.select_related("unit", "professional")) if sees_status else [],
        "mandates": list(dossier.person.mandates.select_related("organisation")) if sees_status else [],
        "involvements": dossier.current_involvements,
    }


def notes_section(dossier: Dossier, sight: Sight) -> dict[str, Any]:
    return {"notes": list(dossier.notes.select_related("by")[:NOTES_SHOWN]) if sight.sees["notes"] else []}


def documents_page(dossier: Dossier, sight: Sight) -> dict[str, Any]:
    return {"documents": documents_section(dossier, sight)}


def terms_section(dossier: Dossier, sight: Sight) -> dict[str, Any]:
    return {"terms": all_terms(dossier.pk, sight)}


ON_TOP = frozenset({Part.IDENTITY, Part.LABOUR_STATUS, Part.SCREENING})  # what the summary strip tells of
THRESHOLDS = frozenset({Part.SCREENING, Part.WELFARE, Part.HEALTH})


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a dossier: the name in its tab, its route, its sections with how they are loaded, the part that its
    reader must see, and all parts that it tells of (for the access row, which names no part that was not shown)."""

    label: Promise
    route: str
    sections: dict[str, Loader]
    part: Part = Part.IDENTITY
    tells: frozenset[Part] = frozenset()


PAGES: dict[str, Page] = {
    "now": Page(_("Nu"), "dossiers:dossier", {"now": now_section}, tells=frozenset({Part.PLAN, Part.PLACEMENTS})),
    "screening": Page(
        _("Screening"), "dossiers:screenings", {"screening": screening_section}, Part.SCREENING, THRESHOLDS
    ),
    "plan": Page(_("Plan"), "dossiers:dossier_plan", {"plan": plan_page}, Part.PLAN, THRESHOLDS | {Part.PLAN}),
    "work": Page(
        _("Stappen en werk"),
        "dossiers:dossier_work",
        {"work": work_page},
        Part.PLACEMENTS,
        frozenset({Part.PLACEMENTS}),
    ),
    "timeline": Page(
        _("Tijdlijn"),
        "dossiers:timeline",
        {"terms": terms_section},
        tells=frozenset({Part.PLAN, Part.PLACEMENTS, Part.NOTES}),
    ),
    "people": Page(_("Gegevens"), "dossiers:people", {"people": people_section}),
    "file": Page(
        _("Notities en documenten"),
        "dossiers:file",
        {"notes": notes_section, "documents": documents_page},
        tells=frozenset({Part.NOTES, Part.PLAN}),
    ),
}


def told_parts(dossier: Dossier, sight: Sight, page: str) -> frozenset[Part]:
    """The parts of which this reader sees something on this page."""
    told = ON_TOP | PAGES[page].tells
    if dossier.suspended_reason:  # it may be an illness
        told |= {Part.HEALTH}
    if page == "file":
        told |= {Part(part) for part in dossier.documents.values_list("part", flat=True)}
    return told & sight.see


def dossier_page(dossier: Dossier, sight: Sight, page: str = "now") -> dict[str, Any]:
    """The context of one page of a dossier."""
    loaded: dict[str, Any] = {"dossier": dossier, "sight": sight, "page": page, "tabs": _tabs(dossier, sight, page)}
    loaded |= summary(dossier, sight)
    for load in PAGES[page].sections.values():
        loaded |= load(dossier, sight)
    return loaded


def section_address(dossier: Dossier, section: str) -> str:
    """Where a section stands: what a view redirects to after it changed something there."""
    route = next(page.route for page in PAGES.values() if section in page.sections)
    return f"{reverse(route, args=[dossier.pk])}#{section}"


def _tabs(dossier: Dossier, sight: Sight, page: str) -> list[dict[str, Any]]:
    return [
        {"label": one.label, "address": reverse(one.route, args=[dossier.pk]), "current": key == page}
        for key, one in PAGES.items()
        if one.part in sight.see
    ]


def _age(born: dt.date | None) -> int | None:
    if born is None:
        return None
    today = clock.today()
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
