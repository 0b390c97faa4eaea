"""When a telegram is to be declassified: the words behind the number of the executive order, and the date they name."""

import re
from datetime import date

from chancery.source import MONTHS, century

_SAID = re.compile(
    r"\A(?:(?:DECL(?:ASSIFY)?(?: ON)?(?![A-Za-z])\s*[:;./]*|D[CEL]{2,4}[A-Z]{0,12}\s?[:;]|AS AMENDED\)?[:;,]|\()\s*)+",
    re.IGNORECASE,
)
"""What stands before the words, misprints too: 'DELC:', 'DECLASSIFICATION:', '(AS AMENDED):'."""
_AMERICAN = re.compile(
    r"(\d{1,2})(?: ?[/\\.-]{1,2} ?| )(\d{1,2})(?: ?[/\\.-]{1,2} ?| )(\d{4}|\d{2})\b"
    r"|(\d\d)/?(\d\d)/?((?:19|20)\d\d)\Z"
)
_FOLLOWS = re.compile(
    r"\b(?:DECL\w{0,5}|YEARS?|ON|[GRX]DS(?:-\d)?)\W{1,3}(\d{1,4}[/-]\d{1,2}[/-]\d{2,4})(?:\Z| \()", re.IGNORECASE
)
_WORDED = re.compile(
    r"(?:(?P<d1>\d{1,2})[ /-]?(?P<m1>[A-Z]{3})[A-Z]*[ ,/-]*"
    r"|(?P<m2>[A-Z]{3})[A-Z]*[. /-]{1,2}(?P<d2>\d{1,2})(?:ST|ND|RD|TH)?(?:, ?|[ /-]))"
    r"(?P<year>\d{4}|\d{2})\Z"
    r"|(?P<first>\d{4})[ -](?P<m3>[A-Z]{3})[A-Z]*[ -](?P<d3>\d{1,2})\Z",
    re.IGNORECASE,
)
_BARE = re.compile(r"\A(?:ON|BY|DATE)\s|[\"()]|\.\Z", re.IGNORECASE)
"""What can stand around a date and is not of it."""
_NEXT = re.compile(r"\s\((?:U|C|S|SBU)\)\Z")
"""The marking of the next field, on the same line: 'DECL: 11/22/2012 (U) TAGS: ...'."""


def read(text: str) -> str | None:
    """When a telegram is to be declassified: an ISO date where it is one, else the words.

    >>> read("DECL: 11/22/2012"), read("DECL: 6/3/08"), read("DECL: after the succession")
    ('2012-11-22', '2008-06-03', 'after the succession')
    """
    words = _SAID.sub("", _NEXT.sub("", text.strip())).strip(" ;,").removesuffix(".")
    words = words if "(" in words else words.rstrip(")")
    late = _FOLLOWS.search(words)
    return _iso(_BARE.sub("", words)) or (_iso(late[1]) if late else None) or words or None


def _iso(words: str) -> str | None:
    if found := re.match(r"((?:19|20)\d\d)([/.-]?)(\d{1,2})\2(\d{1,2})\Z", words):
        year, month, day = map(int, found.group(1, 3, 4))
    elif found := _AMERICAN.match(words):
        month, day, year = (int(number) for number in found.groups() if number)
        month, day = (day, month) if month > 12 else (month, day)
    elif found := _WORDED.match(words):
        name = (found["m1"] or found["m2"] or found["m3"]).upper()
        month = MONTHS.index(name) + 1 if name in MONTHS else 0
        day, year = int(found["d1"] or found["d2"] or found["d3"]), int(found["year"] or found["first"])
    else:
        return None
    try:
        return date(century(year), month, day).isoformat()
    except ValueError:
        return None
