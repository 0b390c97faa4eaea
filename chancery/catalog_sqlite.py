"""The catalogue as one SQLite file: foreign keys, full text, views with speaking names (catalog_sqlite.sql)."""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from chancery.anchors import anchors
from chancery.briefs import Brief
from chancery.model import Cable, Country
from chancery.output import Stamp, stamp
from chancery.places import by_iso3
from chancery.tables import rows
from chancery.terms import indicators, topic_title, topics

SCHEMA = Path(__file__).with_suffix(".sql")
BATCH = 500
INDEXED = 32 << 20
"""Bytes of words that are indexed before they are written: the default of one million means many merges."""
_WRITER = slice(96, 100)
"""Where the file's header names the version of SQLite that wrote it (file format, 1.3.21)."""

Row = tuple[object, ...]


def make(path: str, cables: Iterable[tuple[Brief, Cable]]) -> Stamp:
    """Write the database of cables, given by date and id. The same cables give the same bytes."""
    # What a worker that died has left.
    Path(path).unlink(missing_ok=True)
    base = sqlite3.connect(path)
    try:
        base.execute("PRAGMA page_size = 32768")
        base.execute("PRAGMA journal_mode = OFF")
        base.execute("PRAGMA synchronous = OFF")
        base.executescript(SCHEMA.read_text(encoding="utf-8"))
        base.execute("BEGIN")
        _fill(base, cables)
        base.execute("INSERT INTO paragraphs_fts(paragraphs_fts, rank) VALUES('hashsize', ?)", (INDEXED,))
        base.execute("INSERT INTO paragraphs_fts(paragraphs_fts) VALUES('rebuild')")
        for statement in _INDEXES:
            base.execute(statement)
        base.commit()
    except sqlite3.OperationalError as error:
        raise OSError(f"{path}: {error}") from error
    finally:
        base.close()
    with Path(path).open("r+b") as file:
        file.seek(_WRITER.start)
        file.write(bytes(4))
    made = stamp(path)
    if made is None:
        raise OSError(f"{path}: gone while it was written")
    return made


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

    def __init__(self, base: sqlite3.Connection) -> None:
        self.base = base
        self.waiting: dict[str, list[Row]] = {}
        self.count: dict[str, int] = {}

    def add(self, table: str, *row: object) -> None:
        """Add a row."""
        self.waiting.setdefault(table, []).append(row)

    def number(self, table: str) -> int:
        """The next row's number."""
        self.count[table] = self.count.get(table, 0) + 1
        return self.count[table]

    def flush(self) -> None:
        """Insert what waits."""
        for table, waiting in self.waiting.items():
            marks = ", ".join("?" * len(waiting[0]))
            self.base.executemany(f"INSERT INTO {table} VALUES ({marks})", waiting)  # noqa: S608 -- own names
        self.waiting.clear()


def _fill(base: sqlite3.Connection, cables: Iterable[tuple[Brief, Cable]]) -> None:
    tables = _Tables(base)
    for term in indicators().values():
        tables.add(
            "indicator_kinds",
            term.key,
            term.title,
            term.unit,
            term.pillar,
            term.means,
            term.counts,
            term.excludes,
        )
    seen, names = set[str](), set[str]()
    for at, (brief, cable) in enumerate(cables, 1):
        _cable(tables, brief, cable)
        seen.update(brief.countries, () if brief.origin is None else (brief.origin.iso3,))
        names.update(section.key for section in cable.sections)
        if at % BATCH == 0:
            tables.flush()
    for key in sorted(names | topics().keys()):
        tables.add("topics", key, topic_title(key))
    for country in _countries(seen):
        tables.add("countries", country.iso3, country.iso2, country.name, country.tag)
    tables.flush()
    base.execute("UPDATE reference_telegrams SET held = refers_to WHERE refers_to IN (SELECT id FROM cables)")


def _countries(seen: Iterable[str]) -> Iterator[Country]:
    for iso3 in sorted(seen):
        found = by_iso3(iso3)
        yield Country(iso3, iso3[:2], iso3, None) if found is None else found


def _cable(tables: _Tables, brief: Brief, cable: Cable) -> None:
    """All rows of one cable."""
    tables.add(
        "cables", brief.id, brief.title, brief.subject, brief.date.isoformat(), brief.classification,
        "; ".join(brief.captions), brief.post, None if brief.origin is None else brief.origin.iso3, brief.kind,
        brief.year, cable.signature, cable.completeness, brief.paragraphs, brief.words, len(brief.indicators),
        f"cables/{brief.id}.html", brief.sha256,
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
                *each.lines, f"cables/{brief.id}.html#{anchor}",
            )  # fmt: skip
    return numbers


def _figures(tables: _Tables, brief: Brief, paragraphs: dict[tuple[int, int], int]) -> None:
    before = tables.count.get("indicators", 0)
    for row in rows(brief):
        one, period = row.figure, row.figure.period
        tables.add(
            "indicators", tables.number("indicators"), brief.id, row.number, one.key, one.value, one.value_to,
            one.qualifier, one.unit, one.status, one.actor, one.place, period and period.text,
            period and period.from_ and period.from_.isoformat(), period and period.to and period.to.isoformat(),
            paragraphs.get(one.lines), one.quote, *one.span,
            None if one.same_as is None else before + one.same_as + 1, f"cables/{brief.id}.html#{row.anchor}",
        )  # fmt: skip
