"""A small Flanders for tests: teams with people in each role, and a case that actions bring to any state."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.test import Client

from aanboord.core import clock
from aanboord.core.access import Actor, Purpose, Role
from aanboord.core.identifiers import Sex, fictional_insz
from aanboord.directory import queries as directory
from aanboord.directory.models import Account, Membership, Organisation, Professional, Territory
from aanboord.directory.territories import fixed_id
from aanboord.dossiers.actions import dossier as dossiers
from aanboord.dossiers.actions import plan, registration, screening, work
from aanboord.dossiers.models import Agreement, Dossier, Employment, Involvement, Placement, Registration, Screening
from aanboord.dossiers.models.dossier import ServiceLevel
from aanboord.people.models import Person, StatusKind
from aanboord.rulebook.calendar import add_months

GENT = "44021"
_counter = itertools.count()


def municipality(code: str = GENT) -> Territory:
    return Territory.objects.get(pk=code)


def new_insz(born: dt.date = dt.date(1969, 4, 3), sex: Sex = Sex.FEMALE) -> str:
    """A fictional number nobody else in this test has."""
    number = next(_counter)
    return fictional_insz(born + dt.timedelta(days=number // 400), number % 400, sex).digits


@dataclass
class Worker:
    """A professional with an account, in one role of one unit."""

    professional: Professional
    membership: Membership

    @property
    def account(self) -> Account:
        assert self.professional.account is not None
        return self.professional.account

    @property
    def actor(self) -> Actor:
        return self.acting(Purpose.GUIDANCE)

    def acting(self, purpose: Purpose) -> Actor:
        return directory.actor(self.membership, purpose)

    @property
    def client(self) -> Client:
        """A browser in which this professional is signed in."""
        client = Client()
        client.force_login(self.account, backend="aanboord.web.sessions.Backend")
        return client


@dataclass
class Team:
    """A unit; workers come into being when a test asks for them."""

    unit: Organisation

    def worker(self, role: Role, name: str | None = None) -> Worker:
        number = next(_counter)
        name = name or f"{role.label} {number}"
        account = Account.objects.create_user(username=f"{role.value}-{number}", password="een lang wachtwoord")
        professional = Professional.objects.create(
            account=account, name=name, phone="09 000 00 00", email=f"{role.value}-{number}@aanboord.example"
        )
        membership = Membership.objects.create(
            professional=professional, unit=self.unit, role=role, since=dt.date(2020, 1, 1)
        )
        return Worker(professional, membership)


def team(kind: Organisation.Kind, name: str, **fields: Any) -> Team:
    return Team(Organisation.objects.create(kind=kind, name=name, **fields))


def vdab_office() -> Team:
    """The VDAB office that serves Gent."""
    unit = directory.unit_for(Organisation.Kind.VDAB, municipality())
    assert unit is not None
    return Team(unit)


def ocmw_of(nis: str = GENT) -> Team:
    return Team(Organisation.objects.get(pk=fixed_id(f"ocmw-{nis}")))


def register(worker: Worker, **fields: Any) -> Dossier:
    """Somebody registered at the counter (or as `fields` say), assigned to `worker` when his unit leads."""
    given: dict[str, Any] = {
        "family_name": "Vermeulen",
        "given_name": "Ömer",
        "way": Registration.Way.COUNTER,
        "insz": new_insz(),
        "birth_date": dt.date(1969, 4, 3),
        "municipality": municipality(),
        "statuses": (registration.Status(StatusKind.JOB_SEEKER_BENEFIT, clock.today()),),
    }
    arrival = registration.Arrival(**(given | fields))
    person = registration.register(arrival, by=worker.acting(Purpose.INTAKE)).person
    return Dossier.objects.select_related("person", "lead").get(pk=person.pk)


@dataclass
class Case:
    """One citizen's dossier and the professional who works on it; each step is an action."""

    dossier: Dossier
    by: Worker

    @property
    def now(self) -> Dossier:
        """The dossier as the database has it."""
        return Dossier.objects.select_related("person", "lead", "counsellor").get(pk=self.dossier.pk)

    @property
    def person(self) -> Person:
        return Person.objects.get(pk=self.dossier.pk)

    def citizen(self) -> Actor:
        """The citizen herself, acting on her own file."""
        return Actor(Role.CITIZEN, Purpose.OWN_FILE, account_id=self.account().pk, person_id=self.dossier.pk)

    def account(self) -> Account:
        person = self.person
        if person.account is None:
            person.account = Account.objects.create_user(
                username=f"burger-{next(_counter)}", password="een lang wachtwoord"
            )
            person.save(update_fields=["account"])
        return person.account

    @property
    def client(self) -> Client:
        """A browser in which the citizen is signed in."""
        client = Client()
        client.force_login(self.account(), backend="aanboord.web.sessions.Backend")
        return client

    def screened(self, level: ServiceLevel = ServiceLevel.INTENSIVE, **fields: Any) -> Screening:
        given: dict[str, Any] = {
            "conversation": Screening.Conversation.PHONE,
            "level": level,
            "answers": {"job_target": "schrijnwerker"},
            "thresholds": [],
            "next_contact_on": clock.today() + dt.timedelta(days=30),
        }
        return screening.complete(self.now, by=self.by.actor, **(given | fields))

    def agreed(self, **fields: Any) -> Agreement:
        given: dict[str, Any] = {
            "kind": Agreement.Kind.TRAINING,
            "text": "Ik volg de module houtbewerking.",
            "due_on": clock.today() + dt.timedelta(days=21),
            "binding": True,
            "agreed_in_conversation": True,
        }
        return plan.propose(self.now, by=self.by.actor, **(given | fields))

    def placed(self, **fields: Any) -> Placement:
        given: dict[str, Any] = {
            "instrument": "ibo",
            "host": "Schrijnwerkerij De Spaander",
            "starts_on": clock.today(),
            "ends_on": clock.today() + dt.timedelta(weeks=12),
            "hours_per_week": Decimal("38"),
            "goals": "Kasten maken en plaatsen",
        }
        placement = work.plan_placement(self.now, by=self.by.actor, **(given | fields))
        return work.start_placement(placement, by=self.by.actor)

    def working(self, **fields: Any) -> Employment:
        given: dict[str, Any] = {
            "employer": "Schrijnwerkerij De Spaander",
            "contract": Employment.Contract.PERMANENT,
            "hours_per_week": Decimal("38"),
            "started_on": clock.today(),
        }
        return work.start_work(self.now, by=self.by.actor, **(given | fields))

    def durable(self) -> Employment:
        """Work of today that is durable half a year on; the clock stands where it stood."""
        employment = self.working()
        for month in work.AFTERCARE_MONTHS:
            with clock.at(add_months(clock.today(), month)):
                work.record_aftercare(employment, by=self.by.actor, month=month, still_working=True)
        return employment

    def followed_by(self, worker: Worker, kind: Involvement.Kind = Involvement.Kind.PARTNER) -> Involvement:
        return dossiers.involve(
            self.now, worker.membership.unit, by=self.by.actor, kind=kind, professional=worker.professional
        )
