"""The action: every change of state is one function that checks, changes and leaves its event in one transaction."""

from __future__ import annotations

import datetime as dt
import enum
import functools
import inspect
import math
import uuid
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from .access import Actor, Guarded, Part, Right, Role, gate
from .errors import NotAllowed
from .models import Choice

S = TypeVar("S")
P = ParamSpec("P")
R = TypeVar("R")


@dataclass(slots=True)
class Entry:
    """One event before it is written: what happened, in which stream, about whom, by whom."""

    kind: str
    stream: uuid.UUID
    by: Actor
    part: Part | None = None
    person: uuid.UUID | None = None
    data: dict[str, Any] = field(default_factory=dict)


class Journal(Protocol):
    def __call__(self, entries: Sequence[Entry]) -> object: ...


class _Recording:
    """What the running action has to say besides what it was called with."""

    def __init__(self, kind: str, part: Part | None, by: Actor) -> None:
        self.kind, self.part, self.by = kind, part, by
        self.unchanged = False
        self.extra: dict[str, Any] = {}
        self.entries: list[Entry] = []


_running: ContextVar[_Recording | None] = ContextVar("running action", default=None)
_journal: list[Journal] = []


def use_journal(journal: Journal) -> None:
    """Called once by the journal: `core` knows no app, so the place where events go is handed to it."""
    _journal[:] = [journal]


def note(**data: Any) -> None:
    """Add to the event of the action that is running: the outcome of a rule, a term that was met; never a text."""
    _recording().extra.update({key: plain(value) for key, value in data.items()})


def unchanged() -> None:
    """Say that the running action found everything as it should be: nothing happened, so no event tells of it."""
    _recording().unchanged = True


def record(subject: object, kind: str | None = None, *, part: Part | None = None, **data: Any) -> None:
    """Give `subject` an event of its own, for an action over many. An action that records leaves no event besides."""
    running = _recording()
    person, stream = _whereabouts(subject)
    plain_data = {key: plain(value) for key, value in data.items()}
    running.entries.append(Entry(kind or running.kind, stream, running.by, part or running.part, person, plain_data))


def acting() -> Actor:
    """Who carries out the running action. Raises RuntimeError outside one: state changes only inside actions."""
    return _recording().by


def _recording() -> _Recording:
    running = _running.get()
    if running is None:
        raise RuntimeError("state changes only inside an action")
    return running


@contextmanager
def _record(recording: _Recording) -> Iterator[None]:
    token = _running.set(recording)
    try:
        yield
    finally:
        _running.reset(token)


def action(
    kind: str, *, part: Part | None, roles: Collection[Role] | None = None
) -> Callable[[Callable[Concatenate[S, P], R]], Callable[Concatenate[S, P], R]]:
    """Make a function `f(subject, ..., *, by: Actor)` an action.

    It runs in one transaction: `by` must have one of `roles` (when given), and from the gate the right to change `part`
    of the subject's dossier; the function runs; one event of `kind` is written to the stream of what it returned (or
    else of the subject). The event holds what was `note`d and the arguments of the call, without what somebody typed:
    of texts only codes are told, those that the database checks. An action over many `record`s an event for each thing
    that it changed. An action with `part=None` belongs to no dossier (the directory, a delivery) and asks the gate
    nothing: it names its roles, or its callers are commands.
    Raises NotAllowed, and what the function raises; then nothing has changed.
    """

    def decorate(function: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], R]:
        signature = inspect.signature(function)

        @functools.wraps(function)
        def run(subject: S, /, *args: P.args, **kwargs: P.kwargs) -> R:
            call = signature.bind(subject, *args, **kwargs)
            by = call.arguments["by"]
            assert isinstance(by, Actor)
            if roles is not None and by.role not in roles:
                raise NotAllowed(_("Dat kan je niet als %(role)s.") % {"role": str(by.role.label).lower()})
            recording = _Recording(kind, part, by)
            with transaction.atomic(), _record(recording):
                if part is not None:
                    gate.require(by, Right.CHANGE, part, subject)
                result = function(subject, *args, **kwargs)
                entries = recording.entries
                if not entries and not recording.unchanged and not isinstance(subject, Sequence):
                    thing = result if hasattr(result, "pk") else subject
                    person, stream = _whereabouts(thing)
                    told = _told(thing, call) | recording.extra
                    entries = [Entry(kind, stream, by, part, person, {k: v for k, v in told.items() if v is not None})]
                for write in _journal:
                    write(entries)
            return result

        return run

    return decorate


def _told(thing: object, call: inspect.BoundArguments) -> dict[str, Any]:
    """What of the arguments an event may hold: no text that somebody typed, so no name and no story."""
    codes = (
        {field.name for field in thing._meta.fields if isinstance(field, Choice)}
        if isinstance(thing, models.Model)
        else ()
    )
    return {
        name: plain(value)
        for name, value in list(call.arguments.items())[1:]
        if name != "by" and (name in codes or isinstance(value, _TELLING))
    }


#: Types of arguments that hold no text: a number, a day, a choice, a record (of which the event keeps the identity).
_TELLING = (bool, int, float, Decimal, dt.date, uuid.UUID, enum.Enum, models.Model)


def _whereabouts(thing: object) -> tuple[uuid.UUID | None, uuid.UUID]:
    """(person, stream): what belongs to a person goes to that person's stream, anything else to its own."""
    if isinstance(thing, Guarded):
        return thing.person_key, thing.person_key
    if isinstance(thing, models.Model) and isinstance(thing.pk, uuid.UUID):
        return None, thing.pk
    raise TypeError(f"{type(thing).__name__} has no stream in the journal")


def plain(value: Any) -> Any:
    """A value as JSON can hold it; a record becomes its identity, never its content."""
    match value:
        case enum.Enum():
            return plain(value.value)
        case None | bool() | int():
            return value
        case float():
            return value if math.isfinite(value) else str(value)
        case str():
            return value.replace("\0", "")  # JSON of PostgreSQL knows no such sign
        case dt.datetime() | dt.date():
            return value.isoformat()
        case Decimal() | uuid.UUID():
            return str(value)
        case models.Model():
            return {"model": value._meta.label_lower, "id": str(value.pk)}
        case dict():
            return {plain(str(key)): plain(item) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [plain(item) for item in value]
    return str(value)
