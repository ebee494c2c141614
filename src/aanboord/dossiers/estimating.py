"""From a screening to the estimate and back: which model speaks for a region, and what its words are on a page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import F
from django.utils.translation import get_language

from aanboord.directory.models import Territory

from .access import Sight
from .estimate import (
    BrokenModel,
    Estimate,
    Features,
    Model,
    Text,
    TooLittleKnown,
    count_thresholds,
    estimate_chance,
    language_gap,
)
from .models import Dossier, EstimateModel
from .models.dossier import ServiceLevel
from .models.screening import Domain

DAYS_A_MONTH = 30.44
EVERYWHERE = "Vlaanderen"  #: the basis of a model that speaks for every region
#: Factors that count thresholds of the part Welfare; told only to who may see that part.
OF_WELFARE = frozenset({"heavy_thresholds", "light_thresholds"})


def language() -> str:
    return get_language() or "nl"


def region_name(region: Territory | None) -> str:
    """The region as a model's basis names it."""
    return region.name if region else EVERYWHERE


def features_of(
    answers: Mapping[str, Any], weights: Mapping[str, int], *, registered_on: dt.date, on: dt.date
) -> Features:
    """What the estimate may use of a screening on a day: `answers` by field of `Screening`, `weights` by life domain.

    Health, justice and papers are passed over; what is not known stays unknown.
    """
    years = answers.get("experience_years")
    heavy, light = count_thresholds(weights)
    return Features(
        months_registered=min(max(0, (on - registered_on).days) / DAYS_A_MONTH, 720),
        months_since_work=answers.get("months_since_work"),
        experience_years=None if years is None else float(years),
        language_gap=language_gap(answers.get("language_level"), answers.get("language_needed")),
        digital=weights.get(Domain.DIGITAL),
        mobility=weights.get(Domain.MOBILITY),
        child_care=weights.get(Domain.CHILDCARE),
        education=answers.get("education") or None,
        heavy_thresholds=heavy,
        light_thresholds=light,
        regime=answers.get("regime") or None,
    )


def why_not_switched_on(stored: EstimateModel) -> Text | None:
    """Why a model may not be switched on, or None when it may: a fictional one in the demo alone, a real one where it
    learned from the region's own history and predicts well enough."""
    try:
        model = Model.from_dict(stored.content)
    except BrokenModel as broken:
        return broken.text
    if model.fictional and settings.DEMO:
        return None
    return model.why_not_usable_for(region_name(stored.region))


def active_model(region_id: str | None) -> tuple[EstimateModel, Model] | None:
    """The model that is on for a region, or else the one for all regions; None when none is on or it is broken."""
    models = EstimateModel.objects.filter(active=True)
    of_region = models.filter(region=region_id) if region_id else models.none()
    stored = (of_region | models.filter(region=None)).order_by(F("region").asc(nulls_last=True), "-trained_at").first()
    if stored is None:
        return None
    try:
        return stored, Model.from_dict(stored.content)
    except BrokenModel:
        return None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking for an estimate: one that can be stored in the screening, or what to ask first."""

    stored: dict[str, Any] | None
    ask: tuple[Text, ...] = ()


def estimate(dossier: Dossier, answers: Mapping[str, Any], weights: Mapping[str, int], on: dt.date) -> Answer | None:
    """The estimate for a screening as it stands; None when no model is on for the person's region."""
    home = dossier.person.municipality
    found = active_model(home.reference_region_id if home else None)
    if found is None:
        return None
    stored, model = found
    try:
        made = estimate_chance(model, features_of(answers, weights, registered_on=registered_on(dossier, on), on=on))
    except TooLittleKnown as too_little:
        return Answer(None, too_little.ask)
    return Answer(made.to_dict() | {"model": str(stored.pk)})


def registered_on(dossier: Dossier, on: dt.date) -> dt.date:
    """The last registration on or before a day."""
    days = dossier.registrations.filter(on__lte=on).order_by("-on").values_list("on", flat=True)
    return days.first() or dossier.opened_on


@dataclass(frozen=True, slots=True)
class ShownEstimate:
    """A stored estimate in the language of the page, as far as the reader may see what it rests on."""

    percent: int
    low: int
    high: int
    words: str
    sentence: str
    sureness: str
    reasons: list[str]
    levers: list[str]
    ask_first: list[str]
    suggestion: str
    also_possible: list[str]
    warning: str
    model: str


def shown(stored: dict[str, Any], sight: Sight) -> ShownEstimate:
    """The words for a page. Who may not see Welfare is told nothing of its thresholds."""
    made = Estimate.from_dict({key: value for key, value in stored.items() if key != "model"})
    hidden = frozenset() if sight.sees["welfare"] else OF_WELFARE
    say = language()
    return ShownEstimate(
        percent=round(100 * made.chance),
        low=round(100 * made.low),
        high=round(100 * made.high),
        words=made.words.in_language(say),
        sentence=made.sentence.in_language(say),
        sureness=made.sureness.text.in_language(say),
        reasons=[one.text.in_language(say) for one in made.reasons if one.factor not in hidden],
        levers=[one.text.in_language(say) for one in made.levers if one.factor not in hidden],
        ask_first=[one.in_language(say) for one in made.ask_first],
        suggestion=str(ServiceLevel(made.suggestion).label),
        also_possible=[str(ServiceLevel(level).label) for level in made.also_possible],
        warning=made.warning.in_language(say) if made.warning else "",
        model=stored["model"],
    )
