"""Access rows: each look at personal data leaves one, in the same request that showed it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping

from aanboord.core import clock
from aanboord.core.access import Actor, Part, Relation

from .models import Look, Search


def looked(
    actor: Actor, people: Mapping[uuid.UUID, Relation], parts: Iterable[Part], kind: Look.Kind = Look.Kind.FILE
) -> None:
    """Leave a row for each of `people` (person -> relation of the actor to the dossier). Lists count once a day."""
    at = clock.now()
    seen = " ".join(sorted(part.value for part in parts))
    if kind == Look.Kind.LIST:  # most openings of a list are repetitions: reading that they are is cheaper than writing
        today = Look.objects.filter(account=actor.account_id, day=at.date(), kind=kind, parts=seen, person__in=people)
        known = set(today.values_list("person", flat=True))
        people = {person: relation for person, relation in people.items() if person not in known}
    rows = [
        Look(
            at=at,
            day=at.date(),
            person=person,
            kind=kind,
            parts=seen,
            account_id=actor.account_id,
            professional_id=actor.professional_id,
            unit_id=actor.unit_id,
            role=actor.role.value,
            relation=relation.value,
            purpose=actor.purpose.value,
        )
        for person, relation in people.items()
    ]
    Look.objects.bulk_create(rows, ignore_conflicts=kind == Look.Kind.LIST, batch_size=500)


def searched(actor: Actor, asked: str, found: int) -> None:
    """Log a search, whatever it found."""
    Search.objects.create(
        at=clock.now(), account_id=actor.account_id, unit_id=actor.unit_id, asked=asked[:120], found=found
    )
