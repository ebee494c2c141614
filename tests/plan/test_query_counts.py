"""A long plan takes as many queries as a short one."""

from __future__ import annotations

import datetime as dt

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from aanboord.core import clock
from aanboord.dossiers.actions import plan
from aanboord.dossiers.actions.appointments import make_appointment

#: The most queries that each page may take, session, account and access row among them.
PAGES = {"dossier_plan": 16, "dossier_work": 10, "plan_conversation": 16, "letters": 12}
OWN_PAGES = {
    "my-dossier": 16,
    "my_agreements": 11,
    "my_appointments": 8,
    "my_steps": 9,
    "my_screening": 9,
    "my_papers": 9,
    "my_story": 9,
}


def grow(case):
    """One more of everything that a plan is made of."""
    goal = plan.set_goal(case.now, "Werken als schrijnwerker", by=case.by.actor)
    case.agreed(goal=goal)
    plan.answer(case.agreed(agreed_in_conversation=False), False, comment="Te ver", by=case.citizen())
    make_appointment(case.now, by=case.by.actor, kind="phone", at=clock.now() + dt.timedelta(days=3))
    case.screened()


def count(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_number_of_queries_is_small_and_does_not_grow_with_the_plan(screened):
    grow(screened)
    theirs, hers = screened.by.client, screened.client
    pages = {name: (theirs, reverse(f"dossiers:{name}", args=[screened.dossier.pk])) for name in PAGES}
    pages |= {name: (hers, reverse(f"dossiers:{name}")) for name in OWN_PAGES}
    for client, address in pages.values():
        client.get(address)  # what is looked up once per process or session
    for _ in range(4):
        grow(screened)
    counted = {name: count(*where) for name, where in pages.items()}
    most = PAGES | OWN_PAGES
    assert {name: number for name, number in counted.items() if number > most[name]} == {}
