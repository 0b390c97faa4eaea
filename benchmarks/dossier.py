"""Measure the file of a country with many cables: what it weighs, how soon it is there, searched and printed.

    python benchmarks/dossier.py [--size 200] [--times 5] [--file FILE] [--folder DIR]

The country has so many invented cables of 10 KB, and the file is that of its site; with --file it is any single file.
It is opened from a disk in Chromium, as on a desk and as on a phone (390 pixels, a processor that is four times
slower), in a new window each time, and the middle of all times is told. 'ready' is when the last task of more
than 50 ms has ended, so that a touch is answered. Searches count from the last letter to the first hits; the first of a
window reads the text as well.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    from playwright.sync_api import Browser, Page, sync_playwright
except ImportError:
    sys.exit("playwright is not installed; 'make test' installs it, with a browser")

sys.path.insert(0, str(Path(__file__).parent))
import collection
import running
from running import ROOT

FORMS = {"desk": (1280, 1), "phone": (390, 4)}
"""Pixels of width, and how much slower the processor is."""
WORDS = {"first search": "trafficking", "two words": "courts convicted", "no hit": "zeppelin"}
OBSERVE = """window.tasks = [];
new PerformanceObserver((all) => { for (const one of all.getEntries()) tasks.push(one.startTime + one.duration); })
    .observe({ type: "longtask", buffered: true });"""
OPENED = """async () => {
    while (document.readyState !== "complete") await new Promise((done) => setTimeout(done, 50));
    await new Promise((done) => setTimeout(done, 500));
    const paint = performance.getEntriesByName("first-contentful-paint")[0].startTime;
    return { "first paint": paint, ready: Math.max(paint, ...tasks) };
}"""
ASKED = """async (words) => {
    const box = document.getElementById("quick-q"), says = document.getElementById("quick-says");
    says.textContent = "";
    box.value = words;
    const begun = performance.now();
    box.dispatchEvent(new Event("input"));
    while (!says.textContent) await new Promise((done) => setTimeout(done, 2));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return performance.now() - begun;
}"""


def made(folder: Path, size: int) -> Path:
    """The file of a country with so many cables."""
    site, cables = folder / f"site-{size}", folder / f"cables-{size}"
    shutil.rmtree(cables, ignore_errors=True)
    collection.write(cables, size, posts=1)
    words = [sys.executable, str(ROOT / "build.py"), "build", "--no-search", "--cables", str(cables)]
    subprocess.run([*words, "--site", str(site), "--cache", str(folder / f"cache-{size}")], check=True)
    return max((site / "offline").glob("???.html"), key=lambda path: path.stat().st_size)


@contextmanager
def opened(browser: Browser, address: str, form: str) -> Iterator[Page]:
    """A window of its own with the file in it."""
    width, slower = FORMS[form]
    context = browser.new_context(viewport={"width": width, "height": 844}, offline=True)
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.add_init_script(OBSERVE)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.goto(address, wait_until="commit")
    yield page
    context.close()


def visit(browser: Browser, address: str, form: str) -> dict[str, float]:
    """Milliseconds by their names."""
    with opened(browser, address, form) as page:
        told: dict[str, float] = page.evaluate(OPENED)
        return told | {name: page.evaluate(ASKED, words) for name, words in WORDS.items()}


def printed(browser: Browser, address: str) -> str:
    """Pages and bytes of the printer's file, and the seconds it takes."""
    with opened(browser, address, "desk") as page:
        page.wait_for_load_state()
        begun = time.perf_counter()
        data = page.pdf(format="A4", prefer_css_page_size=True)
    pages = data.count(b"/Type /Page\n")
    return f"{pages:,} pages, {len(data) / 1e6:.1f} MB, {time.perf_counter() - begun:.0f} s"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    asked.add_argument("--size", type=running.count, default=200, help="cables (%(default)s)")
    asked.add_argument("--times", type=running.count, default=5, help="visits (%(default)s)")
    asked.add_argument("--file", type=Path, help="a single file that is there already")
    asked.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir(), "chancery-dossier"))
    given = asked.parse_args()
    file = (given.file or made(given.folder, given.size)).resolve()
    names = ("first paint", "ready", *WORDS)
    print(f"| {file.stat().st_size / 1e6:.1f} MB | {' | '.join(names)} |\n| --- |{' ---: |' * len(names)}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for form in FORMS:
            visits = [visit(browser, file.as_uri(), form) for _ in range(given.times)]
            told = (f"{statistics.median(each[name] for each in visits):,.0f} ms" for name in names)
            print(f"| {form} | {' | '.join(told)} |")
        print(f"Printed: {printed(browser, file.as_uri())}")
        browser.close()


if __name__ == "__main__":
    running.told(main)
