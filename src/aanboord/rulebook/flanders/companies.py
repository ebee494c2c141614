"""Support for enterprises that buy training, advice or guidance: SME portfolio and workability voucher."""

from datetime import date

from ..language import Number
from ..measures import END, MeasureVersion
from ..writing import (
    EMPLOYER,
    REGISTER,
    Aim,
    all_of,
    boolean,
    choice,
    closed,
    euros,
    integer,
    measure,
    on_day,
    parameter,
    text,
    version,
    when,
)
from .facts import application_date

# SME portfolio.

enterprise_size = choice(
    "enterprise_size",
    text("Grootte van de onderneming", "Size of the enterprise"),
    text("Hoe groot is de onderneming (Europese kmo-definitie)?", "How large is the enterprise (European definition)?"),
    {
        "small": text("klein", "small"),
        "medium": text("middelgroot", "medium"),
        "large": text("groot", "large"),
    },
    (EMPLOYER, REGISTER),
)
private_enterprise_in_flanders = boolean(
    "private_enterprise_in_flanders",
    text("Private onderneming met vestiging in het Vlaamse Gewest", "Private enterprise in the Flemish Region"),
    text(
        "Is het een private onderneming of vrij beroep met een vestiging in het Vlaamse Gewest?",
        "Is it a private enterprise or liberal profession with an establishment in the Flemish Region?",
    ),
    (EMPLOYER, REGISTER),
)
portfolio_service = choice(
    "portfolio_service",
    text("Dienst die je koopt", "Service bought"),
    text("Koop je opleiding of advies, en waarover?", "Do you buy training or advice, and on what?"),
    {
        "training-cybersecurity": text("opleiding cybersecurity", "training in cybersecurity"),
        "training-energy": text("opleiding energie-efficiëntie", "training in energy efficiency"),
        "training-theme": text("opleiding in een ander toekomstthema", "training in another theme of the future"),
        "training-other": text("andere opleiding", "other training"),
        "advice-cybersecurity": text("advies cybersecurity", "advice on cybersecurity"),
        "advice-other": text("ander advies", "other advice"),
    },
    (EMPLOYER,),
)
service_cost = euros(
    "service_cost",
    text("Kost van de dienst", "Cost of the service"),
    text("Hoeveel kost de dienst, zonder btw?", "What does the service cost, without VAT?"),
    (EMPLOYER,),
)
support_this_year = euros(
    "support_this_year",
    text("Steun uit de portefeuille dit jaar", "Support of the portfolio this year"),
    text("Hoeveel steun kreeg de onderneming dit jaar al?", "How much support did the enterprise get this year?"),
    (EMPLOYER, REGISTER),
)

small = enterprise_size.is_one_of("small")
sme = enterprise_size.is_one_of("small", "medium")
ceiling = when(small, parameter("sme-portfolio-ceiling-small"), parameter("sme-portfolio-ceiling-medium"))
usual_rate = when(small, parameter("sme-portfolio-rate-small"), parameter("sme-portfolio-rate-medium"))
cyber_rate = when(small, parameter("sme-portfolio-cyber-small"), parameter("sme-portfolio-cyber-medium"))
energy_rate = when(small, parameter("sme-portfolio-energy-small"), parameter("sme-portfolio-energy-medium"))
raised_rate = when(
    portfolio_service.is_one_of("training-cybersecurity", "advice-cybersecurity"),
    cyber_rate,
    when(portfolio_service.is_one_of("training-energy"), energy_rate, usual_rate),
)


def support(rate: Number) -> Number:
    return service_cost.times_fraction(rate).at_most((ceiling - support_this_year).at_least(0))


sme_portfolio = measure(
    "sme-portfolio",
    title=text("Kmo-portefeuille", "SME portfolio"),
    anchor=on_day(application_date),
    aim=Aim.LEARNING,
    unit="EUR",
    about=text(
        "Steun aan kleine en middelgrote ondernemingen die opleiding of advies kopen.",
        "Support for small and medium enterprises that buy training or advice.",
    ),
    apply_at=text("VLAIO, kmo-portefeuille", "VLAIO, SME portfolio"),
    duties=[("employer", text("Je betaalt je eigen deel van de factuur", "You pay your own part of the invoice"))],
    versions=[
        version(
            date(2016, 4, 1),
            known_on=date(2016, 1, 8),
            sources=["VLAIO, 08-01-2016", "VOM, regels kmo-portefeuille vanaf 01-12-2019"],
            eligible=all_of(private_enterprise_in_flanders, sme),
            amount=support(usual_rate),
        ),
        version(
            date(2021, 9, 14),
            sources=["VLAIO, hoeveel subsidies kan ik krijgen"],
            verified_until=date(2021, 12, 31),
            eligible=all_of(private_enterprise_in_flanders, sme),
            amount=support(raised_rate),
        ),
        version(
            date(2026, 2, 1),
            known_on=date(2026, 1, 23),
            sources=["VLAIO, hervorming kmo-portefeuille vanaf 01-02-2026"],
            verified_until=date(2026, 2, 1),
            eligible=all_of(
                private_enterprise_in_flanders,
                sme,
                portfolio_service.is_one_of(
                    "training-cybersecurity", "training-energy", "training-theme", "advice-cybersecurity"
                ).explain(
                    nl="Het gaat om een opleiding in een toekomstthema, of om advies over cybersecurity",
                    en="It is training in a theme of the future, or advice on cybersecurity",
                ),
            ),
            amount=support(raised_rate),
        ),
    ],
)

# Workability voucher.

employees = integer(
    "employees",
    text("Aantal werknemers", "Number of employees"),
    text("Hoeveel werknemers heeft de onderneming?", "How many employees does the enterprise have?"),
    (EMPLOYER, REGISTER),
    high=1_000_000,
)
enterprise_sector = choice(
    "enterprise_sector",
    text("Soort organisatie", "Kind of organisation"),
    text("Werkt de organisatie voor winst, in de social profit of als overheid?", "For profit, social profit, public?"),
    {
        "profit": text("profit", "profit"),
        "social-profit": text("social profit", "social profit"),
        "public": text("overheid", "public"),
    },
    (EMPLOYER, REGISTER),
)
establishment_in_flanders = boolean(
    "establishment_in_flanders",
    text("Vestiging in het Vlaamse Gewest", "Establishment in the Flemish Region"),
    text("Heeft de organisatie een vestiging in het Vlaamse Gewest?", "Is there an establishment in Flanders?"),
    (EMPLOYER, REGISTER),
)
workability_vouchers_used = integer(
    "workability_vouchers_used",
    text("Werkbaarheidscheques die de organisatie al kreeg", "Workability vouchers already had"),
    text("Hoeveel werkbaarheidscheques kreeg de organisatie al?", "How many workability vouchers were had before?"),
    (EMPLOYER, REGISTER),
    high=99,
)
workability_support = euros(
    "workability_support",
    text("Steun die de organisatie al kreeg uit werkbaarheidscheques", "Support already had of these vouchers"),
    text("Hoeveel steun kreeg de organisatie al uit werkbaarheidscheques?", "How much support was had before?"),
    (EMPLOYER, REGISTER),
)
workability_cost = euros(
    "workability_cost",
    text("Kost van de scan of begeleiding", "Cost of the scan or guidance"),
    text("Hoeveel kost de scan of de begeleiding?", "What does the scan or guidance cost?"),
    (EMPLOYER,),
)


def workability(
    valid_from: date, *sectors: str, sources: list[str], verified_until: date | None = None
) -> MeasureVersion:
    return version(
        valid_from,
        sources=sources,
        verified_until=verified_until,
        eligible=all_of(
            establishment_in_flanders,
            enterprise_sector.is_one_of(*sectors),
            employees >= parameter("workability-voucher-employees"),
            (workability_vouchers_used < parameter("workability-voucher-times")).explain(
                nl="De organisatie kreeg nog niet te veel werkbaarheidscheques",
                en="The organisation did not have too many of these vouchers",
            ),
        ),
        amount=workability_cost.times_fraction(parameter("workability-voucher-rate")).at_most(
            (parameter("workability-voucher-ceiling") - workability_support).at_least(0)
        ),
    )


SPENT = ("Het budget is op: er kan niets worden aangevraagd", "The budget is spent: nobody can apply")
VLAIO_CHANGES = "VLAIO, wijzigingen aan werkbaarheidscheque"

workability_voucher = measure(
    "workability-voucher",
    title=text("Werkbaarheidscheque", "Workability voucher"),
    anchor=on_day(application_date),
    aim=Aim.CAREER,
    unit="EUR",
    about=text(
        "Steun aan ondernemingen die de werkbaarheid meten of een actieplan voor werkbaar werk laten opstellen.",
        "Support for enterprises that measure workability or have an action plan for workable work drawn up.",
    ),
    apply_at=text("WSE-loket van de Vlaamse overheid", "WSE desk of the Flemish government"),
    duties=[
        ("employer", text("Je betaalt zelf de rest van de kost", "You pay the rest of the cost")),
        ("employer", text("Je voert het plan ook echt uit", "You do carry out the plan")),
    ],
    versions=[
        workability(
            date(2019, 5, 7), "profit", sources=["VLAIO, 20-01-2020", "IAB19-2.1-a", "zelfstandige.vlaanderen"]
        ),
        workability(
            date(2020, 1, 1), "profit", "social-profit", sources=["VLAIO, 20-01-2020", "IAB19-2.1-b", VLAIO_CHANGES]
        ),
        workability(
            date(2023, 1, 1), "profit", "social-profit", sources=[VLAIO_CHANGES], verified_until=date(2024, 12, 31)
        ),
    ],
    closures=[
        closed(date(2022, 12, 1), date(2022, 12, 31), *SPENT, sources=[VLAIO_CHANGES]),
        closed(date(2023, 10, 12), date(2023, 12, 31), *SPENT, sources=[VLAIO_CHANGES]),
        closed(
            date(2024, 8, 1),
            END,
            "De oproep is gesloten sinds 31 juli 2024; van een nieuwe is niets gevonden",
            "The call has been closed since 31 July 2024; nothing was found of a new one",
            sources=[VLAIO_CHANGES],
        ),
    ],
)
