"""A place of its own for each test."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.commands.places import Place


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """Empty, in demo mode; on SQLite, or on PostgreSQL when the test run is."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield Place(tmp_path, f"sqlite:///{tmp_path / 'place.db'}", {"AANBOORD_DEMO": "1"})
        return
    name = f"test_place_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as database:
        database.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload]  # a name of our own
    try:
        yield Place(tmp_path, server.rpartition("/")[0] + f"/{name}", {"AANBOORD_DEMO": "1"})
    finally:
        with psycopg.connect(server, autocommit=True) as database:
            database.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[call-overload]
