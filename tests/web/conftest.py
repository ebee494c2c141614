from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _dutch() -> Iterator[None]:
    """A request in English leaves its language behind in the thread: each test starts, and ends, in Dutch."""
    with translation.override("nl"):
        yield
