"""Who did it, and where, as the text has it."""

from chancery.indicators.grammar.bounds import CURRENCIES
from chancery.indicators.grammar.lexicon import listed
from chancery.indicators.grammar.mentions import Mention
from chancery.indicators.periods import is_time

_ACTORS = listed("context actors")
_LEADS = listed("context leads")

_BEFORE_VERBS = listed("context before verbs")
"""Words that stand between who acts and the verb: 'the ministry plans to train', 'IOM helped repatriate'."""
_NATIONAL = listed("context national")
_PARTS = listed("context parts")
_NO_NAMES = _ACTORS | _LEADS | _NATIONAL
_LOCAL = frozenset({"police", "court", "courts", "prosecutor", "prosecutors", "authorities"})
_KINDS = frozenset({"municipal", "provincial", "district", "city", "county", "regional"})
"""Of whom an office is: that of a place, whose name stands before it."""
_PLACING = _LOCAL | {"in", "at", "near", "outside"}
_NO_PLACES = listed("context no places")
_SHORT_PLACES = frozenset({"UK", "US", "U.S.", "USA", "UAE", "EU", "DRC", "PRC"})
"""Other short forms name offices: 'at IOM'."""


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
    while last > 0 and (words[last - 1] in _BEFORE_VERBS or words[last - 1].endswith("ly")):
        last -= 1
    first = last
    while (
        first > 0
        and last - first < 7
        and words[first - 1] not in {",", ";", ":", "and", "that", "in", "as", "of", "by", "."}
    ):
        first -= 1
    while first < last and (words[first] in _LEADS or words[first][:1].isdigit() or is_time(words[first])):
        first += 1
    told = words[first:last]
    if told[-1:] == ["they"]:
        # 'police in Siem Reap Province indicated they received'
        known = [at for at in range(max(0, last - 10), last) if words[at] in _ACTORS]
        return sentence.raw(known[-1]) if known else None
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
    """A part of the country: the nearest name after 'in', 'at' or 'near', or before 'police' or 'court'."""
    words, sentence = mention.sentence.words, mention.sentence
    if sentence.text.isupper():
        return None
    first, last = _window(mention)
    found: list[tuple[int, str]] = []
    for at in [at for at in range(first, last) if words[at] in _PLACING]:
        name = None
        if words[at] not in _LOCAL:
            name = _name(mention, _past_of(words, at + 1))
            if name and (
                len(name) == 1
                or name.lower() in nation
                or is_time(name.lower().split()[0])
                or name.split()[-1].lower() in _NO_PLACES
                or name.lower() in CURRENCIES
                or (name.replace("/", "").isupper() and name not in _SHORT_PLACES)
            ):
                name = None
        else:
            name = _name_before(mention, at, nation)
        if name:
            found.append((abs(at - mention.count.first), name))
    return min(found)[1] if found else None


def _name_before(mention: Mention, at: int, nation: frozenset[str]) -> str | None:
    """The name in front of an office: 'Phnom Penh' of 'the Phnom Penh municipal court'."""
    words, sentence = mention.sentence.words, mention.sentence
    last = at
    while last > 0 and words[last - 1] in _KINDS:
        last -= 1
    first = last
    while (
        first > 0
        and last - first < 4
        and (sentence.raw(first - 1)[:1].isupper() or (words[first - 1] == "de" and first < last))
        and not (words[first - 1] in _NO_NAMES or words[first - 1] in nation or is_time(words[first - 1]))
    ):
        first -= 1
    # The first word of a sentence has a capital, be it a name or not; 'the Ministry of Interior police' is an office.
    bare = last == at and last < 2
    if (
        bare
        or first == last
        or words[first - 1 : first] == ["of"]
        or words[last - 1].endswith(("ese", "ian", "ish", "thai"))
    ):
        return None
    return sentence.slice(first, last)


def local(mention: Mention, nation: frozenset[str]) -> bool:
    """Whether what is said holds for one place or office only."""
    words = mention.sentence.words
    first, last = _window(mention)
    parts = any(
        words[at] in {"in", "at"} and not _PARTS.isdisjoint(words[at + 1 : at + 4]) for at in range(first, last)
    )
    return parts or place(mention, nation) is not None


def _past_of(words: list[str], at: int) -> int:
    """Past 'the southern province of' to the name."""
    for ahead in range(at, min(at + 4, len(words) - 1)):
        if words[ahead] in _PARTS and words[ahead + 1] == "of":
            return ahead + 2
    return at + 1 if words[at : at + 1] == ["the"] else at


def _window(mention: Mention) -> tuple[int, int]:
    """The words of the clause."""
    words, first, last = mention.sentence.words, mention.count.first, mention.phrase.last
    begin = min([first, *(each.first for each in mention.governing)])
    end = max([last, *(each.last for each in mention.governing)])
    stops = [at for at, word in enumerate(words) if word in {";", ":"}]
    return (
        max([min(begin, max(0, first - 30)), *(at + 1 for at in stops if at < begin)]),
        min([max(end, min(len(words), last + 20)), *(at for at in stops if at >= end)]),
    )


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
    name = sentence.slice(first, last).removesuffix("'s")
    return None if name.startswith("NGO") else name or None
