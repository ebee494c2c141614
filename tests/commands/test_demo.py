"""`make demo` from the outside: up on an empty place, one click to sign in, stopped without a trace, quick again."""

from __future__ import annotations

import signal
import subprocess
from urllib.error import HTTPError

import pytest

from aanboord.web.bench.server import free_port
from aanboord.web.demo.sign_ins import SIGN_INS
from tests.commands.places import Browser, Place, until


def up(place: Place, demo: subprocess.Popen[str]) -> None:
    until(lambda: demo.poll() is not None or "Ctrl-C stops it" in place.said(demo), "the demo")
    assert demo.poll() is None, place.said(demo)


def test_the_demo_comes_up_on_an_empty_place_and_again(place: Place) -> None:
    port = str(free_port())
    place.settings["PORT"] = port
    with place.started("demo", "--people", "12") as demo:
        up(place, demo)
        told = place.said(demo)
        assert f"http://localhost:{port}" in told
        for sign_in in SIGN_INS:
            assert sign_in.username in told
            try:
                page = Browser(f"http://localhost:{port}").signs_in(sign_in.username)
            except HTTPError as error:
                pytest.fail(f"{sign_in.username}: {error}\n{place.said(demo)}")
            assert "Afmelden" in page
        assert f"Port {port} is taken" in place.run("demo", code=1), "a second one says so, and disturbs nothing"
        assert demo.poll() is None
        demo.send_signal(signal.SIGINT)
        assert demo.wait(timeout=30) == 0
    people = place.count("SELECT count(*) FROM people_person")
    with place.started("demo", "--people", "12") as demo:
        up(place, demo)
        assert place.count("SELECT count(*) FROM people_person") == people == 12
        demo.send_signal(signal.SIGTERM)
        assert demo.wait(timeout=30) == 0
    assert place.json("journal", "verify")["intact"]


def test_the_demo_ends_when_its_server_ends(place: Place) -> None:
    place.settings["PORT"] = str(free_port())
    with place.started("demo", "--people", "3") as demo:
        up(place, demo)
        listed = subprocess.run(["pgrep", "-P", str(demo.pid)], capture_output=True, text=True, check=True)
        server = listed.stdout.split()[0]
        subprocess.run(["kill", "-9", server], check=True)
        assert demo.wait(timeout=30) == 1
    assert "stopped by itself" in place.said(demo)


@pytest.mark.parametrize("command", [("demo",), ("seed", "--people", "3", "--apply")])
def test_fictional_people_are_refused_outside_demo_mode(place: Place, command: tuple[str, ...]) -> None:
    place.run("migrate")
    place.settings.clear()
    assert "AANBOORD_DEMO=1" in place.run(*command, code=2)
    assert place.count("SELECT count(*) FROM people_person") == 0


def test_seed_is_dry_until_told_and_goes_into_an_empty_database_alone(place: Place) -> None:
    assert "aanboord migrate" in place.run("seed", code=2)
    place.run("migrate")
    assert "Nothing was changed" in place.run("seed", "--people", "4")
    assert place.count("SELECT count(*) FROM people_person") == 0
    assert "Made 4" in place.run("seed", "--people", "4", "--apply")
    assert "already holds 4" in place.run("seed", "--people", "4", "--apply", code=1)
