"""The pages of one dossier, and what happens to the dossier as a whole."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from aanboord.core.access import Part, Purpose
from aanboord.core.routes import CASEWORKERS, GUIDES, ActorRequest, route
from aanboord.directory.models import Professional
from aanboord.journal.looks import looked

from .. import timeline as tell
from ..access import Sight, open_dossier
from ..actions import contact
from ..actions import dossier as actions
from ..actions.dossier import locked, same_version
from ..forms.dossier import CloseForm, ContactMadeForm, SuspendForm, Versioned
from ..models import Dossier
from ..queries.drafts import drafts_of
from ..queries.page import PAGES, dossier_page, told_parts
from .carrying_out import carried_out, form_page
from .opening import open_led, open_part


def opened(request: ActorRequest, pk: uuid.UUID, page: str) -> tuple[Dossier, Sight]:
    """The dossier for one of its pages, with an access row for the parts that the page shows. Raises NotAllowed."""
    dossier, sight = open_dossier(request.actor, pk, part=PAGES[page].part, look=None)
    looked(request.actor, {dossier.pk: sight.relation}, told_parts(dossier, sight, page))
    return dossier, sight


def show(request: ActorRequest, pk: uuid.UUID, page: str) -> HttpResponse:
    """One page of a dossier as it is."""
    return render(request, "dossiers/dossier.html", dossier_page(*opened(request, pk, page), page))


@require_GET
@route(Purpose.GUIDANCE, GUIDES)
def dossier(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """What matters now."""
    subject, sight = opened(request, pk, "now")
    takes_on = request.actor.role in CASEWORKERS and subject.lead_id == request.actor.unit_id
    draft = drafts_of(request.actor, "screening", pk).first() if sight.changes["screening"] else None
    context = dossier_page(subject, sight) | {"may_take_on": takes_on, "draft": draft}
    return render(request, "dossiers/dossier.html", context)


@require_GET
@route(Purpose.GUIDANCE, GUIDES)
def screenings(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    return show(request, pk, "screening")


@require_GET
@route(Purpose.GUIDANCE, GUIDES)
def plan(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    return show(request, pk, "plan")


@require_GET
@route(Purpose.GUIDANCE, GUIDES)
def work(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    return show(request, pk, "work")


@require_GET
@route(Purpose.GUIDANCE, GUIDES)
def people(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    return show(request, pk, "people")


@require_GET
@route(Purpose.GUIDANCE, GUIDES)
def timeline(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """The journal in words, twenty at a time, and every clock."""
    subject, sight = opened(request, pk, "timeline")
    filters = _filters(request)
    asked = request.GET.get("page", "")
    number = max(1, int(asked)) if asked.isdecimal() and len(asked) < 6 else 1
    context = dossier_page(subject, sight, "timeline") | {
        "timeline": tell.page(subject, sight, number, filters),
        "newer": number - 1,
        "older": number + 1,
        "units": tell.units(subject, sight),
        "groups": tell.Group,
        "open_parts": [part for part in Part if part in sight.see],
        "filters": filters,
    }
    return render(request, "dossiers/dossier.html", context)


def _filters(request: HttpRequest) -> tell.Filters:
    part, unit, group = (request.GET.get(name, "") for name in ("part", "unit", "group"))
    try:
        unit_id = uuid.UUID(unit) if unit else None
    except ValueError:
        unit_id = None
    return tell.Filters(
        part=Part(part) if part in Part.values else None,
        unit=unit_id,
        group=tell.Group(group) if group in tell.Group.values else None,
    )


@require_http_methods(["GET", "POST"])
@route(Purpose.GUIDANCE, GUIDES)
def assign(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """Take a dossier on, or give it back to the team."""
    subject = open_led(request, pk)
    if request.method == "GET":
        mine = subject.counsellor_id == request.actor.professional_id
        return render(request, "dossiers/assign.html", {"dossier": subject, "mine": mine})
    form, to_me = Versioned(request.POST), "back" not in request.POST
    assert request.actor.professional_id is not None
    me = Professional.objects.get(pk=request.actor.professional_id) if to_me else None
    with transaction.atomic():
        same_version(locked(subject), form.cleaned_data["version"] if form.is_valid() else -1)
        actions.assign(subject, me, by=request.actor)
    messages.success(request, _("Je volgt dit dossier nu op.") if to_me else _("Het dossier is terug van het team."))
    return redirect("dossiers:dossier", pk)


@require_http_methods(["GET", "POST"])
@route(Purpose.GUIDANCE, GUIDES)
def suspend(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """Let the case rest."""
    subject = open_led(request, pk)
    form = SuspendForm(request.POST or None, initial={"version": subject.version})

    def act() -> None:
        with transaction.atomic():
            same_version(locked(subject), form.cleaned_data["version"])
            actions.suspend(subject, form.cleaned_data["reason"], on=form.cleaned_data["on"], by=request.actor)

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("Het dossier rust. Alle termijnen staan stil."))
        return redirect("dossiers:dossier", pk)
    return form_page(
        request,
        subject,
        form,
        title=_("Laten rusten"),
        lead=_("Zolang een dossier rust, staan alle termijnen stil en loopt er niets te laat."),
        submit=_("Laten rusten"),
        back=subject.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@route(Purpose.GUIDANCE, GUIDES)
def resume(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """Let the case go on."""
    subject = open_led(request, pk)
    if request.method == "GET":
        return render(request, "dossiers/resume.html", {"dossier": subject})
    actions.resume(subject, by=request.actor)
    messages.success(request, _("Het dossier loopt weer. De termijnen zijn verlengd met de tijd dat het rustte."))
    return redirect("dossiers:dossier", pk)


@require_http_methods(["GET", "POST"])
@route(Purpose.GUIDANCE, GUIDES)
def close(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """End the work on a dossier."""
    subject = open_led(request, pk)
    form = CloseForm(request.POST or None, initial={"version": subject.version})

    def act() -> None:
        with transaction.atomic():
            same_version(locked(subject), form.cleaned_data["version"])
            actions.close(subject, form.cleaned_data["reason"], by=request.actor)

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("Het dossier is afgesloten. Alles blijft bewaard."))
        return redirect("dossiers:dossier", pk)
    return form_page(
        request,
        subject,
        form,
        title=_("Afsluiten"),
        lead=_("De open termijnen vervallen. Wie zich later opnieuw inschrijft, komt in ditzelfde dossier terug."),
        submit=_("Dossier afsluiten"),
        back=subject.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@route(Purpose.GUIDANCE, CASEWORKERS)
def contact_made(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """Note that there was contact, and when the next one is."""
    subject, _sight = open_part(request, pk, Part.PLAN)
    form = ContactMadeForm(request.POST or None)

    def act() -> None:
        with transaction.atomic():
            contact.make_contact(subject, next_contact_on=form.cleaned_data["next_contact_on"], by=request.actor)
            if form.cleaned_data["text"]:
                actions.add_note(subject, form.cleaned_data["text"], by=request.actor)

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("Het contact is genoteerd."))
        return redirect("dossiers:dossier", pk)
    return form_page(
        request, subject, form, title=_("Contact noteren"), submit=_("Bewaren"), back=subject.get_absolute_url()
    )
