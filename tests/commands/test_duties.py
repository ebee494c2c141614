"""The worker's duties: when they are due, done once, caught up, and apart from one another."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail

from aanboord.core import clock
from aanboord.dossiers.actions.dossier import assign
from aanboord.journal.models import Checkpoint, Digest, Notification
from aanboord.web.bench import imports
from aanboord.web.commands.duties import Duty, carry_out, duties
from tests import world
from tests.commands.places import Place, until

MONDAY = dt.datetime(2026, 3, 2, 8, 0, tzinfo=clock.ZONE)


def day(number: int, hour: int = 8) -> dt.datetime:
    return MONDAY.replace(hour=hour) + dt.timedelta(days=number)


def test_a_daily_duty_waits_for_the_morning_and_is_done_once_a_day() -> None:
    duty = Duty("daily", lambda: None)
    assert carry_out([duty], day(0, 3)) == []
    assert carry_out([duty], day(0, 6)) == ["daily"]
    assert carry_out([duty], day(0, 23)) == []
    assert carry_out([duty], day(1, 5)) == []
    assert carry_out([duty], day(1, 6)) == ["daily"]


def test_a_worker_that_starts_late_does_what_the_morning_asked() -> None:
    assert carry_out([Duty("daily", lambda: None)], day(0, 17)) == ["daily"]


def test_a_duty_with_a_rhythm_is_done_at_once_and_then_when_its_time_has_passed() -> None:
    duty = Duty("often", lambda: None, every=dt.timedelta(minutes=1))
    assert carry_out([duty], day(0)) == ["often"]
    assert carry_out([duty], day(0) + dt.timedelta(seconds=59)) == []
    assert carry_out([duty], day(0) + dt.timedelta(seconds=60)) == ["often"]


def test_a_duty_that_fails_is_told_without_its_words_and_holds_up_nobody(caplog: pytest.LogCaptureFixture) -> None:
    def fails() -> None:
        raise ValueError("Janssens 85.07.30-033.28")

    done = carry_out([Duty("bad", fails), Duty("good", lambda: None)], day(0))
    assert done == ["good"]
    assert "bad failed: ValueError" in caplog.text
    assert "Janssens" not in caplog.text


def tell(team_lead: world.Worker, counsellor: world.Worker, colleague: world.Worker) -> None:
    """The counsellor finds something new in the inbox."""
    case = assign(world.register(colleague), None, by=colleague.actor)
    assign(case, counsellor.professional, by=team_lead.actor)


@pytest.mark.django_db
def test_two_workers_send_one_daily_mail_and_a_missed_day_is_made_up_for(
    team_lead: world.Worker, counsellor: world.Worker, colleague: world.Worker
) -> None:
    with clock.at(day(0, 15)):
        tell(team_lead, counsellor, colleague)
    assert Notification.objects.filter(professional=counsellor.professional).count() == 1
    one, other = duties(), duties()
    with clock.at(day(3)):  # nobody worked on Tuesday and Wednesday
        carry_out(one, day(3))
        carry_out(other, day(3))
    assert [message.to for message in mail.outbox] == [[counsellor.professional.email]]
    assert Digest.objects.count() == 1
    with clock.at(day(4)):
        carry_out(one, day(4))
    assert len(mail.outbox) == 1, "what was told once is not told again"


@pytest.mark.django_db
def test_the_journal_is_sealed_when_something_came_and_by_one_of_two_workers(counsellor: world.Worker) -> None:
    one, other = duties(), duties()
    with clock.at(day(0)):
        world.register(counsellor)
        carry_out(one, day(0))
        carry_out(other, day(0))
    sealed = Checkpoint.objects.count()
    assert sealed <= 1  # inside one transaction PostgreSQL holds back what that transaction wrote
    with clock.at(day(0) + dt.timedelta(minutes=2)):
        carry_out(one, day(0) + dt.timedelta(minutes=2))
    assert Checkpoint.objects.count() == sealed, "nothing new, no new seal"


def test_two_workers_seal_once_what_others_wrote_and_stop_when_asked(place: Place) -> None:
    place.run("migrate")
    delivery = place.folder / "rva.csv"
    imports.write(delivery, 20, known=())
    place.json("import-registrations", str(delivery), "--source", "rva", "--apply")
    assert place.count("SELECT count(*) FROM journal_checkpoint") == 0
    with place.started("worker") as one, place.started("worker") as other:
        until(lambda: place.count("SELECT count(*) FROM journal_checkpoint"), "a seal")
        for worker in (one, other):
            until(lambda worker=worker: "The worker listens" in place.said(worker), "a worker that listens")
        for worker in (one, other):
            worker.terminate()
            assert worker.wait(timeout=30) == 0
    assert place.count("SELECT count(*) FROM journal_checkpoint") == 1
    assert place.json("journal", "verify")["intact"]


def test_a_worker_outlives_a_database_that_does_not_answer(place: Place) -> None:
    place.run("migrate")
    with place.started("worker") as worker:
        until(lambda: "The worker listens" in place.said(worker), "a worker that listens")
        place.change("ALTER TABLE django_tasks_database_dbtaskresult RENAME TO away")
        until(lambda: place.said(worker).count("the queue did not answer") >= 2, "a worker that asks again")
        place.change("ALTER TABLE away RENAME TO django_tasks_database_dbtaskresult")
        worker.terminate()
        assert worker.wait(timeout=30) == 0
        assert "Traceback" not in place.said(worker)
