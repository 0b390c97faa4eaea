"""The whole site as one archive: its pages, data and search, and a page to start from.

Single files are not in it: they hold what the pages hold once more, and a page of the archive stands alone on a
disk as well. So elements that lead to them are left out of its pages (``chancery.files.copies``).

Members are packed by the workers and written in a fixed order; those of files that did not change are taken out
of the old archive as they stand there.
"""

import contextlib
import functools
import itertools
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from chancery.exports import ziparchive
from chancery.exports.ziparchive import Archive, Packed, Writer
from chancery.files import copies
from chancery.work import executor

OFFLINE = "offline"
"""The folder of what people take along."""
PATH = f"{OFFLINE}/site.zip"
START = "START-HERE.html"
"""Stands on top of the archive, and is no page of the site."""
LAST = ("index.html",)
"""Written at the end: the home page tells how large the archive is."""
BATCH = 32


def files(site: Path) -> list[str]:
    """All files of a site that the archive holds, but the home page; in its order."""
    begin, found = len(str(site)) + 1, []
    for folder, _, names in os.walk(site):
        place = folder[begin:].replace(os.sep, "/")
        found += [f"{place}/{name}" for name in names] if place else names
    return packed(found)


def packed(paths: Iterable[str]) -> list[str]:
    """Of the files of a site those that the archive holds, but the home page; in its order."""
    held = (path for path in paths if path not in LAST and not path.startswith(f"{OFFLINE}/"))
    return sorted(filter(copies.taken, held))


def searched(paths: Iterable[str]) -> bool:
    """Whether a search is among the files of a site: an index, not only its list of what there is."""
    return any(path.startswith("pagefind/") and path.count("/") > 1 for path in paths)


def pack(site: str, paths: list[str]) -> list[Packed]:
    """Pack a batch of files; a worker's work."""
    return [_packed(Path(site, path), path) for path in paths]


def _packed(file: Path, path: str) -> Packed:
    return ziparchive.pack(path, copies.packed(path, file.read_bytes()))


class Whole(msgspec.Struct, frozen=True):
    """What an archive is made from."""

    site: Path
    runner: executor.Runner
    old: Path | None
    """The archive of the build before, as it was written; null where there is none."""
    files: Sequence[str]
    """Those it holds, as :func:`files` gives them."""
    same: frozenset[str]
    """Files that are as the old archive has them."""


def write(whole: Whole, target: Path, start: bytes, finish: Callable[[int], None]) -> None:
    """Write the archive to a new file. ``finish`` is told its size, and writes ``LAST`` where that waits for it."""
    with target.open("xb") as file, contextlib.ExitStack() as stack:
        writer = Writer(file)
        writer.add(ziparchive.pack(START, start))
        _add(writer, whole, _old(whole, stack))
        finish(writer.size)
        for path in LAST:
            writer.add(_packed(whole.site / path, path))
        writer.close()


def _old(whole: Whole, stack: contextlib.ExitStack) -> Archive | None:
    if whole.old is None:
        return None
    try:
        archive = Archive(whole.old)
    except (OSError, zipfile.BadZipFile):
        return None
    stack.callback(archive.close)
    return archive


def _add(writer: Writer, whole: Whole, old: Archive | None) -> None:
    kept = whole.same & old.members.keys() if old else frozenset[str]()
    new = [path for path in whole.files if path not in kept]
    large = {path for path in new if (whole.site / path).stat().st_size > ziparchive.LARGE}
    made = _made(whole, [path for path in new if path not in large])
    for same, group in itertools.groupby(whole.files, kept.__contains__):
        if same and old is not None:
            writer.take(old, group)
            continue
        for path in group:
            if path in large:
                writer.stream(path, whole.site / path)
            else:
                writer.add(next(made))


def _made(whole: Whole, paths: Sequence[str]) -> Iterator[Packed]:
    """Files packed by the workers, in order."""
    work = functools.partial(pack, str(whole.site))
    for _, results in whole.runner.run(work, paths, BATCH, len(paths)):
        for result in results:
            if isinstance(result, executor.Lost):
                raise result.over("a file of the archive")
            yield result


def told(size: int) -> str:
    """A size in two digits: the home page tells it, is in the archive itself and changes its size by a few bytes.

    >>> told(1_440_000), told(144_000_000), told(9_960), told(0)
    ('1.4 MB', '140 MB', '10 kB', '0 kB')
    """
    rounded = float(f"{size:.1e}")
    unit, scale = next(((unit, scale) for unit, scale in (("GB", 1e9), ("MB", 1e6)) if rounded >= scale), ("kB", 1e3))
    number = rounded / scale
    return f"{number:.1f} {unit}" if number < 9.95 and unit != "kB" else f"{number:.0f} {unit}"
