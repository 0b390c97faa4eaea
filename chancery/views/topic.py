"""The page of a topic: what every cable says about it, by country, each excerpt linked; the index."""

from collections.abc import Iterator, Mapping

from chancery import addresses
from chancery.collection.briefs import Brief
from chancery.collection.corpus import Corpus
from chancery.collection.titles import OTHER, section_title
from chancery.model import Value
from chancery.views.base import Page
from chancery.views.job import Job, pack, pages, unpack
from chancery.views.rows import (
    CableRow,
    Link,
    Pager,
    Starts,
    anchor,
    begins,
    by_country,
    cable_row,
    pager,
    plural,
    row_of,
)
from chancery.views.survey import Survey
from chancery.views.tally import Tally
from chancery.views.year import IndexView
from chancery.vocab.terms import topic_title, topics
from chancery.words import capital, count


class TopicFacts(Value, frozen=True):
    """What a topic's page knows of the rest."""

    pages: int
    cables: int
    countries: int
    starts: Starts


class TopicExcerpt(Value, frozen=True):
    """The beginning of a section."""

    href: str
    heading: str
    """As printed, where the topic does not say what it is about; else ''."""
    text: str


class TopicRow(Value, frozen=True):
    """What one cable says about a topic."""

    cable: CableRow
    excerpts: tuple[TopicExcerpt, ...]


class TopicGroup(Value, frozen=True):
    """What the cables about one country say about a topic, the newest first."""

    title: str
    anchor: str
    links: tuple[Link, ...]
    """The pages of its countries."""
    rows: tuple[TopicRow, ...]


class TopicView(Page, frozen=True):
    """The page of a topic."""

    lede: str
    starts: tuple[Link, ...]
    groups: tuple[TopicGroup, ...]
    pager: Pager | None


def jobs(corpus: Corpus, survey: Survey) -> Iterator[Job]:
    """The index and the pages of each topic that a cable speaks of."""
    yield Job("topics", "", 1, "topics/index.html", (), pack(survey.tally.brief()))
    for key, cables in survey.tally.topics:
        ids = survey.by_place(corpus.by_topic[key])
        parts = pages(ids)
        countries = survey.about(ids)
        facts = TopicFacts(len(parts), cables, len(countries), survey.starts(parts))
        for page, part in parts:
            yield Job("topic", key, page, addresses.topic(key), part, pack(facts))


def view(briefs: Mapping[str, Brief], job: Job) -> TopicView:
    """The page of a topic."""
    facts, title = unpack(job, TopicFacts), topic_title(job.key)
    groups: dict[str, list[Brief]] = {}
    for i in job.ids:
        groups.setdefault(by_country(briefs[i].countries), []).append(briefs[i])
    what = "that fits none of our topics" if job.key == OTHER else "on this"
    about = (
        f"{plural(facts.cables, 'cable')} about {plural(facts.countries, 'country', 'countries')} "
        f"{'has' if facts.cables == 1 else 'have'} a section {what}"
    )
    return TopicView(
        root=job.root,
        path=job.path,
        title=title,
        description=f"{title}: what US cables on trafficking in persons say, by country and year.",
        lede=f"{capital(about)}.",
        starts=begins(job, facts.starts),
        groups=tuple(_group(name, here, job.key, job.root) for name, here in groups.items()),
        pager=pager(job, facts.pages),
    )


def _group(name: str, briefs: list[Brief], key: str, root: str) -> TopicGroup:
    rows = tuple(
        TopicRow(
            cable_row(brief, root),
            tuple(
                TopicExcerpt(
                    f"{root}{addresses.cable(brief.id)}#{section.anchor}",
                    section_title(OTHER, section.heading) if key == OTHER and section.heading else "",
                    section.excerpt,
                )
                for section in brief.sections
                if section.key == key
            ),
        )
        for brief in briefs
    )
    return TopicGroup(name, anchor(briefs[0].countries), rows[0].cable.countries, rows)


def index_view(_: Mapping[str, Brief], job: Job) -> IndexView:
    """The index of topics, in the order of the taxonomy."""
    tally = unpack(job, Tally)
    counts = dict(tally.topics)
    silent = [title.lower() for key, title in topics().items() if key not in counts and key != "other"]
    return IndexView(
        root=job.root,
        path=job.path,
        title="Topics",
        description="What the cables write about, section by section.",
        lede="The sections of a cable, under one title each, whatever the cable's own heading is.",
        heading="What the cables write about",
        links=tuple(
            Link(topic_title(key), job.root + addresses.topic(key), count(counts[key], "cable"))
            for key in [*(k for k in topics() if k in counts), *sorted(counts.keys() - topics().keys())]
        ),
        silent=f"No cable here has a section on: {row_of(silent)}." if silent else "",
    )
