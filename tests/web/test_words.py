"""Days, terms and pages in words."""

import datetime as dt

import pytest
from django.core.paginator import Paginator
from django.utils import translation
from django.utils.formats import date_format
from hypothesis import given
from hypothesis import strategies as st

from aanboord.core import clock
from aanboord.web.templatetags import face


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (61, "over 61 dagen"),
        (2, "over 2 dagen"),
        (1, "morgen"),
        (0, "vandaag"),
        (-1, "1 dag te laat"),
        (-3, "3 dagen te laat"),
    ],
)
def test_a_term_says_how_far_off_it_is(days, words):
    assert face.due_words(clock.today() + dt.timedelta(days)) == words


@given(st.integers(-4000, 4000))
def test_a_running_term_is_late_soon_or_ahead_by_its_day_alone(days):
    shown = face.due(clock.today() + dt.timedelta(days))
    look = "late" if days < 0 else "soon" if days <= face.SOON else "ahead"
    assert f'class="due due-{look}"' in shown
    assert (f"{abs(days)} dag" in shown) == (days not in (0, 1))


@pytest.mark.parametrize(("state", "words"), [("paused", "gepauzeerd"), ("met", "gehaald"), ("missed", "niet gehaald")])
def test_a_term_that_does_not_run_says_so_instead(state, words):
    with clock.at(dt.date(2026, 3, 2)):
        shown = face.due(dt.date(2026, 3, 1), state)
    assert words in shown
    assert "te laat" not in shown
    assert 'title="Uiterlijk 1 maart 2026"' in shown


def test_a_moment_is_said_as_people_say_it():
    now = dt.datetime(2026, 3, 12, 14, 3, tzinfo=clock.ZONE)
    with clock.at(now):
        assert face.moment(now) == "vandaag om 14:03"
        assert face.moment(now - dt.timedelta(days=1)) == "gisteren om 14:03"
        assert face.moment(now.astimezone(dt.UTC) - dt.timedelta(days=9)) == "3 maart 2026 om 14:03"


def test_a_day_in_figures_has_strokes_as_flanders_writes_it():
    assert date_format(dt.date(2026, 3, 1), "SHORT_DATE_FORMAT") == "1/3/2026"


def test_days_are_said_in_english_on_the_switch():
    with translation.override("en"):
        assert face.due_words(clock.today() - dt.timedelta(3)) == "3 days late"
        assert face.days(1) == "1 day"
        assert date_format(dt.date(2026, 3, 1)) == "1 March 2026"
        assert date_format(dt.date(2026, 3, 1), "SHORT_DATE_FORMAT") == "1/3/2026"


@given(st.integers(1, 60), st.integers(1, 60))
def test_pagination_always_offers_the_first_the_present_and_the_last_page(pages, number):
    page = Paginator(range(pages), 1).get_page(number)
    assert {1, page.number, pages} <= set(face.page_numbers(page))
