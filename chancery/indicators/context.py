"""Who did it, and where, as the text has it."""

from chancery.indicators.lexicon import words
from chancery.indicators.mentions import Mention
from chancery.indicators.periods import is_time

_ACTORS = words("context actors")
_LEADS = words("context leads")


def actor(mention: Mention) -> str | None:
    """The subject of the active verb, or who stands after 'by'."""
    words = mention.sentence.words
    for predicate in mention.governing:
        if predicate.voice == "active" and predicate.mood != "possible":
            found = _subject(mention, predicate.first)
            if found:
                return found
        if predicate.voice == "passive":
            at = predicate.last
            if words[at : at + 1] == ["by"]:
                return _noun(mention, at + 1)
    return None


def _subject(mention: Mention, verb: int) -> str | None:
    """The noun phrase that ends before a verb, where it is an actor that cables know or a name."""
    words, sentence = mention.sentence.words, mention.sentence
    last = verb
    while last > 0 and (
        words[last - 1] in {"have", "has", "had", "also", "not", "did", "will", "would", "to", "never"}
        or words[last - 1].endswith("ly")
    ):
        last -= 1
    first = last
    while (
        first > 0
        and last - first < 7
        and words[first - 1] not in {",", ";", ":", "and", "that", "in", "as", "of", "by", "."}
    ):
        first -= 1
    while first < last and words[first] in _LEADS:
        first += 1
    told = words[first:last]
    if told and (
        not _ACTORS.isdisjoint(told)
        or (sentence.raw(first)[:1].isupper() and told[0] not in {"he", "she", "they", "it", "there"})
    ):
        return sentence.slice(first, last)
    return None


def _noun(mention: Mention, first: int) -> str | None:
    words, sentence = mention.sentence.words, mention.sentence
    while first < len(words) and words[first] in {"the", "a", "an"}:
        first += 1
    last = first
    while (
        last < len(words)
        and last - first < 6
        and (
            sentence.raw(last)[:1].isupper()
            or words[last] in _ACTORS
            or words[last] in {"of", "vice", "squad", "border"}
        )
    ):
        last += 1
    while last > first and words[last - 1] == "of":
        last -= 1
    return sentence.slice(first, last) or None


def place(mention: Mention, nation: frozenset[str]) -> str | None:
    """A part of the country: a name after 'in', 'at' or 'near', or before 'police' and 'court'."""
    words, sentence = mention.sentence.words, mention.sentence
    if sentence.text.isupper():
        return None
    first, last = _window(mention)
    for at in range(first, last):
        if words[at] in {"in", "at", "near", "outside"}:
            begin = at + 2 if words[at + 1 : at + 2] == ["the"] else at + 1
            found = _name(mention, begin)
            if found and found.lower() not in nation and not is_time(found.lower().split()[0]):
                return found
        if (
            words[at] in {"police", "court", "courts", "prosecutor", "prosecutors"}
            and at
            and sentence.raw(at - 1)[:1].isupper()
        ):
            name = words[at - 1]
            if (
                at - 1 > 0
                and name not in _ACTORS | nation | _LEADS | _NATIONAL
                and not name.endswith(("ese", "ian", "ish"))
            ):
                return sentence.raw(at - 1)
    return None


_NATIONAL = words("context national")


def _window(mention: Mention) -> tuple[int, int]:
    """The words of the clause."""
    words = mention.sentence.words
    begin = min([mention.count.first, *(each.first for each in mention.governing)])
    end = max([mention.phrase.last, *(each.last for each in mention.governing)])
    while begin > 0 and words[begin - 1] not in {";", ":"} and mention.count.first - begin < 30:
        begin -= 1
    while end < len(words) and words[end] not in {";", ","} and end - mention.phrase.last < 20:
        end += 1
    return begin, end


def _name(mention: Mention, first: int) -> str | None:
    words, sentence = mention.sentence.words, mention.sentence
    last = first
    while (
        last < len(words)
        and last - first < 5
        and (sentence.raw(last)[:1].isupper() or (words[last] in {"de", "of", "la", "del", "-"} and last > first))
    ):
        last += 1
    while last > first and words[last - 1] in {"of", "de", "-"}:
        last -= 1
    return sentence.slice(first, last) if last > first else None
