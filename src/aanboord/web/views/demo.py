"""Sign-in with one click, in demo mode alone."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme

from aanboord.core.routes import public
from aanboord.directory.models import Account

from ..demo.sign_ins import SIGN_INS


@public
def sign_in(request: HttpRequest) -> HttpResponse:
    """Become one of the fictional people that the sign-in page names; outside demo mode this page does not exist."""
    username = request.POST.get("username", "")
    if not settings.DEMO or request.method != "POST" or username not in {one.username for one in SIGN_INS}:
        raise Http404
    account = get_object_or_404(Account, username=username, is_active=True)
    login(request, account, backend="aanboord.web.sessions.Backend")
    following = request.POST.get("next", "")
    allowed = url_has_allowed_host_and_scheme(following, {request.get_host()}, require_https=request.is_secure())
    return redirect(following if allowed else "home")
