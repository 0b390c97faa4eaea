"""Counts over the whole collection, made in one pass, small enough to travel in a job.

Counts of cables and of figures read, never sums of what the figures say.
"""

import msgspec

from chancery.model import Value


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

    def years_assessed(self) -> dict[str, tuple[int, ...]]:
        """Years with an assessment, by country."""
        return {each.iso3: tuple(sorted({a.year for a in each.assessed})) for each in self.countries}

    def indicator(self, key: str) -> IndicatorTally | None:
        """The counts of one indicator; none where no cable gives it."""
        return next((each for each in self.indicators if each.key == key), None)
