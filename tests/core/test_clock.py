"""The one clock: it can be held still, moved by a day, and made silent; and it keeps Belgian time."""

import asyncio
import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aanboord.core import clock

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1))


@given(DAYS)
def test_a_day_means_its_noon_in_belgium(day):
    with clock.at(day):
        assert clock.today() == day
        assert clock.now() == dt.datetime.combine(day, dt.time(12), tzinfo=clock.ZONE)


@given(st.datetimes(timezones=st.just(clock.ZONE)))
def test_a_moment_is_held_as_it_is(moment):
    with clock.at(moment):
        assert clock.now() == moment == clock.now()
        assert clock.today() == moment.date()


@given(DAYS, DAYS)
def test_the_clock_goes_back_to_what_it_was(outer, inner):
    with clock.at(outer):
        with pytest.raises(ZeroDivisionError), clock.at(inner):
            raise ZeroDivisionError
        assert clock.today() == outer


def test_a_moment_of_another_zone_is_kept_as_the_same_moment():
    moment = dt.datetime(2026, 6, 1, 23, 30, tzinfo=dt.UTC)
    with clock.at(moment):
        assert clock.now() == moment


@pytest.mark.parametrize(("hour", "day"), [("21:59", 30), ("22:00", 1), ("23:59", 1)])
def test_the_day_turns_at_belgian_midnight(monkeypatch, hour, day):
    """In summer Belgium is two hours ahead of UTC."""
    moment = dt.datetime.fromisoformat(f"2026-06-30T{hour}:00+00:00")

    class Fixed(dt.datetime):
        @classmethod
        def now(cls, tz=None):
            return moment.astimezone(tz)

    monkeypatch.delenv("AANBOORD_TODAY", raising=False)
    monkeypatch.setattr(clock.dt, "datetime", Fixed)
    assert clock.today().day == day


def test_the_environment_moves_the_day_and_keeps_the_hour(monkeypatch):
    monkeypatch.setenv("AANBOORD_TODAY", "2031-02-28")
    assert clock.today() == dt.date(2031, 2, 28)
    assert clock.now().tzinfo is not None
    with clock.at(dt.date(2026, 1, 1)):
        assert clock.today() == dt.date(2026, 1, 1)


def test_a_day_that_is_none_is_told(monkeypatch):
    monkeypatch.setenv("AANBOORD_TODAY", "31/12/2026")
    with pytest.raises(ValueError, match="31/12/2026"):
        clock.today()


def test_what_must_not_depend_on_today_cannot_ask():
    with clock.not_asked():
        for ask in (clock.now, clock.today):
            with pytest.raises(RuntimeError, match="hand the moment in"):
                ask()
    assert clock.today()


def test_one_thread_that_holds_the_clock_leaves_that_of_others_alone():
    seen = []
    with clock.at(dt.date(2020, 2, 29)):
        thread = threading.Thread(target=lambda: seen.append(clock.today()))
        thread.start()
        thread.join()
    assert seen
    assert seen[0].year > 2020


def test_one_task_that_holds_the_clock_leaves_that_of_others_alone():
    async def held(day, others):
        with clock.at(day):
            await others.wait()
            return clock.today()

    async def together():
        others = asyncio.Event()
        tasks = [asyncio.create_task(held(dt.date(2026, 1, day), others)) for day in (1, 2, 3)]
        await asyncio.sleep(0)
        others.set()
        return [day.day for day in await asyncio.gather(*tasks)]

    with ThreadPoolExecutor(1) as thread:  # that of the tests may hold a loop of the browser
        assert thread.submit(asyncio.run, together()).result() == [1, 2, 3]
