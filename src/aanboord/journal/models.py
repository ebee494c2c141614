"""What happened: events in hash-chained streams, checkpoints that tie the streams together, and who looked at what."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models.expressions import Func
from django.utils.translation import gettext_lazy as _

from aanboord.core.access import Part, Purpose, Relation, Role
from aanboord.core.models import Choice
from aanboord.directory.models import Account, Organisation, Professional


class Stream(models.Model):
    """The head of a chain: one per person, delivery, organisation. Locked while an event is added to it."""

    id = models.UUIDField(primary_key=True)
    length = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True)


class CurrentTransaction(Func):
    """The number of the transaction that writes. SQLite has one writer at a time: there the order of rows is enough."""

    output_field = models.BigIntegerField()
    template = "0"

    def as_postgresql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, Any]:
        return self.as_sql(compiler, connection, template="(txid_current() + journal_offset())")


class Written(models.Model):
    """A row that is written once. In the order of `transaction` and `id` no row can still come before a settled one."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    transaction = models.BigIntegerField(db_default=CurrentTransaction(), editable=False)

    class Meta:
        abstract = True


class Event(Written):
    """One thing that happened. Never changed, never removed: the database refuses both."""

    stream = models.ForeignKey(Stream, models.PROTECT, related_name="events", db_index=False)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=60)
    person = models.UUIDField(null=True)
    part = Choice(choices=Part.choices, blank=True)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    professional = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+", db_index=False)
    unit = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", db_index=False)
    role = Choice(choices=Role.choices)
    purpose = Choice(choices=Purpose.choices)
    ground = models.CharField(max_length=120)
    data = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["stream", "number"], name="event_number_once")]
        indexes: ClassVar = [
            models.Index(fields=["kind", "at"], name="event_kind_at"),
            models.Index(fields=["transaction", "id"], name="event_settled"),
        ]


class Checkpoint(models.Model):
    """A seal over all events and looks up to a point, chained to the seal before it; 0 where there were none yet."""

    at = models.DateTimeField()
    last_event = models.BigIntegerField()
    last_look = models.BigIntegerField()
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)


class Look(Written):
    """Somebody saw parts of a person's file. The person can read this."""

    class Kind(models.TextChoices):
        FILE = "file", _("dossier geopend")
        LIST = "list", _("in een lijst")
        SEARCH = "search", _("gevonden bij zoeken")
        EXPORT = "export", _("in een uitvoerbestand")
        LETTER = "letter", _("brief gemaakt")

    day = models.DateField()
    person = models.UUIDField()
    kind = Choice(choices=Kind.choices)
    parts = models.CharField(max_length=160)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    professional = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+", db_index=False)
    unit = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", db_index=False)
    role = Choice(choices=Role.choices)
    relation = Choice(choices=Relation.choices)
    purpose = Choice(choices=Purpose.choices)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person", "-at"], name="look_person_at"),
            models.Index(fields=["transaction", "id"], name="look_settled"),
        ]
        constraints: ClassVar = [
            # A worklist that is opened forty times a day says so once a day per person: short, and nobody is missed.
            models.UniqueConstraint(
                fields=["account", "person", "day", "parts"],
                condition=models.Q(kind="list"),
                name="look_list_once_a_day",
            )
        ]


class Search(models.Model):
    """Every search, with what was asked and how many it found: kept for audit, shown to nobody else."""

    at = models.DateTimeField()
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", db_index=False)
    asked = models.CharField(max_length=120)
    found = models.PositiveIntegerField()


class Notification(models.Model):
    """An event that concerns a professional: his inbox is a view on the journal, the row says whether he read it."""

    professional = models.ForeignKey(Professional, models.CASCADE, related_name="notifications")
    event = models.ForeignKey(Event, models.PROTECT, related_name="notifications")
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["professional", "event"], name="notified_once")]
        indexes: ClassVar = [
            models.Index(fields=["professional"], condition=models.Q(read_at=None), name="notification_unread")
        ]


class Digest(models.Model):
    """The day for which a professional's daily mail went out: at most one a day."""

    professional = models.ForeignKey(Professional, models.CASCADE)
    day = models.DateField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["professional", "day"], name="digest_once_a_day")]
