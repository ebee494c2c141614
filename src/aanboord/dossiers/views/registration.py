"""A registration in steps. What is typed goes to a draft of one's own at every step and survives a lost session."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import Field
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aanboord.core.access import Actor, Part, Purpose
from aanboord.core.errors import Invalid
from aanboord.core.routes import CASEWORKERS, ActorRequest, route
from aanboord.directory.models import Organisation
from aanboord.directory.queries import contact_points
from aanboord.journal.looks import looked, searched
from aanboord.journal.models import Look
from aanboord.people import lookalikes
from aanboord.people.models import Person

from ..access import open_dossier, visible_to
from ..actions import leads, registration
from ..actions.registration import Arrival, Arrived, Outcome
from ..actions.screening import save_draft
from ..forms.people import ReachForm
from ..forms.registration import SituationForm, WayForm, WhoForm
from ..models import Registration
from ..queries.drafts import drafts_of

FORM = "registration"

#: The steps in order, with their names; the second is shown only for who is known, the last has no form.
STEPS: dict[str, Promise] = {
    "wie": gettext_lazy("Wie is het"),
    "bekend": gettext_lazy("Al bekend?"),
    "situatie": gettext_lazy("Situatie"),
    "contact": gettext_lazy("Contact"),
    "weg": gettext_lazy("Hoe bekend"),
    "nakijken": gettext_lazy("Nakijken"),
}
FILLED_IN = ("wie", "situatie", "contact", "weg")
STEP_OF_FIELD = {
    **dict.fromkeys(("insz", "family_name", "given_name", "birth_date"), "wie"),
    **dict.fromkeys(("municipality", "statuses"), "situatie"),
    **dict.fromkeys(("phone", "email", "address"), "contact"),
    **dict.fromkeys(("way", "place", "mandate_given_on", "lead_kind"), "weg"),
}


class Intake:
    """One professional at one registration."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.draft = drafts_of(actor, FORM).first()
        self.typed: dict[str, dict[str, str]] = dict(self.draft.data) if self.draft else {}

    def keep(self, step: str, typed: Mapping[str, str]) -> None:
        """Keep what was typed on one step."""
        assert self.actor.account_id is not None
        fields = ("insz",) if step == "bekend" else self.form(step).fields
        self.typed[step] = {name: typed[name] for name in fields if name in typed}
        self.draft = save_draft(self.actor.account_id, FORM, None, self.typed)

    def form(self, step: str, data: Mapping[str, str] | None = None) -> forms.Form:
        """The form of a step, bound to `data`, or else as the draft left it."""
        given: dict[str, Any] = {"initial": self.typed.get(step) or self._initial(step)}
        match step:
            case "wie":
                return WhoForm(data, use_required_attribute=False, **given)
            case "situatie":
                return SituationForm(data, use_required_attribute=False, **given)
            case "contact":
                return ReachForm(data, use_required_attribute=False, **given)
            case "weg":
                return WayForm(
                    data,
                    role=self.actor.role,
                    numbered=bool(self.who.get("insz")),
                    lead_open=self._leaves_lead_open(),
                    **given,
                )
        raise Http404

    def _leaves_lead_open(self) -> bool:
        """A registration that opens a dossier, or opens it again, chooses; an open one has somebody in the lead."""
        situation = self.checked("situatie")
        dossier = getattr(self.known, "dossier", None)
        if situation is None or (dossier is not None and not dossier.has_ended):
            return False
        return leads.leaves_lead_open(situation.cleaned_data["statuses"])

    def _initial(self, step: str) -> dict[str, Any]:
        """Somebody who is known keeps what is known unless it is changed."""
        known = self.known if step in ("situatie", "contact") else None
        if step == "situatie":
            return {"municipality": known.municipality_id if known else self._own_municipality()}
        return ReachForm.of(known) if known else {}

    def _own_municipality(self) -> str | None:
        """Where the unit works, when that is one municipality alone."""
        codes = list(Organisation.territories.through.objects.filter(organisation=self.actor.unit_id)[:2])
        return codes[0].territory_id if len(codes) == 1 else None

    def checked(self, step: str) -> forms.Form | None:
        """The form of a step when what the draft holds of it is complete and right."""
        if step not in self.typed:
            return None
        form = self.form(step, self.typed[step])
        return form if form.is_valid() else None

    @cached_property
    def who(self) -> dict[str, Any]:
        typed = WhoForm(self.typed.get("wie"))
        return typed.cleaned_data if typed.is_valid() else {}

    @property
    def number(self) -> str:
        """What was typed as number, when it is one."""
        insz = self.who.get("insz")
        return insz.digits if insz else ""

    @property
    def looked_up(self) -> bool:
        """Whether the search for this number is on record: before that, no step tells that somebody bears it."""
        return not self.number or self.typed.get("bekend", {}).get("insz") == self.number

    def look_up(self) -> None:
        """Search for the number, once."""
        if not self.looked_up:
            searched(self.actor, self.number, 1 if self.bearer else 0)
            self.keep("bekend", {"insz": self.number})

    @property
    def known(self) -> Person | None:
        """Who bears the number already, once it was looked up."""
        return self.bearer if self.looked_up else None

    @cached_property
    def bearer(self) -> Person | None:
        if not self.number:
            return None
        bearers = Person.objects.select_related("merged_into", "municipality", "dossier__lead__part_of")
        person = bearers.filter(insz=self.number).first()
        return person.merged_into or person if person else None

    def missing_before(self, step: str) -> str | None:
        """The first step before this one that is not complete."""
        before = list(STEPS)[: list(STEPS).index(step)]
        return next((one for one in before if not self._complete(one)), None)

    def _complete(self, step: str) -> bool:
        return self.looked_up if step == "bekend" else self.checked(step) is not None

    def steps(self, here: str) -> list[dict[str, Any]]:
        """For the bar on top of the page."""
        return [
            {
                "label": label,
                "address": reverse("dossiers:registration", args=[step]) if not self.missing_before(step) else "",
                "done": self.checked(step) is not None if step in FILLED_IN else False,
                "current": step == here,
            }
            for step, label in STEPS.items()
            if step != "bekend" or self.known
        ]

    def arrival(self) -> Arrival:
        """All steps together. They have been checked."""
        who, situation, reach, way = (self.checked(step) for step in FILLED_IN)
        assert who and situation and reach and way and self.actor.unit_id
        mandate = way.cleaned_data["way"] == Registration.Way.MANDATE
        return Arrival(
            family_name=who.cleaned_data["family_name"],
            given_name=who.cleaned_data["given_name"],
            insz=who.cleaned_data["insz"].digits if who.cleaned_data["insz"] else None,
            birth_date=who.cleaned_data["birth_date"],
            municipality=situation.cleaned_data["municipality"],
            statuses=situation.cleaned_data["statuses"],
            contact=reach.cleaned_data,
            way=Registration.Way(way.cleaned_data["way"]),
            place=way.cleaned_data["place"],
            mandate_to=Organisation.objects.get(pk=self.actor.unit_id) if mandate else None,
            mandate_given_on=way.cleaned_data["mandate_given_on"] if mandate else None,
            lead_kind=Organisation.Kind(lead) if (lead := way.cleaned_data.get("lead_kind")) else None,
        )


def changes(person: Person, arrival: Arrival) -> list[dict[str, Any]]:
    """What a registration would change of somebody who is known."""
    told = {
        "given_name": arrival.given_name,
        "family_name": arrival.family_name,
        "municipality": arrival.municipality,
        **arrival.contact,
    }
    return [
        {"label": _field(name).verbose_name, "old": _shown(name, getattr(person, name)), "new": _shown(name, value)}
        for name, value in told.items()
        if value and getattr(person, name) != value
    ]


def _field(name: str) -> Field[Any, Any]:
    field = Person._meta.get_field(name)
    assert isinstance(field, Field)
    return field


def _shown(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    return str(dict(_field(name).flatchoices).get(value, value or "–"))


@require_http_methods(["GET", "POST"])
@route(Purpose.INTAKE, CASEWORKERS)
def start(request: ActorRequest) -> HttpResponse:
    """Go on with what was begun, or begin."""
    intake = Intake(request.actor)
    if request.method == "POST" and intake.draft:
        intake.draft.delete()
    if request.method == "POST" or not intake.draft:
        return redirect("dossiers:registration", "wie")
    at = next((step for step in FILLED_IN if intake.checked(step) is None), "nakijken")
    return render(
        request,
        "dossiers/registration_start.html",
        {"draft": intake.draft, "who": intake.typed.get("wie", {}), "at": at},
    )


@require_http_methods(["GET", "POST"])
@route(Purpose.INTAKE, CASEWORKERS)
def step(request: ActorRequest, step: str) -> HttpResponse:
    """One step."""
    if step not in STEPS:
        raise Http404
    intake = Intake(request.actor)
    if missing := intake.missing_before(step):
        return redirect("dossiers:registration", missing)
    if step == "bekend":
        return _known(request, intake)
    if step == "nakijken":
        return _check(request, intake)
    if request.method == "POST":
        intake.keep(step, request.POST)
        form = intake.form(step, request.POST)
        if form.is_valid():
            intake.look_up()
            return redirect("dossiers:registration", _after(step))
    else:
        form = intake.form(step)
    if step in ("situatie", "contact"):
        _look(request, intake.known)
    context = {"form": form, "steps": intake.steps(step), "step": step, "known": intake.known, "draft": intake.draft}
    return render(request, f"dossiers/registration_{step}.html", context, status=422 if form.errors else 200)


def _after(step: str) -> str:
    order = list(STEPS)
    return order[order.index(step) + 1]


@require_POST
@route(Purpose.INTAKE, CASEWORKERS)
def keep(request: ActorRequest, step: str) -> HttpResponse:
    """Saved as one types."""
    if step not in FILLED_IN:
        raise Http404
    intake = Intake(request.actor)
    if intake.draft or step == "wie":  # a last save on its way while the registration was finished makes no new draft
        intake.keep(step, request.POST)
    return HttpResponse(status=204)


def _known(request: ActorRequest, intake: Intake) -> HttpResponse:
    """Shows who bears the number already; steps over it when nobody does."""
    person = intake.bearer
    intake.look_up()
    if person is None:
        return redirect("dossiers:registration", "situatie")
    _look(request, person)
    dossier = getattr(person, "dossier", None)
    may_open = visible_to(request.actor.with_purpose(Purpose.GUIDANCE)).filter(pk=person.pk).exists()
    context = {
        "steps": intake.steps("bekend"),
        "person": person,
        "dossier": dossier,
        "statuses": person.statuses.filter(until=None),
        "who": intake.who,
        "may_open": may_open,
    }
    return render(request, "dossiers/registration_bekend.html", context)


def _look(request: ActorRequest, *people: Person | None) -> None:
    """An access row for each who is shown."""
    shown = {one.pk: one.relation_to(request.actor) for one in people if one}
    looked(request.actor, shown, {Part.IDENTITY, Part.LABOUR_STATUS}, Look.Kind.SEARCH)


def _check(request: ActorRequest, intake: Intake) -> HttpResponse:
    """Everything once more; then the registration."""
    arrival = intake.arrival()
    faults: dict[str, Any] = {}
    if request.method == "POST":
        try:
            arrived = _register(request, arrival)
        except Invalid as invalid:
            faults = invalid.fields
        else:
            return _arrived(request, arrived)
    _look(request, intake.known)
    context = {
        "steps": intake.steps("nakijken"),
        "arrival": arrival,
        "number": intake.who["insz"],
        "reach": [
            {"label": field.label, "value": _shown(field.name, value)}
            for field in intake.form("contact")
            if (value := arrival.contact[field.name])
        ],
        "known": intake.known,
        "changes": changes(intake.known, arrival) if intake.known else [],
        "faults": [
            {"message": message, "step": STEP_OF_FIELD.get(name, "wie"), "name": STEPS[STEP_OF_FIELD.get(name, "wie")]}
            for name, message in faults.items()
        ],
    }
    return render(request, "dossiers/registration_nakijken.html", context, status=422 if faults else 200)


def _register(request: ActorRequest, arrival: Arrival) -> Arrived | None:
    """Once, however often the button is pressed: the draft is taken away in the same transaction."""
    with transaction.atomic():
        draft = drafts_of(request.actor, FORM).select_for_update().first()
        if draft is None:
            return None
        arrived = registration.register(arrival, by=request.actor)
        draft.delete()
    return arrived


def _arrived(request: ActorRequest, arrived: Arrived | None) -> HttpResponse:
    if arrived is None:
        messages.info(request, _("Deze inschrijving was al bewaard."))
        return redirect("dossiers:register")
    person = arrived.person
    said = {
        Outcome.REGISTERED: _("%(name)s is ingeschreven."),
        Outcome.MERGED: _("%(name)s was al bekend. Wat nieuw is, staat nu in het dossier."),
        Outcome.UNCHANGED: _("%(name)s was al ingeschreven. Er veranderde niets."),
    }[arrived.outcome]
    messages.success(request, said % {"name": person.name})
    if alike := lookalikes.waiting(person):
        _look(request, *alike)
        messages.warning(
            request,
            _("Lijkt op iemand die al bekend is (%(count)d). Een databeheerder kijkt na of het dezelfde persoon is.")
            % {"count": len(alike)},
        )
    if visible_to(request.actor.with_purpose(Purpose.GUIDANCE)).filter(pk=person.pk).exists():
        return redirect("dossiers:dossier", person.pk)
    return redirect("dossiers:registered", person.pk)


@require_GET
@route(Purpose.INTAKE, CASEWORKERS)
def registered(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """Who takes the registration further, for a professional whose organisation does not."""
    dossier, _sight = open_dossier(request.actor, pk)
    groups = list(dossier.person.statuses.filter(until=None).values_list("kind", flat=True))
    points = contact_points(dossier.person.municipality, groups).filter(
        organisation__in={dossier.lead_id, dossier.lead.whole_id}
    )
    return render(request, "dossiers/registration_done.html", {"dossier": dossier, "contact_points": points})
