"""The original text by line, each run of lines with what it became."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from chancery.anchors import Anchors
from chancery.model import Cable, Value
from chancery.published import MARK, Published
from chancery.views.inline import REDACTED

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
    found: list[Run] = []
    roles = list(_roles(published, places))
    for role, numbers in groupby(range(len(roles)), roles.__getitem__):
        items = "\n".join([f'<li id="r{number + 1}">{shown[number]}</li>' for number in numbers])
        found.append(Run(role.name, f"{page}{role.href}" if role.href else "", Markup(items)))  # noqa: S704
    return tuple(found)


def _roles(published: Published, places: Anchors) -> Iterator[_Role]:
    """A role for each raw line: where it is shown by the record, what it is by the account of lines.

    A blank line goes with what stands above it.
    """
    where = dict(_where(published.cable, places))
    headings = list(_headings(published.cable, places))[::-1]
    last = _Role("", "")
    for number, role in enumerate(_accounted(published), 1):
        while headings and headings[-1][0] < number:
            headings.pop()
        if role != "blank":
            href = where.get(number, "") if role.startswith("paragraph") else PLACES.get(role, "")
            if role == "heading" and headings:
                href = headings[-1][1]
            words = UNPLACED if role == "" else WORDS.get(role, role[:1].upper() + role[1:])
            last = _Role(words, href)
        yield last


def _accounted(published: Published) -> Sequence[str]:
    """The role of each line; of a record without an account the lines of its paragraphs alone are known."""
    if len(published.roles) == len(published.raw):
        return published.roles
    roles = ["blank"] * len(published.raw)
    for section in published.cable.sections:
        for paragraph in section.paragraphs:
            for number in range(paragraph.lines[0], min(paragraph.lines[1], len(roles)) + 1):
                roles[number - 1] = "paragraph"
    return roles


def _where(cable: Cable, places: Anchors) -> Iterator[tuple[int, str]]:
    """Lines of paragraphs, and the paragraphs' addresses."""
    for section, names in zip(cable.sections, places.paragraphs, strict=True):
        for paragraph, name in zip(section.paragraphs, names, strict=True):
            for number in range(paragraph.lines[0], paragraph.lines[1] + 1):
                yield number, f"#{name}"


def _headings(cable: Cable, places: Anchors) -> Iterator[tuple[int, str]]:
    """Where each section's first paragraph begins, and the section's address: a heading stands above it."""
    for section, name in zip(cable.sections, places.sections, strict=True):
        if section.paragraphs:
            yield section.paragraphs[0].lines[0], f"#{name}"
