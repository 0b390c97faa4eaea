"""Proof that nothing is lost or invented: the built site read again as a stranger would.

It reads files alone, never what the build knew: raw texts from ``cables/``, and from ``site/`` pages, YAML,
JSON, CSV and SQLite, each with a reader of its own.
"""

import csv
import hashlib
import json
import sqlite3
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import yaml

from chancery import stranger
from chancery.model import Cable
from chancery.published import MARK

SHOWN = 20
"""Faults that the report names of each check; all are counted."""
_YAML = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Check(msgspec.Struct, frozen=True):
    """One thing that was looked at all over the site."""

    name: str
    """What must hold, as a sentence."""
    looked_at: int
    """How many lines, paragraphs, links ... were looked at."""
    failed: int
    faults: tuple[str, ...]
    """The first of them, with file and place."""


class SourceSum(msgspec.Struct, frozen=True):
    """The SHA-256 of one raw file."""

    id: str
    sha256: str


class Report(msgspec.Struct, frozen=True):
    """What came out."""

    checks: tuple[Check, ...]
    sources: tuple[SourceSum, ...]

    @property
    def good(self) -> bool:
        """Whether all holds."""
        return not any(check.failed for check in self.checks)


def unverified(sources: Iterable[tuple[str, str]]) -> Report:
    """The report of a site that nobody has read again yet: the SHA-256 of each source alone."""
    return Report((), tuple(SourceSum(name, sha256) for name, sha256 in sources))


class _Site:
    """The files of a built site, each read once and kept no longer than needed."""

    def __init__(self, site: Path, cables: Path | None) -> None:
        self.root, self.cables = site, cables
        self.ids = sorted(path.stem for path in (site / "data").glob("*.json") if _is_record(path))
        self.pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))

    def text(self, name: str) -> str:
        return (self.root / name).read_bytes().decode("utf-8")


def _is_record(path: Path) -> bool:
    return path.stem not in {"schema", "datapackage"} and path.stem[:2].isdigit()


_Faults = Iterator[str | None]
"""One item for each thing looked at: a fault, or None where it holds."""


def verify(site: Path, cables: Path | None = None) -> Report:
    """Look at everything. ``cables`` is the folder of raw files; without it they are not compared."""
    built = _Site(site, cables)
    return Report(
        checks=tuple(_run(name, look(built)) for name, look in CHECKS),
        sources=tuple(SourceSum(name, _sum(built, name)) for name in built.ids),
    )


def _run(name: str, faults: _Faults) -> Check:
    looked_at, found = 0, []
    try:
        for fault in faults:
            looked_at += 1
            found += [fault] if fault else []
    except (OSError, ValueError, sqlite3.Error, yaml.YAMLError, KeyError, csv.Error) as error:
        found.append(f"stopped: {error}")
    return Check(name, looked_at, len(found), tuple(found[:SHOWN]))


def _sum(built: _Site, name: str) -> str:
    """The SHA-256 of a raw file: of the file itself where it is at hand, else as the record says."""
    raw = built.cables / f"{name}.txt" if built.cables else None
    if raw is not None and raw.is_file():
        return hashlib.sha256(raw.read_bytes()).hexdigest()
    return str(json.loads(built.text(f"data/{name}.json"))["source"]["sha256"])


# raw lines


def _raw_published(built: _Site) -> _Faults:
    """Every line of every raw file stands in the published raw text, or a redaction covers it."""
    for path in sorted(built.cables.rglob("*.txt")) if built.cables else []:
        target = built.root / "data" / path.name
        if not target.is_file():
            yield f"{path.name}: not in the site"
            continue
        redacted = path.with_suffix(".edits.yaml").is_file()
        lines, shown = _lines(path.read_bytes()), _lines(target.read_bytes())
        for number, line in enumerate(lines, 1):
            there = shown[number - 1] if number <= len(shown) else ""
            yield (
                None
                if _same_line(line, there, redacted=redacted)
                else f"data/{path.name}:{number}: not the raw line"
            )


def _lines(data: bytes) -> list[str]:
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")


def _same_line(raw: str, shown: str, *, redacted: bool = True) -> bool:
    """Whether the shown line is the raw one, but for what marks cover where an editor redacted something."""
    if MARK not in shown or MARK in raw or not redacted:
        return stranger.squeeze(raw) == stranger.squeeze(shown)
    parts, at = shown.split(MARK), 0
    if not raw.startswith(parts[0]) or not raw.endswith(parts[-1]):
        return False
    for part in parts:
        at = raw.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True


def _raw_on_page(built: _Site) -> _Faults:
    """Every line of the published raw text is on the cable's page, in order."""
    for name in built.ids:
        page = stranger.words(built.text(f"cables/{name}.html"))
        start = page.find(
            stranger.squeeze("\n".join(_lines((built.root / f"data/{name}.txt").read_bytes()))[:200])
        )
        at = max(start, 0)
        for number, line in enumerate(_lines((built.root / f"data/{name}.txt").read_bytes()), 1):
            words = stranger.squeeze(line)
            found = page.find(words, at) if words else at
            yield None if found >= 0 else f"cables/{name}.html: raw line {number} is not on the page"
            at = found + len(words) if found >= 0 else at


# records


def _records(built: _Site) -> _Faults:
    """Every record is a cable by its schema, and YAML and JSON say the same."""
    for name in built.ids:
        data = (built.root / f"data/{name}.json").read_bytes()
        try:
            cable = msgspec.json.decode(data, type=Cable)
        except (msgspec.ValidationError, msgspec.DecodeError) as error:
            yield f"data/{name}.json: {error}"
            continue
        other = _plain(yaml.load(built.text(f"data/{name}.yaml"), Loader=_YAML))  # noqa: S506 -- a safe loader
        same = other == json.loads(data)
        yield None if same and cable.id == name else f"data/{name}.yaml: not what data/{name}.json says"


def _plain(value: Any) -> Any:  # noqa: ANN401 -- what YAML gives
    """YAML's dates as text, as JSON has them."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def _cable(built: _Site, name: str) -> Cable:
    return msgspec.json.decode((built.root / f"data/{name}.json").read_bytes(), type=Cable)


def _paragraphs(built: _Site) -> _Faults:
    """Every paragraph's words are on the cable's page, in order."""
    for name in built.ids:
        page, at = stranger.words(built.text(f"cables/{name}.html")), 0
        for section in _cable(built, name).sections:
            for paragraph in section.paragraphs:
                text = stranger.squeeze(paragraph.text)
                found = page.find(text, at)
                what = (
                    f"cables/{name}.html: the paragraph of lines {paragraph.lines[0]} to {paragraph.lines[1]}"
                )
                yield None if found >= 0 else f"{what} is not on the page, or not in order"
                at = found + len(text) if found >= 0 else at


def _figures(built: _Site) -> _Faults:
    """Every figure's quote stands in its paragraph, at its span."""
    for name in built.ids:
        cable = _cable(built, name)
        texts = {each.lines: each.text for section in cable.sections for each in section.paragraphs}
        for one in cable.indicators:
            good = texts.get(one.lines, "")[slice(*one.span)] == one.quote
            yield None if good else f"data/{name}.json: {one.key} in lines {one.lines[0]} to {one.lines[1]}"


# links


def _links(built: _Site) -> _Faults:
    """Every link leads to a file of the site, and every anchor is there."""
    wanted: dict[str, set[str]] = {}
    places: dict[tuple[str, str], str] = {}
    for page in built.pages:
        for link in stranger.read(built.text(page)).links:
            found = stranger.resolve(page, link.target)
            if found is not None:
                wanted.setdefault(found[0], set()).add(found[1])
                places.setdefault(found, page)
    for file, fragments in sorted(wanted.items()):
        there = (built.root / file).is_file() and not file.startswith("../")
        ids = set(stranger.read(built.text(file)).ids) if there and file.endswith(".html") else set()
        for fragment in sorted(fragments):
            good = there and (not fragment or not file.endswith(".html") or fragment in ids)
            yield (
                None
                if good
                else f"{places[file, fragment]}: {file}{'#' if fragment else ''}{fragment} is not there"
            )


def _pages(built: _Site) -> _Faults:
    """No page fetches from elsewhere or has code in line; each has a policy that says so, and no id twice."""
    for name in built.pages:
        page = stranger.read(built.text(name))
        away = [link.target for link in page.links if link.fetched and _leaves(name, link.target)]
        twice = (
            {each for each in page.ids if page.ids.count(each) > 1}
            if len(set(page.ids)) < len(page.ids)
            else set()
        )
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


def _counts(built: _Site) -> _Faults:
    """Pages, JSON, CSV and SQLite count the same cables and the same figures."""
    cables = len(built.ids)
    figures = sum(len(_cable(built, name).indicators) for name in built.ids)
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


def _zip(built: _Site) -> _Faults:
    """The zip of the whole site holds the files of the site, byte for byte."""
    path = built.root / "offline/site.zip"
    if not path.is_file():
        return
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            file = built.root / info.filename.partition("/")[2]
            if not file.is_file():
                file = built.root / info.filename
            if file.name == "verify.html":
                continue  # it tells of the zip as well, so it is written after it
            same = (
                file.is_file()
                and file.stat().st_size == info.file_size
                and file.read_bytes() == archive.read(info)
            )
            yield (
                None if same or info.is_dir() else f"offline/site.zip: {info.filename} is not as in the site"
            )


CHECKS: tuple[tuple[str, Callable[[_Site], _Faults]], ...] = (
    ("Every raw line is in the published raw text, or covered by a redaction", _raw_published),
    ("Every line of the raw text is on the cable's page", _raw_on_page),
    ("Every record is valid, and YAML and JSON say the same", _records),
    ("Every paragraph's words are on the page, in order", _paragraphs),
    ("Every figure's quote stands in its paragraph", _figures),
    ("Every link and every anchor leads somewhere", _links),
    ("No page fetches from elsewhere, none has code in line, each has a policy", _pages),
    ("Pages, JSON, CSV and SQLite count the same", _counts),
    ("The zip holds what the site holds", _zip),
)


def lines(report: Report) -> Iterator[str]:
    """The report as lines of text."""
    for check in report.checks:
        yield f"{'ok  ' if not check.failed else 'FAIL'} {check.looked_at:>9,} {check.name}"
        yield from (f"       {fault}" for fault in check.faults)
        if check.failed > len(check.faults):
            yield f"       and {check.failed - len(check.faults):,} more"
