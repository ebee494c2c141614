"""Many dossiers to one colleague: see first what would happen, then let it happen, then read what did."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from contextlib import suppress

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aanboord.core.access import Actor, Part, Purpose, Role
from aanboord.core.routes import CASEWORKERS, ActorRequest, route
from aanboord.directory.models import Professional
from aanboord.directory.queries import team
from aanboord.journal.looks import looked
from aanboord.journal.models import Look

from ..access import visible_to
from ..actions.dossier import assign_many
from ..forms.worklist import Asked
from ..models import Dossier
from .worklist import address_of


@require_POST
@route(Purpose.GUIDANCE, CASEWORKERS | {Role.TEAM_LEAD})
def many(request: ActorRequest) -> HttpResponse:
    """First a preview: the action is carried out and taken back. Confirmed, it stays done."""
    actor = request.actor
    by = actor.with_purpose(Purpose.STEERING) if actor.role == Role.TEAM_LEAD else actor
    back = address_of(Asked(QueryDict(request.POST.get("query", "")), actor).query)
    picked = _picked(request.POST.getlist("dossier"))
    colleague = _colleague(actor, request.POST.get("to", ""))
    if not picked or colleague is None:
        messages.warning(
            request, _("Kies eerst een of meer dossiers.") if colleague else _("Die collega werkt niet in je team.")
        )
        return redirect(back)
    seen = _as_seen(picked, actor)
    confirmed = "confirm" in request.POST
    with transaction.atomic():
        reports = assign_many(seen, colleague, by=by)
        transaction.set_rollback(not confirmed)
    looked(by, {one.pk: one.relation_to(by) for one in seen}, {Part.IDENTITY, Part.PLAN}, Look.Kind.LIST)
    told = {report.dossier.pk: report for report in reports}
    context = {
        "confirmed": confirmed,
        "colleague": colleague,
        "rows": [(dossier, told[dossier.pk]) for dossier in seen if dossier.pk in told],
        "done": sum(report.done for report in reports),
        "unseen": len(picked) - len(reports),
        "back": back,
        "query": request.POST.get("query", ""),
    }
    return render(request, "dossiers/desk/assign_many.html", context)


def _picked(values: Iterable[str]) -> dict[uuid.UUID, str | None]:
    """What was ticked: a dossier, and behind a colon whom the preview showed it with (nothing: nobody)."""
    picked: dict[uuid.UUID, str | None] = {}
    for value in values:
        key, shown, counsellor = value.partition(":")
        with suppress(ValueError):
            picked[uuid.UUID(key)] = (counsellor and str(uuid.UUID(counsellor))) if shown else None
    return picked


def _as_seen(picked: Mapping[uuid.UUID, str | None], actor: Actor) -> list[Dossier]:
    """The dossiers as the preview showed them, as far as the reader may know them."""
    dossiers = (
        visible_to(actor)
        .filter(pk__in=picked)
        .select_related("person", "counsellor", "lead")
        .prefetch_related("involvements__unit")
        .order_by("person__family_key", "person__given_key")
    )
    for dossier in dossiers:
        shown = picked[dossier.pk]
        if shown is not None and shown != str(dossier.counsellor_id or ""):
            dossier.counsellor = Professional.objects.filter(pk=shown).first() if shown else None
    return list(dossiers)


def _colleague(actor: Actor, chosen: str) -> Professional | None:
    """Who is to have them: for a team lead one of the team, for a caseworker herself."""
    if actor.role != Role.TEAM_LEAD:
        return get_object_or_404(Professional, pk=actor.professional_id)
    assert actor.unit_id is not None
    found = (one.professional for one in team(actor.unit_id) if str(one.professional_id) == chosen)
    return next(found, None)
