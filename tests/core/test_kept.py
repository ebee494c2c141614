"""A query whose SQL is kept answers as the one that is made anew each time, and never lives in another day."""

from __future__ import annotations

import datetime as dt
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, models
from django.db.models import Q
from pytest_django import DjangoAssertNumQueries

from aanboord.core import clock
from aanboord.core.access import Role
from aanboord.core.kept import Kept, kept
from aanboord.directory.models import Membership, Organisation, Territory
from tests import world

pytestmark = pytest.mark.django_db


def current() -> Kept[Membership, Membership]:
    return kept(
        lambda professional, today: Membership.objects.filter(
            Q(until=None) | Q(until__gte=today), since__lte=today, professional=professional
        ).select_related("unit__part_of"),
        professional=models.UUIDField(),
        today=models.DateField(),
    )


def test_it_finds_what_the_queryset_finds_for_each_value(counsellor: world.Worker, coach: world.Worker) -> None:
    ask, today = current(), clock.today()
    for worker in (counsellor, coach, counsellor):
        assert ask(professional=worker.professional.pk, today=today) == [worker.membership]
    assert ask(professional=uuid.uuid4(), today=today) == []
    assert ask(professional=coach.professional.pk, today=dt.date(1990, 1, 1)) == []


def test_what_came_in_the_meantime_is_found(counsellor: world.Worker) -> None:
    ask, today = current(), clock.today()
    assert len(ask(professional=counsellor.professional.pk, today=today)) == 1
    Membership.objects.create(
        professional=counsellor.professional, unit=counsellor.membership.unit, role=Role.TEAM_LEAD, since=today
    )
    assert len(ask(professional=counsellor.professional.pk, today=today)) == 2


def test_related_records_come_along_in_the_same_query(
    counsellor: world.Worker, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ask = current()
    for _ in range(2):
        with django_assert_num_queries(1):
            (found,) = ask(professional=counsellor.professional.pk, today=clock.today())
            assert found.unit.whole.name == "VDAB"


def test_prefetching_values_and_counts_work_as_they_do_elsewhere() -> None:
    code = models.CharField()
    places = kept(lambda place: Territory.objects.filter(pk=place).prefetch_related("organisations"), place=code)
    assert {unit.kind for unit in places(place="44021")[0].organisations.all()} == {"vdab", "ocmw"}
    names = kept(lambda place: Territory.objects.filter(pk=place).values_list("name", "population"), place=code)
    assert names(place="44021")[0][0] == "Gent"
    flat = kept(lambda place: Territory.objects.filter(pk=place).values_list("name", flat=True), place=code)
    assert flat(place="44021") == ["Gent"]
    assert flat(place="11002") == ["Antwerpen"]


def test_branches_that_are_joined_keep_their_own_values(counsellor: world.Worker, coach: world.Worker) -> None:
    keys = Membership.objects.values_list("pk", flat=True)
    both = kept(
        lambda one, other: keys.filter(professional=one).union(keys.filter(professional=other), all=True),
        one=models.UUIDField(),
        other=models.UUIDField(),
    )
    for one, other in ((counsellor, coach), (coach, counsellor)):
        found = both(one=one.professional.pk, other=other.professional.pk)
        assert found == [one.membership.pk, other.membership.pk]


def test_a_queryset_that_asks_what_day_it_is_cannot_be_kept() -> None:
    with pytest.raises(RuntimeError, match="other days"):
        kept(lambda kind: Organisation.objects.active().filter(kind=kind), kind=models.CharField())(kind="vdab")
    assert clock.today()


def test_every_gap_needs_a_value_and_none_is_no_value(counsellor: world.Worker) -> None:
    ask = current()
    for values in ({}, {"professional": uuid.uuid4()}, {"professional": None, "today": clock.today()}):
        with pytest.raises(TypeError, match="professional, today"):
            ask(**values)


@pytest.mark.django_db(transaction=True)
def test_threads_that_ask_at_once_each_get_their_own_answer() -> None:
    codes = list(Territory.objects.filter(kind="municipality").values_list("pk", flat=True)[:40])
    ask = kept(lambda place: Territory.objects.filter(pk=place).values_list("pk", flat=True), place=models.CharField())

    def answer(code: str) -> list[str]:
        try:
            return ask(place=code)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert [found for (found,) in pool.map(answer, codes)] == codes
