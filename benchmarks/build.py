"""Build collections of several sizes and print one table: seconds, rate, memory, and what one change costs.

    python benchmarks/build.py [--sizes 1000,10000] [--folder DIR] [--others] [--profile]

``--others`` runs MkDocs alone, Hugo (Debian's ``hugo``) and a copy of the output beside it, on ready Markdown.
``--profile`` tells where the time of one process goes.
"""

import argparse
import cProfile
import math
import os
import pstats
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import collection

ROOT = Path(__file__).parents[1]
POLL = 0.2


class Ran:
    """A finished command: seconds, and the most memory of it and its children together, in MB."""

    def __init__(self, words: list[str], folder: Path = ROOT) -> None:
        self.memory = 0.0
        begun = time.perf_counter()
        running = subprocess.Popen(words, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        watch = threading.Thread(target=self._watch, args=(running,), daemon=True)
        watch.start()
        self.said = running.communicate()[1]
        self.seconds = time.perf_counter() - begun
        watch.join()
        if running.returncode:
            raise SystemExit(f"{' '.join(words)}\n{self.said[-2000:]}")

    def _watch(self, running: subprocess.Popen[str]) -> None:
        while running.poll() is None:
            self.memory = max(self.memory, sum(map(_private, _family(running.pid))) / 1e6)
            time.sleep(POLL)


def _family(pid: int) -> list[int]:
    """A process and all below it (Linux)."""
    found, todo = [], [pid]
    while todo:
        one = todo.pop()
        found.append(one)
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                todo += map(int, task.read_text().split())
            except OSError:
                continue
    return found


def _private(pid: int) -> int:
    """Bytes of a process, shared ones divided among those that share them."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in text.splitlines() if line.startswith("Pss:")), 0)


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


def others(folder: Path, count: int) -> list[tuple[str, Ran]]:
    """Hugo and MkDocs on ready Markdown of the same texts, and a copy of our output."""
    work = folder / f"others-{count}"
    shutil.rmtree(work, ignore_errors=True)
    content = work / "content"
    content.mkdir(parents=True)
    for path in sorted((folder / f"cables-{count}").glob("*.txt")):
        key, title, *lines = path.read_text(encoding="utf-8").split("\n")
        text = "\n".join(lines[20:]).replace("¶", "").replace(" \n \n", "\n\n")
        (content / f"{key}.md").write_text(f'---\ntitle: "{title}"\n---\n\n{text}\n', encoding="utf-8")
    rows = []
    page = "<!doctype html><title>{{ .Title }}</title><h1>{{ .Title }}</h1>{{ .Content }}"
    if shutil.which("hugo"):
        (work / "layouts" / "_default").mkdir(parents=True)
        for name in ("single", "list"):
            (work / "layouts" / "_default" / f"{name}.html").write_text(page)
        (work / "hugo.toml").write_text('baseURL = "/"\ntitle = "x"\ndisableKinds = ["taxonomy", "term", "RSS"]\n')
        rows.append(("Hugo, Markdown alone", Ran(["hugo", "--quiet"], work)))
    theme = work / "theme"
    theme.mkdir()
    (theme / "main.html").write_text("<!doctype html><title>{{ page.title }}</title>{{ page.content }}")
    (work / "mkdocs.yml").write_text(
        "site_name: x\ndocs_dir: content\nplugins: []\nnav: [index.md]\ntheme: {name: null, custom_dir: theme}\n"
    )
    (content / "index.md").write_text("# x\n")
    rows.append(("MkDocs, Markdown alone", Ran([sys.executable, "-m", "mkdocs", "-q", "build"], work)))
    rows.append(("copy of our output", Ran(["cp", "-r", str(folder / f"work-{count}" / "site"), str(work / "copy")])))
    return rows


def profile(folder: Path, count: int) -> None:
    """Where the time goes in one process."""
    sys.path.insert(0, str(ROOT))
    from chancery import site  # noqa: PLC0415 -- needs the path
    from chancery.pipeline import Options  # noqa: PLC0415
    from chancery.progress import Clock  # noqa: PLC0415

    work = folder / "profiled"
    wanted = Options(cables=folder / f"cables-{count}", site=work / "site", project=ROOT, cache=work / "cache",
                     use_cache=False, search=False, offline=False)  # fmt: skip
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
    print("| cables | what | seconds | cables/s | MB |\n| ---: | --- | ---: | ---: | ---: |")
    whole = {}
    for count in sizes:
        rows = measure(given.folder, count)
        whole[count] = rows[0][1].seconds
        for name, ran in [*rows, *(others(given.folder, count) if given.others else [])]:
            print(
                f"| {count:,} | {name} | {ran.seconds:.1f} | {count / ran.seconds:,.0f} | {ran.memory:.0f} |",
                flush=True,
            )
    for one, other in zip(sizes, sizes[1:], strict=False):
        growth = math.log(whole[other] / whole[one]) / math.log(other / one)
        print(f"\nFrom {one:,} to {other:,} the time grows with the power {growth:.2f}.")
    if given.profile:
        profile(given.folder, sizes[0])


if __name__ == "__main__":
    main()
