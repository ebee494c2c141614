"""`aanboord import-registrations`: registrations from a file of another institution."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated, BinaryIO, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from aanboord.core.access import Actor

from . import importing, registrations
from .registrations import Source, UnreadableFile

commands = typer.Typer()
screen = Console(stderr=True, highlight=False)

WORDS = {
    "read": "rows read",
    "registered": "registered",
    "merged": "merged with who was known",
    "unchanged": "unchanged",
    "not_applicable": "not registered by the rule of the source",
    "quarantined": "quarantined",
}


@commands.command()
def import_registrations(
    file: Annotated[Path, typer.Argument(help="The delivered file: CSV, in any usual encoding and separator.")],
    source: Annotated[Source, typer.Option(help="Who delivered it.", case_sensitive=False)],
    apply: Annotated[bool, typer.Option("--apply", help="Write; without it, nothing is changed.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the counts for machines.")] = False,
) -> None:
    """Register people from a file of RVA, Education, the Integration agency or an OCMW.

    Without --apply it tells what would happen. A run that was broken off goes on where it stopped when the same file is
    given again; a file that was processed before changes nothing. Rows that cannot be taken are kept, with the reason,
    on the page of deliveries. Exit code 2: the file cannot be read, and nothing was changed.
    """
    with _opened(file, source) as stream:
        sha256, size = importing.digest(stream)
        with _bar(size, quiet=as_json) as tell:
            if apply:
                by = Actor.system()
                delivery = importing.begin(source, file.name, sha256, size, by=by)
                counts = importing.carry_out(stream, delivery, by=by, tell=tell).counts
            else:
                under_way = importing.running(source, sha256)
                counts = importing.rehearse(stream, source, under_way.counts if under_way else None, tell=tell)
    if as_json:
        typer.echo(json.dumps(counts))
        return
    for name, words in WORDS.items():
        typer.echo(f"{counts[name]:>10,}  {words}")
    if not apply:
        typer.echo("Nothing was changed: this is what would happen. Add --apply to do it.")


@contextmanager
def _opened(file: Path, source: Source) -> Iterator[BinaryIO]:
    """The file, when rows can be told in it; else the command ends with exit code 2."""
    try:
        stream = file.open("rb")
    except OSError as error:
        _refuse(file, f"{error.strerror or 'it cannot be opened'}.")
    with stream:
        try:
            registrations.Delivery(stream, registrations.COLUMNS[source])
        except UnreadableFile as unreadable:
            _refuse(file, _why(stream, source, unreadable))
        stream.seek(0)
        yield stream


def _why(stream: BinaryIO, source: Source, unreadable: UnreadableFile) -> str:
    """What is wrong with a file, and whether it is one of another source."""
    for other in set(Source) - {source}:
        stream.seek(0)
        with suppress(UnreadableFile):
            registrations.Delivery(stream, registrations.COLUMNS[other])
            return f"this looks like a file of source {other.value}, not of {source.value}."
    match unreadable.code:
        case "empty":
            return "the file is empty."
        case "columns":
            return f"in its first line these columns are missing or come twice: {', '.join(unreadable.columns)}."
    return "this is no text: save it as CSV in UTF-8."


def _refuse(file: Path, why: str) -> NoReturn:
    typer.echo(f"{file.name}: {why} Nothing was changed.", err=True)
    raise typer.Exit(2)


@contextmanager
def _bar(size: int, *, quiet: bool) -> Iterator[importing.Tell]:
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=screen, transient=True, disable=quiet) as progress:
        task = progress.add_task("Reading", total=size)
        yield lambda done: progress.update(task, completed=done)
