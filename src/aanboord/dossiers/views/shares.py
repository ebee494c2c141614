"""How the duties are met in time: by one's own team exactly, by others with small numbers guarded."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from aanboord.core.access import Purpose, Role
from aanboord.core.routes import CASEWORKERS, ActorRequest, route
from aanboord.core.tables import Cell, Column, csv_response

from ..forms.shares import PeriodForm
from ..queries import shares as queries
from ..queries.shares import Line
from ..queries.terms import term_title

ROLES = CASEWORKERS | {Role.TEAM_LEAD}


@require_GET
@route(Purpose.STEERING, ROLES)
def shares(request: ActorRequest) -> HttpResponse:
    """The page: my team per duty, one duty per group, and departures from the estimate per group."""
    form = PeriodForm(request.GET)
    unit, period = request.actor.unit_id, (form.first_day, form.last_day)
    assert unit is not None
    context = {
        "form": form,
        "title": gettext("%(term)s, per %(group)s") % {"term": term_title(form.chosen), "group": form.group.label},
        "own": queries.own_shares(unit, *period),
        "lines": queries.shares(form.chosen, form.group, unit, *period),
        "departures": queries.departures(form.group, unit, *period),
    }
    return render(request, "dossiers/desk/shares.html", context)


@require_GET
@route(Purpose.STEERING, ROLES)
def shares_csv(request: ActorRequest) -> HttpResponseBase:
    """One duty per group, as on the page: counts of people, nobody's name."""
    form = PeriodForm(request.GET)
    unit = request.actor.unit_id
    assert unit is not None
    columns: list[Column[Line]] = [
        Column(form.group.label, lambda line: line.name),
        *(
            Column(heading, _cell(at))
            for at, heading in enumerate((_("Verviel"), _("Op tijd"), _("Te laat gehaald"), _("Niet gehaald")))
        ),
        Column(_("Aandeel op tijd (%)"), lambda line: line.rate),
        Column(_("Aandeel is ongeveer"), lambda line: _("ja") if line.guarded else ""),
    ]
    name = f"termijnen-{form.chosen}-{form.group}-{form.first_day.isoformat()}-{form.last_day.isoformat()}"
    return csv_response(name, columns, queries.shares(form.chosen, form.group, unit, form.first_day, form.last_day))


def _cell(at: int) -> Callable[[Line], Cell]:
    return lambda line: line.cells[at].shown
