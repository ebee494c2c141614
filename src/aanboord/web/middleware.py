"""The door: sign-in, second factor, idle sessions, role; then refusals as pages."""

from __future__ import annotations

import functools
import logging
import time
from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.db import IntegrityError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django_htmx.http import HttpResponseClientRefresh

from aanboord.core.access import Actor, Purpose, Role
from aanboord.core.errors import Conflict, NotAllowed, Refusal, WrongState
from aanboord.core.routes import PROFESSIONALS, ActorRequest, Route, View, route_of
from aanboord.directory import queries as directory
from aanboord.directory.models import Account

from . import accounts
from .views.errors import too_large, unavailable

logger = logging.getLogger(__name__)

#: Kept in a session: the chosen role, when it began, when it was last seen.
MEMBERSHIP, BEGAN, SEEN = "membership", "began", "seen"
EVERYBODY = Route(None, PROFESSIONALS | {Role.CITIZEN}, public=True)


class GateMiddleware:
    """Closed unless a view declares its route; on the way out, a refusal becomes a page with the right status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = too_large(request) if _is_too_large(request) else self.get_response(request)
        # No browser keeps a page: the next one at the same desk must not find it with the back button.
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if view.__module__.startswith("django.contrib.staticfiles"):
            return None
        if request.user.is_authenticated and _is_over(request):
            logout(request)
            messages.info(request, _("Je was een tijd niet actief en bent afgemeld. Wat je typte, is bewaard."))
        declared = route_of(view)
        if declared and declared.public:
            return None
        if view.__module__.startswith("allauth."):
            return self._page_of_account(request)
        if declared is None:
            return self.process_exception(request, NotAllowed(_("Deze pagina is voor niemand opengesteld.")))
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        actor = actor_of(request, request.user, declared)
        if actor is None:
            return self.process_exception(request, NotAllowed(_("Je rol geeft geen toegang tot deze pagina.")))
        if actor.role != Role.CITIZEN and (missing := _missing_step(request, request.user)):
            return missing
        cast(ActorRequest, request).actor = actor
        return None

    def _page_of_account(self, request: HttpRequest) -> HttpResponseBase | None:
        """Sign-in, password, second step: those that exist here, and of a professional after the second step."""
        page = request.resolver_match.url_name if request.resolver_match else None
        if page not in accounts.PAGES:
            raise Http404
        if not request.user.is_authenticated or page in accounts.BEFORE_SECOND_STEP:
            return None
        missing = _missing_step(request, request.user)
        if missing is None or missing.url.startswith(request.path) or not accounts.is_professional(request.user):
            return None
        return missing

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        match error:
            case NotAllowed():
                return render(request, "403.html", {"refusal": error.message}, status=403)
            case WrongState() | Conflict():
                return render(request, "409.html", {"refusal": error.message}, status=409)
            case Refusal():
                return render(request, "400.html", {"refusal": error.message}, status=400)
            case IntegrityError():  # what the database allows once, somebody else did a moment ago
                logger.error("The database refused a change: %s", type(error).__name__)
                refusal = _("Iemand anders heeft dit intussen gewijzigd. Bekijk het opnieuw en probeer nog eens.")
                return render(request, "409.html", {"refusal": refusal}, status=409)
            case OperationalError() | InterfaceError():
                logger.error("The database did not answer: %s", type(error).__name__)
                return unavailable(request)
        return None


def greeting(view: View) -> View:
    """A public view that knows who is here, when he may be here: his bar stays on top, and nothing more follows."""

    @functools.wraps(view)
    def greets(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            actor = actor_of(request, request.user, EVERYBODY)
            if actor and (actor.role == Role.CITIZEN or not _missing_step(request, request.user)):
                cast(ActorRequest, request).actor = actor
        return view(request, *args, **kwargs)

    return cast(View, greets)


def _is_too_large(request: HttpRequest) -> bool:
    """Asked before anything of the request is read."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    length = int(said) if said.isdecimal() and len(said) < 16 else settings.LONGEST_REQUEST + 1
    if length <= settings.LONGEST_REQUEST_OF_STRANGERS:
        return False
    return length > settings.LONGEST_REQUEST or not request.user.is_authenticated


def _is_over(request: HttpRequest) -> bool:
    """Whether a session ends: after a while in which nothing was done, and after a working day whatever was done."""
    session, now = request.session, int(time.time())
    began, seen = session.get(BEGAN), session.get(SEEN)
    if began is None or seen is None:
        session[BEGAN] = session[SEEN] = now
        return False
    if now - seen > settings.SESSION_IDLE_SECONDS or now - began > settings.SESSION_COOKIE_AGE:
        return True
    if now - seen > 60:
        session[SEEN] = now
    return False


def _missing_step(request: HttpRequest, account: Account) -> HttpResponseRedirect | None:
    """To the page of the second step, when this session of a professional has not made it yet."""
    if not settings.MFA_REQUIRED or (page := accounts.second_step(request, account)) is None:
        return None
    if page == accounts.LINK_TELEPHONE:
        messages.warning(request, _("Stel eerst een tweede stap in om je aan te melden."))
        return redirect(page)
    return redirect(f"{reverse(page)}?{urlencode({'next': request.get_full_path()})}")


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and back; a fragment for htmx has its whole page loaded again, which comes here."""
    if getattr(request, "htmx", False):
        return HttpResponseClientRefresh()
    return redirect_to_login(request.get_full_path())


def actor_of(request: HttpRequest, account: Account, declared: Route) -> Actor | None:
    """Who acts: the chosen membership of a professional, else the citizen. None when the route is not for that role."""
    purpose = declared.purpose or Purpose.GUIDANCE
    memberships = directory.memberships(account)
    if memberships:
        chosen = request.session.get(MEMBERSHIP)
        membership = next((one for one in memberships if str(one.pk) == chosen), memberships[0])
        actor = directory.actor(membership, purpose)
        request.membership = membership  # type: ignore[attr-defined]  # for the account menu
        request.memberships = memberships  # type: ignore[attr-defined]
    elif (person := getattr(account, "person", None)) is not None:
        person = person.merged_into or person  # of two accounts of one citizen, either leads to her one dossier
        actor = Actor(role=Role.CITIZEN, purpose=purpose, account_id=account.pk, person_id=person.pk, name=person.name)
    else:
        return None
    return actor if actor.role in declared.roles else None
