"""A model of invented people, trained once for all tests."""

from __future__ import annotations

from typing import Any

import pytest

from aanboord.core.access import Actor
from aanboord.dossiers.actions import estimates
from aanboord.dossiers.estimate import FICTIONAL
from aanboord.dossiers.estimate.fictional import fictional_history
from aanboord.dossiers.estimate.train import train
from aanboord.dossiers.models import EstimateModel


@pytest.fixture(scope="session")
def trained() -> dict[str, Any]:
    """What a model of 3,000 invented people holds."""
    return train(fictional_history(3000, 1), FICTIONAL).to_dict()


@pytest.fixture
def kept(trained: dict[str, Any], db: None) -> EstimateModel:
    """That model, kept and switched off."""
    return estimates.keep(EstimateModel(basis=FICTIONAL, content=trained), by=Actor.system())


@pytest.fixture
def switched_on(kept: EstimateModel) -> EstimateModel:
    return estimates.switch(kept, True, by=Actor.system())
