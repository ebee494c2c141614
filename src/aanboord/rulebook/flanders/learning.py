"""Money to learn while at work: the training voucher and the training credit."""

from datetime import date

from ..writing import (
    CITIZEN,
    EMPLOYER,
    REGISTER,
    Aim,
    all_of,
    any_of,
    boolean,
    day,
    euros,
    integer,
    measure,
    on_day,
    parameter,
    part,
    several,
    text,
    version,
    when,
)
from .encouragement import (
    by_half,
    fifth,
    full,
    full_time_at_start,
    half_job,
    large_job,
    leave_scheme,
    leave_start,
    lives_alone,
    rva_allowance,
    small_job,
)
from .facts import MONTHS, education, lives_or_works_in_flanders_or_brussels, sector, workplace_in_flanders

course_in_database = boolean(
    "course_in_incentives_database",
    text("Opleiding in de databank Vlaamse opleidingsincentives", "Course in the database of Flemish incentives"),
    text(
        "Staat de opleiding in de opleidingsdatabank Vlaamse opleidingsincentives?",
        "Is the course in the database of Flemish training incentives?",
    ),
    (CITIZEN, EMPLOYER, REGISTER),
)
course_in_career_plan = boolean(
    "course_in_career_plan",
    text("Opleiding uit je persoonlijk ontwikkelingsplan", "Course from your personal development plan"),
    text(
        "Staat de opleiding in een plan dat je maakte met loopbaanbegeleiding, in de laatste zes jaar?",
        "Is the course in a plan that you made with career guidance in the last six years?",
    ),
)
without_higher_diploma = education.is_one_of("low", "middle")

# Training voucher.

course_start = day(
    "course_start",
    text("Eerste dag van de opleiding", "First day of the course"),
    text("Op welke dag begint de opleiding?", "On which day does the course begin?"),
    (CITIZEN, EMPLOYER),
)
employee = boolean(
    "employee",
    text("Werknemer of uitzendkracht", "Employee or agency worker"),
    text("Werk je als werknemer of uitzendkracht?", "Do you work as an employee or for an agency?"),
    (CITIZEN, REGISTER),
)
pays_course_self = boolean(
    "pays_course_self",
    text("Opleiding op eigen initiatief en kosten", "Course on your own initiative and cost"),
    text("Volg en betaal je de opleiding zelf, en niet je werkgever?", "Do you choose and pay the course yourself?"),
)
course_aims = several(
    "course_aims",
    text("Waarvoor de opleiding dient", "What the course is for"),
    text("Waarvoor dient de opleiding?", "What is the course for?"),
    {
        "basics": text("lezen, rekenen of digitale basis", "literacy, numeracy or digital basics"),
        "dutch": text("Nederlands leren", "learning Dutch"),
        "secondary-diploma": text("diploma secundair onderwijs", "diploma of secondary education"),
        "qualification": text("kwalificatie tot en met niveau 4", "qualification up to level 4"),
        "shortage": text("knelpuntberoep", "shortage occupation"),
        "higher": text("graduaat of bachelor", "graduate or bachelor degree"),
    },
)
course_cost = euros(
    "course_cost",
    text("Kost van de opleiding", "Cost of the course"),
    text("Hoeveel kost de opleiding dit schooljaar?", "What does the course cost this school year?"),
)

learner = all_of(
    employee,
    lives_or_works_in_flanders_or_brussels,
    pays_course_self,
    any_of(all_of(without_higher_diploma, course_in_database), course_in_career_plan).explain(
        nl="De opleiding is erkend en je hebt geen diploma hoger onderwijs, of ze staat in je ontwikkelingsplan",
        en="The course is recognised and you have no higher diploma, or it is in your development plan",
        id="course",
    ),
)
usual_ceiling = parameter("training-voucher-ceiling")
ceiling = when(
    all_of(without_higher_diploma, course_aims.is_one_of("higher")),
    parameter("training-voucher-ceiling-higher"),
    usual_ceiling,
)
paid = course_cost.at_most(ceiling)
half_of_it = parameter("training-voucher-part")
free = course_aims.is_one_of("basics", "dutch", "secondary-diploma", "qualification", "shortage")
VOUCHER = ("deel dat de overheid betaalt", "part that the government pays")

training_voucher = measure(
    "training-voucher",
    title=text("Opleidingscheque", "Training voucher"),
    anchor=on_day(course_start),
    aim=Aim.LEARNING,
    unit="EUR",
    about=text(
        "Met een opleidingscheque betaal je als werknemer maar een deel van je opleiding; soms betaal je niets.",
        "With a training voucher an employee pays only a part of a course, and sometimes nothing.",
    ),
    apply_at=text("WSE-loket van de Vlaamse overheid", "WSE desk of the Flemish government"),
    duties=[
        ("citizen", text("Je vraagt de cheque aan voor je betaalt", "You apply for the voucher before you pay")),
    ],
    versions=[
        version(
            date(2015, 4, 1),
            sources=["VDAB, opleidingscheques voor werknemers", "centenvoorstudenten.be"],
            verified=False,
            eligible=learner,
            amount=[part("government", *VOUCHER, course_cost.at_most(usual_ceiling).times_fraction(half_of_it))],
            notes=[
                text(
                    "Het hoogste bedrag gold per kalenderjaar. Of hooggeschoolden al vanaf 1 maart 2015 een plan nodig "
                    "hadden, zeggen de bronnen niet eensluidend.",
                    "The ceiling was for a calendar year. Sources differ on whether who has a higher diploma needed a "
                    "plan from 1 March 2015 on.",
                )
            ],
        ),
        version(
            date(2019, 9, 1),
            known_on=date(2018, 12, 27),
            sources=["Besox, 22-10-2020", "HLN, 27-12-2018", "Vlaanderen.be, opleidingscheques", "IAB19-3.1-b"],
            verified_until=date(2022, 8, 31),
            eligible=learner,
            amount=[part("government", *VOUCHER, when(free, paid, paid.times_fraction(half_of_it)))],
        ),
    ],
)

# Training credit (opleidingskrediet).

months_of_contract = integer(
    "months_of_contract",
    text("Maanden ononderbroken in dienst", "Months in service without a break"),
    text("Hoeveel maanden heb je al ononderbroken een contract?", "For how many months have you had a contract?"),
    (CITIZEN, REGISTER),
    high=720,
    unit=MONTHS,
)
course_for_credit = boolean(
    "course_for_training_credit",
    text("Opleiding met de vermelding opleidingskrediet", "Course marked for training credit"),
    text(
        "Staat de opleiding in de databank met de vermelding opleidingskrediet?",
        "Is the course in the database with the mark of training credit?",
    ),
)

credit = when(
    full,
    when(
        large_job,
        parameter("training-credit-full"),
        when(half_job, parameter("training-credit-half"), parameter("training-credit-fifth")),
    ),
    when(by_half, parameter("training-credit-half"), parameter("training-credit-fifth")),
)

training_credit = measure(
    "training-credit",
    title=text("Vlaams opleidingskrediet", "Flemish training credit"),
    anchor=on_day(leave_start),
    aim=Aim.LEARNING,
    unit="EUR/month",
    about=text(
        "Een maandelijkse premie boven op het tijdskrediet van de RVA, voor wie zijn werk onderbreekt om een opleiding "
        "te volgen. De bedragen zijn bruto.",
        "A monthly premium on top of the time credit of the RVA for who interrupts work to follow a course. "
        "Amounts are gross.",
    ),
    apply_at=text("WSE-loket van de Vlaamse overheid", "WSE desk of the Flemish government"),
    duties=[
        ("citizen", text("Je bezorgt het attest van je opleiding", "You hand in the certificate of your course")),
        (
            "citizen",
            text("Je vraagt het aan binnen zes maanden na de start", "You apply within six months of the start"),
        ),
    ],
    versions=[
        version(
            date(2019, 9, 1),
            sources=["Attentia, hervorming opleidingskrediet", "Vlaanderen.be, opleidingskrediet", "Syntra West"],
            verified_until=date(2021, 12, 31),
            eligible=all_of(
                sector.is_one_of("private", "social-profit"),
                workplace_in_flanders,
                leave_scheme.is_one_of("time-credit-training"),
                rva_allowance,
                months_of_contract >= parameter("training-credit-contract"),
                any_of(all_of(without_higher_diploma, course_for_credit), course_in_career_plan).explain(
                    nl="De opleiding geeft recht en je hebt geen diploma hoger onderwijs, of ze staat in je "
                    "ontwikkelingsplan",
                    en="The course qualifies and you have no higher diploma, or it is in your development plan",
                    id="course",
                ),
                any_of(all_of(full, small_job), all_of(by_half, large_job), all_of(fifth, full_time_at_start)).explain(
                    nl="Voor deze onderbreking, bij wat je ervoor werkte, bestaat een krediet",
                    en="There is a credit for this interruption after the work that you did",
                    id="leave_size",
                ),
            ),
            amount=[
                part("credit", "krediet", "credit", credit),
                part(
                    "alone",
                    "verhoging voor wie alleen woont",
                    "extra for who lives alone",
                    when(lives_alone, parameter("training-credit-alone"), 0),
                ),
            ],
        )
    ],
)
