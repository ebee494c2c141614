"""What the frame around every page shows: who is here, where he can go, what waits for him."""

from __future__ import annotations

from functools import cached_property
from importlib.metadata import version

from django.conf import settings
from django.http import HttpRequest

from aanboord.core.access import Actor, Role
from aanboord.directory.models import Membership
from aanboord.journal.queries import unread_count

from .demo.sign_ins import SignIn, available
from .navigation import INBOX, SEARCH, Link, address, links_for

VERSION = version("aanboord")


class Shell:
    """Read by the frame of a page alone; each answer is looked up when a template asks for it, at most once."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @property
    def demo(self) -> bool:
        return settings.DEMO

    @cached_property
    def demo_sign_ins(self) -> list[SignIn]:
        """Who one can be with one click; nobody outside demo mode."""
        return available() if settings.DEMO else []

    @property
    def actor(self) -> Actor | None:
        """Who is here; nobody on public pages and before sign-in."""
        return getattr(self._request, "actor", None)

    @property
    def is_professional(self) -> bool:
        return self.actor is not None and self.actor.role != Role.CITIZEN

    @property
    def frame(self) -> str:
        """The frame of a page that is for everybody."""
        return "base.html" if self.is_professional else "citizen.html"

    @property
    def account(self) -> str:
        """Keeps the drafts of one account from the next one on the same machine."""
        return str(self.actor.account_id) if self.actor else ""

    @property
    def membership(self) -> Membership | None:
        """The role in a unit that a professional acts in."""
        return getattr(self._request, "membership", None)

    @property
    def other_memberships(self) -> list[Membership]:
        every: list[Membership] = getattr(self._request, "memberships", [])
        return [one for one in every if one != self.membership]

    @cached_property
    def unread(self) -> int:
        return unread_count(self.actor.professional_id) if self.actor else 0

    @cached_property
    def links(self) -> list[Link]:
        """Where who is here can go, the most used first."""
        return links_for(self.actor, self._request.path)

    @property
    def often(self) -> list[Link]:
        return [link for link in self.links if link.often]

    @property
    def seldom(self) -> list[Link]:
        return [link for link in self.links if not link.often]

    @property
    def inbox(self) -> str | None:
        return address(INBOX) if self.is_professional else None

    @property
    def in_inbox(self) -> bool:
        return self._request.path == self.inbox

    @property
    def search(self) -> str | None:
        return address(SEARCH) if self.is_professional else None


def shell(request: HttpRequest) -> dict[str, Shell]:
    """The context processor."""
    return {"shell": Shell(request)}
