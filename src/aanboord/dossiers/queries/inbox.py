"""What a professional was told, in words, as far as he may still see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aanboord.core.access import Actor, Part
from aanboord.journal.models import Notification

from ..access import Sight, sight_of
from ..models import Dossier
from ..timeline import Moment, tell


@dataclass(frozen=True, slots=True)
class Message:
    """One notification; `dossier` and `moment` are None when its reader lost the right to know."""

    notification: Notification
    dossier: Dossier | None = None
    moment: Moment | None = None
    sight: Sight | None = None


def messages(actor: Actor, notifications: Sequence[Notification]) -> list[Message]:
    """The notifications in words, in the same order; four queries whatever their number."""
    dossiers = (
        Dossier.objects.select_related("person", "lead")
        .prefetch_related("involvements__unit")
        .in_bulk({one.event.person for one in notifications if one.event.person})
    )
    sights = {key: sight_of(dossier, actor) for key, dossier in dossiers.items()}
    readable = [
        one
        for one in notifications
        if (sight := sights.get(one.event.person)) and {Part.IDENTITY, Part(one.event.part)} <= sight.see
    ]
    told = dict(zip(readable, tell([one.event for one in readable], {**dossiers}), strict=True))
    return [
        Message(one, dossiers[one.event.person], told[one], sights[one.event.person]) if one in told else Message(one)
        for one in notifications
    ]
