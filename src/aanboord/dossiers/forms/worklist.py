"""The worklist as its address says it, and the form of an export."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import UUIDField
from django.http import QueryDict
from django.utils.functional import Promise, cached_property
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from aanboord.core.access import Actor, Part
from aanboord.core.kept import kept
from aanboord.directory.models import Territory
from aanboord.people.models import StatusKind

from ..actions.exports import Reason
from ..models import Dossier
from ..models.dossier import ServiceLevel
from ..queries.filters import FILTER_PARTS, Due, Filters, TargetGroup
from ..queries.terms import TERM_PARTS, term_title
from ..queries.worklist import Sort, Worklist, parts_in, tabs_of

Choices = list[tuple[str, str | Promise]]


def _terms(actor: Actor, parts: frozenset[Part]) -> Choices:
    return [(code, term_title(code)) for code, part in TERM_PARTS.items() if part in parts]


def _places(actor: Actor, parts: frozenset[Part]) -> Choices:
    return list(_municipalities(unit=actor.unit_id)) if actor.unit_id else []


_municipalities = kept(
    lambda unit: Territory.objects.filter(kind=Territory.Kind.MUNICIPALITY, organisations=unit).values_list(
        "pk", "name"
    ),
    unit=UUIDField(),
)


def _always(choices: Iterable[tuple[str, str | Promise]]) -> Callable[[Actor, frozenset[Part]], Choices]:
    return lambda actor, parts: list(choices)


#: Each filter: its label, what one can choose, and whether it stands under “Meer filters”.
SELECTS: dict[str, tuple[Promise, Callable[[Actor, frozenset[Part]], Choices], bool]] = {
    "due": (_("Termijn"), _always(Due.choices), False),
    "term": (_("Volgende stap"), _terms, False),
    "state": (_("Toestand"), _always(Dossier.State.choices), False),
    "municipality": (_("Gemeente"), _places, False),
    "level": (_("Dienstverlening"), _always(ServiceLevel.choices), True),
    "status": (_("Statuut"), _always(StatusKind.choices), True),
    "group": (_("Doelgroep"), _always(TargetGroup.choices), True),
    "rests": (_("Rust"), _always([("yes", _("Rust")), ("no", _("Rust niet"))]), True),
}


@dataclass(frozen=True, slots=True)
class Select:
    """A filter as the page offers it."""

    name: str
    label: Promise
    choices: Choices
    chosen: str
    seldom: bool

    @property
    def options(self) -> SafeString:
        """Its options, at a tenth of what a template asks for them: there are some seventy on each page."""
        every = (
            (code, " selected" if code == self.chosen else "", label)
            for code, label in [("", _("Alle")), *self.choices]
        )
        return format_html_join("", '<option value="{}"{}>{}</option>', every)


class Asked:
    """Tab, order and filters. What the address says wrongly, or the reader may not filter by, counts as not said."""

    def __init__(self, data: QueryDict, actor: Actor) -> None:
        self.actor = actor
        tabs = tabs_of(actor)
        self.tab = next((tab for tab in tabs if tab == data.get("tab")), tabs[0])
        parts = parts_in(actor, self.tab)
        self.selects = []
        for name, (label, offered, seldom) in SELECTS.items():
            if FILTER_PARTS[name] in parts and (choices := offered(actor, parts)):
                said = data.get(name, "")
                chosen = said if any(said == code for code, _label in choices) else ""
                self.selects.append(Select(name, label, choices, chosen, seldom))
        sort = data.get("sort", "")
        self.sorted_by = sort if sort.removeprefix("-") in Sort.values else Sort.URGENCY.value
        self._usual = {"tab": tabs[0].value, "sort": Sort.URGENCY.value}

    @property
    def query(self) -> str:
        """The address of this list behind the question mark, with nothing in it that goes without saying."""
        said = {"tab": self.tab.value, "sort": self.sorted_by} | {one.name: one.chosen for one in self.selects}
        return urlencode({name: value for name, value in said.items() if value and value != self._usual.get(name)})

    @cached_property
    def worklist(self) -> Worklist:
        """The list that was asked for."""
        filters = Filters(**{select.name: select.chosen for select in self.selects})
        sort = Sort(self.sorted_by.removeprefix("-"))
        return Worklist(self.actor, self.tab, filters, sort, descending=self.sorted_by.startswith("-"))

    @property
    def often(self) -> list[Select]:
        return [select for select in self.selects if not select.seldom]

    @property
    def seldom(self) -> list[Select]:
        return [select for select in self.selects if select.seldom]

    @property
    def any_seldom(self) -> bool:
        """Whether one of them narrows the list, so that they must be seen."""
        return any(select.chosen for select in self.seldom)


class ExportForm(forms.Form):
    """How a list leaves the platform; a large one with a reason."""

    kind = forms.ChoiceField(
        label=_("Bestand"), choices=[("xlsx", "Excel (xlsx)"), ("csv", "CSV")], widget=forms.RadioSelect, initial="xlsx"
    )
    reason = forms.ChoiceField(
        label=_("Waarvoor gebruik je dit bestand?"), choices=[("", "—"), *Reason.choices], required=False
    )

    def __init__(self, data: Any, *, asks_reason: bool) -> None:
        super().__init__(data)
        if not asks_reason:
            del self.fields["reason"]
