"""A sentence with all that is looked for in it: numbers, what they count, and acts."""

from dataclasses import dataclass

from chancery.indicators.counts import Count, counts
from chancery.indicators.phrases import Phrase, phrase
from chancery.indicators.predicates import Predicate, predicates
from chancery.indicators.sentences import Sentence

_DENIALS = frozenset({"not", "never", "n't", "nor", "without", "failed", "cannot", "neither", "unable"})


@dataclass(frozen=True, slots=True)
class View:
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


def view(sentence: Sentence) -> View:
    """All that is looked for in a sentence."""
    found = _sensible(counts(sentence), sentence.words)
    numbers = frozenset(count.first for count in found if not count.joined)
    acts = predicates(sentence, found)
    return View(
        sentence,
        sentence.words,
        found,
        [phrase(sentence, count, numbers) for count in found],
        numbers,
        acts,
        {act.first: act for act in acts},
        {act.last - 1: act for act in acts},
    )


def _sensible(found: list[Count], words: list[str]) -> list[Count]:
    """Without 'any', where nothing is denied."""
    if not _DENIALS.isdisjoint(words):
        return found
    return [count for count in found if not (count.implied and count.qualifier == "none")]
