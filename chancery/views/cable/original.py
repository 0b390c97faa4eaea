"""The original text by line, each run of lines with what it became."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape
from typing import NamedTuple

from markupsafe import Markup

from chancery.collection.anchors import Anchors
from chancery.editing.published import MARK, Published
from chancery.model import Cable, Value
from chancery.views.cable.inline import REDACTED
from chancery.words import capital

WORDS = {
    "id": "Reference id",
    "title": "Title",
    "date": "Date in the source",
    "classification": "Classification",
    "origin": "Post",
    "transmission": "Transmission header",
    "caption": "Captions",
    "attention": "Offices asked for attention",
    "tags": "TAGS",
    "rule": "Rule of dashes",
    "marker": "Mark of a part",
    "notice": "About the record",
}
"""Roles of lines in words; the others read well as they are: 'subject', 'page marker', 'paragraph 4'."""

PLACES = {
    "transmission": "#transmission",
    "caption": "#transmission",
    "attention": "#transmission",
    "executive order": "#transmission",
    "classified by": "#transmission",
    "references": "#apparatus",
    "tags": "#apparatus",
    "subject": "#main",
}
"""Where on the cable's page such lines are shown."""
UNPLACED = "Not placed by any rule"


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
    # All lines are escaped at once: a call a line costs more than the work.
    shown = escape("\n".join(published.raw), quote=False).replace(MARK, REDACTED).split("\n")
    items = [f'<li id="r{number}">{text}</li>' for number, text in enumerate(shown, 1)]
    found: list[Run] = []
    for role, first, end in _roles(published, places):
        href = f"{page}{role.href}" if role.href else ""
        found.append(Run(role.name, href, Markup("\n".join(items[first:end]))))  # noqa: S704 -- escaped above
    return tuple(found)


def _roles(published: Published, places: Anchors) -> Iterator[tuple[_Role, int, int]]:
    """Runs of raw lines and their role: where they are shown by the record, what they are by the account of lines.

    A blank line goes with what stands above it.
    """
    where, roles = _where(published, places), published.roles
    for at, section in _headings(roles, published.cable, places):
        where[at] = section
    last, begun, seen = _Role("", ""), 0, ("blank", "")
    for at, each in enumerate(zip(roles, where, strict=True)):
        if each != seen and each[0] != "blank":
            seen = each
            if (here := _role(*each)) != last:
                if at:
                    yield last, begun, at
                last, begun = here, at
    if roles:
        yield last, begun, len(roles)


@lru_cache(maxsize=4096)
def _role(role: str, where: str) -> _Role:
    """The role of a line in words; of the rest of the page paragraphs and headings alone are shown line by line."""
    href = where if role.startswith(("paragraph", "heading")) else PLACES.get(role, "")
    return _Role(UNPLACED if role == "" else WORDS.get(role, capital(role)), href)


def _where(published: Published, places: Anchors) -> list[str]:
    """For each raw line the address of the paragraph that it is part of; '' where it is part of none."""
    where = [""] * len(published.raw)
    for section, names in zip(published.cable.sections, places.paragraphs, strict=True):
        for paragraph, name in zip(section.paragraphs, names, strict=True):
            first, last = paragraph.lines[0] - 1, min(paragraph.lines[1], len(where))
            where[first:last] = [f"#{name}"] * (last - first)
    return where


def _headings(roles: Sequence[str], cable: Cable, places: Anchors) -> Iterator[tuple[int, str]]:
    """Lines of headings, counted from 0, and the address of the section whose first paragraph comes next; else ''."""
    begins = [
        (section.paragraphs[0].lines[0], f"#{name}")
        for section, name in zip(cable.sections, places.sections, strict=True)
        if section.paragraphs
    ][::-1]
    for at in [at for at, role in enumerate(roles) if role == "heading"]:
        while begins and begins[-1][0] <= at:
            begins.pop()
        yield at, begins[-1][1] if begins else ""
