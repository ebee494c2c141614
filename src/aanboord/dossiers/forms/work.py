"""Forms about steps on the work floor, work and after-care."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aanboord.core.forms import DayInput, LongText

from ..access import Sight
from ..actions.after_work import AfterWork, kinds_after
from ..models import Dossier, Employment
from ..models.work import Instrument


def hours(label: Any) -> forms.DecimalField:
    """Hours a week, as people type them: 38 or 7,6."""
    return forms.DecimalField(
        label=label,
        min_value=Decimal("0.5"),
        max_value=50,
        max_digits=4,
        decimal_places=1,
        localize=True,
        widget=forms.TextInput({"class": "short"}),
    )


class PlacementForm(forms.Form):
    instrument = forms.ChoiceField(label=_("Soort stap"), choices=Instrument.choices)
    host = forms.CharField(label=_("Werkgever of organisatie"), max_length=160)
    occupation = forms.CharField(label=_("Beroep of taak"), max_length=120, required=False)
    starts_on = forms.DateField(label=_("Begint op"), widget=DayInput)
    ends_on = forms.DateField(label=_("Eindigt op"), widget=DayInput)
    hours_per_week = hours(_("Uren per week"))
    goals = LongText(label=_("Wat er geleerd wordt"), rows=3)


class EvaluationForm(forms.Form):
    text = LongText(label=_("Hoe gaat het?"), rows=4)
    competences = LongText(
        label=_("Wat is er al geleerd?"),
        required=False,
        rows=3,
        help_text=_("Eén competentie per regel."),
    )


class EndForm(forms.Form):
    """The end of a step: what was learnt belongs to it (BN19-IV.2.1-a). An early end takes a reason."""

    text = LongText(label=_("Hoe is het gegaan?"), rows=4)
    competences = LongText(
        label=_("Wat is er geleerd?"),
        rows=4,
        help_text=_("Eén competentie per regel. Dit komt op het attest, als de burger dat vraagt."),
    )


class EarlyEndForm(EndForm):
    early_reason = forms.CharField(
        label=_("Waarom eindigt de stap vroeger?"), max_length=300, widget=forms.Textarea({"rows": 2})
    )
    field_order = ("early_reason", "text", "competences")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["competences"].required = False  # a step that broke off on its second day taught nothing yet


class WorkForm(forms.Form):
    employer = forms.CharField(label=_("Werkgever"), max_length=160)
    occupation = forms.CharField(label=_("Beroep"), max_length=120, required=False)
    contract = forms.ChoiceField(label=_("Contract"), choices=Employment.Contract.choices)
    hours_per_week = hours(_("Uren per week"))
    started_on = forms.DateField(label=_("Begonnen op"), widget=DayInput)


class AfterWorkForm(forms.Form):
    """Which status somebody has whose work stopped; said in words to who may know what she was."""

    after = forms.TypedChoiceField(
        label=_("Statuut na het werk"),
        choices=AfterWork.choices,
        coerce=AfterWork,
        initial=AfterWork.BEFORE,
        empty_value=AfterWork.BEFORE,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, dossier: Dossier, sight: Sight, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        before = kinds_after(dossier, AfterWork.BEFORE)
        choice = self.fields["after"]
        assert isinstance(choice, forms.TypedChoiceField)
        if sight.sees["labour_status"]:
            words = ", ".join(str(kind.label) for kind in before) or _("er verandert niets")
            told = _("Zoals voor het werk: %(status)s") % {"status": words}
            choice.choices = [(AfterWork.BEFORE.value, told), (AfterWork.JOB_SEEKER.value, AfterWork.JOB_SEEKER.label)]


class AftercareForm(AfterWorkForm):
    still_working = forms.TypedChoiceField(
        label=_("Werkt deze persoon daar nog?"),
        choices=[("yes", _("Ja")), ("no", _("Nee"))],
        coerce=lambda code: code == "yes",
        widget=forms.RadioSelect,
    )
    text = LongText(
        label=_("Hoe gaat het?"),
        required=False,
        rows=4,
        help_text=_("Werkt deze persoon er niet meer? Zeg dan waarom."),
    )
    field_order = ("still_working", "text", "after")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["after"].label = _("Statuut, als het werk gestopt is")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("still_working") is False and not given.get("text", "").strip():
            self.add_error("text", _("Zeg waarom het werk gestopt is."))
        return given


class WorkEndedForm(AfterWorkForm):
    on = forms.DateField(label=_("Laatste werkdag"), widget=DayInput)
    reason = forms.CharField(label=_("Waarom stopte het werk?"), max_length=300, widget=forms.Textarea({"rows": 3}))
    field_order = ("on", "reason", "after")
