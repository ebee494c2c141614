"""What a dossier says to the citizen herself, in plain language (B1): events, terms, parts, reasons to look."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aanboord.core.access import Part, Purpose
from aanboord.journal.models import Look

from .models.dossier import ServiceLevel

#: What happened, said to her whom it happened to. A kind that a timeline tells is told here too (a test compares them).
HAPPENED: dict[str, Promise] = {
    "person.registered": _("Je bent ingeschreven."),
    "registration.repeated": _("Je bent opnieuw aangemeld."),
    "account.opened": _("Je kan je aanmelden en je dossier zelf zien."),
    "contact.changed": _("Hoe we je bereiken, is gewijzigd."),
    "status.recorded": _("Je statuut is genoteerd."),
    "status.ended": _("Een statuut is gestopt."),
    "mandate.given": _("Je gaf een OCMW de toestemming om je in te schrijven."),
    "mandate.withdrawn": _("Je toestemming is ingetrokken."),
    "duplicate.decided": _("Iemand keek na of je twee keer in het systeem staat."),
    "person.merged": _("Je stond twee keer in het systeem. Alles staat nu bij elkaar."),
    "statement.held": _("We kregen een bericht over jou met een andere naam. Iemand kijkt het na."),
    "statement.taken": _("We namen een bericht over jou over, ook de andere naam."),
    "statement.refused": _("Een bericht met een andere naam ging niet over jou. We deden er niets mee."),
    "dossier.assigned": _("Je begeleider is gekozen of gewijzigd."),
    "dossier.counsellor-left": _("Je begeleider werkt hier niet meer. Het team kiest een nieuwe."),
    "partner.involved": _("Een andere organisatie werkt mee aan je dossier."),
    "partner.left": _("Een organisatie werkt niet meer mee."),
    "dossier.unit-succeeded": _("Een dienst is opgevolgd door een andere. Je dossier ging mee."),
    "dossier.suspended": _("Je dossier rust. Niets loopt te laat."),
    "dossier.resumed": _("Je dossier loopt weer."),
    "dossier.closed": _("Je dossier is afgesloten."),
    "note.added": _("Er is een notitie bij gekomen."),
    "document.added": _("Er is een document bij gekomen."),
    "letter.made": _("Er is een brief voor je gemaakt."),
    "contact.made": _("Jullie hadden contact."),
    "screening.completed": _("Jullie spraken over wat je kan en wil. Er is beslist welke hulp je krijgt."),
    "goal.set": _("Er is een doel gekozen."),
    "goal.reached": _("Een doel is bereikt."),
    "goal.dropped": _("Een doel is losgelaten."),
    "plan.discussed": _("Jullie spraken over je plan."),
    "plan.work-not-yet": _("Er is gezegd waarom een stap naar werk nog niet kan."),
    "agreement.proposed": _("Er is een afspraak voorgesteld."),
    "agreement.answered": _("Er is geantwoord op een afspraak."),
    "agreement.commented": _("Je zei iets bij een afspraak."),
    "agreement.done": _("Van een afspraak is gezegd hoe ze afliep."),
    "agreement.overdue": _("De dag van een afspraak is voorbij. Je begeleider weet het."),
    "agreement.escalated": _("Een afspraak wacht al lang. Ook de verantwoordelijke van het team weet het nu."),
    "appointment.made": _("Er is een gesprek gepland."),
    "appointment.held": _("Er is genoteerd of een gesprek doorging."),
    "appointment.reported": _("Er is een verslag van een gesprek."),
    "appointment.excused": _("Je kon niet komen, en dat is in orde."),
    "appointment.cancelled": _("Een gesprek gaat niet door."),
    "appointment.reminded": _("We herinnerden je aan het gesprek van de dag erna."),
    "training.offered": _("Er is een opleiding voorgesteld."),
    "placement.planned": _("Er is een stap naar werk gepland."),
    "placement.started": _("Je stap naar werk is begonnen."),
    "placement.evaluated": _("Jullie keken hoe je stap gaat, en wat je leerde."),
    "placement.ended": _("Je stap is afgelopen."),
    "placement.cancelled": _("Een stap gaat niet door."),
    "work.started": _("Je bent aan het werk."),
    "aftercare.done": _("We vroegen hoe het gaat op je werk."),
    "work.ended": _("Je werk is gestopt."),
}

#: What a clock asks of the organisations (never of her), and why.
DUTIES: dict[str, tuple[Promise, Promise]] = {
    "screening": (
        _("Wij spreken met jou over wat je kan en wil."),
        _("Iedereen die zich inschrijft, krijgt zo'n gesprek binnen twee maanden."),
    ),
    "binding-agreements": (
        _("Wij maken samen met jou afspraken."),
        _("Wie hulp nodig heeft, heeft binnen drie maanden afspraken."),
    ),
    "training-offer": (
        _("Wij stellen je een opleiding voor."),
        _("Wie na zes maanden nog werk zoekt, kreeg een voorstel voor een opleiding."),
    ),
    "newcomer-registration": (
        _("Je wordt ingeschreven bij VDAB."),
        _("Wie inburgert en wil werken, schrijft zich snel in bij VDAB."),
    ),
    "school-leaver-contact": (
        _("Wij nemen contact met je op."),
        _("Wie zonder diploma van school gaat, horen we meteen."),
    ),
    **{
        f"aftercare-{month}": (
            _("Wij vragen hoe het gaat op je werk."),
            _("Wie begint te werken, horen we na 1, 3 en 6 maanden."),
        )
        for month in (1, 3, 6)
    },
}

PARTS: dict[str, Promise] = {
    Part.IDENTITY: _("wie je bent en hoe we je bereiken"),
    Part.LABOUR_STATUS: _("je statuut"),
    Part.PROFILE: _("je loopbaan"),
    Part.SCREENING: _("het gesprek over wat je kan en wil"),
    Part.WELFARE: _("wonen, geld en gezin"),
    Part.HEALTH: _("je gezondheid"),
    Part.PLAN: _("je plan en afspraken"),
    Part.PLACEMENTS: _("je stappen en werk"),
    Part.CONTROL: _("controle"),
    Part.NOTES: _("notities"),
}

PURPOSES: dict[str, Promise] = {
    Purpose.GUIDANCE: _("om je te begeleiden"),
    Purpose.INTAKE: _("om je in te schrijven"),
    Purpose.STEERING: _("om het werk te verdelen en op te volgen"),
    Purpose.QUALITY: _("om te zorgen dat je gegevens juist zijn"),
    Purpose.OWN_FILE: _("je eigen dossier"),
    Purpose.DELIVERY: _("om gegevens van een andere dienst te verwerken"),
}

LOOKS: dict[str, Promise] = {
    Look.Kind.FILE: _("opende je dossier"),
    Look.Kind.LIST: _("zag je in een lijst"),
    Look.Kind.SEARCH: _("vond je bij het zoeken"),
    Look.Kind.EXPORT: _("nam je op in een bestand"),
    Look.Kind.LETTER: _("maakte een brief voor je"),
}

LEVELS: dict[str, Promise] = {
    ServiceLevel.SELF_RELIANT: _("Je kan zelf op weg naar werk. Wij blijven je volgen. Loopt het vast? Dan helpen we."),
    ServiceLevel.SECTOR: _("Je krijgt hulp van iemand die jouw soort werk goed kent."),
    ServiceLevel.INTENSIVE: _("Je krijgt veel hulp van een vaste begeleider. Jullie zien elkaar vaak."),
    ServiceLevel.WORK_CARE: _("Je krijgt hulp bij werk en zorg samen. Betaald werk moet nu nog niet."),
    ServiceLevel.NOT_NOW: _("Nu is niet het goede moment om werk te zoeken. We kijken later opnieuw."),
}
