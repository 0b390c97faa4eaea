"""The sentences that can state a figure, with what stands before each: most sentences of a cable cannot."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from chancery.indicators.grammar.bounds import CURRENCIES
from chancery.indicators.grammar.counts import ARTICLES, NUMBER_WORDS
from chancery.indicators.grammar.lexicon import lexicon
from chancery.indicators.grammar.sentences import Sentence, pieces, split
from chancery.model import Paragraph

_DATA = frozenset({"data", "statistics", "figures", "results"})
_TRIGGERS = lexicon().triggers | frozenset(CURRENCIES) | {"funding"}
_SINGLES = lexicon().singles
_MONEY = re.compile(r"[$€£]")
_LETTERS = bytes(ord(chr(byte).lower()) if chr(byte).isalpha() and byte < 128 else ord(" ") for byte in range(256))
"""Small letters for ASCII letters, a blank for all else."""
_FIGURES = bytes(ord("0") if chr(byte).isdecimal() else ord(" ") for byte in range(256))
"""A nought for each figure."""


class Stated(NamedTuple):
    """A sentence that can state a figure."""

    paragraph: Paragraph
    sentence: Sentence
    before: list[str]
    """Words of the sentence before it."""
    above: int
    """Where the sentence before it begins."""
    under: str
    """The line with a colon above the list that it belongs to."""
    topic: str
    """The key of its section."""

    @property
    def lead(self) -> str:
        """What can tell its time: a sentence before it that announces data, or the line above its list."""
        return self.under if _DATA.isdisjoint(self.before) else self.paragraph.text[self.above : self.sentence.start]


def stated(paragraph: Paragraph, lead: str, topic: str) -> Iterator[Stated]:
    """The sentences of a paragraph that can state a figure; ``lead`` is a line above it."""
    text = paragraph.text
    plain = text.encode("ascii", "replace")  # each character where it stands in the text
    letters, figures = plain.translate(_LETTERS).decode("ascii"), plain.translate(_FIGURES)
    before: list[str] = []
    above, told, lists = 0, False, ":\n" in text
    for begin, end in split(text):
        words = letters[begin:end].split()
        if _may_state(words, text, figures, begin, end) or (told and _resuming(words, text, begin, end)):
            for each in pieces(text, begin, end):
                yield Stated(paragraph, each, before, above, lead, topic)
            told = True
        if lists and text.endswith(":\n", begin, end):
            lead = text[begin:end]
        before, above = words, begin


def _may_state(words: list[str], text: str, figures: bytes, begin: int, end: int) -> bool:
    """Whether a sentence with these words can state a figure: it needs a number, and an act or a thing that counts."""
    if _TRIGGERS.isdisjoint(words) and not _MONEY.search(text, begin, end):
        return False
    if figures.find(b"0", begin, end) >= 0 or not NUMBER_WORDS.isdisjoint(words):
        return True
    return not ARTICLES.isdisjoint(words) and not _SINGLES.isdisjoint(words)


def _resuming(words: list[str], text: str, begin: int, end: int) -> bool:
    """Whether a sentence can be about those of one before: 'Of the 20, …', 'Fifteen were women', 'Ten of them …'."""
    at = text.find("of the", begin, end)
    return words[:1] == ["of"] or "were" in words[:3] or (at >= 0 and text[at + 6 : at + 7] in "ms")
