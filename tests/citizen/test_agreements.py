"""She agrees, comments or declines, says when something is done, and adds what she wants herself."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from aanboord.core import clock
from aanboord.dossiers.actions import plan
from aanboord.dossiers.models import Agreement, Answer, Dossier
from aanboord.journal.models import Event, Notification
from aanboord.terms.models import Term
from tests.dossier.reading import text_of

LIST = reverse("dossiers:my_agreements")


def address(agreement, name="my_agreement"):
    return reverse(f"dossiers:{name}", args=[agreement.pk])


@pytest.mark.policy("PACT24-5-b")
def test_the_citizen_signs_her_plan_agreement_by_agreement(mine, asked, counsellor):
    assert "Ga je akkoord?" in text_of(mine.client.get(LIST))
    answer = mine.client.post(address(asked), {"says": "yes", "comment": "Graag in de voormiddag"})
    assert answer["Location"] == LIST
    asked.refresh_from_db()
    assert asked.state == Agreement.State.AGREED
    assert Term.objects.get(subject=mine.dossier.pk, code="binding-agreements").state == Term.State.MET
    assert mine.now.state == Dossier.State.PLANNED
    event = Event.objects.get(kind="agreement.answered")
    assert "voormiddag" not in str(event.data)
    assert Notification.objects.filter(event=event, professional=counsellor.professional).exists()
    told = text_of(counsellor.client.get(reverse("dossiers:agreement", args=[asked.pk])))
    assert "Graag in de voormiddag" in told


def test_she_declines_and_may_change_her_mind(mine, asked):
    mine.client.post(address(asked), {"says": "no", "comment": "Te ver"})
    asked.refresh_from_db()
    assert asked.state == Agreement.State.DECLINED
    mine.client.post(address(asked), {"says": "yes"})
    asked.refresh_from_db()
    assert asked.state == Agreement.State.AGREED
    page = text_of(mine.client.get(address(asked)))
    assert "Te ver" in page
    assert list(Answer.objects.values_list("agrees", flat=True)) == [False, True]


def test_a_question_is_no_answer(mine, asked):
    empty = mine.client.post(address(asked), {"says": "remark", "comment": " "})
    assert empty.status_code == 422
    mine.client.post(address(asked), {"says": "remark", "comment": "Betalen jullie de bus?"})
    asked.refresh_from_db()
    assert asked.state == Agreement.State.PROPOSED
    assert Answer.objects.get().agrees is None


def test_without_a_choice_her_words_stay_on_the_page(mine, asked):
    answer = mine.client.post(address(asked), {"comment": "Ik weet het niet"})
    assert answer.status_code == 422
    assert "Ik weet het niet" in text_of(answer)
    assert not Answer.objects.exists()


def test_she_says_that_something_is_done(mine, counsellor):
    agreement = mine.agreed()
    assert "Dit is gedaan" in text_of(mine.client.get(address(agreement)))
    mine.client.post(address(agreement, "my_agreement_done"))
    agreement.refresh_from_db()
    assert agreement.state == Agreement.State.DONE
    assert mine.client.post(address(agreement, "my_agreement_done")).status_code == 409
    assert mine.client.post(address(agreement), {"says": "no"}).status_code == 409


def test_what_is_only_proposed_cannot_be_done(mine, asked):
    assert "Dit is gedaan" not in text_of(mine.client.get(address(asked)))
    assert mine.client.post(address(asked, "my_agreement_done")).status_code == 409


def test_an_agreement_of_her_own_is_free_and_in_her_own_words(mine, counsellor):
    new = reverse("dossiers:my_own_agreement")
    day = clock.today() + dt.timedelta(days=14)
    wrong = mine.client.post(new, {"text": "Ik bel mijn oude baas", "due_on": "2020-01-01"})
    assert wrong.status_code == 422
    assert "Ik bel mijn oude baas" in text_of(wrong)
    mine.client.post(new, {"text": "Ik bel mijn oude baas", "due_on": day.isoformat(), "binding": "on"})
    agreement = Agreement.objects.get()
    assert (agreement.own_words, agreement.binding, agreement.state) == (True, False, "agreed")
    assert mine.now.state == Dossier.State.SCREENED
    plan_page = text_of(counsellor.client.get(reverse("dossiers:dossier_plan", args=[mine.dossier.pk])))
    assert "Ik bel mijn oude baas" in plan_page
    assert "in eigen woorden" in plan_page


def test_goals_stand_above_what_is_done_for_them(mine, counsellor):
    plan.set_goal(mine.now, "Ik wil als schrijnwerker werken", by=counsellor.actor)
    assert "Ik wil als schrijnwerker werken" in text_of(mine.client.get(LIST))


def test_the_plan_of_somebody_else_is_not_there(mine, asked, other):
    assert other.client.get(address(asked)).status_code == 404
    assert other.client.post(address(asked), {"says": "yes"}).status_code == 404
    assert other.client.post(address(asked, "my_agreement_done")).status_code == 404
    assert "houtbewerking" not in text_of(other.client.get(LIST))
    asked.refresh_from_db()
    assert asked.state == Agreement.State.PROPOSED
