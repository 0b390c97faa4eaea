"""Short forms that a cable introduces itself: 'the Royal Government of Cambodia (RGC)'."""

import functools
import re
from collections.abc import Iterable

from chancery import vocab

_SHORT = re.compile(
    r"""
    \( \s? ["“'‘&]? (?P<short> [A-Z][A-Za-z0-9&/.-]{1,13} ) ["”'’8]? \s? (?: [,;] [^()]{1,40} )? \)
    """,
    re.VERBOSE,
)
_WORD = re.compile(r"[^\s()\[\]\"“”]+")
_OWNERS = re.compile(
    r"(?:children|women|men|people|workers?|farmers?|judges?|prosecutors?|nations?|ombudsman|citizens)['’]",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?;:]$")
_MARKINGS = frozenset(["UNCLASSIFIED", "CONFIDENTIAL", "SECRET", "SBU", "FOUO", "LOU", "NF", "SIC", "NOTE", "REF"])
_REACH = 12
"""So many words before its bracket a long form can begin."""


@functools.cache
def _words(name: str) -> frozenset[str]:
    return frozenset(vocab.load("prose")[name])


def read(texts: Iterable[str]) -> dict[str, str]:
    """The short forms in the order of their first appearance, with the words that they stand for.

    Letters must be the initials of the words before the bracket ('RGC': Royal Government of Cambodia); where
    they are those of another language, the body's name before it is taken (PANI: Children's Institution).
    """
    found: dict[str, str] = {}
    for text in texts:
        if "(" not in text:
            continue
        for match in _SHORT.finditer(text):
            short = match["short"].strip(".-/&")
            if short in found or not _acronym(short):
                continue
            long = _long_form(text[max(0, match.start() - 160) : match.start()], short)
            if long is not None:
                found[short] = long
    return found


def _acronym(short: str) -> bool:
    upper = sum(map(str.isupper, short))
    return upper >= 2 and upper * 2 >= len(short) and short.upper() not in _MARKINGS and not short.startswith("XX")


def _long_form(before: str, short: str) -> str | None:
    if not before.endswith((" ", '"', "”", "'")):
        return None
    words = [(m.group(), m.start()) for m in _WORD.finditer(before)]
    words = _phrase(words)
    if not words:
        return None
    letters = [c.lower() for c in short.removesuffix("s") if c.isalnum()]
    plain = [w for w, _ in words]
    start = _initials(plain, letters)
    if start is None:
        start = _name(plain, letters)
    if start is None:
        return None
    text = before[words[start][1] :].strip().strip('"“”&').rstrip(",").strip()
    return text if len(text) > len(short) else None


def _phrase(words: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The last words before the bracket, back to the end of a sentence or clause."""
    kept: list[tuple[str, int]] = []
    for word, place in reversed(words[-_REACH:]):
        ends = (_STOP.search(word) and len(word) > 3) or word.endswith((",", "--"))
        if kept and ends and not (word.endswith(",") and _lists(kept)):
            break
        kept.insert(0, (word, place))
    return kept


def _lists(kept: list[tuple[str, int]]) -> bool:
    """Whether a comma before these words is part of a name ('Ministry of Education, Youth and Sport')."""
    return bool(kept) and kept[0][0][0].isupper() and any(word.lower() in ("and", "y", "et") for word, _ in kept[:4])


def _initials(words: list[str], letters: list[str]) -> int | None:
    """Where the phrase begins whose initials are the letters, small words counted or not."""
    for start in range(len(words) - 1, -1, -1):
        if words[start][:1].lower() != letters[0]:
            continue
        for small in (False, True):
            if _spells(words[start:], letters, small=small):
                return start
    return None


def _spells(words: list[str], letters: list[str], *, small: bool) -> bool:
    parts = [part for word in words for part in re.split(r"[-/]", word) if part]
    initials = [part.lower().lstrip("'`’\"&") for part in parts if small or part.lower() not in _words("joining")]
    heads = [part[:1] for part in initials]
    if heads == letters:
        return True
    return len(letters) > 4 and len(initials) > 1 and _inside(initials, letters)


def _inside(words: list[str], letters: list[str]) -> bool:
    """Whether the letters run through the words, each giving its first or more ('INTERPOL')."""
    if not words or len(words) > len(letters):
        return False
    at = 0
    for index, word in enumerate(words):
        if at >= len(letters) or word[:1] != letters[at]:
            return False
        at += 1
        rest = len(words) - index - 1
        for letter in word[1:]:
            if at < len(letters) - rest and letter == letters[at] and (rest == 0 or words[index + 1][:1] != letter):
                at += 1
    return at == len(letters)


def _name(words: list[str], letters: list[str]) -> int | None:
    """Where the name of a body right before the bracket begins, for letters of another language."""
    start = len(words)
    while start > 0 and _in_name(words, start - 1):
        start -= 1
    while start < len(words) and (words[start].lower() in _words("inside") or _owner(words[start])):
        start += 1
    name = words[start:]
    if len(name) < 2 or len(letters) < 3 or sum(map(str.isupper, name)) * 2 > len(name):
        return None
    for near in range(len(words) - 2, start, -1):
        heads = [word[:1].lower() for word in words[near:] if word.lower() not in _words("joining")]
        if sorted(heads) == sorted(letters):
            return near
    return start if any(word.lower().strip("'’,") in _words("bodies") for word in name) else None


def _in_name(words: list[str], index: int) -> bool:
    word = words[index]
    if word[:1].isupper():
        return not _owner(word)
    if word.lower() not in _words("inside") or index + 1 == len(words):
        return False
    return word != "the" or (index > 0 and words[index - 1].lower() in _words("inside") and words[index - 1] != "and")


def _owner(word: str) -> bool:
    """Whether a word only says whose body it is ("Zenda's National Council"), and is no part of its name."""
    return word.endswith(("'s", "’s", ",s")) and _OWNERS.match(word) is None
