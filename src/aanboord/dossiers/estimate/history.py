"""Training history: who was screened when, what was known then, and who found work within six months."""

from __future__ import annotations

import calendar
import csv
import hashlib
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any

from .errors import BadValue, HistoryError, Problem
from .factors import FACTORS
from .features import Features
from .texts import Text

HORIZON_MONTHS = 6
_KEYS = tuple(factor.key for factor in FACTORS)


def six_months_after(day: date) -> date:
    """The same day six months on, or the last day of that month."""
    month = day.month + HORIZON_MONTHS
    year, month = day.year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


class Sex(StrEnum):
    """For the audit only."""

    WOMAN = "f"
    MAN = "m"
    OTHER = "x"


class AgeBand(StrEnum):
    """For the audit only."""

    UNDER_25 = "under_25"
    FROM_25_TO_54 = "25_54"
    FROM_55 = "55_plus"


class Origin(StrEnum):
    """Country of birth, for the audit only."""

    BELGIUM = "belgium"
    EU = "eu"
    OUTSIDE_EU = "outside_eu"


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """Protected characteristics where known: only the error per group is computed from them, never an estimate."""

    sex: Sex | None = None
    age_band: AgeBand | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One screening of the past. ``observed_until`` is the last day on which start of work would have been seen.

    Raises BadValue when the dates contradict one another.
    """

    features: Features
    screened_on: date
    observed_until: date
    work_started_on: date | None = None
    audit: Audit = Audit()

    def __post_init__(self) -> None:
        if self.observed_until < self.screened_on:
            raise BadValue("observed_until", Text("ligt voor de screening", "is before the screening"))
        if self.work_started_on is not None:
            if self.work_started_on < self.screened_on:
                raise BadValue("work_started_on", Text("ligt voor de screening", "is before the screening"))
            if self.work_started_on > self.observed_until:
                raise BadValue(
                    "work_started_on", Text("ligt na het einde van de opvolging", "is after observation ended")
                )

    @property
    def outcome_known_on(self) -> date:
        """From this day on it is certain whether there was work within six months."""
        return six_months_after(self.screened_on)

    @property
    def mature(self) -> bool:
        """Followed for the full six months: whoever found work early may not count before the others can."""
        return self.observed_until >= self.outcome_known_on

    @property
    def worked(self) -> bool:
        """Work started within six months of the screening."""
        return self.work_started_on is not None and self.work_started_on <= self.outcome_known_on

    def sort_key(self) -> tuple[str, ...]:
        """Orders records by day of screening, the same way whatever order they arrived in."""
        facts = ("" if value is None else str(value) for value in map(self.features.value, _KEYS))
        audit = self.audit
        dates = (self.screened_on, self.observed_until, self.work_started_on)
        return (*map(str, dates), *facts, str(audit.sex), str(audit.age_band), str(audit.origin))


@dataclass(frozen=True, slots=True)
class History:
    """Records in order of time. ``fictional`` history can train nothing but a fictional model."""

    records: tuple[Record, ...]
    fictional: bool = False

    @classmethod
    def of(cls, records: Iterable[Record], *, fictional: bool = False) -> History:
        """A history from records in any order."""
        return cls(tuple(sorted(records, key=Record.sort_key)), fictional)

    def __len__(self) -> int:
        return len(self.records)

    def fingerprint(self) -> str:
        """SHA-256 over all records: says which data a model was trained on without holding any of it."""
        digest = hashlib.sha256()
        for record in self.records:
            digest.update("\x1f".join(record.sort_key()).encode() + b"\n")
        return digest.hexdigest()


REQUIRED_COLUMNS = ("screened_on", "observed_until")
AUDIT_COLUMNS: dict[str, type[StrEnum]] = {"sex": Sex, "age_band": AgeBand, "origin": Origin}
COLUMNS = (*REQUIRED_COLUMNS, "work_started_on", *_KEYS, *AUDIT_COLUMNS)
"""Columns of a training file. An empty cell is "not known", for ``work_started_on`` "no work seen"."""


def read_csv(path: Path) -> History:
    """Read a UTF-8 file with comma or semicolon (Excel's). Raises HistoryError with each faulty row and column."""
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise HistoryError([Problem(row, "-", Text("is geen UTF-8", "is not UTF-8"))]) from None
    header = text.partition("\n")[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    _check_columns(reader.fieldnames or ())
    return read_rows(reader)


def read_rows(rows: Iterable[Mapping[Any, Any]]) -> History:
    """History from rows of text by column name, the first being row 2. Raises HistoryError with each fault found."""
    records: list[Record] = []
    problems: list[Problem] = []
    for number, row in enumerate(rows, start=2):
        try:
            _check_columns(row)
        except HistoryError as error:
            problems.extend(Problem(number, problem.column, problem.text) for problem in error.problems)
            continue
        record = _record(number, row, problems)
        if record is not None:
            records.append(record)
    if problems:
        raise HistoryError(problems)
    return History.of(records)


def _check_columns(names: Iterable[str | None]) -> None:
    """Data that may not be used are better not delivered: an unknown column is refused, not skipped."""
    present = set(names)
    missing = [name for name in REQUIRED_COLUMNS if name not in present]
    unknown = sorted("-" if name is None else name for name in present - set(COLUMNS))
    problems = [Problem(1, name, Text("ontbreekt", "is missing")) for name in missing]
    problems += [
        Problem(1, name, Text("hoort niet in dit bestand", "does not belong in this file")) for name in unknown
    ]
    if problems:
        raise HistoryError(problems)


def _read_date(column: str, written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        text = Text("moet een datum zijn als 2024-05-31", "must be a date such as 2024-05-31")
        raise BadValue(column, text) from None


def _read_code(column: str, codes: type[StrEnum], written: str) -> StrEnum:
    try:
        return codes(written.lower())
    except ValueError:
        listed = ", ".join(codes)
        raise BadValue(column, Text(f"moet een van deze zijn: {listed}", f"must be one of: {listed}")) from None


_READERS: dict[str, Callable[[str], Any]] = {
    **{column: partial(_read_date, column) for column in (*REQUIRED_COLUMNS, "work_started_on")},
    **{factor.key: factor.read for factor in FACTORS},
    **{column: partial(_read_code, column, codes) for column, codes in AUDIT_COLUMNS.items()},
}


def _record(number: int, row: Mapping[Any, Any], problems: list[Problem]) -> Record | None:
    found: dict[str, Any] = {}
    faults: list[Problem] = []
    for column, read in _READERS.items():
        written = (row.get(column) or "").strip()
        if written:
            try:
                found[column] = read(written)
            except BadValue as error:
                faults.append(Problem(number, column, error.text))
        elif column in REQUIRED_COLUMNS:
            faults.append(Problem(number, column, Text("is leeg", "is empty")))
    if not faults:
        try:
            return Record(
                features=Features(**{factor.key: found.get(factor.key) for factor in FACTORS}),
                audit=Audit(**{column: found.get(column) for column in AUDIT_COLUMNS}),
                screened_on=found["screened_on"],
                observed_until=found["observed_until"],
                work_started_on=found.get("work_started_on"),
            )
        except BadValue as error:
            faults.append(Problem(number, error.column, error.text))
    problems.extend(faults)
    return None
