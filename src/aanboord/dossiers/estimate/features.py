"""What a screening knows of one person and the estimate may use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from .factors import FACTORS, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """Facts on distance to the labour market; ``None`` is "not known" and never counts as zero.

    - ``months_registered``: months since registration as a job seeker.
    - ``months_since_work``: months since the last work, or since leaving school for who has not worked yet.
    - ``experience_years``: years in the target occupation.
    - ``language_gap``: CEFR steps below what the job target asks, see ``language_gap``.
    - ``digital``, ``mobility``, ``child_care``: weight of the threshold, 0 (none), 1 (light) or 2 (heavy). Child care
      that is solved or not needed is no threshold; mobility is licence and transport.
    - ``education``: a code of ``Education``. ``regime``: a code of ``Regime``.
    - ``heavy_thresholds``, ``light_thresholds``: in how many other life domains, see ``count_thresholds``; never which.
    - ``shortage_occupation``: whether the target occupation is one.
    - ``seekers_per_vacancy``: tension of the region's labour market, job seekers for each open vacancy.

    Raises BadValue, which names the field, for a value that cannot be.
    """

    months_registered: float | None = None
    months_since_work: float | None = None
    experience_years: float | None = None
    language_gap: int | None = None
    digital: int | None = None
    mobility: int | None = None
    child_care: int | None = None
    education: str | None = None
    heavy_thresholds: int | None = None
    light_thresholds: int | None = None
    regime: str | None = None
    shortage_occupation: bool | None = None
    seekers_per_vacancy: float | None = None

    def __post_init__(self) -> None:
        for factor in FACTORS:
            value = self.value(factor.key)
            if value is not None:
                factor.check(value)

    def value(self, key: str) -> Value | None:
        """The value of the factor with this key."""
        return cast("Value | None", getattr(self, key))

    def levels(self) -> list[int]:
        """The level on each ladder of FACTORS, in their order; -1 where not known."""
        values = ((factor, self.value(factor.key)) for factor in FACTORS)
        return [-1 if value is None else factor.level(value) for factor, value in values]


def language_gap(has: int | None, asked: int | None) -> int | None:
    """CEFR steps between the level a person has and the one a job target asks; 0 when it suffices (BN19-VI.1.1-i).

    Levels are 0 (none), 1 (A1) to 6 (C2); what is not known gives None.
    """
    return None if has is None or asked is None else max(0, asked - has)


LIGHT, HEAVY = 1, 2
COUNTED_DOMAINS = frozenset({"housing", "debt", "network"})
"""Life domains whose thresholds are counted. Health and justice are left out by law (GDPR articles 9 and 10) and so are
papers and residence, which tell nationality; language, digital skills, mobility and child care are factors themselves.
"""


def count_thresholds(weights: Mapping[str, int]) -> tuple[int | None, int | None]:
    """Numbers of heavy and of light thresholds over the counted domains, from each domain's weight (0, 1 or 2).

    Both None while a counted domain has not been spoken of; other domains are passed over unseen.
    """
    if not weights.keys() >= COUNTED_DOMAINS:
        return None, None
    counted = [weights[domain] for domain in COUNTED_DOMAINS]
    return counted.count(HEAVY), counted.count(LIGHT)
