"""The factors that may weigh in the estimate: one open table, from which all else follows.

A factor is an ordered ladder of levels and a *sense*: whether a higher level may only raise or may only lower the
chance. Encoding, training, reasons, model card and the check of a training file all read this table.

What is absent is absent on purpose: sex, age, origin, nationality, religion, health and judicial data never weigh in.
"""

from __future__ import annotations

import hashlib
import json
import math
from bisect import bisect_right
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from .errors import BadValue
from .texts import Text


class Education(StrEnum):
    """Highest level of education: at most lower secondary, upper secondary, higher education."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


class Regime(StrEnum):
    """The widest work regime that a person seeks."""

    FEW_HOURS = "few_hours"
    PART_TIME = "part_time"
    FULL_TIME = "full_time"
    FULL_TIME_ANY_SHIFT = "full_time_any_shift"


class Sense(IntEnum):
    """What a higher level may do to the chance."""

    RAISES = 1
    LOWERS = -1


Value = float | int | bool | str


@dataclass(frozen=True, slots=True)
class Factor:
    """One thing a screening knows. ``labels`` name the levels from low to high.

    An amount has ``edges``, the lowest value of each level but the first, and a ``maximum``; a choice has ``codes``,
    one for each level. ``workable``: guidance can help a person move up or down this ladder.
    """

    key: str
    title: Text
    labels: tuple[Text, ...]
    sense: Sense
    edges: tuple[float, ...] = ()
    codes: tuple[str | bool, ...] = ()
    maximum: float = math.inf
    whole: bool = False
    workable: bool = False

    def check(self, value: Value) -> None:
        """Raises BadValue when the value cannot be one of this factor."""
        if self.codes:
            if value not in self.codes or isinstance(value, bool) is not isinstance(self.codes[0], bool):
                raise self._bad(self._choices_text())
            return
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._bad(_A_NUMBER)
        if not 0 <= value <= self.maximum:  # also refuses NaN
            raise self._bad(
                Text(f"moet tussen 0 en {self.maximum:g} liggen", f"must lie between 0 and {self.maximum:g}")
            )
        if self.whole and value != int(value):
            raise self._bad(Text("moet een geheel getal zijn", "must be a whole number"))

    def level(self, value: Value) -> int:
        """The level of a checked value, 0 for the lowest."""
        if self.codes:
            return self.codes.index(value)
        return bisect_right(self.edges, float(value))

    def read(self, written: str) -> Value:
        """The value as a training file writes it: a code, yes or no, a number with point or comma. Raises BadValue."""
        written = written.strip().lower()
        if self.codes and isinstance(self.codes[0], bool):
            if written not in _YES | _NO:
                raise self._bad(self._choices_text())
            return written in _YES
        if self.codes:
            self.check(written)
            return written
        try:
            value = float(written.replace(",", "."))
        except ValueError:
            raise self._bad(_A_NUMBER) from None
        self.check(value)
        return int(value) if self.whole else value

    def _bad(self, text: Text) -> BadValue:
        return BadValue(self.key, text)

    def _choices_text(self) -> Text:
        if isinstance(self.codes[0], bool):
            return Text("moet ja of nee zijn", "must be yes or no")
        listed = ", ".join(str(code) for code in self.codes)
        return Text(f"moet een van deze zijn: {listed}", f"must be one of: {listed}")


_A_NUMBER = Text("moet een getal zijn", "must be a number")
_YES = frozenset({"yes", "ja", "true", "1"})
_NO = frozenset({"no", "nee", "false", "0"})
_THRESHOLD = (
    Text("geen drempel", "no threshold"),
    Text("een lichte drempel", "a light threshold"),
    Text("een zware drempel", "a heavy threshold"),
)
_MONTHS = (3.0, 6.0, 12.0, 24.0, 60.0)


FACTORS: tuple[Factor, ...] = (
    Factor(
        "months_registered",
        Text("Tijd ingeschreven", "Time registered"),
        (
            Text("minder dan 3 maanden ingeschreven", "registered for less than 3 months"),
            Text("3 tot 6 maanden ingeschreven", "registered for 3 to 6 months"),
            Text("6 maanden tot 1 jaar ingeschreven", "registered for 6 months to 1 year"),
            Text("1 tot 2 jaar ingeschreven", "registered for 1 to 2 years"),
            Text("2 tot 5 jaar ingeschreven", "registered for 2 to 5 years"),
            Text("5 jaar of langer ingeschreven", "registered for 5 years or longer"),
        ),
        Sense.LOWERS,
        edges=_MONTHS,
        maximum=720,
    ),
    Factor(
        "months_since_work",
        Text("Laatste werk", "Last work"),
        (
            Text("minder dan 3 maanden geleden", "less than 3 months ago"),
            Text("3 tot 6 maanden geleden", "3 to 6 months ago"),
            Text("6 maanden tot 1 jaar geleden", "6 months to 1 year ago"),
            Text("1 tot 2 jaar geleden", "1 to 2 years ago"),
            Text("2 tot 5 jaar geleden", "2 to 5 years ago"),
            Text("5 jaar of langer geleden", "5 years ago or longer"),
        ),
        Sense.LOWERS,
        edges=_MONTHS,
        maximum=720,
    ),
    Factor(
        "experience_years",
        Text("Ervaring in het beroep", "Experience in the occupation"),
        (
            Text("geen half jaar ervaring in het gezochte beroep", "less than half a year in the target occupation"),
            Text("een half jaar tot 2 jaar ervaring", "half a year to 2 years of experience"),
            Text("2 tot 5 jaar ervaring", "2 to 5 years of experience"),
            Text("5 jaar ervaring of meer", "5 years of experience or more"),
        ),
        Sense.RAISES,
        edges=(0.5, 2, 5),
        maximum=60,
        workable=True,
    ),
    Factor(
        "language_gap",
        Text("Taal", "Language"),
        (
            Text("het niveau dat het jobdoelwit vraagt", "the level that the job target asks"),
            Text("één niveau onder wat het jobdoelwit vraagt", "one level below what the job target asks"),
            Text("twee niveaus onder wat het jobdoelwit vraagt", "two levels below what the job target asks"),
            Text(
                "drie of meer niveaus onder wat het jobdoelwit vraagt",
                "three or more levels below what the job target asks",
            ),
        ),
        Sense.LOWERS,
        edges=(1, 2, 3),
        maximum=6,
        whole=True,
        workable=True,
    ),
    Factor(
        "digital",
        Text("Digitale vaardigheden", "Digital skills"),
        _THRESHOLD,
        Sense.LOWERS,
        edges=(1, 2),
        maximum=2,
        whole=True,
        workable=True,
    ),
    Factor(
        "mobility",
        Text("Mobiliteit", "Mobility"),
        _THRESHOLD,
        Sense.LOWERS,
        edges=(1, 2),
        maximum=2,
        whole=True,
        workable=True,
    ),
    Factor(
        "child_care",
        Text("Kinderopvang", "Child care"),
        _THRESHOLD,
        Sense.LOWERS,
        edges=(1, 2),
        maximum=2,
        whole=True,
        workable=True,
    ),
    Factor(
        "education",
        Text("Opleiding", "Education"),
        (
            Text("geen diploma secundair onderwijs", "no upper secondary certificate"),
            Text("diploma secundair onderwijs", "upper secondary certificate"),
            Text("diploma hoger onderwijs", "higher education degree"),
        ),
        Sense.RAISES,
        codes=tuple(Education),
    ),
    Factor(
        "heavy_thresholds",
        Text("Zware drempels (wonen, geld, netwerk)", "Heavy thresholds (housing, money, network)"),
        (
            Text("geen zware drempels", "no heavy thresholds"),
            Text("één zware drempel", "one heavy threshold"),
            Text("twee zware drempels", "two heavy thresholds"),
            Text("drie zware drempels", "three heavy thresholds"),
        ),
        Sense.LOWERS,
        edges=(1, 2, 3),
        maximum=3,
        whole=True,
        workable=True,
    ),
    Factor(
        "light_thresholds",
        Text("Lichte drempels (wonen, geld, netwerk)", "Light thresholds (housing, money, network)"),
        (
            Text("geen lichte drempels", "no light thresholds"),
            Text("één lichte drempel", "one light threshold"),
            Text("twee lichte drempels", "two light thresholds"),
            Text("drie lichte drempels", "three light thresholds"),
        ),
        Sense.LOWERS,
        edges=(1, 2, 3),
        maximum=3,
        whole=True,
        workable=True,
    ),
    Factor(
        "regime",
        Text("Werkregime", "Work regime"),
        (
            Text("zoekt enkele uren per week", "seeks a few hours a week"),
            Text("zoekt deeltijds werk", "seeks part-time work"),
            Text("zoekt voltijds werk", "seeks full-time work"),
            Text(
                "zoekt voltijds werk, ook in ploegen of in het weekend", "seeks full-time work, shifts and weekends too"
            ),
        ),
        Sense.RAISES,
        codes=tuple(Regime),
    ),
    Factor(
        "shortage_occupation",
        Text("Gezocht beroep", "Target occupation"),
        (
            Text("geen knelpuntberoep", "not a shortage occupation"),
            Text("een knelpuntberoep", "a shortage occupation"),
        ),
        Sense.RAISES,
        codes=(False, True),
    ),
    Factor(
        "seekers_per_vacancy",
        Text("Arbeidsmarkt in de regio", "Labour market in the region"),
        (
            Text("minder dan 1,5 werkzoekende per vacature", "fewer than 1.5 job seekers per vacancy"),
            Text("1,5 tot 2,5 werkzoekenden per vacature", "1.5 to 2.5 job seekers per vacancy"),
            Text("2,5 tot 4 werkzoekenden per vacature", "2.5 to 4 job seekers per vacancy"),
            Text("4 tot 6 werkzoekenden per vacature", "4 to 6 job seekers per vacancy"),
            Text("6 of meer werkzoekenden per vacature", "6 or more job seekers per vacancy"),
        ),
        Sense.LOWERS,
        edges=(1.5, 2.5, 4, 6),
        maximum=1000,
    ),
)


def _fingerprint() -> str:
    ladders = [[f.key, int(f.sense), list(f.edges), [str(code) for code in f.codes]] for f in FACTORS]
    return hashlib.sha256(json.dumps(ladders).encode()).hexdigest()[:16]


FACTORS_VERSION = _fingerprint()
"""Changes with any change of keys, ladders or senses: a model trained on other ladders is refused."""
