"""Tables for a spreadsheet: CSV as Belgian Excel reads it, and XLSX. A text stays a text, whatever it begins with."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, TypeVar

import xlsxwriter
from django.http import HttpResponse, StreamingHttpResponse
from django.utils.functional import Promise

from . import clock

Row = TypeVar("Row")
Cell = str | Promise | int | float | Decimal | dt.date | None

BOM = "\ufeff"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

#: What a spreadsheet would run as a formula, or read as a number and so strip of zeros or digits.
_NOT_A_TEXT = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]|0\d+$|\d{16,}$")


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A heading, and what stands under it in each row."""

    heading: str | Promise
    cell: Callable[[Row], Cell]


class _Echo:
    """What the csv module writes to: it hands each line back."""

    def write(self, line: str) -> str:
        return line


def csv_lines(columns: Sequence[Column[Row]], rows: Iterable[Row]) -> Iterator[str]:
    """The lines of a CSV file, one at a time: semicolons, CRLF, a byte order mark, decimal commas, days as 2026-12-31.

    A text that a spreadsheet would take for a formula or a number gets an apostrophe in front.
    """
    writer: Any = csv.writer(_Echo(), delimiter=";", lineterminator="\r\n")
    yield BOM + writer.writerow([str(column.heading) for column in columns])
    for row in rows:
        yield writer.writerow([_csv_cell(column.cell(row)) for column in columns])


def _csv_cell(value: Cell) -> str:
    match value:
        case None:
            return ""
        case dt.datetime():
            return value.astimezone(clock.ZONE).strftime("%Y-%m-%d %H:%M")
        case dt.date():
            return value.isoformat()
        case int():
            return str(value)
        case float() | Decimal():
            return str(value).replace(".", ",")
    text = str(value)
    return f"'{text}" if _NOT_A_TEXT.match(text) else text


def csv_response(name: str, columns: Sequence[Column[Row]], rows: Iterable[Row]) -> StreamingHttpResponse:
    """A download of `name`.csv that is written while it is sent."""
    return StreamingHttpResponse(
        csv_lines(columns, rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def xlsx_response(name: str, columns: Sequence[Column[Row]], rows: Iterable[Row]) -> HttpResponse:
    """A download of `name`.xlsx: texts as texts, numbers as numbers, days as days."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "default_date_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(columns) - 1, 20)
    for at, column in enumerate(columns):
        sheet.write_string(0, at, str(column.heading), bold)
    last = 0
    for last, row in enumerate(rows, start=1):
        for at, column in enumerate(columns):
            _write_xlsx(sheet, last, at, column.cell(row))
    sheet.autofilter(0, 0, last, len(columns) - 1)
    book.close()
    return HttpResponse(
        file.getvalue(),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'},
    )


def _write_xlsx(sheet: Any, row: int, at: int, value: Cell) -> None:
    match value:
        case None:
            return
        case dt.datetime():
            sheet.write_datetime(row, at, value.astimezone(clock.ZONE).replace(tzinfo=None))
        case dt.date():
            sheet.write_datetime(row, at, value)
        case int() | float() | Decimal():
            sheet.write_number(row, at, value)
        case _:
            sheet.write_string(row, at, str(value))
