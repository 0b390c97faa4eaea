"""Counts over the whole collection, made in one pass, small enough to travel in a job.

Counts of cables and of figures read, never sums of what the figures say.
"""

from collections import defaultdict
from collections.abc import Iterable

from chancery.corpus import Brief
from chancery.model import Value
from chancery.views.rows import KIND_LETTERS, country_name


class Assessed(Value, frozen=True):
    """An assessment in the table of countries and years."""

    year: int
    letter: str
    """A: annual, I: interim, U: update."""
    id: str


class CountryTally(Value, frozen=True):
    """What the collection holds of one country."""

    iso3: str
    name: str
    cables: int
    figures: int
    years: tuple[int, ...]
    """Years of its cables, each once."""
    assessed: tuple[Assessed, ...]


class IndicatorTally(Value, frozen=True):
    """What the collection holds of one indicator."""

    key: str
    figures: int
    """A fact told twice is one figure."""
    cables: int
    countries: tuple[tuple[str, int], ...]
    """ISO codes and the number of figures of each."""
    newest: str
    """The newest cable that gives it for a whole country, else the newest that gives it."""


class Tally(Value, frozen=True):
    """Counts over the whole collection."""

    cables: int
    figures: int
    countries: tuple[CountryTally, ...]
    """By name."""
    years: tuple[tuple[int, int], ...]
    """Years and their cables, the newest first."""
    topics: tuple[tuple[str, int], ...]
    tags: tuple[tuple[str, int], ...]
    indicators: tuple[IndicatorTally, ...]

    def indicator(self, key: str) -> IndicatorTally | None:
        """The counts of one indicator; none where no cable gives it."""
        return next((each for each in self.indicators if each.key == key), None)


class _Country:
    """Counts of one country while they grow."""

    def __init__(self) -> None:
        self.cables = self.figures = 0
        self.years: set[int] = set()
        self.assessed: list[Assessed] = []

    def add(self, brief: Brief) -> None:
        self.cables += 1
        self.figures += sum(found.figure.same_as is None for found in brief.indicators)
        self.years.add(brief.date.year)
        if brief.kind in KIND_LETTERS and brief.year:
            self.assessed.append(Assessed(brief.year, KIND_LETTERS[brief.kind], brief.id))

    def done(self, iso3: str) -> CountryTally:
        return CountryTally(
            iso3=iso3,
            name=country_name(iso3),
            cables=self.cables,
            figures=self.figures,
            years=tuple(sorted(self.years)),
            assessed=tuple(sorted(self.assessed, key=lambda each: (each.year, each.id))),
        )


class _Indicator:
    """Counts of one indicator while they grow."""

    def __init__(self) -> None:
        self.figures = self.cables = 0
        self.countries: dict[str, int] = defaultdict(int)
        self.newest = (False, "", "")

    def add(self, brief: Brief, figures: int, *, national: bool) -> None:
        self.figures += figures
        self.cables += 1
        for iso3 in brief.countries:
            self.countries[iso3] += figures
        self.newest = max(self.newest, (national, brief.date.isoformat(), brief.id))

    def done(self, key: str) -> IndicatorTally:
        return IndicatorTally(key, self.figures, self.cables, tuple(sorted(self.countries.items())), self.newest[2])


def tally(briefs: Iterable[Brief]) -> Tally:
    """Count a collection in one pass."""
    cables = figures = 0
    countries: dict[str, _Country] = defaultdict(_Country)
    years: dict[int, int] = defaultdict(int)
    topics: dict[str, int] = defaultdict(int)
    tags: dict[str, int] = defaultdict(int)
    indicators: dict[str, _Indicator] = defaultdict(_Indicator)
    for brief in briefs:
        cables += 1
        years[brief.date.year] += 1
        for iso3 in brief.countries:
            countries[iso3].add(brief)
        for key in {section.key for section in brief.sections}:
            topics[key] += 1
        for tag in brief.tags:
            tags[tag] += 1
        figures += _add_figures(brief, indicators)
    return Tally(
        cables=cables,
        figures=figures,
        countries=tuple(sorted((each.done(iso3) for iso3, each in countries.items()), key=lambda c: c.name)),
        years=tuple(sorted(years.items(), reverse=True)),
        topics=tuple(sorted(topics.items())),
        tags=tuple(sorted(tags.items())),
        indicators=tuple(indicators[key].done(key) for key in sorted(indicators)),
    )


def _add_figures(brief: Brief, indicators: dict[str, _Indicator]) -> int:
    """Add a cable's figures to the counts; returns how many they are, a fact told twice taken once."""
    counts: dict[str, list[bool]] = defaultdict(list)
    for found in brief.indicators:
        if found.figure.same_as is None:
            counts[found.figure.key].append(found.figure.place is None and found.figure.status != "planned")
    for key, seen in counts.items():
        indicators[key].add(brief, len(seen), national=any(seen))
    return sum(map(len, counts.values()))
