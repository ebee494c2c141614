"""Samira Haddouchi, who does not exist: the citizen that one can be in the demo, with a bit of everything."""

from __future__ import annotations

import datetime as dt
from random import Random

from aanboord.core import clock
from aanboord.core.access import Actor, Purpose, Role
from aanboord.core.identifiers import Sex
from aanboord.directory.models import Organisation
from aanboord.directory.territories import fixed_id
from aanboord.dossiers.actions import appointments, dossier, plan
from aanboord.dossiers.models import Agreement, Appointment, Goal, Involvement
from aanboord.dossiers.models.dossier import ServiceLevel
from aanboord.dossiers.models.screening import Domain
from aanboord.people.actions import change_contact
from aanboord.people.models import Channel, Language, StatusKind

from .cast import GENT, account
from .lives import Life, Story, World
from .names import Named

Kind = Agreement.Kind


def samira(world: World, random: Random) -> tuple[Life, Story]:
    """Her life and her story."""
    life = Life(world, random, GENT, ages=(34, 34), from_abroad=False)
    life.named = Named("Samira", "Haddouchi", Sex.FEMALE, None)
    life.employer, life.occupation = "Bakkerij Korenhof", "bakker"
    return life, _story(life)


def _story(life: Life) -> Story:
    yield life.ago(250)
    life.at_desk(StatusKind.JOB_SEEKER_BENEFIT)
    life.person.account = account("burger", email="samira@post.example")
    life.person.save(update_fields=["account"])
    herself = Actor(
        role=Role.CITIZEN,
        purpose=Purpose.OWN_FILE,
        account_id=life.person.account.pk,
        person_id=life.person.pk,
        name=life.person.name,
    )
    change_contact(life.person, by=herself, channel=Channel.EMAIL, email="samira@post.example", language=Language.NL)
    yield from life.meets(28)
    life.screened(ServiceLevel.SECTOR, light=[Domain.CHILDCARE, Domain.MOBILITY])
    yield 9
    goal = plan.set_goal(life.dossier, "Werken als bakker, met uren die passen bij de school", by=life.me)
    opvang = _propose(life, Kind.THRESHOLD, "Opvang zoeken voor de vroege uren", 30, goal)
    cursus = _propose(life, Kind.TRAINING, "De avondcursus brood en banket volgen", 100, goal)
    zaterdag = _propose(life, Kind.APPLICATION, "Ook op zaterdag solliciteren", 30, goal, binding=False)
    yield 1
    plan.answer(opvang, True, by=herself, comment="Mijn zus kan op dinsdag helpen.")
    plan.answer(cursus, True, by=herself)
    plan.answer(zaterdag, False, by=herself, comment="Op zaterdag zijn de kinderen thuis.")
    plan.propose(
        life.dossier,
        by=herself,
        kind=Kind.OTHER,
        text="Elke maand met mijn coach bellen over hoe het thuis gaat",
        due_on=clock.today() + dt.timedelta(days=120),
    )
    yield 20
    partner = Organisation.objects.get(pk=fixed_id("kompasroos"))
    coach = life.world.cast.by_username["coach"]
    dossier.involve(life.dossier, partner, by=life.me, kind=Involvement.Kind.PARTNER, professional=coach.professional)
    as_coach = life.world.cast.actor(coach)
    yield 6
    life.looked_at(as_coach)
    joint = appointments.make_appointment(
        life.dossier,
        by=life.me,
        kind=Appointment.Kind.JOINT,
        at=(at := life.hour(12)),
        place="VDAB Gent, lokaal 3",
        about="Samen met de coach kijken naar een stage",
        joint_with=partner,
    )
    yield at + dt.timedelta(hours=1)
    appointments.hold(
        joint, True, by=life.me, report="Samira wil eerst zien of de vroege uren lukken. Een IBO lijkt haalbaar."
    )
    plan.settle(opvang, Agreement.State.DONE, by=herself)
    yield 20
    absent = appointments.make_appointment(
        life.dossier,
        by=life.me,
        kind=Appointment.Kind.IN_PERSON,
        at=(at := life.hour(10)),
        place="VDAB Gent, lokaal 3",
    )
    yield 8
    appointments.excuse(absent, "Zoon ziek, thuis gebleven", by=herself)
    yield at
    yield life.ago(105)
    plan.settle(cursus, Agreement.State.DONE, by=life.me)
    dossier.add_note(life.dossier, "Trots op het getuigschrift. Klaar voor de werkvloer.", by=life.me)
    yield life.ago(95)
    step = life.step("ibo", days=170)
    yield from _beside(life, step, as_coach, goal)


def _beside(life: Life, step: Story, coach: Actor, goal: Goal) -> Story:
    """While the IBO runs: a talk with the coach, a new proposal that waits for her answer, the next meeting."""
    yield next(step)  # planned
    yield next(step)  # begun: the next wait is that to the evaluation half-way
    next(step, None)
    life.looked_at(coach)
    yield life.ago(4)
    life.looked_at()
    _propose(life, Kind.TRAINING, "Na de IBO het attest voedselveiligheid halen", 60, goal)
    appointments.make_appointment(
        life.dossier,
        by=life.me,
        kind=Appointment.Kind.VIDEO,
        at=life.hour(11),
        about="Hoe gaat de IBO, en wat komt erna?",
    )


def _propose(life: Life, kind: str, text: str, days: int, goal: Goal, *, binding: bool = True) -> Agreement:
    return plan.propose(
        life.dossier,
        by=life.me,
        kind=kind,
        text=text,
        due_on=clock.today() + dt.timedelta(days=days),
        binding=binding,
        goal=goal,
    )
