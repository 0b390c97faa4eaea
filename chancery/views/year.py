"""The page of a year: the cables sent in it, by date; the index of years."""

from collections.abc import Iterator, Mapping

from chancery import addresses
from chancery.collection.briefs import Row
from chancery.collection.corpus import Corpus
from chancery.model import Value
from chancery.views.base import Page
from chancery.views.job import Job, pack, pages, unpack
from chancery.views.rows import CableRow, Link, Pager, cable_rows, pager, plural
from chancery.views.tally import Tally
from chancery.words import capital, count


class YearFacts(Value, frozen=True):
    """What a year's page knows of the rest."""

    pages: int
    cables: int
    countries: int
    before: int | None
    """The nearest earlier year with a cable."""
    after: int | None


class YearView(Page, frozen=True):
    """The page of a year."""

    lede: str
    rows: tuple[CableRow, ...]
    before: Link | None
    after: Link | None
    pager: Pager | None


class IndexView(Page, frozen=True):
    """An index that is one list: of years, topics, tags."""

    lede: str
    heading: str
    links: tuple[Link, ...]
    silent: str = ""
    """What no cable has, in a sentence; '' where there is nothing to say."""


def jobs(corpus: Corpus, tally: Tally) -> Iterator[Job]:
    """The index and the pages of each year."""
    yield Job("years", "", 1, "years/index.html", (), pack(tally.brief()))
    years = [each.year for each in tally.years]
    for at, each in enumerate(tally.years):
        parts = pages(corpus.by_year[each.year])
        facts = YearFacts(
            pages=len(parts),
            cables=each.cables,
            countries=each.countries,
            before=years[at + 1] if at + 1 < len(years) else None,
            after=years[at - 1] if at else None,
        )
        for page, part in parts:
            yield Job("year", str(each.year), page, addresses.year(each.year), part, pack(facts))


def view(briefs: Mapping[str, Row], job: Job) -> YearView:
    """The page of a year."""
    facts = unpack(job, YearFacts)
    about = f"{plural(facts.cables, 'cable')} about {plural(facts.countries, 'country', 'countries')}"
    return YearView(
        root=job.root,
        path=job.path,
        title=job.key,
        description=f"US cables on trafficking in persons sent in {job.key}: {about}.",
        lede=f"{capital(about)}, by date.",
        rows=cable_rows((briefs[i] for i in job.ids), job.root),
        before=_link(facts.before, job.root),
        after=_link(facts.after, job.root),
        pager=pager(job, facts.pages),
    )


def _link(year: int | None, root: str) -> Link | None:
    return Link(str(year), root + addresses.year(year)) if year else None


def index_view(_: Mapping[str, Row], job: Job) -> IndexView:
    """The index of years."""
    tally = unpack(job, Tally)
    return IndexView(
        root=job.root,
        path=job.path,
        title="Years",
        description="The cables of the collection by the year in which they were sent.",
        lede=f"{capital(plural(tally.cables, 'cable'))} from {plural(len(tally.years), 'year')}.",
        heading="The newest first",
        links=tuple(
            Link(str(each.year), job.root + addresses.year(each.year), count(each.cables, "cable"))
            for each in tally.years
        ),
    )
