"""Build collections of several sizes and print one table: seconds, rate, memory, and what one change costs.

    python benchmarks/build.py [--sizes 1000,10000] [--folder DIR] [--others] [--profile]

``--others`` runs Hugo (Debian's ``hugo``) and MkDocs on ready Markdown, and a copy of the output (others.py).
``--profile`` tells where the time of one process goes.
"""

import argparse
import cProfile
import math
import os
import pstats
import shutil
import sys
import tempfile
from pathlib import Path

import collection
import others
from running import ROOT, Ran

HUGO = "Hugo, ready Markdown"


def build(cables: Path, folder: Path, *more: str) -> Ran:
    """A build in a process of its own."""
    words = [sys.executable, "build.py", "build", "--cables", str(cables), "--site", str(folder / "site")]
    return Ran([*words, "--cache", str(folder / "cache"), "--no-search", "--no-offline", *more])


def measure(folder: Path, count: int) -> list[tuple[str, Ran]]:
    """All builds of one size: from nothing, nothing changed, one cable changed."""
    cables = folder / f"cables-{count}"
    if not cables.exists():
        collection.write(cables, count)
    work = folder / f"work-{count}"
    shutil.rmtree(work, ignore_errors=True)
    rows = [("whole", build(cables, work)), ("nothing changed", build(cables, work))]
    path = sorted(cables.glob("*.txt"))[count // 2]
    before = path.read_bytes()
    path.write_bytes(before.replace(b"efforts", b"EFFORTS"))
    rows.append(("one changed", build(cables, work)))
    path.write_bytes(before)
    return rows


def profile(folder: Path, count: int) -> None:
    """Where the time goes in one process."""
    sys.path.insert(0, str(ROOT))
    from chancery import catalog_stage, executor, site  # noqa: PLC0415 -- needs the path
    from chancery.asked import Options  # noqa: PLC0415
    from chancery.progress import Clock  # noqa: PLC0415

    work = folder / "profiled"
    wanted = Options(cables=folder / f"cables-{count}", site=work / "site", project=ROOT, cache=work / "cache",
                     use_cache=False, search=False, offline=False)  # fmt: skip
    # All work in this thread, where the profiler sees it.
    executor.INLINE = catalog_stage.LONG = sys.maxsize
    with cProfile.Profile() as taken:
        site.build(wanted, Clock(shown=False), print, workers=1, spec="threads")
    pstats.Stats(taken).sort_stats("tottime").print_stats(30)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    asked.add_argument("--sizes", default="1000,10000")
    asked.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir(), "chancery-benchmark"))
    asked.add_argument("--others", action="store_true")
    asked.add_argument("--profile", action="store_true")
    given = asked.parse_args()
    sizes = [int(each) for each in given.sizes.split(",")]
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}\n")
    print("| cables | what | seconds | cables/s | MB at most |\n| ---: | --- | ---: | ---: | ---: |")
    whole = {}
    for count in sizes:
        rows = measure(given.folder, count)
        if given.others:
            rows += others.compare(given.folder / f"work-{count}" / "site", given.folder / f"others-{count}")
        seconds = {name: ran.seconds for name, ran in rows}
        whole[count] = seconds["whole"]
        for name, ran in rows:
            print(f"| {count:,} | {name} | {ran.seconds:.1f} | {count / ran.seconds:,.0f} | {ran.memory:.0f} |")
        if HUGO in seconds:
            print(f"| {count:,} | whole : Hugo | {seconds['whole'] / seconds[HUGO]:.1f} | | |", flush=True)
    for one, other in zip(sizes, sizes[1:], strict=False):
        growth = math.log(whole[other] / whole[one]) / math.log(other / one)
        print(f"\nFrom {one:,} to {other:,} the time grows with the power {growth:.2f}.")
    if given.profile:
        profile(given.folder, sizes[0])


if __name__ == "__main__":
    main()
