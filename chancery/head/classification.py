"""The classification line with which a message text begins, and the captions on it and below it (5 FAH-2 H-440)."""

import re
from functools import cache

from chancery import vocab
from chancery.source import post_of
from chancery.vocab.places import letters

_WORDS = r"""
    UNCLAS(?:SIFIED)? | U\sN\sC\sL\sA\sS(?:\sS\sI\sF\sI\sE\sD)? | CONFIDENTIAL | C\sO\sN\sF\sI\sD\sE\sN\sT\sI\sA\sL
    | (?:TOP\s)? SECRET | (?:T\sO\sP\s{1,3})? S\sE\sC\sR\sE\sT | LIMITED\sOFFICIAL\sUSE
"""
# The words of a classification, then the end of the line or what can stand behind them on such a line.
_FIRST = re.compile(
    rf"""
    (?P<level> {_WORDS} )
    (?= \s*\Z | \s*// | \s{{1,4}} (?: SECTION\s | E\sF\sT\sO | NOFORN | CITE | SIPDIS | SENSITIVE | FOR\sOFFICIAL
        | (?!SERVICE\b|AGENCY\b|COLLECTIVE\b) [A-Z][A-Z.'’() -]{{1,40}} \s? \d{{1,9}} (?:\s|\Z) ) )
    """,
    re.VERBOSE,
)
# The redacted edition puts the day in words before the first line: 'Monday, 09 November 2009, 07:32'.
_DAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, \d{1,2} [A-Z][a-z]+ \d{4}(?:, \d\d:\d\d)?")
_HOLDS = ("CLAS", "CONF", "SECRET", "LIMITED", "U N C", "C O N", "S E C", "day, ")
"""One of these stands in every such line."""
_NUMBERED = re.compile(r"(?:SECTION \w{1,5} OF \w{1,5} )?(?P<post>[A-Z][A-Z .'-]{2,40}?) ?(?P<number>\d{3,9})\s*\Z")
_OWN_NUMBER = re.compile(r" (?P<number>\d{3,9})\s*\Z")
_WIDEST = 120
_SEPARATES = frozenset(" \t/.,;-")
_BETWEEN = re.compile(r"[\s/.,;-]+|\band\b", re.IGNORECASE)
_GAP = re.compile(r"[ ,/-]{1,3}(?=\S)")
_NUMBERS = "ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN".split()
_SECTION = re.compile(rf"SECTION (?:\d{{1,3}}|[A-Z]{{3,5}}) OF (\d{{1,3}}|{'|'.join(_NUMBERS)})")
_ALONE = re.compile(
    rf"""
    (?= \W*+ [UCSTLFNPHE] )  # most lines are none by their first letter
    (?: {_WORDS} | SENSITIVE\sBUT\sUNCLASSIFIED | FOR\sOFFICIAL\sUSE\sONLY | SBU | NOFORN | SENSITIVE | FOUO
      | E\sF\sT\sO | (?:SIP|NO|EX|LIM)DIS
      | THIS\s(?:CABLE|MESSAGE|TELEGRAM|REPORT|DOCUMENT)\sIS(?=\s(?:SENSITIVE|SBU|CLAS|CONF|SECR|UNCL|NOT))
      | (?:PLEASE\s)?(?:HANDLE|PROTECT|TREAT)\s(?:IT\s)?(?:ACCORDINGLY|AS\sSUCH) | ENTIRE\s(?:TEXT|CABLE)
      | NOT\sFOR\s(?:THE\s)?INTERNET(?:\sDISTRIBUTION)? | [\s/.,;:()*-]++ ){{1,9}} (?: \d{{1,2}} [\s-]{{0,3}} )? \Z
    """,
    re.VERBOSE | re.IGNORECASE,
)


def begins(text: str, cable_id: str) -> int | None:
    """Where the message text begins in a line of the header; None where it does not.

    >>> begins("INFO RUCNASE/ASEAN MEMBER COLLECTIVE PRIORITYUNCLAS SECTION 01 OF 03 PHNOM PENH 000846", "")
    45
    >>> begins("RHEFUSS/US SECRET SERVICE WASHINGTON DC", "")
    >>> begins("ADANA 0386", "06ADANA386")
    0
    """
    found = (_FIRST.search(text) or _DAY.search(text)) if _holds(text) else None
    if found:
        return found.start()
    if text.rstrip()[-1:] != cable_id[-1:]:  # no number ends it, or another than the cable's own
        return None
    own = _NUMBERED.match(text.lstrip())
    if own and f"{letters(own['post'])}{int(own['number'])}" == cable_id[2:]:
        return 0
    return _glued(text, cable_id)


def _holds(text: str) -> bool:
    """Whether a line may have a classification or the day in words: a plain loop, for it is asked of every line."""
    for word in _HOLDS:  # noqa: SIM110
        if word in text:
            return True
    return False


def own_mark(text: str, found: re.Match[str] | None, cable_id: str) -> int | None:
    """Where the cable's own post begins before its number in ``found``; None where another stands there, or none."""
    if found is None or f"{post_of(cable_id)}{int(found['number'])}" != cable_id[2:]:
        return None
    return _post_before(text, found.start(), cable_id)


def _glued(text: str, cable_id: str) -> int | None:
    """Where the cable's own post and number are glued to the last addressee: 'STRELSAU PRIORITYZENDA 0007'."""
    at = own_mark(text, _OWN_NUMBER.search(text, max(len(text) - _WIDEST, 0)), cable_id)
    return at if at and text[at - 1].isalnum() else None


def _post_before(text: str, at: int, cable_id: str) -> int | None:
    """Where the cable's own post begins that ends before a place in a text; None where it does not."""
    post = post_of(cable_id)
    left = len(post)
    while at and left and (text[at - 1] == post[left - 1] or text[at - 1] in " .'-"):
        at -= 1
        left -= text[at].isalpha()
    return at if post and not left else None


def day_words(text: str) -> str | None:
    """The day in words with which the redacted edition begins a message, if the text begins with one."""
    found = _DAY.match(text)
    return found[0] if found else None


def is_first(text: str, cable_id: str) -> bool:
    """Whether a line is the first of a message or of one of its transmission sections."""
    if _FIRST.match(text):
        return True
    own = text.rstrip()[-1:] == cable_id[-1:]  # 'ADANA 0386': the cable's own number ends it
    return own and begins(text, cable_id) == 0 and day_words(text) is None


def again(text: str, cable_id: str) -> int | None:
    """Where the first line of a transmission section begins, or that of the whole cable once more; None elsewhere."""
    own = text[-1:] == cable_id[-1:] and own_mark(text, _OWN_NUMBER.search(text), cable_id) is not None
    return begins(text, cable_id) if own or sections(text) is not None else None


def is_marking(text: str) -> bool:
    """Whether a line holds a classification and nothing else: 'Sensitive But Unclassified - Please handle ...'."""
    return len(text) < 120 and _ALONE.match(text) is not None and any(map(str.isalpha, text))


def sections(text: str) -> int | None:
    """The number of transmission sections: 'SECTION 01 OF 03' is 3, 'SECTION ONE OF TWO' 2."""
    found = _SECTION.search(text)
    return (_NUMBERS.index(found[1]) + 1 if found[1] in _NUMBERS else int(found[1])) if found else None


@cache
def _captions() -> re.Pattern[str]:
    known = vocab.load("captions")
    spaced = (word if " " in word else " ?".join(word) for word in known["captions"])
    words = [*known["sayings"], *(f"(?P<c{n}>{word})" for n, word in enumerate(spaced))]
    return re.compile(rf"(?<![A-Z])(?:{'|'.join(words)})(?![A-Z])", re.IGNORECASE)


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(word[:2] for word in vocab.load("captions")["captions"])


def _may_begin(text: str) -> bool:
    """Whether a line can begin with a caption, by its first two letters."""
    return text[:3].replace(" ", "")[:2].upper() in _beginnings()


def captions(text: str) -> list[str]:
    """The captions in a line, in order; 'E X D I S' is EXDIS, 'SENSITIVE BUT UNCLASSIFIED' is none."""
    known = vocab.load("captions")["captions"]
    return [known[int(found.lastgroup[1:])] for found in _captions().finditer(text) if found.lastgroup]


def captions_before(text: str) -> str:
    """The captions with which a line of other words begins: 'EXDIS E.O. 11652: GDS'."""
    if not _may_begin(text):
        return ""
    end = 0
    while (found := _captions().match(text, end)) and found.lastgroup and (gap := _GAP.match(text, found.end())):
        end = gap.end()
    return text[:end]


def is_captions(text: str) -> bool:
    """Whether a line holds captions and nothing else."""
    separates = text[:1] in _SEPARATES or text.startswith("and")
    if not separates and not (_may_begin(text) and _captions().match(text)):
        return False
    return bool(captions(text)) and not _BETWEEN.sub("", _captions().sub("", text))
