"""Meetings: make one, say how it went, excuse an absence, call it off."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aanboord.core import clock
from aanboord.core.access import Part, Purpose, Right
from aanboord.core.routes import GUIDES, ActorRequest, route

from ..access import Sight
from ..actions import appointments as actions
from ..forms.appointments import AppointmentForm, ExcuseForm, HeldForm, ReportForm
from ..models import Appointment
from ..queries.page import section_address
from .carrying_out import carried_out, form_page
from .opening import open_part, open_thing


@require_http_methods(["GET", "POST"])
@route(Purpose.GUIDANCE, GUIDES)
def new(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """Plan a meeting, alone or together with another organisation."""
    dossier, _sight = open_part(request, pk, Part.PLAN)
    form = AppointmentForm(request.POST or None, dossier=dossier)
    made: list[Appointment] = []

    def act() -> None:
        made.append(actions.make_appointment(dossier, by=request.actor, **form.values))

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("Het gesprek is gepland. Maak je ook de uitnodiging?"))
        return redirect("dossiers:appointment", made[0].pk)
    return form_page(
        request, dossier, form, title=_("Gesprek plannen"), submit=_("Plannen"), back=section_address(dossier, "plan")
    )


@require_GET
@route(Purpose.GUIDANCE, GUIDES)
def show(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """One meeting and what can still happen to it."""
    appointment, sight = open_thing(request, Appointment, pk, Part.PLAN, right=Right.SEE)
    return _page(request, appointment, sight)


@require_POST
@route(Purpose.GUIDANCE, GUIDES)
def hold(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """Say whether the citizen came, and what was said."""
    appointment, sight = open_thing(request, Appointment, pk, Part.PLAN)
    form = HeldForm(request.POST)

    def act() -> None:
        given = form.cleaned_data
        actions.hold(appointment, given["present"], report=given["report"], by=request.actor)

    if carried_out(form, act):
        messages.success(request, _("Bewaard."))
        return redirect("dossiers:appointment", pk)
    return _page(request, appointment, sight, held_form=form)


@require_POST
@route(Purpose.GUIDANCE, GUIDES)
def report(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """Write or mend the report that all who took part share."""
    appointment, sight = open_thing(request, Appointment, pk, Part.PLAN)
    form = ReportForm(request.POST)
    if carried_out(form, lambda: actions.report(appointment, form.cleaned_data["text"], by=request.actor)):
        messages.success(request, _("Het verslag is bewaard."))
        return redirect("dossiers:appointment", pk)
    return _page(request, appointment, sight, report_form=form)


@require_POST
@route(Purpose.GUIDANCE, GUIDES)
def excuse(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """The citizen had a good reason not to come; told before or after."""
    appointment, sight = open_thing(request, Appointment, pk, Part.PLAN)
    form = ExcuseForm(request.POST)
    if carried_out(form, lambda: actions.excuse(appointment, form.cleaned_data["reason"], by=request.actor)):
        messages.success(request, _("Gewettigd afwezig: dit telt niet als afwezigheid."))
        return redirect("dossiers:appointment", pk)
    return _page(request, appointment, sight, excuse_form=form)


@require_POST
@route(Purpose.GUIDANCE, GUIDES)
def cancel(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """Call a meeting off."""
    appointment, _sight = open_thing(request, Appointment, pk, Part.PLAN)
    actions.cancel_appointment(appointment, by=request.actor)
    messages.success(request, _("Het gesprek is afgezegd. Laat het de burger ook weten."))
    return redirect("dossiers:appointment", pk)


def _page(request: ActorRequest, appointment: Appointment, sight: Sight, **tried: Any) -> HttpResponse:
    state = appointment.state
    past = appointment.at <= clock.now()
    offered: dict[str, Any] = {}
    if sight.changes["plan"]:
        if past and state == Appointment.State.PLANNED:
            offered["held_form"] = HeldForm()
        if appointment.may_move(Appointment.State.EXCUSED):
            offered["excuse_form"] = ExcuseForm()
        if state == Appointment.State.PRESENT:
            offered["report_form"] = ReportForm(initial={"text": appointment.report})
    context = {
        "dossier": appointment.dossier,
        "appointment": appointment,
        "past": past,
        "may_correct": sight.changes["plan"] and state == Appointment.State.ABSENT,
        "may_cancel": sight.changes["plan"] and appointment.may_move(Appointment.State.CANCELLED),
        "may_invite": sight.changes["plan"] and not past and state == Appointment.State.PLANNED,
        "back": section_address(appointment.dossier, "plan"),
        "held_form": None,
        "excuse_form": None,
        "report_form": None,
    }
    return render(request, "dossiers/appointment_page.html", context | offered | tried, status=422 if tried else 200)
