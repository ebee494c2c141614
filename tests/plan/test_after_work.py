"""Who works no more has a status again: what she was before, unless somebody chooses otherwise."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from aanboord.core import clock
from aanboord.dossiers.actions import dossier as dossiers
from aanboord.dossiers.actions import work
from aanboord.dossiers.actions.after_work import AfterWork
from aanboord.dossiers.actions.registration import Status
from aanboord.dossiers.models import Dossier
from aanboord.journal.models import Event, Look
from aanboord.people.actions import end_status, record_status
from aanboord.people.models import StatusKind
from tests import world
from tests.dossier.reading import fields_of, text_of

DAY = dt.timedelta(days=1)


def held(case):
    return {StatusKind(one.kind) for one in case.person.statuses.filter(until=None)}


def later(days):
    return clock.at(clock.now() + days * DAY)


def is_now(case, *kinds):
    """She is without work and has these statuses."""
    assert case.now.state == Dossier.State.REGISTERED
    assert held(case) == set(kinds)
    return True


@pytest.fixture
def working(screened):
    return screened.working()


def end_page(job):
    return reverse("dossiers:end_work", args=[job.pk])


def test_by_default_she_is_again_what_she_was(screened, working, counsellor):
    assert held(screened) == {StatusKind.EMPLOYED}
    with later(20):
        page = counsellor.client.get(end_page(working))
        assert "Zoals voor het werk: Werkzoekend met werkloosheidsuitkering" in text_of(page)
        sent = fields_of(page) | {"on": str(clock.today() - 3 * DAY), "reason": "Tijdelijk"}
        assert counsellor.client.post(end_page(working), sent).status_code == 302
        assert is_now(screened, StatusKind.JOB_SEEKER_BENEFIT)
        status = screened.person.statuses.get(until=None)
        assert (status.since, status.source) == (clock.today() - 2 * DAY, "aan-boord")
        employed = screened.person.statuses.get(kind=StatusKind.EMPLOYED)
        assert employed.until == clock.today() - 3 * DAY
        told = Event.objects.get(kind="status.recorded")
        assert (told.part, told.data["kind"]) == ("labour-status", "job-seeker-benefit")
        assert told.professional == counsellor.professional


def test_job_seeker_without_benefit_can_be_chosen(screened, working, counsellor):
    with later(20):
        sent = {"on": str(clock.today()), "reason": "Ontslag", "after": "job-seeker"}
        counsellor.client.post(end_page(working), sent)
        assert is_now(screened, StatusKind.JOB_SEEKER)
        timeline = counsellor.client.get(reverse("dossiers:timeline", args=[screened.dossier.pk]))
        assert "Statuut: Werkzoekend zonder uitkering" in text_of(timeline)
    assert Event.objects.get(kind="work.ended").data["after"] == "job-seeker"


def test_a_contact_that_finds_her_out_of_work_asks_it_too(screened, working, counsellor):
    address = reverse("dossiers:aftercare", args=[working.pk, 1])
    with later(40):
        assert "Statuut, als het werk gestopt is" in text_of(counsellor.client.get(address))
        counsellor.client.post(address, {"still_working": "no", "text": "Faillissement", "after": "job-seeker"})
        assert is_now(screened, StatusKind.JOB_SEEKER)


def test_a_contact_that_finds_her_at_work_changes_no_status(screened, working, counsellor):
    with later(40):
        counsellor.client.post(
            reverse("dossiers:aftercare", args=[working.pk, 1]), {"still_working": "yes", "after": "job-seeker"}
        )
        assert held(screened) == {StatusKind.EMPLOYED}


def test_all_that_the_work_ended_comes_back(screened, counsellor):
    record_status(screened.person, StatusKind.NEET, since=clock.today(), source="x", by=counsellor.actor)
    job = screened.working()
    work.end_work(job, "gestopt", by=counsellor.actor)
    assert is_now(screened, StatusKind.NEET, StatusKind.JOB_SEEKER_BENEFIT)


def test_of_two_times_at_work_the_last_says_what_she_was(screened, counsellor):
    job = screened.working()
    with later(20):
        work.end_work(job, "gestopt", by=counsellor.actor, after=AfterWork.JOB_SEEKER)
        screened.screened()
        again = screened.working()
    with later(40):
        work.end_work(again, "gestopt", by=counsellor.actor)
        assert is_now(screened, StatusKind.JOB_SEEKER)


def test_what_went_on_beside_the_work_goes_on_and_nothing_comes_by_itself(counsellor):
    sick = Status(StatusKind.SICKNESS, clock.today())
    case = world.Case(world.register(counsellor, statuses=(sick,)), counsellor)
    case.screened()
    job = case.working()
    assert "er verandert niets" in text_of(counsellor.client.get(end_page(job)))
    work.end_work(job, "gestopt", by=counsellor.actor)
    assert is_now(case, StatusKind.SICKNESS)


def test_who_would_have_no_status_at_all_is_a_job_seeker(screened, counsellor):
    end_status(screened.person.statuses.get(), on=clock.today(), by=counsellor.actor)
    job = screened.working()
    assert "Zoals voor het werk: Werkzoekend zonder uitkering" in text_of(counsellor.client.get(end_page(job)))
    work.end_work(job, "gestopt", by=counsellor.actor)
    assert is_now(screened, StatusKind.JOB_SEEKER)


def test_who_goes_on_working_elsewhere_keeps_her_status(screened, working, counsellor):
    type(working).objects.create(
        dossier=screened.now, employer="Elders", contract="permanent", hours_per_week=10, started_on=clock.today()
    )
    work.end_work(working, "gestopt", by=counsellor.actor)
    assert held(screened) == {StatusKind.EMPLOYED}


@pytest.mark.parametrize("before", ["durable", "closed at work"])
def test_work_from_before_she_registered_again_keeps_nobody_at_work(screened, counsellor, before):
    if before == "durable":
        screened.durable()
    else:
        screened.working()
        dossiers.close(screened.now, "Verhuisd", by=counsellor.actor)
    with later(900):
        world.register(counsellor, insz=screened.person.insz, statuses=(Status(StatusKind.JOB_SEEKER, clock.today()),))
        screened.screened()
        job = screened.working()
    with later(940):
        work.record_aftercare(job, by=counsellor.actor, month=1, still_working=False)
        assert is_now(screened, StatusKind.JOB_SEEKER)
        assert screened.now.next_term == "screening"


def test_a_partner_ends_the_work_without_reading_what_she_was(screened, working, coach):
    screened.followed_by(coach)
    page = text_of(coach.client.get(end_page(working)))
    assert "Wat ze was voor het werk" in page
    assert "werkloosheidsuitkering" not in page
    assert "labour-status" not in Look.objects.filter(professional=coach.professional).latest("pk").parts
    coach.client.post(end_page(working), {"on": str(clock.today()), "reason": "gestopt"})
    assert is_now(screened, StatusKind.JOB_SEEKER_BENEFIT)
    assert Event.objects.get(kind="status.recorded").role == "system"


def test_whoever_reads_what_she_was_leaves_a_row(working, counsellor):
    counsellor.client.get(end_page(working))
    assert "labour-status" in Look.objects.filter(professional=counsellor.professional).latest("pk").parts
