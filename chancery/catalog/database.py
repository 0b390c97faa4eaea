"""The catalogue as one SQLite file: foreign keys, full text, views with speaking names (database.sql).

It is put together from parts, a block of cables each: small databases of the same form, or the catalogue of the
build before. All rows are copied in the same order whatever they come from, so the same cables give the same bytes.
"""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from chancery import addresses
from chancery.catalog import full_text
from chancery.catalog.days import Block
from chancery.catalog.full_text import Segment
from chancery.catalog.tables import rows
from chancery.collection.anchors import anchors
from chancery.collection.briefs import Brief
from chancery.collection.standing import national, year_of
from chancery.files.output import Stamp, stamp
from chancery.model import Cable, Country
from chancery.vocab.places import by_iso3
from chancery.vocab.terms import indicators, topic_title, topics

SCHEMA = Path(__file__).with_suffix(".sql")
BATCH = 500
_WRITER = slice(96, 100)
"""Where the file's header names the version of SQLite that wrote it (file format, 1.3.21)."""

Row = tuple[object, ...]


class BlockRows(msgspec.Struct, frozen=True):
    """The rows of a block, and where they stand."""

    path: str
    block: Block
    segment: Segment | None
    """Of the index of full text; null where it is of no form that can be copied."""


def make_part(path: str, block: Block, cables: Iterable[tuple[Brief, Cable]]) -> BlockRows:
    """Write the rows of a block, given by date and id, to a database of their own."""
    with _database(path) as base:
        _fill(_Tables(base, block.rows[0] - 1), cables)
        full_text.build(base)
        segment = full_text.segment(base)
        base.commit()
    return BlockRows(path, block, segment)


def make(path: str, parts: Sequence[BlockRows]) -> Stamp:
    """Write the database of all parts, given in order. The same parts give the same bytes."""
    with _database(path) as base:
        copied = []
        for number, part in enumerate(parts, 1):
            with _attached(base, part.path):
                _copy(base, part.block)
                if part.segment is not None:
                    full_text.copy(base, "part", part.segment.number, number, part.block.rows)
                    moved = number if part.segment.number else 0
                    copied.append(msgspec.structs.replace(part.segment, number=moved))
        _common(base)
        if len(copied) == len(parts):
            full_text.tie(base, copied)
        else:
            full_text.build(base)
        for statement in _INDEXES:
            base.execute(statement)
        base.commit()
    with Path(path).open("r+b") as file:
        file.seek(_WRITER.start)
        file.write(bytes(4))
    return stamp(path)


@contextlib.contextmanager
def _database(path: str) -> Iterator[sqlite3.Connection]:
    """A new database with all tables. Raises ``OSError`` where it cannot be written."""
    # What a worker that died has left, or a second name of a file of the old site.
    Path(path).unlink(missing_ok=True)
    base = sqlite3.connect(Path(path).absolute().as_uri(), uri=True)
    try:
        base.execute("PRAGMA page_size = 32768")
        base.execute("PRAGMA journal_mode = OFF")
        base.execute("PRAGMA synchronous = OFF")
        base.executescript(SCHEMA.read_text(encoding="utf-8"))
        yield base
    except sqlite3.OperationalError as error:
        raise OSError(f"{path}: {error}") from error
    finally:
        base.close()


@contextlib.contextmanager
def _attached(base: sqlite3.Connection, path: str) -> Iterator[None]:
    """A part beside the database; nobody writes to it."""
    base.execute("ATTACH ? AS part", (f"{Path(path).absolute().as_uri()}?mode=ro&immutable=1",))
    base.execute("BEGIN")
    yield
    base.commit()
    base.execute("DETACH part")


_CABLES = "SELECT id FROM part.cables WHERE date BETWEEN :begin AND :end"
_COPIES = (
    "INSERT INTO main.cables SELECT * FROM part.cables WHERE date BETWEEN :begin AND :end ORDER BY rowid",
    *(
        f"INSERT INTO main.{table} SELECT * FROM part.{table} WHERE cable IN ({_CABLES}) ORDER BY cable, {column}"  # noqa: S608 -- own names
        for table, column in (("cable_countries", "country"), ("cable_tags", "tag"), ("glossary", "short"))
    ),
    *(
        f"INSERT INTO main.{table} SELECT {columns} FROM part.{table} WHERE id BETWEEN :first AND :last ORDER BY id"  # noqa: S608
        for table, columns in (
            ("sections", "*"),
            ("paragraphs", "*"),
            ("indicators", "*"),
            ("reference_telegrams", "id, cable, label, text, refers_to, NULL"),
        )
    ),
)
"""What brings the rows of a block over. Which cables are held is not the block's to say."""


def _copy(base: sqlite3.Connection, block: Block) -> None:
    first, last = block.rows
    begin, end = block.days
    for statement in _COPIES:
        base.execute(statement, {"first": first, "last": last, "begin": begin, "end": end})


def _common(base: sqlite3.Connection) -> None:
    """Rows that are not of one cable, and which of the cables that are referred to are held."""
    base.execute("BEGIN")
    terms = ((t.key, t.title, t.unit, t.pillar, t.means, t.counts, t.excludes) for t in indicators().values())
    base.executemany("INSERT INTO indicator_kinds VALUES (?, ?, ?, ?, ?, ?, ?)", terms)
    names = {name for (name,) in base.execute("SELECT DISTINCT topic FROM sections")}
    titles = ((key, topic_title(key)) for key in sorted(names | topics().keys()))
    base.executemany("INSERT INTO topics VALUES (?, ?)", titles)
    seen = base.execute(
        "SELECT country FROM cable_countries UNION SELECT origin FROM cables WHERE origin IS NOT NULL"
    ).fetchall()
    countries = ((each.iso3, each.iso2, each.name, each.tag) for each in _countries(iso3 for (iso3,) in seen))
    base.executemany("INSERT INTO countries VALUES (?, ?, ?, ?)", countries)
    base.execute("UPDATE reference_telegrams SET held = refers_to WHERE refers_to IN (SELECT id FROM cables)")


_INDEXES = tuple(
    f"CREATE INDEX {table}_{column} ON {table}({column})"
    for table, column in (
        ("cables", "date"), ("cables", "origin"), ("cable_countries", "country"), ("cable_tags", "tag"),
        ("reference_telegrams", "cable"), ("reference_telegrams", "refers_to"), ("sections", "cable"),
        ("sections", "topic"), ("paragraphs", "cable"), ("paragraphs", "section"), ("indicators", "cable"),
        ("indicators", "key"), ("indicators", "paragraph"), ("glossary", "short"),
    )
)  # fmt: skip


class _Tables:
    """Rows that wait to be inserted, by table, and the numbers that tie them."""

    def __init__(self, base: sqlite3.Connection, before: int) -> None:
        self.base = base
        self.before = before
        """The number before the first row's."""
        self.waiting: dict[str, list[Row]] = {}
        self._last: dict[str, int] = {}

    def add(self, table: str, *row: object) -> None:
        """Add a row."""
        self.waiting.setdefault(table, []).append(row)

    def last(self, table: str) -> int:
        """The last row's number."""
        return self._last.get(table, self.before)

    def number(self, table: str) -> int:
        """The next row's number."""
        self._last[table] = number = self.last(table) + 1
        return number

    def flush(self) -> None:
        """Insert what waits."""
        for table, waiting in self.waiting.items():
            marks = ", ".join("?" * len(waiting[0]))
            self.base.executemany(f"INSERT INTO {table} VALUES ({marks})", waiting)  # noqa: S608 -- own names
        self.waiting.clear()


def _fill(tables: _Tables, cables: Iterable[tuple[Brief, Cable]]) -> None:
    for at, (brief, cable) in enumerate(cables, 1):
        _cable(tables, brief, cable)
        if at % BATCH == 0:
            tables.flush()
    tables.flush()


def _countries(seen: Iterable[str]) -> Iterator[Country]:
    for iso3 in sorted(seen):
        found = by_iso3(iso3)
        yield Country(iso3, iso3[:2], iso3, None) if found is None else found


def _cable(tables: _Tables, brief: Brief, cable: Cable) -> None:
    """All rows of one cable."""
    tables.add(
        "cables", brief.id, brief.title, brief.subject, brief.date.isoformat(), brief.classification,
        "; ".join(brief.captions), brief.post, None if brief.origin is None else brief.origin.iso3, brief.kind,
        brief.year, cable.signature, brief.completeness, brief.paragraphs, brief.words, len(brief.indicators),
        addresses.cable(brief.id), brief.sha256,
    )  # fmt: skip
    for iso3 in dict.fromkeys(brief.countries):
        tables.add("cable_countries", brief.id, iso3)
    for tag in dict.fromkeys(brief.tags):
        tables.add("cable_tags", brief.id, tag)
    for each in cable.references:
        number = tables.number("reference_telegrams")
        tables.add("reference_telegrams", number, brief.id, each.label, each.text, each.id, None)
    for short, meaning in brief.glossary.items():
        tables.add("glossary", brief.id, short, meaning)
    _figures(tables, brief, _paragraphs(tables, brief, cable))


def _paragraphs(tables: _Tables, brief: Brief, cable: Cable) -> dict[tuple[int, int], int]:
    """Sections and paragraphs; gives the numbers of paragraphs by their lines."""
    numbers: dict[tuple[int, int], int] = {}
    for at, (section, places) in enumerate(zip(cable.sections, anchors(cable).paragraphs, strict=True), 1):
        key = tables.number("sections")
        tables.add("sections", key, brief.id, at, section.key, section.heading)
        for each, anchor in zip(section.paragraphs, places, strict=True):
            number = tables.number("paragraphs")
            numbers.setdefault(each.lines, number)
            tables.add(
                "paragraphs", number, brief.id, key, each.number, each.label, each.marking, each.text,
                *each.lines, f"{addresses.cable(brief.id)}#{anchor}",
            )  # fmt: skip
    return numbers


def _figures(tables: _Tables, brief: Brief, paragraphs: dict[tuple[int, int], int]) -> None:
    before = tables.last("indicators")
    for row in rows(brief):
        one, period = row.figure, row.figure.period
        tables.add(
            "indicators", tables.number("indicators"), brief.id, row.number, one.key, one.value, one.value_to,
            one.qualifier, one.unit, one.status, one.actor, one.place, period and period.text,
            period and period.from_ and period.from_.isoformat(), period and period.to and period.to.isoformat(),
            year_of(brief, one), national(brief, one), paragraphs.get(one.lines), one.quote, *one.span,
            None if one.same_as is None else before + one.same_as + 1, f"{addresses.cable(brief.id)}#{row.anchor}",
        )  # fmt: skip
