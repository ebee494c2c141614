"""Rows that could not be taken: mended and tried again, or dropped for a reason."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aanboord.core import clock
from aanboord.core.access import Actor, Part, Role
from aanboord.core.actions import action, record
from aanboord.core.errors import Invalid, WrongState

from ..judging import read
from ..models import QuarantinedRow
from ..registrations import Fault, Row, Source
from ..registrations import Statement as Said
from ..registry import World
from .deliveries import take

STEWARDS = frozenset({Role.DATA_STEWARD})


@action("row.mended", part=Part.IDENTITY, roles=STEWARDS)
def mend(row: QuarantinedRow, values: Mapping[str, str], *, by: Actor) -> QuarantinedRow:
    """Try a row again with these fields: it goes the same road as in its file. Raises Invalid by column, WrongState."""
    row = _open(row)
    source = Source(row.delivery.source)
    world = World()
    [told] = read([Row(row.line, row.raw, dict(values))], source, world)
    if not isinstance(told.said, Said):
        raise Invalid(_by_column(told.said))
    [judged] = take([told], row.delivery, by=by, world=world)
    if isinstance(judged.said, tuple):
        raise Invalid(_by_column(judged.said))
    row.state, row.outcome, row.values = QuarantinedRow.State.MENDED, judged.outcome, dict(values)
    _decide(row, by, "state", "outcome", "values")
    record(row.delivery, line=row.line, outcome=row.outcome)
    return row


@action("row.dropped", part=Part.IDENTITY, roles=STEWARDS)
def drop(row: QuarantinedRow, reason: str, *, by: Actor) -> QuarantinedRow:
    """Leave a row out for good, and say why. It stays to be read. Raises Invalid, WrongState."""
    row = _open(row)
    if not reason.strip():
        raise Invalid({"reason": _("Zeg waarom deze rij mag wegvallen.")})
    row.state, row.drop_reason = QuarantinedRow.State.DROPPED, reason.strip()[:300]
    _decide(row, by, "state", "drop_reason")
    record(row.delivery, line=row.line, reason=row.reason)
    return row


def _open(row: QuarantinedRow) -> QuarantinedRow:
    row = QuarantinedRow.objects.select_for_update(of=("self",)).select_related("delivery").get(pk=row.pk)
    if row.state != QuarantinedRow.State.OPEN:
        raise WrongState(_("Over deze rij is al beslist."))
    return row


def _decide(row: QuarantinedRow, by: Actor, *fields: str) -> None:
    row.decided_at, row.decided_by_id = clock.now(), by.professional_id
    row.save(update_fields=["decided_at", "decided_by", *fields])


def _by_column(faults: tuple[Fault, ...]) -> dict[str, str]:
    return {fault.field or "row": gettext(fault.message_nl) for fault in reversed(faults)}
