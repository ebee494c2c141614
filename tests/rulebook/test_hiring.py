"""What an employer gets for hiring: looked at on the day of the hiring, so that old rights go on by themselves."""

from datetime import date

import pytest

from aanboord.rulebook.answers import answer
from tests.rulebook.drawing import BOOK

ON = date(2026, 11, 22)
YOUNG = {
    "workplace_in_flanders": True,
    "age_at_end_of_hiring_quarter": 22,
    "education": "low",
    "compulsory_education": "none",
    "work_fraction": "1.00",
    "vdab_portfolio": True,
    "quarter_after_hiring": 1,
    "quarterly_wage": "7000.00",
}
OLDER = {
    "workplace_in_flanders": True,
    "age_at_end_of_hiring_quarter": 60,
    "below_pension_age": True,
    "registered_without_work": True,
    "worked_here_in_the_four_quarters_before": False,
    "work_fraction": "1.00",
    "quarter_after_hiring": 1,
    "quarterly_wage": "12000.00",
}
LONG_TERM = {
    "workplace_in_flanders": True,
    "age_at_end_of_hiring_quarter": 40,
    "months_registered": 24,
    "durable_contract": True,
    "occasional_contract": False,
    "work_fraction": "1.00",
    "months_in_service": 12,
    "hire_date": "2019-03-01",
}
NO_EXPERIENCE = {
    "workplace_in_flanders": True,
    "age_at_end_of_hiring_quarter": 40,
    "months_without_work": 24,
    "registered_without_work": True,
    "work_fraction": "0.80",
    "quarter_after_hiring": 1,
    "quarterly_wage": "9000.00",
    "compulsory_education": "none",
    "below_pension_age": True,
    "hire_date": "2024-09-01",
}


def told(measure, facts, **changed):
    return answer(BOOK, BOOK.measure(measure), BOOK.parse(facts | changed), on=ON).as_json()


def young(level, **changed):
    return told(f"target-group-young-{level}-skilled", YOUNG | {"education": level}, **changed)


def older(**changed):
    return told("target-group-older-job-seeker-hired", OLDER, **changed)


def long_term(**changed):
    return told("hiring-incentive-long-term", LONG_TERM, **changed)


def no_experience(**changed):
    return told("hiring-incentive-no-recent-experience", NO_EXPERIENCE, **changed)


def amounts(got):
    return got["amount"]["low"], got["amount"]["high"]


def test_a_low_skilled_young_worker_brought_1150_and_from_2019_a_whole_exemption():
    assert young("low", hire_date="2016-06-30")["outcome"] == "no"
    assert amounts(young("low", hire_date="2016-07-01")) == ("1150.00", "1150.00")
    assert amounts(young("low", hire_date="2018-12-31")) == ("1150.00", "1150.00")
    got = young("low", hire_date="2019-01-01")
    assert (got["outcome"], got["amount"]) == ("yes", None)
    assert "loonmatigingsbijdrage" in got["gives"]


def test_who_was_hired_by_30_june_2024_keeps_all_eight_quarters():
    assert young("low", hire_date="2024-06-30", quarter_after_hiring=8)["outcome"] == "yes"
    assert young("low", hire_date="2024-06-30", quarter_after_hiring=9)["outcome"] == "no"
    assert young("low", hire_date="2024-07-01")["outcome"] == "no"


def test_a_middle_skilled_young_worker_counted_until_the_end_of_2019():
    assert amounts(young("middle", hire_date="2019-12-31")) == ("1000.00", "1000.00")
    assert young("middle", hire_date="2019-12-31", quarter_after_hiring=8)["outcome"] == "yes"
    assert young("middle", hire_date="2020-01-01")["outcome"] == "no"
    assert told("target-group-young-middle-skilled", YOUNG, hire_date="2019-12-31")["outcome"] == "no"


@pytest.mark.parametrize(
    ("changed", "outcome"),
    [
        ({"age_at_end_of_hiring_quarter": 24}, "yes"),
        ({"age_at_end_of_hiring_quarter": 25}, "no"),
        ({"work_fraction": "0.50"}, "yes"),
        ({"work_fraction": "0.49"}, "no"),
        ({"compulsory_education": "part-time"}, "yes"),
        ({"compulsory_education": "full-time"}, "no"),
        ({"vdab_portfolio": False}, "no"),
        ({"education": "middle"}, "no"),
        ({"quarter_after_hiring": 4, "quarterly_wage": "7499.99"}, "yes"),
        ({"quarter_after_hiring": 4, "quarterly_wage": "7500.00"}, "no"),
        ({"quarter_after_hiring": 5, "quarterly_wage": "7500.00"}, "yes"),
        ({"quarter_after_hiring": 5, "quarterly_wage": "8100.00"}, "no"),
    ],
)
def test_the_conditions_of_a_young_worker_from_both_sides(changed, outcome):
    assert told("target-group-young-low-skilled", YOUNG, hire_date="2018-03-01", **changed)["outcome"] == outcome


def test_wage_limits_of_the_young_that_nobody_looked_up_after_2019_say_so():
    assert young("low", hire_date="2019-12-31")["verified"]
    assert not young("low", hire_date="2020-01-01")["verified"]


def test_an_older_job_seeker_is_55_and_from_2020_58():
    assert older(hire_date="2019-12-31", age_at_end_of_hiring_quarter=54)["outcome"] == "no"
    assert older(hire_date="2019-12-31", age_at_end_of_hiring_quarter=55)["outcome"] == "yes"
    assert older(hire_date="2020-01-01", age_at_end_of_hiring_quarter=57)["outcome"] == "no"
    assert older(hire_date="2020-01-01", age_at_end_of_hiring_quarter=58)["outcome"] == "yes"
    assert older(hire_date="2020-01-01", below_pension_age=False)["outcome"] == "no"
    assert older(hire_date="2020-01-01", worked_here_in_the_four_quarters_before=True)["outcome"] == "no"


def test_what_an_older_job_seeker_brought_before_2019_is_not_made_up():
    got = older(hire_date="2018-12-31")
    assert (got["outcome"], got["verified"]) == ("yes", False)
    assert amounts(got) == ("600.00", None)
    got = older(hire_date="2019-01-01")
    assert (got["amount"], got["verified"]) == (None, True)
    assert got["gives"]


def test_an_older_job_seeker_who_is_hired_by_30_june_2024_keeps_eight_quarters():
    assert older(hire_date="2024-06-30", quarter_after_hiring=8)["outcome"] == "yes"
    assert older(hire_date="2024-06-30", quarter_after_hiring=9)["outcome"] == "no"
    assert older(hire_date="2024-07-01")["outcome"] == "no"


def test_whether_it_is_a_fourth_quarter_is_asked_only_between_the_two_limits():
    hired = {"hire_date": "2021-05-01"}
    assert older(quarterly_wage="13944.99", **hired)["outcome"] == "yes"
    assert older(quarterly_wage="13945.00", **hired)["missing"] == ["fourth_quarter"]
    assert older(quarterly_wage="18544.99", fourth_quarter=True, **hired)["outcome"] == "yes"
    assert older(quarterly_wage="18544.99", fourth_quarter=False, **hired)["outcome"] == "no"
    assert older(quarterly_wage="18545.00", **hired)["outcome"] == "no"


@pytest.mark.parametrize(
    ("work_fraction", "first", "second"),
    [
        ("1.00", "1250.00", "3000.00"),
        ("0.80", "1250.00", "3000.00"),
        ("0.79", "750.00", "1800.00"),
        ("0.30", "750.00", "1800.00"),
    ],
)
def test_the_published_amounts_for_long_term_job_seekers(work_fraction, first, second):
    got = long_term(work_fraction=work_fraction)
    assert [part["low"] for part in got["amount"]["parts"]] == [first, second]
    assert got["verified"]


def test_each_part_of_the_incentive_is_earned_with_time():
    assert amounts(long_term(months_in_service=2)) == ("0.00", "0.00")
    assert amounts(long_term(months_in_service=3)) == ("1250.00", "1250.00")
    assert amounts(long_term(months_in_service=11)) == ("1250.00", "1250.00")
    assert amounts(long_term(months_in_service=12)) == ("4250.00", "4250.00")
    assert amounts(long_term(months_in_service=None)) == ("0.00", "4250.00")


@pytest.mark.parametrize(
    ("changed", "outcome"),
    [
        ({"hire_date": "2016-12-31"}, "no"),
        ({"hire_date": "2017-01-01"}, "yes"),
        ({"hire_date": "2023-09-30"}, "yes"),
        ({"hire_date": "2023-10-01"}, "no"),
        ({"months_registered": 23}, "no"),
        ({"age_at_end_of_hiring_quarter": 24}, "no"),
        ({"age_at_end_of_hiring_quarter": 25}, "yes"),
        ({"age_at_end_of_hiring_quarter": 54}, "yes"),
        ({"age_at_end_of_hiring_quarter": 55}, "no"),
        ({"age_at_end_of_hiring_quarter": 55, "hire_date": "2020-01-01"}, "yes"),
        ({"age_at_end_of_hiring_quarter": 56, "hire_date": "2020-01-01"}, "no"),
        ({"work_fraction": "0.2999"}, "no"),
        ({"durable_contract": False}, "no"),
        ({"occasional_contract": True}, "no"),
    ],
)
def test_the_conditions_for_long_term_job_seekers_from_both_sides(changed, outcome):
    assert long_term(**changed)["outcome"] == outcome


@pytest.mark.parametrize(
    ("changed", "outcome"),
    [
        ({"hire_date": "2023-09-30"}, "no"),
        ({"hire_date": "2023-10-01"}, "yes"),
        ({"hire_date": "2024-06-30", "age_at_end_of_hiring_quarter": 24}, "no"),
        ({"hire_date": "2024-06-30", "age_at_end_of_hiring_quarter": 25}, "yes"),
        ({"hire_date": "2024-06-30", "age_at_end_of_hiring_quarter": 57}, "yes"),
        ({"hire_date": "2024-06-30", "age_at_end_of_hiring_quarter": 58}, "no"),
        ({"hire_date": "2024-07-01", "age_at_end_of_hiring_quarter": 58}, "yes"),
        ({"hire_date": "2024-07-01", "age_at_end_of_hiring_quarter": 18}, "yes"),
        ({"hire_date": "2024-07-01", "age_at_end_of_hiring_quarter": 17}, "no"),
        ({"hire_date": "2024-07-01", "compulsory_education": "part-time"}, "no"),
        ({"hire_date": "2024-07-01", "below_pension_age": False}, "no"),
        ({"months_without_work": 23}, "no"),
        ({"quarterly_wage": "9999.99"}, "yes"),
        ({"quarterly_wage": "10000.00"}, "no"),
        ({"quarter_after_hiring": 4}, "yes"),
        ({"quarter_after_hiring": 5}, "no"),
        ({"work_fraction": "0.275"}, "yes"),
        ({"work_fraction": "0.2749"}, "no"),
        ({"registered_without_work": False, "unfit_for_work_at_hiring": True}, "yes"),
        ({"registered_without_work": False, "unfit_for_work_at_hiring": False}, "no"),
    ],
)
def test_the_conditions_without_recent_experience_from_both_sides(changed, outcome):
    assert no_experience(**changed)["outcome"] == outcome


def test_without_recent_experience_the_whole_amount_begins_at_80_percent_and_below_it_lies_between_bounds():
    assert amounts(no_experience()) == ("1000.00", "1000.00")
    got = no_experience(work_fraction="0.50")
    assert amounts(got) == ("500.00", "625.00")
    assert not got["verified"]
    assert amounts(no_experience(work_fraction="0.79")) == ("790.00", "987.50")


def test_after_2024_nobody_looked_whether_it_still_stands():
    assert no_experience(hire_date="2024-12-31")["verified"]
    got = no_experience(hire_date="2025-01-01")
    assert (got["outcome"], got["verified"]) == ("yes", False)
