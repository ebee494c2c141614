"""Make the tables of municipalities and of ended NIS codes anew: python tools/territory.py FOLDER [--check].

FOLDER holds the reference data on territories: municipalities_2025.csv, mergers_2024_2025.csv (NIS code of 2024 and of
2025) and postcode_nis_2013.csv (names from before the mergers). With --check nothing is written, and it fails when a
table differs.
"""

import csv
import io
import sys
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

TABLES = Path(__file__).resolve().parent.parent / "src/aanboord/directory/data"

PROVINCES = {
    "04000": "Brussels Hoofdstedelijk Gewest",
    "10000": "Antwerpen",
    "20001": "Vlaams-Brabant",
    "30000": "West-Vlaanderen",
    "40000": "Oost-Vlaanderen",
    "70000": "Limburg",
}

# The mergers of 1 January 2019, after which all codes held until 2025 (Statbel, NIS codes).
MERGERS_2019 = {
    "12041": ("12030", "12034"),
    "44083": ("44011", "44049"),
    "44084": ("44001", "44029"),
    "44085": ("44036", "44072", "44080"),
    "45068": ("45017", "45057"),
    "72042": ("71047", "72040"),
    "72043": ("72025", "72029"),
}

# Municipalities that bore another name than their postal place.
NAMED_OTHERWISE = {"44045": "Moerbeke", "46003": "Beveren", "71069": "Ham", "72040": "Meeuwen-Gruitrode"}

MUNICIPALITY_COLUMNS = (
    *("nis", "name", "province_nis", "province_name", "reference_region_code", "reference_region_name"),
    *("transport_region_code", "transport_region_name", "latitude", "longitude", "area_km2", "population_2020"),
)
SUCCESSION_COLUMNS = ("old_nis", "old_name", "new_nis", "valid_from")


def municipalities(folder: Path) -> list[dict[str, str]]:
    """The municipalities of 2025, by code; coordinates rounded to two decimals (about a kilometre)."""
    return [
        {
            "nis": row["nis"],
            "name": row["name_nl"],
            "province_nis": row["province_nis"].zfill(5),
            "province_name": PROVINCES[row["province_nis"].zfill(5)],
            "reference_region_code": row["refreg_code"],
            "reference_region_name": row["refreg_name"],
            "transport_region_code": row["vervoerregio_code"],
            "transport_region_name": row["vervoerregio_name"].removesuffix(" (Verv.)"),
            "latitude": f"{Decimal(row['lat']):.2f}",
            "longitude": f"{Decimal(row['lon']):.2f}",
            "area_km2": row["area_km2"],
            "population_2020": row["population_2020"],
        }
        for row in sorted(_rows(folder / "municipalities_2025.csv"), key=lambda row: row["nis"])
    ]


def successions(folder: Path) -> list[dict[str, str]]:
    """The codes that ended since 2018, each with the code that holds its place today and since when, by code."""
    names = {row["nisCode"]: row["name"] for row in _rows(folder / "postcode_nis_2013.csv") if row["main"] == "1"}
    names |= NAMED_OTHERWISE
    merged_2025 = {
        row["nis_2024"]: row["nis_2025"]
        for row in _rows(folder / "mergers_2024_2025.csv")
        if row["nis_2024"] != row["nis_2025"]
    }
    ended = [(old, new, "2025-01-01") for old, new in merged_2025.items()]
    ended += [(old, merged_2025.get(new, new), "2019-01-01") for new, olds in MERGERS_2019.items() for old in olds]
    return [
        {"old_nis": old, "old_name": _name(names[old]), "new_nis": new, "valid_from": since}
        for old, new, since in sorted(ended)
    ]


def _name(name: str) -> str:
    return "-".join(part[:1].upper() + part[1:] for part in name.split("-"))


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _table(columns: tuple[str, ...], rows: Iterable[dict[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0])
    tables = {
        TABLES / "municipalities.csv": _table(MUNICIPALITY_COLUMNS, municipalities(folder)),
        TABLES / "nis_successions.csv": _table(SUCCESSION_COLUMNS, successions(folder)),
    }
    if "--check" in arguments:
        stale = [file.name for file, text in tables.items() if file.read_text("utf-8") != text]
        print("stale: " + ", ".join(stale) if stale else "the tables are up to date")
        return bool(stale)
    for file, text in tables.items():
        file.write_text(text, "utf-8")
        print(f"{file.relative_to(Path.cwd())}: {text.count(chr(10)) - 1} rows")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
