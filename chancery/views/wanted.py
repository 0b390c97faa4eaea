"""The page of most wanted cables: those that the collection's cables refer to and that it does not hold."""

from collections.abc import Iterator, Mapping

from chancery import addresses
from chancery.collection.briefs import Brief
from chancery.model import Value
from chancery.views.base import Page
from chancery.views.job import ROWS, Job, pack, pages, unpack
from chancery.views.rows import Link, Pager, pager, plural
from chancery.words import capital

PAGES = 5
"""The first thousand are shown; what is wanted once by one cable in a large collection leads nowhere."""

CITING = 5
"""Citing cables named for each; the rest are counted."""


class WantedFact(Value, frozen=True):
    """One cable that is not held: its id, how many cite it, and some of them."""

    id: str
    count: int
    citing: tuple[str, ...]


class WantedFacts(Value, frozen=True):
    """What the page shows."""

    pages: int
    total: int
    wanted: tuple[WantedFact, ...]


class WantedRow(Value, frozen=True):
    """One cable that is not held."""

    id: str
    count: int
    citing: tuple[Link, ...]
    more: int


class WantedView(Page, frozen=True):
    """The page of most wanted cables."""

    lede: str
    rows: tuple[WantedRow, ...]
    pager: Pager | None


def jobs(wanted: Mapping[str, tuple[str, ...]]) -> Iterator[Job]:
    """The pages; ``wanted`` are the cables not held, the most wanted first, each with those that refer to it."""
    parts = pages(list(wanted)[: PAGES * ROWS])
    for page, ids in parts:
        shown = tuple(WantedFact(i, len(wanted[i]), tuple(sorted(wanted[i])[:CITING])) for i in ids)
        facts = WantedFacts(len(parts), len(wanted), shown)
        yield Job("wanted", "", page, "wanted.html", (), pack(facts))


def view(_: Mapping[str, Brief], job: Job) -> WantedView:
    """The page of most wanted cables."""
    facts = unpack(job, WantedFacts)
    return WantedView(
        root=job.root,
        path=job.path,
        title="Most wanted cables",
        description="Cables that the collection refers to and does not hold.",
        lede=_lede(facts),
        rows=tuple(_row(each, job.root) for each in facts.wanted),
        pager=pager(job, facts.pages),
    )


def _lede(facts: WantedFacts) -> str:
    if not facts.total:
        return "The collection holds every cable that its cables refer to."
    if facts.total == 1:
        return "One cable is referred to and not held by the collection."
    shown = f" The {PAGES * ROWS:,} most wanted are listed." if facts.total > PAGES * ROWS else ""
    total = capital(plural(facts.total, "cable"))
    return f"{total} are referred to and not held by the collection; those most often referred to come first.{shown}"


def _row(fact: WantedFact, root: str) -> WantedRow:
    citing = tuple(Link(i, f"{root}{addresses.cable(i)}#apparatus") for i in fact.citing)
    return WantedRow(fact.id, fact.count, citing, fact.count - len(citing))
