"""Changes to the directory: names, mergers, contact points, who works where. What was so before stays on record."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

from aanboord.core import clock
from aanboord.core.access import Actor, Role
from aanboord.core.actions import action, record
from aanboord.core.errors import Invalid, WrongState

from .models import ContactPoint, Membership, Organisation, OrganisationName, Professional, Territory

#: Sent with `old` and `new` (organisations) and `on` (the first day), inside the transaction of a merger.
merged = Signal()

KEEPERS = frozenset({Role.DATA_STEWARD, Role.SYSTEM})
DAY = dt.timedelta(days=1)


@action("organisation.renamed", part=None, roles=KEEPERS)
def rename(organisation: Organisation, name: str, *, by: Actor, since: dt.date | None = None) -> Organisation:
    """Give an organisation another name since a day, today when None; the one before is kept. Raises Invalid."""
    name = name.strip()
    if not name or name == organisation.name:
        raise Invalid({"name": _("Geef een andere naam.")})
    day = _not_to_come("since", since)
    OrganisationName.objects.create(organisation=organisation, name=organisation.name, until=day - DAY)
    organisation.name = name[:160]
    organisation.save(update_fields=["name"])
    return organisation


@action("organisation.merged", part=None, roles=KEEPERS)
def merge_into(
    organisation: Organisation, successor: Organisation, *, by: Actor, on: dt.date | None = None
) -> Organisation:
    """From `on`, today when None, `successor` does what `organisation` did until the day before.

    Who works there, its territories, units and contact points pass to the successor, and by `merged` what other rooms
    hold. Its past stays its own. Raises WrongState when either has ended, Invalid when the two cannot become one.
    """
    day = _not_to_come("on", on)
    if _has_ended(organisation) or _has_ended(successor):
        raise WrongState(_("Deze organisatie bestaat niet meer."))
    if successor.pk == organisation.pk or successor.part_of_id == organisation.pk:
        raise Invalid({"successor": _("Een organisatie kan niet opgaan in zichzelf.")})
    if successor.kind not in (organisation.kind, _WIDER.get(organisation.kind)):
        raise Invalid({"successor": _("Kies een organisatie van dezelfde soort.")})
    organisation.successor, organisation.until = successor, day - DAY
    organisation.save(update_fields=["successor", "until"])
    successor.territories.add(*organisation.territories.all())
    organisation.units.update(part_of=successor.whole_id)
    _move_members(organisation, successor, day)
    _move_contact_points(organisation, successor, day)
    record(organisation, successor=successor)
    merged.send(Organisation, old=organisation, new=successor, on=day)
    return organisation


#: What an organisation may become part of besides one of its own kind.
_WIDER: dict[str, str] = {Organisation.Kind.OCMW: Organisation.Kind.OCMW_CLUSTER}


def _not_to_come(field: str, day: dt.date | None) -> dt.date:
    """The day, or today. Raises Invalid for one that is still to come: what is told here holds at once."""
    if day is not None and day > clock.today():
        raise Invalid({field: _("Kies een dag die al gekomen is.")})
    return day or clock.today()


def _has_ended(organisation: Organisation) -> bool:
    return organisation.until is not None and organisation.until < clock.today()


def _move_members(old: Organisation, new: Organisation, day: dt.date) -> None:
    """Who still works there, works at the successor from that day, in the same roles."""
    staying = list(old.memberships.filter(Q(until=None) | Q(until__gte=day)))
    known = set(new.memberships.filter(until=None).values_list("professional_id", "role"))
    for membership in staying:
        if (membership.professional_id, membership.role) not in known:
            Membership.objects.create(
                professional_id=membership.professional_id,
                unit=new,
                role=membership.role,
                since=max(day, membership.since),
                until=membership.until,
            )
        if membership.since >= day:
            membership.delete()
        else:
            membership.until = day - DAY
            membership.save(update_fields=["until"])


def _move_contact_points(old: Organisation, new: Organisation, day: dt.date) -> None:
    """A point of the old organisation becomes one of the new, unless that has its own for the same place and group."""
    known = set(new.contact_points.filter(until=None).values_list("territory_id", "target_group"))
    for point in old.contact_points.filter(until=None):
        if point.since < day:
            ContactPoint.objects.filter(pk=point.pk).update(until=day - DAY)
        else:
            ContactPoint.objects.filter(pk=point.pk).delete()
        if (point.territory_id, point.target_group) not in known:
            point.pk, point._state.adding = ContactPoint().pk, True
            point.organisation, point.since = new, max(day, point.since)
            point.save()


@action("contact-point.set", part=None, roles=KEEPERS)
def set_contact_point(
    organisation: Organisation,
    territory: Territory,
    *,
    by: Actor,
    name: str,
    response_days: int,
    target_group: str = "",
    phone: str = "",
    email: str = "",
    professional: Professional | None = None,
) -> ContactPoint:
    """Say whom to call from today for a territory and a target group; the one until yesterday stays on record.

    Raises Invalid.
    """
    faults: dict[str, Any] = {}
    if not name.strip():
        faults["name"] = _("Geef een naam.")
    if not 1 <= response_days <= 60:
        faults["response_days"] = _("Tussen 1 en 60 werkdagen.")
    if not phone.strip() and not email.strip():
        faults["phone"] = _("Geef een telefoonnummer of een e-mailadres.")
    if faults:
        raise Invalid(faults)
    today = clock.today()
    before = organisation.contact_points.filter(territory=territory, target_group=target_group, until=None)
    before.filter(since=today).delete()
    before.update(until=today - DAY)
    return ContactPoint.objects.create(
        organisation=organisation,
        territory=territory,
        target_group=target_group,
        professional=professional,
        name=name.strip()[:120],
        phone=phone.strip()[:30],
        email=email.strip(),
        response_days=response_days,
        since=today,
    )


@action("membership.ended", part=None, roles=KEEPERS)
def end_membership(membership: Membership, *, by: Actor, on: dt.date) -> Membership:
    """The role lasts up to and including `on`, and its rights with it. Raises WrongState, Invalid before it began."""
    if membership.until is not None and membership.until < clock.today():
        raise WrongState(_("Deze rol was al beëindigd."))
    if on < membership.since:
        raise Invalid({"on": _("Het einde ligt voor het begin.")})
    membership.until = on
    membership.save(update_fields=["until"])
    return membership
