"""`aanboord journal ...`: verify the chains, seal what came since the last seal."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from typing import Annotated

import typer

from aanboord.core import clock

from . import queries, seal
from .models import Checkpoint, Event, Stream

commands = typer.Typer(help="The journal: what happened, provably.", no_args_is_help=True)


@commands.command()
def verify(as_json: Annotated[bool, typer.Option("--json", help="Print for machines.")] = False) -> None:
    """Walk every chain and seal; exit code 1 and the places when something was changed or removed."""
    breaches = list(seal.verify())
    counts = {
        "streams": Stream.objects.count(),
        "events": Event.objects.count(),
        "checkpoints": Checkpoint.objects.count(),
    }
    if as_json:
        typer.echo(json.dumps({"intact": not breaches, **counts, "breaches": [asdict(breach) for breach in breaches]}))
    else:
        for breach in breaches:
            typer.echo(f"BREACH  {breach.where}: {breach.what}")
        typer.echo(
            f"{'Intact' if not breaches else f'{len(breaches)} breaches'}: "
            f"{counts['events']} events in {counts['streams']} streams under {counts['checkpoints']} seals."
        )
    raise typer.Exit(1 if breaches else 0)


@commands.command()
def checkpoint() -> None:
    """Seal the events and looks that came since the last seal."""
    made = seal.checkpoint()
    typer.echo(f"Sealed up to event {made.last_event} and look {made.last_look}." if made else "Nothing new to seal.")


@commands.command()
def feed(
    after: Annotated[int, typer.Option(help="The cursor: the number of the last event you have.")] = 0,
    limit: Annotated[int, typer.Option(min=1, max=10_000)] = 500,
    kind: Annotated[list[str] | None, typer.Option(help="Only events of this kind; may be repeated.")] = None,
) -> None:
    """Print the next events, one JSON object a line; `cursor` of the last line is where to go on. None is skipped."""
    try:
        events = queries.feed(after, limit=limit, kinds=kind or ())
    except LookupError as unknown:
        raise typer.BadParameter(f"{unknown}; begin again at 0", param_hint="--after") from None
    for event in events:
        typer.echo(
            json.dumps(
                {
                    "cursor": event.pk,
                    "at": event.at.isoformat(),
                    "kind": event.kind,
                    "stream": str(event.stream_id),
                    "number": event.number,
                    "unit": str(event.unit_id) if event.unit_id else None,
                    "role": event.role,
                    "data": event.data,
                    "hash": event.hash,
                },
                ensure_ascii=False,
            )
        )


@commands.command()
def counts(
    since: Annotated[dt.datetime, typer.Option(formats=["%Y-%m-%d"])],
    until: Annotated[dt.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Default: today.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print for machines.")] = False,
) -> None:
    """How often each thing happened in a period, both days counted: process figures from the journal itself."""
    counted = queries.process_counts(since.date(), until.date() if until else clock.today())
    if as_json:
        typer.echo(json.dumps(counted))
        return
    for name, number in counted.items():
        typer.echo(f"{number:8} {name}")
