"""A letter reaches nothing outside itself, whatever somebody's name is."""

import pytest

from aanboord.dossiers.letters import LetterKind, compose, to_pdf
from aanboord.people.models import Person

REACHES = [
    "file:///etc/passwd",
    "http://127.0.0.1:1/x",
    "static:../../settings.py",
    "static:/etc/passwd",
    "static:%2e%2e/settings.py",
    "data:text/html,x",
    "gopher://elders.example/",
    "/etc/passwd",
]


@pytest.mark.usefixtures("pdf")
class TestPaper:
    def test_what_stands_in_a_name_is_printed_and_not_done(self, case):
        Person.objects.update(
            family_name='<img src="file:///etc/passwd"><script>x</script>', address="<link rel=stylesheet>"
        )
        letter = compose(case.now, LetterKind.REGISTRATION)
        article = letter.article()
        assert "<img" not in article
        assert "<script" not in article
        assert to_pdf(letter).startswith(b"%PDF")

    @pytest.mark.parametrize("reach", REACHES)
    def test_nothing_is_fetched(self, case, monkeypatch, reach, capfd):
        letter = compose(case.now, LetterKind.REGISTRATION)
        monkeypatch.setattr(
            type(letter), "article", lambda _: f'<img src="{reach}"><link rel="attachment" href="{reach}">'
        )
        opened = []
        monkeypatch.setattr("socket.socket.connect", lambda *_: opened.append("net"))
        made = to_pdf(letter)
        assert b"EmbeddedFile" not in made
        assert b"root:" not in made
        assert not opened


def test_a_preview_shows_what_stands_in_a_name_and_does_not_do_it(case):
    Person.objects.update(family_name="<img src=x onerror=y>")
    page = case.by.client.get(f"/dossier/{case.dossier.pk}/brief/registration/").content.decode()
    assert "&lt;img src=x" in page
    assert "<img src=x" not in page
