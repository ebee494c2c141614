"""Finding a person by name or number, as far as the gate lets one know that she exists."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass, field

from django.db.models import QuerySet

from aanboord.core.access import Actor, Part, Purpose, Relation, Right, gate
from aanboord.core.names import query_tokens
from aanboord.people.models import NameToken, Person

from ..access import Sight, sight_of, visible_to
from ..models import Dossier

MOST = 25
#: A word of a name that is shorter finds half of Flanders.
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Hit:
    """A person found; `sight` says what of her dossier the reader may see."""

    dossier: Dossier
    sight: Sight

    @property
    def sees_plan(self) -> bool:
        return Part.PLAN in self.sight.see

    @property
    def state(self) -> str:
        """How far the work has come, for who may know."""
        return str(Dossier.State(self.dossier.state).label) if self.sees_plan else ""


@dataclass(frozen=True, slots=True)
class Found:
    """`more`: there are more than are shown. `too_short`: nothing was searched.

    `elsewhere`: nobody within reach has this number, but somebody has, and the reader might register her: then he may
    know that she is here, and nothing else. The dossier is for the access row alone.
    """

    hits: list[Hit] = field(default_factory=list)
    by_number: bool = False
    more: bool = False
    too_short: bool = False
    elsewhere: Dossier | None = None


def search(actor: Actor, asked: str) -> Found:
    """Whole words first, then beginnings of words; a number in any spelling finds one person or nobody."""
    number = re.sub(r"[\s./-]", "", asked)
    if len(number) == 11 and number.isdecimal():
        return _by_number(actor, number)
    words = query_tokens(asked)
    if max(map(len, words), default=0) < SHORTEST:
        return Found(too_short=True)
    whole = list(_named(actor, words, whole=True)[: MOST + 1])
    begun = _named(actor, words, whole=False).exclude(pk__in=whole)[: MOST + 1 - len(whole)]
    keys = [*whole, *begun] if len(whole) <= MOST else whole
    hits = sorted(
        _hits(actor, keys[:MOST]),
        key=lambda hit: (hit.dossier.pk not in whole, hit.dossier.person.family_key, hit.dossier.person.given_key),
    )
    return Found(hits, more=len(keys) > MOST)


def _named(actor: Actor, words: tuple[str, ...], *, whole: bool) -> QuerySet[Dossier, uuid.UUID]:
    like = "token" if whole else "token__startswith"
    first, *others = (NameToken.objects.filter(**{like: word}).values("person") for word in words)
    # An intersection is found in the index of words alone, before anything else of a person is read.
    called = first.intersection(*others) if others else first
    return visible_to(actor).filter(pk__in=called, person__merged_into=None).values_list("pk", flat=True)


def _by_number(actor: Actor, number: str) -> Found:
    person = Person.objects.select_related("merged_into").filter(insz=number).first()
    if person is None:
        return Found(by_number=True)
    keys = [(person.merged_into or person).pk]
    hits = _hits(actor, keys)
    registering = actor.with_purpose(Purpose.INTAKE)
    if not hits and gate.allows(registering, Relation.NONE, Right.SEE, Part.IDENTITY):
        return Found(by_number=True, elsewhere=Dossier.objects.filter(pk=keys[0]).first())
    return Found(hits, by_number=True)


def _hits(actor: Actor, keys: list[uuid.UUID]) -> list[Hit]:
    """Those of the dossiers of which the actor may know whose they are; two queries."""
    dossiers = (
        Dossier.objects.filter(pk__in=keys)
        .select_related("person__municipality", "lead__part_of", "counsellor")
        .prefetch_related("involvements__unit")
    )
    hits = [Hit(dossier, sight_of(dossier, actor)) for dossier in dossiers]
    return [hit for hit in hits if Part.IDENTITY in hit.sight.see]
