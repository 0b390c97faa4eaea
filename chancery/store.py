"""The cache between builds: cables as they were read, and what the files of the site were made from.

It is addressed by content: a cable is found by the digest of its bytes, its edits and the code that reads, so it
can be out of date in no way. What it holds is checked when it is read, and a cache that does not hold together is
no cache. A cable's text stands in packs (one a batch of cables) as it may be published; when an edit takes
something out, the pack that still has it is written anew without it.
"""

import hashlib
import os
import secrets
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import msgspec

from chancery.model import Cable
from chancery.output import Stamp, remove, replace
from chancery.published import Published

T = TypeVar("T")
_CHECK = 32


class CacheDamagedError(Exception):
    """A cached cable is not what it was when it was put there."""


class Held(msgspec.Struct, frozen=True, array_like=True):
    """Where a cable as it was read stands."""

    id: str
    pack: str
    offset: int
    size: int
    digest: str
    """SHA-256 of the bytes, in hex, 32 digits."""
    brief: bytes


class Made(msgspec.Struct, frozen=True, array_like=True):
    """A file of the site: what it was made from, and how it is known again."""

    key: bytes
    stamp: Stamp


def digest(*parts: bytes) -> bytes:
    """A digest of parts, which cannot run into each other."""
    made = hashlib.sha256()
    for part in parts:
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.digest()[:16]


def version(files: Iterable[Path], *words: str) -> bytes:
    """A digest of the names and bytes of files and of some words (versions of libraries)."""
    named = sorted((path.as_posix()[-80:].encode(), path.read_bytes()) for path in files)
    parts = [part for each in named for part in each]
    return digest(*parts, *(word.encode() for word in words))


class Pack:
    """A file of cables, written by one worker and then only read."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.name = secrets.token_hex(8)
        self._parts: list[bytes] = []
        self._size = 0

    def add(self, held: Held, data: bytes) -> Held:
        """Put a cable at the end; tells where it stands now."""
        placed = msgspec.structs.replace(held, pack=self.name, offset=self._size, size=len(data))
        self._parts.append(data)
        self._size += len(data)
        return placed

    def close(self) -> None:
        """Write it, if anything is in it."""
        if self._parts:
            Path(self.folder, self.name).write_bytes(b"".join(self._parts))


class Reader:
    """Cables out of packs. Raises ``CacheDamagedError`` where one is not what it was."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def raw(self, held: Held) -> bytes:
        """The bytes of a cable, checked. Cables are asked for by date, so a pack is not read as a whole."""
        try:
            with open(f"{self.folder}/{held.pack}", "rb", buffering=0) as file:  # noqa: PTH123 -- half the time
                file.seek(held.offset)
                data = file.read(held.size)
        except OSError as error:
            raise CacheDamagedError(held.pack) from error
        if hashlib.sha256(data).hexdigest()[:_CHECK] != held.digest:
            raise CacheDamagedError(held.pack)
        return data

    def published(self, held: Held) -> Published:
        """A cable as it may be shown."""
        return _published(self.raw(held))

    def cable(self, held: Held) -> Cable:
        """The record of a cable alone."""
        return _record(self.raw(held)).cable


class _Record(msgspec.Struct):
    """Of a published cable what its record is; the rest is passed over."""

    cable: Cable


_record = msgspec.json.Decoder(_Record).decode
_published = msgspec.json.Decoder(Published).decode
_encode = msgspec.json.Encoder().encode


def lay_out(path: Path, held: Iterable[Held]) -> None:
    """Write a list of cables for workers that go through all of them: it is too long to be handed to them."""
    with path.open("wb") as file:
        for each in held:
            data = _pack(each)
            file.write(len(data).to_bytes(4, "big"))
            file.write(data)


def listed(path: str) -> Iterator[Held]:
    """The cables of a list, one by one."""
    with Path(path).open("rb") as file:
        while size := file.read(4):
            yield _unpack(file.read(int.from_bytes(size, "big")))


_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(Held).decode


def encoded(published: Published) -> tuple[bytes, str]:
    """A cable as a pack has it, and its digest."""
    data = _encode(published)
    return data, hashlib.sha256(data).hexdigest()[:_CHECK]


class Store:
    """The cache of a project; ``wanted`` off makes it empty at the start, so that everything is made anew."""

    def __init__(self, folder: Path, *, wanted: bool = True) -> None:
        self.folder = folder
        self.packs = folder / "packs"
        self.packs.mkdir(parents=True, exist_ok=True)
        self.held: dict[bytes, Held] = {}
        if wanted:
            self.held = _load(folder / "cables", dict[bytes, Held]) or {}

    def made(self, site: Path) -> dict[str, Made]:
        """What is known of the files of a site, by path."""
        return _load(self._list(site), dict[str, Made]) or {}

    def save_made(self, site: Path, made: Mapping[str, Made]) -> None:
        """Remember what the files of a site were made from."""
        _save(self._list(site), made)

    def _list(self, site: Path) -> Path:
        return self.folder / f"site-{digest(os.fsencode(site)).hex()}"

    def save(self, held: Mapping[bytes, Held]) -> None:
        """Keep these cables and nothing else.

        A pack that holds more than them is written anew: what an editor took out must not lie around.
        """
        known = {each.name: each.stat().st_size for each in os.scandir(self.packs)}
        used = Counter[str]()
        for each in held.values():
            used[each.pack] += each.size
        kept = self._tidied(held, {name for name, size in used.items() if known.get(name) != size})
        _save(self.folder / "cables", kept)
        self.held = kept
        for name in known.keys() - {each.pack for each in kept.values()}:
            remove(self.packs / name)

    def _tidied(self, held: Mapping[bytes, Held], stale: set[str]) -> dict[bytes, Held]:
        """The same cables, those of stale packs moved to a new one."""
        if not stale:
            return dict(held)
        reader, pack, kept = Reader(str(self.packs)), Pack(str(self.packs)), {}
        for key, each in sorted(held.items(), key=lambda pair: (pair[1].pack, pair[1].offset)):
            if each.pack not in stale:
                kept[key] = each
                continue
            try:
                kept[key] = pack.add(each, reader.raw(each))
            except CacheDamagedError:
                continue
        pack.close()
        return kept


def _load(path: Path, kind: type[T]) -> T | None:
    """A checked file of the cache; None where it is missing or damaged."""
    try:
        data = path.read_bytes()
        if hashlib.sha256(data[_CHECK:]).digest() != data[:_CHECK]:
            return None
        return msgspec.msgpack.decode(memoryview(data)[_CHECK:], type=kind)
    except (OSError, msgspec.DecodeError):
        return None


def _save(path: Path, value: object) -> None:
    data = msgspec.msgpack.encode(value)
    replace(path, hashlib.sha256(data).digest() + data)
