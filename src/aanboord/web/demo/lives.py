"""One fictional life: what the people around it do, in words that a story can use.

A story is a generator. It acts, and yields how it waits: a number of days, a day or a moment. All lives are lived at
once, in the order of time, so that the journal is written as it would have been.
"""

from __future__ import annotations

import datetime as dt
import heapq
from collections import Counter
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any

from aanboord.core import clock
from aanboord.core.access import Actor, Part, Purpose, Role
from aanboord.core.identifiers import Sex, fictional_insz
from aanboord.directory.models import Membership, Territory
from aanboord.dossiers import estimating
from aanboord.dossiers.access import open_dossier
from aanboord.dossiers.actions import appointments, dossier, plan, registration, screening, work
from aanboord.dossiers.actions.registration import Arrival, Status
from aanboord.dossiers.actions.screening import Weighed
from aanboord.dossiers.models import Agreement, Appointment, Dossier, Employment, Placement, Registration
from aanboord.dossiers.models.dossier import ServiceLevel
from aanboord.dossiers.models.screening import Domain, Education, Screening, Weight
from aanboord.people.models import Channel, Language, Person, StatusKind

from .cast import EMPLOYERS, HANNE, Cast
from .names import STREETS, Named, draw
from .words import DEPARTURES, GOALS, NOTES, REPORTS

Wait = int | dt.date | dt.datetime
Story = Generator[Wait, None, None]


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual for who gets a service: months without work, years of experience, education."""

    months: tuple[int, int]
    experience: tuple[int, int]
    education: tuple[Education, ...]


FAR = Usual((60, 150), (0, 1), (Education.LOW, Education.LOW, Education.MIDDLE))
USUAL = {
    ServiceLevel.SELF_RELIANT: Usual((1, 8), (2, 12), tuple(Education)),
    ServiceLevel.SECTOR: Usual((26, 60), (0, 2), (Education.LOW, Education.MIDDLE)),
    ServiceLevel.INTENSIVE: FAR,
    ServiceLevel.WORK_CARE: FAR,
    ServiceLevel.NOT_NOW: FAR,
}


@dataclass(slots=True)
class World:
    """What all lives share: who works where, the moment until which they are lived, numbers that are given out."""

    cast: Cast
    until: dt.datetime
    places: dict[str, Territory]
    hanne_takes: int
    serials: Counter[tuple[dt.date, Sex]] = field(default_factory=Counter)
    loads: Counter[Any] = field(default_factory=Counter)

    def number(self, birth: dt.date, sex: Sex) -> str:
        """An INSZ that nobody has: the month is raised by sixty, so no real person can."""
        serial = self.serials[birth, sex]
        self.serials[birth, sex] += 1
        return fictional_insz(birth, serial, sex).digits

    def colleague(self, unit: Any) -> Membership:
        """Who of a unit takes the next case: in Gent first Hanne, up to a full caseload, else who has the fewest."""
        members = self.cast.of(unit, Role.COUNSELLOR, Role.SOCIAL_WORKER)
        hanne = self.cast.by_username[HANNE]
        if hanne in members and self.loads[hanne.pk] < self.hanne_takes:
            chosen = hanne
        else:
            chosen = min(members, key=lambda member: (self.loads[member.pk], member.professional.name))
        self.loads[chosen.pk] += 1
        return chosen


class Life:
    """A person, and the verbs of those who work with her."""

    person: Person
    dossier: Dossier
    guide: Membership
    me: Actor  # who guides, for guidance

    def __init__(self, world: World, random: Random, place: str, *, ages: tuple[int, int], from_abroad: bool) -> None:
        self.world, self.random = world, random
        self.place = world.places[place]
        self.named: Named = draw(random, from_abroad=from_abroad)
        age = random.randint(ages[0] * 365, ages[1] * 365 + 364)
        self.birth = world.until.date() - dt.timedelta(days=age)
        self.employer, self.occupation = random.choice(EMPLOYERS)
        self.placement: Placement | None = None
        self.employment: Employment | None = None
        self.agreements: list[Agreement] = []

    # Time

    def ago(self, days: int) -> dt.date:
        """The working day that lies so many days before the end of the story, or the one before it."""
        day = self.world.until.date() - dt.timedelta(days=days)
        return day - dt.timedelta(days=max(0, day.weekday() - 4))

    def between(self, low: int, high: int) -> int:
        return self.random.randint(low, high)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def moment(self, wait: Wait) -> dt.datetime:
        """A moment in office hours."""
        if isinstance(wait, dt.datetime):
            return wait
        day = wait if isinstance(wait, dt.date) else clock.today() + dt.timedelta(days=wait)
        while day.weekday() > 4:
            day += dt.timedelta(days=1)
        minute = self.random.randint(8 * 60 + 35, 16 * 60 + 45)
        moment = dt.datetime.combine(day, dt.time(minute // 60, minute % 60), tzinfo=clock.ZONE)
        return max(moment, clock.now() + dt.timedelta(minutes=self.random.randint(2, 25)))

    def hour(self, wait: int) -> dt.datetime:
        """When a meeting begins: on the hour, or a quarter."""
        at = self.moment(wait)
        return at.replace(minute=at.minute // 15 * 15, second=0, microsecond=0)

    # Becoming known

    def arrive(
        self,
        way: Registration.Way,
        *kinds: StatusKind,
        source: str = "",
        since: int = 5,
        by: Actor | None = None,
        **more: Any,
    ) -> None:
        """The person becomes known; who registers at a desk of the unit in the lead also guides."""
        language = self.named.language or Language.NL
        contact = {
            "address": f"{self.random.choice(STREETS)} {self.between(1, 140)}",
            "phone": f"0400 {self.between(10, 99)} {self.between(10, 99)} {self.between(10, 99)}",
            "email": f"persoon{self.random.getrandbits(32):08x}@post.example" if self.chance(0.7) else "",
            "channel": self.random.choice((Channel.EMAIL, Channel.TEXT, Channel.PHONE, Channel.LETTER)),
            "language": language,
            "interpreter": language != Language.NL and self.chance(0.5),
        }
        if contact["channel"] == Channel.EMAIL and not contact["email"]:
            contact["channel"] = Channel.TEXT
        since_day = clock.today() - dt.timedelta(days=since)
        arrived = registration.register(
            Arrival(
                family_name=self.named.family,
                given_name=self.named.given,
                insz=self.world.number(self.birth, self.named.sex),
                birth_date=self.birth,
                municipality=self.place,
                way=way,
                source=source,
                statuses=tuple(Status(kind, since_day) for kind in kinds),
                contact=contact,
                **more,
            ),
            by=by or Actor.system(),
        )
        self.person, self.dossier = arrived.person, arrived.person.dossier

    def at_desk(self, *kinds: StatusKind, since: int = 5) -> None:
        """Registered at the counter of VDAB by who guides from then on."""
        office = self._unit("vdab")
        self._guided_by(self.world.colleague(office))
        self.arrive(Registration.Way.COUNTER, *kinds, since=since, by=self.world.cast.actor(self.guide, Purpose.INTAKE))

    def with_mandate(self, *kinds: StatusKind, since: int = 20) -> None:
        """Registered by the OCMW, with the mandate of the person."""
        self._guided_by(self.world.colleague(self._unit("ocmw")))
        self.arrive(
            Registration.Way.MANDATE,
            *kinds,
            since=since,
            by=self.world.cast.actor(self.guide, Purpose.INTAKE),
            mandate_to=self.guide.unit,
            mandate_given_on=clock.today(),
        )

    def met_outside(self, where: str, *kinds: StatusKind) -> None:
        """Outreach: contact where people are, by the OCMW."""
        worker = self.world.colleague(self._unit("ocmw"))
        self._guided_by(worker)
        self.arrive(
            Registration.Way.OUTREACH,
            *kinds,
            since=200,
            by=self.world.cast.actor(worker, Purpose.INTAKE),
            place=where,
        )
        if self.dossier.lead_id != worker.unit_id:
            self.assigned()

    def _unit(self, kind: str) -> Any:
        from aanboord.directory.queries import unit_for

        unit = unit_for(kind, self.place)  # type: ignore[arg-type]  # the code is one of Organisation.Kind
        assert unit is not None
        return unit.pk

    def _guided_by(self, member: Membership) -> None:
        self.guide, self.me = member, self.world.cast.actor(member)

    def assigned(self) -> None:
        """The team lead gives the case to a colleague."""
        lead = self.world.cast.of(self.dossier.lead_id, Role.TEAM_LEAD)
        member = self.world.colleague(self.dossier.lead_id)
        if lead:
            steering = self.world.cast.actor(lead[0], Purpose.STEERING)
            self.dossier = dossier.assign(self.dossier, member.professional, by=steering)
        else:
            self.dossier = dossier.assign(self.dossier, member.professional, by=self.world.cast.actor(member))
        self._guided_by(member)

    # Guidance

    def looked_at(self, by: Actor | None = None, part: Part = Part.PLAN) -> None:
        """Somebody opens the dossier, which leaves its row."""
        self.dossier, _ = open_dossier(by or self.me, self.dossier.pk, part=part)

    def screened(
        self,
        level: ServiceLevel,
        *,
        heavy: Iterable[Domain] = (),
        light: Iterable[Domain] = (),
        conversation: Screening.Conversation = Screening.Conversation.IN_PERSON,
    ) -> None:
        """The screening is done, and the professional decides."""
        self.looked_at()
        heavy, light = set(heavy), set(light)
        if level != ServiceLevel.SELF_RELIANT and self.chance(0.6):
            light.add(Domain.DIGITAL)
        spoken = [domain for domain in Domain if domain in heavy | light or self.chance(0.7)]
        weights = dict.fromkeys(light, Weight.LIGHT) | dict.fromkeys(heavy, Weight.HEAVY)
        usual = USUAL[level]
        answers = {
            "job_target": self.occupation,
            "education": self.random.choice(usual.education),
            "experience_years": Decimal(self.between(*usual.experience)),
            "months_since_work": self.between(*usual.months),
            "language_level": self.between(0, 3) if self.named.language else self.between(4, 6),
            "language_needed": self.between(2, 4),
            "motivation": self.between(2, 5),
            "remarks": self.random.choice(NOTES),
        }
        said = {domain: weights.get(domain, Weight.NONE) for domain in spoken}
        answer = estimating.estimate(
            self.dossier, answers, {str(one): weight for one, weight in said.items()}, clock.today()
        )
        estimate = answer.stored if answer else None
        suggested = estimate["suggestion"] if estimate else level
        if {suggested, level} == {ServiceLevel.SECTOR, ServiceLevel.INTENSIVE} and self.chance(0.8):
            level = ServiceLevel(suggested)
        screening.complete(
            self.dossier,
            by=self.me,
            conversation=conversation,
            level=level,
            answers=answers,
            thresholds=[Weighed(domain, weight) for domain, weight in said.items()],
            estimate=estimate,
            departure_reason=self.random.choice(DEPARTURES) if suggested != level else "",
            next_contact_on=clock.today() + dt.timedelta(days=self.between(45, 90)),
        )
        self.dossier.refresh_from_db()

    def agrees(
        self, text: str, kind: Agreement.Kind, *, days: int = 45, binding: bool = True, said_yes: bool = True
    ) -> Agreement:
        """An agreement in the plan; `said_yes` in the conversation, else it waits for her answer."""
        agreement = plan.propose(
            self.dossier,
            by=self.me,
            kind=kind,
            text=text,
            due_on=clock.today() + dt.timedelta(days=days),
            binding=binding,
            agreed_in_conversation=said_yes,
        )
        self.agreements.append(agreement)
        self.dossier.refresh_from_db()
        return agreement

    def planned(self, *, binding: bool = True, training: str = "") -> None:
        """A goal, and what each does towards it; for nearly everybody an offer of training comes with it."""
        self.looked_at()
        goal, agreements = GOALS[self.random.randrange(len(GOALS))]
        plan.set_goal(self.dossier, goal.format(occupation=self.occupation), by=self.me)
        for kind, text in agreements:
            self.agrees(text.format(occupation=self.occupation), kind, days=self.between(20, 90), binding=binding)
        if training or self.chance(0.93):
            offer = plan.offer_training(
                self.dossier,
                training or f"Opleiding tot {self.occupation}",
                by=self.me,
                due_on=clock.today() + dt.timedelta(days=self.between(40, 120)),
            )
            self.agreements.append(plan.answer(offer, True, by=self.me, said=True))

    def meets(self, wait: int) -> Story:
        """An appointment is made, and held when its day comes."""
        at = self.hour(wait)
        kind = self.random.choice((Appointment.Kind.IN_PERSON, Appointment.Kind.IN_PERSON, Appointment.Kind.PHONE))
        place = f"{self.guide.unit.name}, lokaal {self.between(1, 9)}" if kind == Appointment.Kind.IN_PERSON else ""
        made = appointments.make_appointment(
            self.dossier, by=self.me, kind=kind, at=at, place=place, about="Opvolging van de afspraken"
        )
        yield at + dt.timedelta(minutes=50)
        fate = self.random.random()
        if fate < 0.78:
            appointments.hold(made, True, by=self.me, report=self.random.choice(REPORTS))
        elif fate < 0.92:
            appointments.excuse(
                made, self.random.choice(("Ziek kind", "Doktersbezoek", "Sollicitatiegesprek")), by=self.me
            )
        else:
            appointments.hold(made, False, by=self.me)

    def guided(self) -> Story:
        """Month after month: a meeting, what was agreed is looked at, something new is agreed on."""
        while True:
            yield from self.meets(self.between(50, 90))
            self.looked_at()
            if self.chance(0.35):
                dossier.add_note(self.dossier, self.random.choice(NOTES), by=self.me)
            self.settled()
            open_ones = [one for one in self.agreements if one.state == Agreement.State.AGREED]
            if len(open_ones) < 3:
                _, agreements = GOALS[self.random.randrange(len(GOALS))]
                kind, text = self.random.choice(agreements)
                self.agrees(text.format(occupation=self.occupation), kind, binding=self.chance(0.4))

    def settled(self) -> None:
        """Agreements whose day has come are done, most of them."""
        for agreement in self.agreements:
            if agreement.state == Agreement.State.AGREED and agreement.due_on <= clock.today():
                state = Agreement.State.DONE if self.chance(0.75) else Agreement.State.NOT_DONE
                agreement.state = plan.settle(agreement, state, by=self.me).state

    # Steps and work

    def step(self, instrument: str, *, days: int, hours: int = 38, host: str = "") -> Story:
        """A step on the work floor begins; half-way it is looked at."""
        starts = clock.today() + dt.timedelta(days=self.between(3, 12))
        made = work.plan_placement(
            self.dossier,
            by=self.me,
            instrument=instrument,
            host=host or self.employer,
            occupation=self.occupation,
            starts_on=starts,
            ends_on=starts + dt.timedelta(days=days),
            hours_per_week=Decimal(hours),
            goals=f"De taken van {self.occupation} leren, op tempo en in overleg met collega's.",
        )
        yield starts
        self.placement = work.start_placement(made, by=self.me)
        yield days // 2
        work.evaluate(self.placement, by=self.me, moment="midway", text=self.random.choice(REPORTS))
        yield made.ends_on
        work.evaluate(
            self.placement,
            by=self.me,
            moment="end",
            text=self.random.choice(REPORTS),
            competences=f"Werkt zelfstandig als {self.occupation}",
        )
        self.placement = work.end_placement(self.placement, by=self.me)
        self.dossier.refresh_from_db()

    def works(self) -> None:
        """Work begins."""
        self.employment = work.start_work(
            self.dossier,
            by=self.me,
            employer=self.employer,
            occupation=self.occupation,
            contract=self.random.choice(("permanent", "permanent", "fixed-term", "agency")),
            hours_per_week=Decimal(self.random.choice((19, 24, 30, 38, 38))),
            started_on=clock.today(),
            placement=self.placement,
        )
        self.dossier.refresh_from_db()

    def followed(self, *months: int) -> Story:
        """Calls after one, three and six months."""
        assert self.employment is not None
        for month in months:
            yield work.aftercare_opens_on(self.employment, month) + dt.timedelta(days=self.between(0, 6))
            self.looked_at()
            work.record_aftercare(
                self.employment, by=self.me, month=month, still_working=True, text=self.random.choice(REPORTS)
            )


def live(
    stories: Iterable[tuple[Life, Story]], since: dt.datetime, until: dt.datetime, tell: Callable[[float], None]
) -> None:
    """Let every story run from `since` to `until`, in the order of time; `tell` hears the share that has passed."""
    queue: list[tuple[dt.datetime, int, Life, Story]] = []
    for number, (life, story) in enumerate(stories):
        heapq.heappush(queue, (since, number, life, story))
    span = (until - since).total_seconds()
    while queue:
        moment, number, life, story = heapq.heappop(queue)
        tell((moment - since).total_seconds() / span)
        with clock.at(moment):
            wait = next(story, None)
            if wait is not None and (following := life.moment(wait)) < until:
                heapq.heappush(queue, (following, number, life, story))
