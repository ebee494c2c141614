"""Reductions of social contributions that are looked at in each quarter: older workers in service, pupils in training.

Programme law (I) of 24 December 2002 as Flanders changed it (decree of 4 March 2016 and later).
"""

from datetime import date

from ..language import Condition, Number, number
from ..writing import (
    CITIZEN,
    EMPLOYER,
    REGISTER,
    Aim,
    abolished,
    all_of,
    any_of,
    boolean,
    in_quarter,
    integer,
    measure,
    never,
    parameter,
    text,
    transition,
    version,
    when,
)
from .facts import age, hire_date, quarter_of, quarterly_wage, workplace_in_flanders

birth_year = integer(
    "birth_year",
    text("Geboortejaar", "Year of birth"),
    text("In welk jaar is de werknemer geboren?", "In which year was the worker born?"),
    (CITIZEN, EMPLOYER, REGISTER),
    low=1900,
    high=2100,
    fixed=True,
)
kept_in_2024 = boolean(
    "in_service_with_reduction_on_2024_06_30",
    text(
        "Op 30 juni 2024 in dienst met deze vermindering, en minstens 62 jaar",
        "In service with this reduction on 30 June 2024, and at least 62",
    ),
    text(
        "Was de werknemer op 30 juni 2024 bij jou in dienst met deze vermindering, en toen al minstens 62 jaar?",
        "Was the worker in your service with this reduction on 30 June 2024, and at least 62 by then?",
    ),
    (EMPLOYER, REGISTER),
    fixed=True,
)
alternating_contract = boolean(
    "alternating_training_contract",
    text("Overeenkomst voor een alternerende opleiding", "Agreement for alternating training"),
    text(
        "Werkt de leerling met een overeenkomst voor alternerend leren?",
        "Does the pupil work under an agreement for alternating training?",
    ),
    (EMPLOYER, REGISTER),
)


# Older workers in service. The age on an earlier day follows from that in the quarter, save around a birthday: there
# the year of birth tells.


def _months_since(quarter_start: date) -> Number:
    """Whole months from the end of that quarter to the end of the one that is asked about."""
    return number(quarter_start.toordinal()).months_ago()


def _may_have_been(least: Number, quarter_start: date) -> Condition:
    """The worker can have had this age at the end of an earlier quarter."""
    return age.times(12) + 11 >= least.times(12) + _months_since(quarter_start)


def _was(least: Number, year: int) -> Condition:
    """The worker had this age on 31 December of a year."""
    quarter_start = date(year, 10, 1)
    return all_of(
        _may_have_been(least, quarter_start),
        any_of(age.times(12) >= least.times(12) + _months_since(quarter_start), birth_year <= number(year) - least),
    )


wage_in_service = quarterly_wage < parameter("older-in-service-wage")
low, high = parameter("older-in-service-low"), parameter("older-in-service-high")
high_age = age >= parameter("older-in-service-high-age")
of_age = all_of(
    (age >= parameter("older-in-service-age")).explain(
        nl="De werknemer heeft de minimumleeftijd op de laatste dag van het kwartaal",
        en="The worker has the minimum age on the last day of the quarter",
        id="age",
    ),
    wage_in_service,
)
category_one = text(
    "Alleen voor categorie 1 van de structurele vermindering: niet voor de non-profit en de overheid. Het bedrag is dat"
    " van een kwartaal voltijds werk. Voor uitzendkrachten is de loongrens hoger in kwartaal 1, niet in kwartaal 4.",
    "Only for category 1 of the structural reduction: not for non-profit and government. The amount is that of a"
    " quarter of full-time work. For agency workers the wage limit is higher in the first quarter, not in the fourth.",
)
# Who is kept by these is younger than the higher amount asks, so gets the lower one without a word.
kept_from_2019 = transition(
    "kept-from-2019",
    "Overgang van 2020: minstens 55 op 31-12-2019, tot het kwartaal voor men 58 wordt",
    "Transition of 2020: at least 55 on 31-12-2019, until the quarter before turning 58",
    condition=all_of(
        _was(parameter("older-in-service-kept-2019"), 2019),
        age < parameter("older-in-service-kept-2019-until"),
        wage_in_service,
    ),
    until=date(2022, 9, 30),
    sources=["VLAIO, doelgroepvermindering voor oudere werknemers", "Securex, overgangsmaatregelen voor 55-plussers"],
)

older_in_service = measure(
    "target-group-older-in-service",
    title=text("Doelgroepvermindering oudere werknemer in dienst", "Target-group reduction: older worker in service"),
    anchor=in_quarter(quarter_of),
    aim=Aim.HIRING,
    unit="EUR/quarter",
    about=text(
        "Wie een oudere werknemer in dienst houdt, betaalt minder bijdragen. Sinds 1 juli 2024 komt niemand erbij.",
        "Who keeps an older worker in service pays less contributions. Nobody new gets it since 1 July 2024.",
    ),
    duties=[
        (
            "employer",
            text(
                "De vermindering aanvragen in de kwartaalaangifte (DmfA)",
                "Ask for it in the quarterly declaration (DmfA)",
            ),
        )
    ],
    apply_at=text("RSZ, in de kwartaalaangifte", "The social security office, in the quarterly declaration"),
    versions=[
        version(
            date(2016, 7, 1),
            known_on=date(2016, 6, 3),
            sources=["decreet van 4 maart 2016", "Partena, nieuwe doelgroepvermindering voor 55-plussers"],
            eligible=of_age,
            amount=when(high_age, high, low),
            notes=[category_one],
        ),
        version(
            date(2020, 1, 1),
            known_on=date(2019, 12, 5),
            sources=["BN19-VI.1.1-y", "RSZ-instructies 2020/1"],
            eligible=of_age,
            amount=when(high_age, high, low),
            transitions=[kept_from_2019],
            notes=[category_one],
        ),
        version(
            date(2022, 1, 1),
            known_on=date(2021, 11, 30),
            sources=["Partena, 30 november 2021", "Liantis, 6 januari 2023", "Partena, 2 maart 2023"],
            eligible=of_age,
            # Who was 60 at the end of 2021 keeps the higher amount; at the end of 2023 all of them are 62.
            amount=when(any_of(high_age, _was(parameter("older-in-service-kept-high-2021"), 2021)), high, low),
            transitions=[
                kept_from_2019,
                transition(
                    "kept-from-2021",
                    "Overgang van 2022 en 2023: wie op 31-12-2021 oud genoeg was (de leeftijd is niet gekend)",
                    "Transition of 2022 and 2023: who was old enough on 31-12-2021 (the age is not known)",
                    condition=all_of(_was(parameter("older-in-service-kept-2021"), 2021), wage_in_service),
                    until=date(2023, 12, 31),
                    sources=["Partena, 30 november 2021", "Liantis, 22 februari 2024"],
                ),
            ],
            notes=[category_one],
        ),
        version(
            date(2024, 1, 1),
            known_on=date(2023, 3, 2),
            sources=["Partena, 2 maart 2023", "Liantis, 6 januari 2023"],
            eligible=of_age,
            amount=when(high_age, high, low),
            transitions=[
                transition(
                    "kept-from-2023",
                    "Overgang van 2024: minstens 59 op 31-12-2023, tot het kwartaal voor men 62 wordt",
                    "Transition of 2024: at least 59 on 31-12-2023, until the quarter before turning 62",
                    condition=all_of(_was(parameter("older-in-service-kept-2023"), 2023), wage_in_service),
                    until=date(2024, 6, 30),
                    sources=["Partena, 2 maart 2023", "Horeca est ma passion, 2024"],
                )
            ],
            notes=[category_one],
        ),
        version(
            date(2024, 7, 1),
            known_on=date(2024, 2, 22),
            sources=["Liantis, 22 februari 2024", "Prato, 29 februari 2024"],
            eligible=all_of(
                never("", "").explain(
                    nl="Nieuwe rechten zijn er niet meer sinds 1 juli 2024",
                    en="No new rights since 1 July 2024",
                    id="new-right",
                ),
                wage_in_service,
            ),
            transitions=[
                transition(
                    "kept-from-2024",
                    "Overgang van 2024: minstens 62 en in dienst met de vermindering op 30-06-2024, tot 30-06-2028",
                    "Transition of 2024: at least 62 and in service with the reduction on 30-06-2024, until 30-06-2028",
                    condition=all_of(
                        kept_in_2024,
                        _may_have_been(parameter("older-in-service-kept-2024"), date(2024, 4, 1)),
                        wage_in_service,
                    ),
                    until=date(2028, 6, 30),
                    sources=["Liantis, 22 februari 2024", "Sociaal Kantoor 2024"],
                    amount=high,
                )
            ],
            notes=[category_one],
        ),
        abolished(date(2028, 7, 1), known_on=date(2024, 2, 22), sources=["Liantis, 22 februari 2024"]),
    ],
)

alternating_training = measure(
    "target-group-alternating-training",
    title=text(
        "Doelgroepvermindering leerling in een alternerende opleiding",
        "Target-group reduction: pupil in alternating training",
    ),
    anchor=in_quarter(quarter_of),
    aim=Aim.HIRING,
    unit="EUR/quarter",
    about=text(
        "Wie een leerling alternerend opleidde, betaalde minder bijdragen zolang de overeenkomst liep.",
        "Who trained a pupil in alternating training paid less contributions while the agreement lasted.",
    ),
    apply_at=text("RSZ, in de kwartaalaangifte", "The social security office, in the quarterly declaration"),
    versions=[
        version(
            date(2016, 7, 1),
            known_on=date(2016, 6, 18),
            sources=["Partena, nieuwe doelgroepvermindering voor jongeren", "RSZ-instructies 2017/4"],
            eligible=all_of(
                workplace_in_flanders,
                alternating_contract,
                (hire_date >= date(2016, 7, 1).toordinal()).explain(
                    nl="De overeenkomst begon op 1 juli 2016 of later", en="The agreement began on 1 July 2016 or later"
                ),
            ),
            amount=parameter("alternating-training-amount"),
        ),
        # No transition: who was in training on that day lost it too.
        abolished(date(2023, 7, 1), known_on=date(2023, 3, 2), sources=["VLAIO, 25 mei 2023", "Partena, 2 maart 2023"]),
    ],
)
