"""The original text by line, each run of lines with what it became."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import NamedTuple

from markupsafe import Markup

from chancery.anchors import Anchors
from chancery.model import Cable, Value
from chancery.published import MARK, Published
from chancery.views.inline import REDACTED

FIRST = ("Reference id", "Title", "Date in the source", "Classification", "Origin")
"""Roles of the first five lines of this source."""


class Run(Value, frozen=True):
    """Raw lines below each other with one role."""

    role: str
    href: str
    """Where on the cable's page they are; '' where nowhere."""
    lines: Markup
    """Their list items, each with the address of its line."""


class _Role(NamedTuple):
    name: str
    href: str


def runs(published: Published, places: Anchors, page: str = "") -> tuple[Run, ...]:
    """The raw text in runs; ``page`` is the way to the cable where the text stands apart from it."""
    roles = _roles(published.cable, places, published.raw)
    found: list[tuple[_Role, list[str]]] = []
    for number, (text, role) in enumerate(zip(published.raw, roles, strict=True), 1):
        if not found or found[-1][0] != role:
            found.append((role, []))
        shown = escape(text, quote=False)
        if MARK in shown:
            shown = shown.replace(MARK, REDACTED)
        found[-1][1].append(f'<li id="r{number}">{shown}</li>')
    return tuple(
        Run(role.name, f"{page}{role.href}" if role.href else "", Markup("\n".join(items)))  # noqa: S704
        for role, items in found
    )


def _roles(cable: Cable, places: Anchors, raw: tuple[str, ...]) -> list[_Role]:
    """A role for each raw line, from the record; what it does not cover is told by what is around it."""
    known: dict[int, _Role] = {}
    for lines, role in _told(cable, places):
        known.update(dict.fromkeys(range(lines[0], lines[1] + 1), role))
    starts = [paragraph.lines[0] for section in cable.sections for paragraph in section.paragraphs]
    body = min(starts, default=len(raw) + 1)
    headings = {
        _bare(s.heading): _Role("Heading", f"#{a}")
        for s, a in zip(cable.sections, places.sections, strict=True)
        if s.heading
    }
    made: list[_Role] = []
    for number, text in enumerate(raw, 1):
        made.append(known.get(number) or _around(number, text, body, headings, made, cable.signature))
    return made


def _told(cable: Cable, places: Anchors) -> Iterator[tuple[tuple[int, int], _Role]]:
    for number, name in enumerate(FIRST, 1):
        yield (number, number), _Role(name, "")
    for section, names in zip(cable.sections, places.paragraphs, strict=True):
        for paragraph, name in zip(section.paragraphs, names, strict=True):
            told = f"Paragraph {paragraph.number}" if paragraph.number is not None else "Paragraph"
            yield paragraph.lines, _Role(told, f"#{name}")
    for notice in cable.notices:
        yield notice.lines, _Role("About the record", "")
    for unplaced in cable.unplaced:
        yield unplaced.lines, _Role("Not placed by any rule", "")


def _around(
    number: int, text: str, body: int, headings: Mapping[str, _Role], made: list[_Role], signature: str | None
) -> _Role:
    bare = _bare(text)
    if not bare and made and not set(text.strip()):
        return made[-1]
    if bare in headings:
        return headings[bare]
    if signature and bare == _bare(signature):
        return _Role("Signature", "")
    return (
        _Role("Header and opening lines", "#transmission")
        if number < body
        else _Role("Heading, rule or page marker", "")
    )


def _bare(text: str | None) -> str:
    return "".join(filter(str.isalnum, text or "")).lower()
