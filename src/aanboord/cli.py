"""One command line. Each room adds its commands in its own `commands.py`."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

#: The rooms that have commands, those first that load quickly, and under which name.
ROOMS = (
    ("aanboord.web.commands", ""),
    ("aanboord.journal.commands", "journal"),
    ("aanboord.directory.commands", "directory"),
    ("aanboord.exchange.commands", ""),
    ("aanboord.dossiers.commands", ""),
)


class Rooms(TyperGroup):
    """The commands of all rooms; a room is loaded when the ones before it do not know the command."""

    def _load(self) -> bool:
        """Add the commands of the next room; False when all are here."""
        waiting: list[tuple[str, str]] = self.__dict__.setdefault("waiting", list(ROOMS))
        if not waiting:
            return False
        module, name = waiting.pop(0)
        group = typer.main.get_group(import_module(module).commands)
        group.name = name
        for command in (group,) if name else group.commands.values():
            self.add_command(command)
        return True

    def list_commands(self, ctx: Any) -> list[str]:
        while self._load():
            pass
        return super().list_commands(ctx)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        while (found := super().get_command(ctx, cmd_name)) is None and self._load():
            pass
        return found


def application() -> typer.Typer:
    """The command line with every room's commands."""
    app = typer.Typer(
        name="aanboord",
        cls=Rooms,
        no_args_is_help=True,
        pretty_exceptions_show_locals=False,  # a local variable may hold personal data
    )

    @app.callback()
    def aanboord() -> None:
        """Aan Boord: the open platform for a region's labour-market activation policy."""

    return app


def main() -> None:
    """`aanboord`: prepare the settings, gather the commands, run one."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aanboord.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError

    try:
        django.setup()
    except (ImproperlyConfigured, ValueError) as error:
        typer.echo(f"The settings are not usable: {error}", err=True)
        sys.exit(2)
    try:
        application()()
    except DatabaseError as error:  # its own words may hold a number of somebody
        typer.echo(
            f"The database did not do it: {type(error).__name__}. Mend that, then run the command again.", err=True
        )
        sys.exit(1)
