"""What one writes a measure with: see docs/rules.md, "How to write a measure"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from .entries import State, Text
from .facts import ENDLESS, FIRST_DAY, FRACTION, LAST_DAY, Fact, Grows, Kind, Who
from .language import (
    Choice,
    Condition,
    FactNumber,
    FactTrue,
    Number,
    all_of,
    always,
    any_of,
    falling,
    money,
    never,
    none_of,
    parameter,
    when,
)
from .measures import Aim, AmountPart, Anchor, Closure, Measure, MeasureVersion, Transition

CITIZEN, CASEWORKER, REGISTER, EMPLOYER = Who.CITIZEN, Who.CASEWORKER, Who.REGISTER, Who.EMPLOYER
EVERYBODY = (CITIZEN, CASEWORKER)


def text(nl: str, en: str) -> Text:
    return Text(nl=nl, en=en)


def boolean(id: str, label: Text, question: Text, by: Sequence[Who] = EVERYBODY, *, fixed: bool = False) -> FactTrue:
    """A fact that is true or false."""
    return FactTrue(Fact(id, Kind.BOOLEAN, label, question, tuple(by), fixed=fixed))


def integer(
    id: str,
    label: Text,
    question: Text,
    by: Sequence[Who] = EVERYBODY,
    *,
    low: int = 0,
    high: int = 10_000,
    unit: Text | None = None,
    grows: Grows | None = None,
    fixed: bool = False,
) -> FactNumber:
    """A fact that counts something, from `low` to `high`. `grows`: what time alone does to it."""
    return FactNumber(
        Fact(id, Kind.INTEGER, label, question, tuple(by), low, high, unit=unit, grows=grows, fixed=fixed)
    )


def euros(id: str, label: Text, question: Text, by: Sequence[Who] = EVERYBODY) -> FactNumber:
    """An amount of money; nothing says how high it can be."""
    return FactNumber(Fact(id, Kind.MONEY, label, question, tuple(by), 0, ENDLESS))


def fraction(id: str, label: Text, question: Text, by: Sequence[Who] = EVERYBODY) -> FactNumber:
    """A part of a whole, from 0 to 1."""
    return FactNumber(Fact(id, Kind.FRACTION, label, question, tuple(by), 0, FRACTION))


def day(id: str, label: Text, question: Text, by: Sequence[Who] = EVERYBODY, *, fixed: bool = False) -> FactNumber:
    """A date."""
    return FactNumber(Fact(id, Kind.DATE, label, question, tuple(by), FIRST_DAY, LAST_DAY, fixed=fixed))


def quarter(id: str, label: Text, question: Text, by: Sequence[Who] = EVERYBODY) -> FactNumber:
    """A quarter of a year, 2024-Q3."""
    return FactNumber(Fact(id, Kind.QUARTER, label, question, tuple(by), FIRST_DAY, LAST_DAY - 91))


def choice(
    id: str,
    label: Text,
    question: Text,
    choices: Mapping[str, Text],
    by: Sequence[Who] = EVERYBODY,
    *,
    fixed: bool = False,
) -> Choice:
    """One of some words."""
    return Choice(Fact(id, Kind.CHOICE, label, question, tuple(by), choices=choices, fixed=fixed))


def several(id: str, label: Text, question: Text, choices: Mapping[str, Text], by: Sequence[Who] = EVERYBODY) -> Choice:
    """Any number of some words."""
    return Choice(Fact(id, Kind.SET, label, question, tuple(by), choices=choices))


# The anchors: on which day one looks.


def decision() -> Anchor:
    """The day of the question itself."""
    return Anchor("decision-date", text("de dag van de vraag", "the day of the question"))


def on_day(fact: FactNumber, *, moves: bool = True, told_then: bool = False) -> Anchor:
    """A day that a fact gives; `moves` False for one that lies fixed, such as that of a hire.

    `told_then`: what grows is told as of that day, as the age on the day of an application.
    """
    return Anchor(fact.fact.id, fact.fact.label, fact.fact, moves, told_then=told_then)


def in_year(fact: FactNumber) -> Anchor:
    """A year that a fact gives, looked at on its first day."""
    return Anchor(
        fact.fact.id,
        fact.fact.label,
        fact.fact,
        moves=False,
        day_of=lambda year: date(year, 1, 1).toordinal(),
        at=lambda ordinal: date.fromordinal(ordinal).year,
    )


def in_school_year(fact: FactNumber) -> Anchor:
    """A school year, given by the year that it begins in, looked at on 1 September."""
    return Anchor(
        fact.fact.id,
        fact.fact.label,
        fact.fact,
        moves=False,
        day_of=lambda year: date(year, 9, 1).toordinal(),
        at=_school_year,
    )


def in_quarter(fact: FactNumber) -> Anchor:
    """A quarter that a fact gives, looked at on its first day; an age is the one in that quarter."""
    return Anchor(fact.fact.id, fact.fact.label, fact.fact, at=_first_of_quarter, told_then=True)


def _school_year(ordinal: int) -> int:
    then = date.fromordinal(ordinal)
    return then.year - (then.month < 9)


def _first_of_quarter(ordinal: int) -> int:
    then = date.fromordinal(ordinal)
    return date(then.year, 3 * ((then.month - 1) // 3) + 1, 1).toordinal()


# The measure itself.


def part(id: str, nl: str, en: str, number: Number) -> AmountPart:
    """A named part of an amount, in cents or, of a percentage, in hundredths."""
    return AmountPart(id, text(nl, en), number)


def version(
    valid_from: date,
    *,
    sources: Sequence[str],
    eligible: Condition,
    amount: Number | Sequence[AmountPart] = (),
    valid_until: date | None = None,
    state: State = State.IN_FORCE,
    known_on: date | None = None,
    verified: bool = True,
    verified_until: date | None = None,
    gives: Text | None = None,
    transitions: Sequence[Transition] = (),
    notes: Sequence[Text] = (),
    limits: Sequence[Condition] = (),
) -> MeasureVersion:
    """What a measure asks and gives from a day on, to the next version or `valid_until`."""
    parts = (part("amount", "bedrag", "amount", amount),) if isinstance(amount, Number) else tuple(amount)
    return MeasureVersion(
        valid_from,
        tuple(sources),
        eligible,
        valid_until,
        state,
        known_on,
        verified,
        verified_until,
        parts,
        gives,
        tuple(transitions),
        tuple(notes),
        tuple(limits),
    )


def abolished(valid_from: date, *, sources: Sequence[str], known_on: date | None = None) -> MeasureVersion:
    """From this day on the measure is no more."""
    gone = never("De maatregel is afgeschaft", "The measure was abolished")
    return MeasureVersion(valid_from, tuple(sources), gone, state=State.ABOLISHED, known_on=known_on)


def transition(
    id: str,
    nl: str,
    en: str,
    *,
    condition: Condition,
    until: date,
    sources: Sequence[str],
    amount: Number | Sequence[AmountPart] | None = None,
) -> Transition:
    """An old right that goes on until a day for who had it."""
    if isinstance(amount, Number):
        amount = (part("amount", "bedrag", "amount", amount),)
    return Transition(id, text(nl, en), condition, until, tuple(sources), None if amount is None else tuple(amount))


def closed(since: date, until: date, nl: str, en: str, *, sources: Sequence[str]) -> Closure:
    """A period in which nobody can ask for it, though the rule stands."""
    return Closure(since, until, text(nl, en), tuple(sources))


def measure(
    id: str,
    *,
    title: Text,
    anchor: Anchor,
    aim: Aim,
    versions: Sequence[MeasureVersion],
    unit: str = "",
    closures: Sequence[Closure] = (),
    duties: Sequence[tuple[str, Text]] = (),
    apply_at: Text | None = None,
    about: Text | None = None,
    on_the_floor: bool = False,
    suits: Condition | None = None,
) -> Measure:
    """A measure. `unit` is that of its amounts: "EUR/year", "EUR/quarter", "%". Raises RuleError when it has a hole."""
    return Measure(
        id,
        title,
        anchor,
        aim,
        tuple(versions),
        unit,
        tuple(closures),
        tuple(duties),
        apply_at,
        about,
        on_the_floor,
        suits,
    )


__all__ = [
    "CASEWORKER",
    "CITIZEN",
    "EMPLOYER",
    "EVERYBODY",
    "REGISTER",
    "Aim",
    "Grows",
    "State",
    "abolished",
    "all_of",
    "always",
    "any_of",
    "boolean",
    "choice",
    "closed",
    "day",
    "decision",
    "euros",
    "falling",
    "fraction",
    "in_quarter",
    "in_school_year",
    "in_year",
    "integer",
    "measure",
    "money",
    "never",
    "none_of",
    "on_day",
    "parameter",
    "part",
    "quarter",
    "several",
    "text",
    "transition",
    "version",
    "when",
]
