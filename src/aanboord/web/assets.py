"""Static files under addresses that change when the files do, so that a browser may keep what it has."""

from __future__ import annotations

import hashlib
from functools import cached_property
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import StaticFilesStorage

FILES = Path(__file__).parent / "static"


class StampedFiles(StaticFilesStorage):
    """Adds a stamp over all our files to each address."""

    @cached_property
    def stamp(self) -> str:
        """Changes when a file is added, removed or written; read once, at the first page."""
        digest = hashlib.sha256()
        for path in sorted(FILES.rglob("*")):
            if path.is_file():
                facts = path.stat()
                digest.update(f"{path.relative_to(FILES)} {facts.st_size} {facts.st_mtime_ns}\n".encode())
        return digest.hexdigest()[:10]

    def url(self, name: str | None) -> str:
        if settings.DEBUG:
            return super().url(name)
        if name not in self._addresses:
            self._addresses[name] = f"{super().url(name)}?{self.stamp}"
        return self._addresses[name]

    @cached_property
    def _addresses(self) -> dict[str | None, str]:
        return {}
