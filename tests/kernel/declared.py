"""What the code declares, read from the code: every action with its rights, and every place where one refuses."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import aanboord
from aanboord.core.access import Part, Role

SOURCES = Path(aanboord.__file__).parent
ROOMS = ("directory", "people", "terms", "dossiers", "exchange")
#: Refusals whose kind says all; those of `Invalid` are told by their field.
KINDS = ("WrongState", "NotAllowed", "Conflict")


@dataclass(frozen=True)
class Action:
    """A function under `@action`, with what the decorator was given."""

    name: str
    kind: str
    part: Part | None
    roles: Collection[Role] | None
    run: Callable[..., Any]

    def call(self, subject: object, by: object) -> object:
        """Call it with nothing for each argument that it must have: it is to be refused before it looks at them."""
        needed = inspect.signature(self.run).parameters.values()
        given: list[object] = [subject]
        named: dict[str, object] = {"by": by}
        for one in [*needed][1:]:
            if one.name == "by" or one.default is not one.empty or one.kind is one.VAR_KEYWORD:
                continue
            if one.kind is one.KEYWORD_ONLY:
                named[one.name] = None
            else:
                given.append(None)
        return self.run(*given, **named)


def modules() -> Iterator[ModuleType]:
    """Every module that holds actions."""
    for room in ROOMS:
        package = importlib.import_module(f"aanboord.{room}")
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if found.name == f"{package.__name__}.actions" or found.name.startswith(f"{package.__name__}.actions."):
                yield importlib.import_module(found.name)


@cache
def actions() -> tuple[Action, ...]:
    found = []
    for module in modules():
        for name, thing in vars(module).items():
            if (
                not inspect.isfunction(thing)
                or thing.__module__ != module.__name__
                or not hasattr(thing, "__wrapped__")
            ):
                continue
            told = inspect.getclosurevars(thing).nonlocals
            if "kind" in told:
                short = module.__name__.removeprefix("aanboord.")
                found.append(Action(f"{short}.{name}", told["kind"], told["part"], told["roles"], thing))
    return tuple(found)


def refusals() -> Counter[tuple[str, str]]:
    """How often each function of the rooms refuses, by (`file.function`, field or kind of the refusal).

    `file` is the last part of its path: `plan` for dossiers/actions/plan.py, `people` for people/actions.py.
    """
    found: Counter[tuple[str, str]] = Counter()
    for room in ROOMS:
        paths = [*(SOURCES / room).glob("actions/*.py"), SOURCES / room / "actions.py", SOURCES / room / "clocks.py"]
        for path in filter(Path.is_file, paths):
            file = room if path.stem == "actions" else path.stem
            for function in ast.walk(ast.parse(path.read_text())):
                if isinstance(function, ast.FunctionDef):
                    found.update((f"{file}.{function.name}", what) for what in _refused(function))
    return found


def _refused(function: ast.FunctionDef) -> Iterator[str]:
    for node in ast.walk(function):
        match node:
            case ast.Raise(exc=ast.Call(func=ast.Name(id="Invalid"), args=[ast.Dict(keys=keys)])):
                yield from (ast.unparse(key).strip("'") for key in keys if key)
            case ast.Raise(exc=ast.Call(func=ast.Name(id="Invalid"), args=[ast.Name(id="faults")])):
                pass  # each fault is told where it is found
            case ast.Raise(exc=ast.Call(func=ast.Name(id="Invalid"))):
                yield "Invalid"
            case ast.Raise(exc=ast.Call(func=ast.Name(id=name))) if name in KINDS:
                yield name
            case ast.Assign(targets=[ast.Subscript(value=ast.Name(id="faults"), slice=field)]):
                yield ast.unparse(field).strip("'")
