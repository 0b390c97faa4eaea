"""Body lines to blocks: where each paragraph begins and ends, and which lines are rules of dashes.

The mark ¶ stands before any number or letter that began a line in the source, so it does not make a paragraph
by itself: its neighbours decide ('¶2005.' and '¶30.' in the middle of a sentence are text).
"""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from msgspec.structs import replace

from chancery.body import flow, marks, numbering
from chancery.body.count import Candidate, Count
from chancery.body.numbering import Start
from chancery.ledger import Line

_RULE = re.compile(r"[-=_*~+#—–‒―‐‑−¯]{2,}(?:\s{1,80}[-=_*~+#—–‒―‐‑−¯]{1,}){0,200}")
_RULE_FIRST = frozenset("-=_*~+#—–‒―‐‑−¯")
_ENDED = frozenset(".!?:;\"')]”’*")
_LISTING = ("--", "; and", "; AND", "; or", "; OR")
_WITHIN = re.compile(r"(?<=[.!?\")\]]) {1,4}(?=¶ ?\d{1,2}\. ?\()")
"""Where a paragraph begins within a line."""
DANGLING = re.compile(
    r"\s(?:a|an|the|of|to|in|on|for|and|or|by|with|from|at|AND|THE|OF|TO|IN|FOR|[MD]RS?\.|[MD]rs?\.|E\.G\.|e\.g\.)$"
)
"""Words that end no sentence and no heading."""
REDACTED = re.compile(r"X{6}$")
"""What earlier editors put in the place of names."""
_SHORT, _ANNOUNCED, _NEAR = 45, 80, 5


@dataclass(slots=True)
class Block:
    """Lines that belong together: a paragraph, or what may turn out to be a heading."""

    lines: list[Line]
    start: Start | None
    gap: bool
    """A blank line, a rule or nothing stands above."""
    texts: list[str] = field(default_factory=list)
    """The lines without the number, the letter and the marking of the first."""


@dataclass(slots=True)
class Rule:
    """A rule of dashes."""

    line: Line
    gap: bool


Item = Block | Rule


def is_rule(text: str) -> bool:
    """Whether a line without outer blanks is a rule: '-----', '=== ==', '* * *'; '--' alone is too short."""
    return (
        text[0] in _RULE_FIRST
        and len(text) > 2
        and (text[2] in _RULE_FIRST or " " in text[1:3])
        and bool(_RULE.fullmatch(text) or _RULE.fullmatch("-" + text))
    )


def split(lines: Sequence[Line]) -> list[Item]:
    """Blocks and rules of the body in order. Each non-blank line is in exactly one of them."""
    if " ¶" in "\n".join([line.text for line in lines]):
        lines = [Line(line.number, part) for line in lines for part in _WITHIN.split(line.text)]
    seen = [line.text.strip() for line in lines]
    rules = {i for i, text in enumerate(seen) if text and text[0] in _RULE_FIRST and is_rule(text)}
    starts = _starts(seen, rules)
    begun = rules | starts.keys()
    items: list[Item] = []
    block: Block | None = None
    gap = True
    for index, text in enumerate(seen):
        if not text:
            block, gap = None, True
        elif block is not None and index not in begun and text[0] != "¶":
            block.lines.append(lines[index])
            block.texts.append(lines[index].text.rstrip())
        elif index in rules:
            items.append(Rule(lines[index], gap))
            block, gap = None, True
        else:
            start = starts.get(index)
            if start is not None or block is None:
                block = None if start is not None else _torn(items, text, gap=gap)
                if block is None:
                    block = Block([], start, gap)
                    items.append(block)
            gap = False
            _add(block, lines[index], text, start)
    return items


def _add(block: Block, line: Line, text: str, start: Start | None) -> None:
    """Put a line into its block: what is shown goes without number, marking, outer blanks and stray ¶."""
    block.lines.append(line)
    shown = start.text if start is not None else numbering.plain(text) if text[0] == "¶" else line.text.rstrip()
    if shown:
        block.texts.append(shown)


def _torn(items: list[Item], text: str, *, gap: bool) -> Block | None:
    """The block before a blank line that stands in the middle of a sentence; None where that had ended."""
    last = items[-1] if items else None
    if not gap or not isinstance(last, Block) or text[1:2] in (".", ")", " "):
        return None
    if not last.texts:  # a number and its marking alone: '2. (C)'
        return last if len(text) >= _SHORT or text.endswith(".") else None
    end = last.texts[-1].rstrip()
    goes_on = text[0].islower() or (DANGLING.search(end[-6:]) is not None and text[0].isalnum())
    goes_on = goes_on and len(end) >= _SHORT and not end.startswith(("-", "*", "o ", "•"))
    return last if goes_on and (end[-1].isalnum() or end[-1] in ",]") else None


def _candidates(seen: Sequence[str], rules: Container[int]) -> Iterator[Candidate]:
    for index in numbering.may_begin(seen):
        start = None if index in rules else numbering.read(seen[index])
        if start is not None:
            gap = index == 0 or not seen[index - 1] or index - 1 in rules
            before = _before(seen, index)
            if not gap and not start.marking and numbering.POINTS.search(before[-16:]):
                continue
            apart = (
                gap
                or (start.sure and _unwrapped(before) and not start.text[:1].islower())
                or (before[-1] == "." and marks.BEGIN.match(start.text) is not None)
            )
            ended = apart or before[-1] in _ENDED or before.endswith(_LISTING) or _is_loud(before, start.text)
            ended = ended or marks.CLOSED.search(" ".join(seen[max(index - 2, 0) : index])[-40:]) is not None
            below = seen[index + 1] if index + 1 < len(seen) else ""
            first = start.number == 1 and (before[-1:] == ":" or seen[index][1:2] == ")")
            yield Candidate(index, start, apart, ended, _cut_short(before, seen, index), below, first)


def _cut_short(line: str, seen: Sequence[str], index: int) -> bool:
    """Whether a line ends before its width, or announces what follows ('29. INVESTIGATION AND PROSECUTION:')."""
    if line.endswith(":") or not line.isupper() or not _SHORT <= len(line) < _ANNOUNCED:
        return len(line) < (_ANNOUNCED if line.endswith(":") else _SHORT)
    width = max(map(len, seen[max(index - _NEAR, 0) : index + _NEAR]))
    return not seen[index].isupper() or len(line) + len(seen[index].split(None, 1)[0]) < width


def _is_loud(line: str, below: str) -> bool:
    """Whether a line in capitals stands above one that is not, as a heading does."""
    return len(line) < _ANNOUNCED and line.isupper() and not below.isupper()


def _before(seen: Sequence[str], index: int) -> str:
    """The last line above one that is not blank."""
    while index and not seen[index - 1]:
        index -= 1
    return seen[index - 1] if index else ""


def _unwrapped(line: str) -> bool:
    """Whether a line was ended by its writer, being longer than any post wrapped, or was cut by an earlier editor."""
    return len(line) > flow.LONG or REDACTED.search(line[-12:]) is not None


def _starts(seen: Sequence[str], rules: Container[int]) -> dict[int, Start]:
    """Which lines begin a paragraph: candidates that fit the count and their surroundings."""
    candidates = list(_candidates(seen, rules))
    if any("." in (c.start.label or "") for c in candidates):
        real = numbering.real([c.start for c in candidates], [seen[c.index] for c in candidates])
        candidates = [c for c, holds in zip(candidates, real, strict=True) if holds]
    if not numbering.counts([c.start.label for c in candidates]):
        candidates = [c for c in candidates if _scanned(c)]
    if sum(c.start.label == "Q" or c.start.text[:2] in ("Q:", "Q.") for c in candidates) > 1:
        candidates = [c for c in candidates if c.start.label not in ("Q", "A") or c.start.number is not None]
    listed = numbering.listed([(c.start, c.gap) for c in candidates])
    listed |= numbering.counted([(c.start, c.gap, c.first) for c in candidates])
    candidates = [c for place, c in enumerate(candidates) if place not in listed]
    count = Count(candidates)
    taken = [c for c in candidates if count.takes(c)]
    return dict(zip([c.index for c in taken], _inner([c.start for c in taken]), strict=True))


def _scanned(c: Candidate) -> bool:
    """Read a candidate's figure as the letter that a scanner took for it; False where it can be none."""
    start = numbering.scanned(c.start)
    c.start = start or c.start
    return start is not None


def _inner(starts: Sequence[Start]) -> Iterator[Start]:
    """Letters behind numbers ('3. (SBU) A. It is.') are labels where the next paragraph has the next letter.

    Those behind such a label may leave some out, or begin anew.
    """
    letters = [start.label or numbering.inner(start.text) for start in starts]
    before = None
    for start, letter, following in zip_longest(starts, letters, letters[1:]):
        onward = letter is not None and (
            following == numbering.following(letter)
            or numbering.follows(before, letter, numbering.STEP)
            or (before is not None and letter == "A")
        )
        if onward and start.label is None and start.number is not None:
            yield replace(start, label=letter, text=numbering.behind(start.text))
        else:
            yield start
        before = letter if onward else start.label
