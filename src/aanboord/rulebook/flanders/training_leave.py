"""Flemish training leave: who may be absent to learn, what the employer gets back, which wage goes on."""

from datetime import date

from ..facts import FRACTION
from ..language import Condition
from ..measures import MeasureVersion
from ..writing import (
    CITIZEN,
    EMPLOYER,
    Aim,
    all_of,
    boolean,
    day,
    integer,
    measure,
    on_day,
    parameter,
    part,
    text,
    version,
    when,
)
from .facts import HOURS, MONTHS, gross_monthly_wage, sector, weekly_hours, work_fraction, workplace_in_flanders
from .learning import course_in_database

absence_date = day(
    "absence_date",
    text("Dag van de afwezigheid", "Day of absence"),
    text("Op welke dag ben je met opleidingsverlof?", "On which day are you on training leave?"),
    (CITIZEN, EMPLOYER),
)
course_hours = integer(
    "course_hours",
    text("Uren van de opleiding binnen 365 dagen", "Hours of the course within 365 days"),
    text(
        "Hoeveel uren duurt de opleiding, met alle modules van een jaar samen?",
        "How many hours does the course last, all modules of a year together?",
    ),
    (CITIZEN, EMPLOYER),
    high=5_000,
    unit=HOURS,
)
joint_initiative = boolean(
    "joint_initiative",
    text("Opleiding op voorstel van de werkgever", "Course proposed by the employer"),
    text("Stelde je werkgever de opleiding voor?", "Did your employer propose the course?"),
    (CITIZEN, EMPLOYER),
)
employee_agrees = boolean(
    "employee_agrees",
    text("De werknemer gaat akkoord", "The employee agrees"),
    text("Gaat de werknemer akkoord met het opleidingsverlof?", "Does the employee agree with the training leave?"),
    (CITIZEN, EMPLOYER),
)
leave_hours_used = integer(
    "leave_hours_used",
    text(
        "Uren opleidingsverlof die dit schooljaar al opgenomen zijn", "Hours of training leave taken this school year"
    ),
    text(
        "Hoeveel uren van dit soort (op eigen keuze, of op voorstel van de werkgever) nam je dit schooljaar al op?",
        "How many hours of this kind (own choice, or proposed by the employer) were taken this school year?",
    ),
    (CITIZEN, EMPLOYER),
    high=500,
    unit=HOURS,
)
months_since_course_start = integer(
    "months_since_course_start",
    text("Maanden tussen de start van de opleiding en de aanvraag", "Months from the start to the employer's claim"),
    text(
        "Hoeveel maanden na de start vraagt de werkgever de terugbetaling?",
        "How many months after the start does the employer claim?",
    ),
    (EMPLOYER,),
    high=600,
    unit=MONTHS,
)

own_right = parameter("training-leave-hours")
joint_right = when(joint_initiative, parameter("training-leave-hours-joint"), own_right)
floor = parameter("training-leave-course-hours")
joint_floor = when(joint_initiative, parameter("training-leave-course-hours-joint"), floor)
lump = parameter("training-leave-lump")


def leave(
    valid_from: date,
    *more: Condition,
    sources: list[str],
    joint: bool = True,
    known_on: date | None = None,
    verified_until: date | None = None,
    note: tuple[str, str] | None = None,
) -> MeasureVersion:
    right, course_floor = (joint_right, joint_floor) if joint else (own_right, floor)
    # In ten-thousandths of an hour, so that a part-time right of 62.5 hours is not rounded.
    left = (right.times_fraction(work_fraction, unit=1) - leave_hours_used.times(FRACTION)).at_least(0)
    return version(
        valid_from,
        known_on=known_on,
        sources=sources,
        verified_until=verified_until,
        eligible=all_of(
            sector.is_one_of("private"),
            workplace_in_flanders,
            work_fraction >= parameter("training-leave-job"),
            course_in_database,
            (course_hours >= course_floor).explain(
                nl="De opleiding duurt lang genoeg", en="The course is long enough", id="course_hours"
            ),
            *more,
        ),
        amount=[
            part(
                "compensation",
                "wat de werkgever voor deze opleiding terugkrijgt",
                "what the employer gets back for this course",
                course_hours.times(FRACTION).at_most(left).times_fraction(lump),
            )
        ],
        gives=text(
            "Je bent afwezig van het werk om te leren en houdt je loon",
            "You are absent from work to learn and keep your wage",
        ),
        limits=[months_since_course_start <= parameter("training-leave-claim-months")],
        notes=[text(*note)] if note else [],
    )


training_leave = measure(
    "training-leave",
    title=text("Vlaams opleidingsverlof", "Flemish training leave"),
    anchor=on_day(absence_date),
    aim=Aim.LEARNING,
    unit="EUR",
    about=text(
        "Als werknemer mag je afwezig zijn om een opleiding te volgen en houd je je loon. "
        "Je werkgever krijgt per uur een vast bedrag terug.",
        "As an employee you may be absent for a course and keep your wage. "
        "Your employer gets a fixed amount back for each hour.",
    ),
    apply_at=text(
        "Je werkgever; die vraagt de terugbetaling in het WSE-loket", "Your employer, who claims at the WSE desk"
    ),
    duties=[
        ("employer", text("Je vraagt de terugbetaling op tijd aan", "You claim the compensation in time")),
        ("employer", text("Je ontslaat niemand om het opleidingsverlof", "You dismiss nobody for taking the leave")),
        (
            "citizen",
            text("Je volgt de lessen waarvoor je afwezig bent", "You attend the lessons for which you are absent"),
        ),
    ],
    versions=[
        leave(
            date(2019, 9, 1),
            known_on=date(2018, 12, 27),
            joint=False,
            sources=[
                "HLN, 27-12-2018",
                "SD Worx, van BEV naar VOV",
                "Vlaanderen.be, Vlaams opleidingsverlof",
                "AHAD21-I.2.2-b",
            ],
            note=(
                "De tewerkstelling van september telt, of die van de maand van de start. In het schooljaar "
                "2020-2021 tellen bij wijze van experiment ook opleidingen met blended leren.",
                "The job of September counts, or that of the month of the start. In school year 2020-2021 blended "
                "courses count as an experiment.",
            ),
        ),
        leave(
            date(2021, 9, 1),
            known_on=date(2021, 1, 7),
            sources=["AHAD21-I.2.1-d", "Trends, 09-2021", "Besox, 04-01-2023", "Liantis, 06-09-2022"],
            note=(
                "In het schooljaar 2022-2023 tellen modules van verschillende aanbieders samen.",
                "In school year 2022-2023 modules of several providers count together.",
            ),
        ),
        leave(
            date(2023, 9, 1),
            employee_agrees,
            known_on=date(2023, 9, 8),
            sources=["Sodalis, besluit van 08-09-2023", "sociaalkantoor.be, schooljaar 2023-2024"],
            note=(
                "De tewerkstelling van maart voor het schooljaar telt.",
                "The job of March before the school year counts.",
            ),
        ),
        leave(
            date(2025, 9, 1),
            employee_agrees,
            weekly_hours >= parameter("training-leave-weekly-hours"),
            known_on=date(2025, 4, 25),
            verified_until=date(2026, 8, 31),
            sources=["Vlaamse Regering, 25-04-2025", "Besox, schooljaar 2025-2026"],
            note=("Tijdelijk, tot een grondige hervorming.", "For the time being, until a thorough reform."),
        ),
    ],
)

takes_training_leave = boolean(
    "takes_training_leave",
    text("Opleidingsverlof op die dag", "Training leave on that day"),
    text("Neem je die dag opleidingsverlof?", "Are you on training leave on that day?"),
    (CITIZEN, EMPLOYER),
)

training_leave_wage = measure(
    "training-leave-wage",
    title=text("Loon tijdens het opleidingsverlof", "Wage during training leave"),
    anchor=on_day(absence_date),
    aim=Aim.LEARNING,
    unit="EUR/month",
    about=text(
        "Tijdens opleidingsverlof houd je je gewone loon; boven een grens mag je werkgever het beperken. "
        "De grens geldt op de dag van de afwezigheid, niet voor een heel schooljaar.",
        "During training leave you keep your wage; above a cap your employer may limit it. "
        "The cap is that of the day of absence, not of a whole school year.",
    ),
    duties=[
        ("employer", text("Je betaalt het loon op het gewone tijdstip", "You pay the wage at the usual time")),
    ],
    versions=[
        version(
            date(2016, 9, 1),
            sources=["Group S, opleidingsverlof", "Vlaanderen.be, loon tijdens Vlaams opleidingsverlof"],
            eligible=takes_training_leave,
            amount=[
                part(
                    "kept",
                    "loon dat de werkgever minstens doorbetaalt",
                    "wage that the employer pays at least",
                    gross_monthly_wage.at_most(parameter("training-leave-wage-cap")),
                )
            ],
        )
    ],
)
