"""Adapted work: the support premium (VOP), and what a wage premium is in euro; maatwerk is in `custom_work`.

What a decision brings is a percentage of the reference wage; what that is in euro follows from the wage and the GGMMI
of each quarter, so it is a measure of its own.
"""

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
    boolean,
    choice,
    euros,
    fraction,
    in_quarter,
    integer,
    measure,
    on_day,
    parameter,
    text,
    version,
    when,
)
from .facts import (
    application_date,
    quarter_of,
    work_disability,
    work_fraction,
)

LONG, SHORT = "five-years", "two-years"

decision_length = choice(
    "decision_length",
    text("Duur van de beslissing", "Length of the decision"),
    text("Voor hoelang is de beslissing van VDAB?", "For how long is the decision of VDAB?"),
    {
        LONG: text("vijf jaar: de beperking is blijvend", "five years: the limitation lasts"),
        SHORT: text("twee jaar: ze kan nog veranderen", "two years: it can still change"),
    },
    (CASEWORKER, EMPLOYER, REGISTER),
)
quarter_of_decision = integer(
    "quarter_of_decision",
    text("Het hoeveelste kwartaal van de beslissing", "Which quarter of the decision"),
    text(
        "Het hoeveelste kwartaal is het, als dat van de beslissing het eerste is?",
        "Which quarter is it, when that of the decision is the first?",
    ),
    (EMPLOYER, REGISTER),
    low=1,
    high=400,
)
for_own_business = boolean(
    "premium_for_own_business",
    text("Premie voor jezelf als zelfstandige", "Premium for yourself as self-employed"),
    text("Vraag je de premie voor jezelf als zelfstandige?", "Do you ask the premium for yourself as self-employed?"),
    (CITIZEN, EMPLOYER),
)
reference_wage = euros(
    "reference_wage",
    text("Referteloon per maand", "Reference wage a month"),
    text(
        "Hoeveel is het brutoloon per maand met de werkgeversbijdragen en na de verminderingen?",
        "What is the gross wage a month with the employer's contributions and after the reductions?",
    ),
    (EMPLOYER, REGISTER),
)
wage_premium = fraction(
    "wage_premium",
    text("Percentage van de loonpremie", "Percentage of the wage premium"),
    text("Welk deel van het referteloon is de loonpremie?", "Which part of the reference wage is the wage premium?"),
    (EMPLOYER, REGISTER),
)

capped = text(
    "Een percentage van het referteloon. Dat telt tot tweemaal het GGMMI, bij deeltijds werk naar verhouding.",
    "A percentage of the reference wage. That counts up to twice the GGMMI, in proportion for part-time work.",
)
wse = text("WSE-loket van de Vlaamse overheid", "The WSE counter of the Flemish government")


def in_steps(first_until: Number, second_until: Number, first: Number, second: Number, last: Number) -> Number:
    """What each quarter of the decision brings in three steps."""
    later = when(quarter_of_decision <= second_until, second, last)
    return when(quarter_of_decision <= first_until, first, later)


# The support premium.

within_decision = (
    quarter_of_decision
    <= when(decision_length.is_one_of(LONG), parameter("decision-five-years"), parameter("decision-two-years"))
).explain(nl="De beslissing loopt nog", en="The decision still runs", id="within-decision")
vop_eligible = all_of(
    work_disability.explain(nl="VDAB erkende een arbeidshandicap", en="VDAB recognised a work disability"),
    within_decision,
)
vop_share = when(
    decision_length.is_one_of(SHORT),
    parameter("vop-two-years"),
    in_steps(
        parameter("vop-first-quarters"),
        parameter("vop-second-until"),
        parameter("vop-first"),
        when(for_own_business, parameter("vop-last"), parameter("vop-second")),
        parameter("vop-last"),
    ),
)
kept_vop = text(
    "Wat voor 1 juli 2023 werd aangevraagd loopt door. Verhogen of verlengen vragen kon tot 30 juni 2023.",
    "What was applied for before 1 July 2023 goes on. Increase or extension could be asked until 30 June 2023.",
)

vop = measure(
    "vop",
    title=text("Vlaamse ondersteuningspremie (VOP)", "Flemish support premium (VOP)"),
    anchor=on_day(application_date),
    aim=Aim.ADAPTED_WORK,
    unit="%",
    about=text(
        "Een premie voor wie iemand met een arbeidshandicap in dienst heeft. Nu is er individueel maatwerk.",
        "A premium for who employs somebody with a work disability. Now there is individual maatwerk.",
    ),
    duties=[("employer", text("Zorgen voor wat het werk mogelijk maakt", "See to what makes the work possible"))],
    apply_at=wse,
    versions=[
        version(
            date(2008, 10, 1),
            verified=False,
            sources=["VLAIO, VOP voor zelfstandigen (de premie bestond op 1 oktober 2008)"],
            eligible=vop_eligible,
            amount=vop_share,
            gives=capped,
        ),
        version(
            date(2016, 7, 1),
            sources=["werk.be, VOP", "Securex, VOP voor werkgevers"],
            eligible=vop_eligible,
            amount=vop_share,
            gives=capped,
            notes=[
                text(
                    "Eerder werk bij dezelfde werkgever, een doorstroomtraject of een IBO telde mee voor de kwartalen.",
                    "Earlier work for the same employer, a flow-through path or an IBO counted among the quarters.",
                )
            ],
        ),
        version(
            date(2020, 10, 1),
            sources=["Wolters Kluwer, 4 oktober 2020", "vlaanderen.be, VOP, bedrag en duur"],
            eligible=vop_eligible,
            amount=vop_share,
            gives=capped,
            notes=[kept_vop],
        ),
        abolished(
            date(2023, 7, 1), known_on=date(2022, 8, 19), sources=["vlaanderen.be, VOP", "decreet van 14 januari 2022"]
        ),
    ],
)


# What a percentage is in euro.

wage_counts = reference_wage.at_most(
    parameter("ggmmi").times_fraction(parameter("wage-cap-times-ggmmi"), 1).times_fraction(work_fraction)
)

wage_premium_amount = measure(
    "wage-premium-amount",
    title=text("Bedrag van een loonpremie (VOP of maatwerk)", "Amount of a wage premium (VOP or maatwerk)"),
    anchor=in_quarter(quarter_of),
    aim=Aim.HIRING,
    unit="EUR/quarter",
    about=text(
        "Wat het percentage van een VOP of van maatwerk in een kwartaal in euro is.",
        "What the percentage of a VOP or of maatwerk is in euro in a quarter.",
    ),
    apply_at=wse,
    versions=[
        version(
            date(2017, 6, 1),
            sources=["vlaanderen.be, VOP, bedrag en duur", "Securex, VOP voor werkgevers"],
            eligible=(wage_premium > 0).explain(nl="Er is een loonpremie toegekend", en="A wage premium was granted"),
            amount=wage_counts.times(3).times_fraction(wage_premium),
            notes=[
                text(
                    "Gerekend met het GGMMI van de eerste dag van het kwartaal.",
                    "Counted with the GGMMI of the first day of the quarter.",
                )
            ],
        ),
    ],
)
