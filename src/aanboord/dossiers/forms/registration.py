"""The steps of a registration, one form each. What a step keeps is text, so that a draft can hold it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from aanboord.core import clock
from aanboord.core.access import Role
from aanboord.core.forms import DayInput
from aanboord.core.identifiers import (
    BadBirthDate,
    BadChecksum,
    BadFormat,
    BadLength,
    FictionalRefused,
    IdentifierError,
    Insz,
    parse_insz,
)
from aanboord.core.names import display_name, name_key
from aanboord.directory.models import Organisation
from aanboord.people.actions import EARLIEST
from aanboord.people.models import StatusKind

from ..actions.registration import Status
from ..models import Registration
from .people import ReachForm, municipalities

STATUS_ROWS = 3
LONGEST_NAME = 100

NUMBER_FAULTS = {
    BadFormat: _("Een nummer bestaat uit cijfers, met punten, streepjes of spaties ertussen."),
    BadLength: _("Een nummer heeft elf cijfers."),
    BadChecksum: _("Dit nummer klopt niet: de laatste twee cijfers passen niet bij de rest. Kijk het na."),
    BadBirthDate: _("De geboortedatum in dit nummer kan niet."),
    FictionalRefused: _("Dit is het nummer van een verzonnen persoon. Dat kan alleen in de demo."),
}


class InszField(forms.CharField):
    """A number as people write it; cleans to an `Insz`, or None when it was left open."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 20)
        kwargs.setdefault("widget", forms.TextInput({"class": "medium", "inputmode": "numeric"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Insz | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_insz(text, fictional_allowed=settings.DEMO, today=clock.today())
        except IdentifierError as fault:
            raise forms.ValidationError(NUMBER_FAULTS[type(fault)]) from None


class WhoForm(forms.Form):
    """Who it is. Without a number only after contact in outreach, where trust comes first."""

    insz = InszField(
        label=_("Rijksregisternummer of BIS-nummer"),
        error_messages={"required": _("Vul het nummer in, of duid aan dat er nog geen is.")},
        help_text=_("Elf cijfers, zoals op de identiteitskaart. Punten en streepjes mogen."),
    )
    no_number = forms.BooleanField(label=_("Nog geen nummer: een eerste contact in outreach"), required=False)
    given_name = forms.CharField(label=_("Voornaam"), max_length=LONGEST_NAME)
    family_name = forms.CharField(label=pgettext_lazy("familienaam", "Naam"), max_length=LONGEST_NAME)
    birth_date = forms.DateField(
        label=_("Geboortedatum"),
        widget=DayInput,
        required=False,
        help_text=_("Alleen nodig als ze niet uit het nummer blijkt."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.data.get("no_number"):
            self.fields["insz"].required = False

    def clean(self) -> dict[str, Any]:
        """A number, or the words that there is none yet; a name with letters in it; a birth date that agrees."""
        values = super().clean() or self.cleaned_data
        insz = values.get("insz")
        if insz and values.get("no_number"):
            self.add_error("no_number", str(_("Je vulde toch een nummer in.")))
        for name in ("given_name", "family_name"):
            values[name] = display_name(values.get(name, ""))
            if name not in self.errors and not name_key(values[name]):
                self.add_error(name, str(_("Een naam bevat letters.")))
            elif len(values[name]) > LONGEST_NAME:  # signs that are written as one may count as two
                self.add_error(name, str(_("De naam telt meer dan 100 tekens.")))
        born = values.get("birth_date")
        if born and born > clock.today():
            self.add_error("birth_date", str(_("De geboortedatum ligt in de toekomst.")))
        if insz and insz.birth_date:
            if born and born != insz.birth_date:
                self.add_error("birth_date", str(_("Volgens het nummer is het een andere dag.")))
            values["birth_date"] = insz.birth_date
        return values


class SituationForm(forms.Form):
    """Where somebody lives, and what her status is: up to three at once."""

    municipality = forms.ModelChoiceField(
        label=_("Gemeente"),
        queryset=municipalities(),
        empty_label=_("kies een gemeente"),
        widget=forms.Select({"class": "medium"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, STATUS_ROWS + 1):
            self.fields[f"kind_{number}"] = forms.ChoiceField(
                label=_("Statuut") if number == 1 else _("Nog een statuut"),
                choices=[("", _("geen")), *StatusKind.choices],
                required=False,
            )
            self.fields[f"since_{number}"] = forms.DateField(label=_("Sinds"), widget=DayInput, required=False)

    def rows(self) -> list[tuple[Any, Any]]:
        """Pairs of fields for the template."""
        return [(self[f"kind_{number}"], self[f"since_{number}"]) for number in range(1, STATUS_ROWS + 1)]

    def clean(self) -> dict[str, Any]:
        """Each status begins somewhere up to today, and stands once."""
        values = super().clean() or self.cleaned_data
        statuses: dict[str, Status] = {}
        for number in range(1, STATUS_ROWS + 1):
            kind, since = values.get(f"kind_{number}"), values.get(f"since_{number}") or clock.today()
            if not kind or f"since_{number}" in self.errors:
                continue
            if since > clock.today():
                self.add_error(f"since_{number}", str(_("Een statuut kan niet in de toekomst beginnen.")))
            if since < EARLIEST:
                self.add_error(f"since_{number}", str(_("Een statuut begint niet voor 1950.")))
            if kind in statuses:
                self.add_error(f"kind_{number}", str(_("Dit statuut staat er al.")))
            statuses[kind] = Status(StatusKind(kind), since)
        values["statuses"] = tuple(statuses.values())
        return values


class WayForm(forms.Form):
    """How somebody became known: what a role may say, and what each way asks."""

    use_required_attribute = False

    WAYS = {
        Role.COUNSELLOR: (Registration.Way.COUNTER, Registration.Way.OUTREACH),
        Role.SOCIAL_WORKER: (Registration.Way.MANDATE, Registration.Way.OUTREACH),
    }

    way = forms.ChoiceField(label=_("Hoe werd deze burger bekend"), widget=forms.RadioSelect)
    place = forms.CharField(
        label=_("Plaats van het contact"),
        max_length=120,
        required=False,
        help_text=_("Bij outreach: bijvoorbeeld sportclub, plein, buurthuis."),
    )
    mandate_given_on = forms.DateField(
        label=_("Mandaat gegeven op"),
        widget=DayInput,
        required=False,
        help_text=_("De dag waarop de burger je OCMW toeliet om haar in te schrijven."),
    )

    lead_kind = forms.ChoiceField(
        label=_("Wie neemt het dossier in handen"),
        choices=[(kind, kind.label) for kind in (Organisation.Kind.VDAB, Organisation.Kind.OCMW)],
        widget=forms.RadioSelect,
        help_text=_("Voor wie niet-beroepsactief is zonder uitkering, kan dat VDAB of het OCMW zijn. Kies samen."),
    )

    def __init__(self, *args: Any, role: Role, numbered: bool, lead_open: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = self.WAYS[role] if numbered else (Registration.Way.OUTREACH,)
        field = self.fields["way"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(way, way.label) for way in ways]
        if len(ways) == 1:
            field.initial = ways[0]
        if Registration.Way.MANDATE not in ways:
            del self.fields["mandate_given_on"]
        if not lead_open:
            del self.fields["lead_kind"]

    def clean(self) -> dict[str, Any]:
        """The place of outreach, the day of a mandate (PACT24-3.E-a)."""
        values = super().clean() or self.cleaned_data
        if values.get("way") == Registration.Way.OUTREACH and not values.get("place", "").strip():
            self.add_error("place", str(_("Zeg waar het contact gebeurde.")))
        given = values.get("mandate_given_on")
        if values.get("way") == Registration.Way.MANDATE and "mandate_given_on" not in self.errors:
            if given is None:
                self.add_error(
                    "mandate_given_on", str(_("Zonder mandaat van de burger kan een OCMW niet inschrijven."))
                )
            elif given > clock.today():
                self.add_error("mandate_given_on", str(_("Het mandaat kan niet in de toekomst gegeven zijn.")))
        return values


class OwnForm(SituationForm, ReachForm):
    """A citizen registers herself: where she lives, what her situation is, how she wants to be reached."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tokens = {"phone": "tel", "email": "email", "address": "street-address"}
        for name, token in tokens.items():
            self.fields[name].widget.attrs["autocomplete"] = token
