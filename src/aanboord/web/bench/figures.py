"""What a benchmark says: a figure, the bar that it must meet, and a baseline to compare with."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure. `low_is_good` says on which side of `bar` it must lie; without a bar it only informs.

    `baseline` is the same figure for what it is compared with, in the same unit.
    """

    name: str
    value: float
    unit: str
    bar: float | None = None
    baseline: float | None = None
    low_is_good: bool = True

    @property
    def met(self) -> bool | None:
        if self.bar is None:
            return None
        return self.value <= self.bar if self.low_is_good else self.value >= self.bar

    @property
    def ratio(self) -> float | None:
        """How many times better than the baseline."""
        if not self.baseline or not self.value:
            return None
        return round(self.baseline / self.value if self.low_is_good else self.value / self.baseline, 2)

    def as_dict(self) -> dict[str, object]:
        """The shape that every benchmark of the platform prints."""
        content = asdict(self)
        del content["low_is_good"]
        return content | {"met": self.met, "ratio": self.ratio}


def as_json(figures: Sequence[Figure]) -> str:
    """A JSON list, one object for each figure."""
    return json.dumps([figure.as_dict() for figure in figures], indent=1)


def show(figures: Sequence[Figure]) -> None:
    """A table for people."""
    table = Table("figure", "value", "unit", "bar", "met", "baseline", "times better")
    for one in figures:
        cells = ["" if cell is None else f"{cell:g}" for cell in (one.bar, one.baseline, one.ratio)]
        met = "" if one.met is None else "yes" if one.met else "NO"
        table.add_row(one.name, f"{one.value:,.6g}", one.unit, cells[0], met, cells[1], cells[2])
    Console(width=140).print(table)
