"""Premiums for who interrupts work to care (aanmoedigingspremies), in the private sector and in social profit."""

from datetime import date

from ..language import Condition
from ..measures import AmountPart, MeasureVersion
from ..writing import (
    CITIZEN,
    EMPLOYER,
    REGISTER,
    Aim,
    all_of,
    any_of,
    boolean,
    choice,
    day,
    fraction,
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
from .facts import MONTHS, sector, workplace_in_flanders

leave_start = day(
    "leave_start",
    text("Eerste dag van de onderbreking", "First day of the leave"),
    text("Vanaf welke dag onderbreek of verminder je je werk?", "From which day do you interrupt or reduce your work?"),
    (CITIZEN, EMPLOYER),
)
leave_scheme = choice(
    "leave_scheme",
    text("Soort verlof", "Kind of leave"),
    text("Welk verlof neem je?", "Which leave do you take?"),
    {
        "parental": text("ouderschapsverlof", "parental leave"),
        "medical": text("verlof voor medische bijstand", "leave for medical assistance"),
        "palliative": text("palliatief verlof", "palliative leave"),
        "time-credit-care": text("tijdskrediet om te zorgen", "time credit to care"),
        "time-credit-training": text("tijdskrediet om een opleiding te volgen", "time credit for training"),
        "other": text("een ander verlof", "another leave"),
    },
    (CITIZEN, EMPLOYER),
)
leave_size = choice(
    "leave_size",
    text("Hoeveel je onderbreekt", "How much you interrupt"),
    text("Hoeveel onderbreek of verminder je?", "How much do you interrupt or reduce?"),
    {
        "full": text("volledig", "entirely"),
        "half": text("tot een halftijdse baan", "to a half-time job"),
        "fifth": text("met een vijfde", "by a fifth"),
        "tenth": text("met een tiende", "by a tenth"),
    },
    (CITIZEN, EMPLOYER),
)
job_before_leave = fraction(
    "job_before_leave",
    text("Tewerkstelling in het jaar voor de onderbreking", "Part of full-time in the year before the leave"),
    text(
        "Welk deel van voltijds werkte je in het jaar ervoor?", "What part of full-time did you work the year before?"
    ),
    (CITIZEN, EMPLOYER, REGISTER),
)
full_time_at_start = boolean(
    "full_time_at_leave_start",
    text("Voltijds aan het werk bij het begin van de onderbreking", "Full-time at the start of the leave"),
    text("Werkte je voltijds toen de onderbreking begon?", "Did you work full-time when the leave began?"),
    (CITIZEN, EMPLOYER, REGISTER),
)
rva_allowance = boolean(
    "rva_allowance",
    text("Onderbrekingsuitkering van de RVA", "Interruption allowance of the RVA"),
    text("Keurde de RVA je onderbrekingsuitkering goed?", "Did the RVA approve your interruption allowance?"),
    (CITIZEN, REGISTER),
)
leave_in_weeks = boolean(
    "parental_leave_in_weeks",
    text("Ouderschapsverlof in weken", "Parental leave in weeks"),
    text(
        "Neem je het ouderschapsverlof in weken in plaats van maanden?", "Is the parental leave in weeks, not months?"
    ),
    (CITIZEN, EMPLOYER),
)
lives_alone = boolean(
    "lives_alone",
    text("Alleen wonend, of alleen met kinderen ten laste", "Living alone, or alone with dependent children"),
    text("Woon je alleen, of alleen met kinderen ten laste?", "Do you live alone, or alone with dependent children?"),
    (CITIZEN, REGISTER),
)

large_job = job_before_leave >= parameter("leave-large-job")
half_job = job_before_leave >= parameter("leave-half-job")
small_job = job_before_leave >= parameter("leave-small-job")
full, by_half = leave_size.is_one_of("full"), leave_size.is_one_of("half")
fifth, tenth = leave_size.is_one_of("fifth"), leave_size.is_one_of("tenth")
thematic = leave_scheme.is_one_of("parental", "medical", "palliative")
usual_sizes = (
    all_of(full, small_job),
    all_of(by_half, large_job),
    all_of(fifth, thematic, large_job, full_time_at_start),
)
tenth_of_parent = all_of(tenth, leave_scheme.is_one_of("parental"), large_job, full_time_at_start)

months_of_premium = integer(
    "months_of_encouragement_premium",
    text(
        "Maanden met een premie voor zorgkrediet in de hele loopbaan", "Months of premium for care in the whole career"
    ),
    text(
        "Hoeveel maanden krijg je zo'n premie, in je hele loopbaan samen?",
        "For how many months do you get such a premium in your whole career?",
    ),
    (CITIZEN, REGISTER),
    high=720,
    unit=MONTHS,
)


def premium(family: str) -> list[AmountPart]:
    """By what was worked before and what is worked during the leave; `family`: whose values."""
    most, middle, least, of_tenth = (parameter(f"{family}-{one}") for one in ("most", "middle", "least", "tenth"))
    of_leave = when(
        full,
        when(large_job, most, when(half_job, middle, least)),
        when(by_half, middle, when(fifth, least, of_tenth)),
    )
    alone = when(lives_alone, parameter("encouragement-premium-alone"), 0)
    return [
        part("premium", "premie", "premium", of_leave),
        part("alone", "verhoging voor wie alleen woont", "extra for who lives alone", alone),
    ]


def care(
    valid_from: date, family: str, who: Condition, *sizes: Condition, sources: list[str], verified: bool = True
) -> MeasureVersion:
    return version(
        valid_from,
        sources=sources,
        verified=verified,
        eligible=all_of(
            who,
            workplace_in_flanders,
            rva_allowance,
            none_of(leave_in_weeks).explain(
                nl="Je neemt het ouderschapsverlof niet in weken", en="You do not take parental leave in weeks"
            ),
            any_of(*sizes).explain(
                nl="Voor deze onderbreking, bij wat je ervoor werkte, bestaat een premie",
                en="There is a premium for this interruption after the work that you did",
                id="leave_size",
            ),
        ),
        amount=premium(family),
        limits=[months_of_premium <= parameter("encouragement-premium-months")],
    )


private = all_of(
    sector.is_one_of("private"), leave_scheme.is_one_of("parental", "medical", "palliative", "time-credit-care")
)
PRIVATE, SOCIAL = "encouragement-premium", "encouragement-premium-social-profit"
DESK = text("WSE-loket van de Vlaamse overheid", "WSE desk of the Flemish government")
TABLE = "Vlaanderen.be, aanmoedigingspremie zorgkrediet: bedrag"

encouragement_premium = measure(
    PRIVATE,
    title=text(
        "Aanmoedigingspremie voor zorgkrediet, private sector", "Encouragement premium for care, private sector"
    ),
    anchor=on_day(leave_start),
    aim=Aim.CAREER,
    unit="EUR/month",
    about=text(
        "Een maandelijkse premie boven op de uitkering van de RVA, voor wie zijn werk onderbreekt om te zorgen. "
        "De bedragen zijn bruto.",
        "A monthly premium on top of the RVA allowance for who interrupts work to care. Amounts are gross.",
    ),
    apply_at=DESK,
    duties=[
        (
            "citizen",
            text(
                "Je vraagt de premie aan binnen zes maanden na de start; later gaat er geld verloren",
                "You apply within six months of the start; later money is lost",
            ),
        )
    ],
    versions=[
        care(
            date(2016, 1, 1),
            PRIVATE,
            private,
            *usual_sizes,
            sources=["Vlaanderen.be, voorwaarden aanmoedigingspremie private sector"],
            verified=False,
        ),
        care(date(2020, 3, 1), PRIVATE, private, *usual_sizes, sources=[TABLE]),
        care(
            date(2020, 9, 1),
            PRIVATE,
            private,
            *usual_sizes,
            tenth_of_parent,
            sources=[TABLE, "VRT, 20-06-2020", "BN19-VI.2.1-a"],
        ),
    ],
)

# Of social profit no page gives the steps: they are taken over from the private sector, so not verified.
social = all_of(sector.is_one_of("social-profit"), thematic)

encouragement_premium_social_profit = measure(
    SOCIAL,
    title=text("Aanmoedigingspremie voor zorgkrediet, social profit", "Encouragement premium for care, social profit"),
    anchor=on_day(leave_start),
    aim=Aim.CAREER,
    unit="EUR/month",
    about=text(
        "Een maandelijkse premie voor wie in de social profit werkt en thematisch verlof neemt om te zorgen. "
        "De bedragen zijn bruto.",
        "A monthly premium for who works in social profit and takes thematic leave to care. Amounts are gross.",
    ),
    apply_at=DESK,
    duties=[
        (
            "citizen",
            text(
                "Je aanvraag is er uiterlijk zes maanden na de start; te laat is geweigerd",
                "Your application arrives within six months of the start; later it is refused",
            ),
        )
    ],
    versions=[
        care(
            date(2016, 1, 1),
            SOCIAL,
            social,
            *usual_sizes,
            sources=["Vlaanderen.be, voorwaarden aanmoedigingspremie social profit", "Verso, zonder datum"],
            verified=False,
        ),
        care(
            date(2020, 9, 1),
            SOCIAL,
            social,
            *usual_sizes,
            tenth_of_parent,
            sources=["VRT, 20-06-2020", "Verso, zonder datum"],
            verified=False,
        ),
    ],
)
