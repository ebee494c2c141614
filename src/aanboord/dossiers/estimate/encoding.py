"""From levels on the ladders to columns of numbers, the same way in training and in use.

Column 0 is the constant. Each factor then has one column for every level above its lowest, which is 1 for who stands at
that level or higher, and one last column which is 1 for who it is not known of. Step columns are centred on their
share among the people it is known of, and are 0 for the others. So the constant stands for the average person, and a
weight of one sign in every step of a factor makes the whole factor monotone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from .factors import FACTORS
from .features import Features

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def _layout() -> tuple[Ints, Ints, Ints]:
    factor_of: list[int] = []
    level_of: list[int] = []
    starts: list[int] = []
    for place, factor in enumerate(FACTORS):
        starts.append(len(factor_of))
        for level in [*range(1, len(factor.labels)), 0]:
            factor_of.append(place)
            level_of.append(level)
    return np.array(factor_of), np.array(level_of), np.array(starts)


FACTOR_OF, LEVEL_OF, STARTS = _layout()
"""For each column after the constant: its factor, its level (0 for "not known"); and where each factor begins."""
STEPS = LEVEL_OF > 0
SENSES = np.where(STEPS, np.array([int(factor.sense) for factor in FACTORS])[FACTOR_OF], 0)
"""The sign that each column's weight must have; 0 for either."""
OF_FACTOR = tuple(np.flatnonzero(place == FACTOR_OF) for place in range(len(FACTORS)))
"""For each factor the places of its columns after the constant, "not known" last."""
COLUMNS = 1 + len(FACTOR_OF)


def levels_of(people: Iterable[Features]) -> Ints:
    """Levels, shape (people, factors); -1 where not known."""
    return np.array([person.levels() for person in people], dtype=np.int64).reshape(-1, len(FACTORS))


def shares_of(levels: Ints) -> Floats:
    """For each column after the constant the share at that level or higher among those known; 0 for "not known"."""
    at = levels[:, FACTOR_OF]
    known = np.maximum((at >= 0).sum(axis=0), 1)
    return np.where(STEPS, (at >= LEVEL_OF).sum(axis=0) / known, 0.0)


def design(levels: Ints, shares: Floats) -> Floats:
    """Columns for training or use, shape (people, COLUMNS)."""
    at = levels[:, FACTOR_OF]
    columns = np.where(STEPS, np.where(at >= 0, (at >= LEVEL_OF) - shares, 0.0), at < 0)
    return np.concatenate([np.ones((len(levels), 1)), columns], axis=1)


def chance(logit: Floats) -> Floats:
    """Chance between 0 and 1."""
    return np.asarray(1.0 / (1.0 + np.exp(-logit)))


def sums_by_factor(columns: Sequence[float] | Floats) -> Floats:
    """Sum of the columns after the constant per factor; last axis in, last axis out."""
    return np.asarray(np.add.reduceat(columns, STARTS, axis=-1))
