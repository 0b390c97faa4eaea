"""Figures as pages show them: the bound before the number, period and place beside, the sentence behind."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from chancery import addresses
from chancery.collection.briefs import Brief
from chancery.collection.standing import is_single, national, year_of
from chancery.model import Indicator, Value
from chancery.views.plots import Plot, Point, highest, number, plot, worth_a_plot
from chancery.views.tally import SILENT, Silence
from chancery.vocab.terms import indicator
from chancery.words import BOUNDS, begun

COUNTED = frozenset({"persons", "cases", "events", "places"})
"""Units of counts: left out where they are the indicator's own, since its name says them."""
TERMS = frozenset({"years", "months", "weeks", "days"})
"""Units of prison terms."""
IN_A_CELL = 3
"""Figures of one country and year in a cell of a table."""


class Cell(Value, frozen=True):
    """One figure: what stands in a table's cell, in a strip of numbers, or under a plot."""

    bound: str
    """'at least', 'at most', 'about'; '' for an exact number."""
    number: str
    """'28', '15 to 20', 'none', 'USD 155,000', '10 years'."""
    sort: float
    href: str
    """The sentence it was read from."""
    source: str
    """'09PHNOMPENH846 ¶4'."""
    paragraph: str
    """'¶4', 'lines 30–34'."""
    when: str
    """Period and place in the cable's words, and where it is planned or the same fact again; may be ''."""
    note: str
    """'Planned, not done', 'Same fact as in ¶1; counted once'; may be ''."""
    quote: str
    year: int

    @property
    def text(self) -> str:
        """The figure in a few words: 'at least 28'."""
        return f"{self.bound} {self.number}".strip()


def cell(brief: Brief, index: int, root: str) -> Cell:
    """The figure of a brief at an index."""
    found = brief.indicators[index]
    figure = found.figure
    return Cell(
        bound=BOUNDS[figure.qualifier],
        number=amount(figure),
        sort=float(figure.value or 0),
        href=f"{root}{addresses.cable(brief.id)}#{found.anchor}",
        source=f"{brief.id} {found.cited}",
        paragraph=found.cited,
        when=when(figure),
        note=note(brief, figure),
        quote=figure.quote,
        year=year_of(brief, figure),
    )


def when(figure: Indicator, *status: str) -> str:
    """Period and place of a figure in the cable's words, behind its status where that is given; may be ''."""
    period = begun(figure.period.text) if figure.period else ""
    return ", ".join(filter(None, (*status, period, figure.place)))


def amount(figure: Indicator) -> str:
    """The number without its bound, with the unit where the indicator's name does not say it.

    Life and death sentences have no number (reading rule 8), and say so.
    """
    if figure.value is None:
        return "life or death"
    if figure.qualifier == "none":
        return "none"
    end = f" to {number(figure.value_to)}" if figure.value_to is not None else ""
    text = number(figure.value) + end
    if figure.unit in COUNTED and figure.unit == indicator(figure.key).unit:
        return text
    if figure.unit in COUNTED | TERMS:
        return f"{text} {figure.unit.removesuffix('s') if text == '1' else figure.unit}"
    return f"{figure.unit} {text}"


def note(brief: Brief, figure: Indicator) -> str:
    """What must be said with a figure: that it was counted before, is a plan, one case, or of several countries."""
    if figure.same_as is not None and figure.same_as < len(brief.indicators):
        return f"Same fact as in {brief.indicators[figure.same_as].cited}; counted once"
    said = {"planned": "Planned, not done", "pending": "Pending", "ongoing": "Ongoing"}.get(figure.status)
    one = "A single case" if is_single(figure) else None
    several = "In a cable about several countries" if len(brief.countries) > 1 else None
    return "; ".join(filter(None, (said, one, several)))


class Stated(NamedTuple):
    """One figure of a cable among those of several, and all that listings ask of it, worked out once a page."""

    brief: Brief
    figure: Indicator
    cell: Cell
    national: bool
    """Whether it can stand for its country."""


def stated(briefs: Iterable[Brief], root: str, only: str = "") -> dict[str, list[Stated]]:
    """The figures of cables by indicator, in the order of the cables; those of ``only`` one where it is named."""
    found: dict[str, list[Stated]] = {}
    for brief in briefs:
        for index, each in enumerate(brief.indicators):
            figure = each.figure
            if not only or figure.key == only:
                one = Stated(brief, figure, cell(brief, index, root), national(brief, figure))
                found.setdefault(figure.key, []).append(one)
    return found


def units(found: Iterable[Stated]) -> list[str]:
    """The units in which an indicator is given, the commonest first."""
    seen = Counter(each.figure.unit for each in found)
    return sorted(seen, key=lambda unit: (-seen[unit], unit))


def by_year(found: Iterable[Stated]) -> dict[int, list[Cell]]:
    """What can stand for a country, by year."""
    cells: dict[int, list[Cell]] = {}
    for each in found:
        if each.national:
            cells.setdefault(each.cell.year, []).append(each.cell)
    return cells


class Few(Value, frozen=True):
    """The first figures of one country and year, as a cell of a table shows them, and how many there are besides."""

    cells: tuple[Cell, ...]
    more: int
    nothing: str
    """What is said where there is none."""


def few(found: Mapping[int, Sequence[Cell]], year: int, silence: Silence) -> Few:
    """Of the figures of a country and year those that a cell shows."""
    cells = found.get(year, ())
    return Few(tuple(cells[:IN_A_CELL]), max(0, len(cells) - IN_A_CELL), silence.get(year, "no assessment"))


class Series(Value, frozen=True):
    """A plot with its name and what stands under it."""

    title: str
    unit: str
    href: str | None
    """The page of what the plot is about."""
    plot: Plot
    cells: tuple[Cell, ...]
    """The same figures for the table under the plot, by year."""


class WantedPlot(NamedTuple):
    """A plot to be drawn if there is enough for it."""

    title: str
    name: str
    """Begins the words that stand for the plot: 'Arrests in Cambodia'."""
    unit: str
    href: str | None
    found: Sequence[Stated]
    silence: Silence


def _points(wanted: WantedPlot) -> list[Point]:
    """What is plotted."""
    return [
        Point(
            year=each.cell.year,
            value=each.figure.value,
            value_to=each.figure.value_to,
            qualifier=each.figure.qualifier,
        )
        for each in wanted.found
        if each.figure.unit == wanted.unit and each.figure.value is not None and each.national
    ]


def _cells(wanted: WantedPlot) -> tuple[Cell, ...]:
    """What is plotted, for the table under the plot."""
    cells = (each.cell for each in wanted.found if each.figure.unit == wanted.unit and each.national)
    return tuple(sorted(cells, key=lambda cell: cell.year))


def drawn(wanted: Sequence[WantedPlot], *, one_scale: bool, tables: bool = True) -> tuple[Series, ...]:
    """The plots that are worth it, all over the same years; on one scale where they are to be compared."""
    kept = [(each, given) for each in wanted if worth_a_plot(given := _points(each))]
    every = [point for _, given in kept for point in given]
    if not kept:
        return ()
    seen = [p.year for p in every]
    years = (min(seen), max(seen))
    return tuple(
        Series(
            title=each.title,
            unit=each.unit,
            href=each.href,
            plot=plot(
                each.name,
                given,
                years,
                highest(every if one_scale else given),
                [year for year in range(years[0], years[1] + 1) if each.silence.get(year) == SILENT],
            ),
            cells=_cells(each) if tables else (),
        )
        for each, given in kept
    )


def same_unit(wanted: Sequence[WantedPlot]) -> bool:
    """Whether plots can share a scale."""
    return len({each.unit for each in wanted}) <= 1
