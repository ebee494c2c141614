"""Reading rule files: what is wrong in one is said with file, entry and problem, and then nothing of it loads."""

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

import yaml

from .entries import Anchor, Parameter, State, Term, TermVersion, Text, Unit, Version
from .facts import ENDLESS

Value = TypeVar("Value")
AnyEnum = TypeVar("AnyEnum", bound=Enum)
AnyVersion = TypeVar("AnyVersion", bound=Version)
AnyEntry = TypeVar("AnyEntry", Parameter, Term)


class RuleFileError(ValueError):
    """A rule file that does not load; the message names file, entry and problem."""

    def __init__(self, file: Path, entry: str, problem: str) -> None:
        super().__init__(f"{file.name}: {entry}: {problem}")


class _Wrong(Exception):
    """A problem inside one entry."""


class _Loader(yaml.CSafeLoader):
    """Safe YAML in which one key may not stand twice in one mapping."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [key.value for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.constructor.ConstructorError(None, None, f"{key} stands twice", node.start_mark)
        return super().construct_mapping(node, deep)


def read_terms(file: Path) -> dict[str, Term]:
    """The terms in a file, by id. Raises RuleFileError."""

    def build(entry: Mapping[str, Any]) -> Term:
        _keys(entry, "id", "title", "anchor", "versions")
        title, versions, drafts = _versions(TermVersion, entry)
        return Term(entry["id"], title, versions, drafts, _choice(Anchor, entry, "anchor"))

    return _entries(file, build)


def read_parameters(file: Path) -> dict[str, Parameter]:
    """The parameters in a file, by id. Raises RuleFileError."""

    def build(entry: Mapping[str, Any]) -> Parameter:
        _keys(entry, "id", "title", "versions")
        return Parameter(entry["id"], *_versions(Version, entry))

    return _entries(file, build)


def _entries(file: Path, build: Callable[[Mapping[str, Any]], AnyEntry]) -> dict[str, AnyEntry]:
    try:
        raw_entries = _Loader(file.read_text("utf-8")).get_single_data()
    except yaml.YAMLError as error:
        raise RuleFileError(file, "file", f"is no YAML: {error}") from error
    if not isinstance(raw_entries, list):
        raise RuleFileError(file, "file", "is no list of entries")
    found: dict[str, AnyEntry] = {}
    for place, raw in enumerate(raw_entries, 1):
        name = str(raw.get("id")) if isinstance(raw, dict) and raw.get("id") else f"entry {place}"
        try:
            if not isinstance(raw, dict):
                raise _Wrong("is no mapping")
            entry = build(raw)
            if entry.id in found:
                raise _Wrong("id stands twice")
        except _Wrong as wrong:
            raise RuleFileError(file, name, str(wrong)) from None
        found[entry.id] = entry
    return found


def _versions(
    kind: type[AnyVersion], entry: Mapping[str, Any]
) -> tuple[Text, tuple[AnyVersion, ...], tuple[AnyVersion, ...]]:
    """Title, versions that count in order of time, and drafts."""
    raw_title = _typed(dict, entry, "title")
    _keys(raw_title, "nl", "en")
    title = Text(nl=_typed(str, raw_title, "nl"), en=_typed(str, raw_title, "en"))
    id = _typed(str, entry, "id")
    raw_versions = _typed(list, entry, "versions")
    every = sorted((_version(kind, id, title, raw) for raw in raw_versions), key=lambda version: version.valid_from)
    counting = [version for version in every if version.state in {State.IN_FORCE, State.ABOLISHED}]
    drafts = tuple(version for version in every if version not in counting)
    if not every:
        raise _Wrong("has no versions")
    return title, _joined(counting), drafts


def _joined(versions: list[AnyVersion]) -> tuple[AnyVersion, ...]:
    """Close each version on the day before the next; a stated end that says otherwise is a hole or an overlap."""
    closed = []
    for version, following in zip(versions, [*versions[1:], None], strict=True):
        if following is not None:
            end = following.valid_from - timedelta(days=1)
            if end < version.valid_from or (version.valid_until and version.valid_until > end):
                raise _Wrong(f"versions overlap from {following.valid_from}")
            if version.valid_until and version.valid_until < end:
                raise _Wrong(f"hole between {version.valid_until} and {following.valid_from}")
            version = replace(version, valid_until=end)
        closed.append(version)
    return tuple(closed)


def _version(kind: type[AnyVersion], id: str, title: Text, raw: object) -> AnyVersion:
    if not isinstance(raw, dict):
        raise _Wrong("version is no mapping")
    _keys(
        raw,
        *("valid_from", "known_on", "state", "value", "unit", "verified", "sources"),
        optional=("valid_until", "verified_until", "at_least", "at_most"),
    )
    valid_from = _typed(date, raw, "valid_from")
    valid_until = _typed(date, raw, "valid_until") if "valid_until" in raw else None
    if valid_until and valid_until < valid_from:
        raise _Wrong(f"valid_until {valid_until} lies before valid_from {valid_from}")
    sources = _typed(list, raw, "sources")
    if not sources or not all(isinstance(source, str) and source.strip() for source in sources):
        raise _Wrong(f"version of {valid_from} misses its source")
    unit = _choice(Unit, raw, "unit")
    low, high = _bounds(raw, unit)
    verified_until = _typed(date, raw, "verified_until") if "verified_until" in raw else None
    if verified_until and verified_until < valid_from:
        raise _Wrong(f"verified_until {verified_until} lies before valid_from {valid_from}")
    return kind(
        id=id,
        title=title,
        valid_from=valid_from,
        valid_until=valid_until,
        known_on=_typed(date, raw, "known_on"),
        state=_choice(State, raw, "state"),
        low=low,
        high=high,
        unit=unit,
        verified=_typed(bool, raw, "verified"),
        sources=tuple(sources),
        verified_until=verified_until,
    )


def _bounds(raw: Mapping[str, Any], unit: Unit) -> tuple[int, int]:
    """Lowest and highest: the same for a known value; ``value: unknown`` lies from ``at_least`` to ``at_most``."""
    if raw["value"] == "unknown":
        low = _amount(raw, "at_least", unit) if "at_least" in raw else 0
        high = _amount(raw, "at_most", unit) if "at_most" in raw else ENDLESS
        if low >= high:
            raise _Wrong("at_least lies not below at_most")
        return low, high
    if "at_least" in raw or "at_most" in raw:
        raise _Wrong("a known value has no at_least or at_most")
    value = _amount(raw, "value", unit)
    return value, value


def _amount(raw: Mapping[str, Any], key: str, unit: Unit) -> int:
    """A whole number; of euro in cents, of percents in hundredths, both written as a text or a whole number."""
    scale = 100 if unit in {Unit.EURO, Unit.PERCENT} else 1
    value = raw[key]
    if scale == 1:
        value = _typed(int, raw, key)
    elif type(value) is int:
        value *= scale
    elif isinstance(value, str) and (found := re.fullmatch(r"(\d+)[.](\d{1,2})", value)):
        value = int(found[1]) * scale + int(found[2].ljust(2, "0"))
    else:
        raise _Wrong(f"{key} is no whole number or text with decimals: {value!r}")
    if value < 0:
        raise _Wrong(f"{key} {value} is negative")
    return int(value)


def _keys(raw: Mapping[str, Any], *required: str, optional: tuple[str, ...] = ()) -> None:
    if missing := [key for key in required if key not in raw]:
        raise _Wrong(f"misses {', '.join(missing)}")
    if strange := [str(key) for key in raw if key not in (*required, *optional)]:
        raise _Wrong(f"does not know {', '.join(strange)}")


def _typed(kind: type[Value], raw: Mapping[str, Any], key: str) -> Value:
    value = raw[key]
    if type(value) is not kind:
        raise _Wrong(f"{key} is no {kind.__name__}: {value!r}")
    return value


def _choice(kind: type[AnyEnum], raw: Mapping[str, Any], key: str) -> AnyEnum:
    try:
        return kind(raw[key])
    except ValueError:
        raise _Wrong(f"{key} {raw[key]!r} is none of {', '.join(str(one.value) for one in kind)}") from None
