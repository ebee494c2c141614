"""The rulebook: one person with reasons, the whole guide, and all measures for a population."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable
from datetime import date
from importlib.util import find_spec
from random import Random

import numpy as np
import polars as pl

from aanboord import rulebook
from aanboord.labourmarket.people import people
from aanboord.rulebook.answers import answer
from aanboord.rulebook.facts import Fact, Kind, Value
from aanboord.rulebook.measures import Measure
from aanboord.rulebook.population import count, prepare

from .figures import Figure

ON, UNIX = date(2024, 6, 1), date(1970, 1, 1)
ONE_BAR, GUIDE_BAR, ALL_BAR, MEMORY_BAR = 2.0, 50.0, 10.0, 4_096.0  # ms, ms, seconds, MiB


def measure(size: int, tell: Callable[[str], None]) -> list[Figure]:
    """Bars are those of 4 million people; a smaller population is measured against its share of them."""
    book = rulebook.of_flanders()
    tell("one person")
    figures = _one_person(book)
    tell(f"a population of {size:,}")
    region = prepare(book, people(size))
    bar, many = ALL_BAR * size / 4_000_000, len(book.measures)
    took = sum(_took(book, one, region) for one in book.measures.values())
    figures += [Figure("all measures, the synthetic region", round(took, 2), "s", bar)]
    took = 0.0
    for one in book.measures.values():
        tell(f"everything known: {one.id}")
        took += _took(book, one, prepare(book, _anybody(one, size)))
    figures += [
        Figure("all measures, every fact known of nine in ten", round(took, 2), "s", bar),
        Figure("people x measures", round(size * many / took), "per second", low_is_good=False),
        Figure("measures", many, "measures"),
        Figure("memory", round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024), "MiB", MEMORY_BAR),
    ]
    return figures + _beside(book, region, tell)


def _took(book: rulebook.Rulebook, one: Measure, frame: pl.DataFrame) -> float:
    """Seconds to count who has a right to it."""
    began = time.perf_counter()
    count(book, one, frame, on=ON)
    return time.perf_counter() - began


def _anybody(one: Measure, size: int) -> pl.DataFrame:
    """People of whom every fact that the measure may ask is drawn at random, the day of its anchor too."""
    random = np.random.default_rng(1)
    first, last = ((day - UNIX).days for day in (date(2015, 1, 1), date(2026, 12, 31)))
    columns: dict[str, pl.Series] = {}
    for id, fact in one.facts.items():
        match fact.kind:
            case Kind.BOOLEAN:
                column = pl.Series(random.random(size) < 0.5)
            case Kind.CHOICE:
                words = pl.Series(list(fact.choices), dtype=pl.Categorical)
                column = words.gather(random.integers(0, len(words), size))
            case Kind.SET:
                some = [[word for word in fact.choices if random.random() < 0.5] for _ in range(16)]
                column = pl.Series(some, dtype=pl.List(pl.String)).gather(random.integers(0, 16, size))
            case Kind.DATE | Kind.QUARTER:
                column = pl.Series(random.integers(first, last, size, dtype=np.int32)).cast(pl.Date)
                column = column.dt.truncate("1q") if fact.kind is Kind.QUARTER else column
            case Kind.MONEY:
                column = pl.Series(random.integers(0, 1_500_000, size))
            case _:
                is_year = fact is one.anchor.fact
                low, high = (2015, 2026) if is_year else (fact.low, min(fact.high, max(720, fact.low + 150)))
                column = pl.Series(random.integers(low, high + 1, size))
        columns[id] = column.set(pl.Series(random.random(size) < 0.1), None)
    return pl.DataFrame(columns)


def _one_person(book: rulebook.Rulebook) -> list[Figure]:
    random = Random(1)  # noqa: S311 - which facts are known is no secret
    asked = []
    for one in book.measures.values():
        for _ in range(20):
            asked.append((one, {id: _value(fact, random) for id, fact in one.facts.items() if random.random() < 0.6}))
    for one, values in asked:  # the first time makes the periods
        answer(book, one, values, on=ON)
    times = []
    for one, values in asked:
        began = time.perf_counter()
        answer(book, one, values, on=ON)
        times.append((time.perf_counter() - began) * 1000)
    guide = sum(times) / 20
    return [
        Figure("one person, one measure, explained p50", round(statistics.median(times), 3), "ms", ONE_BAR),
        Figure("one person, one measure, explained p95", round(statistics.quantiles(times, n=20)[-1], 3), "ms"),
        Figure("one person, all measures, explained", round(guide, 1), "ms", GUIDE_BAR),
    ]


def _value(fact: Fact, random: Random) -> Value:
    match fact.kind:
        case Kind.BOOLEAN:
            return random.random() < 0.5
        case Kind.CHOICE:
            return random.choice(list(fact.choices))
        case Kind.SET:
            return frozenset(one for one in fact.choices if random.random() < 0.5)
        case Kind.DATE:
            return random.randint(date(2015, 1, 1).toordinal(), date(2026, 12, 31).toordinal())
        case Kind.QUARTER:
            return date(random.randint(2015, 2026), random.choice((1, 4, 7, 10)), 1).toordinal()
    return random.randint(fact.low, min(fact.high, 1_000_000 if fact.kind is Kind.MONEY else 3_000))


def _beside(book: rulebook.Rulebook, frame: pl.DataFrame, tell: Callable[[str], None]) -> list[Figure]:
    """Two measures beside the same two in OpenFisca-Core, where it is installed: it is AGPL, so no dependency."""
    two = [book.measures[id] for id in ("jobbonus", "target-group-older-in-service") if id in book.measures]
    began = time.perf_counter()
    for one in two:
        count(book, one, frame, on=ON)
    ours = round(len(frame) / (time.perf_counter() - began))
    theirs = None
    if find_spec("openfisca_core"):
        tell("the same two measures in OpenFisca-Core")
        from .openfisca import per_second

        theirs = round(per_second(frame))
    return [Figure("jobbonus and one reduction", ours, "people per second", baseline=theirs, low_is_good=False)]
