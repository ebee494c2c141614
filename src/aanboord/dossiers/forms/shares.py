"""Which period and which duty the figures are about."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from aanboord.core import clock
from aanboord.core.forms import DayInput
from aanboord.rulebook.calendar import add_months

from ..queries.shares import Per
from ..queries.terms import TERM_PARTS, term_title


class PeriodForm(forms.Form):
    """What is said wrongly counts as not said: then the last twelve months, the screening, per office."""

    since = forms.DateField(label=_("Van"), widget=DayInput, required=False)
    until = forms.DateField(label=_("Tot en met"), widget=DayInput, required=False)
    code = forms.ChoiceField(label=_("Termijn"), required=False)
    per = forms.ChoiceField(label=_("Per"), choices=Per.choices, required=False)

    def __init__(self, data: QueryDict) -> None:
        today = clock.today()
        usual: dict[str, Any] = {
            "since": add_months(today, -12),
            "until": today,
            "code": next(iter(TERM_PARTS)),
            "per": Per.OFFICE,
        }
        super().__init__({name: data.get(name) or value for name, value in usual.items()}, auto_id="f-%s")
        field = self.fields["code"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, term_title(code)) for code in TERM_PARTS]
        self.full_clean()
        said = usual | {name: value for name, value in self.cleaned_data.items() if value}
        self.first_day, self.last_day = sorted((said["since"], said["until"]))
        self.chosen, self.group = str(said["code"]), Per(said["per"])
