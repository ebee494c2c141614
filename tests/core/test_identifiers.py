import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aanboord.core.identifiers import (
    BadBirthDate,
    BadChecksum,
    BadFormat,
    BadLength,
    FictionalRefused,
    IdentifierError,
    InszKind,
    Sex,
    fictional_insz,
    parse_insz,
    parse_kbo,
)

fictional = st.builds(
    fictional_insz,
    st.dates(date(1900, 1, 1), date(2026, 11, 22)),
    st.integers(0, 498),
    st.sampled_from(Sex),
)


def with_check_digits(first_nine: str, *, born_from_2000: bool = False) -> str:
    return f"{first_nine}{97 - (int(first_nine) + (2_000_000_000 if born_from_2000 else 0)) % 97:02}"


@pytest.mark.parametrize(
    "text", ["85073003328", "85.07.30-033.28", "850730 033 28", " 85 07 30 - 033-28 ", "85/07/30-033.28"]
)
def test_a_national_number_is_read_however_it_is_written(text: str) -> None:
    insz = parse_insz(text, fictional_allowed=False)
    assert insz.digits == str(insz) == "85073003328"
    assert insz.formatted == "85.07.30-033.28"
    assert (insz.kind, insz.birth_date, insz.sex) == (InszKind.NATIONAL, date(1985, 7, 30), Sex.MALE)


def test_check_digits_tell_the_century() -> None:
    assert parse_insz("17073003384", fictional_allowed=False).birth_date == date(2017, 7, 30)
    assert parse_insz(with_check_digits("170730033"), fictional_allowed=False).birth_date == date(1917, 7, 30)


@pytest.mark.parametrize(("month", "sex"), [("27", None), ("47", Sex.FEMALE)])
def test_a_bis_number_holds_the_month_raised_by_20_or_40(month: str, sex: Sex | None) -> None:
    insz = parse_insz(with_check_digits(f"98{month}28998"), fictional_allowed=False)
    assert (insz.kind, insz.birth_date, insz.sex) == (InszKind.BIS, date(1998, 7, 28), sex)


@pytest.mark.parametrize(
    ("first_nine", "year"),
    [
        ("980000123", 1998),
        ("980001123", 1998),
        ("980700123", 1998),
        ("980732123", 1998),
        ("984000123", 1998),
        ("000001123", None),
    ],
)
def test_a_number_without_a_full_birth_date_is_sound(first_nine: str, year: int | None) -> None:
    insz = parse_insz(with_check_digits(first_nine), fictional_allowed=False)
    assert (insz.birth_date, insz.birth_year) == (None, year)


@pytest.mark.parametrize(
    ("text", "error", "code"),
    [
        ("", BadFormat, "format"),
        ("   ", BadFormat, "format"),
        ("85O73003328", BadFormat, "format"),
        ("٨٥٠٧٣٠٠٣٣٢٨", BadFormat, "format"),
        ("850730033", BadLength, "length"),
        ("850730033281", BadLength, "length"),
        ("85073003329", BadChecksum, "checksum"),
        (with_check_digits("851330033"), BadBirthDate, "birth-date"),
        (with_check_digits("853330033"), BadBirthDate, "birth-date"),
        (with_check_digits("857330033"), BadBirthDate, "birth-date"),
        (with_check_digits("859330033"), BadBirthDate, "birth-date"),
    ],
)
def test_a_wrong_number_is_refused_with_a_stable_code_and_without_repeating_it(
    text: str, error: type[IdentifierError], code: str
) -> None:
    with pytest.raises(error) as refused:
        parse_insz(text, fictional_allowed=True)
    assert refused.value.code == code
    assert not any(sign.isdigit() for sign in str(refused.value))


def test_nobody_is_born_in_the_future() -> None:
    number = with_check_digits("260701033", born_from_2000=True)
    assert parse_insz(number, fictional_allowed=False, today=date(2026, 7, 1)).birth_date == date(2026, 7, 1)
    for today in (date(2026, 6, 30), date(2025, 12, 31)):
        with pytest.raises(BadBirthDate):
            parse_insz(number, fictional_allowed=False, today=today)


@given(fictional)
def test_a_fictional_number_is_read_back_in_the_demo_and_refused_elsewhere(insz: object) -> None:
    digits = str(insz)
    assert parse_insz(digits, fictional_allowed=True) == insz
    assert parse_insz(digits, fictional_allowed=True).kind is InszKind.FICTIONAL
    with pytest.raises(FictionalRefused) as refused:
        parse_insz(digits, fictional_allowed=False)
    assert refused.value.code == "fictional"


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.integers(0, 498), st.sampled_from(Sex))
def test_a_fictional_number_holds_birth_date_and_sex(born: date, serial: int, sex: Sex) -> None:
    insz = fictional_insz(born, serial, sex)
    assert (insz.birth_date, insz.birth_year, insz.sex) == (born, born.year, sex)
    assert 61 <= int(insz.digits[2:4]) <= 72


def test_fictional_numbers_of_one_day_differ_until_the_counter_runs_out() -> None:
    numbers = {fictional_insz(date(1990, 5, 1), serial, sex).digits for serial in range(499) for sex in Sex}
    assert len(numbers) == 998
    for serial, born in ((499, date(1990, 5, 1)), (-1, date(1990, 5, 1)), (0, date(1899, 5, 1))):
        with pytest.raises(ValueError, match="no fictional number"):
            fictional_insz(born, serial, Sex.FEMALE)


@given(fictional, st.integers(0, 10), st.integers(1, 9))
def test_one_wrong_digit_never_keeps_the_century_of_the_number(insz: object, place: int, shift: int) -> None:
    digits = str(insz)
    wrong = f"{digits[:place]}{(int(digits[place]) + shift) % 10}{digits[place + 1 :]}"
    base = int(wrong[:9]) + (2_000_000_000 if with_check_digits(digits[:9]) != digits else 0)
    assert int(wrong[9:]) != 97 - base % 97


@given(st.text(max_size=20))
def test_any_text_is_either_a_number_or_refused_as_such(text: str) -> None:
    for parse in (lambda: parse_insz(text, fictional_allowed=True), lambda: parse_kbo(text)):
        with contextlib.suppress(IdentifierError):
            assert parse()


def test_a_number_does_not_show_in_its_repr() -> None:
    assert repr(parse_insz("85073003328", fictional_allowed=False)) == "<Insz national>"


@pytest.mark.parametrize("text", ["0403019261", "BE 0403.019.261", "BE403019261", "0403.019.261", "403.019.261"])
def test_an_enterprise_number_is_read_however_it_is_written(text: str) -> None:
    assert parse_kbo(text) == "0403019261"
    assert parse_kbo(text) == "0403019261"


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", BadFormat),
        ("VDAB", BadFormat),
        ("04030192", BadLength),
        ("04030192611", BadLength),
        ("0403019262", BadChecksum),
        ("9403019261", BadChecksum),
    ],
)
def test_a_wrong_enterprise_number_is_refused(text: str, error: type[IdentifierError]) -> None:
    with pytest.raises(error):
        parse_kbo(text)


@given(st.integers(1, 19_999_999))
def test_each_enterprise_number_has_one_pair_of_check_digits(first_eight: int) -> None:
    sound = [check for check in range(100) if _is_kbo(f"{first_eight:08}{check:02}")]
    assert sound == [97 - first_eight % 97]


def _is_kbo(digits: str) -> bool:
    try:
        return parse_kbo(digits) == digits
    except IdentifierError:
        return False
