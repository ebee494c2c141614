"""How professionals use an estimate: how often they saw it, and how often they decided otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, F, Q

from ..models import EstimateModel, Screening

SMALLEST_CELL = 10  # below, the figure would tell of a few people


@dataclass(frozen=True, slots=True)
class Departures:
    """Screenings in which a model spoke, and those in which the professional chose otherwise than it suggested."""

    screenings: int
    departed: int

    @property
    def share(self) -> float | None:
        """None while too few screenings are behind it."""
        return self.departed / self.screenings if self.screenings >= SMALLEST_CELL else None


def departures(model: EstimateModel) -> Departures:
    """Counted over all screenings with this model's estimate (BN19-VI.1.1-f)."""
    spoken = Screening.objects.filter(estimate__model=str(model.pk))
    counted = spoken.aggregate(
        screenings=Count("pk"), departed=Count("pk", filter=~Q(suggested_level="") & ~Q(suggested_level=F("level")))
    )
    return Departures(**counted)
