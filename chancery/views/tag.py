"""The page of a TAGS code: the cables that carry it; the index of codes."""

import re
from collections.abc import Iterator, Mapping

from chancery import addresses
from chancery.collection.briefs import Row
from chancery.collection.corpus import Corpus
from chancery.model import Value
from chancery.views.base import Page
from chancery.views.job import Job, pack, pages, unpack
from chancery.views.rows import CableRow, Link, Pager, cable_rows, pager, plural
from chancery.views.tally import Tally
from chancery.views.year import IndexView
from chancery.vocab.terms import tag_words
from chancery.words import capital, count

CODE = re.compile(r"[A-Z0-9]{1,20}")


class TagFacts(Value, frozen=True):
    """What a tag's page knows of the rest."""

    pages: int
    cables: int


class TagView(Page, frozen=True):
    """The page of a TAGS code."""

    code: str
    words: str
    """What the code means; '' where no source says it."""
    lede: str
    rows: tuple[CableRow, ...]
    pager: Pager | None


def jobs(corpus: Corpus, tally: Tally) -> Iterator[Job]:
    """The index and the pages of each code."""
    yield Job("tags", "", 1, "tags/index.html", (), pack(tally.brief()))
    for code, cables in filter(_sound, tally.tags):
        parts = pages(corpus.by_tag[code][::-1])
        for page, part in parts:
            yield Job("tag", code, page, addresses.tag(code), part, pack(TagFacts(len(parts), cables)))


def _sound(tag: tuple[str, int]) -> bool:
    """Whether a code can be a file's name: TAGS are letters and digits (5 FAH-3 H-300)."""
    return CODE.fullmatch(tag[0]) is not None


def view(briefs: Mapping[str, Row], job: Job) -> TagView:
    """The page of a TAGS code."""
    facts, words = unpack(job, TagFacts), tag_words(job.key)
    carried = f"{plural(facts.cables, 'cable carries', 'cables carry')} this tag"
    return TagView(
        root=job.root,
        path=job.path,
        title=f"{job.key}: {words}" if words else job.key,
        description=f"US cables on trafficking in persons with the TAGS code {job.key}"
        + (f" ({words})." if words else "."),
        code=job.key,
        words=words,
        lede=f"{capital(carried)}.",
        rows=cable_rows((briefs[i] for i in job.ids), job.root),
        pager=pager(job, facts.pages),
    )


def index_view(_: Mapping[str, Row], job: Job) -> IndexView:
    """The index of codes."""
    tally = unpack(job, Tally)
    return IndexView(
        root=job.root,
        path=job.path,
        title="Tags",
        description="TAGS codes (Traffic Analysis by Geography and Subject) of the cables in the collection.",
        lede="Cables carry codes for subjects and places: TAGS, Traffic Analysis by Geography and Subject.",
        heading="By code",
        links=tuple(
            Link(
                f"{code}: {tag_words(code)}" if tag_words(code) else code,
                job.root + addresses.tag(code),
                count(n, "cable"),
            )
            for code, n in filter(_sound, tally.tags)
        ),
    )
