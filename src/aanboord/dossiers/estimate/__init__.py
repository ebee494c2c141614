"""The estimate of the chance of work within six months: open, explained, measured, and never deciding.

Use ``Model.from_json``, ``estimate_chance``, ``model_card`` and ``reliability_chart``; they need numpy alone. A command
trains with ``train.train`` on ``history.read_csv`` or ``fictional.fictional_history``.
Policy: BN19-VI.1.1-f, IAB19-4.2-a.
"""

from .card import ModelCard, model_card
from .chart import reliability_chart
from .errors import BadValue, BrokenModel, EstimateError, HistoryError, TooLittleKnown, TrainingError
from .explain import Estimate, Lever, Reason, Sureness, estimate_chance
from .factors import FACTORS, Education, Regime
from .features import COUNTED_DOMAINS, Features, count_thresholds, language_gap
from .model import FICTIONAL, WARNING, Model
from .service import ServiceLevel, suggest_service_level
from .texts import Text

__all__ = [
    "COUNTED_DOMAINS",
    "FACTORS",
    "FICTIONAL",
    "WARNING",
    "BadValue",
    "BrokenModel",
    "Education",
    "Estimate",
    "EstimateError",
    "Features",
    "HistoryError",
    "Lever",
    "Model",
    "ModelCard",
    "Reason",
    "Regime",
    "ServiceLevel",
    "Sureness",
    "Text",
    "TooLittleKnown",
    "TrainingError",
    "count_thresholds",
    "estimate_chance",
    "language_gap",
    "model_card",
    "reliability_chart",
    "suggest_service_level",
]
