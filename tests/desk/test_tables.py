"""Files for a spreadsheet: nothing in them runs, nothing in them is lost."""

import csv
import datetime as dt
import io
import zipfile
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aanboord.core import clock
from aanboord.core.tables import BOM, Column, csv_lines, csv_response, xlsx_response

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def columns(count=1):
    return [Column(f"Kolom {at}", lambda row, at=at: row[at]) for at in range(count)]


def csv_cells(rows):
    """What a reader of CSV finds under the headings."""
    text = "".join(csv_lines(columns(len(rows[0])), rows)).removeprefix(BOM)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))[1:]


def xlsx_cells(rows):
    """(type, value) of each cell under the headings; the type `n` is a number, `s` a text."""
    answer = xlsx_response("lijst", columns(len(rows[0])), rows)
    book = zipfile.ZipFile(io.BytesIO(answer.content))
    sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    assert not list(sheet.iter(f"{SHEET}f"))  # not one formula
    found = []
    for row in list(sheet.iter(f"{SHEET}row"))[1:]:
        cells = []
        for cell in row:
            text = "".join(part.text or "" for part in cell.iter(f"{SHEET}t"))
            value = cell.find(f"{SHEET}v")
            cells.append(("s", text) if cell.get("t") in ("inlineStr", "s") else ("n", value.text))
        found.append(cells)
    return found


ATTACKS = ["=1+1", "+32 9 000", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", " =HYPERLINK()", "＝1+1", "＠x"]


@pytest.mark.parametrize("text", ATTACKS)
def test_a_text_that_looks_like_a_formula_stays_a_text(text):
    assert csv_cells([(text,)]) == [["'" + text]]
    assert xlsx_cells([(text,)])[0][0][0] == "s"


@given(st.text(max_size=40))
def test_no_cell_of_csv_begins_as_a_formula(text):
    [cells] = csv_cells([(text, "x")])
    assert not cells[0].lstrip().startswith(("=", "+", "-", "@"))
    assert cells[0].removeprefix("'") == text.removeprefix("'")


def test_belgian_excel_opens_it():
    text = "".join(csv_lines(columns(3), [("Öztürk; Ayşe", 'zegt "ja"', None)]))
    assert text == '\ufeffKolom 0;Kolom 1;Kolom 2\r\n"Öztürk; Ayşe";"zegt ""ja""";\r\n'


def test_digits_that_are_no_number_keep_their_zeros_and_their_length():
    assert csv_cells([("0470123456", "BE71096123456769", "12345678901234567", "44021")]) == [
        ["'0470123456", "BE71096123456769", "'12345678901234567", "44021"]
    ]
    assert xlsx_cells([("0470123456",)]) == [[("s", "0470123456")]]


def test_numbers_and_days_are_numbers_and_days():
    moment = dt.datetime(2026, 3, 1, 8, 30, tzinfo=dt.UTC)
    row = (-5, 1.5, Decimal("2.25"), dt.date(2026, 12, 31), moment)
    assert csv_cells([row]) == [["-5", "1,5", "2,25", "2026-12-31", "2026-03-01 09:30"]]
    kinds = [kind for kind, _ in xlsx_cells([row])[0]]
    assert kinds == ["n"] * 5
    assert xlsx_cells([(dt.date(1900, 3, 1),)]) == [[("n", "61")]]  # the first day that every spreadsheet counts alike


def test_a_file_is_named_and_typed():
    answer = csv_response("lijst-2026", columns(), [("x",)])
    assert answer.headers["Content-Disposition"] == 'attachment; filename="lijst-2026.csv"'
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert b"".join(answer.streaming_content).startswith(b"\xef\xbb\xbf")


def test_a_csv_file_is_written_while_it_is_sent():
    made = []

    def rows():
        for number in range(3):
            made.append(number)
            yield (number,)

    lines = csv_lines(columns(), rows())
    next(lines), next(lines)
    assert made == [0]
    assert clock.ZONE.key == "Europe/Brussels"
