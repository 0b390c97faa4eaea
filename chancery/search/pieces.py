"""What Pagefind wrote for a shard, in pieces as a reader needs them: less to fetch, and the same bytes each time.

Its files are CBOR (RFC 8949) behind a mark, compressed. The list of a shard (``pf_meta``) has six parts: version,
pages, pieces of the index, filters, sorts, names of meta data. A page is ``[file, words]``, a piece ``[first word,
last word, file]``, a filter ``[name, file]``; a piece of the index is ``[[[word, places, spellings], ...]]``, a filter
``[name, [[value, pages], ...]]``.

Pagefind cuts its index by size, so that a word costs what stands around it, in every shard. Here a word with many
places has a piece of its own. Files are named by their numbers: names out of digests cannot be compressed, and the
list, which every search needs, is made of names. The order of its pages in time, which few need, stands apart.
"""

import gzip
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

import cbor2

from chancery.output import OutputError
from chancery.search.manifest import LIST

MARK = b"pagefind_dcd"
ORDER = "order.json"
"""Numbers of pages, the oldest first."""
MANY = 2500
"""Places of a word that has a piece for itself: about five kilobytes."""
TOGETHER = 5000
"""Places in a piece of several words."""

Tree = list[Any]
_PLAIN = re.compile(r"[a-z0-9]{1,40}")


class PagefindChangedError(OutputError):
    """What this version of Pagefind makes is not as this program needs it."""


def version() -> str:
    """Of Pagefind: another one makes other files."""
    return metadata.version("pagefind")


def changed(what: str) -> PagefindChangedError:
    """The error to raise; ``what`` says what is not as expected."""
    return PagefindChangedError(f"Pagefind {version()}: {what}; install the version that the project names")


def pieces(made: Path) -> dict[str, bytes]:
    """Give the files of a shard by their paths: ``made`` is what Pagefind wrote, its pages sorted by date.

    Paths are ``list.pf_meta``, ``order.json``, ``index/12-judg.pf_index``, ``fragment/7.pf_fragment`` and
    ``filter/year.pf_filter``.
    Raises :class:`PagefindChangedError` where what Pagefind wrote has another form.
    """
    try:
        return dict(_pieces(made))
    except (ValueError, TypeError, IndexError, KeyError, OSError, EOFError, zlib.error, cbor2.CBORError) as error:
        raise changed(f"the files of its index have another form ({error})") from error


def _pieces(made: Path) -> Iterator[tuple[str, bytes]]:
    (path,) = made.glob("pagefind.*.pf_meta")
    told, pages, chunks, filters, sorts, names = _read(path)
    ((_, in_time),) = sorts
    index = dict(_cut(word for _, _, file in chunks for word in _read(made / "index" / f"{file}.pf_index")[0]))
    fragments = [[str(number), words] for number, (_, words) in enumerate(pages)]
    yield LIST, _packed([told, fragments, [*_ranges(index)], sorted([name, name] for name, _ in filters), [], names])
    yield ORDER, json.dumps(in_time, separators=(",", ":")).encode()
    for name, words in index.items():
        yield f"index/{name}.pf_index", _packed([words])
    for number, (file, _) in enumerate(pages):
        yield f"fragment/{number}.pf_fragment", (made / "fragment" / f"{file}.pf_fragment").read_bytes()
    for name, file in sorted(filters):
        _, values = _read(made / "filter" / f"{file}.pf_filter")
        yield f"filter/{name}.pf_filter", _packed([name, sorted(values)])


def _cut(words: Iterable[Tree]) -> Iterator[tuple[str, list[Tree]]]:
    """The words of an index in pieces, each with its name: its number, and the word that it is made for, if one is.

    Such a word leads its piece, and those that begin with it and have few places are with it: Pagefind finds them too
    when it is asked for. One that is not plain letters stands with others: as a name it would be written otherwise.
    """
    number, lead, weight = 0, "", 0
    held: list[Tree] = []
    for word in words:
        places = sum(len(page[1]) for page in word[1])
        many = places >= MANY
        fits = not many and (word[0].startswith(lead) if lead else weight + places <= TOGETHER)
        if held and not fits:
            yield _name(number, lead), held
            number, lead, weight, held = number + 1, "", 0, []
        if many and _PLAIN.fullmatch(word[0]):
            lead = word[0]
        held.append(word)
        weight += places
    if held:
        yield _name(number, lead), held


def _name(number: int, lead: str) -> str:
    return f"{number}-{lead}" if lead else str(number)


def _ranges(index: Mapping[str, list[Tree]]) -> Iterator[Tree]:
    """From where to where Pagefind asks for each piece: from the shortest beginning that leads to its first word."""
    before = ""
    for name, words in index.items():
        first = words[0][0]
        yield [next(first[:end] for end in range(1, len(first) + 1) if first[:end] > before), words[-1][0], name]
        before = words[-1][0]


def entry(made: Path) -> bytes:
    """What is told of all shards alike: version, and signs that belong to words. JSON."""
    told = json.loads((made / "pagefind-entry.json").read_bytes())
    kept = {key: value for key, value in told.items() if key != "languages"}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()


def _read(path: Path) -> Tree:
    data = gzip.decompress(path.read_bytes())
    if not data.startswith(MARK):
        raise ValueError(path.name)
    tree: Tree = cbor2.loads(data[len(MARK) :])
    return tree


def _packed(tree: Sequence[Any]) -> bytes:
    return gzip.compress(MARK + cbor2.dumps(tree), mtime=0)
