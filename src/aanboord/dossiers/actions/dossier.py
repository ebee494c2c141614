"""The dossier as a whole: who works on it, whether it rests, notes and documents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aanboord.core import clock
from aanboord.core.access import Actor, Part, Purpose, Right, gate
from aanboord.core.actions import action, note, record
from aanboord.core.errors import Conflict, Invalid, NotAllowed, WrongState
from aanboord.directory.models import Membership, Organisation, Professional
from aanboord.terms import clocks

from ..models import Appointment, Document, Dossier, Involvement, Note

DOCUMENT_LIMIT = 10 * 1024 * 1024
DOCUMENT_TYPES = {
    ".pdf": b"%PDF",
    ".png": b"\x89PNG",
    ".jpg": b"\xff\xd8",
    ".jpeg": b"\xff\xd8",
    ".docx": b"PK",
    ".odt": b"PK",
}


def locked(dossier: Dossier) -> Dossier:
    """The dossier as it is now, held until the transaction ends, so that two people at once follow each other."""
    return (
        Dossier.objects.select_for_update(of=("self",), no_key=True).select_related("person", "lead").get(pk=dossier.pk)
    )


def save_state(dossier: Dossier, *fields: str) -> None:
    """Write the named fields and count the version that a form compares."""
    dossier.version += 1
    dossier.save(update_fields=["version", *fields])


def same_version(dossier: Dossier, version: int | None) -> None:
    """Raises Conflict when the form was opened on an older version of the dossier."""
    if version is not None and version != dossier.version:
        raise Conflict(_("Iemand anders heeft dit dossier intussen gewijzigd. Bekijk het opnieuw en probeer nog eens."))


@dataclass(frozen=True, slots=True)
class Report:
    """What a bulk action did with one dossier: `done`, or why not."""

    dossier: Dossier
    done: bool
    why_not: str | Promise = ""


def require_lead(dossier: Dossier, by: Actor) -> None:
    """Whoever helps with the plan (a partner, the citizen) does not thereby decide on the dossier."""
    if not dossier.is_led_by(by):
        raise NotAllowed(
            _("Dat beslist de organisatie die het dossier in handen heeft: %(unit)s.") % {"unit": dossier.lead}
        )


def _check_colleague(professional: Professional, unit: Organisation) -> None:
    if not Membership.objects.current().filter(professional=professional, unit=unit).exists():
        raise Invalid({"professional": _("Deze collega werkt niet (meer) in dit team.")})


@action("dossier.assigned", part=Part.PLAN)
def assign(dossier: Dossier, professional: Professional | None, *, by: Actor) -> Dossier:
    """Give the dossier to a colleague of the unit in the lead, or take it back to the team (None). Raises Invalid."""
    dossier = locked(dossier)
    require_lead(dossier, by)
    if professional is not None:
        _check_colleague(professional, dossier.lead)
    note(before=dossier.counsellor_id)
    dossier.counsellor = professional
    save_state(dossier, "counsellor")
    return dossier


@action("dossier.assigned", part=None)
def assign_many(dossiers: Sequence[Dossier], professional: Professional, *, by: Actor) -> list[Report]:
    """Assign many at once: each gets its own event; what may not or need not be done is reported, not fatal.

    Who divides the work (purpose STEERING) gives anybody's dossier to anybody of the team; others take on what nobody
    has. `dossiers` are as the reader saw them: one that somebody else assigned since stays as it is.
    """
    seen = {dossier.pk: dossier.counsellor_id for dossier in dossiers}
    reports = []
    held = Dossier.objects.select_for_update(of=("self",)).select_related("lead", "person").filter(pk__in=seen)
    for dossier in held.order_by("pk"):
        before = dossier.counsellor_id
        try:
            require_lead(dossier, by)
            gate.require(by, Right.CHANGE, Part.PLAN, dossier)
            _check_colleague(professional, dossier.lead)
        except (NotAllowed, Invalid) as refusal:
            reports.append(Report(dossier, False, refusal.message))
            continue
        if before == professional.pk:
            reports.append(Report(dossier, False, _("Was al toegewezen aan deze collega.")))
        elif before != seen[dossier.pk]:
            reports.append(Report(dossier, False, _("Is intussen aan iemand anders toegewezen.")))
        elif by.purpose != Purpose.STEERING and (before or professional.pk != by.professional_id):
            reports.append(Report(dossier, False, _("Een teamverantwoordelijke verdeelt wat al iemand heeft.")))
        else:
            record(dossier, part=Part.PLAN, professional=professional, before=before)
            dossier.counsellor = professional
            save_state(dossier, "counsellor")
            reports.append(Report(dossier, True))
    return reports


@action("partner.involved", part=Part.PLAN)
def involve(
    dossier: Dossier, unit: Organisation, *, by: Actor, kind: Involvement.Kind, professional: Professional | None = None
) -> Involvement:
    """Let another unit take part from today. Raises Invalid when it leads the dossier or takes part already."""
    dossier = locked(dossier)
    require_lead(dossier, by)
    if unit.pk == dossier.lead_id:
        raise Invalid({"unit": _("Deze organisatie heeft het dossier zelf in handen.")})
    if dossier.involvements.filter(unit=unit, until=None).exists():
        raise Invalid({"unit": _("Deze organisatie werkt al mee.")})
    if professional is not None:
        _check_colleague(professional, unit)
    return Involvement.objects.create(
        dossier=dossier, unit=unit, professional=professional, kind=kind, since=clock.today()
    )


@action("partner.left", part=Part.PLAN)
def release(involvement: Involvement, *, by: Actor) -> Involvement:
    """The unit no longer takes part after today. Raises WrongState when it had left."""
    held = Involvement.objects.select_for_update(of=("self",)).select_related("dossier__lead")
    involvement = held.get(pk=involvement.pk)
    require_lead(involvement.dossier, by)
    if involvement.until is not None:
        raise WrongState(_("Deze organisatie werkte al niet meer mee."))
    involvement.until = clock.today()
    involvement.save(update_fields=["until"])
    return involvement


@action("dossier.suspended", part=Part.PLAN)
def suspend(dossier: Dossier, reason: str, *, by: Actor, on: dt.date | None = None) -> Dossier:
    """The case rests (illness, detention, ...): every clock pauses and none runs late. Raises WrongState, Invalid."""
    dossier = locked(dossier)
    require_lead(dossier, by)
    if dossier.suspended_on:
        raise WrongState(_("Dit dossier rust al."))
    if not reason.strip():
        raise Invalid({"reason": _("Geef een reden.")})
    day = on or clock.today()
    if not dossier.opened_on <= day <= clock.today():
        raise Invalid({"on": _("De pauze begint tussen de inschrijving en vandaag.")})
    dossier.suspended_on, dossier.suspended_reason = day, reason.strip()[:200]
    save_state(dossier, "suspended_on", "suspended_reason")
    note(clocks=clocks.pause_all(dossier.pk, dossier.suspended_reason, on=day))
    return dossier


@action("dossier.resumed", part=Part.PLAN)
def resume(dossier: Dossier, *, by: Actor) -> Dossier:
    """The case goes on: clocks run again, later by as long as it rested. Raises WrongState."""
    dossier = locked(dossier)
    require_lead(dossier, by)
    if not dossier.suspended_on:
        raise WrongState(_("Dit dossier rust niet."))
    dossier.suspended_on, dossier.suspended_reason = None, ""
    save_state(dossier, "suspended_on", "suspended_reason")
    if clocks.any_paused(dossier.pk):
        note(clocks=clocks.resume_all(dossier.pk))
    return dossier


@action("dossier.closed", part=Part.PLAN)
def close(dossier: Dossier, reason: str, *, by: Actor) -> Dossier:
    """End the work on a dossier, with a reason; its clocks lapse and no meeting goes on. Raises WrongState, Invalid."""
    dossier = locked(dossier)
    require_lead(dossier, by)
    if not reason.strip():
        raise Invalid({"reason": _("Geef een reden.")})
    dossier.move(Dossier.State.CLOSED)
    dossier.suspended_on, dossier.suspended_reason = None, ""
    dossier.closed_on, dossier.closed_reason = clock.today(), reason.strip()[:200]
    save_state(dossier, "state", "suspended_on", "suspended_reason", "closed_on", "closed_reason")
    clocks.lapse(dossier.pk, None, "dossier.closed")
    planned = dossier.appointments.filter(state=Appointment.State.PLANNED)
    note(count=planned.update(state=Appointment.State.CANCELLED))
    return dossier


@action("note.added", part=Part.NOTES)
def add_note(dossier: Dossier, text: str, *, by: Actor) -> Note:
    """Keep a remark. The event says that there is one, the note what it says. Raises Invalid when it is empty."""
    if not text.strip():
        raise Invalid({"text": _("De notitie is leeg.")})
    assert by.professional_id is not None
    return Note.objects.create(dossier=dossier, text=text.strip(), by_id=by.professional_id)


@action("document.added", part=Part.PLAN)
def add_document(dossier: Dossier, file: UploadedFile, title: str, *, by: Actor, part: Part = Part.PLAN) -> Document:
    """Keep a file under a part's rights, its event too. Raises Invalid for another type than these, or over 10 MB."""
    gate.require(by, Right.CHANGE, part, dossier)
    suffix = "." + (file.name or "").rpartition(".")[2].lower()
    start = file.read(8)
    file.seek(0)
    if suffix not in DOCUMENT_TYPES or not start.startswith(DOCUMENT_TYPES[suffix]):
        raise Invalid({"file": _("Alleen pdf, png, jpg, docx of odt.")})
    if (file.size or 0) > DOCUMENT_LIMIT:
        raise Invalid({"file": _("Het bestand is groter dan 10 MB.")})
    document = Document(
        dossier=dossier, title=title.strip()[:120] or str(_("Document")), part=part, added_by_id=by.professional_id
    )
    document.file.save(f"{document.pk}{suffix}", file, save=False)
    document.save()
    record(dossier, part=part, document=document)
    return document
