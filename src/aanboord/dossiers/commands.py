"""`aanboord train-estimate`: the estimate of the chance of work, trained on history."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from django.conf import settings
from rich.console import Console

from aanboord.core.access import Actor
from aanboord.core.errors import Refusal
from aanboord.directory.models import Territory

from .actions import estimates
from .estimate import FICTIONAL, EstimateError, Model
from .estimate.fictional import fictional_history
from .estimate.history import History, read_csv
from .estimate_history import own_history
from .estimating import region_name
from .models import EstimateModel

commands = typer.Typer()
screen = Console(stderr=True, highlight=False)

SEED = 2024  # the same fictional history every time


@commands.command()
def train_estimate(
    history: Annotated[
        Path | None,
        typer.Option(help="A CSV file with history; without it, the platform's own records.", dir_okay=False),
    ] = None,
    fictional: Annotated[
        int | None, typer.Option(min=2000, help="Train on so many invented people instead; in the demo alone.")
    ] = None,
    region: Annotated[
        str | None, typer.Option(help="Code of the reference region; without it, all of Flanders.")
    ] = None,
    activate: Annotated[bool, typer.Option("--activate", help="Switch it on at once, when it may be.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures for machines.")] = False,
) -> None:
    """Train the estimate of the chance of work within six months, test it on later people, and keep it, switched off.

    A region switches on only a model that learned from its own history and predicts well enough; an invented one works
    in the demo alone and says so wherever it shows. Exit code 2: there was nothing to make a model of.
    """
    where = _region(region)
    if fictional and not settings.DEMO:
        _refuse("An invented history makes a model for the demo alone (AANBOORD_DEMO=1).")
    if fictional and history:
        _refuse("Choose a file or an invented history, not both.")
    with screen.status("Training"):
        try:
            known = _history(history, fictional, where)
            model = _train(known, FICTIONAL if known.fictional else f"region:{region_name(where)}")
        except EstimateError as error:
            _refuse(error.text.en)
    stored = EstimateModel(basis=model.basis, content=model.to_dict(), region=where)
    by = Actor.system()
    estimates.keep(stored, by=by)
    refused = ""
    if activate:
        try:
            estimates.switch(stored, True, by=by)
        except Refusal as refusal:
            refused = str(refusal.message)
    _tell(stored, model, refused, as_json=as_json)
    raise typer.Exit(1 if refused else 0)


def _region(code: str | None) -> Territory | None:
    if code is None:
        return None
    regions = Territory.objects.filter(kind=Territory.Kind.REFERENCE_REGION)
    found = regions.filter(pk=code).first()
    if found is None:
        known = ", ".join(f"{one.pk} ({one.name})" for one in regions)
        _refuse(f"No reference region {code}. There are: {known}.")
    return found


def _history(file: Path | None, fictional: int | None, region: Territory | None) -> History:
    if fictional:
        return fictional_history(fictional, SEED)
    if file is None:
        return own_history(region)
    try:
        return read_csv(file)
    except OSError as error:
        _refuse(f"{file.name}: {error.strerror}.")


def _train(history: History, basis: str) -> Model:
    from .estimate.train import train  # scikit-learn takes a second to load, and only this command needs it

    return train(history, basis)


def _tell(stored: EstimateModel, model: Model, refused: str, *, as_json: bool) -> None:
    report = model.report
    figures: dict[str, Any] = {
        "id": str(stored.pk),
        "basis": model.basis,
        "version": model.version,
        "region": stored.region_id,
        "active": EstimateModel.objects.get(pk=stored.pk).active,
        "why_not_active": refused,
        "learned_from": model.provenance.fitted + model.provenance.calibrated,
        "tested_on": report.n,
        "auc": round(report.auc, 3),
        "brier": round(report.brier, 4),
        "brier_base_rate": round(report.brier_base_rate, 4),
        "calibration_error": round(report.ece, 4),
    }
    if as_json:
        typer.echo(json.dumps(figures))
        return
    for name, value in figures.items():
        if value not in ("", None):
            typer.echo(f"{name.replace('_', ' '):>18}  {value}")
    if refused:
        typer.echo(f"Kept, but not switched on: {refused}", err=True)


def _refuse(why: str) -> NoReturn:
    typer.echo(why, err=True)
    raise typer.Exit(2)
