"""The estimate's models: which are there, what each is worth, and the switch."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from aanboord.core.access import Purpose, Role
from aanboord.core.routes import PROFESSIONALS, ActorRequest, route

from .. import estimating
from ..actions import estimates as actions
from ..estimate import BrokenModel, Model, model_card, reliability_chart
from ..estimate.chart import in_words
from ..models import EstimateModel
from ..queries.estimates import departures


@require_GET
@route(Purpose.QUALITY, PROFESSIONALS)
def models(request: ActorRequest) -> HttpResponse:
    """Every model, newest first, with what is on where."""
    found = EstimateModel.objects.select_related("region").defer("content")
    return render(request, "dossiers/estimate_models.html", {"models": found})


@require_GET
@route(Purpose.QUALITY, PROFESSIONALS)
def model(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """The model card: what it is for, what it weighs, how often it is wrong and for whom."""
    stored = get_object_or_404(EstimateModel.objects.select_related("region"), pk=pk)
    say = estimating.language()
    context = {"model": stored, "may_switch": actions.may_switch(stored, request.actor)}
    try:
        card = model_card(Model.from_dict(stored.content))
    except BrokenModel as broken:
        return render(request, "dossiers/estimate_broken.html", context | {"why": broken.text})
    context |= {
        "card": card,
        "departures": departures(stored),
        "chart": reliability_chart(card.bins, language=say),
        "in_words": in_words(card.bins),
        "why_not": estimating.why_not_switched_on(stored),
    }
    return render(request, "dossiers/estimate_model.html", context)


@require_POST
@route(Purpose.QUALITY, frozenset({Role.TEAM_LEAD, Role.DATA_STEWARD}))
def switch(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """On or off."""
    on = "on" in request.POST
    actions.switch(get_object_or_404(EstimateModel, pk=pk), on, by=request.actor)
    messages.success(request, _("De schatting staat aan.") if on else _("De schatting staat uit."))
    return redirect("dossiers:estimate", pk)
