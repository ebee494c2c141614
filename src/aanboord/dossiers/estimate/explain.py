"""One person's estimate, with its reasons: there is no score without them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from . import encoding, texts
from .encoding import Floats, Ints
from .errors import TooLittleKnown
from .evaluation import Z90
from .factors import FACTORS
from .features import Features
from .model import Model
from .service import ServiceLevel, suggest_service_level
from .texts import Text

REASONS = 5
LEVERS = 3
FEWEST_KNOWN = 5
SMALLEST_GAIN = 0.01


class Sureness(StrEnum):
    """How wide the interval is."""

    SURE = "sure"
    FAIR = "fair"
    UNSURE = "unsure"

    @property
    def text(self) -> Text:
        """Its name on a page."""
        return _SURENESS[self]


_SURENESS = {
    Sureness.SURE: Text("vrij zeker", "rather sure"),
    Sureness.FAIR: Text("redelijk zeker", "fairly sure"),
    Sureness.UNSURE: Text("weinig zeker", "not very sure"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """What one factor adds to (or takes from) the chance of the average person, on the logit scale, and in words."""

    factor: str
    contribution: float
    known: bool
    text: Text


@dataclass(frozen=True, slots=True)
class Lever:
    """A step that guidance can help with, and the chance of people who stand there: no proof that it causes it."""

    factor: str
    chance: float
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """Chance of work within six months. It informs; the professional decides.

    ``low`` to ``high`` is the 90 % interval of the chance, wider the less is known. ``contributions`` by factor key
    add up, with ``base``, to ``logit``. ``also_possible``: what the ends of the interval would suggest instead.
    ``ask_first``: what is not known, most telling first. ``warning`` must show wherever the estimate shows.
    Raises ValueError without reasons.
    """

    chance: float
    low: float
    high: float
    words: Text
    sentence: Text
    sureness: Sureness
    base: float
    logit: float
    contributions: Mapping[str, float]
    reasons: tuple[Reason, ...]
    levers: tuple[Lever, ...]
    ask_first: tuple[Text, ...]
    suggestion: ServiceLevel
    also_possible: tuple[ServiceLevel, ...]
    basis: str
    warning: Text | None
    model_version: str

    def __post_init__(self) -> None:
        if not self.reasons:
            raise ValueError("an estimate has reasons")

    def to_dict(self) -> dict[str, Any]:
        """For storage as JSON in the screening, so that it can be read later as it was given."""
        return asdict(self)

    @classmethod
    def from_dict(cls, stored: dict[str, Any]) -> Estimate:
        """The estimate that ``to_dict`` wrote."""

        def with_text(each: dict[str, Any]) -> dict[str, Any]:
            return {**each, "text": texts.from_dict(each["text"])}

        return cls(
            **{
                **stored,
                "words": texts.from_dict(stored["words"]),
                "sentence": texts.from_dict(stored["sentence"]),
                "sureness": Sureness(stored["sureness"]),
                "reasons": tuple(Reason(**with_text(each)) for each in stored["reasons"]),
                "levers": tuple(Lever(**with_text(each)) for each in stored["levers"]),
                "ask_first": tuple(texts.from_dict(each) for each in stored["ask_first"]),
                "suggestion": ServiceLevel(stored["suggestion"]),
                "also_possible": tuple(ServiceLevel(each) for each in stored["also_possible"]),
                "warning": stored["warning"] and texts.from_dict(stored["warning"]),
            }
        )


def estimate_chance(model: Model, features: Features) -> Estimate:
    """The estimate for one person. Raises TooLittleKnown, with what to ask, when fewer than five factors are known."""
    levels = encoding.levels_of([features])
    contributions = model.contributions(levels)[0]
    not_known = [place for place in np.argsort(-model.spreads, kind="stable") if levels[0, place] < 0]
    ask_first = tuple(FACTORS[place].title for place in not_known)
    if len(FACTORS) - len(ask_first) < FEWEST_KNOWN:
        raise TooLittleKnown(
            Text(
                "Er is nog te weinig gekend voor een schatting.",
                "Too little is known for an estimate as yet.",
            ),
            ask_first,
        )
    logit = model.base + float(contributions.sum())
    half = Z90 * float(model.logit_variance(levels)[0]) ** 0.5
    low, chance, high = (float(each) for each in encoding.chance(np.array([logit - half, logit, logit + half])))
    suggestion = suggest_service_level(chance)
    ends = dict.fromkeys((suggest_service_level(low), suggest_service_level(high)))
    return Estimate(
        chance=chance,
        low=low,
        high=high,
        words=_words(chance),
        sentence=_sentence(chance, low, high, fictional=model.fictional),
        sureness=_sureness(high - low),
        base=model.base,
        logit=logit,
        contributions={factor.key: float(each) for factor, each in zip(FACTORS, contributions, strict=True)},
        reasons=_reasons(levels[0], contributions),
        levers=_levers(model, levels, chance),
        ask_first=ask_first,
        suggestion=suggestion,
        also_possible=tuple(level for level in ends if level is not suggestion),
        basis=model.basis,
        warning=model.warning,
        model_version=model.version,
    )


def _reasons(levels: Ints, contributions: Floats) -> tuple[Reason, ...]:
    made = []
    for place in np.argsort(-abs(contributions), kind="stable")[:REASONS]:
        factor, level, contribution = FACTORS[place], int(levels[place]), float(contributions[place])
        label = factor.labels[level] if level >= 0 else Text("nog niet gekend", "not known yet")
        effect = effect_in_words(contribution)
        text = Text(f"{factor.title.nl}: {label.nl}, {effect.nl}", f"{factor.title.en}: {label.en}, {effect.en}")
        made.append(Reason(factor.key, contribution, level >= 0, text))
    return tuple(made)


def effect_in_words(contribution: float) -> Text:
    """What a contribution on the logit scale does to the chance, compared with the average person."""
    size = abs(contribution)
    if size < 0.1:
        return Text("maakt weinig verschil", "makes little difference")
    nl, en = ("verhoogt", "raises") if contribution > 0 else ("verlaagt", "lowers")
    how = Text(" een beetje", " a little") if size < 0.4 else Text("", "") if size < 0.8 else Text(" sterk", " a lot")
    return Text(f"{nl} de kans{how.nl}", f"{en} the chance{how.en}")


def _levers(model: Model, levels: Ints, chance: float) -> tuple[Lever, ...]:
    """One step up for each factor that guidance can work on, the step that matters most first."""
    made = []
    for place, factor in enumerate(FACTORS):
        here = int(levels[0, place])
        there = here + factor.sense
        if here < 0 or not factor.workable or not 0 <= there < len(factor.labels):
            continue
        moved = levels.copy()
        moved[0, place] = there
        after = float(encoding.chance(model.base + model.contributions(moved).sum(axis=1))[0])
        if after - chance < SMALLEST_GAIN:
            continue
        before, then = round(100 * chance), round(100 * after)
        old, new = factor.labels[here], factor.labels[there]
        text = Text(
            f"{factor.title.nl}: van ‘{old.nl}’ naar ‘{new.nl}’. "
            f"Mensen die daar staan, hebben een kans van {then} % in plaats van {before} %.",
            f"{factor.title.en}: from ‘{old.en}’ to ‘{new.en}’. "
            f"People who stand there have a chance of {then}% instead of {before}%.",
        )
        made.append(Lever(factor.key, after, text))
    return tuple(sorted(made, key=lambda lever: -lever.chance)[:LEVERS])


_WORDS = (
    (0.2, Text("kleine kans", "small chance")),
    (0.4, Text("eerder kleine kans", "rather small chance")),
    (0.6, Text("ongeveer evenveel kans van wel als van niet", "about as likely as not")),
    (0.8, Text("eerder grote kans", "rather good chance")),
    (1.1, Text("grote kans", "good chance")),
)


def _words(chance: float) -> Text:
    return next(text for below, text in _WORDS if chance < below)


def _sentence(chance: float, low: float, high: float, *, fictional: bool) -> Text:
    middle, least, most = (round(100 * each) for each in (chance, low, high))
    people = Text("100 verzonnen mensen", "100 invented people") if fictional else Text("100 mensen", "100 people")
    return Text(
        f"Van {people.nl} in een gelijkaardige situatie vonden er ongeveer {middle} werk binnen zes maanden "
        f"(tussen {least} en {most}).",
        f"Of {people.en} in a similar situation about {middle} found work within six months "
        f"(between {least} and {most}).",
    )


def _sureness(width: float) -> Sureness:
    return Sureness.SURE if width < 0.1 else Sureness.FAIR if width < 0.25 else Sureness.UNSURE
