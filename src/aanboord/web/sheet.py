"""A measure as a page tells it: what holds today, what it can bring, and its versions along one line of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from aanboord import rulebook
from aanboord.rulebook.answers import rows
from aanboord.rulebook.entries import Entry, State, Text, Version
from aanboord.rulebook.language import Case, Condition, Explained
from aanboord.rulebook.measures import DAY, END, Closure, Measure, MeasureVersion, Period, Transition, unbounded


@dataclass(frozen=True, slots=True)
class Told:
    """A condition in words, with its source."""

    text: Text
    source: str


@dataclass(frozen=True, slots=True)
class Brings:
    """What a part of the amount can be for who is eligible, in hundredths; `high` None when no end is known."""

    text: Text
    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A version, a draft or a closure on the line of time: where its bar begins and how long it is, in thousandths.

    ``look``: now, past, ahead, draft or closed.
    """

    look: str
    since: date
    until: date | None
    x: int
    width: int
    version: MeasureVersion | None = None
    closure: Closure | None = None
    conditions: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A measure on a day. `version`: the one that holds then, else the next, else the last; `standing` says which.

    ``standing``: in-force, closed, ahead, ended.
    """

    measure: Measure
    on: date
    standing: str
    version: MeasureVersion
    since: date
    until: date | None
    closure: Closure | None
    conditions: tuple[Told, ...]
    limits: tuple[Told, ...]
    brings: tuple[Brings, ...]
    transitions: tuple[Transition, ...]

    @classmethod
    def of(cls, measure: Measure, on: date) -> Sheet:
        every = [one for one in measure.versions if one.state is not State.ABOLISHED]
        version = next(
            (one for one in every if one.valid_from <= on and (not one.valid_until or on <= one.valid_until)), None
        )
        standing = "in-force"
        if version is None:
            version = next((one for one in every if one.valid_from > on), None)
            standing = "ahead"
        if version is None:
            version, standing = every[-1], "ended"
        period = _period(measure, version, on)
        if period.closure:
            standing = "closed"
        case = _case(period)
        amounts = [(part.text, *part.number.bounds(case)) for part in version.amount]
        return cls(
            measure=measure,
            on=on,
            standing=standing,
            version=version,
            since=measure.versions[0].valid_from,
            until=every[-1].valid_until,
            closure=period.closure,
            conditions=tuple(_told(rows(version.eligible), version, case)),
            limits=tuple(_told(version.limits, version, case)),
            brings=tuple(Brings(text, low, None if unbounded(high) else high) for text, low, high in amounts),
            transitions=period.transitions,
        )

    @property
    def parameters(self) -> list[Entry[Version]]:
        """The values of policy that it reads."""
        book = rulebook.of_flanders()
        return [book.parameters[id] for id in self.measure.parameter_ids]

    @property
    def meant_for(self) -> Text | None:
        """Whom it suits, where that is no condition of the rules."""
        suits = self.measure.suits
        return suits.words(_case(_period(self.measure, self.version, self.on))) if suits else None

    @property
    def duties(self) -> list[tuple[str, list[Text]]]:
        """Whose, and which; one after another for who has several."""
        found: dict[str, list[Text]] = {}
        for whose, text in self.measure.duties:
            found.setdefault(whose, []).append(text)
        return list(found.items())

    @property
    def sources(self) -> list[str]:
        return list(dict.fromkeys(source for one in self.line for source in _sources(one)))

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year of the line of time."""
        ends = [one.valid_until or one.valid_from for one in (*self.measure.versions, *self.measure.drafts)]
        starts = [one.valid_from for one in (*self.measure.versions, *self.measure.drafts)]
        return min(starts).year, max([*ends, self.on]).year

    @property
    def closed_until(self) -> date | None:
        """The last day on which nobody can ask for it; None while nobody knows."""
        return _end(self.closure.until) if self.closure else None

    @property
    def today(self) -> int:
        """Where on the line of time the day itself lies, in thousandths."""
        return self._place(self.on)

    @property
    def line(self) -> list[Stretch]:
        """Versions, drafts and closures, the oldest first."""
        found = []
        for version in (*self.measure.versions, *self.measure.drafts):
            if version.state is State.ABOLISHED:
                continue
            draft = version.state is not State.IN_FORCE
            look = "draft" if draft else self._look(version.valid_from, version.valid_until)
            case = (
                Case({}, _Unread(), (self.on.toordinal(),) * 2)
                if draft
                else _case(_period(self.measure, version, self.on))
            )
            told = tuple(_told(rows(version.eligible), version, case))
            found.append(self._stretch(look, version.valid_from, version.valid_until, version=version, conditions=told))
        found += [self._stretch("closed", one.since, _end(one.until), closure=one) for one in self.measure.closures]
        return sorted(found, key=lambda one: one.since)

    def _look(self, since: date, until: date | None) -> str:
        if since > self.on:
            return "ahead"
        return "past" if until and until < self.on else "now"

    def _stretch(self, look: str, since: date, until: date | None, **of: object) -> Stretch:
        start = self._place(since)
        end = self._place(until + DAY) if until else 1000
        return Stretch(look, since, until, start, max(end - start, 8), **of)  # type: ignore[arg-type]

    def _place(self, day: date) -> int:
        first, last = self.years
        start, end = date(first, 1, 1).toordinal(), date(last + 1, 1, 1).toordinal()
        return min(max(round(1000 * (day.toordinal() - start) / (end - start)), 0), 1000)


def _end(day: date) -> date | None:
    """The last day of the calendar stands for one that nobody named."""
    return None if day >= END else day


class _Unread(dict[str, tuple[int, int]]):
    """Values of a draft: none holds yet."""

    def __missing__(self, id: str) -> tuple[int, int]:
        return 0, 1


def _period(measure: Measure, version: MeasureVersion, on: date) -> Period:
    """The stretch of a version in which a day lies, else its last one."""
    own = [one for one in rulebook.of_flanders().periods(measure.id) if one.version is version]
    return next((one for one in own if one.start <= on <= one.end), own[0] if own[0].start > on else own[-1])


def _case(period: Period) -> Case:
    return Case({}, period.parameters, (period.start.toordinal(), period.end.toordinal()))


def _told(conditions: Iterable[Condition], version: MeasureVersion, case: Case) -> Iterator[Told]:
    for condition in conditions:
        source = condition.source if isinstance(condition, Explained) and condition.source else version.sources[0]
        yield Told(condition.words(case), source)


def _sources(one: Stretch) -> tuple[str, ...]:
    if one.version:
        return one.version.sources
    return one.closure.sources if one.closure else ()
