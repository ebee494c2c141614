"""Each agreement has an owner, a day and an end; what the citizen says of it is kept."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from aanboord.core import clock
from aanboord.core.errors import WrongState
from aanboord.dossiers.actions import plan
from aanboord.dossiers.models import Agreement, Answer, Dossier, Goal
from aanboord.journal.models import Event
from aanboord.terms.models import Term
from tests.dossier.reading import text_of


def address(agreement, name="agreement"):
    return reverse(f"dossiers:{name}", args=[agreement.pk])


def plan_of(case):
    return reverse("dossiers:dossier_plan", args=[case.dossier.pk])


@pytest.mark.policy("BN19-VI.1.1-d")
def test_every_agreement_is_followed_up_to_its_end(screened, counsellor):
    done, not_done, dropped = (screened.agreed(text=text) for text in ("Bellen", "Schrijven", "Gaan"))
    for agreement, state in ((done, "done"), (not_done, "not-done"), (dropped, "dropped")):
        answer = counsellor.client.post(address(agreement, "settle_agreement"), {"state": state})
        assert answer.status_code == 302
        agreement.refresh_from_db()
        assert agreement.state == state
    page = text_of(counsellor.client.get(plan_of(screened)))
    assert "Niet gedaan" in page
    assert "Vervallen" in page


@pytest.mark.policy("BN19-VI.1.1-d")
def test_an_agreement_past_its_day_stands_out(screened, counsellor):
    agreement = screened.agreed(due_on=clock.today() + dt.timedelta(days=3))
    assert "over tijd" not in text_of(counsellor.client.get(plan_of(screened)))
    with clock.at(clock.today() + dt.timedelta(days=5)):
        page = text_of(counsellor.client.get(plan_of(screened)))
        assert "1 afspraak is over tijd." in page
        assert "2 dagen te laat" in page
        assert "2 dagen te laat" in text_of(counsellor.client.get(address(agreement)))


def test_what_is_not_a_step_from_here_is_refused_with_its_page(screened, counsellor):
    agreement = screened.agreed(agreed_in_conversation=False)
    assert counsellor.client.post(address(agreement, "settle_agreement"), {"state": "done"}).status_code == 422
    agreement.refresh_from_db()
    assert agreement.state == Agreement.State.PROPOSED


def test_an_end_is_an_end(screened, counsellor):
    agreement = screened.agreed()
    plan.settle(agreement, Agreement.State.DONE, by=counsellor.actor)
    for state in (Agreement.State.DROPPED, Agreement.State.DECLINED):
        with pytest.raises(WrongState):
            plan.settle(agreement, state, by=counsellor.actor)
    assert "Opvolgen" not in text_of(counsellor.client.get(address(agreement)))


def test_what_she_said_in_a_conversation_is_written_down_under_the_name_of_the_writer(screened, counsellor):
    agreement = screened.agreed(agreed_in_conversation=False, binding=True)
    empty = counsellor.client.post(address(agreement, "note_answer"), {"comment": "Ze twijfelt"})
    assert empty.status_code == 422
    assert "Ze twijfelt" in text_of(empty)
    counsellor.client.post(address(agreement, "note_answer"), {"agrees": "yes", "comment": "Maar niet op vrijdag"})
    agreement.refresh_from_db()
    assert agreement.state == Agreement.State.AGREED
    assert Term.objects.get(subject=screened.dossier.pk, code="binding-agreements").state == Term.State.MET
    page = text_of(counsellor.client.get(address(agreement)))
    assert "Maar niet op vrijdag" in page
    assert "in een gesprek, genoteerd door Katrien Claes" in page


def test_every_answer_is_kept(screened, counsellor):
    agreement = screened.agreed(agreed_in_conversation=False)
    for agrees, comment in ((False, "Te vroeg op de dag"), (True, "Met de bus lukt het")):
        plan.answer(agreement, agrees, comment=comment, by=screened.citizen())
    assert list(Answer.objects.values_list("agrees", "comment")) == [
        (False, "Te vroeg op de dag"),
        (True, "Met de bus lukt het"),
    ]
    page = text_of(counsellor.client.get(address(agreement)))
    assert page.index("Te vroeg op de dag") < page.index("Met de bus lukt het")


def test_a_no_does_not_meet_the_term_of_binding_agreements(screened, counsellor):
    agreement = screened.agreed(agreed_in_conversation=False)
    plan.answer(agreement, False, by=screened.citizen())
    assert Term.objects.get(subject=screened.dossier.pk, code="binding-agreements").state == Term.State.RUNNING
    assert screened.now.state == Dossier.State.SCREENED


@pytest.mark.policy("IAB19-3.2-a")
def test_an_offer_of_training_is_registered_in_time_and_answered_by_the_citizen(screened, counsellor):
    offer = reverse("dossiers:training_offer", args=[screened.dossier.pk])
    term = Term.objects.get(subject=screened.dossier.pk, code="training-offer")
    assert (term.state, term.met_on) == (Term.State.RUNNING, None)
    refused = counsellor.client.post(offer, {"text": "Lassen bij VDAB", "due_on": "gisteren"})
    assert refused.status_code == 422
    assert "Lassen bij VDAB" in text_of(refused)
    day = clock.today() + dt.timedelta(days=40)
    counsellor.client.post(offer, {"text": "Lassen bij VDAB, Gent", "due_on": day.isoformat()})
    term.refresh_from_db()
    assert term.state == Term.State.MET
    offered = Agreement.objects.get()
    assert (offered.kind, offered.state, offered.due_on) == ("training", "proposed", day)
    assert "Lassen bij VDAB, Gent" in text_of(screened.client.get(reverse("dossiers:my-dossier")))


def test_a_goal_is_reached_once_or_let_go_of(screened, counsellor):
    reached, dropped = (plan.set_goal(screened.now, text, by=counsellor.actor) for text in ("Lassen", "Vliegen"))
    counsellor.client.post(address(reached, "close_goal"), {"reached": ""})
    counsellor.client.post(address(dropped, "close_goal"), {"dropped": ""})
    assert Goal.objects.get(text="Lassen").reached_on == clock.today()
    page = text_of(counsellor.client.get(plan_of(screened)))
    assert "bereikt op" in page
    assert "Vliegen" not in page
    assert counsellor.client.post(address(reached, "close_goal"), {"dropped": ""}).status_code == 409


def test_the_plan_is_closed_to_who_does_not_work_on_it(screened, social_worker, data_steward):
    agreement = screened.agreed()
    for stranger in (social_worker, data_steward):
        assert stranger.client.get(address(agreement)).status_code == 403
        assert stranger.client.post(address(agreement, "settle_agreement"), {"state": "done"}).status_code == 403
    assert not Event.objects.filter(kind="agreement.done").exists()


def test_a_coach_who_takes_part_follows_the_agreements_too(screened, coach):
    agreement = screened.agreed()
    assert coach.client.get(address(agreement)).status_code == 403
    screened.followed_by(coach)
    assert coach.client.get(address(agreement)).status_code == 200
    assert coach.client.post(address(agreement, "settle_agreement"), {"state": "done"}).status_code == 302
