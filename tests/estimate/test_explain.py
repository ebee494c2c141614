"""One person's estimate: explained, monotone, honest on what is not known."""

import dataclasses
import json
import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from aanboord.dossiers.estimate import Estimate, Features, ServiceLevel, TooLittleKnown, estimate_chance
from aanboord.dossiers.estimate.explain import Sureness, effect_in_words
from aanboord.dossiers.estimate.factors import FACTORS
from aanboord.dossiers.estimate.fictional import fictional_history

from .conftest import people, values


@given(person=people())
def test_contributions_add_up_to_the_logit_of_the_chance(model, person):
    estimate = estimate_chance(model, person)
    assert math.isclose(estimate.base + sum(estimate.contributions.values()), estimate.logit, abs_tol=1e-9)
    assert math.isclose(estimate.chance, 1 / (1 + math.exp(-estimate.logit)), abs_tol=1e-12)


@given(person=people())
def test_the_chance_lies_within_its_interval(model, person):
    estimate = estimate_chance(model, person)
    assert 0 < estimate.low < estimate.chance < estimate.high < 1


@given(person=people(), data=st.data())
def test_standing_worse_never_raises_the_chance_whatever_the_factor(model, person, data):
    factor = data.draw(st.sampled_from([each for each in FACTORS if person.value(each.key) is not None]))
    other = dataclasses.replace(person, **{factor.key: data.draw(values(factor))})
    place = FACTORS.index(factor)
    rise = (other.levels()[place] - person.levels()[place]) * factor.sense
    assume(rise != 0)
    before, after = estimate_chance(model, person).chance, estimate_chance(model, other).chance
    assert after >= before if rise > 0 else after <= before


@given(person=people(), gap=st.integers(0, 5))
def test_a_larger_language_gap_never_raises_the_chance(model, person, gap):
    near = estimate_chance(model, dataclasses.replace(person, language_gap=gap))
    far = estimate_chance(model, dataclasses.replace(person, language_gap=gap + 1))
    assert far.chance <= near.chance


@given(person=people())
def test_there_is_no_score_without_reasons_in_both_languages(model, person):
    estimate = estimate_chance(model, person)
    assert len(estimate.reasons) == 5
    sizes = [abs(reason.contribution) for reason in estimate.reasons]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == max(map(abs, estimate.contributions.values()))
    for reason in estimate.reasons:
        assert reason.contribution == estimate.contributions[reason.factor]
        assert effect_in_words(reason.contribution).nl in reason.text.nl
        assert effect_in_words(reason.contribution).en in reason.text.en


def test_an_estimate_cannot_be_made_without_reasons(model, someone):
    with pytest.raises(ValueError, match="reasons"):
        dataclasses.replace(estimate_chance(model, someone), reasons=())


def test_a_reason_says_where_one_stands_and_what_it_does(model, someone):
    reasons = {reason.factor: reason.text for reason in estimate_chance(model, someone).reasons}
    assert reasons["language_gap"].nl.startswith("Taal: twee niveaus onder wat het jobdoelwit vraagt, verlaagt de kans")
    assert reasons["language_gap"].en.startswith(
        "Language: two levels below what the job target asks, lowers the chance"
    )


@pytest.mark.parametrize(
    ("contribution", "words"),
    [
        (0.05, "maakt weinig verschil"),
        (-0.05, "maakt weinig verschil"),
        (0.2, "verhoogt de kans een beetje"),
        (-0.5, "verlaagt de kans"),
        (-0.9, "verlaagt de kans sterk"),
    ],
)
def test_the_size_of_an_effect_shows_in_its_words(contribution, words):
    assert effect_in_words(contribution).nl == words


@pytest.mark.parametrize("place", range(len(FACTORS)), ids=[factor.key for factor in FACTORS])
def test_knowing_less_makes_estimates_less_sure(model, past, place):
    levels = np.array([record.features.levels() for record in past.records[:500]])
    levels = levels[levels[:, place] >= 0]
    less = levels.copy()
    less[:, place] = -1
    added = model.logit_variance(less).mean() - model.logit_variance(levels).mean()
    assert added > model.spreads[place] ** 2 / 2


def test_what_is_not_known_is_said_and_asked_for_the_most_telling_first(model, someone):
    less = dataclasses.replace(someone, language_gap=None, child_care=None)
    estimate = estimate_chance(model, less)
    assert [text.nl for text in estimate.ask_first] == ["Taal", "Kinderopvang"]
    assert estimate_chance(model, someone).ask_first == ()


def test_a_factor_that_is_not_known_weighs_otherwise_than_its_lowest_level(model, someone):
    for key in ("heavy_thresholds", "experience_years", "language_gap"):
        unknown = estimate_chance(model, dataclasses.replace(someone, **{key: None})).contributions[key]
        zero = estimate_chance(model, dataclasses.replace(someone, **{key: 0})).contributions[key]
        assert abs(unknown) < abs(zero)


def test_of_whom_too_little_is_known_there_is_no_estimate_but_a_list_to_ask(model):
    with pytest.raises(TooLittleKnown) as refused:
        estimate_chance(model, Features(months_registered=3, education="high", mobility=0, regime="full_time"))
    assert len(refused.value.ask) == len(FACTORS) - 4
    assert "te weinig" in refused.value.text.nl


@given(person=people())
def test_each_step_proposed_is_one_that_guidance_can_help_with_and_that_betters_the_chance(model, person):
    estimate = estimate_chance(model, person)
    workable = {factor.key: factor for factor in FACTORS if factor.workable}
    assert len(estimate.levers) <= 3
    chances = [lever.chance for lever in estimate.levers]
    assert chances == sorted(chances, reverse=True)
    for lever in estimate.levers:
        assert lever.factor in workable
        assert person.value(lever.factor) is not None
        assert lever.chance > estimate.chance


def test_the_step_that_would_change_most_says_from_where_to_where_without_promising(model, someone):
    lever = estimate_chance(model, someone).levers[0]
    near = estimate_chance(model, dataclasses.replace(someone, language_gap=1))
    assert (lever.factor, lever.chance) == ("language_gap", pytest.approx(near.chance))
    assert "van ‘twee niveaus onder wat" in lever.text.nl
    assert "naar ‘één niveau onder wat" in lever.text.nl
    assert "Mensen die daar staan" in lever.text.nl
    assert "People who stand there" in lever.text.en


def test_words_sentence_and_number_tell_the_same(model):
    for record in fictional_history(200, seed=5).records:
        if sum(level >= 0 for level in record.features.levels()) < 5:
            continue
        estimate = estimate_chance(model, record.features)
        assert f" {round(100 * estimate.chance)} " in estimate.sentence.nl
        assert ("kleine kans" in estimate.words.nl) == (estimate.chance < 0.4)
        assert ("grote kans" in estimate.words.nl) == (estimate.chance >= 0.6)
        width = estimate.high - estimate.low
        assert (estimate.sureness is Sureness.UNSURE) == (width >= 0.25)
        assert estimate.sureness.text.nl


def test_a_fictional_estimate_says_so_in_its_warning_and_in_its_sentence(model, someone):
    estimate = estimate_chance(model, someone)
    assert estimate.basis == "fictional"
    assert estimate.warning is not None
    assert "verzonnen" in estimate.warning.nl
    assert "invented" in estimate.warning.en
    assert "verzonnen" in estimate.sentence.nl
    assert "invented" in estimate.sentence.en


@given(person=people())
def test_an_estimate_is_kept_as_json_and_read_later_as_it_was_given(model, person):
    estimate = estimate_chance(model, person)
    assert Estimate.from_dict(json.loads(json.dumps(estimate.to_dict()))) == estimate


def test_an_estimate_names_the_model_that_gave_it(model, someone):
    assert estimate_chance(model, someone).model_version == model.version


@given(person=people())
def test_the_suggestion_follows_the_chance_and_its_doubt(model, person):
    estimate = estimate_chance(model, person)
    assert estimate.suggestion not in estimate.also_possible
    assert not {ServiceLevel.WORK_CARE, ServiceLevel.NOT_NOW} & {estimate.suggestion, *estimate.also_possible}
