"""Duties met in time: counted by one definition, exact for one's own team, guarded for others."""

import csv
import datetime as dt
import io
import itertools
from collections import defaultdict

import pytest

from aanboord.core import clock
from aanboord.core.access import Role
from aanboord.core.small_cells import exact, guarded
from aanboord.directory.models import Organisation
from aanboord.dossiers.models import Dossier, Screening
from aanboord.dossiers.models.dossier import ServiceLevel
from aanboord.dossiers.queries.shares import Per, groups_of
from aanboord.terms.models import Term
from tests import world

from .reading import source, text

ADDRESS = "/termijnen/"
SCREENING = "Screening van de afstand tot de arbeidsmarkt"


def clocks(unit, *, in_time=0, late=0, missed=0, code="screening", due=None, **fields):
    """Clocks of a unit that ended so."""
    due = due or clock.today() - dt.timedelta(days=10)
    day = dt.timedelta(days=1)
    for number, met in ((in_time, due), (late, due + day), (missed, None)):
        Term.objects.bulk_create(
            Term(
                subject=(subject := world.Person().pk),
                anchor=subject,
                code=code,
                holder=unit,
                started_on=due - 60 * day,
                due_on=due,
                met_on=met,
                source="BN19-VI.1.1-a",
                **fields,
            )
            for _ in range(number)
        )


def far_office(unit):
    return Organisation.objects.filter(part_of=unit.part_of_id).exclude(pk=unit.pk).first()


@pytest.mark.policy("BN19-VI.1.1-a")
def test_a_team_lead_reads_the_share_in_time_of_each_duty(team_lead):
    unit = team_lead.membership.unit
    clocks(unit, in_time=3, late=1, missed=1)
    clocks(unit, in_time=1, code="training-offer")
    shown = text(team_lead.client.get(ADDRESS))
    assert f"{SCREENING} 5 3 1 1 60 %" in shown
    assert "Opleidingsaanbod 1 1 0 0 100 %" in shown
    assert "Op tijd? Hoeveel van wat in deze periode moest gebeuren" in shown
    assert "Het aandeel is op tijd, gedeeld door alles wat verviel." in shown


def test_what_rests_lapsed_or_is_not_due_yet_counts_nowhere(team_lead):
    unit, today = team_lead.membership.unit, clock.today()
    clocks(unit, in_time=1)
    clocks(unit, missed=1, paused_on=today - dt.timedelta(days=20))
    clocks(unit, missed=1, lapsed_on=today - dt.timedelta(days=20))
    clocks(unit, missed=1, due=today)
    clocks(unit, missed=1, due=today + dt.timedelta(days=5))
    assert f"{SCREENING} 1 1 0 0 100 %" in text(team_lead.client.get(ADDRESS))


def test_what_lapsed_when_it_was_late_stays_missed(team_lead):
    clocks(team_lead.membership.unit, in_time=1)
    clocks(team_lead.membership.unit, missed=1, lapsed_on=clock.today())
    assert f"{SCREENING} 2 1 0 1 50 %" in text(team_lead.client.get(ADDRESS))


def test_the_period_is_in_the_address(team_lead):
    clocks(team_lead.membership.unit, in_time=2, due=dt.date(2020, 3, 31))
    clocks(team_lead.membership.unit, in_time=1, due=dt.date(2020, 4, 1))
    page = team_lead.client.get(ADDRESS, {"since": "2020-03-01", "until": "2020-03-31"})
    assert f"{SCREENING} 2 2 0 0 100 %" in text(page)
    assert "Er verviel niets in deze periode." in text(
        team_lead.client.get(ADDRESS, {"until": "2019-12-31", "since": "2019-01-01"})
    )
    turned = team_lead.client.get(ADDRESS, {"since": "2020-03-31", "until": "2020-03-01"})
    assert f"{SCREENING} 2 2 0 0 100 %" in text(turned)
    assert team_lead.client.get(ADDRESS, {"since": "gisteren", "code": "x", "per": "y"}).status_code == 200


def test_other_offices_stand_beside_ones_own(team_lead):
    unit = team_lead.membership.unit
    clocks(unit, in_time=3, late=1)
    clocks(far_office(unit), in_time=40, late=10)
    shown = text(team_lead.client.get(ADDRESS))
    assert f"{unit.name} mijn team 4 3 1 0 75 %" in shown
    assert f"{far_office(unit).name} 50 40 10 0 80 %" in shown


def test_small_numbers_of_others_are_not_told(team_lead):
    far = far_office(team_lead.membership.unit)
    clocks(far, in_time=21, late=2)
    shown = text(team_lead.client.get(ADDRESS))
    assert f"{far.name} 20–24 20–24 <5 0 ± 90 %" in shown
    Term.objects.all().delete()
    clocks(far, in_time=2)
    assert f"{far.name} <5 <5 0 0 <" not in source(team_lead.client.get(ADDRESS))
    assert f"{far.name} <5 <5 0 0" in text(team_lead.client.get(ADDRESS))


def test_what_is_shown_of_a_guarded_row_never_tells_a_small_number():
    """By trying all: each row of fives stands for several, and they differ in each number that is left out."""
    stands_for = defaultdict(list)
    for parts in itertools.product(range(25), repeat=3):
        stands_for[tuple(cell.shown for cell in guarded([sum(parts), *parts]))].append(parts)
    for shown, rows in stands_for.items():
        for at, cell in enumerate(shown[1:]):
            if cell == "<5":
                assert len({row[at] for row in rows}) > 1, shown


def test_without_a_small_number_a_row_is_exact():
    assert guarded([15, 10, 5, 0]) == exact([15, 10, 5, 0])


def test_an_ocmw_and_a_region_count_their_own(team_lead, social_worker):
    unit, ocmw = team_lead.membership.unit, social_worker.membership.unit
    clocks(unit, in_time=6)
    clocks(ocmw, in_time=5, late=5)
    region = world.municipality().reference_region.name
    assert f"{ocmw.name} mijn team 10 5 5 0 50 %" in text(social_worker.client.get(ADDRESS, {"per": "ocmw"}))
    assert f"{region} 16 11 5 0 69 %" in text(team_lead.client.get(ADDRESS, {"per": "region"}))
    assert ocmw.name not in text(team_lead.client.get(ADDRESS, {"per": "office"}))


def test_every_group_has_a_name(db):
    """Brussels has municipalities and an office, and no reference region."""
    for per in Per:
        assert all(name.strip() == name and name for name in groups_of(per).values())
    assert "VDAB Brussel" in groups_of(Per.OFFICE).values()


def test_the_bar_repeats_the_words_for_the_eye_alone(team_lead):
    clocks(team_lead.membership.unit, in_time=3, late=1)
    page = source(team_lead.client.get(ADDRESS))
    assert '<svg class="share" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">' in page
    assert '<rect class="share-good" x="0.0" width="75.0" height="8">' in page
    assert "style=" not in page


def test_the_file_says_what_the_page_says(team_lead):
    unit = team_lead.membership.unit
    clocks(unit, in_time=3, late=1)
    clocks(far_office(unit), in_time=21, late=2)
    answer = team_lead.client.get("/termijnen/csv/", {"code": "screening"})
    assert "termijnen-screening-office-" in answer.headers["Content-Disposition"]
    content = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = {row["VDAB-kantoor"]: row for row in csv.DictReader(io.StringIO(content, newline=""), delimiter=";")}
    assert rows[unit.name]["Op tijd"] == "3"
    assert rows[unit.name]["Aandeel op tijd (%)"] == "75"
    assert rows[unit.name]["Aandeel is ongeveer"] == ""
    assert rows[far_office(unit).name]["Te laat gehaald"] == "<5"
    assert rows[far_office(unit).name]["Aandeel is ongeveer"] == "ja"


def test_departures_from_the_estimate_are_counted_per_office(team_lead, counsellor, registered):
    for level in (ServiceLevel.INTENSIVE, ServiceLevel.SECTOR, ServiceLevel.SECTOR):
        registered(f"Naam {level}").screened(
            level,
            estimate={"suggestion": "sector"},
            departure_reason="Ik ken haar langer." if level != "sector" else "",
        )
    registered("Zonder schatting").screened()
    shown = text(team_lead.client.get(ADDRESS))
    assert f"{team_lead.membership.unit.name} mijn team 3 1 2 33 %" in shown
    Screening.objects.update(unit=far_office(team_lead.membership.unit))
    assert f"{far_office(team_lead.membership.unit).name} <5 <5 <5" in text(team_lead.client.get(ADDRESS))


def test_each_table_is_one_query_and_one_for_the_names(team_lead, django_assert_num_queries):
    unit = team_lead.membership.unit
    clocks(unit, in_time=3, late=1)
    client = team_lead.client
    client.get(ADDRESS)
    # Session, account, roles, unread messages; my team; a table and its names; departures and their names.
    with django_assert_num_queries(9):
        client.get(ADDRESS)
    for office in Organisation.objects.filter(part_of=unit.part_of_id):
        clocks(office, in_time=2)
    for per in (Per.OFFICE, Per.OCMW, Per.REGION):
        with django_assert_num_queries(9):
            client.get(ADDRESS, {"per": per})


def test_coaches_and_citizens_are_not_steering(coach, case):
    assert coach.client.get(ADDRESS).status_code == 403
    assert case.client.get(ADDRESS).status_code == 403


def test_the_figures_name_nobody(team_lead, registered):
    registered("Zeldzame Naam", days_ago=80)
    page = source(team_lead.client.get(ADDRESS))
    assert "Zeldzame" not in page
    assert not any(str(key) in page for key in Dossier.objects.values_list("pk", flat=True))
    assert team_lead.membership.role == Role.TEAM_LEAD
