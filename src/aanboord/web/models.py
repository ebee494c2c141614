"""What the shell itself keeps: which forms were sent."""

from __future__ import annotations

from django.db import models

from aanboord.core import clock


class SentForm(models.Model):
    """A form that was sent and where it led, so that sending it again leads there too (see `once`)."""

    key = models.CharField(primary_key=True, max_length=64)
    address = models.TextField()
    at = models.DateTimeField(default=clock.now, db_index=True)
