"""What every page that changes something does alike."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from aanboord.core.errors import Invalid
from aanboord.core.routes import ActorRequest

from ..models import Dossier


def carried_out(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether the form was valid and the action carried out; what the action finds wrong is put on the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except Invalid as invalid:
        for field, message in invalid.fields.items():
            form.add_error(field if field in form.fields else None, str(message))
        return False
    return True


def form_page(
    request: ActorRequest, dossier: Dossier, form: forms.Form, *, title: str, submit: str, back: str, lead: str = ""
) -> HttpResponse:
    """A page with one form about one dossier; 422 when it comes back with errors."""
    return render(
        request,
        "dossiers/form_page.html",
        {"dossier": dossier, "form": form, "title": title, "submit": submit, "back": back, "lead": lead},
        status=422 if form.errors else 200,
    )
