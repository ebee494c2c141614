"""Models: trained by a command, weighed on a card, switched by who answers for the region."""

import datetime as dt
import json
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from typer.testing import CliRunner

from aanboord.cli import application
from aanboord.core import clock
from aanboord.core.access import Actor, Role
from aanboord.core.errors import NotAllowed, WrongState
from aanboord.directory.models import Organisation, Territory
from aanboord.dossiers import estimating
from aanboord.dossiers.actions import dossier as dossiers
from aanboord.dossiers.actions import estimates, work
from aanboord.dossiers.actions.screening import Weighed
from aanboord.dossiers.estimate.history import AgeBand, Sex
from aanboord.dossiers.estimate_history import own_history
from aanboord.dossiers.models import EstimateModel
from aanboord.dossiers.models.dossier import ServiceLevel
from aanboord.journal.models import Event
from tests import world

from .reading import text_of


def card(model: EstimateModel) -> str:
    return reverse("dossiers:estimate", args=[model.pk])


def region_of_gent() -> Territory:
    region = world.municipality().reference_region
    assert region is not None
    return region


def command(*arguments: str) -> SimpleNamespace:
    result = CliRunner().invoke(application(), ["train-estimate", *arguments])
    return SimpleNamespace(code=result.exit_code, out=result.stdout, err=result.stderr)


@pytest.mark.policy("BN19-VI.1.1-f")
def test_the_card_tells_what_it_is_for_what_it_weighs_and_for_whom_it_errs(counsellor, kept):
    answer = counsellor.client.get(card(kept))
    page = text_of(answer)
    for words in (
        "Waar het niet voor dient",
        "Komen de kansen uit?",
        "Vergist het zich anders voor groepen?",
        "Te weinig hulp",
        "jonger dan 25",
        "Kinderopvang",
        "Grenzen",
        "Oefenmodel",
    ):
        assert words in page, words
    html = answer.content.decode()
    assert '<svg class="reliability"' in html
    assert "style=" not in html


@pytest.mark.policy("BN19-VI.1.1-f")
def test_departures_are_counted_on_the_card_once_there_are_enough(counsellor, switched_on):
    stored = {"model": str(switched_on.pk), "suggestion": "sector"}
    for number in range(10):
        case = world.Case(world.register(counsellor), counsellor)
        level = ServiceLevel.INTENSIVE if number < 3 else ServiceLevel.SECTOR
        if number == 9:
            assert "nog te weinig screenings" in text_of(counsellor.client.get(card(switched_on)))
        case.screened(level, estimate=stored, departure_reason="Kent de sector" if number < 3 else "")
    page = text_of(counsellor.client.get(card(switched_on)))
    assert "In 10 screenings stond deze schatting. 3 keer (30 %)" in page


def test_the_list_says_which_model_is_on(counsellor, kept):
    client, address = counsellor.client, reverse("dossiers:estimates")
    assert "verzonnen gegevens" in text_of(client.get(address))
    assert "badge-good" not in client.get(address).content.decode()
    estimates.switch(kept, True, by=Actor.system())
    assert "badge-good" in client.get(address).content.decode()


def test_without_a_model_the_list_says_how_to_come_by_one(counsellor):
    assert "train-estimate" in text_of(counsellor.client.get(reverse("dossiers:estimates")))


def test_a_data_steward_switches_it_and_the_journal_says_so(data_steward, kept):
    client, switch = data_steward.client, reverse("dossiers:estimate_switch", args=[kept.pk])
    assert "De schatting staat aan." in text_of(client.post(switch, {"on": "1"}, follow=True))
    kept.refresh_from_db()
    assert kept.active
    client.post(switch)
    kept.refresh_from_db()
    assert not kept.active
    told = list(Event.objects.filter(kind="estimate.switched").order_by("pk").values_list("data__on", flat=True))
    assert told == [True, False]
    assert Event.objects.filter(kind="estimate.switched", stream_id=kept.pk, person=None).count() == 2


@pytest.mark.parametrize("of_a_region", [True, False], ids=["of a region", "of all regions"])
def test_one_model_is_on_at_a_time_and_the_database_holds_to_it(kept, trained, of_a_region):
    region = region_of_gent() if of_a_region else None
    one, two = (EstimateModel.objects.create(basis="fictional", content=trained, region=region) for _ in range(2))
    for model in (one, two):
        estimates.switch(model, True, by=Actor.system())
    assert list(EstimateModel.objects.filter(active=True)) == [two]
    with pytest.raises(IntegrityError), transaction.atomic():
        EstimateModel.objects.filter(pk=one.pk).update(active=True)


def test_a_counsellor_reads_the_card_and_does_not_switch(counsellor, kept):
    assert "Aanzetten" not in text_of(counsellor.client.get(card(kept)))
    assert counsellor.client.post(reverse("dossiers:estimate_switch", args=[kept.pk]), {"on": "1"}).status_code == 403


def test_a_team_lead_switches_for_the_region_that_the_team_serves_alone(team_lead, kept, trained):
    own = EstimateModel.objects.create(basis="fictional", content=trained, region=region_of_gent())
    other = Territory.objects.filter(kind=Territory.Kind.REFERENCE_REGION).exclude(pk=own.region_id).first()
    far = EstimateModel.objects.create(basis="fictional", content=trained, region=other)
    assert "Aanzetten" in text_of(team_lead.client.get(card(own)))
    estimates.switch(own, True, by=team_lead.actor)
    for model in (far, kept):
        assert "Aanzetten" not in text_of(team_lead.client.get(card(model)))
        with pytest.raises(NotAllowed):
            estimates.switch(model, True, by=team_lead.actor)


def test_a_newer_model_takes_the_place_of_the_older(kept, trained):
    by = Actor.system()
    estimates.switch(kept, True, by=by)
    newer = estimates.keep(EstimateModel(basis="fictional", content=trained), by=by)
    assert not newer.active
    estimates.switch(newer, True, by=by)
    assert list(EstimateModel.objects.filter(active=True)) == [newer]


def test_an_invented_model_stays_off_outside_the_demo(kept, settings, data_steward):
    settings.DEMO = False
    with pytest.raises(WrongState):
        estimates.switch(kept, True, by=Actor.system())
    page = text_of(data_steward.client.get(card(kept)))
    assert "Dit model kan niet aan:" in page
    assert "Aanzetten" not in page
    answer = data_steward.client.post(reverse("dossiers:estimate_switch", args=[kept.pk]), {"on": "1"})
    assert answer.status_code == 409


def test_a_model_that_was_changed_says_that_it_is_not_usable(kept, data_steward):
    EstimateModel.objects.filter(pk=kept.pk).update(content=kept.content | {"average_person": 9.0}, active=True)
    page = text_of(data_steward.client.get(card(kept)))
    assert "Dit model is niet bruikbaar" in page
    data_steward.client.post(reverse("dossiers:estimate_switch", args=[kept.pk]))
    kept.refresh_from_db()
    assert not kept.active


def test_the_journal_holds_nothing_of_the_model(kept):
    event = Event.objects.get(kind="estimate.trained")
    assert event.data == {"basis": "fictional"}


# -- the command


def test_the_command_trains_keeps_and_switches_on(db):
    done = command("--fictional", "2500", "--region", region_of_gent().pk, "--activate", "--json")
    assert done.code == 0, done.err
    figures = json.loads(done.out)
    model = EstimateModel.objects.get()
    assert (figures["id"], figures["active"], figures["basis"]) == (str(model.pk), True, "fictional")
    assert model.active
    assert model.region == region_of_gent()
    assert figures["brier"] < figures["brier_base_rate"]


def test_without_activate_it_stays_off_and_speaks_to_people(db):
    done = command("--fictional", "2500")
    assert done.code == 0
    assert "calibration error" in done.out
    assert not EstimateModel.objects.get().active


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ((), "Too little history"),
        (("--region", "nergens"), "No reference region nergens"),
        (("--history", "nergens.csv"), "nergens.csv"),
        (("--history", "x.csv", "--fictional", "2500"), "Choose a file or an invented history"),
    ],
)
def test_what_cannot_be_trained_is_refused_with_the_reason(db, arguments, why):
    done = command(*arguments)
    assert done.code == 2
    assert why in done.err
    assert not EstimateModel.objects.exists()


def test_invented_people_train_nothing_outside_the_demo(db, settings):
    settings.DEMO = False
    assert command("--fictional", "2500").code == 2
    assert not EstimateModel.objects.exists()


def test_a_file_with_faults_names_row_and_column(db, tmp_path):
    file = tmp_path / "history.csv"
    file.write_text("screened_on,observed_until,digital\n2024-01-01,2025-01-01,7\n")
    done = command("--history", str(file))
    assert done.code == 2
    assert "row 2, column digital" in done.err


def test_a_region_trains_on_its_own_file_and_switches_it_on_outside_the_demo(db, settings, tmp_path):
    from aanboord.dossiers.estimate.factors import FACTORS
    from aanboord.dossiers.estimate.fictional import fictional_history

    settings.DEMO = False
    keys = [factor.key for factor in FACTORS]
    lines = [",".join(["screened_on", "observed_until", "work_started_on", *keys])]
    for record in fictional_history(4000, 3).records:
        values = ["" if (value := record.features.value(key)) is None else str(value) for key in keys]
        dates = [str(record.screened_on), str(record.observed_until), str(record.work_started_on or "")]
        lines.append(",".join(dates + values))
    file = tmp_path / "history.csv"
    file.write_text("\n".join(lines))
    done = command("--history", str(file), "--region", region_of_gent().pk, "--activate", "--json")
    figures = json.loads(done.out)
    assert figures["basis"] == f"region:{region_of_gent().name}"
    model = EstimateModel.objects.get()
    assert model.active == (figures["why_not_active"] == "")
    assert estimating.why_not_switched_on(model) is None or done.code == 1
    elsewhere = EstimateModel(basis=model.basis, content=model.content, region=None)
    assert estimating.why_not_switched_on(elsewhere) is not None, "learned from one region, not from all"


# -- history from the platform's own records


@pytest.fixture
def lived(case, counsellor):
    """Screened twice, with work in between, a year ago."""
    start = clock.today() - dt.timedelta(days=400)
    with clock.at(start):
        old = world.Case(world.register(counsellor), counsellor)
    with clock.at(start + dt.timedelta(days=61)):
        old.screened(
            answers={"education": "low", "language_level": 1, "language_needed": 3, "regime": "part_time"},
            thresholds=[Weighed("housing", 2), Weighed("debt", 1), Weighed("network", 0), Weighed("health", 2)],
        )
    with clock.at(start + dt.timedelta(days=100)):
        job = old.working()
    with clock.at(start + dt.timedelta(days=200)):
        work.end_work(job, "contract gedaan", by=counsellor.actor)
    with clock.at(start + dt.timedelta(days=210)):
        old.screened()
    return old, start


def test_own_history_tells_what_was_known_then_and_the_first_work_after_it(lived):
    _case, start = lived
    history = own_history(None)
    first, second = [record for record in history.records if record.screened_on < clock.today()]
    assert first.screened_on == start + dt.timedelta(days=61)
    assert (first.worked, second.worked) == (True, False)
    assert first.work_started_on == start + dt.timedelta(days=100)
    assert first.features.months_registered == pytest.approx(2, abs=0.01)
    assert (first.features.education, first.features.language_gap, first.features.regime) == ("low", 2, "part_time")
    assert (first.features.heavy_thresholds, first.features.light_thresholds) == (1, 1)
    assert second.features.heavy_thresholds is None
    assert first.audit.sex == Sex.WOMAN
    assert first.audit.age_band == AgeBand.FROM_55
    assert first.mature
    assert history.fictional, "everybody in the demo is invented"


def test_of_a_closed_dossier_nothing_is_known_after_its_closing(lived, counsellor):
    case, start = lived
    closed = start + dt.timedelta(days=250)
    with clock.at(closed):
        dossiers.close(case.now, "verhuisd", by=counsellor.actor)
    assert {record.observed_until for record in own_history(None).records} == {closed}
    assert not own_history(None).records[-1].mature


def test_a_region_learns_from_who_lives_there(lived):
    assert len(own_history(region_of_gent())) == 2
    other = Territory.objects.filter(kind=Territory.Kind.REFERENCE_REGION).exclude(pk=region_of_gent().pk).first()
    assert len(own_history(other)) == 0


def test_own_history_takes_no_more_queries_for_more_people(lived, counsellor, django_assert_max_num_queries):
    for _each in range(3):
        world.Case(world.register(counsellor), counsellor).screened()
    with django_assert_max_num_queries(4):
        assert len(own_history(None)) == 5


def test_outside_the_demo_own_history_is_real(lived, settings):
    settings.DEMO = False
    assert not own_history(None).fictional


def test_the_social_worker_of_the_region_may_not_switch_either(social_worker, kept):
    with pytest.raises(NotAllowed):
        estimates.switch(kept, True, by=social_worker.actor)
    partner = world.team(Organisation.Kind.PARTNER, "Partner").worker(Role.TEAM_LEAD)
    assert not estimates.may_switch(kept, partner.actor)
