"""Files stand under the rights of a part, and leave the platform only through the gate."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from aanboord.dossiers.models import Document
from aanboord.journal.models import Event, Look
from tests.dossier.reading import text_of

PDF = b"%PDF-1.7\n%attest\n"


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def upload(case, worker, name="attest.pdf", content=PDF, **fields):
    address = reverse("dossiers:add_document", args=[case.dossier.pk])
    given = {"title": "Attest", "part": "plan", "file": SimpleUploadedFile(name, content)}
    return worker.client.post(address, given | fields)


def taken(worker, address):
    """What is handed out at an address, read to the end."""
    answer = worker.client.get(address)
    return answer, answer.getvalue()  # the client closes what streams when it has read it to the end


def address_of(document, name="document"):
    return reverse(f"dossiers:{name}", args=[document.pk])


@pytest.fixture
def kept(case, counsellor):
    assert upload(case, counsellor).status_code == 302
    return Document.objects.get()


def test_a_file_is_handed_out_as_an_attachment_that_no_browser_opens_or_keeps(kept, counsellor):
    answer, content = taken(counsellor, address_of(kept))
    assert content == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="Attest.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"


def test_handing_out_leaves_an_access_row_for_the_part_of_the_file(kept, counsellor):
    before = Look.objects.count()
    taken(counsellor, address_of(kept))
    assert Look.objects.count() == before + 1
    look = Look.objects.latest("pk")
    assert (look.parts, look.person, look.professional) == ("plan", kept.dossier_id, counsellor.professional)


def test_the_file_lies_under_no_name_of_a_person_and_on_no_public_address(kept, counsellor):
    assert str(kept.pk) in kept.file.name
    assert "ttest" not in kept.file.name
    assert counsellor.client.get(f"/{settings.MEDIA_URL.lstrip('/')}{kept.file.name}").status_code == 404


@pytest.mark.parametrize(
    ("name", "content"),
    [("virus.exe", b"MZ"), ("brief.pdf", b"<html>"), ("beeld.png", PDF), ("zonder", PDF)],
    ids=["a program", "a page named pdf", "a pdf named png", "no suffix"],
)
def test_what_is_no_document_is_refused_and_the_title_stays(case, counsellor, name, content):
    answer = upload(case, counsellor, name, content, title="Mijn titel")
    assert answer.status_code == 422
    assert "Alleen pdf, png, jpg, docx of odt." in text_of(answer)
    assert "Mijn titel" in answer.content.decode()
    assert not Document.objects.exists()


def test_a_file_on_health_is_only_for_who_may_see_health(case, counsellor, colleague, coach):
    upload(case, counsellor, part="health", title="Doktersbriefje")
    document = Document.objects.get()
    assert taken(counsellor, address_of(document))[1] == PDF
    file_page = reverse("dossiers:file", args=[case.dossier.pk])
    assert "Doktersbriefje" in text_of(counsellor.client.get(file_page))
    case.followed_by(coach)
    for other in (colleague, coach):
        assert other.client.get(address_of(document)).status_code == 403
        assert "Doktersbriefje" not in text_of(other.client.get(file_page))


def test_nobody_files_under_a_part_that_he_may_not_change(case, counsellor, colleague):
    assert upload(case, colleague, part="health").status_code == 422
    assert not Document.objects.exists()


def test_the_citizen_gets_each_of_her_files_and_nobody_elses(case, counsellor, kept, social_worker):
    assert taken(case, address_of(kept, "my_document"))[1] == PDF
    assert case.client.get(address_of(kept)).status_code == 403
    assert social_worker.client.get(address_of(kept)).status_code == 403
    assert social_worker.client.get(address_of(kept, "my_document")).status_code == 403


def test_the_event_tells_neither_title_nor_file(kept):
    data = str(Event.objects.get(kind="document.added").data)
    assert "Attest" not in data
    assert Path(kept.file.name).name not in data
