"""Telling professionals: an inbox entry is a pointer to an event; the daily mail holds a count and a link, no name."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterable
from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext, ngettext, override

from aanboord.core import clock
from aanboord.directory.models import Professional

from .models import Digest, Event, Notification

log = logging.getLogger(__name__)


def notify(pairs: Iterable[tuple[Event, uuid.UUID]]) -> None:
    """Put each event in the inbox of the professional beside it; nobody hears of what he did himself, nor twice."""
    Notification.objects.bulk_create(
        [
            Notification(professional_id=professional, event=event)
            for event, professional in pairs
            if professional != event.professional_id
        ],
        ignore_conflicts=True,
        batch_size=500,
    )


def mark_read(professional_id: uuid.UUID) -> int:
    """Everything in the inbox counts as read; returns how many were not yet."""
    return Notification.objects.filter(professional_id=professional_id, read_at=None).update(read_at=clock.now())


def send_digests() -> int:
    """One mail a day to who has unread messages that no mail told of yet. Returns how many went out.

    An address that the mail server refuses does not keep the others from their mail.
    """
    waiting = (
        Notification.objects.filter(read_at=None, mailed_at=None)
        .exclude(professional__email="")
        .values("professional")
        .annotate(n=Count("pk"))
    )
    sent = 0
    for row in waiting:
        try:
            sent += _send_digest(row["professional"], row["n"])
        except SMTPRecipientsRefused:
            log.warning("The mail server refused the address of professional %s", row["professional"])
    return sent


@transaction.atomic
def _send_digest(key: uuid.UUID, count: int) -> bool:
    """Whether a mail went out: not when one did today."""
    professional = Professional.objects.select_related("account").get(pk=key)
    _, first = Digest.objects.get_or_create(professional=professional, day=clock.today())
    if not first:
        return False
    Notification.objects.filter(professional=professional, read_at=None, mailed_at=None).update(mailed_at=clock.now())
    with override(professional.account.language if professional.account else "nl"):
        send_mail(
            ngettext("%(n)d nieuw bericht in Aan Boord", "%(n)d nieuwe berichten in Aan Boord", count) % {"n": count},
            gettext("Meld je aan om ze te lezen: %(address)s") % {"address": settings.SITE_ADDRESS},
            None,
            [professional.email],
        )
    return True
