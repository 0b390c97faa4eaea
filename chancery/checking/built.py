"""A built site as files, and what must hold of its files: links, pages, counts, the zip."""

import csv
import re
import sqlite3
import zipfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import msgspec

from chancery.checking import stranger
from chancery.files import copies
from chancery.model import Cable

_OWN = re.compile(r'<link rel="canonical" href="(?P<address>[^"]*)index\.html">')


class Site(NamedTuple):
    """Where the files are; small, since each worker is sent it."""

    root: Path
    cables: Path | None
    """The folder of raw files, where it is at hand."""

    def text(self, name: str) -> str:
        """A file of the site as text."""
        return (self.root / name).read_bytes().decode("utf-8")


def record_ids(built: Site) -> list[str]:
    """The ids of the site's records."""
    return sorted(path.stem for path in (built.root / "data").glob("*.json") if _is_record(path))


def page_names(built: Site) -> list[str]:
    """The site's pages, as paths in it."""
    return sorted(path.relative_to(built.root).as_posix() for path in built.root.rglob("*.html"))


def _is_record(path: Path) -> bool:
    return path.stem not in {"schema", "datapackage"} and path.stem[:2].isdigit()


Faults = Iterator[str | None]
"""One item for each thing looked at: a fault, or None where it holds."""


def cable_of(built: Site, name: str) -> Cable:
    """The record of a cable, from its JSON."""
    return msgspec.json.decode((built.root / f"data/{name}.json").read_bytes(), type=Cable)


# links and pages

WantedLink = tuple[str, str]
"""A file of the site and a fragment of it ('' for none) that a page leads to."""


class Seen(NamedTuple):
    """What came out of reading a page once."""

    fault: str | None
    """What is wrong with it."""
    own: tuple[str | None, ...]
    """Links to places of its own, each different one once: a fault, or None where the place is there."""
    wanted: tuple[WantedLink, ...]
    """Links to other files of the site, each different one once."""


def seen(built: Site, top: str, name: str) -> Seen:
    """A page read once: its links, and whether it fetches from elsewhere, has code in line, a policy, an id twice.

    ``top`` is where the site begins on its server, see ``top_of``.
    """
    page = stranger.read(built.text(name))
    ids = set(page.ids)
    found = {place for link in page.links if (place := _inside(top, name, link.target)) is not None}
    own = sorted(fragment for file, fragment in found if file == name)
    return Seen(
        fault=_wrong(name, page),
        own=tuple(None if not each or each in ids else f"{name}: #{each} is not there" for each in own),
        wanted=tuple(sorted(place for place in found if place[0] != name)),
    )


def _wrong(name: str, page: stranger.Page) -> str | None:
    away = [link.target for link in page.links if link.fetched and _leaves(name, link.target)]
    twice = [each for each, times in Counter(page.ids).items() if times > 1]
    faults = (
        f"fetches {away[0]}" if away else "",
        f"code in line: {page.inline[0]}" if page.inline and not name.startswith("offline/") else "",
        "no content security policy" if page.policy is None else "",
        f"id '{min(twice)}' twice" if twice else "",
    )
    return "; ".join(f"{name}: {fault}" for fault in faults if fault) or None


def _inside(top: str, name: str, target: str) -> WantedLink | None:
    inside = target.removeprefix(top) if top else target
    return stranger.resolve(name if inside == target else "", inside)


def top_of(built: Site) -> str:
    """Where the site begins on its server, '/tip/' say, by the home page's own address; '' where it has none.

    The page for what is not there is shown at any depth, so its links begin there.
    """
    found = _OWN.search(built.text("index.html")) if (built.root / "index.html").is_file() else None
    return urlsplit(found["address"]).path if found else ""


def led_to(built: Site, file: str, fragments: Mapping[str, str]) -> Faults:
    """Whether a file is there and has the places that pages lead to. ``fragments`` names a page for each."""
    there = (built.root / file).is_file() and not file.startswith("../")
    ids = set(stranger.read(built.text(file)).ids) if there and file.endswith(".html") and any(fragments) else set()
    for fragment, page in sorted(fragments.items()):
        good = there and (not fragment or not file.endswith(".html") or fragment in ids)
        yield None if good else f"{page}: {file}{'#' if fragment else ''}{fragment} is not there"


def _leaves(page: str, target: str) -> bool:
    return stranger.resolve(page, target) is None and not target.startswith("data:")


# counts


def counts(built: Site, ids: Collection[str], pages: Iterable[str], figures: int) -> Faults:
    """Pages, JSON, CSV and SQLite count the same cables and the same figures."""
    of_cables = {f"cables/{name}.html" for name in ids}.intersection(pages)
    yield None if len(of_cables) == len(ids) else f"cables/: {len(of_cables)} pages for {len(ids)} records"
    for file, want in (("cables", len(ids)), ("indicators", figures)):
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
    there = {each for each in files if copies.taken(each) and not copies.stray(each) and not each.startswith(LATER)}
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            data = archive.read(info)
            if info.filename.startswith(ALONE):
                continue
            same = info.filename in there and _packed(built, info.filename) == data
            yield None if same else f"offline/site.zip: {info.filename} is not as in the site"
        for name in sorted(there - set(archive.namelist())):
            yield f"offline/site.zip: {name} is not in it"
