"""Lines to text: wrapped lines are joined, lists, tables and ragged lines (addresses, poems) keep their shape.

What goes in are the lines of one paragraph, what comes out is its text: prose on one line, kept lines divided by
line feeds. No word is changed. Runs of blanks inside prose become one, as any reader shows them.
"""

import re
from collections.abc import Callable, Sequence

WIDTH = 65
"""The narrowest width at which posts wrapped their lines; what would have fit was broken on purpose."""
LONG = 110
"""No post wrapped at this width: a line as long as this was ended by its writer, not by a machine."""

_BULLET = re.compile(r"\s*(?:--?(?=\s|[A-Z])|[*•·▪●◦→>](?=\s)|o(?=\s\s?[A-Z]))")
_ITEM = re.compile(r"\s*\(?(?:\d{1,2}|[A-Za-z]|[ivx]{1,4})[.)]\s")
_GAP = re.compile(r"\S(?: {3,}|\t+)(?=\S)")
_SENTENCE_END = re.compile(r"[.!?:;][\"')\]”’]*$")
_BROKEN = re.compile(r"(\w+)-\n(\w+)")
_SUSPENDED = frozenset({"and", "or", "to", "nor", "y", "e", "und", "et", "ou"})
_TAILS = re.compile(
    r"(?:tions?|sions?|ments?|mental|ing|ings|ed|ly|ness|ity|ities|able|ible|ance|ances|ence|ences|ative|tive|tional|"
    r"cation|ation|ations|ency|ancy|ture|tures|cial|tial|tious|ism|ists?|ized?|izing|ization|wise|ers?|ted|ting|"
    r"ried|rity|sive|lion|lic|lish|lished|tary|tory|cy|gy|al|ous)",
    re.IGNORECASE,
)
_PREFIXES = frozenset(
    "anti non counter inter multi sub pre post re co ex self semi pro mid vice under over cross half low high "
    "well long short part full all first second third one two three four five six ten year day month old non- "
    "trans ultra intra extra bi tri quasi neo pan off on".split()
)


def join(lines: Sequence[str], broken: Callable[[str, str], bool]) -> str:
    """The text of a paragraph; ``broken(left, right)`` tells whether a hyphen at a line's end only broke a word."""
    if len(lines) == 1:
        return " ".join(lines[0].split()) if not _GAP.search(lines[0].strip()) else lines[0].strip()
    if not _shaped(lines):
        return _prose(lines, broken)
    parts: list[list[str]] = [[lines[0]]]
    shape = _Shape(lines)
    for before, (index, line) in zip(lines, enumerate(lines[1:], 1), strict=False):
        if shape.kept(index, before, line):
            parts.append([line])
        else:
            parts[-1].append(line)
    return "\n".join(_row(part[0]) if len(part) == 1 else _prose(part, broken) for part in parts)


def _row(line: str) -> str:
    """A kept line: a table's row keeps its columns, any other loses only doubled blanks."""
    return line.rstrip() if _GAP.search(line) else " ".join(line.split())


def _prose(lines: Sequence[str], broken: Callable[[str, str], bool]) -> str:
    text = "\n".join(line.rstrip() for line in lines)
    if "-\n" in text:
        text = _BROKEN.sub(lambda m: _mend(m[1], m[2], broken), text)
    return " ".join(text.split())


def _mend(left: str, right: str, broken: Callable[[str, str], bool]) -> str:
    """Two halves of a word about a hyphen at a line's end ('JURIS-' 'DICTION').

    Posts wrapped at hyphens that the word has ('anti-' 'trafficking': no blank, the hyphen stays) and, seldom, broke
    a word anew ('JURIS-' 'DICTION': no blank and no hyphen). 'short-' 'and long-term' is neither: a blank.
    """
    if right.lower() in _SUSPENDED:
        return f"{left}- {right}"
    return f"{left}{right}" if broken(left, right) else f"{left}-{right}"


class Words:
    """The words of one cable, which tell a broken word from a compound."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._text: str | None = None

    def broken(self, left: str, right: str) -> bool:
        """Whether left + right is one word: it stands so elsewhere in the cable, or the second half is a mere ending.

        ``JURIS-DICTION`` is, where JURISDICTION stands elsewhere; ``govern-ment`` is, for 'ment' is no word;
        ``anti-trafficking`` is not, nor is anything of which the cable tells nothing.
        """
        if self._text is None:
            self._text = "\n".join(self._lines).lower()
        left, right = left.lower(), right.lower()
        if not (left.isalpha() and right.isalpha()) or f"{left}-{right}" in self._text:
            return False
        if left not in _PREFIXES and re.search(rf"\b{re.escape(left + right)}(?!\w)", self._text):
            return True
        return left not in _PREFIXES and len(left) > 1 and _TAILS.fullmatch(right) is not None


def _shaped(lines: Sequence[str]) -> bool:
    """Whether anything in these lines may be a list, a table or broken on purpose; mere prose is the rule."""
    first = lines[0]
    limit = WIDTH - 14
    for line in lines[1:]:
        if len(first) < limit or len(first) > LONG or line[0] in " \t-*•·▪●◦→>(o0123456789" or line[1:2] in ".)":
            return True
        if "   " in line.strip() or "\t" in line:
            return True
        first = line
    return False


class _Shape:
    """What the lines of one paragraph have in common, for the question whether a line begins anew."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.gaps = [len(_GAP.findall(line)) + (line[:4] == "    ") for line in lines]
        self.gaps = [0 if line[:4] != "    " and count == 1 and _sentence_gap(line) else count
                     for line, count in zip(lines, self.gaps, strict=True)]
        breaks = len(lines) - 1
        free = sum(_would_fit(a, b) for a, b in zip(lines, lines[1:], strict=False))
        self.ragged = breaks >= 2 and free * 10 >= breaks * 7
        self.bulleted = sum(_BULLET.match(line) is not None for line in lines) >= 1
        self.items = sum(_ITEM.match(line) is not None for line in lines) >= 2

    def kept(self, index: int, before: str, line: str) -> bool:
        """Whether the line begins anew, and is not the rest of the one before it."""
        if self.bulleted and _BULLET.match(line):
            return True
        if self.items and _ITEM.match(line) and (_SENTENCE_END.search(before.rstrip()) or _ITEM.match(before)):
            return True
        if self._table(index):
            return True
        if len(before) > LONG and _SENTENCE_END.search(before.rstrip()):
            return True
        if before.rstrip().endswith((";", ":")) and _would_fit(before, line):
            return True
        return self.ragged and _would_fit(before, line) and not (self.bulleted and line[:1].islower())

    def _table(self, index: int) -> bool:
        """Whether this line or the one before it is a row of a table: two such rows or more stand together."""
        here, above = self.gaps[index], self.gaps[index - 1]
        below = self.gaps[index + 1] if index + 1 < len(self.gaps) else 0
        top = self.gaps[index - 2] if index > 1 else 0
        return bool((here and (above or below)) or (above and (here or top)))


def _sentence_gap(line: str) -> bool:
    """A gap after a sentence's end is a habit of typing ('…in 2003.   Sources …'), not a column."""
    found = _GAP.search(line)
    return found is not None and line[found.start()] in ".?!:;,)\""


def _would_fit(before: str, line: str) -> bool:
    """Whether the first word of a line had room at the end of the line before."""
    word = line.split(None, 1)
    return bool(word) and len(before.rstrip()) + 1 + len(word[0]) <= WIDTH - 8
