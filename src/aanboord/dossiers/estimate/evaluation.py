"""How well chances came true: on all held-out people, per tenth of the chances, and per group."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import numpy as np

from .encoding import Floats
from .factors import Education
from .history import AgeBand, Origin, Record, Sex
from .service import SELF_RELIANT_FROM
from .texts import Text

SMALLEST_CELL = 10
MOST_BINS = 10
PEOPLE_PER_BIN = 50
Z90 = 1.645
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Bin:
    """People with chances alike: how many, their mean chance, the share that found work and its 90 % interval."""

    n: int
    chance: float
    observed: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class GroupError:
    """Error for one group; every figure is None where it is withheld because so few people are behind it.

    ``false_positive_rate``: of those who found no work, the share given a chance from which self-reliance is suggested
    (too little help). ``false_negative_rate``: of those who found work, the share given a lower chance (too much help).
    """

    dimension: str
    group: str
    n: int | None = None
    chance: float | None = None
    observed: float | None = None
    false_positive_rate: float | None = None
    false_negative_rate: float | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Figures on people who were screened later than anyone whom the model has learned from."""

    n: int
    first: str
    last: str
    observed: float
    auc: float
    brier: float
    brier_base_rate: float
    ece: float
    false_positive_rate: float
    false_negative_rate: float
    bins: tuple[Bin, ...]
    groups: tuple[GroupError, ...]

    @classmethod
    def from_dict(cls, stored: dict[str, Any]) -> Report:
        """The report that ``asdict`` wrote."""
        bins = tuple(Bin(**each) for each in stored["bins"])
        groups = tuple(GroupError(**each) for each in stored["groups"])
        return cls(**{**stored, "bins": bins, "groups": groups})


DIMENSIONS: dict[str, tuple[Text, Callable[[Record], str | None]]] = {
    "sex": (Text("Geslacht", "Sex"), lambda record: record.audit.sex),
    "age_band": (Text("Leeftijd", "Age"), lambda record: record.audit.age_band),
    "origin": (Text("Geboorteland", "Country of birth"), lambda record: record.audit.origin),
    "education": (Text("Opleiding", "Education"), lambda record: record.features.education),
}

GROUPS: dict[str, Text] = {
    Sex.WOMAN: Text("vrouw", "woman"),
    Sex.MAN: Text("man", "man"),
    Sex.OTHER: Text("X", "X"),
    AgeBand.UNDER_25: Text("jonger dan 25", "younger than 25"),
    AgeBand.FROM_25_TO_54: Text("25 tot 54", "25 to 54"),
    AgeBand.FROM_55: Text("55 of ouder", "55 or older"),
    Origin.BELGIUM: Text("België", "Belgium"),
    Origin.EU: Text("ander land van de EU", "another EU country"),
    Origin.OUTSIDE_EU: Text("land buiten de EU", "a country outside the EU"),
    Education.LOW: Text("geen diploma secundair onderwijs", "no upper secondary certificate"),
    Education.MIDDLE: Text("diploma secundair onderwijs", "upper secondary certificate"),
    Education.HIGH: Text("diploma hoger onderwijs", "higher education degree"),
    UNKNOWN: Text("niet gekend", "not known"),
}


def evaluate(chances: Floats, records: Sequence[Record], base_rate: float) -> Report:
    """Compare chances with what happened to the same records (mature ones, both outcomes present).

    ``base_rate``: the share that found work in the training data, the forecast to beat.
    """
    worked = np.array([record.worked for record in records])
    days: list[date] = [record.screened_on for record in records]
    bins = _bins(chances, worked)
    return Report(
        n=len(records),
        first=min(days).isoformat(),
        last=max(days).isoformat(),
        observed=float(worked.mean()),
        auc=_auc(chances, worked),
        brier=float(np.mean((chances - worked) ** 2)),
        brier_base_rate=float(np.mean((base_rate - worked) ** 2)),
        ece=sum(each.n * abs(each.chance - each.observed) for each in bins) / len(records),
        false_positive_rate=float((chances[~worked] >= SELF_RELIANT_FROM).mean()),
        false_negative_rate=float((chances[worked] < SELF_RELIANT_FROM).mean()),
        bins=bins,
        groups=tuple(group for dimension in DIMENSIONS for group in _groups(dimension, chances, worked, records)),
    )


def to_dict(report: Report) -> dict[str, Any]:
    """For storage as JSON; ``Report.from_dict`` reads it."""
    return asdict(report)


def _auc(chances: Floats, worked: np.ndarray) -> float:
    """Chance that who found work had the higher chance of two people, ties counted half."""
    _, place, counts = np.unique(chances, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[place]
    yes = int(worked.sum())
    no = len(worked) - yes
    return float((ranks[worked].sum() - yes * (yes + 1) / 2) / (yes * no))


def _bins(chances: Floats, worked: np.ndarray) -> tuple[Bin, ...]:
    count = max(1, min(MOST_BINS, len(chances) // PEOPLE_PER_BIN))
    made = []
    for members in np.array_split(np.argsort(chances, kind="stable"), count):
        low, high = _wilson(int(worked[members].sum()), len(members))
        made.append(Bin(len(members), float(chances[members].mean()), float(worked[members].mean()), low, high))
    return tuple(made)


def _wilson(yes: int, n: int) -> tuple[float, float]:
    """Wilson's 90 % interval of a share."""
    share, z2 = yes / n, Z90**2
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z90 / (1 + z2 / n) * float(np.sqrt(share * (1 - share) / n + z2 / (4 * n * n)))
    return min(share, max(0.0, middle - half)), max(share, min(1.0, middle + half))


def _groups(dimension: str, chances: Floats, worked: np.ndarray, records: Sequence[Record]) -> list[GroupError]:
    """One row per group present. A row is withheld unless both outcomes count enough people; and where only one would
    be withheld, the next smallest goes with it, else it could be worked out from the total."""
    _, group_of = DIMENSIONS[dimension]
    named = np.array([group_of(record) or UNKNOWN for record in records])
    sizes = {
        name: int(min((worked & (named == name)).sum(), (~worked & (named == name)).sum()))
        for name in GROUPS
        if (named == name).any()
    }
    withheld = {name for name, size in sizes.items() if size < SMALLEST_CELL}
    if len(withheld) == 1 and len(sizes) > 1:
        withheld.add(min(sizes.keys() - withheld, key=lambda name: (sizes[name], name)))
    rows = []
    for name in sizes:
        if name in withheld:
            rows.append(GroupError(dimension, name))
            continue
        members = named == name
        mine, found = chances[members], worked[members]
        rows.append(
            GroupError(
                dimension,
                name,
                n=int(members.sum()),
                chance=float(mine.mean()),
                observed=float(found.mean()),
                false_positive_rate=float((mine[~found] >= SELF_RELIANT_FROM).mean()),
                false_negative_rate=float((mine[found] < SELF_RELIANT_FROM).mean()),
            )
        )
    return rows
