"""Several at once, each with a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection

Result = TypeVar("Result")
PATIENCE = 60  #: seconds after which something that waits for another has failed


def own_connection(do: Callable[..., Result]) -> Callable[..., Result]:
    """`do`, closing behind it the connection that its thread opened."""

    def run(*args: object) -> Result:
        try:
            return do(*args)
        finally:
            connection.close()

    return run


def at_once(*does: Callable[[], Result]) -> list[Result]:
    """What each gives, when all run at the same time; the first error is raised."""
    with ThreadPoolExecutor(len(does)) as pool:
        return [future.result(PATIENCE) for future in [pool.submit(own_connection(do)) for do in does]]
