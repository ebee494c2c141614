"""Opening one part of a dossier: the gate asked, and an access row for that part alone."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import TypeVar

from django.shortcuts import get_object_or_404

from aanboord.core.access import Part, Right, gate
from aanboord.core.routes import ActorRequest
from aanboord.journal.looks import looked

from ..access import Sight, open_dossier
from ..actions.dossier import require_lead
from ..models import Dossier, OfDossier

Thing = TypeVar("Thing", bound=OfDossier)


def open_part(
    request: ActorRequest, person: uuid.UUID, part: Part, *, right: Right = Right.CHANGE, also: Iterable[Part] = ()
) -> tuple[Dossier, Sight]:
    """The dossier for a page that shows who it is, this part and (if seen) `also`. Raises NotAllowed, Http404."""
    dossier, sight = open_dossier(request.actor, person, part=part, look=None)
    gate.require(request.actor, right, part, dossier)
    looked(request.actor, {dossier.pk: sight.relation}, {Part.IDENTITY, part, *also} & sight.see)
    return dossier, sight


def open_led(request: ActorRequest, person: uuid.UUID) -> Dossier:
    """The dossier for a page on which the organisation in the lead decides about it. Raises NotAllowed, Http404."""
    dossier, _sight = open_part(request, person, Part.PLAN)
    require_lead(dossier, request.actor)
    return dossier


def open_thing(
    request: ActorRequest,
    kind: type[Thing],
    pk: uuid.UUID,
    part: Part,
    *,
    right: Right = Right.CHANGE,
    also: Iterable[Part] = (),
) -> tuple[Thing, Sight]:
    """Something of a dossier, such as an agreement or a placement, behind the same gate. Raises NotAllowed, Http404."""
    thing = get_object_or_404(kind, pk=pk)
    thing.dossier, sight = open_part(request, thing.dossier_id, part, right=right, also=also)
    return thing, sight
