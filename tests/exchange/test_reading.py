import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aanboord.exchange.registrations import (
    COLUMNS,
    Delivery,
    Fault,
    Source,
    Statement,
    UnreadableFile,
    parse,
)
from tests.exchange.deliveries import INSZ, SETTING, delivered

HEADER = "insz;naam;voornaam;nis;datum_begin;dagen_tijdelijk_werkloos;werkgever_kbo"
LINE = f"{INSZ};Öztürk;Zoë;44021;2026-01-23;66;0403019261"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_file_is_read_in_any_usual_encoding_separator_and_line_end(
    encoding: str, separator: str, newline: str
) -> None:
    text = newline.join([HEADER, "", LINE, ";;;;;;", "   ", LINE]).replace(";", separator)
    rows = delivered(text.encode(encoding))
    assert [row.number for row in rows] == [3, 6]
    assert rows[0].values["naam"] == "Öztürk"
    assert rows[0].raw == LINE.replace(";", separator)


def test_a_line_in_another_encoding_than_the_rest_is_read_as_well() -> None:
    rows = delivered(f"{HEADER}\n{LINE}\n".encode() + f"{LINE}\n".encode("cp1252"))
    assert [row.values["naam"] for row in rows] == ["Öztürk", "Öztürk"]


def test_columns_may_stand_in_any_order_and_case_with_others_between() -> None:
    header = "NIS;Extra;DATUM_BEGIN;Voornaam;NAAM; insz ;werkgever_kbo;Dagen_tijdelijk_werkloos"
    rows = delivered(f"\n\nsep=;\n{header}\n44021;x;2026-01-23;Zoë;Öztürk;1;2;3\n".encode())
    assert rows[0].values["nis"] == "44021"
    assert rows[0].values["dagen_tijdelijk_werkloos"] == "3"
    assert rows[0].number == 5


def test_quotes_may_hold_the_separator() -> None:
    values = delivered(f'{HEADER}\n"1";"Maes; De Smet";"Zoë ""Zo""";2;3;4;5\n'.encode())[0].values
    assert (values["naam"], values["voornaam"]) == ("Maes; De Smet", 'Zoë "Zo"')


@pytest.mark.parametrize(
    ("data", "code", "names"),
    [
        (b"", "empty", ""),
        (b"\n \n;;;\n", "empty", ""),
        (HEADER.replace(";nis", "").encode(), "columns", "nis"),
        (HEADER.replace("naam;", "name;", 1).encode(), "columns", "naam"),
        (f"{HEADER};nis".encode(), "columns", "nis"),
        (";".join(COLUMNS[Source.OCMW]).encode(), "columns", "datum_begin, dagen_tijdelijk_werkloos, werkgever_kbo"),
        (b"PK\x03\x04 a spreadsheet", "format", "Excel"),
        (HEADER.encode("utf-16"), "format", "UTF-16"),
        (bytes(range(256)), "format", "tekstbestand"),
    ],
)
def test_a_file_in_which_no_row_can_be_told_is_refused_whole_and_says_why(data: bytes, code: str, names: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        delivered(data)
    assert refused.value.code == code
    assert names in f"{refused.value.message_nl} {', '.join(refused.value.columns)}"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (f"{LINE};1".encode(), "fields"),
        (LINE.rsplit(";", 1)[0].encode(), "fields"),
        (b"one", "fields"),
        (LINE.replace(";Zo", ';"Zo').encode(), "fields"),
        (LINE.replace("z", "\0").encode(), "unreadable"),
        (LINE.encode("cp1252").replace(b"\xeb", b"\x81"), "unreadable"),
        (LINE.replace("Zoë", "Zoë" * 9000).encode(), "line-too-long"),
    ],
)
def test_a_damaged_line_is_kept_with_its_reason_and_the_next_is_read(line: bytes, code: str) -> None:
    damaged, sound = delivered(b"\n".join([HEADER.encode(), line, LINE.encode()]))
    assert [fault.code for fault in damaged.faults] == [code]
    assert damaged.raw
    assert not damaged.values
    assert (sound.number, sound.values["insz"], sound.faults) == (3, str(INSZ), ())


def test_separators_and_padding_at_the_end_of_a_line_do_no_harm() -> None:
    for end in (";;;", "\0\0", " \0;; "):
        assert (
            delivered(f"{HEADER}\n{LINE}{end}\n".encode())[0].values
            == delivered(f"{HEADER}\n{LINE}".encode())[0].values
        )


@given(st.binary(max_size=400))
def test_whatever_stands_under_the_header_becomes_rows_that_are_either_whole_or_faulty(data: bytes) -> None:
    for row in delivered(HEADER.encode() + b"\n" + data):
        assert bool(row.faults) != bool(row.values)
        said = row.faults or parse(Source.RVA, row.values, SETTING)
        assert isinstance(said, Statement) or all(isinstance(fault, Fault) for fault in said)


def test_a_delivery_is_read_row_by_row() -> None:
    class Endless(io.BytesIO):
        read_lines = 0

        def readline(self, size: int | None = -1, /) -> bytes:
            self.read_lines += 1
            return f"{HEADER if self.read_lines == 1 else LINE}\n".encode()

    stream = Endless()
    rows = iter(Delivery(stream, COLUMNS[Source.RVA]))
    assert [next(rows).number for _ in range(3)] == [2, 3, 4]
    assert stream.read_lines == 4
