"""What the rulebook holds: entries with versions in time, each with its source and how sure it is."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Generic, TypeVar

from .calendar import add_months, add_working_days


class UnknownRule(LookupError):
    """No such entry in the rulebook."""


class NotInForce(LookupError):
    """The rule has no value in force on that date."""


class State(Enum):
    """How far the rule is on its way to law. Only what is in force counts; a draft is kept beside it."""

    DRAFT = "draft"
    APPROVED_IN_PRINCIPLE = "approved-in-principle"
    IN_FORCE = "in-force"
    ABOLISHED = "abolished"


class Unit(Enum):
    """What a value counts. Terms count months, days or working days; euro are held in cents, percents in hundredths."""

    MONTHS = "months"
    DAYS = "days"
    WORKING_DAYS = "working-days"
    WEEKS = "weeks"
    YEARS = "years"
    HOURS = "hours"
    COUNT = "count"
    EURO = "euro"
    PERCENT = "percent"


class NotKnown(LookupError):
    """The rule has a value in force on that date, but nobody could find which."""


class Anchor(Enum):
    """The day from which a term runs."""

    REGISTRATION = "registration"
    INTEGRATION_START = "integration-start"
    REGISTRATION_AS_SCHOOL_LEAVER = "registration-as-school-leaver"
    START_OF_WORK = "start-of-work"


@dataclass(frozen=True)
class Text:
    """One text in both languages of the interface."""

    nl: str
    en: str

    def in_language(self, code: str) -> str:
        """English for ``en`` and its variants, else Dutch."""
        return self.en if code.split("-")[0] == "en" else self.nl


@dataclass(frozen=True)
class Version:
    """A value with its period.

    ``valid_until`` is the last day, None while open. ``known_on`` is the day on which the value was public at the
    latest. ``verified`` is False when nobody checked the value against a source that settles it: whoever shows a result
    says so; ``verified_until`` is the last day for which somebody did. ``sources`` are rows of the policy map or names
    of pages. A value that could not be found is open: it lies somewhere from ``low`` to ``high``.
    """

    id: str
    title: Text
    valid_from: date
    valid_until: date | None
    known_on: date
    state: State
    low: int
    high: int
    unit: Unit
    verified: bool
    sources: tuple[str, ...]
    verified_until: date | None = None

    @property
    def value(self) -> int:
        """The value itself. Raises NotKnown when it is open."""
        if self.low != self.high:
            raise NotKnown(f"{self.id} has no known value from {self.valid_from}")
        return self.low


@dataclass(frozen=True)
class TermVersion(Version):
    """The length of a term in one period."""

    def due(self, start: date) -> date:
        """The last day on which the duty is met in time, when its clock starts on ``start``."""
        match self.unit:
            case Unit.MONTHS:
                return add_months(start, self.value)
            case Unit.WORKING_DAYS:
                return add_working_days(start, self.value)
            case Unit.WEEKS:
                return start + timedelta(weeks=self.value)
            case Unit.DAYS:
                return start + timedelta(days=self.value)
            case _:
                raise ValueError(f"{self.id}: no term is counted in {self.unit.value}")


AnyVersion = TypeVar("AnyVersion", bound=Version, covariant=True)


@dataclass(frozen=True)
class Entry(Generic[AnyVersion]):
    """A rule through time: ``versions`` in force or abolished, one after another; ``drafts`` never count as law."""

    id: str
    title: Text
    versions: tuple[AnyVersion, ...]
    drafts: tuple[AnyVersion, ...]

    def on(self, day: date) -> AnyVersion:
        """The version in force on that day. Raises NotInForce."""
        for version in reversed(self.versions):
            if version.valid_from <= day:
                if version.state is State.ABOLISHED or (version.valid_until and version.valid_until < day):
                    break
                return version
        raise NotInForce(f"{self.id} is not in force on {day}")


@dataclass(frozen=True)
class Parameter(Entry[Version]):
    """A value that policy sets."""


@dataclass(frozen=True)
class Term(Entry[TermVersion]):
    """A duty with a clock that starts on the day of its anchor."""

    anchor: Anchor
