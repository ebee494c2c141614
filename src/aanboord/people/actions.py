"""Changes to who somebody is: contact, status, mandate, and whether two people are one."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from aanboord.core import clock
from aanboord.core.access import Actor, Part, Right, Role, gate
from aanboord.core.actions import action, note, record, unchanged
from aanboord.core.errors import Invalid, WrongState
from aanboord.directory.models import Account, Organisation

from .models import Mandate, Person, PossibleDuplicate, StatusKind, StatusPeriod

#: Nothing about who can work today began before.
EARLIEST = dt.date(1950, 1, 1)
CONTACT_FIELDS = ("address", "phone", "email", "channel", "language", "interpreter", "municipality")


@action("account.opened", part=Part.IDENTITY)
def open_account(person: Person, account: Account, *, by: Actor) -> Person:
    """Let a citizen sign in. Who is not known yet, is known by her account alone until she registers.

    Raises WrongState when she has an account, or turned out to be somebody else.
    """
    if person._state.adding:
        person.save()
    else:
        person = Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    if person.account_id or person.merged_into_id:
        raise WrongState(_("Deze burger kan zich al aanmelden."))
    person.account = account
    person.save(update_fields=["account"])
    return person


@action("contact.changed", part=Part.IDENTITY)
def change_contact(person: Person, *, by: Actor, **values: Any) -> Person:
    """Change how somebody is reached. The event names the fields, not what is in them. Raises Invalid."""
    if unknown := values.keys() - set(CONTACT_FIELDS):
        raise Invalid({name: _("Dit veld is geen contactgegeven.") for name in unknown})
    changed = [name for name, value in values.items() if getattr(person, name) != value]
    for name in changed:
        setattr(person, name, values[name])
    person.full_clean(exclude={"account", "merged_into", "insz"})
    if "municipality" in changed:
        person.as_of = clock.today()
    person.save(update_fields=[*changed, "as_of"])
    note(changed=changed)
    return person


@action("status.recorded", part=Part.LABOUR_STATUS)
def record_status(
    person: Person, kind: StatusKind, *, since: dt.date, source: str, by: Actor, until: dt.date | None = None
) -> StatusPeriod:
    """Record that a status holds since a day. An open one of the same kind keeps its start. Raises Invalid.

    Saying the same twice changes nothing.
    """
    open_one = person.statuses.filter(kind=kind, until=None).first()
    if until and until < (open_one.since if open_one else since):
        raise Invalid({"until": _("Het einde ligt voor het begin.")})
    if since > clock.today():
        raise Invalid({"since": _("Een status kan niet in de toekomst beginnen.")})
    if since < max(EARLIEST, person.birth_date or EARLIEST):
        raise Invalid({"since": _("Een statuut begint niet voor de geboorte, en niet voor 1950.")})
    status = open_one or person.statuses.filter(kind=kind, since=since, until=until).first()
    if status is None:
        return StatusPeriod.objects.create(person=person, kind=kind, since=since, until=until, source=source)
    if status.until == until:
        unchanged()
    status.until = until
    status.save(update_fields=["until"])
    return status


@action("status.ended", part=Part.LABOUR_STATUS)
def end_status(status: StatusPeriod, *, on: dt.date, by: Actor) -> StatusPeriod:
    """The status held up to and including `on`. Raises WrongState when it had ended, Invalid before its start."""
    status = StatusPeriod.objects.select_for_update(of=("self",)).get(pk=status.pk)
    if status.until is not None:
        raise WrongState(_("Deze status was al beëindigd."))
    if on < status.since:
        raise Invalid({"on": _("Het einde ligt voor het begin.")})
    status.until = on
    status.save(update_fields=["until"])
    return status


@action("mandate.given", part=Part.IDENTITY)
def give_mandate(person: Person, organisation: Organisation, *, given_on: dt.date, by: Actor) -> Mandate:
    """Record that a citizen lets an organisation register her (PACT24-3.E-a). Giving it twice changes nothing."""
    mandate, made = Mandate.objects.get_or_create(
        person=person,
        organisation=organisation,
        scope="registration",
        withdrawn_on=None,
        defaults={"given_on": given_on, "recorded_by_id": by.professional_id},
    )
    if not made:
        unchanged()
    return mandate


@action("mandate.withdrawn", part=Part.IDENTITY)
def withdraw_mandate(mandate: Mandate, *, by: Actor) -> Mandate:
    """The mandate ends today. Raises WrongState when it had ended."""
    mandate = Mandate.objects.select_for_update(of=("self",)).get(pk=mandate.pk)
    if mandate.withdrawn_on:
        raise WrongState(_("Dit mandaat was al ingetrokken."))
    mandate.withdrawn_on = clock.today()
    mandate.save(update_fields=["withdrawn_on"])
    return mandate


@action("duplicate.decided", part=None, roles={Role.DATA_STEWARD})
def decide_duplicate(candidate: PossibleDuplicate, state: PossibleDuplicate.State, *, by: Actor) -> PossibleDuplicate:
    """A data steward says whether two people are one: both timelines tell. Raises WrongState when that was said."""
    candidate = PossibleDuplicate.objects.select_for_update(of=("self",)).get(pk=candidate.pk)
    for person in (candidate.first, candidate.second):
        gate.require(by, Right.CHANGE, Part.IDENTITY, person)
        record(person, part=Part.IDENTITY, candidate=candidate, state=state)
    if candidate.state != PossibleDuplicate.State.OPEN:
        raise WrongState(_("Hierover is al beslist."))
    candidate.state, candidate.decided_at, candidate.decided_by_id = state, clock.now(), by.professional_id
    candidate.save(update_fields=["state", "decided_at", "decided_by"])
    return candidate
