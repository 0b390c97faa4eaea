"""How far a summary or a comment reaches: to its end mark, to the next heading, over its paragraphs."""

from collections.abc import Sequence

from chancery.body import marks
from chancery.body.headings import Heading, Part
from chancery.body.paragraphs import Block

_NEAR = 5
"""A comment without an end mark runs on to the end of the cable over so many paragraphs at most."""


def named(heading: str | None) -> str | None:
    """'summary' or 'comment' where a heading says so."""
    if heading is None:
        return None
    upper = heading.upper()
    return "summary" if "SUMMARY" in upper else "comment" if "COMMENT" in upper or "CONCLUSION" in upper else None


def until(kind: str, parts: Sequence[Part], index: int) -> int | None:
    """Which part holds the end mark of a section that begins here; None where none before a heading does."""
    for place in range(index, min(index + 12, len(parts))):
        part = parts[place]
        if isinstance(part, Heading):
            return None
        if isinstance(part, Block):
            text = " ".join(part.texts)
            if any(found[kind] for found in marks.ends(text)):
                return place
            begun = marks.BEGIN.match(text) if place > index else None
            if begun is not None and (kind != "summary" or begun["summary"]):
                return None
    return None


def run(kind: str, parts: Sequence[Part], index: int) -> int:
    """How far a section without an end mark runs: over unnumbered paragraphs; a comment to a near end."""
    last, begun = index, _is_marked(parts[index])
    for place in range(index + 1, len(parts)):
        part = parts[place]
        if begun and _is_marked(part):
            return last
        first = part.texts[0].lstrip() if isinstance(part, Block) and part.texts else ""
        if isinstance(part, Heading) or marks.BEGIN.match(first) or marks.LEAD.match(first):
            return last
        if isinstance(part, Block) and part.start is not None and part.start.number is not None:
            near = kind == "comment" and len(parts) - index <= _NEAR
            if not near:
                return last
        last = place
    return last


def _is_marked(part: Part) -> bool:
    """Whether a portion marking begins a paragraph and no number, as it begins all in cables without numbers."""
    start = part.start if isinstance(part, Block) else None
    return start is not None and start.number is None and start.marking is not None
