"""Work experience: whom it is for, its allowance, and how long somebody is exempt from being available."""

from datetime import date

import pytest

from aanboord.rulebook.answers import answer
from aanboord.rulebook.measures import Aim
from tests.rulebook.drawing import BOOK


def told(measure, on, known=None, **facts):
    return answer(BOOK, BOOK.measure(measure), BOOK.parse((known or {}) | facts), on=on).as_json()


def limit(got, id):
    return [row["outcome"] for row in got["limits"] if row["id"] == id]


IN_2023 = {
    "registered_without_work": True,
    "fits_path": True,
    "learning_potential": True,
    "lacks_generic_competences": True,
}


@pytest.mark.parametrize("fact", sorted(IN_2023))
def test_since_2023_an_internship_asks_each_of_its_four_conditions(fact):
    assert told("work-experience-internship", date(2023, 1, 1), IN_2023)["outcome"] == "yes"
    assert told("work-experience-internship", date(2023, 1, 1), IN_2023, **{fact: False})["outcome"] == "no"
    assert told("work-experience-internship", date(2023, 1, 1), IN_2023, **{fact: None})["outcome"] == "unknown"


def test_before_2023_it_was_only_for_who_was_in_temporary_work_experience():
    facts = {"lacks_generic_competences": True}
    assert told("work-experience-internship", date(2022, 12, 31), facts, in_twe=True)["outcome"] == "yes"
    assert told("work-experience-internship", date(2022, 12, 31), facts, in_twe=False)["outcome"] == "no"
    assert told("work-experience-internship", date(2016, 12, 31), facts, in_twe=True)["outcome"] == "no"


@pytest.mark.parametrize(("hours", "outcome"), [(19, "no"), (20, "yes")])
def test_the_twenty_hours_a_week_were_dropped_in_2023(hours, outcome):
    before = told("work-experience-internship", date(2022, 12, 31), weekly_hours=hours)
    assert limit(before, "weekly_hours") == [outcome]
    assert limit(told("work-experience-internship", date(2023, 1, 1), weekly_hours=hours), "weekly_hours") == []


@pytest.mark.parametrize(
    ("hours", "allowance"), [(0, "0.00"), (10, "100.00"), (19, "190.00"), (20, "200.00"), (38, "200.00")]
)
def test_since_2023_the_allowance_is_in_proportion_below_twenty_hours(hours, allowance):
    got = told("work-experience-internship", date(2023, 6, 1), IN_2023, weekly_hours=hours)
    assert got["amount"]["low"] == got["amount"]["high"] == allowance
    assert got["verified"]


def test_before_2023_the_allowance_was_200_whatever_the_hours():
    facts = {"in_twe": True, "lacks_generic_competences": True}
    got = told("work-experience-internship", date(2020, 1, 1), facts)
    assert (got["outcome"], got["missing"]) == ("yes", [])
    assert got["amount"]["low"] == got["amount"]["high"] == "200.00"


@pytest.mark.parametrize(("months", "outcome"), [(6, "yes"), (7, "no")])
def test_an_internship_lasts_six_months_before_and_after_2023(months, outcome):
    for on in (date(2022, 12, 31), date(2023, 1, 1)):
        assert limit(told("work-experience-internship", on, planned_months=months), "planned_months") == [outcome]


SEEKER = {"registered_without_work": True, "lacks_generic_competences": True, "regular_job_reachable": True}


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({}, "yes"),
        ({"registered_without_work": False, "benefit": "living-wage"}, "yes"),
        ({"registered_without_work": False, "benefit": "unemployment"}, "no"),
        ({"regular_job_reachable": False}, "no"),
        ({"regular_job_reachable": None}, "unknown"),
        ({"lacks_generic_competences": False}, "no"),
    ],
)
def test_temporary_work_experience_is_a_way_to_a_regular_job_for_seekers_and_who_gets_a_living_wage(facts, outcome):
    assert told("temporary-work-experience", date(2020, 1, 1), SEEKER, **facts)["outcome"] == outcome


def test_temporary_work_experience_lasts_two_years_at_least_half_time():
    got = told("temporary-work-experience", date(2020, 1, 1), SEEKER, planned_months=24, weekly_hours=20)
    assert {row["outcome"] for row in got["limits"]} == {"yes"}
    got = told("temporary-work-experience", date(2020, 1, 1), SEEKER, planned_months=25, weekly_hours=19)
    assert {row["outcome"] for row in got["limits"]} == {"no"}


def test_nobody_checked_temporary_work_experience_after_2022():
    assert told("temporary-work-experience", date(2022, 12, 31), SEEKER)["verified"]
    assert not told("temporary-work-experience", date(2023, 1, 1), SEEKER)["verified"]


@pytest.mark.parametrize(
    ("active", "months", "hours", "outcome"),
    [
        (True, 0, 20, "yes"),
        (True, 23, 20, "yes"),
        (True, 24, 20, "no"),
        (True, 5, 19, "no"),
        (False, 5, 20, "no"),
        (True, None, 20, "unknown"),
    ],
)
def test_who_is_in_twe_is_exempt_for_two_years_at_most_from_twenty_hours_a_week_on(active, months, hours, outcome):
    facts = {"in_twe": active, "months_in_twe": months, "weekly_hours": hours}
    assert told("twe-availability-exemption", date(2020, 3, 10), facts)["outcome"] == outcome


def test_the_exemption_says_by_itself_until_when_it_lasts():
    facts = {"in_twe": True, "months_in_twe": 20, "weekly_hours": 25}
    assert told("twe-availability-exemption", date(2020, 3, 10), facts)["eligible_until"] == "2020-07-09"


def test_for_an_internship_of_2023_the_hours_that_exempt_are_on_no_page_in_full():
    facts = {"in_work_experience_internship": True, "internship_weeks": 4}
    on = date(2023, 2, 1)
    assert told("wes-availability-exemption", on, facts, weekly_hours=30)["outcome"] == "yes"
    got = told("wes-availability-exemption", on, facts, weekly_hours=20)
    assert (got["outcome"], got["missing"], got["verified"]) == ("unknown", [], False)
    assert told("wes-availability-exemption", on, facts, weekly_hours=30, internship_weeks=3)["outcome"] == "no"
    assert told("wes-availability-exemption", date(2022, 12, 31), facts, weekly_hours=30)["outcome"] == "no"


@pytest.mark.parametrize("measure", ["work-experience-internship", "temporary-work-experience"])
def test_work_experience_strengthens_generic_competences_on_the_floor_and_nobody_has_to_hire(measure):
    one = BOOK.measure(measure)
    assert (one.aim, one.on_the_floor) == (Aim.GENERIC, True)
    assert any("hoeft niemand je aan te werven" in note.nl for note in one.versions[-1].notes)
