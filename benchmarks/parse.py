"""How many cables a second the parser reads on one core: ``python benchmarks/parse.py [FOLDER]``.

Reads every cable of the folder (``cables/``) again and again for some seconds, with and without figures, forty at a
time as a build does.
"""

import argparse
import pathlib
import sys
import time

from running import ROOT, told

sys.path.insert(0, str(ROOT))

from chancery.parse import parse_all
from chancery.source import InputError, decode

SECONDS = 3.0
BATCH = 40
CABLE = 10_000
"""Bytes of the cable that rates are given for."""


def load(folder):
    """Sources and their size; files that are no cables are left out."""
    sources, size = [], 0
    for path in sorted(folder.rglob("*.txt")):
        data = path.read_bytes()
        try:
            sources.append(decode(data, path.name))
        except InputError as error:
            print(error, file=sys.stderr)
            continue
        size += len(data)
    return sources, size


def rate(sources, *, figures):
    """Seconds that one reading of all sources takes, the best of several."""
    best, began = float("inf"), time.perf_counter()
    while time.perf_counter() - began < SECONDS:
        start = time.perf_counter()
        for at in range(0, len(sources), BATCH):
            parse_all(sources[at : at + BATCH], figures=figures)
        best = min(best, time.perf_counter() - start)
    return best


def main():
    asked = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    asked.add_argument("folder", type=pathlib.Path, nargs="?", default=ROOT / "cables", help="raw cables (%(default)s)")
    folder = asked.parse_args().folder
    sources, size = load(folder)
    if not sources:
        sys.exit(f"{folder}: no cables; name a folder that has some")
    print(f"{len(sources)} cables, {size / 1e6:.2f} MB, one core")
    for figures in (False, True):
        seconds = rate(sources, figures=figures)
        name = "with figures" if figures else "figures aside"
        print(
            f"{name:14} {len(sources) / seconds:8.0f} cables/s  {size / seconds / 1e6:6.2f} MB/s  "
            f"{size / CABLE / seconds:8.0f} cables of {CABLE // 1000} KB a second"
        )


if __name__ == "__main__":
    told(main)
