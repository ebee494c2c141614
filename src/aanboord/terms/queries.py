"""Reads on clocks: a person's, and the share in time that a unit, organisation or region reaches."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from aanboord.core import clock

from .models import Term


@dataclass(frozen=True, slots=True)
class Share:
    """Of the duties that fell due in a period, how many were met in time, how many late, and how many not at all."""

    due: int
    in_time: int
    late: int
    missed: int

    def __add__(self, other: Share) -> Share:
        return Share(
            self.due + other.due, self.in_time + other.in_time, self.late + other.late, self.missed + other.missed
        )


def last_start(subject: uuid.UUID, code: str) -> dt.date | None:
    """The day that the latest clock of this duty began to count from; None when there never was one."""
    return (
        Term.objects.filter(subject=subject, code=code)
        .order_by("-started_on")
        .values_list("started_on", flat=True)
        .first()
    )


def was_met(subject: uuid.UUID, code: str, *, since: dt.date) -> bool:
    """Whether a clock of this duty that started on that day or later was met."""
    return Term.objects.filter(subject=subject, code=code, started_on__gte=since).exclude(met_on=None).exists()


def of(subject: uuid.UUID) -> QuerySet[Term]:
    """All clocks of a person: the open ones first, the most urgent on top, then those met, then those lapsed."""
    return (
        Term.objects.filter(subject=subject)
        .prefetch_related("pauses")
        .order_by(F("lapsed_on").asc(nulls_first=True), F("met_on").asc(nulls_first=True), "due_on")
    )


def shares_by_code(unit: uuid.UUID, since: dt.date, until: dt.date) -> dict[str, Share]:
    """The share in time of each duty of one unit, among clocks due between two days (both counted); one query.

    Counted: due in the period, not paused, and either met or past due. A duty met late counts as due and not in time;
    one that is not yet due and not yet met counts nowhere, nor does one that lapsed before it was due. One that lapsed
    when it was overdue stays missed. (BN19-VI.1.1-a, -b)
    """
    rows = _due_between(since, until).filter(holder=unit).values("code").annotate(**_counts()).order_by("code")
    return {row["code"]: _share(row) for row in rows}


def shares_by_holder(code: str, since: dt.date, until: dt.date) -> dict[uuid.UUID, Share]:
    """The same for one duty of each unit; one query."""
    rows = _due_between(since, until).filter(code=code).values("holder").annotate(**_counts()).order_by("holder")
    return {row["holder"]: _share(row) for row in rows}


def _due_between(since: dt.date, until: dt.date) -> QuerySet[Term]:
    return Term.objects.filter(Q(lapsed_on=None) | Q(lapsed_on__gt=F("due_on")), due_on__gte=since, due_on__lte=until)


def _counts() -> dict[str, Count]:
    return {
        "in_time": Count("pk", filter=Q(met_on__lte=F("due_on"))),
        "late": Count("pk", filter=Q(met_on__gt=F("due_on"))),
        "missed": Count("pk", filter=Q(met_on=None, paused_on=None, due_on__lt=clock.today())),
    }


def _share(counts: Mapping[str, Any]) -> Share:
    in_time, late, missed = (int(counts[name]) for name in ("in_time", "late", "missed"))
    return Share(due=in_time + late + missed, in_time=in_time, late=late, missed=missed)
