"""The cache between builds: cables as they were read, and what the files of the site were made from.

It is addressed by content: a cable is found by the digest of its bytes, its edits and the code that reads, so it
can be out of date in no way. What it holds is checked when it is read, and a cache that does not hold together is
no cache. When an edit takes something out of a cable, the pack that still has it is written anew without it.
"""

import contextlib
import hashlib
import itertools
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from chancery import blocks
from chancery.blocks import batches
from chancery.output import remove
from chancery.packs import CacheDamagedError, Held, Pack, Place, Reader

LIST = "cables"
"""The list of the cables that a cache holds."""
LARGE = 8 << 20
"""Bytes of such a list: some ten thousand cables."""
FILES = 1_000
"""Files of the site a block of their list."""


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

    def __init__(self, folder: Path, *, wanted: bool = True) -> None:
        self.folder = folder.absolute()  # workers can stand elsewhere
        self.packs = self.folder / "packs"
        self.packs.mkdir(parents=True, exist_ok=True)
        self.held: dict[bytes, Held] = {}
        if wanted:
            self.held = _held(self.folder / LIST)

    def made(self, site: Path) -> dict[str, Made]:
        """What is known of the files of a site, by path."""
        try:
            return {path: made for block in blocks.read(self._list(site)) for path, made in _files(block)}
        except (OSError, blocks.DamagedError, msgspec.DecodeError):
            return {}

    def save_made(self, site: Path, made: Mapping[str, Made]) -> None:
        """Remember what the files of a site were made from."""
        blocks.write(self._list(site), map(_encode, batches(made.items(), FILES)))

    def spare(self, site: Path) -> Path:
        """Where a second folder of links to the files of a site is kept."""
        return self.folder / f"spare-{_name(site)}"

    def _list(self, site: Path) -> Path:
        return self.folder / f"site-{_name(site)}"

    def keep(self, held: Mapping[bytes, Held]) -> None:
        """Remember these cables while the build goes on; :meth:`save` tidies up."""
        blocks.write(self.folder / LIST, _blocks(held))
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
            blocks.write(self.folder / LIST, _blocks(self.held))
            used = Counter(each.place.pack for each in self.held.values())
        for name in known.keys() - used.keys():
            remove(self.packs / name)

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
                moved = pack.add(reader.raw(each.place), reader.packed(each.place))
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


def _held(path: Path) -> dict[bytes, Held]:
    """The list of cables; empty where it is missing or damaged."""
    try:
        return dict(_cables(path))
    except (OSError, blocks.DamagedError, msgspec.DecodeError):
        return {}


def _cables(path: Path) -> Iterator[tuple[bytes, Held]]:
    for block in blocks.read(path):
        pack, cables = _pack(block)
        for key, name, offset, size, brief, seen, check, gist in cables:
            yield key, Held(name, Place(pack, offset, size, brief, seen, check), gist)


def _blocks(held: Mapping[bytes, Held]) -> Iterator[bytes]:
    """The list of cables as blocks, one for each run of cables of the same pack."""
    for pack, run in itertools.groupby(held.items(), key=lambda pair: pair[1].place.pack):
        yield _encode((pack, [(key, each.id, *_where(each.place), each.gist) for key, each in run]))


def _where(place: Place) -> tuple[int, int, int, str, bytes]:
    return place.offset, place.size, place.brief, place.digest, place.check


_encode = msgspec.msgpack.Encoder().encode
_files = msgspec.msgpack.Decoder(list[tuple[str, Made]]).decode
_Where = tuple[bytes, str, int, int, int, str, bytes, bytes]
_pack = msgspec.msgpack.Decoder(tuple[str, list[_Where]]).decode
