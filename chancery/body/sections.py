"""The body of a message: sections with their paragraphs, and the signature. Keys are given in ``topics``."""

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from chancery.body import divisions, ending, flow, headings, marks, numbering, paragraphs, reach, spacing
from chancery.body.headings import Heading, Part
from chancery.body.paragraphs import Block, Rule
from chancery.head.classification import is_marking
from chancery.ledger import Ledger, Line
from chancery.model import Paragraph

_MARK = 80
"""The last characters of a paragraph that may be the mark of a quoted text."""

_LISTED = re.compile(r"\s\(?2[.)]\s")
"""What numbers the second point of a list."""
_DEEP = 8
"""So often a paragraph is divided at marks of sections at most."""


class Draft(Struct):
    """A section before it has a key."""

    heading: str | None = None
    marker: str | None = None
    """'summary' or 'comment' where the text says so itself."""
    paragraphs: list[Paragraph] = []
    closed: bool = False
    number: int | None = None
    """Of the heading, where that is a numbered paragraph."""
    under: str | None = None
    """The heading above, where a comment with its own marks stands between that and this."""
    quoted: bool = False
    """A text ended here that stood in another, so that the heading is of that text alone."""
    until: int | None = None
    """The index of the last part of this section, where that is known."""


class Body(Struct, frozen=True):
    """What was read: sections without keys, who signed, and lines that are about the record."""

    sections: tuple[Draft, ...]
    signature: str | None
    notices: tuple[Line, ...]


def read(body: Sequence[Line], ledger: Ledger) -> Body:
    """Read the lines behind the header: headings, paragraphs, their numbers and markings, the signature.

    Every non-blank line is claimed ('paragraph', 'heading', 'rule', 'signature' …) but for lines without a
    word, which stay unplaced. Never raises, whatever the lines are.
    """
    lines, signature, notices = ending.read(body, ledger)
    lines = spacing.single(_classified(lines, ledger))
    items = paragraphs.split(lines)
    texts = [line.text for line in lines]
    parts = list(divisions.lettered(headings.find(items, shouting=ending.shouts(texts[:60]))))
    reader = _Reader(ledger, flow.Words(texts))
    reader.read(parts)
    return Body(tuple(d for d in reader.drafts if d.paragraphs or d.heading), signature, (*reader.notices, *notices))


def _classified(lines: list[Line], ledger: Ledger) -> list[Line]:
    """Without the lines that only repeat the classification before the first paragraph."""
    for index, line in enumerate(lines):
        text = line.text.strip()
        if text and not is_marking(text):
            return lines[index:]
        ledger.claim([line] if text else [], "classification")
    return []


class _Reader:
    """Goes through the parts of a body once and drafts its sections."""

    def __init__(self, ledger: Ledger, words: flow.Words) -> None:
        self.drafts: list[Draft] = [Draft()]
        self.ledger = ledger
        self.words = words
        self.pending: Heading | None = None
        self.number: int | None = None
        self.notices: list[Line] = []
        self.outside: Draft | None = None
        """The section in which a quoted text begins that has not ended yet."""

    def read(self, parts: Sequence[Part]) -> None:
        for index, part in enumerate(parts):
            if isinstance(part, Rule):
                self.ledger.claim([part.line], "rule")
            elif isinstance(part, Heading):
                self._heading(part)
            else:
                self._block(part, parts, index)
        self._settle()

    def _heading(self, heading: Heading) -> None:
        self._settle()
        for line in heading.lines:
            text = line.text.strip()
            self.ledger.claim([line], "rule" if text and paragraphs.is_rule(text) else "heading")
        self.drafts.append(Draft(heading.text, number=heading.number))
        self.pending = heading if heading.number is not None else None
        self.number = heading.number

    def _settle(self) -> None:
        """A numbered heading under which nothing stands was a paragraph after all."""
        heading, self.pending = self.pending, None
        if heading is None or self.drafts[-1].paragraphs:
            return
        words = [line for line in heading.lines if not paragraphs.is_rule(line.text.strip() or "x")]
        span = (words[0].number, words[-1].number)
        self.drafts[-1].heading = None
        self.drafts[-1].paragraphs.append(Paragraph(heading.number, heading.label, heading.marking, heading.text, span))

    def _block(self, block: Block, parts: Sequence[Part], index: int, depth: int = 0) -> None:
        text = self._text(block)
        if block.start is None and not any(map(str.isalnum, text)):
            self._wordless(block)
            return
        if depth > _DEEP:
            self._paragraph(block, text)
            return
        begin = marks.begins(text)
        begin = None if begin is not None and self._within(begin, parts, index) else begin
        if begin is None and (late := divisions.late(block, text)) is not None:
            self._block(block, parts, index, depth + 1)
            self._block(late, parts, index, depth + 1)
            return
        if begin is not None:
            self._open(begin, text, parts, index)
            text = _unmarked(block, marks.behind(begin))
        elif self._over(index):
            self.drafts.append(Draft(under=self._enclosing()))
        elif self._past(block):
            self.drafts.append(Draft())
        elif self._opens_summary(parts, index):
            self.drafts[-1].until = reach.run("summary", parts, index)
        text, rest = self._closed(block, text, begin)
        self._paragraph(block, text)
        if isinstance(rest, Block):
            self._block(rest, parts, index, depth + 1)
        elif isinstance(rest, Heading):
            self._heading(rest)

    def _text(self, block: Block) -> str:
        """The text of a block; a numbered paragraph that is a comment in brackets is shown without them."""
        text = flow.join(block.texts, self.words) if block.texts else ""
        numbered = block.start is not None and block.start.number is not None
        return marks.unbracketed(text) if numbered and text[:1] in ("(", "[") else text

    def _within(self, begin: re.Match[str], parts: Sequence[Part], index: int) -> bool:
        """Whether a comment begins within a summary whose end mark is still to come."""
        draft = self.drafts[-1]
        inside = (
            not draft.closed and bool(draft.paragraphs) and (draft.marker or reach.named(draft.heading)) == "summary"
        )
        return inside and begin["summary"] is None and reach.until("summary", parts, index) is not None

    def _over(self, index: int) -> bool:
        """Whether the section that is being read ended before the part at ``index``."""
        draft = self.drafts[-1]
        return draft.closed or (draft.until is not None and draft.until < index)

    def _opens_summary(self, parts: Sequence[Part], index: int) -> bool:
        """Whether a heading announced a summary of which nothing tells the end, no mark and no other heading."""
        draft = self.drafts[-1]
        if draft.paragraphs or draft.until is not None or reach.named(draft.heading) != "summary":
            return False
        later = any(isinstance(part, Heading) for part in parts[index:])
        return reach.until("summary", parts, index) is None and not later

    def _enclosing(self) -> str | None:
        """The heading under which the text goes on behind a summary or comment."""
        draft = self.drafts[-1]
        own = draft.heading is not None and not draft.quoted and reach.named(draft.heading) is None
        return draft.heading if own else draft.under

    def _past(self, block: Block) -> bool:
        """Whether a paragraph has the next number, or a later one, behind the answers under a numbered heading."""
        draft, start = self.drafts[-1], block.start
        if draft.number is None or start is None or start.number is None:
            return False
        answers = bool(draft.paragraphs) and draft.paragraphs[-1].number in (None, draft.number)
        anew = answers and start.label == "A" and draft.paragraphs[-1].label is not None
        return (
            bool(draft.paragraphs)
            and (start.label is None or anew)
            and (start.number == draft.number + 1 or (answers and start.number > draft.number))
        )

    def _wordless(self, block: Block) -> None:
        """Dots alone tell that the text was cut here; any other line without a word stays unplaced."""
        if all(set(line.text.split()) and set("".join(line.text.split())) <= {".", "…"} for line in block.lines):
            self.ledger.claim(block.lines, "notice")
            self.notices += block.lines

    def _open(self, begin: re.Match[str], text: str, parts: Sequence[Part], index: int) -> None:
        """Begin a section that its own words announce, or go on with the one that its heading announced."""
        kind = "summary" if begin["summary"] else "comment"
        draft = self.drafts[-1]
        goes_on = not draft.closed and kind == (draft.marker or reach.named(draft.heading))
        if draft.closed or (draft.paragraphs and not goes_on):
            draft = Draft(under=self._enclosing())
            self.drafts.append(draft)
        draft.marker = kind
        draft.until = reach.until(kind, parts, index)
        alone = begin.end() == len(text) and reach.run(kind, parts, index) == index
        if draft.until is None and not alone and draft.heading is None:
            draft.until = reach.run(kind, parts, index)

    def _closed(self, block: Block, text: str, begin: re.Match[str] | None) -> tuple[str, Part | None]:
        """The text without the end mark of its section, and the lines that follow the mark in the block."""
        draft = self.drafts[-1]
        kind = draft.marker or reach.named(draft.heading)
        if kind is None:
            return self._ended(text), None
        for found in marks.ends(text):
            if found[kind] is None or (found[0][0] in "([") != (found[0].rstrip(" .:;\n")[-1] in ")]"):
                continue
            draft.closed, draft.marker = True, draft.marker or kind
            if found.end() == len(text):
                return divisions.undashed(text[: found.start()]), None
            if begin is None and draft.until is None:
                return text, None
            return divisions.divided(block, found, self.words, begun=begin is not None)
        return text, None

    def _ended(self, text: str) -> str:
        """The text of a summary that nothing but its end mark tells, without that; any other text as it is."""
        if self.drafts[-1].heading is not None or len(self.drafts) > 1:
            return text
        found = next((each for each in marks.ends(text) if each["summary"] and each.end() == len(text)), None)
        if found is None:
            return text
        if self.drafts[-1].paragraphs:
            self.drafts.append(Draft())
        self.drafts[-1].marker, self.drafts[-1].closed = "summary", True
        return divisions.undashed(text[: found.start()])

    def _paragraph(self, block: Block, text: str) -> None:
        start = block.start
        number, label = (start.number, start.label) if start else (None, None)
        marking = start.marking if start else None
        if number is None and (label is not None or self.pending is not None):
            number = self.number
        if self.pending is not None:
            marking, label = marking or self.pending.marking, label or self.pending.label
            self.pending = None
        self.number = number if number is not None else self.number
        if not text and number is None and label is None:
            self.ledger.claim(block.lines, "marker")
            return
        self.ledger.claim(block.lines, f"paragraph {number}{label or ''}" if number is not None else "paragraph")
        lines = (block.lines[0].number, block.lines[-1].number)
        self.drafts[-1].paragraphs.append(Paragraph(number, label, marking, text, lines))
        self._quoting(text)

    def _quoting(self, text: str) -> None:
        """Behind a quoted text with headings of its own, the section goes on in which it began."""
        tail = text[-_MARK:]
        opens = "BEGIN" in tail.upper() and marks.QUOTES.search(tail) is not None
        if opens or marks.QUOTES.match(text) is not None:
            self.outside = self.drafts[-1]
        if self.outside is not None and marks.QUOTED.search(tail) is not None:
            draft, outside = self.drafts[-1], self.outside
            self.outside = None
            if draft is not outside:
                draft.closed, draft.quoted, draft.under = True, True, outside.heading or outside.under


def _unmarked(block: Block, text: str) -> str:
    """The words behind a mark of a section without their portion marking ('SUMMARY: (SBU) The …'), which is kept."""
    found = numbering.read(text) if block.start is None else None
    if found is not None and found.number and (found.marking or (found.number == 1 and _LISTED.search(text) is None)):
        block.start = found  # 'SUMMARY: 1. (C) The ...'
        return found.text
    marking, rest = numbering.marked(text)
    known = block.start.marking if block.start is not None else None
    if marking is None or not rest or (known is not None and known != marking):
        return text
    start = block.start or numbering.Start(None, None, None, text, sure=False)
    block.start = replace(start, marking=marking)
    return rest
