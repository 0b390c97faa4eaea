"""The lists of the index: which cables have a word, how much it counts in them, and where it stands.

A run is a word in some cables that follow each other. It holds numbers as steps from the one before, each in as few
bytes as it needs (LEB128, seven bits a byte), so runs of shards are joined by writing one number anew. Words follow
each other by letters and are cut into pieces as readers need them: a word that many cables have has a piece for itself
and those that begin with it. Places, which only phrases need, stand in pieces of their own.

A table is what all files of the lists are: a line of JSON, ``[[name, bytes, bytes], ...]``, and behind it, for each
name, two runs of so many bytes; compressed.
"""

import functools
import gzip
import itertools
import operator
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from chancery.search.written import Occurrence

_LETTERS = "0abcdefghijklmnopqrstuvwxyz"
GROUPS = (*_LETTERS, *(f"{each}2" for each in _LETTERS))
"""Words are in groups by their first letter; those that begin otherwise are in the first. Pairs have their own."""
MANY = 3000
"""Bytes of the cables of a word that has a piece for itself."""
TOGETHER = 8000
"""Bytes of the cables in a piece of several words."""
LEVEL = 6
"""Of compression: the highest takes twice the time and saves a hundredth."""
MOST = 255
"""A word counts no more than so often."""
_BITS = 7
_STEP = 1 << _BITS


class Run(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A word in some cables that follow each other."""

    first: int
    """Number of the first cable."""
    last: int
    cables: bytes
    """Steps to the cables after the first."""
    weights: bytes
    """How often the word counts, a byte a cable."""
    counts: bytes
    """Number of places in each cable."""
    places: bytes
    """Steps to them; each cable begins anew."""


def group(word: str) -> str:
    """The group of a word.

    >>> group("judg"), group("2009"), group("ärger"), group("rule of")
    ('j', '0', '0', 'r2')
    """
    return (word[0] if "a" <= word[0] <= "z" else _LETTERS[0]) + ("2" if " " in word else "")


def coded(numbers: Sequence[int]) -> bytes:
    """Numbers, each in as few bytes as it needs.

    >>> coded([5, 127, 128, 300]).hex()
    '057f8001ac02'
    """
    if max(numbers, default=0) < _STEP:
        return bytes(numbers)
    return b"".join(map(_coded, numbers))


@functools.lru_cache(1 << 14)
def _coded(number: int) -> bytes:
    made = bytearray()
    while number >= _STEP:
        made.append(number % _STEP | _STEP)
        number >>= _BITS
    made.append(number)
    return bytes(made)


def steps(numbers: Sequence[int]) -> list[int]:
    """From each number to the next, the first from nothing.

    >>> steps([3, 4, 9])
    [3, 1, 5]
    """
    return list(map(operator.sub, numbers, itertools.chain((0,), numbers))) if len(numbers) > 1 else list(numbers)


def run(found: Sequence[Occurrence]) -> Run:
    """A word in the cables of a shard."""
    cables = [each.cable for each in found]
    places = [sorted(set(each.places)) if len(each.places) > 1 else each.places for each in found]
    return Run(
        cables[0], cables[-1],
        coded(steps(cables)[1:]),
        bytes(min(max(round(each.weight), 1), MOST) for each in found),
        coded([len(each) for each in places]),
        coded([step for each in places for step in steps(each)]),
    )  # fmt: skip


def joined(runs: Iterable[tuple[int, Run]]) -> Run:
    """Runs of shards as one; each is given with the number of cables before its shard."""
    held = [(before, each) for before, each in runs]
    ends = [0, *(before + each.last for before, each in held)]
    return Run(
        0, ends[-1],
        b"".join(
            _coded(before + each.first - end) + each.cables for end, (before, each) in zip(ends, held, strict=False)
        ),
        b"".join(each.weights for _, each in held),
        b"".join(each.counts for _, each in held),
        b"".join(each.places for _, each in held),
    )  # fmt: skip


def cut(words: Iterable[tuple[str, Run]]) -> Iterator[list[tuple[str, Run]]]:
    """Words, given by letters, in pieces. A word with a piece for itself leads it; others that begin with it follow."""
    lead, weight = "", 0
    held: list[tuple[str, Run]] = []
    for word, each in words:
        size = len(each.cables) + len(each.weights)
        many = size >= MANY
        fits = not many and (word.startswith(lead) if lead else weight + size <= TOGETHER)
        if held and not fits:
            yield held
            lead, weight, held = "", 0, []
        if many:
            lead = word
        held.append((word, each))
        weight += size
    if held:
        yield held


def packed(data: bytes) -> bytes:
    """As a file holds it: the same bytes each time."""
    return gzip.compress(data, LEVEL, mtime=0)


def table(rows: Iterable[tuple[str, bytes, bytes]]) -> bytes:
    """A file of lists."""
    held = list(rows)
    head = msgspec.json.encode([(name, len(one), len(other)) for name, one, other in held])
    return packed(b"".join((head, b"\n", *(part for _, *parts in held for part in parts))))
