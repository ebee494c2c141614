"""Error per group: shown where it can be, withheld where it would tell on a few people."""

from datetime import date

import numpy as np
import pytest

from aanboord.dossiers.estimate import Features
from aanboord.dossiers.estimate.evaluation import GroupError, Report, evaluate, to_dict
from aanboord.dossiers.estimate.history import Audit, Record, Sex


def records(sex: Sex | None, worked: int, not_worked: int) -> list[Record]:
    return [
        Record(
            features=Features(),
            screened_on=date(2024, 1, 1),
            observed_until=date(2024, 12, 31),
            work_started_on=date(2024, 2, 1) if place < worked else None,
            audit=Audit(sex=sex),
        )
        for place in range(worked + not_worked)
    ]


def by_sex(*parts: list[Record]) -> dict[str, GroupError]:
    people = [record for part in parts for record in part]
    report = evaluate(np.linspace(0.1, 0.9, len(people)), people, 0.5)
    return {row.group: row for row in report.groups if row.dimension == "sex"}


def test_a_group_with_fewer_than_ten_of_either_outcome_is_withheld_with_the_next_smallest():
    rows = by_sex(records(Sex.WOMAN, 60, 60), records(Sex.MAN, 40, 40), records(Sex.OTHER, 30, 9))
    assert rows["x"] == GroupError("sex", "x")
    assert rows["m"] == GroupError("sex", "m")
    assert rows["f"].n == 120


def test_two_small_groups_hide_one_another_and_no_third():
    rows = by_sex(records(Sex.WOMAN, 60, 60), records(Sex.MAN, 9, 40), records(Sex.OTHER, 3, 2))
    assert rows["f"].n == 120
    assert rows["m"].n is rows["x"].n is None


def test_ten_of_each_are_enough_and_a_group_that_does_not_occur_has_no_row():
    rows = by_sex(records(Sex.WOMAN, 10, 10), records(None, 30, 30))
    assert {group: row.n for group, row in rows.items()} == {"f": 20, "unknown": 60}


def test_rates_count_too_little_and_too_much_help():
    people = records(Sex.WOMAN, 10, 10)
    chances = np.array([0.9] * 6 + [0.5] * 4 + [0.6] * 3 + [0.2] * 7)
    row = next(row for row in evaluate(chances, people, 0.5).groups if row.dimension == "sex")
    assert row.false_negative_rate == pytest.approx(0.4)
    assert row.false_positive_rate == pytest.approx(0.3)
    assert row.observed == 0.5
    assert row.chance == pytest.approx(chances.mean())


def test_bins_are_never_few_people_and_hold_everyone():
    people = records(None, 130, 120)
    report = evaluate(np.linspace(0.2, 0.8, 250), people, 0.5)
    assert [each.n for each in report.bins] == [50] * 5
    assert all(each.low <= each.observed <= each.high for each in report.bins)


def test_a_perfect_forecast_has_no_error():
    people = records(None, 100, 100)
    report = evaluate(np.array([1.0] * 100 + [0.0] * 100), people, 0.5)
    assert (report.auc, report.brier, report.ece) == (1, 0, 0)


def test_the_same_chance_for_everyone_tells_nobody_apart():
    report = evaluate(np.full(200, 0.5), records(None, 100, 100), 0.5)
    assert report.auc == 0.5
    assert report.brier == report.brier_base_rate


def test_in_the_report_of_a_model_every_person_is_in_one_group_of_each_dimension(model):
    for dimension in ("sex", "age_band", "origin", "education"):
        rows = [row for row in model.report.groups if row.dimension == dimension]
        shown = sum(row.n or 0 for row in rows)
        withheld = [row for row in rows if row.n is None]
        assert shown == model.report.n if not withheld else len(withheld) >= 2
    assert Report.from_dict(to_dict(model.report)) == model.report
