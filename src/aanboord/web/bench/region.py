"""Two hundred thousand fictional dossiers, with rows that agree with one another and a journal that verifies."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from random import Random
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import connection, transaction

from aanboord import rulebook
from aanboord.core import clock
from aanboord.core.access import GROUNDS, Part, Purpose, Role
from aanboord.core.identifiers import Sex, fictional_insz
from aanboord.core.names import name_key, search_tokens
from aanboord.directory.models import Account, Membership, Organisation, Professional
from aanboord.dossiers.models import Agreement, Dossier, Employment, Placement, Registration, Screening, Threshold
from aanboord.journal.append import event_hash
from aanboord.journal.models import Event, Stream
from aanboord.journal.seal import checkpoint
from aanboord.people.models import NameToken, Person, StatusPeriod
from aanboord.terms.models import Term

from .copying import Table, new_id, write_all
from .names import FAMILIES, GIVEN

CASELOAD = 120
CHUNK = 5_000
BEGUN = dt.date(2025, 1, 6)

State = Dossier.State
#: How many of a hundred dossiers are in each state.
STATES = {
    State.REGISTERED: 15,
    State.SCREENED: 17,
    State.PLANNED: 28,
    State.IN_STEP: 10,
    State.WORKING: 12,
    State.DURABLE: 10,
    State.CLOSED: 8,
}
#: Days ago that a dossier was opened, by how far it has come: later steps need the time for what was before.
SINCE = {0: (1, 75), 1: (110, 500), 2: (110, 600), 3: (110, 600), 4: (480, 680)}
STEPS = (State.REGISTERED, State.SCREENED, State.PLANNED, State.IN_STEP, State.WORKING, State.DURABLE)


def seed(dossiers: int, tell: Callable[[int], None] = lambda done: None) -> None:
    """Fill an empty, migrated PostgreSQL database; `tell` hears how many dossiers are there."""
    random = Random(dossiers)  # noqa: S311 - fiction needs no secret
    writer = _Writer(random, dossiers)
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("SET synchronous_commit = off")
    for start in range(0, dossiers, CHUNK):
        with transaction.atomic():
            for number in range(start, min(start + CHUNK, dossiers)):
                writer.person(number)
            writer.flush()
        tell(min(start + CHUNK, dossiers))
    checkpoint()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("RESET statement_timeout")
        cursor.execute("RESET synchronous_commit")


@cache
def _tokens(family: str, given: str) -> frozenset[str]:
    return frozenset(search_tokens(family, given))


class _Writer:
    """Makes people one after the other; counsellors are made when the ones there are have a full caseload."""

    def __init__(self, random: Random, dossiers: int) -> None:
        self.random = random
        self.today = clock.today()
        self.now = clock.now()
        self.units = _units()
        self.places = [place for place, (_, _, people) in self.units.items() for _ in range(max(1, people // 500))]
        self.free: dict[uuid.UUID, tuple[uuid.UUID, uuid.UUID, int]] = {}
        self.serials: dict[tuple[dt.date, Sex], int] = defaultdict(int)
        self.states = random.choices(list(STATES), list(STATES.values()), k=dossiers)
        self.account = Table(Account, "id", "username", "password")
        self.professional = Table(Professional, "id", "account_id", "name")
        self.membership = Table(Membership, "id", "professional_id", "unit_id", "role", "since")
        self.people = Table(
            Person, "id", "insz", "family_name", "given_name", "family_key", "given_key", "birth_date",
            "municipality_id", "address", "phone",
        )  # fmt: skip
        self.token = Table(NameToken, "person_id", "token")
        self.status = Table(StatusPeriod, "id", "person_id", "kind", "since", "until", "source", "recorded_at")
        self.dossier = Table(
            Dossier, "person_id", "state", "lead_id", "counsellor_id", "service_level", "opened_on", "next_contact_on",
            "next_due", "next_term", "version",
        )  # fmt: skip
        self.registration = Table(Registration, "id", "dossier_id", "way", "on", "unit_id", "professional_id")
        self.screening = Table(
            Screening, "id", "dossier_id", "number", "on", "by_id", "unit_id", "conversation", "job_target", "level"
        )
        self.threshold = Table(Threshold, "screening_id", "domain", "weight")
        self.agreement = Table(
            Agreement,
            "id",
            "dossier_id",
            "kind",
            "text",
            "binding",
            "owner",
            "due_on",
            "state",
            "made_on",
            "made_by_id",
        )
        self.placement = Table(
            Placement, "id", "dossier_id", "instrument", "host", "starts_on", "ends_on", "hours_per_week", "goals",
            "state", "ended_on",
        )  # fmt: skip
        self.employment = Table(
            Employment, "id", "dossier_id", "employer", "contract", "hours_per_week", "started_on", "durable_on"
        )
        self.term = Table(
            Term, "id", "subject", "code", "anchor", "holder_id", "started_on", "due_on", "met_on", "lapsed_on",
            "lapse_reason", "source",
        )  # fmt: skip
        self.stream = Table(Stream, "id", "length", "head")
        self.event = Table(
            Event, "stream_id", "number", "kind", "at", "person", "part", "account_id", "professional_id", "unit_id",
            "role", "purpose", "ground", "data", "previous", "hash",
        )  # fmt: skip
        self.tables = [table for table in vars(self).values() if isinstance(table, Table)]

    def flush(self) -> None:
        """Write what was made; the rows agree by construction, so foreign keys are not looked up one by one."""
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
        write_all(self.tables)

    def id(self) -> uuid.UUID:
        return new_id(self.random.getrandbits(128))

    def counsellor(self, unit: uuid.UUID, role: Role) -> tuple[uuid.UUID, uuid.UUID]:
        """(professional, account) with room in the caseload."""
        professional, account, room = self.free.get(unit, (None, None, 0))
        if professional is None or account is None or not room:
            professional, account, room = self.id(), self.id(), CASELOAD
            self.account.add(account, f"bench-{account.hex[:16]}", UNUSABLE_PASSWORD_PREFIX)
            self.professional.add(professional, account, f"Collega {account.hex[:6]}")
            self.membership.add(self.id(), professional, unit, role, BEGUN)
        self.free[unit] = professional, account, room - 1
        return professional, account

    def person(self, number: int) -> None:
        """One person, and all that hangs from her."""
        random, state = self.random, self.states[number]
        place = random.choice(self.places)
        office, welfare, _ = self.units[place]
        at_welfare = random.random() < 0.2
        unit, role = (welfare, Role.SOCIAL_WORKER) if at_welfare else (office, Role.COUNSELLOR)
        key = self.id()
        family, given = random.choice(FAMILIES), random.choice(GIVEN)
        birth = dt.date(1962, 1, 1) + dt.timedelta(days=random.randrange(16_000))
        sex = random.choice((Sex.FEMALE, Sex.MALE))
        serial = self.serials[birth, sex]
        self.serials[birth, sex] += 1
        self.people.add(
            key,
            fictional_insz(birth, serial, sex).digits,
            family,
            given,
            name_key(family),
            name_key(given),
            birth,
            place,
            f"Dorpsstraat {number % 200}",
            "0400 00 00 00",
        )
        for token in _tokens(family, "") | _tokens("", given):
            self.token.add(key, token)
        reached = STEPS.index(state) if state in STEPS else 1
        opened = self.today - dt.timedelta(days=random.randrange(*SINCE[min(reached, 4)]))
        assigned = random.random() > (0.2 if state == State.REGISTERED else 0.02)
        professional, account = self.counsellor(unit, role) if assigned else (None, None)
        self._history(key, state, reached, opened, unit, role, professional, account, at_welfare)

    def _history(
        self,
        key: uuid.UUID,
        state: str,
        reached: int,
        opened: dt.date,
        unit: uuid.UUID,
        role: Role,
        professional: uuid.UUID | None,
        account: uuid.UUID | None,
        at_welfare: bool,
    ) -> None:
        random = self.random
        chain = _Chain(self.event, key, unit, role, professional, account)
        terms = _Terms(self.term, self.id, key, unit)
        kind = "living-wage" if at_welfare else "job-seeker-benefit"
        self.status.add(self.id(), key, kind, opened, None, "file", self.now)
        self.registration.add(self.id(), key, "file", opened, unit, None)
        chain.add("person.registered", Part.IDENTITY, opened, {"way": "file", "statuses": [kind]})
        if professional:
            chain.add("dossier.assigned", Part.PLAN, opened, {"professional": str(professional)})
        level = ""
        screened = opened + dt.timedelta(days=random.randrange(10, 70))
        terms.start("screening", opened, met=screened if reached else None)
        if reached:
            level = random.choice(("sector", "intensive")) if state != State.CLOSED else "self-reliant"
            screening = self.id()
            by = professional or self._somebody(unit, role)
            self.screening.add(screening, key, 1, screened, by, unit, "in-person", "magazijnier", level)
            for domain in random.sample(("language", "digital", "mobility", "health", "debt"), 2):
                self.threshold.add(screening, domain, random.choice((1, 2)))
            chain.add("screening.completed", Part.SCREENING, screened, {"level": level})
        planned = screened + dt.timedelta(days=random.randrange(1, 30))
        if reached >= 2:
            for binding in (True, False):
                self.agreement.add(
                    self.id(), key, "application", "Elke week twee keer solliciteren", binding, "citizen",
                    planned + dt.timedelta(days=random.randrange(20, 400)), "agreed", planned, professional,
                )  # fmt: skip
                chain.add("agreement.proposed", Part.PLAN, planned, {"binding": binding})
        stepped = planned + dt.timedelta(days=5)
        if reached >= 3:
            running = state == State.IN_STEP
            ends = self.today + dt.timedelta(days=60) if running else stepped + dt.timedelta(days=10)
            self.placement.add(
                self.id(), key, "ibo", "Magazijnen Noordkade", min(stepped, ends), ends, 38, "Het vak leren",
                "running" if running else "ended", None if running else ends,
            )  # fmt: skip
            chain.add("placement.started", Part.PLACEMENTS, stepped, {"instrument": "ibo"})
        if reached and state != State.CLOSED and level != "self-reliant":
            terms.start("binding-agreements", opened, met=planned if reached >= 2 else None)
        if reached >= 4:
            self._work(key, state, chain, terms)
        else:
            terms.start("training-offer", opened, met=stepped if reached >= 3 else None)
        if state == State.CLOSED:
            chain.add("dossier.closed", Part.PLAN, self.today, {"reason": "verhuisd"})
            terms.lapse("verhuisd", self.today)
        due, code = terms.write()
        self.dossier.add(key, state, unit, professional, level, opened, None, due, code, chain.number)
        self.stream.add(key, chain.number, chain.head)

    def _work(self, key: uuid.UUID, state: str, chain: _Chain, terms: _Terms) -> None:
        durable = state == State.DURABLE
        days = self.random.randrange(200, 300) if durable else self.random.randrange(1, 150)
        began = self.today - dt.timedelta(days=days)
        employment = self.id()
        lasting = began + dt.timedelta(days=190) if durable else None
        self.employment.add(employment, key, "Magazijnen Noordkade", "permanent", 38, began, lasting)
        chain.add("work.started", Part.PLACEMENTS, began, {"contract": "permanent"})
        for month, after in ((1, 31), (3, 92), (6, 184)):
            met = began + dt.timedelta(days=after) if days > after else None
            terms.start(f"aftercare-{month}", began, met=met, anchor=employment)

    def _somebody(self, unit: uuid.UUID, role: Role) -> uuid.UUID:
        return self.counsellor(unit, role)[0]


class _Chain:
    """The events of one person, each holding the hash of the one before."""

    def __init__(
        self, table: Table, key: uuid.UUID, unit: uuid.UUID, role: Role, professional: Any, account: Any
    ) -> None:
        self.table, self.key, self.unit = table, key, unit
        self.who = (
            (role, Purpose.GUIDANCE, professional, account)
            if professional
            else (Role.SYSTEM, Purpose.DELIVERY, None, None)
        )
        self.number, self.head = 0, ""

    def add(self, kind: str, part: Part, on: dt.date, data: dict[str, Any]) -> None:
        role, purpose, professional, account = self.who
        self.number += 1
        event = Event(
            stream_id=self.key,
            number=self.number,
            kind=kind,
            at=dt.datetime.combine(on, dt.time(11), tzinfo=clock.ZONE),
            person=self.key,
            part=part,
            account_id=account,
            professional_id=professional,
            unit_id=self.unit,
            role=role.value,
            purpose=purpose.value,
            ground=GROUNDS[role],
            data=data,
            previous=self.head,
        )
        event.hash = event_hash(event)
        self.table.add(
            event.stream_id, event.number, kind, event.at, event.person, part.value, account, professional, self.unit,
            event.role, event.purpose, event.ground, data, event.previous, event.hash,
        )  # fmt: skip
        self.head = event.hash


class _Terms:
    """The clocks of one person, and which open one is due first."""

    def __init__(self, table: Table, new: Callable[[], uuid.UUID], key: uuid.UUID, unit: uuid.UUID) -> None:
        self.table, self.new, self.key, self.unit = table, new, key, unit
        self.rows: list[list[Any]] = []

    def start(self, code: str, on: dt.date, *, met: dt.date | None, anchor: uuid.UUID | None = None) -> None:
        due, source = _due(code, on)
        self.rows.append([self.new(), self.key, code, anchor or self.key, self.unit, on, due, met, None, "", source])

    def lapse(self, reason: str, on: dt.date) -> None:
        for row in self.rows:
            if row[7] is None:
                row[8:10] = on, reason

    def write(self) -> tuple[dt.date | None, str]:
        """(day, code) of the open clock that is due first."""
        for row in self.rows:
            self.table.add(*row)
        return min(((row[6], row[2]) for row in self.rows if row[7] is None and row[8] is None), default=(None, ""))


@cache
def _due(code: str, on: dt.date) -> tuple[dt.date, str]:
    version = rulebook.term(code).on(on)
    return version.due(on), "; ".join(version.sources)


def _units() -> dict[str, tuple[uuid.UUID, uuid.UUID, int]]:
    """For each municipality the VDAB office, the OCMW and how many people live there."""
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    rows: Iterator[tuple[str, str, uuid.UUID, int | None]] = Organisation.territories.through.objects.values_list(
        "territory_id", "organisation__kind", "organisation_id", "territory__population"
    ).iterator()
    for place, kind, unit, people in rows:
        found[place][kind] = unit
        found[place]["people"] = people or 0
    return {
        place: (units["vdab"], units["ocmw"], units["people"])
        for place, units in found.items()
        if {"vdab", "ocmw"} <= units.keys()
    }
