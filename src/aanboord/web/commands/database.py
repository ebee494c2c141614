"""The database: its shape, and the fictional people in it."""

from __future__ import annotations

import gc
from typing import Annotated

import typer
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from aanboord.directory.models import Organisation, Territory
from aanboord.people.models import Person

screen = Console(stderr=True, highlight=False)  # progress: standard output stays for what a script reads


def pending_migrations() -> list[str]:
    """The names of the steps that the database lacks, in order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def migrate() -> None:
    """Give the database the shape that this version expects, and load the base directory. Safe to repeat."""
    prepare()
    counts = f"{Territory.objects.count()} territories, {Organisation.objects.count()} organisations"
    typer.echo(f"The database is up to date: {counts}.")


def prepare() -> None:
    """Migrate, saying what is under way."""
    pending = pending_migrations()
    with screen.status(f"Carrying out {len(pending)} migrations" if pending else "Loading the base directory"):
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)


def seed(
    people: Annotated[int, typer.Option(help="How many fictional people.", min=1)] = 600,
    seed: Annotated[int, typer.Option(help="Another number gives other people.")] = 1,
    apply: Annotated[bool, typer.Option("--apply", help="Write; without it, nothing is changed.")] = False,
) -> None:
    """Fill an empty database with a fictional Flanders. Only in demo mode (AANBOORD_DEMO=1)."""
    if not settings.DEMO:
        typer.echo("Fictional people are refused outside demo mode: set AANBOORD_DEMO=1.", err=True)
        raise typer.Exit(2)
    if pending := pending_migrations():
        typer.echo(f"The database lacks {len(pending)} migrations: run `aanboord migrate` first.", err=True)
        raise typer.Exit(2)
    if present := Person.objects.count():
        typer.echo(
            f"The database already holds {present} people; a fictional Flanders goes into an empty one.", err=True
        )
        raise typer.Exit(1)
    if not apply:
        typer.echo(f"Would make {people} fictional people (seed {seed}). Nothing was changed; --apply makes them.")
        return
    fill(people, seed)
    typer.echo(f"Made {Person.objects.count()} fictional people.")


def fill(people: int, seed: int) -> None:
    """Make the fictional Flanders, with a bar that tells how far in time it has come."""
    from aanboord.web.demo.seeding import make

    gc.freeze()
    gc.set_threshold(100_000, 50, 50)  # thousands of records come and go: the collector took half of the time
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=screen, transient=True) as progress:
        task = progress.add_task("Living eighteen months in a fictional Flanders", total=None)
        make(people, seed, tell=lambda done, total: progress.update(task, completed=done, total=total))
