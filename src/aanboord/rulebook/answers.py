"""One person, one measure: yes, no or not known yet; why, how much, from when, what to ask, what would change it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from .book import Rulebook
from .calendar import add_months
from .entries import Text
from .facts import Fact, Grows, Kind, Value, WrongFact, euro
from .language import (
    All,
    AnyOf,
    Bounds,
    Case,
    Comparison,
    Condition,
    Explained,
    FactNumber,
    MonthsSince,
    Not,
    Number,
    OneOf,
    Truth,
)
from .measures import BEGINNING, END, Measure, MeasureVersion, Period, unbounded

YEARS_AHEAD = 10
WAYS = 3  # of turning a no into a yes that are told


@dataclass(frozen=True, slots=True)
class Reason:
    """One condition and whether it holds."""

    id: str
    text: Text
    outcome: Truth
    source: str


@dataclass(frozen=True, slots=True)
class Amount:
    """From `low` to `high`, in hundredths of the unit; `high` None: no end is known."""

    low: int
    high: int | None
    unit: str
    parts: tuple[tuple[str, Text, int, int | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a measure means for one person on one day. `changes`: the smallest sets of conditions that a yes misses.

    `limits`: how long, how often or by when, beside the outcome.
    """

    measure: Measure
    on: date
    outcome: Truth
    amount: Amount | None
    gives: Text | None
    conditions: tuple[Reason, ...]
    missing: tuple[Fact, ...]
    next_question: Fact | None
    eligible_from: date | None
    eligible_until: date | None
    changes: tuple[tuple[Text, ...], ...]
    verified: bool
    warnings: tuple[Text, ...]
    sources: tuple[str, ...]
    limits: tuple[Reason, ...] = ()

    def as_json(self, language: str = "nl") -> dict[str, Any]:
        """As the command and the API print it: amounts as texts with two decimals, dates as 2024-06-30."""
        return {
            "measure": self.measure.id,
            "on": self.on.isoformat(),
            "outcome": said(self.outcome),
            "amount": _amount_as_json(self.amount, language) if self.amount else None,
            "gives": self.gives.in_language(language) if self.gives else None,
            "conditions": [_reason_as_json(reason, language) for reason in self.conditions],
            "limits": [_reason_as_json(reason, language) for reason in self.limits],
            "missing": [fact.id for fact in self.missing],
            "next_question": _question_as_json(self.next_question, language) if self.next_question else None,
            "eligible_from": self.eligible_from.isoformat() if self.eligible_from else None,
            "eligible_until": self.eligible_until.isoformat() if self.eligible_until else None,
            "changes": [[text.in_language(language) for text in way] for way in self.changes],
            "verified": self.verified,
            "warnings": [warning.in_language(language) for warning in self.warnings],
            "sources": list(self.sources),
        }


def said(truth: Truth) -> str:
    """yes, no or unknown."""
    return {True: "yes", False: "no", None: "unknown"}[truth]


def _reason_as_json(reason: Reason, language: str) -> dict[str, str]:
    return {
        "id": reason.id,
        "text": reason.text.in_language(language),
        "outcome": said(reason.outcome),
        "source": reason.source,
    }


def _amount_as_json(amount: Amount, language: str) -> dict[str, Any]:
    return {
        "low": euro(amount.low),
        "high": None if amount.high is None else euro(amount.high),
        "unit": amount.unit,
        "parts": [
            {
                "id": id,
                "text": text.in_language(language),
                "low": euro(low),
                "high": None if high is None else euro(high),
            }
            for id, text, low, high in amount.parts
        ],
    }


def _question_as_json(fact: Fact, language: str) -> dict[str, Any]:
    return {
        "fact": fact.id,
        "text": fact.question.in_language(language),
        "kind": fact.kind.value,
        "choices": {id: text.in_language(language) for id, text in fact.choices.items()},
        "by": [who.value for who in fact.by],
    }


def answer(
    book: Rulebook, measure: Measure, values: Mapping[str, Value], *, on: date, known_on: date | None = None
) -> Answer:
    """What `measure` means for who has these facts (see `Rulebook.parse`), with the law as it was public on `known_on`.

    Raises WrongFact for a day outside all calendars.
    """
    if not BEGINNING <= on <= END:
        raise WrongFact("on", Text(nl="moet een dag van 1900 tot 2100 zijn", en="must be a day from 1900 to 2100"))
    sight = _Sight(book.periods(measure.id, known_on), measure, values, on)
    outcome = sight.outcome()
    period, case = sight.shown
    missing = sight.missing(outcome)
    eligible_from = eligible_until = None
    if outcome is not None and measure.anchor.moves:
        turn = sight.turn(outcome)
        if turn is not None and turn > on.toordinal():  # of a quarter that is past, what changed since may be past too
            if outcome:
                eligible_until = date.fromordinal(turn - 1)
            else:
                eligible_from = date.fromordinal(turn)
    amount = sight.amount(outcome)
    certain = outcome is not None and (amount is None or amount.low == amount.high)
    open_values = [] if certain else [warning for period, _ in sight.cases for warning in period.open_values]
    return Answer(
        measure=measure,
        on=on,
        outcome=outcome,
        amount=amount,
        gives=period.version.gives if period.version and outcome is not False else None,
        conditions=tuple(_reasons(period, case)),
        missing=tuple(missing.values()),
        next_question=sight.next_question(outcome, missing),
        eligible_from=eligible_from,
        eligible_until=eligible_until,
        changes=_changes(period, case) if outcome is False and period.version and not period.closure else (),
        verified=all(period.verified for period, _ in sight.cases) and not open_values,
        warnings=tuple(dict.fromkeys([*(w for period, _ in sight.cases for w in period.warnings), *open_values])),
        sources=tuple(dict.fromkeys(source for period, _ in sight.cases for source in period.sources)),
        limits=tuple(_limits(period, case)),
    )


def outcome(
    book: Rulebook, measure: Measure, values: Mapping[str, Any], *, on: date, known_on: date | None = None
) -> Truth:
    """Yes, no or not known, and nothing more."""
    return _Sight(book.periods(measure.id, known_on), measure, values, on).outcome()


def amount(
    book: Rulebook, measure: Measure, values: Mapping[str, Any], *, on: date, known_on: date | None = None
) -> Bounds:
    """Lowest and highest amount in hundredths: who is not surely eligible may get nothing."""
    return _Sight(book.periods(measure.id, known_on), measure, values, on).amount_bounds()


class _Sight:
    """A measure with some facts on some day: the periods that its anchor can lie in, with a case in each."""

    def __init__(self, periods: Sequence[Period], measure: Measure, values: Mapping[str, Any], on: date) -> None:
        self.periods, self.measure, self.values, self.on = periods, measure, values, on
        low, high = measure.anchor.bounds(values, on)
        self.cases: list[tuple[Period, Case]] = []
        for period in periods:
            start, end = max(low, period.start.toordinal()), min(high, period.end.toordinal())
            if start <= end:
                self.cases.append((period, Case(values, period.parameters, (start, end))))

    @property
    def now(self) -> date:
        """The day as of which numbers that grow are told."""
        anchor = self.measure.anchor
        value = self.values.get(anchor.fact.id) if anchor.fact and anchor.told_then else None
        return self.on if value is None else date.fromordinal(anchor.day_of(value))

    @property
    def shown(self) -> tuple[Period, Case]:
        """The period to tell about: that of the day itself when the anchor leaves several."""
        if len(self.cases) > 1:
            for period, case in self.cases:
                if period.start <= self.on <= period.end:
                    return period, case
        return self.cases[-1]

    def outcome(self) -> Truth:
        truths = {period.condition.truth(case) for period, case in self.cases}
        return truths.pop() if len(truths) == 1 else None

    def amount_bounds(self) -> Bounds:
        lows, highs = [], []
        for period, case in self.cases:
            truth = period.condition.truth(case)
            bounds = [part.number.bounds(case) for part in period.amount] if truth is not False else []
            lows.append(sum(low for low, _ in bounds) if truth else 0)
            highs.append(sum(high for _, high in bounds))
        return min(lows), max(highs)

    def amount(self, outcome: Truth) -> Amount | None:
        if outcome is False or not self.measure.unit or not any(period.amount for period, _ in self.cases):
            return None
        low, high = self.amount_bounds()
        parts = []
        if len(self.cases) == 1:
            period, case = self.cases[0]
            for part in period.amount:
                part_low, part_high = part.number.bounds(case)
                parts.append((part.id, part.text, part_low if outcome else 0, _end(part_high)))
        return Amount(low, _end(high), self.measure.unit, tuple(parts))

    def missing(self, outcome: Truth) -> dict[str, Fact]:
        """What is not known and matters: for the outcome first, then for the amount."""
        if outcome is False:
            return {}
        found: dict[str, Fact] = {}
        if len(self.cases) > 1 and (anchor := self.measure.anchor.fact) is not None:
            found[anchor.id] = anchor
        for period, case in self.cases:
            found |= period.condition.open_facts(case)
        for period, case in self.cases:
            if period.condition.truth(case) is not False:
                for part in period.amount:
                    found |= part.number.open_facts(case)
        return found

    def next_question(self, outcome: Truth, missing: Mapping[str, Fact]) -> Fact | None:
        """The question whose answers settle most: each answer that could be given is tried."""
        if not missing:
            return None
        if outcome is not None:
            return next(iter(missing.values()))
        best, settled = None, -1.0
        for fact in missing.values():
            tries = list(self._tries(fact))
            if not tries:
                continue
            share = sum(
                _Sight(self.periods, self.measure, {**self.values, fact.id: value}, self.on).outcome() is not None
                for value in tries
            ) / len(tries)
            if share > settled:
                best, settled = fact, share
        return best

    def _tries(self, fact: Fact) -> Iterable[Value]:
        """Answers that could make a difference: both, each choice, or what lies on either side of each limit."""
        match fact.kind:
            case Kind.BOOLEAN:
                return (True, False)
            case Kind.CHOICE:
                return tuple(fact.choices)
            case Kind.SET:
                return (frozenset(), *(frozenset([one]) for one in fact.choices))
        limits = set()
        if fact is self.measure.anchor.fact:
            limits |= {self.measure.anchor.first_value(period.start.toordinal()) for period, _ in self.cases[1:]}
        for period, case in self.cases:
            for node in period.condition.walk():
                if isinstance(node, Comparison) and isinstance(node.one, FactNumber) and node.one.fact is fact:
                    limits |= set(node.other.bounds(case))
        tries = {value for limit in limits for value in (limit - 1, limit, limit + 1)} or {fact.low, fact.high}
        return sorted(value for value in tries if fact.low <= value <= fact.high)

    def turn(self, outcome: bool) -> int | None:
        """The first day on which a no surely is a yes, or a yes surely a no, when nothing but time passes."""
        for day in sorted(self._moments()):
            truth = self._later(day).outcome()
            if truth is None and outcome:
                return None  # it may end before, and nobody can say when
            if truth is (not outcome):
                return day
        return None

    def _moments(self) -> set[int]:
        """Days to come on which something can change: a period begins, a number that grows meets its limit."""
        here, last = self.now.toordinal(), add_months(self.now, 12 * YEARS_AHEAD).toordinal()
        days = {period.start.toordinal() for period in self.periods}
        for period, case in self.cases:
            for node in period.condition.walk():
                if isinstance(node, Comparison):
                    days |= self._meetings(node, case)
        return {day for day in days if here < day <= last}

    def _meetings(self, node: Comparison, case: Case) -> set[int]:
        limits = {limit + step for limit in node.other.bounds(case) for step in (0, 1)}
        days = set()
        for limit in limits:
            if isinstance(node.one, FactNumber) and node.one.fact.grows and node.one.fact.id in self.values:
                low, _ = node.one.bounds(case)
                months = (limit - low) * (12 if node.one.fact.grows is Grows.YEARLY else 1)
                if 0 < months <= 12 * YEARS_AHEAD:
                    days.add(add_months(self.now, months).toordinal())
            elif isinstance(node.one, MonthsSince) and 0 <= limit <= 1200:
                start, end = node.one.start.bounds(case)
                if start == end:
                    days.add(add_months(date.fromordinal(start), limit).toordinal())
        return days

    def _later(self, day: int) -> _Sight:
        """The same person on a later day: numbers that grow have grown, as far as one can tell."""
        then = date.fromordinal(day)
        months = (then.year - self.now.year) * 12 + then.month - self.now.month
        if add_months(self.now, months) > then:
            months -= 1
        more = 0 if add_months(self.now, months) == then else 1
        values: dict[str, Any] = dict(self.values)
        for id, fact in self.measure.facts.items():
            if fact.grows is None or id not in values:
                continue
            value = values[id]
            if fact.grows is Grows.MONTHLY:
                values[id] = (min(value + months, fact.high), min(value + months + more, fact.high))
            else:
                years = -(-(months + more) // 12)
                values[id] = (min(value + months // 12, fact.high), min(value + years, fact.high))
        anchor = self.measure.anchor
        if anchor.fact is not None:
            values[anchor.fact.id] = anchor.at(day)
        return _Sight(self.periods, self.measure, values, then)


def _end(high: int) -> int | None:
    return None if unbounded(high) else high


def rows(condition: Condition) -> list[Condition]:
    """The conditions that one tells apart: those of an `all_of`, and of those in it."""
    return [row for one in condition.conditions for row in rows(one)] if isinstance(condition, All) else [condition]


def _reasons(period: Period, case: Case) -> Iterable[Reason]:
    version = period.version
    if version is None or period.closure is not None:
        source = period.closure.sources[0] if period.closure else next(iter(period.sources), "")
        yield Reason("in-force", period.condition.words(case), False, source)
        return
    yield from _reasons_of(rows(version.eligible), version, case)
    for transition in period.transitions:
        yield Reason(transition.id, transition.text, transition.condition.truth(case), transition.sources[0])


def _limits(period: Period, case: Case) -> Iterable[Reason]:
    if period.version and not period.closure:
        yield from _reasons_of(period.version.limits, period.version, case)


def _reasons_of(conditions: Iterable[Condition], version: MeasureVersion, case: Case) -> Iterable[Reason]:
    seen: dict[str, int] = {}
    for row in conditions:
        seen[row.id] = seen.get(row.id, 0) + 1
        id = row.id if seen[row.id] == 1 else f"{row.id}-{seen[row.id]}"
        source = row.source if isinstance(row, Explained) and row.source else version.sources[0]
        yield Reason(id, row.words(case), row.truth(case), source)


def _changes(period: Period, case: Case) -> tuple[tuple[Text, ...], ...]:
    ways = _ways(period.condition, case, wanted=True)
    if not ways or not ways[0]:
        return ()
    least = len(ways[0])
    return tuple(tuple(text for _, text in way) for way in ways if len(way) == least)[:WAYS]


_Way = tuple[tuple[Condition, Text], ...]


def _ways(condition: Condition, case: Case, *, wanted: bool) -> list[_Way]:
    """The smallest sets of conditions that would have to turn out otherwise, smallest first; none when it cannot be."""
    if condition.truth(case) is wanted:
        return [()]
    if isinstance(condition, Not):
        return _ways(condition.condition, case, wanted=not wanted)
    if isinstance(condition, Explained):
        ways = _ways(condition.condition, case, wanted=wanted)
        return [tuple((one, condition.text) for one, _ in way[:1]) for way in ways] if wanted else ways
    if isinstance(condition, (All, AnyOf)):
        each = [_ways(one, case, wanted=wanted) for one in condition.conditions]
        if isinstance(condition, AnyOf) is wanted:
            return sorted((way for ways in each for way in ways), key=len)[:8]
        together: list[_Way] = [()]
        for ways in each:
            together = sorted((way + more for way in together for more in ways), key=len)[:8]
        return together
    if not condition.own_facts and not any(isinstance(child, Number) for child in condition.children):
        return []
    if any(fact.fixed for fact in condition.facts().values()) or not condition.facts():
        return []
    words = condition.words(case)
    text = words if wanted else Text(nl=f"niet: {words.nl}", en=f"not: {words.en}")
    return [((condition, text),)]


__all__ = ["Amount", "Answer", "OneOf", "Reason", "amount", "answer", "outcome", "rows", "said"]
