"""Whether an act is told as done, planned, possible or denied: ``will train``, ``could have been``, ``failed to``."""

from typing import Literal

from chancery.indicators.grammar.lexicon import listed

Mood = Literal["fact", "planned", "possible", "negated"]

_BEFORE_MONTHS = frozenset({"in", "since", "of", "by", "from", "until", "late", "early", "mid", "on", "-", "and"})
_PLANS = listed("moods plans")
_DONE_TO = listed("moods done to")
_FAILED = listed("moods failed")
POSSIBLE = listed("moods possible")
PLANNED = listed("moods planned")
PLANNING = listed("moods planning")
_NOT = frozenset({"not", "never", "n't", "nor", "neither", "without", "cannot"})
_USED = frozenset({"spent", "used", "paid"})
_MOODS = _NOT | PLANNED | POSSIBLE | {"to", "proposed", "upcoming"}  # all that can tell a mood


def mood(words: list[str], at: int) -> Mood:
    """Whether the act is told as done, planned, possible or denied."""
    if words[at] in PLANNING:
        return "planned"
    window = words[max(0, at - 6) : at]
    if _MOODS.isdisjoint(window):
        return "fact"
    for back, word in enumerate(reversed(window)):
        if word in {";", ":", "who", "which"} or (
            word in {",", "and", "that"} and (back > 2 or (word == "," and not back))
        ):
            break
        told = _told(words, at - 1 - back, back)
        if told is not None:
            return told
    return "fact"


def _told(words: list[str], at: int, back: int) -> Mood | None:
    """The mood that one word before a verb tells, ``back`` words away from it."""
    word = words[at]
    if word in _NOT and back <= 4:
        return "negated"
    if word in {"could", "should", "might", "would"} and words[at + 1] == "have" and back:
        return "possible"  # 'could have been convicted'
    if word in PLANNED:
        return "negated" if "not" in words[at + 1 : at + 1 + back] else "planned"
    if word in POSSIBLE and not (word == "may" and _month(words, at)):
        return "possible"
    if word == "to" and back <= 1:
        return _infinitive(words, at)
    return "planned" if word in {"proposed", "upcoming"} and back <= 1 else None


def _month(words: list[str], at: int) -> bool:
    """Whether 'may' is the month of May."""
    before = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    return before in _BEFORE_MONTHS or after[:1].isdigit()


def _infinitive(words: list[str], to: int) -> Mood:
    """What an infinitive tells by the words before 'to'."""
    for word in reversed(words[max(0, to - 4) : to]):
        if word in _FAILED or word == "yet":
            return "negated"
        if word == "able" and not PLANNED.isdisjoint(words[max(0, to - 4) : to]):
            return "possible"
        if word in _DONE_TO:
            return "fact"
        if word in _PLANS:
            return "planned"
    return "planned" if _USED.isdisjoint(words[max(0, to - 12) : to]) else "fact"  # 'spent $9,000 to train 60'
