"""The jobbonus: a yearly bonus for who works for a low wage (decree of 20 May 2022, order of 1 July 2022)."""

from datetime import date

from ..language import Condition, Number
from ..writing import (
    CITIZEN,
    REGISTER,
    Aim,
    all_of,
    boolean,
    euros,
    falling,
    in_year,
    measure,
    none_of,
    parameter,
    part,
    text,
    version,
    when,
)
from .facts import below_pension_age, domiciled_in_flanders, reference_year, work_fraction

wage = euros(
    "gross_monthly_wage_fte",
    text("Brutomaandloon voor een voltijdse baan", "Gross monthly wage, full-time"),
    text("Hoeveel verdien je bruto per maand, omgerekend naar voltijds?", "What do you earn gross a month, full-time?"),
    (CITIZEN, REGISTER),
)
excluded_employment = boolean(
    "excluded_employment",
    text("Werk dat niet telt voor de jobbonus", "Work that does not count for the jobbonus"),
    text(
        "Werkte je alleen als jobstudent, arts in opleiding of gedeeltelijk onderworpen jongere?",
        "Did you work only as a student, a specialist in training, or a partially subject youth?",
    ),
    (CITIZEN, REGISTER),
)

top, bottom, extra = parameter("jobbonus-top"), parameter("jobbonus-bottom"), parameter("jobbonus-extra")
full_up_to, last_paid = parameter("jobbonus-full-up-to"), parameter("jobbonus-last-paid")
least = when(work_fraction.equals(10_000), parameter("jobbonus-least-full-time"), parameter("jobbonus-least-part-time"))


def degressive(zero_from: Number) -> Number:
    """The part that falls with the wage, for a full-time job."""
    return falling(wage, full_up_to, zero_from, top, bottom)


def who(pro_rata: Number) -> Condition:
    return all_of(
        domiciled_in_flanders.explain(
            nl="Je woont in Vlaanderen op 1 januari na het referentiejaar",
            en="You live in Flanders on 1 January after the reference year",
        ),
        below_pension_age,
        none_of(excluded_employment).explain(
            nl="Je werkte niet alleen als jobstudent, arts in opleiding of gedeeltelijk onderworpen jongere",
            en="You did not work only as a student, a specialist in training or a partially subject youth",
        ),
        wage <= last_paid,
        (pro_rata >= least).explain(
            nl="Het bedrag is hoog genoeg om te worden uitbetaald",
            en="The amount is high enough to be paid",
            id="least",
        ),
    )


usual = degressive(last_paid).times_fraction(work_fraction)
# In 2022 the limit rose on 1 July: each half of the year has its own line.
of_2022 = (
    degressive(parameter("jobbonus-zero-first-half")).times(1, 2) + degressive(last_paid).times(1, 2)
).times_fraction(work_fraction)


jobbonus = measure(
    "jobbonus",
    title=text("Jobbonus", "Jobbonus"),
    anchor=in_year(reference_year),
    aim=Aim.INCOME,
    unit="EUR/year",
    about=text(
        "Een jaarlijkse bonus voor wie werkt voor een laag loon. Je hoeft hem niet aan te vragen: je krijgt een brief.",
        "A yearly bonus for who works for a low wage. You need not apply: you get a letter.",
    ),
    duties=[("citizen", text("Je rekeningnummer bevestigen in Mijn Burgerprofiel", "Confirm your account number"))],
    versions=[
        version(
            date(2021, 1, 1),
            known_on=date(2022, 5, 20),
            sources=["decreet van 20 mei 2022", "besluit van de Vlaamse Regering van 1 juli 2022", "BN19-VI.1.1-w"],
            eligible=who(usual),
            amount=[
                part("degressive", "deel dat daalt met het loon", "part that falls with the wage", usual),
                part("fixed-extra", "vast bedrag", "fixed extra", extra),
            ],
        ),
        version(
            date(2022, 1, 1),
            known_on=date(2023, 10, 20),
            sources=["decreet van 20 oktober 2023", "decreet van 20 mei 2022"],
            eligible=who(of_2022),
            amount=[
                part("degressive", "deel dat daalt met het loon", "part that falls with the wage", of_2022),
                part("fixed-extra", "vast bedrag", "fixed extra", extra),
            ],
        ),
        version(
            date(2023, 1, 1),
            known_on=date(2024, 2, 23),
            sources=["besluit van de Vlaamse Regering van 23 februari 2024", "decreet van 20 mei 2022"],
            eligible=who(usual),
            amount=[
                part("degressive", "deel dat daalt met het loon", "part that falls with the wage", usual),
                part("fixed-extra", "vast bedrag", "fixed extra", extra),
            ],
        ),
    ],
)
