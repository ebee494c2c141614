"""A citizen with a plan, and another one who must never see it."""

from __future__ import annotations

import datetime as dt

import pytest

from aanboord.core import clock
from aanboord.dossiers.actions.appointments import make_appointment
from aanboord.dossiers.actions.screening import Weighed
from aanboord.dossiers.models import Agreement, Appointment
from tests.world import Case, Worker, register


@pytest.fixture
def mine(case: Case) -> Case:
    """Screened, with a threshold in each sensitive part."""
    case.screened(thresholds=[Weighed("childcare", 2, "Geen opvang voor zeven uur"), Weighed("health", 1, "Rugpijn")])
    return case


@pytest.fixture
def other(counsellor: Worker) -> Case:
    """Somebody else with the same counsellor."""
    return Case(register(counsellor, given_name="Greta", family_name="Anders"), counsellor)


@pytest.fixture
def asked(mine: Case) -> Agreement:
    """An agreement that waits for her answer."""
    return mine.agreed(agreed_in_conversation=False, text="Ik volg de module houtbewerking")


@pytest.fixture
def meeting(mine: Case, counsellor: Worker) -> Appointment:
    """In ten days, at nine."""
    at = dt.datetime.combine(clock.today() + dt.timedelta(days=10), dt.time(9), tzinfo=clock.ZONE)
    return make_appointment(
        mine.now, by=counsellor.actor, kind="in-person", at=at, place="Werkwinkel; Gent, zaal 2", about="Je plan"
    )
