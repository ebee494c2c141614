"""Files of a dossier: kept under a part's rights, handed out only behind the gate."""

from __future__ import annotations

import uuid
from pathlib import PurePath

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from aanboord.core.access import Part, Purpose
from aanboord.core.routes import GUIDES, ActorRequest, route
from aanboord.journal.looks import looked

from ..access import open_dossier
from ..actions.dossier import add_document
from ..forms.documents import DocumentForm
from ..models import Document
from ..queries.page import section_address
from .carrying_out import carried_out, form_page
from .opening import open_part

CONTENT_TYPES = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
}


@require_http_methods(["GET", "POST"])
@route(Purpose.GUIDANCE, GUIDES)
def add(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """Keep a file in the dossier."""
    dossier, sight = open_part(request, pk, Part.PLAN)
    form = DocumentForm(request.POST or None, request.FILES or None, sight=sight)

    def act() -> None:
        given = form.cleaned_data
        add_document(dossier, given["file"], given["title"], part=Part(given["part"]), by=request.actor)

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("Het document is bewaard."))
        return redirect(section_address(dossier, "documents"))
    return form_page(
        request,
        dossier,
        form,
        title=_("Document toevoegen"),
        lead=_("De burger ziet elk document in Mijn dossier."),
        submit=_("Toevoegen"),
        back=section_address(dossier, "documents"),
    )


@require_GET
@route(Purpose.GUIDANCE, GUIDES)
def download(request: ActorRequest, pk: uuid.UUID) -> HttpResponseBase:
    """Hand a file out, with an access row for its part."""
    return handed_out(request, pk)


def handed_out(request: ActorRequest, pk: uuid.UUID) -> HttpResponseBase:
    """The file as an attachment that no browser opens in the page or keeps. Raises NotAllowed, Http404."""
    document = get_object_or_404(Document, pk=pk)
    part = Part(document.part)
    dossier, sight = open_dossier(request.actor, document.dossier_id, part=part, look=None)
    looked(request.actor, {dossier.pk: sight.relation}, {part})
    suffix = PurePath(document.file.name or "").suffix.lower()
    answer = FileResponse(
        document.file.open("rb"),
        as_attachment=True,
        filename=f"{document.title}{suffix}",
        content_type=CONTENT_TYPES.get(suffix, "application/octet-stream"),
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
