"""Start the demo as a newcomer would, on an empty place, wait until it says that it is healthy, and stop it."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 180  # seconds: what a first start may take


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def healthy(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own http address
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def stop(demo: subprocess.Popen[bytes]) -> None:
    """End the demo and all that it started."""
    os.killpg(demo.pid, signal.SIGTERM)
    try:
        demo.wait(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(demo.pid, signal.SIGKILL)
        raise


def main() -> int:
    port = free_port()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="aanboord-demo-", ignore_cleanup_errors=True) as state:
        environment = {**os.environ, "AANBOORD_STATE": state, "PORT": str(port)}
        environment.pop("DATABASE_URL", None)
        demo = subprocess.Popen(["make", "demo"], cwd=ROOT, env=environment, start_new_session=True)
        try:
            while not healthy(f"http://127.0.0.1:{port}/gezond"):
                if demo.poll() is not None:
                    print(f"The demo ended with code {demo.returncode} before it was up")
                    return 1
                if time.monotonic() - began > PATIENCE:
                    print(f"The demo was not up within {PATIENCE} seconds")
                    return 1
                time.sleep(0.2)
            print(f"The demo was up after {time.monotonic() - began:.1f} seconds", flush=True)
        finally:
            if demo.poll() is None:
                stop(demo)
    return 0


if __name__ == "__main__":
    sys.exit(main())
