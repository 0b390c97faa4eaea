"""Which cables are taken, and writing them: never over something else, and going on where it stopped."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from chancery.about import tip
from chancery.importers import record
from chancery.importers.record import Found
from chancery.shelf import shelf
from chancery.vocab import places

Outcome = Literal["written", "there", "replaced", "differs", "passed", "bad"]


class Wanted(NamedTuple):
    """What is taken; a cable has to meet all that is given."""

    tip: bool = False
    tags: tuple[str, ...] = ()
    """One of these TAGS."""
    countries: tuple[tuple[str, str | None], ...] = ()
    """One of these countries: ISO 3166-1 alpha-3 and geographic TAGS code."""
    first: date | None = None
    last: date | None = None
    subject: str | None = None
    """Words in the subject, in any case."""


class Taken(NamedTuple):
    """What became of one found cable."""

    found: Found
    outcome: Outcome
    reason: str | None = None
    """Why it was taken for a cable about trafficking in persons, or what was wrong."""


def chosen(text: str, wanted: Wanted) -> tuple[bool, str | None]:
    """Whether a cable (the text of its file) is wanted, and why it is about trafficking if that is asked."""
    _, title, printed, _, origin, message = [*text.split("\n", 5), *[""] * 5][:6]
    codes = record.tags(message)
    subject = record.subject(message) or title
    day = record.day(printed)
    passes = (
        _in_time(day, wanted),
        not wanted.tags or not {tag.upper() for tag in wanted.tags}.isdisjoint(codes),
        wanted.subject is None or wanted.subject.casefold() in f"{subject}\n{title}".casefold(),
        not wanted.countries or _from(origin, codes, wanted.countries),
    )
    if not all(passes):
        return False, None
    if not wanted.tip:
        return True, None
    why = tip.about(codes, subject, message) or tip.about((), title, "")
    return why is not None, why


def _in_time(day: date | None, wanted: Wanted) -> bool:
    if wanted.first is None and wanted.last is None:
        return True
    return day is not None and (wanted.first or date.min) <= day <= (wanted.last or date.max)


def _from(origin: str, codes: list[str], countries: tuple[tuple[str, str | None], ...]) -> bool:
    """Whether the geographic TAGS or the post name one of the countries."""
    if any(tag in codes for _, tag in countries if tag):
        return True
    country = places.of_post(origin)
    return country is not None and any(country.iso3 == iso3 for iso3, _ in countries)


def into(found: Iterator[Found], folder: Path, wanted: Wanted, *, replace: bool = False) -> Iterator[Taken]:
    """Write what is wanted into a folder, cables that are there where they are; tells what became of each.

    Raises ``OSError`` if it can't, ``InputError`` where it is not known what is there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    there = shelf(folder)
    for closed in there.closed:
        raise closed
    known = {path.rpartition("/")[2].casefold(): path for path in reversed(there.raw())}
    for each in found:
        if each.text is None or each.id is None:
            yield Taken(each, "bad", each.fault)
            continue
        take, why = chosen(each.text, wanted)
        if not take:
            yield Taken(each, "passed")
            continue
        name = f"{each.id}.txt"
        place = known.setdefault(name.casefold(), name)
        if place.rpartition("/")[2] != name:
            yield Taken(each, "bad", f"the same name as {place} but for case")
            continue
        yield Taken(each, _write(folder / place, each.text.encode("utf-8"), replace=replace), why)


def _write(path: Path, data: bytes, *, replace: bool) -> Outcome:
    """Write a file whole or not at all."""
    there = path.is_symlink() or path.exists()
    if there and not path.is_symlink() and path.read_bytes() == data:
        return "there"
    if there and not replace:
        return "differs"
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return "replaced" if there else "written"


# going on


class Mark(NamedTuple):
    """How far an import of a CSV file came."""

    offset: int = 0
    row: int = 0


def key(path: Path, wanted: Wanted, *, replace: bool) -> str:
    """What makes an import the same one: the file as it is now, and what is asked of it."""
    stat = path.stat()
    words = (str(path.resolve()), stat.st_size, stat.st_mtime_ns, repr(wanted), replace)
    return hashlib.sha256(repr(words).encode()).hexdigest()


def _mark_file(folder: Path) -> Path:
    """Where the mark of an interrupted import is kept."""
    return folder / ".import.json"


def load_mark(folder: Path, same: str) -> Mark:
    """The mark of the same import, else the beginning."""
    try:
        kept = json.loads(_mark_file(folder).read_text("utf-8"))
        return Mark(int(kept["offset"]), int(kept["row"])) if kept["key"] == same else Mark()
    except (OSError, ValueError, KeyError, TypeError):
        return Mark()


def save_mark(folder: Path, same: str, mark: Mark) -> None:
    """Keep the mark; a mark that can't be kept only costs time."""
    part = folder / ".import.json.part"
    try:
        part.write_text(json.dumps({"key": same, "offset": mark.offset, "row": mark.row}), "utf-8")
        part.replace(_mark_file(folder))
    except OSError:
        return


def forget_mark(folder: Path) -> None:
    """An import that came to its end leaves no mark."""
    _mark_file(folder).unlink(missing_ok=True)
