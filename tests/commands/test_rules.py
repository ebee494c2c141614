"""`aanboord rules`: what one types, what a machine reads, and what is said when something was asked wrongly."""

from __future__ import annotations

import json

import polars as pl
import pytest
from typer.testing import CliRunner

from aanboord import rulebook
from aanboord.cli import application

WORKER = {
    "reference_year": 2021,
    "gross_monthly_wage_fte": "2000.00",
    "work_fraction": "1.00",
    "domiciled_in_flanders": True,
    "below_pension_age": True,
    "excluded_employment": False,
}
REFORM = """
id: hogere-jobbonus
title: {nl: Hogere jobbonus, en: Higher jobbonus}
from: 2024-01-01
sources: [een voorstel]
values:
  - {parameter: jobbonus-top, value: 700}
with:
  - {measure: jobbonus, fact: gross_monthly_wage_fte, at_least: 2200, text: {nl: niet te laag, en: not too low}}
"""


def aanboord(*words, typed="", code=0):
    done = CliRunner().invoke(application(), ["rules", *words], input=typed)
    assert done.exit_code == code, done.output
    return done


def explained(*words, facts=WORKER, code=0):
    return json.loads(
        aanboord("explain", "jobbonus", "--facts", "-", "--json", *words, typed=json.dumps(facts), code=code).stdout
    )


def test_explain_prints_the_whole_answer_for_machines():
    got = explained("--on", "2024-01-01")
    assert {
        "measure": "jobbonus",
        "on": "2024-01-01",
        "outcome": "yes",
        "missing": [],
        "next_question": None,
        "eligible_from": None,
        "eligible_until": None,
        "verified": True,
        "warnings": [],
    }.items() <= got.items()
    assert (got["amount"]["low"], got["amount"]["high"], got["amount"]["unit"]) == ("534.29", "534.29", "EUR/year")
    assert {"id", "text", "outcome", "source"} == set(got["conditions"][0])


def test_facts_come_from_a_file_too_and_null_means_not_known(tmp_path):
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(WORKER | {"work_fraction": None}), "utf-8")
    got = json.loads(aanboord("explain", "jobbonus", "--facts", str(file), "--json").stdout)
    assert (got["outcome"], got["missing"]) == ("unknown", ["work_fraction"])


def test_the_law_of_a_day_is_the_law_that_was_public_then():
    before = explained("--known", "2022-01-01")
    assert (before["outcome"], before["conditions"][0]["id"]) == ("no", "in-force")
    of_2023 = WORKER | {"reference_year": 2023, "gross_monthly_wage_fte": "2950.00"}
    assert explained(facts=of_2023)["outcome"] == "yes"
    assert explained("--known", "2024-01-01", facts=of_2023)["outcome"] == "no", (
        "the limit of 2022 still seemed to hold"
    )


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"loon": 5}, "loon"),
        ({"work_fraction": "2"}, "work_fraction"),
        ({"reference_year": "tweeduizend"}, "reference_year"),
        ([1, 2], "JSON object"),
    ],
)
def test_a_wrong_fact_is_named_and_nothing_else_is_printed(facts, said):
    done = aanboord("explain", "jobbonus", "--facts", "-", "--json", typed=json.dumps(facts), code=2)
    assert said in done.stderr
    assert not done.stdout
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "words",
    [
        ("explain", "nothing"),
        ("show", "nothing"),
        ("explain", "jobbonus", "--facts", "/no/such/file.json"),
        ("explain", "jobbonus", "--on", "gisteren"),
        ("compare", "--reform", "/no/such/file.yaml"),
        ("population", "jobbonus", "--people", "/no/such/file.parquet"),
    ],
)
def test_what_does_not_exist_is_said_in_words(words):
    done = aanboord(*words, code=2)
    assert "Traceback" not in done.output


def test_every_measure_is_listed_and_shown_with_values_sources_and_facts():
    listed = json.loads(aanboord("list", "--json").stdout)
    assert [row["id"] for row in listed] == list(rulebook.of_flanders().measures)
    for row in listed:
        shown = json.loads(aanboord("show", row["id"], "--json").stdout)
        assert shown["versions"]
        assert shown["sources"]
        assert all(version["sources"] for version in shown["versions"])
    assert "Hoogste loon met een bonus" in json.dumps(json.loads(aanboord("show", "jobbonus", "--json").stdout))
    assert "jobbonus" in aanboord("list").stdout
    assert "2021-01-01" in aanboord("show", "jobbonus").stdout


def asked(*words, typed):
    """What is typed on the screen (this runner echoes it), then the answer for machines."""
    done = aanboord("ask", "jobbonus", "--json", *words, typed=typed)
    start = done.output.index("{\n")
    return json.loads(done.stdout[done.stdout.index("{\n") :]), done.output[:start]


def test_ask_puts_only_the_questions_that_matter_and_an_empty_answer_leaves_one_open():
    told, screen = asked(typed="nee\n")
    assert (told["outcome"], told["missing"]) == ("no", [])
    assert screen.count("?") == 1, "after a no nothing is asked"
    told, screen = asked(typed="\n" * 6)
    assert told["outcome"] == "unknown"
    assert len(told["missing"]) == 6


def test_ask_says_what_is_wrong_with_an_answer_and_asks_again(tmp_path):
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(WORKER | {"domiciled_in_flanders": None}), "utf-8")
    told, screen = asked("--facts", str(file), typed="misschien\nja\n")
    assert "moet true of false zijn" in screen
    assert told["outcome"] == "yes"


def test_a_population_is_counted_from_a_file_and_equals_one_by_one(tmp_path):
    people = [WORKER | {"gross_monthly_wage_fte": wage} for wage in (180_000, 200_000, 250_001, None)]
    file = tmp_path / "people.parquet"
    pl.DataFrame(people).with_columns(work_fraction=pl.lit(10_000)).write_parquet(file)
    (row,) = json.loads(aanboord("population", "jobbonus", "--people", str(file), "--json").stdout)
    assert (row["people"], row["certain"], row["possible"]) == (4, 2, 3)
    assert (row["low"], row["high"]) == ("1234.29", "1934.29")


def test_a_column_of_a_wrong_type_is_named(tmp_path):
    file = tmp_path / "people.parquet"
    pl.DataFrame({"work_fraction": [0.5]}).write_parquet(file)
    assert "work_fraction" in aanboord("population", "jobbonus", "--people", str(file), code=2).stderr
    pl.DataFrame({"work_fraction": [20_000]}).write_parquet(file)
    assert "work_fraction" in aanboord("population", "jobbonus", "--people", str(file), code=2).stderr


def test_law_and_reform_stand_side_by_side_for_each_group(tmp_path):
    file = tmp_path / "reform.yaml"
    file.write_text(REFORM, "utf-8")
    words = ("compare", "--reform", str(file), "--on", "2024-06-01", "--synthetic", "3000")
    told = json.loads(aanboord(*words, "--by", "region", "--json").stdout)
    rows = told["measures"]["jobbonus"]
    assert len(rows) == 5
    assert sum(row["people"] for row in rows) == 3000
    for row in rows:
        assert row["gain"] + row["lose"] + row["same"] + row["open"] == row["people"]
    assert sum(row["gain"] for row in rows) > 0 < sum(row["lose"] for row in rows)
    assert "region" in aanboord(*words, "--by", "region").stdout
    assert "no column gemeente" in aanboord(*words, "--by", "gemeente", code=2).stderr


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ("parameter: jobbonus-top", "no parameter is called"),
        ("measure: jobbonus", "nothing"),
        ("fact: gross_monthly_wage_fte", "there is no fact"),
        ("from: 2024-01-01", "from"),
        ("sources: [een voorstel]", "sources"),
    ],
)
def test_a_reform_that_does_not_fit_says_where(tmp_path, changed, said):
    key = changed.split(":")[0]
    file = tmp_path / "reform.yaml"
    file.write_text(
        REFORM.replace(changed, f"{key}: nothing" if key in {"parameter", "measure", "fact"} else ""), "utf-8"
    )
    assert said in aanboord("compare", "--reform", str(file), code=2).stderr
