"""People who may be one, side by side; and statements under somebody's number with quite another name."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from aanboord.core.access import Part, Purpose, Right, gate
from aanboord.core.names import name_key
from aanboord.core.routes import ActorRequest, route
from aanboord.dossiers.actions.merge import merge_duplicate
from aanboord.dossiers.models import Dossier
from aanboord.dossiers.views.carrying_out import carried_out
from aanboord.journal.looks import looked
from aanboord.journal.models import Look
from aanboord.people.actions import decide_duplicate
from aanboord.people.models import Person, PossibleDuplicate

from .. import queries
from ..actions import holds as actions
from ..forms import StaysForm
from ..models import Hold
from ..reasons import COLUMN_NAMES
from .deliveries import PER_PAGE, STEWARDS

PARTS = (Part.IDENTITY, Part.LABOUR_STATUS)


@require_GET
@route(Purpose.QUALITY, STEWARDS)
def duplicates(request: ActorRequest) -> HttpResponse:
    """Both review lists."""
    page = Paginator(queries.possible_duplicates(), PER_PAGE).get_page(request.GET.get("page"))
    holds = list(queries.holds()[:PER_PAGE])
    people = [person for pair in page for person in (pair.first, pair.second)]
    _look(request, [*people, *(hold.statement.person for hold in holds)], Look.Kind.LIST)
    return render(request, "exchange/duplicates.html", {"page": page, "holds": holds, "waiting": queries.waiting()})


@require_GET
@route(Purpose.QUALITY, STEWARDS)
def duplicate(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """Two people beside one another, with what differs."""
    return _pair_page(request, get_object_or_404(PossibleDuplicate, pk=pk))


@require_POST
@route(Purpose.QUALITY, STEWARDS)
def different(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    candidate = get_object_or_404(PossibleDuplicate, pk=pk)
    decide_duplicate(candidate, PossibleDuplicate.State.DIFFERENT, by=request.actor)
    messages.success(request, _("Genoteerd: dit zijn twee verschillende personen."))
    return redirect("exchange:duplicates")


@require_POST
@route(Purpose.QUALITY, STEWARDS)
def same(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    candidate = get_object_or_404(PossibleDuplicate.objects.select_related("first", "second"), pk=pk)
    people = {str(one.pk): one for one in (candidate.first, candidate.second)}
    form = StaysForm([*people.values()], request.POST)
    if carried_out(form, lambda: merge_duplicate(candidate, people[form.cleaned_data["stays"]], by=request.actor)):
        messages.success(request, _("De twee dossiers zijn er nu één. Beide tijdlijnen zeggen het."))
        return redirect("exchange:duplicates")
    return _pair_page(request, candidate, form)


@require_GET
@route(Purpose.QUALITY, STEWARDS)
def hold(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """What a source said under somebody's number, beside what is known of her."""
    found = get_object_or_404(Hold.objects.select_related("statement", "delivery"), pk=pk)
    known = queries.side(found.statement.person_id)
    gate.require(request.actor, Right.CHANGE, Part.IDENTITY, known)
    _look(request, [known.person], Look.Kind.FILE)
    delivered = [(COLUMN_NAMES[name], value) for name, value in found.values.items() if name in COLUMN_NAMES]
    context = {"hold": found, "known": known, "delivered": delivered, "open": found.state == Hold.State.OPEN}
    return render(request, "exchange/hold.html", context)


@require_POST
@route(Purpose.QUALITY, STEWARDS)
def take_hold(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    actions.take(get_object_or_404(Hold, pk=pk), by=request.actor)
    messages.success(request, _("De nieuwe naam is overgenomen."))
    return redirect("exchange:duplicates")


@require_POST
@route(Purpose.QUALITY, STEWARDS)
def refuse_hold(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    actions.refuse(get_object_or_404(Hold, pk=pk), by=request.actor)
    messages.success(request, _("De naam blijft zoals ze was."))
    return redirect("exchange:duplicates")


def _pair_page(request: ActorRequest, candidate: PossibleDuplicate, form: StaysForm | None = None) -> HttpResponse:
    sides = [queries.side(candidate.first_id), queries.side(candidate.second_id)]
    for one in sides:
        gate.require(request.actor, Right.CHANGE, Part.IDENTITY, one)
    people = [one.person for one in sides]
    _look(request, people, Look.Kind.FILE)
    context = {
        "candidate": candidate,
        "sides": sides,
        "lines": _compared(*sides),
        "open": candidate.state == PossibleDuplicate.State.OPEN,
        "form": form or StaysForm(people),
        "likeness": round(candidate.likeness * 100),
    }
    return render(request, "exchange/duplicate.html", context, status=422 if form else 200)


def _compared(one: Dossier, two: Dossier) -> list[dict[str, Any]]:
    """Line by line what both say, and whether that differs."""

    def line(label: str, *values: Any, alike: bool | None = None) -> dict[str, Any]:
        return {"label": label, "values": values, "differs": not alike if alike is not None else values[0] != values[1]}

    first, second = one.person, two.person
    lines = [
        line(_("Naam"), first.family_name, second.family_name, alike=_spelled_alike(first, second, "family_name")),
        line(_("Voornaam"), first.given_name, second.given_name, alike=_spelled_alike(first, second, "given_name")),
        line(_("INSZ-nummer"), first.insz, second.insz),
        line(_("Geboortedatum"), first.birth_date, second.birth_date),
        line(_("Gemeente"), first.municipality, second.municipality),
        line(_("Adres"), first.address, second.address),
        line(_("Telefoon"), first.phone, second.phone),
        line(_("E-mail"), first.email, second.email),
        line(_("Ingeschreven op"), one.opened_on, two.opened_on),
        line(_("In handen van"), one.lead, two.lead),
        line(_("Stand"), one.get_state_display(), two.get_state_display()),
    ]
    return [one for one in lines if any(one["values"])]


def _spelled_alike(first: Person, second: Person, name: str) -> bool:
    return name_key(getattr(first, name)) == name_key(getattr(second, name))


def _look(request: ActorRequest, people: list[Person], kind: Look.Kind) -> None:
    looked(request.actor, {one.pk: one.relation_to(request.actor) for one in people}, PARTS, kind)
