"""The guide to instruments (toeleidingswijzer) in a dossier: what fits somebody, why, and what to ask first."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aanboord.core.access import Part, Purpose
from aanboord.core.routes import GUIDES, ActorRequest, route
from aanboord.directory.queries import contact_points
from aanboord.rulebook.facts import Fact

from ..access import Sight
from ..actions.screening import save_draft
from ..actions.work import may_take_a_step
from ..forms.guide import QuestionForm
from ..models import Dossier
from ..queries.drafts import drafts_of
from ..queries.guide import PARTS, Known, facts_asked, guide_page, known_of
from ..queries.page import section_address
from .opening import open_part

FORM = "guide"


@require_http_methods(["GET", "POST"])
@route(Purpose.GUIDANCE, GUIDES)
def guide(request: ActorRequest, pk: uuid.UUID) -> HttpResponse:
    """Instruments ranked for this person; answers are a draft of one's own. `?vraag=` asks one, `?naast=` compares."""
    dossier, sight = open_part(request, pk, Part.PLACEMENTS, also=PARTS)
    if sight.sees["labour_status"]:
        prefetch_related_objects([dossier.person], "statuses")
    draft = drafts_of(request.actor, FORM, pk).first()
    kept: dict[str, Any] = draft.data if draft else {"answers": {}, "asked": []}
    form = None
    if request.method == "POST":
        if "restart" in request.POST:
            if draft:
                draft.delete()
            return redirect("dossiers:guide", pk)
        fact = facts_asked().get(request.POST.get("fact", ""))
        if fact is None:
            return redirect("dossiers:guide", pk)
        form = QuestionForm(request.POST, fact=fact)
        left_open = "skip" in request.POST
        if left_open or form.is_valid():
            answers = {id: raw for id, raw in kept["answers"].items() if id != fact.id}
            if not left_open:
                answers[fact.id] = fact.shown(form.cleaned_data["value"])
            asked = [*(id for id in kept["asked"] if id != fact.id), fact.id]
            assert request.actor.account_id is not None
            save_draft(request.actor.account_id, FORM, pk, {"answers": answers, "asked": asked})
            return redirect("dossiers:guide", pk)
    context = _context(request, dossier, sight, kept, form)
    return render(request, "dossiers/guide.html", context, status=422 if form else 200)


def _context(
    request: ActorRequest, dossier: Dossier, sight: Sight, kept: dict[str, Any], form: QuestionForm | None
) -> dict[str, Any]:
    known = known_of(dossier, sight, kept["answers"])
    page = guide_page(known, asked=kept["asked"], may_start=may_take_a_step(dossier))
    groups = [one.kind for one in dossier.person.statuses.all()] if sight.sees["labour_status"] else []
    ids = list(dict.fromkeys(id for id in request.GET.getlist("naast") if id in page.rows))[:2]
    chosen = ids or list(page.rows)[:2]
    return {
        "dossier": dossier,
        "known": known.values(),
        "answered": bool(kept["asked"]),
        "page": page,
        "form": form or _question(request, page.next_question, known),
        "beside": [page.rows[id] for id in ids],
        "beside_fields": [{"label": _("De ene"), "chosen": chosen[0]}, {"label": _("De andere"), "chosen": chosen[-1]}],
        "contact_points": list(contact_points(dossier.person.municipality, groups)),
        "back": section_address(dossier, "work"),
    }


def _question(request: ActorRequest, following: Fact | None, known: dict[str, Known]) -> QuestionForm | None:
    """The question that was chosen, else the one that bears on most instruments."""
    fact = facts_asked().get(request.GET.get("vraag", ""), following)
    if fact is None:
        return None
    return QuestionForm(fact=fact, known=known[fact.id].value if fact.id in known else None)
