"""What the search page has to know before it opens anything: ``pagefind/collection.js``."""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

import msgspec

from chancery.corpus import Corpus
from chancery.model import Value
from chancery.search.shards import Shard
from chancery.search.text import facts

MANIFEST = "pagefind/collection.js"


class Indexed(Value, frozen=True):
    """A shard and the files that its index has."""

    shard: Shard
    paths: tuple[str, ...]


class _Part(Value, frozen=True):
    """A shard as the page knows it."""

    name: str
    cables: int
    base: str
    """Name of the script with what every search needs."""
    filters: str


def complete(indexed: Indexed) -> bool:
    """Whether the files of a shard are those it must have."""
    return all(any(_is(path, kind) for path in indexed.paths) for kind in ("base", "filters"))


def manifest(corpus: Corpus, indexed: Iterable[Indexed], shared: Iterable[str]) -> bytes:
    """The script: the shards, what can be filtered by and how often it occurs, the names of the shared files."""
    parts = [_Part(each.shard.name, len(each.shard.ids), _one(each, "base"), _one(each, "filters")) for each in indexed]
    names = {_kind(path): PurePosixPath(path).name for path in shared}
    told = {"cables": len(corpus.ids), "shared": names, "shards": parts, "facets": _facets(corpus) if parts else {}}
    return b"tipSearch.open(" + msgspec.json.encode(told) + b");\n"


def _kind(path: str) -> str:
    """What a named script holds: 'base' of 'pagefind/2009/base-1a2b3c4d.js'."""
    return PurePosixPath(path).name.partition("-")[0]


def _is(path: str, kind: str) -> bool:
    return path.count("/") == 2 and _kind(path) == kind


def _one(indexed: Indexed, kind: str) -> str:
    return next(PurePosixPath(path).name for path in indexed.paths if _is(path, kind))


def _facets(corpus: Corpus) -> dict[str, list[tuple[str, str, int]]]:
    """Facet to (value, words, number of cables): years newest first, kinds and countries by words, all by count."""
    counts: dict[str, dict[str, tuple[str, int]]] = {}
    for one in corpus.gists.values():
        for facet, values in facts(one).items():
            known = counts.setdefault(facet, {})
            for value, words in values:
                known[value] = (words, known.get(value, ("", 0))[1] + 1)
    return {facet: _ordered(facet, known) for facet, known in counts.items()}


def _ordered(facet: str, known: Mapping[str, tuple[str, int]]) -> list[tuple[str, str, int]]:
    rows = [(value, words, count) for value, (words, count) in known.items()]
    if facet == "year":
        return sorted(rows, reverse=True)
    if facet in {"country", "post"}:
        return sorted(rows, key=lambda row: (row[1], row[0]))
    return sorted(rows, key=lambda row: (-row[2], row[1], row[0]))
