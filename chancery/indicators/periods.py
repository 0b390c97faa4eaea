"""The time a figure is about: its words, and dates where the words allow them.

``since April 2009`` ends with the cable; ``so far this year`` begins on 1 January; ``in July`` is the last July before
the cable; ``during the reporting period`` has no dates of its own.
"""

import calendar
import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from msgspec.structs import replace

from chancery.indicators.grammar.lexicon import listed
from chancery.indicators.grammar.numerals import UNITS
from chancery.indicators.grammar.sentences import Sentence, sentences
from chancery.model import Period

Dates = tuple[date | None, date | None]
Make = Callable[[re.Match[str], date], Dates]

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
_LINK = r" ?(?:and|to|through|until|-|–) ?"


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})(?!\w)", re.IGNORECASE)


_NO_LAW = r"\b(?! (?:law(?! enforcement)|act|decree|code|amendments?|report|agreement|elections?)\b)"

_SINCE = _rule(
    rf"since (?:(?:[^\W\d][\w'’-]* ){{0,7}}(?:in|on) )?(?:(?:early |late |mid-? ?))?"
    rf"(?:(?P<month>{_MONTH})(?: (?P<day>\d\d?),?)? )?(?:of )?(?P<year>{_YEAR})"
)
_SINCE_MONTH = _rule(rf"since (?P<month>{_MONTH})")
_SPAN = _rule(
    rf"(?:(?:between|from|in|during|for) )?(?P<one>{_MONTH})(?: (?P<day1>\d\d?))?(?:,? (?P<year1>{_YEAR}))?{_LINK}"
    rf"(?P<two>{_MONTH})(?: (?P<day2>\d\d?)\b)?(?:,? (?P<year2>{_YEAR}))?"
)
_YEARS = _rule(rf"(?:(?:between|from|in|during|for) )?(?P<one>{_YEAR}){_LINK}(?P<two>{_YEAR})")
_FY = _rule(rf"(?:in |for |during )?(?:(?:FY|fiscal year)[ -]?(?:20)?\d\d|{_YEAR}[-/]\d\d)")
_PART = _rule(
    r"(?:(?:in|during|for|over) )?the (?P<nth>first|second|third|fourth|last) "
    rf"(?P<size>half|quarter|(?P<months>\w+) months) of (?:(?P<year>{_YEAR})|(?P<last>last )?(?:this |the )?year)"
)
_IN = _rule(
    rf"(?:in|during|for|by|throughout) (?:all of |early |late |mid-?)?(?:(?:the )?calendar year )?"
    rf"(?P<year>{_YEAR}){_NO_LAW}"
)
_DAY = _rule(
    rf"(?:(?:in|during|for|by|on|last) )?(?:early |late |mid-?)?(?P<month>{_MONTH})"
    rf"(?: (?P<day>\d\d?)(?:-(?P<until>\d\d?)| and (?P<last>\d\d?)(?=[,.;]))?\b)?(?:(?: of)?,? (?P<year>{_YEAR}))?"
    rf"{_NO_LAW}"
)
_UNTIL = _rule(
    rf"through (?P<month>{_MONTH})(?: (?P<day>\d\d?)\b)?(?:,? (?P<year>{_YEAR})|(?P<this> (?:of )?this year))?"
)
_OF_YEAR = _rule(rf"(?P<year>{_YEAR})(?:(?: \w+)? (?:budget|figures|statistics|data)|(?=:))")
_THIS = _rule(r"(?:so far this year|earlier this year|this year|during the year|to date this year)")
_LAST = _rule(r"last (?P<month>month|year)")
_BEFORE = _rule(r"(?:in )?(?:the year before|the (?:previous|preceding) year|a year (?:earlier|before))")
_END = _rule(rf"by the end of (?:(?P<year>{_YEAR})|(?:the |this )?(?:calendar |current )?year)")
_NEXT = _rule(r"(?:in the coming|over the next|in the next|next) year")
_SAME = _rule(
    rf"(?:(?:during|over|in|for) )?the same (?:period|months?|years?)"
    rf"(?P<other> (?:(?:in|of|during) )?(?:(?P<year>{_YEAR})|(?:last|a|the previous|the) year(?: earlier| before)?))?"
)
_WORDS = _rule(
    r"(?:during|over|in|for|throughout) (?:the )?(?:current |past |last |previous |this )?"
    r"(?:(?:reporting|rating|review) period|reporting year|(?:twelve|12|six) months|(?:two|three) years|year)"
    r"|in all(?=[,.;:)])|to date"
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
    every, text = _found(sentence), sentence.text
    if not every:
        return None
    found = [each for each in every if not _aside(text, each[0].start()) or _aside(text, at)]
    if planned:
        found = [each for each in found if (each[1](each[0], when)[1] or when) >= when]
    known = next((_made(each, when, known) for each in found if each[0].re not in (_SAME, _BEFORE)), known)
    found = [each for each in found if each[0].start() > at or not _anothers(text, each[0].start())]
    found = [each for each in found if not _COMPARED.search(text, *sorted((at, each[0].start())))]
    own = [each for each in found if clause[0] <= each[0].start() < clause[1]]
    opening = [each for each in found if each[0].start() < clause[0] and "," not in text[: each[0].start()]]
    opening = [each for each in opening if text[each[0].end() : each[0].end() + 1] == ","]
    later = [each for each in found if each[0].start() >= clause[1] and ";" not in text[at : each[0].start()]]
    near = own or opening or later or [each for each in found if each[0].start() < clause[0]][-1:]
    if not near:
        return None
    told = _made(min(near, key=lambda each: abs(each[0].start() - at)), when, known)
    return replace(told, to=date(when.year, 12, 31)) if planned and told.to == when else told


def _anothers(text: str, at: int) -> bool:
    """Whether a period is that of a figure which others are compared to: 'down from 15 in 2007'."""
    return _COMPARED.search(text, max(0, at - 30), at) is not None


def relative(period: Period) -> bool:
    """Whether a period is told by another: 'the same period last year'."""
    return bool(_SAME.fullmatch(period.text) or _BEFORE.fullmatch(period.text))


def lead(text: str, when: date) -> Period | None:
    """The period that a line like 'The following are the figures for 2008:' gives to the list after it."""
    told = [found for sentence in sentences(text) if (found := _found(sentence))]
    return _made(told[-1][0], when, None) if told else None


_COMPARED = re.compile(
    r"\b(?:compared|versus|than|as (?:many|much) as|(?:up|down|rose|fell|increased?|decreased?)(?: \w+)? from)\b"
    r"|, against \d|: \d|\bover the \d"
)


def _made(told: tuple[re.Match[str], Make], when: date, known: Period | None) -> Period:
    """The period that words tell; ``known`` is what 'the same period' and 'the year before' go by."""
    match, make = told
    begin, end = make(match, when)
    if known is not None and known.to is not None:
        if match.re is _BEFORE:
            begin, end = date(known.to.year - 1, 1, 1), date(known.to.year - 1, 12, 31)
        elif match.re is _SAME:
            years = int(match["year"]) - known.to.year if match["year"] else -bool(match["other"])
            begin, end = known.from_ and _moved(known.from_, years), _moved(known.to, years)
    return Period(match.group(), begin, end)


def _moved(day: date, years: int) -> date:
    year = day.year + years
    return date(year, day.month, min(day.day, calendar.monthrange(year, day.month)[1]))


def _aside(text: str, at: int) -> bool:
    """Whether a place stands in brackets."""
    return text.count("(", 0, at) > text.count(")", 0, at)


@lru_cache(maxsize=64)
def _found(sentence: Sentence) -> tuple[tuple[re.Match[str], Make], ...]:
    """All periods of a sentence; the numbers of one sentence ask for them one after the other."""
    if _NEEDED.isdisjoint(sentence.words):
        return ()
    made: list[tuple[re.Match[str], Make]] = []
    for at in [at for at, word in enumerate(sentence.words) if word in _BY_WORD]:
        start = sentence.start_of(at)
        if made and start < made[-1][0].end():
            continue
        for pattern, make in _BY_WORD[sentence.words[at]]:
            match = pattern.match(sentence.text, start)
            if match and (match.re is not _DAY or match["day"] or match["year"] or sentence.words[at] not in _MONTHS):
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


def _day(match: re.Match[str], group: str, year: int, month: int) -> date | None:
    day = int(match[group] or 0)
    return date(year, month, day) if 0 < day <= calendar.monthrange(year, month)[1] else None


def _since(match: re.Match[str], when: date) -> Dates:
    year, month = int(match["year"]), _month(match["month"]) or 1
    begin = _day(match, "day", year, month) or date(year, month, 1)
    return (begin, when) if begin <= when else (begin, None)


def _since_month(match: re.Match[str], when: date) -> Dates:
    month = _month(match["month"])
    return date(_recent(month, when), month, 1), when


def _span(match: re.Match[str], when: date) -> Dates:
    one, two = _month(match["one"]), _month(match["two"])
    given = int(match["year1"] or 0)
    last = int(match["year2"] or 0) or (given + (one > two) if given else _recent(two, when))
    first = given or last - (one > two)
    begin = _day(match, "day1", first, one) or date(first, one, 1)
    return begin, _day(match, "day2", last, two) or _last_day(last, two)


def _years(match: re.Match[str], when: date) -> Dates:  # noqa: ARG001 -- one form for all rules
    return date(int(match["one"]), 1, 1), date(int(match["two"]), 12, 31)


def _part(match: re.Match[str], when: date) -> Dates:
    year = int(match["year"] or when.year - bool(match["last"]))
    size = {"half": 6, "quarter": 3}.get(match["size"].lower()) or UNITS.get(match["months"].lower(), 0)
    size = size or (int(match["months"]) if match["months"].isdecimal() else 0)
    nth = match["nth"].lower()
    first = 13 - size if nth == "last" else ("first", "second", "third", "fourth").index(nth) * size + 1
    if not 0 < size < 12 or first + size > 13:
        return None, None
    return date(year, first, 1), _last_day(year, first + size - 1)


def _in(match: re.Match[str], when: date) -> Dates:
    year = int(match["year"])
    whole = year != when.year or "budget" in match.string  # money for a year is for all of it
    return date(year, 1, 1), date(year, 12, 31) if whole else when


def _of_year(match: re.Match[str], when: date) -> Dates:  # noqa: ARG001
    year = int(match["year"])
    return date(year, 1, 1), date(year, 12, 31)


def _in_month(match: re.Match[str], when: date) -> Dates:
    month = _month(match["month"])
    year = int(match["year"] or _recent(month, when))
    day = _day(match, "day", year, month)
    return day or date(year, month, 1), (
        _day(match, "until", year, month) or _day(match, "last", year, month) or day or _last_day(year, month)
    )


def _until(match: re.Match[str], when: date) -> Dates:
    month = _month(match["month"])
    year = int(match["year"] or (when.year if match["this"] else _recent(month, when)))
    return date(year, 1, 1) if match["this"] else None, _day(match, "day", year, month) or _last_day(year, month)


def _this(match: re.Match[str], when: date) -> Dates:  # noqa: ARG001
    return date(when.year, 1, 1), when


def _last(match: re.Match[str], when: date) -> Dates:
    if match.re is _LAST and match["month"].lower() == "month":
        year, month = (when.year, when.month - 1) if when.month > 1 else (when.year - 1, 12)
        return date(year, month, 1), _last_day(year, month)
    return date(when.year - 1, 1, 1), date(when.year - 1, 12, 31)


def _end(match: re.Match[str], when: date) -> Dates:
    return None, date(int(match["year"] or when.year), 12, 31)


def _next(match: re.Match[str], when: date) -> Dates:  # noqa: ARG001
    return date(when.year + 1, 1, 1), date(when.year + 1, 12, 31)


def _undated(match: re.Match[str], when: date) -> Dates:  # noqa: ARG001
    return None, None


_YEARLY = ((_FY, _undated), (_YEARS, _years))
_ANY = ((_PART, _part), *_YEARLY, (_SPAN, _span), (_IN, _in), (_DAY, _in_month), (_SAME, _undated))
_ALL = ((_WORDS, _undated),)
_BY_WORD: dict[str, tuple[tuple[re.Pattern[str], Make], ...]] = {
    **dict.fromkeys(_MONTHS, ((_SPAN, _span), (_DAY, _in_month))),
    **dict.fromkeys([str(year) for year in range(1990, 2030)], (*_YEARLY, (_OF_YEAR, _of_year))),
    "since": ((_SINCE, _since), (_SINCE_MONTH, _since_month)),
    **dict.fromkeys(("between", "from"), ((_SPAN, _span), (_YEARS, _years))),
    "in": ((_NEXT, _next), *_ANY, (_BEFORE, _last), *_ALL),
    "during": (*_ANY, *_ALL, (_THIS, _this)),
    "for": (*_ANY, *_ALL),
    "by": ((_END, _end), (_IN, _in), (_DAY, _in_month)),
    "on": ((_DAY, _in_month),),
    "over": ((_NEXT, _next), (_PART, _part), (_SAME, _undated), *_ALL),
    "throughout": ((_IN, _in), *_ALL),
    **dict.fromkeys(("so", "earlier", "this", "to"), ((_THIS, _this), (_WORDS, _undated))),
    "last": ((_LAST, _last), (_DAY, _in_month)),
    "the": ((_PART, _part), (_SAME, _undated), (_BEFORE, _last)),
    "a": ((_BEFORE, _last),),
    "through": ((_UNTIL, _until),),
    "next": ((_NEXT, _next),),
    **dict.fromkeys(("fy", "fiscal"), ((_FY, _undated),)),
}
"""Rules by their first word, the longest first."""
_NEEDED = frozenset(
    [*_MONTHS, *map(str, range(1900, 2100)), *"year years month months period date all fy fiscal".split()]
)
"""One of these stands in whatever tells a time."""
