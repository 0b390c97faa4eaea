"""One pass over the collection: its counts, and what listings are ordered and split by."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from chancery.briefs import Brief
from chancery.views.glossary import Forms
from chancery.views.rows import KIND_LETTERS, country_name
from chancery.views.tally import Assessed, CountryTally, IndicatorTally, Tally, YearTally
from chancery.words import listed


class Survey:
    """What one pass over the briefs gives. It stays where jobs are made; a job carries what it needs."""

    def __init__(self, briefs: Iterable[Brief]) -> None:
        self.place: dict[str, str] = {}
        """Id to the names of its countries: listings by country are ordered by it."""
        self.countries: dict[str, tuple[str, ...]] = {}
        """Id to the codes of its countries."""
        self.weights: dict[str, dict[str, int]] = defaultdict(dict)
        """Indicator to ids and how many figures each has."""
        self.assessments: list[str] = []
        """Ids of interim and annual assessments and updates, the oldest first."""
        self.forms = Forms()
        self._figured: set[str] = set()
        self._shared: dict[tuple[str, ...], str] = {}
        self.tally: Tally = self._count(briefs)

    def figured(self, ids: Sequence[str]) -> tuple[str, ...]:
        """Of ids in order of date, those that give figures, the newest first."""
        return tuple(i for i in reversed(ids) if i in self._figured)

    def by_place(self, ids: Sequence[str]) -> list[str]:
        """Ids in order of date by country, the newest first within each."""
        newest = list(reversed(ids))
        newest.sort(key=self.place.__getitem__)  # stable: the order by date stays within a place
        return newest

    def _note(self, brief: Brief) -> None:
        self.countries[brief.id] = brief.countries
        if brief.countries not in self._shared:
            self._shared[brief.countries] = listed(list(map(country_name, brief.countries))) or "No country"
        self.place[brief.id] = self._shared[brief.countries]
        if brief.indicators:
            self._figured.add(brief.id)
        for found in brief.indicators:
            weights = self.weights[found.figure.key]
            weights[brief.id] = weights.get(brief.id, 0) + 1
        if brief.kind in KIND_LETTERS:
            self.assessments.append(brief.id)
        self.forms.add(brief)

    def _count(self, briefs: Iterable[Brief]) -> Tally:
        counts = _Counts()
        for brief in briefs:
            self._note(brief)
            counts.add(brief)
        return counts.done()


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
        countries = tuple(sorted(self.countries.items()))
        return IndicatorTally(key, self.figures, self.cables, countries, self.newest[2])


class _Counts:
    """Counts of the collection while they grow."""

    def __init__(self) -> None:
        self.cables = self.figures = 0
        self.countries: dict[str, _Country] = defaultdict(_Country)
        self.years: dict[int, tuple[list[str], set[str]]] = defaultdict(lambda: ([], set()))
        self.topics: dict[str, int] = defaultdict(int)
        self.tags: dict[str, int] = defaultdict(int)
        self.indicators: dict[str, _Indicator] = defaultdict(_Indicator)

    def add(self, brief: Brief) -> None:
        self.cables += 1
        ids, countries = self.years[brief.date.year]
        ids.append(brief.id)
        countries.update(brief.countries)
        for iso3 in set(brief.countries):
            self.countries[iso3].add(brief)
        for key in {section.key for section in brief.sections}:
            self.topics[key] += 1
        for tag in set(brief.tags):
            self.tags[tag] += 1
        self._add_figures(brief)

    def _add_figures(self, brief: Brief) -> None:
        """Add a cable's figures; a fact told twice is one figure."""
        counts: dict[str, list[bool]] = defaultdict(list)
        for found in brief.indicators:
            if found.figure.same_as is None:
                national = found.figure.place is None and found.figure.status != "planned"
                counts[found.figure.key].append(national)
        for key, seen in counts.items():
            self.indicators[key].add(brief, len(seen), national=any(seen))
            self.figures += len(seen)

    def done(self) -> Tally:
        countries = [each.done(iso3) for iso3, each in self.countries.items()]
        return Tally(
            cables=self.cables,
            figures=self.figures,
            countries=tuple(sorted(countries, key=lambda each: each.name)),
            years=tuple(
                YearTally(year, len(ids), len(countries))
                for year, (ids, countries) in sorted(self.years.items(), reverse=True)
            ),
            topics=tuple(sorted(self.topics.items())),
            tags=tuple(sorted(self.tags.items())),
            indicators=tuple(self.indicators[key].done(key) for key in sorted(self.indicators)),
        )
