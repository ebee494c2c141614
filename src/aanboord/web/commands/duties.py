"""What the worker does: tasks as they come, duties when the clock asks for them.

Each duty is harmless when it is done twice: the journal seals only what came since, a digest is marked with its day, a
reminder with what it reminded of. So several workers need not know of one another, and a worker that was down does on
its first round what was missed.
"""

from __future__ import annotations

import datetime as dt
import logging
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass

import typer
from django.core.management import call_command
from django.db import Error, close_old_connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from aanboord.core import clock
from aanboord.dossiers.actions.caseload import give_back_of_leavers
from aanboord.dossiers.reminders import remind
from aanboord.journal.notify import send_digests
from aanboord.journal.seal import checkpoint
from aanboord.web.forgetting import forget

log = logging.getLogger(__name__)

MORNING = dt.time(6)
POLL = 1.0  # seconds between two looks at the queue


@dataclass(slots=True)
class Duty:
    """Something to do every so often, or once a day in the morning (`every` is None)."""

    name: str
    do: Callable[[], object]
    every: dt.timedelta | None = None
    last: dt.datetime | None = None

    def due(self, now: dt.datetime) -> bool:
        if self.every is not None:
            return self.last is None or now - self.last >= self.every
        return now.time() >= MORNING and (self.last is None or self.last.date() < now.date())


def duties() -> list[Duty]:
    """All of them, not yet done."""
    return [
        Duty("journal-seal", checkpoint, every=dt.timedelta(minutes=1)),
        Duty("caseload-of-leavers", give_back_of_leavers),
        Duty("reminders", lambda: remind(clock.today())),  # before the digest, which tells of them
        Duty("daily-digest", send_digests),
        Duty("old-sessions", lambda: call_command("clearsessions")),
        Duty("retention", forget),
    ]


def carry_out(duties: list[Duty], now: dt.datetime) -> list[str]:
    """Do what is due and return the names of what was done; one that fails is told and tried again when next due."""
    done = []
    for duty in duties:
        if not duty.due(now):
            continue
        duty.last = now
        try:
            duty.do()
        except Exception as error:  # the others go on; the kind of error alone: its text may hold personal data
            log.error("duty %s failed: %s", duty.name, type(error).__name__)
        else:
            done.append(duty.name)
    return done


def work() -> None:
    """Until a signal asks to stop: then what is under way is finished first."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    tasks = Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
    )
    waiting = duties()
    typer.echo("The worker listens.")
    while not stop.is_set():
        close_old_connections()
        carry_out(waiting, clock.now())
        try:
            tasks.run()
        except Error as error:  # a database that is restarted, or busy for long: the next round asks again
            log.error("the queue did not answer: %s", type(error).__name__)
        stop.wait(POLL)
