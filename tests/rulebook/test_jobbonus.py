"""The jobbonus, by the examples that the government published and at each of its limits."""

from datetime import date

import pytest

from aanboord.rulebook import WrongFact
from aanboord.rulebook.answers import answer
from tests.rulebook.drawing import BOOK

ON = date(2026, 11, 22)
WORKER = {
    "reference_year": 2021,
    "gross_monthly_wage_fte": "2000.00",
    "work_fraction": "1.00",
    "domiciled_in_flanders": True,
    "below_pension_age": True,
    "excluded_employment": False,
}


def told(**facts):
    return answer(BOOK, BOOK.measure("jobbonus"), BOOK.parse(WORKER | facts), on=ON).as_json()


@pytest.mark.parametrize(
    ("wage", "degressive"),
    [
        ("1800.00", "600.00"),
        ("2000.00", "434.29"),
        ("2200.00", "268.57"),
        ("2500.00", "20.00"),
    ],
)
def test_the_published_examples_of_2021(wage, degressive):
    got = told(gross_monthly_wage_fte=wage)
    assert got["outcome"] == "yes"
    assert got["verified"]
    parts = {part["id"]: part["low"] for part in got["amount"]["parts"]}
    assert parts == {"degressive": degressive, "fixed-extra": "100.00"}
    assert got["amount"]["low"] == got["amount"]["high"] == f"{float(degressive) + 100:.2f}"


@pytest.mark.parametrize(
    ("year", "paid", "not_paid"),
    [
        (2021, "2500.00", "2500.01"),
        (2022, "2900.00", "2900.01"),
        (2023, "2999.99", "3000.00"),
        (2024, "3099.99", "3100.00"),
    ],
)
def test_above_the_limit_of_the_year_there_is_no_bonus(year, paid, not_paid):
    assert told(reference_year=year, gross_monthly_wage_fte=not_paid)["outcome"] == "no"
    assert told(reference_year=year, gross_monthly_wage_fte=paid)["outcome"] == "yes"


def test_in_2022_each_half_of_the_year_has_its_own_line():
    got = told(reference_year=2022, gross_monthly_wage_fte="2700.00")
    first, second = 50, 600 - (2700 - 1950) * 550 / (2900 - 1950)
    assert abs(float(got["amount"]["parts"][0]["low"]) - (first + second) / 2) < 0.01
    assert got["amount"]["parts"][1]["low"] == "50.00"


def test_the_bonus_of_2024_is_650_up_to_2100_and_between_bounds_above_it():
    assert told(reference_year=2024, gross_monthly_wage_fte="2100.00")["amount"]["low"] == "650.00"
    got = told(reference_year=2024, gross_monthly_wage_fte="2600.00")
    assert got["outcome"] == "yes"
    assert not got["verified"]
    assert float(got["amount"]["low"]) < float(got["amount"]["high"]), "the end of the line is not known"


def test_of_2025_nothing_is_made_up():
    got = told(reference_year=2025, gross_monthly_wage_fte="2600.00")
    assert got["outcome"] == "unknown"
    assert not got["verified"]
    assert any("niet gekend" in warning for warning in got["warnings"])


def test_half_time_work_gets_half_of_the_degressive_part_and_the_whole_extra():
    got = told(work_fraction="0.50")
    assert [part["low"] for part in got["amount"]["parts"]] == ["217.15", "100.00"]


def test_too_small_an_amount_is_not_paid_and_neither_is_the_extra():
    got = told(gross_monthly_wage_fte="2490.00", work_fraction="0.30")
    assert got["outcome"] == "no"
    assert [row["id"] for row in got["conditions"] if row["outcome"] == "no"] == ["least"]


def test_before_2021_there_was_no_jobbonus():
    got = told(reference_year=2020)
    assert got["outcome"] == "no"
    assert got["conditions"][0]["id"] == "in-force"


def test_what_is_not_known_stays_between_bounds_and_the_most_useful_question_comes_first():
    got = answer(BOOK, BOOK.measure("jobbonus"), BOOK.parse({"reference_year": 2021}), on=ON).as_json()
    assert got["outcome"] == "unknown"
    assert (got["amount"]["low"], got["amount"]["high"]) == ("0.00", "700.00")
    assert got["next_question"]["fact"] in got["missing"]
    got = told(gross_monthly_wage_fte="9000.00", domiciled_in_flanders=None)
    assert (got["outcome"], got["missing"]) == ("no", []), "nobody is asked what no longer matters"


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("reference_year", "twintig"),
        ("reference_year", 1800),
        ("gross_monthly_wage_fte", "-1"),
        ("gross_monthly_wage_fte", "12.345"),
        ("work_fraction", "1.5"),
        ("domiciled_in_flanders", "misschien"),
        ("loon", 5),
    ],
)
def test_a_wrong_fact_is_named(fact, value):
    with pytest.raises(WrongFact) as refused:
        BOOK.parse(WORKER | {fact: value})
    assert refused.value.fact == fact
