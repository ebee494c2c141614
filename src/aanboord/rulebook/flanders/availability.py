"""The control of availability: whom it concerns, its steps and terms, the range of a sanction, and the appeal."""

from datetime import date

from ..writing import (
    CASEWORKER,
    CITIZEN,
    REGISTER,
    Aim,
    all_of,
    any_of,
    boolean,
    choice,
    day,
    decision,
    integer,
    measure,
    none_of,
    parameter,
    part,
    text,
    version,
    when,
)
from .facts import MONTHS, benefit, registered_without_work
from .workplace_learning import WEEKS

WORKING_DAYS = text("werkdagen", "working days")
TIMES = text("keer", "times")
ORDER = "besluit van de Vlaamse Regering van 18 december 2015"

unfit_for_work = boolean(
    "unfit_for_work",
    text("Erkend als arbeidsongeschikt", "Recognised as unfit for work"),
    text("Ben je door je ziekenfonds erkend als arbeidsongeschikt?", "Did your health fund recognise you as unfit?"),
    (CITIZEN, CASEWORKER, REGISTER),
)
exempt_from_availability = boolean(
    "exempt_from_availability",
    text("Vrijgesteld van beschikbaarheid", "Exempt from availability"),
    text(
        "Ben je vrijgesteld van beschikbaarheid voor de arbeidsmarkt?", "Are you exempt from being available for work?"
    ),
    (CITIZEN, CASEWORKER, REGISTER),
)
outside_control = boolean(
    "outside_control",
    text("Buiten de opvolging", "Outside the follow-up"),
    text(
        "Val je in een groep die VDAB niet opvolgt, zoals havenarbeiders of vrijwillig deeltijdse werknemers?",
        "Are you in a group that VDAB does not follow up, such as dockers or voluntary part-time workers?",
    ),
    (CITIZEN, CASEWORKER),
)
weeks_until_first_contact = integer(
    "weeks_until_first_contact",
    text("Weken tot het eerste contact", "Weeks until the first contact"),
    text("Na hoeveel weken belde VDAB voor het eerst?", "After how many weeks did VDAB first call?"),
    (CITIZEN, CASEWORKER, REGISTER),
    high=520,
    unit=WEEKS,
)
phone_attempts = integer(
    "phone_attempts",
    text("Pogingen om te bellen voor een brief", "Attempts to call before a letter"),
    text("Hoeveel keer probeerde VDAB te bellen?", "How many times did VDAB try to call?"),
    (CASEWORKER, REGISTER),
    high=100,
    unit=TIMES,
)
ultimate_months = integer(
    "months_for_ultimate_agreements",
    text("Maanden voor ultieme afspraken", "Months for ultimate agreements"),
    text("Hoeveel maanden kreeg je voor de ultieme afspraken?", "How many months did you get for the last agreements?"),
    (CITIZEN, CASEWORKER),
    high=120,
    unit=MONTHS,
)
control_event = choice(
    "control_event",
    text("Wat er gebeurde", "What happened"),
    text("Wat is er gebeurd?", "What happened?"),
    {
        "nothing": text("niets: alle afspraken nagekomen", "nothing: all agreements kept"),
        "no-show": text("niet op een afspraak bij VDAB geweest", "absent from an appointment with VDAB"),
        "refused-job": text("een passende job geweigerd", "a fitting job refused"),
        "not-at-employer": text("niet naar een werkgever gegaan", "did not go to an employer"),
        "agreements-broken": text(
            "afspraken niet nagekomen, ook de ultieme", "agreements broken, the ultimate as well"
        ),
    },
    (CASEWORKER,),
)
valid_reason = boolean(
    "valid_reason",
    text("Een geldige reden", "A valid reason"),
    text("Was er een geldige reden?", "Was there a valid reason?"),
)
proof_days = integer(
    "working_days_until_proof",
    text("Werkdagen tot het bewijs van afwezigheid", "Working days until the proof of absence"),
    text("Na hoeveel werkdagen gaf je het bewijs?", "After how many working days did you give the proof?"),
    high=1000,
    unit=WORKING_DAYS,
)
deliberate = boolean(
    "deliberate",
    text("Met opzet, om de uitkering te houden", "Deliberate, to keep the benefit"),
    text("Gebeurde het met opzet, om de uitkering te houden?", "Was it deliberate, to keep the benefit?"),
    (CASEWORKER,),
)
warned_only = boolean(
    "warned_only",
    text("De Controledienst gaf alleen een verwittiging", "The control service only warned"),
    text("Bleef het bij een verwittiging?", "Did it stop at a warning?"),
    (CITIZEN, CASEWORKER),
)
decision_received = day(
    "decision_received",
    text("Dag waarop je de beslissing ontving", "Day on which you received the decision"),
    text("Op welke dag ontving of vernam je de beslissing?", "On which day did you receive or hear the decision?"),
    (CITIZEN, CASEWORKER),
    fixed=True,
)
last_day_not_worked = boolean(
    "last_day_is_no_working_day",
    text("De laatste dag is geen werkdag", "The last day is no working day"),
    text(
        "Viel de laatste dag van de termijn op een zaterdag, zondag of feestdag, en is het nu de eerste werkdag erna?",
        "Did the last day fall on a Saturday, Sunday or holiday, and is it now the first working day after it?",
    ),
    (CITIZEN, CASEWORKER),
)

AT_CONTROL = text("Controledienst van VDAB", "The control service of VDAB")
LETTER = (
    "VDAB",
    text("Je krijgt een brief met plaats en dag van het verhoor", "You get a letter with place and day of the hearing"),
)
HEARING = (
    "VDAB",
    text(
        "Voor elke beslissing word je gehoord; je mag je laten bijstaan of vertegenwoordigen",
        "You are heard before each decision; you may have help or be represented",
    ),
)
TELL_AHEAD = (
    "citizen",
    text(
        "Kan je niet komen, verwittig dan vooraf en bezorg op tijd een bewijs",
        "When you cannot come, say so beforehand and give proof in time",
    ),
)

followed_up = all_of(
    registered_without_work,
    benefit.is_one_of("unemployment", "insertion").explain(
        nl="Je krijgt een werkloosheids- of inschakelingsuitkering",
        en="You get an unemployment or insertion benefit",
        source="PACT24-3.2-c",
    ),
    none_of(unfit_for_work).explain(nl="Je bent niet arbeidsongeschikt", en="You are not unfit for work"),
    none_of(exempt_from_availability).explain(
        nl="Je bent niet vrijgesteld van beschikbaarheid", en="You are not exempt from being available"
    ),
    none_of(outside_control).explain(
        nl="Je hoort niet bij een groep die VDAB niet opvolgt", en="You are in no group that VDAB does not follow up"
    ),
)

availability_control = measure(
    "availability-control",
    title=text("Controle van de beschikbaarheid", "Control of availability"),
    anchor=decision(),
    aim=Aim.AVAILABILITY,
    apply_at=text("VDAB: je bemiddelaar", "VDAB: your caseworker"),
    about=text(
        "Wie een werkloosheidsuitkering krijgt, moet werk zoeken en afspraken nakomen. VDAB volgt dat op. "
        "Wie geen uitkering krijgt, kan geen sanctie krijgen.",
        "Who gets an unemployment benefit must look for work and keep agreements. VDAB follows that up. "
        "Who gets no benefit cannot be sanctioned.",
    ),
    duties=[
        ("citizen", text("Je zoekt actief werk en komt je afspraken na", "You look for work and keep agreements")),
        TELL_AHEAD,
        (
            "VDAB",
            text("VDAB begeleidt eerst: een sanctie is het sluitstuk", "VDAB guides first: a sanction comes last"),
        ),
        HEARING,
    ],
    versions=[
        version(
            date(2016, 1, 1),
            known_on=date(2015, 12, 18),
            sources=[ORDER, "VDAB, opvolging van je plichten", "BN19-VI.1.3-a"],
            eligible=followed_up,
            limits=[
                weeks_until_first_contact <= parameter("first-contact-weeks"),
                phone_attempts >= parameter("phone-attempts"),
                proof_days <= parameter("absence-proof-days"),
                ultimate_months <= parameter("ultimate-warning-months"),
            ],
            gives=text(
                "Begeleiding met afspraken, en een vaste volgorde voor er een sanctie kan zijn",
                "Guidance with agreements, and a fixed order before there can be a sanction",
            ),
            notes=[
                text(
                    "Stap 1: je bemiddelaar maakt afspraken op een afsprakenblad.",
                    "Step 1: your caseworker puts agreements on a sheet.",
                ),
                text(
                    "Stap 2: kom je ze niet na, dan krijg je formele afspraken.",
                    "Step 2: when you do not keep them, you get formal agreements.",
                ),
                text(
                    "Stap 3: kom je ook die niet na, dan krijg je ultieme afspraken, met een termijn.",
                    "Step 3: when you do not keep those either, you get ultimate agreements, with a term.",
                ),
                text(
                    "Stap 4: daarna gaat je dossier naar de Controledienst, die je hoort voor hij beslist.",
                    "Step 4: then your file goes to the control service, which hears you before it decides.",
                ),
                text(
                    "In sommige situaties, zoals een opleiding met vrijstelling, volgt VDAB alleen je afspraken op.",
                    "In some situations, such as a training with exemption, VDAB only follows up your agreements.",
                ),
            ],
        )
    ],
)

shown_why = all_of(valid_reason, proof_days <= parameter("absence-proof-days"))
refused = control_event.is_one_of("refused-job", "not-at-employer")
exclusion = when(
    all_of(refused, deliberate),
    parameter("sanction-weeks-intent"),
    when(
        control_event.is_one_of("agreements-broken"),
        parameter("sanction-weeks-agreements"),
        parameter("sanction-weeks"),
    ),
)

availability_sanction = measure(
    "availability-sanction",
    title=text("Sanctie van de Controledienst", "Sanction of the control service"),
    anchor=decision(),
    aim=Aim.AVAILABILITY,
    unit="weeks",
    apply_at=AT_CONTROL,
    about=text(
        "Wat de Controledienst kan beslissen als iemand zonder geldige reden niet komt of een job weigert: een "
        "verwittiging, of een tijd zonder uitkering. Hoe lang, hangt af van het dossier: "
        "VDAB maakt alleen een vork bekend.",
        "What the control service can decide when somebody stays away or refuses a job without a valid reason: a "
        "warning, or a time without benefit. How long depends on the file; VDAB publishes a range only.",
    ),
    duties=[
        TELL_AHEAD,
        LETTER,
        HEARING,
        ("VDAB", text("De beslissing zegt waarom en hoe je in beroep gaat", "The decision says why and how to appeal")),
    ],
    versions=[
        version(
            date(2016, 1, 1),
            known_on=date(2015, 12, 18),
            sources=["VDAB, sancties van de Controledienst", "RVA, infoblad T47", ORDER],
            eligible=all_of(
                followed_up,
                none_of(control_event.is_one_of("nothing")).explain(
                    nl="Je kwam niet, weigerde een job of kwam afspraken niet na",
                    en="You stayed away, refused a job or broke agreements",
                    id="control_event",
                ),
                none_of(shown_why).explain(
                    nl="Je had geen geldige reden, of je gaf het bewijs te laat",
                    en="You had no valid reason, or gave the proof too late",
                    id="no-valid-reason",
                ),
            ),
            amount=[
                part(
                    "weeks",
                    "weken zonder uitkering",
                    "weeks without benefit",
                    when(warned_only, 0, exclusion.times(100)),
                )
            ],
            gives=text(
                "Een verwittiging, of een tijd zonder uitkering; bij opzet voor onbepaalde duur",
                "A warning, or a time without benefit; for an indefinite time when deliberate",
            ),
            notes=[
                text(
                    "In de praktijk weegt het zwaarder als iemand vaker wegblijft; op den duur kan het recht eindigen.",
                    "In practice it weighs more when somebody stays away more often; in the end the right can stop.",
                ),
                text(
                    "Een rechter vernietigde een sanctie die niet in verhouding stond tot één gemiste afspraak.",
                    "A court annulled a sanction that was out of proportion to one missed appointment.",
                ),
            ],
        )
    ],
)

begins = decision_received + 1  # the day after the receipt
sanction_appeal = measure(
    "sanction-appeal",
    title=text("Beroep tegen een sanctie", "Appeal against a sanction"),
    anchor=decision(),
    aim=Aim.AVAILABILITY,
    apply_at=text("Griffie van de arbeidsrechtbank", "Registry of the labour court"),
    about=text(
        "Ben je het niet eens met de Controledienst, dan kan je naar de arbeidsrechtbank. De termijn begint de dag na "
        "de ontvangst van de beslissing.",
        "When you disagree with the control service you can go to the labour court. The term begins on the day after "
        "you received the decision.",
    ),
    duties=[
        (
            "citizen",
            text(
                "Je schrijft een verzoekschrift met naam, adres, rijksregisternummer, dag en nummer van de beslissing "
                "en je redenen, en je dateert en ondertekent het",
                "You write a petition with name, address, national number, day and number of the decision and your "
                "reasons, and you date and sign it",
            ),
        )
    ],
    versions=[
        version(
            date(2016, 1, 1),
            known_on=date(2015, 12, 18),
            sources=["VDAB, in beroep gaan"],
            eligible=any_of(
                begins.months_ago() < parameter("appeal-months"),
                # A term that ends on a weekend or a holiday goes on to the next working day: three days at the most.
                all_of(last_day_not_worked, (begins + 3).months_ago() < parameter("appeal-months")),
            ).explain(
                nl="De termijn om in beroep te gaan loopt nog", en="The term to appeal is still running", id="in-time"
            ),
            gives=text("Een rechter bekijkt de beslissing opnieuw", "A judge looks at the decision again"),
            notes=[
                text(
                    "Vraag eerst raad aan je vakbond of de Hulpkas.",
                    "Ask advice from your union or the public payment office first.",
                )
            ],
        )
    ],
)
