"""What status ends when somebody works, and which one she has when the work stopped: that is chosen, never guessed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from aanboord.core import clock
from aanboord.core.access import Actor, Part, Purpose, Right, gate
from aanboord.people.actions import record_status
from aanboord.people.models import StatusKind, StatusPeriod

from ..models import Dossier, Employment

DAY = dt.timedelta(days=1)
SOURCE = "aan-boord"

#: Statuses that end when somebody works.
UNTIL_WORK = (
    StatusKind.JOB_SEEKER_BENEFIT,
    StatusKind.JOB_SEEKER,
    StatusKind.TEMPORARILY_UNEMPLOYED,
    StatusKind.NEET,
    StatusKind.INACTIVE,
)
#: In the details of a status: the work that ended it.
ENDED_BY = "ended-by-work"


class AfterWork(TextChoices):
    """Which status somebody has who works no more."""

    BEFORE = "before", _("Wat ze was voor het werk")
    JOB_SEEKER = "job-seeker", _("Werkzoekend zonder uitkering")


def end_for_work(employment: Employment) -> None:
    """She is employed, and what she was until then ends the day before."""
    StatusPeriod.objects.get_or_create(
        person_id=employment.dossier_id,
        kind=StatusKind.EMPLOYED,
        until=None,
        defaults={"since": employment.started_on, "source": SOURCE},
    )
    for status in StatusPeriod.objects.filter(person_id=employment.dossier_id, kind__in=UNTIL_WORK, until=None):
        status.until = max(status.since, employment.started_on - DAY)
        status.details |= {ENDED_BY: str(employment.pk)}
        status.save(update_fields=["until", "details"])


def kinds_after(dossier: Dossier, choice: AfterWork) -> Sequence[StatusKind]:
    """The statuses that she gets back; none when others went on and no work ended any."""
    statuses = list(StatusPeriod.objects.filter(person_id=dossier.pk).order_by("-until", "-since"))
    before = _ended_by_work(statuses)
    alone = not any(status.until is None and status.kind != StatusKind.EMPLOYED for status in statuses)
    return [StatusKind.JOB_SEEKER] if choice == AfterWork.JOB_SEEKER or (alone and not before) else before


def _ended_by_work(statuses: Sequence[StatusPeriod]) -> list[StatusKind]:
    """What the work that she did last ended."""
    worked_since = max((one.since for one in statuses if one.kind == StatusKind.EMPLOYED), default=dt.date.min)
    ended = [one for one in statuses if one.until and one.until + DAY >= worked_since and ENDED_BY in one.details]
    last = max(ended, key=lambda one: one.until or one.since, default=None)
    return [StatusKind(one.kind) for one in ended if last and one.details[ENDED_BY] == last.details[ENDED_BY]]


def record_after(dossier: Dossier, choice: AfterWork, worked_until: dt.date, *, by: Actor) -> None:
    """Record them, each with its event; the platform does it for who may not change a status and ended the work."""
    if not gate.allows(by, dossier.relation_to(by), Right.CHANGE, Part.LABOUR_STATUS):
        by = Actor.system(Purpose.DELIVERY, unit_id=by.unit_id)
    since = min(worked_until + DAY, clock.today())
    for kind in kinds_after(dossier, choice):
        record_status(dossier.person, kind, since=since, source=SOURCE, by=by)
