"""The attention lines: for whom in Washington or at another post a telegram is ('STATE FOR EAP/MLS, G/TIP')."""

import re
from collections.abc import Iterable

from chancery.vocab.acronyms import meanings

_DEPARTMENT = r"(?:STATE|DEPT\.?|DEPARTMENT|SECSTATE)(?: (?:ALSO|PLEASE|PLS))?"
_VERB = r"(?:FOR|PASS(?: TO)?|PLEASE PASS(?: TO)?):?"
# 'STATE FOR', 'FOR', 'STATE PASS TO', 'NSC FOR', 'ADDIS ABABA FOR'
_BEGINS = re.compile(
    rf"(?:[A-Z][A-Z0-9/&.,'()-]{{0,30}}(?: [A-Z0-9][A-Z0-9/&.,'()-]{{0,30}}){{0,4}} )?{_VERB} (?=\S)"
    rf"|[A-Z][A-Z ]{{1,30}} {_VERB}\Z|(?i:{_DEPARTMENT} (?:ALSO )?{_VERB} )(?=[A-Z]{{1,5}}(?:[/,;]|\Z))"
)
_OWN = re.compile(rf"(?:{_DEPARTMENT} )?(?:ALSO )?{_VERB} ", re.IGNORECASE)
_LONG = 2000
"""No attention line is as long; one that is stays whole."""
_SIGNS = re.compile(r"[(),;]|\.(?= [A-Z]{2,12} FOR )|(?= / | AND | and | & )")
"""What can divide a line, or keep together what it divides."""
_JOINS = re.compile(r"\A(?:AND|and|ALSO|&|/)(?: ALSO)?(?: FOR)? ")
_PERSONS = re.compile(r".* (?:FOR|TO):? [^/]{3,}")
"""An office and who is meant in it, with whom others can be named behind a comma, each by one word."""
_AGENCIES = frozenset("COMMERCE DEFENSE ENERGY JUSTICE LABOR TREASURY".split())
_OFFICES = re.compile(
    r"(?:[A-Z]{1,4}(?:/[A-Z0-9/]{1,12})?(?:-[A-Z.]{1,15}(?: [A-Z]{2,15})?(?=[,;]|\Z))?(?:[,;]? |[,;]?\Z))+"
)
_OFFICE = re.compile(r"[A-Z0-9]{1,6}(?:/[A-Z0-9&-]+)*(?:\W|\Z)")
_SHORT = 5
"""Characters of an office without a stroke at most, with the blank before it."""
_LISTED = re.compile(r"(?<![A-Z0-9/])[A-Z]{1,4}/[A-Z0-9/-]{1,12}(?=\s*\Z|,| - )")
"""An office before a comma or a name ('G/TIP - SAPT'), and ..."""
_HELD = re.compile(r"(?:FOR|TO|AND|PASS|[,;:&/-])\Z")
"""... the end of an attention line that goes on with the next, where such an office begins that."""


def begins(text: str) -> bool:
    """Whether a line of the head begins an attention line."""
    holds = "FOR" in text or "PASS" in text or " for " in text or " pass " in text
    return holds and _BEGINS.match(text) is not None


def is_offices(text: str) -> bool:
    """Whether a line is nothing but offices."""
    return "/" in text and _OFFICES.fullmatch(text) is not None


def hangs(above: str) -> bool:
    """Whether an attention line ends within the name of an addressee: '...; DRL; WHITE', 'HOUSE FOR ...' below it."""
    last = above.rpartition(";")[2]
    return last != above and len(last) > _SHORT and not any(sign in last for sign in ("/", ",", " FOR "))


def apart(above: str, below: str) -> bool:
    """Whether an office begins a line though no comma stands at the end of the attention line above."""
    return _LISTED.match(below) is not None and _HELD.search(above) is None


def read(lines: Iterable[str]) -> tuple[str, ...]:
    """The offices and persons of all attention lines, each once.

    >>> read(["STATE FOR WHA/PPC, WHA/AND, AND G/TIP"])
    ('WHA/PPC', 'WHA/AND', 'G/TIP')
    >>> read(["DEPARTMENT FOR S/CT(KIM AND LEE) AND TTIC", "NSC FOR HENTZAU, TARLEN"])
    ('S/CT(KIM AND LEE)', 'TTIC', 'NSC FOR HENTZAU, TARLEN')
    """
    found: list[str] = []
    for line in lines:
        last = ""
        for piece in _pieces(" ".join(line.split())):
            own = _OWN.sub("", piece, count=1) if _OWN.match(piece) else piece
            name = _JOINS.sub("", own.lstrip(" ")).strip(" ,;./")
            if _PERSONS.fullmatch(last) and _is_name(name):
                found[-1] = last = f"{last}, {name}"
            else:
                found.append(last := name)
    return tuple(dict.fromkeys(filter(None, found)))


def _is_name(word: str) -> bool:
    """Whether a word can be a person's name: longer than most short forms, and none that we know."""
    return len(word) > 4 and word.replace(".", "").isalpha() and word not in _AGENCIES and word not in meanings()


def _pieces(line: str) -> list[str]:
    """A line at its commas and at 'AND' before an office, brackets left whole."""
    if len(line) > _LONG:
        return [line]
    pieces, depth, start = [], 0, 0
    for found in _SIGNS.finditer(line):
        at, sign = found.start(), line[found.start()]
        depth += (sign == "(") - (sign == ")" and depth > 0)
        if depth == 0 and (
            sign in ",;."
            or line.startswith(" / ", at)
            or (line.startswith((" AND ", " and ", " & "), at) and _splits(line, start, at))
        ):
            pieces.append(line[start:at].strip())
            start = at + 1
    return [*pieces, line[start:].strip()]


def _splits(line: str, start: int, at: int) -> bool:
    """Whether an AND stands between two offices, not two persons of one: 'USTR FOR D.WEINER AND J.GROVES'."""
    own = _OWN.sub("", _JOINS.sub("", line[start:at].strip()), count=1)
    before = re.sub(r"\([^()]{0,80}\)", "", own).rpartition(" FOR ")[2]
    behind = line[at + 1 :].partition(" ")[2]
    return "/" in behind or (_OFFICE.match(behind) is not None and " " not in before and "." not in before)
