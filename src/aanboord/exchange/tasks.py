"""What the worker does with a file that came through the page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from django_tasks import task

from aanboord.core.access import Actor

from . import importing
from .actions import deliveries
from .models import Delivery
from .registrations import Source


@task()
def check_delivery(key: str) -> None:
    """Count what processing would do, and keep the counts for who decides."""
    delivery = Delivery.objects.get(pk=key)
    if delivery.state != Delivery.State.RECEIVED:
        return
    with Path(delivery.file.path).open("rb") as file:
        counts = importing.rehearse(file, Source(delivery.source))
    deliveries.checked(delivery, counts, by=_platform_for(delivery))


@task()
def process_delivery(key: str) -> None:
    """Carry a delivery out, from where it is."""
    delivery = Delivery.objects.get(pk=key)
    if delivery.state != Delivery.State.RUNNING:
        return
    with Path(delivery.file.path).open("rb") as file:
        importing.carry_out(file, delivery, by=_platform_for(delivery))


def _platform_for(delivery: Delivery) -> Actor:
    """The platform, at the request of who sent the file."""
    return replace(Actor.system(unit_id=delivery.unit_id), professional_id=delivery.professional_id)
