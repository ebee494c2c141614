"""Individual and collective maatwerk: the packages that a public page gives, quarter by quarter."""

from datetime import date

import pytest

from aanboord.rulebook.answers import answer
from aanboord.rulebook.guide import guide
from tests.rulebook.drawing import BOOK

ON = date(2026, 11, 22)
INDIVIDUAL = {
    "decision_quarter": "2023-Q3",
    "maatwerk_need": "usual",
    "domiciled_in_flanders": True,
    "employment_contract_runs": True,
    "quarter_of_decision": 1,
    "decision_length": "five-years",
    "guidance_need": "medium",
}
COLLECTIVE = {"decision_quarter": "2024-Q1", "collective_package": "start-low", "maatwerk_company": True}


def told(measure, facts, **changed):
    return answer(BOOK, BOOK.measure(measure), BOOK.parse(facts | changed), on=ON).as_json()


def individual(**changed):
    return told("individual-custom-work", INDIVIDUAL, **changed)


def guidance(**changed):
    return told("individual-custom-work-guidance", INDIVIDUAL, **changed)


def collective(**changed):
    return told("collective-custom-work", COLLECTIVE, **changed)


def amounts(got):
    return got["amount"]["low"], got["amount"]["high"]


@pytest.mark.parametrize(
    ("need", "quarter", "percent"),
    [
        ("short", 1, "20.00"),
        ("short", 8, "20.00"),
        ("usual", 5, "40.00"),
        ("usual", 6, "30.00"),
        ("usual", 8, "30.00"),
        ("usual", 10, "20.00"),
        ("usual", 20, "20.00"),
        ("higher", 5, "55.00"),
        ("higher", 6, "50.00"),
        ("higher", 10, "40.00"),
        ("company", 5, "45.00"),
        ("company", 8, "45.00"),
        ("company", 10, "40.00"),
    ],
)
def test_the_packages_of_individual_maatwerk(need, quarter, percent):
    got = individual(maatwerk_need=need, quarter_of_decision=quarter)
    assert (got["outcome"], got["amount"]["unit"]) == ("yes", "%")
    assert amounts(got) == (percent, percent)


def test_the_ninth_quarter_is_open_because_the_sources_differ():
    got = individual(quarter_of_decision=9)
    assert (got["outcome"], got["verified"]) == ("yes", False)
    assert amounts(got) == ("20.00", "30.00")
    assert individual(quarter_of_decision=8)["verified"]


@pytest.mark.parametrize(
    ("changed", "outcome"),
    [
        ({"decision_quarter": "2023-Q2"}, "no"),
        ({"decision_quarter": "2023-Q3"}, "yes"),
        ({"quarter_of_decision": 21}, "no"),
        ({"maatwerk_need": "short", "quarter_of_decision": 9}, "no"),
        ({"maatwerk_need": "none"}, "no"),
        ({"employment_contract_runs": False}, "no"),
        ({"domiciled_in_flanders": False}, "unknown"),
        ({"domiciled_in_flanders": False, "workplace_in_flanders": True}, "yes"),
        ({"domiciled_in_flanders": False, "workplace_in_flanders": False}, "no"),
        ({"maatwerk_need": "evaluated", "evaluated_share": "0.20"}, "yes"),
        ({"maatwerk_need": "evaluated", "evaluated_share": "0.19"}, "no"),
        ({"maatwerk_need": "evaluated", "evaluated_share": "0.75"}, "yes"),
        ({"maatwerk_need": "evaluated", "evaluated_share": "0.76"}, "no"),
    ],
)
def test_the_conditions_of_individual_maatwerk_from_both_sides(changed, outcome):
    assert individual(**changed)["outcome"] == outcome


def test_after_an_evaluation_the_percentage_is_the_one_that_was_set():
    assert amounts(individual(maatwerk_need="evaluated", evaluated_share="0.65")) == ("65.00", "65.00")
    assert individual(maatwerk_need="evaluated")["missing"] == ["evaluated_share"]


@pytest.mark.parametrize(
    ("need", "quarter", "parts"),
    [
        ("low", 1, ["1200.00", "430.00"]),
        ("medium", 5, ["1200.00", "730.00"]),
        ("high", 6, ["600.00", "1280.00"]),
    ],
)
def test_the_guidance_premium_has_a_fixed_and_a_variable_part(need, quarter, parts):
    got = guidance(guidance_need=need, quarter_of_decision=quarter)
    assert [part["low"] for part in got["amount"]["parts"]] == parts
    assert [part["high"] for part in got["amount"]["parts"]] == parts


def test_who_needs_no_guidance_gets_no_guidance_premium():
    assert guidance(guidance_need="none")["outcome"] == "no"


@pytest.mark.parametrize(("package", "percent"), [("start-low", "45.00"), ("start-high", "60.00"), ("back", "45.00")])
def test_the_packages_of_collective_maatwerk(package, percent):
    got = collective(collective_package=package)
    assert amounts(got) == (percent, percent)
    assert got["verified"]


def test_collective_maatwerk_lies_from_40_to_75_after_an_evaluation_and_asks_a_recognised_company():
    for share, outcome in {"0.39": "no", "0.40": "yes", "0.75": "yes", "0.76": "no"}.items():
        assert collective(collective_package="evaluated", evaluated_share=share)["outcome"] == outcome
    assert collective(maatwerk_company=False)["outcome"] == "no"
    assert collective(collective_package="none")["outcome"] == "no"


def test_the_percentages_of_before_july_2023_nobody_checked():
    assert not collective(decision_quarter="2023-Q2")["verified"]
    assert collective(decision_quarter="2018-Q4")["outcome"] == "no"


def test_the_guide_shows_maatwerk_for_a_work_disability_and_no_premium_that_ended():
    def fits(**facts):
        return {one.measure.id: one.fits for one in guide(BOOK, BOOK.parse(facts), on=ON).options}

    got = fits(work_disability=True, distance_to_work="large")
    assert (got["vop"], got["individual-custom-work"], got["collective-custom-work"]) == ("not", "maybe", "maybe")
    assert fits(work_disability=True, distance_to_work="small")["collective-custom-work"] == "not"
    assert fits(work_disability=False)["individual-custom-work"] == "not"
