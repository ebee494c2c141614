"""Reads for *Mijn dossier*: what is next, what is due, who helps, who looked, what happened. All about one person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aanboord.core import clock
from aanboord.core.access import ALL_PARTS, Part, Role
from aanboord.journal.models import Event, Look
from aanboord.journal.queries import looks_at, timeline
from aanboord.terms.models import Term

from .. import plain
from ..models import Agreement, Appointment, Dossier
from ..timeline import everyone_merged
from .plan import agreements_of

NEAR = dt.timedelta(days=2)
DAYS_A_PAGE = 14
EVENTS_A_PAGE = 25


@dataclass(frozen=True, slots=True)
class Next:
    """The one thing to do now; without an address there is nothing to do but wait."""

    title: str | Promise
    text: str | Promise = ""
    button: str | Promise = ""
    address: str = ""
    at: dt.datetime | None = None
    due: dt.date | None = None


def next_thing(agreements: Sequence[Agreement], appointments: Sequence[Appointment]) -> Next:
    """In this order: a meeting that is near, a question to answer, what is due first, a meeting further on."""
    ahead = [one for one in appointments if one.state == Appointment.State.PLANNED and one.at > clock.now()]
    meeting = min(ahead, key=lambda one: one.at, default=None)
    if meeting is not None and meeting.at - clock.now() <= NEAR:
        return _meeting(meeting)
    asked = [one for one in agreements if one.state == Agreement.State.PROPOSED]
    if asked:
        first = min(asked, key=lambda one: one.due_on)
        return Next(
            _("Zeg of je akkoord gaat met een afspraak"),
            first.text,
            _("Bekijk de afspraak"),
            reverse("dossiers:my_agreement", args=[first.pk]),
        )
    mine = [one for one in agreements if one.state == Agreement.State.AGREED and one.owner == Agreement.Owner.CITIZEN]
    if mine:
        first = min(mine, key=lambda one: one.due_on)
        address = reverse("dossiers:my_agreement", args=[first.pk])
        return Next(_("Dit spraken we af"), first.text, _("Naar de afspraak"), address, due=first.due_on)
    if meeting is not None:
        return _meeting(meeting)
    return Next(_("Je hoeft nu niets te doen"), _("Wij nemen contact met je op. Heb je een vraag? Bel gerust."))


def _meeting(meeting: Appointment) -> Next:
    address = reverse("dossiers:my_appointment", args=[meeting.pk])
    return Next(_("Je hebt een gesprek"), meeting.professional.name, _("Bekijk het gesprek"), address, at=meeting.at)


def my_agreements(dossier: Dossier) -> list[Agreement]:
    """All of them with every answer: those to answer first, then by day."""
    order = [state.value for state in Agreement.State]
    return sorted(agreements_of(dossier), key=lambda one: (order.index(one.state), one.due_on))


def my_appointments(dossier: Dossier) -> list[Appointment]:
    """Every meeting, the first to come on top, then those that were."""
    found = list(dossier.appointments.select_related("professional", "joint_with"))
    ahead = [one for one in found if one.state == Appointment.State.PLANNED and not one.is_over]
    return ahead + [one for one in reversed(found) if one not in ahead]


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that the organisations owe her by a day, and why."""

    term: Term
    what: str | Promise
    why: str | Promise


def duties(dossier: Dossier) -> list[Duty]:
    """The clocks that run or rest, the first due on top."""
    terms = Term.objects.open().filter(subject=dossier.pk, code__in=plain.DUTIES).order_by("due_on")
    return [Duty(term, *plain.DUTIES[term.code]) for term in terms]


@dataclass(slots=True)
class Looker:
    """Somebody who looked on one day, for one reason: what of the file, in which ways, and when for the last time."""

    who: str
    unit: str
    is_me: bool
    why: str | Promise
    last: dt.datetime
    seen: set[str] = field(default_factory=set)
    ways: list[str | Promise] = field(default_factory=list)

    @property
    def parts(self) -> list[str | Promise]:
        return [plain.PARTS[part] for part in Part if part in self.seen]


@dataclass(frozen=True, slots=True)
class LookDay:
    day: dt.date
    lookers: list[Looker]


def who_looked(dossier: Dossier, page: str | None) -> tuple[Page[dt.date], list[LookDay]]:
    """Every look at the file, a fortnight of days with looks at a time, the latest first."""
    days = Look.objects.filter(person=dossier.pk).order_by("-day").values_list("day", flat=True).distinct()
    shown = Paginator(days, DAYS_A_PAGE).get_page(page)
    looks = looks_at(dossier.pk).filter(day__in=list(shown))
    return shown, [LookDay(day, _lookers(look for look in looks if look.day == day)) for day in shown]


def _lookers(looks: Iterable[Look]) -> list[Looker]:
    found: dict[tuple[object, ...], Looker] = {}
    for look in looks:
        key = (look.professional_id, look.unit_id, look.role, look.purpose)
        looker = found.setdefault(key, _looker(look))
        looker.seen.update(look.parts.split())
        way = plain.LOOKS[look.kind]
        if way not in looker.ways:
            looker.ways.append(way)
    return list(found.values())


def _looker(look: Look) -> Looker:
    is_me = look.role == Role.CITIZEN
    who = look.professional.name if look.professional else gettext("Jijzelf") if is_me else "Aan Boord"
    return Looker(who, look.unit.name if look.unit else "", is_me, plain.PURPOSES[look.purpose], look.at)


@dataclass(frozen=True, slots=True)
class Happened:
    """One event in plain words."""

    at: dt.datetime
    what: str | Promise
    by: str


def what_happened(dossier: Dossier, page: str | None) -> tuple[Page[Event], list[Happened]]:
    """The whole timeline, the latest first."""
    events = timeline(dossier.pk, ALL_PARTS, of=everyone_merged(dossier))
    shown = Paginator(events, EVENTS_A_PAGE).get_page(page)
    return shown, [Happened(event.at, plain.HAPPENED[event.kind], _by(event)) for event in shown]


def _by(event: Event) -> str:
    if event.role == Role.CITIZEN:
        return gettext("Jijzelf")
    if event.professional is None:
        return event.unit.name if event.unit else "Aan Boord"
    return f"{event.professional.name}, {event.unit.name}" if event.unit else event.professional.name
