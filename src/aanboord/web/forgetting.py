"""What is kept for a while and no longer: it serves nobody any more, and may hold who somebody is."""

from __future__ import annotations

import datetime as dt

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings
from django.db import models

from aanboord.core import clock
from aanboord.dossiers.models import Draft

from .models import SentForm


def forget() -> int:
    """Delete what is older than the settings say; returns how much. Once a day; doing it twice changes nothing."""
    return sum(
        (
            *(_older(log, "attempt_time", settings.KEEP_SIGN_INS_DAYS) for log in _SIGN_INS),
            _older(Draft, "saved_at", settings.KEEP_DRAFTS_DAYS),
            _older(SentForm, "at", SENT_FORM_DAYS),
        )
    )


_SIGN_INS: tuple[type[models.Model], ...] = (AccessAttempt, AccessFailureLog, AccessLog)
SENT_FORM_DAYS = 2  # no session, and so no page that could be sent again, lasts longer than a working day


def _older(model: type[models.Model], field: str, days: int) -> int:
    before = clock.now() - dt.timedelta(days=days)
    return model._default_manager.filter(**{f"{field}__lt": before}).delete()[0]
