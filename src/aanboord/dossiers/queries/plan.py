"""Reads on the case plan: goals with their agreements, what comes next, and whether the plan looks at work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from aanboord.core import clock
from aanboord.directory.models import Organisation

from ..access import Sight
from ..models import Agreement, Appointment, Dossier, Goal, Placement, Threshold, WorkNotYet
from ..models.screening import DOMAIN_PARTS, Domain, Weight

SERVICES = (Organisation.Kind.VDAB, Organisation.Kind.OCMW, Organisation.Kind.LOCAL_GOVERNMENT)


def looks_at_work(dossier: Dossier) -> bool:
    """Whether the plan holds a step towards work, or a reason why not yet that still stands (PACT24-5-e)."""
    return (
        dossier.state in (Dossier.State.WORKING, Dossier.State.DURABLE)
        or dossier.goals.filter(towards_work=True, reached_on=None, dropped_on=None).exists()
        or dossier.agreements.filter(kind__in=Agreement.TOWARDS_WORK, state__in=Agreement.OPEN).exists()
        or dossier.placements.filter(state__in=[Placement.State.PLANNED, Placement.State.RUNNING]).exists()
        or dossier.work_not_yet.filter(look_again_on__gte=clock.today()).exists()
    )


@dataclass(frozen=True, slots=True)
class GoalWithAgreements:
    """A goal (None: agreements without one) and what was agreed to reach it, open agreements first."""

    goal: Goal | None
    agreements: list[Agreement]


@dataclass(frozen=True, slots=True)
class Starting:
    """A threshold that no open agreement works on yet: where a plan can begin."""

    domain: str
    weight: int

    @property
    def domain_label(self) -> str:
        return str(Domain(self.domain).label)

    @property
    def weight_label(self) -> str:
        return str(Weight(self.weight).label)


@dataclass(frozen=True, slots=True)
class PlanSection:
    """What a dossier page shows of the plan."""

    goals: list[GoalWithAgreements]
    closed: list[Agreement]
    appointments: list[Appointment]
    held: list[Appointment]
    starting_points: list[Starting]
    looks_at_work: bool
    not_yet: WorkNotYet | None

    @property
    def overdue(self) -> int:
        return sum(agreement.is_overdue for part in self.goals for agreement in part.agreements)

    @property
    def has_goals(self) -> bool:
        return any(part.goal for part in self.goals)

    @property
    def not_yet_counts(self) -> bool:
        """Whether the reason why there is no step towards work yet still stands."""
        return self.not_yet is not None and self.not_yet.look_again_on >= clock.today()

    @property
    def is_empty(self) -> bool:
        return not (self.goals or self.closed)


def plan_section(dossier: Dossier, sight: Sight) -> PlanSection:
    """The plan as the reader may see it; the number of queries does not grow with the plan."""
    agreements = list(agreements_of(dossier))
    appointments = list(dossier.appointments.select_related("professional", "joint_with"))
    ahead = [one for one in appointments if one.state == Appointment.State.PLANNED]
    return PlanSection(
        goals=_by_goal(list(dossier.goals.all()), [one for one in agreements if not _is_closed(one)]),
        closed=[one for one in agreements if _is_closed(one)],
        appointments=ahead,
        held=[one for one in reversed(appointments) if one.state != Appointment.State.PLANNED],
        starting_points=starting_points(dossier, sight, agreements),
        looks_at_work=looks_at_work(dossier),
        not_yet=dossier.work_not_yet.first(),
    )


def agreements_of(dossier: Dossier) -> QuerySet[Agreement]:
    """The agreements of a plan with all that was said of them."""
    return dossier.agreements.select_related("goal", "owner_unit", "made_by").prefetch_related("answers__noted_by")


def starting_points(dossier: Dossier, sight: Sight, agreements: Sequence[Agreement]) -> list[Starting]:
    """The thresholds that stand and that nothing is agreed on, as far as the reader may see them, heaviest first."""
    worked_on = {agreement.domain for agreement in agreements if agreement.is_open}
    domains = [domain for domain, part in DOMAIN_PARTS.items() if part in sight.see and domain not in worked_on]
    said = Threshold.objects.filter(screening__dossier=dossier, domain__in=domains).order_by("-screening__number")
    last: dict[str, Starting] = {}
    for threshold in said:  # a domain that a later screening passed over keeps its weight
        last.setdefault(threshold.domain, Starting(threshold.domain, threshold.weight))
    return sorted((one for one in last.values() if one.weight), key=lambda one: (-one.weight, one.domain))


def _is_closed(agreement: Agreement) -> bool:
    return agreement.state in (Agreement.State.DONE, Agreement.State.DROPPED)


def _by_goal(goals: list[Goal], agreements: list[Agreement]) -> list[GoalWithAgreements]:
    grouped = [
        GoalWithAgreements(goal, [one for one in agreements if one.goal_id == goal.pk])
        for goal in goals
        if goal.dropped_on is None
    ]
    listed = {one.pk for group in grouped for one in group.agreements}
    if loose := [one for one in agreements if one.pk not in listed]:
        grouped.append(GoalWithAgreements(None, loose))
    return grouped


def organisations_near(dossier: Dossier) -> QuerySet[Organisation]:
    """The services of the citizen's municipality and who works on the dossier: who can take a task or join a talk."""
    near = Q(pk__in=[dossier.lead_id, *(row.unit_id for row in dossier.current_involvements)])
    if dossier.person.municipality_id:
        near |= Q(kind__in=SERVICES, territories=dossier.person.municipality_id)
    return Organisation.objects.active().filter(near).distinct()
