"""The stimulation premium until it ended, and the shortage premium while it lasted."""

from datetime import date

import pytest

from aanboord.rulebook.answers import answer
from tests.rulebook.drawing import BOOK

ON = date(2026, 11, 22)
TRAINEE = {
    "training_agreement_date": "2019-03-04",
    "has_dependants": True,
    "benefit": "unemployment",
    "months_registered": 13,
    "invalidity_or_replacement_allowance": False,
    "training_weeks": 8,
    "weekly_hours": 20,
    "training_hours_a_month": 86,
}
AT_HOME = {
    "training_start": "2024-02-05",
    "registered_without_work": True,
    "benefit": "none",
    "age": 40,
    "days_worked_in_two_years": 0,
    "studied_in_two_years": False,
    "long_shortage_training": True,
    "passed_training": True,
    "days_worked_after_training": 28,
}


def stimulation(**facts):
    return answer(BOOK, BOOK.measure("stimulation-premium"), BOOK.parse(TRAINEE | facts), on=ON).as_json()


def shortage(**facts):
    return answer(BOOK, BOOK.measure("shortage-premium"), BOOK.parse(AT_HOME | facts), on=ON).as_json()


def test_a_hundred_euro_a_month_went_to_who_trained_for_eight_weeks_of_twenty_hours():
    got = stimulation()
    assert (got["outcome"], got["amount"]["low"], got["amount"]["high"]) == ("yes", "100.00", "100.00")
    assert stimulation(training_weeks=7)["outcome"] == "no"
    assert stimulation(weekly_hours=19)["outcome"] == "no"


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({"months_registered": 12}, "no"),
        ({"benefit": "insertion"}, "yes"),
        ({"benefit": "living-wage", "months_registered": 0}, "yes"),
        ({"benefit": "none"}, "no"),
        ({"benefit": "none", "invalidity_or_replacement_allowance": True}, "yes"),
        ({"has_dependants": False}, "no"),
    ],
)
def test_it_was_for_who_had_a_family_and_was_far_from_work(facts, outcome):
    assert stimulation(**facts)["outcome"] == outcome


def test_who_agreed_on_the_training_before_2020_keeps_it_and_nobody_after():
    assert stimulation(training_agreement_date="2019-12-31")["outcome"] == "yes"
    got = stimulation(training_agreement_date="2020-01-01")
    assert (got["outcome"], got["conditions"][0]["id"]) == ("no", "in-force")
    assert "BN19-VI.1.1-u" in got["sources"]


def test_before_the_renewal_of_september_2018_an_hour_brought_a_euro():
    got = stimulation(training_agreement_date="2018-08-31", training_weeks=2)
    assert (got["outcome"], got["amount"]["low"], got["verified"]) == ("yes", "86.00", False)
    assert stimulation(training_agreement_date="2018-09-01", training_weeks=2)["outcome"] == "no"


def test_what_the_government_meant_to_do_instead_is_a_draft():
    (draft,) = BOOK.measure("stimulation-premium").drafts
    assert draft.state.value == "draft"
    facts = {"benefit": "none", "registered_without_work": True, "training_agreement_date": "2021-03-01"}
    assert stimulation(**facts)["outcome"] == "no"


def test_the_shortage_premium_came_to_3250_in_three_parts():
    got = shortage()
    assert [part["low"] for part in got["amount"]["parts"]] == ["750.00", "1000.00", "1500.00"]
    assert got["amount"]["low"] == got["amount"]["high"] == "3250.00"
    assert shortage(days_worked_after_training=27)["amount"]["high"] == "1750.00"
    assert shortage(passed_training=False, days_worked_after_training=0)["amount"]["high"] == "750.00"
    got = shortage(passed_training=None, days_worked_after_training=None)
    assert (got["amount"]["low"], got["amount"]["high"]) == ("750.00", "3250.00")


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({"training_start": "2023-08-31"}, "no"),
        ({"training_start": "2023-09-01"}, "yes"),
        ({"training_start": "2024-10-31"}, "yes"),
        ({"training_start": "2024-11-01"}, "no"),
        ({"age": 14}, "no"),
        ({"age": 15}, "yes"),
        ({"age": 64}, "yes"),
        ({"age": 65}, "no"),
        ({"days_worked_in_two_years": 90}, "yes"),
        ({"days_worked_in_two_years": 91}, "no"),
        ({"benefit": "living-wage"}, "no"),
        ({"studied_in_two_years": True}, "no"),
        ({"long_shortage_training": False}, "no"),
        ({"registered_without_work": False}, "no"),
    ],
)
def test_who_got_the_shortage_premium_and_when(facts, outcome):
    assert shortage(**facts)["outcome"] == outcome
