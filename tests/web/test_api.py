"""The API of the rulebook, as a machine asks it."""

from __future__ import annotations

import pytest
from django.test import Client

from aanboord import rulebook

PLACE = "/api/rules/measures"


@pytest.fixture
def machine():
    return Client(raise_request_exception=False)


def ask(machine, path, **question):
    return machine.post(path, question, content_type="application/json")


def test_every_measure_is_listed_and_described(machine):
    listed = machine.get(PLACE).json()
    assert {row["id"] for row in listed} == set(rulebook.of_flanders().measures)
    for row in listed:
        told = machine.get(f"{PLACE}/{row['id']}").json()
        assert told["versions"]
        assert told["sources"]


def test_an_answer_is_the_same_as_that_of_the_command(machine):
    facts = {
        "reference_year": 2021,
        "gross_monthly_wage_fte": "2200.00",
        "work_fraction": "1.00",
        "domiciled_in_flanders": True,
        "below_pension_age": True,
        "excluded_employment": False,
    }
    told = ask(machine, f"{PLACE}/jobbonus/explain", facts=facts, on="2024-01-01", language="en").json()
    assert (told["outcome"], told["amount"]["low"]) == ("yes", "368.57")
    assert told["conditions"][1]["text"] == "Below pension age"


@pytest.mark.parametrize(
    ("path", "question", "status", "said"),
    [
        ("jobbonus", {"facts": {"loon": 3}}, 422, "loon"),
        ("jobbonus", {"facts": {"work_fraction": "veel"}}, 422, "work_fraction"),
        ("jobbonus", {"on": "1700-01-01"}, 422, "on"),
        ("jobbonus", {"on": "gisteren"}, 422, "on"),
        ("jobbonus", {"language": "fr"}, 422, "language"),
        ("niets", {}, 404, "no such measure"),
    ],
)
def test_what_is_asked_wrongly_is_named(machine, path, question, status, said):
    answer = ask(machine, f"{PLACE}/{path}/explain", **question)
    assert answer.status_code == status
    assert said in answer.content.decode()


def test_rubbish_is_refused_without_an_error_page(machine):
    answer = machine.post(f"{PLACE}/jobbonus/explain", "{", content_type="application/json")
    assert answer.status_code == 400


def test_the_guide_ranks_what_fits_and_asks_what_matters(machine):
    told = ask(machine, "/api/rules/guide", facts={}, on="2024-06-01").json()
    order = ["now", "maybe", "later", "not"]
    places = [order.index(option["fits"]) for option in told["options"]]
    assert places == sorted(places)


def test_the_api_describes_itself(machine):
    told = machine.get("/api/openapi.json").json()
    assert "/api/rules/measures/{measure}/explain" in told["paths"]
    assert machine.get("/api/docs").status_code == 404, "no page that asks another server for its parts"
