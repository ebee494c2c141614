from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aanboord.rulebook.calendar import add_months, add_working_days, easter, is_working_day, public_holidays

days = st.dates(date(1950, 1, 1), date(2150, 12, 31))
months = st.integers(0, 240)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 1, 31), 2, date(2026, 3, 31)),
        (date(2026, 12, 15), 2, date(2027, 2, 15)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 5, 10), 0, date(2026, 5, 10)),
    ],
)
def test_months_end_on_the_same_day_or_on_the_last_of_a_shorter_month(start: date, count: int, end: date) -> None:
    assert add_months(start, count) == end


@given(days, months)
def test_months_keep_the_day_or_clamp_to_the_last(start: date, count: int) -> None:
    end = add_months(start, count)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == count
    assert end.day == start.day or (end.day < start.day and (end + timedelta(days=1)).day == 1)


@given(days, days, months)
def test_who_starts_later_is_never_due_earlier(one: date, other: date, count: int) -> None:
    earlier, later = sorted((one, other))
    assert add_months(earlier, count) <= add_months(later, count)
    assert add_working_days(earlier, count % 30) <= add_working_days(later, count % 30)


@given(days, st.integers(0, 40), st.integers(0, 40))
def test_working_days_add_up(start: date, first: int, second: int) -> None:
    assert add_working_days(add_working_days(start, first), second) == add_working_days(start, first + second)


@given(days, st.integers(1, 60))
def test_between_start_and_end_lie_exactly_that_many_working_days(start: date, count: int) -> None:
    end = add_working_days(start, count)
    assert is_working_day(end)
    assert sum(is_working_day(start + timedelta(days=1 + n)) for n in range((end - start).days)) == count


def test_working_days_skip_weekends_and_holidays() -> None:
    assert add_working_days(date(2026, 12, 24), 1) == date(2026, 12, 28)
    assert add_working_days(date(2026, 4, 3), 1) == date(2026, 4, 7)  # Easter Monday between
    assert add_working_days(date(2026, 11, 22), 5) == date(2026, 11, 27)
    with pytest.raises(ValueError, match="forwards"):
        add_working_days(date(2026, 1, 1), -1)


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [
        (1961, 4, 2),
        (2000, 4, 23),
        (2008, 3, 23),
        (2019, 4, 21),
        (2024, 3, 31),
        (2026, 4, 5),
        (2038, 4, 25),
        (2049, 4, 18),
    ],
)
def test_easter_falls_on_its_known_days(year: int, month: int, day: int) -> None:
    assert easter(year) == date(year, month, day)


@given(st.integers(1583, 4099))
def test_easter_is_a_sunday_between_22_march_and_25_april(year: int) -> None:
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


def test_the_holidays_of_2026() -> None:
    assert sorted(public_holidays(2026)) == [
        date(2026, 1, 1),
        date(2026, 4, 6),
        date(2026, 5, 1),
        date(2026, 5, 14),
        date(2026, 5, 25),
        date(2026, 7, 21),
        date(2026, 8, 15),
        date(2026, 11, 1),
        date(2026, 11, 11),
        date(2026, 12, 25),
    ]
