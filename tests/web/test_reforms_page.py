"""The policy maker's page: a reform beside the law on fictional people, told in words, a chart and a table."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from aanboord import rulebook
from aanboord.core import clock
from aanboord.rulebook import reforms
from aanboord.web.views.reforms import GROUPS, SIZE, region, shipped
from tests.dossier.reading import text_of

OWN = """
id: hogere-jobbonus
title: {nl: Hogere jobbonus, en: Higher jobbonus}
from: 2024-01-01
sources: [een voorstel]
values:
  - {parameter: jobbonus-top, value: 700}
with:
  - {measure: jobbonus, fact: gross_monthly_wage_fte, at_least: 2200, text: {nl: niet te laag, en: not too low}}
"""
ADDRESS = "/beleid/hervorming/"


@pytest.fixture(autouse=True)
def _on_a_day():
    with clock.at(dt.date(2026, 11, 20)):
        yield


@pytest.fixture
def client(counsellor):
    return counsellor.client


def send(client, **given):
    return client.post(ADDRESS, {"reform": "own", "by": "region", "on": "2024-06-01", "text": OWN} | given)


def test_the_page_says_at_once_that_the_people_do_not_exist(client):
    assert reverse("reform") == ADDRESS
    page = text_of(client.get(ADDRESS))
    assert "Deze mensen bestaan niet." in page
    assert "Loopbaancheque na 12 maanden werk" in page


@pytest.mark.policy("ADV24-7-a")
def test_a_reform_that_ships_is_told_in_a_sentence_a_chart_and_a_table(client):
    answer = client.post(ADDRESS, {"reform": "career-voucher-12-months", "by": "status"})
    (told,) = answer.context["comparisons"]
    assert answer.context["on"] == dt.date(2027, 1, 1), "the first day on which it holds"
    assert told.measure.id == "career-voucher"
    assert told.all.people == SIZE == sum(bar.people for bar in told.bars)
    assert told.all.gain == sum(bar.gain for bar in told.bars) > 0
    assert told.all.lose == 0
    page = text_of(answer)
    assert f"winnen er {told.all.said['gain']} zeker" in page
    assert "Aan het werk" in page
    assert told.most is not None
    assert told.most.name == "Aan het werk"
    assert answer.content.decode().count("<svg viewBox") == len(told.bars)


@pytest.mark.parametrize("by", GROUPS)
def test_the_page_tells_the_same_as_the_rulebook_for_each_kind_of_group(client, by):
    (told,) = send(client, by=by).context["comparisons"]
    law = rulebook.of_flanders()
    after = reforms.read_text(OWN, law).over(law)
    expected = reforms.compare(law, after, "jobbonus", region(), on=dt.date(2024, 6, 1), by=[by])
    assert sorted((bar.people, bar.gain, bar.lose, bar.open) for bar in told.bars) == sorted(
        expected.select("people", "gain", "lose", "open").iter_rows()
    )
    assert told.all.gain > 0 < told.all.lose


def test_a_file_that_is_sent_is_read(client):
    answer = send(client, text="", file=SimpleUploadedFile("reform.yaml", OWN.encode()))
    assert answer.status_code == 200
    assert "Hogere jobbonus" in text_of(answer)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("jobbonus-top", "jobbonus-tip", "no parameter is called jobbonus-tip"),
        ("measure: jobbonus,", "measure: jobbonas,", "jobbonas"),
        ("value: 700", "value: veel", "is no number"),
        ("value: 700", "value: 1e999999999", "is no number"),
        ("value: 700", "value: -1", "is no number"),
        ("at_least: 2200", "at_least: veel", "gross_monthly_wage_fte"),
        ("at_least: 2200", "ongeveer: 2200", "gross_monthly_wage_fte"),
        ("fact: gross_monthly_wage_fte", "fact: education", "education"),
        ("from: 2024-01-01", "from: 2024-13-01", "is no YAML"),
        ("from: 2024-01-01", "from: 2024-01-01 10:00:00", "from"),
        ("from: 2024-01-01", "from: 0001-01-01", "hogere-jobbonus"),
        ("{nl: Hogere jobbonus, en: Higher jobbonus}", "{nl: 1, en: 2}", "title"),
        ("values:", "values: [", "is no YAML"),
        ("id: hogere-jobbonus", "id: &a hogere-jobbonus\nvalues: *a", "by a reference"),
        ("id: hogere-jobbonus", f"id: {'[' * 50}{']' * 50}", "nests too deeply"),
        ("id: hogere-jobbonus", f"id: hogere-jobbonus # {'x' * 20_000}", "longer than"),
        (OWN, "- een lijst", "is no mapping"),
        (OWN, "", "Kies een bestand"),
    ],
)
def test_a_broken_reform_says_what_is_wrong_and_everything_chosen_stays(client, old, new, said):
    broken = OWN.replace(old, new)
    answer = send(client, text="", file=SimpleUploadedFile("reform.yaml", broken.encode() or b" "), by="sex")
    assert answer.status_code == 422
    page = text_of(answer)
    assert said in page
    assert "comparisons" not in answer.context
    form = answer.context["form"]
    assert (form["reform"].value(), form["by"].value(), form["on"].value()) == ("own", "sex", "2024-06-01")
    assert form["text"].value().strip() == broken[: reforms.LONGEST + 1].strip()
    assert send(client, text=form["text"].value()).status_code == 422, "and what stands there is what was sent"


def test_bytes_that_are_no_text_are_refused_in_words(client):
    answer = send(client, text="", file=SimpleUploadedFile("reform.yaml", bytes(range(256)) * 20))
    assert answer.status_code == 422
    assert "Deze hervorming kan niet gelezen worden." in text_of(answer)


def test_a_day_out_of_all_calendars_is_refused_and_one_before_the_reform_says_that_nothing_changes(client):
    assert send(client, on="9999-12-31").status_code == 422
    assert send(client, on="gisteren").status_code == 422
    early = send(client, on="2023-06-01")
    assert "er verandert nog niets" in text_of(early)
    assert (early.context["comparisons"][0].all.gain, early.context["comparisons"][0].all.lose) == (0, 0)


def test_a_reform_that_touches_nothing_says_so(client):
    idle = "id: niets\ntitle: {nl: Niets, en: Nothing}\nfrom: 2026-01-01\nsources: [x]\n"
    assert "verandert geen enkele maatregel" in text_of(send(client, text=idle))


def test_every_reform_that_ships_can_be_chosen_and_changes_something(client):
    for id in shipped():
        answer = client.post(ADDRESS, {"reform": id, "by": "region"})
        assert answer.status_code == 200
        assert answer.context["comparisons"]


def test_a_citizen_and_who_is_not_signed_in_do_not_get_in(case, client):
    assert case.client.get(ADDRESS).status_code == 403
    assert Client().get(ADDRESS).status_code == 302
