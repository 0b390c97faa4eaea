"""What the search page has to know before it opens anything: ``pagefind/collection.js``."""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

import msgspec

from chancery.corpus import Corpus
from chancery.model import Value
from chancery.search.shards import Shard
from chancery.search.text import facts

MANIFEST = "pagefind/collection.js"
LIST = "list.pf_meta"
"""The file of a shard that every search needs."""
TOGETHER = 8
"""Files of one kind in a script; those that follow each other."""


class Indexed(Value, frozen=True):
    """A shard and the files that its index has."""

    shard: Shard
    paths: tuple[str, ...]


class _Part(Value, frozen=True):
    """A shard as the page knows it."""

    folder: str
    cables: int


def complete(indexed: Indexed) -> bool:
    """Whether the files of a shard are those it must have."""
    return {"list.js", LIST} <= {PurePosixPath(path).name for path in indexed.paths}


def manifest(corpus: Corpus, indexed: Iterable[Indexed], shared: Iterable[str]) -> bytes:
    """The script: the shards, what can be filtered by and how often it occurs, the names of the shared files."""
    parts = [_Part(PurePosixPath(each.paths[0]).parts[1], len(each.shard.ids)) for each in indexed]
    names = {path.name.partition("-")[0] + path.suffix: path.name for path in map(PurePosixPath, shared)}
    facets = _facets(corpus) if parts else {}
    told = {"cables": len(corpus.ids), "shared": names, "together": TOGETHER, "shards": parts, "facets": facets}
    return b"tipSearch.open(" + msgspec.json.encode(told) + b");\n"


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
