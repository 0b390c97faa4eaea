"""Words by class, with all their forms, from ``vocab/figures.yaml``.

A verb is looked up by a form of its first word and, where it has more words, by those that follow ('picked up').
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, TypeVar

from msgspec import Struct

from chancery import vocab

_VOWELS = "aeiou"
_TELLING_NOUNS = frozenset(
    {"suspect", "victim", "case", "session", "call", "shelter", "campaign", "term", "audience", "line"}
)
_SINGLE_ACTS = frozenset(
    {"arrest", "charge", "convict", "acquit", "rescue", "raid", "repatriate", "identify", "sentence"}
)
_SINGLE_NOUNS = frozenset({"session", "campaign", "shelter"})
COUNTABLE = frozenset(
    {
        "suspect",
        "person",
        "child",
        "victim",
        "worker",
        "police",
        "official",
        "session",
        "campaign",
        "shelter",
        "place",
        "case",
    }
)
"""Classes of nouns that an article makes one of."""
_COMMON_VERBS = frozenset({"hold", "operate", "open", "receive", "provide", "fund", "release", "measure"})
"""Verbs that say nothing without their object."""
_COMMON_TAILS = {("charges",), ("criminal",), ("proceedings",), ("cases",), ("home",), ("back",), ("to",)}
"""Second words of 'file charges against', 'come home': what they are said of tells more than 'file' and 'come'."""

Tail = tuple[str, ...]


class Verb(Struct, frozen=True):
    """One form of a verb: what acts it can mean, its form, and how many words it has."""

    acts: frozenset[str]
    form: str
    """'base', 's', 'past' (also the participle) or 'ing'."""
    size: int


class Noun(Struct, frozen=True):
    """One noun: what classes it belongs to, and how many words it has."""

    classes: frozenset[str]
    size: int


class Lexicon(NamedTuple):
    """All classes, keyed by the first word; longer phrases before shorter ones."""

    verbs: dict[str, tuple[tuple[Tail, Verb], ...]]
    nouns: dict[str, tuple[tuple[Tail, Noun], ...]]
    events: dict[str, str]
    """An event's noun, singular or plural, and the act it is."""
    trafficking: frozenset[str]
    elsewhere: dict[str, tuple[Tail, ...]]
    """Words that tell of another subject, by their first word."""
    triggers: frozenset[str]
    """A text with none of these words, and no money, states no figure."""
    countable: frozenset[str]
    """First words of the nouns that an article makes one of."""
    singles: frozenset[str]
    """Where a text has no number, one of these words has to stand in it: 'arrested a man', 'held a workshop'."""


@cache
def lexicon() -> Lexicon:
    """The lexicon, made once."""
    told = vocab.load("figures")
    nouns = _nouns({**told["nouns"], "person": [*told["nouns"]["person"], *vocab.load("titles")["demonyms"]]})
    verbs = _verbs(told["verbs"])
    events = {form: act for act, terms in told["events"].items() for term in terms for form in plural(term)}
    telling = {
        first
        for first, entries in nouns.items()
        if any(not _TELLING_NOUNS.isdisjoint(noun.classes) for _, noun in entries)
    }
    acts = {
        first: frozenset().union(*(verb.acts for tail, verb in entries if tail[:1] not in _COMMON_TAILS))
        for first, entries in verbs.items()
    }
    acting = {first for first, known in acts.items() if known - _COMMON_VERBS}
    single = {first for first, known in acts.items() if known & _SINGLE_ACTS} | {
        first for first, entries in nouns.items() if any(noun.classes & _SINGLE_NOUNS for _, noun in entries)
    }
    elsewhere: dict[str, set[Tail]] = {}
    for term in told["about_else"]:
        for form in plural(term):
            first, *tail = form.split()
            elsewhere.setdefault(first, set()).add(tuple(tail))
    return Lexicon(
        verbs=verbs,
        nouns=nouns,
        events=events,
        trafficking=frozenset(form for term in told["about_trafficking"] for form in plural(term)),
        elsewhere={first: tuple(sorted(tails)) for first, tails in elsewhere.items()},
        triggers=frozenset(telling | acting | set(events) | {"custody"}),
        countable=frozenset(
            {
                "single",
                *events,
                *(first for first, entries in nouns.items() if any(noun.classes & COUNTABLE for _, noun in entries)),
            }
        ),
        singles=frozenset(word for word in single | {"investigation", "conviction"} if not word.endswith("s")),
    )


def listed(name: str) -> frozenset[str]:
    """A list of words that a rule looks for, by its name in the vocabulary."""
    return frozenset(vocab.load("figures")["words"][name])


def meanings(name: str) -> dict[tuple[str, ...], str]:
    """Phrases word by word, and what each of them means, by the name of their map in the vocabulary."""
    return {tuple(term.split()): kind for kind, terms in vocab.load("figures")[name].items() for term in terms}


_T = TypeVar("_T")


def verb_at(words: list[str], at: int) -> Verb | None:
    """The verb whose first word stands at ``at``, the longest that fits."""
    entries = lexicon().verbs.get(words[at])
    return _longest(entries, words, at) if entries else None


def noun_at(words: list[str], at: int) -> Noun | None:
    """The noun whose first word stands at ``at``, the longest that fits."""
    entries = lexicon().nouns.get(words[at])
    return _longest(entries, words, at) if entries else None


def _longest(entries: tuple[tuple[Tail, _T], ...], words: list[str], at: int) -> _T | None:
    for tail, found in entries:
        if not tail or tuple(words[at + 1 : at + 1 + len(tail)]) == tail:
            return found
    return None


def _verbs(classes: dict[str, list[str]]) -> dict[str, tuple[tuple[Tail, Verb], ...]]:
    """Each form of each verb; the acts of a form that several classes share are joined."""
    acts: dict[tuple[str, Tail, str], set[str]] = {}
    for act, entries in classes.items():
        for entry in entries:
            base, *irregular = entry.split("/")
            first, *tail = base.split()
            given = {form.split()[0] for form in irregular}
            for form, name in _conjugated(first, given):
                acts.setdefault((form, tuple(tail), name), set()).add(act)
    made: dict[str, dict[Tail, Verb]] = {}
    for (form, tail_, name), found in acts.items():
        known = made.setdefault(form, {}).get(tail_)
        # 'put' and 'cost' are base and past: the past is what cables tell.
        if known is None or name == "past":
            made[form][tail_] = Verb(frozenset(found), name, 1 + len(tail_))
    return {form: _sorted(tails) for form, tails in made.items()}


def _conjugated(base: str, irregular: set[str]) -> Iterator[tuple[str, str]]:
    """The forms of a verb by the rules of spelling, and those given."""
    yield base, "base"
    if base == "have":
        yield from (("has", "s"), ("had", "past"))
        return
    known = {"do": "does", "go": "goes", "undergo": "undergoes"}
    yield known.get(base) or (base[:-1] + "ies" if _consonant_y(base) else base + ("es" if _hisses(base) else "s")), "s"
    ings = {form for form in irregular if form.endswith("ing")}
    pasts = (irregular - ings) | _IRREGULAR.get(base, set())
    stem = base.removesuffix("e")
    yield from ((form, "ing") for form in ings or {stem + "ing"})
    regular = base[:-1] + "ied" if _consonant_y(base) else stem + "ed"
    yield from ((form, "past") for form in pasts or {regular})


_IRREGULAR = {
    "take": {"took", "taken"}, "bring": {"brought"}, "put": {"put"}, "stand": {"stood"}, "lead": {"led"},
    "find": {"found"}, "set": {"set"}, "send": {"sent"}, "live": {"lived"}, "stay": {"stayed"}, "go": {"went", "gone"},
    "come": {"came", "come"}, "benefit": {"benefited"}, "get": {"got", "gotten"},
}  # fmt: skip
"""Pasts of verbs that begin a phrase ('took into custody')."""


def _nouns(classes: dict[str, list[str]]) -> dict[str, tuple[tuple[Tail, Noun], ...]]:
    found: dict[str, set[str]] = {}
    for name, terms in classes.items():
        for term in terms:
            for form in plural(term.lower()):
                found.setdefault(form, set()).add(name)
    made: dict[str, dict[Tail, Noun]] = {}
    for form, names in found.items():
        first, *tail = form.split()
        made.setdefault(first, {})[tuple(tail)] = Noun(frozenset(names), 1 + len(tail))
    return {first: _sorted(tails) for first, tails in made.items()}


def _sorted(tails: dict[Tail, _T]) -> tuple[tuple[Tail, _T], ...]:
    return tuple(sorted(tails.items(), key=lambda each: (-len(each[0]), each[0])))


def plural(term: str) -> tuple[str, str]:
    """A noun and its regular plural."""
    if _consonant_y(term):
        return term, term[:-1] + "ies"
    return term, term + ("es" if _hisses(term) else "s")


def _consonant_y(word: str) -> bool:
    return word.endswith("y") and len(word) > 1 and word[-2] not in _VOWELS


def _hisses(word: str) -> bool:
    return word.endswith(("s", "x", "ch", "sh"))
