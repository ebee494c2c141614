"""Forms about who somebody is and who takes part."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from aanboord.core import clock
from aanboord.core.forms import DayInput
from aanboord.directory.models import Organisation, Professional, Territory
from aanboord.people.models import Channel, Language, Person, StatusKind

from ..models import Dossier, Involvement


def municipalities() -> QuerySet[Territory]:
    return Territory.objects.filter(kind=Territory.Kind.MUNICIPALITY).order_by("name")


class ReachForm(forms.Form):
    """How somebody is reached; the fields are those of `Person`."""

    phone = forms.CharField(
        label=_("Telefoon"), max_length=30, required=False, widget=forms.TextInput({"class": "medium", "type": "tel"})
    )
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    address = forms.CharField(label=_("Straat en nummer"), max_length=160, required=False)
    channel = forms.ChoiceField(
        label=_("Liefst bereikbaar via"), choices=Channel.choices, widget=forms.RadioSelect, initial=Channel.LETTER
    )
    language = forms.ChoiceField(
        label=_("Taal van het contact"),
        choices=Language.choices,
        initial=Language.NL,
        widget=forms.Select({"class": "medium"}),
    )
    interpreter = forms.BooleanField(label=_("Tolk nodig"), required=False)

    def clean(self) -> dict[str, Any]:
        """The preferred channel must be one that can reach somebody."""
        values = super().clean() or self.cleaned_data
        needs = {Channel.PHONE: "phone", Channel.TEXT: "phone", Channel.EMAIL: "email"}
        field = needs.get(Channel(values["channel"])) if values.get("channel") else None
        if field and not values.get(field) and field not in self.errors:
            self.add_error(field, str(_("Vul dit in, of kies een andere manier om bereikt te worden.")))
        return values

    @staticmethod
    def of(person: Person) -> dict[str, Any]:
        """What is known of somebody, as initial values."""
        return {name: getattr(person, name) for name in ReachForm.base_fields}


class ContactForm(ReachForm):
    """Reach and domicile."""

    municipality = forms.ModelChoiceField(
        label=_("Gemeente"),
        queryset=municipalities(),
        required=False,
        empty_label=_("kies een gemeente"),
        widget=forms.Select({"class": "medium"}),
    )


class StatusForm(forms.Form):
    kind = forms.ChoiceField(label=_("Statuut"), choices=StatusKind.choices)
    since = forms.DateField(label=_("Sinds"), widget=DayInput, initial=clock.today)
    until = forms.DateField(label=_("Tot en met"), widget=DayInput, required=False)


class EndStatusForm(forms.Form):
    on = forms.DateField(label=_("Laatste dag"), widget=DayInput, initial=clock.today)


class MandateForm(forms.Form):
    organisation = forms.ModelChoiceField(
        label=_("Aan welk OCMW"), queryset=Organisation.objects.none(), empty_label=_("kies een OCMW")
    )
    given_on = forms.DateField(label=_("Gegeven op"), widget=DayInput, initial=clock.today)

    def __init__(self, *args: Any, dossier: Dossier, own: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        near = Q(territories=dossier.person.municipality_id) | Q(pk=own)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = (
            Organisation.objects.active()
            .filter(near, kind__in=[Organisation.Kind.OCMW, Organisation.Kind.OCMW_CLUSTER])
            .distinct()
        )


class UnitForm(forms.Form):
    """First who takes part, then whom of them."""

    unit = forms.ModelChoiceField(
        label=_("Welke organisatie"), queryset=Organisation.objects.none(), empty_label=_("kies een organisatie")
    )

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = may_take_part(dossier)


class InvolveForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Wat doet deze organisatie?"),
        choices=Involvement.Kind.choices,
        widget=forms.RadioSelect,
        initial=Involvement.Kind.PARTNER,
    )
    professional = forms.ModelChoiceField(
        label=_("Wie bij deze organisatie?"),
        queryset=Professional.objects.none(),
        required=False,
        empty_label=_("nog niemand in het bijzonder"),
    )

    def __init__(self, *args: Any, unit: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["professional"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Professional.objects.filter(
            Q(memberships__until=None) | Q(memberships__until__gte=clock.today()),
            memberships__unit=unit,
            memberships__since__lte=clock.today(),
        ).distinct()


PARTNERS = (
    Organisation.Kind.PARTNER,
    Organisation.Kind.TRAINING_PROVIDER,
    Organisation.Kind.INTEGRATION_AGENCY,
    Organisation.Kind.SCHOOL,
)
SERVICES = (
    Organisation.Kind.VDAB,
    Organisation.Kind.OCMW,
    Organisation.Kind.OCMW_CLUSTER,
    Organisation.Kind.LOCAL_GOVERNMENT,
)


def may_take_part(dossier: Dossier) -> QuerySet[Organisation]:
    """Units that can be asked: the services of the municipality, and partners that work there or everywhere."""
    here = Q(territories=dossier.person.municipality_id)
    near = Q(here, kind__in=SERVICES) | Q(here | Q(territories=None), kind__in=PARTNERS)
    taking_part = [dossier.lead_id, *(row.unit_id for row in dossier.current_involvements)]
    return Organisation.objects.active().filter(near).exclude(pk__in=taking_part).distinct()
