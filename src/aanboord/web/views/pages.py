"""The start, the language, the role one acts in, the state of the platform, the public texts."""

from __future__ import annotations

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import check_for_language
from django.views.decorators.http import require_GET, require_POST
from django.views.i18n import set_language

from aanboord.core.access import Purpose, Role
from aanboord.core.routes import PROFESSIONALS, ActorRequest, public, route
from aanboord.directory.models import Account

from ..context import VERSION, Shell
from ..middleware import MEMBERSHIP


@require_GET
@route(Purpose.GUIDANCE, PROFESSIONALS | {Role.CITIZEN})
def home(request: ActorRequest) -> HttpResponse:
    """The page that this role starts its day on."""
    for link in Shell(request).links:
        return redirect(link.address)
    return render(request, "web/nothing_here.html")


@require_POST
@route(Purpose.GUIDANCE, PROFESSIONALS)
def choose_role(request: ActorRequest) -> HttpResponse:
    """Act in another of one's roles from now on; one that is not one's own changes nothing."""
    chosen = request.POST.get("membership")
    if chosen in {str(membership.pk) for membership in Shell(request).other_memberships}:
        request.session[MEMBERSHIP] = chosen
    return redirect("home")


@require_POST
@public
def language(request: HttpRequest) -> HttpResponse:
    """Switch the language for this browser, and for the account of who is signed in."""
    chosen = request.POST.get("language", "")
    if request.user.is_authenticated and check_for_language(chosen):
        Account.objects.filter(pk=request.user.pk).update(language=chosen)
    return set_language(request)


@require_GET
@public
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "web/accessibility.html")


@require_GET
@public
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "web/privacy.html")


@require_GET
@public
def health(request: HttpRequest) -> JsonResponse:
    """For who watches over the platform: 200 when it can work, 503 when it cannot."""
    database, migrated = _state()
    ok = database and migrated
    return JsonResponse(
        {"ok": ok, "database": database, "migrations_pending": not migrated, "version": VERSION},
        status=200 if ok else 503,
        headers={"Cache-Control": "no-store"},
    )


def _state() -> tuple[bool, bool]:
    """Whether the database answers, and whether it has the shape that this version expects."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return True, _is_migrated()
    except Error:
        return False, False


def _is_migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
