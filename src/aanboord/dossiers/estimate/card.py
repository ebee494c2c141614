"""The model card: what the model is for, what it is not for, what it weighs, and how often it is wrong, for whom."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .evaluation import DIMENSIONS, GROUPS, SMALLEST_CELL, Bin, Report
from .explain import effect_in_words
from .factors import FACTORS
from .model import Model, Provenance
from .service import SELF_RELIANT_FROM
from .texts import Text

LARGEST_GAP = 0.05
LARGEST_ERROR_DIFFERENCE = 0.10
Z95 = 1.96


@dataclass(frozen=True, slots=True)
class LevelPoints:
    """One level of a factor: what it adds to the logit of the average person, and in words."""

    label: Text
    points: float
    effect: Text


@dataclass(frozen=True, slots=True)
class FactorPoints:
    """All levels of one factor, from low to high, "not known yet" last."""

    title: Text
    levels: tuple[LevelPoints, ...]


@dataclass(frozen=True, slots=True)
class GroupRow:
    """Error of one group; figures are None where withheld. Meanings as in ``evaluation.GroupError``."""

    group: Text
    n: int | None
    chance: float | None
    observed: float | None
    false_positive_rate: float | None
    false_negative_rate: float | None


@dataclass(frozen=True, slots=True)
class GroupTable:
    """Error per group of one characteristic."""

    title: Text
    rows: tuple[GroupRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCard:
    """Everything a page needs to show the card (BN19-VI.1.1-f)."""

    title: Text
    version: str
    warning: Text | None
    purpose: Text
    not_for: tuple[Text, ...]
    switched_on_by: Text
    data: tuple[Text, ...]
    method: tuple[Text, ...]
    factors: tuple[FactorPoints, ...]
    never_used: Text
    quality: tuple[Text, ...]
    bins: tuple[Bin, ...]
    groups: tuple[GroupTable, ...]
    groups_explained: Text
    attention: tuple[Text, ...]
    limits: tuple[Text, ...]
    report: Report


def model_card(model: Model) -> ModelCard:
    """The card of a model."""
    return ModelCard(
        title=Text("Kans op werk binnen zes maanden", "Chance of work within six months"),
        version=model.version,
        warning=model.warning,
        purpose=_PURPOSE,
        not_for=_NOT_FOR,
        switched_on_by=_SWITCHED_ON_BY,
        data=_data(model.provenance, model.report, fictional=model.fictional),
        method=_METHOD,
        factors=_factors(model),
        never_used=_NEVER_USED,
        quality=_quality(model.report),
        bins=model.report.bins,
        groups=_groups(model.report),
        groups_explained=_GROUPS_EXPLAINED,
        attention=_attention(model.report),
        limits=_LIMITS,
        report=model.report,
    )


_PURPOSE = Text(
    "De schatting helpt een professional om bij de screening te zien hoe ver iemand van de arbeidsmarkt staat, "
    "en waarom. De professional beslist en mag altijd afwijken, met een reden.",
    "The estimate helps a professional to see during the screening how far someone is from the labour market, "
    "and why. The professional decides and may always depart from it, with a reason.",
)
_NOT_FOR = (
    Text("beslissen zonder een mens", "deciding without a human"),
    Text(
        "iemand hulp, een recht of een uitkering weigeren, controleren of bestraffen",
        "refusing someone help, a right or a benefit, controlling or sanctioning someone",
    ),
    Text(
        "arbeidszorg of ‘nu niet te begeleiden’ voorstellen: dat volgt nooit uit een cijfer",
        "suggesting work-care or ‘not guidable now’: that never follows from a figure",
    ),
    Text("mensen of professionals met elkaar vergelijken", "comparing people or professionals with one another"),
)
_SWITCHED_ON_BY = Text(
    "Alleen de regio zelf zet het model aan, nadat het op haar eigen geschiedenis geleerd heeft en zij deze kaart "
    "gelezen heeft. Zij kan het altijd weer uitzetten.",
    "Only the region itself switches the model on, after it has learned from the region's own history and the region "
    "has read this card. The region can always switch it off again.",
)
_METHOD = (
    Text(
        "Het model telt punten op, één keer per onderwerp. De som geeft de kans. Alle punten staan hieronder.",
        "The model adds points, once for each subject. The sum gives the chance. All points are shown below.",
    ),
    Text(
        "Elk onderwerp werkt in één richting: een grotere taalkloof kan de kans bijvoorbeeld nooit verhogen.",
        "Each subject works in one direction: a larger language gap, for instance, can never raise the chance.",
    ),
    Text(
        "Wat niet gekend is, telt als niet gekend en nooit als nul. Het maakt de schatting minder zeker.",
        "What is not known counts as not known and never as zero. It makes the estimate less sure.",
    ),
)
_NEVER_USED = Text(
    "Geslacht, leeftijd, afkomst, nationaliteit, geloof, gezondheid en gerechtelijke gegevens tellen nooit mee. "
    "Geslacht, leeftijd en geboorteland dienen alleen om hieronder na te gaan of het model zich voor groepen anders "
    "vergist.",
    "Sex, age, origin, nationality, religion, health and judicial data never weigh in. "
    "Sex, age and country of birth serve only to check below whether the model errs differently for groups.",
)
_GROUPS_EXPLAINED = Text(
    f"‘Te weinig hulp’: van wie geen werk vond, het deel met een kans van {100 * SELF_RELIANT_FROM:.0f} % of meer. "
    "‘Te veel hulp’: van wie werk vond, het deel met een lagere kans. "
    f"Een groep waarin minder dan {SMALLEST_CELL} mensen werk vonden, of minder dan {SMALLEST_CELL} geen, "
    "tonen we niet. Kan ze uit de rest berekend worden, dan blijft ook een tweede groep weg.",
    f"‘Too little help’: of those who found no work, the share with a chance of {SELF_RELIANT_FROM:.0%} or more. "
    "‘Too much help’: of those who found work, the share with a lower chance. "
    f"A group in which fewer than {SMALLEST_CELL} people found work, or fewer than {SMALLEST_CELL} did not, "
    "is withheld. Where it could be worked out from the rest, a second group is withheld too.",
)
_LIMITS = (
    Text(
        "Een kans gaat over veel mensen in een gelijkaardige situatie, niet over wat deze ene mens zal doen.",
        "A chance is about many people in a similar situation, not about what this one person will do.",
    ),
    Text(
        "Het model ziet samenhang, geen oorzaak. Een stap die samengaat met meer kans, geeft die kans niet vanzelf.",
        "The model sees association, not cause. "
        "A step that goes with a better chance does not give that chance by itself.",
    ),
    Text(
        "Het leert van vroeger, en dus ook van discriminatie van vroeger. Bekijk daarom de fouten per groep.",
        "It learns from the past, and so from past discrimination too. Therefore look at the error per group.",
    ),
    Text(
        "Werkregime en kinderopvang hangen samen met geslacht en gezin: via hen kan een groep anders uitkomen.",
        "Work regime and child care go together with sex and family: through them a group may come out differently.",
    ),
    Text(
        "Motivatie, gezondheid en de klik met een werkgever ziet het niet.",
        "It does not see motivation, health or how someone gets on with an employer.",
    ),
    Text(
        "De arbeidsmarkt verandert. Train en toets het model minstens elk jaar opnieuw.",
        "The labour market changes. Train and test the model again at least once a year.",
    ),
)


def _data(data: Provenance, report: Report, *, fictional: bool) -> tuple[Text, ...]:
    learned = data.fitted + data.calibrated
    kind = Text("verzonnen screenings", "invented screenings") if fictional else Text("screenings", "screenings")
    return (
        Text(
            f"Geleerd van {learned} {kind.nl} van {data.first} tot {data.last}: "
            f"{data.fitted} om te leren, {data.calibrated} om te ijken. {percent(data.base_rate).nl} vond werk.",
            f"Learned from {learned} {kind.en} from {data.first} to {data.last}: "
            f"{data.fitted} to learn from, {data.calibrated} to calibrate. {percent(data.base_rate).en} found work.",
        ),
        Text(
            f"Getoetst op {report.n} latere {kind.nl}, van {report.first} tot {report.last}.",
            f"Tested on {report.n} later {kind.en}, from {report.first} to {report.last}.",
        ),
        Text(
            f"Van {data.rows} rijen bleven er {data.not_followed_long_enough} weg omdat ze nog geen zes maanden "
            f"opgevolgd zijn, en {data.outcome_unknown_at_hold_out} omdat hun uitkomst bij het begin van de toets nog "
            "niet vaststond.",
            f"Of {data.rows} rows, {data.not_followed_long_enough} were left out because they had not been followed "
            f"for six months, and {data.outcome_unknown_at_hold_out} because their outcome was not certain when the "
            "test began.",
        ),
        Text(f"Vingerafdruk van de gegevens: {data.fingerprint}", f"Fingerprint of the data: {data.fingerprint}"),
    )


def _factors(model: Model) -> tuple[FactorPoints, ...]:
    highest = max(len(factor.labels) for factor in FACTORS)
    by_level = [
        model.contributions(np.array([[min(level, len(factor.labels) - 1) for factor in FACTORS]]))[0]
        for level in range(-1, highest)
    ]
    made = []
    for place, factor in enumerate(FACTORS):
        labels = [*factor.labels, Text("nog niet gekend", "not known yet")]
        points = [float(by_level[1 + level][place]) for level in [*range(len(factor.labels)), -1]]
        levels = (LevelPoints(label, each, effect_in_words(each)) for label, each in zip(labels, points, strict=True))
        made.append(FactorPoints(factor.title, tuple(levels)))
    return tuple(made)


def _quality(report: Report) -> tuple[Text, ...]:
    better = 1 - report.brier / report.brier_base_rate
    return (
        Text(
            f"Van twee mensen, één die werk vond en één die geen werk vond, krijgt in {percent(report.auc).nl} van de "
            "gevallen de eerste de hoogste kans (AUC; 50 % is raden).",
            f"Of two people, one who found work and one who did not, the first has the higher chance in "
            f"{percent(report.auc).en} of cases (AUC; 50% is guessing).",
        ),
        Text(
            f"De kansen wijken gemiddeld {_points(report.ece, ',')} procentpunt af van wat gebeurde (ijkfout, ECE).",
            f"The chances differ by {_points(report.ece, '.')} percentage points on average from what happened "
            "(calibration error, ECE).",
        ),
        Text(
            f"De fout (Brier) is {report.brier:.3f} tegen {report.brier_base_rate:.3f} voor wie iedereen dezelfde kans "
            f"geeft: {percent(better).nl} beter.".replace("0.", "0,"),
            f"The error (Brier) is {report.brier:.3f} against {report.brier_base_rate:.3f} for giving everyone the "
            f"same chance: {percent(better).en} better.",
        ),
    )


def _groups(report: Report) -> tuple[GroupTable, ...]:
    return tuple(
        GroupTable(
            title,
            tuple(
                GroupRow(
                    GROUPS[each.group],
                    each.n,
                    each.chance,
                    each.observed,
                    each.false_positive_rate,
                    each.false_negative_rate,
                )
                for each in report.groups
                if each.dimension == dimension
            ),
        )
        for dimension, (title, _) in DIMENSIONS.items()
    )


def _attention(report: Report) -> tuple[Text, ...]:
    """Groups for which the chances come out wrong, or which get too little help far more often than others.

    Only what is both large and more than chance, given the size of the group.
    """
    made = []
    for each in report.groups:
        if each.n is None or each.chance is None or each.observed is None or each.false_positive_rate is None:
            continue
        dimension, group = DIMENSIONS[each.dimension][0], GROUPS[each.group]
        who = Text(f"{dimension.nl}, {group.nl}", f"{dimension.en}, {group.en}")
        expected, found = percent(each.chance), percent(each.observed)
        if abs(each.chance - each.observed) > max(LARGEST_GAP, Z95 * _doubt(each.observed, each.n)):
            how = Text("hoog", "high") if each.chance > each.observed else Text("laag", "low")
            made.append(
                Text(
                    f"{who.nl}: de kansen zijn te {how.nl}. Geschat {expected.nl}, werk gevonden {found.nl}.",
                    f"{who.en}: the chances are too {how.en}. Estimated {expected.en}, found work {found.en}.",
                )
            )
        without_work = each.n * (1 - each.observed)
        doubt = Z95 * _doubt(each.false_positive_rate, without_work)
        if each.false_positive_rate - report.false_positive_rate > max(LARGEST_ERROR_DIFFERENCE, doubt):
            mine, all_ = percent(each.false_positive_rate), percent(report.false_positive_rate)
            made.append(
                Text(
                    f"{who.nl}: krijgt vaker te weinig hulp, {mine.nl} tegen {all_.nl} voor iedereen samen.",
                    f"{who.en}: gets too little help more often, {mine.en} against {all_.en} for everyone together.",
                )
            )
    return tuple(made)


def _doubt(share: float, n: float) -> float:
    """Standard error of a share of n people."""
    return float((share * (1 - share) / n) ** 0.5)


def percent(share: float) -> Text:
    """A share as whole per cents, as each language writes them."""
    return Text(f"{100 * share:.0f} %", f"{100 * share:.0f}%")


def _points(share: float, mark: str) -> str:
    return f"{100 * share:.1f}".replace(".", mark)
