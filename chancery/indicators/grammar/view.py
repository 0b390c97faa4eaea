"""A sentence with all that is looked for in it: numbers, what they count, and acts."""

from collections.abc import Sequence

from msgspec import Struct

from chancery.indicators.grammar.counts import Count, counts
from chancery.indicators.grammar.lexicon import COUNTABLE, lexicon, listed
from chancery.indicators.grammar.phrases import NOTHING, Phrase, phrase
from chancery.indicators.grammar.predicates import Predicate, predicates
from chancery.indicators.grammar.sentences import Sentence

_DENIALS = frozenset({"not", "never", "n't", "nor", "without", "failed", "cannot", "neither", "unable"})

_TIME = (frozenset({"term"}),)
_TERMS = frozenset().union(
    *(listed(f"terms {kind}") for kind in ("allowing", "asking", "getting", "imposing", "prison", "utmost")),
    {"face", "faces"},
)
"""A time beside none of these words is no prison term."""


class View(Struct, frozen=True):
    """One sentence, its numbers, phrases and predicates."""

    sentence: Sentence
    words: list[str]
    counts: list[Count]
    phrases: list[Phrase]
    """What each count counts."""
    numbers: frozenset[int]
    """Words where a count begins."""
    predicates: list[Predicate]
    beginning: dict[int, Predicate]
    """Predicates by their first word."""
    ending: dict[int, Predicate]
    """Predicates by their last word."""


def views(sentences: Sequence[Sentence]) -> list[View | None]:
    """All that is looked for in each sentence; None where no number of it can be a figure."""
    # Each step for all sentences before the next: what it needs is then in the processor's cache.
    found = [_sensible(counts(each), each.words) for each in sentences]
    nouns = [_nouns(each, numbers) for each, numbers in zip(sentences, found, strict=True)]
    return [None if each is None else _view(sentence, *each) for sentence, each in zip(sentences, nouns, strict=True)]


def _nouns(sentence: Sentence, found: list[Count]) -> tuple[list[Count], list[Phrase]] | None:
    """The counts with what they count; None where none can be a figure."""
    if all(_hopeless(count, sentence.words) for count in found):
        return None
    numbers = _begun(found)
    nouns = [NOTHING if count.why_not == "a date" else phrase(sentence, count, numbers) for count in found]
    kept = [
        at for at, count in enumerate(found) if not count.implied or count.qualifier == "none" or _countable(nouns[at])
    ]
    if not any(_telling(found[at], nouns[at], sentence.words) for at in kept):
        return None
    return [found[at] for at in kept], [nouns[at] for at in kept]


def _view(sentence: Sentence, found: list[Count], nouns: list[Phrase]) -> View:
    acts = predicates(sentence, found)
    return View(
        sentence,
        sentence.words,
        found,
        nouns,
        _begun(found),
        acts,
        {act.first: act for act in acts},
        {act.last - 1: act for act in acts},
    )


def _begun(found: list[Count]) -> frozenset[int]:
    return frozenset([count.first for count in found if not count.joined])


def _hopeless(count: Count, words: list[str]) -> bool:
    """Whether a number can be no figure, whatever it counts: a date, 'a five-year plan'."""
    bound = count.term or (count.joined and count.currency is None)
    return bool(count.why_not or (bound and not _imprisoning(words)))


def _imprisoning(words: list[str]) -> bool:
    """Whether a time in a sentence can be a prison term."""
    return not (_TERMS.isdisjoint(words) and lexicon().elsewhere.keys().isdisjoint(words))


def _telling(count: Count, noun: Phrase, words: list[str]) -> bool:
    """Whether a number can be a figure: what it counts is known, or told elsewhere."""
    if count.why_not:
        return False
    if count.term or noun.classes == _TIME:
        return _imprisoning(words)
    if count.joined:
        return count.currency is not None  # '18-member'
    return bool(noun.empty or noun.event is not None or noun.classes or count.currency)


def _countable(noun: Phrase) -> bool:
    """Whether an article before this noun can mean one."""
    return noun.event is not None or noun.empty or not noun.heads.isdisjoint(COUNTABLE)


def _sensible(found: list[Count], words: list[str]) -> list[Count]:
    """Without 'any', where nothing is denied."""
    sure = [count for count in found if not (count.implied and count.qualifier == "none")]
    return sure if len(sure) == len(found) or _DENIALS.isdisjoint(words) else found
