"""Training voucher, training leave and training credit: what was published, at each date and limit."""

from datetime import date

import pytest

from aanboord.rulebook.answers import answer
from tests.rulebook.drawing import BOOK

ON = date(2026, 11, 22)
LEARNER = {
    "course_start": "2020-10-01",
    "employee": True,
    "lives_or_works_in_flanders_or_brussels": True,
    "pays_course_self": True,
    "education": "middle",
    "course_in_incentives_database": True,
    "course_in_career_plan": False,
    "course_aims": [],
    "course_cost": "1000.00",
}
ABSENT = {
    "absence_date": "2020-10-01",
    "sector": "private",
    "workplace_in_flanders": True,
    "work_fraction": "1",
    "weekly_hours": 38,
    "course_in_incentives_database": True,
    "course_hours": 200,
    "joint_initiative": False,
    "employee_agrees": True,
    "leave_hours_used": 0,
}
INTERRUPTED = {
    "leave_start": "2019-10-01",
    "sector": "private",
    "workplace_in_flanders": True,
    "leave_scheme": "time-credit-training",
    "rva_allowance": True,
    "months_of_contract": 12,
    "education": "low",
    "course_for_training_credit": True,
    "course_in_career_plan": False,
    "leave_size": "full",
    "job_before_leave": "1",
    "full_time_at_leave_start": True,
    "lives_alone": False,
}


def told(measure, known, facts):
    return answer(BOOK, BOOK.measure(measure), BOOK.parse(known | facts), on=ON).as_json()


def voucher(**facts):
    return told("training-voucher", LEARNER, facts)


def leave(**facts):
    return told("training-leave", ABSENT, facts)


def credit(**facts):
    return told("training-credit", INTERRUPTED, facts)


def wage(day, gross="9000"):
    facts = {"absence_date": day, "takes_training_leave": True, "gross_monthly_wage": gross}
    return told("training-leave-wage", {}, facts)


@pytest.mark.parametrize(
    ("aims", "education", "cost", "paid"),
    [
        ([], "middle", "1000.00", "125.00"),
        ([], "middle", "100.00", "50.00"),
        (["higher"], "middle", "1000.00", "250.00"),
        (["higher"], "low", "499.00", "249.50"),
        (["dutch"], "low", "1000.00", "250.00"),
        (["basics"], "low", "80.00", "80.00"),
        (["higher", "shortage"], "middle", "1000.00", "500.00"),
    ],
)
def test_the_voucher_pays_half_up_to_250_or_500_and_all_of_some_courses(aims, education, cost, paid):
    got = voucher(course_aims=aims, education=education, course_cost=cost)
    assert (got["outcome"], got["amount"]["low"], got["amount"]["high"]) == ("yes", paid, paid)


def test_who_has_a_higher_diploma_needs_a_plan_from_career_guidance():
    assert voucher(education="high")["outcome"] == "no"
    got = voucher(education="high", course_in_career_plan=True, course_aims=["higher"])
    assert (got["outcome"], got["amount"]["high"]) == ("yes", "125.00"), "the 500 are for a first higher diploma"
    got = voucher(education="low", course_in_incentives_database=False, course_in_career_plan=True)
    assert got["outcome"] == "yes"


@pytest.mark.parametrize("fact", ["employee", "pays_course_self", "lives_or_works_in_flanders_or_brussels"])
def test_the_voucher_is_for_employees_who_choose_and_pay_themselves(fact):
    assert voucher(**{fact: False})["outcome"] == "no"


def test_before_september_2019_a_voucher_was_250_whatever_the_course_was_for():
    got = voucher(course_start="2019-08-31", course_aims=["higher", "dutch"])
    assert (got["amount"]["high"], got["verified"]) == ("125.00", False)
    assert voucher(course_start="2019-09-01", course_aims=["higher", "dutch"])["amount"]["high"] == "500.00"


def test_after_school_year_2021_2022_nobody_looked_whether_the_voucher_stands():
    assert voucher(course_start="2022-08-31")["verified"]
    got = voucher(course_start="2022-09-01")
    assert (got["outcome"], got["verified"]) == ("yes", False)


@pytest.mark.parametrize(
    ("fraction", "paid"),
    [("1", "2662.50"), ("0.80", "2130.00"), ("0.50", "1331.25"), ("0.4999", None)],
)
def test_the_employer_gets_2130_cents_an_hour_for_125_hours_pro_rata(fraction, paid):
    got = leave(work_fraction=fraction)
    assert got["outcome"] == ("yes" if paid else "no")
    assert (got["amount"] and got["amount"]["low"]) == paid


def test_hours_that_were_taken_count_and_a_short_course_gives_no_more_than_it_lasts():
    assert leave(leave_hours_used=100)["amount"]["high"] == "532.50"
    assert leave(leave_hours_used=200)["amount"]["high"] == "0.00"
    assert leave(course_hours=32)["amount"]["high"] == "681.60"


@pytest.mark.parametrize(
    ("day", "joint", "hours", "outcome"),
    [
        ("2019-08-31", False, 200, "no"),
        ("2019-09-01", False, 32, "yes"),
        ("2019-09-01", False, 31, "no"),
        ("2021-08-31", True, 31, "no"),
        ("2021-08-31", True, 32, "yes"),
        ("2021-09-01", True, 16, "yes"),
        ("2021-09-01", True, 15, "no"),
        ("2021-09-01", False, 31, "no"),
        ("2022-08-31", True, 16, "yes"),
        ("2022-09-01", True, 15, "no"),
        ("2022-09-01", True, 16, "unknown"),
        ("2022-09-01", True, 32, "yes"),
        ("2022-09-01", False, 31, "no"),
    ],
)
def test_a_course_lasts_32_hours_or_16_on_the_employers_proposal_in_2021_2022(day, joint, hours, outcome):
    assert leave(absence_date=day, joint_initiative=joint, course_hours=hours)["outcome"] == outcome


def test_the_employers_proposal_gives_125_hours_of_its_own_until_august_2024():
    own, joint = leave(absence_date="2024-08-31"), leave(absence_date="2024-08-31", joint_initiative=True)
    assert own["amount"]["high"] == joint["amount"]["high"] == "2662.50", "together 250 hours"
    got = leave(absence_date="2024-09-01", joint_initiative=True)
    assert (got["amount"]["low"], got["amount"]["high"], got["verified"]) == ("0.00", "2662.50", False)
    assert leave(absence_date="2024-09-01")["amount"]["low"] == "2662.50"


def test_from_september_2023_the_employee_has_to_agree():
    assert leave(absence_date="2023-08-31", employee_agrees=False)["outcome"] == "yes"
    assert leave(absence_date="2023-09-01", employee_agrees=False)["outcome"] == "no"


@pytest.mark.parametrize(
    ("day", "fraction", "hours", "paid"),
    [
        ("2025-08-31", "0.50", 19, "1331.25"),
        ("2025-09-01", "0.80", 28, "1491.00"),
        ("2025-09-01", "0.7999", 28, None),
        ("2025-09-01", "0.80", 27, None),
        ("2025-09-01", "1", 38, "1863.75"),
    ],
)
def test_from_september_2025_a_job_of_80_percent_and_28_hours_is_needed_and_1491_cents_are_paid(
    day, fraction, hours, paid
):
    got = leave(absence_date=day, work_fraction=fraction, weekly_hours=hours)
    assert got["outcome"] == ("yes" if paid else "no")
    assert (got["amount"] and got["amount"]["high"]) == paid


def test_after_school_year_2025_2026_the_leave_is_not_verified():
    assert leave(absence_date="2026-08-31")["verified"]
    assert not leave(absence_date="2026-09-01")["verified"]


@pytest.mark.parametrize(
    "facts", [{"sector": "public"}, {"workplace_in_flanders": False}, {"course_in_incentives_database": False}]
)
def test_who_has_no_right_to_training_leave(facts):
    assert leave(**facts)["outcome"] == "no"


def test_the_term_of_the_claim_is_told_beside_the_answer():
    assert leave(months_since_course_start=3)["limits"][0]["outcome"] == "yes"
    assert leave(months_since_course_start=4)["limits"][0]["outcome"] == "no"


@pytest.mark.parametrize(
    ("day", "cap"),
    [
        ("2016-09-01", "2815.00"),
        ("2017-09-01", "2871.00"),
        ("2018-09-01", "2928.00"),
        ("2020-08-31", "2928.00"),
        ("2020-09-01", "2987.00"),
        ("2021-09-01", "3047.00"),
        ("2022-08-31", "3047.00"),
        ("2022-09-01", "3170.00"),
        ("2022-12-31", "3170.00"),
        ("2023-01-01", "3364.00"),
        ("2023-08-31", "3364.00"),
        ("2024-09-01", "3641.00"),
        ("2025-08-31", "3641.00"),
        ("2025-09-01", "3714.00"),
        ("2026-08-31", "3714.00"),
    ],
)
def test_the_wage_cap_is_that_of_the_day_of_absence_also_within_a_school_year(day, cap):
    got = wage(day)
    assert (got["amount"]["low"], got["amount"]["high"], got["verified"]) == (cap, cap, True)
    assert wage(day, gross="2000")["amount"]["high"] == "2000.00", "who earns less keeps the whole wage"


@pytest.mark.parametrize(
    ("day", "low", "high"), [("2023-09-01", "3364.00", "3641.00"), ("2026-09-01", "3714.00", "9000.00")]
)
def test_of_the_years_without_a_source_the_cap_has_bounds(day, low, high):
    got = wage(day)
    assert (got["amount"]["low"], got["amount"]["high"], got["verified"]) == (low, high, False)


@pytest.mark.parametrize(
    ("day", "size", "job", "paid"),
    [
        ("2019-09-01", "full", "0.75", "566.62"),
        ("2019-09-01", "half", "0.75", "300.14"),
        ("2019-09-01", "half", "0.7499", None),
        ("2019-09-01", "full", "0.7499", "300.14"),
        ("2019-09-01", "full", "0.50", "300.14"),
        ("2019-09-01", "full", "0.4999", "168.24"),
        ("2019-09-01", "full", "0.20", "168.24"),
        ("2019-09-01", "full", "0.1999", None),
        ("2019-09-01", "fifth", "1", "168.24"),
        ("2019-09-01", "tenth", "1", None),
        ("2021-09-01", "full", "1", "589.48"),
        ("2021-09-01", "half", "1", "312.24"),
        ("2021-12-31", "fifth", "1", "175.03"),
    ],
)
def test_the_credit_goes_by_the_published_amounts(day, size, job, paid):
    got = credit(leave_start=day, leave_size=size, job_before_leave=job)
    assert got["outcome"] == ("yes" if paid else "no")
    assert (got["amount"] and got["amount"]["low"]) == (got["amount"] and got["amount"]["high"]) == paid


@pytest.mark.parametrize(
    ("day", "low", "high"),
    [
        ("2020-02-29", "616.42", "616.42"),
        ("2020-03-01", "616.42", "641.29"),
        ("2021-08-31", "616.42", "641.29"),
        ("2021-09-01", "641.29", "641.29"),
        ("2022-01-01", "641.29", None),
    ],
)
def test_between_two_published_amounts_the_credit_of_who_lives_alone_has_bounds(day, low, high):
    got = credit(leave_start=day, lives_alone=True)
    assert (got["amount"]["low"], got["amount"]["high"]) == (low, high)


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({"sector": "social-profit"}, "yes"),
        ({"sector": "public"}, "no"),
        ({"months_of_contract": 11}, "no"),
        ({"rva_allowance": False}, "no"),
        ({"leave_scheme": "parental"}, "no"),
        ({"education": "high"}, "no"),
        ({"education": "high", "course_in_career_plan": True}, "yes"),
        ({"course_for_training_credit": False}, "no"),
        ({"leave_size": "fifth", "full_time_at_leave_start": False}, "no"),
        ({"leave_start": "2019-08-31"}, "no"),
    ],
)
def test_who_gets_the_credit(facts, outcome):
    assert credit(**facts)["outcome"] == outcome
