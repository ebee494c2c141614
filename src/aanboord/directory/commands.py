"""`aanboord directory ...`: who is who, and what changes in it: names, mergers, contact points, who works where."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any, NoReturn

import typer
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.utils.translation import override

from aanboord.core import clock
from aanboord.core.access import Actor
from aanboord.core.errors import Refusal

from . import actions
from .models import Membership, Organisation
from .queries import municipality_by_nis, organisations_called

commands = typer.Typer(help="Organisations, contact points, and who works where.", no_args_is_help=True)

KINDS = [kind.value for kind in Organisation.Kind]
Which = Annotated[str, typer.Argument(help="Enterprise number (KBO), exact name, or identity.", metavar="ORG")]
Apply = Annotated[bool, typer.Option("--apply", help="Write; without it, nothing is changed.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print for machines.")]
Day = typer.Option(formats=["%Y-%m-%d"], metavar="DATE")


@commands.command(name="list")
def list_organisations(
    kind: Annotated[str, typer.Option(help=f"One of: {', '.join(KINDS)}.")] = "", as_json: AsJson = False
) -> None:
    """The organisations and offices of today."""
    if kind and kind not in KINDS:
        _refuse(f"{kind!r} is no kind; choose one of {', '.join(KINDS)}.")
    found = Organisation.objects.active().filter(**{"kind": kind} if kind else {})
    if as_json:
        typer.echo(json.dumps([_told(one) for one in found], ensure_ascii=False))
        return
    for one in found:
        typer.echo(f"{one.pk}  {one.kbo or '-':10}  {one.kind:20}  {one.name}")


@commands.command()
def rename(
    organisation: Which,
    name: Annotated[str, typer.Argument(help="The new name.")],
    since: Annotated[dt.datetime, Day],
    apply: Apply = False,
    as_json: AsJson = False,
) -> None:
    """Give an organisation another name; the one before stays on record."""
    one = _organisation(organisation)
    with _carried_out(apply):
        before = one.name
        actions.rename(one, name, by=Actor.system(), since=since.date())
    _tell(f"{before} is {one.name} since {since:%Y-%m-%d}.", apply, as_json, organisation=_told(one), before=before)


@commands.command()
def merge(
    organisation: Annotated[str, typer.Argument(help="The organisation that ends.", metavar="FROM")],
    successor: Annotated[str, typer.Argument(help="The one that goes on with its work.", metavar="INTO")],
    on: Annotated[dt.datetime, Day],
    apply: Apply = False,
    as_json: AsJson = False,
) -> None:
    """Let one organisation go on with all that another did: people, territories, contact points and dossiers."""
    old, new = _organisation(organisation), _organisation(successor)
    with _carried_out(apply):
        actions.merge_into(old, new, by=Actor.system(), on=on.date())
    _tell(
        f"{new.name} does the work of {old.name} from {on:%Y-%m-%d}.",
        apply,
        as_json,
        organisation=_told(old),
        successor=_told(new),
    )


@commands.command()
def contact_point(
    organisation: Which,
    nis: Annotated[str, typer.Option(help="The municipality, by its NIS code.")],
    name: Annotated[str, typer.Option(help="Whom to ask for.")],
    response_days: Annotated[int, typer.Option(help="Working days within which somebody answers.")],
    group: Annotated[str, typer.Option(help="Only for people with this status; else for everyone.")] = "",
    phone: Annotated[str, typer.Option()] = "",
    email: Annotated[str, typer.Option()] = "",
    apply: Apply = False,
    as_json: AsJson = False,
) -> None:
    """Say whom to call from today for a municipality; the contact until yesterday stays on record."""
    one, place = _organisation(organisation), municipality_by_nis(nis)
    if place is None:
        _refuse(f"No municipality has the NIS code {nis!r}.")
    # This room knows no people; what a group may be is asked of the installation.
    groups = dict(apps.get_model("people", "StatusPeriod")._meta.get_field("kind").choices or ())
    if group and group not in groups:
        _refuse(f"{group!r} is no status; choose one of {', '.join(groups)}.")
    try:
        if email:
            validate_email(email)
    except ValidationError:
        _refuse(f"{email!r} is no e-mail address.")
    with _carried_out(apply):
        point = actions.set_contact_point(
            one,
            place,
            by=Actor.system(),
            name=name,
            response_days=response_days,
            target_group=group,
            phone=phone,
            email=email,
        )
    _tell(
        f"{point.name} answers for {one.name} in {place.name} within {response_days} working days, "
        f"to {f'people with status {group}' if group else 'everyone'}.",
        apply,
        as_json,
        organisation=_told(one),
        nis=place.pk,
        group=group,
    )


@commands.command()
def end_membership(
    username: Annotated[str, typer.Argument(help="What the professional signs in with.")],
    unit: Annotated[str, typer.Option(help="KBO, exact name or identity of the organisation or office.")],
    on: Annotated[dt.datetime, Day],
    apply: Apply = False,
    as_json: AsJson = False,
) -> None:
    """End every role of a professional in a unit; the day itself is the last one."""
    one = _organisation(unit)
    held = Membership.objects.filter(
        Q(until=None) | Q(until__gte=clock.today()), professional__account__username=username, unit=one
    )
    memberships = list(held)
    if not memberships:
        _refuse(f"{username!r} has no role at {one.name}.")
    with _carried_out(apply):
        for membership in memberships:
            actions.end_membership(membership, by=Actor.system(), on=on.date())
    roles = sorted(membership.role for membership in memberships)
    _tell(
        f"{username} is {', '.join(roles)} at {one.name} until {on:%Y-%m-%d}.",
        apply,
        as_json,
        unit=_told(one),
        roles=roles,
    )


def _organisation(text: str) -> Organisation:
    found = organisations_called(text)
    if len(found) != 1:
        _refuse(f"{'No' if not found else 'More than one'} organisation answers to {text!r}.")
    return found[0]


@contextmanager
def _carried_out(apply: bool) -> Iterator[None]:
    """One transaction, undone when it is not to be applied; what is refused ends the command."""
    try:
        with override("en"), transaction.atomic():
            yield
            transaction.set_rollback(not apply)
    except Refusal as refusal:
        with override("en"):
            _refuse(str(refusal))


def _told(one: Organisation) -> dict[str, Any]:
    return {
        "id": str(one.pk),
        "kind": one.kind,
        "name": one.name,
        "kbo": one.kbo,
        "part_of": str(one.part_of_id) if one.part_of_id else None,
    }


def _tell(what: str, apply: bool, as_json: bool, **told: Any) -> None:
    if as_json:
        typer.echo(json.dumps({"applied": apply, **told}, ensure_ascii=False))
        return
    typer.echo(what)
    if not apply:
        typer.echo("Nothing was changed: this is what would happen. Add --apply to do it.")


def _refuse(why: str) -> NoReturn:
    typer.echo(why, err=True)
    raise typer.Exit(2)
