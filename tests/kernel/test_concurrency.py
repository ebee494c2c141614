"""Many writers at once: nothing is lost, nothing doubled, nobody waits in a circle."""

import random
import threading
import uuid

import pytest
from django.db import connection, transaction

from aanboord.core.access import Actor, Purpose
from aanboord.core.actions import Entry
from aanboord.core.errors import Refusal, WrongState
from aanboord.dossiers.actions import dossier as dossiers
from aanboord.dossiers.actions import plan
from aanboord.dossiers.models import Agreement, Note
from aanboord.journal import queries, seal
from aanboord.journal.append import append
from aanboord.journal.models import Event, Stream
from tests import world

from .threads import PATIENCE, at_once, own_connection

pytestmark = pytest.mark.django_db(transaction=True)


def write(streams: list[uuid.UUID], kind: str = "test") -> list[Event]:
    with transaction.atomic():
        return append([Entry(kind, stream, Actor.system()) for stream in streams])


def test_writers_on_the_same_streams_in_any_order_leave_whole_chains():
    streams = [uuid.uuid4() for _ in range(5)]

    def writer(seed):
        def run():
            dice = random.Random(seed)
            for _ in range(12):
                write([*dice.sample(streams, 3), uuid.uuid4()])

        return run

    at_once(*(writer(seed) for seed in range(6)))
    assert Event.objects.count() == 6 * 12 * 4
    for stream in streams:
        numbers = list(Event.objects.filter(stream=stream).order_by("number").values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))
    assert not list(seal.verify())


def test_two_writers_of_one_new_stream_follow_each_other():
    stream = uuid.uuid4()
    at_once(*(lambda: write([stream]) for _ in range(6)))
    assert Stream.objects.get(pk=stream).length == 6
    assert not list(seal.verify())


def test_verify_finds_no_fault_while_others_write():
    streams = [uuid.uuid4() for _ in range(3)]
    write(streams)
    done = threading.Event()

    def writer():
        try:
            for _ in range(30):
                write(streams)
        finally:
            done.set()

    def verifier():
        rounds = 0
        while not done.is_set() or not rounds:
            assert not list(seal.verify())
            rounds += 1

    at_once(writer, verifier)


class TestFeed:
    def read(self, cursor: int) -> list[Event]:
        return queries.feed(cursor, limit=5)

    def test_gives_each_event_once_however_writers_overlap(self):
        writing = threading.Semaphore(0)
        streams = [uuid.uuid4() for _ in range(8)]

        def writer(number):
            def run():
                try:
                    dice = random.Random(number)
                    for _ in range(15):
                        write([streams[number]] * dice.randrange(1, 4))
                finally:
                    writing.release()

            return run

        def reader():
            got, cursor, finished = [], 0, 0
            while True:
                finished += writing.acquire(blocking=False)
                page = self.read(cursor)
                got += [event.pk for event in page]
                cursor = page[-1].pk if page else cursor
                if finished == 4 and not page:
                    return got

        *_, got = at_once(*(writer(number) for number in range(4)), reader)
        assert len(got) == len(set(got))
        assert set(got) == set(Event.objects.values_list("pk", flat=True))

    @pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
    def test_an_event_that_is_not_committed_yet_holds_back_what_began_after_it_and_is_never_skipped(self):
        written, go_on = threading.Event(), threading.Event()

        def slow():
            with transaction.atomic():
                append([Entry("slow", uuid.uuid4(), Actor.system())])
                written.set()
                assert go_on.wait(PATIENCE)

        def others():
            assert written.wait(PATIENCE)
            write([uuid.uuid4()], "later")
            before = [event.kind for event in queries.feed()]
            assert seal.checkpoint() is None
            go_on.set()
            return before

        _, before = at_once(slow, others)
        assert before == []
        assert [event.kind for event in queries.feed()] == ["slow", "later"]
        assert seal.checkpoint() is not None
        assert not list(seal.verify())

    @pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
    def test_an_older_transaction_that_writes_later_is_given_first_and_nothing_is_skipped(self):
        """The older one gets the higher key and commits first: who goes by key alone would miss the other."""
        begun, written, committed = threading.Event(), threading.Event(), threading.Event()

        def older():
            with transaction.atomic():
                Stream.objects.create(id=uuid.uuid4())  # now it has its number
                begun.set()
                assert written.wait(PATIENCE)
                append([Entry("older", uuid.uuid4(), Actor.system())])
            committed.set()

        def younger():
            assert begun.wait(PATIENCE)
            with transaction.atomic():
                append([Entry("younger", uuid.uuid4(), Actor.system())])
                written.set()
                assert committed.wait(PATIENCE)
                seen = own_connection(lambda: [event.pk for event in queries.feed()])
                first = at_once(seen)[0]
                at_once(seal.checkpoint)
            return first

        _, first = at_once(older, younger)
        keys = dict(Event.objects.values_list("kind", "pk"))
        assert keys["younger"] < keys["older"]
        assert first == [keys["older"]]
        assert [event.kind for event in queries.feed(first[-1])] == ["younger"]
        seal.checkpoint()
        assert not list(seal.verify())


class TestActions:
    """Two people at one dossier, at the same moment."""

    def outcomes(self, *does):
        """What each did, or how it was refused."""

        def caught(do):
            def run():
                try:
                    return do()
                except Refusal as refusal:
                    return type(refusal)

            return run

        return at_once(*map(caught, does))

    def test_of_two_who_settle_an_agreement_otherwise_one_is_refused(self, case, counsellor, colleague):
        agreement = case.agreed()
        outcomes = self.outcomes(
            lambda: plan.settle(agreement, Agreement.State.DROPPED, by=counsellor.actor),
            lambda: plan.settle(agreement, Agreement.State.DONE, by=colleague.actor),
        )
        assert WrongState in outcomes
        assert Event.objects.filter(kind="agreement.done").count() == 1

    def test_of_two_who_let_a_dossier_rest_one_is_refused(self, case, counsellor, colleague):
        outcomes = self.outcomes(
            *(lambda by=worker.actor: dossiers.suspend(case.now, "Ziek", by=by) for worker in (counsellor, colleague))
        )
        assert outcomes.count(WrongState) == 1
        assert Event.objects.filter(kind="dossier.suspended").count() == 1

    def test_notes_of_many_in_one_dossier_are_all_kept_and_all_told(self, case, counsellor, colleague):
        at_once(
            *(
                lambda by=worker.actor, n=n: dossiers.add_note(case.dossier, f"{n}", by=by)
                for worker in (counsellor, colleague)
                for n in range(4)
            )
        )
        assert Note.objects.count() == 8
        assert Event.objects.filter(kind="note.added").count() == 8
        assert not list(seal.verify())

    def test_two_leads_who_divide_the_same_dossiers_in_another_order_do_not_wait_in_a_circle(
        self, counsellor, team_lead
    ):
        cases = [world.register(counsellor) for _ in range(6)]
        lead, members = team_lead.acting(Purpose.STEERING), [counsellor.professional, team_lead.professional]
        at_once(
            lambda: dossiers.assign_many(cases, members[0], by=lead),
            lambda: dossiers.assign_many(cases[::-1], members[1], by=lead),
        )
        assert not list(seal.verify())
