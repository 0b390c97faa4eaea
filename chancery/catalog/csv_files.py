"""The tables as CSV: a block of cables at a time, and joined from blocks."""

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from chancery.catalog.tables import CABLES, INDICATORS, Cell, Column, rows
from chancery.collection.briefs import Brief
from chancery.files.output import Stamp, stamp, write
from chancery.vocab.terms import indicator_keys

T = TypeVar("T")


def tables(countries: Iterable[str]) -> tuple[str, ...]:
    """The tables in ``data/``: two whole ones, and the figures again, a file an indicator and a file a country."""
    indicators, places = map(of_indicator, indicator_keys()), map(of_country, countries)
    return ("cables.csv", "indicators.csv", *indicators, *places)


def of_indicator(key: str) -> str:
    """The rows of one indicator: what its page gives to take away."""
    return f"indicators/{key}.csv"


def of_country(iso3: str) -> str:
    """The rows of cables about one country, those about others as well included."""
    return f"countries/{iso3}.csv"


_FORMULA = re.compile("[ \xa0]*[-=+@\t\r|%＝＋－＠]")
"""How a cell begins that a spreadsheet runs (OWASP, 'CSV injection'; full-width forms count as well)."""


class BlockLines(msgspec.Struct, frozen=True):
    """The lines of a block, and where they stand."""

    path: str
    """The file that has them; '' where those of the old site do."""
    begin: Mapping[str, int]
    """Where they begin in the old site's tables."""
    sizes: Mapping[str, int]
    """Bytes in each table that has some of them."""


def harmless(cell: Cell) -> Cell:
    """A cell that no spreadsheet runs as a formula: one that looks like it gets an apostrophe in front.

    >>> harmless("=1+1"), harmless("- a list"), harmless(-3), harmless("SIPDIS")
    ("'=1+1", "'- a list", -3, 'SIPDIS')
    """
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


class _Line:
    """What a writer of CSV writes to: it gets the line back, for files that have it in common."""

    def write(self, line: str) -> str:
        """Give the line back."""
        return line


_line: Callable[[Iterable[Cell]], str] = csv.writer(_Line(), lineterminator="\n").writerow


def head(name: str) -> bytes:
    """The first line of a table."""
    return _line([column.name for column in (CABLES if name == "cables.csv" else INDICATORS)]).encode()


class Lines:
    """The lines of a block, cables added by date and id."""

    def __init__(self) -> None:
        self._lines = defaultdict[str, list[str]](list)

    def add(self, one: Brief) -> None:
        """Add the lines of a cable."""
        self._lines["cables.csv"].append(_row(CABLES, one))
        places = [of_country(each) for each in dict.fromkeys(one.countries)]
        for row in rows(one):
            line = _row(INDICATORS, row)
            for name in ("indicators.csv", of_indicator(row.figure.key), *places):
                self._lines[name].append(line)

    def write(self, path: str) -> BlockLines:
        """Write them to a file; tells where they stand."""
        made = {name: "".join(each).encode() for name, each in self._lines.items()}
        Path(path).write_bytes(msgspec.msgpack.encode(made))
        return BlockLines(path, {}, {name: len(data) for name, data in made.items()})


def make(folder: str, old: str, names: Sequence[str], parts: Sequence[BlockLines]) -> dict[str, Stamp]:
    """Write the tables of these names; ``old`` is the folder of those of the old site. Gives their stamps by name."""
    for name in names:
        write(f"{folder}/{name}", head(name))
    for part in parts:
        for name, data in _data(old, part).items():
            with Path(folder, name).open("ab") as file:  # more of them than a program may have open
                file.write(data)
    return {name: stamp(f"{folder}/{name}") for name in names}


def _data(old: str, part: BlockLines) -> dict[str, bytes]:
    if part.path:
        return msgspec.msgpack.decode(Path(part.path).read_bytes(), type=dict[str, bytes])
    found = {}
    for name, size in part.sizes.items():
        with Path(old, name).open("rb") as file:
            file.seek(part.begin[name])
            found[name] = file.read(size)
    return found


def _row(columns: Sequence[Column[T]], item: T) -> str:
    return _line([harmless(column.get(item)) for column in columns])
