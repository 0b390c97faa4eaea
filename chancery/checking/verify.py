"""Proof that nothing is lost or invented: the built site read again as a stranger would.

It reads files alone, never what the build knew: raw texts from ``cables/``, and from ``site/`` pages, YAML,
JSON, CSV and SQLite, each with a reader of its own.
"""

import contextlib
import csv
import functools
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

import yaml

from chancery.checking import built as files
from chancery.checking import built_cables
from chancery.checking.built import Faults, Seen, Site
from chancery.checking.report import Check, Report, SourceSum
from chancery.progress import Clock
from chancery.shelf import Shelf, shelf
from chancery.work import executor
from chancery.work.executor import Lost, Runner

SHOWN = 20
"""Faults that the report names of each check; all are counted."""
BATCH = 20
"""So many cables or pages are looked at by a worker at a time."""
_FAULTY = (
    OSError, EOFError, ValueError, TypeError, LookupError, RuntimeError, csv.Error, sqlite3.Error, yaml.YAMLError,
    zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What reading a damaged site can raise."""

Item = TypeVar("Item")
Result = TypeVar("Result")


Look = Callable[[Site, str], Faults]


class Tally(NamedTuple):
    """What came out of looking at one thing, or at several."""

    looked_at: int
    failed: int
    faults: tuple[str, ...]


def verify(site: Path, cables: Path | None = None, clock: Clock | None = None) -> Report:
    """Look at everything, with all cores. ``cables`` is the folder of raw files; without it they are not compared."""
    built, clock = Site(site, cables), clock or Clock(shown=False)
    ids, pages = files.record_ids(built), files.page_names(built)
    there = shelf(cables) if cables else Shelf({}, {}, [], [])
    stems = {Path(name).stem for name in there.cables}
    sourced = (None if name in stems else f"{name}: not in {cables}" for name in ids) if cables else iter(())
    with executor.opened("processes", 0) as runner:
        each = functools.partial(_each, runner, clock, built)
        published = each(
            "Every raw line is in the published raw text, or covered by a redaction",
            built_cables.raw_published,
            sorted(there.cables),
        )
        whole = _one("Every file among the raw ones is a cable or its edits", _places(there), "cables")
        hidden = _one(
            "No redacted words are in any file, unpacked or decoded", built_cables.redacted(built, there.edits), "data"
        )
        on_page = each("Every line of the raw text is on the cable's page", built_cables.raw_on_page, ids)
        records = each("Every record is valid, and YAML and JSON say the same", built_cables.record, ids)
        paragraphs = each("Every paragraph's words are on the page, in order", built_cables.paragraphs, ids)
        figures = each("Every figure's quote stands in its paragraph", built_cables.figures, ids)
        of_pages = _pages(runner, clock, built, pages)
    # Each figure was looked at once, so the records need not be read again to be counted.
    counts = files.counts(built, ids, pages, figures.looked_at)
    return Report(
        checks=(
            _one("Every cable has a raw file", sourced, "cables"),
            published, whole, hidden, on_page, records, paragraphs, figures, *of_pages,
            _one("Pages, JSON, CSV and SQLite count the same", counts, "data"),
            _one("The zip holds what the site holds", files.archive(built), "offline/site.zip"),
        ),
        sources=tuple(_sums(built, ids)),
    )  # fmt: skip


# looking


def _each(runner: Runner, clock: Clock, built: Site, name: str, look: Look, items: Sequence[str]) -> Check:
    """A check of every cable, page or raw file by itself."""
    work = functools.partial(_tallies, look, built)
    return _check(name, (_told(*done) for done in _mapped(runner, clock, name, work, items)))


def _tallies(look: Look, built: Site, items: list[str]) -> list[Tally]:
    return [_tally(look(built, item), item) for item in items]


def _tally(faults: Faults, where: str) -> Tally:
    looked_at, found = 0, []
    try:
        for fault in faults:
            looked_at += 1
            found += [fault] if fault else []
    except _FAULTY as error:
        found.append(_stopped(where, error))
    return Tally(looked_at, len(found), tuple(found[:SHOWN]))


def _stopped(where: str, error: Exception) -> str:
    return f"{where}: stopped: {error}"


def _told(item: object, tally: Tally | Lost) -> Tally:
    if isinstance(tally, Lost):
        return Tally(0, 1, (f"{item}: not looked at: {tally.fault or 'it ended its process'}",))
    return tally


def _check(name: str, tallies: Iterable[Tally]) -> Check:
    looked_at, failed, faults = 0, 0, list[str]()
    for tally in tallies:
        looked_at, failed = looked_at + tally.looked_at, failed + tally.failed
        faults += tally.faults[: SHOWN - len(faults)]
    return Check(name, looked_at, failed, tuple(faults))


def _places(there: Shelf) -> Faults:
    """What is read of a folder of cables, and what is wrong with others."""
    yield from (None for _ in there.cables)
    yield from (f"{each.path}: {each.what}" for each in (*there.problems, *there.closed))


def _one(name: str, faults: Faults, where: str) -> Check:
    """A check of the site as a whole."""
    return _check(name, [_tally(faults, where)])


def _mapped(
    runner: Runner, clock: Clock, name: str, work: Callable[[list[Item]], list[Result]], items: Sequence[Item]
) -> Iterator[tuple[Item, Result | Lost]]:
    """Each item with what a worker made of it, in order."""
    with clock.stage(name, len(items)) as advance:
        for batch, results in runner.run(work, items, BATCH, len(items)):
            advance(len(batch))
            yield from zip(batch, results, strict=True)


def _sums(built: Site, ids: Iterable[str]) -> Iterator[SourceSum]:
    """The SHA-256 that records tell: a raw file's own may not be published where something was redacted.

    Of a record that can't be read the checks have told.
    """
    for name in ids:
        with contextlib.suppress(*_FAULTY):
            yield SourceSum(name, files.cable_of(built, name).source.sha256)


# pages


def _pages(runner: Runner, clock: Clock, built: Site, names: Sequence[str]) -> tuple[Check, Check]:
    """Each page is read once for what it is and where it leads, then each file that others lead to."""
    wanted: dict[str, dict[str, str]] = {}
    of_links, of_pages = list[Tally](), list[Tally]()
    top = ""
    with contextlib.suppress(*_FAULTY):  # a home page that can't be read is told of below
        top = files.top_of(built)
    work = functools.partial(_seen, built, top)
    for name, seen in _mapped(runner, clock, "Every page", work, names):
        if isinstance(seen, Lost):
            of_pages.append(_told(name, seen))
            continue
        of_pages.append(_tally(iter([seen.fault]), name))
        of_links.append(_tally(iter(seen.own), name))
        for file, fragment in seen.wanted:
            wanted.setdefault(file, {}).setdefault(fragment, name)
    leads = "Every link and every anchor leads somewhere"
    lead = functools.partial(_led, built)
    of_links += [_told(file, tally) for (file, _), tally in _mapped(runner, clock, leads, lead, sorted(wanted.items()))]
    return (
        _check(leads, of_links),
        _check("No page fetches from elsewhere, none has code in line, each has a policy", of_pages),
    )


def _seen(built: Site, top: str, names: list[str]) -> list[Seen]:
    return [_one_seen(built, top, name) for name in names]


def _one_seen(built: Site, top: str, name: str) -> Seen:
    """A page as seen; one that can't be read has that fault and leads nowhere."""
    try:
        return files.seen(built, top, name)
    except _FAULTY as error:
        return Seen(_stopped(name, error), (), ())


def _led(built: Site, wanted: list[tuple[str, dict[str, str]]]) -> list[Tally]:
    return [_tally(files.led_to(built, file, fragments), file) for file, fragments in wanted]


def lines(report: Report) -> Iterator[str]:
    """The report as lines of text."""
    for check in report.checks:
        mark = "FAIL" if check.failed else "-" if check.idle else "ok"
        yield f"{mark:4} {check.looked_at:>9,} {check.name}{': nothing to look at' if check.idle else ''}"
        yield from (f"       {fault}" for fault in check.faults)
        if check.failed > len(check.faults):
            yield f"       and {check.failed - len(check.faults):,} more"
