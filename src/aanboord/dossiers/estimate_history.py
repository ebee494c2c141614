"""Training history from the platform's own records: who was screened when, and who found work within six months."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.conf import settings
from django.db.models import F, Prefetch

from aanboord.core import clock
from aanboord.core.identifiers import Sex as NumberSex
from aanboord.core.identifiers import parse_insz
from aanboord.directory.models import Territory
from aanboord.people.models import Person

from .estimate.history import AgeBand, Audit, History, Record, Sex
from .estimating import features_of
from .models import Dossier, Employment, Registration, Screening

FETCHED_AT_ONCE = 2000


def own_history(region: Territory | None) -> History:
    """Every screening of people who live in a region (or anywhere): what was known then, and the first work after it.

    Of a closed dossier nothing is known after its closing. Sex and age serve the audit alone; origin is not kept.
    """
    return History.of(_records(region), fictional=settings.DEMO)


def _records(region: Territory | None) -> Iterator[Record]:
    screenings = (
        Screening.objects.select_related("dossier__person")
        .prefetch_related(
            "thresholds",
            Prefetch("dossier__employments", Employment.objects.order_by("started_on")),
            Prefetch("dossier__registrations", Registration.objects.order_by("on")),
        )
        .order_by("on", F("pk"))
    )
    if region is not None:
        screenings = screenings.filter(dossier__person__municipality__reference_region=region)
    for screening in screenings.iterator(chunk_size=FETCHED_AT_ONCE):
        until = _seen_until(screening.dossier)
        if until >= screening.on:
            yield _record(screening, until)


def _seen_until(dossier: Dossier) -> dt.date:
    today = clock.today()
    closed = dossier.closed_on if dossier.state == Dossier.State.CLOSED else None
    return min(closed, today) if closed else today


def _record(screening: Screening, until: dt.date) -> Record:
    dossier = screening.dossier
    registered = [one.on for one in dossier.registrations.all() if one.on <= screening.on]
    started = (one.started_on for one in dossier.employments.all() if screening.on <= one.started_on <= until)
    return Record(
        features=features_of(
            vars(screening),
            {one.domain: one.weight for one in screening.thresholds.all()},
            registered_on=registered[-1] if registered else dossier.opened_on,
            on=screening.on,
        ),
        screened_on=screening.on,
        observed_until=until,
        work_started_on=next(started, None),
        audit=_audit(dossier.person, screening.on),
    )


def _audit(person: Person, on: dt.date) -> Audit:
    sexes = {NumberSex.FEMALE: Sex.WOMAN, NumberSex.MALE: Sex.MAN}
    number = parse_insz(person.insz, fictional_allowed=True) if person.insz else None
    age = None
    if born := person.birth_date:
        years = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
        age = AgeBand.UNDER_25 if years < 25 else AgeBand.FROM_25_TO_54 if years < 55 else AgeBand.FROM_55
    return Audit(sex=sexes.get(number.sex) if number and number.sex else None, age_band=age)
