"""Which cables are indexed together.

A shard is a run of days: a year, or an even part of it where the year has many cables. It does not depend on the
build before, and a changed cable changes its own shard alone. Shards follow each other in time, so results sorted
by date are those of the shards, one after the other.
"""

from collections.abc import Iterator, Sequence

from chancery.corpus import Corpus
from chancery.model import Value

LIMIT = 800
"""Cables a shard. Indexing again costs 4 ms a cable; opening a shard costs a reader one request."""
PARTS = (1, 2, 3, 4, 6, 12)
"""Into how many even parts a year can be cut."""


class Shard(Value, frozen=True):
    """Cables that are indexed together."""

    name: str
    """'2009'; '2009-07' from July; '2009-07-2' the second of the same time."""
    ids: tuple[str, ...]
    """By date, then id."""


def shards(corpus: Corpus, limit: int = LIMIT) -> Iterator[Shard]:
    """All shards, the oldest first; none has more than ``limit`` cables."""
    for year, ids in sorted(corpus.by_year.items()):
        if len(ids) <= limit:
            yield Shard(str(year), ids)
        else:
            yield from _cut(year, ids, [corpus.briefs[each].date.month for each in ids], limit)


def _cut(year: int, ids: Sequence[str], months: Sequence[int], limit: int) -> Iterator[Shard]:
    for parts in PARTS:
        groups: dict[int, list[str]] = {}
        for each, month in zip(ids, months, strict=True):
            groups.setdefault((month - 1) * parts // 12, []).append(each)
        if parts == PARTS[-1] or max(map(len, groups.values())) <= limit:
            break
    for group, held in sorted(groups.items()):
        name = f"{year}-{group * 12 // parts + 1:02}"
        for start in range(0, len(held), limit):
            yield Shard(f"{name}-{start // limit + 1}" if start else name, tuple(held[start : start + limit]))
