"""A synthetic region: people who do not exist, with the facts that rules ask for.

Shares come from public figures (see `SOURCES`); how they hang together is our own choice, so the people serve to run
rules and reforms on, not to describe Flanders.
"""

from __future__ import annotations

import numpy as np
import polars as pl

#: Population of 18 to 66 by province in 2018-2025 (shares, rounded) and the employment rates that shape it.
SOURCES = ("Steunpunt Werk, werkzaamheidsgraad 20-64 per provincie, 2018", "Statbel, bevolking per provincie")

PROVINCES = {
    "Antwerpen": (0.286, 0.755),
    "Oost-Vlaanderen": (0.233, 0.786),
    "West-Vlaanderen": (0.179, 0.796),
    "Vlaams-Brabant": (0.173, 0.795),
    "Limburg": (0.129, 0.745),
}
EDUCATION = {"low": (0.18, 0.72), "middle": (0.42, 1.0), "high": (0.40, 1.16)}  # share; how employment deviates
AGES = np.array(["18-25", "26-35", "36-45", "46-55", "56-66"])
BENEFIT_SHARE = 0.23  # of who does not work, is a job seeker
UNKNOWN = 0.03  # of each fact that a register does not always hold


def people(size: int, seed: int = 1) -> pl.DataFrame:
    """So many people of 18 to 66, a row each; the same seed gives the same people.

    Groups: `region`, `sex`, `age_group`, `education`, `status` (employed, job-seeker, inactive). Facts are named as the
    rulebook names them, money in cents, fractions in ten-thousandths; what a register does not hold is null.
    """
    random = np.random.default_rng(seed)
    region = random.choice(len(PROVINCES), size, p=_shares([share for share, _ in PROVINCES.values()]))
    education = random.choice(len(EDUCATION), size, p=_shares([share for share, _ in EDUCATION.values()]))
    age = random.integers(18, 67, size)
    rate = np.array([rate for _, rate in PROVINCES.values()])[region]
    rate = rate * np.array([factor for _, factor in EDUCATION.values()])[education]
    rate = rate * np.interp(age, [18, 25, 50, 60, 66], [0.45, 1.0, 1.05, 0.7, 0.15])
    employed = random.random(size) < np.clip(rate, 0.02, 0.97)
    seeks = ~employed & (random.random(size) < BENEFIT_SHARE)
    months = np.where(employed, 0, random.gamma(1.2, 18, size)).astype(np.int64).clip(0, 600)
    median = np.array([2_450, 2_900, 3_900])[education] * np.interp(age, [18, 30, 50, 66], [0.72, 0.95, 1.15, 1.15])
    wage = (median * random.lognormal(0, 0.22, size)).clip(1_400, 15_000)
    part_time = random.random(size) < 0.3
    work_fraction = np.where(part_time, random.choice([5_000, 6_000, 7_500, 8_000], size), 10_000)
    frame = pl.DataFrame(
        {
            "region": pl.Series(np.array(list(PROVINCES))[region], dtype=pl.Categorical),
            "sex": pl.Series(np.where(random.random(size) < 0.5, "v", "m"), dtype=pl.Categorical),
            "age": age.astype(np.int64),
            "age_group": pl.Series(AGES[np.digitize(age, [26, 36, 46, 56])], dtype=pl.Categorical),
            "education": pl.Series(np.array(list(EDUCATION))[education], dtype=pl.Categorical),
            "status": pl.Series(
                np.where(employed, "employed", np.where(seeks, "job-seeker", "inactive")), dtype=pl.Categorical
            ),
            "domiciled_in_flanders": random.random(size) < 0.985,
            "below_pension_age": age < 66,
            "registered_without_work": seeks,
            "months_without_work": months,
            "months_registered": np.where(seeks, months, 0),
            "gross_monthly_wage_fte": (wage * 100).astype(np.int64),
            "quarterly_wage": (wage * 300).astype(np.int64),
            "work_fraction": work_fraction.astype(np.int64),
            "excluded_employment": random.random(size) < 0.02,
        }
    )
    works = pl.col("status") == "employed"
    frame = frame.with_columns(
        *(pl.when(works).then(pl.col(name)) for name in ("gross_monthly_wage_fte", "quarterly_wage", "work_fraction")),
        *(
            pl.when(pl.Series(random.random(size) >= UNKNOWN)).then(pl.col(name))
            for name in ("education", "months_without_work", "excluded_employment")
        ),
    )
    left_school = np.array([18, 20, 23])[education]
    career = (age - left_school).clip(0) * 12 * np.where(employed, 0.9, 0.5) * random.uniform(0.7, 1.0, size)
    return frame.with_columns(
        works.alias("at_work"),
        pl.col("domiciled_in_flanders").alias("lives_or_works_in_flanders_or_brussels"),
        pl.Series("months_of_experience", career.astype(np.int64)),
        pl.Series("career_vouchers_in_six_years", random.choice([0, 1, 2], size, p=[0.96, 0.02, 0.02])),
    )


def _shares(shares: list[float]) -> np.ndarray:
    return np.array(shares) / sum(shares)
