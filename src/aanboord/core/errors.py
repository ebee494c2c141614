"""What can go wrong in an action, once for all rooms.

A page shows the message, an endpoint the code; neither holds personal data.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise

Message = str | Promise


class Refusal(Exception):
    """An action that was not carried out; nothing has changed."""

    code = "refused"

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


class NotAllowed(Refusal):
    """The access table does not give this right to this role in this relation for this purpose."""

    code = "not-allowed"


class WrongState(Refusal):
    """The transition is not one that the state machine knows from the present state."""

    code = "wrong-state"


class Conflict(Refusal):
    """Somebody else changed the same thing in the meantime."""

    code = "conflict"


class Invalid(Refusal):
    """Input that cannot be taken; `fields` maps a field name to what is wrong with it."""

    code = "invalid"

    def __init__(self, fields: Mapping[str, Message]) -> None:
        super().__init__("; ".join(str(message) for message in fields.values()))
        self.fields = dict(fields)
