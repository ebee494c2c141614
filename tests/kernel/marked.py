"""A case in which every part of the file holds a text that can be recognised wherever it turns up."""

import datetime as dt
import uuid
from dataclasses import dataclass
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from aanboord.core import clock
from aanboord.core.access import Part
from aanboord.dossiers.actions import appointments, dossier, plan, work
from aanboord.dossiers.actions.registration import Status
from aanboord.dossiers.actions.screening import Weighed
from aanboord.dossiers.estimate.explain import Estimate, Reason, Sureness
from aanboord.dossiers.estimate.texts import Text
from aanboord.dossiers.models import Agreement, Appointment, Document, Employment, Goal, Note, Placement
from aanboord.dossiers.models.dossier import ServiceLevel
from aanboord.people.actions import change_contact
from aanboord.people.models import StatusKind
from tests import world


def mark(part: Part) -> str:
    return f"GEHEIM-{part.name}-GEHEIM"


#: What each part holds that nobody else may ever read. Free text everywhere, and the number of the person.
MARKS = {part: mark(part) for part in Part if part != Part.CONTROL}
PDF = b"%PDF-1.7 " + b"x" * 40


def estimate() -> Estimate:
    """One that suggests something else than the professional decides."""
    word = Text("misschien", "perhaps")
    return Estimate(
        chance=0.4,
        low=0.2,
        high=0.6,
        words=word,
        sentence=word,
        sureness=Sureness.UNSURE,
        base=0.0,
        logit=-0.4,
        contributions={"digital": -0.4},
        reasons=(Reason("digital", -0.4, True, word),),
        levers=(),
        ask_first=(),
        suggestion=ServiceLevel.SECTOR,
        also_possible=(ServiceLevel.SECTOR,),
        basis="fictional",
        warning=word,
        model_version="1",
    )


@dataclass
class MarkedCase(world.Case):
    """Every kind of record once, each with the mark of its part."""

    goal: Goal
    agreement: Agreement
    appointment: Appointment
    placement: Placement
    employment: Employment
    document: Document
    health_document: Document
    note: Note


def marked_case(by: world.Worker) -> MarkedCase:
    """Registered, screened, planned, placed and at work; by actions alone, each free text a mark."""
    today = clock.today()
    who, plans, steps = mark(Part.IDENTITY), mark(Part.PLAN), mark(Part.PLACEMENTS)
    case = world.Case(
        world.register(
            by,
            family_name=who,
            given_name="Voornaam",
            place=who,
            statuses=(Status(StatusKind.JOB_SEEKER, today, {"institution": mark(Part.LABOUR_STATUS)}),),
            details={"said": mark(Part.LABOUR_STATUS)},
        ),
        by,
    )
    change_contact(case.person, by=by.actor, address=f"{who} 1", phone="0470 99 88 77", email="geheim@identity.example")
    case.screened(
        answers={
            "job_target": mark(Part.SCREENING),
            "competences": mark(Part.SCREENING),
            "remarks": mark(Part.SCREENING),
        },
        thresholds=[
            Weighed("mobility", 1, mark(Part.SCREENING)),
            Weighed("debt", 2, mark(Part.WELFARE)),
            Weighed("health", 2, mark(Part.HEALTH)),
        ],
        estimate=estimate().to_dict() | {"model": str(uuid.uuid4())},
        departure_reason=mark(Part.SCREENING),
    )
    goal = plan.set_goal(case.now, plans, by=by.actor)
    agreement = case.agreed(text=plans, goal=goal, agreed_in_conversation=False)
    plan.answer(agreement, False, by=case.citizen(), comment=plans)
    agreement = case.agreed(text=plans, goal=goal, agreed_in_conversation=False)
    plan.comment_on(agreement, plans, by=case.citizen())
    plan.work_not_yet(case.now, plans, by=by.actor, look_again_on=today + dt.timedelta(days=30))
    plan.offer_training(case.now, plans, by=by.actor)
    appointment = appointments.make_appointment(
        case.now, by=by.actor, kind="phone", at=clock.now() + dt.timedelta(days=2), place=plans, about=plans
    )
    excused = appointments.make_appointment(
        case.now, by=by.actor, kind="phone", at=clock.now() + dt.timedelta(days=1), place=plans, about=plans
    )
    appointments.excuse(excused, plans, by=by.actor)
    note = dossier.add_note(case.now, mark(Part.NOTES), by=by.actor)
    documents = [
        dossier.add_document(case.now, SimpleUploadedFile(f"{mark(part)}.pdf", PDF), mark(part), by=by.actor, part=part)
        for part in (Part.PLAN, Part.HEALTH)
    ]
    dossier.suspend(case.now, plans, by=by.actor)
    dossier.resume(case.now, by=by.actor)
    step = {"host": steps, "occupation": steps, "goals": steps, "hours_per_week": Decimal(20)}
    first = case.placed(**step)
    work.evaluate(first, by=by.actor, moment="midway", text=steps, competences=steps)
    work.end_placement(first, by=by.actor, early_reason=steps, text=steps, competences=steps)
    planned = work.plan_placement(
        case.now, by=by.actor, instrument="wes", starts_on=today, ends_on=today + dt.timedelta(days=60), **step
    )
    lost = case.working(employer=steps, occupation=steps)
    work.end_work(lost, steps, by=by.actor)
    employment = case.working(employer=steps, occupation=steps)
    return MarkedCase(case.dossier, by, goal, agreement, appointment, planned, employment, *documents, note)
