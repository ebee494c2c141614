import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aanboord import rulebook
from aanboord.rulebook import NotInForce, RuleFileError, State, UnknownRule
from aanboord.rulebook.loading import read_parameters, read_terms

TERM = """
- id: answer
  title: {nl: Antwoord, en: Answer}
  anchor: registration
  versions:
    - {valid_from: 2020-01-01, known_on: 2019-12-31,
       state: in-force, value: 2, unit: months, verified: true, sources: [A]}
    - {valid_from: 2022-03-01, known_on: 2022-01-01,
       state: in-force, value: 60, unit: days, verified: true, sources: [B]}
    - {valid_from: 2024-01-01, known_on: 2023-06-01,
       state: in-force, value: 5, unit: working-days, verified: false, sources: [C]}
    - {valid_from: 2025-01-01, known_on: 2024-06-01,
       state: draft, value: 1, unit: days, verified: false, sources: [D]}
    - {valid_from: 2026-07-01, known_on: 2026-01-01,
       state: abolished, value: 0, unit: days, verified: true, sources: [E]}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "terms.yaml"
    path.write_text(TERM, "utf-8")
    return path


def broken(file: Path, *replacements: tuple[str, str]) -> str:
    text = TERM
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, "utf-8")
    with pytest.raises(RuleFileError) as refused:
        read_terms(file)
    return str(refused.value)


@pytest.mark.parametrize(
    ("id", "start", "due"),
    [
        ("screening", date(2026, 9, 30), date(2026, 11, 30)),
        ("screening", date(2026, 12, 31), date(2027, 2, 28)),
        ("binding-agreements", date(2026, 9, 30), date(2026, 12, 30)),
        ("training-offer", date(2026, 8, 31), date(2027, 2, 28)),
        ("newcomer-registration", date(2026, 9, 1), date(2026, 10, 31)),
        ("school-leaver-contact", date(2026, 9, 1), date(2026, 9, 1)),
        ("aftercare-1", date(2026, 1, 31), date(2026, 2, 28)),
        ("aftercare-3", date(2026, 1, 31), date(2026, 4, 30)),
        ("aftercare-6", date(2026, 1, 31), date(2026, 7, 31)),
    ],
)
def test_a_term_of_flanders_is_due_when_its_source_says(id: str, start: date, due: date) -> None:
    assert rulebook.term(id).on(start).due(start) == due


def test_a_newcomer_has_60_days_only_since_march_2022() -> None:
    term = rulebook.term("newcomer-registration")
    assert term.on(date(2022, 3, 1)).value == 60
    assert [draft.value for draft in term.drafts] == [2]
    with pytest.raises(NotInForce, match="newcomer-registration"):
        term.on(date(2022, 2, 28))


def test_the_threshold_for_temporary_unemployment_says_that_nobody_verified_it() -> None:
    version = rulebook.parameter("temporary-unemployment-days").on(date(2026, 1, 23))
    assert (version.value, version.verified) == (65, False)


def test_an_unknown_rule_is_named() -> None:
    for find in (rulebook.term, rulebook.parameter):
        with pytest.raises(UnknownRule, match="coffee-break"):
            find("coffee-break")


def test_titles_follow_the_language_of_the_reader() -> None:
    title = rulebook.term("screening").title
    assert title.in_language("nl-be").startswith("Screening van")
    assert title.in_language("en-gb").startswith("Screening on")


def test_each_row_of_the_policy_map_that_is_a_source_exists(shared: Path) -> None:
    rows = set(re.findall(r"^\| ([A-Z]+\d\d-[^ ]+) \|", (shared / "POLICY_MAP.md").read_text("utf-8"), re.MULTILINE))
    entries = [*rulebook.terms().values(), *rulebook.parameters().values()]
    sources = {
        source for entry in entries for version in (*entry.versions, *entry.drafts) for source in version.sources
    }
    cited = {source for source in sources if re.match(r"[A-Z]+\d\d-", source)}
    assert cited
    assert cited <= rows


def test_the_version_of_the_day_counts_and_a_draft_never_does(file: Path) -> None:
    term = read_terms(file)["answer"]
    assert [version.valid_until for version in term.versions] == [
        date(2022, 2, 28),
        date(2023, 12, 31),
        date(2026, 6, 30),
        None,
    ]
    assert term.on(date(2022, 2, 28)).sources == ("A",)
    assert term.on(date(2022, 3, 1)).sources == ("B",)
    assert term.on(date(2025, 6, 1)).sources == ("C",)
    assert term.on(date(2026, 6, 30)).due(date(2026, 11, 20)) == date(2026, 11, 27)
    assert [draft.state for draft in term.drafts] == [State.DRAFT]
    for outside in (date(2019, 12, 31), date(2026, 7, 1), date(2030, 1, 1)):
        with pytest.raises(NotInForce, match="answer"):
            term.on(outside)


def test_a_version_with_an_end_is_not_in_force_after_it(file: Path) -> None:
    until = "valid_until: 2026-06-30, "
    still_there, _ = TERM.split("    - {valid_from: 2026-07-01")
    file.write_text(still_there.replace("{valid_from: 2024", "{" + until + "valid_from: 2024"), "utf-8")
    term = read_terms(file)["answer"]
    assert term.on(date(2026, 6, 30)).value == 5
    with pytest.raises(NotInForce):
        term.on(date(2026, 7, 1))


@given(st.dates(date(2020, 1, 1), date(2026, 6, 30)))
def test_a_term_never_ends_before_it_starts(start: date) -> None:
    for term in rulebook.terms().values():
        try:
            version = term.on(start)
        except NotInForce:
            assert start < term.versions[0].valid_from
        else:
            assert start <= version.due(start) <= start + timedelta(days=200)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("{valid_from: 2020", "{valid_until: 2022-02-01, valid_from: 2020", "hole between 2022-02-01 and 2022-03-01"),
        ("{valid_from: 2020", "{valid_until: 2022-03-01, valid_from: 2020", "versions overlap from 2022-03-01"),
        ("2022-03-01", "2020-01-01", "versions overlap from 2020-01-01"),
        ("{valid_from: 2020", "{valid_until: 2019-12-31, valid_from: 2020", "valid_until 2019-12-31 lies before"),
        ("sources: [A]", "sources: []", "version of 2020-01-01 misses its source"),
        ("sources: [A]", "sources: ['  ']", "version of 2020-01-01 misses its source"),
        (", sources: [A]", "", "misses sources"),
        ("sources: [A]", "sources: A", "sources is no list"),
        ("unit: months", "unit: moons", "unit 'moons' is none of months, days, working-days"),
        ("state: draft", "state: rumour", "state 'rumour' is none of draft"),
        ("anchor: registration", "anchor: lunch", "anchor 'lunch' is none of registration"),
        ("value: 2", "value: two", "value is no int: 'two'"),
        ("value: 2", "value: true", "value is no int: True"),
        ("value: 2", "value: -2", "value -2 is negative"),
        ("verified: true", "verified: 1", "verified is no bool: 1"),
        ("2020-01-01", "last year", "valid_from is no date"),
        ("2020-01-01", "2020-01-01 10:00:00", "valid_from is no date"),
        ("known_on", "seen_on", "misses known_on"),
        ("{nl: Antwoord, en: Answer}", "{nl: Antwoord}", "misses en"),
        ("{nl: Antwoord, en: Answer}", "Antwoord", "title is no dict"),
        ("anchor: registration", "anchor: registration\n  colour: blue", "does not know colour"),
        ("id: answer", "id: 7", "id is no str"),
    ],
)
def test_a_broken_entry_is_refused_with_file_entry_and_problem(file: Path, old: str, new: str, problem: str) -> None:
    message = broken(file, (old, new))
    assert message.startswith(("terms.yaml: answer: ", "terms.yaml: 7: "))
    assert problem in message


def test_one_id_may_not_stand_twice(file: Path) -> None:
    file.write_text(TERM + TERM, "utf-8")
    with pytest.raises(RuleFileError, match=r"terms\.yaml: answer: id stands twice"):
        read_terms(file)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("id: answer", "file: is no list of entries"),
        ("", "file: is no list of entries"),
        ("- [", "file: is no YAML"),
        ("- id: a\n  id: b", "id stands twice"),
        ("- answer", "entry 1: is no mapping"),
        ("- title: x", "entry 1: misses id"),
        ("- {id: answer, title: {nl: A, en: A}, versions: []}", "answer: has no versions"),
        ("- {id: answer, title: {nl: A, en: A}, versions: [1]}", "answer: version is no mapping"),
    ],
)
def test_a_broken_file_is_refused_with_the_place_of_the_problem(tmp_path: Path, text: str, problem: str) -> None:
    file = tmp_path / "parameters.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(RuleFileError, match=r"^parameters\.yaml: ") as refused:
        read_parameters(file)
    assert problem in str(refused.value)
