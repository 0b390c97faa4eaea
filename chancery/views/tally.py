"""Counts over the whole collection, made in one pass, small enough to travel in a job.

Counts of cables and of figures read, never sums of what the figures say.
"""

from collections.abc import Container, Iterable

import msgspec

from chancery.model import Value

Silence = dict[int, str]
"""Years of a country's assessments, and what is said of one for which an indicator has no figure to show."""
SILENT, PARTLY, UNKNOWN = "no figure", "no total", "no full text"
"""Silence is a finding: the whole text is here and gives no figure of any kind, whatever its year and place."""


class Assessed(Value, frozen=True):
    """An assessment in the table of countries and years."""

    year: int
    letter: str
    """A: annual, I: interim, U: update."""
    id: str
    whole: bool
    """Whether its whole text is here."""


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
    """The newest cable that gives it for a whole country; '' where none does."""


class YearTally(Value, frozen=True):
    """What the collection holds of one year."""

    year: int
    cables: int
    countries: int


class Tally(Value, frozen=True):
    """Counts over the whole collection."""

    cables: int
    figures: int
    countries: tuple[CountryTally, ...]
    """By name."""
    years: tuple[YearTally, ...]
    """The newest first."""
    topics: tuple[tuple[str, int], ...]
    tags: tuple[tuple[str, int], ...]
    indicators: tuple[IndicatorTally, ...]

    def brief(self) -> "Tally":
        """The same without the list of assessments, which grows with the collection."""
        countries = tuple(msgspec.structs.replace(each, assessed=()) for each in self.countries)
        return msgspec.structs.replace(self, countries=countries)

    def indicator(self, key: str) -> IndicatorTally | None:
        """The counts of one indicator; none where no cable gives it."""
        return next((each for each in self.indicators if each.key == key), None)


def silence(assessed: Iterable[Assessed], given: Container[str]) -> Silence:
    """What assessments say by giving no figure; ``given`` are the cables that give one.

    >>> silence([Assessed(2008, "A", "08ZENDA1", True), Assessed(2009, "A", "09ZENDA1", False)], ["07ZENDA1"])
    {2008: 'no figure', 2009: 'no full text'}
    """
    found: dict[int, int] = {}
    for each in assessed:
        found[each.year] = max(found.get(each.year, 0), 2 if each.id in given else each.whole)
    return {year: (UNKNOWN, SILENT, PARTLY)[most] for year, most in found.items()}
