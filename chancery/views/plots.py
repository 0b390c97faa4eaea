"""Small plots of figures over years, as geometry for a template to draw: no text of SVG is made here.

A plot shows each stated figure as a mark of its own, never a sum or a mean: a dot where the cable gives an
exact number, an open dot where it says 'about', a dot with an arrow for a bound, a bar for a range. A dotted
line stands where a year's assessment gives no figure. Why by hand: docs/decisions/plots.md.
"""

from collections.abc import Iterable, Sequence

from chancery.model import Qualifier, Value
from chancery.words import BOUNDS, listed, runs

WIDTH, HEIGHT = 250, 140
LEFT, RIGHT, TOP, BASE = 20.0, 224.0, 30.0, 116.0
ENOUGH_POINTS, ENOUGH_YEARS = 3, 2
"""Fewer than three figures, or all of one year: words and a table say it better than a plot."""


class Point(Value, frozen=True):
    """One stated figure to be plotted."""

    year: int
    value: float
    value_to: float | None = None
    qualifier: Qualifier = "exact"


class Dot(Value, frozen=True):
    """The mark of one figure: its place, its kind and the number that stands above it."""

    x: str
    y: str
    kind: Qualifier
    label: str | None
    """Null where another figure of the same year stands above it and carries the number."""
    label_y: str
    arrow: str | None
    """Path of the arrow of a bound."""
    bar: str | None
    """Path of the bar of a range."""


class Tick(Value, frozen=True):
    """A year under the axis."""

    x: str
    label: str


class Plot(Value, frozen=True):
    """One small plot over years."""

    width: int
    height: int
    base: str
    left: str
    right: str
    top: str
    alt: str
    """All that the plot shows, in words."""
    ticks: tuple[Tick, ...]
    lines: tuple[str, ...]
    """Paths between figures of years that follow each other, where each year has one figure."""
    gaps: tuple[str, ...]
    """Years whose assessment gives no figure: x of the dotted lines."""
    dots: tuple[Dot, ...]


def worth_a_plot(points: Iterable[Point]) -> bool:
    """Whether figures say more as a plot than in words: three of them at least, in two years at least."""
    years = [point.year for point in points]
    return len(years) >= ENOUGH_POINTS and len(set(years)) >= ENOUGH_YEARS


def number(value: float) -> str:
    """A number as people write it.

    >>> number(4000.0), number(1.5)
    ('4,000', '1.5')
    """
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def short(value: float) -> str:
    """A number short enough for the label of a dot.

    >>> short(380), short(155000), short(1_200_000)
    ('380', '155k', '1.2m')
    """
    for size, letter in ((1e9, "bn"), (1e6, "m"), (1e5, "k")):
        if abs(value) >= size:
            unit = 1e3 if letter == "k" else size
            return f"{value / unit:.3g}{letter}"
    return number(value)


def words(point: Point) -> str:
    """A figure with its bound: 'at least 28', '15 to 20', 'none'."""
    if point.qualifier == "none":
        return "none"
    end = f" to {number(point.value_to)}" if point.value_to is not None else ""
    return f"{BOUNDS[point.qualifier]} {number(point.value)}{end}".strip()


def highest(points: Iterable[Point]) -> float:
    """The largest number that plots on one scale have to hold."""
    return max((max(p.value, p.value_to or 0) for p in points), default=0)


def plot(name: str, points: Sequence[Point], years: tuple[int, int], top: float, silent: Iterable[int] = ()) -> Plot:
    """Lay out one plot.

    ``name`` begins the words that stand for the plot; ``years`` and ``top`` are the first and last year and
    the largest number of the scale, shared by plots that are to be compared; ``silent`` are years whose
    assessment gives no figure.
    """
    by_year: dict[int, list[Point]] = {}
    for point in sorted(points, key=lambda p: (p.year, p.value)):
        by_year.setdefault(point.year, []).append(point)
    gaps = sorted(set(silent) - by_year.keys())
    return Plot(
        width=WIDTH,
        height=HEIGHT,
        base=_n(BASE),
        left=_n(LEFT - 12),
        right=_n(RIGHT + 12),
        top=_n(TOP - 4),
        alt=_alt(name, by_year, gaps),
        ticks=_ticks(years),
        lines=_lines(by_year, years, top),
        gaps=tuple(_n(_x(year, years)) for year in gaps),
        dots=tuple(dot for year in by_year for dot in _dots(by_year[year], years, top)),
    )


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _x(year: int, years: tuple[int, int]) -> float:
    first, last = years
    return LEFT + (RIGHT - LEFT) * (year - first) / (last - first) if last > first else (LEFT + RIGHT) / 2


def _y(value: float, top: float) -> float:
    return BASE - (BASE - TOP) * value / top if top else BASE


def _ticks(years: tuple[int, int]) -> tuple[Tick, ...]:
    """Years under the axis: every year while there is room, then every second, fifth or tenth."""
    first, last = years
    step = next(step for step in (1, 2, 5, 10, 50) if (last - first) / step <= 8 or step == 50)
    return tuple(
        Tick(x=_n(_x(year, years)), label=f"’{year % 100:02}")
        for year in range(first, last + 1)
        if (last - year) % step == 0
    )


def _lines(by_year: dict[int, list[Point]], years: tuple[int, int], top: float) -> tuple[str, ...]:
    single = runs(year for year, here in by_year.items() if len(here) == 1 and here[0].value_to is None)
    at = {year: f"{_n(_x(year, years))} {_n(_y(here[0].value, top))}" for year, here in by_year.items()}
    return tuple("M" + "L".join(at[year] for year in range(first, last + 1)) for first, last in single if first < last)


def _dots(here: Sequence[Point], years: tuple[int, int], top: float) -> Iterable[Dot]:
    for point in here:
        x, y = _x(point.year, years), _y(point.value, top)
        end = _y(point.value_to, top) if point.value_to is not None else None
        up = point.qualifier == "at_least"
        high = min(y, end or y) - (15 if up else 8)
        yield Dot(
            x=_n(x),
            y=_n(y),
            kind=point.qualifier,
            label=_label(point) if point is here[-1] else None,
            label_y=_n(high),
            arrow=_arrow(x, y, point.qualifier),
            bar=f"M{_n(x)} {_n(y)}V{_n(end)}" if end is not None else None,
        )


def _label(point: Point) -> str:
    end = f"–{short(point.value_to)}" if point.value_to is not None else ""
    return short(point.value) + end


def _arrow(x: float, y: float, qualifier: Qualifier) -> str | None:
    if qualifier == "at_least":
        return f"M{_n(x)} {_n(y - 3)}v-8m-3 3l3-3l3 3"
    if qualifier == "at_most":
        return f"M{_n(x)} {_n(y + 3)}v8m-3-3l3 3l3-3"
    return None


def _alt(name: str, by_year: dict[int, list[Point]], gaps: Iterable[int]) -> str:
    parts = {year: f"{listed([words(p) for p in here])} in {year}" for year, here in by_year.items()}
    parts |= {year: f"no figure in the assessment of {year}" for year in gaps}
    return f"{name}: " + ", ".join(parts[year] for year in sorted(parts))
