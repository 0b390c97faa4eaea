"""Sections and paragraphs of a cable as its page shows them, with notes for the margin."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from markupsafe import Markup

from chancery import addresses, words
from chancery.collection.anchors import Anchors
from chancery.collection.briefs import shortened
from chancery.collection.titles import OTHER, section_title
from chancery.editing.published import MARK, Published
from chancery.model import Cable, Indicator, Lines, Paragraph, Section, Value
from chancery.views.cable.inline import Wrap, attribute, html
from chancery.views.cable.keys import about, original
from chancery.views.cable.referring import ReferenceRow, Referring
from chancery.views.figures import amount
from chancery.vocab.acronyms import alone
from chancery.vocab.terms import indicator

IN_CONTENTS = 56
"""Characters of a title in the contents: a heading as printed can be a whole sentence."""
COLUMNS = re.compile(r"\S {3,}\S")
"""Blanks within a line that hold a table together."""


class Note(Value, frozen=True):
    """One note in the margin."""

    kind: str
    """'f' for a figure, 'e' for an editor's change, '' for a short form or a reference."""
    term: str
    text: str
    href: str
    """Of the term; '' where it leads nowhere."""
    link: str
    """Text of a link after the words; '' where there is none."""
    link_href: str


class ParagraphView(Value, frozen=True):
    """One paragraph."""

    id: str
    number: str
    """'¶4'; '¶' where it has no number."""
    label: str
    marking: str
    marking_words: str
    """What the marking means, where the cable has it first; else ''."""
    lines: str
    """'30–50'."""
    raw: str
    """The address of its first raw line."""
    shape: str
    """Class of the text: '' for running text, 'lines' for a list, 'lines cols' for a table."""
    text: Markup
    notes: tuple[Note, ...]


class SectionView(Value, frozen=True):
    """One section."""

    id: str
    title: str
    short: str
    """The title in the contents."""
    printed: str
    """What is said of the printed heading."""
    numbers: str
    """'¶4–5' for the contents."""
    paragraphs: tuple[ParagraphView, ...]


class Form(NamedTuple):
    """A short form where it is used first."""

    short: str
    meaning: str
    paragraph: str


class _Found(NamedTuple):
    wrap: Wrap
    note: Note | None


class Reader:
    """Goes through the paragraphs of one cable in order, and remembers which short forms it has met."""

    def __init__(
        self, published: Published, places: Anchors, forms: Mapping[str, str], referring: Referring, raw: str
    ) -> None:
        self.published, self.places, self.referring, self.raw = published, places, referring, raw
        self.figures = published.cable.indicators
        self.by_lines = _by_lines(published.cable)
        self.forms = dict(forms)
        self.met: list[Form] = []
        self.marked: set[str] = set()

    @cached_property
    def text(self) -> str:
        """The whole text: tells how words of a heading of no topic of ours are written."""
        return " ".join(p.text for section in self.published.cable.sections for p in section.paragraphs)

    def sections(self) -> tuple[SectionView, ...]:
        """All sections."""
        cable = self.published.cable
        return tuple(
            self._section(section, name, names)
            for section, name, names in zip(cable.sections, self.places.sections, self.places.paragraphs, strict=True)
        )

    def _section(self, section: Section, name: str, names: tuple[str, ...]) -> SectionView:
        title = section_title(section.key, section.heading, self.text if section.key == OTHER else "")
        return SectionView(
            id=name,
            title=title,
            short=shortened(title, IN_CONTENTS),
            printed=_printed(section),
            numbers=words.contents(p.number for p in section.paragraphs if p.number is not None),
            paragraphs=tuple(map(self._paragraph, section.paragraphs, names)),
        )

    def _paragraph(self, paragraph: Paragraph, name: str) -> ParagraphView:
        found = [
            *self._figures(paragraph),
            *self._forms(paragraph.text, name),
            *self._references(paragraph.text),
        ]
        inline = [each.note for each in sorted(found, key=lambda each: each.wrap.start) if each.note]
        first, last = paragraph.lines
        number = paragraph.number
        return ParagraphView(
            id=name,
            number=f"¶{'' if number is None else number}",
            label=paragraph.label or "",
            marking=paragraph.marking or "",
            marking_words=self._marking(paragraph.marking or ""),
            lines=f"{first}–{last}" if last != first else str(first),
            raw=f"{self.raw}#r{first}",
            shape=_shape(paragraph.text),
            text=html(paragraph.text, [each.wrap for each in found]),
            notes=(*inline, *self._changes(paragraph)),
        )

    def _marking(self, code: str) -> str:
        """A portion marking in words where it stands first."""
        if code in self.marked:
            return ""
        self.marked.add(code)
        return words.marking(code)

    def _figures(self, paragraph: Paragraph) -> Iterator[_Found]:
        for index in self.by_lines.get(paragraph.lines, ()):
            figure = self.figures[index]
            wrap = Wrap(*figure.span, "mark", attribute("id", self.places.figures[index]))
            yield _Found(wrap, self._figure_note(index, figure))

    def _figure_note(self, index: int, figure: Indicator) -> Note:
        title, href = indicator(figure.key).title, "../" + addresses.indicator(figure.key)
        first = original(self.figures, index)
        if first != index:
            target = f"#{self.places.figures[first]}"
            return Note("f", title, "the same fact as in", href, self.places.cited[first], target)
        number = f"{words.BOUNDS[figure.qualifier]} {amount(figure)}".strip()
        text = ", ".join(filter(None, (number, about(figure))))
        return Note("f", title, text, href, "", "")

    def _forms(self, text: str, name: str) -> Iterator[_Found]:
        for start, short in _first_uses(text, self.forms):
            meaning = self.forms.pop(short)
            self.met.append(Form(short, meaning, name))
            yield _Found(
                Wrap(start, start + len(short), "abbr", f'{attribute("title", meaning)} tabindex="0"'),
                Note("", short, meaning, "", "", ""),
            )

    def _references(self, text: str) -> Iterator[_Found]:
        told: set[str] = set()
        for mention in self.referring.mentions(text):
            row = self.referring.row(mention)
            if row is None and mention.id:
                continue
            href = f"#{row.anchor}" if row and not row.href else row.href if row else "#apparatus"
            link = attribute("href", href)
            wrap = Wrap(mention.start, mention.end, "a", link, link)
            new = row is not None and row.id != text[mention.start : mention.end] and row.anchor not in told
            yield _Found(wrap, _reference_note(row) if row and new else None)
            told.add(row.anchor if row else "")

    def _changes(self, paragraph: Paragraph) -> Iterator[Note]:
        if MARK in paragraph.text:
            for each in self.published.redacted(paragraph.lines):
                yield Note("e", "Redacted", each.reason, "", "", "")
        for change in self.published.corrections:
            if change.lines == paragraph.lines:
                yield Note("e", "Corrected", f"{change.target}. {change.reason}", "#editor", "", "")


def _by_lines(cable: Cable) -> dict[Lines, list[int]]:
    found: dict[Lines, list[int]] = {}
    for index, figure in enumerate(cable.indicators):
        found.setdefault(figure.lines, []).append(index)
    return found


def _first_uses(text: str, forms: Iterable[str]) -> list[tuple[int, str]]:
    """Where short forms stand in a text first, each by itself, in order; of two that overlap the longer one.

    A search a form: a pattern of all forms of a cable takes longer to compile than to look through the cable.

    >>> _first_uses("G/TIP and NGOs, NGO", ["NGO", "TIP", "G/TIP"])
    [(0, 'G/TIP'), (10, 'NGO')]
    """
    here = [form for form in forms if form in text]
    if not here:
        return []
    found: list[tuple[int, str]] = []
    for short in sorted(here, key=lambda form: (-len(form), form)):
        at = text.find(short)
        while at >= 0 and not _free(text, at, at + len(short), found):
            at = text.find(short, at + 1)
        if at >= 0:
            found.append((at, short))
    return sorted(found)


def _free(text: str, at: int, end: int, taken: list[tuple[int, str]]) -> bool:
    """Whether a short form stands by itself, and is no part of a longer form."""
    return alone(text, at, end) and not any(start < end and at < start + len(other) for start, other in taken)


def _reference_note(row: ReferenceRow) -> Note:
    if row.href:
        return Note("", row.label, f"{row.text}: {row.note}", "", "read it", row.href)
    return Note("", row.label, f"{row.text}, {row.note}" if row.note else row.text, "", "", "")


def _shape(text: str) -> str:
    if "\n" not in text:
        return ""
    return "lines cols" if any(COLUMNS.search(line) for line in text.split("\n")) else "lines"


def _printed(section: Section) -> str:
    if section.key == OTHER:
        return "Heading as printed; none of our topics" if section.heading else "No printed heading; none of our topics"
    if section.heading:
        return f"Printed heading: {section.heading}"
    return {
        "marker": "No printed heading; marked as such in the text",
        "question": "No printed heading; told by the question it answers",
        "words": "No printed heading; told by its words",
    }.get(section.by, "No printed heading")
