"""What the actions of plan, meetings, steps and work refuse: each reason once, and nothing has changed after it."""

import datetime as dt
from decimal import Decimal
from functools import partial

import pytest

from aanboord.core import clock
from aanboord.core.access import Actor, Purpose
from aanboord.core.errors import Invalid
from aanboord.dossiers.actions import appointments, contact, plan, work
from aanboord.dossiers.models import Agreement, Appointment, Placement
from aanboord.dossiers.models.dossier import ServiceLevel
from tests.kernel.refusing import Row, Stand, each, is_refused, missing

pytestmark = pytest.mark.django_db

FILES = ("plan", "appointments", "work", "contact")
PLATFORM = Actor.system(Purpose.STEERING)


def propose(s: Stand, **fields):
    given = {"kind": "training", "text": "Ik volg de module.", "due_on": s.day(9)}
    return partial(plan.propose, s.dossier, by=s.by, **(given | fields))


def discuss(s: Stand, **fields):
    return partial(plan.discuss, s.screened, [], by=s.by, **fields)


def goal(s: Stand):
    return plan.set_goal(s.dossier, "Schrijnwerker worden", by=s.by)


def reminded(s: Stand, days: int) -> Agreement:
    """An agreement of which the counsellor was told that it is overdue."""
    agreement = s.case.agreed(due_on=s.day(1))
    with clock.at(s.day(days)):
        return plan.tell_overdue(agreement, by=PLATFORM)


def meeting(s: Stand, days: int = 1) -> Appointment:
    at = clock.now() + dt.timedelta(days=days)
    return appointments.make_appointment(s.dossier, by=s.by, kind="phone", at=at)


def make(s: Stand, **fields):
    given = {"kind": "phone", "at": clock.now() + dt.timedelta(days=1)}
    return partial(appointments.make_appointment, s.dossier, by=s.by, **(given | fields))


def step(s: Stand, **fields):
    given = {
        "instrument": "ibo",
        "host": "De Spaander",
        "starts_on": s.day(0),
        "ends_on": s.day(30),
        "hours_per_week": Decimal(38),
        "goals": "Kasten maken",
    }
    return partial(work.plan_placement, s.screened, by=s.by, **(given | fields))


def evaluate(s: Stand, placement: Placement, **fields):
    return partial(work.evaluate, placement, by=s.by, **({"moment": "midway", "text": "Het gaat"} | fields))


def evaluated(s: Stand) -> Placement:
    placement = s.screened and s.case.placed()
    evaluate(s, placement)()
    return placement


def start_work(s: Stand, **fields):
    given = {
        "employer": "De Spaander",
        "contract": "permanent",
        "hours_per_week": Decimal(38),
        "started_on": s.day(0),
    }
    return partial(work.start_work, s.dossier, by=s.by, **(given | fields))


def in_a_step(s: Stand) -> Placement:
    s.case.screened()
    return s.case.placed()


def aftercare(s: Stand, **fields):
    job = s.case.working()
    return partial(work.record_aftercare, job, by=s.by, **({"month": 1, "still_working": True} | fields))


def stopped(s: Stand):
    return work.end_work(s.case.working(), "Contract liep af", by=s.by)


def half_year(s: Stand):
    """A job that turned out durable, half a year from now."""
    job = s.case.working()
    with clock.at(s.day(185)):
        work.record_aftercare(job, by=s.by, month=6, still_working=True)
    return job


def contacted(s: Stand):
    job = s.case.working()
    with clock.at(s.day(40)):
        work.record_aftercare(job, by=s.by, month=1, still_working=True)
    return job


ROWS = [
    Row("plan.set_goal", "text", lambda s: partial(plan.set_goal, s.dossier, " \n", by=s.by)),
    Row(
        "plan._close_goal",
        "WrongState",
        lambda s: partial(plan.drop_goal, plan.reach_goal(goal(s), by=s.by), by=s.by),
    ),
    Row("plan._put", "text", lambda s: propose(s, text="\t")),
    Row("plan._put", "due_on", lambda s: propose(s, due_on=s.day(-1))),
    Row("plan._put", "owner_unit", lambda s: propose(s, owner=Agreement.Owner.ORGANISATION)),
    Row("plan.discuss", "goal", lambda s: discuss(s, goal=" ", not_yet=" ")),
    Row("plan.discuss", "not_yet", lambda s: discuss(s, goal="Rust", towards_work=False)),
    Row(
        "plan.work_not_yet",
        "reason",
        lambda s: partial(plan.work_not_yet, s.dossier, " ", by=s.by, look_again_on=s.day(1)),
    ),
    Row(
        "plan.work_not_yet",
        "look_again_on",
        lambda s: partial(plan.work_not_yet, s.dossier, "Opname", by=s.by, look_again_on=s.day(0)),
    ),
    Row(
        "plan.answer",
        "NotAllowed",
        lambda s: partial(plan.answer, s.case.agreed(agreed_in_conversation=False), True, by=s.by),
    ),
    Row("plan.comment_on", "comment", lambda s: partial(plan.comment_on, s.case.agreed(), " ", by=s.case.citizen())),
    Row(
        "plan.settle",
        "WrongState",
        lambda s: partial(plan.settle, s.case.agreed(), Agreement.State.PROPOSED, by=s.by),
    ),
    Row(
        "plan.settle",
        "NotAllowed",
        lambda s: partial(plan.settle, s.case.agreed(), Agreement.State.DROPPED, by=s.case.citizen()),
    ),
    Row("plan.escalate", "WrongState", lambda s: partial(plan.escalate, s.case.agreed(due_on=s.day(1)), by=PLATFORM)),
    Row("plan.tell_overdue", "WrongState", lambda s: partial(plan.tell_overdue, reminded(s, 2), by=PLATFORM), days=3),
    Row("appointments.make_appointment", "at", lambda s: make(s, at=clock.now() - dt.timedelta(seconds=1))),
    Row("appointments.make_appointment", "joint_with", lambda s: make(s, kind="joint")),
    Row("appointments.hold", "at", lambda s: partial(appointments.hold, meeting(s), True, by=s.by)),
    Row("appointments.report", "WrongState", lambda s: partial(appointments.report, meeting(s), "Goed", by=s.by)),
    Row(
        "appointments.excuse",
        "NotAllowed",
        lambda s: partial(appointments.excuse, meeting(s), "Ziek", by=s.case.citizen()),
        days=2,
    ),
    Row("appointments.excuse", "reason", lambda s: partial(appointments.excuse, meeting(s), " ", by=s.by)),
    Row(
        "appointments.remind_of",
        "WrongState",
        lambda s: partial(appointments.remind_of, appointments.remind_of(meeting(s), by=PLATFORM), by=PLATFORM),
    ),
    Row(
        "contact.make_contact",
        "next_contact_on",
        lambda s: partial(contact.make_contact, self_reliant(s), by=s.by),
        says="Kies een datum",
    ),
    Row(
        "contact.make_contact",
        "next_contact_on",
        lambda s: partial(contact.make_contact, s.dossier, by=s.by, next_contact_on=s.day(-1)),
        says="niet in het verleden",
    ),
    Row("work.plan_placement", "ends_on", lambda s: step(s, ends_on=s.day(-1)), says="voor het begin"),
    Row("work.plan_placement", "ends_on", lambda s: step(s, ends_on=s.day(3 * 366 + 1)), says="hoogstens drie jaar"),
    Row("work.plan_placement", "starts_on", lambda s: step(s, starts_on=s.day(733), ends_on=s.day(734))),
    Row("work.plan_placement", "hours_per_week", lambda s: step(s, hours_per_week=Decimal(0))),
    Row("work.plan_placement", "goals", lambda s: step(s, goals=" ")),
    Row(
        "work.plan_placement",
        "WrongState",
        lambda s: step(s) if s.screened and s.case.working() else None,
    ),
    Row(
        "work.start_placement",
        "starts_on",
        lambda s: partial(work.start_placement, step(s, starts_on=s.day(1))(), by=s.by),
    ),
    Row(
        "work.start_placement",
        "WrongState",
        lambda s: partial(work.start_placement, in_a_step(s) and step(s)(), by=s.by),
    ),
    Row("work.evaluate", "WrongState", lambda s: evaluate(s, step(s)()), says="nog niet begonnen"),
    Row("work.evaluate", "WrongState", lambda s: evaluate(s, evaluated(s)), says="bestaat al"),
    Row("work.evaluate", "text", lambda s: evaluate(s, in_a_step(s), text=" ")),
    Row("work.end_placement", "early_reason", lambda s: partial(work.end_placement, in_a_step(s), by=s.by)),
    Row("work.start_work", "employer", lambda s: start_work(s, employer=" ")),
    Row("work.start_work", "started_on", lambda s: start_work(s, started_on=s.day(1)), says="zodra het begonnen is"),
    Row("work.start_work", "started_on", lambda s: start_work(s, started_on=s.day(-367)), says="hoogstens een jaar"),
    Row("work.start_work", "WrongState", lambda s: start_work(s) if in_a_step(s) else None),
    Row(
        "work.record_aftercare",
        "WrongState",
        lambda s: partial(work.record_aftercare, stopped(s), by=s.by, month=1, still_working=True),
        says="al gestopt",
    ),
    Row(
        "work.record_aftercare",
        "WrongState",
        lambda s: partial(work.record_aftercare, contacted(s), by=s.by, month=1, still_working=True),
        says="al genoteerd",
        days=41,
    ),
    Row("work.record_aftercare", "month", aftercare, days=20),
    Row("work.end_work", "WrongState", lambda s: partial(work.end_work, stopped(s), "Nog eens", by=s.by)),
    Row("work.end_work", "reason", lambda s: partial(work.end_work, s.case.working(), "  ", by=s.by)),
    Row(
        "work.end_work",
        "on",
        lambda s: partial(work.end_work, half_year(s), "Herstructurering", by=s.by, on=s.day(184)),
        days=200,
    ),
]


def self_reliant(s: Stand):
    s.case.screened(ServiceLevel.SELF_RELIANT)
    return s.dossier


@each(ROWS)
def test_is_refused_and_changes_nothing(row):
    is_refused(row)


def test_every_refusal_of_these_actions_is_shown():
    assert not {what: found for what, found in missing(ROWS, FILES).items() if found}


@pytest.mark.parametrize("hours", ["0.5", "1", "38", "50"])
def test_a_step_takes_any_hours_of_a_week_up_to_fifty(case, hours):
    case.screened()
    assert case.placed(hours_per_week=Decimal(hours)).hours_per_week == Decimal(hours)


@pytest.mark.parametrize(("starts", "ends"), [(0, 0), (0, 3 * 366), (-732, -732), (732, 740)])
def test_a_step_may_begin_and_end_on_the_last_day_that_is_allowed(case, starts, ends):
    case.screened()
    today = clock.today()
    begins, stops = (today + dt.timedelta(days=number) for number in (starts, ends))
    given = {"instrument": "ibo", "host": "x", "hours_per_week": Decimal(20), "goals": "y"}
    placement = work.plan_placement(case.now, by=case.by.actor, starts_on=begins, ends_on=stops, **given)
    assert (placement.starts_on, placement.ends_on) == (begins, stops)


def test_an_agreement_may_be_due_today_and_work_may_have_begun_a_year_before_the_registration(case):
    case.screened()
    assert case.agreed(due_on=clock.today()).due_on == clock.today()
    year_ago = case.dossier.opened_on - dt.timedelta(days=366)
    assert case.working(started_on=year_ago).started_on == year_ago


def test_all_faults_of_a_step_are_told_at_once(case):
    case.screened()
    with pytest.raises(Invalid) as refusal:
        case.placed(ends_on=clock.today() - dt.timedelta(days=1), hours_per_week=Decimal(51), goals="")
    assert set(refusal.value.fields) == {"ends_on", "hours_per_week", "goals"}


def test_faults_of_one_conversation_name_the_agreement_that_they_are_about(case):
    case.screened()
    tomorrow = clock.today() + dt.timedelta(days=1)
    proposals = [
        plan.Proposal("Ik bel de kinderopvang.", "training", tomorrow),
        plan.Proposal("", "training", clock.today() - dt.timedelta(days=1)),
        plan.Proposal("De stad zoekt mee.", "training", tomorrow, owner=Agreement.Owner.ORGANISATION),
    ]
    with pytest.raises(Invalid) as refusal:
        plan.discuss(case.now, proposals, by=case.by.actor, not_yet="Opname", look_again_on=clock.today())
    assert set(refusal.value.fields) == {"1-text", "1-due_on", "2-owner_unit", "look_again_on"}
    assert not case.now.agreements.exists()
