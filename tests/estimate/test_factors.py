"""The ladders of the estimate: whatever a file writes is read as what it means, or refused with words for it."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aanboord.dossiers.estimate.errors import BadValue, BrokenModel
from aanboord.dossiers.estimate.factors import FACTORS, Factor, Sense
from aanboord.dossiers.estimate.model import Model
from tests.estimate.conftest import values

each_factor = pytest.mark.parametrize("factor", FACTORS, ids=lambda factor: factor.key)
FACTOR = st.sampled_from(FACTORS)
WITH_VALUE = FACTOR.flatmap(lambda factor: st.tuples(st.just(factor), values(factor)))
AMOUNTS = [factor for factor in FACTORS if factor.edges]


@given(WITH_VALUE)
def test_a_value_that_is_written_down_is_read_back(drawn):
    factor, value = drawn
    for written in (str(value), f" {value} ", str(value).upper()):
        assert factor.read(written) == pytest.approx(value)
        assert factor.level(factor.read(written)) == factor.level(value)


@given(WITH_VALUE)
def test_a_sound_value_stands_on_one_of_the_labelled_levels(drawn):
    factor, value = drawn
    factor.check(value)
    assert 0 <= factor.level(value) < len(factor.labels)


@given(FACTOR, st.text(max_size=12))
def test_any_text_is_read_or_refused_in_both_languages_without_repeating_it(factor, text):
    try:
        value = factor.read(text)
    except BadValue as refusal:
        said, known = refusal, False
    else:
        said, known = None, True
        factor.check(value)
    if not known:
        assert said.args
        assert len(text.strip()) < 4 or text not in str(said)


@pytest.mark.parametrize("factor", AMOUNTS, ids=lambda factor: factor.key)
class TestAnAmount:
    def test_climbs_a_level_exactly_at_its_edge(self, factor: Factor):
        assert list(factor.edges) == sorted(set(factor.edges))
        assert len(factor.labels) == len(factor.edges) + 1
        for level, edge in enumerate(factor.edges, start=1):
            assert (factor.level(edge), factor.level(math.nextafter(edge, 0))) == (level, level - 1)

    def test_may_be_nothing_and_its_maximum_and_nothing_outside(self, factor: Factor):
        for sound in (0, factor.maximum if math.isfinite(factor.maximum) else 10**6):
            factor.check(sound)
        outside = [-1, -0.001, math.nan, -math.inf, *([factor.maximum + 1] if math.isfinite(factor.maximum) else [])]
        for value in outside:
            with pytest.raises(BadValue):
                factor.check(value)

    def test_is_no_yes_no_word_and_no_list(self, factor: Factor):
        for value in (True, False, "3", None, [3]):
            with pytest.raises(BadValue):
                factor.check(value)

    def test_is_read_with_a_comma_as_with_a_point(self, factor: Factor):
        assert factor.read("2,0") == factor.read("2.0") == 2
        with pytest.raises(BadValue):
            factor.read("1.000,5")
        if factor.whole:
            with pytest.raises(BadValue):
                factor.read("2,5")
            assert isinstance(factor.read("2"), int)


@pytest.mark.parametrize("factor", [one for one in FACTORS if one.codes], ids=lambda factor: factor.key)
def test_a_choice_takes_its_codes_and_no_other(factor: Factor):
    assert len(factor.codes) == len(factor.labels) == len(set(factor.codes))
    assert [factor.level(code) for code in factor.codes] == [*range(len(factor.codes))]
    for wrong in ("elsewhere", "", 0, 1, 2.5, None):
        with pytest.raises(BadValue):
            factor.check(wrong)


@pytest.mark.parametrize(
    ("written", "meant"), [("ja", True), ("JA", True), ("1", True), ("nee", False), ("false", False)]
)
def test_yes_and_no_are_read_in_both_languages(written, meant):
    for factor in FACTORS:
        if factor.codes and isinstance(factor.codes[0], bool):
            assert factor.read(written) is meant
            with pytest.raises(BadValue):
                factor.read("misschien")


def test_nothing_that_may_never_weigh_in_is_a_factor():
    """Neither by its name nor by that of a level."""
    never = (
        "sex",
        "gender",
        "age",
        "birth",
        "origin",
        "nationality",
        "religion",
        "health",
        "judicial",
        "geslacht",
        "leeftijd",
    )
    told = [factor.key for factor in FACTORS]
    assert not [key for key in told for word in never if word in key.split("_")]
    assert len(told) == len(set(told))


@each_factor
def test_each_has_a_sense_and_words_in_both_languages(factor: Factor):
    assert factor.sense in Sense
    for text in (factor.title, *factor.labels):
        assert text.nl
        assert text.en


def altered(stored: dict, path: tuple, value: object) -> dict:
    copy = json.loads(json.dumps(stored))
    place = copy
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return copy


def paths(stored: object, before: tuple = ()) -> list[tuple]:
    match stored:
        case dict():
            return [path for key, item in stored.items() for path in paths(item, (*before, key))]
        case list():
            return [path for at, item in enumerate(stored) for path in paths(item, (*before, at))]
    return [before]


@given(st.data())
def test_a_model_of_which_any_one_thing_was_changed_is_no_model(model: Model, data):
    stored = json.loads(model.to_json())
    path = data.draw(st.sampled_from(paths(stored)))
    value = data.draw(st.sampled_from([None, 0.123456, "x", [], {}]))
    with pytest.raises(BrokenModel):
        Model.from_dict(altered(stored, path, value))


@given(st.one_of(st.text(max_size=20), st.recursive(st.none() | st.integers(), st.lists, max_leaves=3).map(json.dumps)))
def test_what_is_no_model_is_told_to_be_none(stored):
    with pytest.raises(BrokenModel):
        Model.from_json(stored)


def test_a_model_comes_back_from_its_text_as_the_same_model(model: Model):
    again = Model.from_json(model.to_json())
    assert again.to_dict() == model.to_dict()
    assert again.to_json() == model.to_json()
    assert not again.usable_for("any")
