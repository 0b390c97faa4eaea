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
        matches = list(_WORD.finditer(text, begin, end))
        for first in range(0, len(matches), MOST_WORDS):
            some = matches[first : first + MOST_WORDS]
            start = some[0].start()
            yield Sentence(
                text[start : some[-1].end()],
                start,
                [_plain(match.group().lower()) for match in some],
                [match.start() - start for match in some],
                [match.end() - start for match in some],
            )


def _plain(word: str) -> str:
    return word[:-2] if word.endswith(("'s", "’s")) else word
