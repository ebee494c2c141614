"""State machines: each table covers its states, and each action walks the table and nothing else."""

import datetime as dt
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from aanboord.core import clock
from aanboord.core.errors import Refusal, WrongState
from aanboord.core.states import Stateful, transitions
from aanboord.dossiers.actions import appointments, plan, work
from aanboord.dossiers.actions import dossier as dossiers
from aanboord.dossiers.models import Agreement, Appointment, Dossier, Employment, Placement, Screening
from aanboord.journal.models import Event
from tests import world

MACHINES = [model for model in apps.get_models() if issubclass(model, Stateful)]


def by_name(model):
    return model.__name__.lower()


@pytest.mark.parametrize("model", MACHINES, ids=by_name)
class TestEachTable:
    def test_names_every_state_and_no_other(self, model):
        assert set(model.TRANSITIONS) == set(model.State.values)

    def test_leads_from_its_first_state_to_every_other(self, model):
        default = model._meta.get_field("state").default
        reached, coming = set(), [default if default in model.State.values else model.State.values[0]]
        while coming:
            state = coming.pop()
            if state not in reached:
                reached.add(state)
                coming += model.TRANSITIONS[state]
        assert reached == set(model.State.values)

    def test_moves_along_it_and_refuses_every_other_step(self, model):
        for state in model.State.values:
            for to in model.State.values:
                thing = model(state=state)
                assert thing.may_move(to) == (to in model.TRANSITIONS[state])
                if thing.may_move(to):
                    thing.move(to)
                    assert thing.state == to
                else:
                    with pytest.raises(WrongState):
                        thing.move(to)
                    assert thing.state == state


def test_a_table_that_leads_to_an_unknown_state_cannot_be_declared():
    with pytest.raises(ValueError, match="open leads to unknown state cloesd"):
        transitions(open="cloesd", closed="")


@pytest.mark.parametrize("model", [Dossier, Agreement, Appointment, Placement], ids=by_name)
def test_the_database_knows_the_states_too(case, model):
    case.screened()
    thing = {
        Dossier: lambda: case.now,
        Agreement: case.agreed,
        Appointment: lambda: planned(case),
        Placement: lambda: step(case),
    }[model]()
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=thing.pk).update(state="elsewhere")


def planned(case: world.Case, days: int = 1) -> Appointment:
    at = clock.now() + dt.timedelta(days=days)
    return appointments.make_appointment(case.now, by=case.by.actor, kind="phone", at=at)


def step(case: world.Case, **fields) -> Placement:
    given = {
        "instrument": "ibo",
        "host": "De Spaander",
        "starts_on": clock.today(),
        "ends_on": clock.today() + dt.timedelta(days=30),
        "hours_per_week": Decimal(38),
        "goals": "Kasten maken",
    }
    return work.plan_placement(case.now, by=case.by.actor, **(given | fields))


def later(days: int):
    return clock.at(clock.today() + dt.timedelta(days=days))


class Walk:
    """How one machine is brought into each state, and what each action makes of it, by actions alone."""

    model: type[Stateful]
    #: state -> how to get there; returns the thing
    into: dict
    #: action -> (what it does to the thing, from which states, to which state)
    actions: dict

    def reach(self, case: world.Case, state: str):
        return self.into[state](case)


class Agreements(Walk):
    model = Agreement
    into = {
        "proposed": lambda case: case.agreed(agreed_in_conversation=False),
        "agreed": lambda case: case.agreed(),
        "declined": lambda case: plan.answer(Agreements.into["proposed"](case), False, by=case.citizen()),
        "done": lambda case: plan.settle(case.agreed(), Agreement.State.DONE, by=case.by.actor),
        "not-done": lambda case: plan.settle(case.agreed(), Agreement.State.NOT_DONE, by=case.by.actor),
        "dropped": lambda case: plan.settle(case.agreed(), Agreement.State.DROPPED, by=case.by.actor),
    }
    actions = {
        "the citizen agrees": (
            lambda it, case: plan.answer(it, True, by=case.citizen()),
            "proposed declined",
            "agreed",
        ),
        "the citizen declines": (
            lambda it, case: plan.answer(it, False, by=case.citizen()),
            "proposed agreed",
            "declined",
        ),
        "it is done": (
            lambda it, case: plan.settle(it, Agreement.State.DONE, by=case.by.actor),
            "agreed not-done",
            "done",
        ),
        "the citizen has done it": (
            lambda it, case: plan.settle(it, Agreement.State.DONE, by=case.citizen()),
            "agreed not-done",
            "done",
        ),
        "it is not done": (
            lambda it, case: plan.settle(it, Agreement.State.NOT_DONE, by=case.by.actor),
            "agreed",
            "not-done",
        ),
        "it is dropped": (
            lambda it, case: plan.settle(it, Agreement.State.DROPPED, by=case.by.actor),
            "proposed agreed declined not-done",
            "dropped",
        ),
        "settled as agreed": (
            lambda it, case: plan.settle(it, Agreement.State.AGREED, by=case.by.actor),
            "",
            "agreed",
        ),
        "settled as declined": (
            lambda it, case: plan.settle(it, Agreement.State.DECLINED, by=case.by.actor),
            "",
            "declined",
        ),
    }


def _held(case, present):
    appointment = planned(case)
    with later(2):
        return appointments.hold(appointment, present, by=case.by.actor)


def _hold(appointment, case, present):
    with later(2):
        return appointments.hold(appointment, present, by=case.by.actor)


class Appointments(Walk):
    model = Appointment
    into = {
        "planned": planned,
        "present": lambda case: _held(case, True),
        "absent": lambda case: _held(case, False),
        "excused": lambda case: appointments.excuse(planned(case), "Ziek kind", by=case.citizen()),
        "cancelled": lambda case: appointments.cancel_appointment(planned(case), by=case.by.actor),
    }
    actions = {
        "she came": (lambda it, case: _hold(it, case, True), "planned absent", "present"),
        "she did not come": (lambda it, case: _hold(it, case, False), "planned", "absent"),
        "she is excused": (
            lambda it, case: appointments.excuse(it, "Ziek kind", by=case.by.actor),
            "planned absent",
            "excused",
        ),
        "it is cancelled": (
            lambda it, case: appointments.cancel_appointment(it, by=case.by.actor),
            "planned",
            "cancelled",
        ),
    }


class Placements(Walk):
    model = Placement
    into = {
        "planned": step,
        "running": lambda case: work.start_placement(step(case), by=case.by.actor),
        "ended": lambda case: Placements.end(Placements.into["running"](case), case),
        "ended-early": lambda case: work.end_placement(
            Placements.into["running"](case), by=case.by.actor, early_reason="Verhuisd"
        ),
        "cancelled": lambda case: work.cancel_placement(step(case), by=case.by.actor),
    }

    @staticmethod
    def end(placement, case):
        with later(31):
            return work.end_placement(placement, by=case.by.actor)

    actions = {
        "it starts": (lambda it, case: work.start_placement(it, by=case.by.actor), "planned", "running"),
        "it ends": (lambda it, case: Placements.end(it, case), "running", "ended"),
        "it ends early": (
            lambda it, case: work.end_placement(it, by=case.by.actor, early_reason="Verhuisd"),
            "running",
            "ended-early",
        ),
        "it is cancelled": (lambda it, case: work.cancel_placement(it, by=case.by.actor), "planned", "cancelled"),
    }


def _into(case: world.Case, *steps) -> Dossier:
    for one in steps:
        one(case)
    return case.now


def _works_half_a_year(case: world.Case) -> None:
    for month, days in ((1, 32), (3, 93), (6, 185)):
        with later(days):
            work.record_aftercare(job(case), by=case.by.actor, month=month, still_working=True)


def job(case: world.Case) -> Employment:
    return case.now.employments.first()


def _ends_step(it, case, before=lambda: None):
    placement = it.placements.get(state="running")
    before()
    return work.end_placement(placement, by=case.by.actor, early_reason="Verhuisd")


class Dossiers(Walk):
    model = Dossier
    screened, agreed, working = world.Case.screened, world.Case.agreed, world.Case.working
    into = {
        "registered": lambda case: case.now,
        "screened": lambda case: _into(case, Dossiers.screened),
        "planned": lambda case: _into(case, Dossiers.screened, Dossiers.agreed),
        "in-step": lambda case: _into(case, Dossiers.screened, Placements.into["running"]),
        "working": lambda case: _into(case, Dossiers.screened, Dossiers.working),
        "durable": lambda case: _into(case, Dossiers.screened, Dossiers.working, _works_half_a_year),
        "closed": lambda case: _into(
            case, Dossiers.screened, lambda case: dossiers.close(case.now, "Verhuisd", by=case.by.actor)
        ),
    }
    actions = {
        "a first screening": (lambda it, case: case.screened(), "registered", "screened"),
        "an agreement": (lambda it, case: case.agreed(), "screened", "planned"),
        "a step starts": (lambda it, case: Placements.into["running"](case), "screened planned", "in-step"),
        "a step without a plan ends": (_ends_step, "in-step", "screened"),
        "a step under a plan ends": (lambda it, case: _ends_step(it, case, case.agreed), "in-step", "planned"),
        "work starts": (lambda it, case: case.working(), "registered screened planned", "working"),
        "half a year of work": (lambda it, case: _works_half_a_year(case), "working", "durable"),
        "work ends": (
            lambda it, case: work.end_work(job(case), "Contract liep af", by=case.by.actor, on=_last_day(case)),
            "working durable",
            "registered",
        ),
        "it is closed": (
            lambda it, case: dossiers.close(it, "Verhuisd", by=case.by.actor),
            "registered screened planned in-step working durable",
            "closed",
        ),
        "she registers again": (
            lambda it, case: world.register(case.by, insz=case.person.insz),
            "durable closed",
            "registered",
        ),
    }


def _last_day(case: world.Case) -> dt.date:
    return job(case).durable_on or clock.today()


WALKS = (Agreements, Appointments, Placements, Dossiers)
STEPS = [(walk, state, name) for walk in WALKS for state in walk.model.State.values for name in walk.actions]


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.model.__name__)
def test_the_actions_together_walk_every_step_of_the_table_and_no_other(walk):
    walked = {(state, to) for _, states, to in walk.actions.values() for state in states.split()}
    assert walked == {(state, to) for state, following in walk.model.TRANSITIONS.items() for to in following}


@pytest.mark.parametrize(
    ("walk", "state", "name"), STEPS, ids=lambda one: one.model.__name__ if isinstance(one, type) else one
)
def test_an_action_makes_its_step_or_is_refused_and_changes_nothing(case, walk, state, name):
    if walk is not Dossiers:
        case.screened()
    thing = walk().reach(case, state)
    assert thing.state == state
    act, states, to = walk.actions[name]
    events = Event.objects.count()
    now = _late_enough(case)
    with clock.at(now):
        if state in states.split():
            act(thing, case)
            assert walk.model.objects.get(pk=thing.pk).state == to
            assert Event.objects.count() > events
        elif walk is Dossiers and name in HARMLESS.get(state, ()):
            act(thing, case)
            assert case.now.state == state
        else:
            with pytest.raises((Refusal, *NOTHING_TO_DO)):
                act(thing, case)
            assert walk.model.objects.get(pk=thing.pk).state == state


#: What can be done with a dossier in that state and leaves it there.
HARMLESS = {
    "registered": ("an agreement", "she registers again"),
    "screened": ("a first screening", "she registers again"),
    "planned": ("a first screening", "an agreement", "she registers again"),
    "in-step": ("a first screening", "an agreement", "she registers again"),
    "working": ("a first screening", "an agreement", "she registers again"),
    "durable": ("a first screening", "an agreement"),
    "closed": ("an agreement",),
}
#: The test itself finds no job or step to end.
NOTHING_TO_DO = (Placement.DoesNotExist, AttributeError)


def _late_enough(case: world.Case) -> dt.date:
    employment = job(case)
    return employment.durable_on if employment and employment.durable_on else clock.today()


def test_a_screening_that_comes_after_is_kept_beside_the_first(case):
    case.screened()
    case.screened()
    assert list(Screening.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
