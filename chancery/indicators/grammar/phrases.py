"""What a number counts: the noun phrase after it.

``28 suspected child sex traffickers``, ``240 judges and prosecutors``, ``three of the suspects``, ``12 of whom``.
"""

from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from chancery.indicators.grammar.bounds import CURRENCIES
from chancery.indicators.grammar.counts import Count
from chancery.indicators.grammar.lexicon import Noun, lexicon, listed, noun_at, verb_at
from chancery.indicators.grammar.numerals import numeric
from chancery.indicators.grammar.predicates import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
)
from chancery.indicators.grammar.sentences import Sentence

_BOUNDARIES = PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | DETERMINERS | PRONOUNS | CURRENCIES.keys()
_LONGEST = 9
_PARTITIVE = listed("phrases partitive")
_WHOM = frozenset({"whom", "which", "them"})
_MORE = frozenset({"-", "more", "others", "additional", "further", "such"})
_BREAKING = frozenset({"any", "anyone", "await", "awaits", "awaiting", "face", "faces", "facing", "faced"})
_QUOTES = frozenset("\"'“”’")
_AFTERWARDS = listed("phrases afterwards")
"""Words that stand after a noun and are none."""


class Phrase(Struct, frozen=True):
    """The noun phrase of a count."""

    last: int
    """The word after the phrase."""
    classes: tuple[frozenset[str], ...]
    """Classes of each head: 'judges and prosecutors' has two."""
    event: str | None
    """The act, where the head is an event ('12 arrests')."""
    events: frozenset[str]
    """All events, where there are several ('no prosecutions or convictions')."""
    words: frozenset[str]
    """All words of the phrase and of what 'of' adds to it."""
    partitive: bool
    """Whether it is a part of something named: 'three of the suspects', '12 of whom'."""
    empty: bool
    """Whether there is no noun at all: 'five were convicted'."""
    heads: frozenset[str]
    """Classes of all heads together."""


NOTHING = Phrase(0, (), None, frozenset(), frozenset(), partitive=False, empty=False, heads=frozenset())
"""The phrase of a number that counts nothing."""


class _Bare(Struct, frozen=True):
    last: int
    classes: frozenset[str]
    event: str | None
    words: tuple[str, ...]


def phrase(sentence: Sentence, count: Count, numbers: frozenset[int]) -> Phrase:
    """The noun phrase that a count begins."""
    words = sentence.words
    at = count.last
    partitive = False
    if at < len(words) and words[at] == "of":
        after = words[at + 1 : at + 2]
        if after and (after[0] in _PARTITIVE or at + 1 in numbers):
            partitive, at = True, at + 1
            while at < len(words) and (words[at] in _PARTITIVE or at in numbers or numeric(words[at])):
                at += 1
                if words[at - 1] in {"whom", "which", "them"}:
                    break
    bare = _bare(words, at, numbers)
    if partitive and words[at - 1] in _WHOM:
        bare = _Bare(at, frozenset(), None, ())
    if partitive and bare.last == at and words[at : at + 1] in (["were"], ["are"], ["was"]):
        bare = replace(_bare(words, at + 1, numbers), last=at)  # '2,500 of whom were police officers'
    heads = [bare, *_coordinated(words, count.first, bare.last, numbers)] if bare.last > at else [bare]
    last = heads[-1].last
    classes = [each.classes for each in heads if each.classes]
    return Phrase(
        last,
        tuple(classes),
        bare.event,
        frozenset([each.event for each in heads if each.event]),
        frozenset([*(word for each in heads for word in each.words), *_complement(words, last)]),
        partitive,
        empty=bare.last == at and not bare.classes,
        heads=classes[0] if len(classes) == 1 else _UNKNOWN.union(*classes),
    )


def _bare(words: list[str], at: int, numbers: frozenset[int]) -> _Bare:
    """Words up to the end of the phrase; the last known noun is its head."""
    first, end = at, min(len(words), at + _LONGEST)
    classes, event = _UNKNOWN, None
    while at < end and at not in numbers:
        word = words[at]
        kind = _kind(word)
        if kind & _NUMERIC and words[at + 1 : at + 2] == ["-"]:
            at = _past_hyphens(words, at)  # '15-year-old'
            continue
        noun = noun_at(words, at) if kind & _NOUN else None
        if kind & _CLOSING and noun is None and not kind & _EVENT:
            if at > first or not _qualified(words, at, numbers):
                break
            at += 1
            continue
        if (kind or classes or event) and _breaks(words, at, numbers, noun, known=bool(classes or event)):
            break
        if kind & _EVENT and not (noun and (noun.size > 1 or "shelter" in noun.classes)):
            event, classes = _EVENTS[word], noun.classes if noun else _UNKNOWN
        elif noun is not None:
            classes, event = noun.classes, None
        elif not kind & _LIGHT:
            # A noun that no list knows is the head all the same: 'three trafficking routes'.
            classes, event = _UNKNOWN, None
        at += noun.size if noun is not None else 1
    while at > first and (words[at - 1] in _QUOTES or words[at - 1] in _MORE):
        at -= 1
    return _Bare(at, classes, event, tuple(words[first:at]))


def _breaks(words: list[str], at: int, numbers: frozenset[int], noun: Noun | None, *, known: bool) -> bool:
    """Whether a phrase ends before this word; ``known`` where it has a noun by now."""
    if noun is not None and noun.size > 1:
        return False
    kind = _kind(words[at])
    after_plural = known and bool(_kind(words[at - 1]) & _PLURAL)
    if after_plural and (kind & _VERB or words[at] in _AFTERWARDS):
        return True  # 'victims return home', 'children home'
    if noun is not None or kind & _EVENT:
        return False
    if words[at].endswith("ed") and words[at + 1 : at + 2] and words[at + 1] in PREPOSITIONS:
        return True  # '142 remained in custody'
    if kind & _CLOSING or (known and kind & _AFTER and words[at] != "trafficking") or after_plural:
        return True
    verb = verb_at(words, at) if kind & _VERB else None
    return verb is not None and not _before_noun(words, at + verb.size, numbers)


_NOUN, _EVENT, _VERB, _CLOSING, _AFTER, _PLURAL, _NUMERIC, _LIGHT = (1 << bit for bit in range(8))
"""What a word can be in a phrase: a noun's first word, an event, a verb's first word, a word that ends a phrase or one
that does so after its noun, a plural, a number, a sign or word that is no head."""
_UNKNOWN: frozenset[str] = frozenset()
_EVENTS = lexicon().events


@lru_cache(maxsize=4096)
def _kind(word: str) -> int:
    """All that one word can be in a phrase."""
    return sum(
        bit
        for bit, holds in (
            (_NOUN, word in lexicon().nouns),
            (_EVENT, word in _EVENTS),
            (_VERB, word in lexicon().verbs),
            (_CLOSING, _is_boundary(word) or _adverb(word) or word in _BREAKING),
            (_AFTER, word in _AFTERWARDS or word.endswith(("ed", "ing"))),
            (_PLURAL, _plural(word)),
            (_NUMERIC, numeric(word)),
            (_LIGHT, word in _QUOTES or word in _MORE or word[:1].isdigit()),
        )
        if holds
    )


def _past_hyphens(words: list[str], at: int) -> int:
    while words[at + 1 : at + 2] == ["-"]:
        at += 2
    return min(at + 1, len(words))


def _plural(word: str) -> bool:
    """Whether a noun can be no first half of a compound: 'suspects' ends a phrase, 'case' may go on ('case files')."""
    return (word.endswith("s") and not word.endswith("ss")) or word in {"women", "men", "people", "children", "police"}


def _adverb(word: str) -> bool:
    return word in ADVERBS or (
        word.endswith("ly") and len(word) > 4 and word not in {"family", "elderly", "underly", "italy"}
    )


def _qualified(words: list[str], at: int, numbers: frozenset[int]) -> bool:
    """Whether an adverb belongs to a participle before a noun: '180 sexually exploited women'."""
    if not (words[at].endswith("ly") and words[at + 1 : at + 2] and words[at + 1].endswith("ed")):
        return False
    return _before_noun(words, at + 2, numbers) and words[at + 2] not in _AFTERWARDS


def _before_noun(words: list[str], at: int, numbers: frozenset[int]) -> bool:
    """Whether a participle is followed by the noun it modifies."""
    for ahead in range(at, min(at + 3, len(words))):
        if (_is_boundary(words[ahead]) and words[ahead] != "-") or ahead in numbers:
            return False
        if noun_at(words, ahead) or words[ahead] in lexicon().events:
            return True
    return False


def _opens(words: list[str], first: int) -> bool:
    """Whether nothing but a time or place stands before a count, so that it can only be a subject."""
    return not first or (words[first - 1] == "," and words[0] in PREPOSITIONS and "," not in words[: first - 1])


def _coordinated(words: list[str], first: int, at: int, numbers: frozenset[int]) -> list[_Bare]:
    """Further heads after commas and 'and': 'police, prosecutors, and judges'."""
    found: list[_Bare] = []
    closed = False
    while at < len(words) and words[at] in {",", "and", "or", "/"} and not closed:
        link = at + 1
        closed = words[at] in {"and", "or"}
        if not closed and link < len(words) and words[link] in {"and", "or"}:
            link, closed = link + 1, True
        if link >= len(words) or link in numbers or _is_boundary(words[link]):
            break
        bare = _bare(words, link, numbers)
        if not (bare.classes or bare.event) or (bare.event and bare.last + 1 in numbers and words[bare.last] == "in"):
            break  # 'convictions in 60 cases and acquittals in 28'
        if _begins_clause(words, bare.last, numbers) and not _opens(words, first):
            break
        found.append(bare)
        at = bare.last
    return found if closed else []


def _begins_clause(words: list[str], at: int, numbers: frozenset[int]) -> bool:
    """Whether a verb with its object follows: the noun was the subject of the next clause."""
    if at >= len(words):
        return False
    if words[at] in AUXILIARIES:
        return words[at] not in {"were", "was", "are", "been", "have", "participated"}
    verb = verb_at(words, at)
    return verb is not None and (at + verb.size in numbers or (verb.form == "past" and words[at] != "trained"))


def _complement(words: list[str], at: int) -> list[str]:
    """What 'of', 'for' or 'involving' adds: '45 cases of child trafficking', 'shelters for victims of violence'."""
    if at < len(words) and words[at] in {"of", "for", "involving", "about", "on"}:
        return [word for word in words[at + 1 : at + 6] if word[:1].isalpha()]
    return []


def _is_boundary(word: str) -> bool:
    """Whether a word ends a noun phrase."""
    return word in _BOUNDARIES or not (word[:1].isalnum() or word in {"-", '"', "'", "“", "”", "’"})
