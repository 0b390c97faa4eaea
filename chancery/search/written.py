"""What Pagefind wrote for a shard, read: the texts of its cables, and where each word stands in them.

Its files are CBOR (RFC 8949) behind a mark, compressed. The list of a shard (``pf_meta``) has six parts: version,
pages, pieces of the index, filters, sorts, names of meta data. A page is ``[file, words]``, a piece ``[first word,
last word, file]``. A piece of the index is ``[[[word, cables, spellings], ...]]``, a spelling, one with accents,
``[word, cables]``, a cable ``[number, places, places in meta data]``: numbers count on from the one before, and so do
places, behind a negative number that tells their weight.
"""

import gc
import gzip
import itertools
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

import cbor2
import msgspec

from chancery.files.output import OutputError
from chancery.model import Value

MARK = b"pagefind_dcd"
UNIT = 24
"""A weight of one, in places; the parts of a compound have less than the whole."""

Tree = list[Any]


class PagefindChangedError(OutputError):
    """What this version of Pagefind makes is not as this program needs it."""


class Occurrence(msgspec.Struct, frozen=True, gc=False):
    """A word in a cable."""

    cable: int
    """Its place in the shard, by time."""
    weight: float
    """Times it occurs; more often where it counts more."""
    places: Sequence[int]
    """Which words of the text it is; none where it stands in the line under a hit alone."""


class Written(Value, frozen=True):
    """A shard, as it was indexed; cables are in order of time."""

    texts: Sequence[bytes]
    """What a hit shows: JSON behind a mark, compressed."""
    lengths: Sequence[int]
    """Words of each cable."""
    words: Mapping[str, Sequence[Occurrence]]
    """By stems without accents."""


def version() -> str:
    """Of Pagefind: another one makes other files."""
    return metadata.version("pagefind")


def read(made: Path) -> Written:
    """Read what Pagefind wrote to a folder, its pages sorted by date.

    Raises :class:`PagefindChangedError` where that has another form.
    """
    collecting = gc.isenabled()
    gc.disable()  # millions of small lists come, and none of them is garbage yet
    try:
        return _read(made)
    except (ValueError, TypeError, IndexError, KeyError, OSError, EOFError, zlib.error, cbor2.CBORError) as error:
        what = f"the files of its index have another form ({error})"
        raise PagefindChangedError(
            f"Pagefind {version()}: {what}; install the version that the project names"
        ) from error
    finally:
        if collecting:
            gc.enable()


def _read(made: Path) -> Written:
    (path,) = made.glob("pagefind.*.pf_meta")
    _, pages, chunks, _, sorts, _ = _tree(path)
    ((_, in_time),) = sorts
    ranks = {number: rank for rank, number in enumerate(in_time)}
    held: dict[str, list[Occurrence]] = {}
    for _, _, file in chunks:
        for word, cables, spellings in _tree(made / "index" / f"{file}.pf_index")[0]:
            for some in (cables, *(others for _, others in spellings)):
                held.setdefault(word, []).extend(_found(some, ranks))
    return Written(
        [(made / "fragment" / f"{pages[number][0]}.pf_fragment").read_bytes() for number in in_time],
        [pages[number][1] for number in in_time],
        {word: _joined(found) for word, found in held.items()},
    )


def _found(cables: Iterable[Tree], ranks: Mapping[int, int]) -> Iterator[Occurrence]:
    number = 0
    for step, marked, meta in cables:
        number += step
        more = sum(UNIT for each in meta if each >= 0) if meta else 0
        if marked and min(marked) < 0:
            places, total = _weighed(marked)
        else:
            places, total = list(itertools.accumulate(marked)), UNIT * len(marked)
        yield Occurrence(ranks[number], (total + more) / UNIT, places)


def _weighed(marked: Iterable[int]) -> tuple[list[int], int]:
    """Places of several weights, and the sum of these."""
    weight, place, total = UNIT, 0, 0
    places = []
    for each in marked:
        if each < 0:
            weight, place = -each - 1, 0
        else:
            place += each
            total += weight
            places.append(place)
    return places, total


def _joined(found: list[Occurrence]) -> list[Occurrence]:
    """In order of time, one for each cable: a cable can have a word with accents and without."""
    joined: dict[int, Occurrence] = {}
    for each in found:
        known = joined.get(each.cable)
        if known is not None:
            each = Occurrence(each.cable, known.weight + each.weight, [*known.places, *each.places])  # noqa: PLW2901
        joined[each.cable] = each
    return [joined[cable] for cable in sorted(joined)]


def _tree(path: Path) -> Tree:
    data = gzip.decompress(path.read_bytes())
    if not data.startswith(MARK):
        raise ValueError(path.name)
    tree: Tree = cbor2.loads(data[len(MARK) :])
    return tree
