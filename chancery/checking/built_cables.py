"""What must hold of each cable of a built site: its raw lines, its record, its paragraphs and figures on the page."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import yaml

from chancery.checking import leaks, stranger
from chancery.checking.built import Faults, Site, cable_of
from chancery.editing import edits
from chancery.editing.redaction import fits
from chancery.model import Cable
from chancery.source import EDITS, InputError, read, unix

_YAML = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def raw_published(built: Site, name: str) -> Faults:
    """Every line of a raw file stands in the published raw text, or a redaction covers it."""
    path = (built.cables or Path()) / name
    target = built.root / "data" / path.name
    if not target.is_file():
        yield f"{path.name}: not in the site"
        return
    redacted = path.with_suffix(EDITS).is_file()
    lines, shown = _lines(path.read_bytes()), _lines(target.read_bytes())
    for number, line in enumerate(lines, 1):
        there = shown[number - 1] if number <= len(shown) else ""
        yield None if _same_line(line, there, redacted=redacted) else f"data/{path.name}:{number}: not the raw line"


def _lines(data: bytes) -> list[str]:
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    return unix(text).rstrip("\n").split("\n")


def _same_line(raw: str, shown: str, *, redacted: bool = True) -> bool:
    """Whether the shown line is the raw one, but for what marks cover where an editor redacted something."""
    return stranger.squeeze(raw) == stranger.squeeze(shown) or (redacted and fits(shown, raw))


def raw_on_page(built: Site, name: str) -> Faults:
    """Every line of a published raw text is on the cable's page, in order."""
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


def redacted(built: Site, decided: Iterable[str]) -> Faults:
    """No file of the site holds what an editor took out: looked for in all bytes, unpacked and decoded."""
    hidden: dict[str, tuple[str, ...]] = {}
    for path in ((built.cables or Path()) / each for each in decided):
        try:
            source = read(path.with_name(path.name.removesuffix(EDITS) + ".txt"))
            hidden[path.name] = edits.hidden(source, edits.load(path))
        except InputError:
            # What is wrong is not said here, nor are the words: these lines are published.
            yield f"{path.name}: edits that cannot be applied; 'check' tells why"
    found: dict[str, str] = {}
    for where, text in leaks.search(built.root, {text for words in hidden.values() for text in words}):
        found[text] = min(where, found.get(text, where))
    for name, words in hidden.items():
        first = min((found[text] for text in words if text in found), default=None)
        yield f"{first}: holds words that {name} takes out" if first else None


def record(built: Site, name: str) -> Faults:
    """A record is a cable by its schema, and YAML and JSON say the same."""
    data = (built.root / f"data/{name}.json").read_bytes()
    try:
        cable = msgspec.json.decode(data, type=Cable)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        yield f"data/{name}.json: {error}"
        return
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


def paragraphs(built: Site, name: str) -> Faults:
    """Every paragraph's words are on the cable's page, in order."""
    page, at = stranger.words(_halves(built, name)[0]), 0
    for section in cable_of(built, name).sections:
        for paragraph in section.paragraphs:
            text = stranger.squeeze(paragraph.text)
            found = page.find(text, at)
            what = f"cables/{name}.html: the paragraph of lines {paragraph.lines[0]} to {paragraph.lines[1]}"
            yield None if found >= 0 else f"{what} is not on the page, or not in order"
            at = found + len(text) if found >= 0 else at


def figures(built: Site, name: str) -> Faults:
    """Every figure's quote stands in its paragraph, at its span."""
    cable = cable_of(built, name)
    texts = {each.lines: each.text for section in cable.sections for each in section.paragraphs}
    for one in cable.indicators:
        good = texts.get(one.lines, "")[slice(*one.span)] == one.quote
        yield None if good else f"data/{name}.json: {one.key} in lines {one.lines[0]} to {one.lines[1]}"
