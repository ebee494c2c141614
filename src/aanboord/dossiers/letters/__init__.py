"""Letters: composed for one citizen in her language, shown before they are made, kept as tagged PDF in the dossier."""

from .compose import Letter, LetterKind, Possible, compose, possible
from .pdf import to_pdf

__all__ = ["Letter", "LetterKind", "Possible", "compose", "possible", "to_pdf"]
