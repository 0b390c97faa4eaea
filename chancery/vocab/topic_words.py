"""What words tell of a topic: printed headings, single words of a text, the instruction's questions.

The words are those of ``vocab/topics.yaml`` and of the taxonomy; what they decide together is in ``topics``.
"""

import functools
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from chancery import vocab
from chancery.vocab import tellings
from chancery.vocab.tellings import Tellings, told

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
_FIRST = 200
"""Characters of a paragraph in which phrases tell what it is about."""
_OPENING = 120
"""Characters in which a paragraph says what it plainly is."""
_BRIEF = 420
"""Characters of the longest paragraph that only says what the cable is."""
_GOODS = frozenset("arms cocaine drug drugs heroin marijuana narcotic narcotics weapons".split())
"""Words beside which trafficking may be that in goods."""
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
COUNTED = re.compile(
    r"\A(?:recommendation|action (?:item|step|point)|benchmark|criterion|point|step|item|goal)s?"
    r"(?: (?:no\. ?)?(?:\d{1,2}|[a-h]|one|two|three|four|five|six))?\s?(?:[:.,)]|--?)\s(?=.{4})",
    re.IGNORECASE,
)
"""What counts the points of a plan before the words of a heading: 'Recommendation 2: Train Police'."""
_NUMBERING = re.compile(r"\(?(?:[ivx]{1,4}|[a-z]|\d{1,2})[.)]\s+")
_REFERRED = re.compile(
    r"^(?:part\s+[\divx]{1,3}[:.]?\s+"
    r"|(?:(?:ref|reftel|para|paragraph|section|question) (?:[a-z]|\d{1,2}) ){1,2}(?:- )?(?=\w{3}))"
)


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
    forms: dict[int, list[str]]


@functools.cache
def vocabulary() -> Vocabulary:
    """What words tell, loaded once."""
    topics, taxonomy = vocab.load("topics"), vocab.load("taxonomy")
    exact = {normal(h): s["key"] for s in taxonomy["sections"] for h in s["headings"]}
    exact |= {h: key for key, listed in topics["usual"].items() for h in listed}
    weights = _weights(topics["words"], topics["families"])
    keys = tuple(sorted(dict.fromkeys([*topics["words"], *topics["families"]])))
    return Vocabulary(
        exact,
        tellings.ready(topics["headings"]),
        keys,
        {
            word: sum(found[k] << _FIELD * n for n, k in enumerate(keys) if k in found)
            for word, found in weights.items()
        },
        frozenset(form for word in topics["near"].split() for form in _forms(word)),
        tellings.ready(topics["questions"]),
        re.compile("|".join(f"(?P<{key}>{'|'.join(ways)})" for each in topics["apart"] for key, ways in each.items())),
        re.compile("|".join(topics["credits"])),
        re.compile(f"{topics['opens']['before']}(?:{'|'.join(topics['opens']['words'])})"),
        topics["forms"],
    )


def _weights(
    words: Mapping[str, Mapping[int, str]], families: Mapping[str, Mapping[int, str]]
) -> dict[str, dict[str, int]]:
    """What each word weighs for which keys: as it stands or in the plural, and those of families in all their forms."""
    found: dict[str, dict[str, int]] = {}
    for key, listed in words.items():
        weights = {word: weight for weight, line in listed.items() for word in line.split()}
        for word, weight in weights.items():
            found.setdefault(word, {})[key] = weight
        for word, weight in weights.items():
            if word[-1] != "s":
                found.setdefault(f"{word}s", {}).setdefault(key, weight)
    for key, listed in families.items():
        for weight, line in listed.items():
            for form in (form for word in line.split() for form in _forms(word)):
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


@functools.lru_cache(maxsize=4096)
def normal(heading: str) -> str:
    """A heading in small letters, without numbering, remarks in brackets and signs."""
    heading = ASIDE.sub("", heading) if "(" in heading or "[" in heading else heading
    low = heading.lower().replace("’", "'").strip()
    numbered = _NUMBERING.match(low)
    plain = " ".join(_PLAIN.sub(" ", low[numbered.end() :] if numbered else low).split())
    return _REFERRED.sub("", plain).strip(" .-'")


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
    counted = COUNTED.match(heading)
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


def foremost(keys: Sequence[str], texts: Iterable[str]) -> str | None:
    """Of the keys that a heading tells, that which the words below it speak for most; of equals the surest."""
    if len(keys) < 2:
        return keys[0] if keys else None
    weights = weigh(texts)
    return max(keys, key=lambda key: (weights[key], -keys.index(key)))


def nearness(text: str) -> int:
    """How many words of a text are near to trafficking in persons, so that it may be about that and not another."""
    words = set(_TOKEN.findall(text.lower()))
    near = vocabulary().near & words
    return len(near if words.isdisjoint(_GOODS) else {word for word in near if not word.startswith("traffick")})


def asked(texts: Sequence[str], weight: int) -> Counter[str]:
    """What paragraphs are about: their words, and the phrases of the instruction's questions that they repeat."""
    total = weigh(texts)
    for text in texts:
        low = text[:_FIRST].lower()
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
