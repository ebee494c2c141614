"""An installation for a test: an empty folder and database, on which commands run as somebody would type them."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import psycopg
import pytest

PATIENCE = 120  # seconds after which something that should have happened counts as failed


def until(happened: Callable[[], Any], what: str) -> Any:
    """Ask again and again until the answer is true."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if answer := happened():
            return answer
        time.sleep(0.02)
    pytest.fail(f"waited {PATIENCE} seconds for {what}")


@dataclass
class Place:
    """An installation in a folder, with a database of its own."""

    folder: Path
    url: str
    settings: dict[str, str] = field(default_factory=dict)
    logs: dict[int, Path] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """What a command finds: nothing of this test run but where programs are."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "PYTHONUTF8") if name in os.environ}
        return kept | {"DATABASE_URL": self.url, "AANBOORD_STATE": str(self.folder / "state")} | self.settings

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "aanboord", *words]

    def run(self, *words: str, code: int = 0) -> str:
        """What a command printed; it must end with this exit code."""
        done = subprocess.run(
            self.command(*words),
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        assert done.returncode == code, f"{words} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr

    def json(self, *words: str, code: int = 0) -> Any:
        done = subprocess.run(
            self.command(*words, "--json"),
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        assert done.returncode == code, done.stderr
        return json.loads(done.stdout)

    def measured(self, *words: str) -> str:
        """What a benchmark printed, whether its bars were met or not: that depends on the machine."""
        done = subprocess.run(
            self.command(*words, "--json"),
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        assert done.stdout, done.stderr
        assert done.returncode in (0, 1)
        return done.stdout

    @contextmanager
    def started(self, *words: str) -> Iterator[subprocess.Popen[str]]:
        """A command that goes on, as the head of a process group, which is gone when the block ends."""
        path = self.folder / f"{words[0]}-{uuid.uuid4().hex[:8]}.log"
        log = path.open("w")
        child = subprocess.Popen(
            self.command(*words),
            cwd=self.folder,
            env=self.environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.logs[child.pid] = path
        try:
            yield child
        finally:
            kill(child)
            log.close()

    def said(self, child: subprocess.Popen[str]) -> str:
        """All that a command has printed so far."""
        return self.logs[child.pid].read_text()

    def count(self, query: str) -> int:
        """One number out of the database, past the platform."""
        if self.url.startswith("sqlite"):
            with sqlite3.connect(self.url.removeprefix("sqlite:///"), timeout=20) as database:
                row = database.execute(query).fetchone()
            database.close()
        else:
            with psycopg.connect(self.url) as server:
                row = server.execute(query).fetchone()  # type: ignore[call-overload]  # queries of the tests
        return int(row[0])

    def change(self, statement: str) -> None:
        """Change the database, past the platform."""
        if self.url.startswith("sqlite"):
            with sqlite3.connect(self.url.removeprefix("sqlite:///"), timeout=20) as database:
                database.execute(statement)
            database.close()
        else:
            with psycopg.connect(self.url) as server:
                server.execute(statement)  # type: ignore[call-overload]  # statements of the tests


def kill(child: subprocess.Popen[str]) -> None:
    """Kill a command and all that it started, without a word."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


@dataclass
class Browser:
    """Somebody in front of a demo that runs."""

    address: str
    jar: CookieJar = field(default_factory=CookieJar)

    @property
    def _opener(self) -> OpenerDirector:
        return build_opener(HTTPCookieProcessor(self.jar))

    def get(self, path: str) -> str:
        with self._opener.open(self.address + path, timeout=PATIENCE) as answer:
            return str(answer.read().decode())

    def post(self, path: str, **values: str) -> str:
        """Send a form; redirects are followed."""
        token = next(cookie.value for cookie in self.jar if cookie.name == "csrftoken")
        body = urlencode({"csrfmiddlewaretoken": token} | values).encode()
        with self._opener.open(self.address + path, body, timeout=PATIENCE) as answer:
            return str(answer.read().decode())

    def signs_in(self, username: str) -> str:
        """With the button of the demo; returns the page that the day starts on."""
        self.get("/account/login/")
        return self.post("/demo/aanmelden", username=username)

    def first_dossier(self) -> str:
        """The identity of the first person on the worklist."""
        found = re.search(r"/dossier/([0-9a-f-]{36})/", self.get("/werklijst/"))
        assert found, "nobody on the worklist"
        return found[1]
