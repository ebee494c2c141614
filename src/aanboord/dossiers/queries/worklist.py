"""The worklist: mine, my team's and what nobody has yet, filtered and in order; fast whatever the number of dossiers.

A unit works on dossiers that it leads and on those in which it takes part. The two have indexes of their own and would
lose them in one condition, so each is asked apart and the answers are merged.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import (
    BooleanField,
    Case,
    Count,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
    UUIDField,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from aanboord.core import clock
from aanboord.core.access import Actor, Part, Relation, Role, gate
from aanboord.core.kept import Kept, kept
from aanboord.core.routes import CASEWORKERS

from ..models import Appointment, Dossier, Involvement
from ..models.dossier import ServiceLevel
from .filters import DONE, Filters, known_terms, matches
from .terms import TERM_PARTS, term_title

PER_PAGE = 25
NOBODY = uuid.UUID(int=0)  # is nobody's key; stands in an address until a row has its own


class Tab(TextChoices):
    """Whose work."""

    MINE = "mine", _("Van mij")
    TEAM = "team", _("Van mijn team")
    UNASSIGNED = "unassigned", _("Niet toegewezen")


class Sort(TextChoices):
    """What comes first."""

    URGENCY = "due", _("Dringendst")
    NAME = "name", _("Naam")
    REGISTRATION = "opened", _("Ingeschreven")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many dossiers each tab holds, and how many of the shown tab are late."""

    mine: int
    team: int
    unassigned: int
    late: int

    def of(self, tab: Tab) -> int:
        return int(getattr(self, tab.value))


class Key(NamedTuple):
    """A dossier of the list and how the reader stands to it, as `Dossier.relation_to` tells it."""

    pk: uuid.UUID
    relation: Relation


#: What a row is read from, in the order of its fields. Not from models: a list is read more often than anything else.
COLUMNS = (
    "pk",
    "person__family_name",
    "person__given_name",
    "person__insz",
    "person__birth_date",
    "person__municipality__name",
    "person__phone",
    "person__email",
    "counsellor__name",
    "opened_on",
    "state",
    "service_level",
    "next_term",
    "next_due",
    "next_contact_on",
    "suspended_on",
    "next_appointment",
)


@dataclass(frozen=True, slots=True)
class Row:
    """A dossier as the list shows it: of what `parts` does not hold, nothing."""

    relation: Relation
    parts: frozenset[Part]
    address: str
    pk: uuid.UUID
    family_name: str
    given_name: str
    insz: str | None
    birth_date: dt.date | None
    municipality: str | None
    phone: str
    email: str
    counsellor: str | None
    opened_on: dt.date
    state_code: str
    level_code: str
    next_term: str
    next_due: dt.date | None
    next_contact: dt.date | None
    suspended_on: dt.date | None
    next_appointment: dt.datetime | None

    @property
    def name(self) -> str:
        """Family name first, as a list is read."""
        return f"{self.family_name}, {self.given_name}"

    @property
    def term(self) -> str:
        """The duty that is due first, in words; empty when no clock runs that the reader may know of."""
        return term_title(self.next_term) if self._knows_term else ""

    @property
    def due(self) -> dt.date | None:
        """When that duty is due."""
        return self.next_due if self._knows_term else None

    @property
    def appointment(self) -> dt.datetime | None:
        """The first meeting to come."""
        return self.next_appointment if Part.PLAN in self.parts else None

    @property
    def contact(self) -> dt.date | None:
        """The day that the next contact was planned for."""
        return self.next_contact if Part.PLAN in self.parts else None

    @property
    def rests_since(self) -> dt.date | None:
        return self.suspended_on if Part.PLAN in self.parts else None

    @property
    def state(self) -> str:
        return str(Dossier.State(self.state_code).label) if Part.PLAN in self.parts else ""

    @property
    def level(self) -> str:
        return str(ServiceLevel(self.level_code).label) if self.level_code and Part.SCREENING in self.parts else ""

    @property
    def _knows_term(self) -> bool:
        return bool(self.next_term) and TERM_PARTS[self.next_term] in self.parts


class Worklist:
    """One reader's list: a tab of it, filtered and sorted. Nothing is asked of the database before it is needed."""

    def __init__(
        self,
        actor: Actor,
        tab: Tab | None = None,
        filters: Filters | None = None,
        sort: Sort = Sort.URGENCY,
        *,
        descending: bool = False,
    ) -> None:
        self.actor = actor
        self.tabs = tabs_of(actor)
        self.tab = tab if tab in self.tabs else self.tabs[0]
        self.sort, self.descending = sort, descending
        self.parts = parts_in(actor, self.tab)
        self.filters = (filters or Filters()).within(self.parts)
        self._selection = Selection(self.tab, self.parts, self.filters, sort, descending, clock.today())
        self._reader = {"me": actor.professional_id or NOBODY, "unit": actor.unit_id or NOBODY}

    @cached_property
    def tally(self) -> Tally:
        """The counts of all tabs in one query, filters left aside; it reads the indexes alone."""
        unfiltered = replace(self._selection, filters=Filters(), sort=Sort.URGENCY, descending=False)
        rows = [(0, 0, 0, 0), *_tally(unfiltered)(**self._reader)]
        return Tally(*(sum(column) for column in zip(*rows, strict=True)))

    @property
    def counted_tabs(self) -> list[tuple[Tab, int]]:
        """The tabs, each with the number of dossiers in it."""
        return [(tab, self.tally.of(tab)) for tab in self.tabs]

    @cached_property
    def count(self) -> int:
        """How many dossiers the filtered tab holds."""
        if not self.filters:
            return self.tally.of(self.tab)
        return sum(_count(self._selection)(**self._reader))

    def keys(self, start: int, stop: int) -> list[Key]:
        """The dossiers from place `start` up to `stop`, in order; one query."""
        found = _keys(self._selection, start, stop)(**self._reader)
        return [Key(row[0], Relation(row[1])) for row in found]

    def page(self, number: str | int | None) -> Page[Row]:
        """The rows of one page; a number that is none becomes the first page, one too high the last."""
        return _Pages(self, PER_PAGE).get_page(number)

    def rows(self, keys: Sequence[Key]) -> list[Row]:
        """What the list shows of the dossiers of `keys`, in that order; one query."""
        appointment = Appointment.objects.filter(
            dossier=OuterRef("pk"), state=Appointment.State.PLANNED, at__gte=clock.now()
        ).order_by("at")
        found = {
            values[0]: values
            for values in Dossier.objects.filter(pk__in=[key.pk for key in keys])
            .annotate(next_appointment=Subquery(appointment.values("at")[:1]))
            .values_list(*COLUMNS)
        }
        address = reverse("dossiers:dossier", args=[NOBODY])
        return [
            Row(
                key.relation,
                self.parts,
                address.replace(str(NOBODY), str(key.pk)),
                *found[key.pk],
            )
            for key in keys
            if key.pk in found
        ]

    def all(self, chunk: int = 500) -> Iterator[list[Row]]:
        """Every row of the filtered tab, as the tab was at the start, a chunk at a time."""
        if not self.count:  # PostgreSQL cannot be asked for no rows at all
            return
        every = self._selection.keys(0, self.count, **self._reader)
        keys = [Key(row[0], Relation(row[1])) for row in every]
        for start in range(0, len(keys), chunk):
            yield self.rows(keys[start : start + chunk])


@dataclass(frozen=True, slots=True)
class Selection:
    """What the SQL of a list depends on, whoever reads it; `me` is the professional who does, and `unit` her unit."""

    tab: Tab
    parts: frozenset[Part]
    filters: Filters
    sort: Sort
    descending: bool
    today: dt.date

    def tally(self, me: uuid.UUID, unit: uuid.UUID) -> QuerySet[Any]:
        """For each branch: mine, my team's, nobody's, and how many of this tab are late."""
        late = self._in_tab(unit) & Q(next_due__lt=self.today) & known_terms(self.parts)
        counted = [
            branch.exclude(state__in=DONE)
            .values(one=Value(1))
            .annotate(
                mine=Count("pk", filter=Q(own=True)),
                team=Count("pk"),
                unassigned=Count("pk", filter=_nobodys(unit)),
                late=Count("pk", filter=late),
            )
            .values_list("mine", "team", "unassigned", "late")
            for branch in self._branches(me, unit)
        ]
        return counted[0].union(*counted[1:], all=True)

    def count(self, me: uuid.UUID, unit: uuid.UUID) -> QuerySet[Any]:
        """For each branch: how many there are."""
        counted = [
            branch.values(one=Value(1)).annotate(n=Count("pk")).values_list("n", flat=True)
            for branch in self._filtered(me, unit)
        ]
        return counted[0].union(*counted[1:], all=True)

    def keys(self, start: int, stop: int, me: uuid.UUID, unit: uuid.UUID) -> QuerySet[Any]:
        """Each one's key and how the reader stands to it, besides what it is sorted by."""
        names, order = self._order
        found: list[QuerySet[Any]] = [
            branch.annotate(**names).values_list("pk", "relation", *names) for branch in self._filtered(me, unit)
        ]
        if connection.features.supports_slicing_ordering_in_compound:  # then PostgreSQL walks an index, and stops
            found = [branch.order_by(*order)[:stop] for branch in found]
        return found[0].union(*found[1:], all=True).order_by(*order)[start:stop]

    def _branches(self, me: uuid.UUID, unit: uuid.UUID) -> list[QuerySet[Dossier]]:
        """Those that the unit leads, and those that it takes part in or follows.

        Each knows whether it is among the reader's `own`, and her `relation` to it: who follows has hers, and no more.
        """
        today = self.today
        involved = Involvement.objects.filter(Q(until=None) | Q(until__gte=today), unit=unit, since__lte=today)
        theirs = involved.filter(dossier=OuterRef("pk"))
        partners = theirs.filter(kind=Involvement.Kind.PARTNER)
        return [
            Dossier.objects.filter(lead=unit).annotate(
                own=ExpressionWrapper(Q(counsellor=me), BooleanField()), relation=_relation(Q(own=True))
            ),
            Dossier.objects.filter(pk__in=involved.values("dossier"))
            .exclude(lead=unit)
            .annotate(own=Exists(theirs.filter(professional=me)), partner=Exists(partners))
            .annotate(relation=_relation(Exists(partners.filter(professional=me)), Q(partner=False))),
        ]

    def _in_tab(self, unit: uuid.UUID) -> Q:
        return {Tab.MINE: Q(own=True), Tab.TEAM: Q(), Tab.UNASSIGNED: _nobodys(unit)}[self.tab]

    def _filtered(self, me: uuid.UUID, unit: uuid.UUID) -> list[QuerySet[Dossier]]:
        chosen = matches(self.filters, known_terms(self.parts), self.today)
        return [branch.filter(self._in_tab(unit), chosen) for branch in self._branches(me, unit)]

    @property
    def _order(self) -> tuple[dict[str, Combinable], list[Any]]:
        """The columns to sort by, and their order, in which no two dossiers are equal."""
        match self.sort:
            case Sort.NAME:
                names: dict[str, Combinable] = {"k1": F("person__family_key"), "k2": F("person__given_key")}
            case Sort.REGISTRATION:
                names = {"k1": F("opened_on")}
            case _:
                due: Combinable = F("next_due")
                if known := known_terms(self.parts):
                    due = Case(When(known, then=F("next_due")), output_field=DateField())
                names = {"k1": due, "k2": F("next_contact_on")}
        if self.descending:
            return names, [*(F(name).desc(nulls_last=True) for name in names), "pk"]
        return names, [*(F(name).asc(nulls_last=True) for name in names), "pk"]


def _relation(own: Q | Exists, follows: Q | None = None) -> Case:
    """Own, else that of who follows, else the team's."""
    cases = [When(own, then=Value(Relation.OWN.value))]
    if follows is not None:
        cases.append(When(follows, then=Value(Relation.FOLLOWS.value)))
    return Case(*cases, default=Value(Relation.TEAM.value))


def _nobodys(unit: uuid.UUID) -> Q:
    return Q(lead=unit, counsellor=None)


# The SQL of what is asked most is kept, for each way in which somebody selects; the day is part of it.


@lru_cache(maxsize=64)
def _tally(selection: Selection) -> Kept[Any, Any]:
    return kept(selection.tally, me=UUIDField(), unit=UUIDField())


@lru_cache(maxsize=64)
def _count(selection: Selection) -> Kept[Any, Any]:
    return kept(selection.count, me=UUIDField(), unit=UUIDField())


@lru_cache(maxsize=128)
def _keys(selection: Selection, start: int, stop: int) -> Kept[Any, Any]:
    return kept(partial(selection.keys, start, stop), me=UUIDField(), unit=UUIDField())


class _Pages(Paginator[Row]):
    """The pages of a worklist, which is asked for no more than one."""

    def __init__(self, worklist: Worklist, per_page: int) -> None:
        super().__init__([], per_page)
        self.worklist = worklist

    @cached_property
    def count(self) -> int:
        return self.worklist.count

    def page(self, number: int | str) -> Page[Row]:
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        keys = self.worklist.keys(start, start + self.per_page)
        return Page(self.worklist.rows(keys), number, self)


def tabs_of(actor: Actor) -> list[Tab]:
    """The tabs that the gate leaves to the actor, the one that the day starts on first."""
    relations = gate.relations(actor, Part.IDENTITY)
    tabs = [Tab.MINE] if Relation.OWN in relations else []
    if Relation.TEAM in relations:
        tabs.append(Tab.TEAM)
        if actor.role in CASEWORKERS | {Role.TEAM_LEAD}:
            tabs.append(Tab.UNASSIGNED)
    if actor.role == Role.TEAM_LEAD:
        tabs.sort(key=lambda tab: tab == Tab.MINE)
    return tabs


def parts_in(actor: Actor, tab: Tab) -> frozenset[Part]:
    """The parts that the actor may see of every dossier in a tab (of one nearer to her perhaps more)."""
    return gate.parts(actor, Relation.OWN if tab == Tab.MINE else Relation.TEAM)
