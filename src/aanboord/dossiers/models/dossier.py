"""The dossier itself: one per person, one organisation in the lead, others taking part."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aanboord.core import clock
from aanboord.core.access import Actor, Part, Relation
from aanboord.core.models import Choice, Noun, Period
from aanboord.core.states import Stateful, transitions
from aanboord.directory.models import Account, Organisation, Professional
from aanboord.people.models import Mandate, Person


class ServiceLevel(models.TextChoices):
    """What a professional decides after a screening (BN19-VI.1.1-a, IAB19-4.2-b)."""

    SELF_RELIANT = "self-reliant", _("Zelfredzaam")
    SECTOR = "sector", _("Sectorale begeleiding")
    INTENSIVE = "intensive", _("Intensieve begeleiding")
    WORK_CARE = "work-care", _("Werk-zorg")
    NOT_NOW = "not-now", _("Nu niet te begeleiden")


class Dossier(Stateful):
    """All that organisations do together with one citizen. Its identity is the person's: one stream, one address."""

    class State(models.TextChoices):
        REGISTERED = "registered", _("Ingeschreven, nog niet gescreend")
        SCREENED = "screened", _("Gescreend")
        PLANNED = "planned", _("Plan afgesproken")
        IN_STEP = "in-step", _("In een stap naar werk")
        WORKING = "working", _("Aan het werk, nazorg loopt")
        DURABLE = "durable", _("Duurzaam aan het werk")
        CLOSED = "closed", _("Afgesloten")

    #: Nobody works on it now. Who registers again, opens it again.
    ENDED: ClassVar = (State.DURABLE, State.CLOSED)

    TRANSITIONS = transitions(
        **{
            "registered": "screened working closed",
            "screened": "planned in-step working closed",
            "planned": "in-step working closed",
            "in-step": "screened planned closed",
            "working": "durable registered closed",
            "durable": "registered closed",
            "closed": "registered",
        }
    )

    person = models.OneToOneField(Person, models.PROTECT, primary_key=True, related_name="dossier")
    state = Choice(choices=State.choices, default=State.REGISTERED)
    lead = models.ForeignKey(Organisation, models.PROTECT, related_name="led_dossiers", db_index=False)
    counsellor = models.ForeignKey(
        Professional, models.SET_NULL, null=True, blank=True, related_name="caseload", db_index=False
    )
    service_level = Choice(choices=ServiceLevel.choices, blank=True)
    opened_on = models.DateField()
    next_contact_on = models.DateField(null=True, blank=True)
    suspended_on = models.DateField(null=True, blank=True)
    suspended_reason = models.CharField(max_length=200, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_reason = models.CharField(max_length=200, blank=True)
    # What the worklist sorts by: the open clock that is due first. Kept by `reactions` when a clock changes.
    next_due = models.DateField(null=True, blank=True)
    next_term = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="registered")
                | Q(state="closed")
                | Q(state="working")
                | Q(state="durable")
                | ~Q(service_level=""),
                name="dossier_screened_has_level",
            ),
        ]
        indexes: ClassVar = [
            # The order of the worklist; with what its counts and default filter ask, they need no visit to the table.
            models.Index(
                fields=["lead", "next_due", "next_contact_on", "person"],
                include=["state", "counsellor"],
                name="dossier_lead_due",
            ),
            models.Index(
                fields=["counsellor", "next_due", "next_contact_on", "person"],
                include=["state", "lead"],
                name="dossier_counsellor_due",
            ),
        ]

    @property
    def person_key(self) -> uuid.UUID:
        return self.person_id

    def relation_to(self, actor: Actor) -> Relation:
        """The closest relation that holds: mine, my team's, followed by my team, my organisation's, or none."""
        if actor.person_id is not None:
            return Relation.SELF if actor.person_id == self.pk else Relation.NONE
        if actor.unit_id is None:
            return Relation.NONE
        involved = self.current_involvements
        working = [
            (self.lead_id, self.counsellor_id),
            *((row.unit_id, row.professional_id) for row in involved if row.kind == Involvement.Kind.PARTNER),
        ]
        if actor.professional_id and (actor.unit_id, actor.professional_id) in working:
            return Relation.OWN
        if any(unit == actor.unit_id for unit, _ in working):
            return Relation.TEAM
        if any(row.unit_id == actor.unit_id for row in involved):
            return Relation.FOLLOWS
        if any(unit.whole_id == actor.organisation_id for unit in (self.lead, *(row.unit for row in involved))):
            return Relation.ORGANISATION
        return Relation.NONE

    @property
    def has_ended(self) -> bool:
        return self.state in self.ENDED

    def is_led_by(self, actor: Actor) -> bool:
        """Whether the actor works for the organisation in the lead."""
        return actor.organisation_id is not None and self.lead.whole_id == actor.organisation_id

    @property
    def current_involvements(self) -> list[Involvement]:
        today = clock.today()
        return [
            row for row in self.involvements.all() if row.since <= today and (row.until is None or row.until >= today)
        ]

    def get_absolute_url(self) -> str:
        from django.urls import reverse

        return reverse("dossiers:dossier", args=[self.pk])


class OfDossier(Noun):
    """A noun that belongs to a dossier and is guarded as the dossier is."""

    dossier: models.ForeignKey[Dossier, Dossier]
    dossier_id: uuid.UUID

    class Meta:
        abstract = True

    @property
    def person_key(self) -> uuid.UUID:
        return self.dossier_id

    def relation_to(self, actor: Actor) -> Relation:
        return self.dossier.relation_to(actor)


class Involvement(OfDossier, Period):
    """Another unit that takes part: a partner that coaches, an organisation that goes on following."""

    class Kind(models.TextChoices):
        PARTNER = "partner", _("Begeleidt mee")
        FOLLOWS = "follows", _("Volgt")

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="involvements")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="involvements")
    professional = models.ForeignKey(Professional, models.SET_NULL, null=True, blank=True, related_name="involvements")
    kind = Choice(choices=Kind.choices)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="involvement_ends_after_start"
            ),
            models.UniqueConstraint(fields=["dossier", "unit"], condition=Q(until=None), name="involved_once"),
        ]


class Registration(OfDossier):
    """How a person became known: the way in, the source, and for outreach the place where contact was made."""

    class Way(models.TextChoices):
        SELF = "self", _("Burger zelf")
        COUNTER = "counter", _("Loket")
        MANDATE = "mandate", _("OCMW met mandaat")
        OUTREACH = "outreach", _("Outreach")
        FILE = "file", _("Gegevenslevering")

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="registrations")
    way = Choice(choices=Way.choices)
    source = models.CharField(max_length=20, blank=True)  # for a file: rva, onderwijs, inburgering, ocmw
    on = models.DateField()
    unit = models.ForeignKey(Organisation, models.PROTECT, null=True)
    professional = models.ForeignKey(Professional, models.PROTECT, null=True)
    mandate = models.ForeignKey(Mandate, models.PROTECT, null=True)
    place = models.CharField(_("plaats van het contact"), max_length=120, blank=True)
    details = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["on"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(way="outreach") | ~Q(place=""), name="outreach_names_the_place"),
            models.CheckConstraint(
                condition=~Q(way="mandate") | Q(mandate__isnull=False), name="mandate_registration_has_one"
            ),
        ]


class Draft(Noun):
    """What somebody typed and has not finished; survives a lost session. One per account, form and subject."""

    account = models.ForeignKey(Account, models.CASCADE)
    form = models.CharField(max_length=30)
    subject = models.UUIDField(null=True)
    data = models.JSONField(default=dict)
    saved_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "form", "subject"], name="draft_once"),
            models.UniqueConstraint(
                fields=["account", "form"], condition=Q(subject=None), name="draft_without_subject_once"
            ),
        ]


class Document(OfDossier):
    """A file in the dossier, under one part's rights."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="documents")
    title = models.CharField(_("titel"), max_length=120)
    part = Choice(choices=Part.choices, default=Part.PLAN)
    file = models.FileField(upload_to="documents/%Y/%m/")
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(Professional, models.PROTECT, null=True)

    class Meta:
        ordering = ["-added_at"]


class Note(OfDossier):
    """What a professional wants to remember; the citizen can read it too."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="notes")
    text = models.TextField(_("notitie"))
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Professional, models.PROTECT)

    class Meta:
        ordering = ["-at"]
