"""Forms of data stewards."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aanboord.people.models import Person

from .models import QuarantinedRow, Source
from .reasons import COLUMN_NAMES, REASONS
from .registrations import COLUMNS
from .registrations import Source as Delivered

#: Columns that a registration can do without.
MAY_BE_EMPTY = frozenset({"werkgever_kbo", "taalniveau", "instelling"})


class UploadForm(forms.Form):
    """A file to be checked."""

    source = forms.ChoiceField(label=_("Bron"), choices=Source.choices, widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("Bestand"),
        help_text=_("CSV, hoogstens 200 MB. Er verandert nog niets: eerst kijken we na wat er zou gebeuren."),
    )


class RowFilterForm(forms.Form):
    """Which rows one wants to see."""

    source = forms.ChoiceField(label=_("Bron"), required=False, choices=[("", _("Alle")), *Source.choices])
    state = forms.ChoiceField(label=_("Stand"), required=False, choices=QuarantinedRow.State.choices)
    reason = forms.ChoiceField(label=_("Reden"), required=False)

    def __init__(self, *args: Any, counts: dict[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(code, f"{REASONS.get(code, code)} ({count})") for code, count in counts.items()]
        self.fields["reason"] = forms.ChoiceField(label=_("Reden"), required=False, choices=[("", _("Alle")), *found])


class RowForm(forms.Form):
    """The fields of a row, named as its file names them."""

    def __init__(self, source: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for column in COLUMNS[Delivered(source)]:
            required = column not in MAY_BE_EMPTY
            self.fields[column] = forms.CharField(label=COLUMN_NAMES[column], required=required, max_length=200)


class DropForm(forms.Form):
    """Why a row may go."""

    reason = forms.CharField(label=_("Waarom mag deze rij wegvallen?"), max_length=300)


class StaysForm(forms.Form):
    """Which of two records of one person stays."""

    stays = forms.ChoiceField(label=_("Welk dossier blijft?"), widget=forms.RadioSelect)

    def __init__(self, people: list[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sides = ("A", "B")
        self.fields["stays"] = forms.ChoiceField(
            label=_("Welk dossier blijft?"),
            choices=[(str(one.pk), f"{side}: {one.name}") for side, one in zip(sides, people, strict=True)],
            widget=forms.RadioSelect,
            help_text=_("Alles uit het andere dossier gaat mee; dat dossier sluit en verwijst hierheen."),
        )
