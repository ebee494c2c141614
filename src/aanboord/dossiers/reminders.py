"""What the platform says by itself once a day: an agreement is overdue, a meeting is tomorrow."""

from __future__ import annotations

import datetime as dt
import logging
from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import QuerySet
from django.utils.translation import gettext, override

from aanboord import rulebook
from aanboord.core.access import Actor, Purpose
from aanboord.core.errors import WrongState
from aanboord.people.models import Channel, Person

from .actions.appointments import remind_of
from .actions.plan import escalate, tell_overdue
from .models import Agreement, Appointment, Dossier

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reminded:
    """Of how many agreements a counsellor was told, of how many a team lead, and of how many meetings the citizen."""

    overdue: int
    escalated: int
    tomorrow: int


def remind(today: dt.date) -> Reminded:
    """Tell each counsellor once of an agreement past its day, and each citizen once of tomorrow's meeting.

    What stays overdue after that for as long as the rulebook says, the team lead hears once. A dossier that rests or
    has ended runs no agreement late. Running it again changes nothing. (BN19-VI.1.1-d)
    """
    by = Actor.system(Purpose.STEERING)
    told = escalated = reminded = 0
    patience = dt.timedelta(days=rulebook.parameter("agreement-escalation-days").on(today).value)
    for agreement in _overdue(today).filter(reminded_on__lte=today - patience, escalated_on=None).iterator():
        with suppress(WrongState):  # settled a moment ago
            escalate(agreement, by=by)
            escalated += 1
    for agreement in _overdue(today).filter(reminded_on=None).iterator():
        with suppress(WrongState):
            tell_overdue(agreement, by=by)
            told += 1
    for appointment in _on(today + dt.timedelta(days=1)).iterator():
        with suppress(WrongState):
            remind_of(appointment, by=by)
            _mail(appointment.dossier.person)
            reminded += 1
    return Reminded(told, escalated, reminded)


def _overdue(today: dt.date) -> QuerySet[Agreement]:
    return Agreement.objects.filter(state__in=Agreement.OPEN, due_on__lt=today, dossier__suspended_on=None).exclude(
        dossier__state__in=Dossier.ENDED
    )


def _on(day: dt.date) -> QuerySet[Appointment]:
    return Appointment.objects.filter(
        state=Appointment.State.PLANNED, at__date=day, reminded_on=None, dossier__suspended_on=None
    ).select_related("dossier__person__account")


def _mail(person: Person) -> None:
    """Who can sign in and wants mail gets one that says only that there is news.

    A mail that the server does not take keeps nobody else from his reminder: the event tells her in her own dossier.
    """
    if person.account is None or person.channel != Channel.EMAIL or not person.email:
        return
    with override(person.account.language):
        try:
            send_mail(
                gettext("Er staat een bericht voor je in Mijn dossier"),
                gettext("Meld je aan om het te lezen: %(address)s") % {"address": settings.SITE_ADDRESS},
                None,
                [person.email],
            )
        except OSError as error:  # of which those of the mail server are a kind
            log.warning("The mail server did not take a reminder: %s", type(error).__name__)
