"""Which cables are taken, and writing them: never over something else, and going on where it stopped."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from chancery import parse
from chancery.about import tip
from chancery.importers.record import Found
from chancery.shelf import shelf
from chancery.source import EDITS, ID, printed_day, unix
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
    name, title, below = [*unix(text).split("\n", 2), "", ""][:3]
    printed, _, origin, message = [*below.split("\n", 3), *[""] * 3][:4]
    if not _in_time(printed_day(printed), wanted):
        return False, None
    if wanted._replace(first=None, last=None) == Wanted():
        return True, None
    head = parse.head(name, below)
    codes, subject = head.tags, head.subject or title
    passes = (
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


def _from(origin: str, codes: Sequence[str], countries: tuple[tuple[str, str | None], ...]) -> bool:
    """Whether the geographic TAGS or the post name one of the countries."""
    if any(tag in codes for _, tag in countries if tag):
        return True
    country = places.of_post(origin)
    return country is not None and any(country.iso3 == iso3 for iso3, _ in countries)


def into(found: Iterator[Found], target: "Target", wanted: Wanted) -> Iterator[Taken]:
    """Write what is wanted into a folder, what is there where it is; tells what became of each.

    Raises ``OSError`` if it can't, ``InputError`` where it is not known what is there.
    """
    try:
        for each in found:
            if each.edits is not None and each.id is not None:
                yield from target.decide(each, each.id, each.edits)
            elif each.text is None or each.id is None:
                yield Taken(each, "bad", each.fault)
            else:
                take, why = chosen(each.text, wanted)
                yield from target.take(each, each.id, each.text, why) if take else target.leave(each, each.id)
        for each in target.waiting.values():
            yield Taken(each, "bad", "edits of a cable that is not there; import them with it")
    finally:
        for name in target.waiting:
            target.edits(name).unlink(missing_ok=True)


class Target:
    """The folder that is written into, each cable after its edits."""

    def __init__(self, folder: Path, *, replace: bool = False) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        there = shelf(folder)
        for closed in there.closed:
            raise closed
        self.folder = folder
        self.replace = replace
        self.known = {path.rpartition("/")[2].casefold(): path for path in reversed(there.raw())}
        self.waiting: dict[str, Found] = {}
        """Edits that were written and whose cable did not come yet, by id."""
        self.decided: dict[str, bytes] = {}
        """Edits that came, by id."""
        self.refused: set[str] = set()
        """Ids of cables some of whose edits could not be taken."""

    def place(self, name: str) -> str:
        """Where a cable is, or would be."""
        return self.known.get(f"{name}.txt".casefold(), f"{name}.txt")

    def edits(self, name: str) -> Path:
        """Where its edits are looked for."""
        return (self.folder / self.place(name)).with_suffix(EDITS)

    def decide(self, each: Found, name: str, data: bytes) -> Iterator[Taken]:
        """Write edits."""
        fault = each.fault if ID.fullmatch(name) else "edits of no cable; name them like 09PHNOMPENH846.edits.yaml"
        if self.decided.get(name, data) != data:
            fault = fault or "there are other edits of the same cable; keep one of them"
        if fault:
            self.refused.add(name)
            yield Taken(each, "bad", fault)
            return
        self.decided[name] = data
        outcome = _write(self.edits(name), data, replace=self.replace)
        if outcome == "written" and f"{name}.txt".casefold() not in self.known:
            self.waiting[name] = each._replace(edits=b"")
        else:
            yield Taken(each, outcome)

    def take(self, each: Found, name: str, text: str, why: str | None) -> Iterator[Taken]:
        """Write a cable."""
        place = self.place(name)
        if place.rpartition("/")[2] != f"{name}.txt":
            yield Taken(each, "bad", f"the same name as {place} but for case")
        elif name in self.refused:
            yield Taken(each, "bad", "its edits could not be taken; put them right first")
        else:
            self.known[f"{name}.txt".casefold()] = place
            if name in self.waiting:
                yield Taken(self.waiting.pop(name), "written")
            yield Taken(each, _write(self.folder / place, text.encode("utf-8"), replace=self.replace), why)

    def leave(self, each: Found, name: str) -> Iterator[Taken]:
        """Pass a cable over, and its edits."""
        if self.waiting.pop(name, None):
            self.edits(name).unlink()
        yield Taken(each, "passed")


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
    bad: int = 0
    """So many of these rows were bad."""
    last: str = ""
    """The last cable of these rows that was written; where it is gone, the import begins anew."""


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
        mark = Mark(int(kept["offset"]), int(kept["row"]), int(kept["bad"]), str(kept["last"]))
        there = not mark.last or (folder / f"{mark.last}.txt").is_file()
        return mark if kept["key"] == same and there else Mark()
    except (OSError, ValueError, KeyError, TypeError):
        return Mark()


def save_mark(folder: Path, same: str, mark: Mark) -> None:
    """Keep the mark; a mark that can't be kept only costs time."""
    part = folder / ".import.json.part"
    try:
        part.write_text(json.dumps({"key": same, **mark._asdict()}), "utf-8")
        part.replace(_mark_file(folder))
    except OSError:
        return


def forget_mark(folder: Path) -> None:
    """An import that came to its end leaves no mark."""
    _mark_file(folder).unlink(missing_ok=True)
