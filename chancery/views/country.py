"""The page of a country: its assessments, its figures year by year, what changed, its cables."""

from collections.abc import Iterator, Mapping, Sequence

from chancery import addresses
from chancery.collection.briefs import Brief
from chancery.collection.corpus import Corpus
from chancery.collection.titles import section_title
from chancery.model import Value
from chancery.views.base import Page
from chancery.views.compare import address
from chancery.views.countries import assessment
from chancery.views.figures import Cell, Few, Series, Stated, WantedPlot, drawn, stated, units
from chancery.views.job import Job, pack, pages, unpack
from chancery.views.rows import (
    KIND_LETTERS,
    CableRow,
    Link,
    Pager,
    anchor,
    cable_row,
    cable_rows,
    pager,
    plural,
    span,
)
from chancery.views.survey import Survey
from chancery.views.tally import PARTLY, SILENT, CountryTally, Silence
from chancery.vocab.terms import indicator, indicator_keys, topic_title
from chancery.words import capital, day

FIGURED = 100
"""A country's figures are shown from its newest cables that give any, up to this many."""


Figures = Mapping[str, Sequence[Stated]]
"""Figures by the key of their indicator."""


class CountryFacts(Value, frozen=True):
    """What a country's page knows of the rest."""

    listed: int
    """How many of the job's ids are rows; the others only lend their figures."""
    pages: int
    tally: CountryTally
    since: int
    """The year of which, and of those before, more cables give figures than are shown; 0 where there are no more."""
    held: tuple[str, ...]
    """Of the cables that its cables refer to, those that the collection holds."""
    silence: dict[str, Silence]
    """By indicator."""
    compare: str
    """Where it is compared with other countries, from the top of the site; '' where nowhere."""


class Change(Value, frozen=True):
    """One indicator in the two newest assessments of a country."""

    title: str
    href: str
    before: Few
    now: Few


class Moment(Value, frozen=True):
    """A year of the timeline, or the years between two that have an assessment."""

    years: str
    """'2009', or '2006–2008' for a gap."""
    links: tuple[Link, ...]
    """Its assessments; empty for a gap."""


class Group(Value, frozen=True):
    """The figures of one indicator in a country."""

    key: str
    title: str
    href: str
    cells: tuple[Cell, ...]


class Changes(Value, frozen=True):
    """The two newest assessments of a country side by side."""

    before: Link
    now: Link
    rows: tuple[Change, ...]


class Topic(Value, frozen=True):
    """What a country's newest assessment says about a topic."""

    title: str
    name: str
    """Of the topic."""
    href: str
    excerpt: str
    topic_href: str


class CountryView(Page, frozen=True):
    """The page of a country."""

    lede: str
    cables: int
    timeline: tuple[Moment, ...]
    """Its assessments, the newest first; empty where there are fewer than two."""
    rows: tuple[CableRow, ...]
    missing: tuple[str, ...]
    """Cables that its only cable refers to and that the collection does not hold."""
    plots: tuple[Series, ...]
    groups: tuple[Group, ...]
    """All its figures by indicator."""
    planned: tuple[Group, ...]
    """Figures that are plans, apart from what was done."""
    silent: tuple[str, ...]
    """Names of indicators that none of its cables gives a figure for."""
    changes: Changes | None
    topics: tuple[Topic, ...]
    about: str
    """The cable that ``topics`` is about: 'assessment, Ruritania: 2009 TIP assessment'."""
    compare: str | None
    csv: str
    """The figures of all its cables."""
    pager: Pager | None


def jobs(corpus: Corpus, survey: Survey, compared: Mapping[str, int]) -> Iterator[Job]:
    """The pages of each country; ``compared`` are the countries that can be compared."""
    for each in survey.tally.countries:
        figured, since = survey.figured(corpus, each.iso3, FIGURED)
        parts = pages(corpus.by_country[each.iso3][::-1])
        for page, ids in parts:
            lent = tuple(i for i in figured if i not in set(ids)) if page == 1 else ()
            facts = CountryFacts(
                listed=len(ids),
                pages=len(parts),
                tally=each,
                since=since,
                held=_held(corpus, ids) if each.cables == 1 else (),
                silence=survey.silence[each.iso3],
                compare=address(each.iso3, compared),
            )
            yield Job("country", each.iso3, page, addresses.country(each.iso3), ids + lent, pack(facts))


def _held(corpus: Corpus, ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(r for i in ids for r in corpus.gists[i].references if r in corpus.gists)


def view(briefs: Mapping[str, Brief], job: Job) -> CountryView:
    """The page of a country."""
    facts = unpack(job, CountryFacts)
    listed = [briefs[i] for i in job.ids[: facts.listed]]
    here = sorted((briefs[i] for i in job.ids), key=lambda b: (b.date, b.id), reverse=True) if job.page == 1 else []
    found = stated([b for b in here if b.indicators][:FIGURED], job.root)
    more = f" Figures are of its newest {FIGURED} that give any." if facts.since else ""
    newest = next((b for b in here if b.kind in KIND_LETTERS), here[0] if here else None)
    return CountryView(
        root=job.root,
        path=job.path,
        title=facts.tally.name,
        description=f"{facts.tally.name} in US cables on trafficking in persons: {_lede(facts.tally)}",
        lede=capital(_lede(facts.tally)) + more,
        cables=facts.tally.cables,
        timeline=_timeline(facts.tally, job.root) if job.page == 1 else (),
        rows=cable_rows(listed, job.root),
        missing=tuple(r for b in listed for r in b.references if r not in facts.held)
        if facts.tally.cables == 1
        else (),
        plots=_plots(found, facts, job.root),
        groups=_groups(found, job.root, planned=False),
        planned=_groups(found, job.root, planned=True),
        silent=_silent(found) if any(b.whole for b in here) and not facts.since else (),
        changes=_changes(here, found, job.root),
        topics=_topics(newest, job.root) if newest else (),
        about=_about(newest) if newest else "",
        compare=f"{job.root}{facts.compare}" if facts.compare else None,
        csv=f"{job.root}data/countries/{job.key}.csv",
        pager=pager(job, facts.pages),
    )


def _lede(tally: CountryTally) -> str:
    """Say what there is: 'six cables, 2004 to 2009; four are assessments.'."""
    text = f"{plural(tally.cables, 'cable')}, {span(tally.years)}"
    assessed = len(tally.assessed)
    if tally.cables == 1:
        year = tally.years[0]
        return f"one cable, an assessment of {year}." if assessed else f"one cable, of {year}; no assessment."
    if assessed == tally.cables:
        return f"{text}; all are assessments."
    if not assessed:
        return f"{text}; none is an assessment."
    return f"{text}; {plural(assessed, 'is an assessment', 'are assessments')}."


def _timeline(tally: CountryTally, root: str) -> tuple[Moment, ...]:
    """The years of its assessments, the newest first, with the gaps between them; none where there is one."""
    if len(tally.assessed) < 2:
        return ()
    found: list[Moment] = []
    last = 0
    for year in sorted({each.year for each in tally.assessed}, reverse=True):
        if last - year > 1:
            found.append(Moment(f"{year + 1}–{last - 1}" if last - year > 2 else str(year + 1), ()))
        links = tuple(
            Link(capital(assessment(each)), root + addresses.cable(each.id), each.id)
            for each in reversed(tally.assessed)
            if each.year == year
        )
        found.append(Moment(str(year), links))
        last = year
    return tuple(found)


def _plots(found: Figures, facts: CountryFacts, root: str) -> tuple[Series, ...]:
    """A plot for each indicator and unit that has enough figures; a year without one is marked."""
    wanted = [
        WantedPlot(
            title=indicator(key).title,
            name=f"{indicator(key).title} in {facts.tally.name}",
            unit=unit,
            href=root + addresses.indicator(key),
            found=found[key],
            silence={year: said for year, said in facts.silence[key].items() if year > facts.since},
        )
        for key in _given(found)
        for unit in units(found[key])
    ]
    return drawn(wanted, one_scale=False)


def _given(found: Figures) -> list[str]:
    """Keys of the indicators that have a figure, in the order of the taxonomy."""
    return [key for key in indicator_keys() if key in found]


def _groups(found: Figures, root: str, *, planned: bool) -> tuple[Group, ...]:
    """Figures by indicator in the order of the taxonomy, the newest first within each."""
    groups = []
    for key in _given(found):
        cells = [each.cell for each in found[key] if (each.figure.status == "planned") is planned]
        if cells:
            cells.sort(key=lambda each: -each.year)
            groups.append(Group(key, indicator(key).title, root + addresses.indicator(key), tuple(cells)))
    return tuple(groups)


def _silent(found: Figures) -> tuple[str, ...]:
    return tuple(indicator(key).title.lower() for key in indicator_keys() if key not in found)


def _changes(briefs: Sequence[Brief], found: Figures, root: str) -> Changes | None:
    """The two newest assessments that are here as a whole side by side, by what they give for the whole country."""
    assessments = [b for b in briefs if b.kind in KIND_LETTERS and len(b.countries) == 1 and b.whole][:2]
    if len(assessments) < 2:
        return None
    now, before = assessments
    rows = []
    for key in _given(found):
        then, there = (_given_in(b, found[key]) for b in (before, now))
        if then.cells or there.cells:
            rows.append(Change(indicator(key).title, root + addresses.indicator(key), then, there))
    heads = [cable_row(each, root) for each in (before, now)]
    same = heads[0].kind == heads[1].kind
    first, second = (
        Link(f"{capital(head.kind)}{f', {day(each.date)}' if same else ''}", head.href, head.id)
        for head, each in zip(heads, (before, now), strict=True)
    )
    return Changes(first, second, tuple(rows)) if rows else None


def _given_in(brief: Brief, found: Sequence[Stated]) -> Few:
    """What an assessment gives of an indicator."""
    here = [each for each in found if each.brief is brief]
    return Few(tuple(each.cell for each in here if each.national), 0, PARTLY if here else SILENT)


def _about(brief: Brief) -> str:
    return f"{'assessment' if brief.kind in KIND_LETTERS else 'cable'}, {brief.headline}"


def _topics(brief: Brief, root: str) -> tuple[Topic, ...]:
    return tuple(
        Topic(
            title=section_title(section.key, section.heading),
            name=topic_title(section.key),
            href=f"{root}{addresses.cable(brief.id)}#{section.anchor}",
            excerpt=section.excerpt,
            topic_href=f"{root}{addresses.topic(section.key)}#{anchor(brief.countries)}",
        )
        for section in brief.sections
    )
