"""The count of carried policy rows is honest."""

from pathlib import Path

import pytest

from tools import policy

MAP = """# Map

| id | not in an area |
|---|---|
| ZERO-1 | left out |

## A. Dossier & data exchange (2 rows)

| id | says | does |
|---|---|---|
| PACT24-10.3-a | one | thing |
| PACT24-10.3-b | other | thing |

## B. Screening, deadlines, plans (1 rows)

| id | says | does |
|---|---|---|
| BN19-VI.1.1-a | third | thing |
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "map.md").write_text(MAP)
    (tmp_path / "tests").mkdir()
    return tmp_path


def count(place: Path, tests: str) -> int:
    (place / "tests/test_it.py").write_text(tests)
    return policy.main(["--map", str(place / "map.md"), "--tests", str(place / "tests")])


def test_rows_are_counted_as_carried_or_open_per_area(place, capsys):
    assert count(place, '@pytest.mark.policy("PACT24-10.3-b", "BN19-VI.1.1-a")\ndef test_it(): ...\n') == 0
    assert capsys.readouterr().out.splitlines() == [
        "A. Dossier & data exchange: 1 carried, 1 open",
        "  carried  PACT24-10.3-b",
        "  open     PACT24-10.3-a",
        "B. Screening, deadlines, plans: 1 carried, 0 open",
        "  carried  BN19-VI.1.1-a",
        "Together: 2 of 3 rows carried",
    ]


def test_a_mark_that_names_no_row_is_an_error_with_its_place(place, capsys):
    assert count(place, '\n@pytest.mark.policy("PACT24-9.9-z")\ndef test_it(): ...\n') == 1
    assert "test_it.py:2: the map has no row PACT24-9.9-z" in capsys.readouterr().err


def test_an_id_that_is_not_written_out_is_refused(place):
    with pytest.raises(ValueError, match="write the id of the row out"):
        count(place, "@pytest.mark.policy(row)\ndef test_it(): ...\n")


def test_a_missing_map_is_told_and_counts_nothing(place, capsys):
    assert policy.main(["--map", str(place / "nowhere.md"), "--tests", str(place / "tests")]) == 2
    captured = capsys.readouterr()
    assert "no policy map" in captured.err
    assert not captured.out


def test_the_whole_map_is_read(shared):
    areas = policy.read_map((shared / "POLICY_MAP.md").read_text())
    rows = [row for area in areas for row in area.rows]
    assert len(areas) == 15
    assert len(rows) == len(set(rows)) == 384
