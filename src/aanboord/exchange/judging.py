"""What each row of a delivery would do, whether it is then done or only told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass

from .registrations import Decision, Fault, KnownPerson, Outcome, Row, Source, Statement, after, decide
from .registry import World


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row with the statement that it makes, or its faults."""

    row: Row
    said: Statement | tuple[Fault, ...]

    @property
    def number(self) -> str | None:
        """The number of the person whom it may change."""
        return self.said.insz.digits if isinstance(self.said, Statement) and self.said.applies else None


@dataclass(frozen=True, slots=True)
class Judged:
    """A row and what it does."""

    row: Row
    said: Statement | tuple[Fault, ...]
    decision: Decision

    @property
    def outcome(self) -> str:
        return self.decision.outcome.value


def read(rows: Iterable[Row], source: Source, world: World) -> list[ReadRow]:
    """Understand rows; nothing of the registry is needed for it."""
    return [ReadRow(row, row.faults or world.parse(source, row.values)) for row in rows]


def judge(rows: Sequence[ReadRow], keys: Mapping[str, str], known: MutableMapping[str, KnownPerson]) -> list[Judged]:
    """Decide on rows in order. `known` is by key: that of the number in `keys`, or else the number; it is kept up."""
    judged = []
    for row in rows:
        if not isinstance(row.said, Statement):
            judged.append(Judged(row.row, row.said, Decision(Outcome.QUARANTINED)))
            continue
        number = row.said.insz.digits
        key = keys.get(number, number)
        decision = decide(known.get(key), row.said)
        if decision.outcome in (Outcome.REGISTERED, Outcome.MERGED):
            known[key] = after(known.get(key), row.said, decision)
        judged.append(Judged(row.row, row.said, decision))
    return judged
