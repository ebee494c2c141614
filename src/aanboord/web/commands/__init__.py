"""The commands that run the platform: prepare it, check it, start it, measure it."""

from __future__ import annotations

import typer

from .accounts import create_citizen, create_professional
from .bench import bench
from .checking import check
from .database import migrate, seed
from .demonstration import demo
from .rules import rules
from .serving import serve, worker

commands = typer.Typer()
for command in (migrate, check, serve, worker, demo, seed, create_professional, create_citizen):
    commands.command()(command)
commands.add_typer(bench, name="bench")
commands.add_typer(rules, name="rules")
