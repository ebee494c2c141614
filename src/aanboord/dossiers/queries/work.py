"""Reads on steps and work: placements with what was learnt, employment with its after-care."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from aanboord.core import clock

from ..actions.work import AFTERCARE_MONTHS, aftercare_opens_on, may_take_a_step
from ..models import AftercareContact, Dossier, Employment, Placement


@dataclass(frozen=True, slots=True)
class Contact:
    """One after-care contact: made, possible now, or later."""

    month: int
    opens_on: dt.date
    made: AftercareContact | None

    @property
    def is_due(self) -> bool:
        return self.made is None and self.opens_on <= clock.today()


@dataclass(frozen=True, slots=True)
class Job:
    """An employment with its three contacts."""

    employment: Employment
    contacts: list[Contact]


@dataclass(frozen=True, slots=True)
class WorkSection:
    """What a dossier page shows of steps and work, the latest first, and what can come next."""

    placements: list[Placement]
    jobs: list[Job]
    may_plan: bool
    may_start_work: bool


def work_section(dossier: Dossier) -> WorkSection:
    """Placements with their evaluations, jobs with their contacts; four queries."""
    placements = list(dossier.placements.prefetch_related("evaluations__by"))
    employments = dossier.employments.prefetch_related("contacts__by")
    running = any(one.state == Placement.State.RUNNING for one in placements)
    return WorkSection(
        placements,
        [Job(one, contacts_of(one)) for one in employments],
        may_plan=may_take_a_step(dossier),
        may_start_work=dossier.may_move(Dossier.State.WORKING) and not running,
    )


def contacts_of(employment: Employment) -> list[Contact]:
    """The three after-care contacts of an employment."""
    made = {contact.month: contact for contact in employment.contacts.all()}
    return [Contact(month, aftercare_opens_on(employment, month), made.get(month)) for month in AFTERCARE_MONTHS]
