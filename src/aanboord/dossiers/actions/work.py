"""Steps on the work floor, start of work, after-care, durable work or return."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _

from aanboord import rulebook
from aanboord.core import clock
from aanboord.core.access import Actor, Part
from aanboord.core.actions import action, note
from aanboord.core.errors import Invalid, WrongState
from aanboord.people.models import StatusKind, StatusPeriod
from aanboord.rulebook.calendar import add_months
from aanboord.terms import clocks

from ..models import AftercareContact, Agreement, Dossier, Employment, Evaluation, Placement
from ..models.work import Instrument
from .after_work import AfterWork, end_for_work, record_after
from .dossier import locked, save_state

AFTERCARE_MONTHS = (1, 3, 6)
YEAR = dt.timedelta(days=366)
LONGEST_STEP, NEARBY = 3 * YEAR, 2 * YEAR  # what lies outside is a slip of the pen

#: Steps that teach a competence: planning one is an offer of training (IAB19-3.2-a, PACT24-4.1-b).
TRAINS = frozenset({Instrument.IBO, Instrument.BIS, Instrument.OS, Instrument.TRAINING})


def may_take_a_step(dossier: Dossier) -> bool:
    """Whether a step can be planned: after a screening, and not for who works already."""
    return dossier.state == Dossier.State.IN_STEP or dossier.may_move(Dossier.State.IN_STEP)


@action("placement.planned", part=Part.PLACEMENTS)
def plan_placement(
    dossier: Dossier,
    *,
    by: Actor,
    instrument: str,
    host: str,
    starts_on: dt.date,
    ends_on: dt.date,
    hours_per_week: Decimal,
    goals: str,
    occupation: str = "",
) -> Placement:
    """Agree on a step: where, when, how many hours, what is learnt.

    Raises Invalid, naming the field; WrongState before a screening and for who works.
    """
    dossier = locked(dossier)
    faults: dict[str, Any] = {}
    if ends_on < starts_on:
        faults["ends_on"] = _("Het einde ligt voor het begin.")
    elif ends_on - starts_on > LONGEST_STEP:
        faults["ends_on"] = _("Een stap duurt hoogstens drie jaar.")
    if abs(starts_on - clock.today()) > NEARBY:
        faults["starts_on"] = _("Een stap begint hoogstens twee jaar voor of na vandaag.")
    if not 0 < hours_per_week <= 50:
        faults["hours_per_week"] = _("Tussen 1 en 50 uren per week.")
    if not goals.strip():
        faults["goals"] = _("Zeg wat er geleerd wordt.")
    if not may_take_a_step(dossier):
        raise WrongState(_("Een stap kan na een screening, en niet voor wie al werkt."))
    if faults:
        raise Invalid(faults)
    placement = Placement.objects.create(
        dossier=dossier,
        instrument=instrument,
        host=host.strip()[:160],
        occupation=occupation.strip()[:120],
        starts_on=starts_on,
        ends_on=ends_on,
        hours_per_week=hours_per_week,
        goals=goals.strip(),
    )
    if instrument in TRAINS:
        clocks.meet(dossier.pk, "training-offer")
    return placement


@action("placement.started", part=Part.PLACEMENTS)
def start_placement(placement: Placement, *, by: Actor) -> Placement:
    """The step begins. Raises WrongState when another one runs, Invalid before its first day."""
    dossier = locked(placement.dossier)
    placement = Placement.objects.select_for_update(of=("self",)).get(pk=placement.pk)
    if placement.starts_on > clock.today():
        raise Invalid({"starts_on": _("De stap begint pas later.")})
    if dossier.placements.filter(state=Placement.State.RUNNING).exists():
        raise WrongState(_("Er loopt al een stap: beëindig die eerst."))
    placement.move(Placement.State.RUNNING)
    placement.save(update_fields=["state"])
    dossier.move(Dossier.State.IN_STEP)
    save_state(dossier, "state")
    note(instrument=placement.instrument)
    return placement


@action("placement.evaluated", part=Part.PLACEMENTS)
def evaluate(placement: Placement, *, by: Actor, moment: str, text: str, competences: str = "") -> Evaluation:
    """Say how it goes, half-way or at the end.

    Raises WrongState before it began or when that was said already, Invalid for an empty text.
    """
    placement = Placement.objects.select_for_update(of=("self",)).get(pk=placement.pk)
    if placement.state in (Placement.State.PLANNED, Placement.State.CANCELLED):
        raise WrongState(_("Deze stap is nog niet begonnen."))
    if placement.evaluations.filter(moment=moment).exists():
        raise WrongState(_("Deze evaluatie bestaat al."))
    if not text.strip():
        raise Invalid({"text": _("Zeg hoe het gaat.")})
    assert by.professional_id is not None
    return Evaluation.objects.create(
        dossier_id=placement.dossier_id,
        placement=placement,
        moment=moment,
        on=clock.today(),
        by_id=by.professional_id,
        text=text.strip(),
        competences=competences.strip(),
    )


@action("placement.ended", part=Part.PLACEMENTS)
def end_placement(
    placement: Placement, *, by: Actor, early_reason: str = "", text: str = "", competences: str = ""
) -> Placement:
    """The step is over; before its last day that takes a reason. The dossier goes back to its plan, if it has one.

    With `text` the end is evaluated in the same breath, and `competences` says what was learnt (BN19-IV.2.1-a).
    Raises Invalid, WrongState.
    """
    dossier = locked(placement.dossier)
    placement = Placement.objects.select_for_update(of=("self",)).get(pk=placement.pk)
    early = clock.today() < placement.ends_on
    if early and not early_reason.strip():
        raise Invalid({"early_reason": _("Waarom eindigt de stap vroeger?")})
    if text.strip():
        evaluate(placement, by=by, moment=Evaluation.Moment.END, text=text, competences=competences)
    placement.move(Placement.State.ENDED_EARLY if early else Placement.State.ENDED)
    placement.early_end_reason = early_reason.strip()[:300] if early else ""
    placement.ended_on = clock.today()
    placement.save(update_fields=["state", "early_end_reason", "ended_on"])
    if dossier.state == Dossier.State.IN_STEP:
        agreed = dossier.agreements.exclude(state__in=[Agreement.State.PROPOSED, Agreement.State.DECLINED])
        dossier.move(Dossier.State.PLANNED if agreed.exists() else Dossier.State.SCREENED)
        save_state(dossier, "state")
    note(early=early, instrument=placement.instrument)
    return placement


@action("placement.cancelled", part=Part.PLACEMENTS)
def cancel_placement(placement: Placement, *, by: Actor) -> Placement:
    """A planned step does not go through. Raises WrongState."""
    placement = Placement.objects.select_for_update(of=("self",)).get(pk=placement.pk)
    placement.move(Placement.State.CANCELLED)
    placement.save(update_fields=["state"])
    return placement


@action("work.started", part=Part.PLACEMENTS)
def start_work(
    dossier: Dossier,
    *,
    by: Actor,
    employer: str,
    contract: str,
    hours_per_week: Decimal,
    started_on: dt.date,
    occupation: str = "",
    placement: Placement | None = None,
) -> Employment:
    """Somebody works: duties of the search lapse, after-care comes at 1, 3 and 6 months. Raises Invalid, WrongState."""
    dossier = locked(dossier)
    faults: dict[str, Any] = {}
    if not employer.strip():
        faults["employer"] = _("Zeg bij welke werkgever.")
    if started_on > clock.today():
        faults["started_on"] = _("Registreer het werk zodra het begonnen is.")
    if started_on < dossier.opened_on - YEAR:
        faults["started_on"] = _("Het werk begon hoogstens een jaar voor de inschrijving.")
    if faults:
        raise Invalid(faults)
    if dossier.placements.filter(state=Placement.State.RUNNING).exists():
        raise WrongState(_("Er loopt nog een stap: beëindig die eerst."))
    dossier.move(Dossier.State.WORKING)
    dossier.next_contact_on = None  # the contacts of the after-care take its place
    save_state(dossier, "state", "next_contact_on")
    employment = Employment.objects.create(
        dossier=dossier,
        placement=placement,
        employer=employer.strip()[:160],
        occupation=occupation.strip()[:120],
        contract=contract,
        hours_per_week=hours_per_week,
        started_on=started_on,
    )
    end_for_work(employment)
    clocks.lapse(dossier.pk, ["screening", "binding-agreements", "training-offer"], "work.started")
    today = clock.today()  # its rules hold, for work that began before them too
    room = rulebook.parameter("aftercare-room").on(today).value
    clocks.start_all(
        [
            clocks.Start(dossier.pk, f"aftercare-{month}", dossier.lead_id, started_on, employment.pk, room, today)
            for month in AFTERCARE_MONTHS
        ]
    )
    return employment


def aftercare_opens_on(employment: Employment, month: int) -> dt.date:
    """The day from which the contact of that month can be made: when that long has been worked."""
    return add_months(employment.started_on, month)


@action("aftercare.done", part=Part.PLACEMENTS)
def record_aftercare(
    employment: Employment,
    *,
    by: Actor,
    month: int,
    still_working: bool,
    text: str = "",
    after: AfterWork = AfterWork.BEFORE,
) -> AftercareContact:
    """A contact after the start of work. The one at six months, still at work, makes it durable.

    A contact that finds somebody out of work can be made on any day; `after` says what status she has then.
    Raises WrongState, Invalid too early.
    """
    dossier = locked(employment.dossier)
    employment = Employment.objects.select_for_update(of=("self",)).get(pk=employment.pk)
    if employment.ended_on:
        raise WrongState(_("Dit werk is al gestopt."))
    if still_working and clock.today() < (opens_on := aftercare_opens_on(employment, month)):
        raise Invalid({"month": _("Dit contact kan vanaf %(day)s.") % {"day": opens_on.strftime("%d/%m/%Y")}})
    if employment.contacts.filter(month=month).exists():
        raise WrongState(_("Dit contact is al genoteerd."))
    assert by.professional_id is not None and by.unit_id is not None
    contact = AftercareContact.objects.create(
        dossier=dossier,
        employment=employment,
        month=month,
        on=clock.today(),
        by_id=by.professional_id,
        unit_id=by.unit_id,
        still_working=still_working,
        text=text.strip(),
    )
    clocks.meet(dossier.pk, f"aftercare-{month}", anchor=employment.pk)
    if not still_working:
        _return(dossier, employment, clock.today(), text, after, by)
    elif month == AFTERCARE_MONTHS[-1]:
        employment.durable_on = clock.today()
        employment.save(update_fields=["durable_on"])
        clocks.lapse(
            dossier.pk, None, "work.durable", anchor=employment.pk
        )  # contacts that were never made stay missed
        dossier.move(Dossier.State.DURABLE)
        save_state(dossier, "state")
        note(durable=True)
    return contact


@action("work.ended", part=Part.PLACEMENTS)
def end_work(
    employment: Employment,
    reason: str,
    *,
    by: Actor,
    on: dt.date | None = None,
    after: AfterWork = AfterWork.BEFORE,
) -> Employment:
    """The work stopped: the person comes back and is screened anew; nothing is lost. `after` says what status she has.

    Raises WrongState, Invalid.
    """
    dossier = locked(employment.dossier)
    employment = Employment.objects.select_for_update(of=("self",)).get(pk=employment.pk)
    if employment.ended_on:
        raise WrongState(_("Dit werk is al gestopt."))
    if not reason.strip():
        raise Invalid({"reason": _("Geef een reden.")})
    day = on or clock.today()
    if not (employment.durable_on or employment.started_on) <= day <= clock.today():
        raise Invalid({"on": _("Een datum tussen het begin van het werk, of het laatste nazorgcontact, en vandaag.")})
    _return(dossier, employment, day, reason, after, by)
    return employment


def _return(dossier: Dossier, employment: Employment, day: dt.date, reason: str, after: AfterWork, by: Actor) -> None:
    """She is without work, unless other work goes on or the dossier had ended or gone on without it.

    Work from before she registered again does not count: nobody follows it, so nobody said that it goes on.
    """
    employment.ended_on, employment.end_reason = day, reason.strip()[:300]
    employment.save(update_fields=["ended_on", "end_reason"])
    clocks.lapse(dossier.pk, None, "work.ended", anchor=employment.pk)
    others = dossier.employments.filter(ended_on=None).annotate(followed_on=Coalesce("durable_on", "started_on"))
    if others.filter(followed_on__gte=dossier.opened_on).exists():
        return
    employed = StatusPeriod.objects.filter(person_id=dossier.pk, kind=StatusKind.EMPLOYED, until=None)
    employed.update(until=Greatest(F("since"), Value(day)))
    if dossier.state not in (Dossier.State.WORKING, Dossier.State.DURABLE):
        return
    dossier.move(Dossier.State.REGISTERED)
    save_state(dossier, "state")
    record_after(dossier, after, day, by=by)
    clocks.start_all([clocks.Start(dossier.pk, code, dossier.lead_id, day) for code in ("screening", "training-offer")])
    note(returned=True)
