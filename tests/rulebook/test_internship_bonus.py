"""The internship bonus, by the school years in which it was raised and widened."""

from datetime import date

import pytest

from aanboord.rulebook.answers import answer
from tests.rulebook.drawing import BOOK

PUPIL = {
    "internship_school_year": 2019,
    "establishment_in_flanders": True,
    "alternating_contract": True,
    "months_trained_in_school_year": 3,
    "age_at_first_bonus": 17,
    "which_internship_bonus": 1,
}


def told(**facts):
    return answer(BOOK, BOOK.measure("internship-bonus"), BOOK.parse(PUPIL | facts), on=date(2026, 11, 22)).as_json()


@pytest.mark.parametrize(("turn", "bonus"), [(1, "500.00"), (2, "500.00"), (3, "750.00")])
def test_the_published_amounts_by_turn(turn, bonus):
    for year, verified in ((2019, False), (2021, True)):
        got = told(internship_school_year=year, which_internship_bonus=turn)
        assert (got["outcome"], got["amount"]["low"], got["amount"]["high"]) == ("yes", bonus, bonus)
        assert got["verified"] is verified


@pytest.mark.parametrize(
    ("year", "facts", "outcome"),
    [
        (2017, {}, "no"),
        (2018, {}, "yes"),
        (2019, {"age_at_first_bonus": 18}, "no"),
        (2020, {"age_at_first_bonus": 18}, "yes"),
        (2021, {"age_at_first_bonus": 18}, "yes"),
        (2022, {"age_at_first_bonus": 18}, "yes"),
        (2023, {"age_at_first_bonus": 18}, "no"),
        (2019, {"which_internship_bonus": 4}, "no"),
        (2022, {"age_at_first_bonus": 18, "which_internship_bonus": 3}, "no"),
        (2022, {"which_internship_bonus": 3}, "yes"),
        (2019, {"months_trained_in_school_year": 2}, "no"),
        (2020, {"months_trained_in_school_year": 2}, "no"),
        (2020, {"establishment_in_flanders": False}, "no"),
        (2020, {"alternating_contract": False}, "no"),
    ],
)
def test_age_turn_and_months_decide_as_the_school_year_says(year, facts, outcome):
    assert told(internship_school_year=year, **facts)["outcome"] == outcome


@pytest.mark.parametrize(
    ("facts", "parts"),
    [
        ({}, ["500.00", "1000.00"]),
        ({"which_internship_bonus": 3}, ["750.00", "1000.00"]),
        ({"age_at_first_bonus": 18}, ["0.00", "1000.00"]),
    ],
)
def test_in_2020_2021_a_thousand_came_on_top_whatever_the_age(facts, parts):
    got = told(internship_school_year=2020, **facts)
    assert [part["low"] for part in got["amount"]["parts"]] == parts


def test_in_2021_and_2022_the_widened_bonus_was_500():
    got = told(internship_school_year=2021, age_at_first_bonus=19, which_internship_bonus=2)
    assert (got["amount"]["low"], got["amount"]["high"]) == ("500.00", "500.00")


def test_nobody_checked_the_bonus_after_august_2023():
    assert told(internship_school_year=2022)["verified"]
    got = told(internship_school_year=2023)
    assert (got["outcome"], got["verified"]) == ("yes", False)
