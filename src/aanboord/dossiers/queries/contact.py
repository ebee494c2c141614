"""Whom a citizen can reach: one named case manager, or else the fixed contact of the unit in the lead (PACT24-5-b)."""

from __future__ import annotations

from dataclasses import dataclass

from aanboord.directory.models import ContactPoint, Organisation
from aanboord.directory.queries import contact_points

from ..models import Dossier


@dataclass(frozen=True, slots=True)
class CaseManager:
    """The person to call. `response_days`: working days within which an answer is promised, None for no promise."""

    name: str
    unit: Organisation
    phone: str
    email: str
    response_days: int | None
    is_person: bool

    @property
    def phone_link(self) -> str:
        return "tel:" + "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")


def case_manager(dossier: Dossier) -> CaseManager:
    """The counsellor; as long as there is none, the contact point of the unit in the lead, or that unit."""
    point = _point(dossier)
    days = point.response_days if point else None
    if dossier.counsellor is not None:
        one = dossier.counsellor
        return CaseManager(one.name, dossier.lead, one.phone or (point.phone if point else ""), one.email, days, True)
    if point is not None:
        return CaseManager(point.name, dossier.lead, point.phone, point.email, days, True)
    return CaseManager(dossier.lead.name, dossier.lead, "", "", None, False)


def _point(dossier: Dossier) -> ContactPoint | None:
    groups = [status.kind for status in dossier.person.statuses.all() if status.until is None]
    ours = {dossier.lead_id, dossier.lead.whole_id}
    points = contact_points(dossier.person.municipality, groups).filter(organisation__in=ours)
    return max(
        points, key=lambda point: (bool(point.target_group), point.organisation_id == dossier.lead_id), default=None
    )
