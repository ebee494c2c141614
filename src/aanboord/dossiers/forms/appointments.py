"""Forms about meetings."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aanboord.core import clock
from aanboord.core.forms import DayInput, LongText
from aanboord.directory.models import Organisation

from ..models import Appointment, Dossier
from ..queries.plan import organisations_near


class AppointmentForm(forms.Form):
    kind = forms.ChoiceField(label=_("Vorm"), choices=Appointment.Kind.choices)
    joint_with = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Samen met"),
        required=False,
        empty_label=_("niemand"),
        help_text=_("Voor een gezamenlijk gesprek: de andere organisatie."),
    )
    at = forms.DateField(label=_("Dag"), widget=DayInput)
    time = forms.TimeField(label=_("Uur"), widget=forms.TimeInput({"type": "time", "class": "short"}, format="%H:%M"))
    place = forms.CharField(
        label=_("Waar"), max_length=160, required=False, help_text=_("Het adres, of de link van het videogesprek.")
    )
    about = forms.CharField(
        label=_("Waarover"), max_length=200, required=False, help_text=_("De burger leest dit, ook in de uitnodiging.")
    )

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = self.fields["joint_with"]
        assert isinstance(units, forms.ModelChoiceField)
        units.queryset = organisations_near(dossier)

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes: day and hour are one moment in Belgium."""
        given = dict(self.cleaned_data)
        given["at"] = dt.datetime.combine(given["at"], given.pop("time"), tzinfo=clock.ZONE)
        return given


class HeldForm(forms.Form):
    present = forms.TypedChoiceField(
        label=_("Was de burger er?"),
        choices=[("yes", _("Ja")), ("no", _("Nee"))],
        coerce=lambda code: code == "yes",
        widget=forms.RadioSelect,
    )
    report = LongText(
        label=_("Verslag"),
        required=False,
        rows=6,
        help_text=_("Eén verslag voor wie erbij was. De burger kan het lezen."),
    )


class ReportForm(forms.Form):
    text = LongText(label=_("Verslag"), rows=8)


class ExcuseForm(forms.Form):
    reason = forms.CharField(label=_("Reden van de afwezigheid"), max_length=200, widget=forms.Textarea({"rows": 2}))
