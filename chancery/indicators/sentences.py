"""Paragraphs to sentences, sentences to words, each with its place in the paragraph's text.

``NGOs rescued 12 girls. Dr. Hentzau treated them.`` is two sentences.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from chancery.indicators.lexicon import words

MOST_WORDS = 250
"""A longer sentence is read in pieces, so that no text takes more than linear time."""

_END = re.compile(r"[.!?][\"'”’)\]]{0,3}\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n")
_WORD = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?(?:[a-zA-Z]+)?|[^\W\d_]+(?:[’'][a-z]+)?|[^\w\s]|_+")
_ABBREVIATED = words("sentences abbreviated")


class Sentence(NamedTuple):
    """One sentence: its text, where it begins in the paragraph, and its words."""

    text: str
    start: int
    words: list[str]
    """Lower case, without the possessive ending."""
    starts: list[int]
    """In the sentence's text."""
    ends: list[int]

    def slice(self, first: int, last: int) -> str:
        """The text from one word to another, the last one out."""
        return self.text[self.starts[first] : self.ends[last - 1]] if last > first else ""

    def raw(self, at: int) -> str:
        """One word as it is printed."""
        return self.text[self.starts[at] : self.ends[at]]


def split(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of a paragraph."""
    begin = 0
    for match in _END.finditer(text):
        if text[match.start()] == "." and _abbreviated(text, match.start()):
            continue
        yield begin, match.end()
        begin = match.end()
    if begin < len(text):
        yield begin, len(text)


def _abbreviated(text: str, dot: int) -> bool:
    """Whether the full stop ends a short form: 'Dr.', 'No. 12', an initial."""
    first = dot
    while first > 0 and dot - first < 8 and text[first - 1].isalpha():
        first -= 1
    word = text[first:dot]
    if len(word) == 1:
        return word.isupper()
    # 'He was told no. Police ...' ends a sentence, 'Law No. 137' does not.
    if word.lower() in {"no", "nos"}:
        return word[0].isupper() and text[dot + 1 :].lstrip()[:1].isdigit()
    return word.lower() in _ABBREVIATED


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a paragraph, with their words."""
    for begin, end in split(text):
        words: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        part = text[begin:end].rstrip()
        for match in _WORD.finditer(part):
            words.append(_plain(match.group().lower()))
            starts.append(match.start())
            ends.append(match.end())
            if len(words) >= MOST_WORDS:
                yield Sentence(part, begin, words, starts, ends)
                words, starts, ends = [], [], []
        if words:
            yield Sentence(part, begin, words, starts, ends)


def _plain(word: str) -> str:
    return word[:-2] if word.endswith(("'s", "’s")) else word
