"""Measures: all of them, one of them with the question whether it holds for somebody, two side by side.

Nothing that is asked is kept or stands in an address: facts come by POST and are gone with the answer.
"""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from aanboord import rulebook
from aanboord.core import clock
from aanboord.core.fact_fields import FactsForm
from aanboord.core.forms import DayInput
from aanboord.core.routes import public
from aanboord.rulebook.answers import answer
from aanboord.rulebook.measures import BEGINNING, END, Aim, Measure

from ...middleware import greeting
from ...sheet import Sheet


class Question(FactsForm):
    """Does it hold for me? Each question may stay open."""

    def __init__(self, data: object, measure: Measure) -> None:
        super().__init__(data, facts=list(measure.facts.values()))
        if measure.anchor.fact is None:
            self.fields["on"] = forms.DateField(
                label=_("Op welke dag?"),
                help_text=_("Vandaag als je niets kiest."),
                required=False,
                widget=DayInput(),
            )

    def clean_on(self) -> date | None:
        on: date | None = self.cleaned_data["on"]
        if on and not BEGINNING <= on <= END:
            raise forms.ValidationError(_("Kies een dag tussen 1900 en 2100."))
        return on


@require_GET
@greeting
@public
def measures(request: HttpRequest) -> HttpResponse:
    """Every measure, by what it is for."""
    today, book = clock.today(), rulebook.of_flanders()
    groups = [(aim, [Sheet.of(one, today) for one in book.measures.values() if one.aim is aim]) for aim in Aim]
    return render(request, "rules/measures.html", {"groups": [group for group in groups if group[1]]})


@require_http_methods(["GET", "POST"])
@greeting
@public
def measure(request: HttpRequest, measure: str) -> HttpResponse:
    """What a measure is; by POST also whether it holds for who has these facts."""
    subject, book, today = _measure(measure), rulebook.of_flanders(), clock.today()
    form, told, status = Question(None, subject), None, 200
    if request.method == "POST":
        form = Question(request.POST, subject)
        if form.is_valid():
            told = answer(book, subject, form.values, on=form.cleaned_data.get("on") or today)
        else:
            status = 422
    others = sorted(book.measures.values(), key=lambda one: one.aim is not subject.aim)  # its likes first
    others.remove(subject)
    context = {"measure": subject, "sheet": Sheet.of(subject, today), "form": form, "told": told, "others": others}
    return render(request, "rules/measure.html", context, status=status)


@require_GET
@greeting
@public
def compare(request: HttpRequest) -> HttpResponse:
    """Two measures side by side; the address names measures, never anybody's facts."""
    today, known = clock.today(), rulebook.of_flanders().measures
    chosen = [request.GET.get("een", ""), request.GET.get("ander", "")]
    context = {
        "sheets": [Sheet.of(known[id], today) for id in chosen if id in known],
        "measures": known.values(),
        "first": chosen[0],
        "second": chosen[1],
    }
    return render(request, "rules/compare.html", context)


def _measure(id: str) -> Measure:
    try:
        return rulebook.of_flanders().measure(id)
    except rulebook.UnknownRule:
        raise Http404 from None
