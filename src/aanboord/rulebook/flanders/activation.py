"""Rights and duties on the way to work: screening, agreements, training guarantee, newcomers, insertion period."""

from datetime import date

from ..language import FactNumber
from ..writing import (
    CASEWORKER,
    CITIZEN,
    REGISTER,
    Aim,
    State,
    all_of,
    any_of,
    boolean,
    day,
    decision,
    integer,
    measure,
    none_of,
    on_day,
    parameter,
    text,
    version,
)
from .facts import MONTHS, age, benefit, gap_closes
from .workplace_learning import DAYS, registered

WAITED = (CITIZEN, CASEWORKER, REGISTER)


def months_until(id: str, nl: str, en: str, question_nl: str, question_en: str) -> FactNumber:
    return integer(id, text(nl, en), text(question_nl, question_en), WAITED, high=720, unit=MONTHS)


self_reliant = boolean(
    "self_reliant",
    text("Zelfredzaam in de zoektocht naar werk", "Self-reliant in looking for work"),
    text("Kan je zelfstandig naar werk zoeken?", "Can you look for work on your own?"),
    (CASEWORKER,),
)
months_until_screening = months_until(
    "months_until_screening",
    "Maanden tussen inschrijving en screening",
    "Months between registration and screening",
    "Hoeveel maanden na de inschrijving gebeurde de screening?",
    "How many months after the registration did the screening take place?",
)
months_until_agreements = months_until(
    "months_until_agreements",
    "Maanden tussen inschrijving en bindende afspraken",
    "Months between registration and binding agreements",
    "Hoeveel maanden na de inschrijving kwamen er bindende afspraken?",
    "How many months after the registration were there binding agreements?",
)
months_until_training_offer = months_until(
    "months_until_training_offer",
    "Maanden tussen inschrijving en opleidingsaanbod",
    "Months between registration and training offer",
    "Hoeveel maanden na de inschrijving kreeg je een opleidingsaanbod?",
    "How many months after the registration did you get a training offer?",
)
integration_start = day(
    "integration_start",
    text("Begin van het inburgeringstraject", "Start of the integration trajectory"),
    text("Wanneer begon je inburgeringstraject?", "When did your integration trajectory begin?"),
    WAITED,
)
may_work = boolean(
    "may_work_and_of_working_age",
    text("Mag werken en heeft de leeftijd om te werken", "May work and is of working age"),
    text("Mag je werken in België en heb je de leeftijd om te werken?", "May you work in Belgium, by law and age?"),
    WAITED,
)
days_until_registration = integer(
    "days_until_registration",
    text("Dagen tot de inschrijving bij VDAB", "Days until the registration with VDAB"),
    text("Hoeveel dagen na het begin schreef je je in bij VDAB?", "How many days after the start did you register?"),
    WAITED,
    unit=DAYS,
)
insertion_days = integer(
    "insertion_days",
    text("Dagen beroepsinschakelingstijd", "Days of insertion period"),
    text(
        "Hoeveel dagen beroepsinschakelingstijd heb je achter de rug?", "How many days of insertion period have passed?"
    ),
    WAITED,
    unit=DAYS,
)
positive_evaluations = integer(
    "positive_evaluations",
    text("Positieve evaluaties van je zoektocht", "Positive evaluations of your search"),
    text("Hoeveel positieve evaluaties kreeg je van VDAB?", "How many positive evaluations did VDAB give you?"),
    WAITED,
    high=100,
)
evaluation_month = integer(
    "evaluation_month",
    text("Maand van de evaluatie", "Month of the evaluation"),
    text("In welke maand van de beroepsinschakelingstijd was de evaluatie?", "In which month was the evaluation?"),
    WAITED,
    low=1,
    high=120,
)
months_of_insertion_benefit = months_until(
    "months_of_insertion_benefit",
    "Maanden inschakelingsuitkering",
    "Months of insertion benefit",
    "Hoeveel maanden krijg je al een inschakelingsuitkering?",
    "For how many months have you had an insertion benefit?",
)
AT_VDAB = text("VDAB", "VDAB")
COOPERATE = ("citizen", text("Je werkt mee en komt je afspraken na", "You take part and keep your agreements"))
NOTE_2019 = "Beleidsnota Werk en Sociale Economie 2019-2024, OD VI.1.1"

screening = measure(
    "screening",
    title=text("Screening van je afstand tot de arbeidsmarkt", "Screening of your distance to the labour market"),
    anchor=decision(),
    aim=Aim.AVAILABILITY,
    apply_at=AT_VDAB,
    about=text(
        "VDAB kijkt kort na je inschrijving hoe ver je van werk staat en welke hulp je nodig hebt.",
        "Soon after your registration VDAB looks how far you are from work and which help you need.",
    ),
    duties=[("VDAB", text("VDAB screent je op tijd", "VDAB screens you in time")), COOPERATE],
    versions=[
        version(
            date(2020, 1, 1),
            known_on=date(2019, 12, 31),
            sources=["BN19-VI.1.1-a", NOTE_2019],
            eligible=registered,
            limits=[months_until_screening <= parameter("screening")],
            gives=text("Een gesprek over je kansen en je noden", "A talk about your chances and your needs"),
        )
    ],
)

binding_agreements = measure(
    "binding-agreements",
    title=text("Bindende afspraken", "Binding agreements"),
    anchor=decision(),
    aim=Aim.AVAILABILITY,
    apply_at=AT_VDAB,
    about=text(
        "Wie een uitkering krijgt en hulp nodig heeft bij het zoeken, maakt met VDAB afspraken over de stappen naar "
        "werk. VDAB moet het aanbod waarmaken.",
        "Who gets a benefit and needs help in looking makes agreements with VDAB about the steps to work. VDAB must "
        "make the offer come true.",
    ),
    duties=[
        COOPERATE,
        ("VDAB", text("VDAB garandeert het aanbod en volgt het op", "VDAB guarantees the offer and follows it up")),
    ],
    versions=[
        version(
            date(2020, 1, 1),
            known_on=date(2019, 12, 31),
            sources=["BN19-VI.1.1-b", NOTE_2019],
            eligible=all_of(
                registered,
                none_of(benefit.is_one_of("none")).explain(nl="Je krijgt een uitkering", en="You get a benefit"),
                none_of(self_reliant).explain(
                    nl="Je hebt hulp nodig bij het zoeken naar werk", en="You need help in looking for work"
                ),
            ),
            limits=[months_until_agreements <= parameter("binding-agreements")],
            gives=text(
                "Een traject met opleiding, werkervaring of sollicitatieopdrachten",
                "A path with training, work experience or tasks in applying",
            ),
        )
    ],
)

training_guarantee = measure(
    "training-guarantee",
    title=text("Opleidingsgarantie", "Training guarantee"),
    anchor=decision(),
    aim=Aim.TECHNICAL,
    suits=gap_closes.is_one_of("work-floor", "training-floor"),
    apply_at=AT_VDAB,
    about=text(
        "Wie werk zoekt, krijgt op tijd een aanbod om een opleiding te volgen.",
        "Who looks for work gets an offer of training in time.",
    ),
    duties=[
        ("VDAB", text("VDAB doet op tijd een opleidingsaanbod", "VDAB makes a training offer in time")),
        (
            "citizen",
            text(
                "Een passende opleiding weiger je niet zonder goede reden",
                "You refuse no fitting training without a good reason",
            ),
        ),
    ],
    versions=[
        version(
            date(2020, 1, 1),
            known_on=date(2019, 12, 31),
            sources=["IAB19-3.2-a"],
            eligible=registered,
            limits=[months_until_training_offer <= parameter("training-offer")],
            gives=text("Een opleidingsaanbod", "An offer of training"),
        )
    ],
)

newcomer_registration = measure(
    "newcomer-registration",
    title=text("Inschrijving van een nieuwkomer bij VDAB", "Registration of a newcomer with VDAB"),
    anchor=on_day(integration_start, moves=False),
    aim=Aim.AVAILABILITY,
    apply_at=AT_VDAB,
    about=text(
        "Wie een inburgeringstraject begint en mag werken, schrijft zich in bij VDAB en krijgt hulp bij het zoeken.",
        "Who begins an integration trajectory and may work registers with VDAB and gets help in looking for work.",
    ),
    duties=[
        ("citizen", text("Je schrijft je op tijd in bij VDAB", "You register with VDAB in time")),
        (
            "integration-agency",
            text("Het agentschap meldt het begin van je traject", "The agency reports your start"),
        ),
        ("VDAB", text("VDAB begeleidt je snel", "VDAB guides you soon")),
    ],
    versions=[
        version(
            date(2020, 1, 1),
            known_on=date(2019, 12, 31),
            state=State.DRAFT,
            sources=["BN19-VI.1.1-q"],
            eligible=may_work,
        ),
        version(
            date(2022, 3, 1),
            sources=["agii.be, wijziging Vlaams inburgeringsdecreet, 1 maart 2022", "BN19-VI.1.1-q"],
            eligible=may_work,
            limits=[days_until_registration <= parameter("newcomer-registration")],
            gives=text("Begeleiding naar werk", "Guidance to work"),
        ),
    ],
)

evaluated = (
    any_of(
        evaluation_month.equals(parameter("insertion-first-evaluation")),
        evaluation_month.equals(parameter("insertion-second-evaluation")),
    ).explain(
        nl="De evaluatie valt in een van de twee maanden die daarvoor zijn",
        en="The evaluation falls in one of the two months meant for it",
        id="evaluation_month",
    ),
)
after_insertion = all_of(
    insertion_days >= parameter("insertion-days"),
    positive_evaluations >= parameter("insertion-evaluations"),
    age < parameter("insertion-age"),
)

insertion_evaluations = measure(
    "insertion-evaluations",
    title=text("Evaluaties in de beroepsinschakelingstijd", "Evaluations in the insertion period"),
    anchor=decision(),
    aim=Aim.AVAILABILITY,
    apply_at=text("VDAB; de uitkering bij RVA", "VDAB; the benefit at RVA"),
    about=text(
        "Wie van school komt, zoekt eerst een tijd werk zonder uitkering. VDAB evalueert dat. Met genoeg positieve "
        "evaluaties kan je een inschakelingsuitkering vragen.",
        "Who leaves school first looks for work for a time without benefit. VDAB evaluates that. With enough positive "
        "evaluations you can ask for an insertion benefit.",
    ),
    duties=[
        ("citizen", text("Je zoekt actief werk en bewaart je sollicitaties", "You look for work and keep the proof")),
        (
            "VDAB",
            text(
                "Je wordt alleen uitgenodigd als je dossier niet duidelijk is, en je hoort het resultaat",
                "You are invited only when your file is not clear, and you hear the result",
            ),
        ),
    ],
    versions=[
        version(
            date(2016, 1, 1),
            known_on=date(2015, 12, 18),
            sources=["VDAB, opvolging plichten beroepsinschakelingstijd", "VDAB, beroepsinschakelingstijd"],
            eligible=after_insertion,
            limits=evaluated,
            gives=text("Je kan een inschakelingsuitkering vragen", "You can ask for an insertion benefit"),
        ),
        version(
            date(2026, 3, 1),
            known_on=date(2025, 12, 31),
            sources=["RVA, hervorming van de werkloosheid", "VDAB, opvolging plichten beroepsinschakelingstijd"],
            eligible=after_insertion,
            limits=[*evaluated, months_of_insertion_benefit <= parameter("insertion-benefit-months")],
            gives=text(
                "Je kan een inschakelingsuitkering vragen, voor beperkte tijd",
                "You can ask for an insertion benefit, for a limited time",
            ),
        ),
    ],
)
