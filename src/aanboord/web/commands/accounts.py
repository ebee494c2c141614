"""Accounts of a real installation."""

from __future__ import annotations

import secrets
from typing import Annotated, NoReturn

import typer
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from aanboord.core import clock
from aanboord.core.access import Actor, Purpose, Role
from aanboord.core.errors import WrongState
from aanboord.core.identifiers import IdentifierError, Insz, parse_insz
from aanboord.core.names import display_name
from aanboord.directory.models import Account, Membership, Organisation, Professional
from aanboord.directory.queries import organisations_called
from aanboord.people.actions import open_account
from aanboord.people.models import Person

ROLES = [role.value for role in Role if role not in (Role.CITIZEN, Role.SYSTEM)]


def create_professional(
    username: Annotated[str, typer.Argument(help="What the professional signs in with.")],
    name: Annotated[str, typer.Option(help="First name and name.", prompt=True)],
    unit: Annotated[str, typer.Option(help="Name or identity of the organisation or office.", prompt=True)],
    role: Annotated[str, typer.Option(help=f"One of: {', '.join(ROLES)}.", prompt=True)],
    email: Annotated[str, typer.Option(help="For the daily mail.")] = "",
) -> None:
    """Make an account for a professional, with a role in a unit; prints a link to choose a password, valid once."""
    if role not in ROLES:
        _refuse(f"{role!r} is no role; choose one of {', '.join(ROLES)}.")
    where = _unit(unit)
    account = Account(username=username, email=email)
    account.set_unusable_password()
    professional = Professional(account=account, name=name, email=email)
    try:
        account.full_clean(exclude=["password"])
        professional.clean_fields(exclude=["account"])
    except ValidationError as error:
        _refuse("; ".join(error.messages))
    with transaction.atomic():
        account.save()
        professional.save()
        Membership.objects.create(professional=professional, unit=where, role=role, since=clock.today())
    typer.echo(f"{name} is {Role(role).label} at {where.name}. To choose a password, once:")
    typer.echo(password_link(account))


def create_citizen(
    insz: Annotated[str, typer.Option(help="National or BIS number; asked for when left out.", prompt=True)],
    username: Annotated[str, typer.Option(help="What she signs in with; else one is made up.")] = "",
    new: Annotated[bool, typer.Option("--new", help="Somebody who is not known yet: she registers herself.")] = False,
    given_name: Annotated[str, typer.Option(help="With --new: her first name.")] = "",
    family_name: Annotated[str, typer.Option(help="With --new: her name.")] = "",
) -> None:
    """Make an account for a citizen, for her own dossier; prints a link to choose a password, valid once."""
    try:
        number = parse_insz(insz, fictional_allowed=settings.DEMO, today=clock.today())
    except IdentifierError as error:
        _refuse(f"The number cannot be right: {error.message}.")
    known = Person.objects.select_related("merged_into").filter(insz=number.digits).first()
    if known is None and not new:
        _refuse("Nobody with this number is known. Register her first, or add --new to let her register herself.")
    if known is not None and new:
        _refuse("Somebody with this number is known already: leave out --new.")
    account = Account(username=username or f"burger-{secrets.token_hex(4)}")
    account.set_unusable_password()
    person = (known.merged_into or known) if known else _newcomer(number, given_name, family_name)
    try:
        account.full_clean(exclude=["password"])
        person.clean_fields(exclude=["account"])
        with transaction.atomic():
            account.save()
            open_account(person, account, by=Actor.system(Purpose.DELIVERY))
    except ValidationError as error:
        _refuse("; ".join(error.messages))
    except WrongState:
        _refuse("This citizen has an account already.")
    typer.echo(f"She signs in as {account.username}. To choose a password, once:")
    typer.echo(password_link(account))


def _newcomer(number: Insz, given_name: str, family_name: str) -> Person:
    """Somebody who is known by her account alone, until she registers herself."""
    given_name, family_name = display_name(given_name), display_name(family_name)
    if not given_name or not family_name:
        _refuse("Somebody new needs --given-name and --family-name.")
    person = Person(insz=number.digits, given_name=given_name, family_name=family_name, birth_date=number.birth_date)
    person.set_keys()
    return person


def password_link(account: Account) -> str:
    """An address where the holder of the account chooses a password; worthless once used."""
    key = f"{user_pk_to_url_str(account)}-{default_token_generator.make_token(account)}"
    uid, _, token = key.partition("-")
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
    return settings.SITE_ADDRESS + path


def _unit(text: str) -> Organisation:
    units = organisations_called(text)
    if len(units) != 1:
        _refuse(f"{'No' if not units else 'More than one'} organisation answers to {text!r}.")
    return units[0]


def _refuse(why: str) -> NoReturn:
    typer.echo(why, err=True)
    raise typer.Exit(2)
