"""The benchmarks: what a figure says, a region that agrees with itself, and the command from end to end."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from aanboord.web.bench import imports
from aanboord.web.bench.figures import Figure, as_json
from aanboord.web.bench.load import Ask, Unexpected, drive
from aanboord.web.bench.server import free_port
from tests.commands.places import Place, until

SERVER = os.environ.get("AANBOORD_TEST_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432")


def test_a_figure_is_met_on_the_right_side_of_its_bar_and_says_how_much_better_it_is() -> None:
    quick = Figure("p95", 50.0, "ms", bar=150.0, baseline=300.0)
    assert (quick.met, quick.ratio) == (True, 6.0)
    assert Figure("p95", 151.0, "ms", bar=150.0).met is False
    many = Figure("rate", 200.0, "requests/s", bar=100.0, baseline=5.0, low_is_good=False)
    assert (many.met, many.ratio) == (True, 40.0)
    assert Figure("size", 9.0, "bytes").met is None
    (told,) = json.loads(as_json([quick]))
    assert set(told) == {"name", "value", "unit", "bar", "met", "baseline", "ratio"}


def test_a_page_that_is_none_is_no_figure(place: Place) -> None:
    place.run("migrate")
    port = free_port()
    with place.started("serve", "--port", str(port)):

        def up() -> bool:
            try:
                return drive(port, [Ask("/gezond")]).size > 0
            except OSError:
                return False

        until(up, "the server")
        for path in ("/nergens", "/werklijst/"):
            with pytest.raises(Unexpected):
                drive(port, [Ask("/gezond"), Ask(path)])


@pytest.mark.django_db
def test_a_delivery_for_the_importer_is_what_the_rva_sends(tmp_path: Path) -> None:
    file = tmp_path / "rva.csv"
    imports.write(file, 50, known=[("77660112301", "Claes", "Ann", "44021")])
    lines = file.read_text("utf-8-sig").splitlines()
    assert lines[0] == ";".join(imports.COLUMNS)
    assert lines[1].startswith("77660112301;Claes;Ann;44021;")
    assert len(lines) == 51
    assert len({line.split(";")[0] for line in lines}) == 51


@pytest.fixture
def region() -> Iterator[str]:
    """The address of a database that is not there yet, and not any more afterwards."""
    name = f"test_bench_{uuid.uuid4().hex[:12]}"
    try:
        psycopg.connect(f"{SERVER}/postgres", connect_timeout=3).close()
    except psycopg.OperationalError:
        pytest.skip(f"no PostgreSQL at {SERVER}; AANBOORD_TEST_POSTGRESQL can name its place")
    yield f"{SERVER}/{name}"
    with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")  # type: ignore[call-overload]


def test_the_benchmarks_run_from_end_to_end_on_a_region_that_verifies(tmp_path: Path, region: str) -> None:
    place = Place(tmp_path, region, {"AANBOORD_DEMO": "1"})
    few = ("--dossiers", "400", "--database", region)
    pages = json.loads(place.measured("bench", "pages", *few, "--requests", "8"))
    names = {figure["name"] for figure in pages}
    for page in ("worklist mine", "worklist team", "search name", "dossier"):
        assert {f"{page} p50", f"{page} p95", f"{page} rate", f"{page} queries", f"{page} size"} <= names
    rates = {figure["name"]: figure for figure in json.loads(place.measured("bench", "import", *few, "--rows", "60"))}
    assert rates["import rate"]["bar"] == 1500
    assert place.json("journal", "verify")["intact"]
    assert place.count("SELECT count(*) FROM dossiers_dossier") == 400, "the import went into a copy"
    agree = """
        SELECT count(*) FROM dossiers_dossier d
        LEFT JOIN journal_stream s ON s.id = d.person_id
        LEFT JOIN directory_membership m ON m.professional_id = d.counsellor_id AND m.unit_id = d.lead_id
        WHERE s.id IS NULL OR (d.counsellor_id IS NOT NULL AND m.id IS NULL)
           OR d.next_due IS DISTINCT FROM (
               SELECT min(due_on) FROM terms_term t
               WHERE t.subject = d.person_id AND met_on IS NULL AND lapsed_on IS NULL AND paused_on IS NULL)
    """
    assert place.count(agree) == 0
    assert "not 300" in place.run("bench", "pages", "--dossiers", "300", "--database", region, code=2)


def test_benchmarks_are_for_postgresql_alone(tmp_path: Path) -> None:
    place = Place(tmp_path, f"sqlite:///{tmp_path / 'p.db'}")
    assert "PostgreSQL" in place.run("bench", "pages", "--database", "sqlite:///x.db", code=2)
    nobody = "postgresql://nobody@127.0.0.1:1/x"
    assert "does not answer" in place.run("bench", "pages", "--database", nobody, code=2)
