"""The index of countries, with a table of countries and years where there are several."""

from collections.abc import Iterator, Mapping, Sequence

from chancery import addresses
from chancery.collection.briefs import Brief
from chancery.model import Value
from chancery.views.base import Page
from chancery.views.job import Job, pack, unpack
from chancery.views.rows import LETTER_WORDS, Link, plural, span
from chancery.views.tally import UNKNOWN, Assessed, CountryTally, Tally
from chancery.words import capital, count


class Coverage(Value, frozen=True):
    """The assessments of a country, year by year."""

    name: str
    href: str
    years: tuple[tuple[Link, ...], ...]
    """One entry a year of the table; empty where the collection has none."""


class CountriesView(Page, frozen=True):
    """The index of countries, with a table of countries and years where there are several."""

    lede: str
    countries: tuple[Link, ...]
    years: tuple[int, ...]
    coverage: tuple[Coverage, ...]
    compare: str | None


def jobs(tally: Tally) -> Iterator[Job]:
    """The index."""
    yield Job("countries", "", 1, "countries/index.html", (), pack(tally))


def view(_: Mapping[str, Brief], job: Job) -> CountriesView:
    """The index of countries."""
    tally = unpack(job, Tally)
    years = covered(tally)
    several = len(tally.countries) > 1
    return CountriesView(
        root=job.root,
        path=job.path,
        title="Countries",
        description="Countries that the cables of the collection are about.",
        lede=_about(tally),
        countries=tuple(country_link(each, job.root) for each in tally.countries),
        years=years if several else (),
        coverage=coverage(tally.countries, years, job.root) if several and years else (),
        compare=f"{job.root}compare/index.html" if sum(c.figures > 0 for c in tally.countries) > 1 else None,
    )


def _about(tally: Tally) -> str:
    countries = plural(len(tally.countries), "country")
    return f"{capital(plural(tally.cables, 'cable'))} about {countries}."


def country_link(tally: CountryTally, root: str) -> Link:
    """A country in a list: 'Cambodia', 'one cable, 2009'."""
    note = f"{count(tally.cables, 'cable')}, {span(tally.years)}"
    return Link(tally.name, root + addresses.country(tally.iso3), note)


def covered(tally: Tally) -> tuple[int, ...]:
    """The years from the first assessment of the collection to the last, those without one among them."""
    years = {a.year for each in tally.countries for a in each.assessed}
    return tuple(range(min(years), max(years) + 1)) if years else ()


def coverage(countries: Sequence[CountryTally], years: Sequence[int], root: str) -> tuple[Coverage, ...]:
    """The table of countries and years."""
    return tuple(
        Coverage(
            each.name,
            root + addresses.country(each.iso3),
            tuple(tuple(_covered(a, root) for a in each.assessed if a.year == year) for year in years),
        )
        for each in countries
        if each.assessed
    )


def _covered(assessed: Assessed, root: str) -> Link:
    text = assessed.letter if assessed.whole else f"({assessed.letter})"
    return Link(text, root + addresses.cable(assessed.id), f"{assessment(assessed)}, {assessed.year}, {assessed.id}")


def assessment(assessed: Assessed) -> str:
    """An assessment in words: 'annual assessment', 'update, no full text'."""
    return LETTER_WORDS[assessed.letter] + ("" if assessed.whole else f", {UNKNOWN}")
