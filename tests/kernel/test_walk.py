"""One citizen from registration to durable work, by actions alone."""

import datetime as dt

import pytest
from django.urls import reverse

from aanboord.core import clock
from aanboord.core.access import Purpose
from aanboord.dossiers.actions import dossier as dossiers
from aanboord.dossiers.actions import plan, work
from aanboord.dossiers.actions.registration import Arrival, register
from aanboord.dossiers.models import Agreement, Dossier, Registration
from aanboord.dossiers.models.dossier import ServiceLevel
from aanboord.journal import seal
from aanboord.journal.models import Event
from aanboord.terms import queries as terms
from aanboord.terms.models import Term
from tests import world


def test_a_citizen_goes_from_registration_to_durable_work(counsellor, case):
    start = clock.today()
    case.screened()
    case.agreed()
    placement = case.placed()
    with clock.at(start + dt.timedelta(weeks=12)):
        work.end_placement(placement, by=counsellor.actor)
        job = case.working()
    for month, days in ((1, 32), (3, 93), (6, 185)):
        with clock.at(start + dt.timedelta(weeks=12, days=days)):
            work.record_aftercare(job, by=counsellor.actor, month=month, still_working=True)
    assert case.now.state == Dossier.State.DURABLE
    assert {term.code: str(term.state) for term in Term.objects.filter(subject=case.dossier.pk)} == {
        "screening": "met",
        "binding-agreements": "met",
        "training-offer": "met",
        "aftercare-1": "met",
        "aftercare-3": "met",
        "aftercare-6": "met",
    }
    kinds = list(Event.objects.filter(stream_id=case.dossier.pk).order_by("number").values_list("kind", flat=True))
    assert kinds == [
        "person.registered",
        "screening.completed",
        "agreement.proposed",
        "placement.planned",
        "placement.started",
        "placement.ended",
        "work.started",
        "aftercare.done",
        "aftercare.done",
        "aftercare.done",
    ]
    assert not list(seal.verify())


def test_noting_somebody_again_at_a_desk_leaves_no_more_time_for_her_plan(counsellor, case):
    start = clock.today()
    with clock.at(start + dt.timedelta(days=50)):
        world.register(counsellor, insz=case.person.insz, given_name="Ömer Jan")
        case.screened()
    plan = Term.objects.get(subject=case.dossier.pk, code="binding-agreements")
    assert plan.started_on == start


def states_of(case: world.Case) -> dict[str, str]:
    return {term.code: str(term.state) for term in Term.objects.filter(subject=case.dossier.pk)}


def test_a_plan_that_was_made_in_time_is_not_missed_by_a_later_screening(counsellor, case):
    case.screened()
    agreement = case.agreed()
    plan.settle(agreement, Agreement.State.DONE, by=counsellor.actor)
    with clock.at(clock.today() + dt.timedelta(days=300)):
        case.screened()
        assert states_of(case)["binding-agreements"] == "met"


def test_who_only_a_later_screening_finds_in_need_of_a_plan_has_three_months_from_then(case):
    case.screened(ServiceLevel.SELF_RELIANT)
    later = clock.today() + dt.timedelta(days=300)
    with clock.at(later):
        case.screened()
        assert Term.objects.open().get(subject=case.dossier.pk, code="binding-agreements").started_on == later


def test_a_screening_that_was_overdue_when_work_began_stays_missed_in_the_share(counsellor, case):
    start = clock.today()
    with clock.at(start + dt.timedelta(days=100)):
        case.working()
        share = terms.shares_by_holder("screening", start, clock.today())[case.dossier.lead_id]
        assert (share.due, share.missed) == (1, 1)
        assert states_of(case)["screening"] == "missed"
        assert states_of(case)["training-offer"] == "lapsed"


def test_a_duty_that_lapsed_while_the_case_rested_is_not_missed(counsellor, case):
    start = clock.today()
    dossiers.suspend(case.now, "ziek", by=counsellor.actor)
    with clock.at(start + dt.timedelta(days=100)):
        case.working()
        assert not terms.shares_by_holder("screening", start, start + dt.timedelta(days=400))


def test_durable_work_leaves_no_open_clock(counsellor, case):
    job = case.working()
    with clock.at(clock.today() + dt.timedelta(days=186)):
        work.record_aftercare(job, by=counsellor.actor, month=6, still_working=True)
        assert case.now.next_due is None
        assert states_of(case)["aftercare-1"] == "missed"


def test_a_step_that_teaches_nothing_is_no_offer_of_training(counsellor, case):
    case.screened()
    case.placed(instrument="wijk-werken")
    assert states_of(case)["training-offer"] == "running"


def test_who_works_is_no_longer_a_job_seeker(case):
    case.working()
    assert [status.kind for status in case.person.statuses.filter(until=None)] == ["employed"]


@pytest.mark.policy("PACT24-10.3-c")
def test_what_the_ocmw_did_first_stays_on_the_one_timeline_when_vdab_goes_on(social_worker, counsellor):
    """Found on the street by the OCMW, screened there, brought to VDAB: nothing of before is lost, for either."""
    intake = social_worker.acting(Purpose.INTAKE)
    person = register(
        Arrival("Vermeulen", "Ömer", Registration.Way.OUTREACH, municipality=world.municipality(), place="Buurtwinkel"),
        by=intake,
    ).person
    case = world.Case(Dossier.objects.select_related("lead").get(pk=person.pk), social_worker)
    case.screened()
    case.agreed()
    before = list(Event.objects.filter(stream=person.pk).order_by("number").values_list("pk", "hash"))

    case.by = counsellor
    dossiers.assign(case.now, counsellor.professional, by=counsellor.actor)
    case.placed()
    after = list(Event.objects.filter(stream=person.pk).order_by("number").values_list("pk", "hash"))
    assert after[: len(before)] == before
    for worker in (counsellor, social_worker):
        page = worker.client.get(reverse("dossiers:timeline", args=[person.pk])).content.decode()
        for told in ("Ingeschreven: Outreach", "Screening afgerond", "Afspraak voorgesteld", "Stap gestart"):
            assert told in page, (worker.professional.name, told)
