"""Laws that hold for every measure of the rulebook, whoever is asked."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aanboord.rulebook.answers import amount, answer, outcome
from aanboord.rulebook.facts import Kind
from aanboord.rulebook.measures import unbounded
from aanboord.rulebook.population import HIGH, LOW, OUTCOME, apply, prepare
from tests.rulebook.drawing import BOOK, DAYS, MEASURES, frame_of, people, value_of

quietly = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
each = pytest.mark.parametrize("id", MEASURES)


@each
@settings(quietly, max_examples=15)
@given(st.data())
def test_one_person_and_a_population_get_the_same_answer(id, data):
    measure, on = BOOK.measure(id), data.draw(DAYS)
    rows = data.draw(st.lists(people(measure), min_size=1, max_size=12))
    # Without any anchor everybody asks on the day itself; with one, who has none may be in any period.
    told = apply(BOOK, measure, prepare(BOOK, frame_of(measure, rows)), on=on)
    for row, (truth, low, high) in zip(rows, told.select(OUTCOME, LOW, HIGH).iter_rows(), strict=True):
        assert truth == outcome(BOOK, measure, row, on=on), row
        assert (low, high) == amount(BOOK, measure, row, on=on), row


@each
@settings(quietly, max_examples=25)
@given(st.data())
def test_what_is_told_of_somebody_stays_true_whatever_else_becomes_known(id, data):
    measure, on = BOOK.measure(id), data.draw(DAYS)
    known = data.draw(people(measure, known=0.5))
    told, (low, high) = outcome(BOOK, measure, known, on=on), amount(BOOK, measure, known, on=on)
    others = {name: data.draw(value_of(measure, fact)) for name, fact in measure.facts.items() if name not in known}
    later, (later_low, later_high) = (
        outcome(BOOK, measure, known | others, on=on),
        amount(BOOK, measure, known | others, on=on),
    )
    assert told is None or later is told
    assert low <= later_low <= later_high <= high


@each
@settings(quietly, max_examples=15)
@given(st.data())
def test_questions_are_asked_only_while_they_matter_and_they_end(id, data):
    measure, on = BOOK.measure(id), data.draw(DAYS)
    known = data.draw(people(measure, known=0.3))
    for _ in range(len(measure.facts) + 1):
        told = answer(BOOK, measure, known, on=on)
        assert not {fact.id for fact in told.missing} & set(known), "nobody is asked what is known"
        if told.next_question is None:
            break
        assert told.next_question in told.missing
        assert told.outcome is not False, "after a no nothing matters"
        known[told.next_question.id] = data.draw(value_of(measure, told.next_question))
    else:
        pytest.fail("the questions do not end")
    if told.outcome is None or (told.amount and told.amount.low != told.amount.high):
        assert not told.verified, "all is answered, so it is the rule that leaves something open"


@each
@settings(quietly, max_examples=15)
@given(st.data())
def test_the_day_on_which_something_changes_is_the_first_one(id, data):
    measure, on = BOOK.measure(id), data.draw(DAYS)
    known = data.draw(people(measure, known=0.9))
    told = answer(BOOK, measure, known, on=on)
    if told.eligible_from:
        assert told.outcome is False
        assert told.eligible_from > on
    if told.eligible_until:
        assert told.outcome is True
        assert told.eligible_until >= on
    if not measure.anchor.moves:
        assert told.eligible_from is told.eligible_until is None


@each
def test_every_answer_says_where_it_comes_from(id):
    measure = BOOK.measure(id)
    for period in BOOK.periods(id):
        if period.version is not None:
            assert period.sources
    told = answer(BOOK, measure, {}, on=date(2024, 6, 1))
    assert all(reason.source for reason in told.conditions)
    assert all(reason.text.nl and reason.text.en for reason in told.conditions)
    ids = [reason.id for reason in told.conditions]
    assert len(ids) == len(set(ids)), "conditions are told apart"


@each
def test_every_fact_has_its_question_in_both_languages_and_somebody_to_answer_it(id):
    for fact in BOOK.measure(id).facts.values():
        assert fact.question.nl.endswith("?"), fact.id
        assert fact.question.en.endswith("?"), fact.id
        assert fact.by, fact.id
        assert fact.kind not in {Kind.CHOICE, Kind.SET} or fact.choices, fact.id


@each
@settings(quietly, max_examples=15)
@given(st.data())
def test_a_value_is_read_back_as_it_was_written(id, data):
    for fact in BOOK.measure(id).facts.values():
        value = data.draw(value_of(BOOK.measure(id), fact))
        assert fact.parse(fact.shown(value)) == value


@each
@settings(quietly, max_examples=20)
@given(st.data())
def test_an_amount_is_the_sum_of_its_parts_and_no_figure_is_made_up(id, data):
    measure = BOOK.measure(id)
    told = answer(BOOK, measure, data.draw(people(measure, known=0.8)), on=data.draw(DAYS))
    if told.amount is None or not told.amount.parts:
        return
    assert told.amount.low == sum(low for _, _, low, _ in told.amount.parts)
    if told.amount.high is not None:
        assert told.amount.high == sum(high or 0 for _, _, _, high in told.amount.parts)
        assert not unbounded(told.amount.high)


def test_the_facts_of_two_measures_that_share_a_name_are_the_same_fact():
    seen: dict[str, object] = {}
    for measure in BOOK.measures.values():
        for id, fact in measure.facts.items():
            assert seen.setdefault(id, fact) is fact, f"{id} is defined twice"
