"""What data stewards and team leads see and do on the pages of deliveries and duplicates."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from aanboord.core import clock
from aanboord.core.access import Purpose
from aanboord.dossiers.models import Dossier
from aanboord.exchange import queries, tasks
from aanboord.exchange.models import Delivery, Hold, QuarantinedRow, Statement
from aanboord.journal.models import Event, Look
from aanboord.people.models import Person, PossibleDuplicate
from tests import world
from tests.exchange.deliveries import INSZ, OTHER_INSZ, Source
from tests.exchange.importing import imported, many, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def steward(data_steward):
    return data_steward.client


@pytest.fixture
def rows(tmp_path):
    """Two rows that could not be taken: one without a sound number, one from nowhere."""
    imported(written(tmp_path / "rva.csv", {"insz": "12"}, {"nis": "99999", "datum_begin": "2026-13-01"}))
    return {row.reason: row for row in QuarantinedRow.objects.all()}


def said(response, status=200):
    assert response.status_code == status, response.content.decode()
    return response.content.decode()


def test_the_list_shows_counts_and_how_fresh_each_source_is_and_a_team_lead_sees_it_too(tmp_path, steward, team_lead):
    imported(written(tmp_path / "rva.csv", *many(3)))
    for client in (steward, team_lead.client):
        page = said(client.get(reverse("exchange:deliveries")))
        assert "Agentschap Integratie en Inburgering" in page
        assert "niets ontvangen" in page
        detail = said(client.get(reverse("exchange:delivery", args=[Delivery.objects.get().pk])))
        assert "Ingeschreven" in detail
        assert "Van Naam" not in page + detail


@pytest.mark.policy("AHAD21-II.2.1-a")
def test_a_source_whose_news_is_older_than_agreed_is_told_as_late(tmp_path, steward):
    with clock.at(clock.dt.date(2026, 11, 22)):
        imported(written(tmp_path / "rva.csv", *many(3, datum_begin="2026-11-12")))
        rva = queries.freshness()[0]
        assert (rva.delay, rva.silent_days, rva.agreed, rva.late) == (10, 0, 31, False)
        assert "op tijd" in said(steward.get(reverse("exchange:deliveries")))
    with clock.at(clock.dt.date(2026, 11, 23)):
        imported(written(tmp_path / "rva.csv", *many(5, datum_begin="2026-09-23")))
        assert (queries.freshness()[0].delay, queries.freshness()[0].late) == (61, True)
        page = said(steward.get(reverse("exchange:deliveries")))
        assert "te laat" in page
        assert "61 dagen" in page
    with clock.at(clock.dt.date(2026, 12, 30)):
        imported(
            written(tmp_path / "o.csv", {"datum_uitstroom": "2026-12-29"}, source=Source.EDUCATION), Source.EDUCATION
        )
    with clock.at(clock.dt.date(2027, 2, 2)):
        education = queries.freshness()[1]
        assert (education.delay, education.silent_days, education.late) == (1, 34, True)


def test_rows_are_found_by_reason_and_by_source_without_a_word_of_whom_they_are_about(rows, steward):
    everything = said(steward.get(reverse("exchange:rows")))
    assert "Nummer te kort of te lang" in everything
    assert "Gemeente onbekend, Datum kan niet" in everything
    assert "Öztürk" not in everything
    filtered = said(steward.get(reverse("exchange:rows"), {"reason": "insz-length"}))
    assert "Gemeente onbekend, Datum" not in filtered
    assert "Geen rijen" in said(steward.get(reverse("exchange:rows"), {"source": "ocmw"}))
    of_delivery = reverse("exchange:delivery_rows", args=[Delivery.objects.get().pk])
    assert "Nummer te kort of te lang" in said(steward.get(of_delivery))


def test_a_row_shows_what_was_delivered_and_what_is_wrong_at_its_field(rows, steward):
    page = said(steward.get(reverse("exchange:row", args=[rows["municipality-unknown"].pk])))
    assert "Deze NIS-code is die van geen gemeente." in page
    assert "Deze datum bestaat niet." in page
    assert page.count('aria-invalid="true"') == 2


def test_a_mended_row_goes_the_same_road_as_in_its_file(rows, steward, data_steward):
    row = rows["insz-length"]
    address = reverse("exchange:mend", args=[row.pk])
    still_wrong = said(steward.post(address, row.values | {"nis": "1"}), 422)
    assert "Het nummer heeft geen 11 cijfers." in still_wrong
    assert not Person.objects.exists()
    said(steward.post(address, row.values | {"insz": INSZ.digits}), 302)
    row.refresh_from_db()
    assert (row.state, row.outcome, row.decided_by) == ("mended", "registered", data_steward.professional)
    person = Person.objects.get()
    assert person.insz == INSZ.digits
    assert Event.objects.get(stream=person.pk).professional == data_steward.professional
    told = Event.objects.filter(stream=row.delivery_id).order_by("number").last()
    assert (told.kind, told.data["outcome"]) == ("row.mended", "registered")
    said(steward.post(address, row.values | {"insz": OTHER_INSZ.digits}), 409)
    assert "Hersteld en verwerkt" in said(steward.get(reverse("exchange:row", args=[row.pk])))


def test_a_row_that_says_what_is_known_already_is_mended_and_changes_nothing(rows, steward, tmp_path):
    imported(written(tmp_path / "again.csv", {"insz": INSZ.digits}))
    row = rows["insz-length"]
    said(steward.post(reverse("exchange:mend", args=[row.pk]), row.values | {"insz": INSZ.digits}), 302)
    row.refresh_from_db()
    assert (row.outcome, Statement.objects.count()) == ("unchanged", 1)


def test_a_row_is_dropped_with_a_reason_and_stays_to_be_read(rows, steward):
    row = rows["insz-length"]
    address = reverse("exchange:drop_row", args=[row.pk])
    said(steward.post(address, {"reason": " "}), 422)
    said(steward.post(address, {"reason": "Testrij van de leverancier"}), 302)
    assert "Testrij van de leverancier" in said(steward.get(reverse("exchange:row", args=[row.pk])))
    assert Event.objects.filter(stream=row.delivery_id, kind="row.dropped").exists()
    said(steward.post(address, {"reason": "nog eens"}), 409)
    assert "Nummer te kort of te lang" in said(steward.get(reverse("exchange:rows"), {"state": "dropped"}))


def test_who_is_known_can_read_that_a_row_about_her_was_opened(steward, data_steward, tmp_path):
    imported(written(tmp_path / "rva.csv", {}, {"nis": "99999"}))
    said(steward.get(reverse("exchange:row", args=[QuarantinedRow.objects.get().pk])))
    look = Look.objects.get(person=Person.objects.get().pk)
    assert (look.professional, look.purpose) == (data_steward.professional, Purpose.QUALITY)


@pytest.mark.parametrize("role", ["counsellor", "team_lead", "social_worker", "coach"])
def test_rows_and_duplicates_are_for_data_stewards_alone(role, rows, request):
    client = request.getfixturevalue(role).client
    row = rows["insz-length"]
    for name, args in (("rows", []), ("row", [row.pk]), ("duplicates", []), ("upload", [])):
        said(client.get(reverse(f"exchange:{name}", args=args)), 403)
    said(client.post(reverse("exchange:mend", args=[row.pk]), row.values | {"insz": INSZ.digits}), 403)
    assert not Person.objects.exists()


def sent(steward, content, source="rva"):
    file = SimpleUploadedFile("Levering november.csv", content)
    return steward.post(reverse("exchange:upload"), {"source": source, "file": file})


def test_a_file_sent_through_the_page_is_checked_first_and_processed_after_a_look(
    tmp_path, steward, data_steward, django_capture_on_commit_callbacks, settings
):
    settings.MEDIA_ROOT = tmp_path / "uploads"
    content = written(tmp_path / "rva.csv", *many(4), {"insz": "12"}).read_bytes()
    with django_capture_on_commit_callbacks(execute=True):
        said(sent(steward, content), 302)
    delivery = Delivery.objects.get()
    address = reverse("exchange:delivery", args=[delivery.pk])
    assert "wordt nagekeken" in said(steward.get(address))
    assert DBTaskResult.objects.get().args_kwargs["args"] == [str(delivery.pk)]
    tasks.check_delivery.call(str(delivery.pk))
    assert not Person.objects.exists()
    checked = said(steward.get(address))
    assert "Dit zou er gebeuren" in checked
    with django_capture_on_commit_callbacks(execute=True):
        said(steward.post(reverse("exchange:process", args=[delivery.pk])), 302)
    assert "Verwerkte rijen" in said(steward.get(address))
    with django_capture_on_commit_callbacks(execute=True):
        tasks.process_delivery.call(str(delivery.pk))
    delivery.refresh_from_db()
    assert (delivery.state, delivery.registered, delivery.quarantined) == ("finished", 4, 1)
    assert delivery.counts == delivery.expected
    assert not list((tmp_path / "uploads").rglob("*.csv"))
    assert Person.objects.count() == 4
    said(steward.post(reverse("exchange:process", args=[delivery.pk])), 409)
    kinds = Event.objects.filter(stream=delivery.pk).order_by("number").values_list("kind", flat=True)
    steps = ["received", "checked", "started", "finished"]
    assert list(kinds) == [f"delivery.{step}" for step in steps]


def test_a_file_that_is_not_processed_is_thrown_away(tmp_path, steward, django_capture_on_commit_callbacks, settings):
    settings.MEDIA_ROOT = tmp_path / "uploads"
    said(sent(steward, written(tmp_path / "rva.csv", {}).read_bytes()), 302)
    delivery = Delivery.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        said(steward.post(reverse("exchange:drop_delivery", args=[delivery.pk])), 302)
    assert not list((tmp_path / "uploads").rglob("*.csv"))
    assert "niet verwerkt en is weggegooid" in said(steward.get(reverse("exchange:delivery", args=[delivery.pk])))
    tasks.check_delivery.call(str(delivery.pk))
    said(steward.post(reverse("exchange:resume", args=[delivery.pk])), 409)
    assert not Person.objects.exists()


def test_a_run_that_stands_still_is_taken_up_by_hand(tmp_path, steward, django_capture_on_commit_callbacks, settings):
    settings.MEDIA_ROOT = tmp_path / "uploads"
    said(sent(steward, written(tmp_path / "rva.csv", {}).read_bytes()), 302)
    delivery = Delivery.objects.get()
    tasks.check_delivery.call(str(delivery.pk))
    said(steward.post(reverse("exchange:process", args=[delivery.pk])), 302)
    address = reverse("exchange:delivery", args=[delivery.pk])
    assert "Ga verder" not in said(steward.get(address))
    Delivery.objects.update(advanced_at=clock.now() - clock.dt.timedelta(minutes=5))
    assert "Ga verder" in said(steward.get(address))
    with django_capture_on_commit_callbacks(execute=True):
        said(steward.post(reverse("exchange:resume", args=[delivery.pk])), 302)
    tasks.process_delivery.call(str(delivery.pk))
    tasks.process_delivery.call(str(delivery.pk))
    delivery.refresh_from_db()
    assert (delivery.state, delivery.registered) == ("finished", 1)


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "leeg"), (b"\x00\x01\x02", "geen tekstbestand"), (b"a;b\n1;2\n", "ontbreken"), (b"PK\x03\x04..", "Excel")],
)
def test_a_file_that_cannot_be_read_is_refused_at_the_door(content, says, steward, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "uploads"
    assert says in said(sent(steward, content), 422)
    assert not Delivery.objects.exists()


def test_people_who_may_be_one_lie_side_by_side_with_what_differs(counsellor, steward, case):
    world.register(counsellor, family_name="Vermeuleun", given_name="Ömer")
    pair = PossibleDuplicate.objects.get()
    assert "Vermeuleun" in said(steward.get(reverse("exchange:duplicates")))
    page = said(steward.get(reverse("exchange:duplicate", args=[pair.pk])))
    assert "Vermeuleun" in page
    assert page.count("verschilt") == 2  # name and number
    assert set(Look.objects.values_list("person", flat=True)) == {pair.first_id, pair.second_id}


def test_different_people_leave_the_list_and_stay_two(counsellor, steward, case):
    world.register(counsellor)
    pair = PossibleDuplicate.objects.get()
    said(steward.post(reverse("exchange:different", args=[pair.pk])), 302)
    assert "Niets te bekijken" in said(steward.get(reverse("exchange:duplicates")))
    assert Person.objects.filter(merged_into=None).count() == 2
    said(steward.post(reverse("exchange:different", args=[pair.pk])), 409)


def test_the_same_person_is_merged_into_the_one_that_is_chosen(counsellor, steward, case):
    other = world.register(counsellor)
    pair = PossibleDuplicate.objects.get()
    address = reverse("exchange:same", args=[pair.pk])
    said(steward.post(address, {}), 422)
    said(steward.post(address, {"stays": str(case.dossier.pk)}), 302)
    assert Person.objects.get(pk=other.pk).merged_into == case.person
    said(steward.post(address, {"stays": str(case.dossier.pk)}), 409)


@pytest.fixture
def hold(tmp_path):
    renamed = {"naam": "Vandenberghe", "voornaam": "Dirk", "datum_begin": "2026-08-01"}
    imported(written(tmp_path / "rva.csv", {}, renamed))
    return Hold.objects.get()


def test_a_new_name_under_a_known_number_is_taken_when_the_steward_says_so(hold, steward, tmp_path):
    assert "Dirk Vandenberghe" in said(steward.get(reverse("exchange:duplicates")))
    assert "Vandenberghe" in said(steward.get(reverse("exchange:hold", args=[hold.pk])))
    said(steward.post(reverse("exchange:take_hold", args=[hold.pk])), 302)
    person = Person.objects.get()
    assert (person.name, str(person.statuses.get().since)) == ("Dirk Vandenberghe", "2026-08-01")
    assert not person.statements.filter(held=True).exists()
    said(steward.post(reverse("exchange:refuse_hold", args=[hold.pk])), 409)
    assert "statement.taken" in Event.objects.filter(stream=person.pk).values_list("kind", flat=True)


def test_a_statement_about_somebody_else_changes_nothing(hold, steward):
    said(steward.post(reverse("exchange:refuse_hold", args=[hold.pk])), 302)
    person = Person.objects.get()
    assert (person.family_name, str(person.statuses.get().since)) == ("Öztürk", "2026-01-23")
    assert "Niet overgenomen" in said(steward.get(reverse("exchange:hold", args=[hold.pk])))
    said(steward.post(reverse("exchange:take_hold", args=[hold.pk])), 409)


def test_lists_take_as_many_queries_for_many_as_for_few(counsellor, steward, django_assert_max_num_queries, tmp_path):
    for _ in range(6):
        world.register(counsellor)
    assert PossibleDuplicate.objects.count() == 15
    imported(written(tmp_path / "rva.csv", *[{"insz": str(number)} for number in range(30)]))
    with django_assert_max_num_queries(20):
        said(steward.get(reverse("exchange:duplicates")))
    with django_assert_max_num_queries(14):
        said(steward.get(reverse("exchange:rows")))
    with django_assert_max_num_queries(22):
        said(steward.get(reverse("exchange:deliveries")))


def test_a_closed_dossier_is_what_the_merged_person_keeps(counsellor, steward, case):
    other = world.register(counsellor)
    stays = {"stays": str(case.dossier.pk)}
    said(steward.post(reverse("exchange:same", args=[PossibleDuplicate.objects.get().pk]), stays), 302)
    assert Dossier.objects.get(pk=other.pk).state == Dossier.State.CLOSED
