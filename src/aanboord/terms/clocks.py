"""Starting, pausing, meeting clocks: no actions, they run inside an action of another room and add to its event."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

from aanboord import rulebook
from aanboord.core import bulk, clock
from aanboord.core.actions import acting, note
from aanboord.core.errors import Invalid, WrongState

from .models import Pause, Term

#: Sent with `terms` (a list) when clocks start, before `changed`: a room whose case rests pauses them.
started = Signal()

#: Sent with `subjects` (a set of person ids) when open clocks changed, inside the transaction.
changed = Signal()


@dataclass(frozen=True, slots=True)
class Start:
    """A clock to start: `code` is a term of the rulebook, `on` its first day, `holder` the unit that must meet it.

    `room` is a number of days past the term in which the duty is still met in time; `rule_on` the day whose rule holds,
    when that is not the first day.
    """

    subject: uuid.UUID
    code: str
    holder: uuid.UUID
    on: dt.date
    anchor: uuid.UUID | None = None
    room: int = 0
    rule_on: dt.date | None = None


def start_all(starts: Sequence[Start]) -> list[Term]:
    """Start clocks. One that is open already for the same subject, code and anchor stays as it is; where the rulebook
    knows no such term on that day, there is no duty and no clock."""
    acting()
    subjects = {start.subject for start in starts}
    running = set(Term.objects.open().filter(subject__in=subjects).values_list("subject", "code", "anchor"))
    made = []
    for start in starts:
        key = (start.subject, start.code, start.anchor or start.subject)
        if key in running:
            continue
        running.add(key)
        try:
            version = rulebook.term(start.code).on(start.rule_on or start.on)
        except rulebook.NotInForce:
            continue
        made.append(
            Term(
                subject=start.subject,
                code=start.code,
                anchor=start.anchor or start.subject,
                holder_id=start.holder,
                started_on=start.on,
                due_on=version.due(start.on) + dt.timedelta(days=start.room),
                source="; ".join(version.sources),
            )
        )
    bulk.insert(made)
    started.send(Term, terms=made)
    changed.send(Term, subjects=subjects)
    return made


def start(subject: uuid.UUID, code: str, holder: uuid.UUID, on: dt.date, anchor: uuid.UUID | None = None) -> None:
    """Start one clock and say so in the event of the running action."""
    for term in start_all([Start(subject, code, holder, on, anchor)]):
        note(**{f"term_{code}_due": term.due_on})


def meet(subject: uuid.UUID, code: str, *, on: dt.date | None = None, anchor: uuid.UUID | None = None) -> bool:
    """The duty is done: stop its clock (a paused one as well). False when no such clock was open."""
    acting()
    day = on or clock.today()
    term = Term.objects.open().filter(subject=subject, code=code, anchor=anchor or subject).first()
    if term is None:
        return False
    _stop(term, day)
    term.save(update_fields=["met_on", "due_on", "paused_on", "pause_reason"])
    note(**{f"term_{code}_met": day, f"term_{code}_due": term.due_on})
    changed.send(Term, subjects={subject})
    return True


def meet_all(terms: Sequence[Term], *, on: dt.date) -> None:
    """Stop open clocks at once, for an action over many."""
    acting()
    for term in terms:
        _stop(term, on)
    Term.objects.bulk_update(terms, ["met_on", "due_on", "paused_on", "pause_reason"], batch_size=500)
    changed.send(Term, subjects={term.subject for term in terms})


def lapse(subject: uuid.UUID, codes: Iterable[str] | None, reason: str, *, anchor: uuid.UUID | None = None) -> None:
    """The duty no longer exists (the person turned out self-reliant, moved away): its clock counts neither way, unless
    it was overdue already: then it stays missed.

    `reason` is a code of ours, such as the kind of the event: it is told in the journal.
    """
    acting()
    terms = Term.objects.open().filter(subject=subject)
    if codes is not None:
        terms = terms.filter(code__in=[*codes])
    if anchor is not None:
        terms = terms.filter(anchor=anchor)
    today = clock.today()
    for paused in terms.exclude(paused_on=None):
        _end_pause(paused, max(today, paused.paused_on or today))
        paused.save(update_fields=["due_on", "paused_on", "pause_reason"])
    if terms.update(lapsed_on=today, lapse_reason=reason[:200]):
        note(terms_lapsed=reason)
        changed.send(Term, subjects={subject})


def pause_all(subject: uuid.UUID, reason: str, *, on: dt.date | None = None) -> int:
    """Hold every running clock of a subject; a suspended case does not run late. Returns how many were held."""
    acting()
    day = on or clock.today()
    running = Term.objects.running().filter(subject=subject)
    held = running.update(paused_on=Greatest(F("started_on"), Value(day)), pause_reason=reason[:200])
    changed.send(Term, subjects={subject})
    return held


def pause(terms: Iterable[Term], reason: str, *, on: dt.date) -> None:
    """Hold clocks that have just started, for a receiver of `started`."""
    for term in terms:
        term.paused_on, term.pause_reason = max(on, term.started_on), reason[:200]
        term.save(update_fields=["paused_on", "pause_reason"])


def resume_all(subject: uuid.UUID, *, on: dt.date | None = None) -> int:
    """Let the clocks run on, each due later by the days of its pause. Raises Invalid before the pause began."""
    acting()
    day = on or clock.today()
    paused = list(Term.objects.open().filter(subject=subject).exclude(paused_on=None))
    if not paused:
        raise WrongState(_("Er is geen pauze om te beëindigen."))
    for term in paused:
        _end_pause(term, day)
        term.save(update_fields=["due_on", "paused_on", "pause_reason"])
    changed.send(Term, subjects={subject})
    return len(paused)


def any_paused(subject: uuid.UUID) -> bool:
    """Whether a clock of the subject stands still."""
    return Term.objects.open().filter(subject=subject).exclude(paused_on=None).exists()


def merge(subject: uuid.UUID, *, into: uuid.UUID) -> None:
    """The clocks of one subject become those of another, who turned out to be the same.

    A duty that was done on either side after its clock started is done, so the clock of the other side lapses; of two
    that are open for one duty, the one that is due first runs on.
    """
    acting()
    terms = list(Term.objects.filter(subject__in=[subject, into]).order_by("due_on"))
    done = {(one.subject, one.code): one.met_on for one in terms if one.met_on and one.anchor == one.subject}
    lapsed, running = [], set()
    for term in terms:
        if term.met_on or term.lapsed_on:
            continue
        own = term.anchor == term.subject
        met_on = done.get((into if term.subject == subject else subject, term.code)) if own else None
        duty = (term.code, into if own else term.anchor)
        if duty in running or (met_on and met_on >= term.started_on):
            lapsed.append(term)
        else:
            running.add(duty)
    for term in lapsed:
        term.lapsed_on, term.lapse_reason, term.paused_on, term.pause_reason = clock.today(), "person.merged", None, ""
    Term.objects.bulk_update(lapsed, ["lapsed_on", "lapse_reason", "paused_on", "pause_reason"])
    Term.objects.filter(subject=subject, anchor=subject).update(anchor=into)
    Term.objects.filter(subject=subject).update(subject=into)
    changed.send(Term, subjects={subject, into})


def hand_over(holder: uuid.UUID, to: uuid.UUID) -> None:
    """Another unit must meet the open clocks of a holder from now on; what was met before stays the old one's."""
    acting()
    Term.objects.open().filter(holder=holder).update(holder=to)


def _stop(term: Term, day: dt.date) -> None:
    """The duty was done on `day`. A pause that began later, when it is told late, has changed nothing."""
    if term.paused_on and day >= term.paused_on:
        _end_pause(term, day)
    term.paused_on, term.pause_reason, term.met_on = None, "", day


def _end_pause(term: Term, day: dt.date) -> None:
    """A pause that is told late may reach into an earlier one: no day rests twice."""
    assert term.paused_on is not None
    if day < term.paused_on:
        raise Invalid({"on": _("De pauze kan niet eindigen voor ze begon.")})
    begin = term.paused_on
    rested = term.pauses.filter(until__gt=begin, since__lt=day).values_list("since", "until")
    for since, until in [*rested, (day, day)]:
        if begin < since or begin == day == term.paused_on:
            Pause.objects.create(term=term, since=begin, until=since, reason=term.pause_reason)
            term.due_on += since - begin
        begin = max(begin, until)
    term.paused_on, term.pause_reason = None, ""
