"""The stories that people in the demo live, each ending somewhere else, and how many of a hundred live it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from aanboord.core import clock
from aanboord.core.access import Role
from aanboord.directory.models import Organisation
from aanboord.directory.territories import fixed_id
from aanboord.dossiers.actions import dossier, plan, work
from aanboord.dossiers.actions.contact import make_contact
from aanboord.dossiers.models import Agreement, Involvement, Registration
from aanboord.dossiers.models.dossier import ServiceLevel
from aanboord.dossiers.models.screening import Domain, Screening
from aanboord.people.models import StatusKind

from .lives import Life, Story

Way, Kind, Level = Registration.Way, StatusKind, ServiceLevel


def just_registered(life: Life) -> Story:
    """Came in with a file these weeks; nobody took the case yet."""
    yield life.ago(life.between(1, 26))
    life.arrive(Way.FILE, Kind.TEMPORARILY_UNEMPLOYED, source="rva", since=80)


def awaits_screening(life: Life) -> Story:
    yield life.ago(life.between(4, 48))
    life.at_desk(Kind.JOB_SEEKER_BENEFIT)
    yield from life.meets(life.between(10, 30))


def screening_overdue(life: Life) -> Story:
    """Registered more than two months ago and still not screened."""
    yield life.ago(life.between(66, 110))
    life.arrive(Way.FILE, Kind.JOB_SEEKER_BENEFIT, source="rva", since=30)
    yield life.between(2, 20)
    life.assigned()


def temporarily_unemployed(life: Life) -> Story:
    """From the file of the RVA; screened by telephone, self-reliant, followed all the same."""
    yield life.ago(life.between(60, 240))
    life.arrive(Way.FILE, Kind.TEMPORARILY_UNEMPLOYED, source="rva", since=75)
    yield life.between(1, 9)
    life.assigned()
    yield life.between(8, 45)
    life.screened(Level.SELF_RELIANT, conversation=Screening.Conversation.PHONE)
    while True:
        yield life.between(50, 80)
        life.looked_at()
        make_contact(life.dossier, by=life.me, next_contact_on=clock.today() + dt.timedelta(days=90))


def awaits_plan(life: Life) -> Story:
    """Screened; the agreements still have to come, for some it is late."""
    yield life.ago(life.between(40, 115))
    life.at_desk(Kind.JOB_SEEKER_BENEFIT)
    yield life.between(15, 38)
    life.screened(Level.SECTOR, light=[Domain.MOBILITY, Domain.DIGITAL])


def long_without_work(life: Life) -> Story:
    yield life.ago(life.between(200, 520))
    life.at_desk(Kind.JOB_SEEKER_BENEFIT, since=400)
    yield life.between(20, 56)
    life.screened(Level.INTENSIVE, heavy=[Domain.HEALTH], light=[Domain.MOBILITY, Domain.DEBT])
    yield life.between(5, 25)
    life.planned()
    if life.chance(0.3):
        yield life.between(5, 30)
        _partner(life)
    yield from life.guided()


def guided_to_sector(life: Life) -> Story:
    yield life.ago(life.between(90, 260))
    life.at_desk(Kind.JOB_SEEKER)
    yield life.between(15, 50)
    life.screened(Level.SECTOR, light=[Domain.DIGITAL])
    yield life.between(3, 20)
    life.planned()
    yield from life.guided()


def newcomer(life: Life) -> Story:
    """From the file of the integration agency; Dutch first, work soon after."""
    yield life.ago(life.between(50, 380))
    started = clock.today().replace(day=1)
    life.arrive(Way.FILE, Kind.NEWCOMER, source="inburgering", since=20, integration_started_on=started)
    yield life.between(1, 12)
    life.assigned()
    yield life.between(12, 44)
    life.screened(Level.INTENSIVE, heavy=[Domain.LANGUAGE], light=[Domain.NETWORK, Domain.HOUSING])
    yield life.between(4, 28)
    life.planned(training="Nederlands op de werkvloer bij De Taalbrug")
    yield from life.guided()


def early_leaver(life: Life) -> Story:
    """Left school; somebody calls at once, and a step on the work floor follows."""
    yield life.ago(life.between(30, 300))
    life.arrive(Way.FILE, Kind.EARLY_LEAVER, source="onderwijs", since=15)
    life.assigned()
    yield 0 if life.chance(0.7) else life.between(1, 5)
    make_contact(life.dossier, by=life.me)
    yield life.between(7, 40)
    life.screened(Level.INTENSIVE, heavy=[Domain.NETWORK], light=[Domain.MOBILITY])
    yield life.between(4, 20)
    life.planned(binding=life.chance(0.6))
    yield life.between(10, 60)
    yield from life.step("bis", days=120)
    yield from life.guided()


def met_on_the_square(life: Life) -> Story:
    """Young, in no file of anybody; an outreach worker came to know her where she was."""
    yield life.ago(life.between(20, 200))
    life.met_outside(life.random.choice(("Skatepark", "Buurthuis De Vlieger", "Wasserette", "Jongerencafé")), Kind.NEET)
    yield life.between(15, 50)
    life.screened(Level.NOT_NOW if life.chance(0.3) else Level.INTENSIVE, heavy=[Domain.HOUSING, Domain.NETWORK])
    yield life.between(6, 30)
    if life.dossier.service_level == Level.INTENSIVE:
        life.planned(binding=False)
    yield from life.guided()


def living_wage(life: Life) -> Story:
    yield life.ago(life.between(30, 480))
    life.with_mandate(Kind.LIVING_WAGE)
    yield life.between(10, 52)
    life.screened(Level.INTENSIVE, heavy=[Domain.DEBT], light=[Domain.HOUSING, Domain.DIGITAL])
    yield life.between(5, 30)
    life.planned()
    yield life.between(20, 60)
    if life.chance(0.4):
        yield from life.step("twe", days=300, hours=30, host="Kringwinkel De Omloop")
    yield from life.guided()


def work_and_care(life: Life) -> Story:
    """Paid work is far away for now; meaningful work with care around it."""
    yield life.ago(life.between(120, 500))
    life.with_mandate(Kind.LIVING_WAGE_EQUIVALENT)
    yield life.between(14, 50)
    life.screened(Level.WORK_CARE, heavy=[Domain.HEALTH, Domain.DEBT], light=[Domain.NETWORK])
    yield life.between(5, 25)
    life.planned(binding=False)
    yield from life.step("work-care", days=330, hours=12, host="Groendienst De Wilgenteen")
    yield from life.guided()


def in_training_at_work(life: Life) -> Story:
    """In an IBO now: learning the job where it is done."""
    began = life.between(20, 130)
    yield life.ago(began + 90)
    life.at_desk(Kind.JOB_SEEKER_BENEFIT)
    yield life.between(10, 40)
    life.screened(Level.SECTOR, light=[Domain.MOBILITY])
    yield life.between(3, 20)
    life.planned()
    yield life.ago(began)
    yield from life.step("ibo", days=170)


def in_another_step(life: Life) -> Story:
    began = life.between(10, 80)
    yield life.ago(began + 120)
    life.at_desk(Kind.JOB_SEEKER)
    yield life.between(20, 58)
    life.screened(Level.INTENSIVE, heavy=[Domain.LANGUAGE], light=[Domain.CHILDCARE])
    yield life.between(4, 25)
    life.planned()
    yield life.ago(began)
    yield from life.step(life.random.choice(("wijk-werken", "wes", "os", "training")), days=120, hours=20)
    yield from life.guided()


def working(life: Life) -> Story:
    """At work for some months; after-care is under way."""
    yield from _to_work(life, life.between(8, 150))
    yield from life.followed(1, 3)


def durable(life: Life) -> Story:
    yield from _to_work(life, life.between(205, 330))
    yield from life.followed(1, 3, 6)


def came_back(life: Life) -> Story:
    """The work stopped; screened anew, with all of before still there."""
    yield from _to_work(life, life.between(90, 200))
    yield from life.followed(1)
    yield life.ago(life.between(5, 50))
    assert life.employment is not None
    work.end_work(life.employment, "Einde van een tijdelijk contract", by=life.me)
    life.dossier.refresh_from_db()
    if life.chance(0.4):
        yield life.between(10, 30)
        life.screened(Level.SECTOR, light=[Domain.HEALTH])
        yield life.between(5, 20)
        life.planned()


def rests(life: Life) -> Story:
    """Suspended: ill, and no clock runs late."""
    yield life.ago(life.between(80, 300))
    life.at_desk(Kind.JOB_SEEKER_BENEFIT)
    yield life.between(12, 50)
    life.screened(Level.INTENSIVE, heavy=[Domain.HEALTH])
    yield life.ago(life.between(5, 60))
    dossier.suspend(life.dossier, life.random.choice(("Ziekte", "Ziekenhuisopname", "Zwangerschap")), by=life.me)


def closed(life: Life) -> Story:
    yield life.ago(life.between(120, 400))
    life.at_desk(Kind.JOB_SEEKER)
    yield life.between(15, 50)
    life.screened(Level.SELF_RELIANT)
    yield life.between(30, 90)
    life.looked_at()
    dossier.close(life.dossier, life.random.choice(("Verhuisd naar het buitenland", "Met pensioen")), by=life.me)


def _to_work(life: Life, days_ago: int) -> Story:
    yield life.ago(days_ago + life.between(100, 200))
    life.at_desk(Kind.JOB_SEEKER_BENEFIT)
    yield life.between(10, 50)
    life.screened(Level.SECTOR, light=[Domain.MOBILITY])
    yield life.between(3, 20)
    life.planned()
    yield from life.meets(life.between(14, 20))
    yield life.ago(days_ago)
    for agreement in life.agreements:
        if agreement.state == Agreement.State.AGREED:
            agreement.state = plan.settle(agreement, Agreement.State.DONE, by=life.me).state
    life.works()


def _partner(life: Life) -> None:
    """A coach of a partner guides as well, in the office of Gent."""
    key = life.random.choice(("kompasroos", "de-tweede-wind"))
    coach = life.random.choice(life.world.cast.of(fixed_id(key), Role.COACH))
    unit = Organisation.objects.get(pk=coach.unit_id)
    dossier.involve(life.dossier, unit, by=life.me, kind=Involvement.Kind.PARTNER, professional=coach.professional)
    life.looked_at(life.world.cast.actor(coach))


@dataclass(frozen=True, slots=True)
class Plot:
    """A story with its share of a hundred lives; `ocmw` ones happen where the demo has social workers."""

    tell: Callable[[Life], Story]
    share: int
    ages: tuple[int, int] = (21, 62)
    ocmw: bool = False
    from_abroad: bool = False


PLOTS = (
    Plot(just_registered, 7),
    Plot(awaits_screening, 8),
    Plot(screening_overdue, 4),
    Plot(temporarily_unemployed, 7),
    Plot(awaits_plan, 7),
    Plot(long_without_work, 10, (28, 62)),
    Plot(guided_to_sector, 7),
    Plot(newcomer, 7, (20, 50), from_abroad=True),
    Plot(early_leaver, 4, (18, 22)),
    Plot(met_on_the_square, 3, (18, 26), ocmw=True),
    Plot(living_wage, 8, (20, 60), ocmw=True),
    Plot(work_and_care, 3, (25, 60), ocmw=True),
    Plot(in_training_at_work, 5),
    Plot(in_another_step, 3),
    Plot(working, 6),
    Plot(durable, 4),
    Plot(came_back, 3),
    Plot(rests, 2),
    Plot(closed, 2, (35, 64)),
)
