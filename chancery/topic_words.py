"""What words tell of a topic: printed headings, single words of a text, the instruction's questions.

The words are those of ``vocab/topics.yaml`` and of the taxonomy; what they decide together is in ``topics``.
"""

import functools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from chancery import vocab

PHRASE = 3
"""The weight of a phrase of the instruction's questions."""
READ = 1_200
"""Characters of a paragraph that are read for its topic: what it is about is said first."""
_TERSE = 5
"""A heading of so many words names its topic; a longer one may be a headline."""
_AND = re.compile(r" and (?:the )?")
"""What divides a heading of several topics ('Law and Enforcement')."""
_FIELD = 20
"""Bits that hold the weight of one key ..."""
_MOST = (1 << _FIELD) - 1
"""... and the most that they hold."""
_OPENING = 120
"""Characters in which a paragraph says what it plainly is."""
_BRIEF = 420
"""Characters of the longest paragraph that only says what the cable is."""
_TOKEN = re.compile(r"[a-z][a-z-]{2,}")
_PLAIN = re.compile(r"[^a-z0-9'/&. -]+")
ASIDE = re.compile(
    r"\s?[(\[](?:(?:ref(?:tel)?|para(?:graph)?s?|questions?|q|cont)\b[^()\[\]]{0,60}|sbu|u|c)[)\]]", re.IGNORECASE
)
"""What stands in brackets in a heading and is not of it: '(PARAGRAPH 27 OF REFTEL)', '(SBU)'."""
_ACTOR = re.compile(r"(?:the )?(?:(?:ministry|minister|department) (?:of|for) [a-z ,&'-]{3,60}|ngos?)$")
"""A heading that says who speaks or acts, and not of what: 'MINISTRY OF LABOR', 'NGOs'."""
_SPEAKER = re.compile(r"\A[^:\"“]{2,40}:\s?(?=[\"“])")
"""Who says what a heading quotes: 'Labor: "Fair Enough"'."""
_COUNTED = re.compile(
    r"(?:recommendation|action (?:item|step|point)|benchmark|criterion|point|step|item|goal)s?"
    r"(?: (?:no\. ?)?(?:\d{1,2}|[a-h]|one|two|three|four))?\s?(?::|--?)\s(?=.{4})",
    re.IGNORECASE,
)
"""What counts the points of a plan before the words of a heading: 'Recommendation 2: Train Police'."""
_CUT = 3
"""Letters of the pieces that a text is cut into."""
_NUMBERING = re.compile(r"^(?:\(?(?:[ivx]{1,4}|[a-z]|\d{1,2})[.)]\s+|part\s+[\divx]{1,3}[:.]?\s+)")


_PIECE = re.compile(
    r"(\\.|\[[^\]]*\]|\((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*\)|.)([?*+]|\{[^}]*\})?", re.DOTALL
)
"""A piece of a pattern (a letter, a class, a group with its brackets), and how often it stands."""
_GROUP = re.compile(r"\((?!\?[^:])")
"""A group that takes letters: no look ahead or behind."""


class Way(NamedTuple):
    """One alternative of a pattern that tells a key."""

    pattern: int
    """The place of the pattern; of two with one key each counts."""
    key: str
    stem: str
    """Letters that stand in whatever it fits, which are sooner looked for."""
    find: Callable[[str], re.Match[str] | None]


class Tellings(NamedTuple):
    """Patterns of words that tell keys, by their alternatives.

    Of some hundred few have their letters in a text. A text is cut into threes of letters, and letters of five or more
    have one of those in them wherever they stand: so few are left that are looked for.
    """

    ways: tuple[Way, ...]
    threes: dict[str, tuple[int, ...]]
    """Places in ``ways`` of those whose letters can be cut so."""
    short: tuple[int, ...]
    """Places of those that are too short for that."""


def told(tellings: Tellings, text: str) -> list[str]:
    """The keys of the patterns that fit a text in small letters, in their order."""
    threes = tellings.threes
    near = set(tellings.short)
    for three in threes.keys() & {text[at : at + _CUT] for at in range(0, len(text), _CUT)}:
        near.update(threes[three])
    found: dict[int, str] = {}
    for at in sorted(near):
        pattern, key, stem, find = tellings.ways[at]
        if stem in text and pattern not in found and find(text) is not None:
            found[pattern] = key
    return list(found.values())


def _tellings(patterns: Iterable[tuple[str, str]]) -> Tellings:
    """Patterns made ready to be asked."""
    ways = tuple(
        Way(place, key, stem, re.compile(way).search)
        for place, (key, pattern) in enumerate(patterns)
        for way, letters in stems(pattern)
        for stem in letters
    )
    threes: dict[str, list[int]] = {}
    for place, way in enumerate(ways):
        for at in range(_CUT if len(way.stem) >= 2 * _CUT - 1 else 0):
            threes.setdefault(way.stem[at : at + _CUT], []).append(place)
    short = tuple(place for place, way in enumerate(ways) if len(way.stem) < 2 * _CUT - 1)
    return Tellings(ways, {three: tuple(places) for three, places in threes.items()}, short)


def stems(pattern: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    r"""The alternatives of a pattern, each with its longest letters, one of which stands in whatever it fits.

    >>> list(stems(r"time spent (in |on )?prepar|hero\b|[.;] (the )?(embassy|post)s? (has |had )?(fund|gave)"))[:2]
    [('time spent (in |on )?prepar', ('time spent ',)), ('hero\\b', ('hero',))]
    >>> list(stems(r"[.;] (the )?(embassy|post)s? (has |had )?(fund|gave)"))[0][1]
    ('embassy', 'post')
    """
    best, run, way = tuple[str, ...]([""]), "", ""
    for piece, times in _PIECE.findall(f"{pattern}|"):
        if piece == "(":
            raise ValueError(pattern)  # brackets deeper than those of a piece
        needed = not times.startswith(("?", "*", "{0"))
        if needed and len(piece) == 1 and piece not in ".^$|":
            run += piece
            if not times:
                way += piece
                continue
        inner = stems(piece[1:-1].removeprefix("?:")) if needed and _GROUP.match(piece) else ()
        group = tuple(letters for _, each in inner for letters in each) or ("",)
        best, run = max(best, (run,), group, key=lambda letters: min(map(len, letters))), ""
        if piece == "|":
            yield way, best
            best, way = ("",), ""
        else:
            way += piece + times


class Vocabulary(NamedTuple):
    """Both vocabularies, made ready to be asked."""

    exact: dict[str, str]
    headings: Tellings
    keys: tuple[str, ...]
    words: dict[str, int]
    """What a word weighs for each key, in fields of a number that is soon added to others."""
    near: frozenset[str]
    questions: Tellings
    apart: re.Pattern[str]
    credits: re.Pattern[str]
    opens: re.Pattern[str]
    forms: tuple[tuple[str, ...], ...]


@functools.cache
def vocabulary() -> Vocabulary:
    """What words tell, loaded once."""
    topics, taxonomy = vocab.load("topics"), vocab.load("taxonomy")
    exact = {normal(h): s["key"] for s in taxonomy["sections"] for h in s["headings"]}
    weights = _weights(topics["words"], topics["families"])
    keys = tuple(sorted(dict.fromkeys([*topics["words"], *topics["families"]])))
    return Vocabulary(
        exact,
        _tellings(topics["headings"]),
        keys,
        {
            word: sum(found[k] << _FIELD * n for n, k in enumerate(keys) if k in found)
            for word, found in weights.items()
        },
        frozenset(form for word in topics["near"].split() for form in _forms(word)),
        _tellings(topics["questions"]),
        re.compile("|".join(f"(?P<{key}>{pattern})" for key, pattern in topics["apart"])),
        re.compile(topics["credits"]),
        re.compile(topics["opens"]),
        tuple(map(tuple, topics["forms"])),
    )


def _weights(
    words: Mapping[str, Mapping[str, int]], families: Mapping[str, Mapping[str, int]]
) -> dict[str, dict[str, int]]:
    """What each word weighs for which keys: as it stands or in the plural, and those of families in all their forms."""
    found: dict[str, dict[str, int]] = {}
    for key, weights in words.items():
        for word, weight in weights.items():
            found.setdefault(word, {})[key] = weight
        for word, weight in weights.items():
            if word[-1] != "s":
                found.setdefault(f"{word}s", {}).setdefault(key, weight)
    for key, weights in families.items():
        for word, weight in weights.items():
            for form in _forms(word):
                found.setdefault(form, {}).setdefault(key, weight)
    return found


def _forms(word: str) -> list[str]:
    """A word with its endings.

    >>> _forms("raid"), _forms("seize"), _forms("testify")
    (['raid', 'raids', 'raided', 'raiding'], ['seize', 'seizes', 'seized', 'seizing'],
     ['testify', 'testifies', 'testified', 'testifying'])
    """
    if word.endswith("y") and word[-2] not in "aeiou":
        return [word, f"{word[:-1]}ies", f"{word[:-1]}ied", f"{word}ing"]
    stem = word.removesuffix("e")
    plural = f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s"
    return [word, plural, f"{stem}ed", f"{stem}ing"]


def normal(heading: str) -> str:
    """A heading in small letters, without numbering, remarks in brackets and signs."""
    heading = ASIDE.sub("", heading) if "(" in heading or "[" in heading else heading
    plain = " ".join(_PLAIN.sub(" ", heading.lower().replace("’", "'")).split())
    return _NUMBERING.sub("", plain).strip(" .-'")


def unspoken(heading: str) -> str:
    """A heading without who speaks or acts: '' of 'MINISTRY OF LABOR', the quotation of 'Labor: "Unfair"'."""
    return "" if _ACTOR.match(normal(heading)) else _SPEAKER.sub("", heading)


@functools.lru_cache(maxsize=4096)
def heading_keys(heading: str) -> tuple[str, ...]:
    """The keys that a printed heading tells, the surest first; none where it tells nothing.

    ``heading_keys("Improving Prosecutions and Convictions")`` is ``("prosecutions",)``; that of a headline in
    the manner of newspapers ('Police Begin to Understand the Law') can be several.
    """
    words = vocabulary()
    counted = _COUNTED.match(heading)
    if counted is not None and (keys := heading_keys(heading[counted.end() :])):
        return keys
    plain = normal(heading)
    if plain in words.exact:
        return (words.exact[plain],)
    found = told(words.headings, plain)
    if found[:1] == ["summary"]:
        return ("summary",)
    if len(plain.split()) > _TERSE:
        return tuple(found)
    parts = [told(words.headings, part)[:1] for part in _AND.split(plain)] if " and " in plain else [[]]
    several = {key for part in parts for key in part} if all(parts) else set(found[:1])
    return tuple(key for key in found if key in several)


def weigh(texts: Iterable[str]) -> Counter[str]:
    """How strongly words speak for each key: a word counts once."""
    known = vocabulary()
    found = known.words.keys() & set(_TOKEN.findall(" ".join(texts).lower()))
    total = sum(map(known.words.__getitem__, found))
    weights = Counter[str]()
    for key in known.keys:
        if weight := total & _MOST:
            weights[key] = weight
        total >>= _FIELD
    return weights


def nearness(text: str) -> int:
    """How many words of a text are near to trafficking in persons, so that it may be about that and not another."""
    return len(vocabulary().near.intersection(_TOKEN.findall(text.lower())))


def asked(texts: Sequence[str], weight: int) -> Counter[str]:
    """What paragraphs are about: their words, and the phrases of the instruction's questions that they repeat."""
    total = weigh(texts)
    for text in texts:
        low = text[:300].lower()
        for key in told(vocabulary().questions, low):
            total[key] += weight
    return total


def apart(text: str) -> str | None:
    """The key of a paragraph whose first words leave no doubt, whatever heading stands far above it.

    ``apart("Embassy point of contact is ...")`` is ``"contacts"``.
    """
    low, words = text[:_OPENING].lower(), vocabulary()
    if (found := words.apart.match(low)) is not None:
        return found.lastgroup
    return "other" if " this " in low and words.credits.match(low) is not None else None


def opens(text: str) -> str | None:
    """The key of a paragraph that says only what a report is, and perhaps who answers for it; None for any other."""
    if len(text) > _BRIEF or vocabulary().opens.match(text[:_OPENING].lower()) is None:
        return None
    return "contacts" if asked([text], PHRASE)["contacts"] >= PHRASE else "other"
