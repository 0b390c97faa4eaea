"""The home page: what this is, the newest assessments, the ways in, a few figures across the collection."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from chancery import addresses
from chancery.collection.briefs import Brief
from chancery.collection.corpus import Corpus
from chancery.collection.standing import national
from chancery.collection.titles import section_title
from chancery.model import Indicator, Value
from chancery.views.base import NAME, Page
from chancery.views.countries import Coverage, country_link, coverage, covered
from chancery.views.figures import Cell, cell
from chancery.views.job import Job, pack, unpack
from chancery.views.maps import WorldMap, world
from chancery.views.rows import (
    KIND_LETTERS,
    CableRow,
    Link,
    cable_rows,
    country_names,
    plural,
    row_of,
    span,
)
from chancery.views.survey import Survey
from chancery.views.tally import Tally
from chancery.vocab.terms import indicator, topic_title, topics
from chancery.words import capital, count, day, post

NEWEST = 8
IN_FULL = 12
"""With more countries than this, the home page leads to their index and lists none."""
COVERED = 25
"""With more years than this, the table of countries and years is left to the index of countries."""

FIRST = (
    "convictions",
    "arrests",
    "prosecutions",
    "victims_identified",
    "victims_assisted",
    "officials_trained",
    "judicial_trained",
    "police_trained",
    "training_sessions",
    "investigations",
    "hotline_calls",
    "funding",
)
"""Indicators in the order in which the home page picks a few: of each pillar, what readers ask for first."""

STRIP = 4
"""Figures in a strip."""


class Number(Value, frozen=True):
    """A figure in a strip of numbers."""

    cell: Cell
    number: str
    """As in its cell, but 'no' for none: 'no arrests'."""
    noun: str
    of: str
    """Country, period and place, and that it is planned."""


class Only(Value, frozen=True):
    """The one cable of a collection of one."""

    row: CableRow
    sentence: str
    numbers: tuple[Number, ...]
    sections: tuple[Link, ...]


class Across(Value, frozen=True):
    """An indicator across the collection: its newest figure of a whole country, and how many there are."""

    title: str
    href: str
    number: Number
    note: str


class HomeFacts(Value, frozen=True):
    """What the home page knows of the collection."""

    tally: Tally
    newest: int
    """How many of the job's ids are the newest assessments; the others lend a figure."""
    wanted: int
    """How many cables are referred to that the collection does not hold."""
    elsewhere: int
    """How many cables the collection has that are not here."""
    archive: str = ""
    """The size of the whole site as an archive, in words; '' where there is none."""


class HomeView(Page, frozen=True):
    """The home page."""

    holds: str
    """'Eight cables about one country'."""
    part: str
    """'A part of TIP Cables: 8 of its 327 cables.'; '' for all of it."""
    first: Link | None
    """What 'Read an assessment' leads to."""
    only: Only | None
    newest: tuple[CableRow, ...]
    newest_title: str
    """'Newest assessments', or 'Newest cables' where there are no assessments."""
    across: tuple[Across, ...]
    countries: tuple[Link, ...]
    """Empty where there are too many for this page; then the index of countries is one of ``indexes``."""
    map: WorldMap | None
    years: tuple[int, ...]
    coverage: tuple[Coverage, ...]
    topics: tuple[Link, ...]
    indexes: tuple[Link, ...]
    data: tuple[Link, ...]


def jobs(corpus: Corpus, survey: Survey) -> Iterator[Job]:
    """The home page."""
    tally = survey.tally
    newest = (survey.assessments or corpus.ids)[: -NEWEST - 1 : -1]
    lent = [found.newest for key in FIRST if (found := tally.indicator(key)) and found.newest][: 2 * STRIP]
    few = len(tally.countries) <= IN_FULL
    facts = HomeFacts(tally if few else tally.brief(), len(newest), len(corpus.wanted), len(corpus.elsewhere))
    yield Job("home", "", 1, "index.html", (*newest, *sorted({*lent} - {*newest})), pack(facts))


def with_archive(job: Job, size: str) -> Job:
    """The home page that tells how large the archive of the whole site is."""
    facts = unpack(job, HomeFacts)
    return msgspec.structs.replace(job, facts=pack(msgspec.structs.replace(facts, archive=size)))


def view(briefs: Mapping[str, Brief], job: Job) -> HomeView:
    """The home page."""
    facts = unpack(job, HomeFacts)
    tally = facts.tally
    newest = [briefs[i] for i in job.ids[: facts.newest]]
    rows = cable_rows(newest, job.root)
    by_topic = _topics(tally, job.root)
    years = covered(tally)
    few = len(tally.countries) <= IN_FULL
    several = len(tally.countries) > 1 and len(years) <= COVERED
    return HomeView(
        root=job.root,
        path=job.path,
        title="US diplomatic reporting on human trafficking",
        description="US cables on trafficking in persons, by section, each figure traced to its sentence.",
        holds=_holds(tally),
        part=_part(tally.cables, facts.elsewhere),
        first=_first(newest[0], rows[0]) if rows else None,
        only=_only(newest[0], rows[0], job.root) if tally.cables == 1 else None,
        newest=rows if tally.cables > 1 else (),
        newest_title="Newest assessments" if newest and newest[0].kind in KIND_LETTERS else "Newest cables",
        across=_across(briefs, tally, job.root) if tally.cables > 1 else (),
        countries=tuple(country_link(each, job.root) for each in tally.countries) if few else (),
        map=_map(tally, job.root),
        years=years,
        coverage=coverage(tally.countries, years, job.root) if few and several else (),
        topics=by_topic if tally.cables > 1 else (),
        indexes=_indexes(tally, len(by_topic), facts.wanted, job.root),
        data=_data(tally, facts.archive, job.root),
    )


def _holds(tally: Tally) -> str:
    cables = capital(plural(tally.cables, "cable"))
    return f"{cables} about {plural(len(tally.countries), 'country')}" if tally.countries else cables


def _part(here: int, elsewhere: int) -> str:
    return f"A part of {NAME}: {here:,} of its {here + elsewhere:,} cables." if elsewhere else ""


def _countries(tally: Tally) -> str:
    years = span(each.year for each in tally.years)
    return f"{count(len(tally.countries), 'country')}, {years}" if tally.countries else "none yet"


def _first(brief: Brief, row: CableRow) -> Link:
    what = "an assessment" if brief.kind in KIND_LETTERS else "a cable"
    where = country_names(brief.countries) or post(brief.post)
    month = day(brief.date).split(" ", 1)[1]
    return Link(f"Read {what}", row.href, f"{where}, {month}, {plural(brief.paragraphs, 'paragraph')}")


def _only(brief: Brief, row: CableRow, root: str) -> Only:
    skipped = {"summary", "comment", "contacts", "other"}
    said = [topic_title(s.key) for s in brief.sections if s.key not in skipped]
    about = row_of([title[0].lower() + title[1:] for title in dict.fromkeys(said)])
    return Only(
        row=row,
        sentence=f"From {post(brief.post)}, {day(brief.date)}." + (f" It covers {about}." if about else ""),
        numbers=tuple(_number(brief, found, root) for key in FIRST if (found := _best(brief, key)) is not None)[:STRIP],
        sections=tuple(
            Link(
                section_title(s.key, s.heading),
                f"{root}{addresses.cable(brief.id)}#{s.anchor}",
                count(s.paragraphs, "paragraph"),
            )
            for s in brief.sections
        ),
    )


def _best(brief: Brief, key: str) -> int | None:
    """The figure that stands for a cable: nation-wide first, then the first that is said."""
    found = [i for i, each in enumerate(brief.indicators) if each.figure.key == key]
    return min(found, key=lambda i: (not national(brief, brief.indicators[i].figure), i), default=None)


def _number(brief: Brief, index: int, root: str, *, country: str = "") -> Number:
    shown = cell(brief, index, root)
    figure = brief.indicators[index].figure
    return Number(
        cell=shown,
        number="no" if figure.qualifier == "none" else shown.number,
        noun=_noun(figure),
        of=", ".join(part for part in (country, shown.when, shown.note.lower()) if part),
    )


def _noun(figure: Indicator) -> str:
    """What stands after the number: 'arrest' after 1, 'arrests' after all others."""
    one = figure.value == 1 and figure.value_to is None
    return indicator(figure.key).noun("1" if one else "2")


def _across(briefs: Mapping[str, Brief], tally: Tally, root: str) -> tuple[Across, ...]:
    found = []
    for key in FIRST:
        counts = tally.indicator(key)
        if counts is None or counts.newest not in briefs:
            continue
        brief = briefs[counts.newest]
        index = _best(brief, key)
        if index is None:
            continue
        note = f"{plural(counts.figures, 'figure')}, {plural(len(counts.countries), 'country', 'countries')}"
        number = _number(brief, index, root, country=country_names(brief.countries))
        found.append(Across(indicator(key).title, root + addresses.indicator(key), number, note))
    return tuple(found[: 2 * STRIP])


def _map(tally: Tally, root: str) -> WorldMap | None:
    counts = {
        each.iso3: (
            f"{each.name}: {plural(each.cables, 'cable')}, {plural(each.figures, 'figure')}",
            root + addresses.country(each.iso3),
            each.cables,
        )
        for each in tally.countries
    }
    return world("Countries by the number of their cables", counts)


def _topics(tally: Tally, root: str) -> tuple[Link, ...]:
    counts = dict(tally.topics)
    return tuple(
        Link(title, root + addresses.topic(key), count(counts[key], "cable"))
        for key, title in topics().items()
        if key in counts and key != "other"
    )


def _indexes(tally: Tally, topics_: int, wanted: int, root: str) -> tuple[Link, ...]:
    several = sum(each.figures > 0 for each in tally.countries) > 1
    free = Link("Compare countries", f"{root}compare/index.html", "two to four, side by side")
    missing = Link("Most wanted cables", f"{root}wanted.html", f"{wanted:,} referred to, not held")
    found: Sequence[Link | None] = (
        Link("Countries", f"{root}countries/index.html", _countries(tally)),
        Link("Topics", f"{root}topics/index.html", count(topics_, "topic")),
        Link("Indicators", f"{root}indicators/index.html", count(tally.figures, "figure")),
        Link("Years", f"{root}years/index.html", span(each.year for each in tally.years)),
        Link("Tags", f"{root}tags/index.html", count(len(tally.tags), "code")),
        free if several else None,
        Link("Glossary", f"{root}glossary.html", "short forms"),
        missing if wanted else None,
    )
    return tuple(link for link in found if link)


def _data(tally: Tally, archive: str, root: str) -> tuple[Link, ...]:
    whole = Link("The whole site, to open from a disk", f"{root}offline/site.zip", f"zip, {archive}", take=True)
    return (
        Link("All figures", f"{root}data/indicators.csv", "CSV"),
        Link("All cables", f"{root}data/cables.csv", f"CSV, {count(tally.cables, 'row')}"),
        Link("Everything, as a database", f"{root}data/catalog.sqlite", "SQLite"),
        *((whole,) if archive else ()),
    )
