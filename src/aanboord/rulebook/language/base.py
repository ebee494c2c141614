"""What is known of a person or a population, and what every node of a rule can do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from ..entries import Text
from ..facts import Fact, Kind

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

    #: The id of the parameter that this very node reads.
    reads: str = ""

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
        return tuple(dict.fromkeys(node.reads for node in self.walk() if node.reads))

    def open_facts(self, case: Case) -> dict[str, Fact]:
        """The facts that are not known and still matter, in the order in which they stand."""
        raise NotImplementedError


def least(one: End, other: End) -> End:
    return _picked(one, other, min, lambda a, b: a <= b)


def most(one: End, other: End) -> End:
    return _picked(one, other, max, lambda a, b: a >= b)


def _picked(one: End, other: End, of_numbers: Callable[[int, int], int], first: Callable[[Any, Any], Any]) -> End:
    import polars as pl

    if isinstance(one, int) and isinstance(other, int):
        return of_numbers(one, other)
    column, value = (other, one) if isinstance(one, int) else (one, other)
    return pl.when(first(column, value)).then(column).otherwise(value)  # half the time of `min_horizontal`


def column_of(end: End) -> pl.Expr:
    import polars as pl

    return pl.lit(end, dtype=pl.Int64) if isinstance(end, int) else end


_DUTCH = str.maketrans(".,", ",.")


def written(fact: Fact, value: int) -> Text:
    """A number of a fact, with its unit."""
    match fact.kind:
        case Kind.MONEY:
            english = f"{value // 100:,}" + (f".{value % 100:02d}" if value % 100 else "")
            return Text(nl=f"{english.translate(_DUTCH)} euro", en=f"{english} euro")
        case Kind.FRACTION:
            return Text(nl=f"{value / 100:g} %".replace(".", ","), en=f"{value / 100:g} %")
        case Kind.DATE:
            day = date.fromordinal(value)
            return Text(nl=f"{day:%d-%m-%Y}", en=f"{day:%d-%m-%Y}")
        case Kind.INTEGER if fact.unit:
            return Text(nl=f"{value} {fact.unit.nl}", en=f"{value} {fact.unit.en}")
    return Text(nl=fact.shown(value), en=fact.shown(value))
