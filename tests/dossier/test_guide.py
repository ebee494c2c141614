"""The guide to instruments in a dossier: what is known fills itself in, a few questions, a ranked list with reasons."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from aanboord import rulebook
from aanboord.core import clock
from aanboord.core.access import Part
from aanboord.dossiers.actions import work
from aanboord.dossiers.actions.registration import Status
from aanboord.dossiers.actions.screening import Weighed
from aanboord.dossiers.instruments import STEPS
from aanboord.dossiers.models import Draft
from aanboord.dossiers.models.dossier import ServiceLevel
from aanboord.journal.models import Look
from aanboord.people.actions import change_contact
from aanboord.people.models import StatusKind
from tests.world import Case, municipality, register

from .reading import fields_of, text_of

TODAY = dt.date(2026, 5, 4)
ANSWERS = {"job_target": "schrijnwerker", "education": "low", "months_since_work": 14}


@pytest.fixture(autouse=True)
def _on_a_day():
    with clock.at(TODAY):
        yield


@pytest.fixture
def case(counsellor):
    """Born in April 1969, registered eight months ago as a job seeker with a benefit, screened two months ago."""
    with clock.at(dt.date(2025, 9, 1)):
        status = Status(StatusKind.JOB_SEEKER_BENEFIT, dt.date(2025, 9, 1))
        case = Case(register(counsellor, statuses=(status,)), counsellor)
    with clock.at(dt.date(2026, 3, 2)):
        case.screened(ServiceLevel.INTENSIVE, answers=ANSWERS, thresholds=[Weighed("debt", 2, "Deurwaarder")])
    return case


def address(case):
    return reverse("dossiers:guide", args=[case.dossier.pk])


def known(answer):
    """What the page says that is known, by fact: value and where it comes from."""
    return {one.fact.id: (one.shown, one.source) for one in answer.context["known"]}


def fits(answer):
    return {id: row.option.fits for id, row in answer.context["page"].rows.items()}


def say(case, client, fact, value):
    return client.post(address(case), {"fact": fact, "value": value})


def test_what_the_dossier_knows_is_filled_in_with_where_it_comes_from(case, counsellor):
    answer = counsellor.client.get(address(case))
    assert known(answer) == {
        "age": ("57 jaar", "geboortedatum in het dossier"),
        "domiciled_in_flanders": ("ja", "gemeente in het dossier"),
        "registered_without_work": ("ja", "Werkzoekend met werkloosheidsuitkering sinds 1 september 2025"),
        "months_registered": ("8 maanden", "ingeschreven en werkzoekend sinds 1 september 2025"),
        "benefit": ("werkloosheidsuitkering", "Werkzoekend met werkloosheidsuitkering sinds 1 september 2025"),
        "in_twe": ("nee", "geen lopende stap in het dossier"),
        "months_without_work": ("16 maanden", "screening van 2 maart 2026, en de maanden sindsdien"),
        "job_target_known": ("ja", "screening van 2 maart 2026"),
        "distance_to_work": ("groot", "screening van 2 maart 2026: intensieve begeleiding"),
    }
    page = text_of(answer)
    for shown, source in known(answer).values():
        assert shown in page
        assert source in page


@pytest.mark.policy("PACT24-4.1-b", "PACT24-4.1-d")
def test_a_few_answers_lead_to_instruments_ranked_with_reasons_and_duties(case, counsellor):
    client = counsellor.client
    asked = []
    while (form := client.get(address(case)).context["form"]) is not None:
        asked.append(form.asked.id)
        given = {"gap_closes": "work-floor", "lacks_generic_competences": "false"}.get(form.asked.id)
        posted = {"fact": form.asked.id} | ({"value": given} if given else {"skip": "1"})
        assert client.post(address(case), posted).status_code == 302
    assert 0 < len(asked) <= 6
    assert len(set(asked)) == len(asked)
    assert not set(asked) & {"age", "registered_without_work", "distance_to_work"}
    answer = client.get(address(case))
    order = [fits for fits, _rows in answer.context["page"].groups]
    assert order == [one for one in ("now", "maybe", "later", "not") if one in order]
    assert set(fits(answer).values()) <= {"now", "maybe", "later", "not"}
    page = text_of(answer)
    ibo_plus = rulebook.of_flanders().measure("ibo-plus")
    assert ibo_plus.title.nl in page
    for _whose, duty in ibo_plus.duties:
        assert duty.nl in page
    assert "Niet in orde" in page


def test_a_question_stays_answered_for_who_answered_it_and_for_nobody_else(case, counsellor, colleague):
    say(case, counsellor.client, "gap_closes", "work-floor")
    shown, source = known(counsellor.client.get(address(case)))["gap_closes"]
    assert (shown, source) == ("op de werkvloer", "jouw antwoord in dit gesprek")
    assert "gap_closes" not in known(colleague.client.get(address(case)))
    counsellor.client.post(address(case), {"restart": "1"})
    assert "gap_closes" not in known(counsellor.client.get(address(case)))
    assert not Draft.objects.exists()


def test_what_the_dossier_says_can_be_put_right_for_this_conversation_and_taken_back(case, counsellor):
    asks = counsellor.client.get(address(case), {"vraag": "distance_to_work"})
    assert fields_of(asks)["value"] == "large"
    say(case, counsellor.client, "distance_to_work", "small")
    assert known(counsellor.client.get(address(case)))["distance_to_work"][0] == "klein"
    counsellor.client.post(address(case), {"fact": "distance_to_work", "skip": "1"})
    assert known(counsellor.client.get(address(case)))["distance_to_work"][0] == "groot"
    assert case.now.service_level == ServiceLevel.INTENSIVE, "the dossier itself is as it was"


@pytest.mark.parametrize(
    ("fact", "value"),
    [("gap_closes", "overal"), ("planned_weeks", "veel"), ("planned_weeks", "-3"), ("gap_closes", "")],
)
def test_a_wrong_answer_is_asked_again_and_not_kept(case, counsellor, fact, value):
    answer = say(case, counsellor.client, fact, value)
    assert answer.status_code == 422
    assert answer.context["form"].errors["value"]
    assert not Draft.objects.exists()


def test_a_question_that_does_not_exist_changes_nothing(case, counsellor):
    assert say(case, counsellor.client, "sterrenbeeld", "ram").status_code == 302
    assert counsellor.client.get(address(case), {"vraag": "sterrenbeeld", "naast": "niets"}).status_code == 200
    assert not Draft.objects.exists()


def test_a_coach_is_told_nothing_of_parts_that_are_closed_to_him(case, coach):
    case.followed_by(coach)
    answer = coach.client.get(address(case))
    assert set(known(answer)) == {"age", "domiciled_in_flanders", "in_twe"}
    look = Look.objects.filter(account=coach.account, person=case.dossier.pk).latest("pk")
    assert not {Part.SCREENING, Part.LABOUR_STATUS} & {Part(part) for part in look.parts.split()}


def test_a_look_row_names_the_parts_that_were_drawn_on_and_no_welfare_is_told(case, counsellor):
    answer = counsellor.client.get(address(case))
    look = Look.objects.filter(account=counsellor.account, person=case.dossier.pk).latest("pk")
    assert {Part(part) for part in look.parts.split()} == {
        Part.IDENTITY,
        Part.LABOUR_STATUS,
        Part.SCREENING,
        Part.PLACEMENTS,
    }
    assert "Deurwaarder" not in text_of(answer)


def test_a_stranger_is_refused(case, social_worker, data_steward):
    for stranger in (social_worker, data_steward):
        assert stranger.client.get(address(case)).status_code == 403
        assert say(case, stranger.client, "gap_closes", "work-floor").status_code == 403


def test_an_instrument_begins_with_the_form_of_a_step_in_which_it_is_filled_in(case, counsellor):
    say(case, counsellor.client, "gap_closes", "work-floor")
    page = counsellor.client.get(address(case))
    starts = {row.step.value for row in page.context["page"].rows.values() if row.step}
    assert starts
    form = reverse("dossiers:new_placement", args=[case.dossier.pk])
    for step in starts:
        assert f"{form}?stap={step}" in page.content.decode()
        assert fields_of(counsellor.client.get(form, {"stap": step}))["instrument"] == step
    for fit, rows in page.context["page"].groups:
        if fit in ("later", "not"):
            assert not [row for row in rows if row.step]


def test_nothing_begins_before_a_screening(counsellor):
    case = Case(register(counsellor), counsellor)
    answer = counsellor.client.get(address(case))
    assert answer.status_code == 200
    assert not [row for row in answer.context["page"].rows.values() if row.step]


def test_every_step_that_a_measure_leads_to_names_a_measure_of_the_rulebook():
    assert set(STEPS) <= set(rulebook.of_flanders().measures)


def test_two_instruments_stand_side_by_side(case, counsellor):
    answer = counsellor.client.get(address(case), {"naast": ["ibo", "bis"]})
    assert [row.option.measure.id for row in answer.context["beside"]] == ["ibo", "bis"]
    assert 'id="beside"' in answer.content.decode()
    assert 'id="beside"' not in counsellor.client.get(address(case)).content.decode()


def test_the_work_page_and_the_form_of_a_step_lead_to_the_guide(case, counsellor):
    for route in ("dossier_work", "new_placement"):
        page = counsellor.client.get(reverse(f"dossiers:{route}", args=[case.dossier.pk]))
        assert address(case) in page.content.decode()


def test_who_works_is_not_registered_without_work(case, counsellor):
    case.working(started_on=TODAY)
    told = known(counsellor.client.get(address(case)))
    assert told["registered_without_work"][0] == "nee"
    assert told["months_without_work"] == ("0 maanden", "aan het werk volgens het dossier")
    assert "months_registered" not in told


def test_a_break_between_two_statuses_begins_the_months_anew(counsellor):
    with clock.at(dt.date(2024, 1, 8)):
        first = Status(StatusKind.JOB_SEEKER_BENEFIT, dt.date(2024, 1, 8))
        case = Case(register(counsellor, statuses=(first,)), counsellor)
        case.screened()
    with clock.at(dt.date(2024, 6, 3)):
        case.working(started_on=dt.date(2024, 6, 3))
    with clock.at(dt.date(2026, 1, 5)):
        work.end_work(case.now.employments.get(), "Contract liep af", by=counsellor.actor)
    told = known(counsellor.client.get(address(case)))
    assert told["months_without_work"][0] == "3 maanden"
    assert told["months_registered"][0] == "3 maanden"


@pytest.mark.parametrize(("code", "said"), [("21004", "nee"), ("44021", "ja")])
def test_who_moved_to_brussels_does_not_live_in_flanders(case, counsellor, code, said):
    change_contact(case.person, by=counsellor.actor, municipality=municipality(code))
    assert known(counsellor.client.get(address(case)))["domiciled_in_flanders"][0] == said


def test_the_number_of_queries_is_small_and_does_not_grow(case, counsellor):
    client = counsellor.client
    client.get(address(case))
    case.screened(answers=ANSWERS)
    say(case, client, "gap_closes", "work-floor")
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address(case)).status_code == 200
    assert len(queries) <= 16
