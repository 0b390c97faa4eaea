"""Tables across cables for people who take data away: CSV, SQLite, and a data package that describes them."""

import csv
import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from chancery import catalog_sqlite, records
from chancery.output import Stamp, stamp, write
from chancery.packs import Reader, listed
from chancery.tables import CABLES, INDICATORS, Cell, Column, rows
from chancery.terms import indicator_keys

T = TypeVar("T")

FILES = ("cables.csv", "indicators.csv", "catalog.sqlite", "schema.json", "datapackage.json")
"""Files of the catalogue, in ``data/``."""


def part_of(key: str) -> str:
    """The rows of one indicator, as a file of their own in ``data/``."""
    return f"indicators/{key}.csv"


PARTS = tuple(part_of(key) for key in indicator_keys())
"""Rows of ``indicators.csv`` again, an indicator a file: what an indicator's page gives to take away."""

_FORMULA = re.compile("[ \xa0]*[-=+@\t\r|%＝＋－＠]")
"""How a cell begins that a spreadsheet runs (OWASP, 'CSV injection'; full-width forms count as well)."""


class Cataloguing(msgspec.Struct, frozen=True):
    """What a worker has to know to make the catalogue."""

    new: str
    packs: str
    held: str
    """The file that lists all cables, by date and id."""


def make_csv(setup: Cataloguing) -> dict[str, Stamp]:
    """Write the tables as CSV; a worker's work."""
    folder = f"{setup.new}/data"
    Path(folder, "indicators").mkdir(exist_ok=True)
    cables, figures = _Sheet(f"{folder}/cables.csv", CABLES), _Sheet(f"{folder}/indicators.csv", INDICATORS)
    parts = {name: _Sheet(f"{folder}/{name}", INDICATORS) for name in PARTS}
    sheets: dict[str, _Sheet[Any]] = {"cables.csv": cables, "indicators.csv": figures, **parts}
    for one in map(Reader(setup.packs).brief, listed(setup.held)):
        cables.add(one)
        for row in rows(one):
            line = figures.add(row)
            if part := parts.get(part_of(row.figure.key)):
                part.put(line)
    return {f"data/{name}": sheet.close() for name, sheet in sheets.items()}


def make_sqlite(setup: Cataloguing) -> dict[str, Stamp]:
    """Write the database; a worker's work."""
    reader, path = Reader(setup.packs), "data/catalog.sqlite"
    pairs = ((reader.brief(each), reader.cable(each)) for each in listed(setup.held))
    return {path: catalog_sqlite.make(f"{setup.new}/{path}", pairs)}


def describe(setup: Cataloguing) -> dict[str, Stamp]:
    """Write the schema of a record and the description of all, when the tables are there."""
    schema, package = "data/schema.json", "data/datapackage.json"
    folder = Path(setup.new, "data")
    made = {schema: write(f"{setup.new}/{schema}", as_json(records.schema()))}
    described = as_json(datapackage(folder, [name for name in FILES if name != "datapackage.json"]))
    return made | {package: write(f"{setup.new}/{package}", described)}


def as_json(value: object) -> bytes:
    """JSON for people."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


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


class _Sheet(Generic[T]):
    """A table on its way into a CSV file: a collection of any size needs no memory."""

    def __init__(self, path: str, columns: Sequence[Column[T]]) -> None:
        Path(path).unlink(missing_ok=True)
        self._path = path
        self._file = Path(path).open("x", encoding="utf-8", newline="")  # noqa: SIM115 -- closed by close
        self._line: Callable[[Iterable[Cell]], str] = csv.writer(_Line(), lineterminator="\n").writerow
        self.put(self._line(column.name for column in columns))
        self._getters: list[Callable[[T], Cell]] = [column.get for column in columns]

    def add(self, item: T) -> str:
        """Add the row of an item; gives its line."""
        line = self._line([harmless(get(item)) for get in self._getters])
        self.put(line)
        return line

    def put(self, line: str) -> None:
        """Add a line that is made already."""
        self._file.write(line)

    def close(self) -> Stamp:
        """End the table; gives the stamp of its file."""
        self._file.close()
        made = stamp(self._path)
        if made is None:
            raise OSError(f"{self._path}: gone while it was written")
        return made


def datapackage(folder: Path, names: Sequence[str]) -> dict[str, Any]:
    """The description of the data folder (Frictionless Data Package 1.0)."""
    return {
        "profile": "data-package",
        "name": "tip-cables",
        "title": "TIP Cables: diplomatic cables on trafficking in persons",
        "description": "Records of cables and the figures that they state, each with the words it was read from.",
        "keywords": ["trafficking in persons", "diplomatic cables", "indicators"],
        "resources": [_resource(folder, name) for name in names],
    }


def _resource(folder: Path, name: str) -> dict[str, Any]:
    with (folder / name).open("rb") as file:
        seen = hashlib.file_digest(file, "sha256").hexdigest()
    described: dict[str, Any] = {
        "name": name.partition(".")[0],
        "type": "table" if name.endswith(".csv") else "file",
        "path": name,
        "title": _TITLES[name],
        "format": name.rpartition(".")[2],
        "mediatype": _MEDIA[name.rpartition(".")[2]],
        "bytes": (folder / name).stat().st_size,
        "hash": f"sha256:{seen}",
    }
    if name.endswith(".csv"):
        described |= {"profile": "tabular-data-resource", "encoding": "utf-8", "schema": _SCHEMAS[name]}
    return described


_TITLES = {
    "cables.csv": "Cables, one a row",
    "indicators.csv": "Figures, one a row, with their sentences",
    "catalog.sqlite": "All tables in one database, with the text of every paragraph",
    "schema.json": "JSON Schema of a record",
}
_MEDIA = {"csv": "text/csv", "sqlite": "application/vnd.sqlite3", "json": "application/schema+json"}


def _fields(columns: Sequence[Column[Any]]) -> list[dict[str, str]]:
    return [{"name": each.name, "type": each.type, "description": each.means} for each in columns]


_SCHEMAS: dict[str, dict[str, Any]] = {
    "cables.csv": {"fields": _fields(CABLES), "primaryKey": ["id"], "missingValues": [""]},
    "indicators.csv": {
        "fields": _fields(INDICATORS),
        "primaryKey": ["cable", "number"],
        "missingValues": [""],
        "foreignKeys": [{"fields": ["cable"], "reference": {"resource": "cables", "fields": ["id"]}}],
    },
}
