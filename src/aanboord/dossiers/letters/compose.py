"""What a letter says: its kind, its language, and everything that its text names."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import TextChoices
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from aanboord.core import clock
from aanboord.core.access import Part
from aanboord.core.errors import WrongState
from aanboord.terms.models import Term

from ..access import Sight
from ..models import Agreement, Appointment, Dossier, Evaluation, Placement
from ..queries.contact import case_manager

#: Languages that letters are written in; who speaks another gets the first.
LANGUAGES = ("nl", "en")


class LetterKind(TextChoices):
    REGISTRATION = "registration", _("Bevestiging van inschrijving")
    INVITATION = "invitation", _("Uitnodiging voor een gesprek")
    SCREENING = "screening", _("Resultaat van de screening")
    PLAN = "plan", _("Plan en afspraken")
    ATTEST = "attest", _("Attest van wat geleerd is")


#: Under whose rights a letter stands: who may not see the part can neither make nor read it.
PARTS: dict[str, Part] = {
    LetterKind.REGISTRATION: Part.LABOUR_STATUS,
    LetterKind.INVITATION: Part.PLAN,
    LetterKind.SCREENING: Part.SCREENING,
    LetterKind.PLAN: Part.PLAN,
    LetterKind.ATTEST: Part.PLACEMENTS,
}


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter ready to be shown or printed, in one language; `context` is what its templates name."""

    kind: LetterKind
    language: str
    context: dict[str, Any]

    @property
    def part(self) -> Part:
        return PARTS[self.kind]

    @property
    def subject(self) -> str:
        return self._render(self.text_template, piece="subject").strip()

    def article(self, heading: str = "h1") -> str:
        """All of the letter as HTML: sender, address, text, closing; under a heading of this level."""
        below = {"h1": "h2", "h2": "h3"}[heading]
        return self._render("dossiers/letters/article.html", letter=self, heading=heading, below=below, piece="text")

    @property
    def text_template(self) -> str:
        return f"dossiers/letters/{self.language}/{self.kind}.html"

    @property
    def closing_template(self) -> str:
        return f"dossiers/letters/{self.language}/closing.html"

    def _render(self, template: str, **more: Any) -> str:
        with override(self.language):
            return render_to_string(template, self.context | more)


@dataclass(frozen=True, slots=True)
class Possible:
    """A letter that can be made now. `about` tells several of one kind apart."""

    kind: LetterKind
    about: uuid.UUID | None = None
    detail: str | Promise = ""


def possible(dossier: Dossier, sight: Sight) -> list[Possible]:
    """The letters that there is something to say in, of the parts that the reader may see."""
    found: list[Possible] = []
    if PARTS[LetterKind.REGISTRATION] in sight.see and dossier.registrations.exists():
        found.append(Possible(LetterKind.REGISTRATION))
    if PARTS[LetterKind.INVITATION] in sight.see:
        for meeting in dossier.appointments.filter(state=Appointment.State.PLANNED, at__gt=clock.now()):
            found.append(Possible(LetterKind.INVITATION, meeting.pk, meeting.about))
    if PARTS[LetterKind.SCREENING] in sight.see and dossier.screenings.exists():
        found.append(Possible(LetterKind.SCREENING))
    if PARTS[LetterKind.PLAN] in sight.see and _agreements(dossier):
        found.append(Possible(LetterKind.PLAN))
    if PARTS[LetterKind.ATTEST] in sight.see:
        for step in (
            dossier.placements.exclude(evaluations__competences="").filter(evaluations__isnull=False).distinct()
        ):
            found.append(Possible(LetterKind.ATTEST, step.pk, step.host))
    return found


def compose(dossier: Dossier, kind: LetterKind, about: uuid.UUID | None = None) -> Letter:
    """Gather what the letter says, in Dutch or English as the citizen reads.

    `about` is the meeting or the step that it is about. Raises WrongState when there is nothing to say.
    """
    language = dossier.person.language if dossier.person.language in LANGUAGES else LANGUAGES[0]
    contact = case_manager(dossier)
    shared = {
        "dossier": dossier,
        "person": dossier.person,
        "contact": contact,
        "sender": dossier.lead,
        "today": clock.today(),
        "site": settings.SITE_ADDRESS,
        "ocmw": dossier.lead.kind == dossier.lead.Kind.OCMW,
    }
    return Letter(kind, language, shared | _CONTENT[kind](dossier, about))


def _registration(dossier: Dossier, about: uuid.UUID | None) -> dict[str, Any]:
    last = dossier.registrations.select_related("mandate__organisation").order_by("-on").first()
    if last is None:
        raise WrongState(_("Er is nog geen inschrijving."))
    due = Term.objects.open().filter(subject=dossier.pk, code="screening").first()
    return {"registration": last, "screening_due": due.due_on if due else None}


def _invitation(dossier: Dossier, about: uuid.UUID | None) -> dict[str, Any]:
    meetings = dossier.appointments.select_related("professional", "joint_with")
    meeting = meetings.filter(pk=about).first() if about else None
    if meeting is None or meeting.state != Appointment.State.PLANNED:
        raise WrongState(_("Er is geen gepland gesprek om voor uit te nodigen."))
    return {"appointment": meeting}


def _screening(dossier: Dossier, about: uuid.UUID | None) -> dict[str, Any]:
    last = dossier.screenings.select_related("by", "unit").first()
    if last is None:
        raise WrongState(_("Er is nog geen screening."))
    return {"screening": last}


def _agreements(dossier: Dossier) -> list[Agreement]:
    found = dossier.agreements.filter(state__in=Agreement.OPEN).select_related("owner_unit", "goal")
    return list(found.order_by("due_on"))


def _plan(dossier: Dossier, about: uuid.UUID | None) -> dict[str, Any]:
    agreements = _agreements(dossier)
    if not agreements:
        raise WrongState(_("Er zijn nog geen afspraken."))
    goals = dossier.goals.filter(reached_on=None, dropped_on=None)
    return {"agreements": agreements, "goals": list(goals)}


def _attest(dossier: Dossier, about: uuid.UUID | None) -> dict[str, Any]:
    step = dossier.placements.filter(pk=about).first() if about else None
    learnt = _learnt(step) if step else []
    if not learnt:
        raise WrongState(_("Er is nog niet genoteerd wat er geleerd is."))
    return {"placement": step, "learnt": learnt}


def _learnt(placement: Placement) -> list[str]:
    """Each line once; what the end says comes after what was said half-way."""
    evaluations: list[Evaluation] = list(placement.evaluations.all())
    lines = [line.strip(" -•\t") for one in evaluations for line in one.competences.splitlines()]
    return list(dict.fromkeys(line for line in lines if line))


_CONTENT: dict[str, Callable[[Dossier, uuid.UUID | None], dict[str, Any]]] = {
    LetterKind.REGISTRATION: _registration,
    LetterKind.INVITATION: _invitation,
    LetterKind.SCREENING: _screening,
    LetterKind.PLAN: _plan,
    LetterKind.ATTEST: _attest,
}
