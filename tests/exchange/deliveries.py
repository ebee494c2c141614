"""Rows, statements and settings that the tests on deliveries share."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from aanboord import directory
from aanboord.core.identifiers import Sex, fictional_insz
from aanboord.exchange.registrations import (
    COLUMNS,
    Delivery,
    Row,
    Setting,
    Source,
    Statement,
    parse,
)

TODAY = date(2026, 11, 22)
INSZ = fictional_insz(date(1990, 3, 7), 0, Sex.FEMALE)
OTHER_INSZ = fictional_insz(date(1991, 3, 7), 0, Sex.MALE)
TABLES = Path(directory.__file__).parent / "data"


def nis_codes() -> dict[str, str]:
    def rows(name: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO((TABLES / name).read_text("utf-8"))))

    today = {row["nis"]: row["nis"] for row in rows("municipalities.csv")}
    return today | {row["old_nis"]: row["new_nis"] for row in rows("nis_successions.csv")}


SETTING = Setting(current_nis=nis_codes().get, today=TODAY, fictional_allowed=True)

PERSON = {"insz": INSZ.formatted, "naam": "Öztürk", "voornaam": "Zoë", "nis": "44021"}
SOUND = {
    Source.RVA: PERSON | {"datum_begin": "2026-01-23", "dagen_tijdelijk_werkloos": "66", "werkgever_kbo": "0403019261"},
    Source.EDUCATION: PERSON | {"datum_uitstroom": "24-02-2026", "kwalificatie": "geen", "instelling": "Instelling 3"},
    Source.INTEGRATION: PERSON | {"datum_start_traject": "24/12/2025", "arbeidsperspectief": "ja", "taalniveau": "A2"},
    Source.OCMW: PERSON | {"datum_mandaat": "2026-03-06", "ocmw_kbo": "0403019261", "statuut": "leefloon"},
}
SINCE = {
    Source.RVA: "datum_begin",
    Source.EDUCATION: "datum_uitstroom",
    Source.INTEGRATION: "datum_start_traject",
    Source.OCMW: "datum_mandaat",
}
every_source = pytest.mark.parametrize("source", Source)


def statement(source: Source = Source.RVA, setting: Setting = SETTING, **values: str) -> Statement:
    said = parse(source, SOUND[source] | values, setting)
    assert isinstance(said, Statement), said
    return said


def faults(source: Source = Source.RVA, setting: Setting = SETTING, **values: str) -> list[tuple[str, str]]:
    said = parse(source, SOUND[source] | values, setting)
    assert isinstance(said, tuple)
    assert said
    assert all(fault.message_nl for fault in said)
    return [(fault.code, fault.field) for fault in said]


def delivered(data: bytes, source: Source = Source.RVA) -> list[Row]:
    return list(Delivery(io.BytesIO(data), COLUMNS[source]))
