"""Numbers: facts, values of policy, and what is reckoned with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, reduce
from math import gcd
from typing import TYPE_CHECKING, Any

from ..calendar import add_months
from ..entries import Text
from ..facts import FRACTION, Fact
from .base import UNIX, Bounds, Case, End, Ends, Node, Population, column_of, least, most, written

if TYPE_CHECKING:
    from .conditions import Comparison


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
        return self._beside(">=", other)

    def __gt__(self, other: Number | int) -> Comparison:
        return self._beside(">", other)

    def __le__(self, other: Number | int) -> Comparison:
        return self._beside("<=", other)

    def __lt__(self, other: Number | int) -> Comparison:
        return self._beside("<", other)

    def equals(self, other: Number | int) -> Comparison:
        return self._beside("==", other)

    def _beside(self, sign: str, other: Number | int) -> Comparison:
        from .conditions import Comparison  # which is made of numbers

        return Comparison(self, sign, number(other))

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

    @property
    def reads(self) -> str:  # type: ignore[override]  # a node says it once, a parameter by its id
        return self.id

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
            self._of(high, start[0], end[0], top[0], bottom[0], least, most),
            self._of(low, start[1], end[1], top[1], bottom[1], least, most),
        )

    @staticmethod
    def _of(number: Any, start: Any, end: Any, top: Any, bottom: Any, least: Any, most: Any) -> Any:
        length = most(end - start, 1)
        gone = least(most(number - start, 0), length)
        fall = most(top - bottom, 0)
        return (2 * (top * length - gone * fall) + length) // (2 * length)


def falling(number: Number, start: Number, end: Number, top: Number, bottom: Number) -> Number:
    """From `top` down to `bottom` while `number` goes from `start` to `end`."""
    return Falling(number, start, end, top, bottom)


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
        pick = most if self.highest else least
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

    one, other = (column_of(day - UNIX).cast(pl.Int32).cast(pl.Date) for day in (start, end))
    months = (other.dt.year() - one.dt.year()).cast(pl.Int64) * 12 + (
        other.dt.month().cast(pl.Int64) - one.dt.month().cast(pl.Int64)
    )
    falls_on = pl.min_horizontal(one.dt.day(), other.dt.month_end().dt.day())
    whole = months - (falls_on > other.dt.day()).cast(pl.Int64)
    return pl.max_horizontal(whole, pl.lit(0, dtype=pl.Int64))
