"""What a sentence is about, as far as that decides whether its numbers are figures on trafficking."""

from collections.abc import Callable

from msgspec import Struct

from chancery.indicators.grammar.lexicon import lexicon, listed
from chancery.indicators.grammar.mentions import Mention
from chancery.indicators.grammar.sentences import Sentence

_STRONG = listed("scene strong")
_RATES = listed("scene rates") | {"head", "person"}


class Claim(Struct, frozen=True):
    """What a rule makes of a number: a key, or the reason why it is none."""

    key: str
    unit: str | None = None
    why_not: str | None = None


class Scene(Struct, frozen=True):
    """The sentence's words, and what they say of its subject."""

    words: frozenset[str]
    order: list[str]
    named: bool
    """Whether it names trafficking, prostitution or slavery."""
    about: bool
    """Whether it speaks of trafficking or sexual exploitation."""
    elsewhere: str | None
    """A word of another subject."""
    relevant: Callable[[], bool]
    """Whether the cable, or at least the paragraph, is about trafficking."""
    before: frozenset[str]
    """Words of the sentence before it in the paragraph."""
    topic: str
    """What its section is about, which need not be said again."""

    def has(self, *words: str) -> bool:
        """Whether one of these words is there."""
        return not self.words.isdisjoint(words)

    def refusal(self, mention: Mention) -> str | None:
        """Why no number of this phrase can be a figure on trafficking."""
        if mention.count.why_not:
            return mention.count.why_not
        if not self.named and not self.relevant():
            return "the text is not about trafficking"
        told = _elsewhere(sorted(mention.phrase.words))
        if told is not None and not _trafficking(mention.phrase.words):
            return f"on another subject ('{told}')"
        if self.elsewhere is not None and not self.about:
            return f"on another subject ('{self.elsewhere}')"
        other = lexicon().elsewhere
        if not self.about and _STRONG.isdisjoint(self.before) and not other.keys().isdisjoint(self.before):
            crimes = [word for word in sorted(other.keys() & self.before) if () in other[word]]
            if crimes:
                return f"on another subject ('{crimes[0]}' in the sentence before)"
        return _rate(mention)


def _trafficking(words: frozenset[str]) -> bool:
    return not words.isdisjoint(lexicon().trafficking) and words.isdisjoint(
        {"drug", "drugs", "narcotics", "arms", "weapons"}
    )


def scene(sentence: Sentence, *, relevant: Callable[[], bool], before: frozenset[str], topic: str) -> Scene:
    """What a sentence is about."""
    words = sentence.words
    return Scene(
        frozenset(words),
        words,
        about(words),
        _about(words, lexicon().trafficking),
        _elsewhere(words),
        relevant,
        before,
        topic,
    )


def _about(words: list[str], known: frozenset[str]) -> bool:
    if known.isdisjoint(words):
        return False
    other = lexicon().elsewhere
    for at, word in enumerate(words):
        if word not in known:
            continue
        if word.startswith("traffic") and (
            (at and words[at - 1] in other)
            or (words[at + 1 : at + 2] in (["in"], ["of"]) and words[at + 2 : at + 3] and words[at + 2] in other)
        ):
            continue
        return True
    return False


def about(words: list[str]) -> bool:
    """Whether the words name trafficking in persons, prostitution or slavery."""
    return _about(words, _STRONG)


def _elsewhere(words: list[str]) -> str | None:
    other = lexicon().elsewhere
    if other.keys().isdisjoint(words):
        return None
    for at, word in enumerate(words):
        for tail in other.get(word, ()):
            if not tail or tuple(words[at + 1 : at + 1 + len(tail)]) == tail:
                return " ".join((word, *tail))
    return None


def _rate(mention: Mention) -> str | None:
    """A number per month or day, or at a time."""
    words, last = mention.sentence.words, mention.phrase.last
    for at in range(mention.count.last, min(last + 6, len(words))):
        word = words[at]
        if word in {";", ":", "and", "or", "."}:
            break
        if word == "at" and (
            words[at + 1 : at + 3] in (["a", "time"], ["one", "time"]) or words[at + 1 : at + 2] == ["once"]
        ):
            return "so many at a time"
        if word in {"a", "per", "each", "every"} and at + 1 < len(words) and words[at + 1] in _RATES:
            return f"a rate per {words[at + 1]}"
        if word in {"daily", "weekly", "monthly", "hourly"}:
            return "a rate"
    return None
