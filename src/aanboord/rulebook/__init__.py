"""Policy as dated, sourced rules; pure Python that knows neither Django nor the other packages.

    rulebook.term("screening").on(registered_on).due(registered_on)
    rulebook.parameter("temporary-unemployment-days").on(began_on).value

The values stand in ``flanders/*.yaml``; `RuleFileError` names what is wrong in them.
"""

from functools import cache
from pathlib import Path
from typing import TypeVar

from .entries import Anchor, NotInForce, Parameter, State, Term, TermVersion, Text, Unit, UnknownRule, Version
from .loading import RuleFileError, read_parameters, read_terms

__all__ = [
    "Anchor",
    "NotInForce",
    "Parameter",
    "RuleFileError",
    "State",
    "Term",
    "TermVersion",
    "Text",
    "Unit",
    "UnknownRule",
    "Version",
    "parameter",
    "parameters",
    "term",
    "terms",
]

AnyEntry = TypeVar("AnyEntry", Term, Parameter)

_FLANDERS = Path(__file__).parent / "flanders"


def term(id: str) -> Term:
    """A duty with a clock. Raises UnknownRule."""
    return _find(terms(), id)


def parameter(id: str) -> Parameter:
    """A value that policy sets. Raises UnknownRule."""
    return _find(parameters(), id)


@cache
def terms() -> dict[str, Term]:
    """All terms by id, in the order of the file."""
    return read_terms(_FLANDERS / "terms.yaml")


@cache
def parameters() -> dict[str, Parameter]:
    """All parameters by id, in the order of the file."""
    return read_parameters(_FLANDERS / "parameters.yaml")


def _find(entries: dict[str, AnyEntry], id: str) -> AnyEntry:
    try:
        return entries[id]
    except KeyError:
        raise UnknownRule(id) from None
