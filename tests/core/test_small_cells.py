"""Counts for outsiders: who reads a row cannot work out a number that points at people."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aanboord.core.small_cells import SMALL, Cell, exact, guarded

COUNTS = st.integers(0, 30)
PARTS = st.lists(COUNTS, min_size=2, max_size=3)


def row(parts: list[int]) -> list[int]:
    """A row as the tables have it: the whole, then its parts."""
    return [sum(parts), *parts]


def shown(parts: list[int]) -> list[str]:
    return [cell.shown for cell in guarded(row(parts))]


def possible(seen: list[str]) -> list[tuple[int, ...]]:
    """Every row of parts that would be shown in the same way: what somebody who knows the rule can work out."""

    def values(cell: str) -> range:
        if cell.startswith("<"):
            return range(1, int(cell[1:]))
        low, _, high = cell.partition("–")
        return range(int(low), int(high or low) + 1)

    whole, *parts = seen
    return [one for one in itertools.product(*map(values, parts)) if sum(one) in values(whole)]


@given(PARTS)
def test_a_small_count_cannot_be_worked_out_from_all_that_stands_beside_it(parts):
    seen = shown(parts)
    rows = possible(seen)
    assert tuple(parts) in rows
    for at, count in enumerate(parts):
        if 0 < count < SMALL:
            assert len({one[at] for one in rows}) > 1, seen


@given(PARTS)
def test_a_row_without_a_small_count_is_exact_and_any_other_is_in_fives_throughout(parts):
    counts = row(parts)
    if any(0 < count < SMALL for count in counts):
        assert all(cell in ("0", f"<{SMALL}") or "–" in cell for cell in shown(parts))
    else:
        assert shown(parts) == [str(count) for count in counts]


@given(PARTS, st.data())
def test_one_person_more_or_less_among_the_few_changes_nothing_that_is_shown(parts, data):
    """Somebody who knows all the others learns nothing of the last one, as long as the whole stays in its five."""
    small = [at for at, count in enumerate(parts) if 0 < count < SMALL]
    if not small:
        return
    at = data.draw(st.sampled_from(small))
    other = [*parts]
    other[at] = data.draw(st.integers(1, SMALL - 1))
    if sum(parts) // SMALL == sum(other) // SMALL and sum(parts) >= SMALL:
        assert shown(parts) == shown(other)


@given(st.lists(COUNTS, max_size=5))
def test_what_is_reckoned_with_tells_no_more_than_what_is_shown(counts):
    """A bar or a rate is drawn of `about`: two rows that look alike are drawn alike."""
    for cell in guarded(counts):
        twins = [one for count in range(31) for one in guarded([count, 1]) if one.shown == cell.shown]
        assert all(one.about == cell.about for one in twins if not cell.shown.isdecimal())


@pytest.mark.parametrize(
    ("count", "cell"),
    [
        (0, Cell("0", 0)),
        (1, Cell("<5", 2.5)),
        (4, Cell("<5", 2.5)),
        (5, Cell("5–9", 7)),
        (9, Cell("5–9", 7)),
        (10, Cell("10–14", 12)),
        (1234, Cell("1230–1234", 1232)),
    ],
)
def test_in_fives_a_count_stands_for_the_middle_of_its_five(count, cell):
    assert guarded([count, 1])[0] == cell


@given(st.lists(st.integers(0, 10**6), max_size=6))
def test_who_may_know_everything_reads_everything(counts):
    assert [(int(cell.shown), cell.about) for cell in exact(counts)] == [(count, count) for count in counts]


@given(st.lists(st.one_of(st.just(0), st.integers(SMALL, 10**6)), max_size=6))
def test_a_row_that_points_at_nobody_is_the_same_for_everybody(counts):
    assert guarded(counts) == exact(counts)
