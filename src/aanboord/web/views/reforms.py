"""A reform beside the law on people who do not exist: who wins, who loses, of whom it cannot be told."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from aanboord import rulebook
from aanboord.core import clock
from aanboord.core.access import Purpose
from aanboord.core.forms import DayInput
from aanboord.core.routes import PROFESSIONALS, ActorRequest, route
from aanboord.labourmarket.people import people
from aanboord.rulebook import reforms
from aanboord.rulebook.measures import Measure, unbounded
from aanboord.rulebook.population import prepare
from aanboord.rulebook.reforms import Reform

#: Enough for groups of some hundreds, few enough to wait for.
SIZE = 20_000
SHIPPED = Path(rulebook.__file__).parent / "flanders" / "reforms"
OWN = "own"
EARLIEST, LATEST = dt.date(2000, 1, 1), dt.date(2100, 1, 1)

GROUPS: dict[str, Promise] = {
    "region": _("Provincie"),
    "sex": _("Geslacht"),
    "age_group": _("Leeftijd"),
    "education": _("Opleiding"),
    "status": _("Statuut"),
}
NAMES: dict[str | None, Promise] = {
    "m": _("Man"),
    "v": _("Vrouw"),
    "low": _("Geen diploma secundair"),
    "middle": _("Diploma secundair"),
    "high": _("Hoger onderwijs"),
    "employed": _("Aan het werk"),
    "job-seeker": _("Werkzoekend"),
    "inactive": _("Niet-beroepsactief"),
    None: _("Niet gekend"),
}


@cache
def region() -> pl.DataFrame:
    """The synthetic people, made once for each process."""
    return prepare(rulebook.of_flanders(), people(SIZE))


@cache
def shipped() -> dict[str, Reform]:
    """The reforms that come with the rulebook, by id."""
    found = [reforms.read(file, rulebook.of_flanders()) for file in sorted(SHIPPED.glob("*.yaml"))]
    return {one.id: one for one in found}


class ReformForm(forms.Form):
    """Which reform, on which day, told for which groups. `cleaned_data["chosen"]` is the Reform."""

    reform = forms.ChoiceField(label=_("Welke hervorming?"), widget=forms.RadioSelect)
    file = forms.FileField(label=_("Een bestand met je eigen hervorming"), required=False)
    text = forms.CharField(
        label=_("Of schrijf ze hier"),
        required=False,
        widget=forms.Textarea({"rows": 10, "spellcheck": "false"}),
        help_text=_("YAML, zoals in de documentatie van de regels. We bewaren ze niet."),
    )
    on = forms.DateField(
        label=_("Bekeken op"),
        required=False,
        widget=DayInput,
        help_text=_("Leeg: de eerste dag waarop de hervorming geldt, of vandaag als die voorbij is."),
    )
    by = forms.ChoiceField(label=_("Vergelijk per"), choices=list(GROUPS.items()))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = [(one.id, one.title.in_language(language())) for one in shipped().values()]
        self.fields["reform"].choices = [*said, (OWN, _("Een eigen hervorming"))]  # type: ignore[attr-defined]

    def clean_on(self) -> dt.date | None:
        on: dt.date | None = self.cleaned_data["on"]
        if on and not EARLIEST <= on <= LATEST:
            raise forms.ValidationError(_("Kies een dag tussen 2000 en 2100."))
        return on

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("reform") == OWN:
            self._read_own()
        elif given.get("reform"):
            given["chosen"] = shipped()[given["reform"]]
        return given

    def _read_own(self) -> None:
        """What was sent stands in the text afterwards, so that it can be mended there."""
        sent = self.cleaned_data.get("file")
        if sent:
            typed = sent.read(4 * reforms.LONGEST).decode("utf-8", errors="replace").replace("\0", "")
            self.data = {**self.data.dict(), "text": typed[: reforms.LONGEST + 1]}  # type: ignore[attr-defined]
        else:
            typed = self.cleaned_data.get("text", "")
        if not typed.strip():
            self.add_error("text", _("Kies een bestand, of schrijf de hervorming hier."))
            return
        try:
            self.cleaned_data["chosen"] = reforms.read_text(typed, rulebook.of_flanders())
        except rulebook.RuleFileError as wrong:
            self.add_error("text", _("Deze hervorming kan niet gelezen worden. %(why)s") % {"why": wrong})


@dataclass(frozen=True, slots=True)
class Bar:
    """One group: how many win, lose and stay open; shares of the group in thousandths, for the chart."""

    name: Promise | str
    people: int
    gain: int
    lose: int
    open: int
    low: int
    high: int

    def _share(self, count: int) -> int:
        return round(1000 * count / self.people) if self.people else 0

    @property
    def parts(self) -> list[tuple[str, int, int]]:
        """What the chart draws: class, start and length in thousandths."""
        found, start = [], 0
        for look, count in (("gain", self.gain), ("lose", self.lose), ("open", self.open)):
            found.append((look, start, self._share(count)))
            start += self._share(count)
        return found

    @property
    def said(self) -> dict[str, str]:
        """Numbers with the marks of the language, and shares of the group in percent."""
        told = {name: grouped(getattr(self, name)) for name in ("people", "gain", "lose", "open")}
        shares = ("gain", "lose", "open")
        return told | {f"{name}_share": percent(self._share(getattr(self, name))) for name in shares}

    @property
    def difference(self) -> str:
        """How much more or less is paid to all of them, at least and at most."""
        if unbounded(max(-self.low, self.high)):
            return gettext("niet te berekenen")
        low, high = (f"€\N{NO-BREAK SPACE}{grouped(end // 100)}" for end in (self.low, self.high))
        return low if low == high else gettext("van %(low)s tot %(high)s") % {"low": low, "high": high}


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a reform changes in one measure, for each group and in all."""

    measure: Measure
    bars: list[Bar]
    all: Bar

    @property
    def most(self) -> Bar | None:
        """The group of which the largest share wins; None when that is nobody."""
        best = max(self.bars, key=lambda bar: bar.gain / bar.people)
        return best if best.gain else None

    @property
    def worst(self) -> Bar | None:
        """The group of which the largest share loses; None when that is nobody."""
        worst = max(self.bars, key=lambda bar: bar.lose / bar.people)
        return worst if worst.lose else None


@require_http_methods(["GET", "POST"])
@route(Purpose.STEERING, PROFESSIONALS)
def reform(request: ActorRequest) -> HttpResponse:
    """Choose a reform and see who wins and who loses. Nothing of it is kept."""
    first = next(iter(shipped()), OWN)
    form = ReformForm(request.POST or None, request.FILES or None, initial={"reform": first, "by": "region"})
    context: dict[str, Any] = {"form": form, "size": grouped(SIZE), "example": _example()}
    if request.method == "POST" and form.is_valid():
        chosen: Reform = form.cleaned_data["chosen"]
        on = form.cleaned_data["on"] or min(max(clock.today(), chosen.since), LATEST)
        context |= {
            "chosen": chosen,
            "on": on,
            "by": GROUPS[form.cleaned_data["by"]],
            "before": on < chosen.since,
            "comparisons": compared(chosen, on, form.cleaned_data["by"]),
        }
    return render(request, "web/reform.html", context, status=422 if form.errors else 200)


def compared(chosen: Reform, on: dt.date, by: str) -> list[Comparison]:
    """Law and reform side by side on the synthetic people, for each measure that it touches."""
    law = rulebook.of_flanders()
    after = chosen.over(law)
    touched = [measure for measure in law.measures.values() if chosen.touches(measure)]
    return [
        Comparison(measure, _bars(law, after, measure, on, by), _bars(law, after, measure, on, "")[0])
        for measure in touched
    ]


def _bars(law: rulebook.Rulebook, after: rulebook.Rulebook, measure: Measure, on: dt.date, by: str) -> list[Bar]:
    told = reforms.compare(law, after, measure.id, region(), on=on, by=[by] if by else [])
    order = {name: place for place, name in enumerate(NAMES)}
    return [
        Bar(
            NAMES.get(row.get(by), row.get(by) or "") if by else _("Iedereen"),
            *(row[name] for name in ("people", "gain", "lose", "open", "difference_low", "difference_high")),
        )
        for row in sorted(told.iter_rows(named=True), key=lambda row: (order.get(row.get(by), -1), str(row.get(by))))
    ]


def _example() -> str:
    file = next(iter(sorted(SHIPPED.glob("*.yaml"))), None)
    return file.read_text("utf-8") if file else ""


def grouped(number: int) -> str:
    """20000 as 20.000."""
    return number_format(number, force_grouping=True)


def percent(thousandths: int) -> str:
    """107 as 10,7 %."""
    return f"{number_format(thousandths / 10, 1)}\N{NO-BREAK SPACE}%"


def language() -> str:
    return get_language() or "nl"
