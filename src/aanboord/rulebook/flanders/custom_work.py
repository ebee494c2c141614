"""Individual maatwerk, which replaced the support premium in 2023, and collective maatwerk in a recognised company."""

from datetime import date

from ..language import Condition, Number
from ..writing import (
    CASEWORKER,
    EMPLOYER,
    REGISTER,
    Aim,
    all_of,
    any_of,
    boolean,
    choice,
    fraction,
    in_quarter,
    measure,
    parameter,
    part,
    quarter,
    text,
    version,
    when,
)
from .adapted_work import capped, in_steps, quarter_of_decision, within_decision, wse
from .facts import distance, domiciled_in_flanders, work_disability, workplace_in_flanders

decision_quarter = quarter(
    "decision_quarter",
    text("Kwartaal van de beslissing", "Quarter of the decision"),
    text("In welk kwartaal viel de beslissing?", "In which quarter was the decision taken?"),
    (EMPLOYER, CASEWORKER, REGISTER),
)
contract_runs = boolean(
    "employment_contract_runs",
    text("Het arbeidscontract loopt", "The employment contract runs"),
    text(
        "Is de werknemer in dienst op de dag van de aanvraag?",
        "Is the worker in service on the day of the application?",
    ),
    (EMPLOYER, REGISTER),
)
maatwerk_need = choice(
    "maatwerk_need",
    text("Behoefte die VDAB vaststelde", "Need that VDAB established"),
    text("Welke behoefte aan een loonpremie stelde VDAB vast?", "Which need of a wage premium did VDAB establish?"),
    {
        "none": text("geen", "none"),
        "short": text("hoogstens twee jaar", "at most two years"),
        "usual": text("vijf jaar", "five years"),
        "higher": text(
            "vijf jaar, verhoogd of met advies collectief maatwerk", "five years, higher or advised collective maatwerk"
        ),
        "company": text(
            "vijf jaar, in een maatwerkbedrijf met het lagere advies",
            "five years, in a maatwerk company with the lower advice",
        ),
        "evaluated": text("een ander percentage na een evaluatie", "another percentage after an evaluation"),
    },
    (CASEWORKER, REGISTER),
)
evaluated_share = fraction(
    "evaluated_share",
    text("Percentage na de evaluatie", "Percentage after the evaluation"),
    text(
        "Welk deel van het referteloon kende VDAB toe na de evaluatie?",
        "Which part of the reference wage did VDAB set after the evaluation?",
    ),
    (CASEWORKER, REGISTER),
)
guidance_need = choice(
    "guidance_need",
    text("Begeleidingsnood die VDAB vaststelde", "Need of guidance that VDAB established"),
    text("Hoeveel begeleiding op de werkvloer is er nodig?", "How much guidance on the work floor is needed?"),
    {
        "none": text("geen", "none"),
        "low": text("laag", "low"),
        "medium": text("gemiddeld", "medium"),
        "high": text("hoog", "high"),
    },
    (CASEWORKER, REGISTER),
)
collective_package = choice(
    "collective_package",
    text("Pakket voor collectief maatwerk", "Package for collective maatwerk"),
    text(
        "Welk pakket voor collectief maatwerk kende VDAB toe?", "Which package for collective maatwerk did VDAB grant?"
    ),
    {
        "none": text("geen", "none"),
        "start-low": text("lager startpakket", "lower starting package"),
        "start-high": text("hoger startpakket", "higher starting package"),
        "back": text("terug na een doorstroomtraject", "back after a flow-through path"),
        "evaluated": text("een ander percentage na een evaluatie", "another percentage after an evaluation"),
    },
    (CASEWORKER, REGISTER),
)
maatwerk_company = boolean(
    "maatwerk_company",
    text("Erkend maatwerkbedrijf of erkende maatwerkafdeling", "Recognised maatwerk company or department"),
    text("Is de werkgever erkend voor collectief maatwerk?", "Is the employer recognised for collective maatwerk?"),
    (EMPLOYER, CASEWORKER, REGISTER),
)


# Individual maatwerk.

need = maatwerk_need.is_one_of


def _step(package: str, *steps: str) -> Number:
    first, second, last = (parameter(f"imw-{package}-{step}") for step in steps)
    return in_steps(parameter("imw-first-quarters"), parameter("imw-second-until"), first, second, last)


imw_share = when(
    need("short"),
    parameter("imw-two-years"),
    when(
        need("usual"),
        _step("usual", "first", "second", "last"),
        when(
            need("higher"),
            _step("higher", "first", "second", "last"),
            when(need("company"), _step("company", "first", "first", "last"), evaluated_share),
        ),
    ),
)
imw_runs = (
    quarter_of_decision <= when(need("short"), parameter("decision-two-years"), parameter("decision-five-years"))
).explain(nl="De beslissing loopt nog", en="The decision still runs", id="within-decision")
in_reach = any_of(domiciled_in_flanders, workplace_in_flanders).explain(
    nl="De werknemer woont in Vlaanderen, of woont in de EER en werkt in Vlaanderen",
    en="The worker lives in Flanders, or lives in the EEA and works in Flanders",
)
applied_in_time = contract_runs.explain(
    nl="De aanvraag gebeurt terwijl de werknemer in dienst is",
    en="The application is made while the worker is in service",
)


def _evaluated_between(evaluated: Condition, lowest: str) -> Condition:
    """A percentage after an evaluation lies between the limits; a package needs none."""
    return any_of(
        evaluated,
        all_of(evaluated_share >= parameter(lowest), evaluated_share <= parameter("maatwerk-highest")),
    )


imw_sources = [
    "Herwin, subsidies voor individueel maatwerk",
    "vlaanderen.be, individueel maatwerk",
    "decreet van 14 januari 2022",
]

individual = measure(
    "individual-custom-work",
    title=text("Individueel maatwerk: loonpremie", "Individual maatwerk: wage premium"),
    anchor=in_quarter(decision_quarter),
    aim=Aim.ADAPTED_WORK,
    suits=work_disability,
    unit="%",
    about=text(
        "Een premie voor elke werkgever die iemand met een arbeidsbeperking in dienst heeft. VDAB bepaalt het pakket.",
        "A premium for any employer of somebody with a work limitation. VDAB decides on the package.",
    ),
    duties=[
        ("employer", text("Met de werknemer bespreken wat nodig is", "Discuss with the worker what is needed")),
        (
            "employer",
            text("De premie aanvragen terwijl de werknemer in dienst is", "Apply while the worker is in service"),
        ),
    ],
    apply_at=wse,
    versions=[
        version(
            date(2023, 7, 1),
            known_on=date(2022, 8, 19),
            sources=imw_sources,
            eligible=all_of(
                need("short", "usual", "higher", "company", "evaluated").explain(
                    nl="VDAB stelde een behoefte aan een loonpremie vast",
                    en="VDAB established a need of a wage premium",
                ),
                in_reach,
                applied_in_time,
                imw_runs,
                _evaluated_between(need("none", "short", "usual", "higher", "company"), "imw-lowest").explain(
                    nl="Een percentage na evaluatie ligt tussen de grenzen",
                    en="A percentage after evaluation lies between the limits",
                    id="evaluated",
                ),
            ),
            amount=imw_share,
            gives=capped,
            notes=[
                text(
                    "Vijf jaar is verlengbaar (te vragen vanaf het voorlaatste jaar), twee jaar niet. Andere"
                    " percentages, in stappen van vijf, alleen na een evaluatie. Een maatwerkbedrijf krijgt nooit meer"
                    " dan bij collectief maatwerk.",
                    "Five years can be extended (ask from the penultimate year on), two years cannot. Other"
                    " percentages, in steps of five, only after an evaluation. A maatwerk company never gets more than"
                    " for collective maatwerk.",
                )
            ],
        ),
    ],
)

fixed = when(
    quarter_of_decision <= parameter("imw-first-quarters"),
    parameter("imw-guidance-fixed-first"),
    parameter("imw-guidance-fixed-later"),
)
variable = when(
    guidance_need.is_one_of("low"),
    parameter("imw-guidance-low"),
    when(guidance_need.is_one_of("medium"), parameter("imw-guidance-medium"), parameter("imw-guidance-high")),
)

individual_guidance = measure(
    "individual-custom-work-guidance",
    title=text("Individueel maatwerk: begeleidingspremie", "Individual maatwerk: guidance premium"),
    anchor=in_quarter(decision_quarter),
    aim=Aim.ADAPTED_WORK,
    suits=work_disability,
    unit="EUR",
    about=text(
        "Een vast en een variabel bedrag voor de begeleiding op de werkvloer van iemand met een arbeidsbeperking.",
        "A fixed and a variable amount for the guidance on the work floor of somebody with a work limitation.",
    ),
    duties=[("employer", text("Zorgen voor begeleiding op de werkvloer", "See to guidance on the work floor"))],
    apply_at=wse,
    versions=[
        version(
            date(2023, 7, 1),
            known_on=date(2022, 8, 19),
            sources=imw_sources,
            eligible=all_of(
                guidance_need.is_one_of("low", "medium", "high").explain(
                    nl="VDAB stelde een begeleidingsnood vast", en="VDAB established a need of guidance"
                ),
                in_reach,
                applied_in_time,
                within_decision,
            ),
            amount=[
                part("fixed", "vast deel", "fixed part", fixed),
                part("variable", "variabel deel, naar de prestaties", "variable part, by the work done", variable),
            ],
            notes=[
                text(
                    "De bron zegt niet of de bedragen per kwartaal of per jaar zijn.",
                    "The source does not say whether the amounts are for a quarter or for a year.",
                )
            ],
        ),
    ],
)


# Collective maatwerk.

package = collective_package.is_one_of
cmw_eligible = all_of(
    package("start-low", "start-high", "back", "evaluated").explain(
        nl="VDAB kende een pakket voor collectief maatwerk toe", en="VDAB granted a package for collective maatwerk"
    ),
    maatwerk_company,
    _evaluated_between(package("none", "start-low", "start-high", "back"), "cmw-lowest").explain(
        nl="Een percentage na evaluatie ligt tussen de grenzen",
        en="A percentage after evaluation lies between the limits",
        id="evaluated",
    ),
)
cmw_share = when(
    package("start-low"),
    parameter("cmw-start-low"),
    when(
        package("start-high"),
        parameter("cmw-start-high"),
        when(package("back"), parameter("cmw-back"), evaluated_share),
    ),
)

collective = measure(
    "collective-custom-work",
    title=text("Collectief maatwerk: loonpremie", "Collective maatwerk: wage premium"),
    anchor=in_quarter(decision_quarter),
    aim=Aim.ADAPTED_WORK,
    suits=all_of(work_disability, distance.is_one_of("large")),
    unit="%",
    about=text(
        "Werk met begeleiding in een maatwerkbedrijf, voor wie in het gewone circuit niet of nog niet terechtkan.",
        "Work with guidance in a maatwerk company, for who cannot work elsewhere, or not yet.",
    ),
    duties=[
        (
            "employer",
            text(
                "Begeleiden en competenties opbouwen, met het oog op doorstroom",
                "Guide and build competences, with flow-through in view",
            ),
        )
    ],
    apply_at=text("VDAB, met het advies collectief maatwerk", "VDAB, with the advice for collective maatwerk"),
    versions=[
        version(
            date(2019, 1, 1),
            verified=False,
            sources=["algemene kennis: collectief maatwerk begon op 1 januari 2019", "Herwin, loonpremie"],
            eligible=cmw_eligible,
            amount=cmw_share,
            gives=capped,
        ),
        version(
            date(2023, 7, 1),
            known_on=date(2023, 7, 1),
            sources=["Herwin, loonpremie", "socialeeconomie.be, premies voor maatwerk"],
            eligible=cmw_eligible,
            amount=cmw_share,
            gives=capped,
        ),
    ],
)
