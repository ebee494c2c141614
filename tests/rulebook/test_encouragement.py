"""Premiums for who interrupts work to care: the published table of the private sector, and social profit."""

from datetime import date

import pytest

from aanboord.rulebook.answers import answer
from tests.rulebook.drawing import BOOK

ON = date(2026, 11, 22)
PARENT = {
    "leave_start": "2020-10-01",
    "sector": "private",
    "workplace_in_flanders": True,
    "leave_scheme": "parental",
    "leave_size": "full",
    "job_before_leave": "1",
    "full_time_at_leave_start": True,
    "rva_allowance": True,
    "parental_leave_in_weeks": False,
    "lives_alone": False,
}


def premium(measure="encouragement-premium", **facts):
    return answer(BOOK, BOOK.measure(measure), BOOK.parse(PARENT | facts), on=ON).as_json()


@pytest.mark.parametrize(
    ("size", "job", "paid"),
    [
        ("full", "1", "205.92"),
        ("full", "0.75", "205.92"),
        ("full", "0.7499", "137.28"),
        ("full", "0.50", "137.28"),
        ("full", "0.4999", "68.64"),
        ("full", "0.20", "68.64"),
        ("full", "0.1999", None),
        ("half", "0.75", "137.28"),
        ("half", "0.7499", None),
        ("fifth", "0.75", "68.64"),
        ("fifth", "0.7499", None),
        ("tenth", "0.75", "34.32"),
        ("tenth", "0.7499", None),
    ],
)
def test_the_premium_goes_by_the_published_table(size, job, paid):
    got = premium(leave_size=size, job_before_leave=job)
    assert got["outcome"] == ("yes" if paid else "no")
    assert (got["amount"] and got["amount"]["high"]) == paid
    if paid:
        alone = premium(leave_size=size, job_before_leave=job, lives_alone=True)
        assert float(alone["amount"]["high"]) == pytest.approx(float(paid) + 50.79)


def test_a_tenth_of_parental_leave_brings_a_premium_from_september_2020():
    assert premium(leave_size="tenth", leave_start="2020-08-31")["outcome"] == "no"
    assert premium(leave_size="tenth", leave_start="2020-09-01")["amount"]["low"] == "34.32"
    assert premium(leave_size="tenth", leave_scheme="medical")["outcome"] == "no"
    assert premium(leave_size="tenth", full_time_at_leave_start=False)["outcome"] == "no"


def test_with_time_credit_a_fifth_brings_nothing():
    assert premium(leave_size="fifth", leave_scheme="time-credit-care")["outcome"] == "no"
    assert premium(leave_size="half", leave_scheme="time-credit-care")["outcome"] == "yes"


@pytest.mark.parametrize(
    "facts",
    [
        {"sector": "public"},
        {"sector": "social-profit"},
        {"workplace_in_flanders": False},
        {"rva_allowance": False},
        {"parental_leave_in_weeks": True},
        {"leave_scheme": "time-credit-training"},
    ],
)
def test_who_gets_no_premium_for_care(facts):
    assert premium(**facts)["outcome"] == "no"


@pytest.mark.parametrize(
    ("start", "low", "high"),
    [
        ("2020-02-29", "0.00", "205.92"),
        ("2020-03-01", "205.92", "205.92"),
        ("2021-08-31", "205.92", "205.92"),
        ("2021-09-01", "205.92", None),
    ],
)
def test_outside_the_days_of_which_the_amount_is_known_it_has_bounds(start, low, high):
    got = premium(leave_start=start)
    assert (got["outcome"], got["amount"]["low"], got["amount"]["high"]) == ("yes", low, high)
    assert got["verified"] == (low == high)


def test_the_premium_lasts_twelve_months_of_a_career():
    assert premium(months_of_encouragement_premium=12)["limits"][0]["outcome"] == "yes"
    assert premium(months_of_encouragement_premium=13)["limits"][0]["outcome"] == "no"


def social(**facts):
    return premium("encouragement-premium-social-profit", sector="social-profit", **facts)


@pytest.mark.parametrize(
    ("size", "job", "paid"),
    [("full", "0.75", "503.14"), ("full", "0.50", "266.51"), ("half", "0.75", "266.51"), ("fifth", "1", "149.39")],
)
def test_in_social_profit_the_amounts_are_told_as_not_verified(size, job, paid):
    got = social(leave_size=size, job_before_leave=job)
    assert (got["outcome"], got["amount"]["high"], got["verified"]) == ("yes", paid, False)


def test_in_social_profit_a_tenth_counts_from_september_2020_and_time_credit_never():
    assert social(leave_size="tenth", leave_start="2020-08-31")["outcome"] == "no"
    got = social(leave_size="tenth", leave_start="2020-09-01")
    assert (got["outcome"], got["amount"]["low"], got["amount"]["high"]) == ("yes", "84.12", None)
    assert social(leave_scheme="time-credit-care")["outcome"] == "no"
    assert premium("encouragement-premium-social-profit")["outcome"] == "no", "the private sector has its own"
