"""Blocks of the catalogue: runs of days whose rows are made together, and taken over together while nothing changes.

Rows of a block are numbered from its own number on, so they are the same whatever else the collection holds. That
makes a block a piece that can be put into any catalogue, and one changed cable costs its block and the copying of
the others.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import count, groupby

import msgspec

MOST = 64
"""Blocks, no more: the full-text index has a segment for each, and all are asked for each word."""
FEWEST = 100
"""Cables a block should have: less work than that is not worth a piece of its own."""
_WIDTH = 32


class Block(msgspec.Struct, frozen=True, array_like=True):
    """A run of days."""

    number: int
    days: tuple[str, str]
    """The first and the last of them."""
    cables: int

    @property
    def rows(self) -> tuple[int, int]:
        """The first and the last number that a row of the block can have."""
        return self.number << _WIDTH, (self.number + 1 << _WIDTH) - 1


def blocks(days: Sequence[date]) -> Iterator[Block]:
    """The blocks of cables of these days, which are in order; they depend on nothing else.

    >>> [(block.days, block.cables) for block in blocks([date(2009, 11, 16)] * 3)]
    [(('2009-11-16', '2009-11-16'), 3)]
    """
    ordinals = [day.toordinal() for day in days]
    most = max(1, min(MOST, len(days) // FEWEST))
    shift = next(width for width in count() if len({each >> width for each in ordinals}) <= most)
    for number, group in groupby(ordinals, lambda each: each >> shift):
        first, last = number << shift, (number + 1 << shift) - 1
        yield Block(number, (_day(first), _day(last)), len(list(group)))


def _day(ordinal: int) -> str:
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal())).isoformat()
