"""The citizen: who she is, how she wants to be reached, what her status on the labour market was and is."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aanboord.core import clock
from aanboord.core.access import Actor, Relation
from aanboord.core.models import Choice, Noun, Period
from aanboord.core.names import name_key, search_tokens
from aanboord.directory.models import Account, Organisation, Professional, Territory


class Channel(models.TextChoices):
    """How somebody wants to be reached."""

    PHONE = "phone", _("Telefoon")
    EMAIL = "email", _("E-mail")
    TEXT = "text", _("Sms")
    LETTER = "letter", _("Brief")
    IN_PERSON = "in-person", _("Aan het loket")


class Language(models.TextChoices):
    """Languages that contact happens in; a code of ISO 639-1."""

    NL = "nl", _("Nederlands")
    FR = "fr", _("Frans")
    EN = "en", _("Engels")
    DE = "de", _("Duits")
    AR = "ar", _("Arabisch")
    TR = "tr", _("Turks")
    BG = "bg", _("Bulgaars")
    ES = "es", _("Spaans")
    FA = "fa", _("Farsi")
    PL = "pl", _("Pools")
    PS = "ps", _("Pasjtoe")
    RO = "ro", _("Roemeens")
    RU = "ru", _("Russisch")
    SO = "so", _("Somali")
    TI = "ti", _("Tigrinya")
    UK = "uk", _("Oekraïens")
    OTHER = "xx", _("Andere taal")


class Person(Noun):
    """A citizen. The number may be missing as long as trust must come first (outreach)."""

    insz = models.CharField(_("rijksregisternummer of BIS-nummer"), max_length=11, null=True, blank=True, unique=True)
    family_name = models.CharField(_("naam"), max_length=100)
    given_name = models.CharField(_("voornaam"), max_length=100)
    family_key = models.CharField(max_length=100, db_index=True, editable=False)
    given_key = models.CharField(max_length=100, editable=False)
    birth_date = models.DateField(_("geboortedatum"), null=True, blank=True, db_index=True)
    municipality = models.ForeignKey(Territory, models.PROTECT, null=True, blank=True, verbose_name=_("gemeente"))
    as_of = models.DateField(null=True, editable=False)  # the day that name and municipality are from
    address = models.CharField(_("straat en nummer"), max_length=160, blank=True)
    phone = models.CharField(_("telefoon"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    channel = Choice(_("liefst bereikbaar via"), choices=Channel.choices, default=Channel.LETTER)
    language = Choice(_("taal van het contact"), choices=Language.choices, default=Language.NL)
    interpreter = models.BooleanField(_("tolk nodig"), default=False)
    account = models.OneToOneField(Account, models.SET_NULL, null=True, blank=True, related_name="person")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged_from")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(family_name="") & ~Q(given_name=""), name="person_has_a_name"),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="person_not_merged_into_itself"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["given_key"], name="person_given_key", opclasses=["varchar_pattern_ops"])
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"

    @property
    def person_key(self) -> uuid.UUID:
        return self.pk

    def relation_to(self, actor: Actor) -> Relation:
        """Through the dossier; a person who has none yet has no relation to anyone but herself."""
        dossier = getattr(self, "dossier", None)  # the one reverse relation that this room may lean on
        if dossier is not None:
            return dossier.relation_to(actor)
        return Relation.SELF if actor.person_id == self.pk else Relation.NONE

    def set_keys(self) -> None:
        """What names are searched and compared by; `save` does it, bulk writers call it themselves."""
        self.family_key, self.given_key = name_key(self.family_name)[:100], name_key(self.given_name)[:100]

    def save(self, *args, **kwargs) -> None:  # type: ignore[no-untyped-def]
        self.set_keys()
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "family_key", "given_key"}
        super().save(*args, **kwargs)
        if fields is None or {"family_name", "given_name"} & set(fields):
            self.name_tokens.all().delete()
            NameToken.objects.bulk_create(NameToken(person=self, token=word) for word in self.words())

    def words(self) -> set[str]:
        """The words to find this person by."""
        return {word[:100] for word in search_tokens(self.family_name, self.given_name)}


class NameToken(models.Model):
    """A word by whose beginning a person is found (see core.names.search_tokens)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="name_tokens")
    token = models.CharField(max_length=100)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["token", "person"], name="name_token", opclasses=["varchar_pattern_ops", "uuid_ops"]),
        ]


class StatusKind(models.TextChoices):
    """Statuses on the labour market that duties, rights and figures hang on."""

    JOB_SEEKER_BENEFIT = "job-seeker-benefit", _("Werkzoekend met werkloosheidsuitkering")
    JOB_SEEKER = "job-seeker", _("Werkzoekend zonder uitkering")
    LIVING_WAGE = "living-wage", _("Leefloon")
    LIVING_WAGE_EQUIVALENT = "living-wage-equivalent", _("Equivalent leefloon")
    SICKNESS = "sickness", _("Ziekte-uitkering (eerste jaar)")
    DISABILITY = "disability", _("Invaliditeit")
    TEMPORARILY_UNEMPLOYED = "temporarily-unemployed", _("Tijdelijk werkloos")
    NEWCOMER = "newcomer", _("Nieuwkomer in inburgering")
    EARLY_LEAVER = "early-leaver", _("Vroegtijdige schoolverlater")
    NEET = "neet", _("Niet aan het werk, niet in opleiding (NEET)")
    INACTIVE = "inactive", _("Niet-beroepsactief zonder uitkering")
    EMPLOYED = "employed", _("Aan het werk")
    SELF_EMPLOYED = "self-employed", _("Zelfstandig")
    STUDENT = "student", _("In opleiding of student")


class StatusPeriod(Noun, Period):
    """A status that held for a time, with where we know it from. Several may hold at once, of each kind one."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="statuses")
    kind = Choice(choices=StatusKind.choices)
    source = models.CharField(max_length=40)
    recorded_at = models.DateTimeField(default=clock.now)
    details = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-since"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="status_ends_after_start"),
            models.UniqueConstraint(fields=["person", "kind"], condition=Q(until=None), name="status_open_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "since"], name="status_kind_since")]

    @property
    def person_key(self) -> uuid.UUID:
        return self.person_id

    def relation_to(self, actor: Actor) -> Relation:
        return self.person.relation_to(actor)


class Mandate(Noun):
    """Leave that a citizen gives an organisation to register her in her name; without it, it may not (PACT24-3.E-a)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="mandates")
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    given_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    scope = models.CharField(max_length=40, default="registration")
    recorded_by = models.ForeignKey(Professional, models.PROTECT, null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("given_on")), name="mandate_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["person", "organisation", "scope"], condition=Q(withdrawn_on=None), name="mandate_once"
            ),
        ]

    @property
    def person_key(self) -> uuid.UUID:
        return self.person_id

    def relation_to(self, actor: Actor) -> Relation:
        return self.person.relation_to(actor)


class PossibleDuplicate(Noun):
    """Two people who may be one: other number, same or similar name and birth date. A data steward decides."""

    class State(models.TextChoices):
        OPEN = "open", _("Te bekijken")
        SAME = "same", _("Zelfde persoon")
        DIFFERENT = "different", _("Verschillende personen")

    first = models.ForeignKey(Person, models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, models.CASCADE, related_name="+")
    likeness = models.FloatField()
    state = Choice(choices=State.choices, default=State.OPEN)
    found_at = models.DateTimeField(default=clock.now)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Professional, models.PROTECT, null=True)

    class Meta:
        ordering = ["-likeness"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="duplicate_in_one_order"),
            models.UniqueConstraint(fields=["first", "second"], name="duplicate_pair_once"),
        ]
