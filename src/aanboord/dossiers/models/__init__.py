"""The nouns of the work with the citizen."""

from .desk import SavedFilter
from .dossier import Document, Dossier, Draft, Involvement, Note, OfDossier, Registration
from .plan import Agreement, Answer, Appointment, Goal, WorkNotYet
from .screening import EstimateModel, Screening, Threshold
from .work import AftercareContact, Employment, Evaluation, Placement

__all__ = [
    "AftercareContact",
    "Agreement",
    "Answer",
    "Appointment",
    "Document",
    "Dossier",
    "Draft",
    "Employment",
    "EstimateModel",
    "Evaluation",
    "Goal",
    "Involvement",
    "Note",
    "OfDossier",
    "Placement",
    "Registration",
    "SavedFilter",
    "Screening",
    "Threshold",
    "WorkNotYet",
]
