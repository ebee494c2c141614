"""Estimate models: kept when trained, switched on and off by the region that uses them."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from aanboord.core.access import Actor, Role
from aanboord.core.actions import action, note
from aanboord.core.errors import NotAllowed, WrongState
from aanboord.directory.models import Organisation

from ..estimating import why_not_switched_on
from ..models import EstimateModel


def may_switch(model: EstimateModel, by: Actor) -> bool:
    """A data steward, the platform itself (the command), or a team lead whose unit serves the model's region."""
    if by.role == Role.TEAM_LEAD and model.region_id and by.unit_id:
        units = Organisation.objects.filter(pk=by.unit_id)
        return units.filter(territories__reference_region=model.region_id).exists()
    return by.role in (Role.DATA_STEWARD, Role.SYSTEM)


@action("estimate.trained", part=None)
def keep(model: EstimateModel, *, by: Actor) -> EstimateModel:
    """Keep a freshly trained model, off. The event names its basis and region, and holds nothing of its content."""
    model.active = False
    model.save(force_insert=True)
    note(basis=model.basis, region=model.region_id)
    return model


@action("estimate.switched", part=None)
def switch(model: EstimateModel, on: bool, *, by: Actor) -> EstimateModel:
    """Let a model speak in the screenings of its region, instead of the one that did; or silence it (BN19-VI.1.1-f).

    Raises NotAllowed, and WrongState for a model that its region may not switch on.
    """
    if not may_switch(model, by):
        raise NotAllowed(_("Een schatting wordt aan- of uitgezet door wie voor die regio verantwoordelijk is."))
    model = EstimateModel.objects.select_for_update(of=("self",)).select_related("region").get(pk=model.pk)
    if on and (why_not := why_not_switched_on(model)):
        raise WrongState(why_not.in_language(get_language() or "nl"))
    if on:
        EstimateModel.objects.filter(region=model.region_id, active=True).exclude(pk=model.pk).update(active=False)
    model.active = on
    model.save(update_fields=["active"])
    note(region=model.region_id, basis=model.basis)
    return model
