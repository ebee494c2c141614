"""The page that the day starts on, and the filters that one keeps."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.db.models import UUIDField
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_headers

from aanboord.core.access import Part, Purpose, Role
from aanboord.core.kept import kept
from aanboord.core.names import display_name
from aanboord.core.routes import CASEWORKERS, GUIDES, ActorRequest, route
from aanboord.directory.queries import team
from aanboord.journal.looks import looked
from aanboord.journal.models import Look

from ..forms.worklist import Asked
from ..models import SavedFilter
from ..queries.worklist import Tab, Worklist

#: The parts that the columns of a list tell of.
LISTED = frozenset({Part.IDENTITY, Part.PLAN, Part.SCREENING})

#: The element of the page that htmx asks for.
LIST = "lijst"


@require_GET
@vary_on_headers("HX-Request")
@route(Purpose.GUIDANCE, GUIDES)
def worklist(request: ActorRequest) -> HttpResponse:
    """The whole page; for htmx the list alone."""
    asked = Asked(request.GET, request.actor)
    listed = asked.worklist
    page = listed.page(request.GET.get("page"))
    looked(request.actor, {row.pk: row.relation for row in page}, LISTED & listed.parts, Look.Kind.LIST)
    request.GET = QueryDict(asked.query)  # the links of the page carry on what says something
    context = {
        "asked": asked,
        "list": listed,
        "page": page,
        "saved": _saved(account=request.actor.account_id),
        **_dividing(request, listed),
    }
    if request.htmx.target == LIST:
        answer = render(request, "dossiers/desk/list.html", context)
        answer["HX-Push-Url"] = address_of(asked.query)
        return answer
    return render(request, "dossiers/desk/worklist.html", context)


_saved = kept(lambda account: SavedFilter.objects.filter(account=account), account=UUIDField())


def _dividing(request: ActorRequest, listed: Worklist) -> dict[str, object]:
    """What the reader may do with rows that he ticks: a team lead divides, a caseworker takes on what nobody has."""
    actor = request.actor
    if actor.role == Role.TEAM_LEAD and actor.unit_id is not None:
        return {"divides": True, "colleagues": team(actor.unit_id).filter(role__in=CASEWORKERS)}
    return {"divides": actor.role in CASEWORKERS and listed.tab == Tab.UNASSIGNED, "colleagues": None}


def address_of(query: str) -> str:
    """Where a list is."""
    place = reverse("dossiers:worklist")
    return f"{place}?{query}" if query else place


@require_POST
@route(Purpose.GUIDANCE, GUIDES)
def save_filter(request: ActorRequest) -> HttpResponse:
    """Keep the present filters under a name; the same name again replaces what it stood for."""
    query = Asked(QueryDict(request.POST.get("query", "")), request.actor).query
    name = display_name(request.POST.get("name", ""))[:60]
    assert request.actor.account_id is not None
    if name:
        SavedFilter.objects.update_or_create(account_id=request.actor.account_id, name=name, defaults={"query": query})
        messages.success(request, _("De filter “%(name)s” is bewaard.") % {"name": name})
    else:
        messages.error(request, _("Geef de filter een naam."))
    return redirect(address_of(query))


@require_POST
@route(Purpose.GUIDANCE, GUIDES)
def forget_filter(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """Drop one of one's own filters."""
    SavedFilter.objects.filter(account=request.actor.account_id, pk=pk).delete()
    return redirect("dossiers:worklist")
