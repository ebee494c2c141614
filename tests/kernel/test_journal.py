"""The journal as a record: chains, hashes, the feed, and the views on it."""

import datetime as dt
import uuid

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from aanboord.core import clock
from aanboord.core.access import Actor, Part, Relation
from aanboord.core.actions import Entry
from aanboord.journal import protection, queries, seal
from aanboord.journal.append import append, event_hash
from aanboord.journal.commands import commands
from aanboord.journal.looks import looked, searched
from aanboord.journal.models import Event, Look, Search, Stream
from tests import world

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(alphabet="abcé😀", max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)


def write(*kinds: str, stream: uuid.UUID | None = None, data: dict | None = None) -> list[Event]:
    with transaction.atomic():
        return append([Entry(kind, stream or uuid.uuid4(), Actor.system(), data=data or {}) for kind in kinds])


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.dictionaries(st.text(alphabet="abcé😀", max_size=4), JSON, max_size=4))
def test_a_hash_stands_after_the_trip_through_the_database(data):
    [event] = write("test", data=data)
    assert event_hash(Event.objects.get(pk=event.pk)) == event.hash


@pytest.mark.parametrize("told", [1e20, -0.0, 1.0, 0.1, 5e-324, 1.7976931348623157e308, 2**80, "é😀", [[]], {}, None])
@pytest.mark.django_db
def test_a_hash_stands_for_what_databases_keep_in_another_way(told):
    [event] = write("test", data={"told": told})
    assert event_hash(Event.objects.get(pk=event.pk)) == event.hash


@pytest.mark.parametrize(("one", "other"), [(1, "1"), (1, True), (0.1, "0.1"), (None, "null"), ([], {}), (1, 1.5)])
@pytest.mark.django_db
def test_data_that_differ_hash_differently(one, other):
    [event] = write("test", data={"told": one})
    event.data = {"told": other}
    assert event_hash(event) != event.hash


@pytest.mark.django_db
def test_each_event_follows_the_one_before_it_in_its_stream():
    stream = uuid.uuid4()
    events = write("a", "b", stream=stream) + write("c", stream=stream)
    assert [event.number for event in events] == [1, 2, 3]
    assert [event.previous for event in events] == ["", events[0].hash, events[1].hash]
    head = Stream.objects.get(pk=stream)
    assert (head.length, head.head) == (3, events[2].hash)
    assert not list(seal.verify())


@pytest.mark.django_db
def test_a_thousand_events_at_once_are_as_sound_as_one():
    streams = [uuid.uuid4() for _ in range(400)]
    with transaction.atomic():
        append([Entry("test", stream, Actor.system(), data={"n": n}) for n in range(3) for stream in streams])
    assert Event.objects.count() == 1200
    assert not list(seal.verify())


class TestFeed:
    @pytest.fixture(autouse=True)
    def committed(self, transactional_db):
        """The feed gives what has been committed."""

    def test_gives_what_comes_after_the_cursor_in_order_and_nothing_twice(self):
        for number in range(7):
            write(f"kind-{number}")
        got, cursor = [], 0
        while page := queries.feed(cursor, limit=3):
            got += [event.kind for event in page]
            cursor = page[-1].pk
        assert got == [f"kind-{number}" for number in range(7)]
        write("later")
        assert [event.kind for event in queries.feed(cursor)] == ["later"]

    def test_refuses_a_cursor_that_it_never_gave(self):
        write("a")
        with pytest.raises(LookupError, match="there is no event 999999"):
            queries.feed(999_999)
        refused = CliRunner().invoke(commands, ["feed", "--after", "999999"])
        assert refused.exit_code == 2
        assert "begin again at 0" in refused.output

    def test_gives_only_the_kinds_that_are_asked_for(self):
        write("a", "b", "a")
        assert [event.kind for event in queries.feed(kinds=["a"])] == ["a", "a"]

    @pytest.mark.skipif(connection.vendor != "postgresql", reason="numbers of transactions are PostgreSQL's")
    def test_goes_on_after_a_restore_on_a_server_that_counts_lower(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT txid_current() + 1000000")
            far_ahead = cursor.fetchone()[0]
        before = write("before")[0]
        Event.objects.bulk_create([Event(**_fields(before), transaction=far_ahead, number=2)])
        cursor_of_a_partner = Event.objects.get(number=2).pk
        protection.protect()
        write("after")
        assert [event.kind for event in queries.feed(cursor_of_a_partner)] == ["after"]
        assert [event.kind for event in queries.feed()] == ["before", "before", "after"]
        with connection.cursor() as cursor:
            cursor.execute(protection.OFFSET.format(0))


def _fields(event: Event) -> dict:
    names = ("stream_id", "kind", "at", "role", "purpose", "ground", "data", "previous", "hash")
    return {name: getattr(event, name) for name in names}


@pytest.mark.django_db
def test_process_counts_count_each_kind_within_the_days_both_included():
    for day in (1, 2, 3):
        with clock.at(dt.datetime(2026, 3, day, 0, 30, tzinfo=clock.ZONE)):
            write("a", "b")
    assert queries.process_counts(dt.date(2026, 3, 1), dt.date(2026, 3, 2)) == {"a": 2, "b": 2}


def test_a_timeline_shows_only_the_parts_that_the_reader_may_see(case):
    case.screened()
    case.agreed()
    kinds = [event.kind for event in queries.timeline(case.dossier.pk, {Part.IDENTITY, Part.PLAN})]
    assert kinds == ["agreement.proposed", "person.registered"]


class TestLooks:
    def test_every_opening_of_a_file_leaves_a_row(self, case, counsellor):
        for _ in range(2):
            looked(counsellor.actor, {case.dossier.pk: Relation.OWN}, {Part.PLAN, Part.IDENTITY})
        assert [look.parts for look in Look.objects.all()] == ["identity plan"] * 2

    def test_standing_in_a_list_leaves_one_row_a_day_for_each_reader_and_set_of_parts(
        self, case, counsellor, colleague
    ):
        for worker in (counsellor, counsellor, colleague):
            for parts in ({Part.IDENTITY}, {Part.IDENTITY, Part.PLAN}):
                looked(worker.actor, {case.dossier.pk: Relation.TEAM}, parts, Look.Kind.LIST)
        assert Look.objects.count() == 4
        with clock.at(clock.today() + dt.timedelta(days=1)):
            looked(counsellor.actor, {case.dossier.pk: Relation.TEAM}, {Part.IDENTITY}, Look.Kind.LIST)
        assert Look.objects.count() == 5

    def test_the_citizen_reads_who_looked_newest_first_and_only_at_her_own_file(self, case, counsellor, colleague):
        other = world.register(counsellor)
        for worker, moment in ((counsellor, 9), (colleague, 10)):
            with clock.at(dt.datetime(2026, 3, 2, moment, tzinfo=clock.ZONE)):
                looked(worker.actor, {case.dossier.pk: Relation.OWN, other.pk: Relation.OWN}, {Part.PLAN})
        assert [look.professional for look in queries.looks_at(case.dossier.pk)] == [
            colleague.professional,
            counsellor.professional,
        ]

    def test_every_search_is_kept_also_one_that_finds_nothing(self, counsellor):
        searched(counsellor.actor, "x" * 500, 0)
        assert [(len(search.asked), search.found) for search in Search.objects.all()] == [(120, 0)]
