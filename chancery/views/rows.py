"""Parts that listings share: links, rows of cables, the way through the pages of a listing, plural forms."""

from collections.abc import Iterable
from functools import lru_cache

from chancery import addresses, words
from chancery.collection.briefs import Row
from chancery.model import Value
from chancery.views.job import Job
from chancery.vocab import places
from chancery.words import KINDS, listed, short_day

NUMBER_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

KIND_WORDS = {kind: title.lower() for kind, title in KINDS.items()}
"""'interim assessment', 'cable'."""
KIND_LETTERS = {"annual": "A", "interim": "I", "update": "U"}
"""Letters of the kinds in the table of countries and years; other kinds are no assessments."""
LETTER_WORDS = {letter: KIND_WORDS[kind] for kind, letter in KIND_LETTERS.items()}


class Link(Value, frozen=True):
    """A link with a few words beside it."""

    text: str
    href: str
    note: str = ""
    take: bool = False
    """Whether it leads to what people take along, which not every copy of the site has."""
    anchor: str = ""
    """The place of the link itself on its page."""


class CableRow(Value, frozen=True):
    """One cable in a listing."""

    id: str
    href: str
    title: str
    stamp: str
    """The date as a date-time group has it: '16 NOV 09'."""
    date: str
    """ISO form, for sorting and for ``<time>``."""
    kind: str
    """'interim assessment 2009'."""
    countries: tuple[Link, ...]
    post: str


class Pager(Value, frozen=True):
    """The way through the pages of a listing."""

    page: int
    pages: int
    previous: str | None
    following: str | None

    @property
    def here(self) -> str:
        """Which page this is, in words: 'page 1 of 3'."""
        return f"page {self.page} of {self.pages}"


Starts = tuple[tuple[str, str, int], ...]
"""Letters or countries of a listing, the place and the page at which each begins."""


def plural(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun, small numbers in words: for sentences. A list has digits: ``words.count``.

    >>> plural(1, "cable"), plural(4, "country"), plural(1200, "figure"), plural(0, "cable")
    ('one cable', 'four countries', '1,200 figures', 'no cables')
    """
    number = NUMBER_WORDS[count] if count < len(NUMBER_WORDS) else f"{count:,}"
    return f"{number} {one if count == 1 else many or words.many(one)}"


def row_of(parts: list[str]) -> str:
    """Words in a row, set off by semicolons where a part has an 'and' of its own.

    >>> row_of(["training", "prosecutions and convictions"]), row_of(["training", "comment"])
    ('training; prosecutions and convictions', 'training and comment')
    """
    return "; ".join(parts) if any(" and " in part for part in parts) else listed(parts)


stamp = lru_cache(maxsize=8192)(short_day)
"""A date as a date-time group has it: many cables are sent on one day."""


def span(years: Iterable[int]) -> str:
    """The years of something: '2009', '1972 and 2009', '2004 to 2009'; '' where there are none."""
    seen = sorted(set(years))
    return f"{seen[0]} to {seen[-1]}" if len(seen) > 2 else " and ".join(map(str, seen))


def kind_words(brief: Row) -> str:
    """'interim assessment 2009', 'cable'."""
    kind = KIND_WORDS[brief.kind]
    return f"{kind} {brief.year}" if brief.year and brief.kind in KIND_LETTERS else kind


def country_name(iso3: str) -> str:
    """The name of a country by its ISO 3166-1 alpha-3 code; the code itself where there is none."""
    country = places.by_iso3(iso3)
    return country.name if country else iso3


@lru_cache(maxsize=4096)
def country_names(countries: tuple[str, ...]) -> str:
    """Countries by their ISO 3166-1 alpha-3 codes, in a row: 'Cambodia and Laos'; '' for none."""
    return listed([country_name(iso3) for iso3 in countries])


def by_country(countries: tuple[str, ...]) -> str:
    """What cables about some countries stand under in a listing by country."""
    return country_names(countries) or "No country"


def anchor(countries: tuple[str, ...]) -> str:
    """Their place in a listing by country: 'KHM', 'KHM-LAO'."""
    return "-".join(countries) or "none"


@lru_cache(maxsize=4096)
def country_links(countries: tuple[str, ...], root: str) -> tuple[Link, ...]:
    """Countries by their ISO 3166-1 alpha-3 codes, each a link to its page."""
    return tuple(Link(country_name(iso3), root + addresses.country(iso3)) for iso3 in countries)


def cable_row(brief: Row, root: str) -> CableRow:
    """A cable as listings show it."""
    return CableRow(
        id=brief.id,
        href=root + addresses.cable(brief.id),
        title=brief.headline,
        stamp=stamp(brief.date),
        date=brief.date.isoformat(),
        kind=kind_words(brief),
        countries=country_links(brief.countries, root),
        post=brief.post,
    )


def cable_rows(briefs: Iterable[Row], root: str) -> tuple[CableRow, ...]:
    """Cables as listings show them, in order."""
    return tuple([cable_row(each, root) for each in briefs])


def begins(job: Job, starts: Starts) -> tuple[Link, ...]:
    """Where each letter or country of a listing begins; none where there is one.

    What begins on a later page is found from the first: 'topics/comment.html#KHM' always leads to Cambodia.
    """
    return tuple(
        Link(name, f"{job.at(page)}#{at}", anchor=at if page > job.page == 1 else "")
        for name, at, page in starts
        if len(starts) > 1
    )


def pager(job: Job, pages: int) -> Pager | None:
    """The way to the pages before and after; none where there is one page."""
    if pages <= 1:
        return None
    return Pager(
        page=job.page,
        pages=pages,
        previous=job.at(job.page - 1) if job.page > 1 else None,
        following=job.at(job.page + 1) if job.page < pages else None,
    )
