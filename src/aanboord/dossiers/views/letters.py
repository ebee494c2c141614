"""Letters: which can be made, how one looks, and the PDF that is kept in the dossier."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.files.base import ContentFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from aanboord.core.access import Part, Purpose, Right
from aanboord.core.routes import GUIDES, ActorRequest, route

from ..actions.letters import keep_letter
from ..letters import LetterKind, compose, possible, to_pdf
from ..letters.compose import PARTS
from ..queries.page import section_address
from .opening import open_part


@require_GET
@route(Purpose.GUIDANCE, GUIDES)
def choose(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """The letters that can be made now."""
    dossier, sight = open_part(request, pk, Part.PLAN, also=PARTS.values())
    context = {
        "dossier": dossier,
        "possible": possible(dossier, sight),
        "back": section_address(dossier, "documents"),
    }
    return render(request, "dossiers/letters/choose.html", context)


@require_http_methods(["GET", "POST"])
@route(Purpose.GUIDANCE, GUIDES)
def letter(request: ActorRequest, pk: uuid.UUID, kind: str, about: uuid.UUID | None = None) -> HttpResponse:
    """How the letter looks; sent as a form, it is made, kept and handed out."""
    if kind not in LetterKind.values:
        raise Http404
    dossier, _sight = open_part(request, pk, PARTS[kind], right=Right.SEE)
    composed = compose(dossier, LetterKind(kind), about)
    if request.method == "POST":
        pdf = ContentFile(to_pdf(composed))
        title = _("Brief: %(subject)s") % {"subject": composed.subject}
        document = keep_letter(dossier, kind, title, pdf, part=composed.part, by=request.actor)
        messages.success(request, _("De brief is gemaakt en bewaard bij de documenten."))
        return redirect("dossiers:document", document.pk)
    context = {
        "dossier": dossier,
        "letter": composed,
        "article": composed.article("h2"),
        "back": section_address(dossier, "documents"),
    }
    return render(request, "dossiers/letters/preview.html", context)
