"""What the search page has to know before it opens anything: ``pagefind/collection.js``."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

import msgspec

from chancery.model import Value
from chancery.search.scripts import FOLDER, TOGETHER

MANIFEST = f"{FOLDER}/collection.js"


class Facet(Value, frozen=True):
    """A value that cables can be filtered by."""

    value: str
    words: str
    """How a person reads it."""
    cables: list[int]
    """Those that have it, by their numbers in order of time."""


Facets = Mapping[str, Sequence[Facet]]


def folder(paths: Iterable[str]) -> str:
    """The folder of files of the index.

    >>> folder(["pagefind/2009-1a2b3c4d/text/1.bin"])
    '2009-1a2b3c4d'
    """
    return PurePosixPath(next(iter(paths))).parts[1]


def manifest(cables: int, shards: Iterable[tuple[str, int]], lists: str, held: Facets) -> bytes:
    """The script: folder and cables of each shard, the folder of the lists, what can be filtered by and how often."""
    told = {
        "cables": cables,
        "together": TOGETHER,
        "shards": [{"folder": name, "cables": count} for name, count in shards],
        "lists": lists,
        "facets": {facet: [(row.value, row.words, len(row.cables)) for row in rows] for facet, rows in held.items()},
    }
    return b"tipSearch.open(" + msgspec.json.encode(told) + b");\n"
