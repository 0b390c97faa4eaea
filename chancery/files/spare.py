"""A second folder of links to the files of a site, kept in the cache: the next build begins with it.

To link every file of a large site into an empty folder, and to remove the old folder, takes longer than all that
one changed cable needs. So a build goes on with a folder that has them already, brings it up to date and exchanges
it with the site; then the old site is brought up to date and kept. Nothing relies on it: what a build takes over is
checked file by file, and what is not there is linked or made.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from chancery.files.output import link, remove


def begin(spare: Path, new: Path) -> bool:
    """Let a new site begin with the spare one; False where there is none that can be moved there."""
    try:
        if spare.is_dir():
            spare.rename(new)
            return True
    except OSError:
        # On another disk, where it is of no use.
        pass
    remove(spare)
    return False


def count(folder: str) -> int:
    """How many files there are in a folder and below it."""
    with os.scandir(folder) as entries:
        return sum(count(each.path) if each.is_dir(follow_symlinks=False) else 1 for each in entries)


def sweep(folder: Path, wanted: Callable[[str], bool]) -> list[str]:
    """Remove what is not wanted, and folders that it leaves empty; gives the paths of what was removed."""
    gone = [path for path in _below(str(folder), "") if not wanted(path)]
    for path in gone:
        _drop(folder, path)
    return gone


def mend(site: Path, spare: Path, fresh: Iterable[str], gone: Iterable[str]) -> None:
    """Bring the spare folder up to date with a site: what is new in it, and what is gone from it."""
    for path in gone:
        _drop(spare, path)
    for path in fresh:
        link(f"{site}/{path}", f"{spare}/{path}")


def mirror(site: Path, spare: Path) -> None:
    """Make the spare folder anew."""
    remove(spare)
    spare.mkdir()
    for path in _below(str(site), ""):
        link(f"{site}/{path}", f"{spare}/{path}")


def _below(folder: str, prefix: str) -> Iterator[str]:
    """Files below a folder, by their paths from it."""
    with os.scandir(folder) as entries:
        for each in entries:
            if each.is_dir(follow_symlinks=False):
                yield from _below(each.path, f"{prefix}{each.name}/")
            else:
                yield prefix + each.name


def _drop(folder: Path, path: str) -> None:
    """Remove a file, and the folders above it that have nothing else."""
    place = folder / path
    place.unlink(missing_ok=True)
    for above in place.parents:
        if above == folder or not above.is_dir() or any(above.iterdir()):
            return
        above.rmdir()
