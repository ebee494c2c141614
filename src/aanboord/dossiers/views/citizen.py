"""*Mijn dossier*: the citizen's own file, of which she sees every part (PACT24-5-b)."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aanboord.core import clock
from aanboord.core.access import ALL_PARTS, Part, Purpose, Role
from aanboord.core.identifiers import format_insz
from aanboord.core.routes import ActorRequest, route
from aanboord.journal.looks import looked
from aanboord.people.actions import change_contact, withdraw_mandate
from aanboord.people.models import Mandate, Person

from .. import plain
from ..access import Sight, open_dossier
from ..actions import appointments as meetings
from ..actions import plan
from ..calendar_file import calendar_file
from ..forms.citizen import AnswerForm, CannotComeForm, MyReachForm, OwnAgreementForm
from ..models import Agreement, Appointment, Dossier
from ..models.screening import Weight
from ..queries import citizen as queries
from ..queries.contact import case_manager
from ..queries.plan import agreements_of
from ..queries.screening import screening_section
from ..queries.work import work_section
from .carrying_out import carried_out
from .documents import handed_out

CITIZEN = frozenset({Role.CITIZEN})


def own(request: ActorRequest, *parts: Part) -> tuple[Dossier, Sight]:
    """Her own dossier, with an access row for the parts that the page shows. Raises Http404 when she has none."""
    assert request.actor.person_id is not None
    dossier, sight = open_dossier(request.actor, request.actor.person_id, look=None)
    looked(request.actor, {dossier.pk: sight.relation}, parts)
    return dossier, sight


@require_GET
@route(Purpose.OWN_FILE, CITIZEN)
def home(request: ActorRequest) -> HttpResponse:
    """What is next, and the way to everything else."""
    person = get_object_or_404(Person.objects.select_related("dossier"), pk=request.actor.person_id)
    if not hasattr(person, "dossier"):
        return redirect("dossiers:own_registration")
    dossier, _sight = own(request, Part.IDENTITY, Part.PLAN, Part.PLACEMENTS)
    agreements, appointments = queries.my_agreements(dossier), queries.my_appointments(dossier)
    context = {
        "dossier": dossier,
        "next": queries.next_thing(agreements, appointments),
        "to_answer": sum(one.state == Agreement.State.PROPOSED for one in agreements),
        "to_come": [one for one in appointments if one.state == Appointment.State.PLANNED and not one.is_over],
        "contact": case_manager(dossier),
        "duties": queries.duties(dossier),
        "not_yet": dossier.work_not_yet.first(),
    }
    return render(request, "dossiers/citizen/home.html", context)


@require_GET
@route(Purpose.OWN_FILE, CITIZEN)
def agreements(request: ActorRequest) -> HttpResponse:
    """Goals, and who does what by when."""
    dossier, _sight = own(request, Part.PLAN)
    goals = [goal for goal in dossier.goals.all() if goal.dropped_on is None]
    context = {"goals": goals, "agreements": queries.my_agreements(dossier)}
    return render(request, "dossiers/citizen/agreements.html", context)


@require_http_methods(["GET", "POST"])
@route(Purpose.OWN_FILE, CITIZEN)
def agreement(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """One agreement: agree, decline, or say something."""
    dossier, _sight = own(request, Part.PLAN)
    found = get_object_or_404(agreements_of(dossier), pk=pk)
    form = AnswerForm(request.POST or None)

    def act() -> None:
        says, comment = form.cleaned_data["says"], form.cleaned_data["comment"]
        if says == "remark":
            plan.comment_on(found, comment, by=request.actor)
        else:
            plan.answer(found, says == "yes", comment=comment, by=request.actor)

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("Dank je. Je begeleider ziet je antwoord."))
        return redirect("dossiers:my_agreements")
    context = {
        "agreement": found,
        "form": form,
        "may_answer": found.may_move(Agreement.State.AGREED) or found.may_move(Agreement.State.DECLINED),
        "may_finish": found.state in (Agreement.State.AGREED, Agreement.State.NOT_DONE),
        "contact": case_manager(dossier),
    }
    return render(request, "dossiers/citizen/agreement.html", context, status=422 if form.errors else 200)


@require_POST
@route(Purpose.OWN_FILE, CITIZEN)
def finish(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """Say that an agreement is done."""
    dossier, _sight = own(request, Part.PLAN)
    found = get_object_or_404(Agreement, pk=pk, dossier=dossier)
    plan.settle(found, Agreement.State.DONE, by=request.actor)
    messages.success(request, _("Goed zo. Je begeleider ziet dat dit gedaan is."))
    return redirect("dossiers:my_agreements")


@require_http_methods(["GET", "POST"])
@route(Purpose.OWN_FILE, CITIZEN)
def own_agreement(request: ActorRequest) -> HttpResponse:
    """An agreement of her own, in her own words; it is free, never binding."""
    dossier, _sight = own(request, Part.PLAN)
    form = OwnAgreementForm(request.POST or None)

    def act() -> None:
        given = form.cleaned_data
        plan.propose(dossier, kind=Agreement.Kind.OTHER, text=given["text"], due_on=given["due_on"], by=request.actor)

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("Je afspraak staat in je plan."))
        return redirect("dossiers:my_agreements")
    return render(request, "dossiers/citizen/own_agreement.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@route(Purpose.OWN_FILE, CITIZEN)
def appointments(request: ActorRequest) -> HttpResponse:
    """The meetings to come and those that were."""
    dossier, _sight = own(request, Part.PLAN)
    return render(request, "dossiers/citizen/appointments.html", {"appointments": queries.my_appointments(dossier)})


@require_http_methods(["GET", "POST"])
@route(Purpose.OWN_FILE, CITIZEN)
def appointment(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """One meeting; who cannot come says why."""
    dossier, _sight = own(request, Part.PLAN)
    found = get_object_or_404(dossier.appointments.select_related("professional", "joint_with"), pk=pk)
    form = CannotComeForm(request.POST or None)

    def act() -> None:
        meetings.excuse(found, form.cleaned_data["reason"], by=request.actor)

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("We weten het. Je begeleider zoekt met jou een andere dag."))
        return redirect("dossiers:my_appointments")
    context = {
        "appointment": found,
        "form": form,
        "may_excuse": found.state == Appointment.State.PLANNED and found.at > clock.now(),
        "contact": case_manager(dossier),
    }
    return render(request, "dossiers/citizen/appointment.html", context, status=422 if form.errors else 200)


@require_GET
@route(Purpose.OWN_FILE, CITIZEN)
def appointment_file(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """The meeting for her own calendar."""
    dossier, _sight = own(request, Part.PLAN)
    found = get_object_or_404(dossier.appointments.select_related("professional"), pk=pk)
    return HttpResponse(
        calendar_file(found),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="gesprek.ics"', "Cache-Control": "private, no-store"},
    )


@require_GET
@route(Purpose.OWN_FILE, CITIZEN)
def steps(request: ActorRequest) -> HttpResponse:
    """Steps on the work floor, what was learnt, and work."""
    dossier, _sight = own(request, Part.PLACEMENTS)
    return render(request, "dossiers/citizen/steps.html", {"work": work_section(dossier)})


@require_GET
@route(Purpose.OWN_FILE, CITIZEN)
def data(request: ActorRequest) -> HttpResponse:
    """Who she is, how she is reached, her statuses, and whom she let act for her."""
    dossier, _sight = own(request, Part.IDENTITY, Part.LABOUR_STATUS)
    context = {
        "dossier": dossier,
        "person": dossier.person,
        "insz": format_insz(dossier.person.insz) if dossier.person.insz else "",
        "statuses": list(dossier.person.statuses.all()),
        "registrations": list(dossier.registrations.select_related("unit")),
        "mandates": list(dossier.person.mandates.select_related("organisation")),
    }
    return render(request, "dossiers/citizen/data.html", context)


@require_http_methods(["GET", "POST"])
@route(Purpose.OWN_FILE, CITIZEN)
def reach(request: ActorRequest) -> HttpResponse:
    """Change how the organisations reach her."""
    dossier, _sight = own(request, Part.IDENTITY)
    form = MyReachForm(request.POST or None, initial=MyReachForm.of(dossier.person))
    if request.method == "POST" and carried_out(
        form, lambda: change_contact(dossier.person, by=request.actor, **form.cleaned_data)
    ):
        messages.success(request, _("Je gegevens zijn gewijzigd."))
        return redirect("dossiers:my_data")
    return render(request, "dossiers/citizen/reach.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@route(Purpose.OWN_FILE, CITIZEN)
def withdraw(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """Take back the leave that she gave an organisation."""
    dossier, _sight = own(request, Part.IDENTITY)
    mandate = get_object_or_404(Mandate, pk=pk, person=dossier.person)
    withdraw_mandate(mandate, by=request.actor)
    messages.success(request, _("Je toestemming is ingetrokken."))
    return redirect("dossiers:my_data")


@require_GET
@route(Purpose.OWN_FILE, CITIZEN)
def screening(request: ActorRequest) -> HttpResponse:
    """What the talk about work brought, in plain words; what a computer estimated and who decided."""
    dossier, sight = own(request, Part.SCREENING, Part.WELFARE, Part.HEALTH)
    shown = screening_section(dossier, sight)["screenings"]
    told = [
        (
            one,
            plain.LEVELS[one.screening.level],
            [threshold for threshold in one.thresholds if threshold.weight > Weight.NONE],
            [threshold for threshold in one.thresholds if threshold.weight == Weight.NONE],
        )
        for one in shown
    ]
    return render(request, "dossiers/citizen/screening.html", {"screenings": told})


@require_GET
@route(Purpose.OWN_FILE, CITIZEN)
def papers(request: ActorRequest) -> HttpResponse:
    """Documents, letters and notes: a citizen reads all of them."""
    dossier, _sight = own(request, *ALL_PARTS)
    context = {
        "documents": list(dossier.documents.select_related("added_by")),
        "notes": list(dossier.notes.select_related("by")),
    }
    return render(request, "dossiers/citizen/papers.html", context)


@require_GET
@route(Purpose.OWN_FILE, CITIZEN)
def document(request: ActorRequest, pk: uuid.UUID) -> HttpResponseBase:
    """One of her files."""
    return handed_out(request, pk)


@require_GET
@route(Purpose.OWN_FILE, CITIZEN)
def looks(request: ActorRequest) -> HttpResponse:
    """Who looked at her file, when, at what and why."""
    dossier, _sight = own(request, Part.IDENTITY)
    page, days = queries.who_looked(dossier, request.GET.get("page"))
    return render(request, "dossiers/citizen/looks.html", {"page": page, "days": days})


@require_GET
@route(Purpose.OWN_FILE, CITIZEN)
def story(request: ActorRequest) -> HttpResponse:
    """Everything that happened, in plain words."""
    dossier, _sight = own(request, *ALL_PARTS)
    page, moments = queries.what_happened(dossier, request.GET.get("page"))
    return render(request, "dossiers/citizen/story.html", {"page": page, "moments": moments})
