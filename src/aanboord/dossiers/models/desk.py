"""What a professional keeps for his own desk."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from aanboord.core.models import Noun
from aanboord.directory.models import Account


class SavedFilter(Noun):
    """A worklist under a name of one's own: the part of its address behind the question mark."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="saved_filters", db_index=False)
    name = models.CharField(_("naam"), max_length=60)
    query = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["name"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["account", "name"], name="saved_filter_name_once")]
