"""The guide to instruments for everybody: one question at a time, then what fits, best first.

The state travels in hidden fields of the form: no session, no database and no address holds an answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from aanboord import rulebook
from aanboord.core import clock
from aanboord.core.access import Role
from aanboord.core.fact_fields import FactsForm
from aanboord.core.routes import public
from aanboord.rulebook.facts import Fact, Value, Who
from aanboord.rulebook.guide import QUESTIONS, Guide
from aanboord.rulebook.guide import guide as guide_for

from ...middleware import greeting

FITS = ("now", "maybe", "later", "not")


@dataclass(slots=True)
class Walk:
    """The questions that were put, in their order, and what was typed at each."""

    asked: list[Fact]
    typed: QueryDict
    values: dict[str, Value]
    wrong: Fact | None = None

    @classmethod
    def of(cls, sent: QueryDict) -> Walk:
        """What the hidden fields hold; it ends at the first answer that cannot be."""
        facts, walk = rulebook.of_flanders().facts, cls([], sent, {})
        for id in dict.fromkeys(sent.getlist("asked")):
            if id in facts and not walk.put(facts[id]):
                break
        return walk

    def put(self, fact: Fact) -> bool:
        """A question with the answer that was sent for it; False when that answer cannot be."""
        form = FactsForm(self.typed, facts=[fact], open_choice=False)
        if not form.is_valid():
            self.wrong = fact
            return False
        self.asked.append(fact)
        self.values |= form.values
        return True

    def back(self) -> Fact | None:
        """The last question again; None when there was none."""
        if not self.asked:
            return None
        fact = self.asked.pop()
        self.values.pop(fact.id, None)
        return fact

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """Names and values of the hidden fields."""
        return [
            *(("asked", fact.id) for fact in self.asked),
            *((fact.id, raw) for fact in self.asked if fact.id in self.values for raw in self.typed.getlist(fact.id)),
        ]


@require_http_methods(["GET", "POST"])
@greeting
@public
def guide(request: HttpRequest) -> HttpResponse:
    """The next question; after the last one, or on demand, the instruments."""
    sent, facts = request.POST, rulebook.of_flanders().facts
    step, walk = sent.get("step", ""), Walk.of(sent)
    current = facts.get(sent.get("question", ""))
    again = walk.wrong
    if again is None and step == "back":
        again = walk.back()
    elif again is None and current is not None and current not in walk.asked:
        if step == "skip":
            walk.typed = _without(sent, current)
        if not walk.put(current):
            again = walk.wrong
    told = guide_for(
        rulebook.of_flanders(), walk.values, on=clock.today(), asked=[one.id for one in walk.asked], by=_who(request)
    )
    question = again or (None if step == "show" else told.next_question)
    if question is not None:
        return _ask(request, walk, question, sent if again else None)
    return render(request, "rules/guide_found.html", _found(walk, told))


def _ask(request: HttpRequest, walk: Walk, question: Fact, typed: QueryDict | None) -> HttpResponse:
    form = FactsForm(typed, facts=[question], open_choice=False)
    number = len(walk.asked) + 1
    context = {"form": form, "walk": walk, "question": question, "number": number, "most": max(QUESTIONS, number)}
    return render(request, "rules/guide.html", context, status=422 if walk.wrong else 200)


def _found(walk: Walk, told: Guide) -> dict[str, Any]:
    groups = [(fits, told.that(fits)) for fits in FITS]
    best = [option.measure.id for option in told.options[:2]]
    return {
        "walk": walk,
        "groups": [group for group in groups if group[1]],
        "measures": [option.measure for option in told.options],
        "first": best[0],
        "second": best[1],
    }


def _without(sent: QueryDict, fact: Fact) -> QueryDict:
    left = sent.copy()
    left.pop(fact.id, None)
    return left


def _who(request: HttpRequest) -> tuple[Who, ...]:
    """Who sits here: a professional can answer more."""
    actor = getattr(request, "actor", None)
    if actor is None or actor.role == Role.CITIZEN:
        return (Who.CITIZEN,)
    return Who.CITIZEN, Who.CASEWORKER
