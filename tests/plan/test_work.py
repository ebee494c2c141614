"""Steps on the work floor with what they taught; work, after-care, and the way back."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from aanboord.core import clock
from aanboord.dossiers.instruments import GUIDE
from aanboord.dossiers.models import Dossier, Employment, Evaluation, Placement
from aanboord.dossiers.models.work import Instrument
from aanboord.terms.models import Term
from tests.dossier.reading import fields_of, text_of
from tests.world import Case, register


def at(thing, name, *more):
    return reverse(f"dossiers:{name}", args=[thing.pk, *more])


def work_page(case):
    return reverse("dossiers:dossier_work", args=[case.dossier.pk])


@pytest.fixture
def typed(screened, counsellor):
    return fields_of(counsellor.client.get(at(screened.dossier, "new_placement"))) | {
        "instrument": "bis",
        "host": "Bakkerij Korenhof",
        "occupation": "bakker",
        "starts_on": clock.today().isoformat(),
        "ends_on": (clock.today() + dt.timedelta(weeks=8)).isoformat(),
        "hours_per_week": "30,5",
        "goals": "Deeg maken",
    }


@pytest.fixture
def planned(screened, counsellor, typed):
    assert counsellor.client.post(at(screened.dossier, "new_placement"), typed).status_code == 302
    return Placement.objects.get()


@pytest.fixture
def running(planned, counsellor):
    counsellor.client.post(at(planned, "start_placement"))
    planned.refresh_from_db()
    return planned


def test_every_instrument_says_what_it_is_for_and_where_that_stands(screened, counsellor):
    assert set(GUIDE) == set(Instrument.values)
    page = text_of(counsellor.client.get(at(screened.dossier, "new_placement")))
    for guide in GUIDE.values():
        assert str(guide.sentence) in page
        assert guide.source in page


def test_a_step_is_planned_begun_and_shown(running, screened, counsellor):
    assert (running.state, str(running.hours_per_week)) == ("running", "30.5")
    assert screened.now.state == Dossier.State.IN_STEP
    page = text_of(counsellor.client.get(work_page(screened)))
    assert "Bakkerij Korenhof" in page
    assert "Loopt" in page


def test_a_wrong_step_comes_back_with_what_was_typed(screened, counsellor, typed):
    wrong = typed | {"ends_on": (clock.today() - dt.timedelta(days=1)).isoformat(), "hours_per_week": "60"}
    answer = counsellor.client.post(at(screened.dossier, "new_placement"), wrong)
    assert answer.status_code == 422
    assert "Bakkerij Korenhof" in answer.content.decode()
    assert not Placement.objects.exists()


def test_a_step_waits_for_a_screening(case, counsellor):
    page = text_of(counsellor.client.get(work_page(case)))
    assert "Eerst een screening, dan een stap." in page
    assert "Stap plannen" not in page


def test_a_step_that_does_not_go_through_is_over(planned, counsellor):
    counsellor.client.post(at(planned, "cancel_placement"))
    assert counsellor.client.post(at(planned, "start_placement")).status_code == 409


@pytest.mark.policy("BN19-IV.2.1-a")
def test_a_step_ends_with_what_was_learnt_and_an_attest_says_so(running, screened, counsellor):
    counsellor.client.post(
        at(running, "evaluate_placement"), {"text": "Vlot", "competences": "Deeg kneden\nHygiënisch werken"}
    )
    again = counsellor.client.post(at(running, "evaluate_placement"), {"text": "Nog eens"})
    assert again.status_code == 409
    with clock.at(running.ends_on):
        empty = counsellor.client.post(at(running, "end_placement"), {"text": "Goed gewerkt"})
        assert empty.status_code == 422
        assert "Goed gewerkt" in text_of(empty)
        counsellor.client.post(
            at(running, "end_placement"), {"text": "Goed gewerkt", "competences": "Deeg kneden\nOven bedienen"}
        )
        running.refresh_from_db()
        assert running.state == Placement.State.ENDED
        assert "Oven bedienen" in text_of(counsellor.client.get(work_page(screened)))
        attest = reverse("dossiers:letter_about", args=[screened.dossier.pk, "attest", running.pk])
        assert attest in counsellor.client.get(at(running, "placement")).content.decode()
        page = text_of(counsellor.client.get(attest))
        assert page.count("Deeg kneden") == 1
        assert "Hygiënisch werken" in page
        assert "Oven bedienen" in text_of(screened.client.get(reverse("dossiers:my_steps")))


def test_an_early_end_takes_a_reason(running, screened, counsellor):
    refused = counsellor.client.post(at(running, "end_placement"), {"text": "Het liep niet"})
    assert refused.status_code == 422
    assert not Evaluation.objects.exists()
    counsellor.client.post(at(running, "end_placement"), {"text": "Het liep niet", "early_reason": "De bakkerij sluit"})
    running.refresh_from_db()
    assert (running.state, running.early_end_reason) == ("ended-early", "De bakkerij sluit")
    assert screened.now.state == Dossier.State.SCREENED  # there is no plan to go back to


@pytest.fixture
def ended(running, counsellor):
    counsellor.client.post(at(running, "end_placement"), {"text": "Aangeworven", "early_reason": "Hij kan beginnen"})
    return running


@pytest.fixture
def working(screened, ended, counsellor):
    """Hired by the host of the step, today."""
    assert screened.now.next_contact_on
    address = f"{at(screened.dossier, 'start_work')}?stap={ended.pk}"
    known = fields_of(counsellor.client.get(address))
    assert (known["employer"], known["occupation"]) == ("Bakkerij Korenhof", "bakker")
    answer = counsellor.client.post(address, known | {"contract": "permanent", "started_on": clock.today().isoformat()})
    assert answer.status_code == 302
    return Employment.objects.get()


def test_who_is_hired_after_a_step_types_nothing_twice(working, ended, screened):
    assert working.placement == ended
    assert (working.employer, str(working.hours_per_week)) == ("Bakkerij Korenhof", "30.5")
    assert screened.now.state == Dossier.State.WORKING


def test_after_care_takes_the_place_of_the_contact_that_was_planned(screened, working):
    assert screened.now.next_contact_on is None


def test_a_step_of_somebody_else_fills_in_nothing(screened, counsellor, ended):
    other = Case(register(counsellor), counsellor)
    address = at(other.dossier, "start_work")
    assert counsellor.client.get(f"{address}?stap={ended.pk}").status_code == 404
    assert counsellor.client.get(f"{address}?stap=geen").status_code == 404


def test_after_care_can_be_noted_when_its_month_has_passed_and_leads_to_durable_work(working, screened, counsellor):
    start = clock.today()
    for month, days in ((1, 32), (3, 93), (6, 185)):
        address = at(working, "aftercare", month)
        assert address not in counsellor.client.get(work_page(screened)).content.decode()
        with clock.at(start + dt.timedelta(days=days)):
            assert address in counsellor.client.get(work_page(screened)).content.decode()
            assert counsellor.client.post(address, {"still_working": "yes", "text": "Gaat goed"}).status_code == 302
    with clock.at(start + dt.timedelta(days=186)):
        assert "Duurzaam werk" in text_of(counsellor.client.get(work_page(screened)))
    assert screened.now.state == Dossier.State.DURABLE


def test_after_care_too_early_is_refused_with_the_day_from_which_it_can(working, counsellor):
    answer = counsellor.client.post(at(working, "aftercare", 6), {"still_working": "yes", "text": "Gaat goed"})
    assert answer.status_code == 422
    assert "Dit contact kan vanaf" in text_of(answer)
    assert counsellor.client.get(at(working, "aftercare", 2)).status_code == 404


def test_who_stopped_working_comes_back_and_is_screened_anew(working, screened, counsellor):
    with clock.at(clock.today() + dt.timedelta(days=40)):
        silent = counsellor.client.post(at(working, "aftercare", 1), {"still_working": "no"})
        assert silent.status_code == 422
        counsellor.client.post(at(working, "aftercare", 1), {"still_working": "no", "text": "Faillissement"})
        assert screened.now.state == Dossier.State.REGISTERED
        page = text_of(counsellor.client.get(work_page(screened)))
        assert "Faillissement" in page
        assert "gestopt" in page
    assert Term.objects.open().filter(subject=screened.dossier.pk, code="screening").exists()


def test_work_that_stops_between_two_contacts_is_noted_with_its_last_day(working, screened, counsellor):
    late = clock.today() + dt.timedelta(days=10)
    wrong = counsellor.client.post(at(working, "end_work"), {"on": late.isoformat(), "reason": "Verhuisd"})
    assert wrong.status_code == 422
    assert "Verhuisd" in text_of(wrong)
    counsellor.client.post(at(working, "end_work"), {"on": clock.today().isoformat(), "reason": "Verhuisd"})
    assert screened.now.state == Dossier.State.REGISTERED


def test_steps_are_closed_to_who_does_not_work_on_them(running, screened, social_worker, data_steward):
    for stranger in (social_worker, data_steward):
        assert stranger.client.get(at(running, "placement")).status_code == 403
        assert stranger.client.post(at(running, "end_placement"), {"text": "x"}).status_code == 403
        assert stranger.client.get(at(screened.dossier, "new_placement")).status_code == 403
        assert stranger.client.get(at(screened.dossier, "start_work")).status_code == 403


@pytest.mark.parametrize(
    ("starts", "ends", "field"),
    [("0001-01-01", "9999-12-31", "starts_on"), ("2026-11-20", "2029-12-20", "ends_on")],
)
def test_a_step_of_centuries_is_refused_at_its_field(screened, counsellor, typed, starts, ends, field):
    with clock.at(dt.date(2026, 11, 20)):
        answer = counsellor.client.post(
            at(screened.dossier, "new_placement"), typed | {"starts_on": starts, "ends_on": ends}
        )
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Placement.objects.exists()


def test_work_does_not_begin_more_than_a_year_before_the_registration(screened, counsellor):
    given = {"employer": "Bakkerij Korenhof", "contract": "permanent", "hours_per_week": "38"}
    for day in (dt.date(1, 1, 1), screened.now.opened_on - dt.timedelta(days=367)):
        answer = counsellor.client.post(at(screened.dossier, "start_work"), given | {"started_on": day.isoformat()})
        assert answer.status_code == 422
        assert "started_on" in answer.context["form"].errors


def test_work_that_began_before_the_rule_has_its_aftercare(counsellor):
    before_the_rule = dt.date(2024, 5, 20)
    with clock.at(dt.date(2024, 5, 27)):
        case = Case(register(counsellor), counsellor)
        case.screened()
        case.working(started_on=before_the_rule)
        clocks = Term.objects.open().filter(subject=case.dossier.pk).order_by("due_on")
        assert [(term.code, term.due_on) for term in clocks] == [
            ("aftercare-1", dt.date(2024, 7, 4)),
            ("aftercare-3", dt.date(2024, 9, 3)),
            ("aftercare-6", dt.date(2024, 12, 4)),
        ]
        assert "vanaf 20 juni 2024" in text_of(counsellor.client.get(work_page(case)))
