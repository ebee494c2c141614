"""A person's clocks as a page shows them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import UUIDField
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from aanboord import rulebook
from aanboord.core.access import Part
from aanboord.core.kept import Kept, kept
from aanboord.terms import queries as terms
from aanboord.terms.models import Term

from ..access import Sight
from ..models.dossier import ServiceLevel

#: Under whose rights a clock stands: that it runs already tells something (who has a newcomer's clock is a newcomer).
TERM_PARTS: dict[str, Part] = {
    "screening": Part.SCREENING,
    "binding-agreements": Part.PLAN,
    "training-offer": Part.PLAN,
    "newcomer-registration": Part.LABOUR_STATUS,
    "school-leaver-contact": Part.LABOUR_STATUS,
    "aftercare-1": Part.PLACEMENTS,
    "aftercare-3": Part.PLACEMENTS,
    "aftercare-6": Part.PLACEMENTS,
}

#: The codes that actions give when a clock lapses.
LAPSED: dict[str, Promise] = {
    "work.started": _("er is werk gevonden"),
    "work.ended": _("het werk is gestopt"),
    "dossier.closed": _("het dossier is afgesloten"),
    f"screening: {ServiceLevel.SELF_RELIANT}": _("de burger is zelfredzaam"),
    f"screening: {ServiceLevel.NOT_NOW}": _("begeleiding kan nu niet"),
}


@dataclass(frozen=True, slots=True)
class ShownTerm:
    """A clock with the name that the rulebook gives it; `verified` is False when nobody checked its length."""

    term: Term
    title: str
    verified: bool

    @property
    def why_lapsed(self) -> Promise | str:
        """Why the duty no longer exists, in words."""
        return LAPSED.get(self.term.lapse_reason, "")


def term_title(code: str) -> str:
    """The name of a duty, in the language of the page."""
    return rulebook.term(code).title.in_language(get_language() or "nl")


def open_terms(subject: uuid.UUID, sight: Sight) -> list[ShownTerm]:
    """The clocks that still run or rest, as far as the reader may see them, first due first; one query."""
    return _shown(_open(_codes(sight))(subject=subject))


def all_terms(subject: uuid.UUID, sight: Sight) -> list[ShownTerm]:
    """Every clock that the reader may see, with its pauses, open ones first; two queries."""
    return _shown(terms.of(subject).filter(code__in=_codes(sight)))


def _codes(sight: Sight) -> tuple[str, ...]:
    return tuple(code for code, part in TERM_PARTS.items() if part in sight.see)


@lru_cache
def _open(codes: tuple[str, ...]) -> Kept[Term, Term]:
    return kept(
        lambda subject: Term.objects.open().filter(subject=subject, code__in=codes).order_by("due_on"),
        subject=UUIDField(),
    )


def _shown(found: Iterable[Term]) -> list[ShownTerm]:
    return [
        ShownTerm(term, term_title(term.code), rulebook.term(term.code).on(term.started_on).verified) for term in found
    ]
