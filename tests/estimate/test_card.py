"""The model card and its chart."""

import dataclasses
import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from django.utils.html import conditional_escape

from aanboord.dossiers.estimate import FACTORS, ModelCard, Text, model_card, reliability_chart
from aanboord.dossiers.estimate.card import percent
from aanboord.dossiers.estimate.chart import in_words
from aanboord.dossiers.estimate.evaluation import Bin, GroupError

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def card(model) -> ModelCard:
    return model_card(model)


def texts(part: object) -> Iterator[Text]:
    if isinstance(part, Text):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from texts(each)
    elif dataclasses.is_dataclass(part):
        for field in dataclasses.fields(part):
            yield from texts(getattr(part, field.name))


def test_the_card_says_all_in_both_languages(card):
    said = list(texts(card))
    assert len(said) > 100
    assert all(text.nl.strip() and text.en.strip() for text in said)
    assert {text.in_language("en-gb") for text in said} == {text.en for text in said}
    assert {text.in_language("nl") for text in said} == {text.nl for text in said}


def test_the_card_of_a_fictional_model_warns(card):
    assert card.warning is not None
    assert any("verzonnen" in text.nl for text in card.data)


def test_the_card_says_what_it_is_not_for_and_who_switches_it_on(card):
    assert any("weigeren" in text.nl for text in card.not_for)
    assert any("nu niet te begeleiden" in text.nl for text in card.not_for)
    assert "Alleen de regio zelf" in card.switched_on_by.nl
    assert "Only the region itself" in card.switched_on_by.en


def test_the_card_opens_every_point_of_every_factor(card, model):
    assert [factor.title for factor in card.factors] == [factor.title for factor in FACTORS]
    for shown, factor in zip(card.factors, FACTORS, strict=True):
        assert [level.label for level in shown.levels[:-1]] == list(factor.labels)
        assert shown.levels[-1].label.nl == "nog niet gekend"
        points = [level.points * factor.sense for level in shown.levels[:-1]]
        assert points == sorted(points)


def test_the_points_on_the_card_are_those_that_count(card, model, someone):
    from aanboord.dossiers.estimate import estimate_chance

    contributions = estimate_chance(model, someone).contributions
    for shown, factor, level in zip(card.factors, FACTORS, someone.levels(), strict=True):
        assert shown.levels[level].points == pytest.approx(contributions[factor.key])


def test_the_card_shows_error_for_each_group_and_withholds_small_ones(card):
    assert [table.title.en for table in card.groups] == ["Sex", "Age", "Country of birth", "Education"]
    sex = {row.group.en: row for row in card.groups[0].rows}
    assert sex["X"].n is None
    assert sex["X"].false_positive_rate is None


def test_the_card_points_at_a_group_whose_chances_come_out_too_high(model):
    high = GroupError("origin", "outside_eu", 400, 0.5, 0.4, 0.2, 0.3)
    few = GroupError("origin", "eu", 25, 0.5, 0.4, 0.2, 0.3)
    report = dataclasses.replace(model.report, groups=(high, few))
    said = [text.nl for text in model_card(dataclasses.replace(model, report=report)).attention]
    assert said == ["Geboorteland, land buiten de EU: de kansen zijn te hoog. Geschat 50 %, werk gevonden 40 %."]


def test_the_card_points_at_a_group_that_gets_too_little_help_more_often(model):
    often = model.report.false_positive_rate + 0.2
    group = GroupError("age_band", "55_plus", 400, 0.5, 0.5, often, 0.3)
    report = dataclasses.replace(model.report, groups=(group,))
    (said,) = model_card(dataclasses.replace(model, report=report)).attention
    assert "krijgt vaker te weinig hulp" in said.nl
    assert "gets too little help more often" in said.en


def test_figures_are_written_as_each_language_does(card):
    assert all("." not in re.sub(r"\.(\s|$)", "", text.nl) for text in card.quality)
    assert percent(0.314) == Text("31 %", "31%")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_chart_has_a_name_and_a_description_that_say_what_one_sees(card, language):
    root = ElementTree.fromstring(reliability_chart(card.bins, language=language, prefix="m1"))
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}" == "m1-title m1-desc"
    assert desc.text == in_words(card.bins).in_language(language)


def test_the_chart_draws_each_bin_and_no_colour_of_its_own(card):
    svg = reliability_chart(card.bins, language="nl")
    assert svg.count("<circle") == svg.count('class="reliability-interval"') == len(card.bins)
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg)) <= {"none", "currentColor"}
    assert "style=" not in svg
    assert "<script" not in svg


def test_the_chart_puts_a_chance_that_came_true_on_the_line():
    root = ElementTree.fromstring(reliability_chart([Bin(100, 0.5, 0.5, 0.4, 0.6)], language="nl"))
    dot = root.find(f"{SVG}circle")
    line = root.find(f"{SVG}path[@class='reliability-ideal']").get("d")
    x0, y0, x1, y1 = map(float, re.findall(r"[\d.]+", line))
    assert (float(dot.get("cx")), float(dot.get("cy"))) == ((x0 + x1) / 2, (y0 + y1) / 2)


def test_a_template_shows_the_chart_as_it_is_and_a_prefix_cannot_break_out_of_it(card):
    svg = reliability_chart(card.bins, language="nl", prefix='"><script>')
    assert conditional_escape(svg) == svg
    assert "<script>" not in svg
    ElementTree.fromstring(svg)
