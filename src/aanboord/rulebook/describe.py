"""A measure in plain data: its versions, values, sources and facts, for the command, the API and the pages."""

from __future__ import annotations

from typing import Any

from .answers import rows
from .book import Rulebook
from .entries import Text, Unit, Version
from .facts import Fact, euro
from .language import Case
from .measures import END, Measure, MeasureVersion


def both(text: Text) -> dict[str, str]:
    return {"nl": text.nl, "en": text.en}


def row(measure: Measure) -> dict[str, Any]:
    """A measure in one row of a list."""
    last = measure.versions[-1]
    ended = last.valid_from if last.state.value == "abolished" else last.valid_until
    return {
        "id": measure.id,
        "title": both(measure.title),
        "aim": measure.aim.value,
        "valid_from": measure.versions[0].valid_from.isoformat(),
        "valid_until": ended.isoformat() if ended else None,
        "unit": measure.unit,
    }


def measure(book: Rulebook, of: Measure) -> dict[str, Any]:
    """Everything about a measure: `versions` (drafts marked by their state), `parameters`, `facts`, `sources`."""
    parameters = [book.parameters[id] for id in of.parameter_ids]
    every = [*of.versions, *of.drafts]
    sources = [source for version in every for source in version.sources]
    sources += [source for one in parameters for version in one.versions for source in version.sources]
    return row(of) | {
        "about": both(of.about) if of.about else None,
        "suits": both(of.suits.words(Case({}, _Open(), (END.toordinal(), END.toordinal())))) if of.suits else None,
        "on_the_floor": of.on_the_floor,
        "anchor": of.anchor.id,
        "anchor_text": both(of.anchor.text),
        "apply_at": both(of.apply_at) if of.apply_at else None,
        "duties": [{"of": whose, "text": both(text)} for whose, text in of.duties],
        "versions": [_version(book, of, version) for version in every],
        "closures": [
            {
                "since": one.since.isoformat(),
                "until": one.until.isoformat(),
                "text": both(one.text),
                "sources": list(one.sources),
            }
            for one in of.closures
        ],
        "parameters": [
            {"id": one.id, "title": both(one.title), "versions": [_value(version) for version in one.versions]}
            for one in parameters
        ],
        "facts": [_fact(fact) for fact in of.facts.values()],
        "sources": list(dict.fromkeys(sources)),
    }


def _version(book: Rulebook, of: Measure, version: MeasureVersion) -> dict[str, Any]:
    period = next((one for one in book.periods(of.id) if one.version is version), None)
    case = Case({}, period.parameters if period else _Open(), (END.toordinal(), END.toordinal()))
    return {
        "valid_from": version.valid_from.isoformat(),
        "valid_until": version.valid_until.isoformat() if version.valid_until else None,
        "known_on": version.known_on.isoformat() if version.known_on else None,
        "state": version.state.value,
        "verified": version.verified,
        "verified_until": version.verified_until.isoformat() if version.verified_until else None,
        "conditions": [both(condition.words(case)) for condition in rows(version.eligible)],
        "gives": both(version.gives) if version.gives else None,
        "amount": [both(part.text) for part in version.amount],
        "limits": [both(condition.words(case)) for condition in version.limits],
        "transitions": [
            {"id": one.id, "text": both(one.text), "until": one.until.isoformat(), "sources": list(one.sources)}
            for one in version.transitions
        ],
        "notes": [both(note) for note in version.notes],
        "sources": list(version.sources),
    }


class _Open(dict[str, tuple[int, int]]):
    """Values of a draft: none holds yet."""

    def __missing__(self, id: str) -> tuple[int, int]:
        return 0, 1


def _value(version: Version) -> dict[str, Any]:
    scaled = version.unit in {Unit.EURO, Unit.PERCENT}

    def shown(value: int) -> str:
        return euro(value) if scaled else str(value)

    return {
        "valid_from": version.valid_from.isoformat(),
        "valid_until": version.valid_until.isoformat() if version.valid_until else None,
        "value": shown(version.low) if version.low == version.high else "?",
        "unit": version.unit.value,
        "verified": version.verified and version.low == version.high,
        "verified_until": version.verified_until.isoformat() if version.verified_until else None,
        "sources": list(version.sources),
    }


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "id": fact.id,
        "kind": fact.kind.value,
        "label": both(fact.label),
        "question": both(fact.question),
        "choices": {id: both(text) for id, text in fact.choices.items()},
        "by": [who.value for who in fact.by],
    }
