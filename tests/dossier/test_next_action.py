"""The one thing to do next, row by row."""

import datetime as dt
import uuid
from dataclasses import replace
from typing import Any

import pytest
from django.apps.registry import Apps
from django.urls import reverse

from aanboord.core import clock
from aanboord.core.access import Part, Relation
from aanboord.dossiers.access import Sight
from aanboord.dossiers.actions.appointments import make_appointment
from aanboord.dossiers.models import Agreement, Appointment, Dossier, Evaluation, Placement
from aanboord.dossiers.next_action import ROWS, Situation, next_step
from aanboord.dossiers.queries.terms import ShownTerm
from aanboord.terms.models import Term

TODAY = dt.date(2026, 6, 15)
SIGHT = Sight(Relation.OWN, frozenset(Part), frozenset(Part), leads=True)
BEFORE, AFTER = TODAY - dt.timedelta(days=10), TODAY + dt.timedelta(days=10)


@pytest.fixture(autouse=True)
def _on_one_day():
    with clock.at(TODAY):
        yield


def dossier(**fields: Any) -> Dossier:
    given = {"state": "planned", "service_level": "intensive", "counsellor_id": uuid.uuid4()}
    return Dossier(person_id=uuid.uuid4(), **(given | fields))


def clock_of(code: str, due: dt.date = AFTER) -> ShownTerm:
    return ShownTerm(Term(code=code, started_on=BEFORE, due_on=due, anchor=uuid.uuid4()), code, True)


def agreement(state: str, due: dt.date = AFTER, **fields: Any) -> Agreement:
    return Agreement(state=state, due_on=due, **fields)


class Step(Placement):
    """A placement whose evaluations need no database."""

    class Meta:
        proxy = True
        app_label = "dossiers"
        apps = Apps()  # of its own: no migration is owed for it

    said: tuple[Evaluation, ...] = ()

    @property
    def evaluations(self) -> Any:  # type: ignore[override]  # stands in for the related manager
        said = self.said

        class Said:
            @staticmethod
            def all() -> tuple[Evaluation, ...]:
                return said

        return Said


def step(state: str, starts: dt.date = BEFORE, ends: dt.date = AFTER, said: tuple[Evaluation, ...] = ()) -> Step:
    made = Step(state=state, starts_on=starts, ends_on=ends)
    made.said = said
    return made


def appointment(at: dt.date) -> Appointment:
    return Appointment(state="planned", at=dt.datetime.combine(at, dt.time(9), tzinfo=clock.ZONE))


HALF = (Evaluation(moment="midway"),)
CASES: dict[str, tuple[Situation, dt.date | None]] = {
    "resume": (Situation(dossier(suspended_on=BEFORE, counsellor_id=None)), None),
    "take-on": (Situation(dossier(counsellor_id=None, state="registered")), None),
    "school-leaver": (
        Situation(dossier(state="registered"), terms=[clock_of("screening"), clock_of("school-leaver-contact", TODAY)]),
        TODAY,
    ),
    "screening": (Situation(dossier(state="registered", service_level=""), terms=[clock_of("screening")]), AFTER),
    "aftercare": (
        Situation(
            dossier(state="working"), terms=[clock_of("aftercare-3", AFTER + dt.timedelta(99)), clock_of("aftercare-1")]
        ),
        AFTER,
    ),
    "appointment": (Situation(dossier(), appointments=[appointment(BEFORE), appointment(AFTER)]), BEFORE),
    "agreement": (
        Situation(dossier(), agreements=[agreement("agreed"), agreement("agreed", BEFORE), agreement("declined")]),
        BEFORE,
    ),
    "end-step": (Situation(dossier(state="in-step"), placements=[step("running", ends=TODAY, said=HALF)]), TODAY),
    "start-step": (Situation(dossier(), placements=[step("planned", starts=TODAY)]), TODAY),
    "half-way": (Situation(dossier(state="in-step"), placements=[step("running", BEFORE, AFTER)]), TODAY),
    "declined": (Situation(dossier(), agreements=[agreement("declined")]), None),
    "agreements": (Situation(dossier(state="screened"), terms=[clock_of("binding-agreements")]), AFTER),
    "contact": (Situation(dossier(state="screened", service_level="self-reliant", next_contact_on=TODAY)), TODAY),
    "step": (Situation(dossier(), agreements=[agreement("agreed")]), None),
    "training": (
        Situation(dossier(state="screened", service_level="self-reliant"), terms=[clock_of("training-offer")]),
        AFTER,
    ),
}


#: What the button of these rows opens; that of the others opens a page of the dossier.
LEADS_TO: dict[str, Any] = {
    "aftercare": lambda case: f"/werk/{case.terms[1].term.anchor}/nazorg/1/",
    "appointment": lambda case: f"/gesprek/{case.appointments[0].pk}/",
    "agreement": lambda case: f"/afspraak/{case.agreements[1].pk}/",
    "end-step": lambda case: f"/stap/{case.placements[0].pk}/",
    "start-step": lambda case: f"/stap/{case.placements[0].pk}/",
    "half-way": lambda case: f"/stap/{case.placements[0].pk}/",
    "declined": lambda case: f"/afspraak/{case.agreements[0].pk}/",
}


def test_every_row_of_the_table_has_a_case():
    assert list(CASES) == [row.key for row in ROWS]


@pytest.mark.parametrize("key", CASES)
def test_the_first_row_that_holds_is_shown(key):
    situation, due = CASES[key]
    found = next_step(situation, SIGHT)
    assert found is not None
    assert (found.key, found.due) == (key, due)
    assert found.address.startswith(LEADS_TO.get(key, lambda case: f"/dossier/{case.dossier.pk}/")(situation))


@pytest.mark.parametrize("key", CASES)
def test_who_may_not_change_the_part_is_not_asked_to(key):
    situation, _due = CASES[key]
    row = next(row for row in ROWS if row.key == key)
    found = next_step(situation, replace(SIGHT, change=SIGHT.change - {row.part}))
    assert found is None or found.key != key


@pytest.mark.parametrize("key", [row.key for row in ROWS if row.lead_only])
def test_what_the_lead_decides_is_not_asked_of_a_partner(key):
    found = next_step(CASES[key][0], replace(SIGHT, leads=False))
    assert found is None or found.key != key


@pytest.mark.parametrize(
    "situation",
    [
        Situation(dossier(state="closed", counsellor_id=None)),
        Situation(dossier(state="durable")),
        Situation(dossier(state="screened", service_level="self-reliant", next_contact_on=AFTER)),
        Situation(dossier(state="working"), terms=[clock_of("aftercare-6", TODAY + dt.timedelta(days=15))]),
        Situation(dossier(state="in-step"), placements=[step("running", said=HALF)]),
        Situation(dossier(state="in-step"), placements=[step("running", starts=TODAY)]),
        Situation(dossier(), agreements=[agreement("agreed")], placements=[step("planned", starts=AFTER)]),
        Situation(dossier(state="screened", service_level="not-now")),
    ],
)
def test_when_nothing_presses_nothing_is_asked(situation):
    assert next_step(situation, SIGHT) is None


@pytest.mark.parametrize(("due", "key"), [(BEFORE, "training"), (TODAY, "step"), (AFTER, "step")])
def test_an_overdue_offer_of_training_comes_before_the_choice_of_a_step(due, key):
    found = next_step(Situation(dossier(), terms=[clock_of("training-offer", due)]), SIGHT)
    assert found is not None
    assert found.key == key


def test_who_waits_for_binding_agreements_is_asked_for_them_even_without_a_clock():
    found = next_step(Situation(dossier(state="screened", service_level="sector")), SIGHT)
    assert found is not None
    assert (found.key, found.due) == ("agreements", None)


@pytest.mark.parametrize("row", [row for row in ROWS if row.key not in LEADS_TO], ids=lambda row: row.key)
def test_the_button_leads_to_a_page_that_opens(row, case, counsellor):
    assert counsellor.client.get(row.address(Situation(case.now))).status_code == 200


def test_the_button_of_a_meeting_that_is_over_opens_the_form_that_asks_how_it_went(case, counsellor):
    with clock.at(TODAY - dt.timedelta(days=3)):
        case.screened()
        tomorrow = clock.now() + dt.timedelta(days=1)
        meeting = make_appointment(case.now, kind="in-person", at=tomorrow, by=counsellor.actor)
    opens = reverse("dossiers:appointment", args=[meeting.pk])
    assert f'href="{opens}"' in counsellor.client.get(reverse("dossiers:dossier", args=[case.dossier.pk])).text
    assert reverse("dossiers:hold_appointment", args=[meeting.pk]) in counsellor.client.get(opens).text
