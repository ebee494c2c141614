"""A desk with people on it."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from typing import Any

import pytest

from aanboord.core import clock
from aanboord.dossiers.models import Dossier
from tests import world

Registers = Callable[..., world.Case]
_born = itertools.count()


@pytest.fixture
def registered(counsellor: world.Worker) -> Registers:
    """`registered("Peeters", days_ago=70)`: somebody registered at the counter by `counsellor`, or `by=` another."""

    def register(
        name: str = "Vermeulen", *, by: world.Worker | None = None, days_ago: int = 0, **fields: Any
    ) -> world.Case:
        worker = by or counsellor
        born = fields.pop("birth_date", dt.date(1980, 1, 1) + dt.timedelta(days=next(_born)))
        with clock.at(clock.today() - dt.timedelta(days=days_ago)):
            dossier = world.register(
                worker, family_name=name, birth_date=born, insz=world.new_insz(born), **({"given_name": "An"} | fields)
            )
        return world.Case(dossier, worker)

    return register


def unassign(*cases: world.Case) -> None:
    """Back to the team."""
    Dossier.objects.filter(pk__in=[case.dossier.pk for case in cases]).update(counsellor=None)
