"""Facts: what a rule asks of a person, a job or a year; each with its type, its question and who can answer it.

A value is held as a whole number: money in cents, a fraction in ten-thousandths, a date as its ordinal day, a quarter
as the ordinal of its first day. So one person and a population are computed with the same arithmetic.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from .entries import Text

#: Beyond any real value: a bound that says "as high as you like".
ENDLESS = 10**13
FRACTION = 10_000
MOST_DIGITS = 30  # no number of anybody has more
#: The years that a date may lie in: what lies outside was mistyped.
FIRST_DAY, LAST_DAY = date(1900, 1, 1).toordinal(), date(2100, 12, 31).toordinal()


class Kind(Enum):
    """What a fact is made of."""

    BOOLEAN = "boolean"
    INTEGER = "integer"
    MONEY = "money"
    FRACTION = "fraction"
    DATE = "date"
    QUARTER = "quarter"
    CHOICE = "choice"
    SET = "set"


class Who(Enum):
    """Who can answer the question."""

    CITIZEN = "citizen"
    CASEWORKER = "caseworker"
    REGISTER = "register"
    EMPLOYER = "employer"


class Grows(Enum):
    """What time alone does to a number."""

    MONTHLY = "monthly"
    YEARLY = "yearly"


Value = bool | int | str | frozenset[str]


class WrongFact(ValueError):
    """A fact that is not known, or a value that it cannot have; `fact` names it."""

    def __init__(self, fact: str, problem: Text) -> None:
        super().__init__(f"{fact}: {problem.en}")
        self.fact, self.problem = fact, problem


@dataclass(frozen=True, eq=False)
class Fact:
    """Something that can be known. `low` and `high` bound what a number can be; `fixed`: nobody can change it."""

    id: str
    kind: Kind
    label: Text
    question: Text
    by: tuple[Who, ...]
    low: int = 0
    high: int = ENDLESS
    choices: Mapping[str, Text] = field(default_factory=dict)
    grows: Grows | None = None
    fixed: bool = False
    unit: Text | None = None

    def parse(self, raw: object) -> Value:
        """The value that was typed or read from JSON. Raises WrongFact, which names this fact."""
        if isinstance(raw, str):
            raw = raw.strip()
        value: Value = _PARSERS[self.kind](self, raw)
        if isinstance(value, int) and not isinstance(value, bool) and not self.low <= value <= self.high:
            raise self._wrong(
                f"moet tussen {self.shown(self.low)} en {self.shown(self.high)} liggen",
                f"must lie between {self.shown(self.low)} and {self.shown(self.high)}",
            )
        return value

    def shown(self, value: Value) -> str:
        """A value as JSON and pages write it: the reverse of `parse`."""
        if isinstance(value, frozenset):
            return ", ".join(sorted(value))
        if isinstance(value, str):
            return value
        match self.kind:
            case Kind.BOOLEAN:
                return "true" if value else "false"
            case Kind.MONEY:
                return euro(value)
            case Kind.FRACTION:
                return f"{Decimal(value) / FRACTION:.4f}".rstrip("0").rstrip(".")
            case Kind.DATE:
                return date.fromordinal(value).isoformat()
            case Kind.QUARTER:
                day = date.fromordinal(value)
                return f"{day.year}-Q{(day.month + 2) // 3}"
        return str(value)

    def _wrong(self, nl: str, en: str) -> WrongFact:
        return WrongFact(self.id, Text(nl=nl, en=en))

    def _boolean(self, raw: object) -> bool:
        known = {True: True, False: False, "true": True, "false": False, "ja": True, "nee": False}
        if isinstance(raw, (bool, str)) and raw in known:
            return known[raw]
        raise self._wrong("moet true of false zijn", "must be true or false")

    def _integer(self, raw: object) -> int:
        if isinstance(raw, bool) or not re.fullmatch(r"[+-]?\d{1,9}", str(raw)) or not isinstance(raw, (int, str)):
            raise self._wrong("moet een geheel getal zijn", "must be a whole number")
        return int(raw)

    def _decimal(self, raw: object, unit: int) -> int:
        if isinstance(raw, bool) or not isinstance(raw, (int, str, float, Decimal)):
            raise self._wrong("moet een getal zijn", "must be a number")
        try:
            scaled = Decimal(str(raw).replace(",", ".")) * unit
            whole = scaled.to_integral_value()
        except ArithmeticError:  # not a number, or one beyond all measure
            raise self._wrong("moet een getal zijn", "must be a number") from None
        if not scaled.is_finite() or scaled.adjusted() > MOST_DIGITS:
            raise self._wrong("moet een getal zijn", "must be a number")
        if whole != scaled:
            raise self._wrong("heeft te veel cijfers na de komma", "has too many decimals")
        return int(whole)

    def _date(self, raw: object) -> int:
        if isinstance(raw, date):
            return raw.toordinal()
        try:
            if isinstance(raw, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", raw):
                return date.fromisoformat(raw).toordinal()
        except ValueError:
            pass
        raise self._wrong("moet een dag zijn, als 2024-06-30", "must be a day, like 2024-06-30")

    def _quarter(self, raw: object) -> int:
        found = re.fullmatch(r"(\d{4})-?[QqKk]([1-4])", raw) if isinstance(raw, str) else None
        if not found or not 1900 <= int(found[1]) <= 2100:
            raise self._wrong("moet een kwartaal zijn, als 2024-Q3", "must be a quarter, like 2024-Q3")
        return date(int(found[1]), 3 * int(found[2]) - 2, 1).toordinal()

    def _choice(self, raw: object) -> str:
        if isinstance(raw, str) and raw in self.choices:
            return raw
        offered = ", ".join(self.choices)
        raise self._wrong(f"moet een zijn van: {offered}", f"must be one of: {offered}")

    def _set(self, raw: object) -> frozenset[str]:
        if isinstance(raw, str):
            raw = [one.strip() for one in raw.split(",") if one.strip()]
        if not isinstance(raw, (list, tuple, set, frozenset)):
            raise self._wrong("moet een lijst zijn", "must be a list")
        return frozenset(self._choice(one) for one in raw)


_PARSERS: dict[Kind, Any] = {
    Kind.BOOLEAN: Fact._boolean,
    Kind.INTEGER: Fact._integer,
    Kind.MONEY: lambda fact, raw: fact._decimal(raw, 100),
    Kind.FRACTION: lambda fact, raw: fact._decimal(raw, FRACTION),
    Kind.DATE: Fact._date,
    Kind.QUARTER: Fact._quarter,
    Kind.CHOICE: Fact._choice,
    Kind.SET: Fact._set,
}


def euro(cents: int) -> str:
    """Cents as euro with two decimals: 43429 -> "434.29"."""
    sign, cents = ("-", -cents) if cents < 0 else ("", cents)
    return f"{sign}{cents // 100}.{cents % 100:02d}"
