"""What a statement does to the registry: one rule, for every source."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum

from aanboord.core.names import PersonName, name_key, other_name

from .statements import Fault, Source, Statement, gettext_noop

EVERYTHING = frozenset({"family_name", "given_name", "nis", "facts"})


class Outcome(Enum):
    """What becomes of a row. Each row that is not empty has exactly one."""

    REGISTERED = "registered"
    MERGED = "merged"
    UNCHANGED = "unchanged"
    NOT_APPLICABLE = "not_applicable"
    QUARANTINED = "quarantined"


@dataclass(frozen=True)
class KnownPerson:
    """What the registry holds on the bearer of a number.

    ``as_of`` is the day that her name and domicile are from: the newest ``since`` of a statement, or the day she told
    them herself. ``latest`` is the newest ``since`` of each source. ``ended_on`` is the last day of a registration that
    ended. ``fingerprints`` are those of the statements on her that were taken or held before.
    """

    family_name: str
    given_name: str
    nis: str | None
    as_of: date | None
    registered: bool
    fingerprints: Set[str]
    latest: Mapping[Source, date] = field(default_factory=dict)
    ended_on: date | None = None


@dataclass(frozen=True)
class Decision:
    """What to do: the outcome, and what to take over from the statement: family_name, given_name, nis, facts.

    A merged statement of which nothing is taken over is history. ``hold`` tells why a statement goes to a human first:
    keep it and its fingerprint, and change nothing else.
    """

    outcome: Outcome
    changes: frozenset[str] = frozenset()
    hold: Fault | None = None


def decide(known: KnownPerson | None, statement: Statement) -> Decision:
    """What to do with a sound statement, given who already bears the number. The number decides who she is.

    - The rule of the source does not register her: not applicable. Nothing is kept of it, also when she is known.
    - Nobody bears the number: registered.
    - The same statement came before: unchanged, also when newer ones followed; so a file taken twice changes nothing.
    - The bearer has quite another name: held, for no machine may mix the lives of two people. The first that a source
      says under that number is a registration that waits for a human, and counts as registered; what follows as merged.
    - She is known but not registered (met in outreach, or since then a registration ended): registered.
    - Else merged: what the source says is added to what is known.

    Name and domicile follow the statement unless what is known is of a later day, and the facts of a source follow
    unless that source told of a later day, so that an old delivery that comes late changes nothing back. A name that
    differs in accents, case or signs only is no other name.
    """
    if not statement.applies:
        return Decision(Outcome.NOT_APPLICABLE)
    if known is None:
        return Decision(Outcome.REGISTERED, EVERYTHING)
    if statement.fingerprint in known.fingerprints:
        return Decision(Outcome.UNCHANGED)
    if _quite_another(known, statement):
        hold = Fault("insz-of-another", "insz", gettext_noop("Dit nummer is al van iemand met een andere naam."))
        return Decision(Outcome.MERGED if statement.source in known.latest else Outcome.REGISTERED, hold=hold)
    anew = not known.registered and (known.ended_on is None or statement.since > known.ended_on)
    return Decision(Outcome.REGISTERED if anew else Outcome.MERGED, _changes(known, statement))


def after(known: KnownPerson | None, statement: Statement, decision: Decision) -> KnownPerson:
    """What is known of the bearer once the decision on a statement about her is carried out."""
    if known is None:
        known = KnownPerson("", "", None, None, False, frozenset())
    fingerprints = known.fingerprints | {statement.fingerprint}
    if decision.hold:
        return replace(known, fingerprints=fingerprints)
    told = statement.since
    return replace(
        known,
        **{what: getattr(statement, what) for what in decision.changes - {"facts"}},
        as_of=max(known.as_of or told, told),
        registered=known.registered or decision.outcome is Outcome.REGISTERED,
        fingerprints=fingerprints,
        latest={**known.latest, statement.source: max(known.latest.get(statement.source, told), told)},
    )


def _quite_another(known: KnownPerson, statement: Statement) -> bool:
    return other_name(
        PersonName(known.family_name, known.given_name), PersonName(statement.family_name, statement.given_name)
    )


def _changes(known: KnownPerson, statement: Statement) -> frozenset[str]:
    of_her = known.as_of is None or statement.since >= known.as_of
    told = {
        "family_name": of_her and name_key(known.family_name) != name_key(statement.family_name),
        "given_name": of_her and name_key(known.given_name) != name_key(statement.given_name),
        "nis": of_her and known.nis != statement.nis,
        "facts": statement.since >= known.latest.get(statement.source, statement.since),
    }
    return frozenset(what for what, taken in told.items() if taken)
