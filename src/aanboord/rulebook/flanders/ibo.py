"""Individual vocational training: IBO, IBO+, and what an IBO cost the employer (order of 5 June 2009, from 2018 on)."""

from datetime import date

from ..language import Number
from ..writing import (
    CASEWORKER,
    CITIZEN,
    EMPLOYER,
    REGISTER,
    Aim,
    abolished,
    all_of,
    always,
    any_of,
    boolean,
    decision,
    euros,
    fraction,
    integer,
    measure,
    parameter,
    part,
    text,
    version,
    when,
)
from .facts import (
    age,
    benefit,
    distance,
    gap_closes,
    job_target_known,
    months_registered,
    work_disability,
    work_fraction,
)
from .workplace_learning import AT_VDAB, ATTEND, DAYS, GUIDE, REFORM_OF_2018, WEEKS, planned_months, registered

SECUREX_2026 = "Securex, Reform of individual vocational training in Flanders"

planned_weeks = integer(
    "planned_weeks",
    text("Duur in weken", "Length in weeks"),
    text("Hoeveel weken zal het duren?", "How many weeks will it last?"),
    (CITIZEN, CASEWORKER, EMPLOYER),
    high=520,
    unit=WEEKS,
)
contract_weeks = integer(
    "contract_weeks",
    text("Duur van het contract na de opleiding", "Length of the contract after the training"),
    text("Hoeveel weken duurt het contract na de opleiding?", "How many weeks is the contract after the training?"),
    (EMPLOYER, CASEWORKER),
    unit=WEEKS,
)
agency_days = integer(
    "agency_days_at_employer",
    text("Dagen uitzendwerk bij dezelfde werkgever", "Days of agency work with the same employer"),
    text(
        "Hoeveel dagen werkte je al als uitzendkracht bij die werkgever?",
        "How many days did you work with that employer through an agency?",
    ),
    (CITIZEN, EMPLOYER, REGISTER),
    unit=DAYS,
)
six_day_week = boolean(
    "six_day_week",
    text("Zesdagenweek", "Six-day week"),
    text("Werkte je zes dagen per week?", "Did you work six days a week?"),
    (CITIZEN, EMPLOYER),
)
daily_benefit = euros(
    "daily_benefit",
    text("Uitkering per dag", "Benefit a day"),
    text("Hoeveel bedraagt je uitkering per dag (0 zonder)?", "What is your benefit a day (0 without one)?"),
    (CITIZEN, CASEWORKER, REGISTER),
)
premium_key = fraction(
    "ibo_key",
    text("Sleutel van de IBO-premie", "Key of the IBO premium"),
    text("Welk percentage spraken VDAB en de werkgever af?", "Which percentage did VDAB and the employer agree on?"),
    (EMPLOYER, CASEWORKER),
)
wage_after = euros(
    "wage_after_hiring",
    text("Brutomaandloon na de aanwerving", "Gross monthly wage after the hiring"),
    text("Hoeveel bedraagt het brutomaandloon na de opleiding?", "What is the gross monthly wage after the training?"),
    (EMPLOYER,),
)
HIRING_DUTY = (
    "employer",
    text(
        "Na de opleiding moet je de cursist aanwerven, voor minstens even lang als de opleiding duurde",
        "After the training you must hire the trainee, for at least as long as the training lasted",
    ),
)
TRAINING_PLAN = (
    "employer",
    text(
        "Je leidt op volgens het opleidingsplan dat VDAB goedkeurt en je verzekert de cursist",
        "You train by the plan that VDAB approves, and you insure the trainee",
    ),
)

closes_on_the_floor = gap_closes.is_one_of("work-floor").explain(
    nl="Wat je nog mist voor de job, kan je op de werkvloer leren",
    en="What you still miss for the job can be learned on the work floor",
    source="PACT24-4.1-c",
)
hired_as_long = (contract_weeks >= planned_weeks).explain(
    nl="Het contract na de opleiding duurt minstens even lang als de opleiding",
    en="The contract after the training is at least as long as the training",
    id="hired-as-long",
)

# IBO.

for_ibo = all_of(
    registered,
    closes_on_the_floor,
    (agency_days <= when(six_day_week, parameter("ibo-agency-days-six"), parameter("ibo-agency-days"))).explain(
        nl="Je was er nog niet te lang uitzendkracht",
        en="You did not work there too long through an agency",
        id="agency-days",
    ),
)
ibo_length = (
    planned_weeks >= parameter("ibo-weeks-least"),
    planned_weeks <= parameter("ibo-weeks-most"),
    hired_as_long,
)
share = when(
    daily_benefit >= parameter("ibo-benefit-high"),
    parameter("ibo-share-high-benefit"),
    when(
        daily_benefit >= parameter("ibo-benefit-middle"),
        parameter("ibo-share-middle-benefit"),
        when(daily_benefit > 0, parameter("ibo-share-low-benefit"), parameter("ibo-share-no-benefit")),
    ),
)


def premium(minimum_income: Number) -> tuple[Number, ...]:
    return (minimum_income.times_fraction(share).times_fraction(work_fraction),)


BESIDE_BENEFIT = text(
    "Een premie van VDAB boven op je uitkering, verplaatsing en kinderopvang; daarna een contract",
    "A premium from VDAB on top of your benefit, travel and child care; a contract afterwards",
)

ibo = measure(
    "ibo",
    title=text("Individuele beroepsopleiding (IBO)", "Individual vocational training (IBO)"),
    anchor=decision(),
    aim=Aim.TECHNICAL,
    unit="EUR/month",
    on_the_floor=True,
    suits=job_target_known,
    apply_at=text("VDAB, samen met de werkgever", "VDAB, together with the employer"),
    about=text(
        "Je leert op de werkvloer wat je nog mist voor een job. Daarna moet de werkgever je aanwerven.",
        "You learn on the work floor what you still miss for a job. Afterwards the employer must hire you.",
    ),
    duties=[HIRING_DUTY, TRAINING_PLAN, ATTEND, GUIDE],
    versions=[
        version(
            date(2009, 6, 5),
            sources=["besluit van de Vlaamse Regering van 5 juni 2009"],
            verified=False,
            eligible=for_ibo,
            limits=ibo_length,
            gives=text(
                "Een premie boven op je uitkering; daarna een contract",
                "A premium beside your benefit; then a contract",
            ),
        ),
        version(
            date(2018, 9, 1),
            known_on=date(2018, 7, 6),
            sources=["VLAIO, wijzigingen aan IBO", "VDAB, IBO", "PACT24-4.1-c", REFORM_OF_2018],
            eligible=for_ibo,
            amount=[part("premium", "IBO-premie", "IBO premium", *premium(parameter("ibo-minimum-income")))],
            limits=ibo_length,
            gives=BESIDE_BENEFIT,
        ),
        version(
            date(2022, 4, 1),
            sources=["Securex, 30 mei 2022", "VDAB, IBO", "PACT24-4.1-c"],
            eligible=for_ibo,
            amount=[part("premium", "IBO-premie", "IBO premium", *premium(parameter("ggmmi")))],
            limits=ibo_length,
            gives=BESIDE_BENEFIT,
        ),
        version(
            date(2026, 1, 1),
            sources=[SECUREX_2026, "VDAB, IBO", "PACT24-4.1-c"],
            eligible=for_ibo,
            amount=[part("premium", "IBO-premie", "IBO premium", parameter("ibo-premium-2026"))],
            limits=[
                *ibo_length,
                any_of(
                    *(premium_key.equals(parameter(f"ibo-key-{step}")) for step in range(1, 5)),
                ).explain(
                    nl="De sleutel is een van de vier die VDAB en de werkgever kunnen afspreken",
                    en="The key is one of the four that VDAB and the employer can agree on",
                    id="ibo-key",
                ),
            ],
            gives=text(
                "De werkgever betaalt je een premie en je verplaatsing, VDAB de kinderopvang; daarna een contract",
                "The employer pays you a premium and travel, VDAB only child care; a contract afterwards",
            ),
            notes=[
                text(
                    "De premie hangt af van het startloon in de sector, de sleutel en je uitkering. De sleutel is "
                    "lager naarmate er meer te leren is en blijft de hele IBO dezelfde.",
                    "The premium depends on the starting wage in the sector, the key and your benefit. The key is "
                    "lower the more there is to learn, and stays the same during the whole IBO.",
                )
            ],
        ),
    ],
)

limits_of_fee = [(parameter(f"ibo-wage-{step}"), parameter(f"ibo-fee-{step}")) for step in range(1, 5)]


def fee() -> Number:
    """By the wage after hiring: below the first limit, then up to and including each next one."""
    (first, lowest), *others = limits_of_fee
    amount: Number = parameter("ibo-fee-5")
    for limit, price in reversed(others):
        amount = when(wage_after <= limit, price, amount)
    return when(wage_after < first, lowest, amount).times_fraction(work_fraction)


for_employers = always("Je leidt een werkzoekende op met een IBO", "You train a job seeker in an IBO")

ibo_employer_fee = measure(
    "ibo-employer-fee",
    title=text("Kostprijs van een IBO voor de werkgever", "Cost of an IBO for the employer"),
    anchor=decision(),
    aim=Aim.HIRING,
    unit="EUR/month",
    about=text(
        "Tijdens een IBO betaalde de werkgever geen loon, maar een vast bedrag aan VDAB. Een IBO+ was gratis.",
        "During an IBO the employer paid no wage but a fixed amount to VDAB. An IBO+ was free.",
    ),
    duties=[HIRING_DUTY, TRAINING_PLAN],
    apply_at=AT_VDAB,
    versions=[
        version(
            date(2018, 9, 1),
            known_on=date(2018, 7, 6),
            sources=["VLAIO, wijzigingen aan IBO", REFORM_OF_2018],
            eligible=for_employers,
            gives=text("Een vast bedrag per maand naar het latere loon", "A fixed monthly amount by the later wage"),
            notes=[text("De bedragen van 2018 zijn in geen bron gevonden.", "No source gives the amounts of 2018.")],
        ),
        version(
            date(2019, 7, 1),
            known_on=date(2019, 6, 28),
            sources=["besluit van de Vlaamse Regering van 28 juni 2019", "VDAB, IBO"],
            eligible=for_employers,
            amount=[part("fee", "maandelijkse kostprijs", "monthly cost", fee())],
        ),
        abolished(date(2026, 1, 1), sources=[SECUREX_2026]),
    ],
)

young = parameter("ibo-plus-young")
ibo_plus = measure(
    "ibo-plus",
    title=text("IBO+ (vroeger K-IBO)", "IBO+ (formerly K-IBO)"),
    anchor=decision(),
    aim=Aim.TECHNICAL,
    on_the_floor=True,
    suits=all_of(job_target_known, distance.is_one_of("middle", "large")),
    apply_at=text("VDAB, samen met de werkgever", "VDAB, together with the employer"),
    about=text(
        "Een IBO die langer mag duren en die gratis is voor de werkgever, voor wie moeilijker werk vindt.",
        "An IBO that may last longer and is free for the employer, for who finds work with more difficulty.",
    ),
    duties=[HIRING_DUTY, TRAINING_PLAN, ATTEND, GUIDE],
    versions=[
        version(
            date(2018, 9, 1),
            known_on=date(2018, 7, 6),
            sources=["VLAIO, wijzigingen aan IBO", "Securex, 31 mei 2022", "IAB19-1.1-h"],
            verified_until=date(2025, 12, 31),
            eligible=all_of(
                registered,
                closes_on_the_floor,
                any_of(
                    all_of(age < young, months_registered >= parameter("ibo-plus-months-young")),
                    months_registered >= parameter("ibo-plus-months"),
                    work_disability,
                    benefit.is_one_of("sickness"),
                ).explain(
                    nl="Je bent lang genoeg ingeschreven, of je hebt een arbeidshandicap of een ziekte-uitkering",
                    en="You are registered long enough, or you have a work disability or a sickness benefit",
                    id="ibo-plus-group",
                ),
            ),
            limits=[
                planned_months >= parameter("ibo-plus-months-least"),
                planned_weeks <= parameter("ibo-plus-weeks-most"),
                hired_as_long,
            ],
            gives=text(
                "Een premie boven op je uitkering; gratis voor de werkgever; daarna een contract",
                "A premium beside your benefit; free for the employer; a contract afterwards",
            ),
            notes=[
                text(
                    "Wat de hervorming van 2026 met de IBO+ doet, is in geen bron gevonden.",
                    "No source says what the reform of 2026 does to the IBO+.",
                )
            ],
        )
    ],
)
