"""The gist of a cable: the few facts by which the collection is ordered, grouped, counted and linked.

It is all that is held of every cable at once, some six hundred bytes; what a page shows of a cable is its brief
(:mod:`chancery.collection.briefs`), which stays on the disk until a page asks for it.
"""

from collections.abc import Iterator
from datetime import date

import msgspec

from chancery.collection.briefs import Brief
from chancery.collection.standing import national
from chancery.model import Kind, Link, Value


class IndicatorCount(Value, frozen=True):
    """The figures of one indicator in one cable."""

    key: str
    rows: int
    """How many there are, repeated ones included."""
    figures: int
    """A fact told twice is one figure."""
    national: bool
    """Whether one of them can stand for its country."""


class Gist(Value, frozen=True):
    """What the collection as a whole has to know of a cable; the fields are those of its brief."""

    id: str
    headline: str
    date: date
    kind: Kind
    year: int | None
    post: str
    classification: str
    countries: tuple[str, ...]
    tags: tuple[str, ...]
    topics: tuple[str, ...]
    """Keys of its sections, each once, in order."""
    counts: tuple[IndicatorCount, ...]
    """Its figures by indicator, in the order in which the indicators occur."""
    references: tuple[str, ...]
    links: tuple[Link, ...]
    glossary: dict[str, str]
    acronyms: tuple[str, ...]
    words: int
    whole: bool
    digest: str


def gist(one: Brief) -> Gist:
    """The gist of a cable."""
    return Gist(
        id=one.id,
        headline=one.headline,
        date=one.date,
        kind=one.kind,
        year=one.year,
        post=one.post,
        classification=one.classification,
        countries=one.countries,
        tags=one.tags,
        topics=tuple(dict.fromkeys(each.key for each in one.sections)),
        counts=tuple(_counts(one)),
        references=one.references,
        links=one.links,
        glossary=one.glossary,
        acronyms=one.acronyms,
        words=one.words,
        whole=one.whole,
        digest=one.digest,
    )


def _counts(one: Brief) -> Iterator[IndicatorCount]:
    for key in dict.fromkeys(each.figure.key for each in one.indicators):
        rows = [each.figure for each in one.indicators if each.figure.key == key]
        told = sum(figure.same_as is None for figure in rows)
        yield IndicatorCount(key, len(rows), told, any(national(one, figure) for figure in rows))


pack = msgspec.msgpack.Encoder().encode
"""A gist as it is held."""
unpack = msgspec.msgpack.Decoder(Gist).decode
"""A gist from what :func:`pack` gave."""
