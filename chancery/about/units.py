"""Paragraphs that belong together: a numbered one with those that go on from it, a theme with what stands below it."""

import re
from collections.abc import Container, Iterator, Sequence
from itertools import zip_longest

from chancery.about import leads
from chancery.model import Paragraph
from chancery.vocab.topic_words import COUNTED

_THEME = re.compile(
    r"-{0,2}\s?[\"“][^\"”]{10,400}[\"”][.:]?|--?\s?[A-Z][^.;:?]{4,200}[^.;:?\s]|-{0,2}\s?[A-Z][^?]{8,80}\?"
)
"""A recommendation of the last report, quoted or behind dashes above what was done about it, or a short question."""
_QUESTION = re.compile(r"(?:Q|QUESTION|Question)[ .]?\d{0,2}\.?[A-Z]?[.:]\s")
"""What begins as a question does, with its answer perhaps below it in the same paragraph."""
_ASKED = ("?", '?"', "?*")
_LISTING = re.compile(r"\A-|[:;]\Z")
"""A paragraph behind which dashes go on with a list."""


def grouped(paragraphs: Sequence[Paragraph], groups: Container[int] = ()) -> Iterator[list[Paragraph]]:
    """A numbered paragraph with the unnumbered ones that go on from it, and what stands above it as its theme.

    One that answers a question of the instruction, being in ``groups``, begins anew.
    """
    unit: list[Paragraph] = []
    counted = any(p.number is not None or p.label is not None for p in paragraphs)
    themed = False
    for before, paragraph, after in zip_longest([None, *paragraphs], paragraphs, paragraphs[1:]):
        if paragraph is None:
            break
        question = asks(paragraph)
        theme = is_theme(paragraph) and after is not None and (not before or not _LISTING.search(before.text))
        alone = (
            not counted
            or question
            or _QUESTION.match(paragraph.text) is not None
            or paragraph.lines[0] in groups
            or (paragraph.number is None and leads.of(paragraph) is not None)
        )
        if unit and not themed and (alone or (theme and _begins(after, unit[0])) or _begins(paragraph, unit[0])):
            yield unit
            unit = []
        unit.append(paragraph)
        themed = theme or question
    if unit:
        yield unit


def is_theme(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a recommendation of the last report, above what was done about it, or a short question.

    A counted one ('Recommendation 2: ...') is as one behind a dash.
    """
    bare = paragraph.number is None and paragraph.label is None
    return bare and _THEME.fullmatch(COUNTED.sub("- ", paragraph.text)) is not None


def asks(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a question that is repeated above its answer."""
    return paragraph.number is None and paragraph.text.endswith(_ASKED)


def _begins(paragraph: Paragraph, first: Paragraph) -> bool:
    """Whether a paragraph begins anew behind a unit with this first one: '(1)' below its number must ask or lead."""
    if paragraph.label is not None and paragraph.label[:1] == "(" and paragraph.number == first.number:
        return "?" in paragraph.text or leads.of(paragraph) is not None
    return paragraph.number is not None or paragraph.label is not None
