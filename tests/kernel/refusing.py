"""Refusals, one by one: what an action says no to, at which field, and that nothing has changed after it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from aanboord.core import clock
from aanboord.core.access import Actor, Purpose, Role
from aanboord.core.errors import Conflict, Invalid, NotAllowed, Refusal, WrongState
from aanboord.directory.models import Organisation
from aanboord.dossiers.models import Dossier
from tests import world

from .declared import KINDS, refusals

CLASSES: dict[str, type[Refusal]] = {"WrongState": WrongState, "NotAllowed": NotAllowed, "Conflict": Conflict}
Call = Callable[[], object]

#: What an action of any room may change.
ROOMS = ("directory", "people", "terms", "dossiers", "exchange", "journal")


class Stand:
    """A case with its counsellor, and whoever else a row asks for."""

    def __init__(self) -> None:
        self.worker = world.vdab_office().worker(Role.COUNSELLOR, "Katrien Claes")
        self.case = world.Case(world.register(self.worker), self.worker)

    @property
    def by(self) -> Actor:
        return self.worker.actor

    @property
    def dossier(self) -> Dossier:
        return self.case.now

    @property
    def screened(self) -> Dossier:
        self.case.screened()
        return self.case.now

    @cached_property
    def steward(self) -> Actor:
        return world.vdab_office().worker(Role.DATA_STEWARD).acting(Purpose.QUALITY)

    @cached_property
    def coach(self) -> world.Worker:
        return world.team(Organisation.Kind.PARTNER, "Groeikracht vzw").worker(Role.COACH)

    @cached_property
    def social_worker(self) -> world.Worker:
        return world.ocmw_of().worker(Role.SOCIAL_WORKER)

    @staticmethod
    def day(number: int) -> dt.date:
        """So many days from now."""
        return clock.today() + dt.timedelta(days=number)


@dataclass(frozen=True)
class Row:
    """`at` (`file.function`) refuses: at a field, or as a whole by the kind of the refusal.

    `ready` makes everything ready and returns the call that is refused; `days` later, when given. `says` are words of
    the message, needed where one place refuses the same field for two reasons.
    """

    at: str
    what: str
    ready: Callable[[Stand], Call]
    says: str = ""
    days: int = 0

    def __str__(self) -> str:
        return f"{self.at}-{self.what}-{self.says}".rstrip("-").replace(" ", "_")


def each(rows: Sequence[Row]) -> Any:
    return pytest.mark.parametrize("row", rows, ids=str)


def is_refused(row: Row) -> None:
    """Carry a row out. Nothing at all may have changed after the refusal, no event may tell of it."""
    today = clock.today()
    with clock.at(today):  # at noon, whatever the hour
        call = row.ready(Stand())
    with clock.at(today + dt.timedelta(days=row.days)):
        before = everything()
        with pytest.raises(CLASSES.get(row.what, Invalid)) as refusal:
            call()
        after = everything()
    assert after == before
    said = str(refusal.value)
    if isinstance(refusal.value, Invalid):
        assert row.what in refusal.value.fields
        said = str(refusal.value.fields[row.what])
    assert said.strip()
    assert row.says.casefold() in said.casefold()


def everything() -> dict[str, list[Any]]:
    """Every record of every room."""
    kept = {}
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models():
            rows: models.QuerySet[Any] = model._default_manager.order_by("pk").values()
            if rows.model.__name__ in ("Territory", "NisSuccession", "Organisation", "ContactPoint"):
                rows = rows.filter(pk__in=_touched(model))
            kept[model._meta.label] = list(rows)
    return kept


def _touched(model: type[models.Model]) -> models.QuerySet[Any]:
    """The directory of Flanders is large and none of these rows change more of it than this."""
    if model is Organisation:
        return Organisation.objects.exclude(kind__in=["ocmw", "local-government"]).values("pk")
    return model._default_manager.order_by("-pk").values("pk")[:20]


def missing(rows: Sequence[Row], files: Collection[str]) -> dict[str, Counter[tuple[str, str]]]:
    """Refusals in these files that no row shows, and rows that show none. Two of one place take two rows.

    A refusal of which only a pattern of field names is known in the code, is shown by rows of any field.
    """
    declared = Counter({key: count for key, count in refusals().items() if key[0].partition(".")[0] in files})
    shown: Counter[tuple[str, str]] = Counter()
    for row in rows:
        known = {what for at, what in declared if at == row.at}
        loose = row.what not in known and row.what not in KINDS
        shown[row.at, next((what for what in known if loose and what in LOOSE), row.what)] += 1
    twice = {
        (one.at, one.what)
        for one in rows
        for other in rows
        if one is not other
        and (one.at, one.what, one.says)
        == (
            other.at,
            other.what,
            other.says,
        )
    }
    return {
        "not shown": declared - shown,
        "not declared": Counter({key: count for key, count in shown.items() if key not in declared}),
        "shown twice alike": Counter(twice),
    }


#: Field names that only the call knows.
LOOSE = ("Invalid", "field")
