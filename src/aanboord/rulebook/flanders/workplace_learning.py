"""Workplace learning towards a trade: IBO and IBO+, BIS, training internship, exploratory and activation internship."""

from datetime import date

from ..language import Condition
from ..writing import (
    CASEWORKER,
    CITIZEN,
    EMPLOYER,
    Aim,
    abolished,
    all_of,
    any_of,
    boolean,
    decision,
    integer,
    measure,
    none_of,
    parameter,
    part,
    text,
    version,
)
from .facts import (
    MONTHS,
    distance,
    fits_path,
    gap_closes,
    job_target_known,
    registered_without_work,
    work_floor_available,
    work_fraction,
)

WEEKS = text("weken", "weeks")
DAYS = text("dagen", "days")
REFORM_OF_2018 = "Vlaamse Regering, hervorming werkplekleren van 6 juli 2018"

planned_months = integer(
    "planned_months",
    text("Duur in maanden", "Length in months"),
    text("Hoeveel maanden zal het duren?", "How many months will it last?"),
    (CITIZEN, CASEWORKER, EMPLOYER),
    high=120,
    unit=MONTHS,
)
planned_days = integer(
    "planned_days",
    text("Duur in kalenderdagen", "Length in calendar days"),
    text("Hoeveel kalenderdagen zal het duren?", "How many calendar days will it last?"),
    (CITIZEN, CASEWORKER, EMPLOYER),
    high=3650,
    unit=DAYS,
)
within_contract = boolean(
    "within_contract",
    text("Deel van een lopende arbeidsovereenkomst", "Part of a running employment contract"),
    text(
        "Is de stage deel van werk dat je al hebt bij die werkgever?", "Is it part of work you have with that employer?"
    ),
    (CITIZEN, EMPLOYER),
)
compulsory_internship = boolean(
    "compulsory_internship",
    text("Verplichte stage van een opleiding", "Compulsory internship of a study"),
    text("Is de stage een verplicht deel van je opleiding?", "Is the internship a compulsory part of your studies?"),
    (CITIZEN, EMPLOYER),
)
protected_profession = boolean(
    "protected_profession",
    text("Vrij of beschermd beroep", "Liberal or protected profession"),
    text(
        "Is het een stage voor een vrij beroep of een beschermde titel?",
        "Is it an internship for a liberal profession or a protected title?",
    ),
    (CITIZEN, EMPLOYER),
)
weeks_ahead = integer(
    "weeks_ahead",
    text("Weken tussen aanvraag en begin", "Weeks between request and start"),
    text("Hoeveel weken voor het begin vraag je het aan?", "How many weeks before the start do you ask?"),
    (CITIZEN, EMPLOYER),
    high=520,
    unit=WEEKS,
)
months_ahead = integer(
    "months_ahead",
    text("Maanden tussen aanvraag en begin", "Months between request and start"),
    text("Hoeveel maanden voor het begin vraag je het aan?", "How many months before the start do you ask?"),
    (CITIZEN, EMPLOYER),
    high=120,
    unit=MONTHS,
)
still_offered = boolean(
    "exploratory_internship_offered",
    text("VDAB biedt de stage nog aan", "VDAB still offers the internship"),
    text("Biedt VDAB de beroepsverkennende stage nog aan?", "Does VDAB still offer the exploratory internship?"),
    (CASEWORKER,),
)

AT_VDAB = text("VDAB: vraag het aan je bemiddelaar", "VDAB: ask your caseworker")
ATTEND = (
    "citizen",
    text(
        "Je volgt de opleiding zoals afgesproken en meldt een afwezigheid meteen",
        "You follow the training as agreed and report an absence at once",
    ),
)
GUIDE = ("VDAB", text("VDAB volgt de opleiding op en bemiddelt als het moeilijk loopt", "VDAB follows it up and helps"))

registered = registered_without_work.explain(
    nl="Je bent bij VDAB ingeschreven en je werkt niet", en="You are registered with VDAB and do not work"
)
# BIS.

for_bis = all_of(
    none_of(within_contract).explain(
        nl="De stage is geen deel van een lopende arbeidsovereenkomst", en="It is no part of a running contract"
    ),
    none_of(compulsory_internship).explain(
        nl="De stage is geen verplicht deel van een opleiding", en="It is no compulsory part of studies"
    ),
    none_of(protected_profession).explain(
        nl="De stage bereidt niet voor op een vrij beroep of een beschermde titel",
        en="It does not prepare for a liberal profession or a protected title",
    ),
)
bis_limits: tuple[Condition, ...] = (
    planned_months <= parameter("bis-months-most"),
    weeks_ahead >= parameter("bis-weeks-ahead"),
    months_ahead <= parameter("bis-months-ahead"),
)
NO_HIRING = text(
    "Na de stage hoeft de werkgever je niet aan te werven.", "After the internship the employer need not hire you."
)

bis = measure(
    "bis",
    title=text("Beroepsinlevingsstage (BIS)", "Professional immersion internship (BIS)"),
    anchor=decision(),
    aim=Aim.TECHNICAL,
    unit="EUR/month",
    on_the_floor=True,
    suits=all_of(
        gap_closes.is_one_of("work-floor"),
        none_of(distance.is_one_of("large")).explain(
            nl="De afstand tot de arbeidsmarkt is niet groot", en="The distance to the labour market is not large"
        ),
    ),
    apply_at=text("VDAB keurt het opleidingsplan goed", "VDAB approves the training plan"),
    about=text(
        "Je leert uit vrije wil op de werkvloer wat je nog mist. De werkgever hoeft je daarna niet aan te werven.",
        "You learn by your own choice on the work floor what you still miss. Nobody has to hire you.",
    ),
    duties=[
        ("employer", text("Je betaalt minstens de laagste vergoeding", "You pay at least the lowest pay")),
        ("employer", text("Je vraagt op tijd de goedkeuring van het plan aan", "You ask approval of the plan in time")),
        (
            "citizen",
            text(
                "Wil je je uitkering houden, vraag dan voor het begin een vrijstelling van beschikbaarheid",
                "To keep your benefit, ask for an exemption of availability before the start",
            ),
        ),
    ],
    versions=[
        version(
            date(2015, 7, 1),
            sources=["VDAB, beroepsinlevingsstage"],
            verified=False,
            eligible=for_bis,
            limits=bis_limits,
            gives=text("Een vergoeding van de werkgever, zonder RSZ", "Pay from the employer, without contributions"),
            notes=[NO_HIRING, text("Vroeger heette deze stage BIO.", "This internship used to be called BIO.")],
        ),
        version(
            date(2018, 9, 1),
            known_on=date(2018, 7, 6),
            sources=["VDAB, beroepsinlevingsstage", "PACT24-4.1-c", REFORM_OF_2018],
            eligible=for_bis,
            # Half a cent is dropped, as VDAB publishes it.
            amount=[
                part(
                    "least",
                    "laagste vergoeding",
                    "lowest pay",
                    (parameter("ggmmi") - 1).times_fraction(parameter("bis-share")).times_fraction(work_fraction),
                )
            ],
            limits=bis_limits,
            notes=[NO_HIRING],
        ),
    ],
)

# Internships to explore, and to train.

bvs_limits = (planned_days <= parameter("bvs-days-most"),)
bvs_asked = all_of(registered, fits_path)

bvs = measure(
    "bvs",
    title=text("Beroepsverkennende stage (BVS)", "Exploratory internship (BVS)"),
    anchor=decision(),
    aim=Aim.ORIENTATION,
    on_the_floor=True,
    suits=none_of(job_target_known).explain(
        nl="Je weet nog niet welk werk je wil doen", en="You do not know yet what work you want"
    ),
    apply_at=AT_VDAB,
    about=text(
        "Je proeft kort van een beroep, om je jobdoelwit te kiezen of te zien wat je nog mist.",
        "You taste a trade for a short time, to choose your job target or to see what you still miss.",
    ),
    duties=[
        ATTEND,
        GUIDE,
        ("employer", text("Je toont het beroep en geeft je mening", "You show the trade and say how it went")),
    ],
    versions=[
        version(
            date(2018, 9, 1),
            known_on=date(2018, 7, 6),
            sources=["PACT24-4.1-b", "Argos, beroepsverkennende stage (vóór 2023)", REFORM_OF_2018],
            eligible=bvs_asked,
            limits=bvs_limits,
            gives=text("Een korte stage, gratis voor de werkgever", "A short internship, free for the employer"),
            notes=[NO_HIRING],
        ),
        version(
            date(2023, 1, 1),
            known_on=date(2022, 12, 28),
            sources=["Prato, 28 december 2022", "Partena, 14 november 2022", "PACT24-4.1-b"],
            verified=False,
            eligible=all_of(bvs_asked, still_offered),
            limits=bvs_limits,
            gives=text("Een korte stage, gratis voor de werkgever", "A short internship, free for the employer"),
            notes=[
                text(
                    "Bronnen verschillen: de ene zegt dat de BVS op 1 januari 2023 verdween, de andere dat alleen de "
                    "gespecialiseerde BVS verdween; het pact van 2024 noemt de BVS nog.",
                    "Sources differ: one says that the BVS ended on 1 January 2023, another that only the specialised "
                    "one did; the pact of 2024 still names it.",
                )
            ],
        ),
    ],
)

activation_internship = measure(
    "activation-internship",
    title=text("Activeringsstage", "Activation internship"),
    anchor=decision(),
    aim=Aim.GENERIC,
    on_the_floor=True,
    suits=distance.is_one_of("large"),
    apply_at=AT_VDAB,
    about=text(
        "Een stage om weer aan werken te wennen. Sinds 2023 is er de werkervaringsstage.",
        "An internship to get used to work again. Since 2023 there is the work-experience internship.",
    ),
    duties=[ATTEND, GUIDE],
    versions=[
        version(
            date(2017, 4, 11),
            sources=["Partena, werkervaringsstage"],
            eligible=all_of(registered, fits_path),
            limits=[planned_months <= parameter("activation-internship-months")],
            gives=text("Een stage, één keer, zonder verlenging", "An internship, once, without extension"),
        ),
        abolished(date(2023, 1, 1), sources=["Partena, 14 november 2022", "Prato, 28 december 2022"]),
    ],
)

for_training_internship = all_of(
    registered,
    any_of(
        gap_closes.is_one_of("training-floor"),
        all_of(gap_closes.is_one_of("work-floor"), none_of(work_floor_available)),
    ).explain(
        nl="Wat je mist kan je alleen op de opleidingsvloer leren, of er is nog geen werkvloer",
        en="What you miss can only be learned on the training floor, or there is no work floor yet",
        id="training-floor",
    ),
)
NO_LENGTH = text("Hoe lang ze hoogstens duurt, is in geen bron gevonden.", "No source says how long it may last.")

training_internship = measure(
    "training-internship",
    title=text("Opleiding met opleidingsstage (OS)", "Training with a training internship (OS)"),
    anchor=decision(),
    aim=Aim.TECHNICAL,
    suits=job_target_known,
    apply_at=AT_VDAB,
    about=text(
        "Je leert een vak op de opleidingsvloer en oefent het in een bedrijf. Er is geen plicht om je aan te werven.",
        "You learn a trade on the training floor and practise it in a company. Nobody has to hire you.",
    ),
    duties=[
        ATTEND,
        GUIDE,
        ("employer", text("Je laat de cursist oefenen wat hij leerde", "You let the trainee practise")),
    ],
    versions=[
        version(
            date(2018, 9, 1),
            known_on=date(2018, 7, 6),
            sources=[REFORM_OF_2018],
            verified=False,
            eligible=for_training_internship,
            gives=text("Een gratis opleiding met stage", "A free training with an internship"),
            notes=[NO_HIRING, NO_LENGTH],
        ),
        version(
            date(2024, 5, 24),
            sources=["PACT24-4.1-c"],
            eligible=for_training_internship,
            gives=text("Een gratis opleiding met stage", "A free training with an internship"),
            notes=[NO_HIRING, NO_LENGTH],
        ),
    ],
)
