"""Making the fictional Flanders: all of it or nothing, and the same each time for the same numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from random import Random

from django.db import transaction

from aanboord.core import clock
from aanboord.core.access import Actor
from aanboord.directory.models import Territory
from aanboord.dossiers.actions import estimates
from aanboord.dossiers.estimate import FICTIONAL
from aanboord.dossiers.estimate.fictional import fictional_history
from aanboord.dossiers.models import EstimateModel
from aanboord.journal.seal import checkpoint

from .cast import ANTWERPEN, CLUSTER, GENT, HASSELT, LEUVEN, assemble
from .lives import Life, Story, World, live
from .samira import samira
from .stories import PLOTS

HISTORY = dt.timedelta(days=550)
HANNES_SHARE = 0.2

#: Where people live, and how many of a hundred; elsewhere around Gent only VDAB has professionals.
PLACES = ((GENT, 52), (ANTWERPEN, 14), (LEUVEN, 7), (HASSELT, 7), *((nis, 2) for nis in CLUSTER))
AROUND_GENT = 12


def make(people: int, seed: int, tell: Callable[[int, int], None] = lambda done, total: None) -> None:
    """Fill an empty database; `tell` hears how far it has come, in thousandths."""
    until = clock.now()
    since = until - HISTORY
    with transaction.atomic():
        with clock.at(since):
            cast = assemble(since.date())
            _estimate()
        places = {place.pk: place for place in Territory.objects.filter(kind=Territory.Kind.MUNICIPALITY)}
        world = World(cast, until, places, hanne_takes=round(people * HANNES_SHARE))
        live(_lives(world, people, seed), since, until, lambda share: tell(int(share * 1000), 1000))
    checkpoint()


def _estimate() -> None:
    """A model that learned from invented people, switched on: it warns wherever it shows."""
    from aanboord.dossiers.estimate.train import train  # scikit-learn takes a second to load

    model = train(fictional_history(2500, seed=2024), FICTIONAL)
    stored = EstimateModel(basis=model.basis, content=model.to_dict())
    by = Actor.system()
    estimates.keep(stored, by=by)
    estimates.switch(stored, True, by=by)


def _lives(world: World, people: int, seed: int) -> Iterator[tuple[Life, Story]]:
    yield samira(world, Random(f"{seed} samira"))  # noqa: S311 - fiction needs no secret
    around = sorted(nis for nis, place in world.places.items() if place.reference_region_id == "REFREG13")
    for number in range(people - 1):
        random = Random(f"{seed} {number}")  # noqa: S311
        plot = random.choices(PLOTS, [plot.share for plot in PLOTS])[0]
        place = random.choices([nis for nis, _ in PLACES], [share for _, share in PLACES])[0]
        if not plot.ocmw and random.randrange(100) < AROUND_GENT:
            place = random.choice(around)
        life = Life(world, random, place, ages=plot.ages, from_abroad=plot.from_abroad)
        yield life, plot.tell(life)
