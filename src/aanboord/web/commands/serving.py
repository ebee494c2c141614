"""Running: the web server and the worker."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from typing import Annotated, Any

import typer
from django.db import connections
from django.urls import get_resolver
from gunicorn.app.base import BaseApplication

CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)

Host = Annotated[str, typer.Option(envvar="HOST", help="Address to listen on.")]
Port = Annotated[int, typer.Option(envvar="PORT", help="Port to listen on.")]


class Server(BaseApplication):
    """gunicorn with our settings: the application is loaded once, before the workers part."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        from aanboord.wsgi import application

        get_resolver().url_patterns  # noqa: B018 - loads every view now, not in the first request of each worker
        connections.close_all()  # a connection must not be shared between processes
        gc.collect()
        gc.freeze()  # what is loaded stays: the collector need not walk it again, and the workers share its memory
        gc.set_threshold(50_000, 20, 20)  # a page makes thousands of objects and drops them: look less often
        return application


def serve(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    workers: Annotated[int, typer.Option(help="Processes; one per core by default.", min=1)] = CORES,
    threads: Annotated[int, typer.Option(help="Threads per process.", min=1)] = 2,
) -> None:
    """Start the web server (gunicorn); put a proxy that speaks TLS before it."""
    from .checking import problems

    faults = [problem for problem in problems() if problem.stops]
    for fault in faults:
        typer.echo(f"{fault.what}. {fault.remedy}", err=True)
    if faults:
        raise typer.Exit(1)
    Server(
        {
            "bind": f"{host}:{port}",
            "workers": workers,
            "threads": threads,
            "worker_class": "gthread",
            "preload_app": True,
            "keepalive": 15,
            "timeout": 60,
            "graceful_timeout": 10,
            "max_requests": 20_000,
            "max_requests_jitter": 2_000,
            "control_socket_disable": True,
            "loglevel": "warning",
            "proc_name": "aanboord",
        }
    ).run()


def worker() -> None:
    """Carry out tasks, and what the clock asks for: seals on the journal, daily mails, reminders, old sessions."""
    from .duties import work

    work()
