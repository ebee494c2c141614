"""Pulling the plug: whatever is killed, whenever, the journal verifies and no change is half done."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from http.client import HTTPException
from itertools import count
from random import Random
from urllib.error import URLError

from aanboord.web.bench import imports
from aanboord.web.bench.server import free_port
from tests.commands.places import Browser, Place, kill, until

TOLD = "SELECT count(*) FROM journal_event WHERE person IS NOT NULL"
NOTES = "SELECT count(*) FROM dossiers_note"
PEOPLE = "SELECT count(*) FROM people_person"

#: Each must count nothing: what the same action wrote is there together or not at all.
HALF_DONE = {
    "a person without a dossier": (
        "SELECT count(*) FROM people_person WHERE id NOT IN (SELECT person_id FROM dossiers_dossier)"
    ),
    "a dossier without a way in": (
        "SELECT count(*) FROM dossiers_dossier WHERE person_id NOT IN (SELECT dossier_id FROM dossiers_registration)"
    ),
    "a dossier without a clock": (
        "SELECT count(*) FROM dossiers_dossier WHERE person_id NOT IN (SELECT subject FROM terms_term)"
    ),
    "a registration that the journal does not tell": (
        "SELECT count(*) FROM people_person"
        " WHERE id NOT IN (SELECT person FROM journal_event WHERE kind = 'person.registered')"
    ),
    "an event about nobody": (
        "SELECT count(*) FROM journal_event WHERE person IS NOT NULL AND person NOT IN (SELECT id FROM people_person)"
    ),
    "a note that the journal does not tell, or one that only the journal tells": (
        "SELECT abs(count(*) - (SELECT count(*) FROM journal_event WHERE kind = 'note.added')) FROM dossiers_note"
    ),
}


def whole(place: Place) -> None:
    """The journal verifies, and nothing is half done."""
    report = place.json("journal", "verify")
    assert report["intact"], report["breaches"]
    for what, query in HALF_DONE.items():
        assert place.count(query) == 0, what


def test_an_import_killed_again_and_again_ends_as_one_that_was_left_alone(place: Place) -> None:
    rows = 2500
    random = Random(1)
    delivery = place.folder / "rva.csv"
    imports.write(delivery, rows, known=())
    command = ("import-registrations", str(delivery), "--source", "rva", "--apply")
    place.run("migrate")
    for _ in range(2):
        least = place.count(PEOPLE) + random.randrange(1, 300)
        with place.started(*command) as importer:
            until(reached(place, PEOPLE, least), "rows of the file")
            kill(importer)
        whole(place)
    counts = place.json(*command)
    assert counts["read"] == counts["registered"] == rows
    assert place.count(PEOPLE) == rows
    told = place.count(TOLD)
    place.json(*command)
    assert place.count(TOLD) == told, "the same file again changes nothing"
    whole(place)


def test_a_server_killed_while_people_write_leaves_nothing_half_done(place: Place) -> None:
    place.run("migrate")
    place.run("seed", "--people", "6", "--apply")
    random = Random(3)
    for _ in range(2):
        place.settings["PORT"] = str(free_port())
        address = f"http://127.0.0.1:{place.settings['PORT']}"
        with place.started("serve", "--workers", "2") as server:
            until(partial(answers, address), "the server")
            enough = place.count(NOTES) + random.randrange(3, 12)
            writers = [threading.Thread(target=write_notes, args=(address,)) for _ in range(3)]
            for writer in writers:
                writer.start()
            until(reached(place, NOTES, enough), "notes")
            kill(server)
            for writer in writers:
                writer.join(timeout=60)
                assert not writer.is_alive()
        whole(place)


def reached(place: Place, query: str, least: int) -> Callable[[], bool]:
    """Whether there are so many by now."""
    return lambda: place.count(query) >= least


def answers(address: str) -> bool:
    try:
        return bool(Browser(address).get("/gezond"))
    except URLError:
        return False


def write_notes(address: str) -> None:
    """As the counsellor, one note after the other, until the line breaks."""
    browser = Browser(address)
    try:
        browser.signs_in("bemiddelaar")
        dossier = browser.first_dossier()
        for number in count():  # the same again on the same page would be one note
            browser.post(f"/dossier/{dossier}/notities/", text=f"Onder het schrijven valt de stroom uit: {number}.")
    except (OSError, HTTPException):  # no answer any more: what this test waits for
        return
