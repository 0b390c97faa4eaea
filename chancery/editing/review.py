"""What an editor should look at before publishing.

Names of private persons near words for victims and minors, telephone numbers, e-mail and street addresses,
passport numbers.

Findings are hints. Nothing is redacted without an editor; a finding is closed when its words are redacted or
when the edits file says that it was ``reviewed``.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from chancery.editing.published import MARK, Published, Reviewed
from chancery.editing.redaction import Segment, letters, occurrences
from chancery.editing.sightings import Hit, hits
from chancery.model import Lines

AROUND = 50
"""Characters to each side that a finding shows."""

REASONS = {
    "name": "a private person near words for victims or minors",
    "phone": "a telephone number",
    "email": "an e-mail address",
    "address": "a street address",
    "passport": "a number of a passport or identity card",
}


class Finding(msgspec.Struct, frozen=True):
    """One thing to look at."""

    file: str
    line: int
    kind: str
    """name, phone, email, address, passport."""
    text: str
    """The words themselves."""
    around: str
    """The words with those before and after them."""
    edit: str
    """A ready line for the edits file; it tells the place and does not repeat the words."""
    paragraph: int | None


class _Passage(NamedTuple):
    """A text to look at, and the raw lines it comes from."""

    text: str
    lines: Lines
    paragraph: int | None


def findings(published: Published) -> tuple[Finding, ...]:
    """All that an editor should look at in a cable, in the order of its lines."""
    common = _common(published)
    found: dict[tuple[int, str, str], Finding] = {}
    for passage in _passages(published):
        for hit in hits(passage.text, common):
            for finding in _located(published, passage, hit):
                found.setdefault((finding.line, finding.kind, finding.text), finding)
    return tuple(sorted(found.values(), key=lambda each: (each.line, each.kind, each.text)))


def open_findings(published: Published) -> tuple[Finding, ...]:
    """The findings that no editor has looked at; what is redacted is not found any more."""
    return tuple(each for each in findings(published) if not any(_covers(done, each) for done in published.reviewed))


def _covers(done: Reviewed, finding: Finding) -> bool:
    """Whether an acknowledgement speaks of a finding."""
    if done.kind is not None and done.kind != finding.kind:
        return False
    if done.text is not None and letters(done.text) != letters(finding.text):
        return False
    if done.paragraph is not None and done.paragraph != finding.paragraph:
        return False
    return done.lines is None or done.lines[0] <= finding.line <= done.lines[1]


# where


def _passages(published: Published) -> Iterator[_Passage]:
    cable = published.cable
    for section in cable.sections:
        for paragraph in section.paragraphs:
            yield _Passage(paragraph.text, paragraph.lines, paragraph.number)
            if section.heading and paragraph is section.paragraphs[0]:
                yield _Passage(section.heading, (max(1, paragraph.lines[0] - 6), paragraph.lines[0]), None)
    for unplaced in cable.unplaced:
        yield _Passage(unplaced.text, unplaced.lines, None)
    head = msgspec.structs.replace(cable, sections=(), indicators=(), glossary={}, unplaced=())
    for text in dict.fromkeys(_texts(msgspec.to_builtins(head))):
        yield _Passage(text, (1, len(published.raw)), None)


def _texts(value: Any) -> Iterator[str]:
    """All texts in a value, each by itself: names of officials stand apart from words that would make them private."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | tuple | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def _located(published: Published, passage: _Passage, hit: Hit) -> Iterator[Finding]:
    """The finding with its raw line; one for each place of the words in the passage's lines."""
    words = passage.text[hit.start : hit.end]
    first, last = passage.lines
    numbered = [(number, published.raw[number - 1]) for number in range(first, min(last, len(published.raw)) + 1)]
    places = occurrences(numbered, words, whole=True) or occurrences(numbered, words, whole=False)
    before = occurrences([(1, passage.text[: hit.start])], words, whole=True)
    at = places[min(len(before), len(places) - 1)] if places else None
    start, end = max(0, hit.start - AROUND), hit.end + AROUND
    around = " ".join(passage.text[start:end].split())
    yield Finding(
        file=published.cable.source.file,
        line=at[0].line if at else first,
        kind=hit.kind,
        text=words,
        around=f"{'…' if start else ''}{around}{'…' if end < len(passage.text) else ''}",
        edit=_edit(published, at, passage, hit.kind),
        paragraph=passage.paragraph,
    )


def _edit(published: Published, at: tuple[Segment, ...] | None, passage: _Passage, kind: str) -> str:
    """A line for ``redactions:`` of the edits file."""
    if at is None:
        first, last = passage.lines
        return f"- {{lines: [{first}, {last}], reason: {REASONS[kind]}}}"
    first, last = at[0].line, at[-1].line
    before = sum(len(published.raw[number - 1]) + 1 for number in range(first, last))
    return f"- {{lines: [{first}, {last}], span: [{at[0].start}, {before + at[-1].end}], reason: {REASONS[kind]}}}"


def _common(published: Published) -> frozenset[str]:
    """Words that the cable also writes in lower case: a capital at a sentence's start makes them no names."""
    text = " ".join(paragraph.text for section in published.cable.sections for paragraph in section.paragraphs)
    return frozenset(re.findall(r"(?<![\w'’-])[a-zà-ÿ]{2,30}(?![\w'’-])", text.replace(MARK, " ")))
