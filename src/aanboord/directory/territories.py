"""The base directory of every installation: municipalities, regions, VDAB offices, an OCMW per municipality."""

from __future__ import annotations

import csv
import datetime as dt
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .models import NisSuccession, Organisation, Territory

DATA = Path(__file__).parent / "data"
_NAMESPACE = uuid.UUID("6a1f2c7e-3f0b-5b5e-9a55-0d6f5b1c2024")


def fixed_id(name: str) -> uuid.UUID:
    """The identity of a base organisation: the same in every installation, so that loading again finds it."""
    return uuid.uuid5(_NAMESPACE, name)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def load_territories(**_: Any) -> None:
    """After each migration: territories are as the files say; organisations that exist keep what was made of them."""
    municipalities = list(_rows("municipalities.csv"))
    regions = {code: row["reference_region_name"] for row in municipalities if (code := row["reference_region_code"])}
    provinces = {row["province_nis"]: row["province_name"] for row in municipalities}
    kind = Territory.Kind
    _upsert([Territory(code=code, kind=kind.PROVINCE, name=name) for code, name in provinces.items()])
    _upsert([Territory(code=code, kind=kind.REFERENCE_REGION, name=name) for code, name in regions.items()])
    _upsert(
        [
            Territory(
                code=row["nis"],
                kind=kind.MUNICIPALITY,
                name=row["name"],
                province_id=row["province_nis"],
                reference_region_id=row["reference_region_code"] or None,
                latitude=row["latitude"],
                longitude=row["longitude"],
                population=int(row["population_2020"]),
            )
            for row in municipalities
        ]
    )
    NisSuccession.objects.bulk_create(
        [
            NisSuccession(
                old_code=row["old_nis"],
                old_name=row["old_name"],
                municipality_id=row["new_nis"],
                since=dt.date.fromisoformat(row["valid_from"]),
            )
            for row in _rows("nis_successions.csv")
        ],
        ignore_conflicts=True,
    )
    _load_organisations(municipalities, regions)


def _upsert(territories: list[Territory]) -> None:
    Territory.objects.bulk_create(
        territories,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "province", "reference_region", "latitude", "longitude", "population"],
    )


def _load_organisations(municipalities: list[dict[str, str]], regions: dict[str, str]) -> None:
    vdab = Organisation(id=fixed_id("vdab"), kind=Organisation.Kind.VDAB, name="VDAB")
    offices = {
        code: Organisation(id=fixed_id(f"vdab-{code}"), kind=Organisation.Kind.VDAB, name=f"VDAB {name}", part_of=vdab)
        for code, name in (regions | {"": "Brussel"}).items()  # Brussels has municipalities and no reference region
    }
    ocmws = {
        row["nis"]: Organisation(
            id=fixed_id(f"ocmw-{row['nis']}"), kind=Organisation.Kind.OCMW, name=f"OCMW {row['name']}"
        )
        for row in municipalities
    }
    base = [vdab, *offices.values(), *ocmws.values()]
    known = set(Organisation.objects.filter(pk__in=[unit.pk for unit in base]).values_list("pk", flat=True))
    Organisation.objects.bulk_create([unit for unit in base if unit.pk not in known])
    serves = Organisation.territories.through
    serves.objects.bulk_create(
        [
            serves(organisation_id=unit.pk, territory_id=row["nis"])
            for row in municipalities
            for unit in (offices[row["reference_region_code"]], ocmws[row["nis"]])
            if unit.pk not in known
        ]
    )
