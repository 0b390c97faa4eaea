"""Taking words out of a text: tolerant of how they are written, and silent about what they were.

Words are compared by their letters and digits alone: case, accents, strokes, blanks, line breaks, hyphens and other
marks between them make no difference, so that ``Jane Roe`` finds ``JANE ROE``, ``Jáne-Røe`` and a name broken over two
lines. All functions are pure and take time linear in the text.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

import msgspec

from chancery.editing.published import MARK

WHOLE_WORDS_BELOW = 8
"""Words of fewer letters must stand alone ('Ann' is not taken out of 'planning'); longer ones need not."""

_PLAIN = str.maketrans(dict(zip("łđøħŧıæœðþ", "l d o h t i ae oe d th".split(), strict=True)))
"""Letters that Unicode does not take apart, as they are written where there are none but those of ASCII."""
_RUN_OF_MARKS = re.compile(r"\[redacted\](?:[ \n]\[redacted\])+")
_T = TypeVar("_T")


class Segment(NamedTuple):
    """A part of one line: index of the line, start and end in characters."""

    line: int
    start: int
    end: int


class _Folded(NamedTuple):
    """Letters and digits of lines, and where each came from."""

    key: str
    line: list[int]
    column: list[int]


@lru_cache(maxsize=4096)
def _letters(char: str) -> str:
    """The letters and digits of one character, in one case and without accents; '' for all else."""
    plain = unicodedata.normalize("NFKD", char).casefold().translate(_PLAIN)
    return "".join(each for each in plain if each.isalnum())


def _fold(lines: Iterable[tuple[int, str]]) -> _Folded:
    key: list[str] = []
    at_line: list[int] = []
    at_column: list[int] = []
    for number, text in lines:
        for column, char in enumerate(text):
            for letter in _letters(char):
                key.append(letter)
                at_line.append(number)
                at_column.append(column)
    return _Folded("".join(key), at_line, at_column)


def letters(text: str) -> str:
    """What of a text is compared: its letters and digits, in one case and without accents."""
    return "".join(map(_letters, text))


def occurrences(
    lines: Sequence[tuple[int, str]], wanted: str, *, whole: bool | None = None
) -> list[tuple[Segment, ...]]:
    """Where the words stand in numbered lines; one entry an occurrence, with one segment a line it covers.

    ``whole`` asks for whole words; by default short ones must be whole and long ones need not.
    """
    key = letters(wanted)
    if not key:
        return _literal(lines, wanted.strip())
    whole = len(key) < WHOLE_WORDS_BELOW if whole is None else whole
    folded, text = _fold(lines), dict(lines)
    order = [number for number, _ in lines]
    place = {number: index for index, number in enumerate(order)}
    found = []
    start = folded.key.find(key)
    while start >= 0:
        segments = _segments(folded, start, start + len(key) - 1, text, order, place)
        if not whole or not (_edge(text, segments[0], first=True) or _edge(text, segments[-1], first=False)):
            found.append(_with_marks(text, segments, wanted.strip()))
        start = folded.key.find(key, start + 1)
    return found


def _with_marks(text: dict[int, str], segments: tuple[Segment, ...], wanted: str) -> tuple[Segment, ...]:
    """The segments with the marks before and after the letters, where the text has the same there."""
    head = wanted[: next((at for at, char in enumerate(wanted) if _letters(char)), 0)]
    tail = wanted[len(wanted) - next((at for at, char in enumerate(reversed(wanted)) if _letters(char)), 0) :]
    first, last = segments[0], segments[-1]
    if head and text[first.line][: first.start].endswith(head):
        segments = (first._replace(start=first.start - len(head)), *segments[1:])
    if tail and text[last.line][last.end :].startswith(tail):
        segments = (*segments[:-1], segments[-1]._replace(end=last.end + len(tail)))
    return segments


def _edge(text: dict[int, str], segment: Segment, *, first: bool) -> bool:
    """Whether a letter touches the beginning (or the end) of the segment on its line."""
    line = text[segment.line]
    near = line[segment.start - 1 : segment.start] if first else line[segment.end : segment.end + 1]
    return near.isalnum()


def _segments(
    folded: _Folded, first: int, last: int, text: dict[int, str], order: list[int], place: dict[int, int]
) -> tuple[Segment, ...]:
    top, bottom = folded.line[first], folded.line[last]
    left, right = folded.column[first], folded.column[last] + 1
    if top == bottom:
        return (Segment(top, left, right),)
    between = order[place[top] + 1 : place[bottom]]
    return (
        Segment(top, left, len(text[top].rstrip())),
        *(_whole(number, text[number]) for number in between if text[number].strip()),
        Segment(bottom, len(text[bottom]) - len(text[bottom].lstrip()), right),
    )


def _whole(number: int, line: str) -> Segment:
    """All of a line but the blanks around it."""
    return Segment(number, len(line) - len(line.lstrip()), len(line.rstrip()))


def _literal(lines: Iterable[tuple[int, str]], wanted: str) -> list[tuple[Segment, ...]]:
    """Words without a letter ('***') are looked for as they are."""
    found: list[tuple[Segment, ...]] = []
    for number, text in lines:
        start = text.find(wanted) if wanted else -1
        while start >= 0:
            found.append((Segment(number, start, start + len(wanted)),))
            start = text.find(wanted, start + len(wanted))
    return found


def take_out(lines: Sequence[str], segments: Iterable[Segment]) -> tuple[str, ...]:
    """The lines (counted from 1 in segments) with each segment replaced by the mark."""
    out = list(lines)
    by_line: dict[int, list[Segment]] = {}
    for segment in segments:
        by_line.setdefault(segment.line, []).append(segment)
    for number, parts in by_line.items():
        out[number - 1] = _marked(lines[number - 1], [(part.start, part.end) for part in parts])
    return tuple(out)


def _marked(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with spans replaced by the mark; spans that touch or overlap make one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    parts, at = [], 0
    for start, end in merged:
        parts += [text[at:start], MARK]
        at = end
    return "".join([*parts, text[at:]])


def one_mark(text: str) -> str:
    """A text in which marks that follow one another are one: their number would tell of lines covered."""
    return _RUN_OF_MARKS.sub(MARK, text)


def scrub(text: str, wanted: Iterable[str]) -> str:
    """A text without the words, wherever it came from (a note, a reason, a derived field)."""
    for words in wanted:
        lines = list(enumerate(text.split("\n"), 1))
        found = [part for parts in occurrences(lines, words) for part in parts]
        if found:
            text = "\n".join(take_out([line for _, line in lines], found))
    return one_mark(text)


def holds(text: str, wanted: str) -> bool:
    """Whether the words still stand in a text."""
    return bool(occurrences(list(enumerate(text.split("\n"), 1)), wanted))


def fits(shown: str, raw: str) -> bool:
    """Whether a text as it may be shown is the raw one but for what marks cover."""
    if MARK not in shown or MARK in raw:
        return shown == raw
    parts, at = shown.split(MARK), 0
    for part in parts:
        at = raw.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return raw.startswith(parts[0]) and raw.endswith(parts[-1])


FIXED = frozenset({"key", "by", "kind", "qualifier", "unit", "status", "completeness", "relation", "source"})
"""Fields that hold a word of ours, or tell of the file; nothing that a cable says can stand there."""


def everywhere(value: _T, change: Callable[[str], str]) -> _T:
    """The value with each string in it changed, keys of mappings too; structs and tuples all the way down."""
    if isinstance(value, str):
        return change(value)  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(everywhere(each, change) for each in value)  # type: ignore[return-value]
    if isinstance(value, dict):
        return {change(key): everywhere(each, change) for key, each in value.items()}  # type: ignore[return-value]
    if isinstance(value, msgspec.Struct):
        fields = {name: getattr(value, name) for name in value.__struct_fields__ if name not in FIXED}
        new = {name: everywhere(each, change) for name, each in fields.items()}
        changed = {name: each for name, each in new.items() if each is not fields[name]}
        return msgspec.structs.replace(value, **changed) if changed else value
    return value
