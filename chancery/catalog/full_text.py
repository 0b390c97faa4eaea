"""The full-text index of the catalogue, put together from segments that were made block by block.

FTS5 keeps an index as segments, which it merges as they come; one that is made in a single go is one segment. Its
pages do not depend on other segments but by its number, which is part of theirs, so a segment can be copied from
one index to another. What ties them is two records, the structure and the averages (SQLite, ``fts5_index.c``, from
"Contents of %_data" on). Where an index is not of the form that is known here, it is made as a whole.
"""

import sqlite3
from collections.abc import Iterator, Sequence

import msgspec

TABLE = "paragraphs_fts"
INDEXED = 32 << 20
"""Bytes of words that are indexed before they are written: the default of one million means many merges."""
_VERSION = 4
_AVERAGES, _STRUCTURE = 1, 10
"""Rows of ``paragraphs_fts_data`` that are no pages of a segment."""
_PAGE = 37
"""Bits of a page's number below that of its segment."""


class Segment(msgspec.Struct, frozen=True, array_like=True):
    """What has to be known of a segment."""

    number: int
    """0 where there is no text."""
    pages: int
    rows: int
    tokens: int


def build(base: sqlite3.Connection) -> None:
    """Index all paragraphs of a database."""
    base.execute(f"INSERT INTO {TABLE}({TABLE}, rank) VALUES('hashsize', ?)", (INDEXED,))
    base.execute(f"INSERT INTO {TABLE}({TABLE}) VALUES('rebuild')")


def segment(base: sqlite3.Connection) -> Segment | None:
    """The one segment of an index that was built; None where it is not of the form that is known here."""
    base.execute(f"INSERT INTO {TABLE}({TABLE}) VALUES('optimize')")
    (version,) = base.execute(f"SELECT v FROM {TABLE}_config WHERE k = 'version'").fetchone()  # noqa: S608 -- own name
    kept = dict(base.execute(f"SELECT id, block FROM {TABLE}_data WHERE id IN (?, ?)", (_AVERAGES, _STRUCTURE)))  # noqa: S608
    levels, segments, _, *rest = _numbers(kept[_STRUCTURE][4:])
    averages = list(_numbers(kept[_AVERAGES]))
    if version != _VERSION or len(averages) not in (0, 2):
        return None
    if segments == 0:
        return Segment(0, 0, 0, 0)
    # Each level has the number of its merges and that of its segments, and three numbers a segment.
    if segments != 1 or len(rest) != 2 * levels + 3 or rest[-2] != 1:
        return None
    return Segment(rest[-3], rest[-1], *averages)


def copy(base: sqlite3.Connection, source: str, here: int, there: int, rows: tuple[int, int]) -> None:
    """Copy a segment from another database; it gets a new number. ``rows`` are the numbers of its paragraphs."""
    low, high, shift = here << _PAGE, (here + 1 << _PAGE) - 1, there - here << _PAGE
    base.execute(
        f"INSERT INTO {TABLE}_data SELECT id + ?, block FROM {source}.{TABLE}_data"  # noqa: S608
        " WHERE id BETWEEN ? AND ? ORDER BY id",
        (shift, low, high),
    )
    base.execute(
        f"INSERT INTO {TABLE}_idx SELECT ?, term, pgno FROM {source}.{TABLE}_idx WHERE segid = ? ORDER BY term",  # noqa: S608
        (there, here),
    )
    base.execute(
        f"INSERT INTO {TABLE}_docsize SELECT id, sz FROM {source}.{TABLE}_docsize WHERE id BETWEEN ? AND ? ORDER BY id",  # noqa: S608
        rows,
    )


def tie(base: sqlite3.Connection, segments: Sequence[Segment]) -> None:
    """Make one index of segments that were copied."""
    held = [each for each in segments if each.number]
    if not held:
        return
    places = (number for each in held for number in (each.number, 1, each.pages))
    structure = (1, len(held), sum(each.pages for each in held), 0, len(held), *places)
    averages = (sum(each.rows for each in held), sum(each.tokens for each in held))
    for row, record in ((_STRUCTURE, (1).to_bytes(4, "big") + _record(structure)), (_AVERAGES, _record(averages))):
        base.execute(f"REPLACE INTO {TABLE}_data VALUES(?, ?)", (row, record))


def _numbers(record: bytes) -> Iterator[int]:
    """The numbers of a record, each in as many bytes as it needs (``varint`` of the file format, 1.6).

    >>> list(_numbers(_record([1, 257, 90_646])))
    [1, 257, 90646]
    """
    value = 0
    for byte in record:
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            yield value
            value = 0


def _record(numbers: Sequence[int]) -> bytes:
    return b"".join(map(_varint, numbers))


def _varint(number: int) -> bytes:
    """Seven bits a byte, the first one first; all but the last byte have the eighth set."""
    made = bytes((number & 0x7F,))
    while number := number >> 7:
        made = bytes((number & 0x7F | 0x80,)) + made
    return made
