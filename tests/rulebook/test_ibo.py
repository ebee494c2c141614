"""IBO and IBO+: who, how long, the premium by the benefit, what the employer paid, and the duty to hire."""

from datetime import date

import pytest

from aanboord.rulebook.answers import answer
from tests.rulebook.drawing import BOOK

SEEKER = {
    "registered_without_work": True,
    "gap_closes": "work-floor",
    "agency_days_at_employer": 0,
    "six_day_week": False,
    "work_fraction": "1",
    "daily_benefit": "0",
}
IN_2022 = date(2022, 6, 1)


def told(measure="ibo", on=IN_2022, known=SEEKER, **facts):
    return answer(BOOK, BOOK.measure(measure), BOOK.parse(known | facts), on=on).as_json()


def limit(got, id):
    return [row["outcome"] for row in got["limits"] if row["id"] == id]


@pytest.mark.parametrize(
    ("benefit", "premium"),
    [
        ("0", "1444.93"),  # 80 % of 1,806.16
        ("0.01", "1083.70"),  # 60 %
        ("25.65", "1083.70"),
        ("25.66", "722.46"),  # 40 %
        ("38.49", "722.46"),
        ("38.50", "361.23"),  # 20 %
        ("60", "361.23"),
    ],
)
def test_the_premium_of_2022_follows_the_daily_benefit(benefit, premium):
    got = told(on=date(2022, 4, 15), daily_benefit=benefit)
    assert got["outcome"] == "yes"
    assert got["amount"]["low"] == got["amount"]["high"] == premium
    assert got["amount"]["unit"] == "EUR/month"
    assert got["verified"]


def test_a_part_time_ibo_gets_its_part_of_the_premium():
    assert told(on=date(2022, 8, 1), work_fraction="0.5")["amount"]["low"] == "751.65"


def test_the_premium_of_2023_rests_on_percentages_that_nobody_checked_since():
    got = told(on=date(2023, 1, 1))
    assert got["amount"]["low"] == "1563.99"
    assert not got["verified"]
    assert any("31-12-2022" in warning for warning in got["warnings"])


def test_before_april_2022_no_page_gives_the_amount_that_the_premium_followed():
    got = told(on=date(2022, 3, 31))
    assert got["outcome"] == "yes"
    assert got["amount"]["low"] == "1275.05", "80 % of at least 1,593.81"
    assert got["amount"]["high"] is None


def test_from_2026_the_employer_pays_a_premium_by_a_key_and_its_formula_is_not_known():
    before, after = told(on=date(2025, 12, 31)), told(on=date(2026, 1, 1), ibo_key="0.80")
    assert before["gives"].startswith("Een premie van VDAB")
    assert after["outcome"] == "yes"
    assert after["gives"].startswith("De werkgever betaalt")
    assert (after["amount"]["low"], after["amount"]["high"]) == ("0.00", None)
    assert not after["verified"]


@pytest.mark.parametrize(
    ("key", "outcome"), [("0.69", "no"), ("0.7", "yes"), ("0.8", "yes"), ("0.85", "no"), ("0.9", "yes"), ("1", "yes")]
)
def test_the_key_is_one_of_four(key, outcome):
    assert limit(told(on=date(2026, 1, 1), ibo_key=key), "ibo-key") == [outcome]


@pytest.mark.parametrize(
    ("weeks", "outcomes"),
    [(3, ["no", "yes"]), (4, ["yes", "yes"]), (26, ["yes", "yes"]), (27, ["yes", "no"])],
)
def test_an_ibo_lasts_4_to_26_weeks(weeks, outcomes):
    for on in (IN_2022, date(2026, 6, 1)):
        assert [
            limit(told(on=on, planned_weeks=weeks), id)[0] for id in ("planned_weeks", "planned_weeks-2")
        ] == outcomes


@pytest.mark.parametrize(("contract", "outcome"), [(12, "no"), (13, "yes"), (52, "yes")])
def test_after_the_ibo_the_employer_hires_for_at_least_as_long(contract, outcome):
    got = told(planned_weeks=13, contract_weeks=contract)
    assert limit(got, "hired-as-long") == [outcome]
    assert next(text.nl for whose, text in BOOK.measure("ibo").duties if whose == "employer").startswith(
        "Na de opleiding moet je de cursist aanwerven"
    )


@pytest.mark.parametrize(
    ("days", "six", "outcome"),
    [(20, False, "yes"), (21, False, "no"), (24, True, "yes"), (25, True, "no"), (21, None, "unknown")],
)
def test_who_was_an_agency_worker_there_for_too_long_gets_no_ibo(days, six, outcome):
    assert told(agency_days_at_employer=days, six_day_week=six)["outcome"] == outcome


@pytest.mark.parametrize("gap", ["no-gap", "training-floor"])
def test_an_ibo_is_for_a_gap_that_closes_on_the_work_floor(gap):
    got = told(gap_closes=gap)
    assert got["outcome"] == "no"
    assert [row["id"] for row in got["conditions"] if row["outcome"] == "no"] == ["gap_closes"]
    assert next(row["source"] for row in got["conditions"] if row["id"] == "gap_closes") == "PACT24-4.1-c"
    assert BOOK.measure("ibo").on_the_floor


def test_how_long_it_lasts_is_no_question_before_the_answer():
    got = told()
    assert got["outcome"] == "yes"
    assert got["missing"] == []
    assert {row["outcome"] for row in got["limits"]} == {"unknown"}


@pytest.mark.parametrize(
    ("wage", "fee"),
    [
        ("1733.99", "650.00"),
        ("1734.00", "800.00"),
        ("2040.00", "800.00"),
        ("2040.01", "1000.00"),
        ("2346.00", "1000.00"),
        ("2347.00", "1200.00"),
        ("2652.00", "1200.00"),
        ("2653.00", "1400.00"),
    ],
)
def test_what_an_employer_paid_in_2019_follows_the_later_wage(wage, fee):
    got = told("ibo-employer-fee", date(2019, 7, 1), {}, wage_after_hiring=wage, work_fraction="1")
    assert got["amount"]["low"] == got["amount"]["high"] == fee
    assert got["verified"]


def test_after_2019_the_wage_limits_rose_to_what_no_page_gives():
    low = told("ibo-employer-fee", date(2020, 1, 1), {}, wage_after_hiring="1700", work_fraction="1")
    assert (low["amount"]["low"], low["amount"]["high"]) == ("650.00", "650.00")
    high = told("ibo-employer-fee", date(2020, 1, 1), {}, wage_after_hiring="2700", work_fraction="1")
    assert (high["amount"]["low"], high["amount"]["high"]) == ("650.00", "1400.00")
    assert not high["verified"]


def test_an_employer_pays_vdab_no_more_from_2026_and_of_2018_no_amount_is_made_up():
    assert told("ibo-employer-fee", date(2025, 12, 31), {})["outcome"] == "yes"
    assert told("ibo-employer-fee", date(2026, 1, 1), {})["outcome"] == "no"
    early = told("ibo-employer-fee", date(2019, 6, 30), {})
    assert early["amount"] is None
    assert "maand" in early["gives"]


VULNERABLE = {
    "registered_without_work": True,
    "gap_closes": "work-floor",
    "age": 24,
    "months_registered": 0,
    "work_disability": False,
    "benefit": "unemployment",
}


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({"age": 24, "months_registered": 11}, "no"),
        ({"age": 24, "months_registered": 12}, "yes"),
        ({"age": 25, "months_registered": 12}, "no"),
        ({"age": 25, "months_registered": 23}, "no"),
        ({"age": 25, "months_registered": 24}, "yes"),
        ({"work_disability": True}, "yes"),
        ({"benefit": "sickness"}, "yes"),
        ({"months_registered": 24, "age": None}, "yes"),
        ({"months_registered": 12, "age": None}, "unknown"),
    ],
)
def test_an_ibo_plus_is_for_who_is_registered_long_or_is_vulnerable(facts, outcome):
    assert told("ibo-plus", IN_2022, VULNERABLE, **facts)["outcome"] == outcome


def test_an_ibo_plus_lasts_a_month_to_52_weeks_and_its_hiring_duty_stands():
    got = told("ibo-plus", IN_2022, VULNERABLE, planned_weeks=52, planned_months=12)
    assert {limit(got, "planned_weeks")[0], limit(got, "planned_months")[0]} == {"yes"}
    assert limit(told("ibo-plus", IN_2022, VULNERABLE, planned_weeks=53), "planned_weeks") == ["no"]
    assert any(whose == "employer" and "aanwerven" in text.nl for whose, text in BOOK.measure("ibo-plus").duties)


def test_who_turns_eligible_for_an_ibo_plus_by_time_alone_hears_from_when():
    got = told("ibo-plus", IN_2022, VULNERABLE | {"age": 40}, months_registered=20)
    assert (got["outcome"], got["eligible_from"]) == ("no", "2022-10-01")


def test_what_the_reform_of_2026_does_to_the_ibo_plus_nobody_checked():
    facts = VULNERABLE | {"months_registered": 12}
    assert told("ibo-plus", date(2025, 12, 31), facts)["verified"]
    got = told("ibo-plus", date(2026, 1, 1), facts)
    assert (got["outcome"], got["verified"]) == ("yes", False)


@pytest.mark.parametrize(("measure", "on"), [("ibo-plus", date(2018, 8, 31)), ("ibo", date(2009, 6, 4))])
def test_before_its_order_there_is_no_such_measure(measure, on):
    assert told(measure, on)["conditions"][0]["id"] == "in-force"
