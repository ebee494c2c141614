"""A measure through time: the day one looks at (its anchor), its versions, old rights that go on, budget that ended."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import Enum
from functools import cached_property
from typing import TypeVar

from .entries import Entry, State, Text, Version
from .facts import ENDLESS, FIRST_DAY, LAST_DAY, Fact
from .language import Bounds, Condition, Node, Number, any_of, never, number, when

BEGINNING, END = date.fromordinal(FIRST_DAY), date.fromordinal(LAST_DAY)
DAY = timedelta(days=1)


class Aim(Enum):
    """What a measure is for."""

    ORIENTATION = "orientation"
    TECHNICAL = "technical-competences"
    GENERIC = "generic-competences-and-experience"
    THRESHOLDS = "thresholds"
    ADAPTED_WORK = "adapted-work"
    HIRING = "hiring"
    INCOME = "income"
    ENTERPRISE = "enterprise"
    LEARNING = "learning"
    CAREER = "career"
    MIGRATION = "migration"
    AVAILABILITY = "availability"
    REINTEGRATION = "reintegration"


class RuleError(ValueError):
    """A measure that does not hold together; the message names it and says where."""


@dataclass(frozen=True, eq=False)
class Anchor:
    """The day on which a measure is looked at: that of the question itself, or one that a fact gives.

    ``moves``: who asks again later asks about a later day (an application), not about the same one (a reference year).
    ``told_then``: numbers that grow are told as of that day (an age in a quarter), not as of the day of the question.
    """

    id: str
    text: Text
    fact: Fact | None = None
    moves: bool = True
    day_of: Callable[[int], int] = int  # the day that a value of the fact stands for
    at: Callable[[int], int] = int  # the value of the fact on a day
    told_then: bool = False

    def bounds(self, values: Mapping[str, int], on: date) -> Bounds:
        """The first and last day that it can be, by what is known."""
        if self.fact is None:
            return on.toordinal(), on.toordinal()
        value = values.get(self.fact.id)
        low, high = (self.fact.low, self.fact.high) if value is None else (value, value)
        return self.day_of(low), self.day_of(high)

    def first_value(self, day: int) -> int:
        """The lowest value of the fact that stands for this day or a later one."""
        later = day
        while self.day_of(self.at(later)) < day:
            later += 1
        return self.at(later)


@dataclass(frozen=True)
class AmountPart:
    """A named part of an amount, in cents (or ten-thousandths when the unit of the measure is a percentage)."""

    id: str
    text: Text
    number: Number


@dataclass(frozen=True, eq=False)
class Transition:
    """An old right that goes on for who had it: it is enough, whatever the version itself asks."""

    id: str
    text: Text
    condition: Condition
    until: date
    sources: tuple[str, ...]
    amount: tuple[AmountPart, ...] | None = None


@dataclass(frozen=True)
class Closure:
    """A period in which nobody can ask for it, though the rule stands: the budget was spent."""

    since: date
    until: date
    text: Text
    sources: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class MeasureVersion:
    """What a measure asks and gives in one period.

    ``verified_until``: after this day nobody looked whether it still stands. ``gives``: what it brings in words, beside
    or instead of an amount. ``limits``: how long, how often, by when; told with the answer, no part of who is eligible.
    """

    valid_from: date
    sources: tuple[str, ...]
    eligible: Condition
    valid_until: date | None = None
    state: State = State.IN_FORCE
    known_on: date | None = None
    verified: bool = True
    verified_until: date | None = None
    amount: tuple[AmountPart, ...] = ()
    gives: Text | None = None
    transitions: tuple[Transition, ...] = ()
    notes: tuple[Text, ...] = ()
    limits: tuple[Condition, ...] = ()

    def nodes(self) -> Iterator[Node]:
        yield self.eligible
        yield from (part.number for part in self.amount)
        yield from self.limits
        for transition in self.transitions:
            yield transition.condition
            yield from (part.number for part in transition.amount or ())


@dataclass(frozen=True, eq=False)
class Period:
    """A stretch of days in which one version and one value of each parameter hold. ``version`` None: not in force."""

    start: date
    end: date
    version: MeasureVersion | None
    parameters: Mapping[str, Bounds]
    verified: bool
    warnings: tuple[Text, ...]
    open_values: tuple[Text, ...]  # warnings that count only while the result is not certain without them
    sources: tuple[str, ...]
    closure: Closure | None = None

    @cached_property
    def transitions(self) -> tuple[Transition, ...]:
        """The old rights that still go on."""
        return tuple(one for one in self.version.transitions if one.until >= self.start) if self.version else ()

    @cached_property
    def condition(self) -> Condition:
        """What is asked: by the version, or by an old right that goes on."""
        if self.version is None:
            return never("Deze maatregel bestaat dan niet", "This measure does not exist then")
        if self.closure is not None:
            return never(self.closure.text.nl, self.closure.text.en)
        if not self.transitions:
            return self.version.eligible
        return any_of(self.version.eligible, *(one.condition for one in self.transitions))

    @cached_property
    def amount(self) -> tuple[AmountPart, ...]:
        """The parts of the amount for who is eligible: those of the version, else those of the old right."""
        if self.version is None or self.closure is not None:
            return ()
        parts = {part.id: part for part in self.version.amount}
        paying = [one for one in self.transitions if one.amount is not None]
        for id in dict.fromkeys([*parts, *(part.id for one in paying for part in one.amount or ())]):
            own = [(one, next((part for part in one.amount or () if part.id == id), None)) for one in paying]
            text = next(part.text for part in (parts.get(id), *(part for _, part in own)) if part)
            usual: Number = parts[id].number if id in parts else number(0)
            kept = usual
            for one, part in own:  # of two old rights the later counts
                kept = when(one.condition, part.number if part else 0, kept)
            if paying:
                parts[id] = AmountPart(id, text, when(self.version.eligible, usual, kept))
        return tuple(parts.values())


@dataclass(frozen=True, eq=False)
class Measure:
    """A measure of policy: dated versions, one time anchor, what it is for, and the duties that it brings.

    ``suits``: whom it is meant for, where that is no condition of the rules: a guide ranks by it, no answer does.
    ``on_the_floor``: the gap closes at work.
    """

    id: str
    title: Text
    anchor: Anchor
    aim: Aim
    versions: tuple[MeasureVersion, ...]
    unit: str = ""
    closures: tuple[Closure, ...] = ()
    duties: tuple[tuple[str, Text], ...] = ()  # (whose: citizen, employer, ...; the duty)
    apply_at: Text | None = None
    about: Text | None = None
    on_the_floor: bool = False
    suits: Condition | None = None
    drafts: tuple[MeasureVersion, ...] = field(default=())

    def __post_init__(self) -> None:
        every = sorted(self.versions, key=lambda version: version.valid_from)
        counting = [version for version in every if version.state in {State.IN_FORCE, State.ABOLISHED}]
        for version in every:
            if not version.sources:
                raise RuleError(f"{self.id}: version of {version.valid_from} misses its source")
            if not self.unit and version.amount:
                raise RuleError(f"{self.id}: version of {version.valid_from} gives an amount without a unit")
            for transition in version.transitions:
                if not transition.sources:
                    raise RuleError(f"{self.id}: transition {transition.id} misses its source")
        if not counting:
            raise RuleError(f"{self.id}: has no version that is or was in force")
        closed: list[MeasureVersion] = []
        for version, following in zip(counting, [*counting[1:], None], strict=True):
            end = following.valid_from - DAY if following else None
            if version.valid_until and version.valid_until < version.valid_from:
                raise RuleError(f"{self.id}: version of {version.valid_from} ends before it begins")
            if end and (end < version.valid_from or (version.valid_until and version.valid_until > end)):
                raise RuleError(f"{self.id}: versions overlap from {following.valid_from}")  # type: ignore[union-attr]
            if end and version.valid_until and version.valid_until < end:
                raise RuleError(f"{self.id}: hole between {version.valid_until} and {following.valid_from}")  # type: ignore[union-attr]
            closed.append(replace(version, valid_until=version.valid_until or end))
        object.__setattr__(self, "versions", tuple(closed))
        object.__setattr__(self, "drafts", tuple(version for version in every if version not in counting))

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """Every fact that it may ask for, the anchor first."""
        found = {self.anchor.fact.id: self.anchor.fact} if self.anchor.fact else {}
        for version in self.versions:
            for node in version.nodes():
                found |= node.facts()
        return found | (self.suits.facts() if self.suits else {})

    @cached_property
    def parameter_ids(self) -> tuple[str, ...]:
        """Every parameter that it reads."""
        ids = [id for version in self.versions for node in version.nodes() for id in node.parameters()]
        return tuple(dict.fromkeys(ids))

    def periods(self, parameters: Mapping[str, Entry[Version]], known_on: date | None = None) -> tuple[Period, ...]:
        """The whole of time in stretches in which nothing changes, with the law as it was public on `known_on`.

        Raises RuleError where a version reads a parameter that has no value: an open value says so itself.
        """
        versions = public(self.versions, known_on)
        cuts = {BEGINNING}
        for version in versions:
            cuts.add(version.valid_from)
            for end in (version.valid_until, version.verified_until):
                if end:
                    cuts.add(end + DAY)
            cuts |= {one.until + DAY for one in version.transitions}
        for closure in self.closures:
            cuts |= {closure.since, closure.until + DAY}
        for id in self.parameter_ids:
            if id not in parameters:
                raise RuleError(f"{self.id}: no parameter is called {id}")
            for value in public(parameters[id].versions, known_on):
                cuts.add(value.valid_from)
                for end in (value.valid_until, value.verified_until):
                    if end:
                        cuts.add(end + DAY)
        starts = sorted(cut for cut in cuts if BEGINNING <= cut <= END)
        ends = [*(start - DAY for start in starts[1:]), END]
        return tuple(
            self._period(start, end, _at(versions, start), parameters, known_on)
            for start, end in zip(starts, ends, strict=True)
        )

    def _period(
        self,
        start: date,
        end: date,
        version: MeasureVersion | None,
        parameters: Mapping[str, Entry[Version]],
        known_on: date | None,
    ) -> Period:
        if version is None or version.state is State.ABOLISHED:
            return Period(start, end, None, {}, True, (), (), version.sources if version else ())
        sources = list(version.sources)
        warnings: list[Text] = []
        open_values: list[Text] = []
        verified = version.verified
        bounds: dict[str, Bounds] = {}
        if not version.verified:
            warnings.append(NOT_VERIFIED)
        if version.verified_until and start > version.verified_until:
            verified = False
            warnings.append(_after(version.verified_until))
        for id in dict.fromkeys(id for node in version.nodes() for id in node.parameters()):
            value = _at(public(parameters[id].versions, known_on), start)
            if value is None or value.state is State.ABOLISHED:
                read_by = f"which the version of {version.valid_from} reads"
                raise RuleError(f"{self.id}: {id} has no value on {start}, {read_by}")
            bounds[id] = value.low, value.high
            sources += value.sources
            if value.low != value.high:
                open_values.append(_open(value.title))
            elif not value.verified or (value.verified_until and start > value.verified_until):
                verified = False
                warnings.append(_unsure(value))
        closure = next((one for one in self.closures if one.since <= start <= one.until), None)
        if closure:
            sources += closure.sources
        return Period(
            start,
            end,
            version,
            bounds,
            verified,
            tuple(dict.fromkeys(warnings)),
            tuple(open_values),
            tuple(dict.fromkeys(sources)),
            closure,
        )


NOT_VERIFIED = Text(
    nl="Niemand heeft deze regel aan een officiële bron getoetst.",
    en="Nobody checked this rule against an official source.",
)


def _after(day: date) -> Text:
    return Text(nl=f"Niet geverifieerd na {day:%d-%m-%Y}.", en=f"Not verified after {day}.")


def _open(title: Text) -> Text:
    return Text(nl=f"De waarde is niet gekend: {title.nl}.", en=f"The value is not known: {title.en}.")


def _unsure(value: Version) -> Text:
    if value.verified_until:
        after = _after(value.verified_until)
        return Text(
            nl=f"{value.title.nl}: {after.nl[0].lower()}{after.nl[1:]}",
            en=f"{value.title.en}: {after.en[0].lower()}{after.en[1:]}",
        )
    return Text(nl=f"Niet geverifieerd: {value.title.nl}.", en=f"Not verified: {value.title.en}.")


AnyVersion = TypeVar("AnyVersion", Version, MeasureVersion)


def public(versions: Sequence[AnyVersion], known_on: date | None) -> list[AnyVersion]:
    """The versions as they were public on a day: one whose successor was not yet, still seemed to go on."""
    if known_on is None:
        return list(versions)
    known: list[AnyVersion] = []
    for version, following in zip(versions, [*versions[1:], None], strict=True):
        if (version.known_on or version.valid_from) > known_on:
            continue
        unforeseen = following is not None and (following.known_on or following.valid_from) > known_on
        known.append(replace(version, valid_until=None) if unforeseen else version)
    return known


def _at(versions: Sequence[AnyVersion], day: date) -> AnyVersion | None:
    """The version that holds on a day; None when there is none."""
    place = bisect_right([version.valid_from for version in versions], day) - 1
    if place < 0:
        return None
    version = versions[place]
    return None if version.valid_until and version.valid_until < day else version


def unbounded(value: int) -> bool:
    """Whether an end of an amount is no real figure, but follows from a fact or a value that nobody gave."""
    return value >= ENDLESS // 100
