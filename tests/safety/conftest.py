from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _nobody_tried_yet(db: None) -> Iterator[None]:
    """Tries are counted per address, and all tests come from one."""
    cache.clear()
    yield
    cache.clear()
