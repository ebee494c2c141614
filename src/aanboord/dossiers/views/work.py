"""Steps on the work floor, work and after-care."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aanboord.core import clock
from aanboord.core.access import Part, Purpose, Right
from aanboord.core.routes import GUIDES, ActorRequest, route

from ..access import Sight
from ..actions import work as actions
from ..forms.work import (
    AftercareForm,
    EarlyEndForm,
    EndForm,
    EvaluationForm,
    PlacementForm,
    WorkEndedForm,
    WorkForm,
)
from ..instruments import GUIDE
from ..models import Dossier, Employment, Evaluation, Placement
from ..queries.page import section_address
from .carrying_out import carried_out, form_page
from .opening import open_part, open_thing


@require_http_methods(["GET", "POST"])
@route(Purpose.GUIDANCE, GUIDES)
def new_placement(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """Plan a step, with beside it what each instrument is for. `?stap=` names the one that the guide led to."""
    dossier, _sight = open_part(request, pk, Part.PLACEMENTS)
    form = PlacementForm(request.POST or None, initial={"instrument": request.GET.get("stap", "")})
    made: list[Placement] = []

    def act() -> None:
        made.append(actions.plan_placement(dossier, by=request.actor, **form.cleaned_data))

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("De stap is gepland."))
        return redirect("dossiers:placement", made[0].pk)
    context = {"dossier": dossier, "form": form, "guide": GUIDE, "back": section_address(dossier, "work")}
    return render(request, "dossiers/work_new_placement.html", context, status=422 if form.errors else 200)


@require_GET
@route(Purpose.GUIDANCE, GUIDES)
def placement(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """One step and what can happen to it now."""
    found, sight = open_thing(request, Placement, pk, Part.PLACEMENTS, right=Right.SEE)
    return _placement_page(request, found, sight)


@require_POST
@route(Purpose.GUIDANCE, GUIDES)
def start_placement(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    found, _sight = open_thing(request, Placement, pk, Part.PLACEMENTS)
    actions.start_placement(found, by=request.actor)
    messages.success(request, _("De stap is begonnen."))
    return redirect("dossiers:placement", pk)


@require_POST
@route(Purpose.GUIDANCE, GUIDES)
def cancel_placement(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    found, _sight = open_thing(request, Placement, pk, Part.PLACEMENTS)
    actions.cancel_placement(found, by=request.actor)
    messages.success(request, _("De stap gaat niet door."))
    return redirect(section_address(found.dossier, "work"))


@require_POST
@route(Purpose.GUIDANCE, GUIDES)
def evaluate_placement(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """How it goes, half-way."""
    found, sight = open_thing(request, Placement, pk, Part.PLACEMENTS)
    form = EvaluationForm(request.POST)

    def act() -> None:
        actions.evaluate(found, moment=Evaluation.Moment.MIDWAY, by=request.actor, **form.cleaned_data)

    if carried_out(form, act):
        messages.success(request, _("De tussentijdse evaluatie is bewaard."))
        return redirect("dossiers:placement", pk)
    return _placement_page(request, found, sight, midway_form=form)


@require_POST
@route(Purpose.GUIDANCE, GUIDES)
def end_placement(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """The step is over, as planned or early; with what was learnt."""
    found, sight = open_thing(request, Placement, pk, Part.PLACEMENTS)
    form = _end_form(found)(request.POST)
    if carried_out(form, lambda: actions.end_placement(found, by=request.actor, **form.cleaned_data)):
        messages.success(request, _("De stap is afgerond. Wat geleerd is, staat in het dossier."))
        return redirect("dossiers:placement", pk)
    return _placement_page(request, found, sight, end_form=form)


def _end_form(placement: Placement) -> type[EndForm]:
    return EarlyEndForm if clock.today() < placement.ends_on else EndForm


def _placement_page(request: ActorRequest, found: Placement, sight: Sight, **tried: Any) -> HttpResponse:
    evaluations = list(found.evaluations.select_related("by"))
    running, changes = found.state == Placement.State.RUNNING, sight.changes["placements"]
    midway = any(one.moment == Evaluation.Moment.MIDWAY for one in evaluations)
    context = {
        "dossier": found.dossier,
        "placement": found,
        "guide": GUIDE[found.instrument],
        "evaluations": evaluations,
        "learnt": [one for one in evaluations if one.competences],
        "midway_form": EvaluationForm() if running and changes and not midway else None,
        "end_form": _end_form(found)() if running and changes else None,
        "may_start": changes and found.state == Placement.State.PLANNED and found.starts_on <= clock.today(),
        "may_cancel": changes and found.may_move(Placement.State.CANCELLED),
        "may_work": changes
        and found.state in (Placement.State.ENDED, Placement.State.ENDED_EARLY)
        and found.dossier.may_move(Dossier.State.WORKING),
        "may_attest": sight.changes["plan"] and any(one.competences for one in evaluations),
        "back": section_address(found.dossier, "work"),
    }
    return render(request, "dossiers/work_placement.html", context | tried, status=422 if tried else 200)


@require_http_methods(["GET", "POST"])
@route(Purpose.GUIDANCE, GUIDES)
def start_work(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """Somebody works. `?stap=` names the step that led to it: what is known is filled in."""
    dossier, _sight = open_part(request, pk, Part.PLACEMENTS)
    step = _step(dossier, request.GET.get("stap", ""))
    form = WorkForm(request.POST or None, initial=_known(step))

    def act() -> None:
        actions.start_work(dossier, by=request.actor, placement=step, **form.cleaned_data)

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("Aan het werk. De nazorg na 1, 3 en 6 maanden staat klaar."))
        return redirect(section_address(dossier, "work"))
    return form_page(
        request,
        dossier,
        form,
        title=_("Aan het werk"),
        lead=_("De termijnen van het zoeken vervallen. Jullie blijven contact houden na 1, 3 en 6 maanden."),
        submit=_("Start van het werk bewaren"),
        back=section_address(dossier, "work"),
    )


def _step(dossier: Dossier, key: str) -> Placement | None:
    """The step that the address names; none is fine, one of another dossier is not. Raises Http404."""
    if not key:
        return None
    try:
        return dossier.placements.get(pk=uuid.UUID(key))
    except (ValueError, Placement.DoesNotExist) as absent:
        raise Http404 from absent


def _known(step: Placement | None) -> dict[str, Any]:
    if step is None:
        return {}
    return {"employer": step.host, "occupation": step.occupation, "hours_per_week": step.hours_per_week}


@require_http_methods(["GET", "POST"])
@route(Purpose.GUIDANCE, GUIDES)
def aftercare(request: ActorRequest, pk: uuid.UUID, month: int) -> HttpResponse:
    """Note an after-care contact; who stopped working comes back and is screened anew."""
    employment, sight = open_thing(request, Employment, pk, Part.PLACEMENTS, also=[Part.LABOUR_STATUS])
    if month not in actions.AFTERCARE_MONTHS:
        raise Http404
    dossier = employment.dossier
    form = AftercareForm(request.POST or None, dossier=dossier, sight=sight)

    def act() -> None:
        actions.record_aftercare(employment, month=month, by=request.actor, **form.cleaned_data)

    if request.method == "POST" and carried_out(form, act):
        if not form.cleaned_data["still_working"]:
            messages.info(request, _("Het werk is gestopt. De begeleiding begint opnieuw, met een screening."))
        elif month == actions.AFTERCARE_MONTHS[-1]:
            messages.success(request, _("Na zes maanden nog aan het werk: dit is duurzaam werk."))
        else:
            messages.success(request, _("Het contact is bewaard."))
        return redirect(section_address(dossier, "work"))
    return form_page(
        request,
        dossier,
        form,
        title=_("Nazorg na %(month)d maanden") % {"month": month} if month > 1 else _("Nazorg na 1 maand"),
        lead=employment.employer,
        submit=_("Contact bewaren"),
        back=section_address(dossier, "work"),
    )


@require_http_methods(["GET", "POST"])
@route(Purpose.GUIDANCE, GUIDES)
def end_work(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """The work stopped: back to the screening, with everything of before."""
    employment, sight = open_thing(request, Employment, pk, Part.PLACEMENTS, also=[Part.LABOUR_STATUS])
    dossier = employment.dossier
    form = WorkEndedForm(request.POST or None, dossier=dossier, sight=sight)

    def act() -> None:
        actions.end_work(employment, by=request.actor, **form.cleaned_data)

    if request.method == "POST" and carried_out(form, act):
        messages.info(request, _("Het werk is gestopt. De begeleiding begint opnieuw, met een screening."))
        return redirect(section_address(dossier, "work"))
    return form_page(
        request,
        dossier,
        form,
        title=_("Het werk is gestopt"),
        lead=employment.employer,
        submit=_("Bewaren"),
        back=section_address(dossier, "work"),
    )
