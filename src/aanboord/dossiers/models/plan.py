"""The case plan: goals, agreements that the citizen answers, appointments."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aanboord.core import clock
from aanboord.core.models import Choice
from aanboord.core.states import Stateful, transitions
from aanboord.directory.models import Organisation, Professional

from .dossier import Dossier, OfDossier
from .screening import Domain


class Goal(OfDossier):
    """Where the plan leads to, in words that the citizen would use."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="goals")
    text = models.CharField(_("doel"), max_length=200)
    towards_work = models.BooleanField(_("stap naar werk"), default=True)
    made_on = models.DateField(default=clock.today)
    reached_on = models.DateField(null=True, blank=True)
    dropped_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["made_on"]

    @property
    def is_open(self) -> bool:
        return self.reached_on is None and self.dropped_on is None


class WorkNotYet(OfDossier):
    """Why a plan holds no step towards work yet, and when to look at that again (PACT24-5-e). The latest one counts."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="work_not_yet")
    reason = models.CharField(_("waarom nog geen stap naar werk"), max_length=300)
    said_on = models.DateField(default=clock.today)
    look_again_on = models.DateField(_("opnieuw bekijken op"))
    by = models.ForeignKey(Professional, models.PROTECT, null=True)

    class Meta:
        ordering = ["-said_on"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="work_not_yet_has_a_reason"),
            models.CheckConstraint(condition=Q(look_again_on__gt=F("said_on")), name="work_not_yet_is_looked_at_again"),
        ]


class Agreement(OfDossier, Stateful):
    """Who does what by when. Binding or free; the citizen agrees, comments or declines."""

    class Kind(models.TextChoices):
        TRAINING = "training", _("Opleiding of competenties")
        WORK_EXPERIENCE = "work-experience", _("Werkervaring")
        APPLICATION = "application", _("Solliciteren")
        THRESHOLD = "threshold", _("Drempel wegwerken")
        OTHER = "other", _("Andere")

    class Owner(models.TextChoices):
        CITIZEN = "citizen", _("de burger")
        PROFESSIONAL = "professional", _("de begeleider")
        ORGANISATION = "organisation", _("een organisatie")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Voorgesteld")
        AGREED = "agreed", _("Akkoord")
        DECLINED = "declined", _("Niet akkoord")
        DONE = "done", _("Gedaan")
        NOT_DONE = "not-done", _("Niet gedaan")
        DROPPED = "dropped", _("Vervallen")

    TRANSITIONS = transitions(
        **{
            "proposed": "agreed declined dropped",
            "agreed": "done not-done declined dropped",
            "declined": "agreed dropped",
            "not-done": "done dropped",
            "done": "",
            "dropped": "",
        }
    )
    OPEN = (State.PROPOSED, State.AGREED)
    TOWARDS_WORK = (Kind.TRAINING, Kind.WORK_EXPERIENCE, Kind.APPLICATION)

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="agreements")
    goal = models.ForeignKey(Goal, models.SET_NULL, null=True, blank=True, related_name="agreements")
    kind = Choice(_("soort"), choices=Kind.choices)
    text = models.CharField(_("afspraak"), max_length=300)
    binding = models.BooleanField(_("bindend"), default=False)
    own_words = models.BooleanField(_("in eigen woorden van de burger"), default=False)
    owner = Choice(_("wie doet het"), choices=Owner.choices, default=Owner.CITIZEN)
    owner_unit = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True)
    due_on = models.DateField(_("tegen"))
    state = Choice(choices=State.choices, default=State.PROPOSED)
    domain = Choice(_("drempel"), choices=Domain.choices, blank=True)  # the threshold that it works on
    made_on = models.DateField(default=clock.today)
    made_by = models.ForeignKey(Professional, models.PROTECT, null=True)
    reminded_on = models.DateField(null=True)  # the counsellor was told that it is overdue
    escalated_on = models.DateField(null=True)  # the team lead was told that it stayed so

    class Meta:
        ordering = ["due_on"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(owner="organisation") | Q(owner_unit__isnull=False), name="agreement_owner_named"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "due_on"], name="agreement_state_due")]

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def last_answer(self) -> Answer | None:
        """What the citizen said last; reads the answers that were fetched along."""
        return max(self.answers.all(), key=lambda answer: answer.at, default=None)

    @property
    def is_overdue(self) -> bool:
        """Past its day and neither done nor given up."""
        return self.is_open and self.due_on < clock.today()


class Answer(models.Model):
    """What the citizen said of an agreement: yes, no, or only a remark. Every answer is kept."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="answers")
    at = models.DateTimeField(default=clock.now)
    agrees = models.BooleanField(null=True)
    comment = models.CharField(_("opmerking"), max_length=500, blank=True)
    noted_by = models.ForeignKey(Professional, models.PROTECT, null=True)  # said in a conversation, written down by

    class Meta:
        ordering = ["at"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(agrees=None) | ~Q(comment=""), name="answer_says_something"),
        ]


class Appointment(OfDossier, Stateful):
    """A meeting, and whether it took place. An absence excused in time is no absence."""

    class Kind(models.TextChoices):
        IN_PERSON = "in-person", _("Gesprek")
        PHONE = "phone", _("Telefoon")
        VIDEO = "video", _("Video")
        JOINT = "joint", _("Gezamenlijk gesprek")

    class State(models.TextChoices):
        PLANNED = "planned", _("Gepland")
        PRESENT = "present", _("Aanwezig")
        ABSENT = "absent", _("Afwezig")
        EXCUSED = "excused", _("Gewettigd afwezig")
        CANCELLED = "cancelled", _("Afgezegd")

    TRANSITIONS = transitions(
        planned="present absent excused cancelled", absent="excused present", present="", excused="", cancelled=""
    )

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="appointments")
    kind = Choice(_("vorm"), choices=Kind.choices)
    at = models.DateTimeField(_("wanneer"))
    place = models.CharField(_("waar"), max_length=160, blank=True)
    about = models.CharField(_("waarover"), max_length=200, blank=True)
    professional = models.ForeignKey(Professional, models.PROTECT)
    joint_with = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True)
    state = Choice(choices=State.choices, default=State.PLANNED)
    excuse = models.CharField(_("reden van afwezigheid"), max_length=200, blank=True)
    report = models.TextField(_("verslag"), blank=True)
    reminded_on = models.DateField(null=True)  # the citizen was told that it is tomorrow

    class Meta:
        ordering = ["at"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(state="excused") | ~Q(excuse=""), name="excused_for_a_reason"),
            models.CheckConstraint(
                condition=~Q(kind="joint") | Q(joint_with__isnull=False), name="joint_names_the_other"
            ),
        ]

    @property
    def is_over(self) -> bool:
        """Its time has passed, whether or not anyone said how it went."""
        return self.at <= clock.now()
