"""Training: an additive logistic scorecard whose factors each keep their sense, calibrated and tested on later people.

The only module here that needs scikit-learn: a command imports it, a web process never does.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression

from . import encoding
from .encoding import Floats
from .errors import TrainingError
from .evaluation import evaluate
from .history import History, Record
from .model import FICTIONAL, REGION, Model, Provenance
from .texts import Text

HELD_OUT = 0.25
CALIBRATED = 0.4  # a year out of a history of four: less would calibrate on one season
SHRINKAGE = 1.0
FEWEST = {"fit": 400, "calibrate": 150, "hold-out": 150}
FEWEST_OF_EACH_OUTCOME = 40


def train(history: History, basis: str) -> Model:
    """A model from a history. Nothing in it is left to chance: the same records in any order give the same model.

    The last quarter of the time is held out and only tests. Of the people before it, those whose outcome was certain
    by then teach: the earlier ones fit the weights, the later ones calibrate them.

    ``basis`` is "fictional" or "region:<name>" and must agree with the history. Raises TrainingError.
    """
    _check_basis(history, basis)
    records = [record for record in history.records if record.mature]
    fit, calibrate, held_out = _split(records)
    levels = encoding.levels_of(record.features for record in fit)
    shares = encoding.shares_of(levels)
    weights, covariance = _fit(encoding.design(levels, shares), _worked(fit))
    weights, covariance = _calibrate(weights, covariance, _columns(calibrate, shares), _worked(calibrate))
    weights, covariance = weights.round(6) + 0.0, covariance.round(9) + 0.0  # no -0.0: databases do not keep it

    contributions = encoding.sums_by_factor((encoding.design(levels, shares) * weights)[:, 1:])
    spreads = [np.std(contributions[known, place]) for place, known in enumerate((levels >= 0).T)]
    base_rate = float(np.concatenate([_worked(fit), _worked(calibrate)]).mean())
    chances = encoding.chance(_columns(held_out, shares) @ weights)
    return Model(
        basis=basis,
        weights=weights,
        shares=shares,
        spreads=np.nan_to_num(spreads).round(6),
        covariance=covariance,
        provenance=Provenance(
            fingerprint=history.fingerprint(),
            rows=len(history),
            not_followed_long_enough=len(history) - len(records),
            fitted=len(fit),
            calibrated=len(calibrate),
            outcome_unknown_at_hold_out=len(records) - len(fit) - len(calibrate) - len(held_out),
            first=fit[0].screened_on.isoformat(),
            last=calibrate[-1].screened_on.isoformat(),
            base_rate=base_rate,
        ),
        report=evaluate(chances, held_out, base_rate),
    )


def _check_basis(history: History, basis: str) -> None:
    if history.fictional != (basis == FICTIONAL):
        raise TrainingError(
            Text(
                "Verzonnen geschiedenis maakt alleen een verzonnen model, echte geschiedenis nooit.",
                "Fictional history makes only a fictional model, and real history never makes one.",
            )
        )
    if basis != FICTIONAL and (not basis.startswith(REGION) or not basis.removeprefix(REGION).strip()):
        raise TrainingError(
            Text("De basis is 'fictional' of 'region:<naam>'.", "The basis is 'fictional' or 'region:<name>'.")
        )


def _split(records: Sequence[Record]) -> tuple[list[Record], list[Record], list[Record]]:
    """Fit, calibrate and hold-out, in order of time; a day is never cut in two."""
    if not records:
        raise _too_few("hold-out")
    border = records[int(len(records) * (1 - HELD_OUT))].screened_on
    held_out = [record for record in records if record.screened_on >= border]
    teachers = [record for record in records if record.outcome_known_on <= border]
    if not teachers:
        raise _too_few("fit")
    middle = teachers[int(len(teachers) * (1 - CALIBRATED))].screened_on
    fit = [record for record in teachers if record.screened_on < middle]
    calibrate = [record for record in teachers if record.screened_on >= middle]
    for name, part in (("fit", fit), ("calibrate", calibrate), ("hold-out", held_out)):
        worked = sum(record.worked for record in part)
        if len(part) < FEWEST[name] or min(worked, len(part) - worked) < FEWEST_OF_EACH_OUTCOME:
            raise _too_few(name)
    return fit, calibrate, held_out


_PARTS = {
    "fit": Text("te leren", "learn from"),
    "calibrate": Text("te ijken", "calibrate on"),
    "hold-out": Text("te toetsen", "test on"),
}


def _too_few(name: str) -> TrainingError:
    part, few, each = _PARTS[name], FEWEST[name], FEWEST_OF_EACH_OUTCOME
    return TrainingError(
        Text(
            f"Te weinig geschiedenis om {part.nl}: er zijn minstens {few} mensen nodig die zes maanden opgevolgd zijn, "
            f"van wie minstens {each} werk vonden en {each} niet.",
            f"Too little history to {part.en}: at least {few} people followed for six months are needed, "
            f"of whom at least {each} found work and {each} did not.",
        )
    )


def _worked(records: Sequence[Record]) -> Floats:
    return np.array([float(record.worked) for record in records])


def _columns(records: Sequence[Record], shares: Floats) -> Floats:
    return encoding.design(encoding.levels_of(record.features for record in records), shares)


def _fit(columns: Floats, worked: Floats) -> tuple[Floats, Floats]:
    """Weights and their covariance. A step against the sense of its factor is taken out, the worst of each factor
    first, and the rest fitted anew, until none is left: neighbouring levels then count as one."""
    kept = np.ones(encoding.COLUMNS, dtype=bool)
    while True:
        weights = np.zeros(encoding.COLUMNS)
        weights[kept], covariance = _logistic(columns[:, kept], worked, SHRINKAGE)
        against = -weights[1:] * encoding.SENSES
        wrong = [1 + mine[np.argmax(against[mine])] for mine in encoding.OF_FACTOR if (against[mine] > 0).any()]
        if not wrong:
            break
        kept[wrong] = False
    full = np.zeros((encoding.COLUMNS, encoding.COLUMNS))
    full[np.ix_(kept, kept)] = covariance
    return weights, full


def _logistic(columns: Floats, worked: Floats, shrinkage: float) -> tuple[Floats, Floats]:
    """Logistic regression with ridge on all but the constant (column 0): weights and covariance of the weights."""
    regression = LogisticRegression(C=1 / shrinkage, tol=1e-8, max_iter=2000).fit(columns[:, 1:], worked)
    weights = np.concatenate([regression.intercept_, regression.coef_[0]])
    p = encoding.chance(columns @ weights)
    information = columns.T @ (columns * (p * (1 - p))[:, None])
    information[np.diag_indices_from(information)] += np.r_[0, np.full(len(weights) - 1, shrinkage)]
    return weights, np.asarray(np.linalg.inv(information), dtype=np.float64)


def _calibrate(weights: Floats, covariance: Floats, columns: Floats, worked: Floats) -> tuple[Floats, Floats]:
    """Platt scaling on later people, folded into the weights so that contributions still add up to the logit.

    The doubt about the scaling is folded into the covariance.
    """
    logit = columns @ weights
    middle = logit.mean()
    (shift, slope), doubt = _logistic(np.column_stack([np.ones(len(logit)), logit - middle]), worked, 1e-6)
    if slope <= 0:
        raise TrainingError(
            Text(
                "Wat vroeger gold, gaat voor latere mensen niet meer op: dit kan geen model worden.",
                "What held earlier no longer holds for later people: this cannot become a model.",
            )
        )
    to_middle = weights - middle * np.eye(len(weights))[0]
    scaled = slope * to_middle
    scaled[0] += shift
    covariance = slope**2 * covariance + doubt[1, 1] * np.outer(to_middle, to_middle)
    covariance[0, 0] += doubt[0, 0]
    return scaled, covariance
