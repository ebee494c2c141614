"""Whatever people do with a case, in whatever order: it is done or refused, and all that is kept agrees."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aanboord.core import clock
from aanboord.core.access import Part
from aanboord.core.errors import Refusal
from aanboord.dossiers.actions import appointments, contact, plan, screening, work
from aanboord.dossiers.actions import dossier as dossiers
from aanboord.dossiers.models import Agreement, Dossier, Placement
from aanboord.journal import queries, seal
from aanboord.journal.models import Event, Stream
from aanboord.terms.models import Term
from tests import world

START = dt.date(2026, 3, 2)


@dataclass
class Play:
    """A case and everybody around it; a move is one action, on what the case holds, with numbers to choose by."""

    case: world.Case
    hands: list[world.Worker]
    today: dt.date

    def by(self, number: int):
        """One of the professionals, or the citizen herself."""
        actors = [*(worker.actor for worker in self.hands), self.case.citizen()]
        return actors[number % len(actors)]

    def one(self, things, number: int):
        found = list(things.order_by("pk"))
        return found[number % len(found)] if found else None

    @property
    def dossier(self) -> Dossier:
        return self.case.now


def with_a(of: Callable[[Play], object]):
    """A move on one of what the case holds; nothing when it holds none."""

    def decorate(move):
        def run(play: Play, who, n: int) -> None:
            thing = play.one(of(play), n)
            if thing is not None:
                move(thing, who, n)

        return run

    return decorate


def day(n: int) -> dt.date:
    return clock.today() + dt.timedelta(days=n % 90)


def _step(play, who, n):
    given = {"instrument": "ibo", "host": "x", "goals": "y", "hours_per_week": Decimal(20)}
    work.plan_placement(play.dossier, by=who, starts_on=day(n % 3), ends_on=day(n), **given)


def _register(play, who, n):
    world.register(play.case.by, insz=play.case.person.insz)


def _screen(play, who, n):
    levels = ["self-reliant", "sector", "intensive", "work-care", "not-now"]
    screening.complete(
        play.dossier,
        by=who,
        conversation="phone",
        level=levels[n % 5],
        answers={},
        thresholds=[],
        next_contact_on=day(n) if n % 2 else None,
    )


def _work(play, who, n):
    dossiers_work = {"employer": "x", "contract": "permanent", "hours_per_week": Decimal(20)}
    work.start_work(play.dossier, by=who, started_on=clock.today() - dt.timedelta(days=n % 5), **dossiers_work)


def agreements(play):
    return play.dossier.agreements


def meetings(play):
    return play.dossier.appointments


def steps(play):
    return play.dossier.placements


def jobs(play):
    return play.dossier.employments


MOVES = {
    "wait": lambda play, who, n: None,
    "register": _register,
    "screen": _screen,
    "goal": lambda play, who, n: plan.set_goal(play.dossier, "x", by=who),
    "reach": with_a(lambda play: play.dossier.goals)(lambda it, who, n: plan.reach_goal(it, by=who)),
    "drop": with_a(lambda play: play.dossier.goals)(lambda it, who, n: plan.drop_goal(it, by=who)),
    "propose": lambda play, who, n: plan.propose(
        play.dossier,
        by=who,
        kind="training",
        text="x",
        due_on=day(n),
        binding=n % 2 > 0,
        agreed_in_conversation=n % 3 > 0,
    ),
    "answer": with_a(agreements)(lambda it, who, n: plan.answer(it, n % 3 > 0, by=who, said=n % 5 > 0)),
    "comment": with_a(agreements)(lambda it, who, n: plan.comment_on(it, "x", by=who)),
    "settle": with_a(agreements)(
        lambda it, who, n: plan.settle(it, Agreement.State.values[n % len(Agreement.State.values)], by=who)
    ),
    "not yet": lambda play, who, n: plan.work_not_yet(play.dossier, "x", by=who, look_again_on=day(n)),
    "offer": lambda play, who, n: plan.offer_training(play.dossier, "x", by=who),
    "meet": lambda play, who, n: appointments.make_appointment(
        play.dossier, by=who, kind="phone", at=clock.now() + dt.timedelta(days=n % 9)
    ),
    "hold": with_a(meetings)(lambda it, who, n: appointments.hold(it, n % 2 > 0, by=who)),
    "excuse": with_a(meetings)(lambda it, who, n: appointments.excuse(it, "x", by=who)),
    "cancel": with_a(meetings)(lambda it, who, n: appointments.cancel_appointment(it, by=who)),
    "report": with_a(meetings)(lambda it, who, n: appointments.report(it, "x", by=who)),
    "contact": lambda play, who, n: contact.make_contact(play.dossier, by=who, next_contact_on=day(n)),
    "step": _step,
    "start step": with_a(steps)(lambda it, who, n: work.start_placement(it, by=who)),
    "evaluate": with_a(steps)(lambda it, who, n: work.evaluate(it, by=who, moment=["midway", "end"][n % 2], text="x")),
    "end step": with_a(steps)(lambda it, who, n: work.end_placement(it, by=who, early_reason="x" * (n % 2), text="x")),
    "cancel step": with_a(steps)(lambda it, who, n: work.cancel_placement(it, by=who)),
    "work": _work,
    "aftercare": with_a(jobs)(
        lambda it, who, n: work.record_aftercare(it, by=who, month=(1, 3, 6)[n % 3], still_working=n % 7 > 0)
    ),
    "end work": with_a(jobs)(lambda it, who, n: work.end_work(it, "x", by=who, on=clock.today())),
    "end work earlier": with_a(jobs)(
        lambda it, who, n: work.end_work(it, "x", by=who, on=clock.today() - dt.timedelta(days=n % 60))
    ),
    "assign": lambda play, who, n: dossiers.assign(
        play.dossier, [None, *(hand.professional for hand in play.hands)][n % 4], by=who
    ),
    "involve": lambda play, who, n: dossiers.involve(
        play.dossier,
        play.hands[n % 3].membership.unit,
        by=who,
        kind="partner",
        professional=play.hands[n % 3].professional,
    ),
    "release": with_a(lambda play: play.dossier.involvements)(lambda it, who, n: dossiers.release(it, by=who)),
    "suspend": lambda play, who, n: dossiers.suspend(
        play.dossier, "x", by=who, on=clock.today() - dt.timedelta(days=n % 40)
    ),
    "resume": lambda play, who, n: dossiers.resume(play.dossier, by=who),
    "close": lambda play, who, n: dossiers.close(play.dossier, "x", by=who),
    "note": lambda play, who, n: dossiers.add_note(play.dossier, "x", by=who),
}

SCRIPTS = st.lists(
    st.tuples(st.sampled_from([*MOVES]), st.sampled_from([0, 0, 0, 1, 2, 3]), st.integers(0, 200), st.integers(0, 45)),
    min_size=5,
    max_size=40,
)


def _durable(case: world.Case) -> None:
    job = case.working()
    for month, days in ((1, 32), (3, 93), (6, 185)):
        with clock.at(START + dt.timedelta(days=days)):
            work.record_aftercare(job, by=case.by.actor, month=month, still_working=True)


#: How far the case is when the play begins, and on which day.
OPENINGS = {
    "registered": (lambda case: None, 0),
    "planned": (lambda case: (case.screened(), case.agreed(), case.agreed(agreed_in_conversation=False)), 0),
    "in a step": (lambda case: (case.screened(), case.placed()), 0),
    "working": (lambda case: (case.screened(), case.working()), 0),
    "durable": (lambda case: (case.screened(), _durable(case)), 185),
}


@given(st.sampled_from([*OPENINGS]), SCRIPTS)
@settings(suppress_health_check=[*HealthCheck], deadline=None, max_examples=40)
def test_any_row_of_actions_is_carried_out_or_refused_and_leaves_a_case_that_adds_up(
    counsellor, colleague, coach, opening, script
):
    with transaction.atomic():
        with clock.at(START):
            case = world.Case(world.register(counsellor), counsellor)
            open_with, days = OPENINGS[opening]
            open_with(case)
        play = Play(case, [counsellor, colleague, coach], START + dt.timedelta(days=days))
        for name, who, number, days in script:
            play.today += dt.timedelta(days=days)
            with clock.at(play.today):
                carry_out(play, name, who, number)
                adds_up(play)
        assert not list(seal.verify())
        transaction.set_rollback(True)


def carry_out(play: Play, name: str, who: int, number: int) -> None:
    """One move: an action that is carried out leaves events, one that is refused leaves everything as it was."""
    before = _state(play)
    try:
        MOVES[name](play, play.by(who), number)
    except Refusal:
        assert _state(play) == before, name


def _state(play: Play) -> tuple:
    key = play.dossier.pk
    terms = Term.objects.filter(subject=key).order_by("pk").values_list("due_on", "paused_on", "met_on", "lapsed_on")
    return (
        Dossier.objects.filter(pk=key).values().get(),
        list(terms),
        Stream.objects.filter(pk=key).values().get(),
        sorted(agreements(play).values_list("pk", "state")),
        sorted(meetings(play).values_list("pk", "state")),
        sorted(steps(play).values_list("pk", "state")),
        sorted(jobs(play).values_list("pk", "ended_on", "durable_on"), key=str),
    )


def adds_up(play: Play) -> None:
    dossier = play.dossier
    running = Term.objects.running().filter(subject=dossier.pk).order_by("due_on", "code").first()
    assert dossier.next_due == (running.due_on if running else None)
    assert dossier.next_term == (running.code if running else "")
    opened = [(term.code, term.anchor) for term in Term.objects.open().filter(subject=dossier.pk)]
    assert len(opened) == len(set(opened))
    if dossier.suspended_on:
        assert running is None, "a resting case has no clock that runs"
    if dossier.state == Dossier.State.CLOSED:
        assert not opened
    if dossier.state == Dossier.State.IN_STEP:
        assert dossier.placements.filter(state=Placement.State.RUNNING).count() == 1
    if dossier.state in (Dossier.State.WORKING, Dossier.State.DURABLE):
        assert dossier.employments.filter(ended_on=None).exists()
    if dossier.state in (Dossier.State.SCREENED, Dossier.State.PLANNED, Dossier.State.IN_STEP):
        assert dossier.screenings.exists()
    head = Stream.objects.get(pk=dossier.pk)
    assert head.length == Event.objects.filter(stream=dossier.pk).count()
    told = queries.timeline(dossier.pk, Part.values)
    assert told.count() == head.length, "every event of a case stands under the rights of a part"
