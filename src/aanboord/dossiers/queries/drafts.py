"""What somebody typed and has not finished: her own drafts, nobody else's."""

from __future__ import annotations

import uuid

from django.db.models import QuerySet

from aanboord.core.access import Actor

from ..models import Draft


def drafts_of(actor: Actor, form: str, subject: uuid.UUID | None = None) -> QuerySet[Draft]:
    """At most one: the actor's draft of this form, about this dossier or about nobody yet."""
    assert actor.account_id is not None
    return Draft.objects.filter(account_id=actor.account_id, form=form, subject=subject)
