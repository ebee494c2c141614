"""How a page says who may open it. A view that says nothing is closed: the middleware refuses it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponseBase

from .access import Actor, Purpose, Role

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

PROFESSIONALS = frozenset({Role.COUNSELLOR, Role.SOCIAL_WORKER, Role.COACH, Role.TEAM_LEAD, Role.DATA_STEWARD})
CASEWORKERS = frozenset({Role.COUNSELLOR, Role.SOCIAL_WORKER})
GUIDES = CASEWORKERS | {Role.COACH, Role.TEAM_LEAD}


@dataclass(frozen=True, slots=True)
class Route:
    """Which roles may open a page and for which purpose; `public` needs no sign-in and shows no personal data."""

    purpose: Purpose | None
    roles: frozenset[Role]
    public: bool = False


class ActorRequest(HttpRequest):
    """A request behind the gate: who acts, in which role, for what purpose."""

    actor: Actor
    htmx: Any


def route(purpose: Purpose, roles: Iterable[Role]) -> Callable[[View], View]:
    """Open a view to these roles, acting for this purpose. Which dossiers and parts they see, the gate decides."""
    return _declare(Route(purpose, frozenset(roles)))


def public(view: View) -> View:
    """Open a view to everyone."""
    return _declare(Route(None, frozenset(), public=True))(view)


def _declare(declared: Route) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.route = declared  # type: ignore[attr-defined]  # read back by `route_of`
        return view

    return mark


def route_of(view: Callable[..., object]) -> Route | None:
    """What a view declared, through any decorator that kept its attributes."""
    return getattr(view, "route", None)
