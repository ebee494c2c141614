"""Who looked at her file and what happened in it: she reads it herself, in plain words."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from django.urls import reverse

import aanboord
from aanboord.core import clock
from aanboord.core.access import Part, Purpose
from aanboord.dossiers import plain
from aanboord.dossiers.timeline import TOLD
from aanboord.journal.models import Look
from tests.dossier.reading import text_of

LOOKS = reverse("dossiers:my_looks")


def test_she_reads_who_looked_for_whom_when_at_what_and_why(mine, counsellor):
    counsellor.client.get(reverse("dossiers:dossier_plan", args=[mine.dossier.pk]))
    page = text_of(mine.client.get(LOOKS))
    assert "Katrien Claes" in page
    assert counsellor.membership.unit.name in page
    assert "Opende je dossier, om je te begeleiden" in page
    assert "je plan en afspraken" in page


def test_forty_looks_on_a_day_are_one_line(mine, counsellor):
    for _ in range(3):
        counsellor.client.get(reverse("dossiers:dossier_plan", args=[mine.dossier.pk]))
    assert text_of(mine.client.get(LOOKS)).count("Katrien Claes") == 1


def test_days_come_the_latest_first_a_fortnight_at_a_time(mine, counsellor):
    start = clock.today()
    for day in range(16):
        with clock.at(start + dt.timedelta(days=day)):
            counsellor.client.get(reverse("dossiers:dossier_plan", args=[mine.dossier.pk]))
    with clock.at(start + dt.timedelta(days=15)):
        client = mine.client
        first = client.get(LOOKS)
        assert text_of(first).count("Katrien Claes") == 14
        assert text_of(client.get(LOOKS, {"page": 2})).count("Katrien Claes") == 2
        assert [day.day for day in first.context["days"]] == sorted(
            (day.day for day in first.context["days"]), reverse=True
        )


def test_her_own_looks_are_shown_as_her_own(mine):
    mine.client.get(reverse("dossiers:my_data"))
    assert "Jijzelf" in text_of(mine.client.get(LOOKS))


def test_a_look_at_somebody_else_is_not_among_hers(mine, other, counsellor):
    counsellor.client.get(reverse("dossiers:dossier_plan", args=[mine.dossier.pk]))
    assert "Katrien Claes" not in text_of(other.client.get(LOOKS))


def test_the_number_of_queries_does_not_grow_with_the_looks(mine, counsellor, django_assert_max_num_queries):
    client = mine.client
    for day in range(8):
        with clock.at(clock.today() + dt.timedelta(days=day)):
            counsellor.client.get(reverse("dossiers:dossier_plan", args=[mine.dossier.pk]))
    with django_assert_max_num_queries(14):
        client.get(LOOKS)


def test_what_happened_is_told_in_plain_words(mine, asked, coach):
    mine.followed_by(coach)
    mine.client.post(reverse("dossiers:my_agreement", args=[asked.pk]), {"says": "yes"})
    page = text_of(mine.client.get(reverse("dossiers:my_story")))
    for told in ("Je bent ingeschreven.", "Er is een afspraak voorgesteld.", "Er is geantwoord op een afspraak."):
        assert told in page
    assert "Een andere organisatie werkt mee aan je dossier." in page
    assert "Jijzelf" in page


def test_whatever_can_happen_or_be_seen_has_plain_words():
    assert set(plain.HAPPENED) == set(TOLD)
    assert set(plain.PARTS) == set(Part)
    assert set(plain.PURPOSES) == set(Purpose)
    assert set(plain.LOOKS) == set(Look.Kind)


def test_every_action_on_a_file_has_plain_words():
    rooms = Path(aanboord.__file__).parent
    sources = [*rooms.glob("dossiers/actions/*.py"), rooms / "people/actions.py"]
    kinds = {kind for source in sources for kind in re.findall(r'@action\(\s*"([^"]+)", part=Part', source.read_text())}
    assert kinds
    assert kinds <= set(plain.HAPPENED)
