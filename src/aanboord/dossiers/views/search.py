"""One search for everybody, on name or number. The term travels in the body of a request: no address holds it."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from aanboord.core.access import Actor, Part, Purpose, Role
from aanboord.core.names import display_name
from aanboord.core.routes import CASEWORKERS, GUIDES, PROFESSIONALS, ActorRequest, route
from aanboord.journal.looks import looked, searched
from aanboord.journal.models import Look

from ..queries.search import MOST, Found, search


@require_http_methods(["GET", "POST"])
@route(Purpose.GUIDANCE, PROFESSIONALS)
def find(request: ActorRequest) -> HttpResponse:
    """Who is found; a number that finds somebody within reach leads straight to her dossier."""
    actor = request.actor
    if actor.role == Role.DATA_STEWARD:
        actor = actor.with_purpose(Purpose.QUALITY)
    asked = display_name(request.POST.get("term", ""))[:120]
    if not asked:
        return render(request, "dossiers/desk/search.html", {"asked": "", "found": None})
    found = search(actor, asked)
    _log(actor, asked, found)
    opens = request.actor.role in GUIDES
    if opens and found.by_number and found.hits:
        return redirect(found.hits[0].dossier)
    context = {
        "asked": asked,
        "found": found,
        "most": MOST,
        "opens": opens,
        "registers": request.actor.role in CASEWORKERS,
    }
    return render(request, "dossiers/desk/search.html", context)


@transaction.atomic
def _log(actor: Actor, asked: str, found: Found) -> None:
    """The search itself, and an access row for each person whom the reader now knows to be here."""
    searched(actor, asked, len(found.hits))
    for sees_plan in (True, False):
        hits = [hit for hit in found.hits if hit.sees_plan == sees_plan]
        told = {Part.IDENTITY, Part.PLAN} if sees_plan else {Part.IDENTITY}
        looked(actor, {hit.dossier.pk: hit.sight.relation for hit in hits}, told, Look.Kind.SEARCH)
    if found.elsewhere:
        intake = actor.with_purpose(Purpose.INTAKE)
        looked(intake, {found.elsewhere.pk: found.elsewhere.relation_to(actor)}, {Part.IDENTITY}, Look.Kind.SEARCH)
