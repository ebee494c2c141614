"""Random people for a measure: facts near the limits of its rules, some of them not known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import polars as pl
from hypothesis import strategies as st

from aanboord import rulebook
from aanboord.rulebook.facts import Fact, Kind
from aanboord.rulebook.language import UNIX, Comparison, FactNumber
from aanboord.rulebook.measures import Measure

BOOK = rulebook.of_flanders()
MEASURES = list(BOOK.measures)
DAYS = st.dates(date(2015, 1, 1), date(2029, 12, 31))


@cache
def limits(id: str) -> dict[str, tuple[int, ...]]:
    """What each number of a measure is compared with, in any period; for the anchor where a period begins."""
    measure = BOOK.measure(id)
    found: dict[str, set[int]] = {}
    for period in BOOK.periods(id):
        if measure.anchor.fact:
            found.setdefault(measure.anchor.fact.id, set()).add(measure.anchor.first_value(period.start.toordinal()))
        values = {value for bounds in period.parameters.values() for value in bounds}
        for node in period.condition.walk():
            if isinstance(node, Comparison) and isinstance(node.one, FactNumber):
                values |= {one.value for one in node.other.walk() if hasattr(one, "value")}
                found.setdefault(node.one.fact.id, set()).update(values)
    return {fact: tuple(sorted(values)) for fact, values in found.items()}


def value_of(measure: Measure, fact: Fact) -> st.SearchStrategy[Any]:
    """A value that the fact can have, often one beside a limit."""
    match fact.kind:
        case Kind.BOOLEAN:
            return st.booleans()
        case Kind.CHOICE:
            return st.sampled_from(sorted(fact.choices))
        case Kind.SET:
            return st.frozensets(st.sampled_from(sorted(fact.choices)))
    low, high = fact.low, min(fact.high, 10_000_000)
    if measure.anchor.fact is fact and fact.kind is not Kind.INTEGER:
        low, high = date(2010, 1, 1).toordinal(), date(2030, 1, 1).toordinal()
    near = sorted(
        value
        for limit in limits(measure.id).get(fact.id, ())
        for value in (limit - 1, limit, limit + 1)
        if low <= value <= high
    )
    whole = st.integers(low, high)
    numbers = st.one_of(st.sampled_from(near), whole) if near else whole
    return numbers.map(first_of_quarter) if fact.kind is Kind.QUARTER else numbers


def first_of_quarter(ordinal: int) -> int:
    then = date.fromordinal(ordinal)
    return date(then.year, 3 * ((then.month - 1) // 3) + 1, 1).toordinal()


@st.composite
def people(draw: st.DrawFn, measure: Measure, known: float = 0.7) -> dict[str, Any]:
    """The facts of one person; some are not known."""
    return {id: draw(value_of(measure, fact)) for id, fact in measure.facts.items() if draw(st.floats(0, 1)) <= known}


def frame_of(measure: Measure, rows: list[Mapping[str, Any]]) -> pl.DataFrame:
    """The same people as a population."""
    columns = {}
    for id, fact in measure.facts.items():
        values = [row.get(id) for row in rows]
        match fact.kind:
            case Kind.BOOLEAN:
                columns[id] = pl.Series(values, dtype=pl.Boolean)
            case Kind.CHOICE:
                columns[id] = pl.Series(values, dtype=pl.String)
            case Kind.SET:
                columns[id] = pl.Series(
                    [None if value is None else sorted(value) for value in values], dtype=pl.List(pl.String)
                )
            case Kind.DATE | Kind.QUARTER:
                days = [None if value is None else value - UNIX for value in values]
                columns[id] = pl.Series(days, dtype=pl.Int32).cast(pl.Date)
            case _:
                columns[id] = pl.Series(values, dtype=pl.Int64)
    return pl.DataFrame(columns)
