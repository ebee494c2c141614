"""The API: what machines ask. OpenAPI at /api/openapi.json. Each address says itself that it is open to everybody."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from pydantic import Field

from aanboord import rulebook
from aanboord.core import clock
from aanboord.core.routes import public
from aanboord.rulebook import describe
from aanboord.rulebook.answers import answer
from aanboord.rulebook.facts import WrongFact
from aanboord.rulebook.guide import guide as guide_for

from .context import VERSION

api = NinjaAPI(
    title="Aan Boord",
    version=VERSION,
    docs_url=None,
    urls_namespace="api",
    description="Policy as dated, sourced rules.",
)


class Question(Schema):
    """What is known of somebody; nothing of it is kept."""

    facts: dict[str, Any] = Field(default_factory=dict, description="Facts by id; see a measure for those it asks.")
    on: dt.date | None = Field(None, description="The day of the question; today when not given.")
    known: dt.date | None = Field(None, description="With the law as it was public on this day.")
    language: str = Field("nl", pattern="^(nl|en)$")


@api.exception_handler(rulebook.UnknownRule)
def unknown(request: HttpRequest, error: Exception) -> HttpResponse:
    return api.create_response(request, {"error": "no such measure"}, status=404)


@api.exception_handler(WrongFact)
def wrong(request: HttpRequest, error: WrongFact) -> HttpResponse:
    problem = {"nl": error.problem.nl, "en": error.problem.en}
    return api.create_response(request, {"fact": error.fact, "error": problem}, status=422)


@api.get("rules/measures", summary="Every measure")
def measures(request: HttpRequest) -> list[dict[str, Any]]:
    return [describe.row(one) for one in rulebook.of_flanders().measures.values()]


@api.get("rules/measures/{measure}", summary="One measure: versions, values, sources, facts")
def measure(request: HttpRequest, measure: str) -> dict[str, Any]:
    book = rulebook.of_flanders()
    return describe.measure(book, book.measure(measure))


@api.post("rules/measures/{measure}/explain", summary="Whether somebody has a right to it, why, and how much")
def explain(request: HttpRequest, measure: str, question: Question) -> dict[str, Any]:
    book = rulebook.of_flanders()
    told = answer(
        book,
        book.measure(measure),
        book.parse(question.facts),
        on=question.on or clock.today(),
        known_on=question.known,
    )
    return told.as_json(question.language)


@api.post("rules/guide", summary="Which instruments fit somebody, best first")
def guide(request: HttpRequest, question: Question) -> dict[str, Any]:
    book = rulebook.of_flanders()
    told = guide_for(book, book.parse(question.facts), on=question.on or clock.today())
    return {
        "options": [
            {"fits": option.fits, "aim": option.measure.aim.value} | option.answer.as_json(question.language)
            for option in told.options
        ],
        "next_question": told.next_question.id if told.next_question else None,
    }


#: Rules are public and nothing that is asked is kept, so whoever wants may ask.
ADDRESSES = api.urls
for pattern in ADDRESSES[0]:
    assert pattern.callback is not None
    public(pattern.callback)
