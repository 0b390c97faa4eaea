"""The words that tell a time, and the dates that each means: rules by the word with which they begin.

``since April 2009`` ends with the cable; ``so far this year`` begins on 1 January; ``in July`` is the last July before
the cable; ``during the reporting period`` has no dates of its own.
"""

import calendar
import re
from collections.abc import Callable
from datetime import date

from chancery.indicators.grammar.numerals import UNITS

Dates = tuple[date | None, date | None]
Make = Callable[[re.Match[str], date], Dates]

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
# One look at the first letter, where a case that does not matter has each name tried in turn.
_MONTH = "(?=[jfmasond])(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"
_YEAR = r"(?:19|20)\d\d"
_LINK = r" ?(?:and|to|through|until|-|–) ?"


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})(?!\w)", re.IGNORECASE)


_NO_LAW = r"\b(?! (?:law(?! enforcement)|act|decree|code|amendments?|report|agreement|elections?)\b)"

_SINCE = _rule(
    rf"since (?:(?:[^\W\d][\w'’-]* ){{0,7}}(?:in|on) )?(?:early |late |mid-? ?|the (?:beginning|start|end) )?"
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
    rf"(?:in|during|for|by|throughout) (?:all of |the course of |early |late |mid-?)?(?:(?:the )?(?:calendar )?year )?"
    rf"(?P<year>{_YEAR}){_NO_LAW}"
)
DAY = _rule(
    rf"(?:(?:in|during|for|by|on|last) )?(?:early |late |mid-?)?(?:(?P<first>\d\d?) )?(?P<month>{_MONTH})"
    rf"(?: (?P<day>\d\d?)(?:-(?P<until>\d\d?)| and (?P<last>\d\d?)(?=[,.;]))?\b)?(?:(?: of)?,? (?P<year>{_YEAR}))?"
    rf"{_NO_LAW}"
)
_UNTIL = _rule(
    rf"through (?P<month>{_MONTH})(?: (?P<day>\d\d?)\b)?(?:,? (?P<year>{_YEAR})|(?P<this> (?:of )?this year))?"
)
_OF_YEAR = _rule(
    rf"(?P<year>{_YEAR})(?:(?: \w+)? (?:budget|figures|statistics|data|totals?|results|numbers?)|(?=:| [-–] \d))"
)
_THIS = _rule(r"(?:so far this year|earlier this year|this year|during the year|to date this year)")
_LAST = _rule(r"last (?P<month>month|year)")
BEFORE = _rule(r"(?:in )?(?:the year before|the (?:previous|preceding) year|a year (?:earlier|before))")
_END = _rule(rf"by the end of (?:(?P<year>{_YEAR})|(?:the |this )?(?:calendar |current )?year)")
_NEXT = _rule(r"(?:in the coming|over the next|in the next|next) year")
SAME = _rule(
    rf"(?:(?:during|over|in|for) )?the same (?:period|months?|years?)"
    rf"(?P<other> (?:(?:in|of|during) )?(?:(?P<year>{_YEAR})|(?:last|a|the previous|the) year(?: earlier| before)?))?"
)
_WORDS = _rule(
    r"(?:during|over|in|for|throughout) (?:the )?(?:current |past |last |previous |this )?"
    r"(?:(?:reporting|rating|review) period|reporting year|(?:twelve|12|six) months|(?:two|three) years|year)"
    r"|in all(?=[,.;:)])|to date"
)


def _month(name: str | None) -> int:
    return MONTHS[name.lower()] if name else 0


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
    day = _day(match, "day", year, month) or _day(match, "first", year, month)
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
_ANY = ((_PART, _part), *_YEARLY, (_SPAN, _span), (_IN, _in), (DAY, _in_month), (SAME, _undated))
_ALL = ((_WORDS, _undated),)
BY_WORD: dict[str, tuple[tuple[re.Pattern[str], Make], ...]] = {
    **dict.fromkeys(MONTHS, ((_SPAN, _span), (DAY, _in_month))),
    **dict.fromkeys([str(year) for year in range(1990, 2030)], (*_YEARLY, (_OF_YEAR, _of_year))),
    "since": ((_SINCE, _since), (_SINCE_MONTH, _since_month)),
    **dict.fromkeys(("between", "from"), ((_SPAN, _span), (_YEARS, _years))),
    "in": ((_NEXT, _next), *_ANY, (BEFORE, _last), *_ALL),
    "during": (*_ANY, *_ALL, (_THIS, _this)),
    "for": (*_ANY, *_ALL),
    "by": ((_END, _end), (_IN, _in), (DAY, _in_month)),
    "on": ((DAY, _in_month),),
    "over": ((_NEXT, _next), (_PART, _part), (SAME, _undated), *_ALL),
    "throughout": ((_IN, _in), *_ALL),
    **dict.fromkeys(("so", "earlier", "this", "to"), ((_THIS, _this), (_WORDS, _undated))),
    "last": ((_LAST, _last), (DAY, _in_month)),
    "the": ((_PART, _part), (SAME, _undated), (BEFORE, _last)),
    "a": ((BEFORE, _last),),
    "through": ((_UNTIL, _until),),
    "next": ((_NEXT, _next),),
    **dict.fromkeys(("fy", "fiscal"), ((_FY, _undated),)),
}
"""Rules by their first word, the longest first."""
NEEDED = frozenset(
    [*MONTHS, *map(str, range(1900, 2100)), *"year years month months period date all fy fiscal".split()]
)
"""One of these stands in whatever tells a time."""
