"""The rulebook as a whole: terms, parameters and measures that fit one another, and what a reform lays over them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from .entries import Entry, Text, UnknownRule, Version
from .facts import Fact, Value, WrongFact
from .measures import Measure, Period


@dataclass(frozen=True, eq=False)
class Rulebook:
    """Measures by id, and the parameters and terms that they read. Making one checks all of it, or RuleError."""

    measures: Mapping[str, Measure]
    parameters: Mapping[str, Entry[Version]]
    _periods: dict[tuple[str, date | None], tuple[Period, ...]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for id in self.measures:
            self.periods(id)

    def measure(self, id: str) -> Measure:
        """Raises UnknownRule."""
        try:
            return self.measures[id]
        except KeyError:
            raise UnknownRule(id) from None

    def periods(self, id: str, known_on: date | None = None) -> tuple[Period, ...]:
        """The stretches of time of a measure, made once for each day of knowledge."""
        key = id, known_on
        if key not in self._periods:
            self._periods[key] = self.measure(id).periods(self.parameters, known_on)
        return self._periods[key]

    @property
    def facts(self) -> dict[str, Fact]:
        """Every fact that some measure asks for."""
        found: dict[str, Fact] = {}
        for measure in self.measures.values():
            found |= measure.facts
        return found

    def parse(self, raw: Mapping[str, object]) -> dict[str, Value]:
        """The values of facts as they were typed or read from JSON; null means not known. Raises WrongFact."""
        known = self.facts
        values: dict[str, Value] = {}
        for id, value in raw.items():
            if id not in known:
                raise WrongFact(id, Text(nl="dit feit bestaat niet", en="there is no such fact"))
            if value is not None and value != "":
                values[id] = known[id].parse(value)
        return values
