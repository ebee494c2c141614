"""The facts that the measures of Flanders ask for, used by more than one family; each family adds its own."""

from ..writing import (
    CASEWORKER,
    CITIZEN,
    EMPLOYER,
    REGISTER,
    Grows,
    boolean,
    choice,
    day,
    euros,
    fraction,
    integer,
    quarter,
    text,
)

MONTHS = text("maanden", "months")
YEARS = text("jaar", "years")
HOURS = text("uur", "hours")

# About the person.

age = integer(
    "age",
    text("Leeftijd", "Age"),
    text("Hoe oud ben je?", "How old are you?"),
    (CITIZEN, REGISTER),
    high=120,
    unit=YEARS,
    grows=Grows.YEARLY,
    fixed=True,
)
domiciled_in_flanders = boolean(
    "domiciled_in_flanders",
    text("Woonplaats in het Vlaamse Gewest", "Domicile in the Flemish Region"),
    text("Woon je in Vlaanderen?", "Do you live in Flanders?"),
    (CITIZEN, REGISTER),
)
below_pension_age = boolean(
    "below_pension_age",
    text("Jonger dan de pensioenleeftijd", "Below pension age"),
    text("Heb je de wettelijke pensioenleeftijd nog niet bereikt?", "Are you below the legal pension age?"),
    (CITIZEN, REGISTER),
    fixed=True,
)
education = choice(
    "education",
    text("Hoogste diploma", "Highest diploma"),
    text("Wat is je hoogste diploma?", "What is your highest diploma?"),
    {
        "low": text("geen diploma secundair onderwijs", "no diploma of secondary education"),
        "middle": text("diploma secundair onderwijs", "secondary education"),
        "high": text("hoger onderwijs", "higher education"),
    },
    (CITIZEN, CASEWORKER, REGISTER),
)
work_disability = boolean(
    "work_disability",
    text("Indicatie van een arbeidshandicap", "Indication of a work disability"),
    text("Heeft VDAB een arbeidshandicap bij je erkend?", "Did VDAB recognise a work disability?"),
    (CITIZEN, CASEWORKER, REGISTER),
)
benefit = choice(
    "benefit",
    text("Uitkering", "Benefit"),
    text("Welke uitkering krijg je?", "Which benefit do you get?"),
    {
        "none": text("geen uitkering", "no benefit"),
        "unemployment": text("werkloosheidsuitkering", "unemployment benefit"),
        "insertion": text("inschakelingsuitkering", "insertion benefit"),
        "living-wage": text("leefloon of equivalent leefloon", "living wage or equivalent"),
        "sickness": text("uitkering van het ziekenfonds", "sickness benefit"),
        "bridging-right": text("overbruggingsrecht", "bridging right"),
        "other": text("een andere uitkering", "another benefit"),
    },
    (CITIZEN, CASEWORKER, REGISTER),
)

# About the way to work: the questions that choose between instruments (PACT24-4.1).

distance = choice(
    "distance_to_work",
    text("Afstand tot de arbeidsmarkt", "Distance to the labour market"),
    text("Hoe groot is de afstand tot de arbeidsmarkt?", "How large is the distance to the labour market?"),
    {"small": text("klein", "small"), "middle": text("matig", "middle"), "large": text("groot", "large")},
    (CASEWORKER,),
)
job_target_known = boolean(
    "job_target_known",
    text("Het jobdoelwit staat vast", "The job target is known"),
    text("Weet je welk werk je wil doen?", "Do you know what work you want to do?"),
)
gap_closes = choice(
    "gap_closes",
    text("Waar de competentiekloof te overbruggen is", "Where the competence gap can be closed"),
    text("Waar kan je leren wat je nog mist voor het werk?", "Where can you learn what you still miss for the work?"),
    {
        "no-gap": text("er is geen kloof", "there is no gap"),
        "work-floor": text("op de werkvloer", "on the work floor"),
        "training-floor": text("alleen op de opleidingsvloer", "only on the training floor"),
    },
)
work_floor_available = boolean(
    "work_floor_available",
    text("Er is een werkvloer beschikbaar", "A work floor is available"),
    text("Is er een werkgever bij wie je kan leren?", "Is there an employer with whom you can learn?"),
)
lacks_generic_competences = boolean(
    "lacks_generic_competences",
    text("Gebrek aan generieke competenties en werkervaring", "Lack of generic competences and work experience"),
    text(
        "Mis je vooral werkervaring en algemene vaardigheden, zoals op tijd komen en samenwerken?",
        "Do you above all miss work experience and general skills, such as being on time and working together?",
    ),
)
fits_path = boolean(
    "fits_path",
    text("Het past in je traject volgens je bemiddelaar", "It fits your path, according to your caseworker"),
    text("Past het in het traject naar werk?", "Does it fit the path to work?"),
    (CASEWORKER,),
)

# About work and the lack of it.

registered_without_work = boolean(
    "registered_without_work",
    text("Ingeschreven als werkzoekende zonder werk", "Registered as a job seeker without work"),
    text("Ben je bij VDAB ingeschreven en werk je niet?", "Are you registered with VDAB and without work?"),
    (CITIZEN, CASEWORKER, REGISTER),
)
months_without_work = integer(
    "months_without_work",
    text("Maanden zonder werk", "Months without work"),
    text("Hoeveel maanden werk je al niet?", "For how many months have you been without work?"),
    (CITIZEN, CASEWORKER, REGISTER),
    high=720,
    unit=MONTHS,
    grows=Grows.MONTHLY,
)
months_registered = integer(
    "months_registered",
    text("Maanden ononderbroken ingeschreven", "Months registered without a break"),
    text("Hoeveel maanden ben je al ingeschreven bij VDAB?", "For how many months have you been registered with VDAB?"),
    (CITIZEN, CASEWORKER, REGISTER),
    high=720,
    unit=MONTHS,
    grows=Grows.MONTHLY,
)
hire_date = day(
    "hire_date",
    text("Dag van indiensttreding", "Day of hiring"),
    text("Op welke dag begon of begint het werk?", "On which day did or does the work begin?"),
    (CITIZEN, EMPLOYER, REGISTER),
)
workplace_in_flanders = boolean(
    "workplace_in_flanders",
    text("Werk in een vestiging in het Vlaamse Gewest", "Work at an establishment in the Flemish Region"),
    text(
        "Ligt de vestiging waar gewerkt wordt in Vlaanderen?",
        "Is the establishment where the work is done in Flanders?",
    ),
    (CITIZEN, EMPLOYER, CASEWORKER, REGISTER),
)
age_at_hiring = integer(
    "age_at_end_of_hiring_quarter",
    text("Leeftijd op het einde van het kwartaal van de aanwerving", "Age at the end of the quarter of the hiring"),
    text(
        "Hoe oud is de werknemer op de laatste dag van het kwartaal van de aanwerving?",
        "How old is the worker on the last day of the quarter of the hiring?",
    ),
    (CITIZEN, EMPLOYER, REGISTER),
    high=120,
    unit=YEARS,
    fixed=True,
)
quarter_after_hiring = integer(
    "quarter_after_hiring",
    text("Het hoeveelste kwartaal, dat van de aanwerving meegeteld", "Which quarter, that of the hiring counted"),
    text(
        "Het hoeveelste kwartaal is het, als dat van de aanwerving het eerste is?",
        "Which quarter is it, when that of the hiring is the first?",
    ),
    (EMPLOYER, REGISTER),
    low=1,
    high=400,
)
compulsory_education = choice(
    "compulsory_education",
    text("Leerplicht", "Compulsory education"),
    text("Is de werknemer nog leerplichtig?", "Is the worker still of compulsory school age?"),
    {
        "none": text("niet meer", "no longer"),
        "part-time": text("deeltijds", "part-time"),
        "full-time": text("voltijds", "full-time"),
    },
    (CITIZEN, EMPLOYER, REGISTER),
    fixed=True,
)
quarter_of = quarter(
    "quarter",
    text("Kwartaal", "Quarter"),
    text("Over welk kwartaal gaat het?", "Which quarter is it about?"),
    (EMPLOYER, REGISTER),
)
quarterly_wage = euros(
    "quarterly_wage",
    text("Refertekwartaalloon", "Reference wage of the quarter"),
    text("Hoeveel bedraagt het loon in dat kwartaal?", "What is the wage in that quarter?"),
    (EMPLOYER, REGISTER),
)
lives_or_works_in_flanders_or_brussels = boolean(
    "lives_or_works_in_flanders_or_brussels",
    text("Woonplaats of werk in Vlaanderen of Brussel", "Home or work in Flanders or Brussels"),
    text(
        "Woon je in Vlaanderen of Brussel, of woon je in een ander EU-land en werk je hier?",
        "Do you live in Flanders or Brussels, or in another country of the EU while you work here?",
    ),
    (CITIZEN, REGISTER),
)
sector = choice(
    "sector",
    text("Sector waarin je werkt", "Sector of work"),
    text("In welke sector werk je?", "In which sector do you work?"),
    {
        "private": text("private sector", "private sector"),
        "social-profit": text("social profit", "social profit"),
        "public": text("overheid en onderwijs", "government and education"),
    },
    (CITIZEN, EMPLOYER, REGISTER),
)
gross_monthly_wage = euros(
    "gross_monthly_wage",
    text("Brutomaandloon", "Gross monthly wage"),
    text("Hoeveel verdien je bruto per maand?", "What do you earn gross a month?"),
    (CITIZEN, EMPLOYER, REGISTER),
)
work_fraction = fraction(
    "work_fraction",
    text("Tewerkstellingsbreuk", "Work fraction"),
    text("Welk deel van een voltijdse baan is het?", "What part of a full-time job is it?"),
    (CITIZEN, EMPLOYER, REGISTER),
)
weekly_hours = integer(
    "weekly_hours",
    text("Uren per week", "Hours a week"),
    text("Hoeveel uren per week is het?", "How many hours a week is it?"),
    (CITIZEN, CASEWORKER, EMPLOYER),
    high=60,
    unit=HOURS,
)
reference_year = integer(
    "reference_year",
    text("Referentiejaar", "Reference year"),
    text("Over welk jaar gaat het?", "Which year is it about?"),
    (CITIZEN, REGISTER),
    low=1950,
    high=2100,
)
application_date = day(
    "application_date",
    text("Dag van de aanvraag", "Day of the application"),
    text("Wanneer vraag je het aan?", "When do you apply?"),
    (CITIZEN,),
)
