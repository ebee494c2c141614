"""Counting time as the terms do: months, working days, Belgian public holidays."""

import calendar
from datetime import date, timedelta
from functools import cache


def add_months(day: date, months: int) -> date:
    """The same day of the month, that many months later; the last day of that month where it has no such day.

    One month after 31 January is 28 or 29 February, two months after it 31 March: months are counted from the start
    at once, not one by one.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add_working_days(day: date, working_days: int) -> date:
    """The day that lies that many working days after ``day``, itself not counted. Raises ValueError below 0."""
    if working_days < 0:
        raise ValueError("working days are counted forwards")
    while working_days:
        day += timedelta(days=1)
        working_days -= is_working_day(day)
    return day


def is_working_day(day: date) -> bool:
    """Monday to Friday, public holidays excepted."""
    return day.weekday() < 5 and day not in public_holidays(day.year)


@cache
def public_holidays(year: int) -> frozenset[date]:
    """The ten legal holidays of Belgium (Royal Decree of 18 April 1974, article 1)."""
    sunday = easter(year)
    movable = {sunday + timedelta(days=days) for days in (1, 39, 50)}
    fixed = {date(year, *day) for day in ((1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25))}
    return frozenset(movable | fixed)


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the anonymous algorithm, Nature 1876)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_shift + 15) % 30
    leaps, rest = divmod(of_century, 4)
    weekday = (32 + 2 * century_rest + 2 * leaps - epact - rest) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
