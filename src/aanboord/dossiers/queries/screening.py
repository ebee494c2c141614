"""The screenings of a dossier as a page tells them: the last one, what stands in the way now, and how that changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Field, Prefetch
from django.utils.text import capfirst

from ..access import Sight
from ..estimate import language_gap
from ..estimating import ShownEstimate, shown
from ..models import Dossier, Screening, Threshold
from ..models.screening import DOMAIN_PARTS, Domain

COMPARED = 4


@dataclass(frozen=True, slots=True)
class ShownScreening:
    """A screening with its estimate in words and its thresholds as far as the reader may see them."""

    screening: Screening
    thresholds: list[Threshold]
    estimate: ShownEstimate | None
    language_gap: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """One life domain (or answer) through the last screenings, newest first; "" where it was not spoken of."""

    label: str
    cells: list[str]

    @property
    def changed(self) -> bool:
        """Whether the newest two that say something differ."""
        said = [cell for cell in self.cells if cell]
        return len(said) > 1 and said[0] != said[1]


def screening_section(dossier: Dossier, sight: Sight) -> dict[str, Any]:
    """Every screening, newest first; two queries. Thresholds of parts that the reader may not see are not read."""
    if not sight.sees["screening"]:
        return {"screenings": [], "standing": [], "lines": [], "compared": []}
    domains = [domain for domain, part in DOMAIN_PARTS.items() if part in sight.see]
    thresholds = Prefetch("thresholds", Threshold.objects.filter(domain__in=domains))
    found = list(dossier.screenings.select_related("by", "unit").prefetch_related(thresholds))
    return {
        "screenings": [
            ShownScreening(
                one,
                list(one.thresholds.all()),
                shown(one.estimate, sight) if one.estimate else None,
                language_gap(one.language_level, one.language_needed),
            )
            for one in found
        ],
        "standing": _standing(found),
        "compared": found[:COMPARED],
        "lines": _lines(found[:COMPARED]) if len(found) > 1 else [],
    }


def _standing(screenings: Sequence[Screening]) -> list[Threshold]:
    """For each life domain what was last said of it, heaviest first: a domain that was passed over keeps its weight."""
    last: dict[str, Threshold] = {}
    for screening in screenings:
        for threshold in screening.thresholds.all():
            threshold.screening = screening
            last.setdefault(threshold.domain, threshold)
    return sorted((one for one in last.values() if one.weight), key=lambda one: (-one.weight, one.domain))


def _lines(screenings: Sequence[Screening]) -> list[Line]:
    answers = [
        Line(_label(name), [_said(one, name) for one in screenings])
        for name in ("job_target", "level", "education", "language_level", "motivation")
    ]
    weights = [{one.domain: str(one.get_weight_display()) for one in each.thresholds.all()} for each in screenings]
    domains = [
        Line(str(domain.label), [of.get(domain, "") for of in weights])
        for domain in Domain
        if any(domain in of for of in weights)
    ]
    return [line for line in [*answers, *domains] if any(line.cells)]


def _label(name: str) -> str:
    field = Screening._meta.get_field(name)
    assert isinstance(field, Field)
    return capfirst(str(field.verbose_name))


def _said(screening: Screening, name: str) -> str:
    display = getattr(screening, f"get_{name}_display", None)
    value = display() if display else getattr(screening, name)
    return "" if value is None else str(value)
