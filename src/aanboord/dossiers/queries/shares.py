"""How many duties were met in time, and how often a screening departed from the estimate: per unit, OCMW and region."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Count, F, Q, TextChoices
from django.utils.translation import gettext_lazy as _

from aanboord.core.small_cells import SMALL, Cell, exact, guarded
from aanboord.directory.models import Organisation, Territory
from aanboord.terms.queries import Share, shares_by_code, shares_by_holder

from ..models import Screening
from .terms import TERM_PARTS, term_title

T = TypeVar("T", Share, "Departures")


class Per(TextChoices):
    """What a row stands for."""

    OFFICE = "office", _("VDAB-kantoor")
    OCMW = "ocmw", _("OCMW")
    REGION = "region", _("Referentieregio")


@dataclass(frozen=True, slots=True)
class Departures:
    """Of the screenings that had an estimate beside them, how many decided otherwise."""

    estimated: int = 0
    departed: int = 0

    def __add__(self, other: Departures) -> Departures:
        return Departures(self.estimated + other.estimated, self.departed + other.departed)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: counts as this reader may see them, the whole first, then its parts."""

    name: str
    cells: list[Cell]
    own: bool = False  # the reader's own team, counted exactly among others that are guarded

    @property
    def guarded(self) -> bool:
        return any(not cell.shown.isdecimal() for cell in self.cells)

    @property
    def rate(self) -> int | None:
        """The first part of the whole in percents; about, when the row is guarded. None of nothing, or of too few."""
        whole, *parts = (cell.about for cell in self.cells)
        if not whole or (self.guarded and whole < SMALL):
            return None
        return round(100 * parts[0] / sum(parts))

    @property
    def bars(self) -> list[tuple[str, float, float]]:
        """The parts as a bar of 100 draws them: look, where it begins, how wide it is."""
        whole, at, bars = sum(cell.about for cell in self.cells[1:]), 0.0, []
        for look, cell in zip(("good", "soon", "late"), self.cells[1:], strict=False):
            width = 100 * cell.about / whole if whole else 0
            bars.append((look, round(at, 1), round(width, 1)))
            at += width
        return bars


def own_shares(unit: uuid.UUID, since: dt.date, until: dt.date) -> list[Line]:
    """The reader's own team: each duty, counted exactly; one query."""
    found = shares_by_code(unit, since, until)
    return [Line(term_title(code), exact(_counts(found[code]))) for code in TERM_PARTS if code in found]


def shares(code: str, per: Per, unit: uuid.UUID, since: dt.date, until: dt.date) -> list[Line]:
    """One duty, for each group. Two queries."""
    groups = groups_of(per)
    totals = _gathered(groups, shares_by_holder(code, since, until), Share(0, 0, 0, 0))
    own = _own(groups, per, unit)
    return [
        Line(name, exact(_counts(share)) if name == own else guarded(_counts(share)), own=name == own)
        for name, share in sorted(totals.items())
        if share.due
    ]


def departures(per: Per, unit: uuid.UUID, since: dt.date, until: dt.date) -> list[Line]:
    """Screenings with an estimate, and those that departed from it, for each group. Two queries."""
    rows = (
        Screening.objects.filter(on__gte=since, on__lte=until)
        .exclude(suggested_level="")
        .values("unit")
        .annotate(estimated=Count("pk"), departed=Count("pk", filter=~Q(suggested_level=F("level"))))
        .order_by("unit")
    )
    groups = groups_of(per)
    found = {row["unit"]: Departures(row["estimated"], row["departed"]) for row in rows}
    own = _own(groups, per, unit)
    lines = []
    for name, one in sorted(_gathered(groups, found, Departures()).items()):
        counts = (one.estimated, one.departed, one.estimated - one.departed)
        lines.append(Line(name, exact(counts) if name == own else guarded(counts), own=name == own))
    return lines


def _counts(share: Share) -> tuple[int, ...]:
    return share.due, share.in_time, share.late, share.missed


def groups_of(per: Per) -> dict[uuid.UUID, str]:
    """The name of the group that each unit belongs to."""
    kind = {Per.OFFICE: Organisation.Kind.VDAB, Per.OCMW: Organisation.Kind.OCMW}.get(per)
    if kind:
        return dict(Organisation.objects.filter(kind=kind).values_list("pk", "name"))
    places = Territory.objects.filter(kind=Territory.Kind.MUNICIPALITY, reference_region__isnull=False)
    regions: dict[uuid.UUID, set[str]] = defaultdict(set)
    for unit, region in places.exclude(organisations=None).values_list("organisations", "reference_region__name"):
        regions[unit].add(region)
    return {unit: names.pop() for unit, names in regions.items() if len(names) == 1}  # who works in one region


def _gathered(groups: Mapping[uuid.UUID, str], found: Mapping[uuid.UUID, T], nothing: T) -> dict[str, T]:
    totals: dict[str, T] = {}
    for unit, one in found.items():
        if name := groups.get(unit):
            totals[name] = totals.get(name, nothing) + one
    return totals


def _own(groups: Mapping[uuid.UUID, str], per: Per, unit: uuid.UUID) -> str | None:
    """The reader's own team among the groups; a region is more than one's team."""
    return None if per == Per.REGION else groups.get(unit)
