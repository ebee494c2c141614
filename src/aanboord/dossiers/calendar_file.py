"""A meeting as a file that any calendar reads (RFC 5545). It says with whom and where, not what about."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.utils.translation import gettext

from aanboord.core import clock

from .models import Appointment

LENGTH = dt.timedelta(hours=1)  #: how long a meeting keeps in a calendar; none says how long it takes
OCTETS = 75


def calendar_file(appointment: Appointment) -> bytes:
    """One event, in Belgian time as a moment in UTC; a second file for the same meeting replaces the first."""
    summary = gettext("Gesprek met %(name)s") % {"name": appointment.professional.name}
    cannot_come = gettext("Kan je niet komen? Zeg het op %(address)s") % {"address": settings.SITE_ADDRESS}
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Aan Boord//NL",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{appointment.pk}@aanboord",
        f"DTSTAMP:{_moment(clock.now())}",
        f"DTSTART:{_moment(appointment.at)}",
        f"DTEND:{_moment(appointment.at + LENGTH)}",
        f"SUMMARY:{_text(summary)}",
        f"LOCATION:{_text(appointment.place)}",
        f"DESCRIPTION:{_text(cannot_come)}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _moment(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "".join(sign for sign in escaped.replace("\r\n", "\n").replace("\n", "\\n") if sign >= " ")


def _folded(line: str) -> bytes:
    """A line of at most 75 octets and its continuations, never cut inside a character."""
    rows, row = [], b""
    for sign in line:
        octets = sign.encode()
        if len(row) + len(octets) > OCTETS:
            rows.append(row)
            row = b" "
        row += octets
    return b"\r\n".join([*rows, row]) + b"\r\n"
