"""Between statements and the registry: what is known of somebody, and how a statement arrives there."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.utils.translation import gettext_noop

from aanboord.core import clock
from aanboord.directory.models import NisSuccession, Organisation, Territory
from aanboord.dossiers.actions.registration import Arrival, Status
from aanboord.dossiers.models import Dossier, Employment, Registration
from aanboord.people.models import Person, StatusKind

from . import registrations
from .models import Statement
from .registrations import (
    Fault,
    Integration,
    KnownPerson,
    SchoolLeaving,
    SocialAssistance,
    TemporaryUnemployment,
    Welfare,
)

Faults = tuple[Fault, ...]

_WELFARE = {
    Welfare.LIVING_WAGE: (StatusKind.LIVING_WAGE, StatusKind.LIVING_WAGE_EQUIVALENT),
    Welfare.EQUIVALENT: (StatusKind.LIVING_WAGE_EQUIVALENT, StatusKind.LIVING_WAGE),
}
_TAKES = {"family_name": "family_name", "given_name": "given_name", "nis": "municipality", "facts": "statuses"}


def known_people(people: Iterable[Person]) -> dict[uuid.UUID, KnownPerson]:
    """What the registry holds on these people, with their dossiers."""
    by_key = {person.pk: person for person in people}
    keys = by_key.keys()
    if not keys:
        return {}
    latest: dict[uuid.UUID, dict[registrations.Source, date]] = defaultdict(dict)
    fingerprints: dict[uuid.UUID, set[str]] = defaultdict(set)
    for person, source, since, fingerprint, held in Statement.objects.filter(person__in=keys).values_list(
        "person_id", "source", "since", "fingerprint", "held"
    ):
        fingerprints[person].add(fingerprint)
        if not held:
            told = registrations.Source(source)
            latest[person][told] = max(latest[person].get(told, since), since)
    registered = set(
        Registration.objects.filter(dossier__in=keys)
        .exclude(way=Registration.Way.OUTREACH)
        .values_list("dossier_id", flat=True)
    )
    durable = dict(
        Employment.objects.filter(dossier__in=keys, dossier__state=Dossier.State.DURABLE)
        .values("dossier")
        .annotate(on=Max("durable_on"))
        .values_list("dossier", "on")
    )
    return {
        person.pk: KnownPerson(
            family_name=person.family_name,
            given_name=person.given_name,
            nis=person.municipality_id,
            as_of=person.as_of,
            registered=person.pk in registered and not person.dossier.has_ended,
            fingerprints=frozenset(fingerprints[person.pk]),
            latest=latest[person.pk],
            ended_on=durable.get(person.pk) or person.dossier.closed_on,
        )
        for person in by_key.values()
    }


class World:
    """What reading and registering need of the directory, looked up once per run."""

    def __init__(self) -> None:
        self._municipalities = {one.pk: one for one in Territory.objects.filter(kind=Territory.Kind.MUNICIPALITY)}
        current = {code: code for code in self._municipalities}
        current |= dict(NisSuccession.objects.values_list("old_code", "municipality_id"))
        self._setting = registrations.Setting(current.get, clock.today(), fictional_allowed=settings.DEMO)

    def parse(self, source: registrations.Source, values: Mapping[str, str]) -> registrations.Statement | Faults:
        """The statement that a row makes, or its faults."""
        said = registrations.parse(source, values, self._setting)
        if not isinstance(said, registrations.Statement) or not isinstance(said.facts, SocialAssistance):
            return said
        if self._ocmw(said.facts.ocmw_kbo, said.nis) is None:
            words = gettext_noop("Dit ondernemingsnummer is van geen OCMW dat we kennen.")
            return (Fault("ocmw-unknown", "ocmw_kbo", words),)
        return said

    def arrival(self, statement: registrations.Statement, decision: registrations.Decision) -> Arrival:
        """A statement as the registry takes it."""
        facts = statement.facts
        kind, details, instead_of = _told(facts)
        since, remarks = statement.since.isoformat(), [remark.code for remark in statement.remarks]
        return Arrival(
            family_name=statement.family_name,
            given_name=statement.given_name,
            way=Registration.Way.FILE,
            insz=statement.insz.digits,
            birth_date=statement.insz.birth_date,
            municipality=self._municipalities[statement.nis],
            statuses=(Status(kind, statement.since, details, instead_of),),
            source=statement.source.value,
            details=details | {"since": since, "remarks": remarks},
            mandate_to=self._ocmw(facts.ocmw_kbo, statement.nis) if isinstance(facts, SocialAssistance) else None,
            mandate_given_on=statement.since if isinstance(facts, SocialAssistance) else None,
            integration_started_on=statement.since if isinstance(facts, Integration) else None,
            as_of=statement.since,
            takes=frozenset(_TAKES[what] for what in decision.changes),
            registers=decision.outcome is registrations.Outcome.REGISTERED,
        )

    def _ocmw(self, kbo: str, nis: str) -> Organisation | None:
        """The OCMW with that number; else that of the municipality, when the directory has no number for it."""
        return self._by_number.get(kbo) or self._without_number.get(nis)

    @cached_property
    def _by_number(self) -> dict[str, Organisation]:
        kinds = (Organisation.Kind.OCMW, Organisation.Kind.OCMW_CLUSTER)
        return {str(one.kbo): one for one in Organisation.objects.active().filter(kind__in=kinds).exclude(kbo=None)}

    @cached_property
    def _without_number(self) -> dict[str, Organisation]:
        ocmws = Organisation.objects.active().filter(kind=Organisation.Kind.OCMW, kbo=None)
        return {place.pk: ocmw for ocmw in ocmws.prefetch_related("territories") for place in ocmw.territories.all()}


def _told(facts: registrations.Facts) -> tuple[StatusKind, dict[str, Any], StatusKind | None]:
    """The status that a source gives somebody, what it says besides, and the status that this one replaces."""
    match facts:
        case TemporaryUnemployment(days, employer):
            return StatusKind.TEMPORARILY_UNEMPLOYED, {"days": days, "employer_kbo": employer}, None
        case SchoolLeaving(_, institution):
            return StatusKind.EARLY_LEAVER, {"institution": institution}, None
        case Integration(_, level):
            return StatusKind.NEWCOMER, {"language_level": level}, None
        case SocialAssistance(ocmw, welfare):
            kind, other = _WELFARE[welfare]
            return kind, {"ocmw_kbo": ocmw}, other
