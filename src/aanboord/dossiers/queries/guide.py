"""The guide to instruments for one dossier: what it knows already and from where, and each instrument in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from aanboord import rulebook
from aanboord.core import clock
from aanboord.core.access import Part
from aanboord.people.models import StatusKind, StatusPeriod
from aanboord.rulebook.calendar import add_months
from aanboord.rulebook.facts import Fact, Kind, Value, WrongFact
from aanboord.rulebook.guide import INSTRUMENTS, Option, guide

from ..access import Sight
from ..estimating import language
from ..instruments import STEPS
from ..models import Dossier, Employment, Placement, Screening
from ..models.dossier import ServiceLevel
from ..models.work import Instrument

#: The parts of the file that the guide draws on, beside who somebody is and which steps there are. Health and welfare
#: stay out of it: no instrument asks for them.
PARTS = frozenset({Part.LABOUR_STATUS, Part.SCREENING})

SEEKS = (StatusKind.JOB_SEEKER_BENEFIT, StatusKind.JOB_SEEKER)
WORKS = (StatusKind.EMPLOYED, StatusKind.SELF_EMPLOYED)
BENEFITS = {
    StatusKind.JOB_SEEKER_BENEFIT: "unemployment",
    StatusKind.LIVING_WAGE: "living-wage",
    StatusKind.LIVING_WAGE_EQUIVALENT: "living-wage",
    StatusKind.SICKNESS: "sickness",
    StatusKind.DISABILITY: "sickness",
}
#: How far somebody is from work by the service that the screening led to: a start, that the professional can change.
DISTANCES = {
    ServiceLevel.SELF_RELIANT: "small",
    ServiceLevel.SECTOR: "middle",
    ServiceLevel.INTENSIVE: "large",
    ServiceLevel.WORK_CARE: "large",
}


@dataclass(frozen=True, slots=True)
class Known:
    """A fact of somebody, with where it comes from. `given`: answered in this conversation."""

    fact: Fact
    value: Value
    source: str
    given: bool = False

    @property
    def shown(self) -> str:
        return in_words(self.fact, self.value)


def in_words(fact: Fact, value: Value) -> str:
    """A value as one reads it: Ja, 14 maanden, 3 april 2026."""
    if isinstance(value, frozenset):
        return ", ".join(fact.choices[one].in_language(language()) for one in sorted(value))
    if isinstance(value, str):
        return fact.choices[value].in_language(language())
    if fact.kind is Kind.BOOLEAN:
        return _("ja") if value else _("nee")
    if fact.kind is Kind.DATE:
        return date_format(dt.date.fromordinal(value))
    if fact.kind is Kind.MONEY:
        return f"€ {number_format(value / 100, 2)}"
    unit = f" {fact.unit.in_language(language())}" if fact.unit else ""
    return f"{fact.shown(value)}{unit}"


def facts_asked() -> dict[str, Fact]:
    """Every fact that some instrument asks for."""
    found: dict[str, Fact] = {}
    for measure in rulebook.of_flanders().measures.values():
        if measure.aim in INSTRUMENTS:
            found |= measure.facts
    return found


def known_of(dossier: Dossier, sight: Sight, answers: Mapping[str, str]) -> dict[str, Known]:
    """What the dossier knows, as far as this reader may see it, with `answers` of the conversation laid over it."""
    facts = facts_asked()
    known: dict[str, Known] = {}
    for id, value, source in (*_of_person(dossier), *_of_statuses(dossier, sight), *_of_course(dossier, sight)):
        if id in facts:
            known[id] = Known(facts[id], value, source)
    for id, raw in answers.items():
        try:
            known[id] = Known(facts[id], facts[id].parse(raw), _("jouw antwoord in dit gesprek"), given=True)
        except (KeyError, WrongFact):
            continue  # the rules changed since: the question is open again
    return known


Found = tuple[str, Value, str]


def _of_person(dossier: Dossier) -> Iterator[Found]:
    person, today = dossier.person, clock.today()
    if person.birth_date:
        yield "age", _months(person.birth_date, today) // 12, _("geboortedatum in het dossier")
    if person.municipality:  # those of Brussels lie in no reference region
        yield "domiciled_in_flanders", person.municipality.reference_region_id is not None, _("gemeente in het dossier")


def _of_statuses(dossier: Dossier, sight: Sight) -> Iterator[Found]:
    if not sight.sees["labour_status"]:
        return
    today = clock.today()
    statuses = [one for one in dossier.person.statuses.all() if one.since <= today]
    current = [one for one in statuses if one.until is None or one.until >= today]
    seeks = [one for one in current if one.kind in SEEKS]
    for one in [one for one in current if one.kind in WORKS][:1]:
        yield "registered_without_work", False, _status(one)
    if seeks and not any(one.kind in WORKS for one in current):
        yield "registered_without_work", True, _status(seeks[0])
        first = dossier.registrations.order_by("on").values_list("on", flat=True).first()
        since = max(_unbroken(statuses), first or dossier.opened_on)
        said = _("ingeschreven en werkzoekend sinds %(day)s") % {"day": date_format(since)}
        yield "months_registered", _months(since, today), said
    for one in [one for one in current if one.kind in BENEFITS][:1]:
        yield "benefit", BENEFITS[StatusKind(one.kind)], _status(one)


def _unbroken(statuses: Sequence[StatusPeriod]) -> dt.date:
    """Since when somebody seeks work without a day between."""
    since = clock.today()
    for one in sorted((one for one in statuses if one.kind in SEEKS), key=lambda one: one.since, reverse=True):
        if one.until is None or one.until >= since - dt.timedelta(days=1):
            since = min(since, one.since)
    return since


def _of_course(dossier: Dossier, sight: Sight) -> Iterator[Found]:
    """From the last screening, and the steps and work since."""
    running = dossier.placements.filter(state=Placement.State.RUNNING).first()
    said = str(running.get_instrument_display()) if running else _("geen lopende stap in het dossier")
    yield "in_twe", bool(running and running.instrument == Instrument.TWE), said
    work = dossier.employments.order_by("-started_on").first()
    screening = dossier.screenings.first() if sight.sees["screening"] else None
    yield from _without_work(work, screening)
    if screening is None:
        return
    said = _("screening van %(day)s") % {"day": date_format(screening.on)}
    if screening.education:
        yield "education", screening.education, said
    if screening.job_target:
        yield "job_target_known", True, said
    if (level := ServiceLevel(screening.level)) in DISTANCES:
        yield "distance_to_work", DISTANCES[level], f"{said}: {str(level.label).lower()}"


def _without_work(work: Employment | None, screening: Screening | None) -> Iterator[Found]:
    today = clock.today()
    if work and (screening is None or work.started_on >= screening.on):
        if work.ended_on and work.ended_on <= today:
            day = date_format(work.ended_on)
            yield "months_without_work", _months(work.ended_on, today), _("werk gestopt op %(day)s") % {"day": day}
        else:
            yield "months_without_work", 0, _("aan het werk volgens het dossier")
    elif screening and screening.months_since_work is not None:
        months = min(screening.months_since_work + _months(screening.on, today), 720)
        said = _("screening van %(day)s, en de maanden sindsdien") % {"day": date_format(screening.on)}
        yield "months_without_work", months, said


def _status(one: StatusPeriod) -> str:
    return f"{one.get_kind_display()} {_('sinds')} {date_format(one.since)}"


def _months(since: dt.date, until: dt.date) -> int:
    """Whole months from one day to another."""
    months = (until.year - since.year) * 12 + until.month - since.month
    return max(0, months - (add_months(since, months) > until))


@dataclass(frozen=True, slots=True)
class Row:
    """An instrument as it fits, and the step that one can plan for it now."""

    option: Option
    step: Instrument | None


@dataclass(frozen=True, slots=True)
class GuidePage:
    """The instruments by how they fit (now, maybe, later, not), the best first, and what to ask next."""

    groups: list[tuple[str, list[Row]]]
    rows: dict[str, Row]
    next_question: Fact | None


def guide_page(known: Mapping[str, Known], *, asked: Collection[str], may_start: bool) -> GuidePage:
    """What fits who has these facts today; no query. `asked`: questions of this conversation, answered or left open."""
    values = {id: one.value for id, one in known.items()}
    told = guide(rulebook.of_flanders(), values, on=clock.today(), asked=asked)
    rows = {
        option.measure.id: Row(
            option, STEPS.get(option.measure.id) if may_start and option.fits in ("now", "maybe") else None
        )
        for option in told.options
    }
    groups = [
        (fits, [rows[option.measure.id] for option in told.that(fits)]) for fits in ("now", "maybe", "later", "not")
    ]
    return GuidePage([group for group in groups if group[1]], rows, told.next_question)
