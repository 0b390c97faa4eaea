"""What an editor decided about a cable (``cables/<id>.edits.yaml``): a note, corrections, redactions.

``load`` reads the file, ``publish`` applies it to a cable. The raw file is never touched, and the edits file
(it can hold the very words it takes out) is never copied to the site.

A redaction is taken out of the raw lines first and the rest is read again, so that nothing that was derived
from the words (a figure, a reference, a short form, a date) outlives them; then every string of the record,
of the note and of the reasons is gone over once more.
"""

import re
from collections.abc import Callable, Iterable

import msgspec

from chancery.editing import corrections
from chancery.editing.edits_file import At, Edits, RedactionEdit, load, loads
from chancery.editing.figure_edits import reindexed
from chancery.editing.placing import find_paragraph
from chancery.editing.published import Published, Redaction
from chancery.editing.redaction import (
    WHOLE_WORDS_BELOW,
    Segment,
    everywhere,
    letters,
    occurrences,
    one_mark,
    scrub,
    take_out,
)
from chancery.ledger import Ledger
from chancery.model import Cable, Indicator, Lines, Paragraph
from chancery.parse import Parsed, parse
from chancery.source import Source, decode
from chancery.words import runs

__all__ = ["Edits", "hidden", "load", "loads", "publish"]


class _Taken(msgspec.Struct, frozen=True):
    """What redactions take out: segments a redaction, and the words that may stand nowhere."""

    segments: tuple[tuple[Segment, ...], ...]
    words: tuple[str, ...]


def publish(source: Source, parsed: Parsed, edits: Edits | None) -> Published:
    """A cable with its edits applied; without edits, the cable as it is.

    Raises ``InputError`` where an edit does not fit the cable.
    """
    if edits is None:
        return Published(cable=parsed.cable, raw=source.lines, roles=parsed.ledger.roles())
    taken, cable = _taken(source, parsed, edits), parsed.cable
    raw = take_out(source.lines, (part for parts in taken.segments for part in parts))

    def clean(text: str) -> str:
        return scrub(text, taken.words)

    shown = _without(source, cable, raw, clean) if edits.redactions else cable
    shown, done = corrections.apply(cable, shown, edits, clean)
    return Published(
        cable=shown,
        raw=raw,
        roles=parsed.ledger.roles(),
        note=None if edits.note is None else clean(edits.note),
        corrections=done,
        redactions=tuple(
            Redaction(places=runs(sorted(part.line for part in parts)), reason=clean(each.reason))
            for each, parts in zip(edits.redactions, taken.segments, strict=True)
        ),
        reviewed=tuple(
            msgspec.structs.replace(
                each, reason=clean(each.reason), text=None if each.text is None else clean(each.text)
            )
            for each in edits.reviewed
        ),
    )


def hidden(source: Source, edits: Edits) -> tuple[str, ...]:
    """Words that may stand nowhere in the site: redacted everywhere, and long enough to be told apart.

    Raises ``InputError`` where an edit does not fit.
    """
    words = _taken(source, parse(source), edits).words
    return tuple(text for text in words if len(letters(text)) >= WHOLE_WORDS_BELOW)


def _taken(source: Source, parsed: Parsed, edits: Edits) -> _Taken:
    """Where the redactions are in the raw text. Raises ``InputError``."""
    _check_text(source, edits)
    segments, words = [], []
    for index, each in enumerate(edits.redactions):
        at = At(edits, f"redactions[{index}]")
        here = _here(source, parsed, each, at)
        text = each.text or _text_of(source, parsed.cable, each, at)
        if not each.here_only and letters(text):
            here = [*here, *_all(source, parsed, text)]
            words.append(text)
        if not here:
            raise at.fault("the words do not stand in the cable", "copy them from the raw text")
        if any(part.line == 1 for part in here):
            raise at.fault(
                "this takes the reference id out",
                "narrow it; to hide a cable, do not publish it",
            )
        segments.append(tuple(sorted(set(here))))
    return _Taken(tuple(segments), tuple(words))


def _check_text(source: Source, edits: Edits) -> None:
    """Whether places are those of this text; in another they would be others. Raises ``InputError``."""
    words = [*(each.text for each in edits.redactions), *(each.text for each in edits.reviewed)]
    if edits.source != source.sha256 and (edits.source or None in words):
        what = "the text is not that of these edits" if edits.source else "these edits name no text"
        todo = f"look at each place, then write 'source: {source.sha256}'"
        raise At(edits, "source").fault(what, todo)


def _text_of(source: Source, cable: Cable, each: RedactionEdit, at: At) -> str:
    """The words that a redaction by place covers. Raises ``InputError``."""
    if each.paragraph is not None:
        _, paragraph = find_paragraph(cable, each.paragraph, each.lines, at)
        text = paragraph.text
    else:
        first, last = _checked(source, each.lines or (1, 1), at)
        text = "\n".join(source.lines[first - 1 : last])
    start, end = each.span or (0, len(text))
    if not 0 <= start < end <= len(text):
        raise at.fault("the span is not in the text", f"it has {len(text)} characters")
    return text[start:end]


def _checked(source: Source, lines: Lines, at: At) -> Lines:
    if not 1 <= lines[0] <= lines[1] <= len(source.lines):
        raise at.fault("no such lines", f"the file has lines 1 to {len(source.lines)}, first before last")
    return lines


def _here(source: Source, parsed: Parsed, each: RedactionEdit, at: At) -> list[Segment]:
    """The segments of a redaction's own place; empty where it has none. Raises ``InputError``."""
    if each.paragraph is not None:
        _, paragraph = find_paragraph(parsed.cable, each.paragraph, each.lines, at)
        words = each.text or _text_of(source, parsed.cable, each, at)
        return _in_paragraph(_reading(source, parsed.ledger, paragraph.lines), paragraph, each, words)
    if each.lines is None:
        return []
    first, last = _checked(source, each.lines, at)
    numbered = list(enumerate(source.lines, 1))[first - 1 : last]
    if each.text is not None:
        return [part for parts in occurrences(numbered, each.text, whole=False) for part in parts]
    start, end = each.span or (0, sum(len(text) + 1 for _, text in numbered))
    return _characters(numbered, start, end)


def _characters(numbered: Iterable[tuple[int, str]], start: int, end: int) -> list[Segment]:
    """Segments for a span of characters in lines joined by line ends; blank parts left as they are."""
    found, at = [], 0
    for number, text in numbered:
        left, right = max(start - at, 0), min(end - at, len(text.rstrip()))
        if left < right and text[left:right].strip():
            found.append(Segment(number, left, right))
        at += len(text) + 1
    return found


def _in_paragraph(
    numbered: list[tuple[int, str]], paragraph: Paragraph, each: RedactionEdit, words: str
) -> list[Segment]:
    """The segments of words in a paragraph: the same occurrence in the raw lines as in the text."""
    raw = occurrences(numbered, words, whole=False)
    if each.span is not None:
        in_text = occurrences([(1, paragraph.text)], words, whole=False)
        if len(raw) == len(in_text):
            start, end = each.span
            raw = [parts for parts, (at, *_) in zip(raw, in_text, strict=True) if start <= at.start < end]
    return [part for parts in raw for part in parts]


def _reading(source: Source, ledger: Ledger, lines: Lines) -> list[tuple[int, str]]:
    """The raw lines a paragraph was read from, page markers inside it left out."""
    role = ledger.role(lines[0])
    numbers = range(lines[0], min(lines[1], len(source.lines)) + 1)
    return [(number, source.lines[number - 1]) for number in numbers if ledger.role(number) == role]


def _all(source: Source, parsed: Parsed, text: str) -> list[Segment]:
    """Every place of the words in the raw lines, and across page markers within paragraphs."""
    found = occurrences(list(enumerate(source.lines, 1)), text)
    key = letters(text)
    for section in parsed.cable.sections:
        for paragraph in section.paragraphs:
            if key in letters(paragraph.text):
                found += occurrences(_reading(source, parsed.ledger, paragraph.lines), text)
    return [part for parts in found for part in parts]


def _without(source: Source, cable: Cable, raw: tuple[str, ...], clean: Callable[[str], str]) -> Cable:
    """The cable read again from the raw lines without what is redacted."""
    # With the digest of what is published: by that of what came, a guess at the words could be proved.
    again = parse(decode("".join(f"{line}\n" for line in raw).encode(), source.file)).cable

    def fresh(text: str) -> str:
        return one_mark(clean(text))

    new: Cable = everywhere(again, fresh)
    new = msgspec.structs.replace(new, id=cable.id)
    figures = _respanned(new)
    return new if figures == new.indicators else msgspec.structs.replace(new, indicators=figures)


def _respanned(cable: Cable) -> tuple[Indicator, ...]:
    """The figures with spans that fit the texts; a figure whose words are gone goes with them."""
    texts = {paragraph.lines: paragraph.text for section in cable.sections for paragraph in section.paragraphs}
    before, kept, changed = list(cable.indicators), [], {}
    for one in before:
        starts = [found.start() for found in re.finditer(f"(?={re.escape(one.quote)})", texts.get(one.lines, ""))]
        if starts:
            start = min(starts, key=lambda at: abs(at - one.span[0]))
            new = msgspec.structs.replace(one, span=(start, start + len(one.quote)))
            kept.append(new)
            changed[id(one)] = new
    return reindexed(before, kept, changed)
