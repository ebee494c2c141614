"""A screening in two pages: what was said, and the decision. All that is typed goes to a draft of one's own."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aanboord import rulebook
from aanboord.core import clock
from aanboord.core.access import Part, Purpose, Right, gate
from aanboord.core.errors import Conflict
from aanboord.core.routes import CASEWORKERS, ActorRequest, route
from aanboord.journal.looks import looked
from aanboord.people.actions import change_contact
from aanboord.people.models import Channel

from .. import estimating
from ..access import Sight, open_dossier
from ..actions import plan, screening
from ..estimate import language_gap
from ..forms.screening import AnswersForm, DecisionForm
from ..models import Agreement, Dossier, Draft, Screening, Threshold
from ..models.dossier import ServiceLevel
from ..models.screening import DOMAIN_PARTS, Domain, Weight
from ..queries.drafts import drafts_of
from .carrying_out import carried_out

FORM = "screening"
HEAVY = Weight.HEAVY
ANALOGUE = (Channel.PHONE, Channel.LETTER, Channel.IN_PERSON)


@dataclass(frozen=True, slots=True)
class Desk:
    """One professional at one screening: the dossier, the last screening, and what he typed so far."""

    dossier: Dossier
    sight: Sight
    last: Screening | None
    draft: Draft | None

    @property
    def typed(self) -> dict[str, str]:
        """The draft, empty when there is none."""
        return dict(self.draft.data["answers"]) if self.draft else {}

    @property
    def done(self) -> int:
        """How many screenings there are."""
        return self.last.number if self.last else 0

    def form(self, data: Mapping[str, str] | None = None) -> AnswersForm:
        """Bound to `data`, or else as the draft or the last screening left it."""
        initial: dict[str, Any] = self.typed or AnswersForm.of(self.last) | {"follows": self.done}
        return AnswersForm(data, initial=initial, sight=self.sight)


def _desk(request: ActorRequest, pk: uuid.UUID, *, shows: bool = True) -> Desk:
    """Behind the gate; with an access row for the parts that the form shows. Raises NotAllowed."""
    dossier, sight = open_dossier(request.actor, pk, part=Part.SCREENING, look=None)
    gate.require(request.actor, Right.CHANGE, Part.SCREENING, dossier)
    domains = [domain for domain, part in DOMAIN_PARTS.items() if part in sight.change]
    thresholds = Prefetch("thresholds", Threshold.objects.filter(domain__in=domains))
    last = dossier.screenings.prefetch_related(thresholds).first()
    draft = drafts_of(request.actor, FORM, pk).first()
    if shows:
        parts = {Part.IDENTITY, *(DOMAIN_PARTS[domain] for domain in domains)}
        looked(request.actor, {dossier.pk: sight.relation}, parts)
    return Desk(dossier, sight, last, draft)


def _keep(request: ActorRequest, desk: Desk, answers: Mapping[str, str], decision: Mapping[str, str]) -> Draft:
    assert request.actor.account_id is not None
    data = {"answers": dict(answers), "decision": dict(decision)}
    return screening.save_draft(request.actor.account_id, FORM, desk.dossier.pk, data)


def _decided(desk: Desk) -> dict[str, str]:
    return dict(desk.draft.data["decision"]) if desk.draft else {}


@require_http_methods(["GET", "POST"])
@route(Purpose.GUIDANCE, CASEWORKERS)
def answers(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """What was said. Everything may stay open; `Bewaren` keeps the draft, the other button goes to the decision."""
    desk = _desk(request, pk)
    if request.method == "POST":
        form = desk.form(request.POST)
        _keep(request, desk, form.kept(request.POST), _decided(desk))
        if "keep" in request.POST:
            messages.success(request, _("Je klad is bewaard. Alleen jij ziet het."))
            return redirect("dossiers:screening", pk)
        if form.is_valid():
            return redirect("dossiers:screening_decision", pk)
    else:
        form = desk.form(desk.typed if "check" in request.GET and desk.draft else None)
    return render(
        request, "dossiers/screening_answers.html", _answers_context(desk, form), status=422 if form.errors else 200
    )


def _answers_context(desk: Desk, form: AnswersForm) -> dict[str, Any]:
    return {
        "dossier": desk.dossier,
        "sight": desk.sight,
        "form": form,
        "last": desk.last,
        "draft": desk.draft,
        "overtaken": desk.draft is not None and desk.typed.get("follows", str(desk.done)) != str(desk.done),
    }


@require_POST
@route(Purpose.GUIDANCE, CASEWORKERS)
def keep_answers(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """Saved as one types."""
    desk = _desk(request, pk, shows=False)
    arrives_late = desk.draft is None and request.POST.get("follows") != str(desk.done)
    if not arrives_late:  # a last save on its way while the screening was finished makes no new draft
        _keep(request, desk, desk.form().kept(request.POST), _decided(desk))
    return HttpResponse(status=204)


@require_POST
@route(Purpose.GUIDANCE, CASEWORKERS)
def discard(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """Throw the draft away and begin anew."""
    desk = _desk(request, pk, shows=False)
    if desk.draft:
        desk.draft.delete()
    messages.success(request, _("Je klad is weggegooid."))
    return redirect("dossiers:screening", pk)


@require_POST
@route(Purpose.GUIDANCE, CASEWORKERS)
def keep_decision(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """Saved as one types, on the page of the decision."""
    desk = _desk(request, pk, shows=False)
    if desk.draft:
        _keep(request, desk, desk.typed, _typed_decision(request))
    return HttpResponse(status=204)


@require_http_methods(["GET", "POST"])
@route(Purpose.GUIDANCE, CASEWORKERS)
def decision(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """The estimate informs, the professional decides."""
    desk = _desk(request, pk)
    if desk.draft is None:
        return redirect("dossiers:screening", pk)
    said = desk.form(desk.typed)
    if not said.is_valid():
        return redirect(f"{redirect('dossiers:screening', pk).url}?check=1")
    answer = estimating.estimate(desk.dossier, said.answers, said.weights, clock.today())
    stored = answer.stored if answer else None
    digital_help = said.weights.get(Domain.DIGITAL) == HEAVY
    form = _decision_form(request, desk, estimated=stored is not None, digital_help=digital_help)
    overtaken = ""
    if request.method == "POST":
        try:
            if carried_out(form, lambda: _complete(request, desk, said, form, stored)):
                messages.success(request, _done(desk, ServiceLevel(form.cleaned_data["level"])))
                return redirect("dossiers:dossier", pk)
        except Conflict as conflict:
            overtaken = str(conflict.message)
            _keep(request, desk, desk.typed | {"follows": str(desk.done)}, _typed_decision(request))
    context = {
        "dossier": desk.dossier,
        "sight": desk.sight,
        "form": form,
        "said": said,
        "gap": language_gap(said.answers["language_level"], said.answers["language_needed"]),
        "draft": desk.draft,
        "estimate": estimating.shown(stored, desk.sight) if stored else None,
        "ask": [one.in_language(estimating.language()) for one in answer.ask] if answer else [],
        "digital_help": digital_help,
        "agreements_due": _agreements_due(desk.dossier),
        "overtaken": overtaken,
    }
    status = 409 if overtaken else 422 if form.errors else 200
    return render(request, "dossiers/screening_decision.html", context, status=status)


def _typed_decision(request: ActorRequest) -> dict[str, str]:
    return {name: request.POST[name] for name in DecisionForm.base_fields if name in request.POST}


def _decision_form(request: ActorRequest, desk: Desk, *, estimated: bool, digital_help: bool) -> DecisionForm:
    given: dict[str, Any] = {"estimated": estimated, "digital_help": digital_help}
    if request.method == "POST":
        return DecisionForm(request.POST, **given)
    if kept := _decided(desk):
        return DecisionForm(initial={"digital_training": ""} | kept, **given)  # a box that was not ticked is not sent
    channel = desk.dossier.person.channel
    return DecisionForm(initial={"analogue_channel": channel if channel in ANALOGUE else Channel.PHONE}, **given)


def _complete(
    request: ActorRequest, desk: Desk, said: AnswersForm, form: DecisionForm, stored: dict[str, Any] | None
) -> None:
    """The screening, and for who is not at ease with digital tools the training and the other channel, at once."""
    given = form.cleaned_data
    with transaction.atomic():
        screening.complete(
            desk.dossier,
            by=request.actor,
            conversation=said.cleaned_data["conversation"] or Screening.Conversation.PHONE,
            level=ServiceLevel(given["level"]),
            answers=said.answers,
            thresholds=said.weighed,
            estimate=stored,
            departure_reason=given.get("departure_reason", ""),
            next_contact_on=given["next_contact_on"],
            follows=said.cleaned_data["follows"],
        )
        if given.get("digital_training"):
            plan.propose(
                desk.dossier,
                by=request.actor,
                kind=Agreement.Kind.TRAINING,
                text=_("Een opleiding digitale vaardigheden volgen"),
                due_on=given["digital_training_by"],
                domain=Domain.DIGITAL,
            )
        channel = given.get("analogue_channel")
        if channel and channel != desk.dossier.person.channel:
            change_contact(desk.dossier.person, by=request.actor, channel=channel)


def _agreements_due(dossier: Dossier) -> Any:
    """By when binding agreements must be made with who is not self-reliant."""
    start = estimating.registered_on(dossier, clock.today())
    return rulebook.term("binding-agreements").on(start).due(start)


def _done(desk: Desk, level: ServiceLevel) -> str:
    said = _("De screening is afgerond: %(level)s.") % {"level": str(level.label).lower()}
    if level in (ServiceLevel.SELF_RELIANT, ServiceLevel.NOT_NOW):
        return said
    due = _("Maak bindende afspraken, uiterlijk op %(day)s.") % {"day": date_format(_agreements_due(desk.dossier))}
    return f"{said} {due}"
