"""Rights and duties on the way to work: their terms, for whom, and since when."""

from datetime import date

import pytest

from aanboord import rulebook
from aanboord.rulebook.answers import answer
from tests.rulebook.drawing import BOOK

ON = date(2024, 6, 1)


def told(measure, on=ON, **facts):
    return answer(BOOK, BOOK.measure(measure), BOOK.parse(facts), on=on).as_json()


def limit(got, id):
    return [row["outcome"] for row in got["limits"] if row["id"] == id]


@pytest.mark.parametrize(
    ("measure", "fact", "months"),
    [
        ("screening", "months_until_screening", 2),
        ("binding-agreements", "months_until_agreements", 3),
        ("training-guarantee", "months_until_training_offer", 6),
    ],
)
def test_who_is_registered_has_a_right_within_a_term(measure, fact, months):
    assert limit(told(measure, **{fact: months}), fact) == ["yes"]
    assert limit(told(measure, **{fact: months + 1}), fact) == ["no"]
    assert any(whose == "VDAB" for whose, _ in BOOK.measure(measure).duties)
    assert told(measure, date(2019, 12, 31), registered_without_work=True)["outcome"] == "no"


@pytest.mark.parametrize("measure", ["screening", "training-guarantee"])
def test_whoever_is_registered_and_does_not_work_has_the_right_whatever_the_benefit(measure):
    got = told(measure, registered_without_work=True)
    assert (got["outcome"], got["missing"]) == ("yes", [])
    assert told(measure, registered_without_work=False)["outcome"] == "no"


@pytest.mark.parametrize(
    ("benefit", "self_reliant", "outcome"),
    [
        ("unemployment", False, "yes"),
        ("living-wage", False, "yes"),
        ("none", False, "no"),
        ("unemployment", True, "no"),
        ("unemployment", None, "unknown"),
    ],
)
def test_binding_agreements_are_for_who_gets_a_benefit_and_needs_help(benefit, self_reliant, outcome):
    facts = {"registered_without_work": True, "benefit": benefit, "self_reliant": self_reliant}
    assert told("binding-agreements", **facts)["outcome"] == outcome


def test_a_measure_reads_the_length_of_a_term_where_the_clocks_read_it():
    term = rulebook.term("screening").on(ON)
    assert f"hoogstens {term.value} maanden" in told("screening")["limits"][0]["text"]


@pytest.mark.parametrize(("days", "outcome"), [(60, "yes"), (61, "no")])
def test_a_newcomer_registers_within_sixty_days(days, outcome):
    facts = {"integration_start": "2022-03-01", "may_work_and_of_working_age": True}
    got = told("newcomer-registration", **facts, days_until_registration=days)
    assert got["outcome"] == "yes"
    assert limit(got, "days_until_registration") == [outcome]


def test_the_duty_to_register_holds_for_contracts_from_march_2022_on_before_it_was_a_plan():
    facts = {"may_work_and_of_working_age": True}
    assert told("newcomer-registration", **facts, integration_start="2022-02-28")["outcome"] == "no"
    assert told("newcomer-registration", integration_start="2022-03-01")["missing"] == ["may_work_and_of_working_age"]
    assert told("newcomer-registration", **facts)["next_question"]["fact"] == "integration_start"
    assert [draft.state.value for draft in BOOK.measure("newcomer-registration").drafts] == ["draft"]


LEAVER = {"insertion_days": 310, "positive_evaluations": 2, "age": 24}


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({}, "yes"),
        ({"insertion_days": 309}, "no"),
        ({"positive_evaluations": 1}, "no"),
        ({"age": 25}, "no"),
        ({"age": None}, "unknown"),
    ],
)
def test_two_positive_evaluations_open_the_insertion_benefit_before_25(facts, outcome):
    assert told("insertion-evaluations", **LEAVER | facts)["outcome"] == outcome


@pytest.mark.parametrize(("month", "outcome"), [(5, "no"), (6, "yes"), (7, "no"), (10, "no"), (11, "yes"), (12, "no")])
def test_the_search_is_evaluated_in_months_6_and_11(month, outcome):
    assert limit(told("insertion-evaluations", evaluation_month=month), "evaluation_month") == [outcome]


def test_from_march_2026_the_insertion_benefit_lasts_a_year_at_most():
    last, first = date(2026, 2, 28), date(2026, 3, 1)
    assert (
        limit(told("insertion-evaluations", last, months_of_insertion_benefit=13), "months_of_insertion_benefit") == []
    )
    for months, outcome in ((12, "yes"), (13, "no")):
        got = told("insertion-evaluations", first, months_of_insertion_benefit=months)
        assert limit(got, "months_of_insertion_benefit") == [outcome]


@pytest.mark.parametrize(
    ("on", "fact", "value", "outcome"),
    [
        (date(2016, 12, 1), "months_ill_until_look", 3, "yes"),
        (date(2021, 12, 31), "months_ill_until_look", 4, "no"),
        (date(2021, 12, 31), "months_ill_until_path", 4, "yes"),
        (date(2021, 12, 31), "months_ill_until_path", 5, "no"),
        (date(2022, 1, 1), "weeks_ill_until_questionnaire", 10, "yes"),
        (date(2022, 1, 1), "weeks_ill_until_questionnaire", 11, "no"),
        (date(2022, 1, 1), "weeks_until_answer", 2, "yes"),
        (date(2025, 12, 31), "weeks_until_answer", 3, "no"),
        (date(2026, 1, 1), "weeks_until_answer", 3, "unknown"),
        (date(2025, 12, 31), "months_ill_until_estimate", 4, "yes"),
        (date(2025, 12, 31), "months_ill_until_estimate", 5, "no"),
        (date(2026, 1, 1), "weeks_ill_until_potential", 8, "yes"),
        (date(2026, 1, 1), "weeks_ill_until_potential", 7, "no"),
    ],
)
def test_the_ill_get_questions_and_an_estimate_at_fixed_moments(on, fact, value, outcome):
    got = told("reintegration-ill", on, unfit_for_work=True, **{fact: value})
    assert got["outcome"] == "yes"
    assert limit(got, fact) == [outcome]


def test_who_is_not_recognised_as_unfit_has_no_such_path_and_before_2016_there_was_none():
    assert told("reintegration-ill", unfit_for_work=False)["outcome"] == "no"
    assert told("reintegration-ill", date(2016, 11, 30), unfit_for_work=True)["outcome"] == "no"


SILENT = {"unfit_for_work": True, "questionnaire_returned": False}


@pytest.mark.parametrize(
    ("on", "old", "part"),
    [
        (date(2023, 1, 1), None, "2.50"),
        (date(2025, 12, 31), None, "2.50"),
        (date(2026, 1, 1), False, "10.00"),
        (date(2026, 1, 1), True, "2.50"),
    ],
)
def test_from_2026_a_questionnaire_that_stays_away_costs_more_but_not_in_paths_of_before(on, old, part):
    got = told("reintegration-questionnaire-sanction", on, **SILENT, path_before_2026=old)
    assert (got["outcome"], got["amount"]["low"], got["amount"]["unit"]) == ("yes", part, "%")
    assert got["amount"]["low"] == got["amount"]["high"]


def test_while_nobody_knows_when_the_path_began_the_part_lies_between_both():
    got = told("reintegration-questionnaire-sanction", date(2026, 1, 1), **SILENT)
    assert got["amount"]["high"] == "10.00"
    assert got["next_question"]["fact"] == "path_before_2026"
    answered = SILENT | {"questionnaire_returned": True}
    assert told("reintegration-questionnaire-sanction", date(2026, 1, 1), **answered)["outcome"] == "no"
    assert told("reintegration-questionnaire-sanction", date(2022, 12, 31), **SILENT)["outcome"] == "no"
