"""Counts that outsiders may read: a number so small that it points at people is not shown, nor can it be worked out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SMALL = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """A count as it may be shown, and what to reckon with for a rate or a bar: nothing else than what is shown."""

    shown: str
    about: float


def exact(counts: Sequence[int]) -> list[Cell]:
    """For who may know everything."""
    return [Cell(str(count), count) for count in counts]


def guarded(counts: Sequence[int]) -> list[Cell]:
    """The counts of one row, its total included: exact, or all in fives as soon as one of them lies between 0 and 5.

    Were only the small one left out, the total less the others would tell it.
    """
    if not any(0 < count < SMALL for count in counts):
        return exact(counts)
    return [_in_fives(count) for count in counts]


def _in_fives(count: int) -> Cell:
    if count == 0:
        return Cell("0", 0)
    if count < SMALL:
        return Cell(f"<{SMALL}", SMALL / 2)
    low = count - count % SMALL
    return Cell(f"{low}–{low + SMALL - 1}", low + (SMALL - 1) / 2)
