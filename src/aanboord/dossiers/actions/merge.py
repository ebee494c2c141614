"""Two people who turn out to be one: everything goes to the one who stays, and nothing is lost.

Whatever points to a person or a dossier moves, whichever room it is of. Where the database allows one of a kind only:

- two open statuses of one kind become one, since the earlier day; two mandates to one organisation as well;
- a unit that takes part in both, takes part in one; the unit that led the other dossier goes on as a partner;
- screenings are numbered anew by their day, and the last one says which service she gets;
- of two steps that run, the one that began last runs on, the other ends early with that reason;
- of two clocks for one duty, the one that is due first runs on; a duty that was done on either side is done.

The dossier that stays gets as far as the further of the two; who came in again after durable work is where she is since
then. The other one is closed; its number leads to who stayed.
"""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from aanboord.core import clock
from aanboord.core.access import Actor, Part, Right, Role, gate
from aanboord.core.actions import action, record
from aanboord.core.errors import Invalid, WrongState
from aanboord.people.actions import decide_duplicate
from aanboord.people.models import Person, PossibleDuplicate
from aanboord.terms import clocks

from ..models import Dossier, Draft, Involvement, Placement
from .dossier import save_state

STEWARDS = frozenset({Role.DATA_STEWARD})
FARTHEST_LAST = [
    Dossier.State.CLOSED,
    Dossier.State.REGISTERED,
    Dossier.State.SCREENED,
    Dossier.State.PLANNED,
    Dossier.State.IN_STEP,
    Dossier.State.WORKING,
    Dossier.State.DURABLE,
]
#: Taken from the other person where the one who stays has nothing.
FILLS = ("birth_date", "municipality", "address", "phone", "email")
MERGED = "person.merged"


def merge_duplicate(candidate: PossibleDuplicate, stays: Person, *, by: Actor) -> Person:
    """The two of the review list are one, and `stays` stays. Raises WrongState when that was decided, Invalid."""
    pair = {candidate.first_id: candidate.second, candidate.second_id: candidate.first}
    if stays.pk not in pair:
        raise Invalid({"stays": _("Kies een van de twee.")})
    with transaction.atomic():
        decide_duplicate(candidate, PossibleDuplicate.State.SAME, by=by)
        return merge(stays, pair[stays.pk], by=by)


@action(MERGED, part=Part.IDENTITY, roles=STEWARDS)
def merge(stays: Person, other: Person, *, by: Actor) -> Person:
    """`other` is the same person: all that is hers goes to `stays`; both timelines tell. Raises WrongState, Invalid."""
    if stays.pk == other.pk:
        raise Invalid({"stays": _("Kies twee verschillende personen.")})
    keys = [stays.pk, other.pk]
    people = {one.pk: one for one in Person.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")}
    dossiers = {
        one.pk: one for one in Dossier.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    }
    stays, other = people[stays.pk], people[other.pk]
    gate.require(by, Right.CHANGE, Part.IDENTITY, other)
    if stays.merged_into_id or other.merged_into_id:
        raise WrongState(_("Een van deze personen was al samengevoegd."))
    if len(dossiers) < 2:
        raise WrongState(_("Een van deze personen is nog niet ingeschreven."))
    dossier, ended = dossiers[stays.pk], dossiers[other.pk]
    _join_statuses(stays, other)
    _join_mandates(stays, other)
    _join_teams(dossier, ended)
    _join_placements(dossier, ended)
    _number_screenings(dossier, ended)
    _join_words(stays, other)
    _join_review_list(stays, other)
    _move_all(Person, other.pk, stays.pk)
    _move_all(Dossier, other.pk, stays.pk)
    Draft.objects.filter(subject=stays.pk, form__in=Draft.objects.filter(subject=other.pk).values("form")).delete()
    Draft.objects.filter(subject=other.pk).update(subject=stays.pk)
    _join_clocks(dossier, ended)
    _join_dossiers(dossier, ended)
    _fill(stays, other)
    for person in (stays, other):
        record(person, stays=stays.pk, other=other.pk)
    return stays


def _move_all(model: type[models.Model], old: uuid.UUID, new: uuid.UUID) -> None:
    """Every record that points to one, points to the other from now on."""
    for relation in model._meta.get_fields(include_hidden=True):
        if (
            isinstance(relation, models.ManyToOneRel)
            and relation.one_to_many
            and relation.related_model is not PossibleDuplicate
        ):
            manager = relation.related_model._base_manager
            manager.filter(**{relation.field.name: old}).update(**{relation.field.name: new})


def _join_statuses(stays: Person, other: Person) -> None:
    held = {status.kind: status for status in stays.statuses.filter(until=None)}
    for status in other.statuses.filter(until=None, kind__in=held):
        kept = held[status.kind]
        older, newer = sorted((kept, status), key=lambda one: one.recorded_at)
        kept.since, kept.details = min(kept.since, status.since), older.details | newer.details
        kept.save(update_fields=["since", "details"])
        status.delete()


def _join_mandates(stays: Person, other: Person) -> None:
    held = {(mandate.organisation_id, mandate.scope): mandate for mandate in stays.mandates.filter(withdrawn_on=None)}
    for mandate in other.mandates.filter(withdrawn_on=None):
        if kept := held.get((mandate.organisation_id, mandate.scope)):
            kept.given_on = min(kept.given_on, mandate.given_on)
            kept.save(update_fields=["given_on"])
            mandate.registration_set.update(mandate=kept)
            mandate.delete()


def _join_teams(dossier: Dossier, ended: Dossier) -> None:
    today = clock.today()
    held = {row.unit_id: row for row in dossier.involvements.filter(until=None)}
    for row in ended.involvements.filter(until=None):
        if row.unit_id == dossier.lead_id or row.unit_id in held:
            row.until = max(row.since, today)
            row.save(update_fields=["until"])
        held.setdefault(row.unit_id, row)
    if ended.lead_id == dossier.lead_id:
        dossier.counsellor_id = dossier.counsellor_id or ended.counsellor_id
    elif ended.lead_id not in held and ended.state != Dossier.State.CLOSED:
        Involvement.objects.create(
            dossier=dossier,
            unit_id=ended.lead_id,
            professional_id=ended.counsellor_id,
            kind=Involvement.Kind.PARTNER,
            since=today,
        )


def _join_placements(dossier: Dossier, ended: Dossier) -> None:
    running = list(Placement.objects.filter(dossier__in=[dossier, ended], state=Placement.State.RUNNING))
    running.sort(key=lambda one: (one.starts_on, one.dossier_id == dossier.pk))
    for placement in running[:-1]:
        placement.move(Placement.State.ENDED_EARLY)
        with override("nl"):
            placement.early_end_reason = str(_("Twee dossiers samengevoegd: een latere stap loopt verder."))
        placement.ended_on = clock.today()
        placement.save(update_fields=["state", "early_end_reason", "ended_on"])


def _number_screenings(dossier: Dossier, ended: Dossier) -> None:
    """First out of the way of one another, then by their day."""
    screenings = sorted([*dossier.screenings.all(), *ended.screenings.all()], key=lambda one: (one.on, one.number))
    for step in (len(screenings), 0):
        for number, screening in enumerate(screenings, start=1):
            screening.dossier, screening.number = dossier, number + step
            screening.save(update_fields=["dossier", "number"])
    if screenings:
        dossier.service_level = screenings[-1].level
    else:
        dossier.service_level = dossier.service_level or ended.service_level


def _join_words(stays: Person, other: Person) -> None:
    """She is found by both names, by each word once."""
    other.name_tokens.filter(token__in=stays.name_tokens.values("token")).delete()


def _join_review_list(stays: Person, other: Person) -> None:
    """Who may be the same as the other, may be the same as who stays."""
    doubts = PossibleDuplicate.objects.filter(state=PossibleDuplicate.State.OPEN)
    for doubt in doubts.filter(models.Q(first=other) | models.Q(second=other)):
        third = doubt.second_id if doubt.first_id == other.pk else doubt.first_id
        doubt.delete()
        if third != stays.pk:
            PossibleDuplicate.objects.get_or_create(
                first_id=min(third, stays.pk), second_id=max(third, stays.pk), defaults={"likeness": doubt.likeness}
            )


def _join_clocks(dossier: Dossier, ended: Dossier) -> None:
    """A clock rests when the dossier that stays does."""
    if clocks.any_paused(ended.pk):
        clocks.resume_all(ended.pk)
    clocks.merge(ended.pk, into=dossier.pk)
    if dossier.suspended_on:
        clocks.pause_all(dossier.pk, dossier.suspended_reason, on=dossier.suspended_on)


def _join_dossiers(dossier: Dossier, ended: Dossier) -> None:
    dossier.state, dossier.opened_on = _period(dossier, ended)
    dossier.next_contact_on = min(filter(None, (dossier.next_contact_on, ended.next_contact_on)), default=None)
    save_state(dossier, "state", "service_level", "opened_on", "next_contact_on", "counsellor")
    ended.state, ended.closed_on = Dossier.State.CLOSED, clock.today()
    with override("nl"):
        ended.closed_reason = str(_("Samengevoegd met een ander dossier van dezelfde persoon"))
    ended.counsellor, ended.next_contact_on, ended.suspended_on, ended.suspended_reason = None, None, None, ""
    save_state(
        ended,
        "state",
        "closed_on",
        "closed_reason",
        "counsellor",
        "next_contact_on",
        "suspended_on",
        "suspended_reason",
    )


def _period(dossier: Dossier, ended: Dossier) -> tuple[str, dt.date]:
    """How far she is, in a period that began on which day."""
    behind, ahead = sorted((dossier, ended), key=lambda one: FARTHEST_LAST.index(Dossier.State(one.state)))
    durable_on = dossier.employments.aggregate(on=models.Max("durable_on"))["on"]
    if ahead.state == Dossier.State.DURABLE and not behind.has_ended and durable_on and durable_on < behind.opened_on:
        return behind.state, behind.opened_on
    return ahead.state, min(dossier.opened_on, ended.opened_on)


def _fill(stays: Person, other: Person) -> None:
    """What only the other had; a number or an account that both have stays with the other and leads to who stays."""
    for name in FILLS:
        if not getattr(stays, name):
            setattr(stays, name, getattr(other, name))
    moved = [name for name in ("insz", "account") if not getattr(stays, name)]
    for name in moved:
        setattr(stays, name, getattr(other, name))
        setattr(other, name, None)
    stays.interpreter = stays.interpreter or other.interpreter
    other.merged_into = stays
    other.save(update_fields=["merged_into", *moved])
    stays.save(update_fields=[*FILLS, "interpreter", *moved])
