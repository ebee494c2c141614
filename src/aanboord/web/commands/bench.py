"""`aanboord bench`: how fast the platform is on this machine."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from django.db import connection
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from aanboord.dossiers.models import Dossier
from aanboord.web.bench.figures import Figure, as_json, show

from .database import prepare, screen

DATABASE = "postgresql://postgres@127.0.0.1:5432/aanboord_bench"

bench = typer.Typer(
    help="How fast the platform is on this machine; without a name, everything.", invoke_without_command=True
)

Json = Annotated[bool, typer.Option("--json", help="Print for machines.")]
Database = Annotated[str, typer.Option(help="A PostgreSQL database for benchmarks alone; made when it is not there.")]
Dossiers = Annotated[int, typer.Option(help="How many dossiers it holds.", min=1)]
People = Annotated[int, typer.Option(help="How many synthetic people.", min=1)]
Requests = Annotated[int, typer.Option(help="How often each page is asked.", min=1)]
Rows = Annotated[int, typer.Option(help="How many rows the delivery has.", min=1)]


@bench.callback()
def everything(context: typer.Context, as_json: Json = False) -> None:
    if context.invoked_subcommand is None:
        _within(DATABASE)
        _print([*_rules(4_000_000), *_pages(200_000, 400), *_import(200_000, 30_000)], as_json)


@bench.command()
def pages(
    as_json: Json = False, dossiers: Dossiers = 200_000, requests: Requests = 400, database: Database = DATABASE
) -> None:
    """Worklist, search and dossier page, from a real server with a full database."""
    _within(database)
    _print(_pages(dossiers, requests), as_json)


@bench.command()
def rules(as_json: Json = False, people: People = 4_000_000) -> None:
    """The rulebook: one person with reasons, and all measures for a population; beside OpenFisca where installed."""
    _print(_rules(people), as_json)


@bench.command("import")
def import_(
    as_json: Json = False, dossiers: Dossiers = 200_000, rows: Rows = 30_000, database: Database = DATABASE
) -> None:
    """The importer, with a delivery of the RVA into a copy of a full database."""
    _within(database)
    _print(_import(dossiers, rows), as_json)


def _rules(people: int) -> list[Figure]:
    from aanboord.web.bench.rules import measure

    with screen.status("Measuring rules") as status:
        return measure(people, tell=lambda name: status.update(f"Measuring: {name}"))


def _pages(dossiers: int, requests: int) -> list[Figure]:
    from aanboord.web.bench.pages import measure

    _fill(dossiers)
    with screen.status("Measuring pages") as status:
        return measure(requests, tell=lambda name: status.update(f"Measuring: {name}"))


def _import(dossiers: int, rows: int) -> list[Figure]:
    from aanboord.web.bench.imports import measure

    _fill(dossiers)
    with _copy(), screen.status("Measuring the importer"):
        return measure(rows)


def _print(figures: list[Figure], json: bool) -> None:
    typer.echo(as_json(figures)) if json else show(figures)
    raise typer.Exit(0 if all(figure.met is not False for figure in figures) else 1)


def _within(database: str) -> None:
    """Go on as a process of its own on that database, in demo mode, unless this is that process."""
    if not database.startswith(("postgresql:", "postgres:")):
        typer.echo("Benchmarks run on PostgreSQL: --database postgresql://user@host/name", err=True)
        raise typer.Exit(2)
    _make(database)
    wanted = {"DATABASE_URL": database, "AANBOORD_DEMO": "1"}
    if all(os.environ.get(name) == value for name, value in wanted.items()):
        return
    os.execve(sys.executable, [sys.executable, "-m", "aanboord", *sys.argv[1:]], {**os.environ, **wanted})  # noqa: S606


def _make(database: str) -> None:
    """Make the database when the server has none of that name."""
    import psycopg  # not needed where SQLite is used
    from psycopg import sql

    info = psycopg.conninfo.conninfo_to_dict(database)
    name = str(info.pop("dbname", ""))
    try:
        with psycopg.connect(**info, dbname="postgres", autocommit=True) as server:  # type: ignore[arg-type]
            if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    except psycopg.OperationalError as error:
        typer.echo(f"PostgreSQL does not answer: {str(error).strip()}\nName another with --database.", err=True)
        raise typer.Exit(2) from None


def _fill(dossiers: int) -> None:
    """Migrate; seed an empty database. One that holds another number of dossiers is left alone."""
    from aanboord.web.bench.region import seed

    prepare()
    present = Dossier.objects.count()
    if present == dossiers:
        return
    if present:
        typer.echo(f"This database holds {present} dossiers, not {dossiers}: name another, or drop it.", err=True)
        raise typer.Exit(2)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=screen, transient=True) as progress:
        task = progress.add_task("Making dossiers", total=dossiers)
        seed(dossiers, tell=lambda done: progress.update(task, completed=done))


@contextmanager
def _copy() -> Iterator[None]:
    """Work on a copy of the database, which is dropped afterwards: the next benchmark finds it as it was."""
    import psycopg
    from psycopg import sql

    own = connection.settings_dict["NAME"]
    name = f"{own}_copy"
    url = os.environ["DATABASE_URL"]
    connection.close()
    info = psycopg.conninfo.conninfo_to_dict(url) | {"dbname": "postgres"}
    drop = sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name))
    with psycopg.connect(**info, autocommit=True) as server:  # type: ignore[arg-type]
        server.execute(drop)
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(own)))
        os.environ["DATABASE_URL"] = url.rpartition("/")[0] + f"/{name}"
        try:
            yield
        finally:
            os.environ["DATABASE_URL"] = url
            connection.close()
            server.execute(drop)
