"""Members of ``.zip`` and ``.tar.*`` archives, one at a time; nothing is unpacked to where a member says.

Refused are members with ``..``, absolute paths, links, devices, reserved names, names that differ in case
alone, and archives that unpack to more than a bound.
"""

import lzma
import re
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import IO, NamedTuple

from chancery.shelf import edits_of

MAX_MEMBER = 32_000_000
MAX_TOTAL = 4_000_000_000
MAX_MEMBERS = 1_000_000
SUFFIXES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
_DEVICE = re.compile(r"(?i:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?")
_BROKEN = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError,
    RuntimeError, ValueError,
)  # fmt: skip


_Open = Callable[[], IO[bytes] | None]
_Row = tuple[str, int, str | None, _Open, int]
"""Name, size, what its kind forbids, its open bytes, and how far in the archive it ends."""


class Member(NamedTuple):
    """A member that was read, or what was wrong with it."""

    name: str
    data: bytes | None
    fault: str | None = None
    done: int = 0
    """Bytes of the archive read so far."""


def is_archive(path: Path) -> bool:
    """Whether the name says archive."""
    return path.name.lower().endswith(SUFFIXES)


def base(name: str) -> str:
    """A member's name without its folders."""
    return name.replace("\\", "/").rsplit("/", 1)[-1]


def read(path: Path, wanted: tuple[str, ...], *, max_total: int = MAX_TOTAL) -> Iterator[Member]:
    """Members with one of the suffixes, and those that are refused or could hold cables; stops where it can't go on.

    Edits come before all others, so that no cable is taken without its own; for them the archive is read twice.
    """

    def decides(name: str) -> bool:
        return edits_of(base(name)) is not None

    yield from (each._replace(done=0) for each in _read_all(path, decides, max_total) if decides(each.name))
    others = _read_all(path, lambda name: name.lower().endswith(wanted), max_total)
    yield from (each for each in others if not decides(each.name))


def _read_all(path: Path, wanted: Callable[[str], bool], max_total: int) -> Iterator[Member]:
    seen: dict[str, str] = {}
    total = 0
    try:
        for name, size, kind, opened, done in _members(path):
            total += size
            if total > max_total or len(seen) >= MAX_MEMBERS:
                most = f"{max_total:,} bytes" if total > max_total else f"{MAX_MEMBERS:,} files"
                yield Member(str(path), None, f"unpacks to more than {most}; nothing more was read of it")
                return
            fault = kind or refused(name) or _clash(name, seen)
            if fault:
                yield Member(name, None, fault, done)
            elif wanted(name):
                yield _read(name, size, opened)._replace(done=done)
            elif name.lower().endswith((".csv", *SUFFIXES)):
                yield Member(name, None, "not looked into; take it out of the archive and import it by itself", done)
    except _BROKEN as error:
        yield Member(str(path), None, f"not a whole archive: {error}")


def refused(name: str) -> str | None:
    """Why a member's name is not taken; None where it is fine."""
    parts = name.replace("\\", "/").split("/")
    if not name:
        return "no name"
    if name.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", name):
        return "an absolute path"
    if ".." in parts:
        return "a path that leaves its folder ('..')"
    if any(_DEVICE.fullmatch(part.strip(" .")) for part in parts):
        return "a name that is a device on some systems"
    if any(ord(char) < 32 for char in name):
        return "a control character in its name"
    return None


def _clash(name: str, seen: dict[str, str]) -> str | None:
    """Two members whose names are one on many file systems."""
    first = seen.setdefault(name.casefold(), name)
    return None if first == name else f"the same name as {first!r} but for case"


def _read(name: str, size: int, opened: _Open) -> Member:
    if size > MAX_MEMBER:
        return Member(name, None, f"larger than {MAX_MEMBER:,} bytes")
    file = opened()
    if file is None:
        return Member(name, None, "it has no bytes")
    with file:
        data = file.read(MAX_MEMBER + 1)
    if len(data) > max(size, 0):
        return Member(name, None, "larger than it says")
    return Member(name, data)


def _members(path: Path) -> Iterator[_Row]:
    """Each member that is no folder."""
    if path.name.lower().endswith(".zip"):
        yield from _zip(path)
    else:
        yield from _tar(path)


def _zip(path: Path) -> Iterator[_Row]:
    size = path.stat().st_size
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            mode = info.external_attr >> 16
            if info.filename.endswith("/"):  # the standard library's own question fails over no name
                continue
            kind = "a link or a device" if mode and stat.S_IFMT(mode) not in {0, stat.S_IFREG} else None
            if info.flag_bits & 1:
                kind = "encrypted"
            # orig_filename: the standard library cuts a name at a NUL
            # The list of members behind them was read first; it counts as if it were spread over them.
            end = (info.header_offset + info.compress_size) * size // max(archive.start_dir, 1)
            yield info.orig_filename, info.file_size, kind, partial(archive.open, info), end


def _tar(path: Path) -> Iterator[_Row]:
    with path.open("rb") as file, tarfile.open(fileobj=file, mode="r|*") as archive:
        for info in archive:
            if info.isdir():
                continue
            kind = None if info.isreg() else "a link or a device"
            yield info.name, info.size, kind, partial(archive.extractfile, info), file.tell()
