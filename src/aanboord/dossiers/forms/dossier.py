"""Forms about the dossier as a whole: rest, close, contact, note."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from aanboord.core.forms import DayInput, LongText


class Versioned(forms.Form):
    """Remembers on which version of the dossier it was opened, so that two people at once do not undo each other."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class SuspendForm(Versioned):
    on = forms.DateField(label=_("Vanaf"), widget=DayInput, required=False, help_text=_("Leeg is vandaag."))
    reason = forms.CharField(
        label=_("Waarom"),
        max_length=200,
        help_text=_("Bijvoorbeeld ziekte of detentie. Alleen wie het deel Gezondheid mag inzien, leest dit."),
    )


class CloseForm(Versioned):
    reason = forms.CharField(
        label=_("Waarom"),
        max_length=200,
        help_text=_("Bijvoorbeeld verhuisd of met pensioen. De burger kan dit lezen."),
    )


class ContactMadeForm(forms.Form):
    text = LongText(
        label=_("Wat kwam er ter sprake"),
        rows=4,
        required=False,
        help_text=_("Komt bij de notities. De burger kan dit lezen."),
    )
    next_contact_on = forms.DateField(
        label=_("Volgende contact"),
        widget=DayInput,
        required=False,
        help_text=_("Verplicht voor wie zelfredzaam is: ook die wordt opgevolgd."),
    )


class NoteForm(forms.Form):
    text = LongText(
        label=_("Notitie"),
        rows=4,
        help_text=_("De burger kan dit lezen. Schrijf niets over gezondheid: dat hoort bij de screening."),
    )
