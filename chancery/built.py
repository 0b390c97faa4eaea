"""A built site as files, and what must hold of its files: links, pages, counts, the zip."""

import csv
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from chancery import copies, stranger
from chancery.model import Cable

_OWN = re.compile(r'<link rel="canonical" href="(?P<address>[^"]*)index\.html">')


class Site:
    """The files of a built site, each read once and kept no longer than needed."""

    def __init__(self, site: Path, cables: Path | None) -> None:
        self.root, self.cables = site, cables
        self.ids = sorted(path.stem for path in (site / "data").glob("*.json") if _is_record(path))
        self.pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))

    def text(self, name: str) -> str:
        """A file as text."""
        return (self.root / name).read_bytes().decode("utf-8")


def _is_record(path: Path) -> bool:
    return path.stem not in {"schema", "datapackage"} and path.stem[:2].isdigit()


Faults = Iterator[str | None]
"""One item for each thing looked at: a fault, or None where it holds."""


def cable_of(built: Site, name: str) -> Cable:
    """The record of a cable, from its JSON."""
    return msgspec.json.decode((built.root / f"data/{name}.json").read_bytes(), type=Cable)


# links


def links(built: Site) -> Faults:
    """Every link leads to a file of the site, and every anchor is there."""
    wanted: dict[str, set[str]] = {}
    places: dict[tuple[str, str], str] = {}
    top = _top(built)
    for page in built.pages:
        for link in stranger.read(built.text(page)).links:
            inside = link.target.removeprefix(top) if top else link.target
            found = stranger.resolve(page if inside == link.target else "", inside)
            if found is not None:
                wanted.setdefault(found[0], set()).add(found[1])
                places.setdefault(found, page)
    for file, fragments in sorted(wanted.items()):
        there = (built.root / file).is_file() and not file.startswith("../")
        ids = set(stranger.read(built.text(file)).ids) if there and file.endswith(".html") else set()
        for fragment in sorted(fragments):
            good = there and (not fragment or not file.endswith(".html") or fragment in ids)
            yield (
                None if good else f"{places[file, fragment]}: {file}{'#' if fragment else ''}{fragment} is not there"
            )


def _top(built: Site) -> str:
    """Where the site begins on its server, '/tip/' say, by the home page's own address; '' where it has none.

    The page for what is not there is shown at any depth, so its links begin there.
    """
    found = _OWN.search(built.text("index.html"))
    return urlsplit(found["address"]).path if found else ""


def pages(built: Site) -> Faults:
    """No page fetches from elsewhere or has code in line; each has a policy that says so, and no id twice."""
    for name in built.pages:
        page = stranger.read(built.text(name))
        away = [link.target for link in page.links if link.fetched and _leaves(name, link.target)]
        twice = {each for each in page.ids if page.ids.count(each) > 1} if len(set(page.ids)) < len(page.ids) else set()
        faults = (
            f"fetches {away[0]}" if away else "",
            f"code in line: {page.inline[0]}" if page.inline and not name.startswith("offline/") else "",
            "no content security policy" if page.policy is None else "",
            f"id '{min(twice)}' twice" if twice else "",
        )
        yield "; ".join(f"{name}: {fault}" for fault in faults if fault) or None


def _leaves(page: str, target: str) -> bool:
    return stranger.resolve(page, target) is None and not target.startswith("data:")


# counts


def counts(built: Site) -> Faults:
    """Pages, JSON, CSV and SQLite count the same cables and the same figures."""
    cables = len(built.ids)
    figures = sum(len(cable_of(built, name).indicators) for name in built.ids)
    pages = sum(1 for page in built.pages if page.startswith("cables/") and Path(page).stem in set(built.ids))
    yield None if pages == cables else f"cables/: {pages} pages for {cables} records"
    for file, want in (("cables", cables), ("indicators", figures)):
        with (built.root / f"data/{file}.csv").open(encoding="utf-8", newline="") as opened:
            rows = sum(1 for _ in csv.DictReader(opened))
        yield None if rows == want else f"data/{file}.csv: {rows} rows, not {want}"
        got = _sqlite_count(built.root / "data/catalog.sqlite", file)
        yield None if got == want else f"data/catalog.sqlite: {got} {file}, not {want}"


def _sqlite_count(path: Path, table: str) -> int:
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        return int(connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])  # noqa: S608 -- our own names
    finally:
        connection.close()


LATER = ("offline/", "verify.html")
"""Files that the zip does not hold: what people take along, and the report that tells of the zip as well."""
ALONE = ("START-HERE.html",)
"""What the zip has and the site has not."""


def _packed(built: Site, name: str) -> bytes:
    return copies.packed(name, (built.root / name).read_bytes())


def archive(built: Site) -> Faults:
    """The zip of the whole site holds the files it must, pages less what leads to single files, and no other."""
    path = built.root / "offline/site.zip"
    if not path.is_file():
        return
    files = (each.relative_to(built.root).as_posix() for each in built.root.rglob("*") if each.is_file())
    there = {each for each in files if copies.taken(each) and not each.startswith(LATER)}
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            if info.filename.startswith(ALONE):
                continue
            same = info.filename in there and _packed(built, info.filename) == archive.read(info)
            yield None if same else f"offline/site.zip: {info.filename} is not as in the site"
        for name in sorted(there - set(archive.namelist())):
            yield f"offline/site.zip: {name} is not in it"
