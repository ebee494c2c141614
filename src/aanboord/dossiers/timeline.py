"""The journal in words: what each kind of event says to a human reader, with its icon and the group it filters by."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet, TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aanboord.core.access import Part, Role
from aanboord.directory.models import Organisation, Professional
from aanboord.journal.models import Event
from aanboord.journal.queries import timeline
from aanboord.people.models import Person, StatusKind

from .access import Sight
from .models import Dossier, Evaluation, Involvement, Registration
from .models.dossier import ServiceLevel
from .models.work import Instrument

PER_PAGE = 20


class Group(TextChoices):
    """What a reader filters by."""

    WAY_IN = "way-in", _("Inschrijving")
    SCREENING = "screening", _("Screening")
    PLAN = "plan", _("Plan en afspraken")
    STEPS = "steps", _("Stappen en werk")
    TEAM = "team", _("Wie werkt mee")
    DATA = "data", _("Gegevens")


@dataclass(frozen=True, slots=True)
class Told:
    """How one kind of event is told. `codes` are keys of the event's data with the choices that give them words;
    `named` are keys that hold a professional or an organisation."""

    group: Group
    icon: str
    sentence: Promise
    look: str = ""
    codes: tuple[tuple[str, type[TextChoices]], ...] = ()
    named: tuple[str, ...] = ()


TOLD: dict[str, Told] = {
    "person.registered": Told(Group.WAY_IN, "plus", _("Ingeschreven: %(way)s"), "info", (("way", Registration.Way),)),
    "registration.repeated": Told(
        Group.WAY_IN, "exchange", _("Opnieuw aangemeld: %(way)s"), codes=(("way", Registration.Way),)
    ),
    "account.opened": Told(Group.DATA, "person", _("Kan zich aanmelden om het eigen dossier te zien")),
    "contact.changed": Told(Group.DATA, "edit", _("Contactgegevens gewijzigd")),
    "status.recorded": Told(Group.DATA, "flag", _("Statuut: %(kind)s"), codes=(("kind", StatusKind),)),
    "status.ended": Told(Group.DATA, "flag", _("Een status is beëindigd")),
    "mandate.given": Told(Group.DATA, "check", _("Mandaat gegeven aan %(organisation)s"), named=("organisation",)),
    "mandate.withdrawn": Told(Group.DATA, "close", _("Mandaat ingetrokken")),
    "duplicate.decided": Told(Group.DATA, "people", _("Beslist of dit dezelfde persoon is als een andere")),
    "statement.held": Told(Group.DATA, "question", _("Een levering noemt een andere naam: wacht op een beslissing")),
    "statement.taken": Told(Group.DATA, "check", _("Gegevens uit een levering overgenomen, ook de andere naam")),
    "statement.refused": Told(Group.DATA, "close", _("Een levering met een andere naam ging niet over deze persoon")),
    "person.merged": Told(Group.DATA, "people", _("Twee dossiers van dezelfde persoon samengevoegd"), "info"),
    "dossier.assigned": Told(Group.TEAM, "person", _("Toegewezen aan %(professional)s"), named=("professional",)),
    "dossier.counsellor-left": Told(
        Group.TEAM,
        "out",
        _("%(professional)s werkt niet meer in het team. Opnieuw toe te wijzen dossiers: %(count)s"),
        "late",
        named=("professional",),
    ),
    "partner.involved": Told(
        Group.TEAM, "people", _("%(unit)s werkt mee: %(kind)s"), "info", (("kind", Involvement.Kind),), ("unit",)
    ),
    "partner.left": Told(Group.TEAM, "out", _("Een organisatie werkt niet meer mee")),
    "dossier.unit-succeeded": Told(Group.TEAM, "people", _("%(unit)s volgt %(before)s op"), named=("unit", "before")),
    "dossier.suspended": Told(Group.PLAN, "pause", _("Het dossier rust: alle termijnen staan stil")),
    "dossier.resumed": Told(Group.PLAN, "clock", _("Het dossier loopt weer: de termijnen tellen verder")),
    "dossier.closed": Told(Group.PLAN, "close", _("Dossier afgesloten")),
    "note.added": Told(Group.PLAN, "speech", _("Notitie toegevoegd")),
    "document.added": Told(Group.PLAN, "document", _("Document toegevoegd")),
    "letter.made": Told(Group.PLAN, "mail", _("Brief gemaakt")),
    "contact.made": Told(Group.PLAN, "phone", _("Contact gehad")),
    "screening.completed": Told(
        Group.SCREENING, "check", _("Screening afgerond: %(level)s"), "good", (("level", ServiceLevel),)
    ),
    "goal.set": Told(Group.PLAN, "pin", _("Doel gezet")),
    "plan.discussed": Told(Group.PLAN, "speech", _("Over het plan gesproken"), "info"),
    "plan.work-not-yet": Told(Group.PLAN, "clock", _("Gezegd waarom een stap naar werk nog niet kan")),
    "goal.reached": Told(Group.PLAN, "check", _("Doel bereikt"), "good"),
    "goal.dropped": Told(Group.PLAN, "close", _("Doel losgelaten")),
    "agreement.proposed": Told(Group.PLAN, "list", _("Afspraak voorgesteld")),
    "agreement.answered": Told(Group.PLAN, "speech", _("De burger antwoordde op een afspraak"), "info"),
    "agreement.commented": Told(Group.PLAN, "speech", _("De burger maakte een opmerking bij een afspraak"), "info"),
    "agreement.done": Told(Group.PLAN, "check", _("Een afspraak is opgevolgd")),
    "agreement.overdue": Told(Group.PLAN, "late", _("Een afspraak is over tijd"), "late"),
    "agreement.escalated": Told(
        Group.PLAN, "late", _("De teamverantwoordelijke weet dat een afspraak over tijd blijft"), "late"
    ),
    "appointment.made": Told(Group.PLAN, "calendar", _("Gesprek gepland")),
    "appointment.held": Told(Group.PLAN, "calendar", _("Genoteerd hoe een gepland gesprek verliep")),
    "appointment.reminded": Told(Group.PLAN, "clock", _("De burger herinnerd aan het gesprek van morgen")),
    "appointment.reported": Told(Group.PLAN, "edit", _("Verslag van een gesprek geschreven")),
    "appointment.excused": Told(Group.PLAN, "calendar", _("Gewettigd afwezig op een gesprek")),
    "appointment.cancelled": Told(Group.PLAN, "close", _("Gesprek afgezegd")),
    "training.offered": Told(Group.PLAN, "work", _("Opleidingsaanbod gedaan")),
    "placement.planned": Told(
        Group.STEPS, "calendar", _("Stap gepland: %(instrument)s"), codes=(("instrument", Instrument),)
    ),
    "placement.started": Told(
        Group.STEPS, "work", _("Stap gestart: %(instrument)s"), "info", (("instrument", Instrument),)
    ),
    "placement.evaluated": Told(
        Group.STEPS, "speech", _("Stap geëvalueerd: %(moment)s"), codes=(("moment", Evaluation.Moment),)
    ),
    "placement.ended": Told(
        Group.STEPS, "check", _("Stap beëindigd: %(instrument)s"), codes=(("instrument", Instrument),)
    ),
    "placement.cancelled": Told(Group.STEPS, "close", _("Een geplande stap gaat niet door")),
    "work.started": Told(Group.STEPS, "work", _("Aan het werk"), "good"),
    "aftercare.done": Told(Group.STEPS, "phone", _("Nazorg, maand %(month)s"), "good"),
    "work.ended": Told(Group.STEPS, "late", _("Het werk is gestopt"), "late"),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """One event, told."""

    at: dt.datetime
    title: str
    by: str
    icon: str
    look: str
    part: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader chose to see; empty is everything."""

    part: Part | None = None
    unit: uuid.UUID | None = None
    group: Group | None = None


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """Twenty moments, newest first; `number` counts from 1."""

    moments: list[Moment]
    number: int
    has_next: bool


def latest(dossier: Dossier, sight: Sight, count: int = 5) -> list[Moment]:
    """What happened last; two queries."""
    return _told_of(dossier, list(timeline(dossier.pk, sight.see, of=everyone_merged(dossier))[:count]))


def page(dossier: Dossier, sight: Sight, number: int = 1, filters: Filters | None = None) -> TimelinePage:
    """One page of what the reader may see of the journal; two queries."""
    filters = filters or Filters()
    parts = sight.see & {filters.part} if filters.part else sight.see
    kinds = [kind for kind, told in TOLD.items() if told.group == filters.group] if filters.group else []
    events = timeline(dossier.pk, parts, kinds=kinds, of=everyone_merged(dossier))
    if filters.unit:
        events = events.filter(unit=filters.unit)
    start = (number - 1) * PER_PAGE
    found = list(events[start : start + PER_PAGE + 1])
    return TimelinePage(_told_of(dossier, found[:PER_PAGE]), number, len(found) > PER_PAGE)


def everyone_merged(dossier: Dossier) -> QuerySet[Person, uuid.UUID]:
    """The keys of this person and of those who turned out to be her: both timelines are hers."""
    return Person.objects.filter(Q(pk=dossier.pk) | Q(merged_into=dossier.pk)).values_list("pk", flat=True)


def _told_of(dossier: Dossier, events: Sequence[Event]) -> list[Moment]:
    return tell(events, dict.fromkeys((event.person for event in events), dossier))


def units(dossier: Dossier, sight: Sight) -> list[Organisation]:
    """The organisations that did something which the reader may see."""
    acted = Event.objects.filter(stream_id=dossier.pk, part__in=[*sight.see]).values("unit").distinct()
    return list(Organisation.objects.filter(pk__in=acted))


def tell(events: Sequence[Event], dossiers: Mapping[uuid.UUID | None, Dossier]) -> list[Moment]:
    """Events of these dossiers in words, in the language of the reader; one query for the names that they point to."""
    names = _names(events)
    return [_moment(event, dossiers[event.person], names) for event in events]


def _moment(event: Event, dossier: Dossier, names: dict[str, str]) -> Moment:
    told = TOLD[event.kind]
    values: dict[str, Any] = dict(event.data)
    for key, choices in told.codes:
        values[key] = str(choices(event.data[key]).label) if event.data.get(key) else "?"
    for key in told.named:
        values[key] = names.get(_pointed_at(event, key) or "", gettext("het team"))
    part = str(Part(event.part).label) if event.part else ""
    return Moment(event.at, str(told.sentence) % values, _by(event, dossier), told.icon, told.look, part)


def _by(event: Event, dossier: Dossier) -> str:
    if event.role == Role.CITIZEN:
        return gettext("%(name)s zelf") % {"name": dossier.person.name}
    if event.professional is None:
        return event.unit.name if event.unit else "Aan Boord"
    return f"{event.professional.name}, {event.unit.name}" if event.unit else event.professional.name


def _pointed_at(event: Event, key: str) -> str | None:
    pointer = event.data.get(key)
    return pointer["id"] if isinstance(pointer, dict) else None


def _names(events: Sequence[Event]) -> dict[str, str]:
    keys: Collection[str] = {
        key for event in events for name in TOLD[event.kind].named if (key := _pointed_at(event, name))
    }
    professionals = Professional.objects.filter(pk__in=keys).values_list("pk", "name").order_by()
    organisations = Organisation.objects.filter(pk__in=keys).values_list("pk", "name").order_by()
    return {str(key): name for key, name in professionals.union(organisations, all=True)}
