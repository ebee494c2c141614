"""The guide to instruments (toeleidingswijzer): what fits somebody, what does not and why, and what to ask first.

What an instrument is for, whom it suits and whether the gap closes on the work floor ranks it; its rules say whether
somebody may. Nothing is left out: what does not fit is told with its reason, and with the day from which it will.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from .answers import Answer, answer
from .book import Rulebook
from .facts import Fact, Value, Who
from .language import Case, Truth
from .measures import Aim, Measure

#: What brings somebody nearer to work, in the order of the path to it.
INSTRUMENTS = (Aim.ORIENTATION, Aim.TECHNICAL, Aim.GENERIC, Aim.THRESHOLDS, Aim.ADAPTED_WORK)
QUESTIONS = 6  # after so many answers no more is asked: then one looks at the list


@dataclass(frozen=True, slots=True)
class Option:
    """A measure as it fits one person. `suits` None: not known, or the measure is for anybody."""

    answer: Answer
    suits: Truth
    open_facts: tuple[Fact, ...]

    @property
    def measure(self) -> Measure:
        return self.answer.measure

    @property
    def fits(self) -> str:
        """`now`, `maybe` (something is not known), `later` (only time is needed), or `not`."""
        if self.answer.outcome is False:
            return "later" if self.answer.eligible_from else "not"
        if self.suits is False:
            return "not"
        return "now" if self.answer.outcome and self.suits is not None else "maybe"


@dataclass(frozen=True, slots=True)
class Guide:
    """The options, best first, and the question that bears on most of them; None when nothing more helps."""

    options: tuple[Option, ...]
    next_question: Fact | None

    def that(self, fits: str) -> list[Option]:
        """Those that fit `now`, `maybe`, `later` or `not`."""
        return [option for option in self.options if option.fits == fits]


def guide(
    book: Rulebook,
    values: Mapping[str, Value],
    *,
    on: date,
    aims: Collection[Aim] = INSTRUMENTS,
    asked: Collection[str] = (),
    by: Collection[Who] = (Who.CITIZEN, Who.CASEWORKER),
) -> Guide:
    """What fits who has these facts. `asked`: questions that were put already, answered or not; `by`: who is here."""
    options = [_option(book, one, values, on) for one in book.measures.values() if one.aim in aims]
    places = {aim: place for place, aim in enumerate(Aim)}
    order = ("now", "maybe", "later", "not")
    options.sort(key=lambda one: (order.index(one.fits), one.suits is None, places[one.measure.aim]))
    return Guide(tuple(options), None if len(asked) >= QUESTIONS else _next(options, asked, by))


def _option(book: Rulebook, measure: Measure, values: Mapping[str, Value], on: date) -> Option:
    anchor = measure.anchor
    if anchor.fact and anchor.moves and anchor.fact.id not in values:
        values = {**values, anchor.fact.id: anchor.at(on.toordinal())}  # as if one asked for it today
    told = answer(book, measure, values, on=on)
    suits: Truth = True
    open_facts = {fact.id: fact for fact in told.missing}
    if measure.suits is not None:
        day = on.toordinal()
        period = next(one for one in book.periods(measure.id) if one.start <= on <= one.end)
        case = Case(values, period.parameters, (day, day))
        suits = measure.suits.truth(case)
        open_facts = measure.suits.open_facts(case) | open_facts
    if told.outcome is False or suits is False:
        open_facts = {}
    return Option(told, suits, tuple(open_facts.values()))


def _next(options: Collection[Option], asked: Collection[str], by: Collection[Who]) -> Fact | None:
    """The question on which most options wait; among those, the one that stands first."""
    waiting: dict[str, tuple[Fact, int]] = {}
    for option in options:
        for fact in option.open_facts:
            if fact.id not in asked and set(fact.by) & set(by):
                waiting[fact.id] = fact, waiting.get(fact.id, (fact, 0))[1] + 1
    return max(waiting.values(), key=lambda one: one[1])[0] if waiting else None
