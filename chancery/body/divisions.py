"""Cutting a block of lines: at the marks of a section, where words stand before or behind them, and at letters.

A line that holds both parts keeps the role of the first.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from msgspec.structs import replace

from chancery.body import flow, marks, numbering, wording
from chancery.body.headings import Heading, Part
from chancery.body.paragraphs import Block
from chancery.vocab.topic_words import heading_keys, normal, vocabulary

_CRUSHED = re.compile(
    r"(?<=[.?!\")”])(?<!\b[A-Z]\.)(?<!\b[DFMS][a-z]\.)(?<!\b(?:Amb|Col|Gen|Gov|Maj|Mrs|Rep|Rev|Sen|Sgt)\.)"
    r"\s{1,4}(?:\d{1,2}\s?[.-]?\s?)?\(?(?P<letter>[B-Z])[.)]\s{1,3}(?=[A-Z(\"“\d])"
)
"""The letter of the next answer behind the end of a sentence, not of a title or of initials."""
_HEADED = re.compile(r"(?P<words>[^.:]{4,100}?)\s?[.:-]{1,2}\s(?=\(?A[.)]\s)")
"""A heading before the first letter: 'OVERVIEW: A. Ruritania is'."""


def lettered(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts of a body, those cut that crush several answers into one paragraph: 'A. It is.  B. They are.'."""
    for part, after in zip_longest(parts, parts[1:]):
        if isinstance(part, Block) and part.start is not None and part.texts:
            follower = after.start if isinstance(after, Block) else None
            yield from _answers(part, part.start, follower.label if follower is not None else None)
        elif part is not None:
            yield part


def _answers(block: Block, start: numbering.Start, after: str | None) -> Iterator[Part]:
    """The answers of one block; ``after`` is the letter of the next, which cuts nothing here."""
    letter, headed = start.label or numbering.inner(start.text), None
    top = "\n".join(block.texts[:2]) if letter is None else ""
    if letter is None and "A. " not in top and "A) " not in top:
        yield block
        return
    lines = "\n".join(block.texts)
    if letter is None:
        headed = _HEADED.match(lines)
        letter = "A" if headed is not None and _heads(headed["words"]) else None
    places = list(_places(lines, letter or "", after))
    if not places and not (headed is not None and letter == "A" and after == "B"):
        yield block
        return
    behind = replace(start, text=lines)
    if headed is not None:
        yield Heading(headed["words"].strip(), [], start.number, start.marking)
        behind = numbering.read(lines[headed.end() :]) or behind
    elif start.label is None:
        marking, text = numbering.marked(numbering.behind(lines))
        behind = replace(start, label=letter, marking=start.marking or marking, text=text)
    above, shown = len(block.lines) - len(block.texts), len(lines) - len(behind.text)
    for begin, end in pairwise([shown, *places, len(lines)]):
        answer = behind if begin == shown else numbering.read(lines[begin:end]) or start
        first = 0 if begin == shown else above + lines.count("\n", 0, begin)
        last = above + lines[:end].rstrip().count("\n")
        texts = answer.text[: end - begin].rstrip().split("\n")
        yield Block(block.lines[first : last + 1], answer, gap=True, texts=texts)


def _heads(words: str) -> bool:
    """Whether words before the first letter are a heading ('OVERVIEW: A. ...'), not those of a list ('Options: A.')."""
    usual = normal(words) in vocabulary().exact
    return usual or (wording.telling(words) and (words.isupper() or bool(heading_keys(words))))


def _places(lines: str, letter: str, after: str | None) -> Iterator[int]:
    """Where the answers with the next letters begin."""
    if len(letter) != 1 or not letter.isupper():
        return
    following = numbering.following(letter)
    if following == after or (f"{following}." not in lines and f"{following})" not in lines):
        return
    for found in _CRUSHED.finditer(lines):
        if found["letter"] == following and following != after:
            yield found.start() + len(found[0]) - len(found[0].lstrip())
            following = numbering.following(following)


def late(block: Block, text: str) -> Block | None:
    """The rest of a block behind words before its summary, cut off it: '1. This text is sensitive. SUMMARY: ...'."""
    if "UMM" not in text.upper() or not any(found["summary"] for found in marks.ends(text)):
        return None
    lines = "\n".join(block.texts)
    found = marks.LATE.search(lines)
    if found is None:
        return None
    before = lines[: found.start()].split("\n")
    first = len(block.lines) - len(block.texts) + len(before) - 1
    rest = Block(block.lines[first:], None, gap=True, texts=lines[found.end() :].split("\n"))
    del block.lines[first + 1 :]
    block.texts = before
    return rest


def divided(block: Block, found: re.Match[str], words: flow.Words, *, begun: bool) -> tuple[str, Part | None]:
    """Cut a block behind an end mark: what follows is a paragraph of its own, whose first line can hold the mark.

    ``begun`` says that the block has the mark too with which the section begins, which goes as well.
    """
    kind = found.lastgroup or "summary"
    lines = "\n".join(block.texts)
    mark = next(
        (m for m in marks.CLOSE.finditer(lines) if m[kind] is not None and m[0].split() == found[0].split()), None
    )
    if mark is None:
        return f"{found.string[: found.start()].rstrip()} {found.string[found.end() :]}".strip(), None
    head = flow.join(lines[: mark.start()].rstrip().split("\n"), words)
    begin = marks.begins(f"{head} {found[0]}") if begun else None
    head = head[begin.end() :] if begin else head
    last = lines.count("\n", 0, mark.end() - 1)
    same, *below = lines[mark.end() :].split("\n") if lines[mark.end() - 1] != "\n" else ["", *block.texts[last + 1 :]]
    if same.strip() and not below and wording.telling(same):
        return head, Heading(same.strip(), [])
    if not same.strip() and not below:
        return undashed(head), None
    after = len(block.lines) - len(below)
    start = numbering.read(same.strip()) if same.strip() else None
    if start is None or block.start is None or start.number != (block.start.number or 0) + 1:
        start = None
    behind = [start.text if start else same, *below] if same.strip() else below
    rest = Block(block.lines[after - bool(same.strip()) :], start, gap=True, texts=behind)
    del block.lines[after:]
    return undashed(head), rest


def undashed(text: str) -> str:
    """Without the dashes that stood between a text and its end mark."""
    return text.rstrip(" \n-–—") if text.rstrip().endswith(("--", " -", "\n-", "–", "—")) else text.rstrip()
