"""Lines of policy that the rulebook carries, as anybody can ask them over the API."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.rulebook.test_encouragement import PARENT
from tests.rulebook.test_enterprise import STARTER
from tests.rulebook.test_hiring import YOUNG
from tests.rulebook.test_ibo import SEEKER
from tests.rulebook.test_internship_bonus import PUPIL
from tests.rulebook.test_jobbonus import WORKER
from tests.rulebook.test_learning import ABSENT
from tests.rulebook.test_stimulation import TRAINEE as TRAINED

INSTRUMENTS = (
    *("ibo", "bis", "bvs", "training-internship", "work-experience-internship", "temporary-work-experience"),
    *("neighbourhood-work", "work-care"),
)


def told(measure, known=None, on="2026-11-22", **facts):
    """The answer of the API."""
    question = {"facts": (known or {}) | facts, "on": on}
    answer = Client().post(f"/api/rules/measures/{measure}/explain", question, content_type="application/json")
    assert answer.status_code == 200, answer.content
    return answer.json()


def amount(got):
    return (got["amount"]["low"], got["amount"]["high"]) if got["outcome"] == "yes" else got["outcome"]


@pytest.mark.policy("PACT24-4.1-a")
@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_an_instrument_is_data_with_conditions_terms_purpose_distance_provider_and_source(instrument):
    got = Client().get(f"/api/rules/measures/{instrument}").json()
    assert got["aim"]
    assert got["suits"], "for which distance, and where the gap closes"
    assert got["apply_at"]
    for version in got["versions"]:
        assert version["sources"]
        assert version["conditions"]


@pytest.mark.policy("PACT24-4.1-c")
def test_an_ibo_obliges_to_hire_and_closes_the_gap_at_work_an_internship_elsewhere_and_a_bis_obliges_to_nothing():
    assert told("ibo", SEEKER, on="2022-06-01")["outcome"] == "yes"
    assert told("ibo", SEEKER, on="2022-06-01", gap_closes="training-floor")["outcome"] == "no"
    assert told("training-internship", SEEKER, on="2022-06-01", gap_closes="training-floor")["outcome"] == "yes"

    def duties(measure):
        of = Client().get(f"/api/rules/measures/{measure}").json()["duties"]
        return " ".join(duty["text"]["nl"] for duty in of if duty["of"] == "employer")

    assert "moet je de cursist aanwerven" in duties("ibo")
    assert "aanwerven" not in duties("bis")


@pytest.mark.policy("IAB19-1.1-e")
def test_who_is_in_temporary_work_experience_is_exempt_from_availability_for_two_years_and_the_end_is_told():
    got = told("twe-availability-exemption", on="2020-03-10", in_twe=True, months_in_twe=20, weekly_hours=20)
    assert (got["outcome"], got["eligible_until"]) == ("yes", "2020-07-09")
    short = told("twe-availability-exemption", on="2020-03-10", in_twe=True, months_in_twe=20, weekly_hours=19)
    assert short["outcome"] == "no"


@pytest.mark.policy("AHAD21-I.2.1-a")
def test_the_internship_bonus_of_the_crisis_was_widened_for_its_school_years_alone():
    assert told("internship-bonus", PUPIL, internship_school_year=2019, age_at_first_bonus=18)["outcome"] == "no"
    assert told("internship-bonus", PUPIL, internship_school_year=2020, age_at_first_bonus=18)["outcome"] == "yes"
    assert told("internship-bonus", PUPIL, internship_school_year=2023, age_at_first_bonus=18)["outcome"] == "no"
    short = told("internship-bonus", PUPIL, internship_school_year=2020, months_trained_in_school_year=2)
    assert short["outcome"] == "no"


@pytest.mark.policy("BN19-VI.1.1-u")
def test_the_stimulation_premium_ended_for_agreements_from_2020_on():
    assert amount(told("stimulation-premium", TRAINED, training_agreement_date="2019-12-31")) == ("100.00", "100.00")
    assert told("stimulation-premium", TRAINED, training_agreement_date="2020-01-01")["outcome"] == "no"


@pytest.mark.policy("AHAD21-I.2.1-d")
@pytest.mark.parametrize(("joint", "hours", "outcome"), [(True, 16, "yes"), (True, 15, "no"), (False, 31, "no")])
def test_in_2021_2022_a_course_of_sixteen_hours_counts_for_leave_on_joint_initiative(joint, hours, outcome):
    got = told("training-leave", ABSENT, absence_date="2021-10-01", joint_initiative=joint, course_hours=hours)
    assert got["outcome"] == outcome


@pytest.mark.policy("BN19-VI.2.1-a")
def test_the_encouragement_premium_goes_by_the_job_and_covers_a_tenth_of_parental_leave():
    assert amount(told("encouragement-premium", PARENT, job_before_leave="0.75")) == ("205.92", "205.92")
    assert amount(told("encouragement-premium", PARENT, job_before_leave="0.50")) == ("137.28", "137.28")
    assert amount(told("encouragement-premium", PARENT, leave_size="tenth")) == ("34.32", "34.32")
    assert told("encouragement-premium", PARENT, leave_size="tenth", leave_start="2020-08-31")["outcome"] == "no"


@pytest.mark.policy("AHAD21-I.3-b")
@pytest.mark.parametrize(
    ("age", "day", "paid"),
    [
        (44, "2021-03-31", "no"),
        (45, "2021-03-31", ("15600.00", "15600.00")),
        (29, "2021-04-01", ("7800.00", "7800.00")),
        (50, "2021-05-31", ("15600.00", "15600.00")),
        (50, "2021-06-01", ("7800.00", "7800.00")),
    ],
)
def test_the_transition_premium_was_widened_to_all_ages_after_a_prestarter_trajectory(age, day, paid):
    assert amount(told("transition-premium", STARTER, age=age, application_date=day)) == paid
    late = told("transition-premium", STARTER, age=50, application_date=day, prestarter_certificate_months=7)
    assert late["outcome"] == "no"


@pytest.mark.policy("BN19-VI.1.1-w")
@pytest.mark.parametrize(("wage", "degressive"), [("1700.00", 600), ("2000.00", 434.29), ("2500.00", 20)])
def test_the_jobbonus_is_whole_up_to_a_wage_falls_above_it_and_goes_by_the_work_done(wage, degressive):
    whole = told("jobbonus", WORKER, gross_monthly_wage_fte=wage)
    assert float(whole["amount"]["parts"][0]["low"]) == degressive
    half = told("jobbonus", WORKER, gross_monthly_wage_fte=wage, work_fraction="0.50")
    assert float(half["amount"]["parts"][0]["low"]) == pytest.approx(degressive / 2, abs=0.01)
    assert told("jobbonus", WORKER, gross_monthly_wage_fte="2500.01")["outcome"] == "no"


@pytest.mark.policy("BN19-VI.1.1-y")
def test_the_reduction_for_older_workers_went_from_55_to_58_and_who_had_it_kept_it():
    known = {"quarterly_wage": "12000.00", "in_service_with_reduction_on_2024_06_30": False}
    assert amount(told("target-group-older-in-service", known, quarter="2019-Q4", age=55)) == ("600.00", "600.00")
    assert told("target-group-older-in-service", known, quarter="2021-Q4", age=55)["outcome"] == "no"
    kept = told("target-group-older-in-service", known, quarter="2021-Q4", age=57)
    assert amount(kept) == ("600.00", "600.00")
    assert [row["outcome"] for row in kept["conditions"] if row["id"] == "kept-from-2019"] == ["yes"]


@pytest.mark.policy("BN19-VI.1.1-z")
def test_the_reduction_for_middle_skilled_young_people_ended_and_who_was_hired_before_keeps_its_quarters():
    young = YOUNG | {"education": "middle"}
    kept = told("target-group-young-middle-skilled", young, hire_date="2019-12-31", quarter_after_hiring=8)
    assert amount(kept) == ("1000.00", "1000.00")
    assert told("target-group-young-middle-skilled", young, hire_date="2020-01-01")["outcome"] == "no"
