"""A question of the rulebook as a field of a form: what was typed is what `Fact.parse` makes of it."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from aanboord.rulebook.facts import Fact, Kind, Value, Who, WrongFact

from .forms import DayInput

#: Ticked when none of the choices of a set holds: nothing ticked at all says that one does not know.
NONE = "-"
MANY = 5  # choices above which a list opens and shuts
NOT_KNOWN = ("", _("Weet ik niet"))
YES, NO = ("true", _("Ja")), ("false", _("Nee"))


class FactField(forms.Field):
    """May stay open. `cleaned` is the value of the fact; None when nobody answered."""

    def __init__(self, fact: Fact, *, open_choice: bool = True) -> None:
        """``open_choice``: whether “I do not know” stands among the choices."""
        self.fact = fact
        super().__init__(
            label=_say(fact.question), help_text=_hint(fact), required=False, widget=_widget(fact, open_choice)
        )

    def clean(self, raw: Any) -> Value | None:
        if isinstance(raw, list):
            raw = [one for one in raw if one]
            raw = [] if raw == [NONE] else raw or None
        if raw in (None, ""):
            return None
        try:
            return self.fact.parse(_plain(raw) if self.fact.kind is Kind.MONEY else raw)
        except WrongFact as wrong:
            raise forms.ValidationError(_sentence(_say(wrong.problem))) from wrong


class FactsForm(forms.Form):
    """Questions, each of which may stay open; `values` holds what is known after `is_valid`."""

    def __init__(self, data: Any = None, *, facts: list[Fact], open_choice: bool = True) -> None:
        super().__init__(data)
        self.fields.update({fact.id: FactField(fact, open_choice=open_choice) for fact in facts})

    @property
    def values(self) -> dict[str, Value]:
        return {
            id: value
            for id, value in self.cleaned_data.items()
            if value is not None and isinstance(self.fields[id], FactField)
        }


def _say(text: Any) -> str:
    said: str = text.in_language(get_language() or "nl")
    return said


def _sentence(said: str) -> str:
    return said if said[0].isupper() else f"{said[0].upper()}{said[1:]}."


def _hint(fact: Fact) -> str:
    """How to write it, and whom to ask when it is nothing that one knows oneself."""
    said = []  # a question names its unit itself
    match fact.kind:
        case Kind.MONEY:
            said = [str(_("in euro"))]
        case Kind.FRACTION:
            said = [str(_("als deel van 1: 1 is alles, 0,5 is de helft"))]
        case Kind.QUARTER:
            said = [str(_("jaar en kwartaal, bijvoorbeeld 2026-Q3"))]
    if Who.CITIZEN not in fact.by:
        if Who.EMPLOYER in fact.by:
            said.append(str(_("de werkgever weet dit")))
        elif Who.CASEWORKER in fact.by:
            said.append(str(_("je begeleider weet dit")))
    hint = "; ".join(said)
    return f"{hint[0].upper()}{hint[1:]}." if hint else ""


def _widget(fact: Fact, open_choice: bool) -> forms.Widget:
    choices: list[tuple[str, Any]] = [(id, _say(text)) for id, text in fact.choices.items()]
    open_ones = [NOT_KNOWN] if open_choice else []
    match fact.kind:
        case Kind.BOOLEAN:
            return forms.RadioSelect(choices=[YES, NO, *open_ones])
        case Kind.CHOICE if open_choice and len(choices) > MANY:
            return forms.Select(choices=[NOT_KNOWN, *choices])
        case Kind.CHOICE:
            return forms.RadioSelect(choices=[*choices, *open_ones])
        case Kind.SET:
            return forms.CheckboxSelectMultiple(choices=[*choices, (NONE, _("Niets hiervan"))])
        case Kind.DATE:
            return DayInput()
        case Kind.INTEGER:
            return forms.TextInput({"class": "short", "inputmode": "numeric"})
        case Kind.MONEY | Kind.FRACTION:
            return forms.TextInput({"class": "short", "inputmode": "decimal"})
    return forms.TextInput({"class": "short"})


def _plain(typed: Any) -> Any:
    """An amount as people type it: “€ 2.500,50” and “2,500.50” are 2500.50; “2.500” is no two euro and a half."""
    if not isinstance(typed, str):
        return typed
    bare = re.sub(r"[€\s]", "", typed)
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d{1,2})?", bare):
        return bare.replace(".", "")
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d{1,2})?", bare):
        return bare.replace(",", "")
    return bare
