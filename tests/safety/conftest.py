from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.utils import translation


@pytest.fixture(autouse=True)
def _dutch() -> Iterator[None]:
    """A request in English leaves its language behind in the thread: each test starts, and ends, in Dutch."""
    with translation.override("nl"):
        yield


@pytest.fixture(autouse=True)
def _nobody_tried_yet(db: None) -> Iterator[None]:
    """Tries are counted per address, and all tests come from one."""
    cache.clear()
    yield
    cache.clear()
