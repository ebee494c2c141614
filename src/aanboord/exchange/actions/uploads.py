"""A file that a data steward sends through the page: received, checked, and processed or not after that."""

from __future__ import annotations

from functools import partial
from typing import BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aanboord.core import clock
from aanboord.core.access import Actor, Role
from aanboord.core.actions import action, note
from aanboord.core.errors import Conflict, Invalid, WrongState

from .. import registrations
from ..importing import digest, first_of
from ..models import Delivery, Source
from ..tasks import check_delivery, process_delivery
from . import deliveries

STEWARDS = frozenset({Role.DATA_STEWARD})
LARGEST = 200 * 1024 * 1024


def receive(file: UploadedFile, source: Source, *, by: Actor) -> Delivery:
    """Keep a file to be checked. Raises Invalid, naming the field, when no row can be told in it."""
    if (file.size or 0) > LARGEST:
        raise Invalid({"file": _("Het bestand is groter dan 200 MB.")})
    content = cast(BinaryIO, file.file)
    try:
        registrations.Delivery(content, registrations.COLUMNS[registrations.Source(source)])
    except registrations.UnreadableFile as unreadable:
        raise Invalid({"file": " ".join([gettext(unreadable.message_nl), ", ".join(unreadable.columns)])}) from None
    content.seek(0)
    sha256, size = digest(content)
    delivery = Delivery(
        source=source,
        file_name=(file.name or "")[:200],
        sha256=sha256,
        size=size,
        state=Delivery.State.RECEIVED,
        first=first_of(source, sha256),
        unit_id=by.unit_id,
        professional_id=by.professional_id,
    )
    delivery.file.save(f"{delivery.pk}.csv", file, save=False)
    return _received(delivery, by=by)


@action("delivery.received", part=None, roles=STEWARDS)
def _received(delivery: Delivery, *, by: Actor) -> Delivery:
    delivery.save()
    transaction.on_commit(partial(check_delivery.enqueue, str(delivery.pk)))
    note(source=delivery.source, sha256=delivery.sha256)
    return delivery


def process(delivery: Delivery, *, by: Actor) -> Delivery:
    """Carry out what the check told. Raises WrongState, and Conflict when the same file is being processed already."""
    if by.role not in STEWARDS:
        raise WrongState(_("Enkel een databeheerder laat een levering verwerken."))
    try:
        with transaction.atomic():
            started = deliveries.start(Delivery.objects.select_for_update().get(pk=delivery.pk), by=by)
            transaction.on_commit(partial(process_delivery.enqueue, str(delivery.pk)))
            return started
    except IntegrityError:
        raise Conflict(_("Ditzelfde bestand wordt al verwerkt.")) from None


@action("delivery.resumed", part=None, roles=STEWARDS)
def resume(delivery: Delivery, *, by: Actor) -> Delivery:
    """Go on with a delivery that stands still because the machine stopped; harmless when it does not.

    Raises WrongState when it has ended, or came by the command line.
    """
    if delivery.state != Delivery.State.RUNNING or not delivery.file:
        raise WrongState(_("Deze levering wacht niet."))
    transaction.on_commit(partial(process_delivery.enqueue, str(delivery.pk)))
    return delivery


@action("delivery.dropped", part=None, roles=STEWARDS)
def drop(delivery: Delivery, *, by: Actor) -> Delivery:
    """Do not process a file after all; it is thrown away. Raises WrongState."""
    delivery = Delivery.objects.select_for_update().get(pk=delivery.pk)
    delivery.move(Delivery.State.DROPPED)
    delivery.finished_at = clock.now()
    deliveries.forget_file(delivery)
    delivery.save(update_fields=["state", "finished_at", "file"])
    return delivery
