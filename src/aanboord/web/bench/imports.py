"""The importer: how many rows a second it takes from a delivery of the RVA, into a region that is full already."""

from __future__ import annotations

import csv
import datetime as dt
import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from random import Random

from aanboord.core import clock
from aanboord.core.identifiers import Sex, fictional_insz
from aanboord.people.models import Person

from .figures import Figure
from .names import FAMILIES, GIVEN

RATE_BAR = 1_500.0  # rows per second
KNOWN = 0.1  # of the rows, the share that is of people who are known already
COLUMNS = ("insz", "naam", "voornaam", "nis", "datum_begin", "dagen_tijdelijk_werkloos", "werkgever_kbo")


def measure(rows: int) -> list[Figure]:
    """Import a delivery of so many rows with the command, as an installation would; then the same file once more."""
    with tempfile.TemporaryDirectory(prefix="aanboord-bench-") as folder:
        file = Path(folder) / "rva.csv"
        write(file, rows, _known(int(rows * KNOWN)))
        first, again = _import(file), _import(file)
    return [
        Figure("import rate", round(rows / first), "rows/s", RATE_BAR, low_is_good=False),
        Figure("import again rate", round(rows / again), "rows/s", low_is_good=False),
    ]


Row = tuple[str, str, str, str]  # INSZ, family name, given name, NIS code of the municipality


def _known(count: int) -> list[Row]:
    people = Person.objects.exclude(insz=None).order_by("pk")[:count]
    return [(str(one.insz), one.family_name, one.given_name, str(one.municipality_id)) for one in people]


def write(file: Path, rows: int, known: Sequence[Row]) -> None:
    """A delivery in the layout of the RVA: first who is `known`, then newcomers; its rule registers all of them."""
    random = Random(rows)  # noqa: S311 - fiction needs no secret
    today = clock.today()
    serials: dict[tuple[dt.date, Sex], int] = defaultdict(int)
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(COLUMNS)
        for number in range(rows):
            if number < len(known):
                insz, family, given, nis = known[number]
            else:
                # Born before anybody of the region: no number is given out twice.
                birth = dt.date(1957, 1, 1) + dt.timedelta(days=random.randrange(1_700))
                sex = random.choice((Sex.FEMALE, Sex.MALE))
                insz = fictional_insz(birth, serials[birth, sex], sex).digits
                serials[birth, sex] += 1
                family, given, nis = (
                    random.choice(FAMILIES),
                    random.choice(GIVEN),
                    random.choice(("44021", "11002", "24062")),
                )
            began = today - dt.timedelta(days=random.randrange(90, 200))
            writer.writerow([insz, family, given, nis, began.isoformat(), random.randrange(66, 200), "0403019261"])


def _import(file: Path) -> float:
    """Seconds that the command took, its start included."""
    command = [
        sys.executable,
        "-m",
        "aanboord",
        "import-registrations",
        str(file),
        "--source",
        "rva",
        "--apply",
        "--json",
    ]
    began = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own command line
    took = time.perf_counter() - began
    counts = json.loads(done.stdout)
    if counts["quarantined"]:
        raise RuntimeError(f"{counts['quarantined']} rows of the benchmark were quarantined")
    return took
