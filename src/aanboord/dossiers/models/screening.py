"""Screening: the distance to the labour market, over all life domains, with the professional's decision."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aanboord.core import clock
from aanboord.core.access import Part
from aanboord.core.models import Choice, Noun
from aanboord.directory.models import Organisation, Professional, Territory

from .dossier import Dossier, OfDossier, ServiceLevel


class Domain(models.TextChoices):
    """Life domains in which a threshold to work can lie (ADV24-3-c, PACT24-5-c)."""

    LANGUAGE = "language", _("Nederlands, voor dit jobdoelwit")
    DIGITAL = "digital", _("Digitale vaardigheden")
    MOBILITY = "mobility", _("Mobiliteit")
    CHILDCARE = "childcare", _("Kinderopvang")
    HOUSING = "housing", _("Wonen")
    DEBT = "debt", _("Schulden en inkomen")
    HEALTH = "health", _("Gezondheid")
    JUSTICE = "justice", _("Justitie")
    NETWORK = "network", _("Netwerk en gezin")
    ADMINISTRATION = "administration", _("Papieren en verblijf")


#: Under whose rights a domain stands.
DOMAIN_PARTS: dict[str, Part] = {
    Domain.LANGUAGE: Part.SCREENING,
    Domain.DIGITAL: Part.SCREENING,
    Domain.MOBILITY: Part.SCREENING,
    Domain.CHILDCARE: Part.SCREENING,
    Domain.HOUSING: Part.WELFARE,
    Domain.DEBT: Part.WELFARE,
    Domain.HEALTH: Part.HEALTH,
    Domain.JUSTICE: Part.WELFARE,
    Domain.NETWORK: Part.WELFARE,
    Domain.ADMINISTRATION: Part.WELFARE,
}


class Weight(models.IntegerChoices):
    """How much a domain stands in the way."""

    NONE = 0, _("Geen drempel")
    LIGHT = 1, _("Lichte drempel")
    HEAVY = 2, _("Zware drempel")


class LanguageLevel(models.IntegerChoices):
    """CEFR, with 0 for none."""

    NONE = 0, _("geen")
    A1 = 1, "A1"
    A2 = 2, "A2"
    B1 = 3, "B1"
    B2 = 4, "B2"
    C1 = 5, "C1"
    C2 = 6, "C2"


class Education(models.TextChoices):
    LOW = "low", _("Geen diploma secundair")
    MIDDLE = "middle", _("Diploma secundair")
    HIGH = "high", _("Hoger onderwijs")


class Regime(models.TextChoices):
    """The widest work regime that somebody seeks."""

    FEW_HOURS = "few_hours", _("Enkele uren per week")
    PART_TIME = "part_time", _("Deeltijds")
    FULL_TIME = "full_time", _("Voltijds")
    FULL_TIME_ANY_SHIFT = "full_time_any_shift", _("Voltijds, ook in ploegen of in het weekend")


class Screening(OfDossier):
    """One finished screening. A later one does not replace it: history stays. What is unfinished is a Draft."""

    class Conversation(models.TextChoices):
        IN_PERSON = "in-person", _("Gesprek")
        PHONE = "phone", _("Telefoon")
        VIDEO = "video", _("Video")
        DIGITAL = "digital", _("Digitaal ingevuld")

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="screenings")
    number = models.PositiveSmallIntegerField()
    on = models.DateField()
    by = models.ForeignKey(Professional, models.PROTECT)
    unit = models.ForeignKey(Organisation, models.PROTECT)
    conversation = Choice(_("vorm"), choices=Conversation.choices)
    job_target = models.CharField(_("jobdoelwit"), max_length=120, blank=True)
    education = Choice(_("opleiding"), choices=Education.choices, blank=True)
    experience_years = models.DecimalField(
        _("jaren ervaring in het doelwit"), max_digits=3, decimal_places=1, null=True, blank=True
    )
    regime = Choice(_("zoekt werk"), choices=Regime.choices, blank=True)
    months_since_work = models.PositiveSmallIntegerField(_("maanden sinds laatste werk"), null=True, blank=True)
    language_level = models.PositiveSmallIntegerField(
        _("niveau Nederlands"), choices=LanguageLevel.choices, null=True, blank=True
    )
    language_needed = models.PositiveSmallIntegerField(
        _("Nederlands dat het doelwit vraagt"), choices=LanguageLevel.choices, null=True, blank=True
    )
    competences = models.TextField(_("wat iemand kan, ook van buiten het werk"), blank=True)
    motivation = models.PositiveSmallIntegerField(_("zin om te werken (1-5)"), null=True, blank=True)
    remarks = models.TextField(_("in eigen woorden"), blank=True)
    estimate = models.JSONField(null=True, blank=True)  # chance, reasons, suggestion, model; null when the model is off
    suggested_level = Choice(choices=ServiceLevel.choices, blank=True)
    level = Choice(_("dienstverlening"), choices=ServiceLevel.choices)
    departure_reason = models.TextField(_("waarom anders dan de schatting"), blank=True)

    class Meta:
        ordering = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "number"], name="screening_number_once"),
            models.CheckConstraint(
                condition=Q(suggested_level="") | Q(suggested_level=models.F("level")) | ~Q(departure_reason=""),
                name="departure_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(motivation=None) | Q(motivation__gte=1, motivation__lte=5), name="motivation_one_to_five"
            ),
        ]

    @property
    def departs(self) -> bool:
        """Whether the professional decided otherwise than the estimate suggested."""
        return bool(self.suggested_level) and self.suggested_level != self.level


class Threshold(models.Model):
    """What one life domain weighs in a screening. A domain that was not spoken of has no row: unknown is not none."""

    screening = models.ForeignKey(Screening, models.CASCADE, related_name="thresholds")
    domain = Choice(choices=Domain.choices)
    weight = models.PositiveSmallIntegerField(choices=Weight.choices)
    remark = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-weight", "domain"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["screening", "domain"], name="threshold_domain_once"),
        ]

    @property
    def part(self) -> Part:
        return DOMAIN_PARTS[self.domain]


class EstimateModel(Noun):
    """A trained estimate. A region (or all, when empty) switches on one that was trained on its own history."""

    trained_at = models.DateTimeField(default=clock.now)
    basis = models.CharField(max_length=80)  # "fictional" or "region:<name>"
    content = models.JSONField()
    region = models.ForeignKey(Territory, models.PROTECT, null=True, blank=True)
    active = models.BooleanField(default=False)

    class Meta:
        ordering = ["-trained_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["region"], condition=Q(active=True), name="one_active_model_per_region"),
            models.UniqueConstraint(
                fields=["active"], condition=Q(active=True, region=None), name="one_active_model_for_all_regions"
            ),
        ]
