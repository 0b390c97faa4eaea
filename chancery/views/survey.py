"""One pass over the collection: its counts, and what listings are ordered and split by."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from chancery.collection.corpus import Corpus
from chancery.collection.gist import Gist, IndicatorCount
from chancery.views.glossary import Forms
from chancery.views.rows import KIND_LETTERS, Starts, anchor, by_country, country_name
from chancery.views.tally import Assessed, CountryTally, IndicatorTally, Silence, Tally, YearTally, silence
from chancery.vocab.terms import indicator_keys


class Survey:
    """What one pass over the gists gives. It stays where jobs are made; a job carries what it needs."""

    def __init__(self, gists: Iterable[Gist]) -> None:
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
        self.tally: Tally = self._count(gists)
        self.silence: dict[str, dict[str, Silence]] = {
            each.iso3: {key: silence(each.assessed, self.weights.get(key, ())) for key in indicator_keys()}
            for each in self.tally.countries
        }
        """By country and indicator."""

    def figured(self, corpus: Corpus, iso3: str, most: int) -> tuple[tuple[str, ...], int]:
        """The newest cables of a country that give figures, so many at the most, the newest first.

        And the year of which, and of those before, there are more; 0 where these are all.
        """
        every = [i for i in reversed(corpus.by_country[iso3]) if i in self._figured]
        return tuple(every[:most]), corpus.gists[every[most - 1]].date.year if len(every) > most else 0

    def by_place(self, ids: Sequence[str]) -> list[str]:
        """Ids in order of date by country, the newest first within each."""
        newest = list(reversed(ids))
        newest.sort(key=self.place.__getitem__)  # stable: the order by date stays within a place
        return newest

    def starts(self, parts: Sequence[tuple[int, Sequence[str]]]) -> Starts:
        """Countries of a listing by country, and where each begins."""
        found: dict[str, tuple[str, str, int]] = {}
        for page, ids in parts:
            for each in dict.fromkeys(map(self.countries.__getitem__, ids)):
                name = by_country(each)
                found.setdefault(name, (name, anchor(each), page))
        return tuple(found.values())

    def about(self, ids: Iterable[str]) -> set[str]:
        """Codes of the countries of some cables."""
        return set().union(*set(map(self.countries.__getitem__, ids)))

    def _note(self, one: Gist) -> None:
        self.countries[one.id] = one.countries
        self.place[one.id] = by_country(one.countries)
        if one.counts:
            self._figured.add(one.id)
        for each in one.counts:
            self.weights[each.key][one.id] = each.rows
        if one.kind in KIND_LETTERS:
            self.assessments.append(one.id)
        self.forms.add(one)

    def _count(self, gists: Iterable[Gist]) -> Tally:
        counts = _Counts()
        for one in gists:
            self._note(one)
            counts.add(one)
        return counts.done()


class _Country:
    """Counts of one country while they grow."""

    def __init__(self) -> None:
        self.cables = self.figures = 0
        self.years: set[int] = set()
        self.assessed: list[Assessed] = []

    def add(self, one: Gist) -> None:
        self.cables += 1
        self.figures += sum(each.figures for each in one.counts)
        self.years.add(one.date.year)
        if one.kind in KIND_LETTERS and one.year:
            self.assessed.append(Assessed(one.year, KIND_LETTERS[one.kind], one.id, one.whole))

    def done(self, iso3: str) -> CountryTally:
        return CountryTally(
            iso3=iso3,
            name=country_name(iso3),
            cables=self.cables,
            figures=self.figures,
            years=tuple(sorted(self.years)),
            assessed=tuple(sorted(self.assessed, key=lambda each: each.year)),  # by day within a year, as gists come
        )


class _Indicator:
    """Counts of one indicator while they grow."""

    def __init__(self) -> None:
        self.figures = self.cables = 0
        self.countries: dict[str, int] = defaultdict(int)
        self.newest = ""

    def add(self, one: Gist, count: IndicatorCount) -> None:
        self.figures += count.figures
        self.cables += 1
        for iso3 in one.countries:
            self.countries[iso3] += count.figures
        if count.national:
            self.newest = one.id  # gists come by date

    def done(self, key: str) -> IndicatorTally:
        countries = tuple(sorted(self.countries.items()))
        return IndicatorTally(key, self.figures, self.cables, countries, self.newest)


class _Year:
    """Counts of one year while they grow."""

    def __init__(self) -> None:
        self.cables = 0
        self.countries: set[str] = set()


class _Counts:
    """Counts of the collection while they grow."""

    def __init__(self) -> None:
        self.cables = self.figures = 0
        self.countries: dict[str, _Country] = defaultdict(_Country)
        self.years: dict[int, _Year] = defaultdict(_Year)
        self.topics: dict[str, int] = defaultdict(int)
        self.tags: dict[str, int] = defaultdict(int)
        self.indicators: dict[str, _Indicator] = defaultdict(_Indicator)

    def add(self, one: Gist) -> None:
        self.cables += 1
        year = self.years[one.date.year]
        year.cables += 1
        year.countries.update(one.countries)
        for iso3 in set(one.countries):
            self.countries[iso3].add(one)
        for key in one.topics:
            self.topics[key] += 1
        for tag in set(one.tags):
            self.tags[tag] += 1
        for each in one.counts:
            if each.figures:
                self.indicators[each.key].add(one, each)
                self.figures += each.figures

    def done(self) -> Tally:
        countries = [each.done(iso3) for iso3, each in self.countries.items()]
        return Tally(
            cables=self.cables,
            figures=self.figures,
            countries=tuple(sorted(countries, key=lambda each: each.name)),
            years=tuple(
                YearTally(year, one.cables, len(one.countries))
                for year, one in sorted(self.years.items(), reverse=True)
            ),
            topics=tuple(sorted(self.topics.items())),
            tags=tuple(sorted(self.tags.items())),
            indicators=tuple(self.indicators[key].done(key) for key in sorted(self.indicators)),
        )
