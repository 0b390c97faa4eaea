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


class Part(Value, frozen=True):
    """A shard as the page knows it."""

    folder: str
    cables: int


def folder(paths: Iterable[str]) -> str:
    """The folder of files of the index.

    >>> folder(["pagefind/2009-1a2b3c4d/text/1.bin"])
    '2009-1a2b3c4d'
    """
    return PurePosixPath(next(iter(paths))).parts[1]


def manifest(cables: int, parts: Iterable[Part], lists: str, held: Facets) -> bytes:
    """The script: the shards, the folder of the lists, what can be filtered by and how often it occurs."""
    told = {
        "cables": cables,
        "together": TOGETHER,
        "shards": list(parts),
        "lists": lists,
        "facets": {facet: [(row.value, row.words, len(row.cables)) for row in rows] for facet, rows in held.items()},
    }
    return b"tipSearch.open(" + msgspec.json.encode(told) + b");\n"
