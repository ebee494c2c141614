"""The trained model: a scorecard of open weights, kept as readable JSON. Using it needs numpy alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

import numpy as np

from . import encoding
from .encoding import Floats, Ints
from .errors import BrokenModel
from .evaluation import Report, to_dict
from .factors import FACTORS, FACTORS_VERSION
from .features import Features
from .texts import Text

CODE_VERSION = "1"
FICTIONAL = "fictional"
REGION = "region:"
LARGEST_ECE = 0.05

WARNING = Text(
    "Oefenmodel: dit cijfer komt uit verzonnen gegevens. Het zegt niets over echte mensen.",
    "Practice model: this figure comes from invented data. It says nothing about real people.",
)
_NO_MODEL = Text("Dit is geen model.", "This is not a model.")


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which data a model comes from, without holding any of them. Dates are ISO."""

    fingerprint: str
    rows: int
    not_followed_long_enough: int
    fitted: int
    calibrated: int
    outcome_unknown_at_hold_out: int
    first: str
    last: str
    base_rate: float


@dataclass(frozen=True, eq=False)
class Model:
    """Weights on the logit scale. ``basis`` is "fictional" or "region:<name>".

    ``weights`` has shape (COLUMNS,), ``shares`` (COLUMNS - 1,), ``spreads`` (factors,): how much the contribution of a
    factor varies between people, which is what one does not know while it is not known; ``covariance`` of the weights.
    """

    basis: str
    weights: Floats
    shares: Floats
    spreads: Floats
    covariance: Floats
    provenance: Provenance
    report: Report
    code_version: str = CODE_VERSION
    factors_version: str = FACTORS_VERSION

    @property
    def fictional(self) -> bool:
        """Trained on invented people; wherever it shows, ``warning`` shows."""
        return self.basis == FICTIONAL

    @property
    def warning(self) -> Text | None:
        """What must stand beside every figure of this model."""
        return WARNING if self.fictional else None

    @property
    def base(self) -> float:
        """The logit of the average person."""
        return float(self.weights[0])

    @cached_property
    def version(self) -> str:
        """Names this model in a dossier: code, factors and the checksum of its content."""
        return f"{self.code_version}-{self.factors_version[:6]}-{_checksum(self._content())[:12]}"

    def contributions(self, levels: Ints) -> Floats:
        """What each factor adds to the logit of the average person, shape (people, factors)."""
        columns = encoding.design(levels, self.shares) * self.weights
        return encoding.sums_by_factor(columns[:, 1:])

    def logit_variance(self, levels: Ints) -> Floats:
        """Variance of each person's logit: of the weights, and of what is not known of the person."""
        columns = encoding.design(levels, self.shares)
        of_weights = np.einsum("ij,jk,ik->i", columns, self.covariance, columns).clip(0)
        return np.asarray(of_weights + (levels < 0) @ self.spreads**2)

    def chances(self, people: Iterable[Features]) -> Floats:
        """Chance of work within six months, for many people at once: for figures about groups, never to show alone."""
        return encoding.chance(self.base + self.contributions(encoding.levels_of(people)).sum(axis=1))

    def why_not_usable_for(self, region: str) -> Text | None:
        """Why a region may not switch this model on, or None when it may."""
        if self.fictional:
            return Text(
                "Dit model leerde van verzonnen gegevens. Train het eerst op de geschiedenis van de regio.",
                "This model learned from invented data. Train it on the region's own history first.",
            )
        if self.basis != REGION + region:
            return Text(
                "Dit model leerde van een andere regio. Train het op de eigen geschiedenis.",
                "This model learned from another region. Train it on your own history.",
            )
        if self.report.brier >= self.report.brier_base_rate or self.report.ece > LARGEST_ECE:
            return Text(
                "Dit model voorspelt niet goed genoeg voor wie na de training kwam. Zie de modelkaart.",
                "This model does not predict well enough for who came after training. See the model card.",
            )
        return None

    def usable_for(self, region: str) -> bool:
        """May this region switch it on? Whether it is on, the region keeps; see ``why_not_usable_for``."""
        return self.why_not_usable_for(region) is None

    def to_dict(self) -> dict[str, Any]:
        """For storage as JSON, the same for the same model, with a checksum."""
        content = self._content()
        return {**content, "checksum": _checksum(content)}

    def to_json(self) -> str:
        """Readable, the same for the same model."""
        return json.dumps(self.to_dict(), indent=1, sort_keys=True, ensure_ascii=False)

    @classmethod
    def from_json(cls, stored: str) -> Model:
        """As ``from_dict``."""
        try:
            content = json.loads(stored)
        except ValueError as error:
            raise BrokenModel(_NO_MODEL) from error
        return cls.from_dict(content)

    @classmethod
    def from_dict(cls, stored: dict[str, Any]) -> Model:
        """Raises BrokenModel when it was changed, is incomplete or belongs to other factors than these."""
        try:
            content = {key: value for key, value in stored.items() if key != "checksum"}
            if stored["checksum"] != _checksum(content):
                raise BrokenModel(Text("Het model is gewijzigd of beschadigd.", "The model was changed or is damaged."))
            if (content["code_version"], content["factors_version"]) != (CODE_VERSION, FACTORS_VERSION):
                raise BrokenModel(
                    Text(
                        "Het model hoort bij een andere versie. Train het opnieuw.",
                        "The model belongs to another version. Train it again.",
                    )
                )
            cards = [content["factors"][factor.key] for factor in FACTORS]
            weights = [content["average_person"]]
            weights += [weight for card in cards for weight in (*card["weights"], card["not_known"])]
            model = cls(
                basis=content["basis"],
                weights=np.array(weights),
                shares=np.array([share for card in cards for share in (*card["shares"], 0.0)]),
                spreads=np.array([card["spread"] for card in cards]),
                covariance=np.array(content["covariance"]),
                provenance=Provenance(**content["provenance"]),
                report=Report.from_dict(content["report"]),
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BrokenModel(_NO_MODEL) from error
        if (model.weights[1:] * encoding.SENSES < 0).any():
            raise BrokenModel(
                Text("Het model keert de zin van een factor om.", "The model turns the sense of a factor round.")
            )
        return model

    def _content(self) -> dict[str, Any]:
        factors = {}
        for place, factor in enumerate(FACTORS):
            mine = encoding.OF_FACTOR[place]
            factors[factor.key] = {
                "weights": self.weights[1:][mine[:-1]].tolist(),
                "shares": self.shares[mine[:-1]].tolist(),
                "not_known": float(self.weights[1:][mine[-1]]),
                "spread": float(self.spreads[place]),
            }
        return {
            "basis": self.basis,
            "code_version": self.code_version,
            "factors_version": self.factors_version,
            "average_person": self.base,
            "factors": factors,
            "covariance": self.covariance.tolist(),
            "provenance": asdict(self.provenance),
            "report": to_dict(self.report),
        }


def _checksum(content: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
