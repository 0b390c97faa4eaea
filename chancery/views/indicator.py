"""The page of an indicator: what counts, by country and year, every figure with its sentence; the index."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from markupsafe import Markup

from chancery import addresses
from chancery.collection.briefs import Brief
from chancery.collection.corpus import Corpus
from chancery.model import Value
from chancery.views.base import Page
from chancery.views.dataset import FIGURES, dataset
from chancery.views.figures import (
    Cell,
    Few,
    Series,
    Stated,
    WantedPlot,
    by_year,
    drawn,
    few,
    same_unit,
    stated,
    units,
)
from chancery.views.job import Job, pack, pages, unpack
from chancery.views.maps import WorldMap, world
from chancery.views.rows import (
    Link,
    Pager,
    Starts,
    anchor,
    begins,
    country_links,
    country_name,
    pager,
    plural,
)
from chancery.views.survey import Survey
from chancery.views.tally import IndicatorTally, Silence, Tally
from chancery.vocab.terms import Term, indicator, indicators
from chancery.words import capital, count


class IndicatorFacts(Value, frozen=True):
    """What a page of an indicator knows of the rest."""

    pages: int
    tally: IndicatorTally | None
    silence: dict[str, Silence]
    """Of the countries on this page."""
    starts: Starts


class FigureRow(Value, frozen=True):
    """One figure in the table of all."""

    countries: tuple[Link, ...]
    cell: Cell
    anchor: str
    """The first of its countries is where they begin; '' for the others."""


class YearRow(Value, frozen=True):
    """A country in the table of countries and years."""

    name: str
    href: str
    years: tuple[Few, ...]


class IndicatorView(Page, frozen=True):
    """The page of an indicator."""

    term: Term
    lede: str
    starts: tuple[Link, ...]
    summary: str
    """How many figures from how many countries, in words."""
    map: WorldMap | None
    plots: tuple[Series, ...]
    one_scale: bool
    years: tuple[int, ...]
    by_year: tuple[YearRow, ...]
    rows: tuple[FigureRow, ...]
    planned: tuple[FigureRow, ...]
    csv: str
    pager: Pager | None


class Pillar(Value, frozen=True):
    """Indicators of one pillar in the index."""

    title: str
    links: tuple[Link, ...]


class IndicatorsView(Page, frozen=True):
    """The index of indicators."""

    lede: str
    pillars: tuple[Pillar, ...]
    csv: str
    dataset: Markup
    """schema.org's description of the figures as a data set, JSON that is safe inside HTML."""


def jobs(corpus: Corpus, survey: Survey) -> Iterator[Job]:
    """The index and the pages of each indicator, those without figures included: absence is a finding."""
    tally = survey.tally
    yield Job("indicators", "", 1, "indicators/index.html", (), pack(tally.brief()))
    for key in indicators():
        ids = survey.by_place(corpus.by_indicator.get(key, ()))
        parts = pages(ids, survey.weights[key].__getitem__)
        starts = survey.starts(parts)
        for page, part in parts:
            here = sorted(survey.about(part))
            facts = IndicatorFacts(
                pages=len(parts),
                tally=tally.indicator(key),
                silence={iso3: survey.silence[iso3][key] for iso3 in here},
                starts=starts,
            )
            yield Job("indicator", key, page, addresses.indicator(key), part, pack(facts))


def view(briefs: Mapping[str, Brief], job: Job) -> IndicatorView:
    """The page of an indicator."""
    facts = unpack(job, IndicatorFacts)
    term, found = indicator(job.key), stated((briefs[i] for i in job.ids), job.root, job.key).get(job.key, [])
    wanted = _wanted(found, job, facts.silence)
    rows = _rows(found, job.root)
    years, table = _by_year(found, job, facts.silence)
    return IndicatorView(
        root=job.root,
        path=job.path,
        title=term.title,
        description=f"{term.title} in US cables on trafficking in persons: {term.means}.",
        term=term,
        lede=f"{capital(term.means)}, as the cables state it.",
        starts=begins(job, facts.starts),
        summary=_summary(facts.tally, table),
        map=_map(facts.tally, term, job) if job.page == 1 else None,
        plots=drawn(wanted, one_scale=same_unit(wanted)),
        one_scale=same_unit(wanted),
        years=years,
        by_year=table,
        rows=tuple(rows[False]),
        planned=tuple(rows[True]),
        csv=f"{job.root}data/indicators/{job.key}.csv",
        pager=pager(job, facts.pages),
    )


def _rows(found: Iterable[Stated], root: str) -> tuple[list[FigureRow], list[FigureRow]]:
    """What was done, and what is planned."""
    rows: tuple[list[FigureRow], list[FigureRow]] = [], []
    begun: set[str] = set()
    for each in sorted(found, key=_planned):
        at = anchor(each.brief.countries)
        rows[_planned(each)].append(
            FigureRow(country_links(each.brief.countries, root), each.cell, "" if at in begun else at)
        )
        begun.add(at)
    return rows


def _planned(each: Stated) -> bool:
    return each.figure.status == "planned"


def _summary(tally: IndicatorTally | None, table: Sequence[YearRow]) -> str:
    if tally is None:
        return "No cable here gives such a figure."
    text = (
        f"{capital(plural(tally.figures, 'figure'))} in {plural(tally.cables, 'cable')} "
        f"about {plural(len(tally.countries), 'country', 'countries')}"
    )
    return f"{text}." if table else f"{text}, too few for a plot."


def _wanted(found: Sequence[Stated], job: Job, silence: Mapping[str, Silence]) -> list[WantedPlot]:
    """A plot for each country and unit."""
    return [
        WantedPlot(
            title=country_name(iso3),
            name=f"{indicator(job.key).title} in {country_name(iso3)}",
            unit=unit,
            href=job.root + addresses.country(iso3),
            found=here,
            silence=silence[iso3],
        )
        for iso3, here in _by_country(found).items()
        for unit in units(here)
    ]


def _by_country(found: Iterable[Stated]) -> dict[str, list[Stated]]:
    """Figures of cables about one country alone, by country."""
    countries: dict[str, list[Stated]] = {}
    for each in found:
        if len(each.brief.countries) == 1:
            countries.setdefault(each.brief.countries[0], []).append(each)
    return countries


def _by_year(
    found: Sequence[Stated], job: Job, silence: Mapping[str, Silence]
) -> tuple[tuple[int, ...], tuple[YearRow, ...]]:
    """The table of countries and years; empty with figures of one country and one year."""
    cells = {iso3: given for iso3, here in _by_country(found).items() if (given := by_year(here))}
    years = tuple(sorted({year for given in cells.values() for year in given}))
    if len(years) * len(cells) < 2:
        return (), ()
    return years, tuple(
        YearRow(
            country_name(iso3),
            job.root + addresses.country(iso3),
            tuple(few(here, year, silence[iso3]) for year in years),
        )
        for iso3, here in cells.items()
    )


def _map(tally: IndicatorTally | None, term: Term, job: Job) -> WorldMap | None:
    if tally is None:
        return None
    counts = {
        iso3: (f"{country_name(iso3)}: {plural(n, 'figure')}", job.root + addresses.country(iso3), n)
        for iso3, n in tally.countries
    }
    return world(f"{term.title}: countries whose cables give a figure, by the number of figures", counts)


def index_view(_: Mapping[str, Brief], job: Job) -> IndicatorsView:
    """The index of indicators."""
    tally = unpack(job, Tally)
    pillars: dict[str, list[Link]] = {}
    for key, term in indicators().items():
        found = tally.indicator(key)
        note = _note(found) if found else "no figure"
        pillars.setdefault(term.pillar, []).append(Link(term.title, job.root + addresses.indicator(key), note))
    return IndicatorsView(
        root=job.root,
        path=job.path,
        title="Indicators",
        description="Figures on what governments did against trafficking in persons, each with its sentence.",
        lede=f"{capital(plural(tally.figures, 'figure'))} read from {plural(tally.cables, 'cable')}, "
        "each with the sentence that states it.",
        pillars=tuple(Pillar(title, tuple(links)) for title, links in pillars.items()),
        csv=f"{job.root}data/indicators.csv",
        dataset=_dataset(tally, job.root),
    )


def _dataset(tally: Tally, root: str) -> Markup:
    more: dict[str, object] = {"spatialCoverage": [each.name for each in tally.countries]}
    if tally.years:
        ends = tally.years[-1].year, tally.years[0].year
        more["temporalCoverage"] = "/".join(map(str, dict.fromkeys(ends)))
    return dataset(
        name="Figures in US cables on trafficking in persons",
        description="What governments did against trafficking in persons, as US diplomatic cables state it; "
        "each figure with its bound, period, place and sentence.",
        files=FIGURES,
        root=root,
        more=more,
    )


def _note(tally: IndicatorTally) -> str:
    return f"{count(tally.figures, 'figure')}, {count(len(tally.countries), 'country')}"
