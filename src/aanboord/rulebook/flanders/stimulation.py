"""Premiums for job seekers who train: the stimulation premium that ended in 2020, and the shortage premium after it."""

from datetime import date

from ..entries import State
from ..writing import (
    CASEWORKER,
    CITIZEN,
    REGISTER,
    Aim,
    abolished,
    all_of,
    any_of,
    boolean,
    day,
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
from .facts import HOURS, age, benefit, months_registered, registered_without_work, weekly_hours

WEEKS, DAYS = text("weken", "weeks"), text("dagen", "days")
TOLD = (CITIZEN, CASEWORKER, REGISTER)

training_agreement = day(
    "training_agreement_date",
    text("Dag van de opleidingsovereenkomst", "Day of the training agreement"),
    text("Op welke dag sloot je de overeenkomst voor de opleiding?", "On which day was the training agreed?"),
    TOLD,
)
training_weeks = integer(
    "training_weeks",
    text("Weken van de opleiding of stage", "Weeks of the training or internship"),
    text("Hoeveel weken duurt de opleiding of stage?", "How many weeks does the training or internship last?"),
    TOLD,
    high=520,
    unit=WEEKS,
)
training_hours_a_month = integer(
    "training_hours_a_month",
    text("Gevolgde uren opleiding in de maand", "Hours of training attended in the month"),
    text("Hoeveel uren opleiding volgde je in de maand?", "How many hours of training did you attend in the month?"),
    TOLD,
    high=300,
    unit=HOURS,
)
dependants = boolean(
    "has_dependants",
    text("Personen ten laste", "Dependants"),
    text("Heb je personen ten laste?", "Do you have dependants?"),
    TOLD,
)
invalid = boolean(
    "invalidity_or_replacement_allowance",
    text("Invaliditeitsuitkering of inkomensvervangende tegemoetkoming", "Invalidity benefit or replacement allowance"),
    text(
        "Krijg je een invaliditeitsuitkering, of met een arbeidsbeperking een inkomensvervangende tegemoetkoming?",
        "Do you get an invalidity benefit or, with a work disability, an income replacement allowance?",
    ),
    TOLD,
)
found_work = boolean(
    "found_work_after_training",
    text("Aan het werk na de opleiding", "At work after the training"),
    text("Vond je werk na de opleiding?", "Did you find work after the training?"),
    TOLD,
)

target_group = all_of(
    dependants,
    any_of(
        all_of(
            benefit.is_one_of("unemployment", "insertion"),
            months_registered > parameter("stimulation-premium-registered"),
        ),
        benefit.is_one_of("living-wage"),
        invalid,
    ).explain(
        nl="Je bent al lang werkloos met een uitkering, of je krijgt een leefloon of invaliditeitsuitkering",
        en="You have long been on benefit without work, or get a living wage or invalidity benefit",
        id="target_group",
    ),
)
ORDER = "besluit van de Vlaamse Regering van 13 december 2019"

stimulation_premium = measure(
    "stimulation-premium",
    title=text("Stimulanspremie voor een opleiding", "Stimulation premium for training"),
    anchor=on_day(training_agreement, told_then=True),
    aim=Aim.LEARNING,
    unit="EUR/month",
    about=text(
        "Een premie voor werkzoekenden met een gezin die een lange opleiding volgden. Ze bestaat niet meer voor wie "
        "vanaf 2020 begint. Wat VDAB terugbetaalt voor vervoer, kinderopvang en studiekosten bleef wel.",
        "A premium for job seekers with a family who followed a long training. It is gone for who begins from 2020 on. "
        "What VDAB pays back of travel, child care and study costs stayed.",
    ),
    duties=[("citizen", text("Je volgt de opleiding zoals afgesproken", "You follow the training as agreed"))],
    versions=[
        version(
            date(2009, 6, 5),
            sources=["ACV, opleidingspremies", "OCMW Heusden-Zolder, de vergoedingen"],
            verified=False,
            eligible=target_group,
            amount=training_hours_a_month.times_fraction(parameter("stimulation-premium-hour"), unit=1),
        ),
        version(
            date(2018, 9, 1),
            sources=["Jabbeke, stimulanspremie", "Vlaams ABVV, 18-12-2019", "Dillen advocaten, besluit van 13-12-2019"],
            eligible=all_of(
                target_group,
                training_weeks >= parameter("stimulation-premium-weeks"),
                weekly_hours >= parameter("stimulation-premium-weekly-hours"),
            ),
            amount=parameter("stimulation-premium"),
            notes=[
                text(
                    "Vanaf de vijfde week, bruto. Wie de overeenkomst voor 1 januari 2020 sloot, houdt de premie tot "
                    "het einde van de opleiding.",
                    "From the fifth week, gross. Who made the agreement before 1 January 2020 keeps the premium to the "
                    "end of the training.",
                )
            ],
        ),
        abolished(
            date(2020, 1, 1),
            known_on=date(2019, 12, 13),
            sources=[ORDER, "Besox, 06-01-2020", "BN19-VI.1.1-u"],
        ),
        version(
            date(2020, 1, 1),
            state=State.DRAFT,
            verified=False,
            sources=["BN19-VI.1.1-u"],
            eligible=all_of(registered_without_work, benefit.is_one_of("none"), found_work),
            notes=[
                text(
                    "Het voornemen van 2019: een premie voor wie zonder uitkering een beroepsopleiding volgt en zo "
                    "werk vindt. De knelpuntpremie van 2023 voert het voor een deel uit.",
                    "The intention of 2019: a premium for who follows a training without a benefit and so finds work. "
                    "The shortage premium of 2023 carries it out in part.",
                )
            ],
        ),
    ],
)

# Shortage premium (knelpuntpremie).

course_begins = day(
    "training_start",
    text("Eerste dag van de knelpuntopleiding", "First day of the training"),
    text("Op welke dag begint de opleiding?", "On which day does the training begin?"),
    TOLD,
)
long_shortage_training = boolean(
    "long_shortage_training",
    text("Erkende, langdurige opleiding voor een knelpuntberoep", "Recognised long training for a shortage occupation"),
    text(
        "Is het een erkende opleiding van minstens drie maanden voor een knelpuntberoep?",
        "Is it a recognised training of at least three months for a shortage occupation?",
    ),
    TOLD,
)
days_worked_in_two_years = integer(
    "days_worked_in_two_years",
    text("Gewerkte dagen in de laatste twee jaar", "Days of work in the last two years"),
    text("Hoeveel dagen werkte je in de laatste twee jaar?", "How many days did you work in the last two years?"),
    TOLD,
    high=731,
    unit=DAYS,
)
studied = boolean(
    "studied_in_two_years",
    text("Studie voltooid in de laatste twee jaar", "Studies completed in the last two years"),
    text(
        "Voltooide je in de laatste twee jaar een studie als leerplichtige, of verliet je toen de secundaire school?",
        "Did you complete compulsory studies, or leave secondary school, in the last two years?",
    ),
    TOLD,
)
passed = boolean(
    "passed_training",
    text("Geslaagd voor de opleiding", "Passed the training"),
    text("Ben je geslaagd voor de opleiding?", "Did you pass the training?"),
    TOLD,
)
days_worked_after = integer(
    "days_worked_after_training",
    text("Gewerkte dagen binnen vier maanden na de opleiding", "Days of work within four months after the training"),
    text(
        "Hoeveel dagen werkte je binnen vier maanden na het einde van de opleiding?",
        "How many days did you work within four months of the end of the training?",
    ),
    TOLD,
    high=124,
    unit=DAYS,
)

shortage_premium = measure(
    "shortage-premium",
    title=text("Knelpuntpremie", "Shortage premium"),
    anchor=on_day(course_begins, told_then=True),
    aim=Aim.LEARNING,
    unit="EUR",
    about=text(
        "Een premie in drie delen voor wie lang niet werkte, geen uitkering heeft en een knelpuntberoep leert.",
        "A premium in three parts for who has not worked for long, has no benefit and learns a shortage occupation.",
    ),
    apply_at=text("VDAB", "VDAB"),
    duties=[("citizen", text("Je bent ingeschreven bij VDAB als werkzoekende", "You are registered with VDAB"))],
    versions=[
        version(
            date(2023, 9, 1),
            valid_until=date(2024, 10, 31),
            known_on=date(2023, 8, 31),
            sources=["VDAB, knelpuntpremie", "Verso, 01-09-2023", "UNIZO, knelpuntpremie"],
            eligible=all_of(
                registered_without_work,
                benefit.is_one_of("none"),
                age >= parameter("shortage-premium-age-from"),
                age <= parameter("shortage-premium-age-to"),
                days_worked_in_two_years <= parameter("shortage-premium-days-worked"),
                none_of(studied).explain(
                    nl="Je voltooide in de laatste twee jaar geen studie en bent al twee jaar van school",
                    en="You completed no studies in the last two years and left school two years ago",
                ),
                long_shortage_training,
            ),
            amount=[
                part("start", "bij de start", "at the start", parameter("shortage-premium-start")),
                part("passed", "als je slaagt", "when you pass", when(passed, parameter("shortage-premium-passed"), 0)),
                part(
                    "work",
                    "als je daarna werkt",
                    "when you work afterwards",
                    when(
                        days_worked_after >= parameter("shortage-premium-days-after"),
                        parameter("shortage-premium-work"),
                        0,
                    ),
                ),
            ],
            notes=[text("Een proefproject, daarna te evalueren.", "A trial, to be evaluated afterwards.")],
        )
    ],
)
