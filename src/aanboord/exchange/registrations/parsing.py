"""From a row to a statement: what each source must say, and what is wrong when it does not."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from aanboord import rulebook
from aanboord.core.identifiers import IdentifierError, Insz, parse_insz, parse_kbo
from aanboord.core.names import display_name, name_key
from aanboord.rulebook.calendar import add_months

from .statements import (
    Facts,
    Fault,
    Integration,
    SchoolLeaving,
    SocialAssistance,
    Source,
    Statement,
    TemporaryUnemployment,
    Welfare,
    gettext_noop,
)

Value = TypeVar("Value")
Said = tuple[Facts, str]

LONGEST_NAME: Final = 100
FIRST_DAY: Final = date(1900, 1, 1)
MONTHS_AHEAD: Final = 24
"""Sources announce what is to come; a day that lies further ahead is a slip of the pen."""

_DAY_FIRST: Final = re.compile(r"(?P<day>[0-9]{1,2})([-/.])(?P<month>[0-9]{1,2})\2(?P<year>[0-9]{4})")
_YEAR_FIRST: Final = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?:[T ]00:00(?::00)?)?")
_WHOLE_NUMBER: Final = re.compile(r"([0-9]{1,4})(?:[.,]0+)?")
_LANGUAGE_LEVEL: Final = re.compile(r"[ABC][12]")
_INSZ_FAULTS: Final = {
    "format": gettext_noop("Het nummer ontbreekt of bevat iets anders dan cijfers."),
    "length": gettext_noop("Het nummer heeft geen 11 cijfers."),
    "checksum": gettext_noop("De controlecijfers van het nummer kloppen niet."),
    "birth-date": gettext_noop("De geboortedatum in het nummer kan niet."),
    "fictional": gettext_noop("Het nummer is dat van een fictieve persoon."),
}


@dataclass(frozen=True)
class Setting:
    """What reading a row needs to know of the world.

    ``current_nis`` gives the code of today for the NIS code of a municipality of today or of before a merger, and None
    for any other.
    """

    current_nis: Callable[[str], str | None]
    today: date
    fictional_allowed: bool


def parse(source: Source, values: Mapping[str, str], setting: Setting) -> Statement | tuple[Fault, ...]:
    """The statement that a row makes (its values by column of COLUMNS), or all its faults, gravest first."""
    layout = _LAYOUTS[source]
    row = _Row(values, setting)
    insz = row.take("insz", row.insz)
    family_name = row.take("naam", _name)
    given_name = row.take("voornaam", _name)
    nis = row.take("nis", row.municipality)
    since = row.take(layout.since, row.mandate if source is Source.OCMW else row.day)
    if insz and since and insz.birth_date and since < insz.birth_date:
        row.faults.append(Fault("date-impossible", layout.since, gettext_noop("De datum ligt voor de geboorte.")))
    said = layout.read(row, since)
    if row.faults or insz is None or family_name is None or given_name is None or nis is None or not (since and said):
        return tuple(row.faults)
    facts, exempt = said
    return Statement(
        source, insz, family_name, given_name, nis, since, facts, exempt=exempt, remarks=tuple(row.remarks)
    )


class _Faulty(Exception):
    """A value that cannot be taken."""

    def __init__(self, code: str, message_nl: str) -> None:
        super().__init__(code)
        self.code = code
        self.message_nl = message_nl


class _Row:
    """A row being read. It gathers all faults, so that whoever mends it sees them at once."""

    def __init__(self, values: Mapping[str, str], setting: Setting) -> None:
        self._values = values
        self._setting = setting
        self.faults: list[Fault] = []
        self.remarks: list[Fault] = []

    def take(self, column: str, read: Callable[[str], Value]) -> Value | None:
        """The value of a column; None, and a fault, when it cannot be read."""
        return self._read(column, read, self.faults)

    def take_if_sound(self, column: str, read: Callable[[str], Value]) -> Value | None:
        """The same for what a registration can do without: None, and a remark unless the column is empty."""
        return self._read(column, read, self.remarks) if self._values.get(column) else None

    def _read(self, column: str, read: Callable[[str], Value], faults: list[Fault]) -> Value | None:
        try:
            return read(self._values.get(column, ""))
        except _Faulty as faulty:
            faults.append(Fault(faulty.code, column, faulty.message_nl))
        return None

    def insz(self, text: str) -> Insz:
        try:
            return parse_insz(text, fictional_allowed=self._setting.fictional_allowed, today=self._setting.today)
        except IdentifierError as error:
            raise _Faulty(f"insz-{error.code}", _INSZ_FAULTS[error.code]) from None

    def municipality(self, text: str) -> str:
        nis = self._setting.current_nis(text)
        if nis is None:
            raise _Faulty("municipality-unknown", gettext_noop("Deze NIS-code is die van geen gemeente."))
        return nis

    def day(self, text: str) -> date:
        if not text:
            raise _Faulty("date-missing", gettext_noop("De datum ontbreekt."))
        written = _DAY_FIRST.fullmatch(text) or _YEAR_FIRST.fullmatch(text)
        if not written:
            raise _Faulty(
                "date-format", gettext_noop("De datum is niet geschreven als dag, maand, jaar of jaar-maand-dag.")
            )
        try:
            day = date(int(written["year"]), int(written["month"]), int(written["day"]))
        except ValueError:
            raise _Faulty("date-impossible", gettext_noop("Deze datum bestaat niet.")) from None
        if not FIRST_DAY <= day <= add_months(self._setting.today, MONTHS_AHEAD):
            raise _Faulty("date-impossible", gettext_noop("De datum ligt te ver in het verleden of in de toekomst."))
        return day

    def mandate(self, text: str) -> date:
        if not text:
            raise _Faulty(
                "mandate-missing", gettext_noop("Er is geen datum van een mandaat: zonder mandaat geen inschrijving.")
            )
        return self.day(text)


def _name(text: str) -> str:
    if not name_key(text):
        raise _Faulty("name-missing", gettext_noop("De naam ontbreekt."))
    name = display_name(text)
    if len(name) > LONGEST_NAME:
        raise _Faulty("name-too-long", gettext_noop("De naam telt meer dan 100 tekens."))
    return name


def _kbo(text: str) -> str:
    try:
        return parse_kbo(text)
    except IdentifierError:
        raise _Faulty("kbo", gettext_noop("Het ondernemingsnummer klopt niet.")) from None


def _whole_number(text: str) -> int:
    written = _WHOLE_NUMBER.fullmatch(text)
    if not written:
        raise _Faulty("number", gettext_noop("Het aantal is geen geheel getal."))
    return int(written[1])


def _yes_or_no(text: str) -> bool:
    answers = {"ja": True, "j": True, "nee": False, "neen": False, "n": False}
    if text.casefold() not in answers:
        raise _Faulty("value-unknown", gettext_noop("De waarde is geen ja of nee."))
    return answers[text.casefold()]


def _language_level(text: str) -> str | None:
    level = text.upper()
    if level == "GEEN":
        return None
    if not _LANGUAGE_LEVEL.fullmatch(level):
        raise _Faulty("value-unknown", gettext_noop("Het taalniveau is geen niveau van A1 tot C2."))
    return level


def _qualification(text: str) -> str:
    if not text:
        raise _Faulty("value-unknown", gettext_noop("De kwalificatie ontbreekt."))
    return "" if text.casefold() == "geen" else display_name(text)


def _welfare(text: str) -> Welfare:
    try:
        return Welfare(" ".join(text.casefold().split()))
    except ValueError:
        raise _Faulty(
            "value-unknown", gettext_noop("Het statuut is geen leefloon en geen equivalent leefloon.")
        ) from None


def _temporary_unemployment(row: _Row, since: date | None) -> Said | None:
    days = row.take("dagen_tijdelijk_werkloos", _whole_number)
    employer = row.take_if_sound("werkgever_kbo", _kbo)
    if days is None or since is None:
        return None
    return TemporaryUnemployment(days, employer), _exempt_by_days(days, since)


def _exempt_by_days(days: int, since: date) -> str:
    try:
        threshold = rulebook.parameter("temporary-unemployment-days").on(since)
    except rulebook.NotInForce:
        return "rule-not-in-force"
    return "" if days > threshold.value else "few-days"


def _school_leaving(row: _Row, _since: date | None) -> Said | None:
    qualification = row.take("kwalificatie", _qualification)
    institution = row.take_if_sound("instelling", display_name) or ""
    if qualification is None:
        return None
    return SchoolLeaving(qualification, institution), "qualified" if qualification else ""


def _integration(row: _Row, _since: date | None) -> Said | None:
    perspective = row.take("arbeidsperspectief", _yes_or_no)
    level = row.take_if_sound("taalniveau", _language_level)
    if perspective is None:
        return None
    return Integration(perspective, level), "" if perspective else "no-labour-perspective"


def _social_assistance(row: _Row, _since: date | None) -> Said | None:
    ocmw = row.take("ocmw_kbo", _kbo)
    kind = row.take("statuut", _welfare)
    if ocmw is None or kind is None:
        return None
    return SocialAssistance(ocmw, kind), ""


@dataclass(frozen=True)
class _Layout:
    """The columns of a source beside those of the person: its day, its facts, and how these are read."""

    since: str
    facts: tuple[str, str]
    read: Callable[[_Row, date | None], Said | None]


_LAYOUTS: Final = {
    Source.RVA: _Layout("datum_begin", ("dagen_tijdelijk_werkloos", "werkgever_kbo"), _temporary_unemployment),
    Source.EDUCATION: _Layout("datum_uitstroom", ("kwalificatie", "instelling"), _school_leaving),
    Source.INTEGRATION: _Layout("datum_start_traject", ("arbeidsperspectief", "taalniveau"), _integration),
    Source.OCMW: _Layout("datum_mandaat", ("ocmw_kbo", "statuut"), _social_assistance),
}

COLUMNS: Final = {
    source: ("insz", "naam", "voornaam", "nis", layout.since, *layout.facts) for source, layout in _LAYOUTS.items()
}
"""The columns that a delivery of each source must have."""
