"""Build collections of several sizes and print one table: seconds, rate, processor time, memory, what one change costs.

    python benchmarks/build.py [--sizes 1000,10000] [--folder DIR] [--others] [--serve] [--profile]

``--others`` runs Hugo (Debian's ``hugo``) and MkDocs on ready Markdown, and a copy of the output (others.py), up to
10,000 cables. CPU s is the processor time of all processes of a command. ``--serve`` waits for a change to be shown by
the preview (serving.py). Rows come as they are measured. ``--profile`` tells where the time of one process goes.
"""

import argparse
import cProfile
import math
import os
import pstats
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import collection
import others
import serving
from running import ROOT, Ran, count, told

HUGO = "Hugo, ready Markdown"
OTHERS = 10_000
"""Cables, no more: with a hundred thousand they take hours."""


def build(cables: Path, folder: Path, *more: str) -> Ran:
    """A build in a process of its own."""
    words = [sys.executable, "build.py", "build", "--cables", str(cables), "--site", str(folder / "site")]
    return Ran([*words, "--cache", str(folder / "cache"), "--no-search", "--no-offline", *more])


def measure(cables: Path, work: Path) -> Iterator[tuple[str, Ran]]:
    """All builds of one size: from nothing, nothing changed, one cable changed."""
    shutil.rmtree(work, ignore_errors=True)
    yield "whole", build(cables, work)
    yield "nothing changed", build(cables, work)
    paths = sorted(cables.glob("*.txt"))
    path = paths[len(paths) // 2]
    before = path.read_bytes()
    path.write_bytes(before.replace(b"efforts", b"EFFORTS"))
    try:
        yield "one changed", build(cables, work)
    finally:
        path.write_bytes(before)


def sized(given: argparse.Namespace, size: int) -> Iterator[tuple[str, float, Ran | None]]:
    """The rows of one size, each when it is there: what, seconds, and the command; what was built is removed."""
    cables, work = given.folder / f"cables-{size}", given.folder / f"work-{size}"
    collection.have(cables, size)
    for name, ran in measure(cables, work):
        yield name, ran.seconds, ran
    if given.serve:
        for seconds in serving.changes(cables, work):
            yield "serve: a change is shown", seconds, None
    if given.others and size <= OTHERS:
        beside = given.folder / f"others-{size}"
        for name, ran in others.compare(work / "site", beside):
            yield name, ran.seconds, ran
        shutil.rmtree(beside, ignore_errors=True)
    shutil.rmtree(work, ignore_errors=True)


def row(size: int, name: str, seconds: float, ran: Ran | None) -> str:
    """A row of the table."""
    used = f"{ran.processor:.1f} | {1000 * ran.processor / size:.2f} | {ran.memory:.0f}" if ran else "| |"
    return f"| {size:,} | {name} | {seconds:.1f} | {size / seconds:,.0f} | {used} |"


def sizes(text: str) -> list[int]:
    """Numbers between commas, as an argument."""
    return [count(each) for each in text.split(",")]


def profile(folder: Path, size: int) -> None:
    """Where the time goes in one process."""
    sys.path.insert(0, str(ROOT))
    from chancery.building import site  # noqa: PLC0415
    from chancery.building.asked import Options  # noqa: PLC0415
    from chancery.catalog import stage as catalog_stage  # noqa: PLC0415 -- needs the path
    from chancery.progress import Clock  # noqa: PLC0415
    from chancery.work import executor  # noqa: PLC0415

    work = folder / "profiled"
    wanted = Options(cables=folder / f"cables-{size}", site=work / "site", project=ROOT, cache=work / "cache",
                     use_cache=False, search=False, offline=False)  # fmt: skip
    # All work in this thread, where the profiler sees it.
    executor.INLINE = catalog_stage.LONG = sys.maxsize
    with cProfile.Profile() as taken:
        site.build(wanted, Clock(shown=False), print, workers=1, spec="threads")
    pstats.Stats(taken).sort_stats("tottime").print_stats(30)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    asked.add_argument("--sizes", type=sizes, default="1000,10000", help="numbers of cables (%(default)s)")
    asked.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir(), "chancery-benchmark"),
                       help="for collections, which stay, and sites (%(default)s)")  # fmt: skip
    asked.add_argument("--others", action="store_true", help="Hugo, MkDocs and a copy of the output as well")
    asked.add_argument("--serve", action="store_true", help="how soon the preview shows a change")
    asked.add_argument("--profile", action="store_true", help="where the time of one process goes, at the first size")
    given = asked.parse_args()
    if given.others and not shutil.which("hugo"):
        print("hugo is not installed (Debian: apt-get install hugo); its rows are left out", file=sys.stderr)
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}\n")
    print("| cables | what | seconds | cables/s | CPU s | CPU ms a cable | MB at most |")
    print(f"| ---: | --- |{' ---: |' * 5}", flush=True)
    whole = {}
    for size in given.sizes:
        taken = {}
        for name, seconds, ran in sized(given, size):
            taken[name] = seconds
            print(row(size, name, seconds, ran), flush=True)
        whole[size] = taken["whole"]
        if HUGO in taken:
            print(f"| {size:,} | whole : Hugo | {taken['whole'] / taken[HUGO]:.1f} | | | | |", flush=True)
    for one, other in zip(given.sizes, given.sizes[1:], strict=False):
        growth = math.log(whole[other] / whole[one]) / math.log(other / one)
        print(f"\nFrom {one:,} to {other:,} the time grows with the power {growth:.2f}.")
    if given.profile:
        profile(given.folder, given.sizes[0])


if __name__ == "__main__":
    told(main)
