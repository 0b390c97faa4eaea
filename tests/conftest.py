"""A built site, a web server for it under a sub-path, and a real browser that reports what a reader must not meet."""

import os
import pathlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from firefox import PATIENCE
from hypothesis import settings
from invented import fill
from making import build
from playwright.sync_api import Browser, Page, Request, sync_playwright
from serving import serving
from shared import ROOT

settings.register_profile("any machine", deadline=None)  # a loaded machine is slow, and nothing is wrong
settings.load_profile("any machine")
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden records anew")


@pytest.fixture
def run() -> Callable[..., subprocess.CompletedProcess[str]]:
    """The command line as a person calls it: run('parse', FILE) -> finished process."""

    def call(*words: object, **options: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(ROOT / "build.py"), *map(str, words)]
        return subprocess.run(command, capture_output=True, text=True, check=False, **{"cwd": ROOT, **options})

    return call


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """The site as `make site` builds it from cables/, in a folder of its own."""
    folder = tmp_path_factory.mktemp("built")
    command = [sys.executable, str(ROOT / "build.py"), "build", "--site", str(folder / "site"), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return folder / "site"


@pytest.fixture
def cables(tmp_path: pathlib.Path) -> pathlib.Path:
    """A folder of five invented cables."""
    return fill(tmp_path / "cables")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """A site of five invented cables with all that is offline."""
    folder = tmp_path_factory.mktemp("export")
    build(fill(folder / "cables"), folder / "site", offline=True)
    return folder / "site"


@pytest.fixture(scope="session")
def file_copy(site: pathlib.Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a copy of the site on a disk, as on a USB stick."""
    copy = tmp_path_factory.mktemp("stick") / "tip cables"
    shutil.copytree(site, copy)
    return copy.as_uri() + "/"


@pytest.fixture(scope="session")
def served(site: pathlib.Path) -> Iterator[str]:
    """The address of the site over http, under a sub-path."""
    with serving(site) as address:
        yield address


def find_chromium() -> str | None:
    """An installed Chromium or Chrome; None leaves the choice to Playwright's own."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium without a window."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_ARGS)
        yield chromium
        chromium.close()


class Visit:
    """An open page and all that a reader must not meet on it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.troubles: list[str] = []
        home = address.split("/some/where/", maxsplit=1)[0] if address.startswith("http") else "file:"
        page.on("console", lambda message: self.troubles.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.troubles.append(f"error: {error}"))
        page.on("requestfailed", self._failed)
        page.on("request", lambda request: self._watch(request.url, home))

    def _failed(self, request: Request) -> None:
        if "ABORTED" not in (request.failure or ""):  # the page was left before its picture came
            self.troubles.append(f"failed: {request.url}")

    def _watch(self, url: str, home: str) -> None:
        if not url.startswith((home, "data:", "blob:")):
            self.troubles.append(f"outside: {url}")


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """visit(address, width=1280, dark=False, …) -> Visit, loaded; contexts are closed after the test."""
    contexts = []

    def go(address: str, *, width: int = 1280, height: int = 900, dark: bool = False, **options: object) -> Visit:
        offline = address.startswith("file:")
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            offline=offline,
            **options,
        )
        context.set_default_timeout(PATIENCE * 1000)
        contexts.append(context)
        opened = Visit(context.new_page(), address)
        opened.page.goto(address)
        return opened

    yield go
    for context in contexts:
        context.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The figures that tests told of themselves: payloads tried, inputs fuzzed, bytes searched."""
    told = [
        (report.nodeid.rpartition("/")[2], name, value)
        for report in terminalreporter.getreports("")  # those of a test's end, which know all that it told
        if report.when == "teardown"
        for name, value in report.user_properties
    ]
    if told:
        terminalreporter.section("figures")
    for test, name, value in sorted(told, key=lambda each: each[:2]):
        terminalreporter.line(f"{name}: {value:,}   {test}" if isinstance(value, int) else f"{name}: {value}   {test}")
