"""The case plan: goals, agreements with the citizen's answers, the offer of training, the look at work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from aanboord.core import clock
from aanboord.core.access import Actor, Part, Role
from aanboord.core.actions import action, note
from aanboord.core.errors import Invalid, NotAllowed, WrongState
from aanboord.core.routes import GUIDES
from aanboord.directory.models import Organisation
from aanboord.terms import clocks

from ..models import Agreement, Answer, Dossier, Goal, WorkNotYet
from ..queries.plan import looks_at_work
from .dossier import locked, save_state


@action("goal.set", part=Part.PLAN, roles=GUIDES)
def set_goal(dossier: Dossier, text: str, *, by: Actor, towards_work: bool = True) -> Goal:
    """Set where the plan leads to. Raises Invalid for an empty text."""
    if not text.strip():
        raise Invalid({"text": _("Zeg waar het plan naartoe gaat.")})
    return Goal.objects.create(dossier=dossier, text=text.strip()[:200], towards_work=towards_work)


@action("goal.reached", part=Part.PLAN, roles=GUIDES)
def reach_goal(goal: Goal, *, by: Actor) -> Goal:
    """The goal is reached today. Raises WrongState when it was closed before."""
    return _close_goal(goal, "reached_on")


@action("goal.dropped", part=Part.PLAN, roles=GUIDES)
def drop_goal(goal: Goal, *, by: Actor) -> Goal:
    """The goal no longer makes sense. Raises WrongState when it was closed before."""
    return _close_goal(goal, "dropped_on")


def _close_goal(goal: Goal, field: str) -> Goal:
    goal = Goal.objects.select_for_update(of=("self",)).get(pk=goal.pk)
    if not goal.is_open:
        raise WrongState(_("Dit doel was al afgesloten."))
    setattr(goal, field, clock.today())
    goal.save(update_fields=[field])
    return goal


@action("agreement.proposed", part=Part.PLAN)
def propose(
    dossier: Dossier,
    *,
    by: Actor,
    kind: str,
    text: str,
    due_on: dt.date,
    binding: bool = False,
    own_words: bool = False,
    owner: str = Agreement.Owner.CITIZEN,
    owner_unit: Organisation | None = None,
    goal: Goal | None = None,
    domain: str = "",
    agreed_in_conversation: bool = False,
) -> Agreement:
    """Put an agreement in the plan. With `agreed_in_conversation` the citizen said yes at once, which the event tells.

    A citizen may propose one herself: in her own words, free. Raises Invalid.
    """
    citizen = by.role == Role.CITIZEN
    agreement = _put(
        dossier,
        by,
        kind=kind,
        text=text,
        due_on=due_on,
        binding=binding and not citizen,
        own_words=own_words or citizen,
        owner=Agreement.Owner.CITIZEN if citizen else owner,
        owner_unit=owner_unit,
        goal=goal,
        domain=domain,
    )
    if agreed_in_conversation or citizen:
        _agreed(agreement, by)
    note(agreement=agreement, domain=None)  # a domain may tell of health or debt
    return agreement


def _put(
    dossier: Dossier, by: Actor, *, text: str, due_on: dt.date, owner_unit: Organisation | None = None, **fields: Any
) -> Agreement:
    owner = fields.get("owner", Agreement.Owner.CITIZEN)
    faults: dict[str, Any] = {}
    if not text.strip():
        faults["text"] = _("Schrijf wat er afgesproken is.")
    if due_on < clock.today():
        faults["due_on"] = _("De einddatum ligt niet in het verleden.")
    if owner == Agreement.Owner.ORGANISATION and owner_unit is None:
        faults["owner_unit"] = _("Zeg welke organisatie het doet.")
    if faults:
        raise Invalid(faults)
    return Agreement.objects.create(
        dossier=dossier,
        text=text.strip()[:300],
        due_on=due_on,
        owner_unit=owner_unit if owner == Agreement.Owner.ORGANISATION else None,
        made_by_id=by.professional_id,
        **fields,
    )


@dataclass(frozen=True, slots=True)
class Proposal:
    """One agreement as a conversation brought it. `under_new_goal`: it serves the goal set in the same conversation."""

    text: str
    kind: str
    due_on: dt.date
    binding: bool = False
    own_words: bool = False
    owner: str = Agreement.Owner.CITIZEN
    owner_unit: Organisation | None = None
    goal: Goal | None = None
    under_new_goal: bool = False
    domain: str = ""
    agreed: bool = False


@action("plan.discussed", part=Part.PLAN, roles=GUIDES)
def discuss(
    dossier: Dossier,
    proposals: Sequence[Proposal],
    *,
    by: Actor,
    goal: str = "",
    towards_work: bool = True,
    not_yet: str = "",
    look_again_on: dt.date | None = None,
) -> Dossier:
    """Write down what one conversation brought: a goal, agreements, and the look at work. All of it or nothing.

    A plan holds a step towards work, or says why not yet and when that is looked at again (PACT24-5-e). Raises Invalid;
    what is wrong with the proposal at index 2 is named `2-text`, `2-due_on` and so on.
    """
    dossier = locked(dossier)
    if not proposals and not goal.strip() and not not_yet.strip():
        raise Invalid({"goal": _("Noteer een doel of een afspraak.")})
    faults: dict[str, Any] = {}
    new_goal = set_goal(dossier, goal, by=by, towards_work=towards_work) if goal.strip() else None
    for index, proposal in enumerate(proposals):
        try:
            propose(
                dossier,
                by=by,
                kind=proposal.kind,
                text=proposal.text,
                due_on=proposal.due_on,
                binding=proposal.binding,
                own_words=proposal.own_words,
                owner=proposal.owner,
                owner_unit=proposal.owner_unit,
                goal=new_goal if proposal.under_new_goal and new_goal else proposal.goal,
                domain=proposal.domain,
                agreed_in_conversation=proposal.agreed,
            )
        except Invalid as refusal:
            faults |= {f"{index}-{field}": message for field, message in refusal.fields.items()}
    if not_yet.strip():
        try:
            work_not_yet(dossier, not_yet, by=by, look_again_on=look_again_on)
        except Invalid as refusal:
            faults |= {{"reason": "not_yet"}.get(field, field): message for field, message in refusal.fields.items()}
    elif not looks_at_work(dossier):
        faults["not_yet"] = _(
            "Dit plan heeft nog geen stap naar werk. Voeg er een toe, of zeg waarom het nog niet kan."
        )
    if faults:
        raise Invalid(faults)
    note(agreements=len(proposals))
    return dossier


@action("plan.work-not-yet", part=Part.PLAN, roles=GUIDES)
def work_not_yet(dossier: Dossier, reason: str, *, by: Actor, look_again_on: dt.date | None) -> WorkNotYet:
    """Say why the plan holds no step towards work yet, and when to look at that again (PACT24-5-e). Raises Invalid."""
    faults: dict[str, Any] = {}
    if not reason.strip():
        faults["reason"] = _("Zeg waarom een stap naar werk nog niet kan.")
    if look_again_on is None or look_again_on <= clock.today():
        faults["look_again_on"] = _("Kies een dag in de toekomst om dit opnieuw te bekijken.")
    if faults:
        raise Invalid(faults)
    assert look_again_on is not None
    return WorkNotYet.objects.create(
        dossier=dossier, reason=reason.strip()[:300], look_again_on=look_again_on, by_id=by.professional_id
    )


@action("agreement.answered", part=Part.PLAN)
def answer(agreement: Agreement, agrees: bool, *, by: Actor, comment: str = "", said: bool = False) -> Agreement:
    """The citizen agrees or declines, with a comment if she likes.

    A professional writes down what she `said` in a conversation: who has no telephone or computer answers as well.
    Raises WrongState; NotAllowed for anyone else who would answer in her place.
    """
    if by.role != Role.CITIZEN and not said:
        raise NotAllowed(_("Alleen de burger zelf antwoordt op een afspraak."))
    agreement = _held(agreement)
    if agrees:
        _agreed(agreement, by, comment)
    else:
        agreement.move(Agreement.State.DECLINED)
        agreement.save(update_fields=["state"])
        _keep_answer(agreement, by, False, comment)
    note(agreement=agreement, commented=bool(comment.strip()))
    return agreement


@action("agreement.commented", part=Part.PLAN, roles={Role.CITIZEN})
def comment_on(agreement: Agreement, comment: str, *, by: Actor) -> Agreement:
    """The citizen remarks or asks something, without saying yes or no. Raises Invalid."""
    if not comment.strip():
        raise Invalid({"comment": _("Schrijf wat je wil zeggen.")})
    _keep_answer(agreement, by, None, comment)
    note(agreement=agreement)
    return agreement


def _held(agreement: Agreement) -> Agreement:
    return Agreement.objects.select_for_update(of=("self",)).select_related("dossier__lead").get(pk=agreement.pk)


def _keep_answer(agreement: Agreement, by: Actor, agrees: bool | None, comment: str = "") -> None:
    Answer.objects.create(
        agreement=agreement, agrees=agrees, comment=comment.strip()[:500], noted_by_id=by.professional_id
    )


def _agreed(agreement: Agreement, by: Actor, comment: str = "") -> None:
    """It holds. A binding one meets the term of three months (BN19-VI.1.1-b); with the first one there is a plan."""
    agreement.move(Agreement.State.AGREED)
    agreement.save(update_fields=["state"])
    _keep_answer(agreement, by, True, comment)
    dossier = locked(agreement.dossier)
    if agreement.binding:
        clocks.meet(dossier.pk, "binding-agreements")
    if agreement.made_by_id and dossier.state == Dossier.State.SCREENED:
        dossier.move(Dossier.State.PLANNED)
        save_state(dossier, "state")


@action("agreement.done", part=Part.PLAN)
def settle(agreement: Agreement, state: Agreement.State, *, by: Actor) -> Agreement:
    """Say how an agreement ended: done, not done, or dropped because it no longer makes sense.

    Raises WrongState; NotAllowed for a citizen who says anything else than that it is done.
    """
    if state not in (Agreement.State.DONE, Agreement.State.NOT_DONE, Agreement.State.DROPPED):
        raise WrongState(_("Zo eindigt een afspraak niet."))
    agreement = _held(agreement)
    if by.role == Role.CITIZEN and state != Agreement.State.DONE:
        raise NotAllowed(_("Je kan een afspraak als gedaan aanduiden; voor iets anders spreek je met je begeleider."))
    agreement.move(state)
    agreement.save(update_fields=["state"])
    note(agreement=agreement)
    return agreement


@action("training.offered", part=Part.PLAN, roles=GUIDES)
def offer_training(dossier: Dossier, text: str, *, by: Actor, due_on: dt.date | None = None) -> Agreement:
    """Offer a training: the citizen finds it among her agreements and answers. `due_on` is the day to start or decide.

    The offer meets the six months of the training guarantee, whatever she answers (IAB19-3.2-a). Raises Invalid.
    """
    agreement = _put(
        dossier,
        by,
        kind=Agreement.Kind.TRAINING,
        text=text,
        due_on=due_on or clock.today() + dt.timedelta(days=30),
    )
    clocks.meet(dossier.pk, "training-offer")
    note(agreement=agreement)
    return agreement


@action("agreement.escalated", part=Part.PLAN, roles={Role.SYSTEM})
def escalate(agreement: Agreement, *, by: Actor) -> Agreement:
    """It stayed overdue after the counsellor was told: the team lead hears of it, once. Raises WrongState."""
    agreement = _held(agreement)
    if agreement.escalated_on or not agreement.reminded_on or not agreement.is_overdue:
        raise WrongState(_("Deze afspraak is niet over tijd, of dat is al gemeld."))
    agreement.escalated_on = clock.today()
    agreement.save(update_fields=["escalated_on"])
    note(agreement=agreement)
    return agreement


@action("agreement.overdue", part=Part.PLAN, roles={Role.SYSTEM})
def tell_overdue(agreement: Agreement, *, by: Actor) -> Agreement:
    """The day of an open agreement has passed: its counsellor hears of it, once. Raises WrongState."""
    agreement = _held(agreement)
    if agreement.reminded_on or not agreement.is_overdue:
        raise WrongState(_("Deze afspraak is niet over tijd, of dat is al gemeld."))
    agreement.reminded_on = clock.today()
    agreement.save(update_fields=["reminded_on"])
    note(agreement=agreement)
    return agreement
