"""The control of availability: whom it concerns, what it may lead to, the proof of absence and the appeal."""

from datetime import date

import pytest

from aanboord.rulebook.answers import answer
from tests.rulebook.drawing import BOOK

ON = date(2023, 6, 1)
JOBLESS = {
    "registered_without_work": True,
    "benefit": "unemployment",
    "unfit_for_work": False,
    "exempt_from_availability": False,
    "outside_control": False,
}


def told(measure, on=ON, known=JOBLESS, **facts):
    return answer(BOOK, BOOK.measure(measure), BOOK.parse(known | facts), on=on).as_json()


def limit(got, id):
    return [row["outcome"] for row in got["limits"] if row["id"] == id]


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({}, "yes"),
        ({"benefit": "insertion"}, "yes"),
        ({"benefit": "none"}, "no"),
        ({"benefit": "living-wage"}, "no"),
        ({"benefit": "sickness"}, "no"),
        ({"unfit_for_work": True}, "no"),
        ({"exempt_from_availability": True}, "no"),
        ({"exempt_from_availability": None}, "unknown"),
        ({"outside_control": True}, "no"),
        ({"registered_without_work": False}, "no"),
    ],
)
def test_vdab_follows_up_who_gets_an_unemployment_benefit_and_nobody_else(facts, outcome):
    assert told("availability-control", **facts)["outcome"] == outcome


def test_vdab_is_competent_from_2016_on_and_its_steps_are_told_in_order():
    assert told("availability-control", date(2015, 12, 31))["outcome"] == "no"
    assert told("availability-control", date(2016, 1, 1))["outcome"] == "yes"
    notes = [note.nl for note in BOOK.measure("availability-control").versions[-1].notes]
    assert [note[:6] for note in notes[:4]] == ["Stap 1", "Stap 2", "Stap 3", "Stap 4"]
    assert "Controledienst" in notes[3]


@pytest.mark.parametrize(
    ("on", "weeks", "outcome"),
    [
        (date(2022, 12, 31), 3, "unknown"),
        (date(2023, 4, 30), 3, "yes"),
        (date(2023, 4, 30), 4, "no"),
        (date(2023, 5, 1), 2, "yes"),
        (date(2023, 5, 1), 3, "no"),
    ],
)
def test_the_first_call_comes_within_three_weeks_and_from_may_2023_after_two(on, weeks, outcome):
    assert limit(told("availability-control", on, weeks_until_first_contact=weeks), "weeks_until_first_contact") == [
        outcome
    ]


@pytest.mark.parametrize(
    ("id", "value", "outcome"),
    [
        ("working_days_until_proof", 3, "yes"),
        ("working_days_until_proof", 4, "no"),
        ("months_for_ultimate_agreements", 1, "yes"),
        ("months_for_ultimate_agreements", 2, "no"),
        ("phone_attempts", 3, "yes"),
        ("phone_attempts", 2, "no"),
    ],
)
def test_each_step_has_its_term(id, value, outcome):
    assert limit(told("availability-control", **{id: value}), id) == [outcome]


MISSED = JOBLESS | {"control_event": "no-show", "valid_reason": False, "deliberate": False}


def test_a_sanction_is_a_range_and_never_a_number():
    got = told("availability-sanction", known=MISSED, warned_only=False)
    assert got["outcome"] == "yes"
    assert (got["amount"]["low"], got["amount"]["high"], got["amount"]["unit"]) == ("4.00", "52.00", "weeks")
    assert not got["verified"]
    got = told("availability-sanction", known=MISSED)
    assert (got["amount"]["low"], got["amount"]["high"]) == ("0.00", "52.00"), "it may stop at a warning"
    got = told("availability-sanction", known=MISSED, warned_only=True)
    assert (got["amount"]["low"], got["amount"]["high"]) == ("0.00", "0.00")


def test_a_deliberate_refusal_has_no_known_end():
    facts = {"control_event": "refused-job", "deliberate": True, "warned_only": False}
    got = told("availability-sanction", known=MISSED, **facts)
    assert (got["amount"]["low"], got["amount"]["high"]) == ("4.00", None)
    got = told("availability-sanction", known=MISSED, **facts | {"deliberate": False})
    assert (got["amount"]["low"], got["amount"]["high"]) == ("4.00", "52.00")


def test_what_broken_agreements_lead_to_no_page_says():
    got = told("availability-sanction", known=MISSED, control_event="agreements-broken", warned_only=False)
    assert (got["amount"]["low"], got["amount"]["high"]) == ("0.00", None)


@pytest.mark.parametrize(
    ("reason", "days", "outcome"),
    [(True, 3, "no"), (True, 4, "yes"), (True, None, "unknown"), (False, 0, "yes"), (None, 4, "yes")],
)
def test_who_proves_a_valid_reason_by_the_third_working_day_is_not_sanctioned(reason, days, outcome):
    facts = {"valid_reason": reason, "working_days_until_proof": days}
    assert told("availability-sanction", known=MISSED, **facts)["outcome"] == outcome


def test_nobody_without_a_benefit_and_nobody_who_kept_the_agreements_is_sanctioned():
    assert told("availability-sanction", known=MISSED, benefit="none")["outcome"] == "no"
    assert told("availability-sanction", known=MISSED, control_event="nothing")["outcome"] == "no"
    duties = [text.nl for _, text in BOOK.measure("availability-sanction").duties]
    assert any("gehoord" in duty and "bijstaan" in duty for duty in duties)


@pytest.mark.parametrize(
    ("on", "moves", "outcome"),
    [
        (date(2024, 1, 15), None, "yes"),
        (date(2024, 4, 14), None, "yes"),
        (date(2024, 4, 15), None, "yes"),  # a Monday: three months to the day
        (date(2024, 4, 16), False, "no"),
        (date(2024, 4, 16), None, "unknown"),
        (date(2024, 4, 18), True, "yes"),
        (date(2024, 4, 19), True, "no"),
        (date(2024, 4, 19), None, "no"),
    ],
)
def test_one_can_appeal_for_three_months_and_longer_when_the_last_day_is_no_working_day(on, moves, outcome):
    facts = {"decision_received": "2024-01-15", "last_day_is_no_working_day": moves}
    assert told("sanction-appeal", on, {}, **facts)["outcome"] == outcome


def test_the_last_day_to_appeal_is_told():
    facts = {"decision_received": "2024-01-15", "last_day_is_no_working_day": False}
    assert told("sanction-appeal", date(2024, 2, 1), {}, **facts)["eligible_until"] == "2024-04-15"
    assert told("sanction-appeal", date(2024, 2, 1), {})["next_question"]["fact"] == "decision_received"
