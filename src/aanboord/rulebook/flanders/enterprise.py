"""Support for who becomes self-employed: the transition premium, with a benefit or without, and jobbonus PLUS."""

from datetime import date

from ..facts import FRACTION
from ..language import Condition, Number, number
from ..measures import AmountPart, MeasureVersion
from ..writing import (
    CASEWORKER,
    CITIZEN,
    REGISTER,
    Aim,
    Grows,
    all_of,
    boolean,
    day,
    integer,
    measure,
    none_of,
    on_day,
    parameter,
    part,
    text,
    transition,
    version,
    when,
)
from .facts import MONTHS, YEARS, age, application_date, below_pension_age, months_registered
from .jobbonus import wage

prestarter_certificate_months = integer(
    "prestarter_certificate_months",
    text("Ouderdom van het attest prestarterstraject bij de start", "Age of the prestarter certificate at the start"),
    text(
        "Hoeveel maanden oud was je attest van het prestarterstraject toen je startte (geen attest: antwoord 99)?",
        "How many months old was your prestarter certificate when you started (no certificate: answer 99)?",
    ),
    (CITIZEN, REGISTER),
    high=120,
    unit=MONTHS,
)
months_since_start = integer(
    "months_since_start",
    text("Volle maanden sinds de start in hoofdberoep", "Whole months since the start in main occupation"),
    text(
        "Hoeveel volle maanden geleden startte je als zelfstandige in hoofdberoep, op de dag van de aanvraag?",
        "How many whole months before the application did you start as self-employed in main occupation?",
    ),
    (CITIZEN, REGISTER),
    high=600,
    unit=MONTHS,
    grows=Grows.MONTHLY,
)
years_since_last_premium = integer(
    "years_since_last_premium",
    text("Volle jaren sinds de laatste transitiepremie", "Whole years since the last transition premium"),
    text(
        "Hoeveel volle jaren geleden kreeg je voor het laatst een transitiepremie (nog nooit: antwoord 99)?",
        "How many whole years ago were you last paid a transition premium (never: answer 99)?",
    ),
    (CITIZEN, REGISTER),
    high=120,
    unit=YEARS,
    grows=Grows.YEARLY,
)
benefit_before_start = boolean(
    "benefit_before_start",
    text("Uitkering op de dag voor de start", "Benefit on the day before the start"),
    text(
        "Had je op de dag voor de start recht op een uitkering, een leefloon of het overbruggingsrecht?",
        "Were you entitled to a benefit, living wage or bridging right on the day before the start?",
    ),
    (CITIZEN, CASEWORKER, REGISTER),
)
tied_to_last_employer = boolean(
    "tied_to_last_employer",
    text("Opdrachten voor de laatste werkgever", "Work for the last employer"),
    text(
        "Werk je als zelfstandige voor je laatste werkgever of voor een bedrijf van die groep?",
        "Do you work, self-employed, for your last employer or a company of that group?",
    ),
)

QUARTERS = 8  # of the 24 months that the premium lasts


def premium(first: Number) -> list[Number]:
    """What is paid in each quarter: the amount of the first month, falling by the same part of it each quarter."""
    left = [number(FRACTION) - parameter("transition-premium-fall").times(quarter) for quarter in range(QUARTERS)]
    return [first.times_fraction(one).times(3) for one in left]


def quarters(amounts: list[Number]) -> list[AmountPart]:
    return [
        part(
            f"quarter-{place}",
            f"maand {3 * place - 2} tot {3 * place}, samen",
            f"months {3 * place - 2} to {3 * place}, together",
            paid,
        )
        for place, paid in enumerate(amounts, 1)
    ]


def starts(who: Condition) -> Condition:
    return all_of(
        who,
        prestarter_certificate_months <= parameter("transition-premium-certificate"),
        months_since_start < parameter("transition-premium-term"),
        years_since_last_premium >= parameter("transition-premium-wait"),
    )


old_enough = age >= parameter("transition-premium-age")
BESIDE = [
    below_pension_age,
    none_of(tied_to_last_employer).explain(
        nl="Je werkt niet voor je laatste werkgever of zijn groep",
        en="You do not work for your last employer or its group",
    ),
]
DUTIES = [
    (
        "citizen",
        text(
            "Je blijft al die tijd zelfstandige in hoofdberoep, met een zaak in Vlaanderen",
            "You stay self-employed in main occupation all the time, with a business in Flanders",
        ),
    ),
    (
        "citizen",
        text(
            "Je meldt het meteen als je stopt; wat je onterecht kreeg, betaal je terug",
            "You report at once that you stop; what was paid unduly is recovered",
        ),
    ),
    (
        "citizen",
        text(
            "Je aanvaardt geen premie van een ander gewest, en bent niet werkloos geworden om de premie te krijgen",
            "You take no premium of another region, and did not become jobless to get it",
        ),
    ),
]

transition_premium = measure(
    "transition-premium",
    title=text("Transitiepremie voor wie van een uitkering naar ondernemen gaat", "Transition premium to enterprise"),
    anchor=on_day(application_date, told_then=True),
    aim=Aim.ENTERPRISE,
    unit="EUR",
    about=text(
        "Twee jaar lang een maandelijkse premie voor wie een uitkering verliest en zelfstandige in hoofdberoep wordt. "
        "Je was ingeschreven bij VDAB en had een uitkering op de dag voor je start.",
        "A monthly premium for two years for who gives up a benefit and becomes self-employed in main occupation. "
        "You were registered with VDAB and on benefit on the day before your start.",
    ),
    apply_at=text("WSE-loket van de Vlaamse overheid", "WSE desk of the Flemish government"),
    duties=DUTIES,
    versions=[
        version(
            date(2018, 3, 15),
            sources=["VLAIO, 08-02-2019", "VLAIO, 04-02-2021", "AHAD21-I.3-a"],
            eligible=starts(old_enough),
            amount=quarters(premium(parameter("transition-premium-full"))),
            limits=[benefit_before_start, *BESIDE],
            notes=[
                text(
                    "Wie tussen 1 januari en 31 maart 2021 startte in een sector die verplicht gesloten was, had een "
                    "attest dat negen maanden gold.",
                    "For a start from 1 January to 31 March 2021 in a sector that had to close, the certificate was "
                    "valid for nine months.",
                )
            ],
        ),
        version(
            date(2021, 4, 1),
            known_on=date(2021, 3, 31),
            sources=["VLAIO, 07-06-2021", "AHAD21-I.3-a"],
            eligible=starts(all_of(old_enough, age < parameter("transition-premium-age-full"))),
            amount=quarters(premium(parameter("transition-premium-half"))),
            limits=[benefit_before_start, *BESIDE],
            transitions=[
                transition(
                    "full-premium-from-45",
                    "Vanaf 45 jaar kon je de volle premie nog aanvragen tot en met 31 mei 2021",
                    "From 45 on you could still apply for the full premium until 31 May 2021",
                    condition=starts(age >= parameter("transition-premium-age-full")),
                    until=date(2021, 5, 31),
                    amount=quarters(premium(parameter("transition-premium-full"))),
                    sources=["VLAIO, 07-06-2021"],
                )
            ],
        ),
        version(
            date(2021, 6, 1),
            known_on=date(2021, 3, 31),
            sources=["VLAIO, 07-06-2021", "Departement WSE: transitiepremie definitief uitgebreid"],
            verified_until=date(2022, 12, 31),
            eligible=starts(old_enough),
            amount=quarters(premium(parameter("transition-premium-half"))),
            limits=[benefit_before_start, *BESIDE],
            notes=[
                text(
                    "Een pagina zonder datum geeft een geïndexeerd maandbedrag van 541,22 euro aan het begin, samen "
                    "8.442,96 euro; sinds wanneer is niet gekend.",
                    "A page without a date gives an indexed 541.22 euro a month at the start, 8,442.96 in all; since "
                    "when is not known.",
                )
            ],
        ),
    ],
)

half = [paid.times(1, 2) for paid in premium(parameter("transition-premium-half"))]
quarter = [paid.times(1, 4) for paid in premium(parameter("transition-premium-half"))]
long_registered = months_registered > parameter("transition-premium-registered-long")

transition_premium_without_benefit = measure(
    "transition-premium-without-benefit",
    title=text("Transitiepremie voor wie geen uitkering heeft", "Transition premium without a benefit"),
    anchor=on_day(application_date, told_then=True),
    aim=Aim.ENTERPRISE,
    unit="EUR",
    about=text(
        "Een lagere transitiepremie voor wie bij VDAB is ingeschreven zonder uitkering en zelfstandige wordt.",
        "A lower transition premium for who is registered with VDAB without a benefit and becomes self-employed.",
    ),
    apply_at=transition_premium.apply_at,
    duties=DUTIES,
    versions=[
        version(
            date(2022, 12, 1),
            known_on=date(2022, 11, 21),
            sources=["Syntra MVL, 21-11-2022", "Departement WSE: transitiepremie definitief uitgebreid"],
            verified_until=date(2022, 12, 31),
            eligible=all_of(
                starts(old_enough),
                none_of(benefit_before_start).explain(
                    nl="Je had geen uitkering op de dag voor de start",
                    en="You had no benefit on the day before the start",
                ),
                months_registered >= parameter("transition-premium-registered"),
            ),
            amount=quarters([when(long_registered, one, other) for one, other in zip(half, quarter, strict=True)]),
            limits=BESIDE,
        )
    ],
)

# Jobbonus PLUS.

start_in_main_occupation = day(
    "start_in_main_occupation",
    text("Start als zelfstandige in hoofdberoep", "Start as self-employed in main occupation"),
    text(
        "Op welke dag start je als zelfstandige in hoofdberoep?",
        "On which day do you start as self-employed in main occupation?",
    ),
    (CITIZEN, REGISTER),
)
employee_in_last_three_months = boolean(
    "employee_in_last_three_months",
    text("Werknemer in de drie maanden voor de start", "Employee in the three months before the start"),
    text(
        "Werkte je in de drie maanden voor de start minstens één dag als werknemer?",
        "Did you work at least one day as an employee in the three months before the start?",
    ),
    (CITIZEN, REGISTER),
)
still_self_employed = boolean(
    "still_self_employed_after_year",
    text("Na twaalf maanden nog zelfstandige in hoofdberoep", "Still self-employed after twelve months"),
    text(
        "Ben je twaalf maanden na de start nog zelfstandige in hoofdberoep?",
        "Are you still self-employed in main occupation twelve months after the start?",
    ),
    (CITIZEN, REGISTER),
)


def plus(valid_from: date, *sources: str, verified: bool = True, verified_until: date | None = None) -> MeasureVersion:
    return version(
        valid_from,
        known_on=max(valid_from, date(2022, 11, 10)),
        sources=sources,
        verified=verified,
        verified_until=verified_until,
        eligible=all_of(
            (wage < parameter("jobbonus-plus-wage")).explain(
                nl="Je verdiende als werknemer in het jaar voor de start minder dan de grens",
                en="As an employee you earned less than the limit in the year before the start",
            ),
            employee_in_last_three_months,
        ),
        amount=[
            part("first", "eerste premie, na de start", "first premium, after the start", parameter("jobbonus-plus")),
            part(
                "second",
                "tweede premie, na twaalf maanden",
                "second premium, after twelve months",
                when(still_self_employed, parameter("jobbonus-plus"), 0),
            ),
        ],
    )


jobbonus_plus = measure(
    "jobbonus-plus",
    title=text("Jobbonus PLUS", "Jobbonus PLUS"),
    anchor=on_day(start_in_main_occupation),
    aim=Aim.ENTERPRISE,
    unit="EUR",
    about=text(
        "Twee vaste premies voor wie als werknemer weinig verdiende en zelfstandige in hoofdberoep wordt.",
        "Two fixed premiums for who earned little as an employee and becomes self-employed in main occupation.",
    ),
    apply_at=text("Mijn Burgerprofiel", "Mijn Burgerprofiel"),
    duties=[
        (
            "citizen",
            text(
                "Je verklaart in Mijn Burgerprofiel welke de-minimissteun je kreeg en geeft je rekeningnummer",
                "You declare de-minimis aid and give your account number in Mijn Burgerprofiel",
            ),
        ),
        ("citizen", text("Je betaalt belasting op deze premie", "You pay tax on this premium")),
    ],
    versions=[
        plus(date(2022, 1, 1), "VLAIO, 23-01-2023", "SDZ, 05-12-2022", verified=False),
        plus(date(2023, 1, 1), "Vlaanderen.be, jobbonus PLUS", verified_until=date(2024, 12, 31)),
    ],
)
