"""Lines to text: wrapped lines are joined; lists, tables, addresses and poems keep their lines.

What goes in are the lines of one paragraph, what comes out is its text: prose on one line, kept lines divided
by line feeds. No word is changed. Runs of blanks inside prose become one, as any reader shows them.
"""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from chancery import vocab

WIDTH = 65
"""Posts wrapped their lines at this width or a wider one, but for a few: then their longest line tells."""
_NARROW = 40
_SLACK = 9
"""So much a wrapped line falls short of the width at most; a word that had more room was moved on purpose."""
LONG = 110
"""No post wrapped at this width: a line as long as this was ended by its writer, not by a machine."""
_OFTEN = 60
"""So many words are looked for in the whole text before its words are told apart."""
_SHORT = 14
_LISTING = frozenset(";:")
_BULLET = re.compile(r"\s*(?:--?(?=\s|[A-Z])|[*+•·▪●◦→>o](?=\s)|O(?=\s{1,4}[A-Z]))")
_ITEM = re.compile(r"\s*\(?(?:\d{1,2}|[A-Za-z]|[ivx]{1,4})[.)]\s")
_SHAPING = re.compile(
    r"""
    \n (?: [ \t] | .[.)] | --?(?= [^\S\n] | [A-Z] ) | [*+•·▪●◦→>o](?= [^\S\n] ) | O(?= [^\S\n]{1,4} [A-Z] )
      | (?: [0-9]\d? | \( (?: \d{1,2} | [A-Za-z] | [ivx]{1,4} ) ) [.)] [^\S\n] )
    """,
    re.VERBOSE,
)
"""A line below the first that is indented, or begins with a bullet or like an item."""
_GAP = re.compile(r" (?<=\S ) {2,}(?=\S)|\t(?<=\S\t)\t*(?=\S)")
_SENTENCE_END = re.compile(r"[.!?:;][\"')\]”’]*$")
_COMPOUND = re.compile(r"\w+(?:-\w+)*")
_HALF = re.compile(r"-\n(\w+)")
_SUSPENDED, _PREFIXES, _TAILS = (vocab.words("prose", each) for each in ("suspended", "prefixes", "tails"))
_LAST = re.compile(r"(?<!\w)\w++\Z")
_WORD = 40
"""No word has more letters."""
_BLANKS = (*"\t\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000", *map(chr, range(0x2000, 0x200B)))
"""Blanks besides the plain one and the end of a line: few cables have any."""


def join(lines: Sequence[str], cable: "Words") -> str:
    """The text of a paragraph; the cable's words and width tell what its line breaks and hyphens mean."""
    if len(lines) == 1:
        return _row(lines[0].strip(), cable)
    text = "\n".join(lines)
    if not _shaped(text, lines, cable.width):
        return _prose(text, cable)
    parts: list[list[str]] = [[lines[0]]]
    shape = _Shape(lines, cable.width)
    for index in range(1, len(lines)):
        if shape.kept(index, begun=len(parts[-1]) == 1):
            parts.append([lines[index]])
        else:
            parts[-1].append(lines[index])
    return "\n".join(_row(part[0], cable) if len(part) == 1 else _prose("\n".join(part), cable) for part in parts)


def _row(line: str, cable: "Words") -> str:
    """A kept line: a table's row keeps its columns, any other loses only doubled blanks."""
    return line.rstrip() if _gapped(line) and not _sentence_gap(line) else _single(line, cable)


def _prose(text: str, cable: "Words") -> str:
    return _single((_mended(text, cable.broken) if "-\n" in text else text).replace("\n", " "), cable)


def _single(text: str, cable: "Words") -> str:
    """Words with one blank between them. Most cables need no taking apart: they have no blanks but plain ones."""
    if not cable.plain:
        return " ".join(text.split())
    while "  " in text:
        text = text.replace("  ", " ")
    return text.strip(" ")


def _mended(text: str, broken: Callable[[str, str], bool]) -> str:
    """Lines with the words whole that are broken at a hyphen."""
    done, end = [], 0
    for half in _HALF.finditer(text):
        left = _LAST.search(text, max(end, half.start() - _WORD), half.start())
        if left is not None:
            done += [text[end : left.start()], _mend(left[0], half[1], broken)]
            end = half.end()
    return "".join([*done, text[end:]])


def _mend(left: str, right: str, broken: Callable[[str, str], bool]) -> str:
    """Two halves of a word about a hyphen at a line's end ('JURIS-' 'DICTION').

    Posts wrapped at hyphens that the word has ('anti-' 'trafficking': no blank, the hyphen stays); seldom
    they broke a word anew ('JURIS-' 'DICTION': no hyphen either). 'short-' 'and long-term' keeps its blank.
    """
    if right.lower() in _SUSPENDED:
        return f"{left}- {right}"
    return f"{left}{right}" if broken(left, right) else f"{left}-{right}"


class Words:
    """The words of one cable, which tell a broken word from a compound."""

    def __init__(self, lines: Sequence[str]) -> None:
        text = "\n".join(lines)
        self.plain = not any(map(text.__contains__, _BLANKS))
        self._raw = text
        self._words: frozenset[str] | None = None
        self._text, self._asked = "", 0
        longest = max([size for size in set(map(len, lines)) if size <= LONG], default=WIDTH)
        self.width = max(_NARROW, min(WIDTH, longest))

    def broken(self, left: str, right: str) -> bool:
        """Whether left + right is one word: it stands so in the cable, or the second half is a mere ending.

        ``JURIS-DICTION`` is, where JURISDICTION stands elsewhere; ``govern-ment`` is, for 'ment' is no word;
        ``anti-trafficking`` is not, nor is anything of which the cable tells nothing.
        """
        left, right = left.lower(), right.lower()
        if not (left.isalpha() and right.isalpha()) or left in _PREFIXES or self._has(f"{left}-{right}"):
            return False
        return self._has(left + right) or (len(left) > 1 and right in _TAILS)

    def _has(self, word: str) -> bool:
        """Whether a word stands in the cable. Its words are told apart once there is reason to."""
        if self._words is None:
            self._text = self._text or self._raw.lower()
            self._asked += 1
            if word not in self._text and self._asked < _OFTEN:
                return False
            self._words = frozenset(_COMPOUND.findall(self._text))
        return word in self._words


def _gapped(line: str) -> bool:
    """Whether blanks or a tab inside a line may set off columns."""
    return ("   " in line or "\t" in line) and _GAP.search(line) is not None


def _shaped(text: str, lines: Sequence[str], width: int) -> bool:
    """Whether anything in the lines of a text may be a list, a table or broken on purpose; mere prose is the rule."""
    below = len(lines[0])
    if ("  " in text and text.find("   ", below) >= 0) or text.find("\t", below) >= 0:
        return True
    sizes = list(map(len, lines[:-1]))
    if max(sizes) > LONG:
        return True
    if min(sizes) < width - _SHORT:
        short = [line for line, size in zip(lines, sizes, strict=False) if size < width - _SHORT]
        if len(short) * 10 >= len(sizes) * 6 or any(line.rstrip()[-1:] in _LISTING for line in short):
            return True
    return _SHAPING.search(text) is not None


class _Shape:
    """What the lines of one paragraph have in common, for the question whether a line begins anew."""

    def __init__(self, lines: Sequence[str], width: int) -> None:
        self.lines = lines
        self.gaps = [_columns(line) for line in lines]
        self.free = [False, *(_would_fit(a, b, width) for a, b in pairwise(lines))]
        breaks, last = len(lines) - 1, lines[-1].strip()
        named = lines[0].istitle() and last[:1].isupper() and last[-1:].isalpha()
        self.ragged = (breaks >= 2 or named) and sum(self.free) * 10 >= breaks * 7
        self.bulleted = any(_BULLET.match(line) for line in lines)
        self.items = sum(_ITEM.match(line) is not None for line in lines) >= 2

    def kept(self, index: int, *, begun: bool) -> bool:
        """Whether a line begins anew, and is not the rest of the one before it; ``begun`` says that this one did."""
        line, before = self.lines[index], self.lines[index - 1].rstrip()
        if self.bulleted and _BULLET.match(line):
            return True
        if self.items and _ITEM.match(line) and (_SENTENCE_END.search(before[-4:]) or (begun and _ITEM.match(before))):
            return True
        if self._table(index):
            return True
        if len(before) > LONG and _SENTENCE_END.search(before[-4:]):
            return True
        if self.free[index] and before.endswith((";", ":")):
            return True
        loose = self.ragged or self._row(index)
        return loose and self.free[index] and not (self.bulleted and line[:1].islower())

    def _row(self, index: int) -> bool:
        """Whether a line is one of several short ones in the middle of prose: a list without marks."""
        return self._stub(index) and (self._stub(index - 1) or self._stub(index + 1))

    def _stub(self, index: int) -> bool:
        """Whether the break before a line was made far from the width: more had fit."""
        return 0 < index < len(self.lines) and self.free[index] and len(self.lines[index - 1]) <= _NARROW

    def _table(self, index: int) -> bool:
        """Whether this line or the one before it is a row of a table: two rows or more stand together."""
        here, above = self.gaps[index], self.gaps[index - 1]
        below = self.gaps[index + 1] if index + 1 < len(self.gaps) else 0
        top = self.gaps[index - 2] if index > 1 else 0
        return bool((here and (above or below)) or (above and (here or top)))


def _columns(line: str) -> int:
    """How many gaps set off columns in a line; deep indentation is one."""
    indented = line[:4] == "    "
    if not _gapped(line):
        return int(indented)
    gaps = _GAP.findall(line)
    return indented if len(gaps) == 1 and not indented and _sentence_gap(line) else len(gaps) + indented


def _sentence_gap(line: str) -> bool:
    """Gaps after the ends of sentences alone are a habit of typing ('…in 2003.   Sources …'), not columns."""
    return all(line[found.start() - 1] in '.?!:;,)"' for found in _GAP.finditer(line))


def _would_fit(before: str, line: str, width: int) -> bool:
    """Whether the first word of a line had room at the end of the line before."""
    before = before.rstrip()
    room = width - _SLACK - len(before)
    return room > 0 and before[-1:] != "-" and len(line.split(None, 1)[0]) <= room
