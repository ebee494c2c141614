"""The one clock of the platform: every date that decides something comes from here, so that it can be set."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Brussels")

_set_to: ContextVar[dt.datetime | None] = ContextVar("clock", default=None)
_silent: ContextVar[bool] = ContextVar("silent clock", default=False)


def now() -> dt.datetime:
    """The present moment, aware, in Belgian time; `AANBOORD_TODAY=YYYY-MM-DD` moves the date and keeps the hour."""
    if _silent.get():
        raise RuntimeError("what is made here is used on other days too: hand the moment in")
    fixed = _set_to.get()
    if fixed is not None:
        return fixed
    real = dt.datetime.now(ZONE)
    day = os.environ.get("AANBOORD_TODAY")
    return dt.datetime.combine(dt.date.fromisoformat(day), real.timetz()) if day else real


def today() -> dt.date:
    """The calendar day in Belgium."""
    return now().date()


@contextmanager
def at(moment: dt.date | dt.datetime) -> Iterator[None]:
    """Hold the clock still at `moment` (a date means noon) for the code inside."""
    if not isinstance(moment, dt.datetime):
        moment = dt.datetime.combine(moment, dt.time(12), tzinfo=ZONE)
    token = _set_to.set(moment)
    try:
        yield
    finally:
        _set_to.reset(token)


@contextmanager
def not_asked() -> Iterator[None]:
    """Let nothing inside depend on the present moment: who asks for it gets a RuntimeError."""
    token = _silent.set(True)
    try:
        yield
    finally:
        _silent.reset(token)
