"""The career voucher, with what the social partners ask for, and the stimulation premium by its published table."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from aanboord import rulebook
from aanboord.rulebook import reforms
from aanboord.rulebook.answers import answer
from aanboord.rulebook.population import prepare
from tests.rulebook.drawing import BOOK, frame_of

ON = date(2026, 11, 22)
REFORM = Path(rulebook.__file__).parent / "flanders" / "reforms" / "career-voucher-12-months.yaml"
WORKER = {
    "application_date": "2020-05-04",
    "lives_or_works_in_flanders_or_brussels": True,
    "at_work": True,
    "months_of_experience": 84,
    "months_worked_of_24": 12,
    "four_weeks_of_agency_work": False,
    "career_vouchers_in_six_years": 0,
}
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


def voucher(book=BOOK, **facts):
    return answer(book, book.measure("career-voucher"), book.parse(WORKER | facts), on=ON).as_json()


def premium(**facts):
    return answer(BOOK, BOOK.measure("stimulation-premium"), BOOK.parse(PARENT | facts), on=ON).as_json()


@pytest.mark.parametrize(
    ("ordered", "experience", "of_24", "outcome"),
    [
        ("2013-06-30", 400, 24, "no"),
        ("2013-07-01", 13, 12, "yes"),
        ("2013-07-01", 400, 11, "no"),
        ("2019-12-31", 13, 12, "yes"),
        ("2019-12-31", 400, 11, "no"),
        ("2020-01-01", 83, 24, "no"),
        ("2020-01-01", 84, 0, "yes"),
    ],
)
def test_until_2019_a_year_of_work_was_enough_and_from_2020_seven_are_needed(ordered, experience, of_24, outcome):
    got = voucher(application_date=ordered, months_of_experience=experience, months_worked_of_24=of_24)
    assert got["outcome"] == outcome


def test_agency_workers_needed_nine_months():
    facts = {"application_date": "2019-05-02", "months_worked_of_24": 9}
    assert voucher(**facts, four_weeks_of_agency_work=True)["outcome"] == "yes"
    assert voucher(**facts)["outcome"] == "no"
    assert voucher(**facts | {"months_worked_of_24": 8}, four_weeks_of_agency_work=True)["outcome"] == "no"


@pytest.mark.parametrize("fact", ["at_work", "lives_or_works_in_flanders_or_brussels"])
def test_who_does_not_work_or_has_nothing_to_do_with_flanders_gets_no_voucher(fact):
    for ordered in ("2019-05-02", "2020-05-04"):
        assert voucher(**{fact: False}, application_date=ordered)["outcome"] == "no"


def test_in_2020_the_government_paid_640_and_470_as_the_paper_wrote():
    got = voucher()
    assert [part["low"] for part in got["amount"]["parts"]] == ["640.00", "470.00"]
    assert got["verified"]
    got = voucher(career_vouchers_in_six_years=1)
    assert [part["low"] for part in got["amount"]["parts"]] == ["0.00", "470.00"]
    assert voucher(career_vouchers_in_six_years=2)["outcome"] == "no"


def test_the_price_and_the_hours_are_told_beside_the_answer():
    assert [row["text"].split(": ")[1] for row in voucher()["limits"]] == ["precies 40,00 euro", "hoogstens 7 uur"]
    before = voucher(application_date="2019-12-31")["limits"]
    assert [row["text"].split(": ")[1] for row in before] == ["precies 40,00 euro", "hoogstens 8 uur"]
    assert voucher(career_voucher_price="40")["limits"][0]["outcome"] == "yes"
    assert voucher(career_voucher_price="45")["limits"][0]["outcome"] == "no"


def test_when_the_price_rose_from_40_to_45_nobody_makes_up():
    assert voucher(application_date="2023-08-31", career_voucher_price="45")["limits"][0]["outcome"] == "no"
    for asked, outcome in (("40", "unknown"), ("45", "unknown"), ("39", "no"), ("46", "no")):
        got = voucher(application_date="2023-09-01", career_voucher_price=asked)
        assert got["limits"][0]["outcome"] == outcome
    assert voucher(application_date="2025-10-01", career_voucher_price="60")["limits"][0]["outcome"] == "unknown"


def test_the_draft_of_july_2025_is_shown_and_never_counts():
    (draft,) = BOOK.measure("career-voucher").drafts
    assert (draft.state.value, draft.known_on) == ("approved-in-principle", date(2025, 7, 18))
    got = voucher(application_date="2026-05-04", career_vouchers_in_six_years=1)
    assert got["outcome"] == "yes", "the rule of 2020 goes on"
    assert "Niet geverifieerd na 31-12-2024." in got["warnings"]
    assert "career_vouchers_ever" not in BOOK.measure("career-voucher").facts


def test_with_the_reform_twelve_months_are_enough_from_its_day_on():
    reform = reforms.read(REFORM, BOOK)
    book = reform.over(BOOK)
    for months, outcome in ((11, "no"), (12, "yes"), (84, "yes")):
        got = voucher(book, application_date="2027-01-01", months_of_experience=months)
        assert got["outcome"] == outcome
    assert voucher(book, application_date="2026-12-31", months_of_experience=83)["outcome"] == "no"
    assert voucher(application_date="2027-01-01", months_of_experience=83)["outcome"] == "no", "the law stands"
    assert reform.touches(BOOK.measure("career-voucher"))
    assert not reform.touches(BOOK.measure("stimulation-premium"))


def test_the_reform_shows_who_gains_for_each_level_of_education_and_nobody_loses():
    measure = BOOK.measure("career-voucher")
    day = date(2027, 3, 1)
    people = [
        BOOK.parse(WORKER | {"application_date": day.isoformat(), "months_of_experience": months})
        for months in (6, 12, 60, 83, 84, 200)
    ]
    frame = prepare(BOOK, frame_of(measure, people).with_columns(pl.Series("education", ["low", "high"] * 3)))
    law = reforms.compare(
        BOOK, reforms.read(REFORM, BOOK).over(BOOK), "career-voucher", frame, on=day, by=["education"]
    )
    assert law.select("education", "people", "gain", "lose").rows() == [("high", 3, 2, 0), ("low", 3, 1, 0)]


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
