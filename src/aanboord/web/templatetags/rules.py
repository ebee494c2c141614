"""What templates need to tell a measure and an answer in words: `{% load rules %}`.

They take what the rulebook itself gives (a `Text`, an `Answer`, a `Measure`), so that every room can show it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django import template
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from aanboord.core import clock
from aanboord.rulebook.answers import Amount, Answer, Reason, said
from aanboord.rulebook.entries import Text, Unit, Version
from aanboord.rulebook.facts import Fact
from aanboord.rulebook.guide import Option
from aanboord.rulebook.measures import Aim, Measure

from ..sheet import Sheet

register = template.Library()

Words = Promise | str

AIMS: dict[Aim, Words] = {
    Aim.ORIENTATION: _("Ontdekken wat bij je past"),
    Aim.TECHNICAL: _("Een vak leren"),
    Aim.GENERIC: _("Werkervaring en werkritme opdoen"),
    Aim.THRESHOLDS: _("Eerst wegwerken wat in de weg zit"),
    Aim.ADAPTED_WORK: _("Werken met een beperking"),
    Aim.HIRING: _("Iemand aanwerven"),
    Aim.INCOME: _("Meer overhouden van je loon"),
    Aim.ENTERPRISE: _("Een eigen zaak beginnen"),
    Aim.LEARNING: _("Leren terwijl je werkt"),
    Aim.CAREER: _("Je loopbaan en je evenwicht"),
    Aim.MIGRATION: _("Komen werken uit het buitenland"),
    Aim.AVAILABILITY: _("Je uitkering en zoeken naar werk"),
    Aim.REINTEGRATION: _("Terug aan het werk na ziekte"),
}

WHOSE: dict[str, Words] = {
    "citizen": _("Wie het krijgt"),
    "employer": _("De werkgever"),
    "user": _("De gebruiker"),
    "organiser": _("De organisator"),
    "care": _("De zorgpartner"),
    "local-government": _("Het lokaal bestuur"),
    "health-fund": _("Het ziekenfonds"),
    "integration-agency": _("Het agentschap voor inburgering"),
}

PER: dict[str, Words] = {
    "hour": _("per uur"),
    "day": _("per dag"),
    "week": _("per week"),
    "month": _("per maand"),
    "quarter": _("per kwartaal"),
    "year": _("per jaar"),
}

OUTCOMES: dict[str, Words] = {
    "yes": _("Ja, dit kan"),
    "no": _("Nee, dit kan nu niet"),
    "unknown": _("Dat is nog niet zeker"),
}
HOLDS: dict[str, Words] = {"yes": _("In orde"), "no": _("Niet in orde"), "unknown": _("Nog niet gekend")}
OLD_RIGHTS: dict[str, Words] = HOLDS | {"no": _("Niet van toepassing")}
LOOKS = {"yes": "good", "no": "late", "unknown": "soon"}
ICONS = {"yes": "check", "no": "close", "unknown": "question"}

FITS: dict[str, Words] = {
    "now": _("Past nu"),
    "maybe": _("Past misschien"),
    "later": _("Past later"),
    "not": _("Past niet"),
}
FIT_LOOKS = {"now": "good", "maybe": "info", "later": "soon", "not": ""}

#: A wage of so much is no figure of anybody; above it an end of an amount says nothing to a reader.
ABSURD = 10**9


@register.filter
def text(told: Text) -> str:
    """A text of the rulebook in the language of the page."""
    return told.in_language(get_language() or "nl")


@register.filter
def aim(of: Aim) -> Words:
    """What a measure is for."""
    return AIMS[of]


@register.filter
def whose(code: str) -> Words:
    """Who has a duty; names of organisations are names in every language."""
    return WHOSE.get(code, code)


@register.filter
def outcome(told: Answer) -> Words:
    """Yes, no or not certain, in a sentence."""
    return OUTCOMES[said(told.outcome)]


@register.filter
def look(truth: bool | None) -> str:
    """The colour beside the words of an outcome."""
    return LOOKS[said(truth)]


@register.filter
def fits(code: str) -> Words:
    """How an option of the guide fits: now, maybe, later, not."""
    return FITS[code]


@register.filter
def fit_look(code: str) -> str:
    return FIT_LOOKS[code]


@dataclass(frozen=True, slots=True)
class ReasonWords:
    """A condition with its outcome in words, colour and sign."""

    text: Text
    source: str
    says: Words
    look: str
    icon: str
    old_right: bool = False


@register.filter
def reasons(told: Answer) -> list[ReasonWords]:
    """Why: each condition. An old right that one does not have stands in nobody's way, and says so."""
    old = {one.id for version in told.measure.versions for one in version.transitions}
    return [
        ReasonWords(one.text, one.source, OLD_RIGHTS[said(one.outcome)], "", "info", old_right=True)
        if one.id in old and not one.outcome
        else _reason(one, old_right=one.id in old)
        for one in told.conditions
    ]


@register.filter
def limits(told: Answer) -> list[ReasonWords]:
    """How long, how often, by when."""
    return [_reason(one) for one in told.limits]


def _reason(one: Reason, *, old_right: bool = False) -> ReasonWords:
    key = said(one.outcome)
    return ReasonWords(one.text, one.source, HOLDS[key], LOOKS[key], ICONS[key], old_right)


@register.filter
def obstacles(option: Option) -> list[Text]:
    """Why an option does not fit now: what does not hold, or that it is meant for somebody else."""
    found = [one.text for one in reasons(option.answer) if one.look == "late"]
    if not found and option.suits is False:
        meant = sheet(option.measure).meant_for
        found = [Text(nl=f"Bedoeld voor: {meant.nl}", en=f"Meant for: {meant.en}")] if meant else []
    return found


@register.filter
def others_missing(told: Answer) -> list[Fact]:
    """What is not known either, besides the question to ask first."""
    return [fact for fact in told.missing if fact is not told.next_question]


@register.filter
def amount(of: Amount) -> str:
    """An amount in words: € 434,29 per jaar; tussen € 100 en € 300 per maand."""
    return spread(of.low, of.high, of.unit)


def spread(low: int, high: int | None, unit: str) -> str:
    """From `low` to `high` in hundredths of a unit; `high` None when no end is known."""
    if high is not None and high >= ABSURD:
        high = None
    if high is None:
        return gettext("minstens %(low)s") % {"low": money(low, unit)} if low else gettext("hangt af van je situatie")
    if low == high:
        return money(low, unit)
    if low <= 0:
        return gettext("hoogstens %(high)s") % {"high": money(high, unit)}
    return gettext("tussen %(low)s en %(high)s") % {
        "low": money(low, unit.partition("/")[0]),
        "high": money(high, unit),
    }


def money(hundredths: int, unit: str) -> str:
    """43429 and EUR/year as “€ 434,29 per jaar”; a percentage as “25 %”; weeks as “4 weken”."""
    figure = plain(hundredths)
    if unit == "%":
        return f"{figure}\N{NO-BREAK SPACE}%"
    if unit == "weeks":
        return _counted(hundredths // 100, Unit.WEEKS)
    per = PER.get(unit.partition("/")[2], "")
    return f"€\N{NO-BREAK SPACE}{figure} {per}".rstrip()


def plain(hundredths: int) -> str:
    """A number with the marks of the language; without decimals when it is whole."""
    whole = hundredths % 100 == 0
    return number_format(Decimal(hundredths) / 100, decimal_pos=0 if whole else 2, force_grouping=True)


@register.simple_tag
def brought(low: int, high: int | None, unit: str) -> str:
    """What a part of an amount can be."""
    return spread(low, high, unit)


@register.filter
def value(version: Version) -> str:
    """A parameter with its unit: “24 maanden”, “€ 2.500”, “niet gekend (van 10 tot 20 dagen)”."""
    if version.low == version.high:
        return _counted(version.low, version.unit)
    low, high = version.low, version.high
    if high >= ABSURD:
        return (
            gettext("niet gekend (minstens %(low)s)") % {"low": _counted(low, version.unit)}
            if low > 0
            else gettext("niet gekend")
        )
    return gettext("niet gekend (van %(low)s tot %(high)s)") % {
        "low": _counted(low, version.unit),
        "high": _counted(high, version.unit),
    }


def _counted(count: int, unit: Unit) -> str:
    match unit:
        case Unit.EURO:
            return money(count, "EUR")
        case Unit.PERCENT:
            return money(count, "%")
        case Unit.MONTHS:
            said = ngettext("%(count)s maand", "%(count)s maanden", count)
        case Unit.DAYS:
            said = ngettext("%(count)s dag", "%(count)s dagen", count)
        case Unit.WORKING_DAYS:
            said = ngettext("%(count)s werkdag", "%(count)s werkdagen", count)
        case Unit.WEEKS:
            said = ngettext("%(count)s week", "%(count)s weken", count)
        case Unit.YEARS:
            said = ngettext("%(count)s jaar", "%(count)s jaren", count)
        case Unit.HOURS:
            said = ngettext("%(count)s uur", "%(count)s uren", count)
        case _:
            said = "%(count)s"
    return said % {"count": number_format(count, force_grouping=count >= 10_000)}


@register.filter
def sources(all_of_them: Iterable[str]) -> str:
    """Where it stands."""
    return "; ".join(all_of_them)


@register.simple_tag
def sheet(measure: Measure, on: date | None = None) -> Sheet:
    """A measure as it is told on a day, today when not given."""
    return Sheet.of(measure, on or clock.today())
