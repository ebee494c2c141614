"""A citizen registers herself."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aanboord.core.access import Purpose, Role
from aanboord.core.routes import ActorRequest, route
from aanboord.people.models import Person

from ..actions.registration import register_self
from ..forms.people import ReachForm
from ..forms.registration import OwnForm
from .carrying_out import carried_out


@require_http_methods(["GET", "POST"])
@route(Purpose.OWN_FILE, frozenset({Role.CITIZEN}))
def register(request: ActorRequest) -> HttpResponse:
    """For who can sign in and has no dossier, or one that has ended; anyone else is sent to her own page."""
    person = get_object_or_404(Person, pk=request.actor.person_id)
    if hasattr(person, "dossier") and not person.dossier.has_ended:
        return redirect("home")
    form = OwnForm(request.POST or None, initial=ReachForm.of(person) | {"municipality": person.municipality_id})

    def act() -> None:
        given = form.cleaned_data
        register_self(
            person,
            by=request.actor,
            municipality=given["municipality"],
            statuses=given["statuses"],
            contact={name: given[name] for name in ReachForm.base_fields},
        )

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, _("Je bent ingeschreven. Binnen twee maanden heb je een gesprek over wat je zoekt."))
        return redirect("home")
    return render(request, "dossiers/registration_own.html", {"form": form}, status=422 if form.errors else 200)
