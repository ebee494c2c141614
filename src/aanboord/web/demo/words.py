"""What is written in the dossiers of the demo."""

from __future__ import annotations

from aanboord.dossiers.models import Agreement

Kind = Agreement.Kind

#: Goals with agreements that lead there.
GOALS: tuple[tuple[str, tuple[tuple[Agreement.Kind, str], ...]], ...] = (
    (
        "Werken als {occupation} in de buurt",
        (
            (Kind.APPLICATION, "Elke week solliciteren op twee vacatures als {occupation}"),
            (Kind.TRAINING, "De oefensessie sollicitatiegesprek volgen"),
        ),
    ),
    (
        "Ervaring opdoen op de werkvloer",
        (
            (Kind.WORK_EXPERIENCE, "Twee bedrijven bezoeken die een {occupation} zoeken"),
            (Kind.THRESHOLD, "Het traject met de fiets of de bus vooraf uitproberen"),
        ),
    ),
    (
        "Beter Nederlands voor het werk",
        (
            (Kind.TRAINING, "Inschrijven voor Nederlands op de werkvloer"),
            (Kind.APPLICATION, "Eén kennismakingsgesprek voeren bij een werkgever"),
        ),
    ),
    (
        "Een diploma en dan aan de slag als {occupation}",
        (
            (Kind.TRAINING, "Naar de infodag van de opleiding gaan"),
            (Kind.THRESHOLD, "Kinderopvang aanvragen voor de lesdagen"),
        ),
    ),
    (
        "Stap voor stap opnieuw werken",
        (
            (Kind.THRESHOLD, "Langsgaan bij de schuldbemiddelaar"),
            (Kind.WORK_EXPERIENCE, "Een halve dag meelopen als {occupation}"),
            (Kind.OTHER, "Elke ochtend op tijd opstaan en gaan wandelen"),
        ),
    ),
    (
        "Digitaal sterker worden",
        (
            (Kind.TRAINING, "De lessenreeks basis computer volgen"),
            (Kind.APPLICATION, "Samen een cv maken en online zetten"),
        ),
    ),
)

NOTES = (
    "Vertelt veel over vroeger werk; wil vooral met mensen werken.",
    "Is gemotiveerd, maar twijfelt of de uren te combineren zijn met de school van de kinderen.",
    "Heeft een rijbewijs B, maar geen wagen.",
    "Wil liefst halftijds beginnen en later uitbreiden.",
    "Begrijpt goed Nederlands, spreken gaat nog wat moeilijker.",
    "Zoekt werk dicht bij huis, avondwerk is geen probleem.",
    "Heeft als vrijwilliger veel geleerd en onderschat dat zelf.",
)

REPORTS = (
    "Goed gesprek. De afspraken zijn overlopen en blijven gelden.",
    "De eerste weken vielen zwaar, nu gaat het beter. Komt altijd op tijd.",
    "Leert snel bij en vraagt hulp wanneer het nodig is.",
    "Zoekt nog naar het juiste tempo; de begeleider op de werkvloer helpt daarbij.",
    "Twee sollicitaties verstuurd, één antwoord gekregen. Volgende keer bereiden we het gesprek voor.",
    "Tevreden over het team en het uurrooster.",
)

DEPARTURES = (
    "In het gesprek bleek er meer steun thuis dan de antwoorden tonen.",
    "De drempels wegen zwaarder dan op papier; eerst daaraan werken.",
    "Heeft al een concreet aanbod van een werkgever.",
    "Vraagt zelf om meer begeleiding.",
    "Kan op eigen kracht zoeken en wordt opgevolgd.",
)
