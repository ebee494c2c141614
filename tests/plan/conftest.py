"""A case on which a plan can begin."""

from __future__ import annotations

import pytest

from aanboord.dossiers.actions.screening import Weighed
from tests.world import Case


@pytest.fixture
def screened(case: Case) -> Case:
    """A case with child care in the way, heavily, and health, lightly."""
    case.screened(thresholds=[Weighed("childcare", 2), Weighed("health", 1), Weighed("mobility", 0)])
    return case
