"""Maps of the world, shaded by a count a country; shapes come with the package, nothing is fetched.

The shapes are Natural Earth's (public domain), projected once to Equal Earth, on which areas stay true: see
``tools/make_world.py`` and docs/decisions/plots.md. Countries too small to be seen get a dot as well.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from chancery.model import Value

ENOUGH = 3
"""With fewer countries there is no map: words and a list say it better."""

STEPS = ((1, 1), (2, 4), (5, 9), (10, None))
"""First and last count of each shade."""


class Marked(Value, frozen=True):
    """One country on a map."""

    iso3: str
    name: str
    """What a pointer or a screen reader is told: 'Cambodia: 3 cables'."""
    href: str
    shade: int
    """1 to 4."""
    shape: str | None
    """SVG path; null where the country is too small to have one."""
    dot: tuple[int, int] | None


class Step(Value, frozen=True):
    """One shade of the legend."""

    shade: int
    label: str


class WorldMap(Value, frozen=True):
    """A map: the land without marks as one path, and the countries that are marked."""

    width: int
    height: int
    title: str
    land: str
    places: tuple[Marked, ...]
    legend: tuple[Step, ...]
    unplaced: tuple[str, ...]
    """Names of countries that the map has no place for: said in words under it."""


@cache
def _world() -> Mapping[str, Any]:
    text = files("chancery").joinpath("vocab/world.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


def shade(count: int) -> int:
    """The shade of a count: 1, 2 to 4, 5 to 9, 10 and more."""
    return next(i for i, (first, last) in enumerate(STEPS, 1) if last is None or count <= last)


def world(title: str, counts: Mapping[str, tuple[str, str, int]]) -> WorldMap | None:
    """A map of counts: ISO 3166-1 alpha-3 code to words, address and count.

    None with fewer than three countries.
    """
    marked = {iso3: each for iso3, each in sorted(counts.items()) if each[2] > 0}
    if len(marked) < ENOUGH:
        return None
    data = _world()
    shapes, dots = data["shapes"], data["dots"]
    land = "".join(shape for iso3, shape in shapes.items() if iso3 not in marked) + data["rest"]
    places = tuple(
        Marked(
            iso3=iso3,
            name=name,
            href=href,
            shade=shade(count),
            shape=shapes.get(iso3),
            dot=tuple(dots[iso3]) if iso3 in dots else None,
        )
        for iso3, (name, href, count) in marked.items()
        if iso3 in shapes or iso3 in dots
    )
    used = {place.shade for place in places}
    return WorldMap(
        width=data["width"],
        height=data["height"],
        title=title,
        land=land,
        places=places,
        legend=tuple(Step(i, _range(*step)) for i, step in enumerate(STEPS, 1) if i in used),
        unplaced=tuple(each[0] for iso3, each in marked.items() if iso3 not in shapes.keys() | dots),
    )


def _range(first: int, last: int | None) -> str:
    if last is None:
        return f"{first} or more"
    return str(first) if first == last else f"{first} to {last}"
