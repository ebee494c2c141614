"""State machines as tables: named states and transitions, declared once, used by action, page and API alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from .errors import WrongState

Transitions = Mapping[str, frozenset[str]]


def transitions(**table: str) -> Transitions:
    """`transitions(draft="done dropped", done="")`: from each state the states that may follow, separated by spaces."""
    known = frozenset(table)
    result = {state: frozenset(following.split()) for state, following in table.items()}
    for state, following in result.items():
        if unknown := following - known:
            raise ValueError(f"{state} leads to unknown state {', '.join(sorted(unknown))}")
    return result


class Stateful(models.Model):
    """A noun with a `state` field that moves only along `TRANSITIONS`; the database knows the states too."""

    TRANSITIONS: Transitions = {}
    state: Any

    class Meta:
        abstract = True

    def may_move(self, to: str) -> bool:
        """Whether the table knows this step from the present state."""
        return str(to) in self.TRANSITIONS[str(self.state)]

    def move(self, to: str) -> None:
        """Set the next state without saving. Raises WrongState."""
        if not self.may_move(to):
            raise WrongState(
                _("Dit kan niet meer: de toestand is intussen “%(state)s”.") % {"state": self.get_state_display()}
            )
        self.state = to

    def get_state_display(self) -> str:  # Django replaces this in each model that has choices
        return str(self.state)
