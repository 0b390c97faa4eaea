"""The cache between builds: cables as they were read, and what the files of the site were made from.

It is addressed by content: a cable is found by the digest of its bytes, its edits and the code that reads, so it
can be out of date in no way. What it holds is checked when it is read, and a cache that does not hold together is
no cache. When an edit takes something out of a cable, the pack that still has it is written anew without it.
"""

import contextlib
import functools
import hashlib
import os
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

import msgspec

from chancery.collection.packs import CacheDamagedError, Held, Pack, Reader
from chancery.files import blocks
from chancery.files.blocks import batches
from chancery.files.output import remove

Key = TypeVar("Key", bound=Hashable)
Item = TypeVar("Item")

LIST = "cables"
"""The list of the cables that a cache holds."""
STAMPS = "stamps"
"""The list of their keys by the stamps of their files."""
LARGE = 8 << 20
"""Bytes of such a list: some ten thousand cables."""
MANY = 1_000
"""Rows a block of a list."""


class Made(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A file of the site, or several that were made together: what from, and how they are known again."""

    key: bytes
    seal: bytes


def digest(*parts: bytes) -> bytes:
    """A digest of parts, which cannot run into each other."""
    made = hashlib.sha256()
    for part in parts:
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.digest()[:16]


def version(top: Path, files: Iterable[Path], *words: str) -> bytes:
    """A digest of the names below a folder and the bytes of files, and of some words (versions of libraries)."""
    named = sorted((path.relative_to(top).as_posix().encode(), path.read_bytes()) for path in files)
    parts = [part for each in named for part in each]
    return digest(*parts, *(word.encode() for word in words))


class Store:
    """The cache of a project; ``wanted`` off makes it empty at the start, so that everything is made anew."""

    def __init__(self, folder: Path, reading: bytes, *, wanted: bool = True) -> None:
        """``reading`` is the version of the code that reads: what another one has read is not taken."""
        self.folder = folder.absolute()  # workers can stand elsewhere
        self.packs = self.folder / "packs"
        self.packs.mkdir(parents=True, exist_ok=True)
        self._reading = reading
        self.held = _listed(self.folder / LIST, functools.partial(_cables, reading)) if wanted else {}

    def keys(self) -> dict[bytes, bytes]:
        """Keys of cables by the stamps of their files."""
        return _listed(self.folder / STAMPS, _keys)

    def save_keys(self, keys: Mapping[bytes, bytes]) -> None:
        """Remember keys by stamps."""
        blocks.write(self.folder / STAMPS, map(_encode, batches(keys.items(), MANY)))

    def made(self, site: Path) -> dict[str, Made]:
        """What is known of the files of a site, by path."""
        return _listed(self._list(site), _files)

    def save_made(self, site: Path, made: Mapping[str, Made]) -> None:
        """Remember what the files of a site were made from."""
        blocks.write(self._list(site), map(_encode, batches(made.items(), MANY)))

    def spare(self, site: Path) -> Path:
        """Where a second folder of links to the files of a site is kept."""
        return self.folder / f"spare-{_name(site)}"

    def _list(self, site: Path) -> Path:
        return self.folder / f"site-{_name(site)}"

    def keep(self, held: Mapping[bytes, Held]) -> None:
        """Remember these cables while the build goes on; :meth:`save` tidies up."""
        self._save(held)
        self.held = dict(held)

    def save(self, held: Mapping[bytes, Held]) -> None:
        """Keep these cables and nothing else.

        A pack that holds more than them is written anew: what an editor took out must not lie around.
        """
        known = {each.name: each.stat().st_size for each in os.scandir(self.packs)}
        used = Counter[str]()
        for each in held.values():
            used[each.place.pack] += each.place.size + each.place.brief
        stale = {name for name, size in used.items() if known.get(name) != size}
        if stale or held.keys() != self.held.keys():
            self.held = self._tidied(held, stale)
            self._save(self.held)
            used = Counter(each.place.pack for each in self.held.values())
        for name in known.keys() - used.keys():
            remove(self.packs / name)

    def _save(self, held: Mapping[bytes, Held]) -> None:
        parts = batches(held.items(), MANY)
        blocks.write(self.folder / LIST, (_encode((self._reading, part)) for part in parts))

    def _tidied(self, held: Mapping[bytes, Held], stale: set[str]) -> dict[bytes, Held]:
        """The same cables, those of stale packs moved to a new one."""
        if not stale:
            return dict(held)
        reader, pack, kept = Reader(str(self.packs)), Pack(str(self.packs)), {}
        for key, each in sorted(held.items(), key=lambda pair: (pair[1].place.pack, pair[1].place.offset)):
            if each.place.pack not in stale:
                kept[key] = each
                continue
            try:
                moved = pack.add(*reader.raw(each.place))
            except CacheDamagedError:
                continue
            kept[key] = Held(each.id, moved, each.gist)
        pack.close()
        return kept


def large(folder: Path) -> bool:
    """Whether a cache holds so many cables that workers should be there before they are loaded."""
    with contextlib.suppress(OSError):
        return (folder / LIST).stat().st_size > LARGE
    return False


def _name(site: Path) -> str:
    return digest(os.fsencode(site)).hex()


def _listed(path: Path, pairs: Callable[[bytes], Iterable[tuple[Key, Item]]]) -> dict[Key, Item]:
    """A list of the cache; empty where it is missing or damaged."""
    try:
        return {key: one for block in blocks.read(path) for key, one in pairs(block)}
    except (OSError, blocks.DamagedError, msgspec.DecodeError):
        return {}


def _cables(reading: bytes, block: bytes) -> list[tuple[bytes, Held]]:
    version, cables = _read(block)
    return cables if version == reading else []


_encode = msgspec.msgpack.Encoder().encode
_keys = msgspec.msgpack.Decoder(list[tuple[bytes, bytes]]).decode
_files = msgspec.msgpack.Decoder(list[tuple[str, Made]]).decode
_read = msgspec.msgpack.Decoder(tuple[bytes, list[tuple[bytes, Held]]]).decode
