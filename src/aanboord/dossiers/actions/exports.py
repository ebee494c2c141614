"""A list that leaves the platform: the unit's journal says how many people were in it, and why."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from aanboord.core.access import Actor
from aanboord.core.actions import action
from aanboord.core.errors import Invalid
from aanboord.core.routes import GUIDES
from aanboord.directory.models import Organisation

#: Above this many people an export needs a reason.
LARGE = 500


class Reason(models.TextChoices):
    """What a large export is for."""

    DIVIDE = "divide", _("Werk verdelen in het team")
    INVITE = "invite", _("Mensen uitnodigen of aanschrijven")
    FOLLOW_UP = "follow-up", _("Opvolgen hoe het team ervoor staat")
    CHECK = "check", _("Gegevens nakijken")


@action("list.exported", part=None, roles=GUIDES)
def export_list(unit: Organisation, *, people: int, reason: Reason | None, by: Actor) -> None:
    """Say that a list of so many people was exported; who they are, the access rows say. Raises Invalid."""
    if people > LARGE and reason is None:
        raise Invalid({"reason": _("Dit zijn veel mensen: zeg waarvoor je het bestand gebruikt.")})
