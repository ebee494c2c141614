"""The language of rules: numbers and conditions, read like the article of law that they carry.

    all_of(
        registered_without_work.explain(nl="Je bent ingeschreven en werkt niet", en="Registered and not working"),
        months_without_work >= parameter("community-service-months"),
    )

Each node is evaluated in two ways from one definition, which a property test proves equal. For one person a number is
an interval [low, high] that holds what is known of it, and a condition is True, False or None: not known. For a
population the same is a pair of polars expressions, and a condition one of booleans in which null means not known.
Intervals are never narrower than the truth, so nothing is asserted that an answer to come could refute.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, reduce
from math import gcd
from typing import TYPE_CHECKING, Any

from .calendar import add_months
from .entries import Text
from .facts import FRACTION, Fact, Kind, euro

if TYPE_CHECKING:
    import polars as pl

Bounds = tuple[int, int]
Truth = bool | None
End = Any  # of a column of numbers: a polars expression, or a whole number when it is the same for everybody
Ends = tuple[End, End]
UNIX = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of one person: values by fact (a number may be an interval), values of parameters, and the day."""

    values: Mapping[str, Any]
    parameters: Mapping[str, Bounds]
    day: Bounds


@dataclass(frozen=True, slots=True)
class Population:
    """The columns that hold the facts of many people; a fact without a column is known of nobody."""

    columns: frozenset[str]
    parameters: Mapping[str, Bounds]
    day: Ends

    def column(self, fact: Fact) -> pl.Expr:
        """Whole numbers, booleans or words; null where the fact is not known."""
        import polars as pl

        if fact.id not in self.columns:
            kinds: dict[Kind, pl.DataType] = {
                Kind.BOOLEAN: pl.Boolean(),
                Kind.CHOICE: pl.String(),
                Kind.SET: pl.List(pl.String),
            }
            return pl.lit(None, dtype=kinds.get(fact.kind, pl.Int64()))
        return pl.col(fact.id)


class Node:
    """Anything that a rule is made of."""

    @property
    def children(self) -> Sequence[Node]:
        return ()

    @property
    def own_facts(self) -> tuple[Fact, ...]:
        return ()

    def walk(self) -> Iterator[Node]:
        """This node and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()

    def facts(self) -> dict[str, Fact]:
        """All facts that it may ask for, in the order in which they stand."""
        return {fact.id: fact for node in self.walk() for fact in node.own_facts}

    def parameters(self) -> tuple[str, ...]:
        """The ids of all parameters that it reads."""
        return tuple(dict.fromkeys(node.id for node in self.walk() if isinstance(node, Parameter)))

    def open_facts(self, case: Case) -> dict[str, Fact]:
        """The facts that are not known and still matter, in the order in which they stand."""
        raise NotImplementedError


class Number(Node):
    """A whole number: cents, months, ten-thousandths, or the ordinal of a day."""

    fact: Fact | None = None

    def bounds(self, case: Case) -> Bounds:
        raise NotImplementedError

    def columns(self, of: Population) -> Ends:
        """Lowest and highest, never null: expressions, or whole numbers where everybody has the same."""
        raise NotImplementedError

    def shown(self, value: int) -> Text:
        """A value that this is compared with, as people write it."""
        fact = next((node.fact for node in self.walk() if isinstance(node, Number) and node.fact), None)
        return written(fact, value) if fact else Text(nl=str(value), en=str(value))

    def open_facts(self, case: Case) -> dict[str, Fact]:
        low, high = self.bounds(case)
        if low == high:
            return {}
        return {id: fact for child in self.children for id, fact in child.open_facts(case).items()}

    def __ge__(self, other: Number | int) -> Comparison:
        return Comparison(self, ">=", number(other))

    def __gt__(self, other: Number | int) -> Comparison:
        return Comparison(self, ">", number(other))

    def __le__(self, other: Number | int) -> Comparison:
        return Comparison(self, "<=", number(other))

    def __lt__(self, other: Number | int) -> Comparison:
        return Comparison(self, "<", number(other))

    def equals(self, other: Number | int) -> Comparison:
        return Comparison(self, "==", number(other))

    def __add__(self, other: Number | int) -> Number:
        return Sum((self, number(other)))

    def __sub__(self, other: Number | int) -> Number:
        return Sum((self, Scaled(number(other), -1, 1)))

    def months_ago(self) -> Number:
        """Whole months from this day to the day of the anchor; 0 when it lies ahead."""
        return MonthsSince(self)

    def times(self, numerator: int, denominator: int = 1) -> Number:
        """This, times a fraction, rounded half up."""
        return Scaled(self, numerator, denominator)

    def times_fraction(self, other: Number, unit: int = FRACTION) -> Number:
        """This, times another that counts in `unit`ths, rounded half up; neither may be negative."""
        return Product(self, other, unit)

    def at_most(self, other: Number | int) -> Number:
        return Extreme((self, number(other)), highest=False)

    def at_least(self, other: Number | int) -> Number:
        return Extreme((self, number(other)), highest=True)


class Condition(Node):
    """Holds, does not hold, or is not known."""

    @property
    def id(self) -> str:
        """Short and stable: the facts that it asks for."""
        return "-".join(self.facts()) or "always"

    def truth(self, case: Case) -> Truth:
        raise NotImplementedError

    def column(self, of: Population) -> pl.Expr:
        """Booleans; null where it is not known."""
        raise NotImplementedError

    def words(self, case: Case) -> Text:
        """What it asks."""
        raise NotImplementedError

    def open_facts(self, case: Case) -> dict[str, Fact]:
        if self.truth(case) is not None:
            return {}
        return {id: fact for child in self.children for id, fact in child.open_facts(case).items()} | {
            fact.id: fact for fact in self.own_facts
        }

    def explain(self, nl: str, en: str, *, id: str = "", source: str = "") -> Condition:
        """The same, in words of its own; `source` when it is another than that of the whole version."""
        return Explained(self, Text(nl=nl, en=en), id, source)


def number(value: Number | int) -> Number:
    return value if isinstance(value, Number) else Constant(value)


def money(euros: str) -> Number:
    """An amount in euro: money("600.00"). What policy sets belongs in a parameter instead."""
    whole, _, cents = euros.partition(".")
    return Constant(int(whole) * 100 + int((cents + "00")[:2]))


@dataclass(frozen=True, eq=False)
class Constant(Number):
    value: int

    def bounds(self, case: Case) -> Bounds:
        return self.value, self.value

    def columns(self, of: Population) -> Ends:
        return self.value, self.value


@dataclass(frozen=True, eq=False)
class Parameter(Number):
    """A value of the rulebook on the day of the anchor."""

    id: str

    def bounds(self, case: Case) -> Bounds:
        return case.parameters[self.id]

    def columns(self, of: Population) -> Ends:
        return of.parameters[self.id]


def parameter(id: str) -> Parameter:
    """A dated value of the rulebook's YAML, by its id."""
    return Parameter(id)


@dataclass(frozen=True, eq=False)
class FactNumber(Number):
    """A fact that is a number, a date or a quarter."""

    fact: Fact

    @property
    def own_facts(self) -> tuple[Fact, ...]:
        return (self.fact,)

    def bounds(self, case: Case) -> Bounds:
        value = case.values.get(self.fact.id)
        if value is None:
            return self.fact.low, self.fact.high
        return value if isinstance(value, tuple) else (value, value)

    def columns(self, of: Population) -> Ends:
        column = of.column(self.fact)
        return column.fill_null(self.fact.low), column.fill_null(self.fact.high)

    def open_facts(self, case: Case) -> dict[str, Fact]:
        return {} if self.fact.id in case.values else {self.fact.id: self.fact}


@dataclass(frozen=True, eq=False)
class Sum(Number):
    parts: tuple[Number, ...]

    @property
    def children(self) -> Sequence[Node]:
        return self.parts

    def bounds(self, case: Case) -> Bounds:
        pairs = [part.bounds(case) for part in self.parts]
        return sum(low for low, _ in pairs), sum(high for _, high in pairs)

    def columns(self, of: Population) -> Ends:
        pairs = [part.columns(of) for part in self.parts]
        low, high = pairs[0]
        for other_low, other_high in pairs[1:]:
            low, high = low + other_low, high + other_high
        return low, high


@dataclass(frozen=True, eq=False)
class Scaled(Number):
    """Times numerator/denominator, rounded half up. Both are divided by what they share, so that 64 bits suffice."""

    number: Number
    numerator: int
    denominator: int

    def __post_init__(self) -> None:
        if self.denominator <= 0:
            raise ValueError("a denominator is positive")
        shared = gcd(self.numerator, self.denominator)
        object.__setattr__(self, "numerator", self.numerator // shared)
        object.__setattr__(self, "denominator", self.denominator // shared)
        if abs(self.numerator) > 100_000:
            raise ValueError("numerator too large for 64 bits")

    @property
    def children(self) -> Sequence[Node]:
        return (self.number,)

    def bounds(self, case: Case) -> Bounds:
        low, high = self.number.bounds(case)
        ends = self._of(low), self._of(high)
        return min(ends), max(ends)

    def columns(self, of: Population) -> Ends:
        low, high = self.number.columns(of)
        return (self._of(low), self._of(high)) if self.numerator >= 0 else (self._of(high), self._of(low))

    def _of(self, value: Any) -> Any:
        if self.denominator == 1:
            return value * self.numerator
        return (2 * value * self.numerator + self.denominator) // (2 * self.denominator)


@dataclass(frozen=True, eq=False)
class Product(Number):
    """One number times another that counts in `unit`ths, rounded half up; neither is negative."""

    one: Number
    other: Number
    unit: int

    @property
    def children(self) -> Sequence[Node]:
        return self.one, self.other

    def bounds(self, case: Case) -> Bounds:
        (low, high), (other_low, other_high) = self.one.bounds(case), self.other.bounds(case)
        return self._of(low, other_low), self._of(high, other_high)

    def columns(self, of: Population) -> Ends:
        (low, high), (other_low, other_high) = self.one.columns(of), self.other.columns(of)
        return self._of(low, other_low), self._of(high, other_high)

    def _of(self, one: Any, other: Any) -> Any:
        return (2 * one * other + self.unit) // (2 * self.unit)


@dataclass(frozen=True, eq=False)
class Falling(Number):
    """A straight line down: `top` until `number` is `start`, `bottom` from `end` on, rounded half up to a whole."""

    number: Number
    start: Number
    end: Number
    top: Number
    bottom: Number

    @property
    def children(self) -> Sequence[Node]:
        return self.number, self.start, self.end, self.top, self.bottom

    def bounds(self, case: Case) -> Bounds:
        (low, high), start, end, top, bottom = (one.bounds(case) for one in (self.number, *self.children[1:]))  # type: ignore[attr-defined]
        return (
            self._of(high, start[0], end[0], top[0], bottom[0], min, max),
            self._of(low, start[1], end[1], top[1], bottom[1], min, max),
        )

    def columns(self, of: Population) -> Ends:
        (low, high), start, end, top, bottom = (one.columns(of) for one in (self.number, *self.children[1:]))  # type: ignore[attr-defined]
        return (
            self._of(high, start[0], end[0], top[0], bottom[0], _least, _most),
            self._of(low, start[1], end[1], top[1], bottom[1], _least, _most),
        )

    @staticmethod
    def _of(number: Any, start: Any, end: Any, top: Any, bottom: Any, least: Any, most: Any) -> Any:
        length = most(end - start, 1)
        gone = least(most(number - start, 0), length)
        fall = most(top - bottom, 0)
        return (2 * (top * length - gone * fall) + length) // (2 * length)


@dataclass(frozen=True, eq=False)
class Extreme(Number):
    """The highest or the lowest of some."""

    numbers: tuple[Number, ...]
    highest: bool

    @property
    def children(self) -> Sequence[Node]:
        return self.numbers

    def bounds(self, case: Case) -> Bounds:
        pairs = [one.bounds(case) for one in self.numbers]
        pick: Callable[..., int] = max if self.highest else min
        return pick(low for low, _ in pairs), pick(high for _, high in pairs)

    def columns(self, of: Population) -> Ends:
        pairs = [one.columns(of) for one in self.numbers]
        pick = _most if self.highest else _least
        return reduce(pick, (low for low, _ in pairs)), reduce(pick, (high for _, high in pairs))


@dataclass(frozen=True, eq=False)
class MonthsSince(Number):
    """Whole months from a day to the day of the anchor, as `add_months` counts them; 0 when it lies ahead."""

    start: Number

    @property
    def children(self) -> Sequence[Node]:
        return (self.start,)

    def bounds(self, case: Case) -> Bounds:
        low, high = self.start.bounds(case)
        return _months(high, case.day[0]), _months(low, case.day[1])

    def columns(self, of: Population) -> Ends:
        low, high = self.start.columns(of)
        return _month_column(high, of.day[0]), _month_column(low, of.day[1])

    def shown(self, value: int) -> Text:
        return Text(nl=f"{value} maanden", en=f"{value} months")


@lru_cache(maxsize=4096)  # the same few days are met again and again
def _months(start: int, end: int) -> int:
    one, other = date.fromordinal(start), date.fromordinal(end)
    months = (other.year - one.year) * 12 + other.month - one.month
    return max(0, months if add_months(one, months) <= other else months - 1) if start <= end else 0


def _month_column(start: End, end: End) -> End:
    import polars as pl

    one, other = (_column(day - UNIX).cast(pl.Int32).cast(pl.Date) for day in (start, end))
    months = (other.dt.year() - one.dt.year()).cast(pl.Int64) * 12 + (
        other.dt.month().cast(pl.Int64) - one.dt.month().cast(pl.Int64)
    )
    falls_on = pl.min_horizontal(one.dt.day(), other.dt.month_end().dt.day())
    whole = months - (falls_on > other.dt.day()).cast(pl.Int64)
    return pl.max_horizontal(whole, pl.lit(0, dtype=pl.Int64))


@dataclass(frozen=True, eq=False)
class Choose(Number):
    """One number where a condition holds, another where it does not, anything between them while it is not known."""

    condition: Condition
    then: Number
    otherwise: Number

    @property
    def children(self) -> Sequence[Node]:
        return self.condition, self.then, self.otherwise

    def bounds(self, case: Case) -> Bounds:
        truth = self.condition.truth(case)
        if truth is not None:
            return (self.then if truth else self.otherwise).bounds(case)
        one, other = self.then.bounds(case), self.otherwise.bounds(case)
        return min(one[0], other[0]), max(one[1], other[1])

    def columns(self, of: Population) -> Ends:
        import polars as pl

        truth = self.condition.column(of)
        one, other = self.then.columns(of), self.otherwise.columns(of)
        if not all(isinstance(end, int) for end in (*one, *other)):
            # Each branch is written once: a choice within a choice within a choice would double each time.
            may, may_not = truth.fill_null(True), ~truth.fill_null(False)
            least, most = (
                (pl.when(may).then(_column(one[end])), pl.when(may_not).then(_column(other[end]))) for end in (0, 1)
            )
            return pl.min_horizontal(least), pl.max_horizontal(most)
        either = _least(one[0], other[0]), _most(one[1], other[1])
        low, high = (
            pl.when(truth.is_null())
            .then(_column(either[end]))
            .when(truth)
            .then(_column(one[end]))
            .otherwise(_column(other[end]))
            for end in (0, 1)
        )
        return low, high

    def open_facts(self, case: Case) -> dict[str, Fact]:
        low, high = self.bounds(case)
        if low == high:
            return {}
        truth = self.condition.truth(case)
        if truth is not None:
            return (self.then if truth else self.otherwise).open_facts(case)
        return super().open_facts(case)


def falling(number: Number, start: Number, end: Number, top: Number, bottom: Number) -> Number:
    """From `top` down to `bottom` while `number` goes from `start` to `end`."""
    return Falling(number, start, end, top, bottom)


def when(condition: Condition, then: Number | int, otherwise: Number | int) -> Number:
    return Choose(condition, number(then), number(otherwise))


_HOLDS: dict[str, Callable[[Any, Any], Any]] = {
    ">=": lambda one, other: one >= other,
    ">": lambda one, other: one > other,
    "<=": lambda one, other: one <= other,
    "<": lambda one, other: one < other,
}
_SAID = {
    ">=": Text(nl="minstens", en="at least"),
    ">": Text(nl="meer dan", en="more than"),
    "<=": Text(nl="hoogstens", en="at most"),
    "<": Text(nl="minder dan", en="less than"),
    "==": Text(nl="precies", en="exactly"),
}
_SAID_OF_DAYS = {
    ">=": Text(nl="vanaf", en="from"),
    ">": Text(nl="na", en="after"),
    "<=": Text(nl="tot en met", en="up to and including"),
    "<": Text(nl="voor", en="before"),
    "==": Text(nl="op", en="on"),
}


@dataclass(frozen=True, eq=False)
class Comparison(Condition):
    one: Number
    sign: str
    other: Number

    @property
    def children(self) -> Sequence[Node]:
        return self.one, self.other

    def truth(self, case: Case) -> Truth:
        (low, high), (other_low, other_high) = self.one.bounds(case), self.other.bounds(case)
        if self.sign == "==":
            if low == high == other_low == other_high:
                return True
            return False if high < other_low or low > other_high else None
        holds = _HOLDS[self.sign]
        surely, hardly = (low, other_high), (high, other_low)
        if "<" in self.sign:
            surely, hardly = (high, other_low), (low, other_high)
        if holds(*surely):
            return True
        return None if holds(*hardly) else False

    def column(self, of: Population) -> pl.Expr:
        import polars as pl

        if (quick := self._quick(of)) is not None:
            return quick
        (low, high), (other_low, other_high) = self.one.columns(of), self.other.columns(of)
        low, other_low = _column(low), _column(other_low)
        if self.sign == "==":
            surely = (low == high) & (other_low == other_high) & (low == other_low)
            maybe = (high >= other_low) & (low <= other_high)
        elif ">" in self.sign:
            surely, maybe = _HOLDS[self.sign](low, other_high), _HOLDS[self.sign](_column(high), other_low)
        else:
            surely, maybe = _HOLDS[self.sign](_column(high), other_low), _HOLDS[self.sign](low, other_high)
        return pl.when(surely).then(True).when(maybe).then(None).otherwise(False)

    def _quick(self, of: Population) -> pl.Expr | None:
        """A fact beside one fixed value that could turn out both ways: then null is just what a comparison makes."""
        if not isinstance(self.one, FactNumber) or self.sign == "==":
            return None
        if not isinstance(self.other, (Constant, Parameter)):
            return None
        low, high = (
            of.parameters[self.other.id] if isinstance(self.other, Parameter) else (self.other.value, self.other.value)
        )
        holds, fact = _HOLDS[self.sign], self.one.fact
        if low != high or holds(fact.low, low) == holds(fact.high, low):
            return None
        column: pl.Expr = holds(of.column(fact), low)
        return column

    def words(self, case: Case) -> Text:
        fact = next((node.fact for node in self.one.walk() if isinstance(node, Number) and node.fact), None)
        label = fact.label if fact else Text(nl="waarde", en="value")
        said = (_SAID_OF_DAYS if fact and fact.kind in (Kind.DATE, Kind.QUARTER) else _SAID)[self.sign]
        low, high = self.other.bounds(case)
        limit = self.one.shown(low) if low == high else Text(nl="wat niet gekend is", en="what is not known")
        return Text(nl=f"{label.nl}: {said.nl} {limit.nl}", en=f"{label.en}: {said.en} {limit.en}")


@dataclass(frozen=True, eq=False)
class FactTrue(Condition):
    """A fact that is true or false."""

    fact: Fact

    @property
    def own_facts(self) -> tuple[Fact, ...]:
        return (self.fact,)

    def truth(self, case: Case) -> Truth:
        value: Truth = case.values.get(self.fact.id)
        return value

    def column(self, of: Population) -> pl.Expr:
        return of.column(self.fact)

    def words(self, case: Case) -> Text:
        return self.fact.label


@dataclass(frozen=True, eq=False)
class OneOf(Condition):
    """A choice is one of some; a set holds one of some."""

    fact: Fact
    values: frozenset[str]

    def __post_init__(self) -> None:
        if strange := self.values - set(self.fact.choices):
            raise ValueError(f"{self.fact.id} cannot be {', '.join(sorted(strange))}")

    @property
    def own_facts(self) -> tuple[Fact, ...]:
        return (self.fact,)

    def truth(self, case: Case) -> Truth:
        value = case.values.get(self.fact.id)
        if value is None:
            return None
        return bool(value & self.values) if isinstance(value, frozenset) else value in self.values

    def column(self, of: Population) -> pl.Expr:
        import polars as pl

        column = of.column(self.fact)
        if self.fact.kind is not Kind.SET:
            return column.is_in(sorted(self.values))
        held = [column.list.contains(value) for value in sorted(self.values)]
        return pl.when(column.is_null()).then(None).otherwise(pl.any_horizontal(held))

    def words(self, case: Case) -> Text:
        names = [self.fact.choices[one] for one in self.fact.choices if one in self.values]
        return Text(
            nl=f"{self.fact.label.nl}: {' of '.join(name.nl for name in names)}",
            en=f"{self.fact.label.en}: {' or '.join(name.en for name in names)}",
        )


@dataclass(frozen=True, eq=False)
class Choice:
    """A fact that is one of some words, or a set of them; it becomes a condition by `is_one_of`."""

    fact: Fact

    def is_one_of(self, *values: str) -> Condition:
        return OneOf(self.fact, frozenset(values))


@dataclass(frozen=True, eq=False)
class Known(Condition):
    """What holds for everybody, or for nobody."""

    value: bool
    said: Text

    def truth(self, case: Case) -> Truth:
        return self.value

    def column(self, of: Population) -> pl.Expr:
        import polars as pl

        return pl.lit(self.value)

    def words(self, case: Case) -> Text:
        return self.said


def always(nl: str, en: str) -> Condition:
    return Known(True, Text(nl=nl, en=en))


def never(nl: str, en: str) -> Condition:
    return Known(False, Text(nl=nl, en=en))


@dataclass(frozen=True, eq=False)
class All(Condition):
    conditions: tuple[Condition, ...]

    @property
    def children(self) -> Sequence[Condition]:
        return self.conditions

    def truth(self, case: Case) -> Truth:
        known: Truth = True
        for one in self.conditions:
            truth = one.truth(case)
            if truth is False:
                return False
            if truth is None:
                known = None
        return known

    def column(self, of: Population) -> pl.Expr:
        first, *others = (one.column(of) for one in self.conditions)
        for other in others:
            first = first & other
        return first

    def words(self, case: Case) -> Text:
        return _joined(self.conditions, case, " en ", " and ")


@dataclass(frozen=True, eq=False)
class AnyOf(Condition):
    conditions: tuple[Condition, ...]

    @property
    def children(self) -> Sequence[Condition]:
        return self.conditions

    def truth(self, case: Case) -> Truth:
        known: Truth = False
        for one in self.conditions:
            truth = one.truth(case)
            if truth is True:
                return True
            if truth is None:
                known = None
        return known

    def column(self, of: Population) -> pl.Expr:
        first, *others = (one.column(of) for one in self.conditions)
        for other in others:
            first = first | other
        return first

    def words(self, case: Case) -> Text:
        return _joined(self.conditions, case, " of ", " or ")


@dataclass(frozen=True, eq=False)
class Not(Condition):
    condition: Condition

    @property
    def children(self) -> Sequence[Condition]:
        return (self.condition,)

    def truth(self, case: Case) -> Truth:
        truth = self.condition.truth(case)
        return None if truth is None else not truth

    def column(self, of: Population) -> pl.Expr:
        return ~self.condition.column(of)

    def words(self, case: Case) -> Text:
        said = self.condition.words(case)
        return Text(nl=f"niet: {said.nl}", en=f"not: {said.en}")


@dataclass(frozen=True, eq=False)
class Explained(Condition):
    """A condition in words of its own."""

    condition: Condition
    text: Text
    own_id: str = ""
    source: str = ""

    @property
    def id(self) -> str:
        return self.own_id or self.condition.id

    @property
    def children(self) -> Sequence[Condition]:
        return (self.condition,)

    def truth(self, case: Case) -> Truth:
        return self.condition.truth(case)

    def column(self, of: Population) -> pl.Expr:
        return self.condition.column(of)

    def words(self, case: Case) -> Text:
        return self.text


def all_of(*conditions: Condition) -> Condition:
    """Every one holds."""
    if not conditions:
        raise ValueError("all_of of nothing")
    return All(conditions)


def any_of(*conditions: Condition) -> Condition:
    """At least one holds."""
    if not conditions:
        raise ValueError("any_of of nothing")
    return AnyOf(conditions)


def none_of(*conditions: Condition) -> Condition:
    """Not one holds."""
    return Not(any_of(*conditions) if len(conditions) > 1 else conditions[0])


def written(fact: Fact, value: int) -> Text:
    """A number of a fact, with its unit."""
    match fact.kind:
        case Kind.MONEY:
            return Text(nl=f"{euro(value).replace('.', ',')} euro", en=f"{euro(value)} euro")
        case Kind.FRACTION:
            return Text(nl=f"{value / 100:g} %".replace(".", ","), en=f"{value / 100:g} %")
        case Kind.DATE:
            day = date.fromordinal(value)
            return Text(nl=f"{day:%d-%m-%Y}", en=f"{day:%d-%m-%Y}")
        case Kind.INTEGER if fact.unit:
            return Text(nl=f"{value} {fact.unit.nl}", en=f"{value} {fact.unit.en}")
    return Text(nl=fact.shown(value), en=fact.shown(value))


def _least(one: End, other: End) -> End:
    return _picked(one, other, min, lambda a, b: a <= b)


def _most(one: End, other: End) -> End:
    return _picked(one, other, max, lambda a, b: a >= b)


def _picked(one: End, other: End, of_numbers: Callable[[int, int], int], first: Callable[[Any, Any], Any]) -> End:
    import polars as pl

    if isinstance(one, int) and isinstance(other, int):
        return of_numbers(one, other)
    column, value = (other, one) if isinstance(one, int) else (one, other)
    return pl.when(first(column, value)).then(column).otherwise(value)  # half the time of `min_horizontal`


def _column(end: End) -> pl.Expr:
    import polars as pl

    return pl.lit(end, dtype=pl.Int64) if isinstance(end, int) else end


def _joined(conditions: Sequence[Condition], case: Case, nl: str, en: str) -> Text:
    said = [one.words(case) for one in conditions]
    return Text(nl=nl.join(one.nl for one in said), en=en.join(one.en for one in said))
