"""Wijk-werken, gemeenschapsdienst and work with care."""

from datetime import date

import pytest

from aanboord.rulebook.answers import answer
from aanboord.rulebook.language import Case
from aanboord.rulebook.measures import Aim
from tests.rulebook.drawing import BOOK


def told(measure, on, **facts):
    return answer(BOOK, BOOK.measure(measure), BOOK.parse(facts), on=on).as_json()


def limits(got, id):
    return [row["outcome"] for row in got["limits"] if row["id"].startswith(id)]


def test_the_months_without_work_alone_decide_on_community_service():
    got = told("community-service", date(2023, 6, 1), months_without_work=30)
    assert (got["outcome"], got["missing"], got["next_question"]) == ("yes", [], None)
    assert got["verified"]
    assert got["warnings"] == []
    assert (got["amount"]["low"], got["amount"]["high"], got["amount"]["unit"]) == ("1.30", "1.30", "EUR/hour")
    assert told("community-service", date(2023, 6, 1))["missing"] == ["months_without_work"]


@pytest.mark.parametrize(("months", "outcome"), [(0, "no"), (23, "no"), (24, "yes"), (25, "yes"), (720, "yes")])
def test_community_service_begins_after_two_years_without_work(months, outcome):
    assert told("community-service", date(2023, 1, 1), months_without_work=months)["outcome"] == outcome


def test_who_is_not_there_yet_hears_from_when_and_before_2023_it_was_a_plan_only():
    assert told("community-service", date(2023, 6, 15), months_without_work=20)["eligible_from"] == "2023-10-15"
    early = told("community-service", date(2022, 12, 31), months_without_work=30)
    assert (early["outcome"], early["eligible_from"]) == ("no", "2023-01-01")
    assert [draft.state.value for draft in BOOK.measure("community-service").drafts] == ["draft"]


def test_nobody_checked_community_service_after_2023():
    got = told("community-service", date(2024, 1, 1), months_without_work=30)
    assert (got["outcome"], got["verified"]) == ("yes", False)
    assert any("31-12-2023" in warning for warning in got["warnings"])


@pytest.mark.parametrize(
    ("hours", "outcomes"),
    [(31, ["no", "yes"]), (32, ["yes", "yes"]), (64, ["yes", "yes"]), (65, ["yes", "no"])],
)
def test_community_service_takes_32_to_64_hours_a_month(hours, outcomes):
    assert limits(told("community-service", date(2023, 6, 1), monthly_hours=hours), "monthly_hours") == outcomes


def test_community_service_lasts_six_months_and_tells_its_exceptions():
    assert limits(told("community-service", date(2023, 6, 1), planned_months=6), "planned_months") == ["yes"]
    assert limits(told("community-service", date(2023, 6, 1), planned_months=7), "planned_months") == ["no"]
    measure = BOOK.measure("community-service")
    assert "ziek" in measure.versions[-1].notes[0].nl
    assert {whose for whose, _ in measure.duties} == {"citizen", "VDAB", "local-government"}


WORKER = {"registered_without_work": True, "fits_path": True, "former_pwa": False, "months_in_neighbourhood_work": 0}


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({}, "yes"),
        ({"months_in_neighbourhood_work": 11}, "yes"),
        ({"months_in_neighbourhood_work": 12}, "no"),
        ({"months_in_neighbourhood_work": 12, "former_pwa": True}, "yes"),
        ({"months_in_neighbourhood_work": 12, "former_pwa": None}, "unknown"),
        ({"registered_without_work": False, "benefit": "living-wage"}, "yes"),
        ({"registered_without_work": False, "benefit": "none"}, "no"),
        ({"fits_path": False}, "no"),
    ],
)
def test_neighbourhood_work_lasts_twelve_months_but_for_former_pwa_workers(facts, outcome):
    assert told("neighbourhood-work", date(2020, 1, 1), **WORKER | facts)["outcome"] == outcome


def test_neighbourhood_work_pays_4_10_an_hour_and_says_until_when_it_can_go_on():
    got = told("neighbourhood-work", date(2020, 1, 15), **WORKER | {"months_in_neighbourhood_work": 4})
    assert (got["amount"]["low"], got["amount"]["unit"]) == ("4.10", "EUR/hour")
    assert got["eligible_until"] == "2020-09-14"
    assert told("neighbourhood-work", date(2017, 12, 31), **WORKER)["outcome"] == "no"


@pytest.mark.parametrize(
    ("fact", "value", "outcomes"),
    [
        ("monthly_hours", 60, ["yes"]),
        ("monthly_hours", 61, ["no"]),
        ("yearly_hours", 630, ["yes"]),
        ("yearly_hours", 631, ["no"]),
        ("neighbourhood_work_cheque_price", "5.94", ["no", "yes"]),
        ("neighbourhood_work_cheque_price", "5.95", ["yes", "yes"]),
        ("neighbourhood_work_cheque_price", "7.45", ["yes", "yes"]),
        ("neighbourhood_work_cheque_price", "7.46", ["yes", "no"]),
    ],
)
def test_neighbourhood_work_has_its_hours_and_its_price(fact, value, outcomes):
    assert limits(told("neighbourhood-work", date(2020, 1, 1), **{fact: value}), fact) == outcomes


@pytest.mark.parametrize(
    ("on", "outcome"), [(date(2018, 6, 30), "no"), (date(2018, 7, 1), "yes"), (date(2023, 7, 1), "yes")]
)
def test_work_with_care_is_for_who_cannot_do_paid_work_now(on, outcome):
    assert told("work-care", on, unable_to_paid_work=True)["outcome"] == outcome
    assert told("work-care", on, unable_to_paid_work=False)["outcome"] == "no"


@pytest.mark.parametrize(
    ("months", "outcomes"), [(2, ["no", "yes"]), (3, ["yes", "yes"]), (18, ["yes", "yes"]), (19, ["yes", "no"])]
)
def test_an_activation_path_lasts_three_to_eighteen_months_since_july_2023(months, outcomes):
    assert limits(told("work-care", date(2023, 7, 1), planned_months=months), "planned_months") == outcomes
    assert limits(told("work-care", date(2023, 6, 30), planned_months=months), "planned_months") == []


@pytest.mark.parametrize(
    ("measure", "aim", "on_the_floor", "distance"),
    [
        ("neighbourhood-work", Aim.GENERIC, True, "middle"),
        ("community-service", Aim.GENERIC, True, "large"),
        ("work-care", Aim.THRESHOLDS, False, "large"),
    ],
)
def test_each_says_what_it_is_for_and_for_which_distance(measure, aim, on_the_floor, distance):
    one = BOOK.measure(measure)
    assert (one.aim, one.on_the_floor) == (aim, on_the_floor)
    assert one.suits.truth(Case({"distance_to_work": distance}, {}, (0, 0))) is True
    assert one.suits.truth(Case({"distance_to_work": "small"}, {}, (0, 0))) is False
