"""The transition premium, with a benefit and without, and jobbonus PLUS, at each date and limit."""

from datetime import date

import pytest

from aanboord.rulebook.answers import answer
from tests.rulebook.drawing import BOOK

ON = date(2026, 11, 22)
STARTER = {
    "age": 50,
    "prestarter_certificate_months": 3,
    "months_since_start": 1,
    "years_since_last_premium": 99,
    "application_date": "2019-05-02",
}
EMPLOYEE = {
    "start_in_main_occupation": "2023-05-02",
    "gross_monthly_wage_fte": "2400.00",
    "employee_in_last_three_months": True,
    "still_self_employed_after_year": True,
}


def told(measure="transition-premium", on=ON, **facts):
    known = EMPLOYEE if measure == "jobbonus-plus" else STARTER
    return answer(BOOK, BOOK.measure(measure), BOOK.parse(known | facts), on=on).as_json()


def parts(got):
    return [part["low"] for part in got["amount"]["parts"]]


def test_five_facts_settle_the_premium_and_its_steps_are_those_that_were_published():
    got = told()
    assert (got["outcome"], got["missing"], got["verified"]) == ("yes", [], True)
    assert (got["amount"]["low"], got["amount"]["high"], got["amount"]["unit"]) == ("15600.00", "15600.00", "EUR")
    assert [float(paid) / 3 for paid in parts(got)] == [1000, 900, 800, 700, 600, 500, 400, 300]
    got = told(application_date="2021-06-01")
    assert (got["amount"]["low"], got["amount"]["high"]) == ("7800.00", "7800.00")
    assert [float(paid) / 3 for paid in parts(got)] == [500, 450, 400, 350, 300, 250, 200, 150]


@pytest.mark.parametrize(
    ("application", "age", "total"),
    [
        ("2018-03-14", 50, None),
        ("2018-03-15", 45, "15600.00"),
        ("2018-03-15", 44, None),
        ("2021-03-31", 44, None),
        ("2021-04-01", 44, "7800.00"),
        ("2021-04-01", 18, "7800.00"),
        ("2021-04-01", 17, None),
        ("2021-04-01", 45, "15600.00"),
        ("2021-05-31", 45, "15600.00"),
        ("2021-06-01", 45, "7800.00"),
        ("2021-06-01", 17, None),
    ],
)
def test_each_day_of_application_has_its_age_and_its_total(application, age, total):
    got = told(application_date=application, age=age)
    assert got["outcome"] == ("yes" if total else "no")
    assert (got["amount"] and got["amount"]["low"]) == total
    assert (got["amount"] and got["amount"]["high"]) == total


def test_from_45_on_the_full_premium_is_an_old_right_that_ends():
    got = told(application_date="2021-05-31")
    assert {row["id"]: row["outcome"] for row in got["conditions"]}["full-premium-from-45"] == "yes"
    assert "full-premium-from-45" not in {row["id"] for row in told(application_date="2021-06-01")["conditions"]}


@pytest.mark.parametrize(
    ("fact", "enough", "wrong"),
    [
        ("prestarter_certificate_months", 6, 7),
        ("months_since_start", 2, 3),
        ("years_since_last_premium", 6, 5),
        ("years_since_last_premium", 99, 0),
    ],
)
@pytest.mark.parametrize("application", ["2019-05-02", "2021-04-15", "2021-09-01", "2026-11-22"])
def test_each_condition_of_the_premium_from_both_sides(fact, enough, wrong, application):
    assert told(**{fact: enough}, application_date=application)["outcome"] == "yes"
    got = told(**{fact: wrong}, application_date=application)
    assert got["outcome"] == "no"
    assert {row["id"] for row in got["conditions"] if row["outcome"] == "no"} >= {fact}


def test_after_march_2022_the_total_is_at_least_7800_and_no_higher_figure_is_made_up():
    assert told(application_date="2022-03-31")["verified"]
    got = told(application_date="2022-04-01")
    assert (got["outcome"], got["amount"]["low"], got["amount"]["high"]) == ("yes", "7800.00", None)
    assert not got["verified"]
    assert any("niet gekend" in warning for warning in got["warnings"])


def test_who_never_had_one_answers_99_and_the_question_says_so():
    got = told(years_since_last_premium=None)
    assert (got["outcome"], got["missing"]) == ("unknown", ["years_since_last_premium"])
    assert "99" in got["next_question"]["text"]


def test_what_the_five_facts_do_not_say_is_told_beside_the_answer():
    limits = {row["id"]: row["outcome"] for row in told()["limits"]}
    assert limits == {
        "benefit_before_start": "unknown",
        "below_pension_age": "unknown",
        "tied_to_last_employer": "unknown",
    }
    assert told(benefit_before_start=True)["limits"][0]["outcome"] == "yes"


def test_who_has_waited_too_long_hears_until_when_it_was_possible():
    got = told(application_date="2021-07-01", on=date(2021, 7, 1), months_since_start=1)
    assert got["eligible_until"] == "2021-08-31"


@pytest.mark.parametrize(
    ("registered", "total"),
    [(5, None), (6, "1950.00"), (12, "1950.00"), (13, "3900.00")],
)
def test_without_a_benefit_the_time_of_registration_sets_a_quarter_or_half_of_7800(registered, total):
    facts = {"months_registered": registered, "benefit_before_start": False, "application_date": "2022-12-01"}
    got = told("transition-premium-without-benefit", **facts)
    assert got["outcome"] == ("yes" if total else "no")
    assert (got["amount"] and got["amount"]["low"]) == total


def test_without_a_benefit_there_was_nothing_before_december_2022_and_with_one_it_is_the_other_premium():
    facts = {"months_registered": 20, "benefit_before_start": False}
    assert told("transition-premium-without-benefit", **facts, application_date="2022-11-30")["outcome"] == "no"
    facts["benefit_before_start"] = True
    assert told("transition-premium-without-benefit", **facts, application_date="2022-12-01")["outcome"] == "no"


@pytest.mark.parametrize(
    ("start", "below", "limit"),
    [
        ("2022-12-31", "2499.99", "2500.00"),
        ("2023-01-01", "2999.99", "3000.00"),
        ("2023-12-31", "2999.99", "3000.00"),
        ("2024-01-01", "3099.99", "3100.00"),
    ],
)
def test_the_limit_of_jobbonus_plus_goes_by_the_year_of_the_start(start, below, limit):
    got = told("jobbonus-plus", start_in_main_occupation=start, gross_monthly_wage_fte=below)
    assert (got["outcome"], got["amount"]["low"], got["amount"]["high"]) == ("yes", "1200.00", "1200.00")
    assert told("jobbonus-plus", start_in_main_occupation=start, gross_monthly_wage_fte=limit)["outcome"] == "no"


def test_jobbonus_plus_is_paid_twice_only_to_who_goes_on_for_a_year():
    assert parts(told("jobbonus-plus")) == ["600.00", "600.00"]
    assert parts(told("jobbonus-plus", still_self_employed_after_year=False)) == ["600.00", "0.00"]
    got = told("jobbonus-plus", still_self_employed_after_year=None)
    assert (got["amount"]["low"], got["amount"]["high"]) == ("600.00", "1200.00")
    assert told("jobbonus-plus", employee_in_last_three_months=False)["outcome"] == "no"


def test_of_jobbonus_plus_before_2022_and_from_2025_nothing_is_made_up():
    assert told("jobbonus-plus", start_in_main_occupation="2021-12-31")["outcome"] == "no"
    got = told("jobbonus-plus", start_in_main_occupation="2025-01-01", gross_monthly_wage_fte="2600.00")
    assert (got["outcome"], got["verified"]) == ("unknown", False)
    got = told("jobbonus-plus", start_in_main_occupation="2025-01-01")
    assert (got["outcome"], got["verified"]) == ("yes", False)


def test_of_an_application_that_is_past_no_day_to_come_is_told():
    got = told(application_date="2019-05-02")
    assert (got["outcome"], got["eligible_from"], got["eligible_until"]) == ("yes", None, None)
    got = told(application_date="2026-11-22", years_since_last_premium=5)
    assert (got["outcome"], got["eligible_from"]) == ("no", None), "by then the start is too long ago"
