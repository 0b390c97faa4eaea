"""The search page: its frame. What it finds comes from the index (``chancery/search/``) and its own script."""

from collections.abc import Iterator, Mapping

from chancery.collection.briefs import Brief
from chancery.collection.corpus import Corpus
from chancery.model import Value
from chancery.views.base import Page
from chancery.views.job import Job, pack, unpack
from chancery.views.rows import Link, plural
from chancery.words import capital

PATH = "search.html"
WAYS = (
    Link("Countries", "countries/index.html", "what the cables are about"),
    Link("Years", "years/index.html", "when they were sent"),
    Link("Topics", "topics/index.html", "their sections"),
    Link("Tags", "tags/index.html", "as their writers filed them"),
    Link("Indicators", "indicators/index.html", "the figures they state"),
)
"""The ways to a cable without a script."""


class SearchFacts(Value, frozen=True):
    """What the page tells of the collection."""

    cables: int


class SearchView(Page, frozen=True):
    """The search page."""

    policy: str
    """Stands before the content policy: this page alone may fetch files, which have to come from the site itself."""
    holds: str
    """'27 cables'."""
    ways: tuple[Link, ...]


def jobs(corpus: Corpus) -> Iterator[Job]:
    """The one page."""
    yield Job("search", "", 1, PATH, (), pack(SearchFacts(len(corpus.ids))))


def view(_: Mapping[str, Brief], job: Job) -> SearchView:
    """The search page."""
    return SearchView(
        root=job.root,
        path=job.path,
        title="Search",
        description="Search the full text of the cables, online and from a disk.",
        policy="connect-src 'self'; ",
        holds=capital(plural(unpack(job, SearchFacts).cables, "cable")),
        ways=WAYS,
    )
