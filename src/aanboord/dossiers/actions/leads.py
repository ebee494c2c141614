"""Which unit takes a dossier in hand."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from aanboord.core.access import Actor
from aanboord.core.errors import Invalid
from aanboord.directory.models import Organisation, Territory
from aanboord.people.models import StatusKind

from ..models import Registration

if TYPE_CHECKING:
    from .registration import Arrival, Status

OCMW_CLIENTS = frozenset({StatusKind.LIVING_WAGE, StatusKind.LIVING_WAGE_EQUIVALENT})
JOB_SEEKERS = frozenset({StatusKind.JOB_SEEKER, StatusKind.JOB_SEEKER_BENEFIT})


def leaves_lead_open(statuses: Collection[Status]) -> bool:
    """Whether VDAB or OCMW may take the lead, so that somebody must choose: who is inactive without benefit
    (PACT24-5-a)."""
    kinds = {status.kind for status in statuses}
    return StatusKind.INACTIVE in kinds and not kinds & (OCMW_CLIENTS | JOB_SEEKERS)


class Leads:
    """Which unit takes the lead, looked up once per batch: OCMW clients are the OCMW's, others VDAB's (PACT24-5-a)."""

    def __init__(self, municipalities: Collection[Territory]) -> None:
        kinds = [Organisation.Kind.VDAB, Organisation.Kind.OCMW]
        units = Organisation.objects.filter(kind__in=kinds, until=None, territories__in=municipalities).in_bulk()
        serves = Organisation.territories.through.objects.filter(territory__in=municipalities, organisation__in=units)
        self._units: dict[tuple[str, str], Organisation] = {}
        for territory, key in serves.order_by("organisation_id").values_list("territory_id", "organisation_id"):
            place = (units[key].kind, territory)
            if place not in self._units or units[key].part_of_id:  # an office wins from its whole
                self._units[place] = units[key]

    def of(self, arrival: Arrival, by: Actor) -> Organisation:
        """Raises Invalid when no unit serves the municipality, or when one must be chosen and was not."""
        ocmw_client = any(status.kind in OCMW_CLIENTS for status in arrival.statuses)
        if ocmw_client and arrival.mandate_to is not None and arrival.mandate_to.kind == Organisation.Kind.OCMW:
            return arrival.mandate_to
        kind = Organisation.Kind.OCMW if ocmw_client else Organisation.Kind.VDAB
        if leaves_lead_open(arrival.statuses) and arrival.way != Registration.Way.FILE:
            if arrival.lead_kind is None:
                raise Invalid({"lead_kind": _("Kies wie het dossier in handen neemt: VDAB of OCMW.")})
            kind = arrival.lead_kind
        place = arrival.municipality.pk if arrival.municipality else ""
        unit = self._units.get((kind, place)) or self._units.get((Organisation.Kind.VDAB, place))
        if unit is None and by.unit_id:
            unit = Organisation.objects.filter(pk=by.unit_id).first()
        if unit is None:
            raise Invalid({"municipality": _("Geen dienst gevonden voor deze gemeente.")})
        return unit
