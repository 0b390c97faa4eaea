"""Cables as they were read, in files of the cache: each with its brief, written once by a worker and then only read.

A cable's text stands there as it may be published.
"""

import hashlib
import secrets

import msgspec

from chancery.collection import briefs
from chancery.collection.briefs import Brief
from chancery.editing.published import Published
from chancery.files.blocks import check
from chancery.files.output import write
from chancery.model import Cable

_CHECK = 32


class CacheDamagedError(Exception):
    """A cached cable is not what it was when it was put there."""


class Place(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Where a cable as it was read stands: small, so that it can be handed to workers."""

    pack: str
    offset: int
    size: int
    """Bytes of the record."""
    brief: int
    """Bytes of the brief, which follow."""
    digest: str
    """SHA-256 of the record's bytes, in hex, 32 digits."""
    check: bytes
    """Of the brief's bytes."""


class Held(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What the cache holds of a cable."""

    id: str
    place: Place
    gist: bytes


class Pack:
    """A file of cables, written by one worker and then only read."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.name = secrets.token_hex(8)
        self._parts: list[bytes] = []
        self._size = 0

    def add(self, record: bytes, brief: bytes) -> Place:
        """Put a cable at the end; tells where it stands."""
        place = Place(self.name, self._size, len(record), len(brief), record_digest(record), check(brief))
        self._parts += record, brief
        self._size += len(record) + len(brief)
        return place

    def close(self) -> None:
        """Write it, if anything is in it."""
        if self._parts:
            write(f"{self.folder}/{self.name}", b"".join(self._parts))


class Reader:
    """Cables out of packs. Raises ``CacheDamagedError`` where one is not what it was."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def packed(self, place: Place) -> bytes:
        """The bytes of a brief, checked."""
        data = self._bytes(place, place.size, place.brief)
        if check(data) != place.check:
            raise CacheDamagedError(place.pack)
        return data

    def both(self, place: Place) -> tuple[Published, bytes]:
        """A cable as it may be shown, and its brief, packed."""
        record, brief = self.raw(place)
        return _published(record), brief

    def pair(self, place: Place) -> tuple[Brief, Cable]:
        """The brief of a cable, and its record alone."""
        record, brief = self.raw(place)
        return briefs.unpack(brief), _record(record).cable

    def brief(self, place: Place) -> Brief:
        """The brief of a cable."""
        return briefs.unpack(self.packed(place))

    def raw(self, place: Place) -> tuple[bytes, bytes]:
        """The bytes of a record and of its brief, checked; they stand side by side."""
        data = self._bytes(place, 0, place.size + place.brief)
        record, brief = data[: place.size], data[place.size :]
        if record_digest(record) != place.digest or check(brief) != place.check:
            raise CacheDamagedError(place.pack)
        return record, brief

    def _bytes(self, place: Place, begin: int, size: int) -> bytes:
        """Cables are asked for by date, so a pack is not read as a whole."""
        try:
            with open(f"{self.folder}/{place.pack}", "rb", buffering=0) as file:  # noqa: PTH123 -- half the time
                file.seek(place.offset + begin)
                return file.read(size)
        except OSError as error:
            raise CacheDamagedError(place.pack) from error


class _Record(msgspec.Struct):
    """Of a published cable what its record is; the rest is passed over."""

    cable: Cable


_record = msgspec.msgpack.Decoder(_Record).decode
_published = msgspec.msgpack.Decoder(Published).decode
encoded = msgspec.msgpack.Encoder().encode
"""A published cable as a pack has it."""


def record_digest(record: bytes) -> str:
    """The digest of a record."""
    return hashlib.sha256(record).hexdigest()[:_CHECK]
