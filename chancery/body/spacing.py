"""Text that was typed with a blank line behind each line, as some posts sent it."""

from itertools import pairwise

from chancery.ledger import Line

_LEAST = 12
"""Lines of a text that tells whether it is spaced so."""
_OPEN = 0.4
"""This part of the lines ends within a sentence at the least ..."""
_WIDE = range(40, 81)
"""... and this is how long the lines are on the average."""


def single(lines: list[Line]) -> list[Line]:
    """The lines without the blank one behind each where they are spaced so; else the same lines.

    Two blank lines or more stand where a paragraph ends, and stay.
    """
    if len(lines) < 2 * _LEAST or not any(not line.text.strip() for line in lines[1:3]):
        return lines
    blank = [not line.text.strip() for line in lines]
    words = [line.text.strip() for line, none in zip(lines, blank, strict=True) if not none]
    near = sum(not one and not two for one, two in pairwise(blank))
    within = sum(text[-1].isalnum() or text[-1] == "," for text in words)
    wide = sum(map(len, words)) // max(len(words), 1) in _WIDE
    if near * 10 > len(words) or within < len(words) * _OPEN or not wide or len(words) < _LEAST:
        return lines
    last = len(lines) - 1
    return [
        line
        for at, (line, none) in enumerate(zip(lines, blank, strict=True))
        if not none or (at and blank[at - 1]) or (at < last and blank[at + 1])
    ]
