"""How long: every duty has a clock that comes from the rulebook."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aanboord.core import clock
from aanboord.core.models import Noun
from aanboord.directory.models import Organisation


class TermQuerySet(models.QuerySet["Term"]):
    def open(self) -> TermQuerySet:
        """Neither met nor lapsed: still to be done, running or paused."""
        return self.filter(met_on=None, lapsed_on=None)

    def running(self) -> TermQuerySet:
        return self.open().filter(paused_on=None)

    def missed(self) -> TermQuerySet:
        """Due in the past and not met. A paused term does not run late."""
        return self.running().filter(due_on__lt=clock.today())


class Term(Noun):
    """One clock on one person's dossier. `due_on` already counts the pauses that have ended."""

    class State(models.TextChoices):
        RUNNING = "running", _("loopt")
        PAUSED = "paused", _("gepauzeerd")
        MET = "met", _("gehaald")
        MET_LATE = "met-late", _("te laat gehaald")
        MISSED = "missed", _("gemist")
        LAPSED = "lapsed", _("vervallen")

    subject = models.UUIDField()  # the person
    code = models.CharField(max_length=40)  # a term of the rulebook
    anchor = models.UUIDField()  # the subject itself, or what it is about when there can be several (an employment)
    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="terms", db_index=False)
    started_on = models.DateField()
    due_on = models.DateField()
    paused_on = models.DateField(null=True)
    pause_reason = models.CharField(max_length=200, blank=True)
    met_on = models.DateField(null=True)
    lapsed_on = models.DateField(null=True)
    lapse_reason = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=200)

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["due_on"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(due_on__gte=F("started_on")), name="term_due_after_start"),
            models.CheckConstraint(condition=Q(met_on=None) | Q(lapsed_on=None), name="term_met_or_lapsed"),
            models.CheckConstraint(
                condition=Q(paused_on=None) | Q(met_on=None, lapsed_on=None), name="term_paused_while_open"
            ),
            models.UniqueConstraint(
                fields=["subject", "code", "anchor"],
                condition=Q(met_on=None, lapsed_on=None),
                name="term_open_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["subject", "code"], name="term_subject_code"),
            models.Index(fields=["code", "holder", "due_on"], name="term_code_holder_due"),
        ]

    @property
    def state(self) -> State:
        if self.lapsed_on:
            return self.State.MISSED if self.due_on < self.lapsed_on else self.State.LAPSED
        if self.met_on:
            return self.State.MET if self.met_on <= self.due_on else self.State.MET_LATE
        if self.paused_on:
            return self.State.PAUSED
        return self.State.MISSED if self.due_on < clock.today() else self.State.RUNNING


class Pause(models.Model):
    """A period in which the clock stood still, and why."""

    term = models.ForeignKey(Term, models.CASCADE, related_name="pauses")
    since = models.DateField()
    until = models.DateField()
    reason = models.CharField(max_length=200)

    class Meta:
        ordering = ["since"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="pause_ends_after_start")
        ]
