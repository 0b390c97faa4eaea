"""The files of a site: what each was made from, and how those of the old site are taken over.

A file has a key, the digest of all that it is made from, and a seal, by which it is known again as it was written.
Files of a cable that are made together have one entry, under the name of the first: a collection has four files a
cable or more, and their list must not grow faster than it has to.
"""

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from chancery import addresses
from chancery.collection.store import Made, digest
from chancery.files import spare
from chancery.files.copies import stray
from chancery.files.output import Folder, Stamp, link, remove, stamp, write

FEW = 5_000
"""So many new files are linked into the spare folder one by one; with more it is made anew."""


def members(path: str) -> tuple[str, ...]:
    """The files that are made together under the name of the first.

    >>> members("data/08ZENDA7.yaml")
    ('data/08ZENDA7.yaml', 'data/08ZENDA7.json', 'data/08ZENDA7.txt')
    >>> members("tags/KTIP.html")
    ('tags/KTIP.html',)
    """
    if path.startswith("data/") and path.endswith(".yaml"):
        stem = path.removesuffix("yaml")
        return (path, f"{stem}json", f"{stem}txt")
    return (path,)


def first(path: str) -> str:
    """The name under which a file is listed if it is made together with others.

    >>> first("data/08ZENDA7.txt"), first("index.html")
    ('data/08ZENDA7.yaml', 'index.html')
    """
    folder, _, name = path.partition("/")
    key = name.partition(".")[0]
    return addresses.data(key) if folder == "data" and key[:2].isdecimal() else path


def seal(stamps: Iterable[Stamp]) -> bytes:
    """By what files are known again: their stamps, in order."""
    return hashlib.sha256(b"".join(stamps)).digest()[:16]


class Filed(msgspec.Struct, frozen=True, array_like=True):
    """What a worker tells of files that it made together."""

    path: str
    """The first of them."""
    key: bytes
    seal: bytes
    files: int


def filed(path: str, key: bytes, stamps: Mapping[str, Stamp]) -> Filed:
    """What to tell of files that were made together, given how each was written."""
    names = members(path)
    return Filed(path, key, seal(stamps[name] for name in names), len(names))


class Filing:
    """Fills the folder of a new site, and keeps the list of what is in it."""

    def __init__(self, folder: Folder, known: Mapping[str, Made], *, begun: bool = False) -> None:
        self.known = known
        """The files of the old site."""
        self.made: dict[str, Made] = {}
        """Those of the new one so far; of files that are made together the first."""
        self.written = 0
        self.name = digest(os.fsencode(folder.site)).hex()
        """Of the site, in the cache."""
        self.fresh: list[str] = []
        """Files that were written, as long as they are few."""
        self._site, self._new, self._begun = str(folder.site), str(folder.new), begun

    def keep(self, path: str, key: bytes) -> bool:
        """Take a file over from the old site, with those made together with it, if they were made from the same."""
        return self.keep_all((path,), key)

    def keep_all(self, paths: Iterable[str], key: bytes) -> bool:
        """Take files over that were made from the same: all of them or none."""
        found: dict[str, Made] = {}
        for path in paths:
            known = self.known.get(path)
            if known is None or known.key != key or not self._take(path, known):
                return False
            found[path] = known
        self.made |= found
        return True

    def _take(self, path: str, known: Made) -> bool:
        """Bring files into the new folder if they are as this program wrote them; it may begin with them."""
        names = members(path)
        if self._begun and _sealed(self._new, names) == known.seal:
            return True
        if _sealed(self._site, names) != known.seal:
            return False
        try:
            for name in names:
                link(f"{self._site}/{name}", f"{self._new}/{name}")
        except OSError:
            return False
        return True

    def add(self, path: str, key: bytes, stamp: Stamp) -> None:
        """Note a file that was written here."""
        self.note(filed(path, key, {path: stamp}))

    def note(self, one: Filed) -> None:
        """Note files that a worker wrote."""
        self.made[one.path] = Made(one.key, one.seal)
        self.written += one.files
        if self.written <= FEW:
            self.fresh += members(one.path)

    def put(self, path: str, data: bytes) -> None:
        """Write a file whose bytes are there, unless the old site has it."""
        key = digest(data)
        if not self.keep(path, key):
            self.add(path, key, write(f"{self._new}/{path}", data))

    def key(self, path: str) -> bytes | None:
        """What a file of the new site was made from; None where there is none yet."""
        made = self.made.get(first(path))
        return None if made is None else made.key

    def holds(self, path: str) -> bool:
        """Whether the new site has such a file."""
        if path in self.made:
            return True
        one = first(path)
        return one in self.made and path in members(one)

    def sweep(self) -> list[str]:
        """Remove what a folder that was begun with has and the site has no more; gives what was removed."""
        # As many files as there should be, and those are there: none is a stranger.
        if not self._begun or spare.count(self._new) == self.count():
            return []
        return spare.sweep(Path(self._new), self.holds)

    def carry(self) -> list[str]:
        """Take over what somebody put on top of the old site, CNAME say; gives what is left: pages and folders."""
        site, new, left = Path(self._site), Path(self._new), []
        for each in sorted(site.iterdir()) if site.is_dir() else ():
            if (new / each.name).exists() or any(f"{path}/".startswith(f"{each.name}/") for path in self.known):
                continue
            if each.is_file() and stray(each.name):
                shutil.copy2(each, new)
            else:
                left.append(each.name)
        return left

    def leave(self, old: Path | None, gone: list[str], place: Path) -> None:
        """Make a spare folder of the old site, for the next build; there is none where it would be on another disk."""
        site = Path(self._site)
        with contextlib.suppress(OSError):
            if old is not None and self.written <= FEW:
                spare.mend(site, old, self.fresh, gone)
                if not self._begun:
                    spare.sweep(old, self.holds)
                old.rename(place)
                return
            if old is not None:
                remove(old)
            spare.mirror(site, place)
            return
        for left in filter(None, (old, place)):
            remove(left)

    def count(self) -> int:
        """How many files the new site has so far."""
        return sum([len(members(path)) for path in self.made])

    def paths(self) -> Iterator[str]:
        """All files of the new site so far."""
        for path in self.made:
            yield from members(path)

    def same(self) -> frozenset[str]:
        """Files of the old site that the new one has as they are."""
        same = (path for path, made in self.made.items() if self.known.get(path) == made)
        return frozenset(name for path in same for name in members(path))

    def whole(self, path: str, site: Path) -> bool:
        """Whether the old site has a file as it was written."""
        known = self.known.get(path)
        return known is not None and _sealed(str(site), members(path)) == known.seal


def _sealed(folder: str, names: Iterable[str]) -> bytes | None:
    """The seal of files as they stand there; None where one is missing."""
    with contextlib.suppress(OSError):
        return seal([stamp(f"{folder}/{name}") for name in names])
    return None
