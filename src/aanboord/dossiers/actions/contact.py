"""A contact outside screening and plan: a call, a talk at the counter."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from aanboord.core import clock
from aanboord.core.access import Actor, Part
from aanboord.core.actions import action
from aanboord.core.errors import Invalid
from aanboord.terms import clocks

from ..models import Dossier
from ..models.dossier import ServiceLevel
from .dossier import locked, save_state


@action("contact.made", part=Part.PLAN)
def make_contact(dossier: Dossier, *, by: Actor, next_contact_on: dt.date | None = None) -> Dossier:
    """There was contact, and the next one is on a day; who is self-reliant is never left without one (BN19-VI.1.1-c).

    Meets the first contact with an early school-leaver (BN19-VI.1.2-l). Raises Invalid.
    """
    dossier = locked(dossier)
    if next_contact_on is None and dossier.service_level == ServiceLevel.SELF_RELIANT:
        raise Invalid({"next_contact_on": _("Kies een datum voor het volgende contact.")})
    if next_contact_on and next_contact_on < clock.today():
        raise Invalid({"next_contact_on": _("Het volgende contact ligt niet in het verleden.")})
    dossier.next_contact_on = next_contact_on
    save_state(dossier, "next_contact_on")
    clocks.meet(dossier.pk, "school-leaver-contact")
    return dossier
