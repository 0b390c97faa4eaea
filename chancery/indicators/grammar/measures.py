"""What a number measures: ``convictions rose to 64``, ``the number of cases was 12``, ``arrests: 9``."""

from msgspec.structs import replace

from chancery.indicators.grammar.counts import Count
from chancery.indicators.grammar.lexicon import lexicon, noun_at
from chancery.indicators.grammar.parts import BEING, loose, modifying
from chancery.indicators.grammar.phrases import Phrase, phrase
from chancery.indicators.grammar.view import View

_MOVING = frozenset({"from", "up", "down"})


def measured(view: View, count: Count) -> tuple[Phrase, frozenset[str], frozenset[str]] | None:
    """What a number measures: 'convictions rose to 64', 'the number of cases was 12', 'arrests: 9'."""
    words, verb = view.words, _measure(view, count)
    if verb is None:
        return None
    first, longest = verb, 1 if words[verb] == "from" else 14
    while first > 0 and words[first - 1] not in {";", ".", ":", ","} and verb - first < longest:
        first -= 1
    if any(each.first < verb and each.last > first and not each.implied and not each.why_not for each in view.counts):
        return None
    number = next(
        (at + 2 for at in range(first, verb - 1) if words[at] in {"number", "total"} and words[at + 1] == "of"),
        first,
    )
    if number == first and words[verb] in BEING:
        return None
    for at in range(number, verb):
        pseudo = replace(count, first=at, digits=at, last=at)
        noun = phrase(view.sentence, pseudo, view.numbers)
        if noun.classes or noun.event:
            done = [each for each in view.predicates if noun.last <= each.first < verb and each.voice == "passive"]
            return (
                replace(noun, empty=False),
                frozenset().union(*(each.acts for each in done)),
                modifying(view, pseudo, noun),
            )
    return None


def _measure(view: View, count: Count) -> int | None:
    """The word that sets a number equal to what stands before it."""
    words, first = view.words, count.first
    before = words[first - 1] if first else ""
    if before == ":" or before in BEING or (before in {"-", "–"} and loose(view, first - 1)):
        return _heading(words, first - 1)
    if _tabular(view, count):
        return first
    for at in range(first - 1, first - 1 if before == "by" else max(-1, first - 10), -1):
        if words[at] in _MOVING and _moves(words, at):
            return at
        found = view.ending.get(at)
        if found is not None and "measure" in found.acts and found.voice in {"active", "passive"}:
            return found.first
        if found is not None or words[at] in {";", "."}:
            return None
    return None


def _heading(words: list[str], sign: int) -> int | None:
    """The sign, or the colon behind what all years of a list count: 'Arrests: 2006 - 12; 2007 - 15'."""
    if sign < 2 or not words[sign - 1].isdigit() or words[sign - 2] not in {":", ";", ","}:
        return sign
    return next((at for at in range(sign - 2, 0, -1) if words[at] == ":" and words[at - 1].isalpha()), None)


def _moves(words: list[str], at: int) -> bool:
    """'arrests were up from 12 to 14 and convictions from nine to ten'."""
    if words[at] == "from":
        return words[at - 1].endswith("s") and words[at - 1] in lexicon().events
    return words[at - 1] in BEING


def _tabular(view: View, count: Count) -> bool:
    """Whether a number follows its noun in a list of data: 'investigations 45; prosecutions 23'."""
    words, first = view.words, count.first
    if view.words[count.last : count.last + 1] not in ([], [";"], [","], ["."]) or ":" not in words[:first]:
        return False
    return bool(noun_at(words, first - 1)) or words[first - 1] in lexicon().events
