"""Reads on the directory: who acts, which unit covers a place, whom to call."""

from __future__ import annotations

import datetime as dt
import uuid
from contextlib import suppress

from django.db import models
from django.db.models import F, Q, QuerySet

from aanboord.core import clock
from aanboord.core.access import Actor, Purpose, Role
from aanboord.core.identifiers import IdentifierError, parse_kbo
from aanboord.core.kept import kept

from .models import Account, ContactPoint, Membership, NisSuccession, Organisation, Territory


def memberships(account: Account) -> list[Membership]:
    """The roles that an account may act in today."""
    return _memberships(account=account.pk, today=clock.today())


_memberships = kept(
    lambda account, today: (
        Membership.objects.on(today)
        .filter(Q(unit__until=None) | Q(unit__until__gte=today), professional__account=account)
        .select_related("unit", "professional")
        .order_by("pk")
    ),
    account=models.UUIDField(),
    today=models.DateField(),
)


def actor(membership: Membership, purpose: Purpose) -> Actor:
    """The professional in one of his roles."""
    professional = membership.professional
    return Actor(
        role=Role(membership.role),
        purpose=purpose,
        account_id=professional.account_id,
        professional_id=professional.pk,
        unit_id=membership.unit_id,
        organisation_id=membership.unit.whole_id,
        name=professional.name,
    )


def unit_for(kind: Organisation.Kind, municipality: Territory | None) -> Organisation | None:
    """The unit of this kind that serves a municipality: the smallest part, so an office before its whole."""
    if municipality is None:
        return None
    units = Organisation.objects.active().filter(kind=kind, territories=municipality)
    return units.order_by(F("part_of").asc(nulls_last=True), "pk").first()


def organisations_called(text: str) -> list[Organisation]:
    """Those of today that answer to an identity, an enterprise number, or else exactly this name."""
    active = Organisation.objects.active()
    with suppress(ValueError):
        return list(active.filter(pk=uuid.UUID(text)))
    with suppress(IdentifierError):
        return list(active.filter(kbo=parse_kbo(text)))
    return list(active.filter(name__iexact=text.strip()))


def municipality_by_nis(nis: str) -> Territory | None:
    """A municipality by its code of today or by a code of before a merger."""
    found = Territory.objects.filter(code=nis, kind=Territory.Kind.MUNICIPALITY).first()
    if found is None and (
        succession := NisSuccession.objects.select_related("municipality").filter(old_code=nis).first()
    ):
        return succession.municipality
    return found


def contact_points(
    municipality: Territory | None, target_groups: list[str], on: dt.date | None = None
) -> QuerySet[ContactPoint]:
    """The fixed contacts for who lives there and belongs to these groups; a point without group is for everyone."""
    day = on or clock.today()
    return ContactPoint.objects.filter(
        Q(target_group="") | Q(target_group__in=target_groups),
        Q(until=None) | Q(until__gte=day),
        territory=municipality,
        since__lte=day,
    ).select_related("organisation", "professional")


def team(unit_id: uuid.UUID) -> QuerySet[Membership]:
    """Who works in a unit today."""
    return (
        Membership.objects.current().filter(unit=unit_id).select_related("professional").order_by("professional__name")
    )
