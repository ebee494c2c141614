"""Asking a real server for pages, from several lines at once, and timing the answers."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection

import numpy as np

LOGIN = "/login/"  # what leads there was not signed in


class Unexpected(Exception):
    """The server answered otherwise than with a page."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: a path with the headers that say who asks; with a body it is a POST."""

    path: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None

    def over(self, line: HTTPConnection) -> int:
        """Ask, read the answer whole, and return its size. Raises Unexpected unless it is a page, or leads to one."""
        line.request("POST" if self.body is not None else "GET", self.path, self.body, self.headers)
        answer = line.getresponse()
        content = answer.read()
        if answer.status != 200 and (answer.status != 302 or LOGIN in answer.headers["Location"]):
            raise Unexpected(f"{answer.status} {answer.reason} for {self.path.partition('?')[0]}")
        return len(content)


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of many requests: each one's milliseconds, requests per second over all lines, mean size in bytes."""

    milliseconds: np.ndarray
    per_second: float
    size: float

    def percentile(self, share: float) -> float:
        return float(np.percentile(self.milliseconds, share))


def drive(port: int, asks: Sequence[Ask], *, lines: int = 4) -> Measured:
    """Send every request once, over so many lines at a time; each line waits for its answer before it asks again."""
    took, sizes = np.zeros(len(asks)), np.zeros(len(asks))
    faults: list[Exception] = []
    waiting = iter(range(len(asks)))
    guard = threading.Lock()

    def one_line() -> None:
        line = HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            while not faults:
                with guard:
                    number = next(waiting, None)
                if number is None:
                    return
                began = time.perf_counter()
                sizes[number] = asks[number].over(line)
                took[number] = time.perf_counter() - began
        except Exception as fault:  # told by the main thread
            faults.append(fault)
        finally:
            line.close()

    threads = [threading.Thread(target=one_line) for _ in range(lines)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - began
    if faults:
        raise faults[0]
    return Measured(took * 1000, len(asks) / seconds, float(sizes.mean()))
