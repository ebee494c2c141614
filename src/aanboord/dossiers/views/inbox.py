"""What others did in one's dossiers."""

from __future__ import annotations

import uuid
from collections import defaultdict

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from aanboord.core.access import Part, Purpose, Relation
from aanboord.core.routes import PROFESSIONALS, ActorRequest, route
from aanboord.journal import notify
from aanboord.journal import queries as journal
from aanboord.journal.looks import looked
from aanboord.journal.models import Look

from ..queries.inbox import Message, messages

PER_PAGE = 25


@require_GET
@route(Purpose.GUIDANCE, PROFESSIONALS)
def inbox(request: ActorRequest) -> HttpResponse:
    """Newest first; what was not read yet stands out."""
    page = Paginator(journal.inbox(request.actor.professional_id), PER_PAGE).get_page(request.GET.get("page"))
    told = messages(request.actor, [*page])
    _log(request, told)
    return render(request, "dossiers/desk/inbox.html", {"page": page, "told": told})


def _log(request: ActorRequest, told: list[Message]) -> None:
    """An access row for each person named, with the parts that the messages on this page tell of."""
    parts: dict[uuid.UUID, set[Part]] = defaultdict(lambda: {Part.IDENTITY})
    relations: dict[uuid.UUID, Relation] = {}
    for message in told:
        if message.dossier and message.sight:
            parts[message.dossier.pk].add(Part(message.notification.event.part))
            relations[message.dossier.pk] = message.sight.relation
    alike: dict[frozenset[Part], dict[uuid.UUID, Relation]] = defaultdict(dict)
    for person, seen in parts.items():
        alike[frozenset(seen)][person] = relations[person]
    for seen_parts, people in alike.items():
        looked(request.actor, people, seen_parts, Look.Kind.LIST)


@require_POST
@route(Purpose.GUIDANCE, PROFESSIONALS)
def mark_read(request: ActorRequest) -> HttpResponse:
    """All of it is read."""
    if request.actor.professional_id is not None:
        notify.mark_read(request.actor.professional_id)
    return redirect("dossiers:inbox")
