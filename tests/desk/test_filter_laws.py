"""What a filter finds is what one would pick out by hand, on the days that decide as well."""

import datetime as dt
import itertools
import random

import pytest

from aanboord.core import clock
from aanboord.core.access import ALL_PARTS, Part
from aanboord.directory.models import Organisation
from aanboord.dossiers.models import Dossier
from aanboord.dossiers.models.dossier import ServiceLevel
from aanboord.dossiers.queries.filters import DONE, FILTER_PARTS, Due, Filters, TargetGroup, known_terms, matches
from aanboord.dossiers.queries.terms import TERM_PARTS
from aanboord.people.models import Person, StatusKind, StatusPeriod
from aanboord.rulebook.calendar import add_months
from tests import world

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
SCREENED = {"screened", "planned", "in-step"}


def unit() -> Organisation:
    return world.vdab_office().unit


def somebody(number: int = 0, *, birth_date: dt.date | None = None, **fields) -> Dossier:
    person = Person.objects.create(
        family_name=f"Nummer {number}",
        given_name="Iemand",
        birth_date=birth_date,
        municipality=fields.pop("place", None),
    )
    level = "intensive" if fields.get("state") in SCREENED else ""
    given = {"opened_on": clock.today(), "service_level": level}
    return Dossier.objects.create(person=person, lead=unit(), **(given | fields))


def found(filters: Filters, today: dt.date, parts=ALL_PARTS) -> set:
    return set(Dossier.objects.filter(matches(filters, known_terms(parts), today)).values_list("pk", flat=True))


def by_hand(dossier: Dossier, filters: Filters, today: dt.date, parts) -> bool:
    """The same in plain Python."""
    knows = dossier.next_term and TERM_PARTS[dossier.next_term] in parts
    due = dossier.next_due if knows else None
    checks = [dossier.state == filters.state if filters.state else dossier.state not in DONE]
    if filters.level:
        checks.append(dossier.service_level == filters.level)
    if filters.term:
        checks.append(bool(knows) and dossier.next_term == filters.term)
    match filters.due:
        case "overdue":
            checks.append(due is not None and due < today)
        case "week":
            checks.append(due is not None and today <= due and due.isocalendar()[:2] == today.isocalendar()[:2])
        case "month":
            checks.append(due is not None and today <= due and (due.year, due.month) == (today.year, today.month))
        case "none":
            checks.append(due is None)
    if filters.municipality:
        checks.append(dossier.person.municipality_id == filters.municipality)
    if filters.status:
        checks.append(
            any(
                one.kind == filters.status and one.since <= today and (one.until is None or one.until >= today)
                for one in dossier.person.statuses.all()
            )
        )
    if filters.group:
        checks.append(_in_group(dossier, filters.group, today))
    if filters.rests:
        checks.append((dossier.suspended_on is not None) == (filters.rests != "no"))
    return all(checks)


def _in_group(dossier: Dossier, group: str, today: dt.date) -> bool:
    born = dossier.person.birth_date
    if group == TargetGroup.LONG:
        return dossier.opened_on < add_months(today, -12)
    if born is None:
        return False
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return age < 25 if group == TargetGroup.YOUNG else age >= 55


def region(dice: random.Random, today: dt.date) -> list[Dossier]:
    """Dossiers around the days that decide."""
    edges = [today + DAY * number for number in (-1, 0, 1, 5, 6, 7, 8, 27, 28, 29, 30, 31)]
    births = [add_months(today, -12 * years) + DAY * number for years in (25, 55) for number in (-1, 0, 1)]
    for number in range(60):
        term = dice.choice(["", *TERM_PARTS])
        dossier = somebody(
            number,
            birth_date=dice.choice([None, *births]),
            place=dice.choice([None, world.municipality(), world.municipality("11002")]),
            state=dice.choice(Dossier.State.values),
            next_term=term,
            next_due=dice.choice(edges) if term else None,
            opened_on=add_months(today, -12) + DAY * dice.randint(-1, 1),
            suspended_on=dice.choice([None, today]),
        )
        for kind in dice.sample([StatusKind.SICKNESS, StatusKind.STUDENT], dice.randint(0, 2)):
            since = today + DAY * dice.randint(-2, 1)
            until = dice.choice([None, since, since + DAY])
            StatusPeriod.objects.create(person=dossier.person, kind=kind, since=since, until=until, source="test")
    return list(Dossier.objects.select_related("person").prefetch_related("person__statuses"))


CHOICES = {
    "state": ["", "planned", "closed"],
    "level": ["", ServiceLevel.INTENSIVE.value],
    "term": ["", "screening", "binding-agreements"],
    "due": ["", *Due.values],
    "municipality": ["", world.GENT],
    "status": ["", StatusKind.SICKNESS.value],
    "group": ["", *TargetGroup.values],
    "rests": ["", "yes", "no"],
}


@pytest.mark.parametrize(
    "today", [dt.date(2026, 3, 2), dt.date(2026, 3, 1), dt.date(2026, 12, 31), dt.date(2028, 2, 29)]
)
def test_each_choice_of_a_filter_and_each_two_together_find_what_one_picks_out_by_hand(today):
    dossiers = region(random.Random(today.toordinal()), today)
    alone = [{name: value} for name, values in CHOICES.items() for value in values]
    two = [
        {one: value, other: another}
        for one, other in itertools.combinations(CHOICES, 2)
        for value in CHOICES[one][-1:]
        for another in CHOICES[other][-1:]
    ]
    for chosen in [*alone, *two]:
        for parts in (ALL_PARTS, ALL_PARTS - {Part.SCREENING}, ALL_PARTS - {Part.PLAN, Part.SCREENING}):
            filters = Filters(**chosen)
            expected = {one.pk for one in dossiers if by_hand(one, filters, today, parts)}
            assert found(filters, today, parts) == expected, (chosen, sorted(ALL_PARTS - parts))


@pytest.mark.parametrize("part", Part)
def test_what_one_may_not_see_one_may_not_filter_by(part):
    everything = Filters(**{name: values[-1] for name, values in CHOICES.items()})
    left = everything.within(ALL_PARTS - {part})
    for name in CHOICES:
        kept = getattr(left, name)
        assert kept == ("" if FILTER_PARTS[name] == part else getattr(everything, name))


def test_every_filter_stands_under_the_rights_of_a_part():
    assert set(FILTER_PARTS) == set(CHOICES) == set(Filters.__slots__)


def test_filters_that_say_nothing_are_none():
    assert not Filters()
    assert not Filters().within([])
    assert all(Filters(**{name: "x"}) for name in CHOICES)


@pytest.mark.parametrize(("group", "years"), [(TargetGroup.YOUNG, 25), (TargetGroup.OLDER, 55)])
def test_an_age_changes_on_the_birthday_itself(group, years):
    today = dt.date(2026, 6, 15)
    eve, birthday = (
        somebody(number, birth_date=today.replace(year=today.year - years) + DAY * (1 - number)) for number in range(2)
    )
    chosen = found(Filters(group=group), today)
    assert (eve.pk in chosen, birthday.pk in chosen) == ((True, False) if group == TargetGroup.YOUNG else (False, True))


def test_who_was_born_on_the_29th_of_february_is_a_year_older_on_the_first_of_march_at_the_latest():
    one = somebody(birth_date=dt.date(2004, 2, 29))
    assert one.pk in found(Filters(group=TargetGroup.YOUNG), dt.date(2029, 2, 27))
    assert one.pk not in found(Filters(group=TargetGroup.YOUNG), dt.date(2029, 3, 1))


@pytest.mark.parametrize(("days", "listed"), [(-366, True), (-365, False), (0, False)])
def test_a_year_of_registration_is_over_the_day_after_it(days, listed):
    today = dt.date(2026, 6, 15)
    one = somebody(opened_on=today + DAY * days)
    assert (one.pk in found(Filters(group=TargetGroup.LONG), today)) == listed


def test_no_birth_date_belongs_to_no_age():
    one = somebody()
    for group in (TargetGroup.YOUNG, TargetGroup.OLDER):
        assert one.pk not in found(Filters(group=group), clock.today())
