"""Reading a training history: each fault is named by row and column, and nothing is guessed."""

import csv
from datetime import date
from pathlib import Path

import pytest

from aanboord.dossiers.estimate import Features, HistoryError
from aanboord.dossiers.estimate.errors import BadValue
from aanboord.dossiers.estimate.fictional import fictional_history
from aanboord.dossiers.estimate.history import COLUMNS, History, Record, read_csv, read_rows, six_months_after

GOOD = {"screened_on": "2023-01-31", "observed_until": "2024-01-31"}


def write(path: Path, rows: list[dict[str, str]], *, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as stream:
        writer = csv.DictWriter(stream, rows[0].keys(), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


def as_row(record: Record) -> dict[str, str]:
    row = {}
    for column in COLUMNS:
        for holder in (record, record.features, record.audit):
            if hasattr(holder, column):
                value = getattr(holder, column)
                row[column] = "" if value is None else str(value)
    return row


@pytest.mark.parametrize(("delimiter", "encoding"), [(",", "utf-8"), (";", "utf-8-sig")])
def test_a_file_brings_back_the_records_that_were_written(tmp_path, delimiter, encoding):
    past = fictional_history(300, seed=2)
    path = write(tmp_path / "past.csv", [as_row(each) for each in past.records], delimiter=delimiter, encoding=encoding)
    read = read_csv(path)
    assert read.records == past.records
    assert read.fingerprint() == past.fingerprint()
    assert not read.fictional


def test_an_empty_cell_is_not_known_and_a_decimal_comma_is_read():
    (record,) = read_rows([{**GOOD, "experience_years": "2,5", "mobility": "", "shortage_occupation": "Ja"}]).records
    assert record.features == Features(experience_years=2.5, shortage_occupation=True)
    assert record.audit.sex is None


@pytest.mark.parametrize(
    ("column", "written"),
    [
        ("screened_on", "31/01/2023"),
        ("screened_on", ""),
        ("observed_until", "2022-12-31"),
        ("work_started_on", "2023-01-01"),
        ("work_started_on", "2024-02-01"),
        ("months_registered", "long"),
        ("months_registered", "-1"),
        ("language_gap", "1.5"),
        ("mobility", "3"),
        ("education", "phd"),
        ("shortage_occupation", "perhaps"),
        ("sex", "q"),
        ("age_band", "57"),
        ("origin", "Mars"),
    ],
)
def test_a_fault_is_named_by_row_and_column_without_repeating_what_was_written(column, written):
    with pytest.raises(HistoryError) as refused:
        read_rows([GOOD, {**GOOD, column: written}])
    (problem,) = refused.value.problems
    assert (problem.row, problem.column) == (3, column)
    assert f"row 3, column {column}" in str(refused.value)
    assert f"rij 3, kolom {column}" in refused.value.text.nl
    assert not written or written not in problem.text.en.split()


def test_all_faults_are_named_at_once_and_a_long_list_says_how_many_more():
    with pytest.raises(HistoryError) as refused:
        read_rows([{**GOOD, "mobility": "x", "digital": "x"}] * 15)
    assert len(refused.value.problems) == 30
    assert str(refused.value).endswith("and 10 more")
    assert refused.value.text.nl.endswith("en nog 10 andere")


@pytest.mark.parametrize("column", ["nationality", "religion", "birth_date", "health", "name"])
def test_data_that_may_not_be_used_are_refused_at_the_door(tmp_path, column):
    path = write(tmp_path / "past.csv", [{**GOOD, column: "secret"}])
    with pytest.raises(HistoryError) as refused:
        read_csv(path)
    assert [(problem.row, problem.column) for problem in refused.value.problems] == [(1, column)]
    assert "secret" not in str(refused.value)


def test_a_missing_column_and_an_empty_file_are_named(tmp_path):
    path = write(tmp_path / "past.csv", [{"screened_on": "2023-01-31"}])
    with pytest.raises(HistoryError, match="row 1, column observed_until: is missing"):
        read_csv(path)
    (tmp_path / "empty.csv").write_text("")
    with pytest.raises(HistoryError, match="row 1, column screened_on: is missing"):
        read_csv(tmp_path / "empty.csv")


def test_a_row_with_too_many_cells_is_named(tmp_path):
    (tmp_path / "past.csv").write_text(
        "screened_on,observed_until\n2023-01-31,2024-01-31\n2023-01-31,2024-01-31,extra\n"
    )
    with pytest.raises(HistoryError, match="row 3"):
        read_csv(tmp_path / "past.csv")


def test_a_file_in_another_encoding_is_named(tmp_path):
    (tmp_path / "past.csv").write_bytes(b"screened_on,observed_until,education\n2023-01-31,2024-01-31,caf\xe9\n")
    with pytest.raises(HistoryError, match="row 2, column -: is not UTF-8"):
        read_csv(tmp_path / "past.csv")


def test_work_counts_up_to_the_same_day_six_months_on():
    def worked(started: date | None) -> bool:
        return Record(
            features=Features(), screened_on=date(2023, 1, 15), observed_until=date(2024, 1, 1), work_started_on=started
        ).worked

    assert worked(date(2023, 1, 15))
    assert worked(date(2023, 7, 15))
    assert not worked(date(2023, 7, 16))
    assert not worked(None)


def test_six_months_after_the_end_of_august_is_the_end_of_february():
    assert six_months_after(date(2023, 8, 31)) == date(2024, 2, 29)
    assert six_months_after(date(2022, 8, 31)) == date(2023, 2, 28)


def test_who_found_work_but_was_not_followed_for_six_months_is_not_mature_either():
    early = Record(
        features=Features(),
        screened_on=date(2024, 1, 1),
        observed_until=date(2024, 3, 1),
        work_started_on=date(2024, 2, 1),
    )
    assert early.worked
    assert not early.mature


def test_records_made_in_code_are_checked_too():
    with pytest.raises(BadValue) as refused:
        Record(features=Features(), screened_on=date(2024, 1, 1), observed_until=date(2023, 1, 1))
    assert refused.value.column == "observed_until"


def test_a_history_is_the_same_in_whatever_order_it_came():
    records = fictional_history(200, seed=3).records
    assert History.of(reversed(records)) == History.of(records)


def test_fictional_history_is_the_same_for_the_same_seed_only():
    assert fictional_history(200, seed=3) == fictional_history(200, seed=3)
    assert fictional_history(200, seed=3).fingerprint() != fictional_history(200, seed=4).fingerprint()
