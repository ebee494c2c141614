"""What the platform writes down about itself: one line of JSON for each thing, in which no personal data can stand.

Of what other packages say only the template is written, never what was filled in; of an error its kind and where it
arose, never its words, for both may repeat what somebody typed. Addresses are told by the name of their route.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import re
import time
import traceback
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

HEADER = "X-Request-ID"
OURS = "aanboord"
FRAMES = 12

#: What our own loggers may tell besides, by `extra`: codes and numbers.
TOLD = ("method", "route", "status", "ms")

_WELL_FORMED = re.compile(r"[\w-]{8,64}", re.ASCII)
_request_id: ContextVar[str] = ContextVar("request", default="")

logger = logging.getLogger(__name__)


class Lines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        said: dict[str, Any] = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": _event(record),
        }
        if request := _request_id.get():
            said["request"] = request
        said |= {name: getattr(record, name) for name in TOLD if record.name.startswith(OURS) and hasattr(record, name)}
        if record.exc_info and record.exc_info[0]:
            said["error"] = f"{record.exc_info[0].__module__}.{record.exc_info[0].__qualname__}"
            frames = traceback.extract_tb(record.exc_info[2])[-FRAMES:]
            said["at"] = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
        return json.dumps(said, ensure_ascii=False)


def _event(record: logging.LogRecord) -> str:
    """Our own words whole, for they name duties and kinds of error; of others the template, with its blanks.

    Another's sentence without blanks may have been filled in already: then it is told where it was said.
    """
    if record.name.startswith(OURS):
        return record.getMessage()
    return str(record.msg) if record.args else f"{record.module}.{record.funcName}"


class RequestLog:
    """A line for each request: which route, what came of it, how long it took; and a number to find it by."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        number = _number_of(request)
        token, began = _request_id.set(number), time.perf_counter()
        try:
            response = self.get_response(request)
            match = request.resolver_match
            level = logging.ERROR if response.status_code >= 500 else logging.INFO
            told = {
                "method": request.method if request.method in ("GET", "POST", "HEAD") else "other",
                "route": match.view_name if match else None,
                "status": response.status_code,
                "ms": round((time.perf_counter() - began) * 1000),
            }
            logger.log(level, "request", extra=told)
        finally:
            _request_id.reset(token)
        response.headers[HEADER] = number
        return response


def _number_of(request: HttpRequest) -> str:
    """The number that the proxy before us gave the request, else one of our own."""
    given = request.headers.get(HEADER, "") if settings.BEHIND_TLS else ""
    return given if _WELL_FORMED.fullmatch(given) else uuid.uuid4().hex
