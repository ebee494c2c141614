"""The laws of the journal: whatever happens verifies, and no byte of it can be altered unseen."""

import datetime as dt
import json
import uuid

import pytest
from django.db import models, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aanboord.core import clock
from aanboord.core.access import Actor, Part, Purpose, Relation, Role
from aanboord.core.actions import Entry
from aanboord.journal import queries, seal
from aanboord.journal.append import append, event_hash
from aanboord.journal.looks import looked, searched
from aanboord.journal.models import Checkpoint, Event, Look, Notification, Search, Stream
from aanboord.journal.notify import mark_read, notify
from tests import unguarded, world

pytestmark = pytest.mark.django_db
LAWS = settings(suppress_health_check=[*HealthCheck], deadline=None, max_examples=40)

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abcé", max_size=3), inner, max_size=3),
    max_leaves=6,
)
STREAMS = [uuid.UUID(int=number + 1) for number in range(3)]
ENTRIES = st.lists(
    st.builds(
        Entry,
        kind=st.sampled_from(["test.one", "test.two"]),
        stream=st.sampled_from(STREAMS),
        by=st.builds(Actor, st.sampled_from(Role), st.sampled_from(Purpose)),
        part=st.none() | st.sampled_from(Part),
        person=st.none() | st.sampled_from(STREAMS),
        data=st.dictionaries(st.text("abc", min_size=1, max_size=3), JSON, max_size=3),
    ),
    min_size=1,
    max_size=6,
)


@pytest.fixture
def everything_settled(monkeypatch):
    """What the test itself wrote is sealed too, whichever database keeps it."""
    monkeypatch.setattr(queries, "FIRST_UNDER_WAY", "SELECT 9223372036854775807")


def intact() -> bool:
    return not list(seal.verify())


@given(st.lists(ENTRIES, max_size=6))
@LAWS
def test_any_row_of_writings_makes_chains_that_hold(everything_settled, batches):
    with transaction.atomic():
        told = []
        for entries in batches:
            told += append(entries)
            if len(told) % 2:
                seal.checkpoint()
        assert intact()
        for stream in STREAMS:
            chain = list(Event.objects.filter(stream=stream).order_by("number"))
            assert [event.number for event in chain] == [*range(1, len(chain) + 1)]
            assert [event.previous for event in chain] == ["", *(event.hash for event in chain[:-1])][: len(chain)]
            assert [event.pk for event in chain] == [event.pk for event in told if event.stream_id == stream]
        transaction.set_rollback(True)


@given(ENTRIES)
@LAWS
def test_an_event_comes_back_from_the_database_as_it_was_written(entries):
    with transaction.atomic():
        for event, entry in zip(append(entries), entries, strict=True):
            kept = Event.objects.get(pk=event.pk)
            assert (kept.kind, kept.stream_id, kept.person, kept.part or None) == (
                entry.kind,
                entry.stream,
                entry.person,
                entry.part,
            )
            assert kept.data == json.loads(json.dumps(entry.data))
            assert event_hash(kept) == kept.hash == event.hash
        transaction.set_rollback(True)


@given(st.lists(ENTRIES, max_size=5), st.integers(1, 7), st.sampled_from([(), ("test.one",), ("test.none",)]))
@LAWS
def test_a_feed_read_in_any_portions_gives_every_event_once(everything_settled, batches, portion, kinds):
    with transaction.atomic():
        written = [event.pk for entries in batches for event in append(entries) if not kinds or event.kind in kinds]
        read, after = [], 0
        while found := queries.feed(after, limit=portion, kinds=kinds):
            assert len(found) <= portion
            read += [event.pk for event in found]
            after = read[-1]
        assert read == written
        transaction.set_rollback(True)


@pytest.fixture
def sealed(case, counsellor, everything_settled):
    """Two streams, looks and a search, under two seals; then the guards go off."""
    case.screened()
    looked(counsellor.actor, {case.dossier.pk: Relation.OWN}, {Part.IDENTITY, Part.PLAN})
    assert seal.checkpoint()
    case.agreed()
    looked(counsellor.actor, {case.dossier.pk: Relation.OWN}, {Part.HEALTH}, Look.Kind.LETTER)
    searched(counsellor.actor, "vermeulen", 1)
    assert seal.checkpoint()
    assert intact()
    unguarded.take_off()
    return case


def altered(field: models.Field, value: object) -> object:
    """Another value of the same type, as little different as can be."""
    match value:
        case bool():
            return not value
        case int():
            return value + 1000
        case dt.datetime():
            return value + dt.timedelta(microseconds=1)
        case dt.date():
            return value + dt.timedelta(days=1)
        case uuid.UUID():
            return uuid.UUID(int=value.int ^ 1)
        case dict():
            return value | {"added": None}
        case None:
            return world.vdab_office().worker(Role.COACH).account.pk if field.name == "account" else None
        case str() if field.choices:
            return next(code for code, _ in field.choices if code != value)
    text = str(value)
    return text[:-1] + ("0" if text[-1:] != "0" else "1") if text else "x"


#: Fields that say something: all but the key by which a row is read, and which transaction wrote it.
SAID = [
    (model, field.attname)
    for model in (Event, Look, Checkpoint)
    for field in model._meta.concrete_fields
    if not field.primary_key and field.attname not in ("transaction", "stream_id")
]


@pytest.mark.parametrize(("model", "name"), SAID, ids=lambda one: one if isinstance(one, str) else one.__name__.lower())
def test_the_smallest_change_of_any_field_of_any_row_is_found(sealed, model, name):
    field = next(one for one in model._meta.concrete_fields if one.attname == name)
    changed = 0
    for row in model.objects.order_by("pk"):
        before = getattr(row, name)
        after = altered(field, before)
        if after is None:
            continue  # nobody was named there; somebody can be written in its place only where there is somebody
        if isinstance(field, models.ForeignKey) and before is not None:
            after = None  # who did it is wiped out
        with transaction.atomic():
            model.objects.filter(pk=row.pk).update(**{name: after})
            assert not intact(), f"{name} of row {row.pk}: {before!r} became {after!r}"
            transaction.set_rollback(True)
        changed += 1
    assert changed


@pytest.mark.parametrize("model", [Event, Look, Checkpoint], ids=lambda model: model.__name__.lower())
def test_any_row_that_is_taken_away_is_found(sealed, model):
    if model is Checkpoint:
        rows = model.objects.order_by("pk")[:1]  # the last seal of all is what a copy elsewhere is for
    else:
        rows = model.objects.order_by("pk")
    for row in rows:
        with transaction.atomic():
            Notification.objects.all().delete()
            model.objects.filter(pk=row.pk)._raw_delete("default")
            assert not intact(), row.pk
            transaction.set_rollback(True)


@pytest.mark.parametrize("where", ["at the end", "as one of somebody else"])
def test_an_event_that_is_slipped_in_afterwards_is_found_however_well_it_is_made(sealed, where):
    last = Event.objects.filter(stream=sealed.dossier.pk).order_by("-number").first()
    forged = Event.objects.get(pk=last.pk)
    forged.pk, forged._state.adding = None, True
    if where == "at the end":
        forged.number, forged.previous = last.number + 1, last.hash
    else:
        Stream.objects.create(pk=STREAMS[0])
        forged.stream_id, forged.number, forged.previous = STREAMS[0], 1, ""
    forged.hash = event_hash(forged)
    forged.save(force_insert=True)
    assert not intact()


@given(st.data())
@settings(suppress_health_check=[*HealthCheck], deadline=None, max_examples=30)
def test_any_altered_byte_of_what_an_event_tells_is_found(sealed, data):
    event = data.draw(st.sampled_from(list(Event.objects.order_by("pk"))))
    text = json.dumps(event.data)
    at = data.draw(st.integers(0, len(text) - 1))
    byte = data.draw(st.sampled_from('0123456789abcdefgh{}[]":, '))
    try:
        told = json.loads(text[:at] + byte + text[at + 1 :])
    except ValueError:
        return  # no database keeps that
    if told == event.data:
        return
    with transaction.atomic():
        Event.objects.filter(pk=event.pk).update(data=told)
        assert not intact()
        transaction.set_rollback(True)


def test_the_head_of_a_stream_cannot_be_moved_either_way(sealed):
    head = Stream.objects.get(pk=sealed.dossier.pk)
    for length, hash_ in ((head.length + 1, head.head), (head.length - 1, head.head), (head.length, "0" * 64)):
        with transaction.atomic():
            Stream.objects.filter(pk=head.pk).update(length=length, head=hash_)
            assert not intact()
            transaction.set_rollback(True)


def test_an_event_moved_to_the_stream_of_another_is_found(sealed, counsellor):
    other = world.register(counsellor)
    for event in Event.objects.filter(stream=sealed.dossier.pk):
        with transaction.atomic():
            Event.objects.filter(pk=event.pk).update(stream=other.pk, number=50)
            assert not intact()
            transaction.set_rollback(True)


class TestLooks:
    @given(
        st.lists(st.tuples(st.integers(0, 2), st.sampled_from([Part.IDENTITY, Part.PLAN]), st.booleans()), max_size=12)
    )
    @LAWS
    def test_a_list_is_told_once_a_day_and_a_file_each_time(self, counsellor, openings):
        today, at = clock.today(), 0
        with transaction.atomic():
            for wait, part, is_list in openings:
                at += wait
                kind = Look.Kind.LIST if is_list else Look.Kind.FILE
                with clock.at(today + dt.timedelta(days=at)):
                    looked(counsellor.actor, {STREAMS[0]: Relation.OWN}, {part}, kind)
            days, at = [], 0
            for wait, part, is_list in openings:
                at += wait
                days.append((at, part, is_list))
            lists = {(day, part) for day, part, is_list in days if is_list}
            files = [one for one in days if not one[2]]
            assert Look.objects.filter(kind="list").count() == len(lists)
            assert Look.objects.filter(kind="file").count() == len(files)
            transaction.set_rollback(True)

    def test_looking_at_nobody_leaves_nothing(self, counsellor):
        for kind in Look.Kind:
            looked(counsellor.actor, {}, {Part.IDENTITY}, kind)
        assert not Look.objects.exists()

    def test_parts_are_told_in_one_order_so_that_the_same_look_is_the_same(self, counsellor):
        for parts in ([Part.PLAN, Part.IDENTITY], [Part.IDENTITY, Part.PLAN], {Part.PLAN, Part.IDENTITY}):
            looked(counsellor.actor, {STREAMS[0]: Relation.OWN}, parts, Look.Kind.LIST)
        assert Look.objects.get().parts == "identity plan"

    def test_a_very_long_question_is_kept_as_far_as_it_fits(self, counsellor):
        searched(counsellor.actor, "x" * 500, 0)
        assert Search.objects.get().asked == "x" * 120


class TestInbox:
    def event(self, case, by=None) -> Event:
        [event] = append([Entry("test.told", case.dossier.pk, by or Actor.system(), Part.PLAN, case.dossier.pk)])
        return event

    def test_nobody_is_told_twice_or_of_what_he_did_himself(self, case, counsellor, colleague):
        event = self.event(case, counsellor.actor)
        both = [(event, counsellor.professional.pk), (event, colleague.professional.pk)]
        notify(both * 2)
        notify(both)
        assert Notification.objects.get(event=event).professional == colleague.professional

    def test_reading_counts_what_was_unread_and_is_done_once(self, case, colleague):
        for _ in range(3):
            notify([(self.event(case), colleague.professional.pk)])
        assert queries.unread_count(colleague.professional.pk) == 3
        assert (mark_read(colleague.professional.pk), mark_read(colleague.professional.pk)) == (3, 0)
        assert queries.unread_count(colleague.professional.pk) == 0
        assert queries.inbox(colleague.professional.pk).count() == 3

    def test_who_is_no_professional_has_an_empty_inbox(self):
        assert queries.unread_count(None) == 0
        assert not queries.inbox(None).exists()


class TestCounts:
    @pytest.mark.parametrize(("first", "last", "count"), [(0, 0, 1), (-1, -1, 0), (1, 1, 0), (-1, 1, 1), (1, -1, 0)])
    def test_a_day_counts_from_its_first_moment_to_its_last(self, first, last, count):
        day = dt.date(2026, 3, 29)  # the clock goes forward that night
        for time in (dt.time(0, 0), dt.time(23, 59, 59)):
            with clock.at(dt.datetime.combine(day, time, tzinfo=clock.ZONE)):
                append([Entry("test.counted", STREAMS[0], Actor.system())])
        counted = queries.process_counts(day + dt.timedelta(days=first), day + dt.timedelta(days=last))
        assert counted.get("test.counted", 0) == 2 * count

    def test_a_timeline_of_merged_records_is_one_with_the_newest_on_top(self, case, counsellor):
        other = world.register(counsellor)
        keys = type(other).objects.filter(pk__in=[case.dossier.pk, other.pk]).values("pk")
        told = list(queries.timeline(case.dossier.pk, Part.values, of=keys))
        assert {event.stream_id for event in told} == {case.dossier.pk, other.pk}
        assert [event.pk for event in told] == sorted((event.pk for event in told), reverse=True)
        assert not queries.timeline(case.dossier.pk, Part.values, kinds=["work.started"]).exists()
        assert not queries.timeline(case.dossier.pk, []).exists()
