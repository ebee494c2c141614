"""A reform: changes of values and conditions from a day on, laid over the law; both run side by side.

id: career-voucher-12-months
title: {nl: Loopbaancheque na 12 maanden werk, en: Career voucher after 12 months of work}
from: 2027-01-01
sources: [ADV24-7-a]
values:
  - {parameter: career-voucher-months, value: 12}
without:
  - {measure: career-voucher, condition: months_of_experience}
with:
  - {measure: jobbonus, fact: age, at_least: 25, text: {nl: Je bent minstens 25, en: You are at least 25}}
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeGuard

import polars as pl
import yaml

from .answers import rows
from .book import Rulebook
from .entries import Entry, State, Text, UnknownRule, Version
from .facts import ENDLESS, Fact, Kind, WrongFact
from .language import All, Comparison, Condition, Constant, FactNumber, FactTrue, Known, Not, OneOf
from .loading import RuleFileError
from .measures import DAY, Measure, MeasureVersion
from .population import HIGH, LOW, OUTCOME, apply

_WORDS = {Kind.BOOLEAN, Kind.CHOICE, Kind.SET}
_SIGNS = {"at_least": ">=", "at_most": "<=", "more_than": ">", "less_than": "<"}


@dataclass(frozen=True)
class Reform:
    """What changes from `since` on."""

    id: str
    title: Text
    since: date
    sources: tuple[str, ...]
    values: Mapping[str, int]
    without: tuple[tuple[str, str], ...]
    added: tuple[tuple[str, Condition], ...]

    def over(self, book: Rulebook) -> Rulebook:
        """The rulebook as it would be. Raises UnknownRule for what it does not know, RuleError when it has a hole."""
        parameters = dict(book.parameters)
        for id, value in self.values.items():
            parameters[id] = self._parameter(parameters, id, value)
        measures = dict(book.measures)
        for id in dict.fromkeys([id for id, _ in self.without] + [id for id, _ in self.added]):
            measures[id] = self._measure(book.measure(id))
        return Rulebook(measures, parameters)

    @property
    def touched(self) -> frozenset[str]:
        """The measures of which it changes conditions; values change those that read them."""
        return frozenset([id for id, _ in self.without] + [id for id, _ in self.added])

    def touches(self, measure: Measure) -> bool:
        return measure.id in self.touched or bool(set(measure.parameter_ids) & set(self.values))

    def _parameter(self, parameters: Mapping[str, Entry[Version]], id: str, value: int) -> Entry[Version]:
        if id not in parameters:
            raise UnknownRule(id)
        old = parameters[id]
        until = self.since - DAY
        kept = [
            replace(one, valid_until=min(one.valid_until or until, until))
            for one in old.versions
            if one.valid_from < self.since
        ]
        model = old.versions[-1]
        new = Version(
            id, old.title, self.since, None, self.since, State.IN_FORCE, value, value, model.unit, True, self.sources
        )
        return replace(old, versions=(*kept, new))

    def _measure(self, old: Measure) -> Measure:
        versions: list[MeasureVersion] = []
        for version in old.versions:
            if version.valid_until and version.valid_until < self.since:
                versions.append(version)
                continue
            if version.valid_from < self.since:
                versions.append(replace(version, valid_until=self.since - DAY))
            versions.append(
                replace(
                    version,
                    valid_from=max(version.valid_from, self.since),
                    eligible=self._eligible(old.id, version),
                    sources=self.sources,
                )
            )
        return replace(old, versions=tuple(versions))

    def _eligible(self, id: str, version: MeasureVersion) -> Condition:
        kept = rows(version.eligible)
        for measure, condition in self.without:
            if measure == id:
                left = [row for row in kept if row.id != condition]
                if len(left) == len(kept):
                    raise UnknownRule(f"{id} has no condition {condition}")
                kept = left
        kept += [condition for measure, condition in self.added if measure == id]
        return All(tuple(kept)) if kept else Known(True, Text(nl="Voor iedereen", en="For everybody"))


#: A reform is short and flat; what is longer or deeper was made to keep the reader busy.
LONGEST, DEEPEST = 20_000, 10


def read(file: Path, book: Rulebook) -> Reform:
    """A reform from its YAML file. Raises RuleFileError, which says what is wrong and where."""
    try:
        return read_text(file.read_text("utf-8"), book, file)
    except UnicodeDecodeError as error:
        raise RuleFileError(file, "file", f"is no text: {error}") from error


def read_text(text: str, book: Rulebook, file: Path = Path("reform.yaml")) -> Reform:
    """A reform as somebody wrote it. Raises RuleFileError, also for what was made to be slow to read."""
    if len(text) > LONGEST:
        raise RuleFileError(file, "file", f"is longer than {LONGEST} signs")
    try:
        depth = 0
        for event in yaml.parse(text, yaml.SafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST or isinstance(event, yaml.AliasEvent):
                where = f"line {event.start_mark.line + 1}" if event.start_mark else "file"
                raise RuleFileError(file, where, "nests too deeply, or repeats a part by a reference")
        raw = yaml.safe_load(text)
    except RuleFileError:
        raise
    except (yaml.YAMLError, ValueError) as error:  # an impossible day is a ValueError
        raise RuleFileError(file, "file", f"is no YAML: {error}") from error
    return parse(raw, book, file)


def parse(raw: Any, book: Rulebook, file: Path = Path("reform.yaml")) -> Reform:
    """A reform from what its YAML says. Raises RuleFileError."""

    def wrong(where: str, problem: str) -> RuleFileError:
        return RuleFileError(file, where, problem)

    if not isinstance(raw, dict):
        raise wrong("file", "is no mapping")
    if strange := set(raw) - {"id", "title", "from", "sources", "values", "without", "with"}:
        raise wrong("file", f"does not know {', '.join(sorted(map(str, strange)))}")
    title, since, sources = raw.get("title"), raw.get("from"), raw.get("sources")
    if not isinstance(raw.get("id"), str) or not _said(title):
        raise wrong("file", "needs an id and a title in nl and en")
    if type(since) is not date or not isinstance(sources, list) or not sources:
        raise wrong(raw["id"], "needs the day `from` which it holds, and its sources")
    values: dict[str, int] = {}
    for row in _list(raw, "values", wrong):
        id, value = str(row.get("parameter")), row.get("value")
        if id not in book.parameters:
            raise wrong(raw["id"], f"no parameter is called {id}")
        try:
            scale = 100 if book.parameters[id].versions[-1].unit.value in {"euro", "percent"} else 1
            scaled = Decimal(str(value)) * scale
            if not 0 <= scaled <= ENDLESS:
                raise ValueError(value)
            values[id] = int(scaled)
            if scaled != values[id]:
                raise ValueError(value)
        except (ArithmeticError, ValueError):
            raise wrong(raw["id"], f"{id}: {value!r} is no number") from None
    without = []
    for row in _list(raw, "without", wrong):
        without.append((str(row.get("measure")), str(row.get("condition"))))
    added = []
    for row in _list(raw, "with", wrong):
        measure, fact = str(row.get("measure")), book.facts.get(str(row.get("fact")))
        if fact is None:
            raise wrong(raw["id"], f"there is no fact {row.get('fact')}")
        added.append((measure, _condition(row, fact, wrong, raw["id"])))
    reform = Reform(raw["id"], Text(**title), since, tuple(map(str, sources)), values, tuple(without), tuple(added))
    try:
        reform.over(book)
    except (LookupError, ValueError, OverflowError) as error:
        raise wrong(raw["id"], str(error)) from error
    return reform


def _list(raw: Mapping[str, Any], key: str, wrong: Any) -> list[Mapping[str, Any]]:
    every = raw.get(key) or []
    if not isinstance(every, list) or not all(isinstance(row, dict) for row in every):
        raise wrong(key, "is no list of mappings")
    return every


def _condition(row: Mapping[str, Any], fact: Fact, wrong: Any, where: str) -> Condition:
    """`at_least: 25`, `is: true`, `is_one_of: [low, middle]`."""
    made: Condition
    if fact.kind is Kind.BOOLEAN and isinstance(row.get("is"), bool):
        made = FactTrue(fact) if row["is"] else Not(FactTrue(fact))
    elif fact.kind in {Kind.CHOICE, Kind.SET} and isinstance(row.get("is_one_of"), list):
        try:
            made = OneOf(fact, frozenset(map(str, row["is_one_of"])))
        except ValueError as error:
            raise wrong(where, str(error)) from error
    elif fact.kind not in _WORDS and (sign := next((sign for sign in _SIGNS if sign in row), None)):
        try:
            value = fact.parse(row[sign])
        except WrongFact as error:
            raise wrong(where, str(error)) from error
        assert isinstance(value, int)
        made = Comparison(FactNumber(fact), _SIGNS[sign], Constant(value))
    else:
        raise wrong(where, f"says nothing of {fact.id} that it can be")
    text = row.get("text")
    return made.explain(nl=text["nl"], en=text["en"]) if _said(text) else made


def _said(text: Any) -> TypeGuard[dict[str, str]]:
    """Whether it is a text in both languages."""
    return isinstance(text, dict) and {"nl", "en"} == set(text) and all(isinstance(one, str) for one in text.values())


def compare(
    law: Rulebook,
    reform: Rulebook,
    measure: str,
    frame: pl.DataFrame,
    *,
    on: date,
    by: Sequence[str] = (),
) -> pl.DataFrame:
    """Law and reform side by side on a prepared frame, a row for each group of `by`.

    `gain` and `lose` count people who surely get more or less, or have the right or lose it; `open` those of whom it
    cannot be told. `difference_low` and `difference_high` bound the change in the sum, in hundredths. Where the frame
    does not say on which day somebody asks (an application), that day is `on`.
    """
    anchor = law.measure(measure).anchor
    if anchor.fact is not None and anchor.moves and anchor.fact.id not in frame.columns:
        asks = pl.lit(anchor.at(on.toordinal()), dtype=pl.Int64)
        frame = frame.with_columns(asks.alias(anchor.fact.id))
    old = apply(law, law.measure(measure), frame, on=on)
    new = apply(reform, reform.measure(measure), frame, on=on)
    both = pl.DataFrame(
        {
            "old": old[OUTCOME],
            "new": new[OUTCOME],
            "old_low": old[LOW],
            "old_high": old[HIGH],
            "new_low": new[LOW],
            "new_high": new[HIGH],
        }
    ).hstack(frame.select(by))
    known = pl.col("old").is_not_null() & pl.col("new").is_not_null()
    begins, ends = ~pl.col("old") & pl.col("new"), pl.col("old") & ~pl.col("new")
    more, less = pl.col("new_low") > pl.col("old_high"), pl.col("new_high") < pl.col("old_low")
    same = (
        known
        & (pl.col("old") == pl.col("new"))
        & (pl.col("old_low") == pl.col("new_low"))
        & (pl.col("old_high") == pl.col("new_high"))
    )
    gain = (known & begins) | more
    lose = (known & ends) | less
    changed = pl.when(~same.fill_null(False))  # an open value is the same in law and reform, so it differs in neither
    counted = [
        pl.len().alias("people"),
        gain.fill_null(False).sum().alias("gain"),
        lose.fill_null(False).sum().alias("lose"),
        same.fill_null(False).sum().alias("same"),
        (~(gain.fill_null(False) | lose.fill_null(False) | same.fill_null(False))).sum().alias("open"),
        changed.then(pl.col("new_low") - pl.col("old_high")).otherwise(0).sum().alias("difference_low"),
        changed.then(pl.col("new_high") - pl.col("old_low")).otherwise(0).sum().alias("difference_high"),
    ]
    return both.group_by(by).agg(counted).sort(by) if by else both.select(counted)


__all__ = ["Reform", "compare", "parse", "read", "read_text"]
