"""Clocks: what starts, pauses, is met or missed, against a calendar kept by hand."""

import datetime as dt
import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from aanboord import rulebook
from aanboord.core import clock
from aanboord.core.access import Actor
from aanboord.core.actions import action
from aanboord.core.errors import Invalid, WrongState
from aanboord.directory.models import Organisation
from aanboord.dossiers.actions import dossier as dossiers
from aanboord.terms import clocks, queries
from aanboord.terms.models import Pause, Term
from tests import world

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 3, 2)
NOTHING = queries.Share(0, 0, 0, 0)
CODES = ("screening", "training-offer", "school-leaver-contact")


@action("test.clocks", part=None)
def inside(unit: Organisation, do: Callable[[], object], *, by: Actor) -> object:
    """Clocks move only inside an action."""
    do()
    return unit


@dataclass
class Clockwork:
    """The clocks of one subject, moved by the day."""

    subject: uuid.UUID
    unit: Organisation

    def do(self, verb, *args, on: dt.date = MONDAY, **kwargs):
        with clock.at(on):
            inside(self.unit, lambda: verb(self.subject, *args, **kwargs), by=Actor.system())

    def starts(self, code: str = "screening", on: dt.date = MONDAY) -> Term:
        self.do(clocks.start, code, self.unit.pk, on, on=on)
        return self.of(code)

    def of(self, code: str = "screening") -> Term:
        return Term.objects.filter(subject=self.subject, code=code).order_by("started_on", "pk").last()


@pytest.fixture
def clockwork():
    return Clockwork(uuid.uuid4(), world.ocmw_of().unit)


def days(number: int) -> dt.timedelta:
    return dt.timedelta(days=number)


class TestOneClock:
    def test_is_due_when_the_rulebook_says_and_names_its_source(self, clockwork):
        term = clockwork.starts()
        assert term.due_on == rulebook.term("screening").on(MONDAY).due(MONDAY) == dt.date(2026, 5, 2)
        assert term.source == "BN19-VI.1.1-a"

    def test_runs_to_the_end_of_its_last_day_and_is_missed_after_it(self, clockwork):
        term = clockwork.starts()
        for day, state in ((term.due_on, "running"), (term.due_on + days(1), "missed")):
            with clock.at(day):
                assert term.state == state
                assert Term.objects.missed().filter(pk=term.pk).exists() == (state == "missed")

    @pytest.mark.parametrize(("late", "state"), [(0, "met"), (1, "met-late")])
    def test_is_met_in_time_on_its_last_day_and_late_after_it(self, clockwork, late, state):
        due = clockwork.starts().due_on
        clockwork.do(clocks.meet, "screening", on=due + days(late))
        assert clockwork.of().state == state

    def test_that_is_open_is_not_started_again(self, clockwork):
        first = clockwork.starts()
        clockwork.starts(on=MONDAY + days(9))
        assert list(Term.objects.filter(subject=clockwork.subject)) == [first]

    def test_that_was_met_can_start_again(self, clockwork):
        clockwork.starts()
        clockwork.do(clocks.meet, "screening")
        assert clockwork.starts(on=MONDAY + days(9)).started_on == MONDAY + days(9)
        assert Term.objects.filter(subject=clockwork.subject).count() == 2

    def test_cannot_be_open_twice_whoever_writes_it(self, clockwork):
        term = clockwork.starts()
        term.pk = uuid.uuid4()
        with pytest.raises(IntegrityError), transaction.atomic():
            term.save(force_insert=True)

    def test_cannot_be_met_twice(self, clockwork):
        clockwork.starts()
        clockwork.do(clocks.meet, "screening")
        first = clockwork.of().met_on
        clockwork.do(clocks.meet, "screening", on=MONDAY + days(50))
        assert clockwork.of().met_on == first

    def test_that_lapsed_counts_neither_way(self, clockwork):
        due = clockwork.starts().due_on
        clockwork.do(clocks.lapse, ["screening"], "dossier.closed")
        with clock.at(due + days(9)):
            assert clockwork.of().state == "lapsed"
            assert not queries.shares_by_code(clockwork.unit.pk, MONDAY, due)

    def test_is_not_started_where_the_rulebook_knows_no_such_duty_on_that_day(self, clockwork):
        clockwork.do(clocks.start, "newcomer-registration", clockwork.unit.pk, dt.date(2021, 1, 1))
        assert not Term.objects.filter(subject=clockwork.subject).exists()

    def test_moves_only_inside_an_action(self, clockwork):
        for move in (
            lambda: clocks.start_all([]),
            lambda: clocks.meet(clockwork.subject, "screening"),
            lambda: clocks.lapse(clockwork.subject, None, ""),
            lambda: clocks.pause_all(clockwork.subject, ""),
            lambda: clocks.resume_all(clockwork.subject),
            lambda: clocks.hand_over(clockwork.unit.pk, clockwork.unit.pk),
        ):
            with pytest.raises(RuntimeError, match="inside an action"):
                move()


class TestPause:
    @given(wait=st.integers(0, 90), length=st.integers(0, 400))
    @example(wait=0, length=0)
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
    def test_moves_the_due_day_by_exactly_its_length_and_is_never_missed_meanwhile(self, clockwork, wait, length):
        clockwork.subject = uuid.uuid4()
        due = clockwork.starts().due_on
        begins, ends = MONDAY + days(wait), MONDAY + days(wait + length)
        clockwork.do(clocks.pause_all, "Ziek", on=begins)
        for day in (begins, ends, due + days(1)):
            with clock.at(max(day, begins)):
                assert clockwork.of().state == "paused"
                assert not Term.objects.missed().filter(subject=clockwork.subject).exists()
        clockwork.do(clocks.resume_all, on=ends)
        assert clockwork.of().due_on == due + days(length)
        pause = Pause.objects.get(term=clockwork.of())
        assert (pause.since, pause.until, pause.reason) == (begins, ends, "Ziek")

    def test_of_a_clock_that_started_later_counts_from_its_start(self, clockwork):
        due = clockwork.starts(on=MONDAY).due_on
        clockwork.do(clocks.pause_all, "Ziek", on=MONDAY + days(20))  # told on that day, to hold from long before
        clockwork.do(clocks.resume_all, on=MONDAY + days(25))
        later = clockwork.starts("training-offer", on=MONDAY + days(30))
        with clock.at(MONDAY + days(30)):
            inside(
                clockwork.unit,
                lambda: clocks.pause_all(clockwork.subject, "Ziek", on=MONDAY + days(10)),
                by=Actor.system(),
            )
        assert clockwork.of("training-offer").paused_on == MONDAY + days(30)
        clockwork.do(clocks.resume_all, on=MONDAY + days(32))
        assert clockwork.of("training-offer").due_on == later.due_on + days(2)
        assert clockwork.of().due_on == due + days(22), "the five days that had rested already lie in these"

    def test_ends_when_the_duty_is_done_in_it(self, clockwork):
        due = clockwork.starts().due_on
        clockwork.do(clocks.pause_all, "Ziek", on=MONDAY + days(10))
        clockwork.do(clocks.meet, "screening", on=MONDAY + days(14))
        term = clockwork.of()
        assert (term.state, term.due_on, term.paused_on) == ("met", due + days(4), None)

    def test_that_began_after_the_duty_was_done_changes_nothing(self, clockwork):
        due = clockwork.starts().due_on
        clockwork.do(clocks.pause_all, "Ziek", on=MONDAY + days(10))
        with clock.at(MONDAY + days(20)):
            inside(
                clockwork.unit,
                lambda: clocks.meet(clockwork.subject, "screening", on=MONDAY + days(5)),
                by=Actor.system(),
            )
        term = clockwork.of()
        assert (term.state, term.met_on, term.due_on, term.paused_on) == ("met", MONDAY + days(5), due, None)

    def test_that_nobody_began_cannot_end(self, clockwork):
        clockwork.starts()
        with pytest.raises(WrongState):
            clockwork.do(clocks.resume_all)

    def test_cannot_end_before_it_began(self, clockwork):
        clockwork.starts()
        clockwork.do(clocks.pause_all, "Ziek", on=MONDAY + days(10))
        with pytest.raises(Invalid):
            clockwork.do(clocks.resume_all, on=MONDAY + days(9))

    def test_holds_no_clock_that_was_met_or_lapsed(self, clockwork):
        clockwork.starts()
        clockwork.do(clocks.meet, "screening")
        clockwork.do(clocks.pause_all, "Ziek")
        assert clockwork.of().paused_on is None

    def test_of_a_dossier_holds_a_clock_that_starts_in_it(self, case, counsellor):
        """A screening in a resting dossier starts the clock of binding agreements: it waits with the others."""
        with clock.at(clock.today() + days(10)):
            dossiers.suspend(case.now, "Ziek", by=counsellor.actor)
        with clock.at(clock.today() + days(20)):
            case.screened()
            term = Term.objects.get(code="binding-agreements")
            assert (term.state, term.paused_on) == ("paused", clock.today() - days(10))
        with clock.at(clock.today() + days(40)):
            dossiers.resume(case.now, by=counsellor.actor)
            term.refresh_from_db()
        first_due = rulebook.term("binding-agreements").on(case.dossier.opened_on).due(case.dossier.opened_on)
        assert term.due_on == first_due + days(30)


MOVES = st.one_of(
    st.tuples(st.just("wait"), st.integers(1, 60)),
    st.tuples(st.sampled_from(["start", "meet", "lapse"]), st.sampled_from(CODES)),
    st.tuples(st.sampled_from(["pause", "resume"]), st.just("")),
)


@dataclass
class ByHand:
    """A clock as one would keep it on paper."""

    code: str
    due: dt.date
    paused: dt.date | None = None
    ended: str = ""


@given(st.lists(MOVES, max_size=30))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
def test_any_row_of_moves_leaves_the_clocks_as_kept_by_hand(clockwork, moves):
    clockwork.subject, today = uuid.uuid4(), MONDAY
    paper: list[ByHand] = []
    for move, what in moves:
        opened = {one.code: one for one in paper if not one.ended}
        match move:
            case "wait":
                today += days(what)
            case "start":
                clockwork.do(clocks.start, what, clockwork.unit.pk, today, on=today)
                if what not in opened:
                    paper.append(ByHand(what, rulebook.term(what).on(today).due(today)))
            case "meet" | "lapse":
                if move == "meet":
                    clockwork.do(clocks.meet, what, on=today)
                else:
                    clockwork.do(clocks.lapse, [what], "test", on=today)
                if one := opened.get(what):
                    if one.paused:
                        one.due += today - one.paused
                    one.ended, one.paused = move, None
            case "pause":
                clockwork.do(clocks.pause_all, "rust", on=today)
                for one in opened.values():
                    one.paused = one.paused or today
            case "resume":
                if any(one.paused for one in opened.values()):
                    clockwork.do(clocks.resume_all, on=today)
                for one in opened.values():
                    if one.paused:
                        one.due, one.paused = one.due + (today - one.paused), None
        kept = Term.objects.filter(subject=clockwork.subject)
        ended = [(term.code, term.due_on, term.paused_on, _ended(term)) for term in kept]
        assert sorted(ended, key=str) == sorted([(one.code, one.due, one.paused, one.ended) for one in paper], key=str)


def _ended(term: Term) -> str:
    return "meet" if term.met_on else "lapse" if term.lapsed_on else ""


@pytest.mark.parametrize("seed", range(8))
def test_the_share_in_time_is_what_one_counts_by_hand(seed):
    dice = random.Random(seed)
    units = [world.ocmw_of().unit, world.vdab_office().unit]
    since, until, today = MONDAY, MONDAY + days(30), MONDAY + days(25)
    terms = [_random_term(dice, units) for _ in range(60)]
    Term.objects.bulk_create(terms)
    for unit in units:
        counted = [
            term
            for term in terms
            if term.code == "screening"
            and since <= term.due_on <= until
            and (term.lapsed_on is None or term.lapsed_on > term.due_on)
            and term.holder == unit
        ]
        in_time = sum(term.met_on is not None and term.met_on <= term.due_on for term in counted)
        late = sum(term.met_on is not None and term.met_on > term.due_on for term in counted)
        missed = sum(term.met_on is None and term.paused_on is None and term.due_on < today for term in counted)
        with clock.at(today):
            share = queries.shares_by_holder("screening", since, until).get(unit.pk, NOTHING)
            assert queries.shares_by_code(unit.pk, since, until).get("screening", NOTHING) == share
        assert (share.in_time, share.late, share.missed) == (in_time, late, missed)
        assert share.due == in_time + late + missed


def _random_term(dice: random.Random, units: list[Organisation]) -> Term:
    due = MONDAY + days(dice.randrange(-5, 36))
    subject = uuid.uuid4()
    term = Term(
        subject=subject,
        code=dice.choice(["screening", "screening", "training-offer"]),
        anchor=subject,
        holder=dice.choice(units),
        started_on=due - days(60),
        due_on=due,
        source="test",
    )
    day = due + days(dice.randrange(-10, 11))
    match dice.choice(["open", "paused", "met", "met", "lapsed"]):
        case "paused":
            term.paused_on = day
        case "met":
            term.met_on = day
        case "lapsed":
            term.lapsed_on = day
    return term


def test_a_persons_clocks_come_open_ones_first_then_met_then_lapsed(clockwork):
    for code in CODES:
        clockwork.starts(code)
    clockwork.do(clocks.lapse, ["school-leaver-contact"], "test")
    clockwork.do(clocks.meet, "screening")
    assert [term.code for term in queries.of(clockwork.subject)] == [
        "training-offer",
        "screening",
        "school-leaver-contact",
    ]


def test_handing_over_takes_open_clocks_and_leaves_the_past(clockwork):
    clockwork.starts()
    clockwork.do(clocks.meet, "screening")
    clockwork.starts("training-offer")
    other = world.vdab_office().unit
    with clock.at(MONDAY):
        inside(other, lambda: clocks.hand_over(clockwork.unit.pk, other.pk), by=Actor.system())
    assert (clockwork.of().holder, clockwork.of("training-offer").holder) == (clockwork.unit, other)


def test_screening_twice_meets_once_and_asks_no_second_time_in_the_same_registration(case):
    case.screened()
    case.screened()
    assert Term.objects.filter(code="screening").count() == 1
