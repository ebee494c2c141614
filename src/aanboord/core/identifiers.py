"""Identifying numbers of persons (INSZ: national register or BIS) and of organisations (KBO).

Shapes (sources: FOD BiZa, IT000 Rijksregisternummer; KSZ, BIS-register; FOD Economie, KBO):

- INSZ: 11 digits ``YYMMDD SSS CC``, where ``CC = 97 - (first nine mod 97)`` and, for those born from 2000 on, ``97 -
  ((2 * 10**9 + first nine) mod 97)``. The serial ``SSS`` is odd for men and even for women.
- BIS: the same with the month raised by 20 (sex not known when it was given) or 40 (sex known).
- A fictional person: the same with the month raised by 60, so that no real person can ever bear the number. Refused
  unless the caller allows it, which only the demo and the tests do.
- A day or month of zero, or a day that the month does not have, means: date not fully known, or the counter of that
  day ran out. Such a number is sound and has no full birth date.
- KBO: 10 digits, the first 0 or 1, the last two ``97 - (first eight mod 97)``.

No error raised here repeats the number that it refuses: messages may end up in logs.
"""

import calendar
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from stdnum.be import nn, vat
from stdnum.util import clean, isdigits

FICTIONAL_MONTH: Final = 60
_LAST_SERIAL: Final = 998
_NO_BIRTH_DATE: Final = {"000001", "002001", "004001"}


class IdentifierError(ValueError):
    """A number that cannot be right. ``code`` is stable; the message holds no personal data."""

    code = "identifier"
    message = "not a valid number"

    def __init__(self) -> None:
        super().__init__(self.message)


class BadFormat(IdentifierError):
    """Empty, or holding something else than digits and the usual separators."""

    code = "format"
    message = "holds something else than digits"


class BadLength(IdentifierError):
    """Too few or too many digits."""

    code = "length"
    message = "does not have the right number of digits"


class BadChecksum(IdentifierError):
    """The check digits do not fit the other digits, in neither century."""

    code = "checksum"
    message = "check digits do not fit"


class BadBirthDate(IdentifierError):
    """The month is none that a number can hold, or the birth date lies in the future."""

    code = "birth-date"
    message = "the birth date in the number cannot be right"


class FictionalRefused(IdentifierError):
    """The number of a fictional person, where only real ones are allowed."""

    code = "fictional"
    message = "belongs to a fictional person"


class InszKind(Enum):
    """Which register gave the number."""

    NATIONAL = "national"
    BIS = "bis"
    FICTIONAL = "fictional"


class Sex(Enum):
    """Sex as the number encodes it."""

    MALE = "M"
    FEMALE = "F"


@dataclass(frozen=True)
class Insz:
    """A sound INSZ: its 11 digits and what they tell; birth year, birth date and sex are None where not known."""

    digits: str
    kind: InszKind
    birth_year: int | None
    birth_date: date | None
    sex: Sex | None

    @property
    def formatted(self) -> str:
        """As printed on a card: ``YY.MM.DD-SSS.CC``."""
        return format_insz(self.digits)

    def __str__(self) -> str:
        return self.digits

    def __repr__(self) -> str:
        return f"<Insz {self.kind.value}>"


def parse_insz(text: str, *, fictional_allowed: bool, today: date | None = None) -> Insz:
    """Read a number as people write it: dots, dashes, slashes and spaces are free.

    A birth after ``today`` (when given) cannot be. Raises BadFormat, BadLength, BadChecksum, BadBirthDate or
    FictionalRefused, in this order.
    """
    digits = _digits(text, length=11)
    year = _century(digits) + int(digits[:2])
    kind, month, sex_known = _month(int(digits[2:4]))
    day = int(digits[4:6])
    birth_date = None
    if month and 0 < day <= calendar.monthrange(year, month)[1]:
        birth_date = date(year, month, day)
    if today is not None and (birth_date or date(year, 1, 1)) > today:
        raise BadBirthDate
    if kind is InszKind.FICTIONAL and not fictional_allowed:
        raise FictionalRefused
    sex = (Sex.MALE if int(digits[6:9]) % 2 else Sex.FEMALE) if sex_known else None
    return Insz(
        digits=digits,
        kind=kind,
        birth_year=None if digits[:6] in _NO_BIRTH_DATE else year,
        birth_date=birth_date,
        sex=sex,
    )


def format_insz(digits: str) -> str:
    """``YYMMDDSSSCC`` as ``YY.MM.DD-SSS.CC``."""
    return str(nn.format(digits))


def fictional_insz(birth_date: date, serial: int, sex: Sex) -> Insz:
    """The number of a fictional person: the ``serial``-th (from 0) of that sex born on that day.

    Raises ValueError when the counter of the day runs out (499 of each sex) or the birth year is not in 1900..2099.
    """
    counter = 2 * serial + (1 if sex is Sex.MALE else 2)
    if serial < 0 or counter > _LAST_SERIAL or not 1900 <= birth_date.year <= 2099:
        raise ValueError("no fictional number left for this birth date")
    first_nine = f"{birth_date:%y}{birth_date.month + FICTIONAL_MONTH}{birth_date:%d}{counter:03}"
    base = int(first_nine) + (2_000_000_000 if birth_date.year >= 2000 else 0)
    return parse_insz(f"{first_nine}{97 - base % 97:02}", fictional_allowed=True)


def parse_kbo(text: str) -> str:
    """The 10 digits of an enterprise number as people write it (``BE 0403.019.261``, or without the leading zero).

    Raises BadFormat, BadLength or BadChecksum.
    """
    digits = str(vat.compact(text))
    if not isdigits(digits):
        raise BadFormat
    if len(digits) != 10:
        raise BadLength
    if digits[0] not in "01" or int(digits[8:]) != 97 - int(digits[:8]) % 97:
        raise BadChecksum
    return digits


def _digits(text: str, *, length: int) -> str:
    digits = str(clean(text, " .-/")).strip()
    if not isdigits(digits):
        raise BadFormat
    if len(digits) != length:
        raise BadLength
    return digits


def _century(digits: str) -> int:
    """1900 or 2000, whichever the check digits fit; the two can never both fit."""
    first_nine, check = int(digits[:9]), int(digits[9:])
    if check == 97 - first_nine % 97:
        return 1900
    if check == 97 - (2_000_000_000 + first_nine) % 97:
        return 2000
    raise BadChecksum


def _month(number: int) -> tuple[InszKind, int, bool]:
    """Kind, month (0 when not known) and whether the serial tells the sex."""
    if number <= 12:
        return InszKind.NATIONAL, number, True
    if 20 <= number <= 32:
        return InszKind.BIS, number - 20, False
    if 40 <= number <= 52:
        return InszKind.BIS, number - 40, True
    if FICTIONAL_MONTH <= number <= FICTIONAL_MONTH + 12:
        return InszKind.FICTIONAL, number - FICTIONAL_MONTH, True
    raise BadBirthDate
