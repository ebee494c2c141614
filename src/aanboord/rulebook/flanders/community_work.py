"""Work for the neighbourhood and the community, and work with care: first steps, with a benefit and guidance."""

from datetime import date

from ..writing import (
    CASEWORKER,
    CITIZEN,
    REGISTER,
    Aim,
    Grows,
    State,
    all_of,
    any_of,
    boolean,
    decision,
    euros,
    integer,
    measure,
    parameter,
    part,
    text,
    version,
)
from .facts import HOURS, MONTHS, distance, months_without_work
from .work_experience import NO_HIRING_DUTY, VDAB_OR_OCMW, fits, further_away, seeker
from .workplace_learning import planned_months

months_in_neighbourhood_work = integer(
    "months_in_neighbourhood_work",
    text("Maanden wijk-werken", "Months of neighbourhood work"),
    text("Hoeveel maanden doe je al aan wijk-werken?", "For how many months have you done neighbourhood work?"),
    (CITIZEN, CASEWORKER, REGISTER),
    high=720,
    unit=MONTHS,
    grows=Grows.MONTHLY,
)
former_pwa = boolean(
    "former_pwa",
    text("Vroeger in het PWA-stelsel", "Formerly in the PWA scheme"),
    text("Werkte je al als PWA'er voor het wijk-werken begon?", "Did you work as a PWA worker before it began?"),
    (CITIZEN, CASEWORKER, REGISTER),
    fixed=True,
)
monthly_hours = integer(
    "monthly_hours",
    text("Uren per maand", "Hours a month"),
    text("Hoeveel uren per maand is het?", "How many hours a month is it?"),
    (CITIZEN, CASEWORKER),
    high=300,
    unit=HOURS,
)
yearly_hours = integer(
    "yearly_hours",
    text("Uren per jaar", "Hours a year"),
    text("Hoeveel uren per jaar is het?", "How many hours a year is it?"),
    (CITIZEN, CASEWORKER),
    high=3600,
    unit=HOURS,
)
cheque_price = euros(
    "neighbourhood_work_cheque_price",
    text("Prijs van een wijk-werkcheque", "Price of a neighbourhood-work cheque"),
    text("Hoeveel vraagt de gemeente voor een wijk-werkcheque?", "What does the municipality ask for a cheque?"),
    (CITIZEN, CASEWORKER),
)
unable_to_paid_work = boolean(
    "unable_to_paid_work",
    text(
        "Betaald werk kan nu niet, om medische, psychische of sociale redenen",
        "No paid work now, for medical or other reasons",
    ),
    text(
        "Kan betaald werk nu niet door medische, mentale, psychische of sociale problemen?",
        "Is paid work not possible now because of medical, mental, psychiatric or social problems?",
    ),
    (CASEWORKER,),
)

# Neighbourhood work.

neighbourhood_work = measure(
    "neighbourhood-work",
    title=text("Wijk-werken", "Neighbourhood work (wijk-werken)"),
    anchor=decision(),
    aim=Aim.GENERIC,
    unit="EUR/hour",
    on_the_floor=True,
    suits=further_away,
    apply_at=VDAB_OR_OCMW,
    about=text(
        "Je doet enkele uren per week klussen in je buurt, als opstap naar werk. Je houdt je uitkering.",
        "You do some hours of jobs a week in your neighbourhood, as a step to work. You keep your benefit.",
    ),
    duties=[
        (
            "citizen",
            text(
                "Je doet de klussen zoals afgesproken en zet daarna een stap verder",
                "You do the jobs, then go a step further",
            ),
        ),
        ("user", text("Je betaalt met wijk-werkcheques", "You pay with neighbourhood-work cheques")),
        ("organiser", text("Je zoekt passende klussen en volgt op", "You look for fitting jobs and follow up")),
    ],
    versions=[
        version(
            date(2018, 1, 1),
            known_on=date(2017, 7, 7),
            sources=[
                "decreet van 7 juli 2017",
                "besluit van de Vlaamse Regering van 29 september 2017",
                "VDAB, wijk-werken",
                "PACT24-4.1-b",
            ],
            verified_until=date(2024, 12, 31),
            eligible=all_of(
                seeker,
                fits,
                any_of(former_pwa, months_in_neighbourhood_work < parameter("neighbourhood-work-months")).explain(
                    nl="Je doet het nog niet te lang, of je kwam uit het PWA-stelsel",
                    en="You have not done it too long, or you came from the PWA scheme",
                    id="not-too-long",
                ),
            ),
            amount=[part("hour", "vergoeding per uur", "compensation an hour", parameter("neighbourhood-work-hour"))],
            limits=[
                monthly_hours <= parameter("neighbourhood-work-hours-month"),
                yearly_hours <= parameter("neighbourhood-work-hours-year"),
                cheque_price >= parameter("neighbourhood-work-cheque"),
                cheque_price <= parameter("neighbourhood-work-cheque-most"),
            ],
            notes=[NO_HIRING_DUTY],
        )
    ],
)

# Community service.

long_without_work = months_without_work >= parameter("community-service-months")

community_service = measure(
    "community-service",
    title=text("Gemeenschapsdienst", "Community service"),
    anchor=decision(),
    aim=Aim.GENERIC,
    unit="EUR/hour",
    on_the_floor=True,
    suits=distance.is_one_of("large"),
    apply_at=text("VDAB bespreekt het met je", "VDAB talks it over with you"),
    about=text(
        "Wie al lang zonder werk is, kan taken doen voor de gemeenschap om weer werkritme op te bouwen. "
        "VDAB kan het verplichten als het in je traject past.",
        "Who has long been without work can do tasks for the community, to build up a rhythm of work again. "
        "VDAB can oblige you when it fits your path.",
    ),
    duties=[
        (
            "citizen",
            text(
                "Je voert de afgesproken taken uit; weiger je zonder goede reden, dan kan een sanctie volgen",
                "You carry out the tasks agreed; refusing without a good reason can be sanctioned",
            ),
        ),
        (
            "VDAB",
            text("VDAB gaat na of het past, en begeleidt je naar werk", "VDAB sees whether it fits and guides you"),
        ),
        (
            "local-government",
            text(
                "De taken vervangen geen gewone jobs en zijn geen oneerlijke concurrentie",
                "The tasks replace no regular jobs and are no unfair competition",
            ),
        ),
    ],
    versions=[
        version(
            date(2020, 1, 1),
            known_on=date(2019, 12, 31),
            state=State.DRAFT,
            sources=["BN19-VI.1.1-m"],
            eligible=long_without_work,
        ),
        version(
            date(2023, 1, 1),
            known_on=date(2022, 12, 31),
            sources=["HLN, februari 2023", "De Tijd, december 2021", "BN19-VI.1.1-m"],
            verified_until=date(2023, 12, 31),
            eligible=long_without_work,
            amount=[
                part(
                    "hour",
                    "vergoeding per uur, boven op je uitkering",
                    "compensation an hour, beside your benefit",
                    parameter("community-service-hour"),
                )
            ],
            limits=[
                monthly_hours >= parameter("community-service-hours-least"),
                monthly_hours <= parameter("community-service-hours-most"),
                planned_months <= parameter("community-service-months-most"),
            ],
            notes=[
                text(
                    "Wie ziek is, is uitgezonderd, en ook wie VDAB er niet geschikt voor vindt: dat beoordeelt je "
                    "bemiddelaar. Het hoort altijd bij een begeleid traject naar werk.",
                    "Ill people are excepted, and so is who VDAB finds unsuited: that is for your caseworker to judge. "
                    "It is always part of a guided path to work.",
                ),
                text(
                    "Bronnen zeggen „na twee jaar” en „langer dan twee jaar”: dat scheelt één dag.",
                    "Sources say “after two years” and “longer than two years”: one day apart.",
                ),
            ],
        ),
    ],
)

# Work with care.

unable = unable_to_paid_work.explain(
    nl="Betaald werk kan nu niet, door medische, mentale, psychische of sociale problemen",
    en="Paid work is not possible now, because of medical, mental, psychiatric or social problems",
)

work_care = measure(
    "work-care",
    title=text("Werk- en zorgtraject (arbeidszorg)", "Work with care"),
    anchor=decision(),
    aim=Aim.THRESHOLDS,
    suits=distance.is_one_of("large"),
    apply_at=text("VDAB, je OCMW of een zorgpartner", "VDAB, your OCMW or a partner in care"),
    about=text(
        "Voor wie nu niet betaald kan werken door gezondheid of problemen: een traject met werk en zorg samen, "
        "of zinvolle activiteiten onder begeleiding, zonder loon.",
        "For who cannot do paid work now because of health or problems: a path of work and care together, or "
        "worthwhile activities with guidance, without wage.",
    ),
    duties=[
        ("citizen", text("Je werkt mee aan de stappen van je traject", "You take part in the steps of your path")),
        ("VDAB", text("Een casemanager werk volgt je op", "A case manager for work follows you")),
        ("care", text("Een casemanager zorg volgt je op", "A case manager for care follows you")),
    ],
    versions=[
        version(
            date(2018, 7, 1),
            known_on=date(2018, 2, 2),
            sources=[
                "decreet van 25 april 2014",
                "besluit van de Vlaamse Regering van 2 februari 2018",
                "BN19-VI.1.2-i",
            ],
            eligible=unable,
            gives=text(
                "Een activeringstraject of arbeidsmatige activiteiten", "An activation path or guided activities"
            ),
        ),
        version(
            date(2023, 7, 1),
            known_on=date(2022, 7, 8),
            sources=["decreet van 8 juli 2022", "besluit van de Vlaamse Regering van 18 november 2022"],
            verified_until=date(2024, 12, 31),
            eligible=unable,
            limits=[
                planned_months >= parameter("work-care-months-least"),
                planned_months <= parameter("work-care-months-most"),
            ],
            gives=text(
                "Een activeringstraject of arbeidsmatige activiteiten", "An activation path or guided activities"
            ),
            notes=[
                text(
                    "De duur geldt voor activeringstrajecten; in uitzonderlijke gevallen kan ze langer. Wie voor juli "
                    "2023 aangemeld was, volgt de vroegere regels. De nieuwe regels voor arbeidsmatige activiteiten "
                    "gelden sinds januari 2024.",
                    "The length is that of activation paths; in rare cases it can be longer. Who was registered before "
                    "July 2023 follows the earlier rules. The new rules for guided activities hold since January 2024.",
                )
            ],
        ),
    ],
)
