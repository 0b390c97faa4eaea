"""A page to be made: what it is of, where it goes, and what it is made from."""

from collections.abc import Callable, Iterable
from typing import TypeVar

import msgspec

from chancery.files.blocks import weighed
from chancery.model import Value

ROWS = 200
"""Rows of a listing; more are split over pages (``KHM.html``, ``KHM-2.html``)."""

T = TypeVar("T", bound=msgspec.Struct)


class Job(Value, frozen=True):
    """One page to be made. Small, so that it can be handed to another process.

    A page is made from the briefs in ``ids``, from ``facts`` and from nothing else: a digest of the job and
    of those briefs is the page's key in the cache.
    """

    kind: str
    """The kind of page: 'country', 'topic', ...: a key of :data:`chancery.views.lists.KINDS`."""
    key: str
    """What it is of: 'KHM', 'victim_protection', '2009'; '' where there is one of the kind."""
    page: int
    """Number of the page, from 1."""
    first: str
    """Where the first page of it goes, from the top of the site: 'countries/KHM.html'."""
    ids: tuple[str, ...]
    """Reference ids of the briefs it is made from."""
    facts: bytes = b""
    """What it must know of the rest of the collection (counts, neighbours in a listing), as JSON."""

    @property
    def path(self) -> str:
        """Where it goes itself: 'countries/KHM-2.html'."""
        return numbered(self.first, self.page)

    @property
    def root(self) -> str:
        """The way from the page to the top of the site, for relative links: '' or '../'."""
        return "../" * self.first.count("/")

    def at(self, page: int) -> str:
        """The way from here to a page of the same listing."""
        return self.root + numbered(self.first, page)


def pack(facts: msgspec.Struct) -> bytes:
    """Facts as they travel in a job."""
    return msgspec.json.encode(facts)


def unpack(job: Job, kind: type[T]) -> T:
    """The facts of a job, typed."""
    return msgspec.json.decode(job.facts, type=kind)


def numbered(path: str, page: int) -> str:
    """The address of a page of a listing.

    >>> numbered("countries/KHM.html", 1), numbered("countries/KHM.html", 2)
    ('countries/KHM.html', 'countries/KHM-2.html')
    """
    return path if page == 1 else f"{path.removesuffix('.html')}-{page}.html"


def pages(ids: Iterable[str], rows: Callable[[str], int] = lambda _: 1) -> list[tuple[int, tuple[str, ...]]]:
    """Ids in pages: (number, ids); ``rows`` are those that an id takes, none is cut.

    At least one page, so that an empty listing says that it is empty.
    """
    parts: list[tuple[str, ...]] = [tuple(part) for part in weighed(ids, rows, ROWS)]
    return list(enumerate(parts or [()], 1))
