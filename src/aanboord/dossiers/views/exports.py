"""A list as a file: asked for, counted, given a reason when it is large, and logged person by person."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods

from aanboord.core import clock
from aanboord.core.access import Part, Purpose
from aanboord.core.identifiers import format_insz
from aanboord.core.routes import GUIDES, ActorRequest, route
from aanboord.core.tables import Column, csv_response, xlsx_response
from aanboord.directory.models import Organisation
from aanboord.journal.looks import looked
from aanboord.journal.models import Look

from ..actions.exports import LARGE, Reason, export_list
from ..forms.worklist import Asked, ExportForm
from ..queries.worklist import Row, Worklist
from .carrying_out import carried_out
from .worklist import LISTED, address_of

#: The columns of the file, each under the rights of a part.
COLUMNS: tuple[tuple[Part, Column[Row]], ...] = (
    (Part.IDENTITY, Column(pgettext_lazy("familienaam", "Naam"), lambda row: row.family_name)),
    (Part.IDENTITY, Column(_("Voornaam"), lambda row: row.given_name)),
    (Part.IDENTITY, Column(_("INSZ"), lambda row: format_insz(row.insz or "") or None)),
    (Part.IDENTITY, Column(_("Geboortedatum"), lambda row: row.birth_date)),
    (Part.IDENTITY, Column(_("Gemeente"), lambda row: row.municipality)),
    (Part.IDENTITY, Column(_("Telefoon"), lambda row: row.phone)),
    (Part.IDENTITY, Column(_("E-mail"), lambda row: row.email)),
    (Part.IDENTITY, Column(_("Ingeschreven op"), lambda row: row.opened_on)),
    (Part.PLAN, Column(_("Toestand"), lambda row: row.state)),
    (Part.SCREENING, Column(_("Dienstverlening"), lambda row: row.level)),
    (Part.PLAN, Column(_("Volgende stap"), lambda row: row.term)),
    (Part.PLAN, Column(_("Uiterlijk op"), lambda row: row.due)),
    (Part.PLAN, Column(_("Volgend contact"), lambda row: row.contact)),
    (Part.PLAN, Column(_("Volgend gesprek"), lambda row: row.appointment)),
    (Part.PLAN, Column(_("Rust sinds"), lambda row: row.rests_since)),
    (Part.IDENTITY, Column(_("Begeleider"), lambda row: row.counsellor)),
)


@require_http_methods(["GET", "POST"])
@route(Purpose.GUIDANCE, GUIDES)
def worklist(request: ActorRequest) -> HttpResponseBase:
    """First how many people it would hold; by POST the file, with an access row for each of them."""
    asked = Asked(request.GET, request.actor)
    listed = asked.worklist
    form = ExportForm(request.POST if request.method == "POST" else None, asks_reason=listed.count > LARGE)
    unit = get_object_or_404(Organisation, pk=request.actor.unit_id)

    def tell() -> None:
        chosen = form.cleaned_data.get("reason")
        export_list(unit, people=listed.count, reason=Reason(chosen) if chosen else None, by=request.actor)

    if request.method == "POST" and carried_out(form, tell):
        return _file(request, listed, form.cleaned_data["kind"])
    context = {"form": form, "list": listed, "back": address_of(asked.query), "large": LARGE}
    return render(request, "dossiers/desk/export.html", context, status=422 if form.errors else 200)


def _file(request: ActorRequest, listed: Worklist, kind: str) -> HttpResponseBase:
    columns = [column for part, column in COLUMNS if part in listed.parts]
    name = f"werklijst-{clock.today().isoformat()}"
    rows = _told(request, listed)
    return xlsx_response(name, columns, rows) if kind == "xlsx" else csv_response(name, columns, rows)


def _told(request: ActorRequest, listed: Worklist) -> Iterator[Row]:
    """The rows, each chunk after its access rows: whatever reaches the reader has been logged."""
    for chunk in listed.all():
        looked(
            request.actor,
            {row.pk: row.relation for row in chunk},
            LISTED & listed.parts,
            Look.Kind.EXPORT,
        )
        yield from chunk
