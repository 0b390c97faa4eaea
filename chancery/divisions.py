"""Cutting a block of lines in two at the marks of a section, where words stand before or behind them.

A line that holds both parts keeps the role of the first.
"""

import re

from chancery import flow, marks, numbering, wording
from chancery.headings import Heading, Part
from chancery.paragraphs import Block


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
