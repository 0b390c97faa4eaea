"""All cables together: a small record a cable, and what follows from having several of them.

A page of one cable needs little of the rest (:class:`Around`), a listing needs briefs, which whoever makes it
fetches. So the collection is held as gists alone, encoded, and a quarter of a million of them fit in memory.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property, lru_cache
from typing import TypeVar

import msgspec

from chancery.collection.briefs import Brief
from chancery.collection.gist import Gist, gist, pack, unpack
from chancery.model import Kind, Link, Relation, Value
from chancery.source import EDITS

SHOWN = 100
"""Cables that refer to a cable, as many as its page lists: the page must not grow with the collection."""
DECODED = 1_024
"""Briefs that are kept decoded."""
ASSESSMENTS = frozenset({"interim", "annual", "update"})
T = TypeVar("T")


class Problem(Value, frozen=True):
    """An input that could not be read."""

    path: str
    line: int | None
    what: str
    todo: str

    def __str__(self) -> str:
        """Give 'path:line: what; todo' on one line."""
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{place}: {self.what}; {self.todo}"

    @property
    def public(self) -> str:
        """What the site says is wrong. What an edits file has may be the very words that it should take out."""
        return "edits that cannot be applied" if self.path.endswith(EDITS) else self.what


class Facts(Value, frozen=True):
    """What the written pages know of the collection."""

    cables: int
    figures: int
    problems: tuple[Problem, ...]
    """Inputs that could not be read, for the method page."""
    base_url: str = ""
    offline: bool = True
    """Whether there are single files and the archive."""


class Neighbour(Value, frozen=True):
    """Another cable as a cable's page names it."""

    id: str
    title: str
    """Its headline."""
    date: date
    kind: Kind
    year: int | None


class Changed(Value, frozen=True):
    """Another cable says that it corrects, cancels or supersedes this one."""

    relation: Relation
    by: Neighbour


class Around(Value, frozen=True):
    """What a cable's page shows of the rest of the collection."""

    held: tuple[Neighbour, ...] = ()
    """Of the cables it refers to or says that it changes, those that the collection holds."""
    cited_by: tuple[Neighbour, ...] = ()
    """Cables that refer to it, oldest first, the first hundred."""
    cited: int = 0
    """How many refer to it."""
    previous: Neighbour | None = None
    """The assessment of the same country before this one."""
    following: Neighbour | None = None
    """The assessment of the same country after this one."""
    changed_by: tuple[Changed, ...] = ()


class _Entry(Value, frozen=True):
    """What the indexes hold of a cable."""

    neighbour: Neighbour
    digest: str
    countries: tuple[str, ...]
    references: tuple[str, ...]
    links: tuple[Link, ...]


class _Dated(msgspec.Struct):
    """Of a gist what it is ordered by; the rest is passed over."""

    date: date


_dated = msgspec.msgpack.Decoder(_Dated).decode


class _Fetched(Mapping[str, T]):
    """What there is of each cable, fetched when it is asked for."""

    def __init__(self, ids: Collection[str], fetch: Callable[[str], T]) -> None:
        self._ids, self._fetch = ids, fetch

    def __getitem__(self, key: str) -> T:
        return self._fetch(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, key: object) -> bool:
        return key in self._ids


class Corpus:
    """All cables, and who refers to whom. Groups list ids by date, then id, the oldest first."""

    def __init__(
        self,
        packed: Mapping[str, bytes],
        fetch: Callable[[str], Brief],
        problems: Iterable[Problem] = (),
        elsewhere: frozenset[str] = frozenset(),
    ) -> None:
        """``packed`` are the gists of cables, encoded, by id; ``fetch`` gives the brief of one."""
        self.elsewhere = elsewhere
        """Ids of the rest of the collection, where this is a part of it."""
        self.problems: tuple[Problem, ...] = tuple(sorted(problems, key=str))
        """Inputs that could not be read."""
        self.by_country: dict[str, tuple[str, ...]] = {}
        """Ids by ISO 3166-1 alpha-3 code."""
        self.by_year: dict[int, tuple[str, ...]] = {}
        """Ids by the year of the cable's date."""
        self.by_topic: dict[str, tuple[str, ...]] = {}
        """Ids by key of a section."""
        self.by_tag: dict[str, tuple[str, ...]] = {}
        """Ids by TAGS code."""
        self.by_indicator: dict[str, tuple[str, ...]] = {}
        """Ids by key of an indicator."""
        self.figures = 0
        """How many figures were read, repeated ones included."""
        self._entries: dict[str, _Entry] = {}
        ordered = self._index(packed)
        self.gists: Mapping[str, Gist] = _Fetched(ordered, lambda key: unpack(ordered[key]))
        """Gists by id, the oldest cable first."""
        self.briefs: Mapping[str, Brief] = _Fetched(ordered, lru_cache(DECODED)(fetch))
        """Briefs by id, the oldest cable first."""

    @classmethod
    def of(cls, briefs: Iterable[Brief], problems: Iterable[Problem] = ()) -> "Corpus":
        """A collection of briefs."""
        by_id = {each.id: each for each in briefs}
        return cls({key: pack(gist(each)) for key, each in by_id.items()}, by_id.__getitem__, problems)

    def _index(self, packed: Mapping[str, bytes]) -> dict[str, bytes]:
        """Fill the indexes; the same gists in order of date and id."""
        groups = {name: defaultdict[str | int, list[str]](list) for name in _GROUPS}
        ordered = {key: packed[key] for key in sorted(packed, key=lambda key: (_dated(packed[key]).date, key))}
        for key, data in ordered.items():
            one = unpack(data)
            self.figures += sum([each.rows for each in one.counts])
            self._entries[key] = _entry(one)
            for name, keys in _GROUPS.items():
                group = groups[name]
                for each in keys(one):
                    group[each].append(key)
        for name, group in groups.items():
            setattr(self, name, {each: tuple(group[each]) for each in sorted(group)})
        return ordered

    @property
    def ids(self) -> tuple[str, ...]:
        """All ids by date, then id, the oldest first."""
        return tuple(self._entries)

    def digest(self, key: str) -> str:
        """Digest of a cable's published record."""
        return self._entries[key].digest

    def digests(self, keys: Iterable[str]) -> bytes:
        """Digests of the published records of some cables, in this order."""
        return "".join([self._entries[key].digest for key in keys]).encode()

    def day(self, key: str) -> date:
        """The date of a cable."""
        return self._entries[key].neighbour.date

    @cached_property
    def wanted(self) -> dict[str, tuple[str, ...]]:
        """Cables that are referred to and held nowhere, with those that refer to them; the most wanted first."""
        held = self._entries.keys() | self.elsewhere
        missing = ((key, citing) for key, citing in self._citing.items() if key not in held)
        return dict(sorted(missing, key=lambda each: (-len(each[1]), each[0])))

    def around(self, key: str) -> Around:
        """What a cable's page shows of the rest."""
        entry = self._entries[key]
        linked = (link.id for link in entry.links)
        held = [k for k in dict.fromkeys((*entry.references, *linked)) if k in self._entries and k != key]
        citing = self._citing.get(key, ())
        previous, following = self._beside(key)
        return Around(
            held=tuple(self._entries[k].neighbour for k in held),
            cited_by=tuple(self._entries[k].neighbour for k in citing[:SHOWN]),
            cited=len(citing),
            previous=previous,
            following=following,
            changed_by=tuple(
                Changed(link.relation, self._entries[k].neighbour) for k, link in self._changes.get(key, ())[:SHOWN]
            ),
        )

    @cached_property
    def _citing(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for key, entry in self._entries.items():
            for reference in entry.references:
                if reference != key:
                    found.setdefault(reference, []).append(key)
        return {key: tuple(citing) for key, citing in found.items()}

    @cached_property
    def _changes(self) -> dict[str, list[tuple[str, Link]]]:
        found: dict[str, list[tuple[str, Link]]] = {}
        for key, entry in self._entries.items():
            for link in entry.links:
                found.setdefault(link.id, []).append((key, link))
        return found

    @cached_property
    def _chains(self) -> dict[str, tuple[str | None, str | None]]:
        """The assessment before and after each assessment of one country."""
        chains: dict[str, list[str]] = {}
        for key, entry in self._entries.items():
            if len(entry.countries) == 1 and entry.neighbour.kind in ASSESSMENTS:
                chains.setdefault(entry.countries[0], []).append(key)
        return {
            key: (chain[at - 1] if at else None, chain[at + 1] if at + 1 < len(chain) else None)
            for chain in chains.values()
            for at, key in enumerate(chain)
        }

    def _beside(self, key: str) -> tuple[Neighbour | None, Neighbour | None]:
        previous, following = self._chains.get(key, (None, None))
        return (
            self._entries[previous].neighbour if previous else None,
            self._entries[following].neighbour if following else None,
        )


def _entry(one: Gist) -> _Entry:
    neighbour = Neighbour(one.id, one.headline, one.date, one.kind, one.year)
    return _Entry(neighbour, one.digest, one.countries, one.references, one.links)


_GROUPS: dict[str, Callable[[Gist], Iterable[str | int]]] = {
    "by_country": lambda one: dict.fromkeys(one.countries),
    "by_year": lambda one: (one.date.year,),
    "by_topic": lambda one: one.topics,
    "by_tag": lambda one: dict.fromkeys(one.tags),
    "by_indicator": lambda one: [each.key for each in one.counts],
}
"""What cables are grouped by."""
