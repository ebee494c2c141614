"""Letters that were made: the file in the dossier, the access row, the event."""

from __future__ import annotations

from django.core.files.base import ContentFile

from aanboord.core.access import Actor, Part, Right, gate
from aanboord.core.actions import action, record
from aanboord.core.routes import GUIDES
from aanboord.journal.looks import looked
from aanboord.journal.models import Look

from ..models import Document, Dossier


@action("letter.made", part=Part.PLAN, roles=GUIDES)
def keep_letter(dossier: Dossier, kind: str, title: str, pdf: ContentFile[bytes], *, by: Actor, part: Part) -> Document:
    """Keep a letter that is about to be sent, under the rights of `part`. Raises NotAllowed."""
    relation = gate.require(by, Right.SEE, part, dossier)
    document = Document(dossier=dossier, title=title[:120], part=part, added_by_id=by.professional_id)
    document.file.save(f"{document.pk}.pdf", pdf, save=False)
    document.save()
    looked(by, {dossier.pk: relation}, {Part.IDENTITY, part}, Look.Kind.LETTER)
    record(dossier, part=part, letter=kind, document=document)
    return document
