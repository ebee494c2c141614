"""Meetings with the citizen: made, held, excused, called off."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from aanboord.core import clock
from aanboord.core.access import Actor, Part, Role
from aanboord.core.actions import action, note
from aanboord.core.errors import Invalid, NotAllowed, WrongState
from aanboord.core.routes import GUIDES
from aanboord.directory.models import Organisation
from aanboord.terms import clocks

from ..models import Appointment, Dossier
from ..models.dossier import ServiceLevel
from .dossier import locked, save_state


@action("appointment.made", part=Part.PLAN, roles=GUIDES)
def make_appointment(
    dossier: Dossier,
    *,
    by: Actor,
    kind: str,
    at: dt.datetime,
    place: str = "",
    about: str = "",
    joint_with: Organisation | None = None,
) -> Appointment:
    """Plan a meeting; a joint one names the other organisation (PACT24-4.2-a). Raises Invalid for the past."""
    faults: dict[str, Any] = {}
    if at <= clock.now():
        faults["at"] = _("De afspraak ligt in de toekomst.")
    if kind == Appointment.Kind.JOINT and joint_with is None:
        faults["joint_with"] = _("Zeg met welke organisatie.")
    if faults:
        raise Invalid(faults)
    assert by.professional_id is not None
    appointment = Appointment.objects.create(
        dossier=dossier,
        kind=kind,
        at=at,
        place=place.strip()[:160],
        about=about.strip()[:200],
        joint_with=joint_with if kind == Appointment.Kind.JOINT else None,
        professional_id=by.professional_id,
    )
    note(appointment=appointment)
    return appointment


@action("appointment.held", part=Part.PLAN, roles=GUIDES)
def hold(appointment: Appointment, present: bool, *, by: Actor, report: str = "") -> Appointment:
    """Say whether somebody came; an early school-leaver who did has had the first contact (BN19-VI.1.2-l).

    A meeting is contact: one that was planned by then no longer waits, save for who is self-reliant, who is never
    left without a next one (BN19-VI.1.1-c). Raises WrongState, Invalid before the time of the appointment.
    """
    dossier = locked(appointment.dossier)  # before the meeting, as who closes a dossier does
    appointment = _held(appointment)
    if appointment.at > clock.now():
        raise Invalid({"at": _("De afspraak moet nog plaatsvinden.")})
    appointment.move(Appointment.State.PRESENT if present else Appointment.State.ABSENT)
    appointment.report = report.strip()
    appointment.save(update_fields=["state", "report"])
    if present:
        clocks.meet(appointment.dossier_id, "school-leaver-contact")
        _no_longer_waits(dossier, appointment.at.date())
    note(appointment=appointment)
    return appointment


@action("appointment.reported", part=Part.PLAN, roles=GUIDES)
def report(appointment: Appointment, text: str, *, by: Actor) -> Appointment:
    """Write or mend the one report that all who took part share (PACT24-4.2-a). Raises WrongState."""
    appointment = _held(appointment)
    if appointment.state != Appointment.State.PRESENT:
        raise WrongState(_("Er is pas een verslag als het gesprek plaatsvond."))
    appointment.report = text.strip()
    appointment.save(update_fields=["report"])
    note(appointment=appointment)
    return appointment


@action("appointment.excused", part=Part.PLAN)
def excuse(appointment: Appointment, reason: str, *, by: Actor) -> Appointment:
    """An absence with a good reason, told before or after; it counts as no absence.

    The citizen tells it before; afterwards a professional weighs the reason. Raises WrongState, Invalid, NotAllowed.
    """
    appointment = _held(appointment)
    if by.role == Role.CITIZEN and appointment.at <= clock.now():
        raise NotAllowed(_("Dit gesprek is voorbij. Bel je contactpersoon en zeg waarom je er niet was."))
    if not reason.strip():
        raise Invalid({"reason": _("Geef de reden.")})
    appointment.move(Appointment.State.EXCUSED)
    appointment.excuse = reason.strip()[:200]
    appointment.save(update_fields=["state", "excuse"])
    note(appointment=appointment)
    return appointment


@action("appointment.cancelled", part=Part.PLAN, roles=GUIDES)
def cancel_appointment(appointment: Appointment, *, by: Actor) -> Appointment:
    """Called off by the professional. The citizen excuses herself. Raises WrongState."""
    appointment = _held(appointment)
    appointment.move(Appointment.State.CANCELLED)
    appointment.save(update_fields=["state"])
    note(appointment=appointment)
    return appointment


@action("appointment.reminded", part=Part.PLAN, roles={Role.SYSTEM})
def remind_of(appointment: Appointment, *, by: Actor) -> Appointment:
    """The meeting is tomorrow: the citizen finds a message, once. Raises WrongState."""
    appointment = _held(appointment)
    if appointment.reminded_on or appointment.state != Appointment.State.PLANNED:
        raise WrongState(_("Deze afspraak gaat niet door, of er is al aan herinnerd."))
    appointment.reminded_on = clock.today()
    appointment.save(update_fields=["reminded_on"])
    note(appointment=appointment)
    return appointment


def _no_longer_waits(dossier: Dossier, met: dt.date) -> None:
    planned = dossier.next_contact_on
    if planned and planned <= met and dossier.service_level != ServiceLevel.SELF_RELIANT:
        dossier.next_contact_on = None
        save_state(dossier, "next_contact_on")


def _held(appointment: Appointment) -> Appointment:
    return Appointment.objects.select_for_update(of=("self",)).select_related("dossier__lead").get(pk=appointment.pk)
