"""Screening: saved as you go as a draft, finished once, repeated when needed."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from aanboord.core import clock
from aanboord.core.access import Actor, Part, Right, gate
from aanboord.core.actions import action, note
from aanboord.core.errors import Conflict, Invalid
from aanboord.core.forms import LONGEST
from aanboord.terms import clocks
from aanboord.terms import queries as terms

from ..models import Dossier, Draft, Screening, Threshold
from ..models.dossier import ServiceLevel
from ..models.screening import DOMAIN_PARTS
from ..queries.drafts import drafts_of
from .dossier import locked, save_state


@dataclass(frozen=True, slots=True)
class Weighed:
    """What one life domain weighs."""

    domain: str
    weight: int
    remark: str = ""


@action("screening.completed", part=Part.SCREENING)
def complete(
    dossier: Dossier,
    *,
    by: Actor,
    conversation: str,
    level: ServiceLevel,
    answers: Mapping[str, Any],
    thresholds: list[Weighed],
    estimate: dict[str, Any] | None = None,
    departure_reason: str = "",
    next_contact_on: dt.date | None = None,
    follows: int | None = None,
) -> Screening:
    """Finish a screening: the professional decides on the service, and says why when he departs from the estimate.

    Meets the term of two months (BN19-VI.1.1-a). Who is not self-reliant gets the clock of three months to binding
    agreements, counted from the registration (-b); who is, gets a date of next contact all the same (-c).
    `follows` is the number of the last screening that the professional saw, 0 for none. Raises Invalid (a departure
    without a reason, no next contact), WrongState (a closed dossier), Conflict (somebody else finished one meanwhile),
    NotAllowed (a life domain whose part `by` may not change).
    """
    dossier = locked(dossier)
    for part in {DOMAIN_PARTS[weighed.domain] for weighed in thresholds}:
        gate.require(by, Right.CHANGE, part, dossier)
    done = dossier.screenings.count()
    if follows is not None and follows != done:
        raise Conflict(_("Een collega rondde intussen zelf een screening van deze persoon af."))
    suggested = (estimate or {}).get("suggestion") or ""
    faults: dict[str, Any] = {}
    if suggested and suggested != level and not departure_reason.strip():
        faults["departure_reason"] = _("Je wijkt af van de schatting: zeg waarom.")
    if level == ServiceLevel.SELF_RELIANT and next_contact_on is None:
        faults["next_contact_on"] = _(
            "Ook wie zelfredzaam is, wordt opgevolgd: kies een datum voor het volgende contact."
        )
    if next_contact_on and next_contact_on < clock.today():
        faults["next_contact_on"] = _("Het volgende contact ligt niet in het verleden.")
    if len({weighed.domain for weighed in thresholds}) != len(thresholds):
        faults["thresholds"] = _("Elk levensdomein komt één keer voor.")
    if faults:
        raise Invalid(faults)

    if dossier.state == Dossier.State.REGISTERED or dossier.state == Dossier.State.CLOSED:
        dossier.move(Dossier.State.SCREENED)
    dossier.service_level = level
    dossier.next_contact_on = next_contact_on
    save_state(dossier, "state", "service_level", "next_contact_on")

    assert by.professional_id is not None and by.unit_id is not None
    screening = Screening(
        dossier=dossier,
        number=done + 1,
        on=clock.today(),
        by_id=by.professional_id,
        unit_id=by.unit_id,
        conversation=conversation,
        estimate=estimate,
        suggested_level=suggested,
        level=level,
        departure_reason=departure_reason.strip() if suggested and suggested != level else "",
        **answers,
    )
    screening.full_clean(exclude={"dossier"})
    screening.save()
    Threshold.objects.bulk_create(
        Threshold(screening=screening, domain=weighed.domain, weight=weighed.weight, remark=weighed.remark[:300])
        for weighed in thresholds
    )
    drafts_of(by, "screening", dossier.pk).delete()

    clocks.meet(dossier.pk, "screening")
    clocks.meet(dossier.pk, "school-leaver-contact")  # a screening is a conversation
    # A desk may note the same person again; the duty counts from the registration that asked for the screening.
    # When only a later screening finds her in need of a plan, it counts from that day.
    registered_on = terms.last_start(dossier.pk, "screening") or dossier.opened_on
    first = not dossier.screenings.filter(on__gte=registered_on).exclude(pk=screening.pk).exists()
    if level in (ServiceLevel.SELF_RELIANT, ServiceLevel.NOT_NOW):
        clocks.lapse(dossier.pk, ["binding-agreements"], f"screening: {level}")
    elif not terms.was_met(dossier.pk, "binding-agreements", since=registered_on):
        clocks.start(dossier.pk, "binding-agreements", dossier.lead_id, registered_on if first else clock.today())
    note(
        answers=None,
        thresholds=None,
        estimate=None,
        departure_reason=None,
        departs=screening.departs,
        suggested=suggested,
    )
    return screening


def save_draft(account_id: uuid.UUID, form: str, subject: uuid.UUID | None, data: Mapping[str, Any]) -> Draft:
    """Keep what was typed so far. No event: nothing has happened in the dossier yet; nobody else sees it."""
    draft, _made = Draft.objects.update_or_create(
        account_id=account_id, form=form, subject=subject, defaults={"data": _kept(data), "saved_at": clock.now()}
    )
    return draft


def _kept(typed: Any) -> Any:
    """What was typed, as a database takes it, and no more of a text than says that it is too long."""
    if isinstance(typed, Mapping):
        return {name: _kept(value) for name, value in typed.items()}
    return typed.replace("\0", "")[: LONGEST + 1] if isinstance(typed, str) else typed
