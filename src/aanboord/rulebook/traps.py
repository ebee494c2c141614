"""Does it pay to go to work? What a described household gains in a month, as bounds, and what was not counted.

No tax rule stands here: a net wage comes from who knows it (a pay slip, a simulation of an employer), and else lies
somewhere between nothing and the gross wage. What the rulebook knows is added, and what it does not is named.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .answers import amount
from .book import Rulebook
from .entries import Text
from .facts import ENDLESS, FRACTION, Fact, Value, euro
from .flanders.facts import gross_monthly_wage, reference_year, work_fraction
from .flanders.jobbonus import wage as full_time_wage
from .language import Bounds, Truth
from .measures import Aim, Measure, unbounded
from .writing import CASEWORKER, CITIZEN, boolean, euros, text

BOTH = (CITIZEN, CASEWORKER)

benefit = euros(
    "benefit_amount",
    text("Uitkering per maand", "Benefit a month"),
    text("Hoeveel uitkering krijg je nu per maand?", "Which benefit do you get a month now?"),
    BOTH,
)
kept = euros(
    "benefit_kept_at_work",
    text("Uitkering die je houdt als je werkt", "Benefit that you keep at work"),
    text("Hoeveel van je uitkering hou je per maand als je werkt?", "How much of your benefit do you keep at work?"),
    BOTH,
)
net = euros(
    "net_monthly_wage",
    text("Nettomaandloon", "Net monthly wage"),
    text("Hoeveel hou je netto per maand over van je loon?", "What is your net wage a month?"),
    BOTH,
)
costs = euros(
    "costs_of_work",
    text("Kosten om te werken, per maand", "Costs of going to work, a month"),
    text(
        "Hoeveel kost werken je per maand: kinderopvang, vervoer, kleding?",
        "What does working cost you a month: child care, transport, clothes?",
    ),
    BOTH,
)
self_employed = boolean(
    "starts_as_self_employed",
    text("Begint als zelfstandige", "Starts as self-employed"),
    text("Begin je als zelfstandige?", "Do you start as self-employed?"),
    BOTH,
)

#: Of the household itself; the facts of measures that pay come besides.
HOUSEHOLD: dict[str, Fact] = {one.fact.id: one.fact for one in (benefit, kept, net, costs, self_employed)}

#: What changes for many who go to work, and what no measure of the rulebook computes.
NOT_COUNTED: dict[str, Text] = {
    "child-benefit": text(
        "Groeipakket en sociale toeslag: zij hangen af van het inkomen van het gezin.",
        "Child benefit and its social supplement: they depend on the income of the family.",
    ),
    "partner": text(
        "Wat een partner verliest aan uitkering of belastingvoordeel.",
        "What a partner loses in benefit or tax relief.",
    ),
    "social-advantages": text(
        "Sociale tarieven, verhoogde tegemoetkoming, huur van een sociale woning, schooltoeslag.",
        "Social tariffs, increased reimbursement of care, rent of social housing, school allowance.",
    ),
    "degressivity": text(
        "Dat een werkloosheidsuitkering daalt en eindigt als je niet gaat werken.",
        "That an unemployment benefit falls and ends when you do not go to work.",
    ),
    "later-rights": text(
        "Rechten die werken opbouwt: pensioen, vakantiegeld, eindejaarspremie.",
        "Rights that work builds: pension, holiday pay, end-of-year bonus.",
    ),
    "local-aid": text("Steun van een OCMW of gemeente.", "Aid of a social service or municipality."),
}
TAXES = text(
    "Belastingen, sociale bijdragen en de sociale en fiscale werkbonus: zonder nettoloon is alleen het bruto gekend.",
    "Taxes, social contributions and the social and fiscal work bonus: without a net wage only the gross is known.",
)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that comes in (positive) or goes out, in cents."""

    id: str
    text: Text
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Trap:
    """What going to work brings a household in a month: `low` and `high` in cents, None where no end is known.

    `once`: what is paid one time and so stands beside the month. `missing`: facts that would make the bounds narrower.
    """

    on: date
    low: int | None
    high: int | None
    parts: tuple[Part, ...]
    once: tuple[Part, ...]
    missing: tuple[Fact, ...]
    not_counted: Mapping[str, Text]

    @property
    def outcome(self) -> Truth:
        """Whether it is a trap: True when work surely brings nothing more, False when it surely does."""
        if self.high is not None and self.high <= 0:
            return True
        return False if self.low is not None and self.low > 0 else None

    def as_json(self, language: str = "nl") -> dict[str, Any]:
        """As the command prints it: amounts as texts with two decimals, null where no end is known."""

        def told(part: Part) -> dict[str, Any]:
            return {"id": part.id, "text": part.text.in_language(language)} | _ends(part.low, part.high)

        return {
            "on": self.on.isoformat(),
            "trap": {True: "yes", False: "no", None: "unknown"}[self.outcome],
            "gain": {
                "low": None if self.low is None else euro(self.low),
                "high": None if self.high is None else euro(self.high),
                "unit": "EUR/month",
            },
            "parts": [told(part) for part in self.parts],
            "once": [told(part) for part in self.once],
            "missing": [fact.id for fact in self.missing],
            "not_counted": {id: text.in_language(language) for id, text in self.not_counted.items()},
        }


def parse(book: Rulebook, raw: Mapping[str, object]) -> dict[str, Value]:
    """The values of a household and of what measures ask, as typed or read from JSON. Raises WrongFact."""
    own = {id: value for id, value in raw.items() if id in HOUSEHOLD}
    values = book.parse({id: value for id, value in raw.items() if id not in HOUSEHOLD})
    for id, value in own.items():
        if value is not None and value != "":
            values[id] = HOUSEHOLD[id].parse(value)
    return values


def trap(book: Rulebook, values: Mapping[str, Value], *, on: date) -> Trap:
    """What a household gains in a month when one of it goes to work on `on`; values as `parse` gives them."""
    asked = dict(values)
    asked.setdefault(reference_year.fact.id, on.year)  # a bonus of a year is that of the year in which one works
    open_facts: list[Fact] = []

    def known(fact: Fact, otherwise: Bounds) -> Bounds:
        value = asked.get(fact.id)
        if isinstance(value, int):
            return value, value
        open_facts.append(fact)
        return otherwise

    now = known(benefit.fact, (0, ENDLESS))
    parts = [
        Part("wage", net.fact.label, *known(net.fact, (0, _gross(asked)))),
        Part("benefit-kept", kept.fact.label, *known(kept.fact, (0, now[1]))),
        _minus("benefit", benefit.fact.label, now),
        _minus("costs", costs.fact.label, known(costs.fact, (0, ENDLESS))),
    ]
    if self_employed.fact.id not in asked:
        open_facts.append(self_employed.fact)
    once: list[Part] = []
    for measure in _paying(book, asked.get(self_employed.fact.id)):
        low, high = amount(book, measure, asked, on=on)
        if not high:
            continue
        if measure.unit == "EUR":
            once.append(Part(measure.id, measure.title, low, high))
        else:
            months = 12 if measure.unit == "EUR/year" else 1
            parts.append(Part(measure.id, measure.title, low // months, -(-high // months)))
    low, high = sum(part.low for part in parts), sum(part.high for part in parts)
    return Trap(
        on=on,
        low=None if any(unbounded(-part.low) for part in parts) else low,
        high=None if any(unbounded(part.high) for part in parts) else high,
        parts=tuple(parts),
        once=tuple(once),
        missing=tuple(open_facts),
        not_counted=NOT_COUNTED if net.fact.id in asked else {"taxes": TAXES, **NOT_COUNTED},
    )


def _gross(values: Mapping[str, Any]) -> int:
    """The highest gross wage of the job: as told, or the full-time wage for the part that is worked."""
    if (told := values.get(gross_monthly_wage.fact.id)) is not None:
        return int(told)
    if (full_time := values.get(full_time_wage.fact.id)) is None:
        return ENDLESS
    return -(-int(full_time) * int(values.get(work_fraction.fact.id, FRACTION)) // FRACTION)


def _paying(book: Rulebook, as_self_employed: object) -> list[Measure]:
    """The measures that pay somebody for going to work: as an employee, as self-employed, or either when not known."""
    aims = {Aim.INCOME: as_self_employed is not True, Aim.ENTERPRISE: as_self_employed is not False}
    return [one for one in book.measures.values() if aims.get(one.aim) and one.unit.startswith("EUR")]


def _minus(id: str, label: Text, bounds: Bounds) -> Part:
    return Part(id, label, -bounds[1], -bounds[0])


def _ends(low: int, high: int) -> dict[str, str | None]:
    return {"low": None if unbounded(-low) else euro(low), "high": None if unbounded(high) else euro(high)}


__all__ = ["HOUSEHOLD", "NOT_COUNTED", "Part", "Trap", "parse", "trap"]
