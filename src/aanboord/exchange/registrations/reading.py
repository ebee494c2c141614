"""Reading deliveries as they come: the usual encodings, separators and line ends, in constant memory."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final

from .statements import Fault, gettext_noop

LONGEST_LINE: Final = 20_000
"""Bytes. A longer line cannot be a row of these files: its beginning is kept, the rest is passed over."""

_SEPARATORS: Final = (";", ",", "\t", "|")
_BLANK: Final = " \t\0\u00a0"
_OTHER_FORMATS: Final = {
    b"PK\x03\x04": gettext_noop("Dit is een Excel-bestand. Bewaar het als CSV en lever het opnieuw."),
    b"\xd0\xcf\x11\xe0": gettext_noop("Dit is een Excel-bestand. Bewaar het als CSV en lever het opnieuw."),
    b"\xff\xfe": gettext_noop("Dit bestand is in UTF-16 bewaard. Bewaar het als CSV in UTF-8 en lever het opnieuw."),
    b"\xfe\xff": gettext_noop("Dit bestand is in UTF-16 bewaard. Bewaar het als CSV in UTF-8 en lever het opnieuw."),
}


class UnreadableFile(ValueError):
    """A file in which no row can be told: nothing of it is taken.

    ``code`` is stable: empty, format or columns; ``columns`` are those that are missing or come twice.
    """

    def __init__(self, code: str, message_nl: str, columns: Sequence[str] = ()) -> None:
        super().__init__(message_nl)
        self.code = code
        self.message_nl = message_nl
        self.columns = columns


@dataclass(frozen=True)
class Row:
    """One row that is not empty.

    ``number`` is its line in the file, from 1; ``raw`` the line as delivered. ``values`` are its fields by column,
    trimmed, and empty when ``faults`` say that the line does not fall apart into the columns.
    """

    number: int
    raw: str
    values: Mapping[str, str]
    faults: tuple[Fault, ...] = ()


class Delivery:
    """A delivered file: iterate, once, to get its rows.

    Each line is UTF-8 (with or without mark) or else Windows-1252, and one row. The separator is the one of ``; , tab``
    and ``|`` that splits the header into the columns asked for; these may stand in any order and case, with others
    between them. Raises UnreadableFile when made.
    """

    def __init__(self, stream: BinaryIO, columns: tuple[str, ...]) -> None:
        self._lines = _lines(stream)
        self._header, self._separator = self._find_header(columns)

    def __iter__(self) -> Iterator[Row]:
        for number, line, whole in self._lines:
            fields = _split(line, self._separator)
            if any(fields):
                yield self._row(number, line, fields, whole)

    def _find_header(self, columns: tuple[str, ...]) -> tuple[list[str], str]:
        for _number, line, _whole in self._lines:
            if not line.strip(_BLANK + "".join(_SEPARATORS)) or line.casefold().startswith("sep="):
                continue
            if "\0" in line or "\ufffd" in line:
                raise UnreadableFile("format", gettext_noop("Dit is geen tekstbestand."))
            headers = [([field.casefold() for field in _split(line, sign)], sign) for sign in _SEPARATORS]
            header, separator = max(headers, key=lambda one: len(set(columns) & set(one[0])))
            missing = [column for column in columns if column not in header]
            if missing:
                raise UnreadableFile("columns", gettext_noop("In de hoofding ontbreken kolommen."), missing)
            if twice := [column for column in columns if header.count(column) > 1]:
                raise UnreadableFile("columns", gettext_noop("In de hoofding staan kolommen dubbel."), twice)
            return header, separator
        raise UnreadableFile("empty", gettext_noop("Dit bestand is leeg."))

    def _row(self, number: int, line: str, fields: list[str], whole: bool) -> Row:
        while len(fields) > len(self._header) and not fields[-1]:
            fields.pop()
        if not whole:
            fault = Fault("line-too-long", "", gettext_noop("De rij is te lang om een registratie te zijn."))
        elif len(fields) != len(self._header):
            fault = Fault("fields", "", gettext_noop("De rij heeft niet evenveel velden als de hoofding."))
        elif "\0" in "".join(fields) or "\ufffd" in line:
            fault = Fault("unreadable", "", gettext_noop("De rij bevat onleesbare tekens."))
        else:
            return Row(number, line, dict(zip(self._header, fields, strict=True)))
        return Row(number, line, {}, (fault,))


def _lines(stream: BinaryIO) -> Iterator[tuple[int, str, bool]]:
    """Number, text and whether that is all of it."""
    number = 0
    while line := stream.readline(LONGEST_LINE):
        number += 1
        if number == 1:
            for mark, message in _OTHER_FORMATS.items():
                if line.startswith(mark):
                    raise UnreadableFile("format", message)
            line = line.removeprefix(b"\xef\xbb\xbf")
        whole = rest_read = line.endswith(b"\n") or len(line) < LONGEST_LINE
        while not rest_read:
            rest = stream.readline(LONGEST_LINE)
            rest_read = not rest or rest.endswith(b"\n")
        yield number, _decoded(line).rstrip("\r\n"), whole


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def _split(line: str, separator: str) -> list[str]:
    try:
        fields = next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        fields = [line]
    return [field.strip(_BLANK) for field in fields]
