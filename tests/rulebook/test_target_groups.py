"""Reductions looked at in each quarter: older workers in service through all their steps, pupils in training."""

from datetime import date

import pytest

from aanboord.rulebook.answers import answer
from tests.rulebook.drawing import BOOK

ON = date(2024, 3, 1)
OLDER = {
    "quarterly_wage": "12000.00",
    "in_service_with_reduction_on_2024_06_30": False,
}


def told(measure="target-group-older-in-service", on=ON, **facts):
    base = OLDER if measure == "target-group-older-in-service" else {}
    return answer(BOOK, BOOK.measure(measure), BOOK.parse(base | facts), on=on).as_json()


def amount(**facts):
    got = told(**facts)
    return None if got["outcome"] == "no" else (got["amount"]["low"], got["amount"]["high"])


@pytest.mark.parametrize(
    ("quarter", "too_young", "youngest"),
    [
        ("2016-Q3", 54, 55),
        ("2018-Q4", 54, 55),
        ("2019-Q4", 54, 55),
        ("2020-Q4", 55, 58),
        ("2021-Q4", 56, 58),
        ("2022-Q4", 57, 59),
        ("2023-Q4", 58, 60),
        ("2024-Q2", 58, 61),
    ],
)
def test_the_minimum_age_rises_by_the_year(quarter, too_young, youngest):
    assert told(quarter=quarter, age=too_young)["outcome"] == "no"
    got = told(quarter=quarter, age=youngest)
    assert got["outcome"] == "yes"
    assert got["conditions"][0] == got["conditions"][0] | {"id": "age", "outcome": "yes"}


@pytest.mark.parametrize(
    ("quarter", "last_low", "first_high", "high"),
    [
        ("2016-Q3", 59, 60, "1150.00"),
        ("2018-Q4", 59, 60, "1150.00"),
        ("2019-Q1", 59, 60, "1500.00"),
        ("2021-Q4", 59, 60, "1500.00"),
        ("2022-Q4", 60, 61, "1500.00"),
        ("2023-Q4", 61, 62, "1500.00"),
        ("2024-Q2", 61, 62, "1500.00"),
    ],
)
def test_the_higher_amount_has_its_own_age(quarter, last_low, first_high, high):
    assert amount(quarter=quarter, age=last_low) == ("600.00", "600.00")
    assert amount(quarter=quarter, age=first_high) == (high, high)


@pytest.mark.parametrize(
    ("quarter", "below", "limit"),
    [
        ("2018-Q4", "13399.99", "13400.00"),
        ("2019-Q1", "13944.99", "13945.00"),
        ("2019-Q3", "13944.99", "13945.00"),
        ("2019-Q4", "18544.99", "18545.00"),
        ("2020-Q1", "13944.99", "13945.00"),
        ("2022-Q4", "18544.99", "18545.00"),
        ("2023-Q3", "13944.99", "13945.00"),
        ("2023-Q4", "18544.99", "18545.00"),
        ("2024-Q1", "13944.99", "13945.00"),
    ],
)
def test_the_wage_lies_below_the_limit_which_is_higher_in_a_fourth_quarter(quarter, below, limit):
    assert told(quarter=quarter, age=63, quarterly_wage=below)["outcome"] == "yes"
    assert told(quarter=quarter, age=63, quarterly_wage=limit)["outcome"] == "no"


def test_before_1_july_2016_there_was_no_flemish_reduction():
    assert told(quarter="2016-Q2", age=60)["outcome"] == "no"
    assert told(quarter="2016-Q3", age=60)["outcome"] == "yes"


@pytest.mark.parametrize(("quarter", "age"), [("2020-Q1", 56), ("2020-Q4", 56), ("2020-Q4", 57), ("2021-Q4", 57)])
def test_who_was_55_at_the_end_of_2019_keeps_600_until_58(quarter, age):
    got = told(quarter=quarter, age=age)
    assert (got["outcome"], got["amount"]["low"]) == ("yes", "600.00")
    assert [row["outcome"] for row in got["conditions"] if row["id"] == "kept-from-2019"] == ["yes"]


def test_only_where_a_birthday_decides_the_year_of_birth_is_asked():
    got = told(quarter="2020-Q2", age=55)
    assert (got["outcome"], got["missing"]) == ("unknown", ["birth_year"])
    assert told(quarter="2020-Q2", age=55, birth_year=1964)["outcome"] == "yes"
    assert told(quarter="2020-Q2", age=55, birth_year=1965)["outcome"] == "no"
    assert told(quarter="2020-Q4", age=55)["missing"] == [], "on 31 December one year is one year"


def test_who_was_60_at_the_end_of_2021_keeps_the_higher_amount():
    assert amount(quarter="2022-Q1", age=60) == ("600.00", "1500.00")
    assert amount(quarter="2022-Q1", age=60, birth_year=1961) == ("1500.00", "1500.00")
    assert amount(quarter="2022-Q1", age=60, birth_year=1962) == ("600.00", "600.00")
    assert amount(quarter="2023-Q3", age=61, birth_year=1961) == ("1500.00", "1500.00")
    assert amount(quarter="2023-Q3", age=61, birth_year=1962) == ("600.00", "600.00")


def test_whom_the_transition_of_2022_kept_no_page_says_so_neither_does_the_answer():
    got = told(quarter="2022-Q2", age=58, birth_year=1964)
    assert got["outcome"] == "unknown"
    assert not got["verified"]
    assert any("niet gekend" in warning for warning in got["warnings"])
    assert told(quarter="2022-Q2", age=59)["verified"], "it is no matter for who has the age"


def test_who_was_59_at_the_end_of_2023_keeps_600():
    assert amount(quarter="2024-Q1", age=60) == ("600.00", "600.00")
    assert told(quarter="2024-Q1", age=59)["missing"] == ["birth_year"]
    assert told(quarter="2024-Q1", age=59, birth_year=1964)["outcome"] == "yes"
    assert told(quarter="2024-Q1", age=59, birth_year=1965)["outcome"] == "no"
    assert told(quarter="2024-Q3", age=60)["outcome"] == "no", "on 1 July 2024 that ended"


KEPT = {"in_service_with_reduction_on_2024_06_30": True}


@pytest.mark.parametrize(
    ("quarter", "age", "outcome"),
    [
        ("2024-Q3", 61, "no"),
        ("2024-Q3", 62, "yes"),
        ("2025-Q1", 62, "yes"),
        ("2025-Q2", 62, "no"),  # was 61 on 30 June 2024
        ("2025-Q2", 63, "yes"),
        ("2026-Q4", 63, "no"),
        ("2026-Q4", 65, "yes"),
        ("2028-Q2", 65, "no"),
        ("2028-Q2", 66, "yes"),
        ("2028-Q3", 67, "no"),
    ],
)
def test_who_was_62_on_30_june_2024_keeps_the_reduction_for_four_years(quarter, age, outcome):
    got = told(quarter=quarter, age=age, **KEPT)
    assert (got["outcome"], got["missing"]) == (outcome, [])
    assert told(quarter=quarter, age=age)["outcome"] == "no", "who was not in service then gets nothing"
    if outcome == "yes":
        assert got["amount"]["low"] == got["amount"]["high"] == "1500.00"


def test_the_end_of_an_old_right_is_told_and_the_age_is_that_of_the_quarter():
    got = told(quarter="2024-Q4", age=64, on=date(2024, 11, 1), **KEPT)
    assert (got["eligible_from"], got["eligible_until"]) == (None, "2028-06-30")
    assert told(quarter="2025-Q1", age=64, on=date(2026, 11, 22), **KEPT)["eligible_until"] == "2028-06-30"
    assert told(quarter="2028-Q3", age=70, on=date(2026, 11, 22), **KEPT)["eligible_from"] is None
    assert told(quarter="2018-Q1", age=54, on=date(2018, 2, 1))["eligible_from"] == "2019-01-01"
    assert told(quarter="2018-Q1", age=54, on=date(2026, 11, 22))["eligible_from"] is None, "that day is past"


def test_the_wage_limit_goes_on_for_who_kept_the_reduction():
    assert told(quarter="2024-Q4", age=63, quarterly_wage="18544.99", **KEPT)["outcome"] == "yes"
    assert told(quarter="2024-Q4", age=63, quarterly_wage="18545.00", **KEPT)["outcome"] == "no"
    got = told(quarter="2025-Q1", age=63, quarterly_wage="13945.00", **KEPT)
    assert got["outcome"] == "no"
    assert {row["id"]: row["outcome"] for row in got["conditions"]}["quarterly_wage"] == "no", "the reason is told"


def test_four_facts_are_enough_for_who_kept_it():
    got = told(quarter="2025-Q1", in_service_with_reduction_on_2024_06_30=None)
    assert set(got["missing"]) == {"age", "in_service_with_reduction_on_2024_06_30"}


def test_a_pupil_in_training_counts_until_30_june_2023_and_nobody_after():
    pupil = {"workplace_in_flanders": True, "alternating_training_contract": True, "hire_date": "2022-09-01"}
    measure = "target-group-alternating-training"
    got = told(measure, quarter="2023-Q2", **pupil)
    assert (got["outcome"], got["amount"]["low"], got["amount"]["high"]) == ("yes", "1000.00", "1000.00")
    assert told(measure, quarter="2023-Q3", **pupil)["outcome"] == "no", "there was no transition"
    assert told(measure, quarter="2016-Q3", **pupil | {"hire_date": "2016-06-30"})["outcome"] == "no"
    assert told(measure, quarter="2016-Q3", **pupil | {"hire_date": "2016-07-01"})["outcome"] == "yes"
    assert told(measure, quarter="2023-Q2", **pupil | {"workplace_in_flanders": False})["outcome"] == "no"
