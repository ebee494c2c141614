"""Steps on the work floor, work, and what comes after."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aanboord.core.models import Choice
from aanboord.core.states import Stateful, transitions
from aanboord.directory.models import Organisation, Professional

from .dossier import Dossier, OfDossier


class Instrument(models.TextChoices):
    """Instruments of workplace learning and work experience (PACT24-4.1-b). Their conditions come with the rulebook."""

    IBO = "ibo", _("IBO, individuele beroepsopleiding")
    BIS = "bis", _("BIS, beroepsinlevingsstage")
    OS = "os", _("OS, opleidingsstage")
    WES = "wes", _("WES, werkervaringsstage")
    TWE = "twe", _("TWE, tijdelijke werkervaring")
    WIJK_WERKEN = "wijk-werken", _("Wijk-werken")
    WORK_CARE = "work-care", _("Arbeidszorg")
    TRAINING = "training", _("Opleiding")
    VOLUNTEERING = "volunteering", _("Vrijwilligerswerk")


class Placement(OfDossier, Stateful):
    """A step on an instrument, at a host, for a time."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Gepland")
        RUNNING = "running", _("Loopt")
        ENDED = "ended", _("Beëindigd")
        ENDED_EARLY = "ended-early", _("Vroegtijdig beëindigd")
        CANCELLED = "cancelled", _("Niet doorgegaan")

    TRANSITIONS = transitions(
        **{
            "planned": "running cancelled",
            "running": "ended ended-early",
            "ended": "",
            "ended-early": "",
            "cancelled": "",
        }
    )

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="placements")
    instrument = Choice(_("instrument"), choices=Instrument.choices)
    host = models.CharField(_("waar (werkgever of organisatie)"), max_length=160)
    occupation = models.CharField(_("beroep of taak"), max_length=120, blank=True)
    starts_on = models.DateField(_("begint op"))
    ends_on = models.DateField(_("eindigt op"))
    hours_per_week = models.DecimalField(_("uren per week"), max_digits=4, decimal_places=1)
    goals = models.TextField(_("wat er geleerd wordt"))
    state = Choice(choices=State.choices, default=State.PLANNED)
    ended_on = models.DateField(null=True, blank=True)
    early_end_reason = models.CharField(_("waarom vroeger"), max_length=300, blank=True)

    class Meta:
        ordering = ["-starts_on"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="placement_ends_after_start"),
            models.CheckConstraint(
                condition=Q(hours_per_week__gt=0, hours_per_week__lte=50), name="placement_hours_possible"
            ),
            models.CheckConstraint(
                condition=~Q(state="ended-early") | ~Q(early_end_reason=""), name="early_end_has_a_reason"
            ),
            models.UniqueConstraint(fields=["dossier"], condition=Q(state="running"), name="one_running_placement"),
        ]


class Evaluation(OfDossier):
    """How a placement goes, half-way and at the end, and which competences it brought (BN19-IV.2.1-a)."""

    class Moment(models.TextChoices):
        MIDWAY = "midway", _("Tussentijds")
        END = "end", _("Einde")

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="evaluations")
    placement = models.ForeignKey(Placement, models.CASCADE, related_name="evaluations")
    moment = Choice(_("moment"), choices=Moment.choices)
    on = models.DateField(_("datum"))
    by = models.ForeignKey(Professional, models.PROTECT)
    text = models.TextField(_("hoe het gaat"))
    competences = models.TextField(_("geleerde competenties"), blank=True)

    class Meta:
        ordering = ["on"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["placement", "moment"], name="evaluation_moment_once"),
        ]


class Employment(OfDossier):
    """Work that began. After-care follows at one, three and six months; who still works then, works durably."""

    class Contract(models.TextChoices):
        PERMANENT = "permanent", _("Onbepaalde duur")
        FIXED_TERM = "fixed-term", _("Bepaalde duur")
        AGENCY = "agency", _("Interim")
        SELF_EMPLOYED = "self-employed", _("Zelfstandig")
        ADAPTED = "adapted", _("Maatwerk")

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="employments")
    placement = models.ForeignKey(Placement, models.SET_NULL, null=True, blank=True, related_name="employments")
    employer = models.CharField(_("werkgever"), max_length=160)
    occupation = models.CharField(_("beroep"), max_length=120, blank=True)
    contract = Choice(_("contract"), choices=Contract.choices)
    hours_per_week = models.DecimalField(_("uren per week"), max_digits=4, decimal_places=1)
    started_on = models.DateField(_("begonnen op"))
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=300, blank=True)
    durable_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-started_on"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")), name="work_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(durable_on=None) | Q(ended_on=None) | Q(ended_on__gte=F("durable_on")),
                name="durable_before_end",
            ),
        ]


class AftercareContact(OfDossier):
    """A call after somebody started to work: still there, and how it goes."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="aftercare")
    employment = models.ForeignKey(Employment, models.CASCADE, related_name="contacts")
    month = models.PositiveSmallIntegerField(
        choices=[(1, _("na 1 maand")), (3, _("na 3 maanden")), (6, _("na 6 maanden"))]
    )
    on = models.DateField()
    by = models.ForeignKey(Professional, models.PROTECT)
    unit = models.ForeignKey(Organisation, models.PROTECT)
    still_working = models.BooleanField(_("nog aan het werk"))
    text = models.TextField(_("hoe het gaat"), blank=True)

    class Meta:
        ordering = ["on"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["employment", "month"], name="aftercare_month_once")]
