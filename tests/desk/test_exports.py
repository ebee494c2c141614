"""A list that leaves the platform: what the page shows, no more; each person can read of it."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aanboord.core.access import Role
from aanboord.core.tables import XLSX
from aanboord.dossiers.actions import dossier as actions
from aanboord.dossiers.actions import exports
from aanboord.journal.models import Event, Look
from tests import world

from .reading import text

ADDRESS = "/werklijst/uitvoeren/"


def export(worker, query="", **form):
    return worker.client.post(f"{ADDRESS}?{query}", {"kind": "csv"} | form)


def rows(answer):
    """Of a CSV file, a dictionary per row."""
    content = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content, newline=""), delimiter=";"))


def test_the_file_holds_what_the_list_holds_in_its_order_and_with_its_filters(counsellor, registered):
    for name, days in (("Vers", 1), ("Laat", 80), ("Later", 70)):
        registered(name, days_ago=days)
    assert [row["Naam"] for row in rows(export(counsellor))] == ["Laat", "Later", "Vers"]
    assert [row["Naam"] for row in rows(export(counsellor, "due=overdue&sort=-name"))] == ["Later", "Laat"]
    page = text(counsellor.client.get(f"{ADDRESS}?due=overdue"))
    assert "Van mij: 2 personen, met de filters die je koos." in page


def test_a_row_says_what_the_page_says(counsellor, registered):
    case = registered("Öztürk", given_name="Ayşe", contact={"phone": "0470123456"})
    case.screened()
    [row] = rows(export(counsellor))
    person = case.person
    assert row["Voornaam"] == "Ayşe"
    assert row["INSZ"].replace(".", "").replace("-", "") == person.insz
    assert row["Geboortedatum"] == person.birth_date.isoformat()
    assert row["Telefoon"] == "'0470123456"
    assert (row["Toestand"], row["Dienstverlening"]) == ("Gescreend", "Intensieve begeleiding")
    assert row["Volgende stap"] == "Bindende afspraken"
    assert row["Begeleider"] == "Katrien Claes"


def test_a_name_that_is_a_formula_does_not_run(counsellor, registered):
    registered("=cmd|' /C calc'!A0", given_name="@SUM")
    [row] = rows(export(counsellor))
    assert row["Naam"].startswith("'=")
    assert row["Voornaam"].startswith("'@")


def test_a_coach_exports_her_own_and_without_what_is_not_for_her(coach, registered):
    registered("Vreemd")
    registered("Eigen", days_ago=70).followed_by(coach)
    [row] = rows(export(coach, "tab=team&level=intensive"))
    assert row["Naam"] == "Eigen"
    assert "Dienstverlening" not in row
    assert row["Volgende stap"] == ""  # the clock of the screening


def test_why_somebody_rests_stays_behind(counsellor, registered):
    case = registered("Aerts")
    actions.suspend(case.now, "opgenomen in het ziekenhuis", by=counsellor.actor)
    [row] = rows(export(counsellor))
    assert "ziekenhuis" not in str(row)
    assert row["Rust sinds"]


def test_each_person_in_the_file_has_an_access_row_and_the_unit_an_event(counsellor, registered):
    cases = [registered("Aerts"), registered("Baert")]
    registered("Claes", by=world.vdab_office().worker(Role.COUNSELLOR))
    export(counsellor)
    assert not Look.objects.filter(kind=Look.Kind.EXPORT).exists()  # nothing was sent yet
    rows(export(counsellor))
    looks = Look.objects.filter(kind=Look.Kind.EXPORT)
    assert {look.person for look in looks} == {case.dossier.pk for case in cases}
    event = Event.objects.filter(kind="list.exported").last()
    assert (event.stream_id, event.data) == (counsellor.membership.unit_id, {"people": 2})


def test_a_look_at_the_page_before_is_no_export(counsellor, case):
    counsellor.client.get(ADDRESS)
    assert not Look.objects.filter(kind=Look.Kind.EXPORT).exists()
    assert not Event.objects.filter(kind="list.exported").exists()


def test_a_large_list_asks_for_a_reason_and_keeps_it(counsellor, registered, monkeypatch):
    monkeypatch.setattr(exports, "LARGE", 1)
    monkeypatch.setattr("aanboord.dossiers.views.exports.LARGE", 1)
    registered("Aerts")
    registered("Baert")
    assert "Waarvoor gebruik je dit bestand?" in text(counsellor.client.get(ADDRESS))
    refused = export(counsellor)
    assert refused.status_code == 422
    assert "zeg waarvoor je het bestand gebruikt" in refused.content.decode()
    assert len(rows(export(counsellor, reason="invite"))) == 2
    [event] = Event.objects.filter(kind="list.exported")
    assert event.data == {"people": 2, "reason": "invite"}


def test_a_small_list_asks_nothing(counsellor, case):
    assert "Waarvoor" not in text(counsellor.client.get(ADDRESS))


def test_excel_gets_a_book(counsellor, case):
    answer = export(counsellor, kind="xlsx")
    assert answer.headers["Content-Type"] == XLSX
    assert answer.content.startswith(b"PK")
    assert Look.objects.filter(kind=Look.Kind.EXPORT, person=case.dossier.pk).exists()


@pytest.mark.parametrize("worker", ["data_steward"])
def test_who_has_no_worklist_exports_none(worker, request):
    assert export(request.getfixturevalue(worker)).status_code == 403


def test_more_people_in_a_chunk_ask_no_more_queries(counsellor, registered, django_assert_num_queries):
    client = counsellor.client
    client.get("/werklijst/")
    registered("Eerste")
    rows(client.post(ADDRESS, {"kind": "csv"}))  # the unit has its stream
    with CaptureQueriesContext(connection) as few:
        rows(client.post(ADDRESS, {"kind": "csv"}))
    for number in range(9):
        registered(f"Naam {number}")
    with django_assert_num_queries(len(few)):
        assert len(rows(client.post(ADDRESS, {"kind": "csv"}))) == 10


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_list_with_nobody_in_it_is_a_file_with_headings_alone(counsellor, kind):
    answer = counsellor.client.post(f"{ADDRESS}?level=work-care", {"kind": kind})
    assert answer.status_code == 200
    assert answer.getvalue()
    assert not Look.objects.filter(kind=Look.Kind.EXPORT).exists()
