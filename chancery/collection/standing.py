"""What a figure can stand for: a year, a whole country or one case. Plots, tables and data ask here alike."""

from chancery.collection.briefs import Brief
from chancery.model import Indicator

CASES = frozenset({"persons", "cases", "events"})
"""Units of which exactly one is what was told, not the total of a year; one shelter is all there are."""


def year_of(brief: Brief, figure: Indicator) -> int:
    """The year a figure is shown under: when its period ends, else the assessment's year, else the cable's.

    An annual reply's period runs from one spring to the next; it is shown under the year in which it ends.
    """
    period = figure.period
    if period is not None and (end := period.to or period.from_) is not None:
        return end.year
    return brief.year or brief.date.year


def is_single(figure: Indicator) -> bool:
    """Whether a figure is one case or event rather than a total: exactly one, done."""
    return figure.value == 1 and figure.qualifier == "exact" and figure.unit in CASES and figure.status == "done"


def national(brief: Brief, figure: Indicator) -> bool:
    """Whether a figure can stand for its country in plots and comparisons: done, nation-wide, said for the first time.

    A figure with a place is about a part of the country or about another one (reading rule 4); a cable about
    several countries does not say whose the figure is. A single case ('convicted a foreign national') is no total.
    """
    return (
        figure.status != "planned"
        and figure.same_as is None
        and figure.place is None
        and figure.value is not None
        and not is_single(figure)
        and len(brief.countries) == 1
    )
