"""Notes and, beside them, documents."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aanboord.core.access import Part, Purpose, Right, gate
from aanboord.core.routes import GUIDES, ActorRequest, route

from ..actions import dossier as actions
from ..forms.dossier import NoteForm
from ..queries.page import dossier_page
from .carrying_out import carried_out
from .dossier import opened


@require_http_methods(["GET", "POST"])
@route(Purpose.GUIDANCE, GUIDES)
def file(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """Notes and documents; a new note is written on the same page."""
    dossier, sight = opened(request, pk, "file")
    if request.method == "POST":
        gate.require(request.actor, Right.CHANGE, Part.NOTES, dossier)
    form = NoteForm(request.POST or None)

    def act() -> None:
        actions.add_note(dossier, form.cleaned_data["text"], by=request.actor)

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("De notitie is bewaard."))
        return redirect("dossiers:file", pk)
    context = dossier_page(dossier, sight, "file") | {"note_form": form}
    return render(request, "dossiers/dossier.html", context, status=422 if form.errors else 200)
