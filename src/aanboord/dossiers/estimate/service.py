"""What an estimate may suggest, and what it may never suggest. The professional chooses; a departure has a reason."""

from __future__ import annotations

from enum import StrEnum


class ServiceLevel(StrEnum):
    """Levels of service between which the professional chooses, by the codes of the dossier (IAB19-4.2-a)."""

    SELF_RELIANT = "self-reliant"
    SECTOR = "sector"
    INTENSIVE = "intensive"
    WORK_CARE = "work-care"
    NOT_NOW = "not-now"


SELF_RELIANT_FROM = 0.6
SECTOR_FROM = 0.3


def suggest_service_level(chance: float) -> ServiceLevel:
    """A suggestion, no decision. Work-care and not guidable now never follow from a score: only people can see those.

    Raises ValueError when ``chance`` is not between 0 and 1.
    """
    if not 0 <= chance <= 1:
        raise ValueError("a chance lies between 0 and 1")
    if chance >= SELF_RELIANT_FROM:
        return ServiceLevel.SELF_RELIANT
    if chance >= SECTOR_FROM:
        return ServiceLevel.SECTOR
    return ServiceLevel.INTENSIVE
