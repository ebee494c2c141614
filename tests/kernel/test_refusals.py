"""What the directory, people and clocks refuse: each reason once, and nothing has changed after it."""

import datetime as dt
from functools import partial

import pytest

from aanboord.core import clock
from aanboord.core.access import Actor
from aanboord.core.actions import action
from aanboord.core.errors import Invalid
from aanboord.directory import actions as directory
from aanboord.directory.models import Account, Membership, Organisation
from aanboord.journal.models import Event
from aanboord.people import actions as people
from aanboord.people.models import Mandate, PossibleDuplicate, StatusKind, StatusPeriod
from aanboord.terms import clocks
from tests import world

from .refusing import Row, Stand, each, is_refused, missing

pytestmark = pytest.mark.django_db

FILES = ("directory", "people", "clocks")
SYSTEM = Actor.system()


@action("test.clocks", part=None)
def inside(unit: Organisation, do, *, by: Actor) -> object:
    """Clocks move only inside an action."""
    do()
    return unit


def clockwork(s: Stand, do):
    return partial(inside, s.worker.membership.unit, do, by=s.by)


def partner(name: str = "Groeikracht vzw", **fields) -> Organisation:
    return world.team(Organisation.Kind.PARTNER, name, **fields).unit


def rename(s: Stand, name: str = "Anders", **fields):
    return partial(directory.rename, partner(), name, by=SYSTEM, **fields)


def merges(old: Organisation, new: Organisation, **fields):
    return partial(directory.merge_into, old, new, by=SYSTEM, **fields)


def contact_point(**fields):
    given = {"name": "Onthaal", "response_days": 2, "phone": "09 000 00 00"}
    return partial(directory.set_contact_point, partner(), world.municipality(), by=SYSTEM, **(given | fields))


def ended(s: Stand) -> Membership:
    return directory.end_membership(s.worker.membership, on=s.day(-1), by=SYSTEM)


def status(s: Stand, **fields):
    given = {"kind": StatusKind.SICKNESS, "since": s.day(-10), "source": "test"}
    return partial(people.record_status, s.case.person, by=s.by, **(given | fields))


def ended_status(s: Stand) -> StatusPeriod:
    return people.end_status(status(s)(), on=s.day(0), by=s.by)


def withdrawn(s: Stand) -> Mandate:
    return people.withdraw_mandate(
        people.give_mandate(s.case.person, world.ocmw_of().unit, given_on=s.day(0), by=s.by), by=s.by
    )


def decided(s: Stand) -> PossibleDuplicate:
    one, other = sorted((s.case.person, world.register(s.worker).person), key=lambda person: person.pk)
    pair, _ = PossibleDuplicate.objects.get_or_create(first=one, second=other, defaults={"likeness": 0.9})
    return people.decide_duplicate(pair, PossibleDuplicate.State.DIFFERENT, by=s.steward)


def paused(s: Stand):
    """The clocks of the case rest; the call lets them run on from a day before that."""
    clockwork(s, lambda: clocks.pause_all(s.case.dossier.pk, "Ziek"))()
    return clockwork(s, lambda: clocks.resume_all(s.case.dossier.pk, on=s.day(-1)))


ROWS = [
    Row("directory.rename", "name", lambda s: rename(s, " ")),
    Row("directory._not_to_come", "since", lambda s: rename(s, since=s.day(1))),
    Row(
        "directory.merge_into",
        "WrongState",
        lambda s: merges(partner("Weg", until=s.day(-1)), partner("Blijft")),
    ),
    Row("directory.merge_into", "successor", lambda s: merges(*[partner()] * 2), says="niet opgaan in zichzelf"),
    Row(
        "directory.merge_into",
        "successor",
        lambda s: merges(partner(), world.ocmw_of().unit),
        says="dezelfde soort",
    ),
    Row("directory.set_contact_point", "name", lambda s: contact_point(name=" ")),
    Row("directory.set_contact_point", "response_days", lambda s: contact_point(response_days=0)),
    Row("directory.set_contact_point", "phone", lambda s: contact_point(phone=" ", email="")),
    Row(
        "directory.end_membership",
        "WrongState",
        lambda s: partial(directory.end_membership, ended(s), on=s.day(0), by=SYSTEM),
    ),
    Row(
        "directory.end_membership",
        "on",
        lambda s: partial(directory.end_membership, s.worker.membership, on=dt.date(2019, 12, 31), by=SYSTEM),
    ),
    Row(
        "people.open_account",
        "WrongState",
        lambda s: partial(
            people.open_account,
            s.case.person if s.case.account() else None,
            Account.objects.create(username="tweede"),
            by=SYSTEM,
        ),
    ),
    Row("people.change_contact", "insz", lambda s: partial(people.change_contact, s.case.person, by=s.by, insz="x")),
    Row("people.record_status", "until", lambda s: status(s, until=s.day(-11))),
    Row("people.record_status", "since", lambda s: status(s, since=s.day(1)), says="toekomst"),
    Row("people.record_status", "since", lambda s: status(s, since=dt.date(1969, 4, 2)), says="voor de geboorte"),
    Row("people.end_status", "WrongState", lambda s: partial(people.end_status, ended_status(s), on=s.day(0), by=s.by)),
    Row("people.end_status", "on", lambda s: partial(people.end_status, status(s)(), on=s.day(-11), by=s.by)),
    Row("people.withdraw_mandate", "WrongState", lambda s: partial(people.withdraw_mandate, withdrawn(s), by=s.by)),
    Row(
        "people.decide_duplicate",
        "WrongState",
        lambda s: partial(people.decide_duplicate, decided(s), PossibleDuplicate.State.SAME, by=s.steward),
    ),
    Row("clocks.resume_all", "WrongState", lambda s: clockwork(s, lambda: clocks.resume_all(s.case.dossier.pk))),
    Row("clocks._end_pause", "on", paused),
]


@each(ROWS)
def test_is_refused_and_changes_nothing(row):
    is_refused(row)


def test_every_refusal_of_these_actions_is_shown():
    assert not {what: found for what, found in missing(ROWS, FILES).items() if found}


@pytest.mark.parametrize(("days", "taken"), [(1, True), (60, True), (0, False), (61, False), (-1, False)])
def test_a_contact_point_answers_within_one_to_sixty_days(days, taken):
    if taken:
        assert contact_point(response_days=days)().response_days == days
    else:
        with pytest.raises(Invalid):
            contact_point(response_days=days)()


@pytest.mark.parametrize("reach", [{"phone": "", "email": "onthaal@aanboord.example"}, {"email": ""}])
def test_a_contact_point_can_be_reached_in_one_way_at_least(reach):
    assert contact_point(**reach)().pk


def test_all_faults_of_a_contact_point_are_told_at_once():
    with pytest.raises(Invalid) as refusal:
        contact_point(name="", response_days=0, phone="", email=" ")()
    assert set(refusal.value.fields) == {"name", "response_days", "phone"}


@pytest.mark.parametrize("name", ["", "  ", "Groeikracht vzw"])
def test_an_organisation_gets_no_empty_name_and_not_the_one_that_it_has(name):
    with pytest.raises(Invalid) as refusal:
        directory.rename(partner(), name, by=SYSTEM)
    assert set(refusal.value.fields) == {"name"}


def test_a_status_may_begin_on_the_day_of_birth_and_end_on_the_day_that_it_began(case):
    born = case.person.birth_date
    one = people.record_status(case.person, StatusKind.STUDENT, since=born, until=born, source="test", by=case.by.actor)
    assert (one.since, one.until) == (born, born)


def test_saying_a_status_twice_leaves_one_period_and_one_event(case):
    given = {"since": clock.today(), "source": "test", "by": case.by.actor}
    first = people.record_status(case.person, StatusKind.SICKNESS, **given)
    assert people.record_status(case.person, StatusKind.SICKNESS, **given) == first
    assert Event.objects.filter(stream=case.dossier.pk, kind="status.recorded").count() == 1


def test_a_role_may_end_today_and_its_rights_last_the_day(counsellor):
    directory.end_membership(counsellor.membership, on=clock.today(), by=SYSTEM)
    assert Membership.objects.current().filter(pk=counsellor.membership.pk).exists()
    with clock.at(clock.today() + dt.timedelta(days=1)):
        assert not Membership.objects.current().filter(pk=counsellor.membership.pk).exists()
