"""Numbers that count nothing: percentages, fractions, dates, references, ages, times of day."""

from chancery import vocab
from chancery.indicators.grammar.bounds import bound
from chancery.indicators.grammar.lexicon import listed
from chancery.indicators.grammar.numerals import numeric

_MONTHS = vocab.words("numbers", "months")
_REFERENCE = listed("counts reference")
_MOVES = listed("counts moves")
_YEAR_BEFORE = listed("counts year before") | _MONTHS
_PARTS = frozenset({"third", "thirds", "quarter", "quarters", "fourths", "fifths", "tenths"})
_PERCENT = frozenset({("per", "cent"), ("-", "percent")})
_AGING = frozenset({"of", "between", "from", "and", "to", "-"})
_CLOCK = frozenset({":", "/"})
_HOURS = frozenset({*map(str, range(25)), *(f"{hour:02}" for hour in range(10))})
_YEAR = 4
"""Figures of a year."""
_CENTURIES = frozenset({"19", "20"})


def why_not(words: list[str], at: int, last: int) -> str | None:
    """Why a number counts nothing; None where it may."""
    before = words[at - 1] if at else ""
    after = words[last] if last < len(words) else ""
    beyond = words[last + 1] if last + 1 < len(words) else ""
    if after in {"%", "percent", "percentage"} or (after, beyond) in _PERCENT:
        return "a percentage"
    if after in _PARTS or (after == "-" and beyond in _PARTS) or _partly(words, at, after, beyond):
        return "a fraction"
    if _dated(words, at, last):
        return "a date"
    if (
        before in _REFERENCE
        or (before in _AGING and _aged(words, at))
        or (before == "." and at > 1 and words[at - 2] in {"no", "nos", "art", "para"})
    ):
        return "a reference or an age"
    if (before in _CLOCK and at > 1 and _clock(words[at - 2], before, words[at])) or (
        after in _CLOCK and _clock(words[at], after, beyond)
    ):
        return "a time or a date"
    return None


def _aged(words: list[str], at: int) -> bool:
    """'between the ages of 9 and 15', 'aged between 12 and 16'."""
    near = words[max(0, at - 5) : at]
    while near and (near[-1] in _AGING or numeric(near[-1])):
        near.pop()
    return near[-1:] in (["age"], ["ages"], ["aged"])


def _partly(words: list[str], at: int, after: str, beyond: str) -> bool:
    """'one in ten', 'all but ten'."""
    apart = words[max(0, at - 2) : at] in (["one", "in"], ["all", "but"])
    return apart or (words[at] == "one" and after == "in" and numeric(beyond))


def _clock(one: str, sign: str, two: str) -> bool:
    """'12:30', '24/7'; not 'In 2008: 187 arrests'."""
    return one[:1].isdigit() and two[:1].isdigit() and (sign == "/" or (one in _HOURS and len(two) == len("30")))


def _dated(words: list[str], at: int, last: int) -> bool:
    """A day beside a month's name, or a year."""
    if last != at + 1 or not words[at].isdigit():
        return False
    before = words[at - 1] if at else ""
    after = words[last] if last < len(words) else ""
    if before in {"-", "–"} and not {*words[max(0, at - 3) : at - 2]}.isdisjoint(_MONTHS):
        return True  # 'April 26-28'
    if (
        (after in _MONTHS or before in _MONTHS)
        and int(words[at]) <= 31
        and (after != "may" or before in {"on", "of", "by", "since"})
    ):
        return True
    if len(words[at]) != _YEAR or words[at][:2] not in _CENTURIES:
        return False
    listing = after in {"-", "–", ":"} and last + 1 < len(words) and numeric(words[last + 1])
    if listing or (before == "over" and words[at - 2] in _MOVES):
        return True  # '2006 - 12; 2007 - 15', 'a rise over 2008'
    known = bound(words, at)[1]
    return known in (None, "exact") and (
        not before or before in _YEAR_BEFORE or before[0] in "'’\"" or after in {"", ".", ",", ")"}
    )
