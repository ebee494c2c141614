"""Work experience: the work-experience internship (WES), temporary work experience (TWE), and their exemptions."""

from datetime import date

from ..writing import (
    CASEWORKER,
    CITIZEN,
    REGISTER,
    Aim,
    Grows,
    all_of,
    any_of,
    boolean,
    decision,
    integer,
    measure,
    parameter,
    part,
    text,
    version,
)
from .facts import (
    MONTHS,
    benefit,
    distance,
    fits_path,
    lacks_generic_competences,
    registered_without_work,
    weekly_hours,
)
from .workplace_learning import ATTEND, GUIDE, WEEKS, planned_months, registered

learning_potential = boolean(
    "learning_potential",
    text("Genoeg leerpotentieel", "Enough potential to learn"),
    text("Kan de persoon genoeg bijleren om de afstand te overbruggen?", "Can the person learn enough to get there?"),
    (CASEWORKER,),
)
regular_job_reachable = boolean(
    "regular_job_reachable",
    text("Een gewone job is bereikbaar tijdens de maatregel", "A regular job can be reached during the measure"),
    text("Is een gewone job haalbaar binnen de duur van het traject?", "Can a regular job be reached within the path?"),
    (CASEWORKER,),
)
in_twe = boolean(
    "in_twe",
    text("Volgt tijdelijke werkervaring", "Is in temporary work experience"),
    text("Volg je een traject tijdelijke werkervaring?", "Are you in a path of temporary work experience?"),
    (CITIZEN, CASEWORKER, REGISTER),
)
months_in_twe = integer(
    "months_in_twe",
    text("Maanden in tijdelijke werkervaring", "Months in temporary work experience"),
    text("Hoeveel maanden duurt dat traject al?", "For how many months has that path been going on?"),
    (CITIZEN, CASEWORKER, REGISTER),
    high=120,
    unit=MONTHS,
    grows=Grows.MONTHLY,
)
in_wes = boolean(
    "in_work_experience_internship",
    text("Volgt een werkervaringsstage", "Is in a work-experience internship"),
    text("Volg je een werkervaringsstage?", "Are you in a work-experience internship?"),
    (CITIZEN, CASEWORKER, REGISTER),
)
internship_weeks = integer(
    "internship_weeks",
    text("Weken stage", "Weeks of internship"),
    text("Hoeveel weken duurt de stage?", "How many weeks does the internship last?"),
    (CITIZEN, CASEWORKER),
    high=520,
    unit=WEEKS,
)
VDAB_OR_OCMW = text("VDAB; krijg je een leefloon, dan je OCMW", "VDAB; with a living wage, your OCMW")
NO_HIRING_DUTY = text("Na afloop hoeft niemand je aan te werven.", "Afterwards nobody has to hire you.")
HOST = ("employer", text("Je begeleidt de persoon op de werkvloer", "You guide the person on the work floor"))
seeker = any_of(registered_without_work, benefit.is_one_of("living-wage")).explain(
    nl="Je bent ingeschreven en werkt niet, of je krijgt een leefloon",
    en="You are registered and do not work, or you get a living wage",
    id="seeker",
)
fits = fits_path.explain(nl="Het past in je traject naar werk", en="It fits your path to work")
further_away = distance.is_one_of("middle", "large")

# Work-experience internship and temporary work experience.

lacks = lacks_generic_competences.explain(
    nl="Je mist werkervaring en algemene vaardigheden", en="You miss work experience and general skills"
)
WES_PAYS = text("Een premie boven op je uitkering", "An allowance on top of your benefit")

work_experience_internship = measure(
    "work-experience-internship",
    title=text("Werkervaringsstage (WES)", "Work-experience internship (WES)"),
    anchor=decision(),
    aim=Aim.GENERIC,
    unit="EUR/month",
    on_the_floor=True,
    suits=further_away,
    apply_at=text("VDAB of een partner van VDAB stelt het voor", "VDAB or one of its partners proposes it"),
    about=text(
        "Je doet werkervaring op: op tijd komen, samenwerken, volhouden. Een vak leren is niet het eerste doel.",
        "You gain work experience: being on time, working together, lasting. Learning a trade is not the first aim.",
    ),
    duties=[ATTEND, GUIDE, HOST],
    versions=[
        version(
            date(2017, 1, 1),
            known_on=date(2016, 12, 23),
            sources=["Partena, werkervaringsstage", "besluit van 23 december 2016", "PACT24-4.1-b"],
            eligible=all_of(
                in_twe.explain(
                    nl="Je volgt een traject tijdelijke werkervaring",
                    en="You are in a path of temporary work experience",
                ),
                lacks,
            ),
            amount=[part("allowance", "premie", "allowance", parameter("wes-allowance"))],
            limits=[
                planned_months <= parameter("wes-months-most"),
                weekly_hours >= parameter("wes-hours-least"),
            ],
            gives=WES_PAYS,
            notes=[NO_HIRING_DUTY],
        ),
        version(
            date(2023, 1, 1),
            known_on=date(2022, 12, 28),
            sources=["Prato, 28 december 2022", "Partena, werkervaringsstage", "PACT24-4.1-b"],
            verified_until=date(2024, 5, 24),
            eligible=all_of(registered, fits, learning_potential, lacks),
            amount=[
                part(
                    "allowance",
                    "premie, naar rato onder de volle uren",
                    "allowance, in proportion below full hours",
                    weekly_hours.times_fraction(parameter("wes-allowance-per-hour"), unit=1).at_most(
                        parameter("wes-allowance")
                    ),
                )
            ],
            limits=[planned_months <= parameter("wes-months-most")],
            gives=WES_PAYS,
            notes=[NO_HIRING_DUTY],
        ),
    ],
)

temporary_work_experience = measure(
    "temporary-work-experience",
    title=text("Tijdelijke werkervaring (TWE)", "Temporary work experience (TWE)"),
    anchor=decision(),
    aim=Aim.GENERIC,
    on_the_floor=True,
    suits=further_away,
    apply_at=VDAB_OR_OCMW,
    about=text(
        "Een traject met stages of tijdelijk werk om ervaring op te doen, als een gewone job nog niet meteen lukt. "
        "Met een leefloon loopt het via je OCMW (artikel 60).",
        "A path with internships or temporary work to gain experience, when a regular job does not work out at once. "
        "With a living wage it runs through your OCMW (article 60).",
    ),
    duties=[
        ATTEND,
        HOST,
        ("VDAB", text("VDAB begeleidt wie geen leefloon krijgt", "VDAB guides who gets no living wage")),
        ("OCMW", text("Het OCMW begeleidt wie een leefloon krijgt", "The OCMW guides who gets a living wage")),
    ],
    versions=[
        version(
            date(2017, 1, 1),
            known_on=date(2016, 12, 23),
            sources=["decreet van 9 december 2016", "VDAB, draaiboek TWE", "BN19-VI.1.1-l", "IAB19-1.1-e"],
            verified_until=date(2022, 12, 31),
            eligible=all_of(seeker, lacks, regular_job_reachable),
            limits=[
                planned_months <= parameter("twe-months-most"),
                (weekly_hours >= parameter("twe-hours-least")).explain(
                    nl="Minstens halftijds op een werkvloer",
                    en="At least half-time on a work floor",
                    source="IAB19-1.1-e",
                ),
            ],
            gives=text("Begeleiding, stages en werkervaring", "Guidance, internships and work experience"),
            notes=[NO_HIRING_DUTY],
        )
    ],
)

twe_availability_exemption = measure(
    "twe-availability-exemption",
    title=text("Vrijstelling van beschikbaarheid tijdens TWE", "Exemption of availability during TWE"),
    anchor=decision(),
    aim=Aim.AVAILABILITY,
    apply_at=text("VDAB", "VDAB"),
    about=text(
        "Zolang je in een traject tijdelijke werkervaring zit, hoef je niet beschikbaar te zijn voor ander werk.",
        "As long as you are in a path of temporary work experience you need not be available for other work.",
    ),
    duties=[("citizen", text("Je volgt het traject zoals afgesproken", "You follow the path as agreed"))],
    versions=[
        version(
            date(2017, 1, 1),
            known_on=date(2016, 12, 23),
            sources=["IAB19-1.1-e", "VDAB, informatie vrijstelling TWE"],
            verified_until=date(2022, 12, 31),
            eligible=all_of(
                in_twe,
                months_in_twe < parameter("twe-months-most"),
                weekly_hours >= parameter("twe-hours-least"),
            ),
            gives=text(
                "Je moet niet zoeken naar ander werk en je uitkering daalt intussen niet",
                "You need not look for other work, and meanwhile your benefit does not fall",
            ),
        )
    ],
)

wes_availability_exemption = measure(
    "wes-availability-exemption",
    title=text("Vrijstelling van beschikbaarheid tijdens een WES", "Exemption of availability during a WES"),
    anchor=decision(),
    aim=Aim.AVAILABILITY,
    apply_at=text("VDAB", "VDAB"),
    about=text(
        "Tijdens een werkervaringsstage die intensief genoeg is, hoef je niet beschikbaar te zijn voor ander werk.",
        "During a work-experience internship that is intensive enough you need not be available for other work.",
    ),
    duties=[("citizen", text("Je volgt de stage zoals afgesproken", "You follow the internship as agreed"))],
    versions=[
        version(
            date(2023, 1, 1),
            known_on=date(2022, 12, 28),
            sources=["Prato, 28 december 2022"],
            verified_until=date(2023, 12, 31),
            eligible=all_of(
                in_wes,
                internship_weeks >= parameter("wes-exemption-weeks"),
                weekly_hours >= parameter("wes-exemption-hours"),
            ),
            gives=text(
                "Tijdens de stage moet je niet zoeken naar ander werk en daalt je uitkering niet",
                "During the internship you need not look for other work, and your benefit does not fall",
            ),
        )
    ],
)
