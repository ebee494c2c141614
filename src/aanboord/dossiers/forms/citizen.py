"""Forms of the citizen about her own file. Few fields, large, in plain words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aanboord.core.forms import DayInput

from .people import ReachForm

#: What a browser may fill in by itself on a form about oneself (WCAG 1.3.5).
TOKENS = {"phone": "tel", "email": "email", "address": "street-address"}


class AnswerForm(forms.Form):
    """Yes, no, or only a remark."""

    says = forms.ChoiceField(
        label=_("Wat zeg je?"),
        choices=[
            ("yes", _("Ik ga akkoord")),
            ("no", _("Ik ga niet akkoord")),
            ("remark", _("Ik wil alleen iets zeggen of vragen")),
        ],
        widget=forms.RadioSelect,
    )
    comment = forms.CharField(
        label=_("Wat wil je erbij zeggen?"), max_length=500, required=False, widget=forms.Textarea({"rows": 3})
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("says") == "remark" and not given.get("comment", "").strip():
            self.add_error("comment", str(_("Schrijf wat je wil zeggen.")))
        return given


class OwnAgreementForm(forms.Form):
    text = forms.CharField(
        label=_("Wat ga je doen?"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Schrijf het in je eigen woorden."),
    )
    due_on = forms.DateField(label=_("Tegen wanneer?"), widget=DayInput)


class CannotComeForm(forms.Form):
    reason = forms.CharField(label=_("Waarom kan je niet komen?"), max_length=200, widget=forms.Textarea({"rows": 2}))


class MyReachForm(ReachForm):
    """How the organisations reach me."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, token in TOKENS.items():
            self.fields[name].widget.attrs["autocomplete"] = token
        self.fields["channel"].label = _("Hoe bereiken we je het liefst?")
        self.fields["language"].label = _("In welke taal spreken we met jou?")
        self.fields["interpreter"].label = _("Ik heb een tolk nodig")
