"""The same bytes from the same texts: Pagefind writes its filters in another order on each run; here it is one.

Its files are CBOR (RFC 8949) behind a mark, compressed: a filter is ``[name, [[value, pages], ...]]``, and the fourth
part of the meta file lists the filters with the names of their files, which come from what they hold.
"""

import gzip
import hashlib
import json
import zlib
from importlib import metadata
from pathlib import Path
from typing import Any

from chancery.output import OutputError

MARK = b"pagefind_dcd"
FILTERS = 3
"""Where the meta file lists the filters."""

_WIDTHS = {24: 1, 25: 2, 26: 4, 27: 8}
_NUMBER, _TEXT, _ARRAY = 0, 3, 4


class PagefindChangedError(OutputError):
    """What this version of Pagefind makes is not as this program needs it."""


def version() -> str:
    """Of Pagefind: another one makes other files."""
    return metadata.version("pagefind")


def changed(what: str) -> PagefindChangedError:
    """The error to raise; ``what`` says what is not as expected."""
    return PagefindChangedError(f"Pagefind {version()}: {what}; install the version that the project names")


def settle(made: Path) -> None:
    """Put the filters of an index into the order of their names and values.

    Raises :class:`PagefindChangedError` where its files have another form: their bytes would differ on each build.
    """
    try:
        names = {path.stem: _filter(path) for path in sorted((made / "filter").glob("*.pf_filter"))}
        (meta,) = made.glob("pagefind.*.pf_meta")
        _meta(meta, names)
    except (ValueError, TypeError, IndexError, KeyError, EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise changed(f"the files of its index have another form ({error})") from error


def _filter(path: Path) -> str:
    """Sort the values of a filter; gives the new name of its file."""
    tree = _read(path)
    tree[1] = sorted(tree[1], key=repr)
    return _write(path, tree, "")


def _meta(path: Path, names: dict[str, str]) -> None:
    """Sort the list of filters, and tell the entry file the new name."""
    tree = _read(path)
    tree[FILTERS] = sorted([name, names[file]] for name, file in tree[FILTERS])
    old, new = path.stem.partition(".")[2], _write(path, tree, "pagefind.")
    entry = path.with_name("pagefind-entry.json")
    told = entry.read_text("utf-8")
    if old not in told:
        raise ValueError(f"{entry.name} does not name {path.name}")
    entry.write_text(json.dumps(json.loads(told.replace(old, new)), ensure_ascii=False), "utf-8")


def _read(path: Path) -> Any:
    data = gzip.decompress(path.read_bytes())
    if not data.startswith(MARK):
        raise ValueError(path.name)
    tree, end = decode(data, len(MARK))
    if end != len(data):
        raise ValueError(path.name)
    return tree


def _write(path: Path, tree: Any, lead: str) -> str:
    """Write a file under a name made from what it holds; gives that name without its lead."""
    data = MARK + encode(tree)
    language = path.stem.removeprefix(lead).partition("_")[0]
    name = f"{language}_{hashlib.sha256(data).hexdigest()[:10]}"
    path.unlink()
    path.with_name(f"{lead}{name}{path.suffix}").write_bytes(gzip.compress(data, mtime=0))
    return name


def decode(data: bytes, at: int) -> tuple[Any, int]:
    """A value and where it ends. Raises ``ValueError`` for what is no number, text or array."""
    major, size = data[at] >> 5, data[at] & 31
    at += 1
    if size >= min(_WIDTHS):
        width = _WIDTHS.get(size, 0)
        size, at = int.from_bytes(data[at : at + width], "big"), at + width
    if major == _NUMBER:
        return size, at
    if major == _TEXT:
        return data[at : at + size].decode(), at + size
    if major != _ARRAY:
        raise ValueError(major)
    found: list[Any] = []
    for _ in range(size):
        each, at = decode(data, at)
        found.append(each)
    return found, at


def encode(tree: Any) -> bytes:
    """A value as CBOR, in the shortest form."""
    if isinstance(tree, int):
        return _head(_NUMBER, tree)
    if isinstance(tree, str):
        return _head(_TEXT, len(tree.encode())) + tree.encode()
    return _head(_ARRAY, len(tree)) + b"".join(map(encode, tree))


def _head(major: int, size: int) -> bytes:
    for code, width in ((size, 0), *_WIDTHS.items()):
        if width and size < 1 << 8 * width:
            return bytes([major << 5 | code]) + size.to_bytes(width, "big")
        if not width and size < min(_WIDTHS):
            return bytes([major << 5 | code])
    raise ValueError(size)
