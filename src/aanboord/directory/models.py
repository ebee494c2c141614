"""Where and who: territories, organisations, professionals, fixed contact points."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aanboord.core import clock
from aanboord.core.access import Role
from aanboord.core.models import Choice, Noun, Period


class Account(AbstractUser):
    """What one signs in with: a professional's, or a citizen's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    language = models.CharField(max_length=2, default="nl")


class Territory(models.Model):
    """A municipality, reference region or province, by its code (NIS for municipalities and provinces)."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("Gemeente")
        REFERENCE_REGION = "reference-region", _("Referentieregio")
        PROVINCE = "province", _("Provincie")

    code = models.CharField(primary_key=True, max_length=12)
    kind = Choice(choices=Kind.choices)
    name = models.CharField(max_length=80)
    province = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="in_province")
    reference_region = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="in_region")
    latitude = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    longitude = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    population = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class NisSuccession(models.Model):
    """A NIS code of before a merger and the municipality that it is part of since."""

    old_code = models.CharField(primary_key=True, max_length=5)
    old_name = models.CharField(max_length=80, blank=True)
    municipality = models.ForeignKey(Territory, models.CASCADE, related_name="absorbed")
    since = models.DateField()


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def active(self) -> OrganisationQuerySet:
        return self.filter(Q(until=None) | Q(until__gte=clock.today()))


class Organisation(Noun):
    """An organisation, or a unit of one (a VDAB office, a team): units point to the whole they are part of."""

    class Kind(models.TextChoices):
        VDAB = "vdab", _("VDAB")
        OCMW = "ocmw", _("OCMW")
        LOCAL_GOVERNMENT = "local-government", _("Lokaal bestuur")
        OCMW_CLUSTER = "ocmw-cluster", _("Cluster van OCMW's")
        PARTNER = "partner", _("Partnerorganisatie")
        TRAINING_PROVIDER = "training-provider", _("Opleidingsverstrekker")
        EMPLOYER = "employer", _("Werkgever")
        SCHOOL = "school", _("School")
        BENEFIT_INSTITUTION = "benefit-institution", _("Uitkeringsinstelling")
        INTEGRATION_AGENCY = "integration-agency", _("Agentschap Integratie en Inburgering")
        SOCIAL_PARTNER = "social-partner", _("Sociale partner")
        DEPARTMENT = "department", _("Departement")

    kind = Choice(choices=Kind.choices)
    name = models.CharField(max_length=160)
    kbo = models.CharField(_("ondernemingsnummer"), max_length=10, null=True, blank=True, unique=True)
    part_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="units")
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors")
    territories = models.ManyToManyField(Territory, blank=True, related_name="organisations")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(part_of=F("id")), name="organisation_not_part_of_itself"),
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "name"], name="organisation_kind_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def whole(self) -> Organisation:
        """The organisation that this unit is part of, or itself."""
        return self.part_of or self

    @property
    def whole_id(self) -> uuid.UUID:
        return self.part_of_id or self.pk


class OrganisationName(models.Model):
    """A name that an organisation bore up to and including a day."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="names")
    name = models.CharField(max_length=160)
    until = models.DateField()

    class Meta:
        ordering = ["until"]


class Professional(Noun):
    """Somebody who works with dossiers."""

    account = models.OneToOneField(Account, models.PROTECT, null=True, blank=True, related_name="professional")
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> MembershipQuerySet:
        """Memberships that hold today."""
        return self.on(clock.today())

    def on(self, day: dt.date) -> MembershipQuerySet:
        """Memberships that hold on a day."""
        return self.filter(Q(since__lte=day), Q(until=None) | Q(until__gte=day))


class Membership(Noun, Period):
    """The role that a professional has in a unit, for as long as it lasts: rights end with its last day."""

    professional = models.ForeignKey(Professional, models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    role = Choice(choices=Role.choices)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["professional", "unit", "role"], condition=Q(until=None), name="membership_once_at_a_time"
            ),
        ]


class ContactPoint(Noun, Period):
    """The fixed contact of an organisation for a territory and a target group, who answers within working days."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="contact_points")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="contact_points")
    target_group = models.CharField(max_length=30, blank=True)  # a status kind of `people`, empty for everyone
    professional = models.ForeignKey(Professional, models.SET_NULL, null=True, blank=True)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    response_days = models.PositiveSmallIntegerField(help_text=_("werkdagen"))

    class Meta:
        ordering = ["territory__name", "name"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(response_days__gte=1, response_days__lte=60), name="contact_response_days"
            ),
            models.UniqueConstraint(
                fields=["organisation", "territory", "target_group"], condition=Q(until=None), name="contact_point_once"
            ),
        ]
