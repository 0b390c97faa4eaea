"""The grammar of numbers: words of a sentence in, counts with value, range, bound and unit of money out.

``at least two hundred and forty``, ``15 to 20``, ``155K``, ``USD 2.3 million``, ``a dozen``, ``no``, ``both``.
Dates, ordinals, percentages, references and vague words are counts of another kind: each says why it is none.
"""

from msgspec import Struct
from msgspec.structs import replace

from chancery.indicators.grammar.bounds import CURRENCIES, bound, bound_after, money
from chancery.indicators.grammar.lexicon import lexicon, listed
from chancery.indicators.grammar.lookalikes import why_not
from chancery.indicators.grammar.numerals import SCALES, TENS, UNITS, Number, dozen, number, times
from chancery.indicators.grammar.sentences import Sentence
from chancery.model import Qualifier

_NONE = frozenset({"no", "none", "nobody", "neither"})
_ANY = frozenset({"any", "anyone", "anybody"})
_TIME = {"year": "years", "years": "years", "yrs": "years", "yr": "years", "month": "months", "months": "months"}
_TERMS = frozenset(_TIME) | {"life", "death"}
_AGES = frozenset({"old", "olds", "ago", "later", "earlier", "younger", "older"})
_MOVES = listed("counts moves")
_RANGING = frozenset({"range", "ranges", "ranged", "ranging"})
_SIGNS = frozenset({"$", "€", "£", "usd", "eur", "gbp", "us"})
NUMBER_WORDS = (
    frozenset(UNITS) | frozenset(TENS) | _NONE | _ANY | {"both", "dozen", "hundred", "thousand", "million", "life"}
)
"""Words that a number can begin with, articles aside."""
ARTICLES = frozenset({"a", "an", "another", "half", "death"})
"""Further words that a number can begin with; few of them do."""
_STARTS = frozenset(UNITS) | frozenset(TENS) | _NONE | _ANY | {"both", "life"} | ARTICLES


class Count(Struct, frozen=True):
    """One number in a sentence, by the words it takes up (``last`` is out)."""

    first: int
    """The first word, of the bound where there is one ('at least')."""
    digits: int
    """The first word of the number itself."""
    last: int
    value: Number
    value_to: Number | None
    qualifier: Qualifier
    currency: str | None = None
    implied: bool = False
    """Whether it is an article that makes it one ('a Japanese national') or 'both'."""
    joined: bool = False
    """Whether a hyphen ties it to the next word ('ten-year', '18-member')."""
    term: str | None = None
    """'years' or 'months' where it measures time; 'life' for a term without a number."""
    why_not: str | None = None
    """Why it is no count of anything: a date, an ordinal, a percentage, a reference."""


def counts(sentence: Sentence) -> list[Count]:
    """All numbers of a sentence, from left to right."""
    words, found, last = sentence.words, list[Count](), 0
    for at in [at for at, word in enumerate(words) if word in _STARTS or (word < ":" and word >= "0")]:
        count = _count(sentence, at) if at >= last else None
        if count is None:
            continue
        while found and found[-1].implied and found[-1].first >= count.first:
            found.pop()  # the article of 'a total of 22'
        if found and (merged := _merged(words, found[-1], count)):
            found[-1] = merged
        else:
            found.append(count)
        last = count.last
    return found


def _count(sentence: Sentence, at: int) -> Count | None:
    """The count whose number begins at ``at``."""
    words = sentence.words
    word = words[at]
    if word in _NONE or (word == "one" and words[at - 1] == "not" and at):
        return _none(words, at)
    if word in _ANY:
        return Count(at, at, at + 1, 0, None, "none", implied=True)
    if word in {"life", "death"}:
        return _endless(words, at)
    if word in {"a", "an", "both"} and not dozen(words, at):
        one = not lexicon().countable.isdisjoint(words[at + 1 : at + 9])
        return Count(at, at, at + 1, 2 if word == "both" else 1, None, "exact", implied=True) if one else None
    found = number(words, at)
    return None if found is None else _numbered(sentence, at, *found)


def _numbered(sentence: Sentence, at: int, value: Number, last: int) -> Count:
    """A count from a number in digits or words, with its range, bound, currency and unit of time."""
    words = sentence.words
    reason = why_not(words, at, last)
    value_to = None
    if words[last : last + 3] == ["and", "a", "half"]:
        value, last = value + 0.5, last + 3
    if reason is None:
        second = _range(words, at, last, value)
        if second is not None:
            (value_to, last), value = second, _same_scale(value, second, words, last)
    currency, first, last = money(words, at, last)
    first, told = bound(words, first)
    after, last = bound_after(words, last)
    joined = last < len(words) - 1 and words[last] in {"-", "–"} and sentence.tied(last - 1)
    if joined:
        first, told = at, None  # the article belongs to the noun: 'a ten-year sentence'
    term, reason = _term(words, last, reason)
    if term and words[last + 1 : last + 3] == ["to", "life"]:
        after = "at_least"
    return Count(first, at, last, value, value_to if value_to != value else None, after or told or "exact", currency,
                 joined=joined, term=term, why_not=reason)  # fmt: skip


def _term(words: list[str], at: int, reason: str | None) -> tuple[str | None, str | None]:
    """The unit of time that a number measures, and why it is none: an age."""
    skip = at + 1 if at < len(words) and words[at] in {"-", "–"} else at
    unit = _TIME.get(words[skip]) if skip < len(words) else None
    if unit is None:
        return None, reason
    after = [word for word in words[skip + 1 : skip + 4] if word not in {"-", "'"}]
    aged = not _AGES.isdisjoint(after[:1]) or after[:2] == ["of", "age"]
    return unit, reason or ("an age or a time ago" if aged else None)


def _merged(words: list[str], one: Count, two: Count) -> Count | None:
    """'six months to three years' is one range, in months."""
    link = two.digits - 1
    near = link == one.last + 1 or (link == one.last + 2 and words[link - 1] == "'")  # 'six months' to three years'
    if one.term is None or two.term is None or one.joined or not near or one.value_to or one.why_not:
        return None
    if (one.term, two.term, words[link]) == ("years", "months", "and") and not two.joined:
        return replace(one, last=two.last, value=times(one.value, 12) + two.value, term="months")
    if words[link] not in {"to", "-"} and not (words[link] == "and" and words[one.first] == "between"):
        return None
    if one.term == two.term:
        return replace(one, last=two.last, value_to=two.value)
    if one.term == "months" and two.term == "years":
        return replace(one, last=two.last, value_to=times(two.value, 12))
    return None


def _endless(words: list[str], at: int) -> Count | None:
    """Life and death sentences, which have no number."""
    before = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    if (
        after in {"imprisonment", "sentence", "sentences", "term", "terms"}
        or words[at + 1 : at + 3] in (["in", "prison"], ["in", "jail"])
        or (before == "to" and at > 1 and words[at - 2] in {"sentenced", "condemned"})
    ):
        return Count(at, at, at + 1, 0, None, "exact", term="life")
    return None


def _none(words: list[str], at: int) -> Count | None:
    """'no convictions', 'no one', 'none'; not 'no longer', 'No. 137', 'no more than 12'."""
    after = words[at + 1] if at + 1 < len(words) else ""
    if words[at] == "no" and after in {"longer", "more", "fewer", "less", ".", ",", "later", "way", "doubt"}:
        return None
    return Count(at, at, at + (2 if after == "one" else 1), 0, None, "none")


def _range(words: list[str], at: int, last: int, value: Number) -> tuple[Number, int] | None:
    """The second number of '15 to 20', '4-10', 'between 20 and 25', 'one or two', and the word after it."""
    link = words[last] if last < len(words) else ""
    if link not in {"to", "-", "–", "or", "and"}:
        return None
    before = [word for word in words[max(at - 2, 0) : at] if word not in CURRENCIES]
    told = words[max(at - 12, 0) : at] if before[-1:] in (["and"], [","]) else []
    if "sentenced" in told and not _TERMS.isdisjoint(told):
        return None  # 'one was sentenced to five years and two to three years'
    if link == "and" and before[-1:] != ["between"]:
        return None
    moved = words[max(at - 5, 0) : at]
    event = at > 1 and words[at - 2].endswith("s") and words[at - 2] in lexicon().events
    if before[-1:] in (["from"], ["by"]) and (event or not _MOVES.isdisjoint(moved)) and _RANGING.isdisjoint(moved):
        return None  # 'rose from 18 to 31', 'convictions from 18 to 31' are two figures
    tail = last + 1
    while tail < len(words) and words[tail] in _SIGNS:
        tail += 1
    second = number(words, tail) if tail < len(words) and words[tail] != "a" else None
    if second is None or why_not(words, tail, second[1]) is not None:
        return None
    return second if second[0] > _same_scale(value, second, words, last) else None


def _same_scale(value: Number, second: tuple[Number, int], words: list[str], last: int) -> Number:
    """'2 to 3 million' begins at two million."""
    scale = words[second[1] - 1]
    return times(value, SCALES[scale]) if scale in SCALES and words[last - 1] not in SCALES and value < 1000 else value
