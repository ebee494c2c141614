"""Accounts are given out by an organisation (or, later, by ACM/IDM): nobody signs himself up."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_removed, authenticator_used
from allauth.mfa.utils import is_mfa_enabled
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest

from aanboord.directory import queries as directory
from aanboord.directory.models import Account

#: The pages of allauth that exist here; whoever declares nothing stays closed.
PAGES = frozenset(
    {
        "account_login",
        "account_logout",
        "account_inactive",
        "account_reauthenticate",
        "account_change_password",
        "account_set_password",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "mfa_index",
        "mfa_authenticate",
        "mfa_reauthenticate",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
    }
)
GIVE_CODE, LINK_TELEPHONE = "mfa_reauthenticate", "mfa_activate_totp"

#: Pages that a professional may need before the second step.
BEFORE_SECOND_STEP = frozenset({"account_login", "account_logout", "account_reauthenticate", GIVE_CODE})

#: In a session: the account that gave a code in it, or linked its telephone in it.
SECOND_STEP = "second-step"


class AccountAdapter(DefaultAccountAdapter):
    """allauth with self-registration closed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_user_search_fields(self) -> list[Any]:
        return ["username"]


def client_address(request: HttpRequest) -> str:
    """Where a request comes from, as the proxy before us says; what a browser says of itself does not count."""
    return str(get_adapter().get_client_ip(request))


def second_step(request: HttpRequest, account: Account) -> str | None:
    """The page where this session of a professional makes its second step; None when it did.

    Each session makes it: one that began with the password alone gains nothing when a telephone is linked in another.
    """
    if request.session.get(SECOND_STEP) == str(account.pk):
        return None
    return GIVE_CODE if is_mfa_enabled(account) else LINK_TELEPHONE


def is_professional(account: Account) -> bool:
    """Whether the account has a role today; a citizen has none."""
    return bool(directory.memberships(account))


@receiver(authenticator_used)
def _code_given(request: HttpRequest, user: Account, **_: object) -> None:
    request.session[SECOND_STEP] = str(user.pk)


@receiver(post_save, sender=Authenticator)
def _telephone_linked(instance: Authenticator, created: bool, **_: object) -> None:
    if created and context.request:
        context.request.session[SECOND_STEP] = str(instance.user_id)


@receiver(authenticator_removed)
def _telephone_unlinked(request: HttpRequest, **_: object) -> None:
    request.session.pop(SECOND_STEP, None)
