"""`aanboord rules ...`: what the rulebook says, to one person and to a population."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import polars as pl
import typer
from rich.console import Console
from rich.table import Table

from aanboord import rulebook
from aanboord.core import clock
from aanboord.labourmarket.people import people as synthetic
from aanboord.rulebook import describe, reforms, traps
from aanboord.rulebook.answers import Answer, answer, said
from aanboord.rulebook.facts import Fact, Kind, Value, WrongFact, euro
from aanboord.rulebook.measures import Measure
from aanboord.rulebook.population import count, prepare

rules = typer.Typer(help="The rulebook: measures as dated, sourced, explainable rules.", no_args_is_help=True)
screen = Console(width=120)

Json = Annotated[bool, typer.Option("--json", help="Print for machines.")]
On = Annotated[str, typer.Option("--on", help="The day of the question, as 2024-06-30; today when not given.")]
Known = Annotated[str, typer.Option("--known", help="With the law as it was public on this day.")]
Language = Annotated[str, typer.Option("--language", help="nl or en.")]
Facts = Annotated[str, typer.Option("--facts", help="A JSON file with what is known; - reads it from standard input.")]
People = Annotated[str, typer.Option("--people", help="A Parquet file with a column for each fact.")]
Size = Annotated[
    int, typer.Option("--synthetic", help="Without a file: so many people of the synthetic region.", min=1)
]


@contextmanager
def _told() -> Iterator[None]:
    """What was asked wrongly is said in one line, and ends with exit code 2."""
    try:
        yield
    except rulebook.UnknownRule as unknown:
        _refuse(f"The rulebook does not know {unknown}. See: aanboord rules list")
    except WrongFact as wrong:
        _refuse(str(wrong))
    except (rulebook.RuleFileError, json.JSONDecodeError, OSError, pl.exceptions.PolarsError) as error:
        _refuse(str(error))


def _refuse(message: str) -> None:
    typer.echo(message, err=True)
    raise typer.Exit(2)


def _day(typed: str) -> dt.date:
    try:
        return dt.date.fromisoformat(typed) if typed else clock.today()
    except ValueError:
        raise typer.BadParameter(f"{typed} is no day; write it as 2024-06-30") from None


def _read(source: str) -> Mapping[str, Any]:
    raw = json.loads(sys.stdin.read() if source == "-" else Path(source).read_text("utf-8")) if source else {}
    if not isinstance(raw, dict):
        _refuse('The facts must be one JSON object: {"age": 25}')
    return raw


@rules.command("list")
def list_(
    aim: Annotated[str, typer.Option(help="Only measures with this aim.")] = "",
    language: Language = "nl",
    as_json: Json = False,
) -> None:
    """Every measure: its id, what it is for, and since when."""
    rows = [describe.row(one) for one in rulebook.of_flanders().measures.values() if aim in ("", one.aim.value)]
    if as_json:
        typer.echo(json.dumps(rows, indent=1, ensure_ascii=False))
        return
    table = Table("measure", "title", "aim", "from", "until")
    for row in rows:
        table.add_row(row["id"], row["title"][language], row["aim"], row["valid_from"], row["valid_until"] or "")
    screen.print(table)


@rules.command()
def show(measure: str, language: Language = "nl", as_json: Json = False) -> None:
    """One measure: versions, values, sources, and the facts that it asks for."""
    with _told():
        book = rulebook.of_flanders()
        told = describe.measure(book, book.measure(measure))
    if as_json:
        typer.echo(json.dumps(told, indent=1, ensure_ascii=False))
        return
    screen.print(
        f"[bold]{told['title'][language]}[/bold] ({told['id']}), {told['aim']}; looked at on: {told['anchor']}"
    )
    for version in told["versions"]:
        screen.print(f"\n{version['valid_from']} – {version['valid_until'] or '...'}  ({version['state']})")
        for condition in version["conditions"]:
            screen.print(f"  - {condition[language]}")
        screen.print(f"  Sources: {'; '.join(version['sources'])}")
    table = Table("value", "from", "until", "is", "unit", "verified")
    for value in told["parameters"]:
        for one in value["versions"]:
            table.add_row(
                value["id"],
                one["valid_from"],
                one["valid_until"] or "",
                one["value"],
                one["unit"],
                str(one["verified"]),
            )
    screen.print(table)
    screen.print("Facts: " + ", ".join(fact["id"] for fact in told["facts"]))


@rules.command()
def explain(
    measure: str, facts: Facts = "", on: On = "", known: Known = "", language: Language = "nl", as_json: Json = False
) -> None:
    """Whether somebody has a right to a measure: yes, no or unknown, why, how much, and what to ask next."""
    with _told():
        book = rulebook.of_flanders()
        told = answer(
            book,
            book.measure(measure),
            book.parse(_read(facts)),
            on=_day(on),
            known_on=_day(known) if known else None,
        )
    _print(told, language, as_json=as_json)


@rules.command()
def ask(measure: str, facts: Facts = "", on: On = "", language: Language = "nl", as_json: Json = False) -> None:
    """Ask on the screen what is not known yet, the most useful question first, until the answer is there."""
    with _told():
        book = rulebook.of_flanders()
        subject, day = book.measure(measure), _day(on)
        values = book.parse(_read(facts))
    skipped: set[str] = set()
    while True:
        told = answer(book, subject, values, on=day)
        question = next((fact for fact in (told.next_question, *told.missing) if fact and fact.id not in skipped), None)
        if question is None:
            break
        value = _asked(question, language)
        if value is None:
            skipped.add(question.id)
        else:
            values[question.id] = value
    _print(told, language, as_json=as_json)


def _asked(fact: Fact, language: str) -> Value | None:
    """The answer on the screen; None when it is left open."""
    hint = ""
    if fact.kind is Kind.BOOLEAN:
        hint = " (ja/nee)" if language == "nl" else " (true/false)"
    elif fact.choices:
        hint = " (" + ", ".join(f"{id}: {text.in_language(language)}" for id, text in fact.choices.items()) + ")"
    while True:
        typed = typer.prompt(fact.question.in_language(language) + hint, default="", show_default=False, err=True)
        if not typed.strip():
            return None
        try:
            return fact.parse(typed)
        except WrongFact as wrong:
            typer.echo(wrong.problem.in_language(language), err=True)


@rules.command()
def population(
    measure: Annotated[str, typer.Argument(help="A measure; without one, all.")] = "",
    people: People = "",
    synthetic: Size = 100_000,
    on: On = "",
    as_json: Json = False,
) -> None:
    """How many people have a right to a measure, surely and possibly, and to how much."""
    with _told():
        book = rulebook.of_flanders()
        frame = _people(book, people, synthetic)
        measures = [book.measure(measure)] if measure else list(book.measures.values())
        rows = [_counted(book, one, frame, _day(on)) for one in measures]
    if as_json:
        typer.echo(json.dumps(rows, indent=1))
        return
    table = Table("measure", "people", "certain", "possible", "at least", "at most", "unit")
    for row in rows:
        table.add_row(*("" if cell is None else str(cell) for cell in row.values()))
    screen.print(table)


def _counted(book: rulebook.Rulebook, measure: Measure, frame: pl.DataFrame, on: dt.date) -> dict[str, Any]:
    got = count(book, measure, frame, on=on)
    return {
        "measure": measure.id,
        "people": got.people,
        "certain": got.certain,
        "possible": got.possible,
        "low": euro(got.low) if measure.unit.startswith("EUR") else None,
        "high": euro(got.high) if measure.unit.startswith("EUR") and got.high is not None else None,
        "unit": measure.unit,
    }


@rules.command()
def compare(
    reform: Annotated[str, typer.Option("--reform", help="A YAML file with what changes.")],
    people: People = "",
    synthetic: Size = 100_000,
    on: On = "",
    by: Annotated[str, typer.Option(help="Groups, as region,status.")] = "",
    as_json: Json = False,
) -> None:
    """Law and reform side by side: who gains, who loses, how much, for each group."""
    with _told():
        book = rulebook.of_flanders()
        changed = reforms.read(Path(reform), book)
        day = _day(on) if on else max(clock.today(), changed.since)
        frame, groups = _people(book, people, synthetic), [name for name in by.split(",") if name]
        if missing := [name for name in groups if name not in frame.columns]:
            _refuse(f"The people have no column {', '.join(missing)}; they have {', '.join(frame.columns)}")
        after = changed.over(book)
        told = {
            one.id: reforms.compare(book, after, one.id, frame, on=day, by=groups)
            for one in book.measures.values()
            if changed.touches(one)
        }
    if as_json:
        content = {
            "reform": changed.id,
            "on": day.isoformat(),
            "measures": {id: table.to_dicts() for id, table in told.items()},
        }
        typer.echo(json.dumps(content, indent=1, default=str))
        return
    for id, found in told.items():
        table = Table(*found.columns, title=id)
        for row in found.iter_rows():
            table.add_row(*map(str, row))
        screen.print(table)


@rules.command()
def trap(facts: Facts = "", on: On = "", language: Language = "nl", as_json: Json = False) -> None:
    """What a household gains in a month by going to work, at least and at most, and what was not counted."""
    with _told():
        book = rulebook.of_flanders()
        told = traps.trap(book, traps.parse(book, _read(facts)), on=_day(on)).as_json(language)
    if as_json:
        typer.echo(json.dumps(told, indent=1, ensure_ascii=False))
        return
    screen.print(f"[bold]Gain a month[/bold] on {told['on']}: {_between(told['gain'])}; a trap: {told['trap']}")
    for part in told["parts"]:
        screen.print(f"  {part['text']}: {_between(part)}")
    for part in told["once"]:
        screen.print(f"  Once, {part['text']}: {_between(part)}")
    if told["missing"]:
        screen.print("It would be told better with: " + ", ".join(told["missing"]))
    for text in told["not_counted"].values():
        screen.print(f"[yellow]Not counted: {text}[/yellow]")


def _between(ends: Mapping[str, str | None]) -> str:
    return str(ends["low"]) if ends["low"] == ends["high"] else f"{ends['low'] or '?'} to {ends['high'] or '?'}"


def _people(book: rulebook.Rulebook, file: str, size: int) -> pl.DataFrame:
    return prepare(book, pl.read_parquet(file) if file else synthetic(size))


def _print(told: Answer, language: str, *, as_json: bool) -> None:
    content = told.as_json(language)
    if as_json:
        typer.echo(json.dumps(content, indent=1, ensure_ascii=False))
        return
    signs = {True: "yes    ", False: "no     ", None: "unknown"}
    screen.print(f"[bold]{told.measure.title.in_language(language)}[/bold] on {told.on}: {said(told.outcome)}")
    for reason in told.conditions:
        screen.print(f"  {signs[reason.outcome]}  {reason.text.in_language(language)}  [dim]({reason.source})[/dim]")
    if content["amount"]:
        screen.print(
            f"Amount: {content['amount']['low']} to {content['amount']['high'] or '?'} {content['amount']['unit']}"
        )
    for label, day in (("from", told.eligible_from), ("until", told.eligible_until)):
        if day:
            screen.print(f"Eligible {label}: {day}")
    for way in content["changes"]:
        screen.print("It would be yes with: " + " + ".join(way))
    if content["next_question"]:
        screen.print(f"Ask: {content['next_question']['text']}")
    for warning in content["warnings"]:
        screen.print(f"[yellow]{warning}[/yellow]")
