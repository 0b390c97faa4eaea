"""Measure the search: index of N invented cables, again after one changed, and what a reader waits for and fetches.

    python benchmarks/search.py [--size 10000] [--plain] [--folder DIR] [--built]

Seconds of the index are those of the build's stage; memory is that of the whole build, all processes together. The
browser is a Chromium over http on this machine, with an empty cache for each search. 'open' counts from the call of the
page until the index can be asked, 'first hit' from the question until a hit stands on the page. Bytes are those of the
search page, its scripts and the index, as the server sends them: it compresses as most do, unless --plain is given.
'filter' counts from the choice of the first country until the hits are others. 'phone' has a processor four times
slower and a network of 1.4 Mbit/s that answers after 0.56 s. --built looks at what an earlier run built.
"""

import argparse
import contextlib
import functools
import gzip
import http.server
import re
import shutil
import sys
import tempfile
import threading
from pathlib import Path
from typing import ClassVar

try:
    from playwright.sync_api import BrowserContext, sync_playwright
except ImportError:
    sys.exit("playwright is not installed; 'make test' installs it, with a browser")

sys.path.insert(0, str(Path(__file__).parent))
import collection
import running
from running import ROOT, Ran

OPEN = """addEventListener("DOMContentLoaded", async () => {
    await tipSearch.collection();
    await tipSearch.engine();
    window.opened = performance.now(); })"""
WORDS = ("judges", '"pending action by investigating"', '"trafficking in persons"', "trafficking victims")


class Server(http.server.SimpleHTTPRequestHandler):
    """A file server that counts the bytes of the search: its page, its scripts and the index."""

    compress = True
    sent: ClassVar[list[int]] = []

    def do_GET(self) -> None:
        """Answer with the file; texts in gzip, if that is wanted."""
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            super().do_GET()
            return
        data, packed = path.read_bytes(), self.compress and path.suffix in {".html", ".js", ".css", ".json"}
        data = gzip.compress(data, 6) if packed else data
        if "/pagefind/" in self.path or "search" in path.name or path.suffix == ".js":
            self.sent.append(len(data))
        self.send_response(200)
        self.send_header("Last-Modified", self.date_time_string(path.stat().st_mtime))
        for name, value in (("Type", self.guess_type(path)), ("Length", str(len(data)))):
            self.send_header(f"Content-{name}", value)
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        with contextlib.suppress(ConnectionError):  # the window was closed before all had come
            self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def build(cables: Path, work: Path) -> tuple[float, float]:
    """Build, without single files; seconds of the search stage, and MB at most."""
    words = [sys.executable, str(ROOT / "build.py"), "build", "--no-offline", "--cables", str(cables)]
    ran = Ran([*words, "--site", str(work / "site"), "--cache", str(work / "cache")])
    found = re.search(r"\bsearch (?P<seconds>[\d.]+)", ran.said)
    return float(found["seconds"]) if found else 0.0, ran.memory


PHONE = {"offline": False, "latency": 562.5, "downloadThroughput": 180_000, "uploadThroughput": 84_375}
FIRST = """async (words) => { const t = performance.now(); location.hash = new URLSearchParams({q: words});
    while (!document.querySelector('#list .entry')) await new Promise((done) => setTimeout(done, 2));
    return performance.now() - t; }"""
FILTER = """async () => { const says = document.getElementById('says'), box = document.querySelector('#facets input');
    const [before, t] = [says.textContent, performance.now()];
    box.click();
    while (says.textContent === before) await new Promise((done) => setTimeout(done, 2));
    return performance.now() - t; }"""


def browse(context: BrowserContext, address: str, words: str, *, phone: bool = False) -> None:
    """One search in a new page: milliseconds to open, to the first hit and to filter it, and what was fetched."""
    fetched = Server.sent
    fetched.clear()
    page = context.new_page()
    if phone:
        session = context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        session.send("Network.emulateNetworkConditions", PHONE)
    page.add_init_script(OPEN)
    page.goto(f"{address}search.html")
    page.wait_for_function("() => window.opened", timeout=60_000)
    opened = page.evaluate("window.opened")
    before = sum(fetched)
    first = page.evaluate(FIRST, words)
    page.wait_for_timeout(6000 if phone else 1500)
    told, whole = page.inner_text("#says"), sum(fetched)
    times = " | ".join(f"{each / 1e3:.2f} s" for each in (opened, first, page.evaluate(FILTER)))
    print(f"| {words}{', phone' if phone else ''} | {told} | {times} | {before / 1e3:.0f} kB | {whole / 1e3:.0f} kB |")
    context.close()


def index(cables: Path, work: Path, size: int) -> None:
    """Build, and again after one cable changed."""
    shutil.rmtree(work, ignore_errors=True)
    whole, memory = build(cables, work)
    path = sorted(cables.glob("*.txt"))[size // 2]
    before = path.read_bytes()
    path.write_bytes(before.replace(b"efforts", b"EFFORTS"))
    again, _ = build(cables, work)
    path.write_bytes(before)
    print(f"{size:,} cables: index {whole:.1f} s, after one changed {again:.1f} s, build {memory:.0f} MB at most")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    asked.add_argument("--size", type=running.count, default=10_000, help="cables (%(default)s)")
    asked.add_argument("--plain", action="store_true", help="a server that does not compress")
    asked.add_argument("--built", action="store_true", help="build nothing")
    asked.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir(), "chancery-search"))
    given = asked.parse_args()
    cables, work = given.folder / f"cables-{given.size}", given.folder / f"work-{given.size}"
    if given.built and not work.exists():
        sys.exit(f"{work}: nothing was built there; leave --built out")
    collection.have(cables, given.size)
    if not given.built:
        index(cables, work, given.size)
    files = [each.stat().st_size for each in (work / "site" / "pagefind").rglob("*") if each.is_file()]
    print(f"{len(files):,} files, {sum(files) / 1e6:.1f} MB\n")
    print("| search | told | index open | first hit | filter | fetched to open | fetched in all |")
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: |")
    Server.compress = not given.plain
    handler = functools.partial(Server, directory=str(work / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for words in WORDS:
            browse(browser.new_context(), f"http://127.0.0.1:{server.server_port}/", words)
        for words in WORDS[:2]:
            browse(browser.new_context(), f"http://127.0.0.1:{server.server_port}/", words, phone=True)
        browser.close()
        server.shutdown()


if __name__ == "__main__":
    running.told(main)
