"""A real server for a benchmark, as an installation would start it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 60  # seconds


def free_port() -> int:
    """A port where nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(settings_module: str = "aanboord.settings") -> Iterator[int]:
    """`aanboord serve` with these settings, on the port that is given."""
    port = free_port()
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": settings_module}
    command = [sys.executable, "-m", "aanboord", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=environment)  # noqa: S603 - our own command line
    try:
        _wait(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the server did not start")
