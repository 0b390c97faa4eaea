"""Proof that nothing is lost or invented: the built site read again as a stranger would.

It reads files alone, never what the build knew: raw texts from ``cables/``, and from ``site/`` pages, YAML,
JSON, CSV and SQLite, each with a reader of its own.
"""

import csv
import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import yaml

from chancery import edits, leaks, stranger
from chancery.built import Faults, Site, archive, cable_of, counts, links, pages
from chancery.model import Cable
from chancery.published import MARK
from chancery.source import EDITS, InputError, read

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


def verify(site: Path, cables: Path | None = None) -> Report:
    """Look at everything. ``cables`` is the folder of raw files; without it they are not compared."""
    built = Site(site, cables)
    return Report(
        checks=tuple(_run(name, look(built)) for name, look in CHECKS),
        sources=tuple(SourceSum(name, _sum(built, name)) for name in built.ids),
    )


def _run(name: str, faults: Faults) -> Check:
    looked_at, found = 0, []
    try:
        for fault in faults:
            looked_at += 1
            found += [fault] if fault else []
    except (OSError, ValueError, sqlite3.Error, yaml.YAMLError, KeyError, csv.Error) as error:
        found.append(f"stopped: {error}")
    return Check(name, looked_at, len(found), tuple(found[:SHOWN]))


def _sum(built: Site, name: str) -> str:
    """The SHA-256 of a raw file: of the file itself where it is at hand, else as the record says."""
    raw = built.cables / f"{name}.txt" if built.cables else None
    if raw is not None and raw.is_file():
        return hashlib.sha256(raw.read_bytes()).hexdigest()
    return str(json.loads(built.text(f"data/{name}.json"))["source"]["sha256"])


# raw lines


def _raw_published(built: Site) -> Faults:
    """Every line of every raw file stands in the published raw text, or a redaction covers it."""
    for path in sorted(built.cables.rglob("*.txt")) if built.cables else []:
        target = built.root / "data" / path.name
        if not target.is_file():
            yield f"{path.name}: not in the site"
            continue
        redacted = path.with_suffix(EDITS).is_file()
        lines, shown = _lines(path.read_bytes()), _lines(target.read_bytes())
        for number, line in enumerate(lines, 1):
            there = shown[number - 1] if number <= len(shown) else ""
            yield (
                None if _same_line(line, there, redacted=redacted) else f"data/{path.name}:{number}: not the raw line"
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


def _raw_on_page(built: Site) -> Faults:
    """Every line of the published raw text is on the cable's page, in order."""
    for name in built.ids:
        page, at = stranger.words(_halves(built, name)[1]), 0
        for number, line in enumerate(_lines((built.root / f"data/{name}.txt").read_bytes()), 1):
            words = stranger.squeeze(line)
            found = page.find(words, at) if words else at
            yield None if found >= 0 else f"cables/{name}.html: raw line {number} is not on the page"
            at = found + len(words) if found >= 0 else at


def _halves(built: Site, name: str) -> tuple[str, str]:
    """The HTML of a cable's page: what is before its original text, and the original text from line 1 on."""
    text = built.text(f"cables/{name}.html")
    original = stranger.element(text, "r1")
    if original is None and (built.root / f"cables/{name}-raw.html").is_file():
        return text, stranger.element(built.text(f"cables/{name}-raw.html"), "r1") or ""
    return (text, "") if original is None else (text[: len(text) - len(original)], original)


def _redacted(built: Site) -> Faults:
    """No file of the site holds what an editor took out: looked for in all bytes, unpacked and decoded."""
    for path in sorted(built.cables.rglob(f"*{EDITS}")) if built.cables else []:
        try:
            source = read(path.with_name(path.name.removesuffix(EDITS) + ".txt"))
            words = edits.hidden(source, edits.load(path))
        except InputError as error:
            yield f"{path.name}: {error.what}"
            continue
        found = dict(leaks.search(built.root, words)) if words else {}
        # the words are not said here: this line is printed and published
        yield f"{min(found)}: holds words that {path.name} takes out" if found else None


# records


def _records(built: Site) -> Faults:
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


def _plain(value: Any) -> Any:
    """YAML's dates as text, as JSON has them."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def _paragraphs(built: Site) -> Faults:
    """Every paragraph's words are on the cable's page, in order."""
    for name in built.ids:
        page, at = stranger.words(_halves(built, name)[0]), 0
        for section in cable_of(built, name).sections:
            for paragraph in section.paragraphs:
                text = stranger.squeeze(paragraph.text)
                found = page.find(text, at)
                what = f"cables/{name}.html: the paragraph of lines {paragraph.lines[0]} to {paragraph.lines[1]}"
                yield None if found >= 0 else f"{what} is not on the page, or not in order"
                at = found + len(text) if found >= 0 else at


def _figures(built: Site) -> Faults:
    """Every figure's quote stands in its paragraph, at its span."""
    for name in built.ids:
        cable = cable_of(built, name)
        texts = {each.lines: each.text for section in cable.sections for each in section.paragraphs}
        for one in cable.indicators:
            good = texts.get(one.lines, "")[slice(*one.span)] == one.quote
            yield None if good else f"data/{name}.json: {one.key} in lines {one.lines[0]} to {one.lines[1]}"


CHECKS: tuple[tuple[str, Callable[[Site], Faults]], ...] = (
    ("Every raw line is in the published raw text, or covered by a redaction", _raw_published),
    ("No redacted words are in any file, unpacked or decoded", _redacted),
    ("Every line of the raw text is on the cable's page", _raw_on_page),
    ("Every record is valid, and YAML and JSON say the same", _records),
    ("Every paragraph's words are on the page, in order", _paragraphs),
    ("Every figure's quote stands in its paragraph", _figures),
    ("Every link and every anchor leads somewhere", links),
    ("No page fetches from elsewhere, none has code in line, each has a policy", pages),
    ("Pages, JSON, CSV and SQLite count the same", counts),
    ("The zip holds what the site holds", archive),
)


def lines(report: Report) -> Iterator[str]:
    """The report as lines of text."""
    for check in report.checks:
        yield f"{'ok  ' if not check.failed else 'FAIL'} {check.looked_at:>9,} {check.name}"
        yield from (f"       {fault}" for fault in check.faults)
        if check.failed > len(check.faults):
            yield f"       and {check.failed - len(check.faults):,} more"
