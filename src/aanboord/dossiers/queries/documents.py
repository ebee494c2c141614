"""Reads on the files of a dossier."""

from __future__ import annotations

from ..access import Sight
from ..models import Document, Dossier


def documents_section(dossier: Dossier, sight: Sight) -> list[Document]:
    """The files under parts that the reader may see, the newest first."""
    return list(dossier.documents.filter(part__in=[*sight.see]).select_related("added_by"))
