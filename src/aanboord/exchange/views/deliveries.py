"""What came in, how fresh it is, and a file to send."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aanboord.core import clock
from aanboord.core.access import Actor, Purpose, Role
from aanboord.core.routes import ActorRequest, route
from aanboord.dossiers.views.carrying_out import carried_out

from .. import queries
from ..actions import uploads
from ..forms import UploadForm
from ..models import Delivery, Source
from ..reasons import REASONS

STEWARDS = frozenset({Role.DATA_STEWARD})
READERS = STEWARDS | {Role.TEAM_LEAD}
PER_PAGE = 25
STANDS_STILL = 120  #: seconds without a row after which a run looks broken off


@require_GET
@route(Purpose.QUALITY, READERS)
def deliveries(request: ActorRequest) -> HttpResponse:
    """Counts of every delivery, and how fresh each source is; no personal data."""
    page = Paginator(queries.deliveries(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "freshness": queries.freshness(),
        "waiting": queries.waiting(),
        "steward": _steward(request),
    }
    return render(request, "exchange/deliveries.html", context)


@require_http_methods(["GET", "POST"])
@route(Purpose.QUALITY, STEWARDS)
def upload(request: ActorRequest) -> HttpResponse:
    """Send a file to be checked."""
    form = UploadForm(request.POST or None, request.FILES or None)
    made: list[Delivery] = []

    def act() -> None:
        chosen = form.cleaned_data
        made.append(uploads.receive(chosen["file"], Source(chosen["source"]), by=request.actor))

    if request.method == "POST" and carried_out(form, act):
        return redirect("exchange:delivery", made[0].pk)
    return render(request, "exchange/upload.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@route(Purpose.QUALITY, READERS)
def delivery(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """One delivery: how far it is, what it counted, why rows could not be taken, and what to do now."""
    found = get_object_or_404(queries.deliveries(), pk=pk)
    still = (clock.now() - found.advanced_at).total_seconds() > STANDS_STILL
    context = {
        "delivery": found,
        "steward": _steward(request),
        "busy": found.state in (Delivery.State.RECEIVED, Delivery.State.RUNNING),
        "stands_still": still and found.state == Delivery.State.RUNNING,
        "counts": _counts(found),
        "delay": queries.median({int(days): rows for days, rows in found.delays.items()}),
        "reasons": [(code, REASONS.get(code, code), rows) for code, rows in queries.reasons(found).items()],
    }
    return render(request, "exchange/_delivery.html" if request.htmx else "exchange/delivery.html", context)


@require_POST
@route(Purpose.QUALITY, STEWARDS)
def process(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    return _done(request, pk, uploads.process, _("De levering wordt verwerkt."))


@require_POST
@route(Purpose.QUALITY, STEWARDS)
def resume(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    return _done(request, pk, uploads.resume, _("De verwerking gaat verder waar ze stopte."))


@require_POST
@route(Purpose.QUALITY, STEWARDS)
def drop(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    return _done(request, pk, uploads.drop, _("Het bestand is weggegooid; er is niets veranderd."))


def _done(request: ActorRequest, pk: uuid.UUID, act: Callable[..., Delivery], said: str) -> HttpResponse:
    act(get_object_or_404(Delivery, pk=pk), by=request.actor)
    messages.success(request, said)
    return redirect("exchange:delivery", pk)


def _steward(request: ActorRequest) -> bool:
    actor: Actor = request.actor
    return actor.role in STEWARDS


def _counts(delivery: Delivery) -> list[tuple[str, int]]:
    """What was counted, or would be; with the words for each."""
    counts = (
        delivery.expected if delivery.state in (Delivery.State.CHECKED, Delivery.State.DROPPED) else delivery.counts
    )
    words = {
        "read": _("Rijen gelezen"),
        "registered": _("Ingeschreven"),
        "merged": _("Aangevuld bij wie gekend is"),
        "unchanged": _("Niets nieuws"),
        "not_applicable": _("Niet in te schrijven volgens de regel van de bron"),
        "quarantined": _("Niet te verwerken"),
    }
    return [(word, counts[name]) for name, word in words.items() if name in counts]
