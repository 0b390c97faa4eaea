"""Short forms that a cable introduces itself: 'the Royal Government of Cambodia (RGC)'."""

import functools
import re
from collections.abc import Iterable

from chancery import vocab

_BRACKET = re.compile(r"\((?P<inner>[^()]{2,120})\)")
_SHORT = re.compile(
    r"""
    \s? ["“'‘&]? (?P<short> [A-Z][A-Za-z0-9&/.-]{1,13} ) ["”'’8]? \s? (?: [,;] .{1,40} )?
    """,
    re.VERBOSE | re.DOTALL,
)
_BOTH = re.compile(
    r"""
    (?P<name> [A-Za-z“"] [^,;\d]{3,90}? ) (?: (?: [,;] | \s--? ) \s? (?: or \s )? | \s or \s )
    ["“]? (?P<short> [A-Z][A-Za-z/]{1,11} ) ["”]?
    """,
    re.VERBOSE,
)
"""'Instituto Nacional de la Mujer, INAM': the name in another language, or its translation, and its short form."""
_EARLIER = re.compile(r"\b(?P<short>[A-Z][A-Za-z/]{1,9})\s\Z")
_AFTER = re.compile(r"\s(?P<words>[A-Z][\w '’-]{6,120})")
_STATES = re.compile(r"(?:[A-Z]\.){2,}\Z")
_WORD = re.compile(r"[^\s()\[\]\"“”]+")
_OWNERS = re.compile(
    r"(?:children|women|men|people|workers?|farmers?|judges?|prosecutors?|nations?|ombudsman|citizens|general|minister|president|prosecutor|attorney|defender)['’]",
    re.IGNORECASE,
)
_PART = re.compile(r"[-/.]")
_PARTS = re.compile(r"[-/]|(?<=[A-Z])\.")
_LONGEST = 3
_STOPS = frozenset(".!?;:")
_JOINING, _INSIDE, _BODIES = (vocab.words("prose", each) for each in ("joining", "inside", "bodies"))
_MARKINGS = frozenset(["UNCLASSIFIED", "CONFIDENTIAL", "SECRET", "SBU", "FOUO", "LOU", "NF", "SIC", "NOTE", "REF"])
_REACH = 12
"""So many words before its bracket a long form can begin."""


def read(texts: Iterable[str]) -> dict[str, str]:
    """The short forms in the order of their first appearance, with the words that they stand for.

    Letters must be the initials of the words before the bracket ('RGC': Royal Government of Cambodia); where
    they are those of another language, the body's name before it is taken (PANI: Children's Institution).
    """
    found: dict[str, str] = {}
    for text in texts:
        for match in _BRACKET.finditer(text) if "(" in text else ():
            inner, before = match["inner"], text[max(0, match.start() - 160) : match.start()]
            if (plain := _SHORT.fullmatch(inner)) is not None:
                short = plain["short"].strip(".-/&")
                if short not in found and _acronym(short):
                    long = _long_form(before, short) or _following(text, match.end(), short)
                    _keep(found, short, long)
            elif (both := _BOTH.fullmatch(inner)) is not None:
                _keep(found, both["short"], _translated(before, both["name"], both["short"]))
            elif (earlier := _EARLIER.search(before[-12:])) is not None and _acronym(earlier["short"]):
                _keep(found, earlier["short"], _bracketed(inner, earlier["short"]))
    return found


def _keep(found: dict[str, str], short: str, long: str | None) -> None:
    if long is not None and short not in found and _acronym(short):
        found[short] = long


def _translated(before: str, inner: str, short: str) -> str | None:
    """The name of a body before a bracket that has its other name and its short form: the English one of the two."""
    words = _phrase(before) if before.endswith(" ") else []
    start = _name(words, ["?"] * _LONGEST)
    if start is not None:
        return before[_place(words[start:], before) :].strip()
    own = [word.lower().strip("'’,") for word in inner.split()]
    if _BODIES.intersection(own) or _spells(inner.split(), _letters(short), small=False):
        return inner.strip() if inner[0].isupper() else None
    return None


def _bracketed(inner: str, short: str) -> str | None:
    """The long form in brackets behind its short form: 'IOM (International Organization for Migration)'."""
    words, letters = inner.split(), _letters(short)
    return inner.strip() if any(_spells(words, letters, small=small) for small in (False, True)) else None


def _following(text: str, at: int, short: str) -> str | None:
    """The long form behind a bracket with its short form: '(IOM) International Organization for Migration'."""
    found = _AFTER.match(text, at)
    words, letters = found["words"].split() if found else [], _letters(short)
    for count in range(len(letters), min(len(words), len(letters) + 4) + 1):
        if words[count - 1][0].isupper() and _spells(words[:count], letters, small=False):
            return " ".join(words[:count])
    return None


def _acronym(short: str) -> bool:
    upper = sum(map(str.isupper, short))
    return upper >= 2 and upper * 2 >= len(short) and short.upper() not in _MARKINGS and not short.startswith("XX")


def _long_form(before: str, short: str) -> str | None:
    if not before.endswith((" ", '"', "”", "'")):
        return None
    words, letters = _phrase(before), _letters(short)
    start = _initials(words, letters) if words else None
    if start is None and short.startswith("GO"):
        start = next((at for at in range(len(words) - 2) if words[at] == "Government" and words[at + 1] == "of"), None)
    if start is None:
        start = _name(words, letters)
    if start is None:
        return None
    start = _office(words, start)
    text = before[_place(words[start:], before) :].strip().strip("&").rstrip(",").strip()
    if text.count('"') % 2 or text[0] + text[-1] in ('""', "“”"):
        text = text.strip('"“”')
    return text if len(text) > len(short) else None


def _office(words: list[str], start: int) -> int:
    """Where a name begins whose letters leave out what kind of body it is: 'Office of Prosecutors' Training' (PT)."""
    of = start > 1 and words[start - 1] in ("of", "for") and words[start][0].isupper()
    return start - 2 if of and words[start - 2][0].isupper() and words[start - 2].lower() in _BODIES else start


def _letters(short: str) -> list[str]:
    return [c.lower() for c in short.removesuffix("s") if c.isalnum()]


def _phrase(before: str) -> list[str]:
    """Of the last words before the bracket those of its sentence or clause."""
    words = _WORD.findall(before)[-_REACH:]
    for start in range(len(words) - 1, 0, -1):
        word = words[start - 1]
        ends = word.endswith((",", "--")) or (word[-1] in _STOPS and len(word) > 3 and not _STATES.match(word))
        if ends and not (word[-1] == "," and _lists(words[start:])):
            return words[start:]
    return words


def _place(words: list[str], before: str) -> int:
    """Where the last words before a bracket begin."""
    place = len(before)
    for word in reversed(words):
        place = before.rindex(word, 0, place)
    return place


def _lists(kept: list[str]) -> bool:
    """Whether a comma before these words is part of a name ('Ministry of Education, Youth and Sport')."""
    return kept[0][0].isupper() and any(word.lower() in ("and", "y", "et") for word in kept[:4])


def _initials(words: list[str], letters: list[str]) -> int | None:
    """Where the phrase begins whose initials are the letters, small words counted or not; then by letters inside."""
    wanted, few, many = "".join(letters), "", ""
    for start in range(len(words) - 1, -1, -1):
        heads = _heads(words[start])
        few, many = heads[0] + few, heads[1] + many
        if wanted in (few, many) and words[start][0].lower() == letters[0]:
            return start
    if len(letters) > _LONGEST and (some := _some_joining(words, wanted)) is not None:
        return some
    for start in range(len(words) - 1, -1, -1) if len(letters) > _LONGEST else ():
        if words[start][0].lower() == letters[0] and (
            _spells(words[start:], letters, small=False) or _spells(words[start:], letters, small=True)
        ):
            return start
    return _some_joining(words, wanted, left_out=1) if len(letters) > _LONGEST else None


def _some_joining(words: list[str], wanted: str, left_out: int = 0) -> int | None:
    """Where the phrase begins whose initials are the letters, some joining words counted and others not.

    So many words of a name as are ``left_out`` give no letter: 'State Commission to Combat Trafficking in Persons'
    (SCTIP), 'Anti-Trafficking in Persons Law' (ATIP).
    """
    ends = {(len(wanted), 0)}
    for start in range(len(words) - 1, -1, -1):
        few, many = _heads(words[start])
        told = {(end - len(way), out) for way in {few, many} for end, out in ends if wanted.endswith(way, 0, end)}
        if few and (0, left_out) in told:
            return start
        ends = told | {(end, out + 1) for end, out in ends if out < left_out and words[start][0].isupper()}
        if not ends:
            return None
    return None


@functools.lru_cache(maxsize=2048)
def _heads(word: str) -> tuple[str, str]:
    """The initials of a word's parts, without those of joining words and with them."""
    parts = _parts(word)
    return "".join(part[:1] or "?" for part, joins in parts if not joins), "".join(part[:1] or "?" for part, _ in parts)


def _spells(words: list[str], letters: list[str], *, small: bool) -> bool:
    initials = [part for word in words for part, joins in _parts(word) if small or not joins]
    if [part[:1] for part in initials] == letters:
        return True
    return len(letters) > _LONGEST and len(initials) > 1 and _inside(initials, letters)


@functools.lru_cache(maxsize=2048)
def _parts(word: str) -> tuple[tuple[str, bool], ...]:
    """The parts of a word at its hyphens and full stops, in small letters, and whether each is a joining word."""
    parts = _PARTS.split(word) if _PART.search(word) else (word,)
    return tuple((part.lower().lstrip("'`’\"&"), part.lower() in _JOINING) for part in parts if part)


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
    while start < len(words) and (words[start].lower() in _INSIDE or _owner(words[start])):
        start += 1
    name = words[start:]
    if len(name) < 2 or len(letters) < 3 or sum(map(str.isupper, name)) * 2 > len(name):
        return None
    joining, wanted = _JOINING, sorted(letters)
    for near in range(len(words) - 2, start, -1):
        heads = [word[:1].lower() for word in words[near:] if word.lower() not in joining]
        if sorted(heads) == wanted:
            return near
    return start if any(word.lower().strip("'’,") in _BODIES for word in name) else None


def _in_name(words: list[str], index: int) -> bool:
    word = words[index]
    if word[:1].isupper():
        return not _owner(word)
    if word.lower() not in _INSIDE or index + 1 == len(words):
        return False
    return word != "the" or (index > 0 and words[index - 1].lower() in _INSIDE and words[index - 1] != "and")


def _owner(word: str) -> bool:
    """Whether a word only says whose body it is ("Zenda's National Council"), and is no part of its name."""
    return word.endswith(("'s", "’s", ",s")) and _OWNERS.match(word) is None
