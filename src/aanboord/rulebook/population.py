"""A whole population at once: the same rules, compiled to polars expressions in which null means not known.

A frame has a column for each fact that is known of somebody, named by the fact: booleans, whole numbers (`Int64`: money
in cents, fractions in ten-thousandths), `Date`s (a quarter by its first day), words, or lists of words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from .book import Rulebook
from .entries import Text
from .facts import Fact, Kind, WrongFact
from .language import UNIX, End, Population
from .measures import Measure, Period, unbounded

OUTCOME, LOW, HIGH = "outcome", "low", "high"
_ANCHOR, _ROW, _DAY = "__period", "__row", "__day"
_MAYBE = pl.col(OUTCOME).fill_null(True)

_TYPES: dict[Kind, tuple[type[pl.DataType], ...]] = {
    Kind.BOOLEAN: (pl.Boolean,),
    Kind.CHOICE: (pl.String, pl.Categorical, pl.Enum),
    Kind.SET: (pl.List,),
    Kind.DATE: (pl.Date,),
    Kind.QUARTER: (pl.Date,),
}


@dataclass(frozen=True, slots=True)
class Count:
    """How many: `certain` surely have the right, `possible` have it or may have it; amounts in euro hundredths.

    `low` counts who surely has it, by the lowest amount; `high` who may have it, by the highest: None when for somebody
    no end is known.
    """

    people: int
    certain: int
    possible: int
    low: int
    high: int | None


def prepare(book: Rulebook, frame: pl.DataFrame) -> pl.DataFrame:
    """The columns that are facts, as whole numbers, booleans and words. Raises WrongFact for one of a wrong type."""
    known = book.facts
    columns = []
    for name in frame.columns:
        fact = known.get(name)
        if fact is None:
            columns.append(pl.col(name))
            continue
        dtype = frame.schema[name]
        expected = _TYPES.get(fact.kind)
        if dtype == pl.Null:
            continue  # known of nobody
        if expected is None:
            if not dtype.is_integer():
                raise WrongFact(name, Text(nl="moet een kolom met gehele getallen zijn", en="must be whole numbers"))
            columns.append(pl.col(name).cast(pl.Int64))
        elif not isinstance(dtype, expected):
            names = " / ".join(one.__name__ for one in expected)
            raise WrongFact(name, Text(nl=f"moet een kolom {names} zijn", en=f"must be a column of {names}"))
        elif dtype == pl.Date:
            columns.append(pl.col(name).to_physical().cast(pl.Int64) + UNIX)
        else:
            columns.append(pl.col(name))
    prepared = frame.select(columns)
    for name in prepared.columns:
        if name in known:
            _check(known[name], prepared[name])
    return prepared


def _check(fact: Fact, column: pl.Series) -> None:
    """No value may be one that `Fact.parse` refuses."""
    if column.dtype == pl.Int64:
        low, high = column.min(), column.max()
        for value in (low, high):
            if isinstance(value, int) and not fact.low <= value <= fact.high:
                fact.parse(fact.shown(value))  # says what is wrong
    elif fact.kind in {Kind.CHOICE, Kind.SET}:
        words = column.explode() if fact.kind is Kind.SET else column
        for value in words.drop_nulls().unique().cast(pl.String):
            fact.parse(value if fact.kind is Kind.CHOICE else [value])


def apply(
    book: Rulebook, measure: Measure, frame: pl.DataFrame, *, on: date, known_on: date | None = None
) -> pl.DataFrame:
    """For each row of a prepared frame, in its order: `outcome` (null: not known), `low` and `high` in hundredths.

    Without a column for the anchor, everybody asks on the day `on`: about its year, its quarter, that day.
    """
    return _apply(book, measure, frame, on, known_on)


def count(book: Rulebook, measure: Measure, frame: pl.DataFrame, *, on: date, known_on: date | None = None) -> Count:
    """How many of the people of a prepared frame have a right to `measure`, surely and possibly, and to how much."""
    possible = _apply(book, measure, frame, on, known_on, who_cannot=False)
    told = possible.select(
        certain=pl.col(OUTCOME).fill_null(False).sum(),
        low=pl.col(LOW).sum(),
        high=pl.col(HIGH).sum(),
        highest=pl.col(HIGH).max(),
    )
    certain, low, high, highest = told.row(0)
    return Count(len(frame), certain, len(possible), low, None if unbounded(highest or 0) else high)


def _apply(
    book: Rulebook,
    measure: Measure,
    frame: pl.DataFrame,
    on: date,
    known_on: date | None,
    *,
    who_cannot: bool = True,
) -> pl.DataFrame:
    """See `apply`; without `who_cannot`, only the rows of who has the right or may have it."""
    periods = book.periods(measure.id, known_on)
    anchor = measure.anchor
    if anchor.fact is None:
        asked = on.toordinal(), on.toordinal()
        return _told(measure, _on(periods, on.toordinal()), frame.lazy(), asked, who_cannot)
    id = anchor.fact.id
    if id not in frame.columns or frame.is_empty():
        value = anchor.at(on.toordinal())
        day = anchor.day_of(value)
        asking = frame.lazy().with_columns(pl.lit(value, dtype=pl.Int64).alias(id))
        return _told(measure, _on(periods, day), asking, (day, day), who_cannot)
    starts = [anchor.first_value(period.start.toordinal()) for period in periods]
    place = pl.sum_horizontal([(pl.col(id) >= start).cast(pl.Int32) for start in starts]) - 1
    placed = frame.with_row_index(_ROW).with_columns(
        pl.when(pl.col(id).is_null()).then(-1).otherwise(place).alias(_ANCHOR)
    )
    parts = []
    for (where,), part in placed.partition_by(_ANCHOR, as_dict=True).items():
        if where == -1:
            answered = _joined(measure, list(periods), part)
            parts.append(answered if who_cannot else answered.filter(_MAYBE))
        else:
            parts.append(_told(measure, periods[where], part.lazy(), None, who_cannot))
    return pl.concat(parts).sort(_ROW).drop(_ROW) if who_cannot else pl.concat(parts)


def _on(periods: tuple[Period, ...], day: int) -> Period:
    return next(period for period in periods if period.start.toordinal() <= day <= period.end.toordinal())


def _told(
    measure: Measure, period: Period, people: pl.LazyFrame, day: tuple[int, int] | None, who_cannot: bool
) -> pl.DataFrame:
    """Outcome and amounts in one period, beside the number of the row if it has one; `day` None: that of its anchor."""
    days: tuple[End, End]
    if day is not None:
        days = day
    else:
        assert measure.anchor.fact is not None
        # A column of its own: as an expression it would be computed again wherever a rule reads it.
        people = people.with_columns(_days(measure, pl.col(measure.anchor.fact.id)).alias(_DAY))
        days = pl.col(_DAY), pl.col(_DAY)
    names = people.collect_schema().names()
    of = Population(frozenset(names), period.parameters, days)
    truth = pl.col(OUTCOME)
    low = high = pl.lit(0, dtype=pl.Int64)
    if period.amount:
        bounds = [part.number.columns(of) for part in period.amount]
        low = pl.when(truth.fill_null(False)).then(sum(one for one, _ in bounds)).otherwise(0).cast(pl.Int64)
        high = pl.when(truth.fill_null(True)).then(sum(one for _, one in bounds)).otherwise(0).cast(pl.Int64)
    told = people.with_columns(period.condition.column(of).cast(pl.Boolean).alias(OUTCOME))
    if not who_cannot:  # their amounts need not be computed
        told = told.filter(_MAYBE)
    shown = [truth, low.alias(LOW), high.alias(HIGH)] + [pl.col(_ROW)] * (_ROW in names)
    return told.with_columns(shown).select([OUTCOME, LOW, HIGH] + [_ROW] * (_ROW in names)).collect()


def _days(measure: Measure, column: pl.Expr) -> pl.Expr:
    """The day that a value of the anchor stands for, for a whole column: its values are few, so each is looked up."""
    return column.map_batches(
        lambda values: values.replace_strict(
            {value: measure.anchor.day_of(value) for value in values.unique().drop_nulls()}, return_dtype=pl.Int64
        ),
        return_dtype=pl.Int64,
    )


def _joined(measure: Measure, periods: list[Period], frame: pl.DataFrame) -> pl.DataFrame:
    """For who does not know the anchor: what all periods that it can lie in have in common."""
    fact = measure.anchor.fact
    assert fact is not None
    first, last = measure.anchor.day_of(fact.low), measure.anchor.day_of(fact.high)
    told = []
    for period in periods:
        start, end = max(first, period.start.toordinal()), min(last, period.end.toordinal())
        if start <= end:
            told.append(_told(measure, period, frame.lazy(), (start, end), who_cannot=True))
    outcomes = [one[OUTCOME] for one in told]
    together = pl.DataFrame(
        {f"o{place}": column for place, column in enumerate(outcomes)}
        | {f"l{place}": one[LOW] for place, one in enumerate(told)}
        | {f"h{place}": one[HIGH] for place, one in enumerate(told)}
    )
    many = range(len(told))
    yes = pl.all_horizontal([pl.col(f"o{place}").fill_null(False) for place in many])
    no = pl.all_horizontal([(~pl.col(f"o{place}")).fill_null(False) for place in many])
    return together.select(
        pl.when(yes).then(True).when(no).then(False).alias(OUTCOME),
        pl.min_horizontal([f"l{place}" for place in many]).alias(LOW),
        pl.max_horizontal([f"h{place}" for place in many]).alias(HIGH),
    ).with_columns(frame[_ROW])


__all__ = ["HIGH", "LOW", "OUTCOME", "Count", "apply", "count", "prepare"]
