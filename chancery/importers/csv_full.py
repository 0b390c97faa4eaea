"""The ``cables.csv`` of the full collection: eight columns, no header row, read in constant memory.

Columns: number, date, reference id, origin, classification, references, header, message text. All fields are
quoted, quotes inside are escaped by a backslash, fields hold line ends. A row begins where a line begins with
a quoted number and a comma; so one broken row never swallows the next. What stands behind a row and does not begin so
is a broken row of its own: the row before it is read.
"""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from chancery.importers.record import Found, Incoming, form

COLUMNS = 8
MAX_ROW = 16_000_000
"""Bytes of a row; the longest of the collection has under one million."""
_START = re.compile(rb'"\d{1,9}" ?,')
_FIELD = re.compile(r'[ \t]*"(?P<text>(?:[^"\\]++|\\.|"")*+)"[ \t]*+(?P<end>,|\s*+\Z|\r?\n)', re.DOTALL)
_ESCAPE = re.compile(r'\\(.)|""', re.DOTALL)


def read(file: BinaryIO, name: str, *, start: int = 0, row: int = 0) -> Iterator[Found]:
    """The cables of a CSV file, and its broken rows, in order; from byte ``start``, after row ``row``, on."""
    number = row
    for data, offset in _rows(file, start):
        number += 1
        where = f"{name}: row {number}"
        if len(data) > MAX_ROW:
            yield Found(where, None, None, f"longer than {MAX_ROW} bytes", offset)
            continue
        try:
            entry, rest = _entry(data.decode("utf-8-sig", "western"))
            yield Found(where, entry.id.strip(), form(entry), None, offset)
        except ValueError as error:
            yield Found(where, None, None, str(error), offset)
            continue
        if rest:
            number += 1
            fault = "does not begin with its number in quotation marks"
            yield Found(f"{name}: row {number}", None, None, fault, offset)


def _rows(file: BinaryIO, start: int) -> Iterator[tuple[bytes, int]]:
    """Bytes of each row and the offset after it; of a row that is too long only the beginning."""
    file.seek(start)
    parts: list[bytes] = []
    size, offset, begins = 0, start, True
    while line := file.readline(1 << 20):
        if begins and size and _START.match(line):
            yield b"".join(parts), offset
            parts, size = [], 0
        begins = line.endswith(b"\n")
        offset += len(line)
        if size <= MAX_ROW:
            parts.append(line)
        size += len(line)
    if b"".join(parts).strip():
        yield b"".join(parts), offset


def _western(error: UnicodeDecodeError) -> tuple[str, int]:
    """Bytes that are no UTF-8 are of the Western code page that older rows are in; the rest of the row is not."""
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("western", _western)  # type: ignore[arg-type]  # of what is decoded, not of what is encoded


def _entry(row: str) -> tuple[Incoming, str]:
    """The fields of one row, and what stands behind it. Raises ``ValueError`` where it is broken."""
    fields: list[str] = []
    at, end = 0, ","
    while end == "," and at < len(row) and len(fields) <= COLUMNS:
        match = _FIELD.match(row, at)
        if not match and '"' not in row:
            raise ValueError(f"{row.count(',') + 1} columns, not {COLUMNS}")
        if not match:
            raise ValueError(f"broken at column {len(fields) + 1}: a quotation mark is missing or stands alone")
        fields.append(_ESCAPE.sub(lambda found: found[1] or '"', match["text"]))
        at, end = match.end(), match["end"]
    rest = row[at:].strip()
    if len(fields) != COLUMNS or (rest and end == ","):
        raise ValueError(f"{len(fields)} columns, not {COLUMNS}")
    if '","' not in rest.partition("\n")[0] and rest.count('"') % 2:
        # A quotation mark that nobody escaped, at the end of a line: the message goes on behind it.
        raise ValueError(f"broken at column {COLUMNS}: a quotation mark is missing or stands alone")
    _number, date, name, origin, classification, _references, header, message = fields
    if not name.strip():
        raise ValueError("no reference id")
    return Incoming(name, date, classification, origin, header, message), rest
