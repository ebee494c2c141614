"""The career voucher at each date and limit, with what the social partners ask for beside it."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from aanboord import rulebook
from aanboord.labourmarket.people import people
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


def voucher(book=BOOK, **facts):
    return answer(book, book.measure("career-voucher"), book.parse(WORKER | facts), on=ON).as_json()


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
    assert [row["text"].split(": ")[1] for row in voucher()["limits"]] == ["precies 40 euro", "hoogstens 7 uur"]
    before = voucher(application_date="2019-12-31")["limits"]
    assert [row["text"].split(": ")[1] for row in before] == ["precies 40 euro", "hoogstens 8 uur"]
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
    assert not reform.touches(BOOK.measure("training-voucher"))


def test_the_reform_shows_who_gains_for_each_level_of_education_and_nobody_loses():
    measure = BOOK.measure("career-voucher")
    day = date(2027, 3, 1)
    six = [
        BOOK.parse(WORKER | {"application_date": day.isoformat(), "months_of_experience": months})
        for months in (6, 12, 60, 83, 84, 200)
    ]
    frame = prepare(BOOK, frame_of(measure, six).with_columns(pl.Series("education", ["low", "high"] * 3)))
    law = reforms.compare(
        BOOK, reforms.read(REFORM, BOOK).over(BOOK), "career-voucher", frame, on=day, by=["education"]
    )
    assert law.select("education", "people", "gain", "lose").rows() == [("high", 3, 2, 0), ("low", 3, 1, 0)]


def test_of_a_region_that_knows_no_day_of_application_the_day_of_the_question_is_taken():
    frame = prepare(BOOK, people(2_000))
    reform = reforms.read(REFORM, BOOK).over(BOOK)
    told = reforms.compare(BOOK, reform, "career-voucher", frame, on=date(2027, 3, 1)).row(0, named=True)
    with_less = frame.filter("at_work", pl.col("months_of_experience").is_between(12, 83)).height
    assert 0 < told["gain"] <= with_less, "who works for one to seven years, and has a voucher left"
    assert told["lose"] == told["open"] == 0
    assert 0 == told["difference_low"] < told["difference_high"], "the price has no end, but for nobody it differs"
    before = reforms.compare(BOOK, reform, "career-voucher", frame, on=date(2026, 3, 1)).row(0, named=True)
    assert before["gain"] == before["lose"] == 0
