"""Forms about files."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aanboord.core.access import Part

from ..access import Sight
from ..actions.dossier import DOCUMENT_TYPES


class DocumentForm(forms.Form):
    file = forms.FileField(
        label=_("Bestand"),
        help_text=_("Pdf, png, jpg, docx of odt, tot 10 MB."),
        widget=forms.FileInput({"accept": ",".join(DOCUMENT_TYPES)}),
    )
    title = forms.CharField(label=_("Titel"), max_length=120)
    part = forms.ChoiceField(
        label=_("Hoort bij"), help_text=_("Wie dat deel van het dossier mag zien, ziet ook het document.")
    )

    def __init__(self, *args: Any, sight: Sight, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["part"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(part.value, part.label) for part in Part if part in sight.change]
        choice.initial = Part.PLAN
