"""What may weigh in, and what is refused."""

import dataclasses
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aanboord.dossiers.estimate import COUNTED_DOMAINS, BadValue, Features, count_thresholds, language_gap
from aanboord.dossiers.estimate.factors import FACTORS, Factor
from aanboord.dossiers.estimate.history import AUDIT_COLUMNS

from .conftest import values

FACTOR = pytest.mark.parametrize("factor", FACTORS, ids=lambda factor: factor.key)


def test_features_and_the_table_of_factors_name_the_same_things_in_the_same_order():
    assert [field.name for field in dataclasses.fields(Features)] == [factor.key for factor in FACTORS]


@pytest.mark.parametrize(
    "name", [*AUDIT_COLUMNS, "gender", "age", "birth_date", "nationality", "religion", "health", "justice", "insz"]
)
def test_a_protected_characteristic_cannot_even_be_given(name):
    with pytest.raises(TypeError):
        Features(**{name: "f"})


@FACTOR
def test_each_level_of_a_factor_has_words_in_both_languages(factor: Factor):
    assert len(factor.labels) == (len(factor.codes) or len(factor.edges) + 1)
    assert all(label.nl and label.en and label.nl != label.en for label in (*factor.labels, factor.title))


@FACTOR
@given(data=st.data())
def test_each_possible_value_stands_on_the_ladder(factor: Factor, data):
    value = data.draw(values(factor))
    assert 0 <= factor.level(value) < len(factor.labels)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("months_registered", -1),
        ("months_registered", math.nan),
        ("months_registered", math.inf),
        ("months_registered", "3"),
        ("language_gap", 1.5),
        ("language_gap", True),
        ("language_gap", 7),
        ("mobility", 3),
        ("heavy_thresholds", 4),
        ("education", "university"),
        ("shortage_occupation", 1),
        ("regime", "night"),
    ],
)
def test_a_value_that_cannot_be_is_refused_by_name_without_repeating_it(field, value):
    with pytest.raises(BadValue) as refused:
        Features(**{field: value})
    assert refused.value.column == field
    assert str(value) not in str(refused.value).split()


def test_not_known_is_no_level_at_all():
    assert Features().levels() == [-1] * len(FACTORS)
    assert Features(heavy_thresholds=0).levels() != Features().levels()


def test_an_edge_belongs_to_the_level_that_it_begins():
    assert Features(months_registered=2.99).levels()[0] == 0
    assert Features(months_registered=3).levels()[0] == 1


def test_the_language_gap_counts_steps_below_what_the_job_asks_and_never_more_than_enough():
    assert language_gap(2, 4) == 2
    assert language_gap(5, 3) == 0
    assert language_gap(0, 3) == 3
    assert language_gap(None, 3) is None
    assert language_gap(2, None) is None


def test_thresholds_are_counted_and_not_named():
    assert count_thresholds({"housing": 2, "debt": 2, "network": 1}) == (2, 1)
    assert count_thresholds({"housing": 0, "debt": 0, "network": 0}) == (0, 0)


def test_a_domain_that_was_not_spoken_of_is_not_a_domain_without_threshold():
    assert count_thresholds({"housing": 0, "debt": 2}) == (None, None)
    assert count_thresholds({}) == (None, None)


@given(st.dictionaries(st.sampled_from(["health", "justice", "administration", "language"]), st.integers(0, 2)))
def test_health_justice_and_papers_change_no_count(others):
    counted = dict.fromkeys(COUNTED_DOMAINS, 1)
    assert count_thresholds(counted | others) == (0, 3)
