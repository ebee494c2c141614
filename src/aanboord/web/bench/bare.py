"""The baseline on the same machine: Django with one indexed query and nothing around it."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.urls import path

from aanboord.dossiers.models import Dossier


def state(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The state of a dossier of the benchmark, in a word."""
    return HttpResponse(Dossier.objects.values_list("state", flat=True).get(pk=pk))


urlpatterns = [path("<uuid:pk>", state)]
