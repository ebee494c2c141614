"""The caseload of somebody who left."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from aanboord.core.access import Actor, Part, Purpose, Role
from aanboord.core.actions import action, record, unchanged
from aanboord.directory.models import Membership, Organisation, Professional

from ..models import Dossier
from .dossier import save_state


def give_back_of_leavers() -> int:
    """Dossiers of who no longer works in the unit in the lead go back to that team; returns how many. Once a day.

    What has ended stays with the name of who worked on it.
    """
    works_there = Membership.objects.current().filter(professional=OuterRef("counsellor"), unit=OuterRef("lead"))
    left = Dossier.objects.filter(~Exists(works_there)).exclude(counsellor=None).exclude(state__in=Dossier.ENDED)
    pairs = set(left.values_list("counsellor", "lead"))
    leavers = Professional.objects.in_bulk({leaver for leaver, _ in pairs})
    units = Organisation.objects.in_bulk({unit for _, unit in pairs})
    by = Actor.system(Purpose.STEERING)
    return sum(len(give_back(units[unit], leavers[leaver], by=by)) for leaver, unit in sorted(pairs))


@action("dossier.counsellor-left", part=None, roles={Role.SYSTEM})
def give_back(unit: Organisation, leaver: Professional, *, by: Actor) -> list[Dossier]:
    """What the leaver worked on for the unit is nobody's now: each dossier says so, and the team lead hears it once."""
    held = Dossier.objects.select_for_update(of=("self",), no_key=True).filter(lead=unit, counsellor=leaver)
    dossiers = list(held.exclude(state__in=Dossier.ENDED).order_by("pk"))
    for dossier in dossiers:
        record(dossier, part=Part.PLAN, professional=leaver, count=len(dossiers))
        dossier.counsellor = None
        save_state(dossier, "counsellor")
    if not dossiers:
        unchanged()
    return dossiers
