"""The same index in the same bytes: Pagefind writes filters and their values in an order that is another each time.

They are sorted, and the files are named after what they hold then. All else Pagefind writes in one order.
"""

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

from chancery.search import cbor

_SIGN = b"pagefind_dcd"
_FILTERS = 3
"""Where a table of contents has its filters: pairs of a name and of the name of a file."""


def tidy(made: Path) -> None:
    """Sort the filters of an index, in its folder."""
    (path,) = made.glob("*.pf_meta")
    told = _read(path)
    filters = sorted((_filter(made, name, file) for name, file in told[_FILTERS]), key=lambda pair: pair[0])
    told[_FILTERS] = filters
    language = path.name.split(".")[1].partition("_")[0]
    data = _SIGN + cbor.encode(told)
    name = f"{language}_{_short(data, 10)}"
    path.unlink()
    (made / f"pagefind.{name}.pf_meta").write_bytes(_packed(data))
    entry = made / "pagefind-entry.json"
    known = json.loads(entry.read_text(encoding="utf-8"))
    known["languages"][language]["hash"] = name
    known["include_characters"].sort()
    entry.write_text(json.dumps(known, ensure_ascii=False, sort_keys=True, separators=(",", ":")), encoding="utf-8")


def _filter(made: Path, name: str, file: str) -> list[str]:
    """Sort the values of one filter; its name, and the new name of its file."""
    path = made / "filter" / f"{file}.pf_filter"
    held, values = _read(path)
    data = _SIGN + cbor.encode([held, sorted(values, key=lambda pair: pair[0])])
    path.unlink()
    renamed = f"{file.partition('_')[0]}_{_short(data, 7)}"
    path.with_name(f"{renamed}.pf_filter").write_bytes(_packed(data))
    return [name, renamed]


def _short(data: bytes, digits: int) -> str:
    return hashlib.sha256(data).hexdigest()[:digits]


def _read(path: Path) -> list[Any]:
    found = cbor.decode(gzip.decompress(path.read_bytes()).removeprefix(_SIGN))
    if not isinstance(found, list):
        raise TypeError(f"{path.name}: a table of Pagefind is a list")
    return found


def _packed(data: bytes) -> bytes:
    return gzip.compress(data, 9, mtime=0)
