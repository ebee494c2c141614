"""The internship bonus (stagebonus) for who trains a youth in alternating education, with its widenings since 2020."""

from datetime import date

from ..writing import (
    EMPLOYER,
    REGISTER,
    Aim,
    all_of,
    any_of,
    boolean,
    in_school_year,
    integer,
    measure,
    parameter,
    part,
    text,
    version,
    when,
)
from .companies import establishment_in_flanders
from .facts import MONTHS, YEARS

school_year = integer(
    "internship_school_year",
    text("Schooljaar van de opleiding, naar zijn eerste jaar", "School year of the training, by its first year"),
    text("In welk jaar begon het schooljaar?", "In which year did the school year begin?"),
    (EMPLOYER,),
    low=1950,
    high=2099,
)
alternating_contract = boolean(
    "alternating_contract",
    text("Overeenkomst in een alternerende opleiding", "Contract in alternating education"),
    text(
        "Heeft de jongere een overeenkomst in een alternerende opleiding?", "Is it a contract of alternating education?"
    ),
    (EMPLOYER, REGISTER),
)
months_trained = integer(
    "months_trained_in_school_year",
    text("Maanden opleiding in het schooljaar", "Months of training in the school year"),
    text(
        "Hoeveel maanden leidde je de jongere dat schooljaar op?", "How many months did you train the youth that year?"
    ),
    (EMPLOYER,),
    high=12,
    unit=MONTHS,
)
age_at_first_bonus = integer(
    "age_at_first_bonus",
    text("Leeftijd op 1 september van de eerste toekenning", "Age on 1 September of the first grant"),
    text(
        "Hoe oud was de jongere op 1 september van het schooljaar van de eerste toekenning?",
        "How old was the youth on 1 September of the school year of the first grant?",
    ),
    (EMPLOYER, REGISTER),
    high=120,
    unit=YEARS,
    fixed=True,
)
which_grant = integer(
    "which_internship_bonus",
    text("Hoeveelste stagebonus voor deze jongere", "Which internship bonus for this youth"),
    text("De hoeveelste stagebonus voor deze jongere is dit?", "Which internship bonus for this youth is this?"),
    (EMPLOYER, REGISTER),
    low=1,
    high=50,
)

trained = all_of(
    establishment_in_flanders,
    alternating_contract,
    months_trained >= parameter("internship-bonus-months"),
)
young = age_at_first_bonus < parameter("internship-bonus-age")
regular_grant = all_of(young, which_grant <= parameter("internship-bonus-grants"))
by_turn = when(
    which_grant >= parameter("internship-bonus-grants"),
    parameter("internship-bonus-third"),
    parameter("internship-bonus-first"),
)
regular = part("regular", "gewone stagebonus", "regular internship bonus", by_turn)
for_the_young = all_of(
    trained,
    young.explain(
        nl="De jongere was jong genoeg bij de eerste toekenning", en="The youth was young enough at the first grant"
    ),
    which_grant <= parameter("internship-bonus-grants"),
)
PAGES = ["besluit van de Vlaamse Regering van 13 juli 2018", "Platfohrm, aanvullende stagebonus"]

internship_bonus = measure(
    "internship-bonus",
    title=text("Stagebonus", "Internship bonus"),
    anchor=in_school_year(school_year),
    aim=Aim.HIRING,
    unit="EUR",
    apply_at=text("Departement Werk en Sociale Economie", "Department of Work and Social Economy"),
    about=text(
        "Een bonus voor de onderneming die een leerling uit een alternerende opleiding opleidt op de werkvloer.",
        "A bonus for the enterprise that trains a pupil of alternating education on the work floor.",
    ),
    duties=[
        (
            "employer",
            text("Je leidt de jongere lang genoeg op en vraagt de bonus op tijd aan", "You train, and ask in time"),
        )
    ],
    versions=[
        version(
            date(2018, 9, 1),
            known_on=date(2018, 7, 13),
            sources=PAGES,
            verified=False,  # no page that was read says when the order began
            eligible=for_the_young,
            amount=[regular],
        ),
        version(
            date(2020, 9, 1),
            known_on=date(2021, 4, 23),
            sources=["vlaanderen.be, aanvullende stagebonus", "AHAD21-I.2.1-a", *PAGES],
            eligible=trained,
            amount=[
                part("regular", "gewone stagebonus", "regular internship bonus", when(regular_grant, by_turn, 0)),
                part("additional", "aanvullend", "additional", parameter("internship-bonus-extra")),
            ],
            notes=[
                text(
                    "Voor het aanvullende deel maakt de leeftijd niet uit, anders dan in 2021 eerst gezegd werd.",
                    "For the additional part age does not matter, other than was first said in 2021.",
                )
            ],
        ),
        version(
            date(2021, 9, 1),
            known_on=date(2022, 3, 11),
            sources=["besluit van de Vlaamse Regering van 11 maart 2022", "Attentia, verruimde stagebonus"],
            eligible=all_of(
                trained,
                any_of(regular_grant, which_grant <= parameter("internship-bonus-grants-widened")).explain(
                    nl="De bonus is voor deze jongere nog niet op",
                    en="The bonus for this youth is not used up",
                    id="left",
                ),
            ),
            amount=[
                part(
                    "bonus",
                    "stagebonus",
                    "internship bonus",
                    when(young, by_turn, parameter("internship-bonus-widened")),
                )
            ],
        ),
        version(
            date(2023, 9, 1),
            sources=["besluit van de Vlaamse Regering van 11 maart 2022", *PAGES],
            verified=False,
            eligible=for_the_young,
            amount=[regular],
            notes=[
                text(
                    "Of de verruiming na augustus 2023 doorging, is in geen bron gevonden.",
                    "No source says whether the widening went on after August 2023.",
                )
            ],
        ),
    ],
)
