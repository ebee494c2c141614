"""The one thing to do next on a dossier: a declared table, read from the top; the first row that holds is shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aanboord.core import clock
from aanboord.core.access import Part

from .access import Sight
from .models import Agreement, Appointment, Dossier, Employment, Placement
from .models.dossier import ServiceLevel
from .queries.terms import ShownTerm

#: From this many days before it is due, an after-care call comes before other work.
AFTERCARE_NEAR = 14


@dataclass(frozen=True, slots=True)
class Situation:
    """What the table looks at. Lists hold what the reader may see; what she may not, is empty."""

    dossier: Dossier
    terms: Sequence[ShownTerm] = ()
    agreements: Sequence[Agreement] = ()
    appointments: Sequence[Appointment] = ()
    placements: Sequence[Placement] = ()
    employments: Sequence[Employment] = ()

    @property
    def is_empty(self) -> bool:
        return not any((self.terms, self.agreements, self.appointments, self.placements, self.employments))

    def due(self, prefix: str) -> dt.date | None:
        """When the first open clock whose code begins so is due."""
        return min((shown.term.due_on for shown in self.terms if shown.term.code.startswith(prefix)), default=None)

    def placement(self, state: Placement.State) -> Placement | None:
        return next((one for one in self.placements if one.state == state), None)

    def agreement(self, state: Agreement.State, *, binding: bool = False) -> Agreement | None:
        """The first to come due in this state."""
        found = (one for one in self.agreements if one.state == state and (one.binding or not binding))
        return min(found, key=lambda one: one.due_on, default=None)


@dataclass(frozen=True, slots=True)
class NextStep:
    """What the page shows: a sentence, a button to the form itself and, when there is one, the day by which."""

    key: str
    title: Promise | str
    button: Promise | str
    address: str
    due: dt.date | None


@dataclass(frozen=True, slots=True)
class Row:
    """`when` gives the day by which, True without one, or None when the row does not hold. The row is for who may
    change `part`, and when `lead_only` works for the organisation in the lead. The button leads to `route`: that page
    of the dossier, or of what `about` names."""

    key: str
    part: Part
    when: Callable[[Situation], dt.date | bool | None]
    title: Promise
    button: Promise
    route: str
    lead_only: bool = False
    about: Callable[[Situation], list[Any]] = lambda case: [case.dossier.pk]

    def address(self, case: Situation) -> str:
        return reverse(self.route, args=self.about(case))


def _one(find: Callable[[Situation], Appointment | Agreement | Placement | None]) -> Callable[[Situation], list[Any]]:
    """The key of what `find` finds, for the address of its own page."""
    return lambda case: [found.pk for found in [find(case)] if found]


def _unassigned(case: Situation) -> bool:
    return case.dossier.counsellor_id is None and case.dossier.state != Dossier.State.CLOSED


def _aftercare(case: Situation) -> dt.date | None:
    due = case.due("aftercare-")
    return due if due and (due - clock.today()).days <= AFTERCARE_NEAR else None


def _aftercare_call(case: Situation) -> list[Any]:
    first = min(
        (one.term for one in case.terms if one.term.code.startswith("aftercare-")), key=lambda term: term.due_on
    )
    return [first.anchor, int(first.code.removeprefix("aftercare-"))]


def _past_appointment(case: Situation) -> Appointment | None:
    past = (one for one in case.appointments if one.state == Appointment.State.PLANNED and one.at <= clock.now())
    return min(past, key=lambda one: one.at, default=None)


def _appointment_over(case: Situation) -> dt.date | None:
    past = _past_appointment(case)
    return past.at.date() if past else None


def _agreed(case: Situation) -> Agreement | None:
    return case.agreement(Agreement.State.AGREED)


def _declined(case: Situation) -> Agreement | None:
    return case.agreement(Agreement.State.DECLINED)


def _agreement_due(case: Situation) -> dt.date | None:
    agreed = _agreed(case)
    return agreed.due_on if agreed and agreed.due_on <= clock.today() else None


def _planned(case: Situation) -> Placement | None:
    return case.placement(Placement.State.PLANNED)


def _running(case: Situation) -> Placement | None:
    return case.placement(Placement.State.RUNNING)


def _placement_to_start(case: Situation) -> dt.date | None:
    planned = _planned(case)
    return planned.starts_on if planned and planned.starts_on <= clock.today() else None


def _placement_over(case: Situation) -> dt.date | None:
    running = _running(case)
    return running.ends_on if running and running.ends_on <= clock.today() else None


def _placement_half_way(case: Situation) -> dt.date | None:
    running = _running(case)
    if running is None or any(one.moment == "midway" for one in running.evaluations.all()):
        return None
    middle = running.starts_on + (running.ends_on - running.starts_on) / 2
    return middle if middle <= clock.today() else None


def _contact_due(case: Situation) -> dt.date | None:
    day = case.dossier.next_contact_on
    return day if day and day <= clock.today() else None


def _wants_agreements(case: Situation) -> dt.date | bool | None:
    due = case.due("binding-agreements")
    if due:
        return due
    guided = case.dossier.service_level not in ("", ServiceLevel.SELF_RELIANT, ServiceLevel.NOT_NOW)
    return True if guided and case.dossier.state == Dossier.State.SCREENED else None


def _wants_step(case: Situation) -> bool:
    """Not while an offer of training is overdue: the worklist names that, and so does the strip."""
    if (offer := case.due("training-offer")) and offer < clock.today():
        return False
    return case.dossier.state == Dossier.State.PLANNED and not (_planned(case) or _running(case))


def _is(state: Dossier.State) -> Callable[[Situation], bool]:
    return lambda case: case.dossier.state == state


ROWS: tuple[Row, ...] = (
    Row(
        "resume",
        Part.PLAN,
        lambda case: case.dossier.suspended_on is not None,
        _("Dit dossier rust. Kan het weer lopen?"),
        _("Hervatten"),
        "dossiers:resume",
        lead_only=True,
    ),
    Row("take-on", Part.PLAN, _unassigned, _("Niemand volgt dit dossier op"), _("Toewijzen"), "dossiers:assign", True),
    Row(
        "school-leaver",
        Part.PLAN,
        lambda case: case.due("school-leaver-contact"),
        _("Neem contact op met deze vroege schoolverlater"),
        _("Contact noteren"),
        "dossiers:contact_made",
        lead_only=True,
    ),
    Row(
        "screening",
        Part.SCREENING,
        lambda case: case.due("screening") or case.dossier.state == Dossier.State.REGISTERED,
        _("Screen de afstand tot de arbeidsmarkt"),
        _("Naar de screening"),
        "dossiers:screening",
    ),
    Row(
        "aftercare",
        Part.PLACEMENTS,
        _aftercare,
        _("Bel voor de nazorg"),
        _("Nazorg noteren"),
        "dossiers:aftercare",
        about=_aftercare_call,
    ),
    Row(
        "appointment",
        Part.PLAN,
        _appointment_over,
        _("Noteer hoe het geplande gesprek verliep"),
        _("Noteer het verloop"),
        "dossiers:appointment",
        about=_one(_past_appointment),
    ),
    Row(
        "agreement",
        Part.PLAN,
        _agreement_due,
        _("Volg een afspraak op"),
        _("Naar de afspraak"),
        "dossiers:agreement",
        about=_one(_agreed),
    ),
    Row(
        "end-step",
        Part.PLACEMENTS,
        _placement_over,
        _("Rond de stap af"),
        _("Naar de stap"),
        "dossiers:placement",
        about=_one(_running),
    ),
    Row(
        "start-step",
        Part.PLACEMENTS,
        _placement_to_start,
        _("Start de geplande stap"),
        _("Naar de stap"),
        "dossiers:placement",
        about=_one(_planned),
    ),
    Row(
        "half-way",
        Part.PLACEMENTS,
        _placement_half_way,
        _("Evalueer de stap halverwege"),
        _("Naar de evaluatie"),
        "dossiers:placement",
        about=_one(_running),
    ),
    Row(
        "declined",
        Part.PLAN,
        lambda case: _declined(case) is not None,
        _("De burger is niet akkoord met een afspraak: praat erover"),
        _("Naar de afspraak"),
        "dossiers:agreement",
        about=_one(_declined),
    ),
    Row(
        "agreements",
        Part.PLAN,
        _wants_agreements,
        _("Maak bindende afspraken"),
        _("Afspraken maken"),
        "dossiers:plan_conversation",
    ),
    Row(
        "contact",
        Part.PLAN,
        _contact_due,
        _("Neem contact op, zoals gepland"),
        _("Contact noteren"),
        "dossiers:contact_made",
        lead_only=True,
    ),
    Row(
        "step",
        Part.PLACEMENTS,
        _wants_step,
        _("Kies een stap op de werkvloer"),
        _("Stap plannen"),
        "dossiers:new_placement",
    ),
    Row(
        "training",
        Part.PLAN,
        lambda case: case.due("training-offer"),
        _("Doe een opleidingsaanbod"),
        _("Opleiding aanbieden"),
        "dossiers:training_offer",
    ),
)


def next_step(case: Situation, sight: Sight) -> NextStep | None:
    """The first row that holds and that the reader may act on; None when nothing presses."""
    if case.dossier.state == Dossier.State.CLOSED:
        return None
    for row in ROWS:
        if row.part in sight.change and (sight.leads or not row.lead_only) and (due := row.when(case)):
            day = due if isinstance(due, dt.date) else None
            return NextStep(row.key, row.title, row.button, row.address(case), day)
    return None
