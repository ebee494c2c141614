"""Permission to work in shortage occupations: the short list of the minister, and the broad one of VDAB."""

from datetime import date

from ..entries import State, Text
from ..writing import (
    EMPLOYER,
    REGISTER,
    Aim,
    all_of,
    any_of,
    boolean,
    choice,
    integer,
    measure,
    on_day,
    parameter,
    text,
    transition,
    version,
)
from .facts import application_date, gross_monthly_wage, workplace_in_flanders
from .permits import DESK, DUTIES, IN_TIME, TO_WORK, WORKER, needs_permit, usual

WEEKS = text("weken", "weeks")

belgian_employer = boolean(
    "belgian_employer",
    text("Belgische werkgever", "Belgian employer"),
    text("Is er een Belgische werkgever, dus geen detachering?", "Is the employer Belgian, so no posting?"),
    WORKER,
)
middle_skilled_list = choice(
    "middle_skilled_list",
    text("Lijst van middengeschoolde knelpuntberoepen", "List of middle-skilled shortage occupations"),
    text(
        "Staat het beroep op de lijst van middengeschoolde knelpuntberoepen die op dat moment geldt?",
        "Is the occupation on the list of middle-skilled shortage occupations of that moment?",
    ),
    {
        "listed": text("het staat op de lijst", "it is on the list"),
        "removed-2023": text(
            "chef-kok, installateur van datacommunicatie of rigger-monteerder: in 2023 geschrapt",
            "chef, installer of data communication or rigger: removed in 2023",
        ),
        "none": text("het staat niet op de lijst", "it is not on the list"),
    },
    WORKER,
)
skilled_scale = boolean(
    "paid_skilled_scale",
    text("Loon volgens de schaal van een geschoolde arbeidskracht", "Paid by the scale of a skilled worker"),
    text(
        "Betaalt de werkgever minstens de schaal voor geschoolden van zijn paritair comité?",
        "Does the employer pay at least the scale for skilled workers of the joint committee?",
    ),
    WORKER,
)
same_job = boolean(
    "renewal_same_job",
    text("Vernieuwing voor dezelfde baan bij dezelfde werkgever", "Renewal for the same job and employer"),
    text(
        "Gaat het om een vernieuwing voor dezelfde baan en werkgever?", "Is it a renewal for the same job and employer?"
    ),
    WORKER,
)
vdab_list = boolean(
    "on_vdab_shortage_list",
    text("Beroep op de brede knelpuntlijst van VDAB", "Occupation on the broad shortage list of VDAB"),
    text("Staat het beroep op de knelpuntberoepenlijst van VDAB?", "Is the occupation on VDAB's list of shortages?"),
    WORKER,
)
vacancy_weeks = integer(
    "vacancy_weeks",
    text("Weken dat de vacature bij VDAB openstond", "Weeks that the vacancy stood open with VDAB"),
    text(
        "Hoeveel weken stond de vacature open bij VDAB, in de maanden voor de aanvraag?",
        "For how many weeks was the vacancy open with VDAB in the months before the application?",
    ),
    (EMPLOYER, REGISTER),
    high=520,
    unit=WEEKS,
)
qualification_level = integer(
    "qualification_level",
    text("Kwalificatieniveau van de functie (1 tot 8)", "Qualification level of the function (1 to 8)"),
    text("Welk kwalificatieniveau heeft de functie?", "Which qualification level has the function?"),
    (EMPLOYER,),
    low=1,
    high=8,
)
listed = any_of(
    middle_skilled_list.is_one_of("listed"), all_of(middle_skilled_list.is_one_of("removed-2023"), same_job)
).explain(
    nl="Het beroep staat op de lijst, of je vernieuwt voor een baan die er tot 2023 op stond",
    en="The occupation is on the list, or you renew for a job that was on it until 2023",
    id="middle_skilled_list",
)
on_the_list = (needs_permit, workplace_in_flanders, belgian_employer, listed)
LIST = "ministerieel besluit, lijst van middengeschoolde functies"
FLOOR = [*IN_TIME, gross_monthly_wage >= parameter("ggmmi")]


def occupations(nl: str, en: str) -> list[Text]:
    return [text(f"De lijst telt {nl} beroepen.", f"The list holds {en} occupations.")]


single_permit_shortage_occupation = measure(
    "single-permit-shortage-occupation",
    title=text("Gecombineerde vergunning: middengeschoold knelpuntberoep", "Single permit: middle-skilled shortage"),
    anchor=on_day(application_date, told_then=True),
    aim=Aim.MIGRATION,
    about=text(
        "Voor beroepen op een korte lijst hoeft de werkgever niet te bewijzen dat hij hier niemand vindt.",
        "For occupations on a short list the employer need not prove that nobody can be found here.",
    ),
    apply_at=DESK,
    duties=DUTIES,
    versions=[
        version(
            date(2019, 1, 1),
            known_on=date(2018, 12, 27),
            sources=["Nieuwsblad, 27-12-2018", LIST],
            eligible=all_of(*on_the_list),
            gives=TO_WORK,
            limits=FLOOR,
            notes=occupations("twintig", "twenty"),
        ),
        version(
            date(2021, 4, 1),
            known_on=date(2021, 3, 31),
            sources=["ministerieel besluit van 31 maart 2021", "vreemdelingenrecht.be"],
            eligible=all_of(*on_the_list),
            gives=TO_WORK,
            limits=FLOOR,
            notes=occupations("tweeëntwintig", "twenty-two"),
        ),
        version(
            date(2022, 1, 1),
            sources=["Vlaanderen.be, middengeschoolde knelpuntberoep", "vreemdelingenrecht.be"],
            eligible=all_of(*on_the_list, skilled_scale),
            gives=TO_WORK,
            limits=FLOOR,
            notes=occupations("tweeëntwintig", "twenty-two"),
        ),
        version(
            date(2023, 9, 1),
            sources=["agii.be, 14-09-2023", "Prato, 29-09-2023"],
            verified_until=date(2025, 12, 31),
            eligible=all_of(*on_the_list, skilled_scale),
            gives=TO_WORK,
            limits=FLOOR,
            transitions=[
                transition(
                    "removed-occupations-2023",
                    "Voor de drie beroepen die in 2023 van de lijst gingen, kon dat nog tot en met 13 september",
                    "For the three occupations that left the list in 2023 one could still apply until 13 September",
                    condition=all_of(
                        needs_permit,
                        workplace_in_flanders,
                        belgian_employer,
                        middle_skilled_list.is_one_of("removed-2023"),
                        skilled_scale,
                    ),
                    until=date(2023, 9, 13),
                    sources=["agii.be, 14-09-2023"],
                )
            ],
            notes=occupations("negenentwintig", "twenty-nine"),
        ),
        version(
            date(2025, 4, 1),
            valid_until=date(2025, 12, 31),
            state=State.DRAFT,
            verified=False,
            sources=["ontwerp van april 2025"],
            eligible=all_of(*on_the_list, skilled_scale),
            notes=occupations("drieëntwintig", "twenty-three"),
        ),
        version(
            date(2026, 1, 1),
            sources=["made-in en Voka, lijst van januari 2026"],
            verified_until=date(2026, 1, 31),
            eligible=all_of(*on_the_list, skilled_scale),
            gives=TO_WORK,
            limits=FLOOR,
            notes=occupations("eenentwintig", "twenty-one"),
        ),
    ],
)

vacancy_open = vacancy_weeks >= parameter("permit-vacancy-weeks")

single_permit_other = measure(
    "single-permit-other",
    title=text("Gecombineerde vergunning: andere beroepen", "Single permit: other occupations"),
    anchor=on_day(application_date, told_then=True),
    aim=Aim.MIGRATION,
    about=text(
        "Voor andere beroepen moet de werkgever tonen dat hij hier en in Europa niemand vond. "
        "Sinds mei 2024 kan dat alleen nog voor knelpuntberoepen van VDAB.",
        "For other occupations the employer has to show that nobody was found here and in Europe. "
        "Since May 2024 only for shortage occupations of VDAB.",
    ),
    apply_at=DESK,
    duties=DUTIES,
    versions=[
        version(
            date(2019, 1, 1),
            sources=["Securex, 26-07-2019", "Vlaanderen.be, work permits: other"],
            eligible=all_of(*usual, belgian_employer, vacancy_open),
            gives=TO_WORK,
            limits=FLOOR,
        ),
        version(
            date(2024, 5, 1),
            known_on=date(2024, 3, 8),
            sources=["besluit van de Vlaamse Regering van 8 maart 2024", "Vandelanotte, 27-06-2024", "ADV24-12-f"],
            verified_until=date(2025, 12, 31),
            eligible=all_of(
                *usual,
                belgian_employer,
                vdab_list,
                qualification_level >= parameter("permit-level-lowest"),
                qualification_level <= parameter("permit-level-highest"),
                vacancy_open,
            ),
            gives=TO_WORK,
            limits=FLOOR,
            notes=[
                text(
                    "Wie voor 1 mei 2024 al een vergunning had, kan ze voor dezelfde baan vernieuwen. "
                    "Latere berichten sluiten niveau 2 uit, zonder datum.",
                    "Who had a permit before 1 May 2024 can renew it for the same job. "
                    "Later news excludes level 2, without a date.",
                )
            ],
        ),
    ],
)
