"""Reads on deliveries: how fresh each source is, which rows wait, who may be one."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404

from aanboord import rulebook
from aanboord.core import clock
from aanboord.core.identifiers import IdentifierError, parse_insz
from aanboord.dossiers.models import Dossier
from aanboord.people.models import Person, PossibleDuplicate, StatusPeriod

from .models import Delivery, Hold, QuarantinedRow, Source


@dataclass(frozen=True, slots=True)
class Freshness:
    """How old what a source tells is: `delay` is the median age in days of its last news, on arrival."""

    source: Source
    last: Delivery | None
    silent_days: int | None
    delay: int | None
    agreed: int
    verified: bool

    @property
    def late(self) -> bool:
        """Whether its news is older than agreed, or it is silent for longer."""
        return any(days is not None and days > self.agreed for days in (self.silent_days, self.delay))


def freshness() -> list[Freshness]:
    """Every source, with its last delivery that was processed (AHAD21-II.2.1-a)."""
    agreed = rulebook.parameter("delivery-latency-days").on(clock.today())
    return [_freshness(source, agreed) for source in Source]


def _freshness(source: Source, agreed: rulebook.Version) -> Freshness:
    done = Delivery.objects.filter(source=source, state=Delivery.State.FINISHED)
    last = done.order_by("-finished_at").first()
    with_news = done.exclude(delays={}).order_by("-finished_at").first()
    return Freshness(
        source,
        last,
        (clock.today() - last.received_at.date()).days if last else None,
        median({int(days): rows for days, rows in with_news.delays.items()}) if with_news else None,
        agreed.value,
        agreed.verified,
    )


def median(counts: dict[int, int]) -> int | None:
    """The lower median of values that occur so many times."""
    half, seen = (sum(counts.values()) + 1) // 2, 0
    for value in sorted(counts):
        seen += counts[value]
        if seen >= half:
            return value
    return None


def deliveries() -> QuerySet[Delivery]:
    """Newest first."""
    return Delivery.objects.select_related("unit", "professional")


def quarantined(
    *, delivery: Delivery | None = None, state: str = QuarantinedRow.State.OPEN, reason: str = ""
) -> QuerySet[QuarantinedRow]:
    """Rows that could not be taken, of one delivery or of all."""
    rows = QuarantinedRow.objects.select_related("delivery").order_by("-delivery__received_at", "line")
    chosen = {"delivery": delivery and delivery.keeper, "state": state, "reason": reason}
    return rows.filter(**{name: value for name, value in chosen.items() if value})


def reasons(delivery: Delivery | None = None) -> dict[str, int]:
    """How many rows wait, by the code of their gravest fault; the most frequent first."""
    waiting = quarantined(delivery=delivery).order_by()
    return dict(waiting.values_list("reason").annotate(n=Count("pk")).order_by("-n", "reason"))


def bearer(number: str) -> Person | None:
    """Who bears the number in a row, when it is one."""
    try:
        insz = parse_insz(number, fictional_allowed=True).digits
    except IdentifierError:
        return None
    return Person.objects.select_related("dossier__lead").filter(insz=insz).first()


def possible_duplicates() -> QuerySet[PossibleDuplicate]:
    """Pairs that nobody decided on, the likest first; who is known by her account alone, waits until she registers."""
    registered = Q(first__dossier__isnull=False, second__dossier__isnull=False)
    pairs = PossibleDuplicate.objects.filter(registered, state=PossibleDuplicate.State.OPEN)
    of_both = [f"{one}__{what}" for one in ("first", "second") for what in ("municipality", "dossier__lead")]
    teams = [f"{one}__dossier__involvements__unit" for one in ("first", "second")]
    return pairs.select_related(*of_both).prefetch_related(*teams).order_by("-likeness", "found_at", "pk")


def holds() -> QuerySet[Hold]:
    """Statements under another name that nobody decided on, oldest first."""
    waiting = Hold.objects.filter(state=Hold.State.OPEN).order_by("delivery__received_at", "line")
    person = "statement__person"
    about = waiting.select_related(f"{person}__municipality", f"{person}__dossier__lead", "delivery")
    return about.prefetch_related(f"{person}__dossier__involvements__unit")


def side(key: uuid.UUID) -> Dossier:
    """One of two people as they are laid beside one another. Raises Http404 for who has no dossier."""
    statuses = Prefetch("person__statuses", StatusPeriod.objects.order_by("until", "-since"))
    dossiers = Dossier.objects.select_related("person__municipality", "lead__part_of", "counsellor")
    told = dossiers.prefetch_related(statuses, "registrations", "involvements__unit", "person__mandates__organisation")
    return get_object_or_404(told, pk=key)


def waiting() -> dict[str, int]:
    """How much waits for a data steward."""
    return {
        "rows": QuarantinedRow.objects.filter(state=QuarantinedRow.State.OPEN).count(),
        "pairs": possible_duplicates().count(),
        "holds": Hold.objects.filter(state=Hold.State.OPEN).count(),
        "deliveries": Delivery.objects.filter(Q(state="received") | Q(state="checked") | Q(state="running")).count(),
    }
