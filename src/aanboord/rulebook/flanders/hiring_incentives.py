"""What an employer gets for hiring somebody who was long without work: a premium until 2023, then a reduction of social
contributions. Both are looked at on the day of the hiring.
"""

from datetime import date

from ..language import Number
from ..writing import (
    CASEWORKER,
    CITIZEN,
    EMPLOYER,
    REGISTER,
    Aim,
    Grows,
    abolished,
    all_of,
    any_of,
    boolean,
    integer,
    measure,
    none_of,
    on_day,
    parameter,
    part,
    text,
    version,
    when,
)
from .facts import (
    MONTHS,
    age_at_hiring,
    below_pension_age,
    compulsory_education,
    hire_date,
    months_registered,
    months_without_work,
    quarter_after_hiring,
    quarterly_wage,
    registered_without_work,
    work_fraction,
)
from .hiring import for_work_fraction, in_flanders

durable_contract = boolean(
    "durable_contract",
    text("Contract van onbepaalde duur", "Contract of indefinite duration"),
    text(
        "Is het contract van onbepaalde duur, of van minstens drie maanden omdat dat bij jou gebruikelijk is?",
        "Is the contract of indefinite duration, or of at least three months because that is usual with you?",
    ),
    (EMPLOYER,),
)
occasional_contract = boolean(
    "occasional_contract",
    text("Uitzendkracht, flexi-job of gelegenheidswerk", "Agency work, flexi-job or occasional work"),
    text(
        "Is het uitzendwerk, een flexi-job of gelegenheidswerk?", "Is it agency work, a flexi-job or occasional work?"
    ),
    (EMPLOYER,),
)
months_in_service = integer(
    "months_in_service",
    text("Maanden in dienst", "Months in service"),
    text("Hoeveel maanden is de werknemer al in dienst?", "For how many months has the worker been in service?"),
    (EMPLOYER, REGISTER),
    high=720,
    unit=MONTHS,
    grows=Grows.MONTHLY,
)
unfit_at_hiring = boolean(
    "unfit_for_work_at_hiring",
    text("Arbeidsongeschikt bij de aanwerving", "Unfit for work at the hiring"),
    text(
        "Is de werknemer bij de start arbeidsongeschikt en hervat hij of zij geleidelijk het werk?",
        "Is the worker unfit for work at the start, and going back to work step by step?",
    ),
    (CITIZEN, EMPLOYER, CASEWORKER),
)

long_term_share = when(
    work_fraction >= parameter("long-term-full-from"), 10_000, parameter("long-term-part-time-share")
)


def _part_of_incentive(amount: str, after: str) -> Number:
    earned = months_in_service >= parameter(after)
    return when(earned, parameter(amount).times_fraction(long_term_share), 0)


long_term = measure(
    "hiring-incentive-long-term",
    title=text("Aanwervingsincentive voor langdurig werkzoekenden", "Hiring incentive for long-term job seekers"),
    anchor=on_day(hire_date, moves=False),
    aim=Aim.HIRING,
    unit="EUR",
    about=text(
        "Wie iemand aanwierf die twee jaar werkzoekend was, kreeg een premie in twee schijven.",
        "Who hired somebody who had been a job seeker for two years got a premium in two parts.",
    ),
    duties=[
        (
            "employer",
            text("De premie aanvragen binnen drie maanden na de aanwerving", "Apply within three months of the hiring"),
        ),
        ("employer", text("Niemand ontslaan om plaats te maken", "Dismiss nobody to make room")),
    ],
    apply_at=text("WSE-loket van de Vlaamse overheid", "The WSE counter of the Flemish government"),
    versions=[
        version(
            date(2017, 1, 1),
            known_on=date(2017, 2, 17),
            sources=["besluit van de Vlaamse Regering van 17 februari 2017", "Prato, 29 augustus 2019", "Agoria 2018"],
            eligible=all_of(
                in_flanders,
                (months_registered >= parameter("long-term-months")).explain(
                    nl="Twee jaar ingeschreven zonder werk; ziekte, hechtenis en pauzes tot drie maanden tellen mee",
                    en="Two years registered without work; illness, detention and gaps up to three months count",
                ),
                age_at_hiring >= parameter("long-term-youngest"),
                age_at_hiring <= parameter("long-term-oldest"),
                durable_contract,
                none_of(occasional_contract),
                work_fraction >= parameter("long-term-least-fraction"),
            ),
            amount=[
                part(
                    "after-3-months",
                    "na drie maanden werk",
                    "after three months of work",
                    _part_of_incentive("long-term-first", "long-term-first-after"),
                ),
                part(
                    "after-12-months",
                    "na twaalf maanden werk",
                    "after twelve months of work",
                    _part_of_incentive("long-term-second", "long-term-second-after"),
                ),
            ],
        ),
        abolished(date(2023, 10, 1), known_on=date(2023, 9, 18), sources=["Attentia 2023", "Acerta 2023"]),
    ],
)

no_recent_work = all_of(
    in_flanders,
    (months_without_work >= parameter("no-recent-experience-months")).explain(
        nl="Twee jaar zonder werk; ziekte, hechtenis en pauzes tot drie maanden tellen mee",
        en="Two years without work; illness, detention and gaps up to three months count",
    ),
    any_of(registered_without_work, unfit_at_hiring).explain(
        nl="De dag voor de aanwerving ingeschreven bij VDAB, of arbeidsongeschikt en geleidelijk aan het werk",
        en="Registered with VDAB the day before the hiring, or unfit for work and going back step by step",
    ),
    quarter_after_hiring <= parameter("no-recent-experience-quarters"),
    quarterly_wage < parameter("no-recent-experience-wage"),
    work_fraction >= parameter("reduction-least-fraction"),
)
old_enough = age_at_hiring >= parameter("no-recent-experience-youngest")
no_recent_notes = [
    text(
        "Een kwartaal boven de loongrens of buiten Vlaanderen telt mee voor de vier kwartalen. Privé en overheid.",
        "A quarter above the wage limit or outside Flanders counts among the four. Private and public sector.",
    )
]

no_recent_experience = measure(
    "hiring-incentive-no-recent-experience",
    title=text(
        "Doelgroepvermindering zonder recente duurzame werkervaring",
        "Target-group reduction: no recent durable work experience",
    ),
    anchor=on_day(hire_date, moves=False),
    aim=Aim.HIRING,
    unit="EUR/quarter",
    about=text(
        "Wie iemand aanwerft die twee jaar niet werkte, betaalt vier kwartalen lang minder sociale bijdragen.",
        "Who hires somebody who did not work for two years pays less social contributions for four quarters.",
    ),
    duties=[
        (
            "citizen",
            text(
                "Bewijs van ziekte of hechtenis bezorgen als die meetelt",
                "Give proof of illness or detention where it counts",
            ),
        )
    ],
    apply_at=text("RSZ, in de kwartaalaangifte", "The social security office, in the quarterly declaration"),
    versions=[
        version(
            date(2023, 10, 1),
            known_on=date(2023, 9, 18),
            sources=[
                "RSZ-instructies, personen zonder recente duurzame werkervaring",
                "besluit in BS van 18 september 2023 (Attentia)",
            ],
            eligible=all_of(no_recent_work, old_enough, age_at_hiring < parameter("no-recent-experience-below-age")),
            amount=for_work_fraction(parameter("no-recent-experience-amount")),
            notes=no_recent_notes,
        ),
        version(
            date(2024, 7, 1),
            known_on=date(2024, 2, 29),
            verified_until=date(2024, 12, 31),
            sources=["vlaanderen.be, personen zonder recente, duurzame werkervaring", "Prato, 29 februari 2024"],
            eligible=all_of(no_recent_work, old_enough, compulsory_education.is_one_of("none"), below_pension_age),
            amount=for_work_fraction(parameter("no-recent-experience-amount")),
            notes=no_recent_notes,
        ),
    ],
)
