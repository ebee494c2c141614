"""The journal in words."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils.translation import override

import aanboord
from aanboord.core import clock
from aanboord.core.access import Part, Relation
from aanboord.dossiers import timeline
from aanboord.dossiers.access import Sight
from aanboord.dossiers.actions import dossier as actions
from aanboord.dossiers.models import Involvement
from aanboord.dossiers.timeline import TOLD, Filters, Group

from .reading import text_of

ROOT = Path(aanboord.__file__).parent
SOURCES = {path: path.read_text() for path in ROOT.rglob("*.py")}
OF_A_DOSSIER = re.compile(r'@action\(\s*"([a-z.-]+)",\s*part=Part\.')
RECORDED = re.compile(r'\brecord\(\s*\w+,\s*"([a-z.-]+)"')

WRITERS = ("actions.py", "reactions.py")
OF_A_DELIVERY = {"row.mended", "row.dropped"}  # they ask the gate for a part, and are told of the delivery


def kinds() -> set[str]:
    """Every kind of event that an action writes about a dossier."""
    by_action = {kind for text in SOURCES.values() for kind in OF_A_DOSSIER.findall(text)} - OF_A_DELIVERY
    by_hand = {kind for text in SOURCES.values() for kind in RECORDED.findall(text)}
    return by_action | by_hand


def everything() -> Sight:
    return Sight(Relation.OWN, frozenset(Part), frozenset(Part), leads=True)


def test_every_kind_of_event_about_a_dossier_has_a_sentence():
    assert len(kinds()) > 35
    assert kinds() <= set(TOLD), "add a sentence to dossiers/timeline.py"


def test_no_sentence_is_about_what_never_happens():
    written = "".join(text for path, text in SOURCES.items() if path.parent.name == "actions" or path.name in WRITERS)
    assert [kind for kind in TOLD if f'"{kind}"' not in written] == []


@pytest.mark.parametrize("kind", sorted(TOLD))
def test_a_sentence_has_the_same_blanks_in_both_languages(kind):
    with override("nl"):
        dutch = str(TOLD[kind].sentence)
    with override("en"):
        english = str(TOLD[kind].sentence)
    assert dutch != english, f"no English for: {dutch}"
    assert re.findall(r"%\(\w+\)s", dutch) == re.findall(r"%\(\w+\)s", english)


def test_who_did_what_is_told_in_names_not_in_numbers(case, counsellor, colleague, coach):
    actions.assign(case.now, colleague.professional, by=counsellor.actor)
    case.followed_by(coach)
    told = {moment.title: moment.by for moment in timeline.latest(case.now, everything())}
    assert told["Toegewezen aan Jonas De Wilde"] == f"Katrien Claes, {counsellor.membership.unit.name}"
    assert f"Groeikracht vzw werkt mee: {Involvement.Kind.PARTNER.label}" in told
    assert "Ingeschreven: Loket" in told


def test_what_the_citizen_did_is_told_as_her_own(case):
    from aanboord.dossiers.actions import plan

    case.screened()
    agreement = case.agreed(agreed_in_conversation=False)
    plan.answer(agreement, True, by=case.citizen(), comment="Goed zo")
    newest = timeline.latest(case.now, everything())[0]
    assert newest.by == "Ömer Vermeulen zelf"
    assert "Goed zo" not in newest.title


def test_only_parts_that_the_reader_sees_are_told(case):
    case.screened()
    actions.add_note(case.now, "Geheim", by=case.by.actor)
    sight = Sight(Relation.OWN, frozenset({Part.IDENTITY, Part.PLAN}), frozenset())
    assert {moment.part for moment in timeline.latest(case.now, sight)} == {str(Part.IDENTITY.label)}


@pytest.fixture
def busy(case):
    """Twenty-five notes on twenty-five days, after the registration."""
    for day in range(1, 26):
        with clock.at(clock.today() + dt.timedelta(days=day)):
            actions.add_note(case.now, f"Notitie {day}", by=case.by.actor)
    return case


def test_the_timeline_shows_twenty_at_a_time_newest_first(busy):
    first = timeline.page(busy.now, everything(), 1)
    second = timeline.page(busy.now, everything(), 2)
    assert (len(first.moments), first.has_next) == (20, True)
    assert (len(second.moments), second.has_next) == (6, False)
    moments = [moment.at for moment in first.moments + second.moments]
    assert moments == sorted(moments, reverse=True)


def test_the_pages_of_the_timeline_lead_to_one_another(busy, counsellor):
    client, address = counsellor.client, reverse("dossiers:timeline", args=[busy.dossier.pk])
    first = client.get(address).content.decode()
    assert 'href="?page=2"' in first
    assert 'rel="prev"' not in first
    second = client.get(address + "?page=2").content.decode()
    assert "Ingeschreven: Loket" in second
    assert 'href="?page=1"' in second


def test_filters_choose_by_group_part_and_organisation(case, counsellor, social_worker):
    case.screened()
    case.agreed()
    seen = everything()
    groups = timeline.page(case.now, seen, filters=Filters(group=Group.SCREENING)).moments
    assert [moment.title for moment in groups] == ["Screening afgerond: Intensieve begeleiding"]
    parts = timeline.page(case.now, seen, filters=Filters(part=Part.PLAN)).moments
    assert [moment.title for moment in parts] == ["Afspraak voorgesteld"]
    nobody = timeline.page(case.now, seen, filters=Filters(unit=social_worker.membership.unit.pk)).moments
    assert nobody == []
    assert timeline.units(case.now, seen) == [counsellor.membership.unit]


def test_a_part_that_one_may_not_see_cannot_be_filtered_out_of_the_dark(case):
    case.screened()
    sight = Sight(Relation.OWN, frozenset({Part.IDENTITY}), frozenset())
    assert timeline.page(case.now, sight, filters=Filters(part=Part.SCREENING)).moments == []


def test_the_filters_of_the_page_survive_nonsense(case, counsellor):
    address = reverse("dossiers:timeline", args=[case.dossier.pk])
    answer = counsellor.client.get(address, {"part": "x", "unit": "x", "group": "x", "page": "x"})
    assert "Ingeschreven: Loket" in text_of(answer)


def test_a_filter_that_was_chosen_stays_chosen(case, counsellor):
    case.screened()
    address = reverse("dossiers:timeline", args=[case.dossier.pk])
    page = counsellor.client.get(address, {"group": "screening"}).content.decode()
    assert '<option value="screening" selected>' in page
    assert "Ingeschreven: Loket" not in page
