"""Forms of the screening: what was said, and what the professional decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from aanboord.core import clock
from aanboord.core.forms import DayInput, LongText
from aanboord.people.models import Channel

from ..access import Sight
from ..actions.screening import Weighed
from ..models import Screening
from ..models.dossier import ServiceLevel
from ..models.screening import DOMAIN_PARTS, Domain, Education, LanguageLevel, Regime, Weight

NOT_SPOKEN_OF = ""
WEIGHTS = [(NOT_SPOKEN_OF, _("Niet besproken")), *((str(value), label) for value, label in Weight.choices)]
MOTIVATION = [("", _("Niet besproken")), *((str(step), str(step)) for step in range(1, 6))]
UNKNOWN = ("", _("niet gekend"))


class DomainFields(NamedTuple):
    """One life domain on the page."""

    domain: str
    label: str
    weight: BoundField
    remark: BoundField


class AnswersForm(forms.Form):
    """What came up in the conversation. Everything may stay open; life domains are those that `sight` may change."""

    use_required_attribute = False

    follows = forms.IntegerField(widget=forms.HiddenInput, required=False)
    conversation = forms.ChoiceField(
        label=_("Hoe spreek je met de burger?"),
        choices=Screening.Conversation.choices,
        widget=forms.RadioSelect,
        initial=Screening.Conversation.PHONE,
        required=False,
    )
    job_target = forms.CharField(
        label=_("Jobdoelwit"), max_length=120, required=False, help_text=_("Welk werk wil iemand doen?")
    )
    regime = forms.ChoiceField(
        label=_("Zoekt werk"),
        choices=[UNKNOWN, *Regime.choices],
        required=False,
        widget=forms.Select({"class": "medium"}),
    )
    language_needed = forms.TypedChoiceField(
        label=_("Nederlands dat dit werk vraagt"),
        choices=[UNKNOWN, *LanguageLevel.choices],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.Select({"class": "medium"}),
    )
    language_level = forms.TypedChoiceField(
        label=_("Nederlands dat iemand kan"),
        choices=[UNKNOWN, *LanguageLevel.choices],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.Select({"class": "medium"}),
    )
    education = forms.ChoiceField(
        label=_("Hoogste diploma"),
        choices=[UNKNOWN, *Education.choices],
        required=False,
        widget=forms.Select({"class": "medium"}),
    )
    experience_years = forms.DecimalField(
        label=_("Jaren ervaring in dit werk"),
        min_value=0,
        max_value=60,
        max_digits=3,
        decimal_places=1,
        required=False,
        widget=forms.NumberInput({"class": "short", "step": "0.5"}),
    )
    months_since_work = forms.IntegerField(
        label=_("Maanden sinds het laatste werk"),
        min_value=0,
        max_value=720,
        required=False,
        widget=forms.NumberInput({"class": "short"}),
        help_text=_("Nog nooit gewerkt? Tel vanaf het einde van de school."),
    )
    competences = LongText(
        label=_("Wat iemand kan"),
        rows=3,
        required=False,
        help_text=_("Ook van buiten het werk: vrijwilligerswerk, hobby, zorg voor het gezin."),
    )
    motivation = forms.TypedChoiceField(
        label=_("Zin om te werken, van 1 (weinig) tot 5 (veel)"),
        choices=MOTIVATION,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
    )
    remarks = LongText(
        label=_("In eigen woorden"),
        rows=4,
        required=False,
        help_text=_("Wat de burger zelf zegt. Iets over gezondheid, schulden of wonen zet je bij dat levensdomein."),
    )

    def __init__(self, *args: Any, sight: Sight, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.life_domains = [domain for domain in Domain if DOMAIN_PARTS[domain] in sight.change]
        for domain in self.life_domains:
            self.fields[f"{domain}_weight"] = forms.ChoiceField(
                label=domain.label, choices=WEIGHTS, widget=forms.RadioSelect, required=False
            )
            self.fields[f"{domain}_remark"] = forms.CharField(
                label=f"{domain.label}, {_('opmerking')}", max_length=300, required=False, widget=forms.TextInput
            )

    def domain_fields(self) -> Iterator[DomainFields]:
        """The life domains for the template."""
        for domain in self.life_domains:
            yield DomainFields(domain, str(domain.label), self[f"{domain}_weight"], self[f"{domain}_remark"])

    @property
    def answers(self) -> dict[str, Any]:
        """By field of `Screening`, of a valid form."""
        return {name: self.cleaned_data[name] for name in ANSWERS}

    @property
    def weighed(self) -> list[Weighed]:
        """The life domains that were spoken of."""
        return [
            Weighed(domain.value, int(weight), self.cleaned_data[f"{domain}_remark"].strip())
            for domain in self.life_domains
            if (weight := self.cleaned_data[f"{domain}_weight"]) != NOT_SPOKEN_OF
        ]

    @property
    def weights(self) -> dict[str, int]:
        return {one.domain: one.weight for one in self.weighed}

    @staticmethod
    def of(screening: Screening | None) -> dict[str, Any]:
        """A finished screening as initial values for the next one."""
        if screening is None:
            return {}
        values = {name: getattr(screening, name) for name in ANSWERS}
        for threshold in screening.thresholds.all():
            values[f"{threshold.domain}_weight"] = str(threshold.weight)
            values[f"{threshold.domain}_remark"] = threshold.remark
        return values

    def kept(self, typed: Mapping[str, str]) -> dict[str, str]:
        """Of what was typed, the fields of this form: what a draft may hold."""
        return {name: typed[name] for name in self.fields if name in typed}


#: The fields that a screening keeps under the same name.
ANSWERS = tuple(name for name in AnswersForm.base_fields if name not in ("follows", "conversation"))

LEVELS = [
    (ServiceLevel.SELF_RELIANT, _("Zelfredzaam: zoekt zelf, jij volgt op")),
    (ServiceLevel.SECTOR, _("Sectorale begeleiding: een bemiddelaar die de sector kent")),
    (ServiceLevel.INTENSIVE, _("Intensieve begeleiding: drempels wegwerken en werk zoeken samen")),
    (ServiceLevel.WORK_CARE, _("Werk-zorg: werk op maat, met zorg erbij")),
    (ServiceLevel.NOT_NOW, _("Nu niet te begeleiden: later opnieuw bekijken")),
]


class DecisionForm(forms.Form):
    """What the professional decides, and why when it is not what the estimate suggested."""

    use_required_attribute = False

    level = forms.ChoiceField(label=_("Dienstverlening"), choices=LEVELS, widget=forms.RadioSelect)
    departure_reason = LongText(
        label=_("Waarom anders dan de schatting"),
        rows=3,
        required=False,
        help_text=_("Alleen als je afwijkt. Schrijf niets over gezondheid."),
    )
    next_contact_on = forms.DateField(
        label=_("Volgende contact"),
        widget=DayInput,
        required=False,
        help_text=_("Verplicht voor wie zelfredzaam is: ook die wordt opgevolgd."),
    )
    digital_training = forms.BooleanField(
        label=_("Stel een opleiding digitale vaardigheden voor als afspraak"), required=False, initial=True
    )
    digital_training_by = forms.DateField(label=_("Tegen"), widget=DayInput, required=False)
    analogue_channel = forms.ChoiceField(
        label=_("Bereik deze burger voortaan via"),
        choices=[
            (Channel.PHONE, Channel.PHONE.label),
            (Channel.LETTER, Channel.LETTER.label),
            (Channel.IN_PERSON, Channel.IN_PERSON.label),
        ],
        widget=forms.RadioSelect,
        required=False,
    )

    DIGITAL = ("digital_training", "digital_training_by", "analogue_channel")

    def __init__(self, *args: Any, estimated: bool, digital_help: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not estimated:
            del self.fields["departure_reason"]
        if not digital_help:
            for name in self.DIGITAL:
                del self.fields[name]
        else:
            self.fields["digital_training_by"].initial = clock.today() + dt.timedelta(days=60)

    def clean(self) -> dict[str, Any]:
        """A training that is proposed has a day."""
        values = super().clean() or self.cleaned_data
        if values.get("digital_training") and not values.get("digital_training_by"):
            self.add_error("digital_training_by", str(_("Kies een datum.")))
        return values
