"""The case plan: one conversation at a time, each agreement with its history, the offer of training."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aanboord.core.access import Part, Purpose, Right
from aanboord.core.errors import Invalid
from aanboord.core.routes import GUIDES, ActorRequest, route

from ..access import Sight
from ..actions import plan as actions
from ..forms.plan import (
    ConversationForm,
    ProposalForm,
    SaidForm,
    SettleForm,
    TrainingOfferForm,
    WorkNotYetForm,
    proposal_rows,
)
from ..models import Agreement, Dossier, Goal
from ..models.screening import DOMAIN_PARTS
from ..queries.page import section_address
from ..queries.plan import agreements_of, looks_at_work, starting_points
from .carrying_out import carried_out, form_page
from .opening import open_part, open_thing


@require_http_methods(["GET", "POST"])
@route(Purpose.GUIDANCE, GUIDES)
def conversation(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """Write down what one conversation brought: a goal, several agreements, the look at work."""
    dossier, sight = open_part(request, pk, Part.PLAN)
    goals = list(dossier.goals.filter(reached_on=None, dropped_on=None))
    starts = starting_points(dossier, sight, list(dossier.agreements.all()))
    data = request.POST or None
    form, rows = ConversationForm(data), proposal_rows(data, dossier, goals, starts)
    if request.method == "POST" and _discussed(request, dossier, form, rows):
        return redirect(section_address(dossier, "plan"))
    context = {
        "dossier": dossier,
        "form": form,
        "rows": [row for row in rows if row.start is None],
        "starts": [row for row in rows if row.start is not None],
        "goals": goals,
        "looks_at_work": looks_at_work(dossier),
        "wrong": [each for each in (form, *rows) if each.errors],
        "back": section_address(dossier, "plan"),
    }
    return render(request, "dossiers/plan_conversation.html", context, status=422 if context["wrong"] else 200)


def _discussed(request: ActorRequest, dossier: Dossier, form: ConversationForm, rows: list[ProposalForm]) -> bool:
    every: list[forms.Form] = [form, *rows]
    if [each for each in every if each.errors]:  # each is looked at, so that each shows what is wrong with it
        return False
    touched = [row for row in rows if row.has_changed()]
    try:
        actions.discuss(dossier, [row.proposal for row in touched], by=request.actor, **form.cleaned_data)
    except Invalid as invalid:
        for name, message in invalid.fields.items():
            index, _dash, field = name.partition("-")
            wrong: forms.Form = touched[int(index)] if index.isdecimal() else form
            wrong.add_error(field or name, str(message))
        return False
    count = len(touched)
    messages.success(
        request,
        ngettext("Bewaard, met %(count)d afspraak.", "Bewaard, met %(count)d afspraken.", count) % {"count": count},
    )
    return True


@require_http_methods(["GET", "POST"])
@route(Purpose.GUIDANCE, GUIDES)
def work_not_yet(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """Say why the plan holds no step towards work yet."""
    dossier, _sight = open_part(request, pk, Part.PLAN)
    form = WorkNotYetForm(request.POST or None)

    def act() -> None:
        given = form.cleaned_data
        actions.work_not_yet(dossier, given["reason"], look_again_on=given["look_again_on"], by=request.actor)

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("Bewaard. Op die dag staat deze vraag hier opnieuw."))
        return redirect(section_address(dossier, "plan"))
    return form_page(
        request,
        dossier,
        form,
        title=_("Nog geen stap naar werk"),
        lead=_("Soms komt eerst iets anders: wonen, gezondheid, rust. Zeg waarom, en wanneer jullie opnieuw kijken."),
        submit=_("Bewaren"),
        back=section_address(dossier, "plan"),
    )


@require_http_methods(["GET", "POST"])
@route(Purpose.GUIDANCE, GUIDES)
def training_offer(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """Offer a training; the citizen answers it as she answers an agreement."""
    dossier, _sight = open_part(request, pk, Part.PLAN)
    form = TrainingOfferForm(request.POST or None)

    def act() -> None:
        given = form.cleaned_data
        actions.offer_training(dossier, given["text"], due_on=given["due_on"], by=request.actor)

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("Het aanbod is gedaan. De burger vindt het in Mijn dossier."))
        return redirect(section_address(dossier, "plan"))
    return form_page(
        request,
        dossier,
        form,
        title=_("Opleidingsaanbod"),
        lead=_(
            "Wie na zes maanden nog werk zoekt, kreeg een aanbod van opleiding (SERV-akkoord Iedereen aan boord, 3.2)."
        ),
        submit=_("Aanbod doen"),
        back=section_address(dossier, "plan"),
    )


@require_POST
@route(Purpose.GUIDANCE, GUIDES)
def close_goal(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """A goal is reached or let go of."""
    goal, _sight = open_thing(request, Goal, pk, Part.PLAN)
    if "reached" in request.POST:
        actions.reach_goal(goal, by=request.actor)
        messages.success(request, _("Doel bereikt."))
    else:
        actions.drop_goal(goal, by=request.actor)
        messages.success(request, _("Het doel is losgelaten. De afspraken blijven staan."))
    return redirect(section_address(goal.dossier, "plan"))


@require_GET
@route(Purpose.GUIDANCE, GUIDES)
def agreement(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """One agreement with everything that was said of it."""
    found, sight = open_thing(request, Agreement, pk, Part.PLAN, right=Right.SEE)
    return _agreement_page(request, found, sight)


@require_POST
@route(Purpose.GUIDANCE, GUIDES)
def settle(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """Say how an agreement ended."""
    found, sight = open_thing(request, Agreement, pk, Part.PLAN)
    form = SettleForm(request.POST, agreement=found)
    if carried_out(form, lambda: actions.settle(found, form.cleaned_data["state"], by=request.actor)):
        messages.success(request, _("Bewaard."))
        return redirect(section_address(found.dossier, "plan"))
    return _agreement_page(request, found, sight, settle_form=form)


@require_POST
@route(Purpose.GUIDANCE, GUIDES)
def note_answer(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """Write down what the citizen answered in a conversation."""
    found, sight = open_thing(request, Agreement, pk, Part.PLAN)
    form = SaidForm(request.POST)

    def act() -> None:
        given = form.cleaned_data
        actions.answer(found, given["agrees"], comment=given["comment"], said=True, by=request.actor)

    if carried_out(form, act):
        messages.success(request, _("Het antwoord is bewaard."))
        return redirect("dossiers:agreement", pk)
    return _agreement_page(request, found, sight, said_form=form)


def _agreement_page(request: ActorRequest, found: Agreement, sight: Sight, **tried: Any) -> HttpResponse:
    agreement = agreements_of(found.dossier).get(pk=found.pk)
    agreement.dossier = found.dossier
    changes = sight.changes["plan"]
    answerable = agreement.may_move(Agreement.State.AGREED)
    settle_form = tried.get("settle_form") or SettleForm(agreement=agreement)
    context = {
        "dossier": found.dossier,
        "agreement": agreement,
        "shows_domain": bool(agreement.domain) and DOMAIN_PARTS[agreement.domain] in sight.see,
        "settle_form": settle_form if changes and settle_form.has_choices else None,
        "said_form": (tried.get("said_form") or SaidForm()) if changes and answerable else None,
        "back": section_address(found.dossier, "plan"),
    }
    return render(request, "dossiers/plan_agreement.html", context, status=422 if tried else 200)
