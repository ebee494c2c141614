"""A desk and a delivery that register the same person at the same moment."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection, connections, transaction

from aanboord.exchange.models import Delivery
from aanboord.people.models import Person
from tests import world
from tests.exchange.deliveries import INSZ, Source
from tests.exchange.importing import carried_out, many, written

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time"),
]


def on_its_own(work: Callable[[], object]) -> threading.Thread:
    """Work in a thread with a connection of its own."""

    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def somebody_waits_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
        )
        return bool(cursor.fetchone()[0])


def test_a_desk_that_is_first_by_a_moment_is_merged_with_and_not_doubled(tmp_path, counsellor):
    file = written(tmp_path / "rva.csv", *many(20), {"insz": INSZ.digits}, *many(40)[20:])
    registered, importer_waits, counts = threading.Event(), threading.Event(), {}

    def desk() -> None:
        with transaction.atomic():
            world.register(counsellor, insz=INSZ.digits, family_name="Öztürk", given_name="Zoë")
            registered.set()
            importer_waits.wait(60)

    first = on_its_own(desk)
    assert registered.wait(60)
    second = on_its_own(lambda: counts.update(carried_out(file, Source.RVA)))
    while second.is_alive() and not somebody_waits_for_a_lock():
        pass
    importer_waits.set()
    first.join(60)
    second.join(60)
    assert (counts["registered"], counts["merged"]) == (40, 1)
    assert Person.objects.filter(insz=INSZ.digits).count() == 1
    assert Delivery.objects.get().state == "finished"
    assert {status.kind for status in Person.objects.get(insz=INSZ.digits).statuses.all()} == {
        "job-seeker-benefit",
        "temporarily-unemployed",
    }


def test_deliveries_that_name_the_same_people_in_another_order_both_end(tmp_path):
    rows = many(300)
    one = written(tmp_path / "one.csv", *rows)
    two = written(tmp_path / "two.csv", *reversed(rows))
    ends: list[dict[str, int]] = []
    both = [on_its_own(lambda file=file: ends.append(carried_out(file, Source.RVA))) for file in (one, two)]
    for thread in both:
        thread.join(120)
    assert sum(counts["registered"] for counts in ends) == 300
    assert sum(counts["unchanged"] for counts in ends) == 300
    assert Person.objects.count() == 300
