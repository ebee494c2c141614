"""The demo: one command from nothing to a fictional Flanders in the browser."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from typing import Annotated

import typer
from django.conf import settings
from django.db import connections

from aanboord.people.models import Person

from .database import fill, prepare, screen
from .serving import Host, Port

PATIENCE = 60  # seconds until the web server must answer


def demo(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    people: Annotated[int, typer.Option(help="How many fictional people an empty database gets.", min=1)] = 600,
) -> None:
    """Start a fictional Flanders: database, people, web server, worker. Ctrl-C stops all; what was done is kept."""
    if not settings.DEMO:
        typer.echo("The demo runs in demo mode alone: AANBOORD_DEMO=1 aanboord demo", err=True)
        raise typer.Exit(2)
    if taken(host, port):
        typer.echo(f"Port {port} is taken: a demo may be running already. Choose another: PORT={port + 1}", err=True)
        raise typer.Exit(1)
    prepare()
    if not Person.objects.exists():
        fill(people, seed=1)
    connections.close_all()
    raise typer.Exit(run(host, port))


def taken(host: str, port: int) -> bool:
    """Whether somebody listens there already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def run(host: str, port: int) -> int:
    """Start web server and worker, say where they are, and wait. Returns the exit code: 0 when asked to stop."""
    reachable = "localhost" if host in ("127.0.0.1", "0.0.0.0", "::1", "::") else host  # noqa: S104 - compared, not bound
    address = f"http://{reachable}:{port}"
    environment = {
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",  # nobody is written to
        **os.environ,
        "SITE_ADDRESS": address,
        "HOST": host,
        "PORT": str(port),
    }
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    children: list[subprocess.Popen[bytes]] = []
    try:
        for name in ("serve", "worker"):
            command = [sys.executable, "-m", "aanboord", name]
            children.append(subprocess.Popen(command, env=environment))  # noqa: S603 - our own command line
        with screen.status("Starting the web server"):
            up = _wait_until_up(f"http://{host if host != '0.0.0.0' else '127.0.0.1'}:{port}/gezond", children)  # noqa: S104
        if up:
            _welcome(address)
        while all(child.poll() is None for child in children):
            time.sleep(0.5)
        typer.echo("A part of the demo stopped by itself; the rest stops too.", err=True)
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        stop(children)


def stop(children: list[subprocess.Popen[bytes]]) -> None:
    """Ask each to finish what it does; after fifteen seconds no longer ask."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + 15
    for child in children:
        try:
            child.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _wait_until_up(health: str, children: list[subprocess.Popen[bytes]]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and all(child.poll() is None for child in children):
        try:
            with urllib.request.urlopen(health, timeout=5) as answer:  # noqa: S310 - our own http address
                return bool(json.load(answer)["ok"])
        except (urllib.error.URLError, OSError, ValueError):
            time.sleep(0.1)
    return False


def _welcome(address: str) -> None:
    from aanboord.web.demo.sign_ins import SIGN_INS

    typer.echo(f"\nAan Boord is up: {address}\n\nSign in with one click as:")
    for sign_in in SIGN_INS:
        typer.echo(f"  {sign_in.username:<22} {sign_in.label}: {sign_in.description}")
    typer.echo("\nCtrl-C stops it.")
    sys.stdout.flush()
