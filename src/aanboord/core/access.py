"""The access gate: who sees or changes which part of a dossier, by role, relation and purpose.

One declared table. Each room adds its rows in its own `access.py`; page, list, search, export, API, mail and report ask
the same `Gate`. What the table does not grant is refused.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol, runtime_checkable

from django.db import models
from django.utils.translation import gettext_lazy as _

from .errors import NotAllowed


class Part(models.TextChoices):
    """The parts of a person's file that access is given to."""

    IDENTITY = "identity", _("Identiteit en contact")
    LABOUR_STATUS = "labour-status", _("Arbeidsmarktstatus")
    PROFILE = "profile", _("Loopbaanprofiel")
    SCREENING = "screening", _("Screening")
    WELFARE = "welfare", _("Drempels van welzijn")
    HEALTH = "health", _("Gezondheid")
    PLAN = "plan", _("Plan en afspraken")
    PLACEMENTS = "placements", _("Stappen en plaatsingen")
    CONTROL = "control", _("Controle")
    NOTES = "notes", _("Notities")


class Role(models.TextChoices):
    """What somebody is here to do."""

    COUNSELLOR = "counsellor", _("Bemiddelaar VDAB")
    SOCIAL_WORKER = "social-worker", _("Maatschappelijk werker OCMW")
    COACH = "coach", _("Coach bij een partner")
    TEAM_LEAD = "team-lead", _("Teamverantwoordelijke")
    DATA_STEWARD = "data-steward", _("Databeheerder")
    CITIZEN = "citizen", _("Burger")
    SYSTEM = "system", _("Systeem")


class Relation(models.TextChoices):
    """How the actor stands to the dossier."""

    SELF = "self", _("over mezelf")
    OWN = "own", _("aan mij toegewezen")
    TEAM = "team", _("van mijn team")
    FOLLOWS = "follows", _("mijn team volgt mee")
    ORGANISATION = "organisation", _("van mijn organisatie")
    NONE = "none", _("geen band")


class Purpose(models.TextChoices):
    """Why the actor looks or acts; every route declares one."""

    GUIDANCE = "guidance", _("Begeleiding")
    INTAKE = "intake", _("Inschrijving")
    STEERING = "steering", _("Werkverdeling en opvolging")
    QUALITY = "quality", _("Kwaliteit van gegevens")
    OWN_FILE = "own-file", _("Eigen dossier")
    DELIVERY = "delivery", _("Gegevenslevering")


class Right(models.TextChoices):
    SEE = "see", _("inzien")
    CHANGE = "change", _("wijzigen")


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody (or the system) acting in one role, for one organisation, with one purpose."""

    role: Role
    purpose: Purpose
    account_id: uuid.UUID | None = None
    professional_id: uuid.UUID | None = None
    unit_id: uuid.UUID | None = None
    organisation_id: uuid.UUID | None = None
    person_id: uuid.UUID | None = None
    name: str = ""

    def with_purpose(self, purpose: Purpose) -> Actor:
        """The same actor, acting for another purpose."""
        return replace(self, purpose=purpose)

    @classmethod
    def system(cls, purpose: Purpose = Purpose.DELIVERY, *, unit_id: uuid.UUID | None = None) -> Actor:
        """The platform itself: importers and clocks, for the unit that asked for it when there is one."""
        return cls(role=Role.SYSTEM, purpose=purpose, unit_id=unit_id, name="Aan Boord")


@runtime_checkable
class Guarded(Protocol):
    """Anything that belongs to a person's dossier."""

    @property
    def person_key(self) -> uuid.UUID:
        """The person (and so the stream of the journal) it is about."""

    def relation_to(self, actor: Actor) -> Relation:
        """How the actor stands to the dossier that this belongs to."""


@dataclass(frozen=True, slots=True)
class Grant:
    """One row of the table."""

    role: Role
    relation: Relation
    purpose: Purpose
    see: frozenset[Part]
    change: frozenset[Part]


ALL_PARTS = frozenset(Part)

#: From far to near: who stands nearer to a dossier has at least the rights of who stands farther off.
NEARNESS = (Relation.NONE, Relation.ORGANISATION, Relation.FOLLOWS, Relation.TEAM, Relation.OWN)

#: Legal ground that an event and an access row name, by role and purpose.
GROUNDS: dict[Role, str] = {
    Role.COUNSELLOR: "AVG art. 6.1.e; decreet van 7 mei 2004 (VDAB)",
    Role.SOCIAL_WORKER: "AVG art. 6.1.e; organieke wet van 8 juli 1976 (OCMW)",
    Role.COACH: "AVG art. 6.1.e; decreet van 7 mei 2004 (VDAB), opdracht aan de partner",
    Role.TEAM_LEAD: "AVG art. 6.1.e; opvolging van de dienstverlening",
    Role.DATA_STEWARD: "AVG art. 5.1.d; juistheid van gegevens",
    Role.CITIZEN: "AVG art. 15; eigen dossier",
    Role.SYSTEM: "AVG art. 6.1.e; geautomatiseerde gegevensstroom",
}


class Gate:
    """The whole table, with the questions that one asks of it."""

    def __init__(self) -> None:
        self._cells: dict[tuple[Role, Relation, Purpose], Grant] = {}

    def grant(
        self,
        role: Role,
        relation: Relation,
        purpose: Purpose,
        *,
        see: Iterable[Part] = (),
        change: Iterable[Part] = (),
    ) -> None:
        """Give rights in a relation and in each nearer one; rooms add up, they never take away.

        What one may change, one may see.
        """
        changed = frozenset(change)
        seen = frozenset(see) | changed
        for near in NEARNESS[NEARNESS.index(relation) :] if relation in NEARNESS else (relation,):
            key = (role, near, purpose)
            before = self._cells.get(key, Grant(*key, frozenset(), frozenset()))
            self._cells[key] = Grant(*key, before.see | seen, before.change | changed)

    def parts(self, actor: Actor, relation: Relation, right: Right = Right.SEE) -> frozenset[Part]:
        """The parts that the actor may see (or change) in this relation for the purpose that he acts for."""
        cell = self._cells.get((actor.role, relation, actor.purpose))
        if cell is None:
            return frozenset()
        return cell.see if right == Right.SEE else cell.change

    def relations(self, actor: Actor, part: Part, right: Right = Right.SEE) -> frozenset[Relation]:
        """The relations in which the actor has the right: what a query needs to select by."""
        return frozenset(relation for relation in Relation if part in self.parts(actor, relation, right))

    def allows(self, actor: Actor, relation: Relation, right: Right, part: Part) -> bool:
        return part in self.parts(actor, relation, right)

    def require(self, actor: Actor, right: Right, part: Part, subject: object) -> Relation:
        """Return the relation when the right is there. Raises NotAllowed, naming right and part, never the person."""
        relation = subject.relation_to(actor) if isinstance(subject, Guarded) else Relation.NONE
        if not self.allows(actor, relation, right, part):
            raise NotAllowed(
                _("Je mag “%(part)s” hier niet %(right)s als %(role)s.")
                % {"part": part.label, "right": right.label, "role": str(actor.role.label).lower()}
            )
        return relation

    def table(self) -> list[Grant]:
        """Every declared cell, in a stable order: for the page that shows it and the test that walks it."""
        return sorted(self._cells.values(), key=lambda grant: (grant.role, grant.relation, grant.purpose))


gate = Gate()
