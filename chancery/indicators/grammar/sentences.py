"""Paragraphs to sentences, sentences to words, each with its place in the paragraph's text.

``NGOs rescued 12 girls. Dr. Hentzau treated them.`` is two sentences.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, pairwise

from chancery.indicators.grammar.lexicon import listed

MOST_WORDS = 200
"""A longer sentence is read in pieces, so that no text takes more than linear time."""

_LONG = 2_000
"""Characters; no shorter sentence has more words than that."""
_END = re.compile(r"[.!?\n](?:(?<=\n)|[\"'”’)\]]{0,3}\s+(?=[\"'“‘(\[]?[A-Z0-9]))")
_WORD = re.compile(r"\s*+([^\W\d_]++(?:[’'][a-z]++)?+|[^\w\s]|\d++(?:,\d{3})*+(?:\.\d++)?+[a-zA-Z]*+|_++)")
"""A word with the blanks before it: to take them along is faster than to look for the next word behind them."""
_PLAIN_WORD = re.compile(r"\s*+([a-z]++(?:'[a-z]++)?+|[^\w\s]|[0-9]++(?:,[0-9]{3})*+(?:\.[0-9]++)?+[a-z]*+|_++)")
"""The same for small ASCII letters, which most text has: it takes two thirds of the time."""
_DENYING = re.compile(r"\s*+([^\W\d_]+?(?=n[’']t\b)|n[’']t\b|" + _WORD.pattern.removeprefix(r"\s*+("))
"""The same where 'n't' stands in a text: it is a word of its own."""
_LOOSE = re.compile(r"\s[-–]")
_ABBREVIATED = listed("sentences abbreviated")
_LONGEST = max(map(len, _ABBREVIATED))


_CLOSING = frozenset(";.?!,")


class Sentence:
    """One sentence: its text, where it begins in the paragraph, and its words.

    Words are in small letters and without the possessive ending; where each stands is found out when it is asked for.
    """

    __slots__ = ("_breaks", "_found", "_spans", "start", "text", "words")

    def __init__(self, text: str, start: int, words: list[str]) -> None:
        self.text, self.start, self.words = text, start, words
        self._spans: list[tuple[int, int]] = []
        self._found: Iterator[re.Match[str]] | None = None
        self._breaks: list[int] | None = None

    def _span(self, at: int) -> tuple[int, int]:
        missing = at + 1 - len(self._spans)
        if missing > 0:
            if self._found is None:
                pattern, text = _reading(self.text)
                self._found = pattern.finditer(text)
            self._spans += [match.span(1) for match in islice(self._found, missing)]
        return self._spans[at] if at < len(self._spans) else (len(self.text), len(self.text))  # behind the last word

    def start_of(self, at: int) -> int:
        """Where a word begins in the sentence's text."""
        return self._span(at)[0]

    def end_of(self, at: int) -> int:
        """Where a word ends in the sentence's text."""
        return self._span(at)[1]

    def slice(self, first: int, last: int) -> str:
        """The text from one word to another, the last one out."""
        return self.text[self.start_of(first) : self.end_of(last - 1)] if last > first else ""

    def clause(self, first: int, last: int) -> tuple[int, int]:
        """Words from the end of the clause before ``first`` to the end of the clause that holds ``last``."""
        if self._breaks is None:
            self._breaks = [at for at, word in enumerate(self.words) if word in _CLOSING and self._ends(at)]
        before, after = bisect_left(self._breaks, first), bisect_left(self._breaks, last)
        begin = self._breaks[before - 1] + 1 if before else 0
        return begin, self._breaks[after] if after < len(self._breaks) else len(self.words)

    def _ends(self, at: int) -> bool:
        """Whether a sign ends a clause: a semicolon, a comma before a conjunction, the end of the sentence."""
        word, following = self.words[at], self.words[at + 1 : at + 2]
        return word == ";" or not following if word != "," else following in (["and"], ["but"], ["while"], ["whereas"])

    def owns(self, at: int) -> bool:
        """Whether a word is printed with the possessive ending."""
        return ("'s" in self.text or "’s" in self.text) and self.raw(at).endswith(("'s", "’s"))

    def tied(self, at: int) -> bool:
        """Whether no blank stands between a word and the hyphen after it."""
        return _LOOSE.search(self.text) is None or self.end_of(at) == self.start_of(at + 1)

    def raw(self, at: int) -> str:
        """One word as it is printed."""
        begin, end = self._span(at)
        return self.text[begin:end]


@lru_cache(maxsize=64)
def split(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of the sentences of a paragraph; what asks for its times asks again."""
    ends = [at.end() for at in _END.finditer(text) if text[at.start()] != "." or not _abbreviated(text, at.start())]
    return tuple((begin, end) for begin, end in pairwise([0, *ends, len(text)]) if begin < end)


def _abbreviated(text: str, dot: int) -> bool:
    """Whether the full stop ends a short form: 'Dr.', 'No. 12', an initial."""
    if dot > _LONGEST and text[dot - _LONGEST - 1 : dot].isalpha():
        return False
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
        yield from pieces(text, begin, end)


def pieces(text: str, begin: int, end: int) -> list[Sentence]:
    """One sentence with its words, in pieces where it is very long."""
    part = text[begin:end]
    if len(part) < _LONG:
        return [Sentence(part, begin, _words(part))]
    ends = [match.end() for match in _WORD.finditer(part.rstrip())]
    cuts = [0, *ends[MOST_WORDS - 1 : -1 : MOST_WORDS], len(part)]
    return [Sentence(part[first:last], begin + first, _words(part[first:last])) for first, last in pairwise(cuts)]


def _words(text: str) -> list[str]:
    pattern, read = _reading(text)
    words: list[str] = pattern.findall(read)
    if pattern is _WORD:
        words = [word.lower() for word in words]
    if "'s" in text or "’s" in text:
        return [word[:-2] if len(word) > 2 and word.endswith(("'s", "’s")) else word for word in words]
    return words


def _reading(text: str) -> tuple[re.Pattern[str], str]:
    """What finds the words of a text, and the form to find them in: small letters, unless those take other places.

    No blanks end it: a pattern that begins with blanks would look for a word behind each of them.
    """
    text = text.rstrip()
    small = text.lower()
    if len(small) != len(text):
        return _WORD, text
    if "n't" in small or "n’t" in small:
        return _DENYING, small.replace("’", "'")
    return _PLAIN_WORD if small.isascii() else _WORD, small
