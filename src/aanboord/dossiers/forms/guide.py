"""One question of the guide to instruments, in the shape that its fact has."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aanboord.core.forms import DayInput
from aanboord.rulebook.facts import Fact, Kind, Value, WrongFact

from ..estimating import language

NUMBERS = {Kind.INTEGER, Kind.MONEY, Kind.FRACTION}


class QuestionForm(forms.Form):
    """The question of a fact; `cleaned_data["value"]` is what `Fact.parse` makes of the answer."""

    fact = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, fact: Fact, known: Value | None = None) -> None:
        super().__init__(data, initial={"fact": fact.id} | ({} if known is None else {"value": _raw(fact, known)}))
        self.asked = fact
        self.fields["value"] = _field(fact)

    def clean_value(self) -> Value:
        try:
            return self.asked.parse(self.cleaned_data["value"])
        except WrongFact as wrong:
            raise forms.ValidationError(wrong.problem.in_language(language())) from wrong


def _raw(fact: Fact, value: Value) -> Any:
    return sorted(value) if isinstance(value, frozenset) else fact.shown(value)


def _field(fact: Fact) -> forms.Field:
    said: dict[str, Any] = {"label": fact.question.in_language(language())}
    if fact.unit is not None:
        said["help_text"] = fact.unit.in_language(language())
    choices = [(id, text.in_language(language())) for id, text in fact.choices.items()]
    if fact.kind is Kind.BOOLEAN:
        return forms.ChoiceField(choices=[("true", _("Ja")), ("false", _("Nee"))], widget=forms.RadioSelect, **said)
    if fact.kind is Kind.CHOICE:
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **said)
    if fact.kind is Kind.SET:
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **said)
    if fact.kind is Kind.DATE:
        return forms.CharField(widget=DayInput, **said)
    mode = {"inputmode": "decimal"} if fact.kind in NUMBERS else {}
    return forms.CharField(max_length=20, widget=forms.TextInput({"class": "short", **mode}), **said)
