"""What comes in: deliveries, what their rows said of whom, and the rows that nobody could read yet."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aanboord.core import clock
from aanboord.core.access import Actor, Relation
from aanboord.core.models import Choice, Noun
from aanboord.core.states import Stateful, transitions
from aanboord.directory.models import Organisation, Professional
from aanboord.people.models import Person


class Source(models.TextChoices):
    """Who delivers registrations, as the importer names them."""

    RVA = "rva", _("RVA")
    EDUCATION = "onderwijs", _("Onderwijs")
    INTEGRATION = "inburgering", _("Agentschap Integratie en Inburgering")
    OCMW = "ocmw", _("OCMW")


#: What is counted of a delivery. Each row that is not empty is read and has one of the five outcomes.
COUNTED = ("read", "registered", "merged", "unchanged", "not_applicable", "quarantined")


class Delivery(Noun, Stateful):
    """A file of a source, and how far it was taken. `read` is also where a run that was broken off goes on."""

    class State(models.TextChoices):
        RECEIVED = "received", _("Ontvangen")
        CHECKED = "checked", _("Nagekeken, nog niet verwerkt")
        RUNNING = "running", _("Wordt verwerkt")
        FINISHED = "finished", _("Verwerkt")
        DROPPED = "dropped", _("Niet verwerkt")

    TRANSITIONS = transitions(
        received="checked dropped", checked="running dropped", running="finished", finished="", dropped=""
    )

    source = Choice(_("bron"), choices=Source.choices)
    file_name = models.CharField(_("bestand"), max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    state = Choice(choices=State.choices)
    first = models.ForeignKey("self", models.PROTECT, null=True, related_name="again")  # the same file came before
    read = models.PositiveIntegerField(default=0)
    registered = models.PositiveIntegerField(default=0)
    merged = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    not_applicable = models.PositiveIntegerField(default=0)
    quarantined = models.PositiveIntegerField(default=0)
    expected = models.JSONField(default=dict)  # the counts that the check before processing gave
    delays = models.JSONField(default=dict)  # rows with news by how many days old they were on arrival
    received_at = models.DateTimeField(default=clock.now)
    advanced_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True)
    unit = models.ForeignKey(Organisation, models.PROTECT, null=True)
    professional = models.ForeignKey(Professional, models.PROTECT, null=True)
    file = models.FileField(upload_to="deliveries/", blank=True)  # only until it is processed

    class Meta:
        ordering = ["-received_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source", "sha256"], condition=Q(state="running"), name="delivery_runs_once"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["source", "-received_at"], name="delivery_source_received")]

    @property
    def counts(self) -> dict[str, int]:
        return {name: getattr(self, name) for name in COUNTED}

    @property
    def keeper(self) -> uuid.UUID:
        """The delivery that keeps the rows of this file that could not be taken: the first time that it came."""
        return self.first_id or self.pk


class Statement(models.Model):
    """That a source said something of a person: enough to know it again and to tell old from new, not what it said."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="statements", db_index=False)
    source = Choice(choices=Source.choices)
    since = models.DateField()
    fingerprint = models.CharField(max_length=64)
    held = models.BooleanField(default=False)  # said of quite another name, and not taken

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "fingerprint"], name="statement_once"),
        ]


class Undecided(Noun):
    """Something that the importer leaves to a data steward."""

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="%(class)ss", db_index=False)
    line = models.PositiveIntegerField()
    values = models.JSONField(default=dict)  # the fields by column, as delivered
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Professional, models.PROTECT, null=True)

    class Meta:
        abstract = True


class QuarantinedRow(Undecided):
    """A row that could not be taken, kept as it came until somebody mends it or says why it may go."""

    class State(models.TextChoices):
        OPEN = "open", _("Te bekijken")
        MENDED = "mended", _("Hersteld")
        DROPPED = "dropped", _("Weggelaten")

    raw = models.TextField()
    faults = models.JSONField()  # [code, column, words] each; the words hold nothing of the row
    reason = models.CharField(max_length=40)  # the code of the gravest fault
    state = Choice(choices=State.choices, default=State.OPEN)
    outcome = models.CharField(max_length=20, blank=True)  # of a mended row
    drop_reason = models.CharField(_("waarom deze rij mag wegvallen"), max_length=300, blank=True)

    class Meta:
        ordering = ["delivery", "line"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["delivery", "line"], name="quarantined_line_once"),
            models.CheckConstraint(condition=~Q(state="dropped") | ~Q(drop_reason=""), name="dropped_for_a_reason"),
        ]
        indexes: ClassVar = [models.Index(fields=["reason"], condition=Q(state="open"), name="quarantined_open_reason")]


class Hold(Undecided):
    """A statement under somebody's number with quite another name: a human says whether it is about her."""

    class State(models.TextChoices):
        OPEN = "open", _("Te bekijken")
        TAKEN = "taken", _("Overgenomen")
        KEPT = "kept", _("Niet overgenomen")

    statement = models.OneToOneField(Statement, models.CASCADE, related_name="hold")
    state = Choice(choices=State.choices, default=State.OPEN)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["delivery", "line"], name="held_line_once"),
        ]

    @property
    def person_key(self) -> uuid.UUID:
        return self.statement.person_id

    def relation_to(self, actor: Actor) -> Relation:
        return self.statement.person.relation_to(actor)
