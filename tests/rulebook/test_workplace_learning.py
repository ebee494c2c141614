"""Internships: what each is for, how long it lasts, what it pays and whether the employer has to hire."""

from datetime import date

import pytest

from aanboord.rulebook.answers import answer
from aanboord.rulebook.guide import guide
from aanboord.rulebook.language import Case
from aanboord.rulebook.measures import Aim
from tests.rulebook.drawing import BOOK

TRAINEE = {"within_contract": False, "compulsory_internship": False, "protected_profession": False}


def told(measure, on, **facts):
    return answer(BOOK, BOOK.measure(measure), BOOK.parse(facts), on=on).as_json()


def limit(got, id):
    return [row["outcome"] for row in got["limits"] if row["id"] == id]


def suits(measure, **facts):
    return BOOK.measure(measure).suits.truth(Case(BOOK.parse(facts), {}, (0, 0)))


def test_the_published_lowest_pay_of_a_bis_in_2018():
    got = told("bis", date(2018, 9, 1), work_fraction="1", **TRAINEE)
    assert got["outcome"] == "yes"
    assert got["amount"]["low"] == got["amount"]["high"] == "796.90"


def test_a_bis_pays_at_least_half_of_the_minimum_income_for_the_time_worked():
    assert told("bis", date(2024, 4, 1), work_fraction="1", **TRAINEE)["amount"]["low"] == "1014.94"
    assert told("bis", date(2024, 4, 1), work_fraction="0.5", **TRAINEE)["amount"]["low"] == "507.47"
    later = told("bis", date(2026, 1, 1), work_fraction="1", **TRAINEE)
    assert (later["amount"]["low"], later["amount"]["high"], later["verified"]) == ("1055.94", None, False)


@pytest.mark.parametrize("fact", sorted(TRAINEE))
def test_a_bis_is_no_contract_no_compulsory_internship_and_no_way_into_a_protected_profession(fact):
    assert told("bis", date(2024, 5, 1), **TRAINEE | {fact: True})["outcome"] == "no"


@pytest.mark.parametrize(
    ("id", "fact", "value", "outcome"),
    [
        ("planned_months", "planned_months", 6, "yes"),
        ("planned_months", "planned_months", 7, "no"),
        ("weeks_ahead", "weeks_ahead", 3, "yes"),
        ("weeks_ahead", "weeks_ahead", 2, "no"),
        ("months_ahead", "months_ahead", 3, "yes"),
        ("months_ahead", "months_ahead", 4, "no"),
    ],
)
def test_a_bis_lasts_six_months_and_is_asked_three_weeks_to_three_months_ahead(id, fact, value, outcome):
    assert limit(told("bis", date(2024, 5, 1), **{fact: value}), id) == [outcome]


def test_after_a_bis_nobody_has_to_hire_and_it_is_meant_for_a_smaller_distance():
    bis = BOOK.measure("bis")
    assert not any("aanwerven" in text.nl for _, text in bis.duties)
    assert any("hoeft de werkgever je niet aan te werven" in note.nl for note in bis.versions[-1].notes)
    assert suits("bis", gap_closes="work-floor", distance_to_work="small") is True
    assert suits("bis", gap_closes="work-floor", distance_to_work="large") is False
    assert suits("bis", gap_closes="work-floor") is None
    with_distance = told("bis", date(2024, 5, 1), **TRAINEE, distance_to_work="large")
    assert with_distance["outcome"] == "yes", "whom it is meant for is no condition of the law"


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({"gap_closes": "training-floor"}, "yes"),
        ({"gap_closes": "training-floor", "work_floor_available": True}, "yes"),
        ({"gap_closes": "work-floor", "work_floor_available": False}, "yes"),
        ({"gap_closes": "work-floor", "work_floor_available": True}, "no"),
        ({"gap_closes": "work-floor"}, "unknown"),
        ({"gap_closes": "no-gap"}, "no"),
    ],
)
def test_a_training_internship_is_for_what_the_work_floor_cannot_teach_or_when_there_is_none(facts, outcome):
    assert told("training-internship", date(2024, 5, 24), registered_without_work=True, **facts)["outcome"] == outcome


def test_the_pact_of_2024_settles_the_training_internship_and_its_length_is_not_made_up():
    facts = {"registered_without_work": True, "gap_closes": "training-floor"}
    assert not told("training-internship", date(2024, 5, 23), **facts)["verified"]
    got = told("training-internship", date(2024, 5, 24), **facts)
    assert got["verified"]
    assert got["limits"] == []


@pytest.mark.parametrize(("days", "outcome"), [(30, "yes"), (31, "no")])
def test_an_exploratory_internship_lasts_thirty_days(days, outcome):
    assert limit(told("bvs", date(2020, 1, 1), planned_days=days), "planned_days") == [outcome]


def test_whether_the_exploratory_internship_outlived_2022_only_vdab_can_say():
    facts = {"registered_without_work": True, "fits_path": True}
    assert told("bvs", date(2022, 12, 31), **facts)["outcome"] == "yes"
    got = told("bvs", date(2023, 1, 1), **facts)
    assert (got["outcome"], got["missing"], got["verified"]) == ("unknown", ["exploratory_internship_offered"], False)
    assert told("bvs", date(2023, 1, 1), **facts, exploratory_internship_offered=True)["outcome"] == "yes"


def test_the_activation_internship_lived_from_11_april_2017_to_the_end_of_2022():
    facts = {"registered_without_work": True, "fits_path": True}
    days = [date(2017, 4, 10), date(2017, 4, 11), date(2022, 12, 31), date(2023, 1, 1)]
    assert [told("activation-internship", day, **facts)["outcome"] for day in days] == ["no", "yes", "yes", "no"]
    got = told("activation-internship", date(2022, 12, 31), **facts)
    assert got["eligible_until"] == "2022-12-31"
    assert limit(told("activation-internship", date(2022, 1, 1), planned_months=7), "planned_months") == ["no"]


@pytest.mark.parametrize(
    ("measure", "aim", "on_the_floor"),
    [
        ("bvs", Aim.ORIENTATION, True),
        ("ibo", Aim.TECHNICAL, True),
        ("ibo-plus", Aim.TECHNICAL, True),
        ("bis", Aim.TECHNICAL, True),
        ("training-internship", Aim.TECHNICAL, False),
        ("activation-internship", Aim.GENERIC, True),
    ],
)
def test_each_instrument_says_what_it_is_for_and_where_the_gap_closes(measure, aim, on_the_floor):
    assert (BOOK.measure(measure).aim, BOOK.measure(measure).on_the_floor) == (aim, on_the_floor)


def test_exploring_is_for_who_does_not_know_the_job_target_and_training_for_who_does():
    assert suits("bvs", job_target_known=False) is True
    assert suits("bvs", job_target_known=True) is False
    for measure in ("ibo", "training-internship"):
        assert suits(measure, job_target_known=True) is True
        assert suits(measure, job_target_known=False) is False


SEEKER = {
    "registered_without_work": True,
    "fits_path": True,
    "agency_days_at_employer": 0,
    "exploratory_internship_offered": True,
    "learning_potential": True,
    "unable_to_paid_work": False,
    "months_without_work": 5,
    "distance_to_work": "middle",
    "lacks_generic_competences": False,
    "job_target_known": True,
    "gap_closes": "no-gap",
}


@pytest.mark.parametrize(
    ("facts", "now", "not_now"),
    [
        ({"job_target_known": False}, "bvs", "ibo"),
        ({"gap_closes": "work-floor", "work_floor_available": True}, "ibo", "training-internship"),
        ({"gap_closes": "training-floor"}, "training-internship", "ibo"),
        ({"gap_closes": "work-floor", "work_floor_available": False}, "training-internship", "bvs"),
        ({"lacks_generic_competences": True}, "work-experience-internship", "ibo"),
        ({"distance_to_work": "large", "months_without_work": 30}, "community-service", "bis"),
        ({"distance_to_work": "large", "unable_to_paid_work": True}, "work-care", "training-internship"),
    ],
)
def test_the_guide_chooses_by_target_gap_floor_and_distance(facts, now, not_now):
    found = [option.measure.id for option in guide(BOOK, BOOK.parse(SEEKER | facts), on=date(2024, 6, 1)).that("now")]
    assert now in found
    assert not_now not in found
