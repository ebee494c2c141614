import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aanboord.core.names import (
    POSSIBLY_SAME,
    PersonName,
    birth_dates_agree,
    display_name,
    name_key,
    other_name,
    query_tokens,
    search_tokens,
    similarity,
    spelling_keys,
)

BORN = date(1990, 3, 7)


def possibly_same(one: PersonName, other: PersonName) -> bool:
    """Whether the review list takes the two."""
    return similarity(one, other) >= POSSIBLY_SAME


FAMILY_NAMES = (
    *(
        "Peeters",
        "Van den Broeck",
        "Vandenberghe",
        "Desmet",
        "De Smet",
        "Ben Saïd",
        "El Amrani",
        "van 't Hek",
        "Van",
        "Öztürk",
    ),
    *(
        "D'Hondt",
        "O’Neill",
        "Müller",
        "Yılmaz",
        "Nguyễn",
        "Łukasz",
        "Maes-Van den Broeck",
        "Du Bois-Reymond",
        "Коваленко",
    ),
)
names = st.sampled_from(FAMILY_NAMES)


def found(family: str, given_name: str, query: str) -> bool:
    tokens = search_tokens(family, given_name)
    return all(any(token.startswith(typed) for token in tokens) for typed in query_tokens(query))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("  Van den  Broeck ", "Van den Broeck"),
        ("O’Neill", "O’Neill"),
        ("D'Hondt", "D'Hondt"),
        ("Zoe\u0308", "Zoë"),
        ("Öz\u00adtürk\u200b", "Öztürk"),
        ("De\tSmet\r\n", "De Smet"),
        ("De\u00a0Smet", "De Smet"),
        ("Ma\x00es", "Ma es"),
        ("    ", ""),
    ],
)
def test_a_name_is_shown_as_written_without_stray_signs(written: str, shown: str) -> None:
    assert display_name(written) == shown


@given(st.text(max_size=30))
def test_showing_a_name_twice_changes_nothing(text: str) -> None:
    assert display_name(display_name(text)) == display_name(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("O’Neill", "O'NEILL"),
        ("Van den Broeck", "Vandenbroeck"),
        ("D’Hondt", "Dhondt"),
        ("Öztürk", "Ozturk"),
        ("Yılmaz", "Yilmaz"),
        ("Saïd", "SAID"),
        ("Van-Damme", "van damme"),
        ("Strauß", "Strauss"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@given(st.text(max_size=30))
def test_the_key_forgives_case_and_decomposition(text: str) -> None:
    assert name_key(unicodedata.normalize("NFD", text)) == name_key(unicodedata.normalize("NFC", text))
    assert name_key(display_name(text).casefold()) == name_key(display_name(text))


@pytest.mark.parametrize("text", ["", "  ", "-", "...", "’", "\u200b"])
def test_what_holds_no_letter_is_no_name(text: str) -> None:
    assert name_key(text) == ""


@pytest.mark.parametrize(
    ("one", "other"), [("Müller", "Mueller"), ("Öztürk", "Oeztuerk"), ("Jürgen", "Juergen"), ("Müller", "Muller")]
)
def test_an_umlaut_may_be_spelled_out(one: str, other: str) -> None:
    assert spelling_keys(one) & spelling_keys(other)
    assert found(one, "Jan", other)
    assert found(other, "Jan", one)


@pytest.mark.parametrize(
    "query",
    [
        "broeck",
        "van den broeck",
        "Van den",
        "vandenbr",
        "jan broe",
        "Broeck, Jan",
        "jan-pieter",
        "pieter van den broeck",
        "VAN DEN BROECK JAN",
    ],
)
def test_a_person_is_found_by_how_people_type(query: str) -> None:
    assert found("Van den Broeck", "Jan-Pieter", query)
    assert found("Vandenbroeck", "Jan Pieter", query)
    assert not found("Peeters", "Karel", query)


@given(names, names, st.data())
def test_each_beginning_of_the_written_name_finds_the_person(family: str, given_name: str, data: st.DataObject) -> None:
    written = data.draw(st.sampled_from([f"{family} {given_name}", f"{given_name} {family}", family, given_name]))
    length = data.draw(st.integers(1, len(written)))
    assert found(family, given_name, written[:length])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Peeters", "Sofie"), ("Peters", "Sophie")),
        (("Yilmaz", "Mohammed"), ("Yılmaz", "Mohamed")),
        (("Öztürk", "Ömer"), ("Oeztuerk", "Omer")),
        (("Maes", "Jan"), ("Jan", "Maes")),
        (("Van den Broeck", "Els"), ("Broeck", "Els")),
        (("Vandenbroeck", "Els"), ("Van den Broeck", "Els")),
        (("Claes", "Anna Maria"), ("Claeys", "Anna")),
        (("El Amrani", "Yasmina"), ("Amrani", "Jasmina")),
    ],
)
def test_people_who_resemble_each_other_go_to_a_human(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert possibly_same(PersonName(*one, BORN), PersonName(*other, BORN))
    assert possibly_same(PersonName(*one, BORN), PersonName(*other, None))
    assert possibly_same(PersonName(*one, BORN), PersonName(*other, date(1990, 7, 3)))
    assert not possibly_same(PersonName(*one, BORN), PersonName(*other, date(1990, 3, 8)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Vandenberghe", "Jan"), ("Van den Broeck", "Jan")),
        (("Maes", "Jan"), ("Claes", "Jan")),
        (("Maes", "Jan"), ("Maes", "Els")),
        (("De Smet", "Karel"), ("De Wolf", "Karel")),
    ],
)
def test_people_who_merely_share_a_part_of_their_name_do_not(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert not possibly_same(PersonName(*one, BORN), PersonName(*other, BORN))


def test_a_name_is_another_only_when_no_part_of_it_resembles() -> None:
    assert other_name(PersonName("Yilmaz", "Anaïs"), PersonName("Vandenberghe", "Wout"))
    assert not other_name(PersonName("Yilmaz", "Anaïs"), PersonName("Vandenberghe", "Anaïs"))
    assert not other_name(PersonName("Yilmaz", "Anaïs"), PersonName("Yılmaz", "Wout"))
    assert not other_name(PersonName("Yilmaz", "Anaïs"), PersonName("Anais", "Yilmaz"))


@given(names, names, names, names)
def test_similarity_is_mutual_lies_between_0_and_1_and_is_1_for_oneself(a: str, b: str, c: str, d: str) -> None:
    one, other = PersonName(a, b, BORN), PersonName(c, d, BORN)
    assert similarity(one, other) == similarity(other, one)
    assert 0 <= similarity(one, other) <= 1
    assert similarity(one, one) == 1


@given(st.dates(), st.dates())
def test_birth_dates_agree_both_ways(one: date, other: date) -> None:
    assert birth_dates_agree(one, other) == birth_dates_agree(other, one)
    assert birth_dates_agree(one, None)
