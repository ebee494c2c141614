"""What a delivered row says once it is read: a statement about a person, or the faults that keep it from being one."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from enum import Enum
from functools import cached_property

from aanboord.core.identifiers import Insz
from aanboord.core.names import name_key


def gettext_noop(text: str) -> str:
    """Mark a text for the catalogue; who shows it has it translated."""
    return text


class Source(Enum):
    """Who delivers registrations."""

    RVA = "rva"
    EDUCATION = "onderwijs"
    INTEGRATION = "inburgering"
    OCMW = "ocmw"


class Welfare(Enum):
    """The kinds of social assistance that an OCMW pays."""

    LIVING_WAGE = "leefloon"
    EQUIVALENT = "equivalent leefloon"


@dataclass(frozen=True)
class Fault:
    """Why a row or a field of it cannot be taken: a stable code, the column (empty: the whole row) and words for it.

    The words hold nothing of the row itself.
    """

    code: str
    field: str
    message_nl: str


@dataclass(frozen=True)
class TemporaryUnemployment:
    """RVA: temporarily unemployed for that many days, at that employer (10 digits, None when not known)."""

    days: int
    employer_kbo: str | None


@dataclass(frozen=True)
class SchoolLeaving:
    """Education: left an institution, with that qualification (empty: without any)."""

    qualification: str
    institution: str


@dataclass(frozen=True)
class Integration:
    """Integration: began a trajectory, with or without labour perspective; Dutch at A1..C2, or None."""

    labour_perspective: bool
    language_level: str | None


@dataclass(frozen=True)
class SocialAssistance:
    """OCMW: on that assistance, and gave that OCMW (10 digits) a mandate to register her."""

    ocmw_kbo: str
    kind: Welfare


Facts = TemporaryUnemployment | SchoolLeaving | Integration | SocialAssistance


@dataclass(frozen=True)
class Statement:
    """A sound row: who, where she lives (NIS of today), and what the source says of her since when.

    ``since`` is the day of the source: begin of unemployment, of leaving school, of the trajectory, of the mandate.
    ``exempt`` tells why the rule of the source does not register her (few-days, qualified, no-labour-perspective or
    rule-not-in-force), and is empty when it does. ``remarks`` are faults that do not stand in the way.
    """

    source: Source
    insz: Insz
    family_name: str
    given_name: str
    nis: str
    since: date
    facts: Facts
    exempt: str = ""
    remarks: tuple[Fault, ...] = ()

    @property
    def applies(self) -> bool:
        """Whether the rule of the source registers this person."""
        return not self.exempt

    @cached_property
    def fingerprint(self) -> str:
        """64 hexadecimal digits, equal for rows that say the same, however they are written."""
        told = {
            "source": self.source.value,
            "insz": self.insz.digits,
            "family_name": name_key(self.family_name),
            "given_name": name_key(self.given_name),
            "nis": self.nis,
            "since": self.since.isoformat(),
            "facts": asdict(self.facts),
        }
        return hashlib.sha256(json.dumps(told, sort_keys=True, default=lambda kind: kind.value).encode()).hexdigest()
