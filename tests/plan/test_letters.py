"""Letters are shown first, then made: tagged PDF in the citizen's language, kept in her dossier."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
import zlib

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from aanboord.core import clock
from aanboord.core.access import Part
from aanboord.core.errors import NotAllowed
from aanboord.dossiers.actions.appointments import make_appointment
from aanboord.dossiers.actions.letters import keep_letter
from aanboord.dossiers.letters import LetterKind, compose, to_pdf
from aanboord.dossiers.letters.compose import LANGUAGES
from aanboord.dossiers.models import Document
from aanboord.journal.models import Event, Look
from aanboord.people.models import Person
from tests.dossier.reading import text_of
from tests.world import Case, register


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def meeting(screened, counsellor):
    return make_appointment(
        screened.now,
        by=counsellor.actor,
        kind="in-person",
        at=clock.now() + dt.timedelta(days=9),
        place="Werkwinkel Gent",
        about="Je plan",
    )


@pytest.fixture
def full(screened, meeting):
    """A case of which every letter but the attest can be written."""
    Person.objects.filter(pk=screened.dossier.pk).update(address="Zilverberkenlaan 125")
    screened.agreed(text="Ik volg de module houtbewerking", binding=True)
    return screened


def unpacked(pdf: bytes) -> bytes:
    """A PDF with its compressed objects readable."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return pdf + b"".join(zlib.decompressobj().decompress(one) for one in streams if one[:1] == b"\x78")


def letter_address(case, kind, about=None):
    return reverse(
        f"dossiers:letter{'_about' if about else ''}", args=[case.dossier.pk, kind, *([about.pk] if about else [])]
    )


@pytest.fixture(scope="session")
def read_pdf():
    """The text of a PDF, as who copies it from a viewer gets it."""
    program = shutil.which("pdftotext")
    if not program:
        pytest.skip("pdftotext is missing; on Debian: apt-get install poppler-utils")

    def read(pdf: bytes) -> str:
        done = subprocess.run([program, "-", "-"], input=pdf, capture_output=True, check=True)
        return " ".join(done.stdout.decode().split())

    return read


def test_a_counsellor_sees_which_letters_there_are_and_how_each_looks(full, counsellor, meeting):
    page = counsellor.client.get(reverse("dossiers:letters", args=[full.dossier.pk])).content.decode()
    for kind, about in (("registration", None), ("screening", None), ("plan", None), ("invitation", meeting)):
        address = letter_address(full, kind, about)
        assert address in page
        shown = text_of(counsellor.client.get(address))
        assert "Dag Ömer Vermeulen" in shown
        assert "Zilverberkenlaan 125" in shown
        assert "Katrien Claes, telefoon 09 000 00 00" in shown
        assert "Je mag je dossier altijd bekijken, en zien wie erin keek." in shown
        assert "decreet van 7 mei 2004" in shown


def test_looking_at_a_letter_makes_none(full, counsellor):
    counsellor.client.get(letter_address(full, "plan"))
    assert not Document.objects.exists()


def test_the_invitation_says_when_where_with_whom_and_what_to_do_if_she_cannot_come(full, counsellor, meeting):
    shown = text_of(counsellor.client.get(letter_address(full, "invitation", meeting)))
    for said in ("Werkwinkel Gent", "Katrien Claes", "Je plan", "Kan je niet komen?"):
        assert said in shown


def test_the_result_of_a_screening_is_told_without_what_stands_in_the_way(full, counsellor):
    shown = text_of(counsellor.client.get(letter_address(full, "screening")))
    assert "veel hulp van een vaste begeleider" in shown
    assert "Dat besliste Katrien Claes" in shown
    assert "Kinderopvang" not in shown
    assert "Gezondheid" not in shown


@pytest.mark.usefixtures("pdf")
def test_a_letter_is_kept_told_and_seen_by_the_citizen(full, counsellor, read_pdf):
    answer = counsellor.client.post(letter_address(full, "plan"))
    document = Document.objects.get()
    assert answer["Location"] == reverse("dossiers:document", args=[document.pk])
    assert (document.part, document.added_by) == (Part.PLAN, counsellor.professional)
    event = Event.objects.get(kind="letter.made")
    assert event.data["letter"] == "plan"
    assert "houtbewerking" not in str(event.data)
    look = Look.objects.get(kind=Look.Kind.LETTER)
    assert (look.person, look.parts) == (full.dossier.pk, "identity plan")
    mine = full.client.get(reverse("dossiers:my_document", args=[document.pk]))
    text = read_pdf(b"".join(mine.streaming_content))
    assert "Ik volg de module houtbewerking" in text
    assert "Dit is een bindende afspraak." in text


@pytest.mark.usefixtures("pdf")
@pytest.mark.parametrize("kind", ["registration", "screening", "plan", "invitation"])
def test_the_pdf_is_tagged_titled_and_in_one_language(full, meeting, kind):
    letter = compose(full.now, LetterKind(kind), meeting.pk if kind == "invitation" else None)
    pdf = unpacked(to_pdf(letter))
    for piece in (
        b"/StructTreeRoot",
        b"/MarkInfo",
        b"/Marked true",
        b"/Lang (nl)",
        b"/DisplayDocTitle true",
        b"pdfuaid",
    ):
        assert piece in pdf, piece


@pytest.mark.usefixtures("pdf")
def test_headings_paragraphs_and_lists_have_their_structure(full):
    program = shutil.which("pdfinfo")
    if not program:
        pytest.skip("pdfinfo is missing; on Debian: apt-get install poppler-utils")
    pdf = to_pdf(compose(full.now, LetterKind.PLAN))
    done = subprocess.run([program, "-struct", "-"], input=pdf, capture_output=True, check=True)
    kinds = [line.split()[0] for line in done.stdout.decode().splitlines() if line.strip()]
    assert kinds[0] == "Document"
    assert kinds.count("H1") == 1
    assert kinds.index("H1") < kinds.index("H2")
    assert {"P", "L", "LI", "LBody"} <= set(kinds)


@pytest.mark.usefixtures("pdf")
def test_who_reads_english_gets_every_letter_in_english(full, meeting, counsellor, read_pdf):
    Person.objects.filter(pk=full.dossier.pk).update(language="en")
    for kind, about, said in (
        ("registration", None, "You are registered"),
        ("screening", None, "The result of our talk"),
        ("plan", None, "Your plan and our agreements"),
        ("invitation", meeting, "Invitation to a talk"),
    ):
        page = counsellor.client.get(letter_address(full, kind, about)).content.decode()
        assert 'lang="en"' in page
        assert said in page
    letter = compose(full.now, LetterKind.INVITATION, meeting.pk)
    pdf = to_pdf(letter)
    assert b"/Lang (en)" in unpacked(pdf)
    text = read_pdf(pdf)
    assert meeting.at.astimezone(clock.ZONE).strftime("%A") in text
    assert "You may look at your file at any time" in text


def test_who_speaks_another_language_gets_dutch(full):
    Person.objects.filter(pk=full.dossier.pk).update(language="ti")
    assert compose(full.now, LetterKind.PLAN).language == LANGUAGES[0]


@pytest.mark.usefixtures("pdf")
def test_a_letter_fetches_nothing_from_anywhere(full, monkeypatch, caplog):
    """What somebody typed cannot make the server fetch an address, or read a file of its own."""
    asked = []
    monkeypatch.setattr("urllib.request.OpenerDirector.open", lambda self, url, *a, **k: asked.append(url))
    full.agreed(text='<img src="http://intern.example/geheim"><link href="file:///etc/passwd" rel="stylesheet">')
    pdf = to_pdf(compose(full.now, LetterKind.PLAN))
    assert pdf.startswith(b"%PDF")
    assert not asked


@pytest.mark.usefixtures("pdf")
def test_the_address_stands_in_the_window_of_the_envelope(full, read_pdf):
    program = shutil.which("pdftotext")
    pdf = to_pdf(compose(full.now, LetterKind.PLAN))
    window = [
        "-f",
        "1",
        "-l",
        "1",
        "-r",
        "254",
        "-x",
        "1120",
        "-y",
        "470",
        "-W",
        "780",
        "-H",
        "250",
    ]  # 10 dots a millimetre
    done = subprocess.run([str(program), *window, "-", "-"], input=pdf, capture_output=True, check=True)
    assert done.stdout.decode().split("\n")[:3] == ["Ömer Vermeulen", "Zilverberkenlaan 125", "Gent"]


def test_there_is_no_letter_about_what_is_not_there(case, counsellor):
    for kind in ("screening", "plan"):
        assert counsellor.client.get(letter_address(case, kind)).status_code == 409
    assert counsellor.client.get(letter_address(case, "liefdesbrief")).status_code == 404


def test_a_meeting_of_somebody_else_gives_no_letter(full, meeting, counsellor):
    other = Case(register(counsellor), counsellor)
    assert counsellor.client.get(letter_address(other, "invitation", meeting)).status_code == 409


def test_who_may_not_see_a_part_makes_no_letter_of_it(full, coach, social_worker):
    full.followed_by(coach)
    assert coach.client.get(letter_address(full, "plan")).status_code == 200
    assert coach.client.get(letter_address(full, "screening")).status_code == 403
    assert "screening" not in coach.client.get(reverse("dossiers:letters", args=[full.dossier.pk])).content.decode()
    assert social_worker.client.post(letter_address(full, "plan")).status_code == 403
    with pytest.raises(NotAllowed):
        keep_letter(full.now, "screening", "x", ContentFile(b"%PDF"), part=Part.SCREENING, by=coach.actor)
    assert not Document.objects.exists()
