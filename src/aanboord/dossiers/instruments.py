"""What each instrument is for, in one plain sentence with its source (PACT24-4.1-b, -c).

The conditions are the rulebook's.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models.work import Instrument


class Aim(TextChoices):
    """What an instrument strengthens."""

    TECHNICAL = "technical", _("Een vak leren op de werkvloer")
    GENERIC = "generic", _("Werkervaring, werkritme en drempels wegwerken")
    TRAINING = "training", _("Een opleiding volgen")
    ACTIVITY = "activity", _("Zinvol bezig zijn, nog zonder loon")


@dataclass(frozen=True, slots=True)
class Guide:
    """What one instrument is for."""

    instrument: Instrument
    aim: Aim
    sentence: Promise
    source: str

    @property
    def label(self) -> str:
        return str(self.instrument.label)


PACT = "Pact Samen en lokaal voor werk, 4.1"
NOTE = "Beleidsnota Werk en Sociale Economie 2019-2024, V.1.2"

GUIDE: dict[str, Guide] = {
    guide.instrument.value: guide
    for guide in (
        Guide(
            Instrument.IBO,
            Aim.TECHNICAL,
            _("Je leert op de werkvloer wat je nog mist voor een job. Daarna moet de werkgever je aanwerven."),
            f"{PACT}, voetnoot 4",
        ),
        Guide(
            Instrument.OS,
            Aim.TECHNICAL,
            _("Je leert een vak op de opleidingsvloer en oefent het in een bedrijf: op het werk alleen lukt het niet."),
            f"{PACT}, voetnoot 5",
        ),
        Guide(
            Instrument.BIS,
            Aim.TECHNICAL,
            _("Je leert op de werkvloer het laatste dat je nog mist. De werkgever hoeft je daarna niet aan te werven."),
            f"{PACT}, voetnoot 6",
        ),
        Guide(
            Instrument.WES,
            Aim.GENERIC,
            _("Je doet werkervaring op: op tijd komen, samenwerken, volhouden. Een vak leren is niet het doel."),
            PACT,
        ),
        Guide(
            Instrument.WIJK_WERKEN,
            Aim.GENERIC,
            _("Je doet enkele uren per week klussen in je buurt, als opstap naar werk."),
            PACT,
        ),
        Guide(
            Instrument.TWE,
            Aim.GENERIC,
            _("Je krijgt tijdelijk werk om ervaring op te doen, als gewoon werk nog niet meteen lukt."),
            NOTE,
        ),
        Guide(
            Instrument.TRAINING,
            Aim.TRAINING,
            _("Je volgt een opleiding die je dichter bij je jobdoelwit brengt."),
            PACT,
        ),
        Guide(
            Instrument.WORK_CARE,
            Aim.ACTIVITY,
            _("Je werkt op je eigen tempo, met begeleiding en zonder loon, omdat betaald werk nu niet kan."),
            NOTE,
        ),
        Guide(
            Instrument.VOLUNTEERING,
            Aim.ACTIVITY,
            _("Je doet vrijwilligerswerk en leert er dingen die ook in een job van pas komen."),
            NOTE,
        ),
    )
}

#: The step that one plans for a measure of the rulebook; the others (an orientation, custom work) are no steps here.
STEPS: dict[str, Instrument] = {
    "ibo": Instrument.IBO,
    "ibo-plus": Instrument.IBO,
    "bis": Instrument.BIS,
    "training-internship": Instrument.OS,
    "work-experience-internship": Instrument.WES,
    "temporary-work-experience": Instrument.TWE,
    "neighbourhood-work": Instrument.WIJK_WERKEN,
    "work-care": Instrument.WORK_CARE,
}
