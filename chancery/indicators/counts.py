"""The grammar of numbers: words of a sentence in, counts with value, range, bound and unit of money out.

``at least two hundred and forty``, ``15 to 20``, ``155K``, ``USD 2.3 million``, ``a dozen``, ``no``, ``both``.
Dates, ordinals, percentages, references and vague words are counts of another kind: each says why it is none.
"""

import re
from typing import NamedTuple

from chancery.indicators.lexicon import words
from chancery.indicators.sentences import Sentence
from chancery.model import Qualifier

Number = int | float

UNITS = {word: value for value, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen".split()
)}  # fmt: skip
TENS = {
    word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
SUFFIXES = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000}
NONE = frozenset({"no", "none", "nobody", "neither"})

BEFORE: dict[Qualifier, tuple[str, ...]] = {
    "at_least": (
        "at least", "no fewer than", "not fewer than", "no less than", "not less than", "more than", "over", "just over",
        "well over", "minimum of", "a minimum of", "in excess of", "upwards of", "upward of", "a minimum", "minimum", "slightly over",
        "slightly more than", "above", "exceeding", "far more than", "well more than",
    ),
    "at_most": (
        "at most", "up to", "no more than", "not more than", "fewer than", "less than", "as many as", "a maximum of",
        "maximum of", "as much as", "maximum", "a maximum", "under", "not to exceed", "not exceeding", "below",
    ),
    "about": (
        "about", "approximately", "around", "some", "nearly", "almost", "an estimated", "estimated", "roughly",
        "close to", "just under", "approx", "circa", "slightly under", "slightly less than", "just less than", "an approximate",
        "approximate", "more or less", "approaching", "somewhere around", "an average of", "virtually",
    ),
    "exact": ("a total of", "only", "exactly", "a", "total of", "just", "all", "the", "these", "those", "another", "an additional", "additional"),
}  # fmt: skip
AFTER: dict[Qualifier, tuple[str, ...]] = {
    "at_least": ("or more", "and more", "or above", "and above", "plus", "+", "or over"),
    "about": ("or so", "- odd", "odd", "or thereabouts"),
    "at_most": ("or less", "or fewer", "at most", "or under"),
}

CURRENCIES = {
    "usd": "USD", "us$": "USD", "$": "USD", "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "gbp": "GBP",
    "£": "GBP", "chf": "CHF", "dollar": "USD", "dollars": "USD", "pounds": "GBP", "pound": "GBP", "yen": "JPY", "jpy": "JPY",
    "cad": "CAD", "aud": "AUD", "nok": "NOK", "sek": "SEK", "dkk": "DKK", "rubles": "RUB", "rub": "RUB", "baht": "THB", "thb": "THB",
    "reais": "BRL", "brl": "BRL", "rand": "ZAR", "zar": "ZAR", "naira": "NGN", "ngn": "NGN", "rupees": "INR", "inr": "INR", "rs": "INR",
    "kroner": "NOK", "kronor": "SEK", "zloty": "PLN", "pln": "PLN", "hryvnia": "UAH", "uah": "UAH", "lei": "RON", "leu": "RON",
    "shekels": "ILS", "nis": "ILS", "riyals": "SAR", "sar": "SAR", "dirhams": "AED", "aed": "AED", "yuan": "CNY", "rmb": "CNY",
    "renminbi": "CNY", "cny": "CNY", "won": "KRW", "krw": "KRW", "riel": "KHR", "dong": "VND", "taka": "BDT", "rupiah": "IDR",
    "ringgit": "MYR", "lira": "TRY", "forint": "HUF", "koruna": "CZK", "koruny": "CZK", "leva": "BGN", "lev": "BGN", "dram": "AMD",
    "lari": "GEL", "tenge": "KZT", "soles": "PEN", "bolivianos": "BOB", "colones": "CRC", "quetzales": "GTQ", "lempiras": "HNL", "shillings": "KES",
    "birr": "ETB", "cedis": "GHS", "pesos": "XXX", "francs": "XXX", "crowns": "XXX", "krona": "SEK", "dinars": "XXX", "rupee": "INR",
    "cfa": "XOF", "kunas": "HRK", "kuna": "HRK", "nzd": "NZD", "php": "PHP", "mxn": "MXN", "cop": "COP", "pen": "PEN", "huf": "HUF", "czk": "CZK",
    "lek": "ALL", "leks": "ALL", "denars": "MKD", "somoni": "TJS", "som": "KGS", "xaf": "XAF", "xof": "XOF", "afghanis": "AFN", "kip": "LAK", "kyat": "MMK",
}  # fmt: skip
"""ISO 4217. Currencies that several countries share the name of stay XXX ('no currency'): the text does not say which."""

MONTHS = (
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec"
).split()
_MONTHS = frozenset(MONTHS)
_REFERENCE = words("counts reference")
_YEAR_BEFORE = words("counts year before") | _MONTHS  # fmt: skip
_GROUPS = words("counts groups")
"""'a group of 12 traffickers' is 12 traffickers."""
_ANY = frozenset({"any", "anyone", "anybody"})
_TIME = {"year": "years", "years": "years", "yrs": "years", "yr": "years", "month": "months", "months": "months"}
_MOVES = words("counts moves")
_SIGNS = frozenset({"$", "€", "£", "usd", "eur", "gbp", "us"})
_STARTS = frozenset(UNITS) | frozenset(TENS) | NONE | _ANY | {"a", "an", "another", "both", "half", "life", "death"}
_DIGITS = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)([a-z]*)")
_YEAR = re.compile(r"(?:19|20)\d\d")


class Count(NamedTuple):
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
    words, found, at = sentence.words, list[Count](), 0
    while at < len(words):
        count = _count(sentence, at) if words[at] in _STARTS or words[at][:1].isdigit() else None
        if count is None:
            at += 1
            continue
        while found and found[-1].implied and found[-1].first >= count.first:
            found.pop()  # the article of 'a total of 22'
        if found and (merged := _merged(words, found[-1], count)):
            found[-1] = merged
        else:
            found.append(count)
        at = count.last
    return found


def _count(sentence: Sentence, at: int) -> Count | None:
    """The count whose number begins at ``at``."""
    words = sentence.words
    word = words[at]
    if word in NONE:
        return _none(words, at)
    if word in _ANY:
        return Count(at, at, at + 1, 0, None, "none", implied=True)
    if word in {"life", "death"}:
        return _endless(words, at)
    if word in {"a", "an", "both"} and not _dozen(words, at):
        return Count(at, at, at + 1, 2 if word == "both" else 1, None, "exact", implied=True)
    number = _number(words, at)
    return None if number is None else _numbered(sentence, at, *number)


def _numbered(sentence: Sentence, at: int, value: Number, last: int) -> Count:
    """A count from a number in digits or words, with its range, bound, currency and unit of time."""
    words = sentence.words
    why_not = _why_not(words, at, last)
    value_to = None
    if why_not is None:
        second = _range(words, at, last, value)
        if second is not None:
            (value_to, last), value = second, _same_scale(value, second, words, last)
    currency, first, last = _money(words, at, last)
    first, bound = _bound(words, first)
    after, last = _bound_after(words, last)
    joined = last < len(words) - 1 and words[last] in {"-", "–"} and sentence.ends[last - 1] == sentence.starts[last]
    if joined:
        first, bound = at, None  # the article belongs to the noun: 'a ten-year sentence'
    term, why_not = _term(words, at, last, why_not)
    if term and words[last + 1 : last + 3] == ["to", "life"]:
        after = "at_least"
    return Count(first, at, last, value, value_to if value_to != value else None, after or bound or "exact", currency,
                 joined=joined, term=term, why_not=why_not)  # fmt: skip


def _term(words: list[str], at: int, last: int, why_not: str | None) -> tuple[str | None, str | None]:
    """The unit of time that a number measures, and whether it is an age."""
    skip = last + 1 if words[last : last + 1] in (["-"], ["–"]) else last
    unit = _TIME.get(words[skip]) if skip < len(words) else None
    if unit is None:
        return None, why_not
    after = [word for word in words[skip + 1 : skip + 4] if word not in {"-", "'"}]
    if after[:1] in (["old"], ["olds"], ["ago"], ["later"], ["earlier"], ["younger"], ["older"]) or after[:2] == [
        "of",
        "age",
    ]:
        return unit, why_not or "an age or a time ago"
    return unit, why_not


def _merged(words: list[str], one: Count, two: Count) -> Count | None:
    """'six months to three years' is one range, in months."""
    if one.term is None or two.term is None or one.joined or two.digits != one.last + 2 or one.value_to or one.why_not:
        return None
    if words[one.last + 1] not in {"to", "-"} and not (words[one.last + 1] == "and" and words[one.first] == "between"):
        return None
    if one.term == two.term:
        return one._replace(last=two.last, value_to=two.value)
    if one.term == "months" and two.term == "years":
        return one._replace(last=two.last, value_to=_times(two.value, 12))
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


def _dozen(words: list[str], at: int) -> bool:
    """Whether 'a' begins a number: 'a dozen', 'a hundred'."""
    after = words[at + 1] if at + 1 < len(words) else ""
    return words[at] in {"a", "another"} and (after == "dozen" or after in SCALES)


def _number(words: list[str], at: int) -> tuple[Number, int] | None:
    """A number in digits or words that begins here, and the word after it."""
    word = words[at]
    if word == "half" and words[at + 1 : at + 3] == ["a", "dozen"]:
        return 6, at + 3
    if word in {"a", "another"}:
        if not _dozen(words, at):
            return None
        return (12, at + 2) if words[at + 1] == "dozen" else _scaled(1, words, at + 1)
    if match := _DIGITS.fullmatch(word):
        value = _figure(match[1])
        if match[2]:
            return (_times(value, SUFFIXES[match[2]]), at + 1) if match[2] in SUFFIXES else None
        return _scaled(value, words, at + 1)
    if word in UNITS or word in TENS:
        return _in_words(words, at)
    return None


def _figure(digits: str) -> Number:
    plain = digits.replace(",", "")
    return float(plain) if "." in plain else int(plain[:18])


def _times(value: Number, scale: int) -> Number:
    """Exact where the product is whole: 1.2 million is 1,200,000."""
    product = round(value * scale, 2)
    return int(product) if product == int(product) else product


def _scaled(value: Number, words: list[str], at: int) -> tuple[Number, int]:
    """A number and the scale word or 'dozen' after it."""
    while at < len(words) and (words[at] in SCALES or words[at] == "dozen"):
        value = _times(value, SCALES.get(words[at], 12))
        at += 1
    return value, at


def _in_words(words: list[str], at: int) -> tuple[Number, int]:
    """'two hundred and forty', 'fifty-three', 'three thousand five hundred'."""
    total, current, tail = 0, 0, at
    while tail < len(words):
        word = words[tail]
        if word in UNITS and (current % 10 == 0 or tail == at) and (current % 100 == 0 or UNITS[word] < 10):
            if current % 100 and words[tail - 1] not in {"-", "and", *TENS}:
                break
            current += UNITS[word]
        elif word in TENS and current % 100 == 0:
            current += TENS[word]
        elif word in SCALES and tail > at:
            current, total = (current * 100, total) if word == "hundred" else (0, total + current * SCALES[word])
        elif word == "dozen" and tail > at:
            current *= 12
        elif word in {"-", "and"} and _goes_on(words, tail, current):
            pass
        else:
            break
        tail += 1
    return total + current, tail


def _goes_on(words: list[str], at: int, current: int) -> bool:
    """Whether a hyphen or 'and' inside a number is followed by more of it."""
    after = words[at + 1] if at + 1 < len(words) else ""
    if words[at] == "and":
        return words[at - 1] in SCALES and (after in UNITS or after in TENS)
    return words[at - 1] in TENS and after in UNITS and 0 < UNITS[after] < 10 and current % 10 == 0


def _range(words: list[str], at: int, last: int, value: Number) -> tuple[Number, int] | None:
    """The second number of '15 to 20', '4-10', 'between 20 and 25', 'one or two', and the word after it."""
    link = words[last] if last < len(words) else ""
    before = [word for word in words[max(at - 2, 0) : at] if word not in CURRENCIES]
    opened = before[-1:] == ["between"]
    if link not in {"to", "-", "–", "or"} and not (opened and link == "and"):
        return None
    if before[-1:] == ["from"] and not _MOVES.isdisjoint(words[max(at - 5, 0) : at]):
        return None  # 'rose from 18 to 31' is two figures
    tail = last + 1
    while tail < len(words) and words[tail] in _SIGNS:
        tail += 1
    second = _number(words, tail) if tail < len(words) and words[tail] != "a" else None
    if second is None or _why_not(words, tail, second[1]) is not None:
        return None
    return second if second[0] > _same_scale(value, second, words, last) else None


def _same_scale(value: Number, second: tuple[Number, int], words: list[str], last: int) -> Number:
    """'2 to 3 million' begins at two million."""
    scale = words[second[1] - 1]
    return _times(value, SCALES[scale]) if scale in SCALES and words[last - 1] not in SCALES and value < 1000 else value


def _why_not(words: list[str], at: int, last: int) -> str | None:
    """Why a number counts nothing: percent, date, reference, time of day."""
    before = words[at - 1] if at else ""
    after = words[last] if last < len(words) else ""
    if after in {"%", "percent", "percentage"} or words[last : last + 2] in (["per", "cent"], ["-", "percent"]):
        return "a percentage"
    if after in {"third", "thirds", "quarter", "quarters", "fourths", "fifths", "tenths"} or (
        after == "-"
        and words[last + 1 : last + 2]
        and words[last + 1] in {"third", "thirds", "fourths", "fifths", "quarters"}
    ):
        return "a fraction"
    if _dated(words, at, last):
        return "a date"
    if before in _REFERENCE or (before == "." and at > 1 and words[at - 2] in {"no", "nos", "art", "para"}):
        return "a reference or an age"
    if before in {":", "/"} and at > 1 and words[at - 2][:1].isdigit():
        return "a time or a date"
    if after in {":", "/"} and words[last + 1 : last + 2] and words[last + 1][:1].isdigit():
        return "a time or a date"
    return None


def _dated(words: list[str], at: int, last: int) -> bool:
    """A day beside a month's name, or a year."""
    if last != at + 1 or not words[at].isdigit():
        return False
    before = words[at - 1] if at else ""
    after = words[last] if last < len(words) else ""
    if (
        (after in _MONTHS or before in _MONTHS)
        and int(words[at]) <= 31
        and (after != "may" or before in {"on", "of", "by", "since"})
    ):
        return True
    if not _YEAR.fullmatch(words[at]):
        return False
    bound = _bound(words, at)[1]
    return bound in (None, "exact") and (
        not before or before in _YEAR_BEFORE or before[0] in "'’\"" or after in {"", ".", ",", ")"}
    )


def _money(words: list[str], at: int, last: int) -> tuple[str | None, int, int]:
    """The currency before or after a number, and the words both take up."""
    first = at
    if at and words[at - 1] in CURRENCIES:
        currency, first = CURRENCIES[words[at - 1]], at - 1
        if first and words[first] == "$" and words[first - 1] in {"us", "u", "usd", "s"}:
            first -= 1
        elif first > 3 and words[first] == "$" and words[first - 4 : first] == ["u", ".", "s", "."]:
            first -= 4
    else:
        currency = None
    tail = last + (words[last : last + 1] == ["us"]) + 4 * (words[last : last + 4] == ["u", ".", "s", "."])
    if tail < len(words) and words[tail] in CURRENCIES and (words[tail].isalpha()):
        return currency or CURRENCIES[words[tail]], first, tail + 1
    return currency, first, last


def _bound(words: list[str], at: int) -> tuple[int, Qualifier | None]:
    """The words of a bound that end where the number begins: 'at least', 'a group of'."""
    bound: Qualifier | None = None
    if at and words[at - 1] in {"between", "from"}:
        at -= words[at - 1] == "between"
    for size in (4, 3, 2, 1):
        if at >= size and (found := _BEFORE.get(tuple(words[at - size : at]))):
            at, bound = at - size, found
            break
    if at > 1 and words[at - 1] == "of" and words[at - 2] in _GROUPS:
        at -= 2
        while at and words[at - 1] in {"the", "a", "an", "entire", "full", "its", "another", "combined", "whole"}:
            at -= 1
    return at, bound


def _bound_after(words: list[str], last: int) -> tuple[Qualifier | None, int]:
    for size in (2, 1):
        if found := _AFTER.get(tuple(words[last : last + size])):
            return found, last + size
    return None, last


_BEFORE = {tuple(words.split()): name for name, terms in BEFORE.items() for words in terms}
_AFTER = {tuple(words.split()): name for name, terms in AFTER.items() for words in terms}
