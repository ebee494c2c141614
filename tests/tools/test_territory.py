import csv
from pathlib import Path

import pytest

from tools import territory


def rows(name: str) -> list[dict[str, str]]:
    with (territory.TABLES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_the_tables_are_what_the_tool_makes(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert territory.main([str(shared / "data/territory"), "--check"]) == 0
    assert capsys.readouterr().out == "the tables are up to date\n"


def test_flanders_has_285_municipalities_in_5_provinces_and_15_reference_regions_and_brussels_19() -> None:
    brussels = [row for row in rows("municipalities.csv") if row["province_nis"] == "04000"]
    flanders = [row for row in rows("municipalities.csv") if row["province_nis"] != "04000"]
    assert (len(flanders), len(brussels)) == (285, 19)
    assert len({row["province_nis"] for row in flanders}) == 5
    assert len({row["reference_region_code"] for row in flanders}) == 15
    assert not any(row["reference_region_code"] for row in brussels)


def test_each_ended_code_leads_in_one_step_to_a_municipality_of_today() -> None:
    today = {row["nis"] for row in rows("municipalities.csv")}
    ended = {row["old_nis"]: row for row in rows("nis_successions.csv")}
    assert {row["new_nis"] for row in ended.values()} <= today
    assert not ended.keys() & today
    assert (ended["44043"]["new_nis"], ended["12034"]["new_nis"]) == ("44088", "12041")
