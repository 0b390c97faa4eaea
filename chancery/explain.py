"""A cable's raw text with the role of each line in the margin: what to look at first when one misreads."""

from collections.abc import Iterator

from chancery.model import Cable
from chancery.parse import Parsed

UNPLACED = "?"
"""The role of a line that no rule could place."""


def explain(parsed: Parsed) -> str:
    """Each line of the raw file: its number, its role, a bar, the line; a last line sums up.

    A role stands once where it goes on over lines below each other; blank lines have none; '?' is unplaced.
    """
    ledger = parsed.ledger
    margins = list(_margins(parsed))
    width = max([len(margin) for margin in margins], default=0)
    digits = len(str(len(ledger.raw)))
    rows = [
        f"{number:>{digits}}  {margin:<{width}} | {_shown(text)}".rstrip()
        for number, (margin, text) in enumerate(zip(margins, ledger.raw, strict=True), 1)
    ]
    return "\n".join([*rows, "", _sum(parsed.cable, len(ledger.unclaimed()))]) + "\n"


def _margins(parsed: Parsed) -> Iterator[str]:
    keys = _keys(parsed.cable)
    before = None
    for number in range(1, len(parsed.ledger.raw) + 1):
        role = parsed.ledger.role(number)
        if role == "blank":
            yield ""
            continue
        again = role == before and role is not None
        yield "" if again else f"{role}: {keys[number]}" if role and number in keys else role or UNPLACED
        before = role


def _keys(cable: Cable) -> dict[int, str]:
    """The section key of the first line of each section, with what decided it."""
    return {
        section.paragraphs[0].lines[0]: f"{section.key} by {section.by}"
        for section in cable.sections
        if section.paragraphs
    }


def _shown(text: str) -> str:
    """A line without what a terminal would act on."""
    return "".join(c if c.isprintable() or c == "\t" else "\N{REPLACEMENT CHARACTER}" for c in text)


def _sum(cable: Cable, unplaced: int) -> str:
    paragraphs = sum(len(section.paragraphs) for section in cable.sections)
    return (
        f"{cable.id}: {cable.source.lines} lines, {len(cable.sections)} sections, {paragraphs} paragraphs, "
        f"{len(cable.indicators)} figures, {unplaced} lines unplaced, signed {cable.signature or 'by nobody'}"
    )
