"""Support of a career: the career voucher."""

from datetime import date

from ..entries import State
from ..language import Number
from ..writing import (
    CITIZEN,
    REGISTER,
    Aim,
    all_of,
    any_of,
    boolean,
    euros,
    integer,
    measure,
    on_day,
    parameter,
    part,
    text,
    version,
    when,
)
from .facts import HOURS, MONTHS, application_date, lives_or_works_in_flanders_or_brussels

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
