"""Running the importer as its user does, and everything that the database then holds, without identities and times."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import models
from typer.testing import CliRunner, Result

from aanboord.cli import application
from aanboord.core.access import Actor
from aanboord.core.identifiers import Sex, fictional_insz
from aanboord.dossiers.models import Dossier, Registration
from aanboord.exchange import importing
from aanboord.exchange.models import Hold, QuarantinedRow, Statement
from aanboord.journal.models import Event, Stream
from aanboord.people.models import Mandate, NameToken, Person, PossibleDuplicate, StatusPeriod
from aanboord.terms.models import Term
from tests.exchange.deliveries import PERSON, SOUND, Source

#: Of whom, or of which row, each record is: what stays the same when identities do not.
OWNERS: dict[type[models.Model], str] = {
    Person: "insz",
    Dossier: "person__insz",
    Registration: "dossier__person__insz",
    StatusPeriod: "person__insz",
    Mandate: "person__insz",
    NameToken: "person__insz",
    Statement: "person__insz",
    PossibleDuplicate: "first__insz",
    QuarantinedRow: "line",
    Hold: "line",
}
MOMENTS = (models.DateTimeField, models.ForeignKey, models.UUIDField, models.AutoField)


def aanboord(*arguments: object) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(application(), [str(argument) for argument in arguments])


def imported(file: Path, source: Source = Source.RVA, *, apply: bool = True) -> dict[str, int]:
    """The counts of a run that went well."""
    asked = ["import-registrations", file, "--source", source.value, "--json", *(["--apply"] if apply else [])]
    result = aanboord(*asked)
    assert result.exit_code == 0, result.output
    counts: dict[str, int] = json.loads(result.stdout)
    return counts


def carried_out(file: Path, source: Source) -> dict[str, int]:
    """The same without the command around it, for tests that import a hundred times."""
    by = Actor.system()
    with file.open("rb") as stream:
        delivery = importing.begin(source, file.name, *importing.digest(stream), by=by)
        return importing.carry_out(stream, delivery, by=by).counts


def written(file: Path, *rows: dict[str, str], source: Source = Source.RVA) -> Path:
    """A delivery with these rows, each sound where it says nothing else."""
    columns = list(SOUND[source])
    lines = [";".join((SOUND[source] | row)[column] for column in columns) for row in rows]
    file.write_text("\n".join([";".join(columns), *lines]) + "\n", encoding="utf-8")
    return file


def many(count: int, **values: str) -> list[dict[str, str]]:
    """Rows of that many people."""
    first = dt.date(1970, 1, 1)
    return [
        PERSON
        | {
            "insz": fictional_insz(first + dt.timedelta(days=number), 0, Sex.FEMALE).digits,
            "naam": f"Van Naam {number}",
        }
        | values
        for number in range(count)
    ]


def held(*, journal: bool = True) -> dict[str, list[Any]]:
    """Everything that a delivery may change."""
    content = {model.__name__: _rows(model, owner) for model, owner in OWNERS.items()}
    numbers = {person.pk: person.insz for person in Person.objects.all()}
    content["Term"] = sorted(
        (
            str(numbers[term.subject]),
            term.code,
            str(term.started_on),
            str(term.due_on),
            str(term.met_on),
            str(term.lapsed_on),
        )
        for term in Term.objects.all()
    )
    if journal:
        content["Event"] = sorted(
            (str(numbers.get(event.stream_id)), event.number, event.kind, json.dumps(_told(event.data), sort_keys=True))
            for event in Event.objects.filter(stream__in=numbers)
        )
        content["Stream"] = sorted((str(numbers[one.pk]), one.length) for one in Stream.objects.filter(pk__in=numbers))
    return content


def _told(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if not isinstance(value, dict)}


def _rows(model: type[models.Model], owner: str) -> list[str]:
    fields: Iterable[str] = [
        field.name
        for field in model._meta.concrete_fields
        if not isinstance(field, MOMENTS) and field.name != "version"
    ]
    return sorted(json.dumps(row, default=str) for row in model._default_manager.values_list(owner, *fields))
