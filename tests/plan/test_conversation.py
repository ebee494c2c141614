"""One conversation brings a goal, agreements and the look at work: all of it or nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from aanboord.core import clock
from aanboord.dossiers.models import Agreement, Answer, Dossier, Goal, WorkNotYet
from aanboord.journal.models import Event, Look
from aanboord.terms.models import Term
from tests.dossier.reading import fields_of


def soon(days: int = 21) -> str:
    return (clock.today() + dt.timedelta(days=days)).isoformat()


@pytest.fixture
def address(screened):
    return reverse("dossiers:plan_conversation", args=[screened.dossier.pk])


@pytest.fixture
def typed(counsellor, address):
    """What the page sends when nobody touches it."""
    return fields_of(counsellor.client.get(address))


@pytest.mark.policy("BN19-VI.1.1-b")
def test_one_conversation_gives_a_goal_and_binding_agreements_and_meets_the_term(screened, counsellor, address, typed):
    answer = counsellor.client.post(
        address,
        typed
        | {
            "goal": "Ik wil als schrijnwerker werken",
            "row1-text": "Ik volg de module houtbewerking",
            "row1-kind": "training",
            "row1-due_on": soon(),
            "row1-goal": "new",
            "row1-binding": "on",
            "row1-agreed": "on",
            "row2-text": "Ik bel elke vrijdag",
            "row2-own_words": "on",
            "row2-due_on": soon(7),
        },
    )
    assert answer.status_code == 302
    bound, free = Agreement.objects.order_by("-due_on")
    goal = Goal.objects.get()
    assert (bound.binding, bound.state, bound.goal) == (True, "agreed", goal)
    assert (free.binding, free.state, free.own_words, free.goal) == (False, "proposed", True, None)
    assert Answer.objects.get().noted_by == counsellor.professional
    assert screened.now.state == Dossier.State.PLANNED
    assert Term.objects.get(subject=screened.dossier.pk, code="binding-agreements").state == Term.State.MET
    kinds = set(Event.objects.filter(stream_id=screened.dossier.pk).values_list("kind", flat=True))
    assert {"goal.set", "agreement.proposed", "plan.discussed"} <= kinds


def test_untouched_rows_are_no_agreements(screened, counsellor, address, typed):
    counsellor.client.post(address, typed | {"goal": "Werken als kok"})
    assert Goal.objects.get().text == "Werken als kok"
    assert not Agreement.objects.exists()


def test_a_conversation_without_anything_is_told_so(counsellor, address, typed):
    answer = counsellor.client.post(address, typed)
    assert answer.status_code == 422
    assert "Noteer een doel of een afspraak." in answer.content.decode()


def test_what_was_typed_stays_when_one_row_is_wrong_and_nothing_is_kept(counsellor, address, typed):
    answer = counsellor.client.post(
        address,
        typed
        | {
            "goal": "Werken als kok",
            "row1-text": "Ik kook elke dag",
            "row1-due_on": (clock.today() - dt.timedelta(days=1)).isoformat(),
            "row3-text": "Het OCMW zoekt een plaats",
            "row3-owner": "organisation",
            "row3-due_on": soon(),
        },
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Ik kook elke dag" in page
    assert "De einddatum ligt niet in het verleden." in page
    assert "Zeg welke organisatie het doet." in page
    assert not Goal.objects.exists()
    assert not Agreement.objects.exists()
    assert not Event.objects.filter(kind__startswith="agreement.").exists()


@pytest.mark.policy("PACT24-5-e")
def test_a_plan_without_a_step_towards_work_needs_a_dated_reason(screened, counsellor, address, typed):
    care = {"row1-text": "Ik zoek een woning", "row1-kind": "threshold", "row1-due_on": soon()}
    refused = counsellor.client.post(address, typed | care)
    assert refused.status_code == 422
    assert "Dit plan heeft nog geen stap naar werk." in refused.content.decode()
    assert not Agreement.objects.exists()

    reason = {"not_yet": "Eerst een dak boven het hoofd", "look_again_on": soon(60)}
    assert counsellor.client.post(address, typed | care | reason).status_code == 302
    said = WorkNotYet.objects.get()
    assert (said.said_on, said.by) == (clock.today(), counsellor.professional)
    plan_page = reverse("dossiers:dossier_plan", args=[screened.dossier.pk])
    assert "Eerst een dak boven het hoofd" in counsellor.client.get(plan_page).content.decode()


@pytest.mark.policy("PACT24-5-e")
def test_the_reason_stands_until_the_day_to_look_again(screened, counsellor, address, typed):
    later = reverse("dossiers:work_not_yet", args=[screened.dossier.pk])
    refused = counsellor.client.post(later, {"reason": "Herstelt", "look_again_on": clock.today().isoformat()})
    assert refused.status_code == 422
    assert "Herstelt" in refused.content.decode()
    counsellor.client.post(later, {"reason": "Herstelt van een operatie", "look_again_on": soon(30)})
    plan_page = reverse("dossiers:dossier_plan", args=[screened.dossier.pk])
    warning = "Dit plan heeft nog geen stap naar werk."
    assert warning not in counsellor.client.get(plan_page).content.decode()
    with clock.at(clock.today() + dt.timedelta(days=31)):
        assert warning in counsellor.client.get(plan_page).content.decode()


def test_thresholds_of_the_screening_are_where_a_plan_begins(screened, counsellor, address, typed):
    page = counsellor.client.get(address).content.decode()
    assert "Kinderopvang: Zware drempel" in page
    assert "Gezondheid: Lichte drempel" in page
    assert "mobility-text" not in page
    counsellor.client.post(
        address,
        typed
        | {
            "goal": "Halftijds werken",
            "childcare-text": "Het lokaal bestuur zoekt opvang",
            "childcare-owner": "organisation",
            "childcare-owner_unit": str(screened.dossier.lead_id),
            "childcare-due_on": soon(),
        },
    )
    agreement = Agreement.objects.get()
    assert (agreement.domain, agreement.kind) == ("childcare", "threshold")
    assert "childcare-text" not in counsellor.client.get(address).content.decode()


def test_a_threshold_of_health_shows_to_no_one_who_may_not_see_health(screened, colleague, address):
    page = colleague.client.get(address).content.decode()
    assert "Kinderopvang" in page
    assert "Gezondheid" not in page


def test_only_who_works_on_the_plan_opens_the_page(screened, social_worker, coach, data_steward, address):
    for stranger in (social_worker, coach, data_steward):
        assert stranger.client.get(address).status_code == 403
        assert stranger.client.post(address, {"goal": "x"}).status_code == 403
    assert screened.client.get(address).status_code == 403
    assert not Goal.objects.exists()


def test_opening_the_page_leaves_an_access_row_for_the_plan_alone(screened, counsellor, address):
    counsellor.client.get(address)
    look = Look.objects.filter(person=screened.dossier.pk).latest("at")
    assert look.parts == "identity plan"


def test_an_event_of_the_plan_holds_nothing_that_was_typed(screened, counsellor, address, typed):
    counsellor.client.post(
        address, typed | {"goal": "Geheim doel", "row1-text": "Geheime afspraak", "row1-due_on": soon()}
    )
    told = str(list(Event.objects.filter(stream_id=screened.dossier.pk).values_list("data", flat=True)))
    assert "Geheim" not in told
