"""People who may be one: found when somebody is registered, decided by a data steward."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.db.models import Q

from aanboord.core.names import POSSIBLY_SAME, PersonName, similarity

from .models import Person, PossibleDuplicate

Named = tuple[uuid.UUID, PersonName]


def spelled(person: Person) -> PersonName:
    """A person as names are compared."""
    return PersonName(person.family_name, person.given_name, person.birth_date)


def _swapped(day: dt.date) -> dt.date | None:
    try:
        return day.replace(month=day.day, day=day.month)
    except ValueError:
        return None


def find(people: Sequence[Person]) -> None:
    """Put who may be the same as one of `people` on the review list: a like name, and a birth date that agrees.

    Day and month may be swapped. Where a birth date is not known, the family name must be spelled alike.
    """
    near = _Near(people)
    likeness = {}
    for person in people:
        name = spelled(person)
        for key, other in near.to(person):
            if key != person.pk and (alike := similarity(name, other)) >= POSSIBLY_SAME:
                likeness[min(key, person.pk), max(key, person.pk)] = round(alike, 3)
    PossibleDuplicate.objects.bulk_create(
        [PossibleDuplicate(first_id=one, second_id=two, likeness=alike) for (one, two), alike in likeness.items()],
        ignore_conflicts=True,
    )


class _Near:
    """Those with whom a comparison is worth it, read in one query."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._by_day: dict[dt.date, list[Named]] = defaultdict(list)
        self._by_name: dict[str, list[Named]] = defaultdict(list)
        self._without_day: dict[str, list[Named]] = defaultdict(list)
        days = {day for person in people for day in _days(person)}
        undated = {person.family_key for person in people if person.birth_date is None}
        dated = {person.family_key for person in people if person.birth_date is not None}
        candidates = Person.objects.filter(
            Q(birth_date__in=days) | Q(family_key__in=undated) | Q(birth_date=None, family_key__in=dated),
            merged_into=None,
        )
        for key, family_key, family_name, given_name, birth_date in candidates.values_list(
            "pk", "family_key", "family_name", "given_name", "birth_date"
        ):
            one = (key, PersonName(family_name, given_name, birth_date))
            self._by_name[family_key].append(one)
            if one[1].birth_date is None:
                self._without_day[family_key].append(one)
            else:
                self._by_day[one[1].birth_date].append(one)

    def to(self, person: Person) -> Iterator[Named]:
        if person.birth_date is None:
            yield from self._by_name[person.family_key]
            return
        for day in _days(person):
            yield from self._by_day[day]
        yield from self._without_day[person.family_key]


def _days(person: Person) -> set[dt.date]:
    """The birth date, and the one with day and month swapped."""
    return {day for day in (person.birth_date, person.birth_date and _swapped(person.birth_date)) if day}


def waiting(person: Person) -> list[Person]:
    """Who may be the same as this one, as long as no data steward decided."""
    open_ones = PossibleDuplicate.objects.filter(state=PossibleDuplicate.State.OPEN)
    pairs = open_ones.filter(Q(first=person) | Q(second=person)).select_related("first", "second")
    return [pair.second if pair.first_id == person.pk else pair.first for pair in pairs]
