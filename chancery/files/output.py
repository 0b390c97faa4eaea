"""The folder of the site: made beside the old one and switched in at the end; the old one is always whole.

A build takes the lock, fills ``site.new`` and exchanges it with ``site`` in one step. Files that did not change
are those of the old site, under a second name. Killed at any moment, the old site stands, and the next build sweeps up.
"""

import contextlib
import ctypes
import errno
import os
import shutil
import struct
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

_AT_FDCWD = -100
_EXCHANGE = 2
_UNKNOWN = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM}


class OutputError(Exception):
    """The site cannot be written: what is wrong and what to do, on one line."""


Stamp = bytes
"""How a written file is known again, by size, time and inode: a file that was touched since has another stamp."""
_packed = struct.Struct("<qqQ").pack


class Folder:
    """A site and the folders beside it that a build needs."""

    def __init__(self, site: Path) -> None:
        self.site = site.resolve()
        """Where readers look."""
        self.new = self.site.with_name(self.site.name + ".new")
        """Where the build writes."""
        self.old = self.site.with_name(self.site.name + ".old")
        """The old site while it is being replaced, where a folder cannot be exchanged in one step."""
        self.work = self.site.with_name(self.site.name + ".work")
        """What a build without the cache keeps while it runs."""
        self.lock = self.site.with_name(self.site.name + ".lock")

    def recover(self) -> None:
        """Sweep up after a build that was killed. Call it with the lock held."""
        if self.old.exists() and not self.site.exists():
            self.old.rename(self.site)
        for left in (self.old, self.new, self.work):
            remove(left)

    def check(self) -> None:
        """Raise ``OutputError`` where something stands there that is no site of ours: it would be lost."""
        if not self.site.exists():
            return
        if not self.site.is_dir():
            raise OutputError(f"{self.site} is a file; name a folder with --site")
        if self.site.is_mount():
            raise OutputError(f"{self.site} is a disk of its own; name a folder on it with --site")
        ours = (self.site / "data" / "schema.json").exists() and (self.site / "index.html").exists()
        if not ours and any(self.site.iterdir()):
            raise OutputError(f"{self.site} holds something else; empty it, or name another folder with --site")
        for each in sorted(self.site.glob(".*")):
            if each.is_dir() or each.name == ".git":
                raise OutputError(f"{each} would be lost; move it elsewhere, or name another folder with --site")

    def switch(self) -> Path | None:
        """Put the new site in the place of the old one; gives the folder that has the old one now."""
        if not self.site.exists():
            self.new.rename(self.site)
            return None
        if exchange(self.new, self.site):
            return self.new
        self.site.rename(self.old)
        self.new.rename(self.site)
        return self.old


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step (Linux, ``renameat2``); False where the system cannot."""
    if sys.platform != "linux":
        return False
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        return False
    if call(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNKNOWN:
        return False
    raise OSError(number, os.strerror(number), str(other))


def remove(path: Path) -> None:
    """Remove a folder or file, if it is there."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        try:
            shutil.rmtree(path)
        except OSError as error:
            error.filename = str(path)  # of what is in it the system tells the name alone
            raise


def stamp(path: str) -> Stamp:
    """The stamp of a file. Raises ``OSError`` where there is none."""
    return _stamp(os.lstat(path))


def _stamp(seen: os.stat_result) -> Stamp:
    return _packed(seen.st_size, seen.st_mtime_ns, seen.st_ino)


def write(path: str, data: bytes) -> Stamp:
    """Write a file that is not there yet, and its folder where that is missing."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags, 0o644)
    except FileNotFoundError:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, flags, 0o644)
    except FileExistsError:
        # Left by a worker that died. Never write into it: it may be a link to a file of the old site.
        Path(path).unlink()
        handle = os.open(path, flags, 0o644)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        seen = os.fstat(handle)
    except OSError as error:
        error.filename = path  # the system does not say which disk is full
        raise
    finally:
        os.close(handle)
    return _stamp(seen)


def link(live: str, new: str) -> None:
    """Give a file a second name, whoever had that before. Raises ``OSError`` where it cannot be."""
    try:
        os.link(live, new)
    except FileExistsError:
        Path(new).unlink()
        os.link(live, new)
    except FileNotFoundError:
        Path(new).parent.mkdir(parents=True, exist_ok=True)
        os.link(live, new)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Write a file in one step: readers see the old or the new one, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def replace(path: Path, data: bytes) -> None:
    """Write a file whose bytes are there, in one step."""
    with replacing(path) as file:
        file.write(data)


@contextlib.contextmanager
def locked(path: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold a lock against other builds; ``waiting`` is called once where another one has it.

    The system lets go of it when the program ends in any way, so a killed build locks nobody out.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    while True:
        with path.open("ab") as file:
            if not _lock(file, wait=False):
                waiting()
                _lock(file, wait=True)
            # Whoever held it has removed the file: a lock on a removed file keeps nobody out.
            if not _same(file, path):
                continue
            try:
                yield
            finally:
                with contextlib.suppress(OSError):
                    path.unlink()
            return


def _same(file: IO[bytes], path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt
    import time

    def _lock(file: IO[bytes], *, wait: bool) -> bool:
        while True:
            try:
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            except OSError:
                if not wait:
                    return False
                time.sleep(0.2)
            else:
                return True
else:
    import fcntl

    def _lock(file: IO[bytes], *, wait: bool) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True
