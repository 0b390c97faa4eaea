"""Looking for words in all bytes of a folder: as they are, unpacked, and decoded."""

import base64
import binascii
import gzip
import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from chancery.editing.redaction import letters

DEPTH = 4
"""Archives in archives are followed so far."""
MAX_BYTES = 1_000_000_000
"""Of one unpacked thing."""
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{32,}={0,2}")
_GZIP = b"\x1f\x8b"
_BETWEEN = rb"(?:[\W_]|<[^<>]{0,300}>|&[a-z]{2,8};|&#x?[0-9a-f]{1,6};|\\[nrtu][0-9a-f]{0,4}|%[0-9a-f]{2}){0,12}"
"""What may stand between two words of a text in a file: blanks, marks, tags, entities, escapes."""


def search(folder: Path, wanted: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Files that hold one of the texts, and which; each text is looked for in any case and layout."""
    patterns = {text: pattern(text) for text in wanted if letters(text)}
    if not patterns:
        return
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        name = path.relative_to(folder).as_posix()
        yield from ((name, text) for text, looked in patterns.items() if looked.search(name.lower().encode()))
        for where, data in forms(name, path.read_bytes()):
            low = data.lower()
            yield from ((where, text) for text, looked in patterns.items() if looked.search(low))


def pattern(text: str) -> re.Pattern[bytes]:
    """A pattern for the words of a text with anything but letters between them."""
    words = re.findall(r"[^\W_]+", text.lower())
    return re.compile(_BETWEEN.join(b"".join(map(_written, word)) for word in words))


def _written(char: str) -> bytes:
    """A letter in the ways that files write it; of one outside ASCII: bytes, escapes of addresses, JSON and HTML,
    and the bare letter that names of files keep of it."""  # noqa: D205, D209 -- one sentence
    if char.isascii():
        return re.escape(char).encode()
    bare = "".join(filter(str.isascii, letters(char)))
    ways = {bare.encode()} - {b""}
    for one in {char, char.upper(), unicodedata.normalize("NFD", char)}:
        data = one.encode()
        ways |= {data, "".join(f"%{byte:02x}" for byte in data).encode()}
        ways |= {
            "".join(form.format(ord(each)) for each in one).encode() for form in ("\\u{:04x}", "&#{};", "&#x{:x};")
        }
    return b"(?:" + b"|".join(map(re.escape, sorted(ways, key=lambda way: (-len(way), way)))) + b")"


def forms(name: str, data: bytes, depth: int = DEPTH) -> Iterator[tuple[str, bytes]]:
    """Bytes as they are, unpacked, and decoded; each with a name that says how."""
    yield name, data
    if depth == 0:
        return
    for inner, unpacked in _unpacked(name, data):
        yield from forms(inner, unpacked, depth - 1)
    for found in _BASE64.finditer(data):
        decoded = _decoded(found[0])
        if decoded:
            yield f"{name} (base64)", decoded
            if decoded.startswith(_GZIP):
                yield from forms(f"{name} (base64)", decoded, depth - 1)


def _unpacked(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """What is packed in some bytes."""
    if data.startswith(b"PK\x03\x04"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for info in archive.infolist():
                    if info.file_size <= MAX_BYTES:
                        yield f"{name}/{info.filename}", archive.read(info)
        except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError):
            return
    elif data.startswith(_GZIP):
        try:
            yield f"{name} (gzip)", gzip.decompress(data)
        except (OSError, EOFError, zlib.error):
            return


def _decoded(found: bytes) -> bytes | None:
    """Base64 decoded; None where it is none."""
    plain = found.translate(bytes.maketrans(b"-_", b"+/")).rstrip(b"=")
    try:
        return base64.b64decode(plain[: len(plain) // 4 * 4])
    except (binascii.Error, ValueError):
        return None
