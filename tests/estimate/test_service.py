"""The estimate suggests and never decides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aanboord.dossiers.estimate import ServiceLevel, suggest_service_level
from aanboord.dossiers.estimate.factors import Education
from aanboord.dossiers.estimate.features import COUNTED_DOMAINS, HEAVY, LIGHT

ORDER = [ServiceLevel.INTENSIVE, ServiceLevel.SECTOR, ServiceLevel.SELF_RELIANT]


@given(st.floats(0, 1))
def test_no_score_ever_suggests_work_care_or_not_guidable_now(chance):
    assert suggest_service_level(chance) in ORDER


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_better_chance_never_suggests_more_guidance(one, other):
    low, high = sorted((one, other))
    assert ORDER.index(suggest_service_level(low)) <= ORDER.index(suggest_service_level(high))


@pytest.mark.parametrize(
    ("chance", "level"),
    [
        (0, "intensive"),
        (0.29, "intensive"),
        (0.3, "sector"),
        (0.59, "sector"),
        (0.6, "self-reliant"),
        (1, "self-reliant"),
    ],
)
def test_the_borders_of_the_suggestion(chance, level):
    assert suggest_service_level(chance) == level


@pytest.mark.parametrize("chance", [-0.1, 1.1, float("nan")])
def test_what_is_no_chance_gets_no_suggestion(chance):
    with pytest.raises(ValueError, match="between 0 and 1"):
        suggest_service_level(chance)


def test_the_codes_are_those_of_the_dossier():
    from aanboord.dossiers import models
    from aanboord.dossiers.models import screening

    assert {level.value for level in ServiceLevel} == set(models.dossier.ServiceLevel.values)
    assert {level.value for level in Education} == set(screening.Education.values)
    assert set(screening.Domain.values) >= COUNTED_DOMAINS
    assert (screening.Weight.LIGHT, screening.Weight.HEAVY) == (LIGHT, HEAVY)
