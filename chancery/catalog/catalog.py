"""Tables across cables for people who take data away: CSV, SQLite, and a data package that describes them."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from chancery import records
from chancery.catalog import csv_files, database
from chancery.catalog.days import Block
from chancery.catalog.tables import CABLES, INDICATORS, Column
from chancery.collection.briefs import Brief
from chancery.collection.packs import Place, Reader
from chancery.files.output import Stamp, write
from chancery.model import Cable

FILES = ("cables.csv", "indicators.csv", "catalog.sqlite", "schema.json", "datapackage.json")
"""Files of the catalogue, in ``data/``."""
NAME = "catalog.sqlite"
DATABASE = f"data/{NAME}"


class Cataloguing(msgspec.Struct, frozen=True):
    """What a worker has to know to make the catalogue."""

    new: str
    """The folder of the new site's tables."""
    old: str
    """That of the old site's."""
    packs: str
    work: str
    """A folder for blocks until the catalogue is made."""
    tables: tuple[str, ...]
    """Those that are CSV, in ``data/``."""


class WantedBlock(msgspec.Struct, frozen=True):
    """A block that has to be made."""

    key: bytes
    block: Block
    places: tuple[Place, ...]
    """Of its cables, by date and id."""


class MadeBlock(msgspec.Struct, frozen=True):
    """A block that was made: its rows in both forms."""

    key: bytes
    rows: database.BlockRows
    lines: csv_files.BlockLines


def make_blocks(setup: Cataloguing, wanted: list[WantedBlock]) -> list[MadeBlock]:
    """Make blocks; a worker's work."""
    return [_make_block(setup, each) for each in wanted]


def _make_block(setup: Cataloguing, wanted: WantedBlock) -> MadeBlock:
    path, lines = f"{setup.work}/{wanted.block.number}", csv_files.Lines()

    def cables() -> Iterator[tuple[Brief, Cable]]:
        for brief, cable in map(Reader(setup.packs).pair, wanted.places):
            lines.add(brief)
            yield brief, cable

    rows = database.make_part(f"{path}.sqlite", wanted.block, cables())
    return MadeBlock(wanted.key, rows, lines.write(f"{path}.csv"))


def make_csv(setup: Cataloguing, made: Sequence[MadeBlock]) -> dict[str, Stamp]:
    """Write the tables as CSV; a worker's work."""
    stamps = csv_files.make(setup.new, setup.old, setup.tables, [each.lines for each in made])
    return {f"data/{name}": each for name, each in stamps.items()}


def make_sqlite(setup: Cataloguing, made: Sequence[MadeBlock]) -> dict[str, Stamp]:
    """Write the database; a worker's work."""
    return {DATABASE: database.make(f"{setup.new}/{NAME}", [each.rows for each in made])}


def describe(setup: Cataloguing) -> dict[str, Stamp]:
    """Write the schema of a record and the description of all, when the tables are there."""
    made = {"data/schema.json": write(f"{setup.new}/schema.json", as_json(records.schema()))}
    described = as_json(datapackage(Path(setup.new), [name for name in FILES if name != "datapackage.json"]))
    return made | {"data/datapackage.json": write(f"{setup.new}/datapackage.json", described)}


def as_json(value: object) -> bytes:
    """JSON for people."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def datapackage(folder: Path, names: Sequence[str]) -> dict[str, Any]:
    """The description of the data folder (Frictionless Data Package 1.0)."""
    return {
        "profile": "data-package",
        "name": "tip-cables",
        "title": "TIP Cables: diplomatic cables on trafficking in persons",
        "description": "Records of cables and the figures that they state, each with the words it was read from.",
        "keywords": ["trafficking in persons", "diplomatic cables", "indicators"],
        "licenses": [
            {"name": "other-pd", "title": "The texts: works of the US government"},
            {"name": "MIT", "title": "What is added to them: sections, figures, tables"},
        ],
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
