"""Re-integration of the long-term ill: its moments since 2016, and what follows when the questionnaire stays away."""

from datetime import date

from ..language import FactNumber
from ..writing import (
    Aim,
    all_of,
    boolean,
    decision,
    integer,
    measure,
    none_of,
    parameter,
    part,
    text,
    transition,
    version,
)
from .activation import WAITED, months_until
from .availability import unfit_for_work
from .workplace_learning import WEEKS


def weeks_until(id: str, nl: str, en: str, question_nl: str, question_en: str) -> FactNumber:
    return integer(id, text(nl, en), text(question_nl, question_en), WAITED, high=3000, unit=WEEKS)


months_until_look = months_until(
    "months_ill_until_look",
    "Maanden ziekte tot men bekeek of re-integratie kan",
    "Months of illness until one looked whether re-integration is possible",
    "Na hoeveel maanden ziekte werd bekeken of werken weer kan?",
    "After how many months of illness did one look whether work is possible again?",
)
months_until_path = months_until(
    "months_ill_until_path",
    "Maanden ziekte tot het re-integratietraject",
    "Months of illness until the re-integration path",
    "Na hoeveel maanden ziekte begon het re-integratietraject?",
    "After how many months of illness did the re-integration path begin?",
)
weeks_until_questionnaire = weeks_until(
    "weeks_ill_until_questionnaire",
    "Weken ziekte tot de vragenlijst",
    "Weeks of illness until the questionnaire",
    "Na hoeveel weken ziekte kwam de vragenlijst van het ziekenfonds?",
    "After how many weeks of illness did the questionnaire of the health fund come?",
)
weeks_until_answer = weeks_until(
    "weeks_until_answer",
    "Weken tot het antwoord op de vragenlijst",
    "Weeks until the answer to the questionnaire",
    "Na hoeveel weken beantwoordde je de vragenlijst?",
    "After how many weeks did you answer the questionnaire?",
)
months_until_estimate = months_until(
    "months_ill_until_estimate",
    "Maanden ziekte tot de eerste inschatting",
    "Months of illness until the first estimate",
    "In welke maand van de ziekte kwam de eerste inschatting?",
    "In which month of the illness did the first estimate come?",
)
weeks_until_potential = weeks_until(
    "weeks_ill_until_potential",
    "Weken ziekte tot de inschatting van het arbeidspotentieel",
    "Weeks of illness until the estimate of the potential to work",
    "Na hoeveel weken ziekte werd je arbeidspotentieel ingeschat?",
    "After how many weeks of illness was your potential to work estimated?",
)
questionnaire_returned = boolean(
    "questionnaire_returned",
    text("De vragenlijst is op tijd terugbezorgd", "The questionnaire was returned in time"),
    text("Bezorgde je de vragenlijst op tijd terug?", "Did you return the questionnaire in time?"),
    WAITED,
)
path_before_2026 = boolean(
    "path_before_2026",
    text("Traject begonnen vóór 2026", "Path begun before 2026"),
    text("Begon je traject naar werk vóór 1 januari 2026?", "Did your path to work begin before 1 January 2026?"),
    WAITED,
    fixed=True,
)

AT_FUND = text("Je ziekenfonds: de terug-naar-werkcoördinator; of VDAB", "Your health fund: its coordinator; or VDAB")
ill = unfit_for_work.explain(nl="Je bent erkend als arbeidsongeschikt", en="You are recognised as unfit for work")
TO_WORK = text("Begeleiding naar werk op maat van je gezondheid", "Guidance to work that fits your health")

reintegration_ill = measure(
    "reintegration-ill",
    title=text("Re-integratie van wie lang ziek is", "Re-integration of the long-term ill"),
    anchor=decision(),
    aim=Aim.REINTEGRATION,
    apply_at=AT_FUND,
    about=text(
        "Wie ziek is en misschien weer kan werken, krijgt op vaste momenten vragen en een inschatting, en hulp bij de "
        "stap naar aangepast of ander werk.",
        "Who is ill and may be able to work again gets questions and an estimate at fixed moments, and help with the "
        "step to adapted or other work.",
    ),
    duties=[
        (
            "citizen",
            text("Je beantwoordt de vragenlijst en gaat in op uitnodigingen", "You answer and come when invited"),
        ),
        (
            "health-fund",
            text("De adviserend arts maakt op tijd een inschatting", "The advising doctor estimates in time"),
        ),
        ("VDAB", text("VDAB wordt tijdig betrokken en geeft toegang tot zijn aanbod", "VDAB opens its offer in time")),
    ],
    versions=[
        version(
            date(2016, 12, 1),
            sources=["BN19-VI.1.2-f", "Knack, mei 2017"],
            eligible=ill,
            limits=[
                months_until_look <= parameter("reintegration-look-months"),
                months_until_path < parameter("reintegration-path-month"),
            ],
            gives=TO_WORK,
        ),
        version(
            date(2022, 1, 1),
            known_on=date(2022, 1, 19),
            sources=["koninklijk besluit van 19 januari 2022", "BN19-VI.1.2-g"],
            eligible=ill,
            limits=[
                weeks_until_questionnaire <= parameter("reintegration-questionnaire-weeks"),
                weeks_until_answer <= parameter("reintegration-answer-weeks"),
                months_until_estimate <= parameter("reintegration-estimate-month"),
            ],
            gives=TO_WORK,
            notes=[text("Voor zelfstandigen geldt het sinds 2023.", "For the self-employed it holds since 2023.")],
        ),
        version(
            date(2026, 1, 1),
            known_on=date(2025, 12, 30),
            sources=["wet en koninklijk besluit, Belgisch Staatsblad van 30 december 2025", "ABVV", "Cohezio"],
            eligible=ill,
            limits=[
                weeks_until_answer <= parameter("reintegration-answer-weeks"),
                (weeks_until_potential >= parameter("reintegration-potential-weeks")).explain(
                    nl="Het arbeidspotentieel wordt niet te vroeg ingeschat",
                    en="The potential to work is not estimated too soon",
                    id="weeks_ill_until_potential",
                    source="Securex, FAQ retour au travail 2026",
                ),
            ],
            gives=TO_WORK,
            notes=[
                text(
                    "Wie zich te laat inschrijft bij VDAB, kan sinds 2026 ook een sanctie krijgen; hoeveel en na "
                    "hoeveel dagen staat in geen gelezen bron. Trajecten van vóór 2026 volgen de vroegere regels.",
                    "Since 2026 who registers too late with VDAB can be sanctioned as well; how much and after how "
                    "many days stands in no source that was read. Paths from before 2026 follow the earlier rules.",
                )
            ],
        ),
    ],
)

not_returned = all_of(
    ill,
    none_of(questionnaire_returned).explain(
        nl="De vragenlijst is niet op tijd terugbezorgd", en="The questionnaire was not returned in time"
    ),
)

reintegration_sanction = measure(
    "reintegration-questionnaire-sanction",
    title=text("Minder ziekte-uitkering zonder vragenlijst", "Lower sickness benefit without questionnaire"),
    anchor=decision(),
    aim=Aim.REINTEGRATION,
    unit="%",
    apply_at=text("Je ziekenfonds", "Your health fund"),
    about=text(
        "Wie ziek is en de vragenlijst van het ziekenfonds niet terugbezorgt, kan een deel van de uitkering verliezen.",
        "Who is ill and does not return the questionnaire of the health fund can lose a part of the benefit.",
    ),
    duties=[("citizen", text("Je bezorgt de vragenlijst op tijd terug", "You return the questionnaire in time"))],
    versions=[
        version(
            date(2023, 1, 1),
            known_on=date(2022, 5, 13),
            sources=["ministerraad van 13 mei 2022", "ABVV", "Cohezio"],
            verified=False,
            eligible=not_returned,
            amount=[part("part", "deel van de uitkering", "part of the benefit", parameter("reintegration-sanction"))],
        ),
        version(
            date(2026, 1, 1),
            known_on=date(2025, 12, 30),
            sources=["wet en koninklijk besluit, Belgisch Staatsblad van 30 december 2025", "ABVV", "Cohezio"],
            eligible=all_of(
                not_returned,
                none_of(path_before_2026).explain(
                    nl="Je traject begon niet vóór 2026", en="Your path did not begin before 2026"
                ),
            ),
            amount=[part("part", "deel van de uitkering", "part of the benefit", parameter("reintegration-sanction"))],
            transitions=[
                # No end is known: such a path ends by itself.
                transition(
                    "path-before-2026",
                    "Je traject begon vóór 2026: de vroegere sanctie geldt",
                    "Your path began before 2026: the earlier sanction holds",
                    condition=all_of(not_returned, path_before_2026),
                    until=date(2100, 12, 31),
                    sources=["ABVV", "Cohezio"],
                    amount=[
                        part(
                            "part",
                            "deel van de uitkering",
                            "part of the benefit",
                            parameter("reintegration-sanction-before-2026"),
                        )
                    ],
                )
            ],
        ),
    ],
)
