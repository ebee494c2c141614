"""Who somebody is, and who takes part: contact, status, mandate, involvement."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aanboord.core.access import Part, Purpose
from aanboord.core.routes import CASEWORKERS, GUIDES, ActorRequest, route
from aanboord.people import actions as people
from aanboord.people.models import StatusKind

from ..actions import dossier as actions
from ..forms.people import ContactForm, EndStatusForm, InvolveForm, MandateForm, StatusForm, UnitForm
from ..models import Dossier, Involvement
from ..queries.page import section_address
from .carrying_out import carried_out, form_page
from .opening import open_led, open_part


def _back(dossier: Dossier) -> str:
    return section_address(dossier, "people")


@require_http_methods(["GET", "POST"])
@route(Purpose.GUIDANCE, GUIDES)
def contact(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """Change how somebody is reached, and where she lives."""
    dossier, _sight = open_part(request, pk, Part.IDENTITY)
    initial = ContactForm.of(dossier.person) | {"municipality": dossier.person.municipality}
    form = ContactForm(request.POST or None, initial=initial)

    def act() -> None:
        people.change_contact(dossier.person, by=request.actor, **form.cleaned_data)

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("De contactgegevens zijn bewaard."))
        return redirect(_back(dossier))
    return form_page(request, dossier, form, title=_("Contactgegevens"), submit=_("Bewaren"), back=_back(dossier))


@require_http_methods(["GET", "POST"])
@route(Purpose.GUIDANCE, CASEWORKERS)
def record_status(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """Record that a status holds."""
    dossier, _sight = open_part(request, pk, Part.LABOUR_STATUS)
    form = StatusForm(request.POST or None)

    def act() -> None:
        given = form.cleaned_data
        people.record_status(
            dossier.person,
            StatusKind(given["kind"]),
            since=given["since"],
            until=given["until"],
            source="aan-boord",
            by=request.actor,
        )

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("Het statuut is bewaard."))
        return redirect(_back(dossier))
    return form_page(request, dossier, form, title=_("Statuut toevoegen"), submit=_("Bewaren"), back=_back(dossier))


@require_http_methods(["GET", "POST"])
@route(Purpose.GUIDANCE, CASEWORKERS)
def end_status(request: ActorRequest, pk: uuid.UUID, status: uuid.UUID) -> HttpResponse:
    """Say when a status ended."""
    dossier, _sight = open_part(request, pk, Part.LABOUR_STATUS)
    held = get_object_or_404(dossier.person.statuses, pk=status)
    form = EndStatusForm(request.POST or None)

    def act() -> None:
        people.end_status(held, on=form.cleaned_data["on"], by=request.actor)

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("Het statuut is beëindigd."))
        return redirect(_back(dossier))
    return form_page(
        request,
        dossier,
        form,
        title=_("Statuut beëindigen"),
        lead=held.get_kind_display(),
        submit=_("Beëindigen"),
        back=_back(dossier),
    )


@require_http_methods(["GET", "POST"])
@route(Purpose.GUIDANCE, CASEWORKERS)
def give_mandate(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """Record that the citizen lets an OCMW act for her at VDAB."""
    dossier, _sight = open_part(request, pk, Part.IDENTITY)
    form = MandateForm(request.POST or None, dossier=dossier, own=request.actor.organisation_id)

    def act() -> None:
        given = form.cleaned_data
        people.give_mandate(dossier.person, given["organisation"], given_on=given["given_on"], by=request.actor)

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("Het mandaat is bewaard."))
        return redirect(_back(dossier))
    return form_page(
        request,
        dossier,
        form,
        title=_("Mandaat vastleggen"),
        lead=_("De burger geeft dit zelf. Ze kan het op elk moment weer intrekken."),
        submit=_("Bewaren"),
        back=_back(dossier),
    )


@require_POST
@route(Purpose.GUIDANCE, CASEWORKERS)
def withdraw_mandate(request: ActorRequest, pk: uuid.UUID, mandate: uuid.UUID) -> HttpResponse:
    """The citizen takes the mandate back."""
    dossier, _sight = open_part(request, pk, Part.IDENTITY)
    people.withdraw_mandate(get_object_or_404(dossier.person.mandates, pk=mandate), by=request.actor)
    messages.success(request, _("Het mandaat is ingetrokken."))
    return redirect(_back(dossier))


@require_http_methods(["GET", "POST"])
@route(Purpose.GUIDANCE, GUIDES)
def involve(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """Bring another organisation in: first which one, then whom of them and what for."""
    dossier = open_led(request, pk)
    chosen = UnitForm(request.GET or None, dossier=dossier)
    if not chosen.is_valid():
        return render(request, "dossiers/involve.html", {"dossier": dossier, "chosen": chosen, "back": _back(dossier)})
    unit = chosen.cleaned_data["unit"]
    form = InvolveForm(request.POST or None, unit=unit)

    def act() -> None:
        given = form.cleaned_data
        actions.involve(
            dossier,
            unit,
            kind=Involvement.Kind(given["kind"]),
            professional=given["professional"],
            by=request.actor,
        )

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("%(unit)s werkt nu mee.") % {"unit": unit.name})
        return redirect(_back(dossier))
    return form_page(
        request,
        dossier,
        form,
        title=_("%(unit)s laten meewerken") % {"unit": unit.name},
        lead=_("Een partner ziet alleen de delen die ze voor haar werk nodig heeft."),
        submit=_("Laten meewerken"),
        back=_back(dossier),
    )


@require_POST
@route(Purpose.GUIDANCE, GUIDES)
def release(request: ActorRequest, pk: uuid.UUID, involvement: uuid.UUID) -> HttpResponse:
    """An organisation no longer takes part."""
    dossier = open_led(request, pk)
    actions.release(get_object_or_404(dossier.involvements, pk=involvement), by=request.actor)
    messages.success(request, _("Die organisatie werkt niet meer mee."))
    return redirect(_back(dossier))
