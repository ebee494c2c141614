"""The laws of clocks, whatever happens in whatever order: time adds up, no duty is lost, none is counted twice."""

import datetime as dt
import itertools
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aanboord import rulebook
from aanboord.core import clock
from aanboord.core.access import Actor
from aanboord.core.actions import action
from aanboord.core.errors import Refusal
from aanboord.directory.models import Organisation
from aanboord.terms import clocks, queries
from aanboord.terms.models import Pause, Term
from tests import world

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 3, 2)
CODES = ("screening", "training-offer", "school-leaver-contact")
AFTER_WORK = ("aftercare-1", "aftercare-3", "aftercare-6")
LAWS = settings(suppress_health_check=[*HealthCheck], deadline=None, max_examples=40)


def days(number: int) -> dt.timedelta:
    return dt.timedelta(days=number)


@action("test.clocks", part=None)
def inside(unit: Organisation, do: Callable[[], object], *, by: Actor) -> object:
    """Clocks move only inside an action."""
    do()
    return unit


@dataclass
class Clockwork:
    """The clocks of one person, and those of another who may turn out to be the same."""

    units: list[Organisation]
    subject: uuid.UUID = field(default_factory=uuid.uuid4)
    other: uuid.UUID = field(default_factory=uuid.uuid4)

    def do(self, day: dt.date, verb, /, *args, **kwargs) -> None:
        with clock.at(day):
            inside(self.units[0], lambda: verb(*args, **kwargs), by=Actor.system())

    def starts(self, code: str = "screening", on: dt.date = MONDAY, subject: uuid.UUID | None = None, **kwargs) -> Term:
        subject = subject or self.subject
        self.do(on, clocks.start, subject, code, self.units[0].pk, on, **kwargs)
        return self.all(subject).filter(code=code).order_by("started_on", "pk").last()

    def all(self, subject: uuid.UUID | None = None):
        return Term.objects.filter(subject=subject or self.subject)

    def anew(self) -> None:
        self.subject, self.other = uuid.uuid4(), uuid.uuid4()


@pytest.fixture
def clockwork():
    return Clockwork([world.ocmw_of().unit, world.vdab_office().unit])


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["wait", "start", "meet", "meet late", "lapse", "pause", "pause late", "resume", "work", "back"]
        ),
        st.integers(0, 2),
        st.integers(0, 40),
    ),
    max_size=25,
)


class TestAnyOrder:
    def play(self, clockwork, steps) -> dt.date:
        """Carry steps out; what is refused changes nothing."""
        clockwork.anew()
        today = MONDAY
        anchors = [uuid.uuid4() for _ in range(3)]
        for name, which, number in steps:
            code, anchor = CODES[which], anchors[which]
            before = snapshot(clockwork)
            try:
                match name:
                    case "wait":
                        today += days(number)
                    case "start":
                        clockwork.starts(code, today)
                    case "meet":
                        clockwork.do(today, clocks.meet, clockwork.subject, code)
                    case "meet late":
                        clockwork.do(today, clocks.meet, clockwork.subject, code, on=max(MONDAY, today - days(number)))
                    case "lapse":
                        clockwork.do(today, clocks.lapse, clockwork.subject, [code], "test")
                    case "pause":
                        clockwork.do(today, clocks.pause_all, clockwork.subject, "Ziek")
                    case "pause late":
                        told = max(MONDAY, today - days(number))
                        clockwork.do(today, clocks.pause_all, clockwork.subject, "Ziek", on=told)
                    case "resume":
                        clockwork.do(today, clocks.resume_all, clockwork.subject)
                    case "work":
                        clockwork.starts(AFTER_WORK[which], today, anchor=anchor)
                    case "back":
                        clockwork.do(today, clocks.lapse, clockwork.subject, None, "test", anchor=anchor)
            except Refusal:
                assert snapshot(clockwork) == before
        return today

    @given(STEPS)
    @LAWS
    def test_the_due_day_is_that_of_the_rulebook_and_the_days_of_its_pauses(self, clockwork, steps):
        self.play(clockwork, steps)
        for term in clockwork.all().prefetch_related("pauses"):
            first = rulebook.term(term.code).on(term.started_on).due(term.started_on)
            rested = sum((pause.until - pause.since for pause in term.pauses.all()), dt.timedelta())
            assert term.due_on == first + rested

    @given(STEPS)
    @LAWS
    def test_pauses_of_a_clock_never_overlap_and_lie_within_its_life(self, clockwork, steps):
        today = self.play(clockwork, steps)
        for term in clockwork.all().prefetch_related("pauses"):
            pauses = sorted(term.pauses.all(), key=lambda one: (one.since, one.until))
            assert all(term.started_on <= one.since <= one.until <= today for one in pauses)
            assert all(one.until <= other.since for one, other in itertools.pairwise(pauses)), "a day rests once"
            if term.paused_on:
                assert term.started_on <= term.paused_on

    @given(STEPS)
    @LAWS
    def test_of_one_duty_one_clock_is_open_and_a_rest_holds_every_clock(self, clockwork, steps):
        self.play(clockwork, steps)
        opened = list(clockwork.all().open())
        assert len(opened) == len({(term.code, term.anchor) for term in opened})
        for term in clockwork.all():
            assert not (term.met_on and term.lapsed_on)
            assert not (term.paused_on and (term.met_on or term.lapsed_on))
            assert bool(term.paused_on) == bool(term.pause_reason)
            assert bool(term.lapsed_on) == bool(term.lapse_reason)

    @given(STEPS, st.integers(0, 400))
    @LAWS
    def test_every_clock_is_in_one_state_and_the_queries_agree_with_it(self, clockwork, steps, later):
        today = self.play(clockwork, steps) + days(later)
        with clock.at(today):
            states = {term.pk: term.state for term in clockwork.all()}
            running = set(clockwork.all().running().values_list("pk", flat=True))
            missed = set(clockwork.all().missed().values_list("pk", flat=True))
            opened = set(clockwork.all().open().values_list("pk", flat=True))
        in_time = {Term.State.RUNNING, Term.State.MISSED}
        lapsed = set(clockwork.all().exclude(lapsed_on=None).values_list("pk", flat=True))
        assert running == {key for key, state in states.items() if state in in_time} - lapsed
        assert missed == {key for key, state in states.items() if state == Term.State.MISSED} - lapsed
        assert opened == running | {key for key, state in states.items() if state == Term.State.PAUSED}

    @given(STEPS, st.integers(0, 200), st.integers(0, 200), st.integers(0, 200))
    @LAWS
    def test_the_share_of_two_periods_that_touch_is_that_of_both_together(self, clockwork, steps, first, second, later):
        today = self.play(clockwork, steps) + days(later)
        Term.objects.exclude(subject=clockwork.subject).delete()
        since, middle, until = MONDAY, MONDAY + days(first), MONDAY + days(first + second)
        unit = clockwork.units[0].pk
        with clock.at(today):
            parts = [queries.shares_by_code(unit, *span) for span in ((since, middle), (middle + days(1), until))]
            whole = queries.shares_by_code(unit, since, until)
            by_holder = {code: queries.shares_by_holder(code, since, until) for code in whole}
        nothing = queries.Share(0, 0, 0, 0)
        for code in {*whole, *parts[0], *parts[1]}:
            assert parts[0].get(code, nothing) + parts[1].get(code, nothing) == whole.get(code, nothing)
        for code, share in whole.items():
            assert share.due == share.in_time + share.late + share.missed
            assert by_holder[code] == {unit: share}

    @given(STEPS)
    @LAWS
    def test_what_a_person_reads_of_her_clocks_comes_open_ones_first_and_the_most_urgent_on_top(self, clockwork, steps):
        self.play(clockwork, steps)
        found = list(queries.of(clockwork.subject))
        assert len(found) == clockwork.all().count()
        rank = [2 if term.lapsed_on else 1 if term.met_on else 0 for term in found]
        assert rank == sorted(rank)
        opened = [term.due_on for term in found if not term.met_on and not term.lapsed_on]
        assert opened == sorted(opened)


def snapshot(clockwork: Clockwork) -> list:
    return [*clockwork.all().order_by("pk").values(), *Pause.objects.order_by("pk").values()]


@given(
    pauses=st.lists(st.tuples(st.integers(0, 20), st.integers(0, 60)), max_size=6),
    starts=st.dates(dt.date(2024, 1, 1), dt.date(2030, 1, 1)),
)
@LAWS
def test_any_number_of_pauses_moves_the_due_day_by_all_their_days_together(clockwork, pauses, starts):
    clockwork.anew()
    term = clockwork.starts(on=starts)
    today, rested = starts, 0
    for wait, length in pauses:
        today += days(wait)
        clockwork.do(today, clocks.pause_all, clockwork.subject, "Ziek")
        today += days(length)
        clockwork.do(today, clocks.resume_all, clockwork.subject)
        rested += length
    assert clockwork.all().get().due_on == term.due_on + days(rested)
    assert Pause.objects.filter(term=term).count() == len(pauses)


@given(
    first=st.lists(
        st.tuples(st.sampled_from(CODES), st.integers(0, 90), st.sampled_from(["open", "met", "lapsed"])), max_size=5
    ),
    second=st.lists(
        st.tuples(st.sampled_from(CODES), st.integers(0, 90), st.sampled_from(["open", "met", "lapsed"])), max_size=5
    ),
)
@LAWS
def test_two_people_who_are_one_keep_every_clock_and_each_duty_runs_once(clockwork, first, second):
    clockwork.anew()
    for subject, script in ((clockwork.other, first), (clockwork.subject, second)):
        for code, wait, end in sorted(script, key=lambda one: one[1]):
            on = MONDAY + days(wait)
            clockwork.starts(code, on, subject)
            if end == "met":
                clockwork.do(on + days(1), clocks.meet, subject, code)
            elif end == "lapsed":
                clockwork.do(on + days(1), clocks.lapse, subject, [code], "test")
    today = MONDAY + days(100)
    everything = Term.objects.filter(subject__in=[clockwork.subject, clockwork.other])
    before = {term.pk: (term.started_on, term.due_on, term.met_on) for term in everything}
    still = set(everything.open().values_list("code", flat=True))
    clockwork.do(today, clocks.merge, clockwork.other, into=clockwork.subject)
    assert not clockwork.all(clockwork.other).exists()
    assert {term.pk: (term.started_on, term.due_on, term.met_on) for term in clockwork.all()} == before
    opened = list(clockwork.all().open().values_list("code", flat=True))
    assert len(opened) == len(set(opened))
    for code in still - set(opened):  # it no longer runs: because it was done, after it began
        assert clockwork.all().filter(code=code).exclude(met_on=None).exists()
    assert set(clockwork.all().values_list("anchor", flat=True)) <= {clockwork.subject}


@given(st.lists(st.tuples(st.sampled_from(CODES), st.booleans()), max_size=6, unique_by=lambda one: one[0]))
@LAWS
def test_another_unit_takes_over_what_is_open_and_nothing_of_what_was(clockwork, script):
    clockwork.anew()
    old, new = clockwork.units
    for code, met in script:
        clockwork.starts(code)
        if met:
            clockwork.do(MONDAY, clocks.meet, clockwork.subject, code)
    clockwork.do(MONDAY, clocks.hand_over, old.pk, new.pk)
    for term in clockwork.all():
        assert term.holder == (old if term.met_on else new)
    Term.objects.all().delete()


@pytest.mark.parametrize(("told", "rested"), [(3, 12), (9, 12), (10, 12), (11, 11)])
def test_a_pause_that_is_told_late_rests_no_day_that_had_rested_already(clockwork, told, rested):
    """She was ill for ten days, and again from a day that lies in them, until the twelfth."""
    due = clockwork.starts().due_on
    clockwork.do(MONDAY, clocks.pause_all, clockwork.subject, "Ziek")
    clockwork.do(MONDAY + days(10), clocks.resume_all, clockwork.subject)
    clockwork.do(MONDAY + days(11), clocks.pause_all, clockwork.subject, "Ziek", on=MONDAY + days(told))
    clockwork.do(MONDAY + days(12), clocks.resume_all, clockwork.subject)
    assert clockwork.all().get().due_on == due + days(rested)


@pytest.mark.parametrize("room", [0, 1, 7, 30])
def test_room_past_the_term_moves_the_due_day_and_not_the_start(clockwork, room):
    unit = clockwork.units[0].pk
    start = clocks.Start(clockwork.subject, "aftercare-1", unit, MONDAY, uuid.uuid4(), room)
    clockwork.do(MONDAY, clocks.start_all, [start])
    term = clockwork.all().get()
    assert term.due_on == rulebook.term("aftercare-1").on(MONDAY).due(MONDAY) + days(room)
    assert term.started_on == MONDAY


def test_the_rule_of_another_day_counts_when_one_says_so(clockwork):
    """Work that began before there was a rule on after-care is followed up by the rule of today."""
    early = dt.date(2010, 1, 1)
    unit = clockwork.units[0].pk
    with pytest.raises(rulebook.NotInForce):
        rulebook.term("newcomer-registration").on(early)
    clockwork.do(MONDAY, clocks.start_all, [clocks.Start(clockwork.subject, "newcomer-registration", unit, early)])
    assert not clockwork.all().exists()
    start = clocks.Start(clockwork.subject, "newcomer-registration", unit, early, rule_on=MONDAY)
    clockwork.do(MONDAY, clocks.start_all, [start])
    assert clockwork.all().get().due_on == rulebook.term("newcomer-registration").on(MONDAY).due(early)


def test_the_same_duty_twice_in_one_batch_starts_one_clock(clockwork):
    unit = clockwork.units[0].pk
    starts = [clocks.Start(clockwork.subject, "screening", unit, MONDAY + days(number)) for number in range(3)]
    clockwork.do(MONDAY, clocks.start_all, starts)
    assert clockwork.all().get().started_on == MONDAY


def test_each_employment_has_its_own_clock_and_its_end_lapses_no_other(clockwork):
    one, other = uuid.uuid4(), uuid.uuid4()
    for anchor in (one, other):
        clockwork.starts("aftercare-1", anchor=anchor)
    clockwork.do(MONDAY + days(3), clocks.lapse, clockwork.subject, None, "work.ended", anchor=one)
    assert clockwork.all().open().get().anchor == other
    clockwork.do(MONDAY + days(4), clocks.meet, clockwork.subject, "aftercare-1", anchor=one)
    assert clockwork.all().open().get().anchor == other, "what lapsed cannot be met any more"


def test_meeting_many_at_once_is_meeting_each(clockwork):
    subjects = [uuid.uuid4() for _ in range(3)]
    for number, subject in enumerate(subjects):
        clockwork.starts(subject=subject, on=MONDAY + days(number))
    clockwork.do(MONDAY + days(5), clocks.pause_all, subjects[1], "Ziek")
    terms = list(Term.objects.open().filter(subject__in=subjects).order_by("started_on"))
    expected = [term.due_on for term in terms]
    expected[1] += days(4)
    clockwork.do(MONDAY + days(9), clocks.meet_all, terms, on=MONDAY + days(9))
    kept = Term.objects.filter(subject__in=subjects).order_by("started_on")
    assert [(term.met_on, term.due_on, term.paused_on) for term in kept] == [
        (MONDAY + days(9), due, None) for due in expected
    ]


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("due before its start", {"due_on": MONDAY - days(1)}),
        ("met and lapsed", {"met_on": MONDAY, "lapsed_on": MONDAY}),
        ("met and paused", {"met_on": MONDAY, "paused_on": MONDAY}),
        ("lapsed and paused", {"lapsed_on": MONDAY, "paused_on": MONDAY}),
    ],
)
def test_the_database_itself_refuses_a_clock_that_is(clockwork, name, fields):
    term = clockwork.starts()
    with pytest.raises(IntegrityError), transaction.atomic():
        Term.objects.filter(pk=term.pk).update(**fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pause.objects.create(term=term, since=MONDAY, until=MONDAY - days(1), reason="x")


@pytest.mark.parametrize(("lapsed", "state"), [(-1, "lapsed"), (0, "lapsed"), (1, "missed")])
def test_what_lapses_on_its_last_day_was_not_missed_and_a_day_later_it_was(clockwork, lapsed, state):
    due = clockwork.starts().due_on
    clockwork.do(due + days(lapsed), clocks.lapse, clockwork.subject, None, "test")
    assert clockwork.all().get().state == state
    counted = queries.shares_by_code(clockwork.units[0].pk, due, due)
    assert {code: share.missed for code, share in counted.items()} == ({"screening": 1} if state == "missed" else {})


def test_when_a_duty_began_last_and_whether_it_was_met_since(clockwork):
    assert queries.last_start(clockwork.subject, "screening") is None
    clockwork.starts()
    clockwork.do(MONDAY + days(2), clocks.meet, clockwork.subject, "screening")
    clockwork.starts(on=MONDAY + days(30))
    assert queries.last_start(clockwork.subject, "screening") == MONDAY + days(30)
    assert queries.was_met(clockwork.subject, "screening", since=MONDAY)
    assert not queries.was_met(clockwork.subject, "screening", since=MONDAY + days(1))
    assert not queries.was_met(clockwork.subject, "training-offer", since=MONDAY)
