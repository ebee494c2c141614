"""Rehearse one delivery in a process of its own, on an empty database of its own."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path


def rehearse(path: str) -> None:
    with tempfile.TemporaryDirectory() as state:
        os.environ |= {"AANBOORD_STATE": state, "DATABASE_URL": f"sqlite:///{state}/own.db", "AANBOORD_DEMO": "1"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "aanboord.settings"
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        from aanboord.exchange import importing
        from aanboord.exchange.registrations import Source

        with Path(path).open("rb") as file:
            counts = importing.rehearse(file, Source.RVA)
        assert counts["quarantined"] == counts["read"] > 0


def peak() -> int:
    """Kilobytes of memory that this process took at most (not `ru_maxrss`: a child inherits that of its parent)."""
    found = re.search(r"^VmHWM:\s+(\d+) kB$", Path("/proc/self/status").read_text(), re.MULTILINE)
    assert found
    return int(found[1])
