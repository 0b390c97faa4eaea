"""A ZIP archive written so that the same files give the same bytes: no clock, no owner, names in the order given.

Members come packed already (by workers, or out of an older archive, as they stand there), and large ones are
packed while they are written. Follows PKWARE's APPNOTE 6.3.10; ZIP64 where sizes or counts ask for it.
"""

import contextlib
import os
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

import msgspec

STORED, DEFLATED = 0, 8
LEVEL = 4
"""Of 9: a third quicker than 6, and 3 percent larger."""
WORTH = 0.98
"""A member that deflating makes hardly smaller is stored as it is."""
LARGE = 64_000_000
"""Bytes from which a file is packed while it is written, not in memory."""
CHUNK = 1_000_000
RUN = 1 << 30
_UTF8 = 0x0800
_DATE = 0x0021
"""1 January 1980, the first day the format knows: files have no other date than what they were made from."""
_MODE = 0o100644 << 16
_MAX32, _MAX16 = 0xFFFFFFFF, 0xFFFF
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_END64 = struct.Struct("<4sQ2H2I4Q")
_WIDE = struct.Struct("<2H2Q")
_LOCATOR = struct.Struct("<4sIQI")


class Packed(msgspec.Struct, frozen=True):
    """A member, packed."""

    name: str
    method: int
    crc: int
    size: int
    """Of the file itself."""
    data: bytes


class Entry(msgspec.Struct, frozen=True):
    """A member of an archive that stands somewhere."""

    name: str
    method: int
    crc: int
    size: int
    packed: int
    offset: int
    """Of its local header."""


def pack(name: str, data: bytes) -> Packed:
    """Pack a file."""
    packer = _packer()
    packed = packer.compress(data) + packer.flush()
    if len(packed) > len(data) * WORTH:
        return Packed(name, STORED, zlib.crc32(data), len(data), data)
    return Packed(name, DEFLATED, zlib.crc32(data), len(data), packed)


def _packer() -> "zlib._Compress":
    return zlib.compressobj(LEVEL, zlib.DEFLATED, -15)


class Archive:
    """An archive of ours that is there already, to take members from as they stand."""

    def __init__(self, path: Path) -> None:
        """Raise ``OSError`` or ``zipfile.BadZipFile`` where it cannot be read."""
        self._file = path.open("rb")
        try:
            with zipfile.ZipFile(self._file) as archive:
                self.members = {info.filename: info for info in archive.infolist()}
        except BaseException:
            self._file.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def span(self, name: str) -> tuple[int, int]:
        """Where a member begins, with its header, and where it ends."""
        info = self.members[name]
        extra = _WIDE.size if info.file_size >= _MAX32 else 0
        start = info.header_offset
        return start, start + _LOCAL.size + len(name.encode()) + extra + info.compress_size

    def copy(self, start: int, end: int, target: IO[bytes]) -> None:
        """Copy bytes to where another file stands; the system does it, where it can."""
        target.flush()
        at = target.tell()
        while start < end:
            done = _copied(self._file, target, (start, at), min(end - start, RUN))
            if not done:
                raise zipfile.BadZipFile("the archive is cut off")
            start, at = start + done, at + done
        target.seek(at)


def _copied(source: IO[bytes], target: IO[bytes], places: tuple[int, int], count: int) -> int:
    """Copy some bytes from a place of one file to a place of another; tells how many."""
    if hasattr(os, "copy_file_range"):
        with contextlib.suppress(OSError):
            return os.copy_file_range(source.fileno(), target.fileno(), count, *places)
    source.seek(places[0])
    target.seek(places[1])
    return target.write(source.read(min(count, CHUNK)))


class Writer:
    """Writes an archive from its first byte to its last; only for a large file it goes back, by a header."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.entries: list[Entry] = []

    @property
    def size(self) -> int:
        """Bytes the archive has if it ends here."""
        return self._file.tell() + sum(_CENTRAL.size + len(each.name.encode()) for each in self.entries) + _END.size

    def add(self, packed: Packed) -> None:
        """Write a packed member."""
        self._begin(packed.name, packed.method, packed.crc, packed.size, len(packed.data))
        self._file.write(packed.data)

    def take(self, archive: Archive, names: Iterable[str]) -> None:
        """Write members of another archive as they stand there; those that follow each other in one go."""
        start = end = 0
        for name in names:
            info, (begin, stop) = archive.members[name], archive.span(name)
            if begin != end:
                archive.copy(start, end, self._file)
                start = begin
            at = self._file.tell() + begin - start
            self.entries.append(Entry(name, info.compress_type, info.CRC, info.file_size, info.compress_size, at))
            end = stop
        archive.copy(start, end, self._file)

    def stream(self, name: str, path: Path) -> None:
        """Pack a large file while it is written."""
        size, at = path.stat().st_size, self._file.tell()
        self._begin(name, DEFLATED, 0, size, 0)
        begun, packer, crc = self._file.tell(), _packer(), 0
        with path.open("rb") as source:
            while part := source.read(CHUNK):
                crc = zlib.crc32(part, crc)
                self._file.write(packer.compress(part))
        self._file.write(packer.flush())
        end = self._file.tell()
        self._file.seek(at)
        self.entries.pop()
        self._begin(name, DEFLATED, crc, size, end - begun)
        self._file.seek(end)

    def _begin(self, name: str, method: int, crc: int, size: int, packed: int) -> None:
        """Write the header that stands before a member."""
        named, extra, wide = name.encode(), b"", size >= _MAX32
        self.entries.append(Entry(name, method, crc, size, packed, self._file.tell()))
        if wide:
            extra = _WIDE.pack(1, 16, size, packed)
            size = packed = _MAX32
        need = 45 if wide else 20
        self._file.write(
            _LOCAL.pack(
                b"PK\3\4", need, _UTF8, method, 0, _DATE, crc, packed, size, len(named), len(extra)
            )
            + named
            + extra
        )  # fmt: skip

    def close(self) -> None:
        """Write the list of members and the end."""
        start = self._file.tell()
        for each in self.entries:
            self._file.write(b"".join(_central(each)))
        size, count = self._file.tell() - start, len(self.entries)
        if count >= _MAX16 or start >= _MAX32 or size >= _MAX32:
            end = self._file.tell()
            self._file.write(
                _END64.pack(b"PK\6\6", _END64.size - 12, 0x032D, 45, 0, 0, count, count, size, start)
                + _LOCATOR.pack(b"PK\6\7", 0, end, 1)
            )
        least = min(count, _MAX16)
        self._file.write(_END.pack(b"PK\5\6", 0, 0, least, least, min(size, _MAX32), min(start, _MAX32), 0))


def _central(each: Entry) -> Iterator[bytes]:
    """A member's line in the list at the end."""
    name, extra = each.name.encode(), b""
    wide = each.size >= _MAX32
    if wide:
        extra += struct.pack("<2Q", each.size, each.packed)
    if each.offset >= _MAX32:
        extra += struct.pack("<Q", each.offset)
    if extra:
        extra = struct.pack("<2H", 1, len(extra)) + extra
    size, packed = (_MAX32, _MAX32) if wide else (each.size, each.packed)
    yield _CENTRAL.pack(
        b"PK\1\2", 0x032D, 45 if extra else 20, _UTF8, each.method, 0, _DATE, each.crc, packed, size,
        len(name), len(extra), 0, 0, 0, _MODE, min(each.offset, _MAX32),
    )  # fmt: skip
    yield name
    yield extra
