"""Imports that are killed, and imports that meet: processes of their own on a database of their own."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.exchange.importing import many, written

ROWS = 1_800
#: What each table says, without identities and times.
OF_PEOPLE = {
    "people_nametoken.person_id": "token",
    "people_statusperiod.person_id": "kind, since, until, details",
    "dossiers_dossier.person_id": "state, lead_id, next_due, next_term",
    "dossiers_registration.dossier_id": "way, source, details",
    "terms_term.subject": "code, started_on, due_on, met_on",
    "exchange_statement.person_id": "source, since, fingerprint, held",
    "journal_event.stream_id": "number, kind, CASE kind WHEN 'statement.held' THEN '' ELSE data END",
}
CONTENT = {
    key: f"SELECT insz, {what} FROM {key.partition('.')[0]} JOIN people_person ON people_person.id = {key}"
    for key, what in OF_PEOPLE.items()
} | {
    "people": "SELECT insz, family_name, given_name, municipality_id, as_of FROM people_person",
    "quarantine": "SELECT line, raw, faults, reason, state FROM exchange_quarantinedrow",
    "delivery": "SELECT state, read, registered, merged, unchanged, not_applicable, quarantined FROM exchange_delivery",
    "moments": "SELECT kind, COUNT(*) FROM journal_event GROUP BY kind",
}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place that was just migrated."""
    place = tmp_path_factory.mktemp("empty")
    run(place, "migrate")
    return place


@pytest.fixture(scope="module")
def delivery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = many(ROWS)
    rows[300:300] = [rows[3] | {"dagen_tijdelijk_werkloos": "200"}, {"insz": "12"}, rows[5]]
    rows.append(rows[7] | {"naam": "Vandenberghe", "voornaam": "Dirk"})
    return written(tmp_path_factory.mktemp("delivery") / "rva.csv", *rows)


@pytest.fixture(scope="module")
def unbroken(empty: Path, delivery: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, list[str]]]:
    """What a run that nothing disturbed prints and leaves."""
    place = copied(empty, tmp_path_factory.mktemp("unbroken"))
    printed = run(place, *importing(delivery)).stdout
    return printed, content(place)


def importing(delivery: Path) -> list[str]:
    return ["import-registrations", str(delivery), "--source", "rva", "--apply", "--json"]


def environment(place: Path) -> dict[str, str]:
    database = {"DATABASE_URL": f"sqlite:///{place / 'own.db'}", "AANBOORD_STATE": str(place), "AANBOORD_DEMO": "1"}
    return os.environ | database | {"DJANGO_SETTINGS_MODULE": "aanboord.settings"}


def started(place: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "aanboord", *arguments]
    return subprocess.Popen(command, env=environment(place), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def run(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    process = started(place, *arguments)
    out, err = process.communicate(timeout=170)
    assert process.returncode == 0, err
    return subprocess.CompletedProcess(arguments, 0, out, err)


def copied(empty: Path, place: Path) -> Path:
    with sqlite3.connect(empty / "own.db") as source, sqlite3.connect(place / "own.db") as target:
        source.backup(target)
    return place


def content(place: Path) -> dict[str, list[str]]:
    with sqlite3.connect(place / "own.db") as database:
        return {name: sorted(map(str, database.execute(query))) for name, query in CONTENT.items()}


def rows_done(place: Path) -> int:
    with sqlite3.connect(f"file:{place / 'own.db'}?mode=ro", uri=True, timeout=20) as database:
        return database.execute("SELECT COALESCE(MAX(read), 0) FROM exchange_delivery").fetchone()[0]


def killed(process: subprocess.Popen[str], when: Callable[[], bool]) -> None:
    """SIGKILL, as the machine does it when it runs out of memory."""
    while process.poll() is None and not when():
        pass
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)


@pytest.mark.parametrize("points", [[1], [500, 1_000], [1_500]])
def test_a_run_that_is_killed_and_started_again_ends_as_if_nothing_happened(
    points, empty, delivery, unbroken, tmp_path
):
    place = copied(empty, tmp_path)
    for point in points:
        killed(started(place, *importing(delivery)), lambda point=point: rows_done(place) >= point)
        assert "Intact" in run(place, "journal", "verify").stdout
    promised = run(place, *[word for word in importing(delivery) if word != "--apply"]).stdout
    printed, whole = unbroken
    assert json.loads(promised) == json.loads(printed)
    assert run(place, *importing(delivery)).stdout == printed
    assert content(place) == whole


def test_two_runs_of_one_file_at_once_share_the_work_and_double_nothing(empty, delivery, unbroken, tmp_path):
    place = copied(empty, tmp_path)
    first = started(place, *importing(delivery))
    while first.poll() is None and rows_done(place) == 0:
        pass
    second = started(place, *importing(delivery))
    outputs = [process.communicate(timeout=170) for process in (first, second)]
    assert [process.returncode for process in (first, second)] == [0, 0], outputs
    printed, whole = unbroken
    assert printed in [out for out, _err in outputs]
    ended = content(place)
    assert {name: rows for name, rows in ended.items() if name not in ("delivery", "moments")} == {
        name: rows for name, rows in whole.items() if name not in ("delivery", "moments")
    }
    assert "Intact" in run(place, "journal", "verify").stdout
