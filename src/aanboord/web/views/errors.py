"""What goes wrong, as pages: each says what happened, what became of the work, and what to do now.

A message of the framework is never shown: it may repeat what was typed.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Without the request: the session or the database may be what is broken."""
    return render(None, "500.html", status=500)


def too_large(request: HttpRequest) -> HttpResponse:
    """More than the platform reads."""
    return render(None, "413.html", status=413)


def unavailable(request: HttpRequest) -> HttpResponse:
    """The database does not answer, or not in time."""
    answer = render(None, "503.html", status=503)
    answer["Retry-After"] = "60"
    return answer
