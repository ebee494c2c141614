"""What a worklist can be narrowed to: each filter with its condition, and the part under whose rights it stands."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, fields

from django.db.models import Exists, OuterRef, Q, TextChoices
from django.utils.translation import gettext_lazy as _

from aanboord.core.access import Part
from aanboord.people.models import StatusPeriod
from aanboord.rulebook.calendar import add_months

from ..models import Dossier
from .terms import TERM_PARTS

#: Work that is done: out of every list unless one asks for it by its state.
DONE = Dossier.ENDED


class Due(TextChoices):
    """When the first clock runs out."""

    OVERDUE = "overdue", _("Te laat")
    WEEK = "week", _("Deze week")
    MONTH = "month", _("Deze maand")
    NONE = "none", _("Geen termijn")


class TargetGroup(TextChoices):
    """Groups that policy names and that a birth date or the day of registration tells."""

    YOUNG = "young", _("Jonger dan 25")
    OLDER = "older", _("55 jaar of ouder")
    LONG = "long", _("Langer dan een jaar ingeschreven")


@dataclass(frozen=True, slots=True)
class Filters:
    """What a worklist is narrowed to; an empty value narrows nothing."""

    state: str = ""
    level: str = ""
    term: str = ""
    due: str = ""
    municipality: str = ""
    status: str = ""
    group: str = ""
    rests: str = ""

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))

    def within(self, parts: Collection[Part]) -> Filters:
        """Without those that the reader's rights do not reach: what one may not see, one may not filter by either."""
        return Filters(**{name: getattr(self, name) for name, part in FILTER_PARTS.items() if part in parts})


#: Under whose rights a filter stands.
FILTER_PARTS: dict[str, Part] = {
    "state": Part.PLAN,
    "level": Part.SCREENING,
    "term": Part.PLAN,
    "due": Part.PLAN,
    "municipality": Part.IDENTITY,
    "status": Part.LABOUR_STATUS,
    "group": Part.IDENTITY,
    "rests": Part.PLAN,
}


def known_terms(parts: Collection[Part]) -> Q:
    """That the first clock is one that the reader may know of; no condition at all for who may know of each."""
    known = [code for code, part in TERM_PARTS.items() if part in parts]
    return Q() if len(known) == len(TERM_PARTS) else Q(next_term__in=known)


def matches(chosen: Filters, known: Q, today: dt.date) -> Q:
    """The filters as one condition on dossiers; a clock outside `known` counts as none."""
    condition = Q(state=chosen.state) if chosen.state else ~Q(state__in=DONE)
    if chosen.level:
        condition &= Q(service_level=chosen.level)
    if chosen.term:
        condition &= Q(next_term=chosen.term) & known
    if chosen.due:
        condition &= _due(Due(chosen.due), known, today)
    if chosen.municipality:
        condition &= Q(person__municipality=chosen.municipality)
    if chosen.status:
        held = StatusPeriod.objects.filter(
            Q(until=None) | Q(until__gte=today), person=OuterRef("pk"), kind=chosen.status, since__lte=today
        )
        condition &= Q(Exists(held))
    if chosen.group:
        condition &= _group(TargetGroup(chosen.group), today)
    if chosen.rests:
        condition &= Q(suspended_on__isnull=chosen.rests == "no")
    return condition


def _due(window: Due, known: Q, today: dt.date) -> Q:
    match window:
        case Due.OVERDUE:
            return Q(next_due__lt=today) & known
        case Due.WEEK:
            return Q(next_due__gte=today, next_due__lte=today + dt.timedelta(days=6 - today.weekday())) & known
        case Due.MONTH:
            last = calendar.monthrange(today.year, today.month)[1]
            return Q(next_due__gte=today, next_due__lte=today.replace(day=last)) & known
        case Due.NONE:
            return Q(next_due=None) | ~known if known else Q(next_due=None)


def _group(group: TargetGroup, today: dt.date) -> Q:
    match group:
        case TargetGroup.YOUNG:
            return Q(person__birth_date__gt=add_months(today, -25 * 12))
        case TargetGroup.OLDER:
            return Q(person__birth_date__lte=add_months(today, -55 * 12))
        case TargetGroup.LONG:
            return Q(opened_on__lt=add_months(today, -12))
