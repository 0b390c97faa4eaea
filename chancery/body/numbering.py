"""How a paragraph begins: number, letter, portion marking. One line in, what stands before its words out.

Whether such a beginning is real is decided in ``paragraphs``, where its neighbours are known.
"""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

MARK = r"""
    (?: (?: TS | S | C | U | R | SBU | LOU | FOUO | OUO | UNCLAS(?:SIFIED)? | CONFIDENTIAL | SECRET | SENSITIVE )
        (?: \s? (?: //? | - | \s ) \s?
            (?: NF | NOFORN | FOUO | SBU | LES | NOCONTRACT | PROPIN | ORCON | OC | REL (?: [ ] [ \w,]{2,40} )?
              | SI | XM | EXDIS | NODIS | SENSITIVE | ENTIRE [ ] (?: TEXT | MESSAGE | CABLE ) ) ){0,3}
    )
"""
"""A portion marking without its brackets: 'U', 'SBU', 'C/NF', 'C - Entire text' (5 FAH-3 H-700)."""

_MARKING = re.compile(rf"[(\[]\s?(?P<mark>{MARK})\.?\s?[)\]]\s*[.:]?\s*", re.VERBOSE | re.IGNORECASE)
_ENTIRE = re.compile(
    r"(?P<mark>(?:C|S|U|LOU|SBU|CONFIDENTIAL|SECRET|UNCLASSIFIED)(?:\s?-\s?|\s)ENTIRE (?:TEXT|MESSAGE))[.:]*\s*",
    re.IGNORECASE,
)
_AMONG = 22
"""'ENTIRE' is among so many characters."""
_NUMBER = re.compile(
    r"""
    (?P<pilcrow> ¶ \s{0,2} )?
    (?P<open> \( )?
    (?P<number> \d{1,3} )
    (?: \s? [./-]? \s? (?P<letter> [A-Z] (?: \s? (?: [-/&,] | AND ) \s? [A-Z] ){0,3} ) (?= \s?[.):] | \s?\( | -\s
            | (?<= \d\.[A-Z] ) \s{1,2} [A-Z"] )
        | [ ./-]? (?P<small> [a-k] ) (?= [.)] (?! [a-z] ) | \s?\([A-Z] )
        | \s? \( (?P<round> [ABD-QTV-Z] ) \) (?= \s? [:.] | \s ) )?
    (?P<stop> \s? [.):] (?: [):] | (?= \D ) | $ ) | (?: \s? - )? (?= \s? [(\[] [A-Z]{1,3} ) | (?<= [A-Z] ) -
      | (?<= [A-Z] \) ) (?= \s ) | (?<= \d\.[A-Z] ) (?= \s ) )
    \s*
    """,
    re.VERBOSE,
)
_DASHED = re.compile(r"--?-?\s{0,3}(?=\d{1,2}\s?[./-]?\s?[A-Z]\s?[.):])")
"""Dashes before a number with a letter: '-- 23A. Sources are'."""
_MARKED = re.compile(r"--?-?\s{0,3}(?=\([A-Z]{1,4}\) )")
"""Dashes before a marking and a letter: '-- (SBU) A. Sources are'."""
_BARE_PILCROW = re.compile(r"¶\s{0,2}(?P<number>\d{1,2})\s(?=\s?[A-Z\"“(])\s*")
_TWIN = re.compile(
    r"(?P<number>I{1,3}|IV|[l1])\.?(?P<letter>[A-HJ-UWYZ])[.)]\s+"
    r"|(?:¶\s?)?(?:(?P<one>\d{1,2})|(?P<outer>[A-H]))\.(?P<three>\d{1,2})[.):]?\s+(?=[(A-Z\"“])"
)
_BARE = re.compile(r"¶?\s?\d{1,2}\.\d{1,2}\s(?!\([A-Z/]{1,6}\))")
"""'27.1 Text': a number below a number without a stop and a marking."""
_LETTER = re.compile(
    r"""
    (?P<pilcrow> ¶ \s{0,2} | --?-? \s* | \* (?= [A-Z] [.)] ) )?
    (?P<label> (?! N/A\b ) (?: (?P<once> [A-Z] ) (?P=once)? | A[B-H] ) (?: \s? [-/&] \s? [A-Z] )?
          (?= [.):/] | \s? --? \s )
        | \[ [A-Z] \] | (?: [a-z] | [ivx]{2,4} ) (?= [.)] )
        | \( (?: [A-Za-z]{1,2} | [ivx]{1,4} | [IVX]{1,4} | \d{1,2} ) \) (?! \s* , ) )
    (?P<stop> [.):] \)? | / (?= \s ) | \s? --? (?= \s ) )?
    (?: \s+ | (?= \( ) | $ )
    """,
    re.VERBOSE,
)
_INNER = re.compile(r"(?:[1Il]\.?)?\(?(?P<letter>[A-Z])[.)]:?\s+(?=[A-Z(\"“])")
POINTS = re.compile(
    r"\b(?:REF(?:TEL)?S?|PARA(?:GRAPH)?S?|ANNEX|TABS?|ARTICLES?|SECTIONS?|PARTS?|OPTIONS?)(?: \d{1,3})?$", re.IGNORECASE
)
"""What points to the number or letter behind it: 'SEE REF', 'A.' on the next line."""
_WITHIN = re.compile(r"[.:] \(?A[.)] ")
"""The first letter behind a heading in the line of the number: '27. OVERVIEW: A. Ruritania is'."""
_FIRST = frozenset("¶(-0123456789[")
_LOUD = frozenset(["SBU", "III", "iii", "vii", *(f"{two}{letter}" for two in ("II", "IV") for letter in "ABCDEFGH")])
"""A marking without brackets and Roman numbers, with letters too: the only words of three that begin a paragraph."""
_SECOND = frozenset(".):/ABIVi")
_THIRD = frozenset(".)")
_ROMANS = {"I": 1, "l": 1, "II": 2, "III": 3, "IV": 4}
_SCANNED = {"3": "B", "8": "B", "0": "D", "6": "G", "5": "S"}
"""Letters as scanners read them: '1.3.' for '1.B.'."""

ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_ITEMS = 60
"""A list has no more."""
STEP = 3
"""How many numbers a cable may skip ('9', then '11') and still count on."""


class Start(Struct, frozen=True):
    """What stands before the words of a paragraph."""

    number: int | None
    label: str | None
    marking: str | None
    text: str
    """The rest of the line."""
    sure: bool
    """The mark ¶ or dashes stand before the number or letter."""


def may_begin(lines: Sequence[str]) -> list[int]:
    """Which lines are worth a look: most begin with a word."""
    return [
        index
        for index, line in enumerate(lines)
        if line
        and not ((head := line[:3]).isalpha() and head not in _LOUD)
        and (line[0] in _FIRST or line[1:2] in _SECOND or line[2:3] in _THIRD or line[1:3] == " -")
    ]


def read(line: str) -> Start | None:
    """The beginning of a paragraph in a line without leading blanks, or None.

    Examples: '¶1. (U) Text', '1.(SBU) Text', '(C) 1. Text', '¶3. (C/NF)', '18A. (SBU)', '20.A Text', '23 (A):
    Text', '20A-B.', '20C AND D.' (label 'C&D'), '23.c.', '-- A.', '--J.', '*A.', 'B) ', 'B - ', '[B]' (label
    '(B)'), 'ii.', '(SBU) Text', '(1) Text', '3.1. Text' and '3.1 Text' (label '.1'), 'A.1. Text'; not 'NO. Text',
    'N/A. Text', '11 a.m.'. Four figures ('¶2005. During') are no paragraph.
    """
    if line[:1] == "-" and (bullet := _MARKED.match(line)) is not None:
        found = read(line[bullet.end() :])
        return replace(found, sure=True) if found is not None and found.label is not None else None
    marking, rest = marked(line)
    small = line[:3] in ("(c)", "(s)")
    if small or (marking is not None and len(marking) == 1 and rest[:1] == "(" and _MARKING.match(rest)):
        second, text = marked(rest)
        return Start(None, line[:3] if small else f"({marking})", second, text, sure=False)
    dashed = _DASHED.match(rest) if rest[:1] == "-" else None
    found = _numbered(rest[dashed.end() :] if dashed else rest) or _lettered(rest)
    if dashed is not None and found is not None:
        found = replace(found, sure=True)
    if found is None:
        return Start(None, None, marking, rest, sure=False) if marking else None
    text = found.text
    if marking is None:
        marking, text = marked(text)
    return Start(found.number, found.label, marking, text, found.sure)


def marked(text: str) -> tuple[str | None, str]:
    """'(SBU) Text' to ('SBU', 'Text'); the marking is upper case but for words ('C - Entire text')."""
    begins = _MARKING if text[:1] in ("(", "[") else _ENTIRE if "NTIRE" in text[:_AMONG].upper() else None
    found = begins.match(text) if begins is not None else None
    if found is None:
        return None, text
    mark = " ".join(found["mark"].split())
    return mark if "ntire" in mark else mark.upper(), text[found.end() :]


def _numbered(text: str) -> Start | None:
    if text[:1] not in ("¶", "(") and not text[:1].isdecimal():
        return None
    found = _NUMBER.match(text)
    if found is None:
        found = _BARE_PILCROW.match(text)
        return found and Start(int(found["number"]), None, None, text[found.end() :], sure=True)
    number, letter, pilcrow = (
        found["number"],
        found["letter"] or found["small"] or found["round"],
        found["pilcrow"] is not None,
    )
    if found["open"]:
        if not (found["stop"] or "").strip().startswith(")"):
            return None
        return Start(None, f"({number})", None, text[found.end() :], sure=pilcrow)
    if number[0] == "0":
        return None
    label = "".join(letter.replace("AND", "&").split()) if letter else None
    return Start(int(number), label, None, text[found.end() :], sure=pilcrow)


def _lettered(text: str) -> Start | None:
    twin = _TWIN.match(text)
    if twin is not None and twin["letter"] and twin["number"] in _ROMANS:
        return Start(_ROMANS[twin["number"]], twin["letter"], None, text[twin.end() :], sure=False)
    if twin is not None and twin["one"] and twin["one"][0] != "0":
        return Start(int(twin["one"]), f".{twin['three']}", None, text[twin.end() :], sure=False)
    if twin is not None and twin["outer"]:
        return Start(None, f"{twin['outer']}.{twin['three']}", None, text[twin.end() :], sure=False)
    found = _LETTER.match(text)
    if found is None or not (found["stop"] or found["label"][0] in "([") or _MARKING.match(found["label"]):
        return None
    label = "".join(found["label"].split()).replace("[", "(").replace("]", ")")
    return Start(None, label, None, text[found.end() :], sure=found["pilcrow"] is not None)


def counts(labels: Collection[str | None]) -> bool:
    """Whether '3.1.' counts below 3, as there is a first one; else its last sign is a letter as a scanner read it."""
    return ".1" in labels or not any(label is not None and label[:1] == "." for label in labels)


def real(starts: Sequence[Start], lines: Sequence[str]) -> list[bool]:
    """Whether each beginning is real: '27.1 The' is where 27 has a second one, 'A.1. The' where A has."""
    families: dict[object, set[str]] = {}
    named = [(start.number or (start.label or "")[:1], *(start.label or "").rpartition(".")) for start in starts]
    for family, _, dot, figure in named:
        if dot:
            families.setdefault(family, set()).add(figure)
    return [
        not dot or (not outer and _BARE.match(line) is None) or families[family] >= {"1", "2"}
        for line, (family, outer, dot, _) in zip(lines, named, strict=True)
    ]


def scanned(start: Start) -> Start | None:
    """'1.3.' as '1.B.'; None where the figure is like no letter, so that the line begins nothing."""
    if start.label is None or start.label[:1] != ".":
        return start
    letter = _SCANNED.get(start.label[1:])
    return replace(start, label=letter) if letter is not None else None


def inner(text: str) -> str | None:
    """The letter with which the words behind a number begin: 'A' in 'A. Ruritania is …' (or an initial)."""
    found = _INNER.match(text)
    return found and found["letter"]


def within(text: str) -> bool:
    """Whether the first letter stands behind a heading in the line of the number."""
    return ("A. " in text or "A) " in text) and _WITHIN.search(text) is not None


def behind(text: str) -> str:
    """The words without that letter."""
    return _INNER.sub("", text, count=1)


def listed(starts: Sequence[tuple[Start, bool]]) -> set[int]:
    """Which beginnings are items of a list within one paragraph ('a. he rides;' right above 'b. he drives.').

    ``starts`` are beginnings, each with whether a blank line stands above it.
    """
    found: set[int] = set()
    for place, ((one, _), (two, gap)) in enumerate(pairwise(starts)):
        bare = (one.label or "").strip("()")
        small = not one.sure and not one.marking and (bare.islower() or bare.isdecimal())
        if small and not gap and (one.number, two.number) == (None, None) and follows(one.label, two.label, 1):
            found |= {place, place + 1}
    return found


def counted(starts: Sequence[tuple[Start, bool, bool]]) -> set[int]:
    """Which beginnings are items of a numbered list, behind which the count goes on ('3. He asked:', '1.', '2.', '4.').

    ``starts`` are beginnings, each with whether a blank line stands above it, and whether it can be the first item.
    """
    found: set[int] = set()
    if not any(first for _, _, first in starts):
        return found
    numbers = [start.number if start.label is None else None for start, _, _ in starts]
    above, gap = 0, True
    for at, number in enumerate(numbers):
        if at in found or not number:
            continue
        if number == 1 and starts[at][2] and above:
            near = range(at + 1, min(at + _ITEMS, len(starts)))
            goes_on = [n for n in near if numbers[n] == above + 1 and starts[n][1] >= gap]
            apart = [n for n in goes_on if numbers[n - 1] != above]
            found |= set(range(at, (apart or goes_on or [at])[0]))
        if at not in found:
            above, gap = number, starts[at][1]
    return found


def plain(line: str) -> str:
    """A line without the mark ¶ that was put before whatever number or letter began it."""
    return line[1:].lstrip() if line.startswith("¶") else line


def following(letter: str) -> str:
    """The letter that comes next."""
    return chr(ord(letter[-1]) + 1)


def after(label: str) -> str | None:
    """The letter that comes next: 'C' after '(B)', so that '(C)' there is no marking."""
    return following(label[1]) if len(label) == 3 and label[0] == "(" and label[1].isupper() else None


def follows(before: str | None, label: str | None, most: int) -> bool:
    """Whether a letter comes next, or so many after at ``most`` ('A', 'C'): some questions are left out."""
    if before is None or label is None:
        return False
    one, two = before.strip("()"), label.strip("()")
    if one.upper() in ROMANS and two.upper() in ROMANS:
        return 0 < ROMANS.index(two.upper()) - ROMANS.index(one.upper()) <= STEP
    old, new = one[-1:], two[:1]
    if old.isdigit() or new.isdigit():
        return one.isdigit() and two.isdigit() and 0 < int(two) - int(one) <= STEP
    return 0 < ord(new) - ord(old) <= (most if new.isupper() else STEP) if new and old else False
