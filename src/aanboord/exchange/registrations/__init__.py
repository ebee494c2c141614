"""Registrations as other institutions deliver them: read, understood and decided on. Pure; the importer does the work.

for row in Delivery(stream, COLUMNS[source]):
    statement = parse(source, row.values, setting)       # unless row.faults
    decision = decide(known, statement)                  # unless it is a tuple of faults
"""

from .deciding import Decision, KnownPerson, Outcome, after, decide
from .parsing import COLUMNS, Setting, parse
from .reading import Delivery, Row, UnreadableFile
from .statements import (
    Facts,
    Fault,
    Integration,
    SchoolLeaving,
    SocialAssistance,
    Source,
    Statement,
    TemporaryUnemployment,
    Welfare,
)

__all__ = [
    "COLUMNS",
    "Decision",
    "Delivery",
    "Facts",
    "Fault",
    "Integration",
    "KnownPerson",
    "Outcome",
    "Row",
    "SchoolLeaving",
    "Setting",
    "SocialAssistance",
    "Source",
    "Statement",
    "TemporaryUnemployment",
    "UnreadableFile",
    "Welfare",
    "after",
    "decide",
    "parse",
]
