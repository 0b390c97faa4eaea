"""The time a figure is about: its words, and dates where the words allow them.

``since April 2009`` ends with the cable; ``so far this year`` begins on 1 January; ``in July`` is the last July before
the cable; ``during the reporting period`` has no dates of its own.
"""

import calendar
import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from chancery.indicators.grammar.lexicon import listed
from chancery.indicators.grammar.sentences import Sentence
from chancery.model import Period

Dates = tuple[date | None, date | None]
Make = Callable[[re.Match[str], date], Dates]

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
_SINCE = re.compile(
    rf"\bsince (?:(?:early|late|mid-?) )?(?:(?P<month>{_MONTH}) )?(?:of )?(?P<year>{_YEAR})\b", re.IGNORECASE
)
_SINCE_MONTH = re.compile(rf"\bsince (?P<month>{_MONTH})\b", re.IGNORECASE)
_SPAN = re.compile(
    rf"\b(?:between|from) (?P<one>{_MONTH})(?: (?P<year1>{_YEAR}))? (?:and|to|through|until) "
    rf"(?P<two>{_MONTH}),?(?: (?P<year2>{_YEAR}))?\b",
    re.IGNORECASE,
)
_YEARS = re.compile(rf"\b(?:between|from) (?P<one>{_YEAR}) (?:and|to|through|until) (?P<two>{_YEAR})\b", re.IGNORECASE)
_FY = re.compile(r"\b(?:in |for |during )?(?:FY|fiscal year)[ -]?(?:20)?\d\d\b", re.IGNORECASE)
_HALF = re.compile(rf"\b(?:in|during) the (?P<half>first|second) half of (?P<year>{_YEAR})\b", re.IGNORECASE)
_IN = re.compile(
    rf"\b(?:in|during|for|by) (?:(?P<month>{_MONTH})(?: of)?,? )?(?:calendar year )?(?P<year>{_YEAR})\b", re.IGNORECASE
)
_IN_MONTH = re.compile(
    rf"\b(?:in|during|on) (?:early |late |mid-?)?(?P<month>{_MONTH})\b(?: (?P<day>\d{{1,2}})\b)?", re.IGNORECASE
)
_THIS = re.compile(
    r"\b(?:so far this year|earlier this year|this year|during the year|to date this year)\b", re.IGNORECASE
)
_LAST = re.compile(r"\b(?:last year|in the previous year|the year before|the previous year)\b", re.IGNORECASE)
_END = re.compile(rf"\bby the end of (?:(?P<year>{_YEAR})|(?:the |this )?(?:calendar |current )?year)\b", re.IGNORECASE)
_NEXT = re.compile(r"\b(?:in the coming|over the next|in the next|next) year\b", re.IGNORECASE)
_SAME = re.compile(r"\b(?:during|over|in) the same period\b", re.IGNORECASE)
_WORDS = re.compile(
    r"\b(?:during|over|in|for|throughout) (?:the )?(?:current |past |last |previous |this )?"
    r"(?:(?:reporting|rating|review) period|reporting year|(?:twelve|12|six) months|(?:two|three) years|year)\b",
    re.IGNORECASE,
)
_TIMES = frozenset(_MONTHS) | listed("periods times")


def is_time(word: str) -> bool:
    """Whether a word names a month or a day."""
    return word in _TIMES


def read(
    sentence: Sentence,
    clause: tuple[int, int],
    at: int,
    when: date,
    known: Period | None = None,
    *,
    planned: bool = False,
) -> Period | None:
    """The period of a number at a place in a sentence's text.

    It is told in the number's own ``clause``, in what opens the sentence, or in what follows. ``known`` is what
    'the same period' means; what is ``planned`` is not about a time that is over.
    """
    text = sentence.text
    found = [each for each in _found(sentence) if not _aside(text, each[0].start()) or _aside(text, at)]
    if planned:
        found = [each for each in found if (each[1](each[0], when)[1] or when) >= when]
    own = [each for each in found if clause[0] <= each[0].start() < clause[1]]
    opening = [each for each in found if each[0].start() < clause[0] and "," not in text[: each[0].start()]]
    opening = [each for each in opening if text[each[0].end() : each[0].end() + 1] == ","]
    near = own or opening or [each for each in found if each[0].start() >= clause[1]]
    if not near:
        return None
    match, make = min(near, key=lambda each: abs(each[0].start() - at))
    if match.re is _SAME and known is not None:
        return Period(match.group(), known.from_, known.to)
    begin, end = make(match, when)
    return Period(match.group(), begin, end)


def _aside(text: str, at: int) -> bool:
    """Whether a place stands in brackets."""
    return text.count("(", 0, at) > text.count(")", 0, at)


@lru_cache(maxsize=64)
def _found(sentence: Sentence) -> tuple[tuple[re.Match[str], Make], ...]:
    """All periods of a sentence; the numbers of one sentence ask for them one after the other."""
    made: list[tuple[re.Match[str], Make]] = []
    for at in [at for at, word in enumerate(sentence.words) if word in _BY_WORD]:
        start = sentence.start_of(at)
        for pattern, make in _BY_WORD[sentence.words[at]]:
            if match := pattern.match(sentence.text, start):
                made.append((match, make))
                break
    return tuple(made)


def _month(name: str | None) -> int:
    return _MONTHS[name.lower()] if name else 0


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _recent(month: int, when: date) -> int:
    """The year of the last such month before the cable."""
    return when.year if month <= when.month else when.year - 1


def _since(match: re.Match[str], when: date) -> Dates:
    begin = date(int(match["year"]), _month(match["month"]) or 1, 1)
    return (begin, when) if begin <= when else (begin, None)


def _since_month(match: re.Match[str], when: date) -> Dates:
    month = _month(match["month"])
    return date(_recent(month, when), month, 1), when


def _span(match: re.Match[str], when: date) -> Dates:
    one, two = _month(match["one"]), _month(match["two"])
    last = int(match["year2"]) if match["year2"] else _recent(two, when)
    first = int(match["year1"]) if match["year1"] else last - (one > two)
    return date(first, one, 1), _last_day(last, two)


def _years(match: re.Match[str], when: date) -> Dates:  # noqa: ARG001 -- one form for all rules
    return date(int(match["one"]), 1, 1), date(int(match["two"]), 12, 31)


def _half(match: re.Match[str], when: date) -> Dates:  # noqa: ARG001
    year = int(match["year"])
    return (
        (date(year, 1, 1), date(year, 6, 30))
        if match["half"].lower() == "first"
        else (date(year, 7, 1), date(year, 12, 31))
    )


def _in(match: re.Match[str], when: date) -> Dates:
    year, month = int(match["year"]), _month(match["month"])
    if month:
        return date(year, month, 1), _last_day(year, month)
    return date(year, 1, 1), when if year == when.year else date(year, 12, 31)


def _in_month(match: re.Match[str], when: date) -> Dates:
    month = _month(match["month"])
    year = _recent(month, when)
    day = int(match["day"] or 0)
    if 0 < day <= calendar.monthrange(year, month)[1]:
        return date(year, month, day), date(year, month, day)
    return date(year, month, 1), _last_day(year, month)


def _this(match: re.Match[str], when: date) -> Dates:  # noqa: ARG001
    return date(when.year, 1, 1), when


def _last(match: re.Match[str], when: date) -> Dates:  # noqa: ARG001
    return date(when.year - 1, 1, 1), date(when.year - 1, 12, 31)


def _end(match: re.Match[str], when: date) -> Dates:
    return None, date(int(match["year"] or when.year), 12, 31)


def _next(match: re.Match[str], when: date) -> Dates:  # noqa: ARG001
    return date(when.year + 1, 1, 1), date(when.year + 1, 12, 31)


def _undated(match: re.Match[str], when: date) -> Dates:  # noqa: ARG001
    return None, None


_WITHIN = (
    (_END, _end),
    (_NEXT, _next),
    (_HALF, _half),
    (_FY, _undated),
    (_IN, _in),
    (_IN_MONTH, _in_month),
    (_LAST, _last),
    (_SAME, _undated),
    (_WORDS, _undated),
)
_BY_WORD: dict[str, tuple[tuple[re.Pattern[str], Make], ...]] = {
    "since": ((_SINCE, _since), (_SINCE_MONTH, _since_month)),
    **dict.fromkeys(("between", "from"), ((_SPAN, _span), (_YEARS, _years))),
    **dict.fromkeys(("in", "during", "for", "by", "on", "over", "throughout"), (*_WITHIN, (_THIS, _this))),
    **dict.fromkeys(("so", "earlier", "this", "to"), ((_THIS, _this),)),
    **dict.fromkeys(("last", "the"), ((_LAST, _last),)),
    "next": ((_NEXT, _next),),
    **dict.fromkeys(("fy", "fiscal"), ((_FY, _undated),)),
}
"""Rules by their first word, the longest first."""
