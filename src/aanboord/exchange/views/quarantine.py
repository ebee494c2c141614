"""Rows that could not be taken: found, mended, tried again, or dropped."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from aanboord.core.access import Part, Purpose, Right, gate
from aanboord.core.routes import ActorRequest, route
from aanboord.dossiers.views.carrying_out import carried_out
from aanboord.journal.looks import looked

from .. import queries
from ..actions import quarantine as actions
from ..forms import DropForm, RowFilterForm, RowForm
from ..models import Delivery, QuarantinedRow
from ..reasons import COLUMN_NAMES, REASONS
from .deliveries import PER_PAGE, STEWARDS


@require_GET
@route(Purpose.QUALITY, STEWARDS)
def rows(request: ActorRequest, delivery: uuid.UUID | None = None) -> HttpResponse:
    """Where each row stands and what is wrong with it; whom it is about, shows on its own page alone."""
    of = get_object_or_404(Delivery, pk=delivery) if delivery else None
    form = RowFilterForm(request.GET, counts=queries.reasons(of))
    chosen = form.cleaned_data if form.is_valid() else {}
    state = chosen.get("state") or QuarantinedRow.State.OPEN
    found = queries.quarantined(delivery=of, state=state, reason=chosen.get("reason", ""))
    if chosen.get("source"):
        found = found.filter(delivery__source=chosen["source"])
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    shown = [(one, [REASONS.get(code, code) for code, _column, _words in one.faults]) for one in page]
    context = {"page": page, "rows": shown, "form": form, "delivery": of, "state": state}
    return render(request, "exchange/rows.html", context)


@require_GET
@route(Purpose.QUALITY, STEWARDS)
def row(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """One row as it came, and the fields to mend it."""
    found = _opened(request, pk)
    return _page(request, found, _as_delivered(found), DropForm())


@require_POST
@route(Purpose.QUALITY, STEWARDS)
def mend(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    found = _opened(request, pk)
    form = RowForm(found.delivery.source, request.POST)
    if carried_out(form, lambda: actions.mend(found, form.cleaned_data, by=request.actor)):
        messages.success(request, _("De rij is hersteld en verwerkt."))
        return redirect("exchange:row", pk)
    return _page(request, found, form, DropForm())


@require_POST
@route(Purpose.QUALITY, STEWARDS)
def drop(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    found = _opened(request, pk)
    form = DropForm(request.POST)
    if carried_out(form, lambda: actions.drop(found, form.cleaned_data["reason"], by=request.actor)):
        messages.success(request, _("De rij is weggelaten."))
        return redirect("exchange:rows")
    return _page(request, found, _as_delivered(found), form)


def _as_delivered(found: QuarantinedRow) -> RowForm:
    """The fields as they came, each with what is wrong with it."""
    form = RowForm(found.delivery.source, found.values or None)
    form.full_clean()
    if form.is_bound:
        form.errors.clear()
        for _code, column, words in found.faults:
            form.add_error(column if column in form.fields else None, _(words))
    return form


def _opened(request: ActorRequest, pk: uuid.UUID) -> QuarantinedRow:
    """A row may be about somebody who is known: then she can read who saw it. Raises NotAllowed."""
    gate.require(request.actor, Right.CHANGE, Part.IDENTITY, None)
    found = get_object_or_404(QuarantinedRow.objects.select_related("delivery", "decided_by"), pk=pk)
    if person := queries.bearer(found.values.get("insz", "")):
        looked(request.actor, {person.pk: person.relation_to(request.actor)}, [Part.IDENTITY, Part.LABOUR_STATUS])
    return found


def _page(request: ActorRequest, found: QuarantinedRow, form: RowForm, drop_form: DropForm) -> HttpResponse:
    following = queries.quarantined(delivery=found.delivery).filter(line__gt=found.line).first()
    context = {
        "row": found,
        "faults": [(COLUMN_NAMES.get(column, ""), _(words)) for _code, column, words in found.faults],
        "apart": bool(found.values),
        "open": found.state == QuarantinedRow.State.OPEN,
        "form": form,
        "drop_form": drop_form,
        "following": following,
    }
    return render(request, "exchange/row.html", context, status=422 if request.method == "POST" else 200)
