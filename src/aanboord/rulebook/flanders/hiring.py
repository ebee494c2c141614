"""What an employer gets for hiring: reductions of social contributions for the young and for older job seekers, and the
incentives for who hires somebody long without work.

All are looked at on the day of the hiring, so that who was hired before a change keeps what held then.
"""

from datetime import date

from ..language import Condition, Number
from ..writing import (
    CITIZEN,
    EMPLOYER,
    REGISTER,
    Aim,
    abolished,
    all_of,
    any_of,
    boolean,
    measure,
    none_of,
    on_day,
    parameter,
    text,
    version,
    when,
)
from .facts import (
    age_at_hiring,
    below_pension_age,
    compulsory_education,
    education,
    hire_date,
    quarter_after_hiring,
    quarterly_wage,
    registered_without_work,
    work_fraction,
    workplace_in_flanders,
)

fourth_quarter = boolean(
    "fourth_quarter",
    text("Een vierde kwartaal van een jaar", "A fourth quarter of a year"),
    text("Gaat het over oktober, november en december?", "Is it about October, November and December?"),
    (EMPLOYER, REGISTER),
)
vdab_portfolio = boolean(
    "vdab_portfolio",
    text("Dossier bij VDAB met de studies", "File at VDAB with the studies"),
    text(
        "Staan de studies van de werknemer in Mijn Loopbaan van VDAB?",
        "Are the studies of the worker in Mijn Loopbaan of VDAB?",
    ),
    (CITIZEN, EMPLOYER, REGISTER),
)
worked_here_before = boolean(
    "worked_here_in_the_four_quarters_before",
    text("In de vier kwartalen ervoor al bij jou in dienst", "In your service in the four quarters before"),
    text(
        "Werkte de werknemer in de vier kwartalen voor de aanwerving al bij jou?",
        "Did the worker work for you in the four quarters before the hiring?",
    ),
    (EMPLOYER, REGISTER),
    fixed=True,
)

in_flanders = workplace_in_flanders.explain(
    nl="De vestiging waar gewerkt wordt ligt in het Vlaamse Gewest",
    en="The establishment where the work is done lies in the Flemish Region",
)


# Hired: the young and the older job seeker.


def for_work_fraction(amount: Number) -> Number:
    """The whole from 80 % on; below it in proportion, raised by a factor that no page gives, up to the whole."""
    raised = amount.times_fraction(work_fraction).times_fraction(parameter("reduction-part-time-factor"))
    return when(work_fraction >= parameter("reduction-full-from"), amount, raised.at_most(amount))


at_least_half_time = work_fraction >= parameter("half-time-contract")
within_quarters = quarter_after_hiring <= parameter("hired-quarters")
whole_exemption = text(
    "Geen basisbijdrage en geen loonmatigingsbijdrage in het kwartaal van de aanwerving en de zeven erna",
    "No basic contribution and no wage moderation contribution in the quarter of the hiring and the seven after",
)


def _young(*levels: str) -> Condition:
    return all_of(
        in_flanders,
        age_at_hiring < parameter("young-below-age"),
        education.is_one_of(*levels),
        compulsory_education.is_one_of("none", "part-time").explain(
            nl="De jongere is niet meer voltijds leerplichtig",
            en="The young worker is past full-time compulsory education",
        ),
        at_least_half_time,
        vdab_portfolio.explain(
            nl="De studies staan bij VDAB op de laatste dag van het kwartaal van de aanwerving",
            en="The studies are known to VDAB on the last day of the quarter of the hiring",
        ),
        within_quarters,
        (
            quarterly_wage
            < when(
                quarter_after_hiring <= parameter("young-first-quarters"),
                parameter("young-wage-first"),
                parameter("young-wage-later"),
            )
        ).explain(
            nl="Het loon blijft onder de grens van het kwartaal",
            en="The wage is below the limit of the quarter",
            id="wage",
        ),
    )


registered_at_vdab = ("citizen", text("De studies laten registreren bij VDAB", "Have the studies registered with VDAB"))
later_portfolio = text(
    "Wie later bij VDAB geregistreerd wordt, geeft recht vanaf dat kwartaal.",
    "Who is registered with VDAB later gives the right from that quarter on.",
)
pages_young = [
    "vlaanderen.be, doelgroepvermindering voor laaggeschoolde jongeren",
    "Partena, versterking doelgroepvermindering 2019",
]

young_low_skilled = measure(
    "target-group-young-low-skilled",
    title=text("Doelgroepvermindering laaggeschoolde jongere", "Target-group reduction: low-skilled young worker"),
    anchor=on_day(hire_date, moves=False),
    aim=Aim.HIRING,
    unit="EUR/quarter",
    about=text(
        "Wie een jongere zonder diploma secundair onderwijs aanwierf, betaalde acht kwartalen minder bijdragen.",
        "Who hired a young person without secondary education paid less contributions for eight quarters.",
    ),
    duties=[registered_at_vdab],
    apply_at=text("RSZ, in de kwartaalaangifte", "The social security office, in the quarterly declaration"),
    versions=[
        version(
            date(2016, 7, 1),
            known_on=date(2016, 6, 18),
            sources=pages_young,
            eligible=_young("low"),
            amount=for_work_fraction(parameter("young-low-skilled-amount")),
            notes=[later_portfolio],
        ),
        version(
            date(2019, 1, 1),
            known_on=date(2018, 8, 9),
            sources=pages_young,
            eligible=_young("low"),
            gives=whole_exemption,
            notes=[later_portfolio],
        ),
        abolished(
            date(2024, 7, 1),
            known_on=date(2023, 10, 27),
            sources=["beslissing van 27 oktober 2023", "Liantis, 22 februari 2024"],
        ),
    ],
)

young_middle_skilled = measure(
    "target-group-young-middle-skilled",
    title=text("Doelgroepvermindering middengeschoolde jongere", "Target-group reduction: middle-skilled young worker"),
    anchor=on_day(hire_date, moves=False),
    aim=Aim.HIRING,
    unit="EUR/quarter",
    about=text(
        "Wie voor 2020 een jongere met een diploma secundair aanwierf, betaalde acht kwartalen minder bijdragen.",
        "Who hired a young person with secondary education before 2020 paid less contributions for eight quarters.",
    ),
    duties=[registered_at_vdab],
    apply_at=text("RSZ, in de kwartaalaangifte", "The social security office, in the quarterly declaration"),
    versions=[
        version(
            date(2016, 7, 1),
            known_on=date(2016, 6, 18),
            sources=pages_young,
            eligible=_young("middle"),
            amount=for_work_fraction(parameter("young-middle-skilled-amount")),
            notes=[
                later_portfolio,
                text(
                    "Vanaf 1 oktober 2017 niet voor wie binnen vier maanden een hoger diploma kan behalen.",
                    "From 1 October 2017 not for who can obtain a higher diploma within four months.",
                ),
            ],
        ),
        abolished(
            date(2020, 1, 1),
            known_on=date(2019, 9, 30),
            sources=["BN19-VI.1.1-z", "vlaanderen.be, overgangsmaatregelen doelgroepverminderingen"],
        ),
    ],
)


older_hired_eligible = all_of(
    in_flanders,
    age_at_hiring >= parameter("older-hired-age"),
    below_pension_age,
    registered_without_work.explain(
        nl="De werknemer was de dag voor de aanwerving bij VDAB ingeschreven en werkte niet",
        en="The worker was registered with VDAB and without work the day before the hiring",
    ),
    none_of(worked_here_before).explain(
        nl="De werknemer werkte in de vier kwartalen ervoor niet bij jou",
        en="The worker did not work for you in the four quarters before",
    ),
    at_least_half_time,
    within_quarters,
    any_of(
        quarterly_wage < parameter("older-hired-wage"),
        all_of(fourth_quarter, quarterly_wage < parameter("older-hired-wage-fourth")),
    ).explain(
        nl="Het loon blijft onder de grens van het kwartaal", en="The wage is below the limit of the quarter", id="wage"
    ),
)
pages_older = ["vlaanderen.be, doelgroepvermindering voor oudere niet-werkende werkzoekenden", "RSZ-instructies 2020/1"]
category_one_hired = text(
    "Alleen voor categorie 1 van de structurele vermindering. Daarna kan de vermindering voor wie in dienst is volgen.",
    "Only for category 1 of the structural reduction. The reduction for who is in service may follow.",
)

older_job_seeker_hired = measure(
    "target-group-older-job-seeker-hired",
    title=text("Doelgroepvermindering oudere werkzoekende", "Target-group reduction: older job seeker who is hired"),
    anchor=on_day(hire_date, moves=False),
    aim=Aim.HIRING,
    unit="EUR/quarter",
    about=text(
        "Wie een oudere werkzoekende aanwierf, betaalde acht kwartalen lang minder sociale bijdragen.",
        "Who hired an older job seeker paid less social contributions for eight quarters.",
    ),
    apply_at=text("RSZ, in de kwartaalaangifte", "The social security office, in the quarterly declaration"),
    versions=[
        version(
            date(2016, 7, 1),
            known_on=date(2016, 6, 3),
            sources=["Partena, nieuwe doelgroepvermindering voor 55-plussers", "decreet van 4 maart 2016"],
            eligible=older_hired_eligible,
            amount=parameter("older-hired-amount"),
            notes=[category_one_hired],
        ),
        version(
            date(2019, 1, 1),
            known_on=date(2018, 8, 9),
            sources=pages_older,
            eligible=older_hired_eligible,
            gives=whole_exemption,
            notes=[category_one_hired],
        ),
        abolished(
            date(2024, 7, 1),
            known_on=date(2023, 10, 27),
            sources=["Prato, 29 februari 2024", "Liantis, 22 februari 2024"],
        ),
    ],
)
