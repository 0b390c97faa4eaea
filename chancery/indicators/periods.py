"""The time a figure is about: of all that its sentence tells, its own words.

``12 in 2008, compared with 9 in 2007`` are 12 in 2008. What the words mean is in ``times``.
"""

import calendar
import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from msgspec.structs import replace

from chancery.indicators.grammar.lexicon import listed
from chancery.indicators.grammar.sentences import Sentence, sentences
from chancery.indicators.times import BEFORE, BY_WORD, DAY, MONTHS, NEEDED, SAME, Make
from chancery.model import Period

Told = tuple[re.Match[str], Make]
"""The words that tell a time, and what makes dates of them."""

_SHORT, _LONG = 80, 450
"""Days; what was in a shorter time is one event, and the next sentence can be about another."""
_ASIDE_GOES_ON = 24
"""Characters that an aside can have after the time it tells: ', which opened in June with 30 beds,'."""
_FAR = 16
"""So many words have what tells a time in them: 'since the anti-trafficking law was passed in early June'."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_TIMES = frozenset(MONTHS) | listed("periods times")


def of_year(year: int, when: date) -> Period:
    """A year, as far as it is over."""
    return Period(str(year), date(year, 1, 1), min(date(year, 12, 31), max(when, date(year, 1, 1))))


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
    found = [each for each in found if not _saying(text, each[0])]
    found = [each for each in found if each[0].start() < at or not _heading(text, each[0])]
    if planned:
        found = [each for each in found if (each[1](each[0], when)[1] or when) >= when]
    else:
        found = [each for each in found if each[0].start() < at or not _PLANNED.search(text, at, each[0].start())]
    known = next((_made(each, when, known) for each in found if each[0].re not in (SAME, BEFORE)), known)
    found = [each for each in found if not _another(text, each[0], at)]
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
    if not planned and told.from_ is not None and told.from_.year > when.year:
        return Period(told.text, None, None)  # a slip of the pen: what was done was not done in a year to come
    return replace(told, to=date(when.year, 12, 31)) if planned and told.to == when else told


def _anothers(text: str, at: int) -> bool:
    """Whether a period is that of a figure which others are compared to: 'down from 15 in 2007'."""
    return _COMPARED.search(text, max(0, at - 30), at) is not None


def _another(text: str, told: re.Match[str], at: int) -> bool:
    """Whether a time is that of an aside before a number: 'The shelter, opened in June, took in 12'."""
    first, last = told.span()
    closed = 0 <= text.find(",", last, last + _ASIDE_GOES_ON) < at
    return closed and _ASIDE.search(text, max(0, first - 60), first) is not None


def _heading(text: str, told: re.Match[str]) -> bool:
    """Whether a year is that of what follows it: '2006: 12, 2007: 15'."""
    return told.group().isdecimal() and text.startswith((":", " -", " –"), told.end())


def _saying(text: str, told: re.Match[str]) -> bool:
    """Whether a day is that on which something was said: 'told us on May 3 that'."""
    return told.re is DAY and text.startswith((" that ", " THAT "), told.end())


def relative(period: Period) -> bool:
    """Whether a period is told by another: 'the same period last year'."""
    return bool(SAME.fullmatch(period.text) or BEFORE.fullmatch(period.text))


def lead(text: str, when: date) -> Period | None:
    """The period that a line like 'The following are the figures for 2008:' gives to the list after it."""
    told = [found for sentence in sentences(text) if (found := next(_times(sentence), None))]
    return _made(told[-1], when, None) if told else None


def reporting(period: Period) -> bool:
    """Whether a period is that which the report is about: 'during the reporting period'."""
    return period.from_ is None and period.text.endswith(_REPORTS)


def lasting(period: Period | None) -> bool:
    """Whether a period is some months to a year, which more than one figure can be about."""
    return (
        period is not None
        and period.from_ is not None
        and period.to is not None
        and _SHORT < (period.to - period.from_).days < _LONG
    )


def covering(text: str) -> bool:
    """Whether a sentence of a text can say what time the text is about."""
    if "20" not in text and "19" not in text:
        return False
    small = text.lower()
    return small.startswith(_HEADS) or any(word in small for word in _REPORTING)


def asides(text: str) -> list[tuple[int, int]]:
    """Where a text says what year it gives in brackets, and the year: '2008 figures in parentheses', '2009 (2008):'."""
    return [(told.start(), int(told["year"] or told["other"] or 0)) for told in _BRACKETS.finditer(text)]


def covered(text: str, when: date) -> tuple[Period, bool] | None:
    """The time that a sentence without a figure says the text after it is about, and whether that is all of the report.

    ``Data are for calendar year 2007.``; ``In 2007 Zenda changed its law.``, which holds for its paragraph.
    """
    if not _YEAR.search(text) or text.rstrip().endswith(":"):  # a list has a time of its own
        return None
    small = text.lower()
    report = any(word in small for word in _REPORTING)
    told = lead(text, when) if report or small.startswith(_HEADS) else None
    if told is None or not lasting(told) or not (report or text.startswith(told.text)):
        return None
    first, _, rest = text.partition(told.text)
    other = _YEAR.search(first) or any(map(str.isdigit, first + _YEAR.sub("", rest)))
    return None if other or (told.from_ or when) > when else (told, report)


_BRACKETS = re.compile(
    r"\b(?:(?P<year>(?:19|20)\d\d)|(?:last|previous) year)\b[^.;()\d]{,40}\b(?:brackets|parenthes[ie]s)\b"
    r"|\b(?:19|20)\d\d \((?P<other>(?:19|20)\d\d)\)",
    re.IGNORECASE,
)
_REPORTS = ("ing period", "review period", "reporting year", "the year", "in all")
_HEADS = ("in ", "during ", "from ", "between ", "over ", "throughout ", "for ")
_REPORTING = ("data ", "statistics", "figures", "results", "period", "covers", "covered", "covering")
_ASIDE = re.compile(r", (?:which|who|when|that was|(?:set up|founded|created|begun|held|\w{4,}ed)\b)[^,;.]{,50}$")
_PLANNED = re.compile(r"\b(?:will|plans?|intends?|hopes?|expects?) ")
_COMPARED = re.compile(
    r"\b(?:compared|versus|than|as (?:many|much) as|(?:up|down|rose|fell|increased?|decreased?)(?: \w+)? from)\b"
    r"|\b(?:as against|double|twice)\b|, against \d|(?<!\d): \d(?!\d{3})|\bover the \d"
)


def _made(told: Told, when: date, known: Period | None) -> Period:
    """The period that words tell; ``known`` is what 'the same period' and 'the year before' go by."""
    match, make = told
    begin, end = make(match, when)
    if known is not None and known.to is not None:
        if match.re is BEFORE:
            begin, end = date(known.to.year - 1, 1, 1), date(known.to.year - 1, 12, 31)
        elif match.re is SAME:
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
def _found(sentence: Sentence) -> tuple[Told, ...]:
    """All periods of a sentence; the numbers of one sentence ask for them one after the other."""
    return tuple(_times(sentence))


def _times(sentence: Sentence) -> Iterator[Told]:
    """The periods of a sentence, from left to right."""
    words, last = sentence.words, 0
    if NEEDED.isdisjoint(words):
        return
    for at in [at for at, word in enumerate(words) if word in BY_WORD and not NEEDED.isdisjoint(words[at : at + _FAR])]:
        start = sentence.start_of(at)
        if start < last:
            continue
        for pattern, make in BY_WORD[words[at]]:
            match = pattern.match(sentence.text, start)
            if match and (match.re is not DAY or match["day"] or match["year"] or words[at] not in MONTHS):
                last = match.end()
                yield match, make
                break
