import dataclasses
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from aanboord.exchange.registrations import (
    COLUMNS,
    Delivery,
    KnownPerson,
    Outcome,
    Row,
    Source,
    Statement,
    after,
    decide,
    parse,
)
from tests.exchange.deliveries import INSZ, OTHER_INSZ, SETTING, SOUND, every_source, statement


class Registry:
    """The smallest registry that follows `decide`; keeps what the real one keeps on each person."""

    def __init__(self) -> None:
        self.people: dict[str, KnownPerson] = {}
        self.held: list[Statement] = []

    def take(self, said: Statement) -> Outcome:
        known = self.people.get(said.insz.digits)
        decision = decide(known, said)
        if decision.hold:
            self.held.append(said)
        if decision.outcome in {Outcome.REGISTERED, Outcome.MERGED}:
            self.people[said.insz.digits] = after(known, said, decision)
        return decision.outcome

    def deliver(self, rows: Iterable[Row], source: Source) -> Counter[str]:
        counts = Counter(read=0, **dict.fromkeys((outcome.value for outcome in Outcome), 0))
        for row in rows:
            said = row.faults or parse(source, row.values, SETTING)
            outcome = Outcome.QUARANTINED if isinstance(said, tuple) else self.take(said)
            counts.update(["read", outcome.value])
        return counts


def deliver(registry: Registry, shared: Path, source: Source) -> Counter[str]:
    with (shared / f"data/registrations/{source.value}.csv").open("rb") as stream:
        return registry.deliver(Delivery(stream, COLUMNS[source]), source)


@every_source
def test_a_messy_delivery_ends_in_its_expected_counts_and_changes_nothing_the_second_time(
    shared: Path, source: Source
) -> None:
    expected = json.loads((shared / f"data/registrations/{source.value}.expected.json").read_text("utf-8"))
    registry = Registry()
    first = deliver(registry, shared, source)
    assert first == expected
    before = dict(registry.people)
    again = deliver(registry, shared, source)
    assert registry.people == before
    assert (again["registered"], again["merged"]) == (0, 0)
    assert again["unchanged"] == first["registered"] + first["merged"] + first["unchanged"]
    assert [again[kept] for kept in ("not_applicable", "quarantined")] == [
        first[kept] for kept in ("not_applicable", "quarantined")
    ]


def test_four_deliveries_in_one_registry_each_have_their_expected_counts(shared: Path) -> None:
    registry = Registry()
    for source in Source:
        expected = json.loads((shared / f"data/registrations/{source.value}.expected.json").read_text("utf-8"))
        assert deliver(registry, shared, source) == expected
    bearers = {said.insz.digits: registry.people[said.insz.digits] for said in registry.held}
    assert all(bearers[said.insz.digits].family_name != said.family_name for said in registry.held)


def test_who_stopped_half_way_and_starts_again_ends_the_same(shared: Path) -> None:
    with (shared / "data/registrations/rva.csv").open("rb") as stream:
        rows = list(Delivery(stream, COLUMNS[Source.RVA]))
    whole, halved = Registry(), Registry()
    whole.deliver(rows, Source.RVA)
    halved.deliver(rows[:1234], Source.RVA)
    halved.deliver(rows, Source.RVA)
    assert halved.people == whole.people


def known(**told: Any) -> KnownPerson:
    person = KnownPerson("Öztürk", "Zoë", "44021", date(2026, 1, 1), True, frozenset())
    return dataclasses.replace(person, **told)


def test_nobody_known_is_registered_and_who_is_known_is_merged() -> None:
    assert decide(None, statement()).outcome is Outcome.REGISTERED
    assert decide(known(), statement()).outcome is Outcome.MERGED
    assert decide(known(), statement()).changes == {"facts"}


def test_who_is_known_without_being_registered_is_registered() -> None:
    assert decide(known(registered=False), statement()).outcome is Outcome.REGISTERED


def test_a_registration_that_ended_is_not_opened_by_news_from_before_its_end() -> None:
    ended = known(registered=False, ended_on=date(2026, 1, 23))
    assert decide(ended, statement()).outcome is Outcome.MERGED
    assert decide(ended, statement(datum_begin="2026-01-24")).outcome is Outcome.REGISTERED


def test_a_statement_that_came_before_changes_nothing() -> None:
    said = statement()
    decision = decide(known(fingerprints={said.fingerprint}, nis="11002"), said)
    assert (decision.outcome, decision.changes) == (Outcome.UNCHANGED, frozenset())


def test_who_the_rule_does_not_register_leaves_no_trace_even_when_known() -> None:
    said = statement(dagen_tijdelijk_werkloos="65", nis="11002")
    for person in (None, known()):
        decision = decide(person, said)
        assert (decision.outcome, decision.changes) == (Outcome.NOT_APPLICABLE, frozenset())


def test_a_move_is_followed_unless_what_is_known_is_of_a_later_day() -> None:
    moved = statement(nis="11002")
    assert "nis" in decide(known(as_of=moved.since), moved).changes
    assert "nis" in decide(known(as_of=None), moved).changes
    assert "nis" not in decide(known(as_of=date(2026, 1, 24)), moved).changes


def test_a_late_delivery_is_history_and_changes_nothing_back() -> None:
    late = statement(nis="11002", naam="Ozturk-Maes")
    person = known(as_of=date(2026, 6, 1), latest={Source.RVA: date(2026, 6, 1)})
    decision = decide(person, late)
    assert (decision.outcome, decision.changes) == (Outcome.MERGED, frozenset())
    assert decide(dataclasses.replace(person, latest={Source.OCMW: date(2026, 6, 1)}), late).changes == {"facts"}


def test_another_spelling_is_no_other_name_and_another_given_name_is() -> None:
    assert decide(known(family_name="OZTURK"), statement()).changes == {"facts"}
    assert decide(known(given_name="Elif"), statement()).changes == {"given_name", "facts"}


def test_a_number_that_somebody_with_quite_another_name_bears_goes_to_a_human() -> None:
    bearer = known(family_name="Vandenberghe", given_name="Wout", nis="11002")
    decision = decide(bearer, statement())
    assert (decision.outcome, decision.changes) == (Outcome.REGISTERED, frozenset())
    told_before = dataclasses.replace(bearer, latest={Source.RVA: date(2026, 1, 1)})
    assert decide(told_before, statement()).outcome is Outcome.MERGED
    assert decision.hold is not None
    assert decision.hold.code == "insz-of-another"
    assert decide(dataclasses.replace(bearer, fingerprints={statement().fingerprint}), statement()).hold is None


rva_rows = st.fixed_dictionaries(
    {
        "insz": st.sampled_from([INSZ.digits, OTHER_INSZ.formatted, "123"]),
        "naam": st.sampled_from(["Öztürk", "ozturk", "Maes", ""]),
        "nis": st.sampled_from(["44021", "11002", "11007", "99999"]),
        "datum_begin": st.sampled_from(["2026-01-23", "23/01/2026", "01-02-2026", "31-02-2026"]),
        "dagen_tijdelijk_werkloos": st.sampled_from(["66", "90", "65"]),
    }
)


@given(st.lists(rva_rows, max_size=12), st.integers(0, 12))
def test_any_delivery_ends_the_same_when_broken_off_anywhere_and_taken_again(
    values: list[Mapping[str, str]], stop: int
) -> None:
    rows = [Row(number, "", SOUND[Source.RVA] | row) for number, row in enumerate(values, 2)]
    once, again = Registry(), Registry()
    counts = once.deliver(rows, Source.RVA)
    again.deliver(rows[:stop], Source.RVA)
    again.deliver(rows, Source.RVA)
    again.deliver(rows, Source.RVA)
    assert again.people == once.people
    assert counts["read"] == len(rows) == sum(counts[outcome.value] for outcome in Outcome)
    assert counts["registered"] == len(once.people)


@given(st.lists(rva_rows, max_size=8))
def test_nothing_changes_back_when_older_statements_come_after_newer_ones(values: list[Mapping[str, str]]) -> None:
    said = [one for row in values if isinstance(one := parse(Source.RVA, SOUND[Source.RVA] | row, SETTING), Statement)]
    assume(said)
    newest = max(one.since for one in said)
    registry = Registry()
    for one in sorted(said, key=lambda one: one.since, reverse=True):
        registry.take(one)
    for person in registry.people.values():
        assert person.as_of is not None
        assert person.as_of <= newest
        of_that_day = [one for one in said if one.since == person.as_of and one.applies]
        assert person.nis in {one.nis for one in of_that_day}
