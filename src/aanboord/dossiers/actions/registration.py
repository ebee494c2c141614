"""Becoming known: one way for all ways in, one at a time or five hundred."""

from __future__ import annotations

import datetime as dt
import enum
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from aanboord.core import bulk, clock
from aanboord.core.access import Actor, Part, Role
from aanboord.core.actions import action, record
from aanboord.core.errors import Invalid, WrongState
from aanboord.core.identifiers import IdentifierError, parse_insz
from aanboord.core.names import display_name
from aanboord.directory.models import Organisation, Territory
from aanboord.people import lookalikes
from aanboord.people.actions import EARLIEST
from aanboord.people.models import Mandate, NameToken, Person, StatusKind, StatusPeriod
from aanboord.terms import clocks

from ..models import Dossier, Involvement, Registration
from .dossier import save_state
from .leads import Leads

CONTACT = ("address", "phone", "email", "channel", "language", "interpreter")
START_TERMS = ("screening", "training-offer")
PERSONAL = ("family_name", "given_name", "family_key", "given_key", "municipality", "as_of", *CONTACT)


class Outcome(enum.StrEnum):
    REGISTERED = "registered"
    MERGED = "merged"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Status:
    """A status that somebody has, since when, and what the source says of it. It ends an open one of `instead_of`."""

    kind: StatusKind
    since: dt.date
    details: dict[str, Any] = field(default_factory=dict)
    instead_of: StatusKind | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody becomes known, or is told of again.

    `as_of` is the day that name and municipality are from, today when None; `integration_started_on` the day that the
    term of a newcomer runs from. Who decided already what this says of somebody who is known, names it in `takes`:
    family_name, given_name, municipality, statuses; and in `registers` whether it registers her (again).
    """

    family_name: str
    given_name: str
    way: Registration.Way
    insz: str | None = None
    birth_date: dt.date | None = None
    municipality: Territory | None = None
    statuses: tuple[Status, ...] = ()
    source: str = ""
    place: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    contact: dict[str, Any] = field(default_factory=dict)
    mandate_to: Organisation | None = None
    mandate_given_on: dt.date | None = None
    lead_kind: Organisation.Kind | None = None  # for whom `leaves_lead_open`
    integration_started_on: dt.date | None = None
    as_of: dt.date | None = None
    takes: Collection[str] | None = None
    registers: bool = True


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came of one arrival."""

    person: Person
    outcome: Outcome
    changed: tuple[str, ...] = ()


def register(arrival: Arrival, *, by: Actor) -> Arrived:
    """Register one person; two desks that do so at once end with one. Raises Invalid, naming the field; NotAllowed."""
    try:
        return register_all([arrival], by=by)[0]
    except IntegrityError:  # somebody else was first, a moment ago: now she is known
        return register_all([arrival], by=by)[0]


def _check(arrival: Arrival, by: Actor) -> None:
    faults: dict[str, Any] = {}
    if not display_name(arrival.family_name):
        faults["family_name"] = _("Vul de naam in.")
    if not display_name(arrival.given_name):
        faults["given_name"] = _("Vul de voornaam in.")
    if arrival.insz and arrival.takes is None and not _is_a_number(arrival.insz):
        faults["insz"] = _("Dit nummer kan niet juist zijn.")
    if arrival.way == Registration.Way.OUTREACH and not arrival.place.strip():
        faults["place"] = _("Zeg waar het contact gebeurde.")
    if arrival.way == Registration.Way.MANDATE and (arrival.mandate_to is None or arrival.mandate_given_on is None):
        faults["mandate_given_on"] = _("Zonder mandaat van de burger kan een OCMW niet inschrijven.")
    if arrival.mandate_given_on and arrival.mandate_given_on > clock.today() and by.role != Role.SYSTEM:
        faults["mandate_given_on"] = _("Het mandaat kan niet in de toekomst gegeven zijn.")
    if by.role == Role.SOCIAL_WORKER:
        if arrival.way not in (Registration.Way.MANDATE, Registration.Way.OUTREACH):
            faults["way"] = _("Een OCMW schrijft in met een mandaat van de burger, of noteert een outreachcontact.")
        if arrival.mandate_to is not None and arrival.mandate_to.whole_id != by.organisation_id:
            faults["mandate_to"] = _("Je schrijft in met een mandaat aan je eigen organisatie.")
    earliest = max(EARLIEST, arrival.birth_date or EARLIEST)
    if by.role != Role.SYSTEM and any(status.since < earliest for status in arrival.statuses):
        faults["statuses"] = _("Een statuut begint niet voor de geboorte, en niet voor 1950.")
    if faults:
        raise Invalid(faults)


def _is_a_number(insz: str) -> bool:
    """Eleven digits that somebody can bear; those of fictional people in a demo alone."""
    try:
        return parse_insz(insz, fictional_allowed=settings.DEMO, today=clock.today()).digits == insz
    except IdentifierError:
        return False


def by_number(numbers: Collection[str]) -> dict[str, Person]:
    """Who bears these numbers, held until the transaction ends. A number of who was merged leads to who stayed."""
    if not numbers:
        return {}
    people = Person.objects.select_for_update(of=("self",), no_key=True).order_by("pk").select_related("dossier")
    bearers = {str(person.insz): person for person in people.filter(insz__in=numbers)}
    if merged := {person.merged_into_id for person in bearers.values() if person.merged_into_id}:
        stayed = people.in_bulk(merged)
        bearers |= {insz: stayed[one.merged_into_id] for insz, one in bearers.items() if one.merged_into_id}
    same = {person.pk: person for person in bearers.values()}  # two numbers of one person: one record of her
    return {insz: same[person.pk] for insz, person in bearers.items()}


@action("person.registered", part=Part.IDENTITY)
def register_all(arrivals: Sequence[Arrival], *, by: Actor, known: Mapping[str, Person] | None = None) -> list[Arrived]:
    """Register many in one transaction, in order; who comes twice is merged with herself.

    Per person one event: `person.registered`, or `registration.repeated` when something changed or the caller decided
    that it tells something; else none. A new dossier starts the clocks of screening and training offer today, for the
    unit in the lead: OCMW clients are the OCMW's, others VDAB's (PACT24-5-a). `known` are the bearers of the numbers,
    when the caller asked `by_number` already. Raises Invalid; IntegrityError when another transaction registered one of
    them at the same moment (try again: then she is known).
    """
    for arrival in arrivals:
        _check(arrival, by)
    if known is None:
        known = by_number({arrival.insz for arrival in arrivals if arrival.insz})
    batch = _Batch(arrivals, known, by)
    arrived = [batch.take(arrival) for arrival in arrivals]
    batch.write()
    return arrived


@action("person.registered", part=Part.IDENTITY)
def register_self(
    person: Person, *, by: Actor, municipality: Territory, statuses: tuple[Status, ...], contact: dict[str, Any]
) -> Person:
    """A citizen who can sign in registers herself: the first time, or again when her dossier has ended.

    Raises Invalid, WrongState.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    dossier = Dossier.objects.select_for_update(of=("self",), no_key=True).filter(pk=person.pk).first()
    if person.merged_into_id or (dossier is not None and not dossier.has_ended):
        raise WrongState(_("Je bent al ingeschreven."))
    arrival = Arrival(
        person.family_name,
        person.given_name,
        Registration.Way.SELF,
        municipality=municipality,
        statuses=statuses,
        contact=contact,
        lead_kind=Organisation.Kind.VDAB,
    )
    batch = _Batch([arrival], {str(person.pk): person}, by)
    if dossier is None:
        batch.open(person, arrival)
    else:
        person.dossier = dossier
        batch.merge(person, arrival)
    batch.write()
    return person


class _Batch:
    """Everything that a batch needs is read in a few queries and written in a few; in between it is plain Python."""

    def __init__(self, arrivals: Sequence[Arrival], known: Mapping[str, Person], by: Actor) -> None:
        self.by = by
        self.today = clock.today()
        self.people = dict(known)
        keys = {person.pk for person in known.values()}
        self.statuses = {
            (status.person_id, status.kind): status
            for status in (StatusPeriod.objects.filter(person__in=keys, until=None) if keys else ())
        }
        self.mandates = {
            (mandate.person_id, mandate.organisation_id): mandate
            for mandate in (Mandate.objects.filter(person__in=keys, withdrawn_on=None) if keys else ())
        }
        self.leads = Leads({arrival.municipality for arrival in arrivals if arrival.municipality})
        self.new: list[Person] = []
        self.opened: list[Dossier] = []
        self.changed: dict[uuid.UUID, Person] = {}
        self.reopened: list[Dossier] = []
        self.new_statuses: list[StatusPeriod] = []
        self.changed_statuses: dict[uuid.UUID, StatusPeriod] = {}
        self.new_mandates: list[Mandate] = []
        self.registrations: list[Registration] = []
        self.followers: list[Involvement] = []
        self.starts: list[clocks.Start] = []
        self.met: dict[uuid.UUID, dt.date] = {}
        self.events: list[tuple[Person, str, dict[str, Any]]] = []

    def take(self, arrival: Arrival) -> Arrived:
        person = self.people.get(arrival.insz) if arrival.insz else None
        if person is None:
            return self._new(arrival)
        if getattr(person, "dossier", None) is None:
            return self.open(person, arrival)
        return self.merge(person, arrival)

    def _new(self, arrival: Arrival) -> Arrived:
        person = Person(
            insz=arrival.insz,
            family_name=display_name(arrival.family_name),
            given_name=display_name(arrival.given_name),
            birth_date=arrival.birth_date,
            municipality=arrival.municipality,
            as_of=arrival.as_of or self.today,
            **arrival.contact,
        )
        person.set_keys()
        if arrival.insz:
            self.people[arrival.insz] = person
        self.new.append(person)
        return self.open(person, arrival)

    def open(self, person: Person, arrival: Arrival) -> Arrived:
        """The first registration of somebody, new or known by her account alone."""
        self._identity(person, arrival)
        dossier = Dossier(person=person, opened_on=self.today)
        self._give(dossier, arrival)
        person.dossier = dossier
        self.opened.append(dossier)
        self._start_work(dossier)
        self._statuses(person, arrival)
        self._mandate(person, arrival)
        self._registration(dossier, arrival)
        self._follow(dossier, arrival, opens=True)
        self.events.append((person, "person.registered", self._told(arrival)))
        return Arrived(person, Outcome.REGISTERED)

    def merge(self, person: Person, arrival: Arrival) -> Arrived:
        """Somebody who has a dossier is told of again; one that has ended opens, for a new period."""
        changed = self._identity(person, arrival)
        anew = person.dossier.has_ended and arrival.registers
        if anew:
            person.dossier.move(Dossier.State.REGISTERED)
            person.dossier.opened_on, person.dossier.next_contact_on = self.today, None
            if arrival.municipality:
                self._give(person.dossier, arrival)
            self.reopened.append(person.dossier)
            self._start_work(person.dossier)
            changed.append("dossier")
        if arrival.takes is None or "statuses" in arrival.takes:
            changed += self._statuses(person, arrival, anew=anew)
            changed += self._mandate(person, arrival)
        if not changed and arrival.takes is None:
            return Arrived(person, Outcome.UNCHANGED)
        if arrival.registers:
            self._registration(person.dossier, arrival)
            self._follow(person.dossier, arrival, opens=anew)
        self.events.append((person, "registration.repeated", self._told(arrival) | {"changed": changed}))
        return Arrived(person, Outcome.MERGED, tuple(changed))

    def _give(self, dossier: Dossier, arrival: Arrival) -> None:
        """To the unit that the rule says; who registers somebody at the desk of that unit, works with her."""
        lead = self.leads.of(arrival, self.by)
        if lead.pk != dossier.lead_id:
            dossier.lead, dossier.counsellor = lead, None
        if lead.pk == self.by.unit_id and arrival.way != Registration.Way.FILE:
            dossier.counsellor_id = self.by.professional_id

    def _identity(self, person: Person, arrival: Arrival) -> list[str]:
        """Take over name, municipality and contact; returns what changed."""
        told = {
            "family_name": display_name(arrival.family_name),
            "given_name": display_name(arrival.given_name),
            "municipality": arrival.municipality,
        }
        if arrival.takes is not None:
            told = {name: value for name, value in told.items() if name in arrival.takes}
        changed = [name for name, value in (told | arrival.contact).items() if value and getattr(person, name) != value]
        for name in changed:
            setattr(person, name, (told | arrival.contact)[name])
        as_of = max(person.as_of or dt.date.min, arrival.as_of or self.today)
        if (changed or as_of != person.as_of) and not person._state.adding:
            self.changed[person.pk] = person
        person.as_of = as_of
        if changed:
            person.set_keys()
        return changed

    def _statuses(self, person: Person, arrival: Arrival, *, anew: bool = False) -> list[str]:
        """A source may correct what it said before; what another said keeps its start when that is earlier."""
        changed = []
        source = arrival.source or arrival.way.value
        for status in arrival.statuses:
            held = self.statuses.get((person.pk, status.kind)) or self._instead(person, status)
            if held is None or anew:
                self._start_duties(person.dossier, status.kind, arrival)
            if held is None:
                held = StatusPeriod(
                    person=person, kind=status.kind, since=status.since, source=source, details=status.details
                )
                self.new_statuses.append(held)
                changed.append(f"status:{status.kind}")
            else:
                since = status.since if held.source == source else min(held.since, status.since)
                told = (status.kind, since, held.details | status.details)
                if (held.kind, held.since, held.details) != told:
                    held.kind, held.since, held.details = told
                    if not held._state.adding:
                        self.changed_statuses[held.pk] = held
                    changed.append(f"status:{status.kind}")
            self.statuses[person.pk, status.kind] = held
        return changed

    def _instead(self, person: Person, status: Status) -> StatusPeriod | None:
        """End the status that this one replaces the day before; one that began no earlier was meant to be it."""
        held = self.statuses.pop((person.pk, status.instead_of), None) if status.instead_of else None
        if held is None or held.since >= status.since:
            return held
        held.until = status.since - dt.timedelta(days=1)
        if not held._state.adding:
            self.changed_statuses[held.pk] = held
        return None

    def _mandate(self, person: Person, arrival: Arrival) -> list[str]:
        if arrival.mandate_to is None or arrival.mandate_given_on is None:
            return []
        key = (person.pk, arrival.mandate_to.pk)
        if key in self.mandates:
            return []
        self.mandates[key] = Mandate(
            person=person,
            organisation=arrival.mandate_to,
            given_on=arrival.mandate_given_on,
            recorded_by_id=self.by.professional_id,
        )
        self.new_mandates.append(self.mandates[key])
        return ["mandate"]

    def _registration(self, dossier: Dossier, arrival: Arrival) -> None:
        mandate = self.mandates.get((dossier.pk, arrival.mandate_to.pk)) if arrival.mandate_to else None
        self.registrations.append(
            Registration(
                dossier=dossier,
                way=arrival.way,
                source=arrival.source,
                on=self.today,
                unit_id=self.by.unit_id,
                professional_id=self.by.professional_id,
                mandate=mandate,
                place=arrival.place.strip()[:120],
                details=arrival.details,
            )
        )

    def _follow(self, dossier: Dossier, arrival: Arrival, *, opens: bool) -> None:
        """The OCMW worker who brings somebody in goes on seeing what becomes of her, whoever takes the lead.

        Whom she found herself, she goes on working with: needs and plan begin where somebody comes in (PACT24-3.3-a).
        Whom others worked with already she did not find: to say so, without a mandate, gives no way into the dossier.
        """
        found = arrival.way == Registration.Way.OUTREACH
        if self.by.role != Role.SOCIAL_WORKER or self.by.unit_id in (None, dossier.lead_id) or (found and not opens):
            return
        assert self.by.unit_id is not None
        if dossier._state.adding or not dossier.involvements.filter(unit=self.by.unit_id, until=None).exists():
            self.followers.append(
                Involvement(
                    dossier=dossier,
                    unit_id=self.by.unit_id,
                    professional_id=self.by.professional_id,
                    kind=Involvement.Kind.PARTNER if found else Involvement.Kind.FOLLOWS,
                    since=self.today,
                )
            )

    def _start_work(self, dossier: Dossier) -> None:
        self.starts += [clocks.Start(dossier.pk, code, dossier.lead_id, self.today) for code in START_TERMS]

    def _start_duties(self, dossier: Dossier, kind: StatusKind, arrival: Arrival) -> None:
        """What a new status asks: to call who left school (BN19-VI.1.2-l), to register a newcomer (BN19-VI.1.1-q)."""
        if kind == StatusKind.EARLY_LEAVER:
            self.starts.append(clocks.Start(dossier.pk, "school-leaver-contact", dossier.lead_id, self.today))
        if kind == StatusKind.NEWCOMER and arrival.integration_started_on:
            on = arrival.integration_started_on
            self.starts.append(clocks.Start(dossier.pk, "newcomer-registration", dossier.lead_id, on))
            self.met[dossier.pk] = max(on, dossier.opened_on)

    def _told(self, arrival: Arrival) -> dict[str, Any]:
        return {
            "way": arrival.way,
            "source": arrival.source,
            "statuses": [status.kind for status in arrival.statuses],
        }

    def write(self) -> None:
        # In the order of their numbers: two batches with the same newcomers wait for each other, never in a circle.
        self.new.sort(key=lambda one: one.insz or "")
        bulk.insert(self.new)
        bulk.insert(self.opened)
        if self.changed:
            bulk.update(self.changed.values(), PERSONAL)
            NameToken.objects.filter(person__in=self.changed).delete()
        named = [*self.new, *self.changed.values()]
        bulk.insert_values(NameToken, ("person", "token"), [(one.pk, word) for one in named for word in one.words()])
        for dossier in self.reopened:
            save_state(dossier, "state", "opened_on", "next_contact_on", "lead", "counsellor")
        bulk.insert(self.new_statuses)
        bulk.update(self.changed_statuses.values(), ["kind", "since", "until", "details"])
        bulk.insert(self.new_mandates)
        bulk.insert(self.registrations)
        bulk.insert(self.followers)
        for person, kind, told in self.events:
            record(person, kind, **told)
        started = clocks.start_all(self.starts)
        met = [term for term in started if term.code == "newcomer-registration"]
        for day in {self.met[term.subject] for term in met}:
            clocks.meet_all([term for term in met if self.met[term.subject] == day], on=day)
        lookalikes.find(self.new)
