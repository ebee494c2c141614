"""A fictional training history, for demonstration and tests: plausible, but about nobody.

Its people differ in one hidden "distance", in where they live and in luck. Chances curve and interact in ways that a
scorecard cannot copy exactly, and employers in it discriminate by age and origin, as real ones do, so that the audit
per group has something to show. None of its figures is an estimate of Flanders.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .factors import FACTORS
from .features import Features
from .history import AgeBand, Audit, History, Origin, Record, Sex, six_months_after

FIRST_DAY = date(2021, 1, 1)
DAYS = 4 * 365
OBSERVED_UNTIL = date(2025, 6, 30)

Column = NDArray[np.float64]


def fictional_history(n: int, seed: int) -> History:
    """``n`` invented screenings over four years; the same seed gives the same history."""
    rng = np.random.default_rng(seed)
    day = rng.integers(0, DAYS, n)
    distance = rng.normal(size=n)
    sex = rng.choice(3, n, p=[0.48, 0.51, 0.01])
    age = rng.choice(3, n, p=[0.19, 0.57, 0.24])
    origin = rng.choice(3, n, p=[0.66, 0.10, 0.24])

    def step(lean: Column, *cuts: float) -> Column:
        """An ordered level that leans on ``lean`` with noise, cut at the given heights."""
        return np.searchsorted(cuts, lean + rng.normal(size=n)).astype(float)

    registered = np.round(rng.exponential(6 + 8 * np.exp(0.5 * distance)), 1).clip(0, 400)
    since_work = np.round(registered * 0.8 + rng.exponential(4 + 8 * np.exp(0.6 * distance)), 1).clip(0, 600)
    experience = np.round(rng.exponential(np.exp(1.3 - 0.4 * distance)) * np.array([0.3, 1, 1.8])[age], 1).clip(0, 40)
    language = step(0.4 * distance + np.array([-1.0, 0.6, 1.1])[origin], 0.7, 1.7, 2.7, 3.7)
    digital = step(0.5 * distance + np.array([-0.4, 0, 0.6])[age], 0.2, 1.6)
    mobility = step(0.4 * distance, 0.3, 1.4)
    child_care = step(np.where(age == 1, 0.5, -0.6) + np.where(sex == 0, 0.5, 0), 0.9, 1.7)
    education = step(-0.5 * distance - np.array([0.2, -0.2, 0.2])[age], -0.5, 0.9)
    heavy = rng.binomial(3, 0.1 / (0.1 + np.exp(-0.8 * distance))).astype(float)
    light = rng.binomial((3 - heavy).astype(int), 0.3).astype(float)
    regime = step(-0.2 * distance + np.where(sex == 0, -0.5, 0.2), -1.8, -0.6, 0.9)
    shortage = step(np.zeros(n), 0.5)
    tension: Column = rng.lognormal(1.0, 0.5, n).round(1)

    logit = (
        2.1
        - 0.42 * np.log1p(registered)
        - 0.28 * np.log1p(since_work)
        + 0.35 * np.log1p(experience)
        - 0.38 * language
        - 0.28 * digital
        - 0.30 * mobility
        - 0.25 * child_care
        + 0.20 * education
        - 0.40 * heavy
        - 0.12 * light
        + 0.18 * regime
        + 0.40 * shortage
        - 0.45 * np.log(tension)
        - 0.20 * heavy * (mobility == 2)
        - 0.15 * language * (experience < 1)
        - 0.25 * distance
        - 0.45 * (age == 2)
        - 0.25 * (origin == 2)
        + 0.10 * np.sin(2 * np.pi * day / 365)
    )
    worked = rng.random(n) < 1 / (1 + np.exp(-logit))
    soon = np.floor(rng.random(n) ** 1.5 * 180)
    late = np.floor(rng.exponential(500, n))

    def known(share: float) -> NDArray[np.bool_]:
        return rng.random(n) < share

    thresholds_known = known(0.8)
    columns: dict[str, tuple[Column, NDArray[np.bool_]]] = {
        "months_registered": (registered, known(1)),
        "months_since_work": (since_work, known(0.94)),
        "experience_years": (experience, known(0.95)),
        "language_gap": (language, known(0.92)),
        "digital": (digital, known(0.85)),
        "mobility": (mobility, known(0.93)),
        "child_care": (child_care, known(0.80)),
        "education": (education, known(0.97)),
        "heavy_thresholds": (heavy, thresholds_known),
        "light_thresholds": (light, thresholds_known),
        "regime": (regime, known(0.96)),
        "shortage_occupation": (shortage, known(0.90)),
        "seekers_per_vacancy": (tension, known(1)),
    }
    audit_known = {"sex": known(1), "age_band": known(1), "origin": known(0.93)}

    records = []
    for i in range(n):
        screened_on = FIRST_DAY + timedelta(days=int(day[i]))
        if worked[i]:
            started = screened_on + timedelta(days=int(soon[i]))
        else:
            started = six_months_after(screened_on) + timedelta(days=1 + int(late[i]))
        values = {key: float(column[i]) if seen[i] else None for key, (column, seen) in columns.items()}
        records.append(
            Record(
                features=_features(values),
                screened_on=screened_on,
                observed_until=OBSERVED_UNTIL,
                work_started_on=started if started <= OBSERVED_UNTIL else None,
                audit=Audit(
                    sex=tuple(Sex)[sex[i]] if audit_known["sex"][i] else None,
                    age_band=tuple(AgeBand)[age[i]] if audit_known["age_band"][i] else None,
                    origin=tuple(Origin)[origin[i]] if audit_known["origin"][i] else None,
                ),
            )
        )
    return History.of(records, fictional=True)


def _features(levels: dict[str, float | None]) -> Features:
    """Choices are given as the place of their code, amounts as they are."""
    values: dict[str, Any] = {}
    for factor in FACTORS:
        number = levels[factor.key]
        if number is not None:
            whole = int(number) if factor.whole else number
            values[factor.key] = factor.codes[int(number)] if factor.codes else whole
    return Features(**values)
