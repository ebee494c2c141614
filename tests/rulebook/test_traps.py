"""Does it pay to go to work? Bounds that hold whatever becomes known, and a list of what was not counted."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from aanboord import rulebook
from aanboord.cli import application
from aanboord.rulebook import traps

DAY = date(2021, 6, 1)
#: The jobbonus of 2021 for 2,000 euro full-time is 434.29 and 100 extra (a worked example of the Flemish government).
WORKER = {
    "benefit_amount": "1200.00",
    "benefit_kept_at_work": "0",
    "gross_monthly_wage": "2000.00",
    "gross_monthly_wage_fte": "2000.00",
    "work_fraction": "1",
    "net_monthly_wage": "1600.00",
    "costs_of_work": "150.00",
    "starts_as_self_employed": False,
    "domiciled_in_flanders": True,
    "below_pension_age": True,
    "excluded_employment": False,
}


def told(facts=None, **changed):
    """What the command prints for these facts; `None` leaves one out."""
    facts = {id: value for id, value in ((WORKER if facts is None else facts) | changed).items() if value is not None}
    words = ["rules", "trap", "--facts", "-", "--on", DAY.isoformat(), "--json"]
    done = CliRunner().invoke(application(), words, input=json.dumps(facts))
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


@pytest.mark.policy("BN19-VI.1.1-aa")
def test_who_knows_everything_sees_one_amount_with_the_jobbonus_in_it():
    got = told()
    assert got["trap"] == "no"
    parts = {part["id"]: (part["low"], part["high"]) for part in got["parts"]}
    assert parts["wage"] == ("1600.00", "1600.00")
    assert parts["benefit"] == ("-1200.00", "-1200.00")
    assert parts["costs"] == ("-150.00", "-150.00")
    assert parts["jobbonus"] == ("44.52", "44.53"), "534.29 euro over twelve months"
    assert (got["gain"]["low"], got["gain"]["high"]) == ("294.52", "294.53")
    assert got["missing"] == []


def test_work_that_costs_more_than_it_brings_is_a_trap():
    got = told(costs_of_work="500.00")
    assert (got["trap"], got["gain"]["high"]) == ("yes", "-55.47")


@pytest.mark.parametrize(("costs", "trap"), [("444.50", "no"), ("444.53", "yes")])
def test_the_limit_lies_where_nothing_is_left(costs, trap):
    assert told(costs_of_work=costs)["trap"] == trap


def test_without_a_net_wage_no_tax_is_made_up():
    got = told(net_monthly_wage=None)
    assert (got["parts"][0]["low"], got["parts"][0]["high"]) == ("0.00", "2000.00")
    assert (got["trap"], got["missing"]) == ("unknown", ["net_monthly_wage"])
    assert "Belastingen" in got["not_counted"]["taxes"]
    assert "taxes" not in told()["not_counted"]


def test_a_part_time_wage_is_at_most_its_part_of_the_full_time_wage():
    got = told(net_monthly_wage=None, gross_monthly_wage=None, work_fraction="0.5")
    assert got["parts"][0]["high"] == "1000.00"


def test_where_nothing_is_known_no_end_is_told():
    got = told({})
    assert (got["gain"]["low"], got["gain"]["high"], got["trap"]) == (None, None, "unknown")
    assert {"benefit_amount", "costs_of_work", "net_monthly_wage"} <= set(got["missing"])


def test_what_is_not_counted_is_named_in_the_language_that_was_asked():
    assert "Groeipakket" in told()["not_counted"]["child-benefit"]
    book = rulebook.of_flanders()
    assert "Child benefit" in traps.trap(book, {}, on=DAY).as_json("en")["not_counted"]["child-benefit"]


def test_who_starts_as_self_employed_has_premiums_once_and_no_jobbonus():
    book = rulebook.of_flanders()
    told = traps.trap(book, {"starts_as_self_employed": True}, on=date(2024, 1, 10))
    assert "transition-premium" in {part.id for part in told.once}
    assert "jobbonus" not in {part.id for part in told.parts}
    employee = traps.trap(book, {"starts_as_self_employed": False}, on=date(2024, 1, 10))
    assert "jobbonus" in {part.id for part in employee.parts}
    assert not employee.once


@pytest.mark.parametrize(
    ("facts", "said"),
    [({"loon": 5}, "loon"), ({"benefit_amount": "-1"}, "benefit_amount"), ({"costs_of_work": "veel"}, "costs_of_work")],
)
def test_a_wrong_fact_is_named(facts, said):
    done = CliRunner().invoke(application(), ["rules", "trap", "--facts", "-"], input=json.dumps(facts))
    assert done.exit_code == 2
    assert said in done.stderr


def test_on_a_screen_it_is_told_in_lines():
    done = CliRunner().invoke(application(), ["rules", "trap", "--facts", "-"], input=json.dumps(WORKER))
    assert "Not counted" in done.stdout
    assert "Jobbonus" in done.stdout


@given(st.sets(st.sampled_from(sorted(WORKER))))
def test_what_becomes_known_never_leads_outside_the_bounds(left_out):
    book = rulebook.of_flanders()
    full = traps.trap(book, traps.parse(book, WORKER), on=DAY)
    some = traps.trap(book, traps.parse(book, {id: v for id, v in WORKER.items() if id not in left_out}), on=DAY)
    assert some.low is None or some.low <= full.low
    assert some.high is None or some.high >= full.high
    assert some.outcome in (None, full.outcome)
