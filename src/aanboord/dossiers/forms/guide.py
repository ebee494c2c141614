"""One question of the guide to instruments, in the shape that its fact has."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aanboord.core.fact_fields import FactField
from aanboord.rulebook.facts import Fact, Value


class QuestionForm(forms.Form):
    """The question of a fact; `cleaned_data["value"]` is its value."""

    fact = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, fact: Fact, known: Value | None = None) -> None:
        super().__init__(data, initial={"fact": fact.id, "value": _shown(fact, known)})
        self.asked = fact
        self.fields["value"] = FactField(fact, open_choice=False)
        self.fields["value"].required = True  # another button leaves it open

    def clean_value(self) -> Value:
        value: Value | None = self.cleaned_data["value"]
        if value is None:
            raise forms.ValidationError(_("Antwoord, of zeg dat het nog niet geweten is."))
        return value


def _shown(fact: Fact, value: Value | None) -> Any:
    """A value as its field shows it."""
    if value is None:
        return None
    return sorted(value) if isinstance(value, frozenset) else fact.shown(value)
