"""What every noun shares: an identity that can stand in an address without telling anything."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class Noun(models.Model):
    """A thing with a random identity, safe in addresses."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class Choice(models.CharField):
    """A code out of `choices`, which the database checks too: an invariant, not a form's good will."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        super().__init__(*args, **kwargs)

    def db_check(self, connection: BaseDatabaseWrapper) -> str:
        codes = [str(code) for code, _ in self.flatchoices] + ([""] if self.blank else [])
        assert self.column is not None
        known = ", ".join(f"'{code}'" for code in codes)
        return f"{connection.ops.quote_name(self.column)} IN ({known})"


class Period(models.Model):
    """Something that holds from a day and, when known, up to and including another."""

    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
