"""Which cables are indexed together.

A shard is a run of days: whole years, or an even part of one that has many cables. It does not depend on the
build before, and a changed cable changes its own shard alone. Shards follow each other in time, so results sorted
by date are those of the shards, one after the other.
"""

from collections.abc import Iterator, Sequence

from chancery.collection.corpus import Corpus
from chancery.files.blocks import batches, weighed
from chancery.model import Value

LIMIT = 250
"""Cables a shard: so many are indexed again where one changes. A reader does not notice how many shards there are."""
PARTS = (1, 2, 3, 4, 6, 12)
"""Into how many even parts a year can be cut."""


class Shard(Value, frozen=True):
    """Cables that are indexed together."""

    name: str
    """'2009'; '2006-to-2008' three years; '2009-07' from July; '2009-07-2' the second of the same time."""
    ids: tuple[str, ...]
    """By date, then id."""


def shards(corpus: Corpus, limit: int = LIMIT) -> Iterator[Shard]:
    """All shards, the oldest first; none has more than ``limit`` cables."""
    for years in weighed(sorted(corpus.by_year), lambda year: len(corpus.by_year[year]), limit):
        first, last = years[0], years[-1]
        ids = tuple(each for year in years for each in corpus.by_year[year])
        if len(ids) <= limit:
            yield Shard(str(first) if first == last else f"{first}-to-{last}", ids)
        else:
            yield from _cut(first, ids, [corpus.gists[each].date.month for each in ids], limit)


def _cut(year: int, ids: Sequence[str], months: Sequence[int], limit: int) -> Iterator[Shard]:
    for parts in PARTS:
        groups: dict[int, list[str]] = {}
        for each, month in zip(ids, months, strict=True):
            groups.setdefault((month - 1) * parts // 12, []).append(each)
        if parts == PARTS[-1] or max(map(len, groups.values())) <= limit:
            break
    for group, held in sorted(groups.items()):
        name = f"{year}-{group * 12 // parts + 1:02}"
        for number, some in enumerate(batches(held, limit), 1):
            yield Shard(name if number == 1 else f"{name}-{number}", tuple(some))
