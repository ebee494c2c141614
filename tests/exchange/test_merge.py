"""Two people who turn out to be one."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import models
from django.urls import reverse

from aanboord.core import clock
from aanboord.core.access import Part, Purpose
from aanboord.core.errors import Invalid, NotAllowed, WrongState
from aanboord.dossiers.actions import dossier as dossiers
from aanboord.dossiers.actions.merge import MERGED, merge, merge_duplicate
from aanboord.dossiers.models import Dossier, Involvement, Placement, Registration
from aanboord.dossiers.models.dossier import ServiceLevel
from aanboord.exchange.models import Statement
from aanboord.journal import seal
from aanboord.journal.models import Event
from aanboord.people.actions import give_mandate
from aanboord.people.models import Person, PossibleDuplicate, StatusKind
from aanboord.terms.models import Term
from tests import world
from tests.exchange.deliveries import PERSON
from tests.exchange.importing import imported, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def steward(data_steward):
    return data_steward.acting(Purpose.QUALITY)


@pytest.fixture
def twin(counsellor):
    """The same citizen once more, under another number and with another spelling."""
    return world.Case(world.register(counsellor, family_name="Vermeuleun"), counsellor)


def together(case, twin, steward):
    merge(case.person, twin.person, by=steward)
    return case.now


def test_everything_that_points_to_the_other_points_to_who_stays(case, twin, steward):
    twin.screened()
    twin.agreed()
    twin.placed()
    dossiers.add_note(twin.now, "belt liever 's avonds", by=twin.by.actor)
    before = {rel: _count(rel, twin.dossier.pk) + _count(rel, case.dossier.pk) for rel in _relations()}
    dossier = together(case, twin, steward)
    after = {rel: _count(rel, case.dossier.pk) for rel in _relations()}
    left = {rel.related_model.__name__ for rel in _relations() if _count(rel, twin.dossier.pk)}
    assert left == set()
    joined = {"StatusPeriod", "NameToken"}  # the same status, the same word: once
    assert {rel for rel in before if after[rel] != before[rel] and rel.related_model.__name__ not in joined} == set()
    assert dossier.notes.get().text == "belt liever 's avonds"


def _relations():
    """Every way in which a record points to a person or a dossier."""
    skipped = {Dossier, PossibleDuplicate, Person}
    return [
        rel
        for model in (Person, Dossier)
        for rel in model._meta.get_fields(include_hidden=True)
        if isinstance(rel, models.ManyToOneRel) and rel.related_model not in skipped
    ]


def _count(rel, key):
    return rel.related_model._base_manager.filter(**{rel.field.name: key}).count()


def test_the_other_dossier_closes_and_its_number_leads_to_who_stays(case, twin, steward, data_steward, tmp_path):
    number = twin.person.insz
    dossier = together(case, twin, steward)
    gone = twin.now
    assert (gone.state, gone.closed_on, gone.person.merged_into) == (
        Dossier.State.CLOSED,
        clock.today(),
        dossier.person,
    )
    row = PERSON | {"insz": number, "naam": "Vermeulen", "voornaam": "Ömer", "datum_begin": str(clock.today())}
    assert imported(written(tmp_path / "rva.csv", row))["merged"] == 1
    assert Statement.objects.get().person == case.person
    assert case.person.statuses.filter(kind=StatusKind.TEMPORARILY_UNEMPLOYED).exists()


def test_both_timelines_tell_and_the_journal_holds(case, twin, steward):
    together(case, twin, steward)
    for one in (case, twin):
        told = Event.objects.filter(stream=one.dossier.pk).order_by("number").last()
        assert (told.kind, told.part) == (MERGED, Part.IDENTITY)
        assert told.data == {"stays": str(case.dossier.pk), "other": str(twin.dossier.pk)}
    assert not list(seal.verify())


def test_who_reads_either_timeline_reads_both_and_the_closed_dossier_points_to_the_one_that_goes_on(
    case, twin, steward
):
    case.screened()
    twin.screened()
    together(case, twin, steward)
    page = case.by.client.get(reverse("dossiers:timeline", args=[case.dossier.pk])).content.decode()
    assert page.count("Screening afgerond") == 2
    assert "samengevoegd" in page
    citizen = case.client.get(reverse("dossiers:my_story")).content.decode()
    assert citizen.count("Jullie spraken over wat je kan en wil") == 2
    closed = case.by.client.get(reverse("dossiers:dossier", args=[twin.dossier.pk])).content.decode()
    assert reverse("dossiers:dossier", args=[case.dossier.pk]) in closed


def test_who_had_two_accounts_finds_the_one_dossier_with_either(case, twin, steward):
    """Also in a browser in which she was signed in before, and when who stayed is merged once more."""
    case.screened()
    browsers = [case.client, twin.client]
    together(case, twin, steward)
    for client in browsers:
        assert "Jullie spraken over wat je kan en wil" in client.get(reverse("dossiers:my_story")).content.decode()
        assert "Je dossier is afgesloten" not in client.get(reverse("dossiers:my-dossier")).content.decode()
        assert client.get(reverse("dossiers:own_registration"))["Location"] == reverse("home")
    third = world.Case(world.register(case.by), case.by)
    merge(third.person, case.person, by=steward)
    for client in browsers:
        page = client.get(reverse("dossiers:my_looks"))
        assert page.status_code == 200
        assert page.wsgi_request.actor.person_id == third.dossier.pk


def test_who_stays_is_found_by_both_names_each_word_once(case, twin, steward):
    together(case, twin, steward)
    words = list(case.person.name_tokens.values_list("token", flat=True))
    assert {"vermeulen", "vermeuleun", "omer"} <= set(words)
    assert len(words) == len(set(words))


def test_two_open_statuses_of_a_kind_become_one_since_the_earlier_day(counsellor, case, steward):
    earlier = clock.today() - dt.timedelta(days=100)
    statuses = (world.registration.Status(StatusKind.JOB_SEEKER_BENEFIT, earlier, {"from": "desk"}),)
    twin = world.Case(world.register(counsellor, statuses=statuses), counsellor)
    together(case, twin, steward)
    status = case.person.statuses.get(kind=StatusKind.JOB_SEEKER_BENEFIT)
    assert (status.since, status.details) == (earlier, {"from": "desk"})


def test_two_mandates_to_one_organisation_become_one_and_registrations_keep_theirs(case, twin, steward, social_worker):
    ocmw = social_worker.membership.unit
    day = clock.today()
    give_mandate(case.person, ocmw, given_on=day, by=case.by.actor)
    give_mandate(twin.person, ocmw, given_on=day - dt.timedelta(days=9), by=case.by.actor)
    together(case, twin, steward)
    assert case.person.mandates.get().given_on == day - dt.timedelta(days=9)


def test_screenings_are_numbered_by_their_day_and_the_last_one_decides_on_the_service(case, twin, steward):
    with clock.at(clock.today() + dt.timedelta(days=2)):
        case.screened(level=ServiceLevel.SECTOR)
    with clock.at(clock.today() + dt.timedelta(days=1)):
        twin.screened(level=ServiceLevel.INTENSIVE)
    dossier = together(case, twin, steward)
    assert [(one.number, one.level) for one in dossier.screenings.order_by("number")] == [
        (1, ServiceLevel.INTENSIVE),
        (2, ServiceLevel.SECTOR),
    ]
    assert (dossier.state, dossier.service_level) == (Dossier.State.SCREENED, ServiceLevel.SECTOR)


def test_of_two_running_steps_the_one_that_began_last_runs_on(case, twin, steward):
    case.screened()
    twin.screened()
    older = twin.placed(starts_on=clock.today() - dt.timedelta(days=20))
    newer = case.placed()
    dossier = together(case, twin, steward)
    older.refresh_from_db()
    newer.refresh_from_db()
    assert (older.state, older.ended_on) == (Placement.State.ENDED_EARLY, clock.today())
    assert older.early_end_reason
    assert newer.state == Placement.State.RUNNING
    assert dossier.state == Dossier.State.IN_STEP


@pytest.mark.parametrize("stays", ["the old", "the new"])
def test_who_came_in_again_after_durable_work_is_worked_with_since_then(counsellor, case, steward, stays):
    case.screened()
    case.durable()
    with clock.at(clock.now() + dt.timedelta(days=900)):
        again = world.Case(world.register(counsellor), counsellor)
        pair = (case, again) if stays == "the old" else (again, case)
        dossier = together(*pair, steward)
        assert (dossier.state, dossier.opened_on) == (Dossier.State.REGISTERED, clock.today())
        assert dossier.next_term == "screening"
        assert str(dossier.pk) in counsellor.client.get(reverse("dossiers:worklist")).content.decode()


def test_a_duty_that_was_done_on_either_side_is_done_and_of_two_open_clocks_the_first_due_runs_on(counsellor, steward):
    with clock.at(clock.today() - dt.timedelta(days=10)):
        old = world.Case(world.register(counsellor), counsellor)
    new = world.Case(world.register(counsellor), counsellor)
    new.screened(level=ServiceLevel.SELF_RELIANT)
    dossier = together(old, new, steward)
    terms = Term.objects.filter(subject=dossier.pk)
    assert not Term.objects.filter(subject=new.dossier.pk).exists()
    assert not terms.open().filter(code="screening").exists()
    offer = terms.open().get(code="training-offer")
    assert offer.started_on == clock.today() - dt.timedelta(days=10)
    assert (dossier.next_term, dossier.next_due) == ("training-offer", offer.due_on)


def test_clocks_rest_as_the_dossier_that_stays_does(case, twin, steward):
    dossiers.suspend(case.now, "ziekte", by=case.by.actor)
    dossier = together(case, twin, steward)
    assert not Term.objects.running().filter(subject=dossier.pk).exists()
    assert Term.objects.open().filter(subject=dossier.pk).exists()


def test_clocks_run_on_when_only_the_other_rested(case, twin, steward):
    dossiers.suspend(twin.now, "ziekte", by=case.by.actor)
    dossier = together(case, twin, steward)
    assert Term.objects.running().filter(subject=dossier.pk).count() == 2
    assert Term.objects.open().filter(subject=dossier.pk).count() == 2


def test_the_team_of_the_other_dossier_goes_on_as_a_partner(case, steward, social_worker):
    ocmw = social_worker.membership.unit
    given = {"mandate_to": ocmw, "mandate_given_on": clock.today(), "way": Registration.Way.MANDATE}
    statuses = (world.registration.Status(StatusKind.LIVING_WAGE, clock.today()),)
    twin = world.Case(world.register(social_worker, statuses=statuses, **given), social_worker)
    dossier = together(case, twin, steward)
    row = dossier.involvements.get(until=None)
    assert (row.unit, row.kind) == (ocmw, Involvement.Kind.PARTNER)


def test_a_partner_in_both_dossiers_takes_part_in_one(case, twin, steward, coach):
    case.followed_by(coach)
    twin.followed_by(coach)
    dossier = together(case, twin, steward)
    assert dossier.involvements.filter(until=None).count() == 1
    assert dossier.involvements.count() == 2


def test_what_only_the_other_had_is_filled_in(counsellor, twin, steward):
    contact = {"address": "Kerkstraat 1"}
    bare = world.Case(world.register(counsellor, insz=None, birth_date=None, contact=contact), counsellor)
    number = twin.person.insz
    person = together(bare, twin, steward).person
    assert (person.insz, person.birth_date, person.address) == (number, dt.date(1969, 4, 3), "Kerkstraat 1")


def test_who_may_be_the_same_as_the_other_may_be_the_same_as_who_stays(case, twin, steward, counsellor):
    third = world.register(counsellor, family_name="Vermeulen").person
    assert PossibleDuplicate.objects.filter(state="open").count() == 3
    together(case, twin, steward)
    [pair] = PossibleDuplicate.objects.filter(state="open")
    assert {pair.first_id, pair.second_id} == {case.dossier.pk, third.pk}


def test_a_chain_of_merges_ends_at_who_stays(case, twin, steward, counsellor):
    last = world.Case(world.register(counsellor), counsellor)
    together(case, twin, steward)
    together(last, case, steward)
    assert twin.person.merged_into == case.person.merged_into == last.person


def test_nobody_is_merged_twice_or_with_herself(case, twin, steward):
    together(case, twin, steward)
    with pytest.raises(WrongState):
        merge(case.person, twin.person, by=steward)
    with pytest.raises(Invalid):
        merge(case.person, case.person, by=steward)


def test_only_a_data_steward_merges_and_nothing_changes_when_it_is_refused(case, twin, counsellor, team_lead):
    for worker in (counsellor, team_lead):
        with pytest.raises(NotAllowed):
            merge(case.person, twin.person, by=worker.acting(Purpose.QUALITY))
    assert twin.person.merged_into is None


def test_a_pair_of_the_review_list_is_decided_with_the_merge(case, twin, steward):
    pair = PossibleDuplicate.objects.get()
    with pytest.raises(Invalid):
        merge_duplicate(pair, Person(pk=world.fixed_id("nobody")), by=steward)
    merge_duplicate(pair, twin.person, by=steward)
    pair.refresh_from_db()
    assert (pair.state, case.person.merged_into) == (PossibleDuplicate.State.SAME, twin.person)
    with pytest.raises(WrongState):
        merge_duplicate(pair, twin.person, by=steward)
