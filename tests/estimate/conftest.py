"""One model trained on invented people, and ways to invent more of them."""

import pytest
from hypothesis import strategies as st

from aanboord.dossiers.estimate import Features, Model
from aanboord.dossiers.estimate.factors import FACTORS, Factor
from aanboord.dossiers.estimate.fictional import fictional_history
from aanboord.dossiers.estimate.history import History
from aanboord.dossiers.estimate.train import train


def values(factor: Factor) -> st.SearchStrategy:
    """Any value that a factor may have."""
    if factor.codes:
        return st.sampled_from(factor.codes)
    if factor.whole:
        return st.integers(0, int(factor.maximum))
    return st.floats(0, min(factor.maximum, 3 * factor.edges[-1]))


def people(least_known: int = 5) -> st.SearchStrategy[Features]:
    """Anyone of whom at least so many factors are known."""
    keys = [factor.key for factor in FACTORS]
    by_key = {factor.key: values(factor) for factor in FACTORS}
    known = st.sets(st.sampled_from(keys), min_size=least_known)
    return known.flatmap(lambda some: st.builds(Features, **{key: by_key[key] for key in sorted(some)}))


@pytest.fixture(scope="session")
def past() -> History:
    return fictional_history(8000, seed=1)


@pytest.fixture(scope="session")
def model(past: History) -> Model:
    return train(past, "fictional")


@pytest.fixture
def someone() -> Features:
    """Everything is known of her, and much could be better."""
    return Features(
        months_registered=14,
        months_since_work=20,
        experience_years=1.5,
        language_gap=2,
        digital=1,
        mobility=2,
        child_care=1,
        education="low",
        heavy_thresholds=1,
        light_thresholds=1,
        regime="part_time",
        shortage_occupation=False,
        seekers_per_vacancy=3.1,
    )
