"""Permission to work for people from outside the European Economic Area: highly skilled, executives, blue card."""

from datetime import date

from ..language import Condition
from ..writing import (
    CITIZEN,
    EMPLOYER,
    REGISTER,
    Aim,
    all_of,
    any_of,
    boolean,
    choice,
    euros,
    integer,
    measure,
    none_of,
    on_day,
    parameter,
    text,
    version,
    when,
)
from .facts import MONTHS, age, application_date, workplace_in_flanders

WORKER = (CITIZEN, EMPLOYER, REGISTER)
DAYS = text("dagen", "days")

needs_permit = boolean(
    "needs_permit",
    text("Van buiten de EER en Zwitserland, zonder vrijstelling", "From outside EEA and Switzerland, not exempt"),
    text(
        "Komt de werknemer van buiten de Europese Economische Ruimte en Zwitserland, en is er geen vrijstelling?",
        "Is the worker from outside the European Economic Area and Switzerland, and not exempt?",
    ),
    WORKER,
)
gross_yearly_wage = euros(
    "gross_yearly_wage",
    text("Brutojaarloon", "Gross yearly wage"),
    text("Hoeveel bedraagt het brutojaarloon in het contract?", "What is the gross yearly wage in the contract?"),
    WORKER,
)
higher_diploma = boolean(
    "recognised_higher_diploma",
    text("Erkend diploma hoger onderwijs van minstens drie jaar", "Recognised higher diploma of at least three years"),
    text(
        "Heeft de werknemer een erkend diploma hoger onderwijs, van minstens drie jaar of niveau 5?",
        "Has the worker a recognised higher diploma, of at least three years or level 5?",
    ),
    WORKER,
)
permit_occupation = choice(
    "permit_occupation",
    text("Beroep waarvoor een lagere loongrens kan gelden", "Occupation for which a lower limit can hold"),
    text("Werkt de werknemer als verpleegkundige of leraar?", "Does the worker work as a nurse or a teacher?"),
    {
        "nurse": text("verpleegkundige", "nurse"),
        "teacher": text("leraar", "teacher"),
        "other": text("een ander beroep", "another occupation"),
    },
    WORKER,
)
posted = boolean(
    "posted",
    text("Gedetacheerd, zonder Belgisch contract", "Posted, without a Belgian contract"),
    text(
        "Is de werknemer gedetacheerd, zonder Belgisch contract?", "Is the worker posted, without a Belgian contract?"
    ),
    WORKER,
)
higher_function = boolean(
    "function_of_higher_level",
    text("Functie op het niveau van hoger onderwijs (niveau 5 of hoger)", "Function of level 5 or higher"),
    text(
        "Vraagt de functie zelf minstens kwalificatieniveau 5?", "Does the function itself ask for level 5 or higher?"
    ),
    (EMPLOYER,),
)
executive_function = boolean(
    "executive_function",
    text("Dagelijks bestuur van de onderneming", "Daily management of the enterprise"),
    text(
        "Bestuurt de werknemer de onderneming en kan hij haar vertegenwoordigen?",
        "Does the worker run the enterprise and may he represent it?",
    ),
    WORKER,
)
contract_months = integer(
    "contract_months",
    text("Duur van het contract", "Length of the contract"),
    text(
        "Hoeveel maanden duurt het contract (onbepaalde duur: antwoord 999)?",
        "How many months does the contract last (indefinite: answer 999)?",
    ),
    WORKER,
    high=999,
    unit=MONTHS,
)
days_since_admissible = integer(
    "days_since_admissible",
    text("Dagen tussen het ontvankelijke dossier en de beslissing", "Days from an admissible file to the decision"),
    text("Hoeveel dagen geleden verklaarde het gewest het dossier ontvankelijk?", "How many days ago was it admitted?"),
    WORKER,
    high=2_000,
    unit=DAYS,
)

young_or_nurse = any_of(age < parameter("permit-young-age"), permit_occupation.is_one_of("nurse"))
or_teacher = any_of(young_or_nurse, permit_occupation.is_one_of("teacher"))
threshold = parameter("permit-wage")


def paid_enough(lower: Condition | None = None) -> Condition:
    """The wage of the year, or for some the lower part of it under a Belgian contract."""
    if lower is None:
        limit = gross_yearly_wage >= threshold
    else:
        reduced = threshold.times_fraction(parameter("permit-reduced"))
        limit = gross_yearly_wage >= when(all_of(lower, none_of(posted)), reduced, threshold)
    return limit.explain(
        nl="Het brutojaarloon haalt de grens van het jaar",
        en="The gross yearly wage reaches the limit of the year",
        id="gross_yearly_wage",
    )


IN_TIME = [days_since_admissible <= parameter("single-permit-decision-days")]
DESK = text("Working in Belgium, het unieke loket", "Working in Belgium, the single desk")
DUTIES = [
    (
        "employer",
        text(
            "Je vraagt de vergunning aan en stelt pas te werk als ze er is",
            "You apply for the permit and let nobody work before it is there",
        ),
    ),
    (
        "employer",
        text(
            "Je betaalt het loon van de vergunning en meldt het als de tewerkstelling eindigt",
            "You pay the wage of the permit and report the end of the employment",
        ),
    ),
    (
        "citizen",
        text(
            "Je vraagt de verlenging twee tot zes maanden voor het einde",
            "You ask for the renewal two to six months before the end",
        ),
    ),
]
TO_WORK = text("Een vergunning om hier te werken en te verblijven", "A permit to work and to stay here")
AGII, PAGES = "agii.be en vlaanderen.be, loongrenzen", "Group S, single permit: bedragen"
usual = (needs_permit, workplace_in_flanders)

single_permit_high_skilled = measure(
    "single-permit-high-skilled",
    title=text("Gecombineerde vergunning: hooggeschoolde", "Single permit: highly skilled"),
    anchor=on_day(application_date, told_then=True),
    aim=Aim.MIGRATION,
    about=text(
        "Met een diploma hoger onderwijs en genoeg loon kan je komen werken zonder onderzoek van de arbeidsmarkt.",
        "Who has a higher diploma and earns enough can come to work without a test of the labour market.",
    ),
    apply_at=DESK,
    duties=DUTIES,
    versions=[
        version(
            date(2016, 1, 1),
            sources=[AGII],
            eligible=all_of(*usual, higher_diploma, paid_enough()),
            gives=text("Een arbeidskaart", "A work permit"),
        ),
        version(
            date(2019, 1, 1),
            known_on=date(2018, 12, 7),
            sources=[
                "besluit van de Vlaamse Regering van 7 december 2018",
                AGII,
                PAGES,
                "HR Square, loonbedragen 2020",
            ],
            eligible=all_of(*usual, higher_diploma, paid_enough(young_or_nurse)),
            gives=TO_WORK,
            limits=IN_TIME,
        ),
        version(
            date(2025, 1, 1),
            sources=[AGII, "Propay, new immigration rules in Flanders"],
            eligible=all_of(*usual, higher_diploma, paid_enough(or_teacher)),
            gives=TO_WORK,
            limits=IN_TIME,
            notes=[
                text(
                    "Sinds 1 mei 2025 wil het gewest deze aanvragen binnen vijftien dagen behandelen.",
                    "Since 1 May 2025 the region wants to handle these applications within fifteen days.",
                )
            ],
        ),
        version(
            date(2026, 1, 1),
            sources=["Oria, Single Permit in Flanders: What is New", AGII],
            verified_until=date(2026, 2, 26),
            eligible=all_of(*usual, higher_diploma, higher_function, paid_enough(or_teacher)),
            gives=TO_WORK,
            limits=IN_TIME,
        ),
    ],
)

single_permit_executive = measure(
    "single-permit-executive",
    title=text("Gecombineerde vergunning: leidinggevende", "Single permit: executive"),
    anchor=on_day(application_date, told_then=True),
    aim=Aim.MIGRATION,
    about=text(
        "Wie een onderneming bestuurt en genoeg verdient, kan komen werken zonder onderzoek van de arbeidsmarkt.",
        "Who runs an enterprise from day to day and earns enough can come to work without a test of the labour market.",
    ),
    apply_at=DESK,
    duties=DUTIES,
    versions=[
        version(
            start,
            sources=[AGII, PAGES],
            verified_until=looked,
            eligible=all_of(*usual, executive_function, gross_yearly_wage >= parameter("permit-wage-executive")),
            gives=gives,
            limits=limits,
        )
        for start, looked, gives, limits in (
            (date(2016, 1, 1), None, text("Een arbeidskaart", "A work permit"), []),
            (date(2019, 1, 1), date(2026, 2, 26), TO_WORK, IN_TIME),
        )
    ],
)

blue_card = measure(
    "blue-card",
    title=text("Europese blauwe kaart", "European blue card"),
    anchor=on_day(application_date, told_then=True),
    aim=Aim.MIGRATION,
    about=text(
        "Een vergunning voor hooggekwalificeerd werk die in heel Europa bekend is, bij een hoger loon.",
        "A permit for highly qualified work that is known all over Europe, at a higher wage.",
    ),
    apply_at=DESK,
    duties=DUTIES,
    versions=[
        version(
            start,
            known_on=known,
            sources=[AGII, PAGES, *more],
            verified_until=looked,
            eligible=all_of(
                *usual,
                higher_diploma,
                contract_months >= parameter("blue-card-contract"),
                gross_yearly_wage >= parameter("permit-wage-blue-card"),
            ),
            gives=TO_WORK,
            limits=[days_since_admissible <= parameter("blue-card-decision-days")],
            notes=notes,
        )
        for start, known, looked, more, notes in (
            (date(2016, 1, 1), date(2016, 1, 1), None, [], []),
            (
                date(2024, 5, 1),
                date(2024, 3, 8),
                date(2026, 2, 26),
                ["besluit van de Vlaamse Regering van 8 maart 2024", "Bofidi, labour migration in Flanders"],
                [
                    text(
                        "Na twaalf maanden kan je van werkgever veranderen zonder nieuwe kaart. Wie een kaart van "
                        "een ander land heeft, krijgt binnen dertig dagen een beslissing, één keer te verlengen.",
                        "After twelve months you can change employer without a new card. Who holds a blue card of "
                        "another country has a decision in thirty days, to be extended once.",
                    )
                ],
            ),
        )
    ],
)
