"""What can be wrong with a row, in a few words: the codes of its faults for who filters by them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

REASONS = {
    "fields": _("Te veel of te weinig velden"),
    "line-too-long": _("Rij te lang"),
    "unreadable": _("Onleesbare tekens"),
    "insz-format": _("Nummer ontbreekt of is geen getal"),
    "insz-length": _("Nummer te kort of te lang"),
    "insz-checksum": _("Controlegetal van het nummer klopt niet"),
    "insz-birth-date": _("Geboortedatum in het nummer kan niet"),
    "insz-fictional": _("Nummer van een fictieve persoon"),
    "name-missing": _("Naam ontbreekt"),
    "name-too-long": _("Naam te lang"),
    "municipality-unknown": _("Gemeente onbekend"),
    "date-missing": _("Datum ontbreekt"),
    "date-format": _("Datum onleesbaar"),
    "date-impossible": _("Datum kan niet"),
    "mandate-missing": _("Geen datum van een mandaat"),
    "ocmw-unknown": _("OCMW onbekend"),
    "kbo": _("Ondernemingsnummer klopt niet"),
    "number": _("Aantal is geen geheel getal"),
    "value-unknown": _("Waarde onbekend"),
    "refused": _("Inschrijving geweigerd"),
}

#: The columns of the files, as a form names them.
COLUMN_NAMES = {
    "insz": _("INSZ-nummer"),
    "naam": pgettext_lazy("familienaam", "Naam"),
    "voornaam": _("Voornaam"),
    "nis": _("NIS-code van de gemeente"),
    "datum_begin": _("Begin van de werkloosheid"),
    "dagen_tijdelijk_werkloos": _("Dagen tijdelijk werkloos"),
    "werkgever_kbo": _("Ondernemingsnummer van de werkgever"),
    "datum_uitstroom": _("Dag van uitstroom"),
    "kwalificatie": _("Kwalificatie"),
    "instelling": _("Instelling"),
    "datum_start_traject": _("Start van het traject"),
    "arbeidsperspectief": _("Arbeidsperspectief"),
    "taalniveau": _("Taalniveau Nederlands"),
    "ocmw_kbo": _("Ondernemingsnummer van het OCMW"),
    "datum_mandaat": _("Datum van het mandaat"),
    "statuut": _("Statuut"),
}
