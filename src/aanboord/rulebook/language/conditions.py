"""Conditions: yes, no or not known; and the numbers that hang on one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..entries import Text
from ..facts import Fact, Kind
from .base import Bounds, Case, Ends, Node, Population, Truth, column_of, least, most
from .numbers import Constant, FactNumber, Number, Parameter, number

if TYPE_CHECKING:
    import polars as pl


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
            lows, highs = (
                (pl.when(may).then(column_of(one[end])), pl.when(may_not).then(column_of(other[end]))) for end in (0, 1)
            )
            return pl.min_horizontal(lows), pl.max_horizontal(highs)
        either = least(one[0], other[0]), most(one[1], other[1])
        low, high = (
            pl.when(truth.is_null())
            .then(column_of(either[end]))
            .when(truth)
            .then(column_of(one[end]))
            .otherwise(column_of(other[end]))
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
        low, other_low = column_of(low), column_of(other_low)
        if self.sign == "==":
            surely = (low == high) & (other_low == other_high) & (low == other_low)
            maybe = (high >= other_low) & (low <= other_high)
        elif ">" in self.sign:
            surely, maybe = _HOLDS[self.sign](low, other_high), _HOLDS[self.sign](column_of(high), other_low)
        else:
            surely, maybe = _HOLDS[self.sign](column_of(high), other_low), _HOLDS[self.sign](low, other_high)
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
        limit = (
            self.one.shown(low)
            if low == high
            else Text(nl="een grens die niet gekend is", en="a limit that is not known")
        )
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


def _joined(conditions: Sequence[Condition], case: Case, nl: str, en: str) -> Text:
    said = [one.words(case) for one in conditions]
    return Text(nl=nl.join(one.nl for one in said), en=en.join(one.en for one in said))
