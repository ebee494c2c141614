"""Policy as dated, sourced rules; pure Python that knows neither Django nor the other packages.

    rulebook.term("screening").on(registered_on).due(registered_on)
    rulebook.parameter("temporary-unemployment-days").on(began_on).value

The values stand in ``flanders/*.yaml``; `RuleFileError` names what is wrong in them.
"""

from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TypeVar

from .book import Rulebook
from .entries import Anchor, NotInForce, NotKnown, Parameter, State, Term, TermVersion, Text, Unit, UnknownRule, Version
from .facts import WrongFact
from .loading import RuleFileError, read_parameters, read_terms
from .measures import Measure, RuleError

__all__ = [
    "Anchor",
    "Measure",
    "NotInForce",
    "NotKnown",
    "Parameter",
    "RuleError",
    "RuleFileError",
    "Rulebook",
    "State",
    "Term",
    "TermVersion",
    "Text",
    "Unit",
    "UnknownRule",
    "Version",
    "WrongFact",
    "of_flanders",
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
    """All parameters by id, of every family and of none."""
    found: dict[str, Parameter] = {}
    for file in sorted(_FLANDERS.glob("*.yaml")):
        if file.name == "terms.yaml":
            continue
        for id, entry in read_parameters(file).items():
            if id in found:
                raise RuleFileError(file, id, "id stands in another file too")
            found[id] = entry
    return found


@cache
def of_flanders() -> Rulebook:
    """The measures of Flanders. Raises RuleError, RuleFileError where something does not hold together."""
    measures: dict[str, Measure] = {}
    for family in sorted(module.name for module in iter_modules([str(_FLANDERS)])):
        module = import_module(f".flanders.{family}", __name__)
        for measure in vars(module).values():
            if isinstance(measure, Measure):
                if measures.get(measure.id, measure) is not measure:
                    raise RuleError(f"{measure.id}: two measures have this id")
                measures[measure.id] = measure
    return Rulebook(measures, {**parameters(), **terms()})  # a measure may read the length of a term, by its id


def _find(entries: dict[str, AnyEntry], id: str) -> AnyEntry:
    try:
        return entries[id]
    except KeyError:
        raise UnknownRule(id) from None
