"""Which files of a folder are cables, which hold what an editor decided about them, and what is wrong with others.

What seems to decide about a cable and is not where its edits are looked for keeps the cable back: what it was to take
out must not be published.
"""

import contextlib
import os
import re
import stat
import struct
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from chancery.source import EDITS, ILLEGIBLE, InputError, legible, reason

REST = 2_000_000_000
"""Nanoseconds that nobody may have written to a file before it was looked at: what is written in the same moment has
the same time."""
FINE = 10_000_000
"""Nanoseconds: times that are all multiples of it come from a system (FAT) that has no time of change of its own."""
TEXT = ".txt"
_EDITS = re.compile(
    r"""
    [0-9]{2}[a-z][a-z0-9]+ (?= (?:\.txt)? [^a-z0-9]+ edits? (?![a-z0-9]) )
  | [^.].* (?= \.edits?\.ya?ml \Z )
    """,
    re.VERBOSE,
)


class Shelf(NamedTuple):
    """A folder of cables and those below it, files by their places in it ('2009/09PHNOMPENH846.txt'), in order."""

    cables: dict[str, bytes]
    """Raw files to be read, and by what each is known again without a look into it: b'' where that is not sure."""
    edits: dict[str, bytes]
    """Edits files beside them, likewise."""
    problems: list[InputError]
    """What is wrong with others."""
    closed: list[InputError]
    """Folders that cannot be opened."""

    def raw(self) -> list[str]:
        """All raw files, also those that are kept back."""
        return [*self.cables, *(each.path for each in self.problems if each.path.lower().endswith(TEXT))]


def edits_of(name: str) -> str | None:
    """The id, in small letters, of the cable that a file decides about by its name; None where it is no such name.

    A text editor's backup ('~') is none.

    >>> edits_of("09ZENDA7.edits.yaml"), edits_of("09ZENDA7-Edit (2).yml"), edits_of("09ZENDA7.edits.yaml.txt")
    ('09zenda7', '09zenda7', '09zenda7')
    >>> edits_of("09ZENDA7.txt"), edits_of("our edits.md")
    (None, None)
    """
    low = name.casefold()
    found = _EDITS.match(low) if "edit" in low and not low.endswith("~") else None
    return found and found[0]


def is_looked_at(name: str) -> bool:
    """Whether a file is a cable or decides about one, by its name."""
    return name.lower().endswith(TEXT) or edits_of(name) is not None


def beside(path: Path) -> Sequence[Path]:
    """The files beside a raw file that decide about its cable by their names, in order. Raises ``OSError``."""
    return _decided(path.parent, path.parent.stat().st_mtime_ns).get(path.stem.casefold(), [])


@lru_cache(maxsize=1)
def _decided(folder: Path, _: int) -> Mapping[str, Sequence[Path]]:
    """Files of a folder, as it was last changed, by the ids of the cables that they decide about."""
    found = defaultdict[str, list[Path]](list)
    for path in sorted(folder.iterdir()):
        key = edits_of(path.name)
        if key is not None:
            found[key].append(path)
    return found


def edits_beside(path: Path) -> Path | None:
    """The edits file of a raw file. Raises ``InputError`` where a file beside it of another name may be one, too.

    Whatever stands under that name is meant as one, a link to nowhere too: it must not publish what it was to take out.
    """
    right = path.with_suffix(EDITS)
    with contextlib.suppress(OSError):
        for odd in beside(path):
            if odd != right:
                raise _held(str(path), str(right), str(odd))
    return right if os.path.lexists(right) else None


def _held(path: str, right: str, odd: str) -> InputError:
    # The site repeats what is wrong, not what to do: a file can be named after whom it is about.
    todo = f"keep one file of it, and one of its edits at {right}, not {legible(odd)}"
    return InputError(path, None, "held back, for another file is about the same cable", todo)


def shelf(folder: Path) -> Shelf:
    """Look through a folder. Hidden files are passed over."""
    found = Shelf({}, {}, [], [])
    first: dict[str, str] = {}
    others, decided = defaultdict[str, list[str]](list), defaultdict[str, dict[str, bytes | None]](dict)
    for path, seen in sorted(_walk(folder, "", time.time_ns(), found.closed)):
        name = path.rpartition("/")[2].casefold()
        decides = edits_of(name)
        if decides is not None:
            decided[decides][path] = seen
        elif not name:
            found.problems.append(InputError(legible(path), None, "a link to a folder", "put the folder itself there"))
        elif not name.endswith(TEXT):
            continue
        elif legible(path) != path:
            found.problems.append(InputError(legible(path), None, *ILLEGIBLE))
        elif not path.endswith(TEXT):
            found.problems.append(InputError(path, None, "not read for its name", f"let it end in {TEXT}"))
        elif seen is None:
            what = "not a file that can be read"
            found.problems.append(InputError(path, None, what, "put the cable's text there"))
        elif first.setdefault(name, path) == path:
            found.cables[path] = seen
        else:
            others[name].append(path)
            found.problems.append(InputError(path, None, f"the same cable as {first[name]}", "remove one of them"))
    for key, files in decided.items():
        _decide(found, first.get(key + TEXT), files, others[key + TEXT])
    return found


def _decide(found: Shelf, path: str | None, files: dict[str, bytes | None], others: list[str]) -> None:
    """Put the edits of a cable beside it, or keep it back; ``others`` are the same cable."""
    if path is None:
        what = "edits of a cable that is not here"
        todo = "put it beside its cable, under the cable's name"
        found.problems.extend(InputError(legible(each), None, what, todo) for each in files)
        return
    right = path.removesuffix(TEXT) + EDITS
    odd = next((each for each in (*files, *others) if each != right), None)
    seen = files.get(right)
    if odd:
        found.problems.append(_held(path, right, odd))
    elif seen is None:
        what = "edits that cannot be read"
        found.problems.append(InputError(right, None, what, "make it a file that can be read, or remove it"))
    else:
        found.edits[right] = seen
        return
    del found.cables[path]


def _walk(folder: Path, prefix: str, now: int, closed: list[InputError]) -> Iterator[tuple[str, bytes | None]]:
    """Files below a folder and how they stand; links to folders, with a stroke at the end, are not followed."""
    try:
        with os.scandir(folder) as entries:
            here = [each for each in entries if not each.name.startswith(".")]
    except OSError as error:
        closed.append(InputError(legible(str(folder)), None, reason(error), "check that it is a folder you may read"))
        return
    for entry in here:
        path = prefix + entry.name
        if entry.name.endswith(EDITS):
            yield path, _seen(entry, now)
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), f"{path}/", now, closed)
        elif entry.is_symlink() and os.path.isdir(entry.path):  # noqa: PTH112 -- Path's own raises where it is closed
            yield f"{path}/", None
        else:
            yield path, _seen(entry, now)


def _seen(entry: os.DirEntry[str], now: int) -> bytes | None:
    """By what a regular file is known again, as git's index does it; b'' where that is not sure, None for no such file.

    The time of change tells what was written with its old time of writing restored.
    """
    try:
        seen = entry.stat()
    except OSError:
        return None
    if not stat.S_ISREG(seen.st_mode):
        return None
    written, changed = seen.st_mtime_ns, seen.st_ctime_ns
    if max(written, changed) > now - REST or changed % FINE == 0 or sys.platform == "win32":
        return b""
    return _packed(seen.st_dev, seen.st_ino, seen.st_size, written, changed)


_packed = struct.Struct("<QQQqq").pack
