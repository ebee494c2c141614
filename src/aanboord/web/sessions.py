"""Sessions in the database, and the account that a session is of: asked by every page, so with SQL that is kept."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import CharField, DateTimeField, UUIDField
from django.utils import timezone

from aanboord.core.kept import kept
from aanboord.directory.models import Account

_session = kept(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now),
    key=CharField(),
    now=DateTimeField(),
)
_account = kept(lambda key: Account.objects.filter(pk=key), key=UUIDField())


class SessionStore(db.SessionStore):
    """Django's own, reading a session with SQL that is there already."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        found = _session(key=self.session_key, now=timezone.now())  # noqa: TID251 - Django set its end by it
        if not found:
            self._session_key = None
        return next(iter(found), None)


class Backend(ModelBackend):
    """Django's own, reading an account with SQL that is there already."""

    def get_user(self, user_id: Any) -> Account | None:
        found = next(iter(_account(key=user_id)), None)
        return found if found and self.user_can_authenticate(found) else None
