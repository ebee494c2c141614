"""Support of a career: the career voucher, and the stimulation premium for who interrupts it to care."""

from datetime import date

from ..entries import State
from ..language import Condition, Number
from ..measures import MeasureVersion
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
    euros,
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
from .facts import (
    HOURS,
    MONTHS,
    application_date,
    lives_or_works_in_flanders_or_brussels,
    sector,
    workplace_in_flanders,
)

# Career voucher.

at_work = boolean(
    "at_work",
    text("Aan het werk als werknemer of zelfstandige", "At work as an employee or self-employed"),
    text(
        "Werk je als werknemer of zelfstandige, voltijds of deeltijds?",
        "Do you work as an employee or self-employed, full-time or part-time?",
    ),
    (CITIZEN, REGISTER),
)
months_worked_of_24 = integer(
    "months_worked_of_24",
    text("Gewerkte maanden in de laatste 24", "Months of work in the last 24"),
    text("Hoeveel van de laatste 24 maanden werkte je?", "How many of the last 24 months did you work?"),
    (CITIZEN, REGISTER),
    high=24,
    unit=MONTHS,
)
agency_work = boolean(
    "four_weeks_of_agency_work",
    text("Vier weken ononderbroken uitzendwerk", "Four weeks of agency work without a break"),
    text(
        "Werkte je in die tijd minstens vier weken ononderbroken als uitzendkracht?",
        "Did you work at least four weeks without a break for an agency in that time?",
    ),
    (CITIZEN, REGISTER),
)
months_of_experience = integer(
    "months_of_experience",
    text("Maanden werkervaring in de hele loopbaan", "Months of work in the whole career"),
    text(
        "Hoeveel maanden werkte je in je hele loopbaan, als werknemer of zelfstandige?",
        "How many months did you work in your whole career, as an employee or self-employed?",
    ),
    (CITIZEN, REGISTER),
    high=720,
    unit=MONTHS,
)
vouchers_in_six_years = integer(
    "career_vouchers_in_six_years",
    text("Loopbaancheques in de laatste zes jaar", "Career vouchers in the last six years"),
    text(
        "Hoeveel loopbaancheques gebruikte je in de laatste zes jaar?",
        "How many career vouchers did you use in the last six years?",
    ),
    (CITIZEN, REGISTER),
    high=10,
)
vouchers_ever = integer(
    "career_vouchers_ever",
    text("Loopbaancheques in de hele loopbaan", "Career vouchers in the whole career"),
    text("Hoeveel loopbaancheques gebruikte je ooit?", "How many career vouchers did you ever use?"),
    (CITIZEN, REGISTER),
    high=99,
)
voucher_price = euros(
    "career_voucher_price",
    text("Wat je zelf betaalt voor een loopbaancheque", "Your own share of a career voucher"),
    text("Hoeveel betaal je zelf voor de cheque?", "What do you pay yourself for the voucher?"),
)
guidance_hours = integer(
    "guidance_hours",
    text("Uren loopbaanbegeleiding met twee cheques", "Hours of career guidance with two vouchers"),
    text("Hoeveel uren loopbaanbegeleiding volg je?", "How many hours of career guidance do you take?"),
    high=100,
    unit=HOURS,
)

price = parameter("career-voucher-price")


def public_share(worth: Number) -> Number:
    return (worth - price).at_least(0)


WORTH = [
    part(
        "first",
        "wat de overheid betaalt van de eerste cheque",
        "what the government pays of the first voucher",
        when(vouchers_in_six_years < 1, public_share(parameter("career-voucher-worth-first")), 0),
    ),
    part(
        "second",
        "wat de overheid betaalt van de tweede cheque",
        "what the government pays of the second voucher",
        public_share(parameter("career-voucher-worth-second")),
    ),
]
LIMITS = [
    voucher_price.equals(price),
    guidance_hours <= parameter("career-voucher-hours-first") + parameter("career-voucher-hours-second"),
]
left = vouchers_in_six_years < parameter("career-voucher-count")
GUIDANCE = text(
    "Loopbaanbegeleiding in een erkend loopbaancentrum, in twee delen met elk een cheque",
    "Career guidance at a recognised centre, in two parts with a voucher each",
)

career_voucher = measure(
    "career-voucher",
    title=text("Loopbaancheque", "Career voucher"),
    anchor=on_day(application_date),
    aim=Aim.CAREER,
    unit="EUR",
    about=text(
        "Met een loopbaancheque krijg je goedkope begeleiding bij vragen over je loopbaan. "
        "Je bestelt de tweede cheque als de uren van de eerste op zijn.",
        "A career voucher gives you cheap guidance on questions about your career. "
        "You order the second when the hours of the first are used.",
    ),
    apply_at=text("VDAB, Mijn Loopbaan", "VDAB, Mijn Loopbaan"),
    duties=[
        (
            "citizen",
            text(
                "Je betaalt je eigen deel, en begint op tijd: een cheque vervalt",
                "You pay your own share and start in time: a voucher expires",
            ),
        )
    ],
    versions=[
        version(
            date(2013, 7, 1),
            sources=[
                "VDAB, loopbaancheques: wie",
                "Partena, loopbaanbegeleiding en de loopbaancheque",
                "HLN, 06-12-2019",
            ],
            eligible=all_of(
                lives_or_works_in_flanders_or_brussels,
                at_work,
                any_of(
                    months_worked_of_24 >= parameter("career-voucher-months-of-24"),
                    all_of(months_worked_of_24 >= parameter("career-voucher-months-agency"), agency_work),
                ).explain(nl="Je werkte genoeg in de laatste 24 maanden", en="You worked enough in the last 24 months"),
                left,
            ),
            amount=WORTH,
            gives=GUIDANCE,
            limits=LIMITS,
        ),
        version(
            date(2020, 1, 1),
            known_on=date(2019, 12, 6),
            sources=["HLN, 06-12-2019", "VDAB, loopbaancheques", "ADV24-7-a"],
            verified_until=date(2024, 12, 31),
            eligible=all_of(
                lives_or_works_in_flanders_or_brussels,
                at_work,
                months_of_experience >= parameter("career-voucher-months"),
                left,
            ),
            amount=WORTH,
            gives=GUIDANCE,
            limits=LIMITS,
            notes=[
                text(
                    "Wie de cheque voor 1 januari 2020 bestelde, hield de oude regels.",
                    "Who ordered the voucher before 1 January 2020 kept the old rules.",
                ),
                text(
                    "In 2025 gold al een bewarende maatregel; wat die precies inhield, is niet gevonden.",
                    "In 2025 a precautionary measure was in force; what it said exactly was not found.",
                ),
            ],
        ),
        version(
            date(2025, 10, 1),
            valid_until=date(2026, 12, 31),
            known_on=date(2025, 7, 18),
            state=State.APPROVED_IN_PRINCIPLE,
            verified=False,
            sources=["Vlaamse Regering, 18-07-2025", "VDAB, hervorming loopbaancheque"],
            eligible=all_of(
                lives_or_works_in_flanders_or_brussels,
                at_work,
                months_of_experience >= parameter("career-voucher-months"),
                (vouchers_ever < 1).explain(
                    nl="Je gebruikte nog nooit een loopbaancheque", en="You never used a career voucher"
                ),
            ),
            gives=text(
                "Eén loopbaancheque, met een hogere eigen bijdrage",
                "One career voucher, with a higher share of your own",
            ),
        ),
    ],
)

# Stimulation premium (aanmoedigingspremie): care, in the private sector.

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

middle, least = parameter("stimulation-premium-middle"), parameter("stimulation-premium-least")
premium = when(
    full,
    when(large_job, parameter("stimulation-premium-most"), when(half_job, middle, least)),
    when(by_half, middle, when(fifth, least, parameter("stimulation-premium-tenth"))),
)


def stimulation(valid_from: date, *sizes: Condition, sources: list[str], verified: bool = True) -> MeasureVersion:
    return version(
        valid_from,
        sources=sources,
        verified=verified,
        eligible=all_of(
            sector.is_one_of("private"),
            workplace_in_flanders,
            leave_scheme.is_one_of("parental", "medical", "palliative", "time-credit-care"),
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
        amount=[
            part("premium", "premie", "premium", premium),
            part(
                "alone",
                "verhoging voor wie alleen woont",
                "extra for who lives alone",
                when(lives_alone, parameter("stimulation-premium-alone"), 0),
            ),
        ],
    )


stimulation_premium = measure(
    "stimulation-premium",
    title=text("Aanmoedigingspremie voor zorgkrediet, private sector", "Stimulation premium for care, private sector"),
    anchor=on_day(leave_start),
    aim=Aim.CAREER,
    unit="EUR/month",
    about=text(
        "Een maandelijkse premie boven op de uitkering van de RVA, voor wie zijn werk onderbreekt om te zorgen. "
        "De bedragen zijn bruto. In de social profit en bij de overheid gelden andere regels.",
        "A monthly premium on top of the RVA allowance for who interrupts work to care. "
        "Amounts are gross. Social profit and government have rules of their own.",
    ),
    apply_at=text("WSE-loket van de Vlaamse overheid", "WSE desk of the Flemish government"),
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
        stimulation(
            date(2016, 1, 1), *usual_sizes, sources=["Vlaanderen.be, voorwaarden aanmoedigingspremie"], verified=False
        ),
        stimulation(date(2020, 3, 1), *usual_sizes, sources=["Vlaanderen.be, aanmoedigingspremie zorgkrediet: bedrag"]),
        stimulation(
            date(2020, 9, 1),
            *usual_sizes,
            tenth_of_parent,
            sources=["Vlaanderen.be, aanmoedigingspremie zorgkrediet: bedrag", "VRT, 20-06-2020", "BN19-VI.2.1-a"],
        ),
    ],
)
