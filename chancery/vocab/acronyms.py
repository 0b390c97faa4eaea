"""The field's own short forms (G/TIP, IOM, TVPA ...): their meanings, and which of them a cable uses."""

import re
from functools import cache

from chancery.model import Cable
from chancery.vocab import load

_CAPITALS = bytes(byte if 65 <= byte <= 90 or byte == 47 else 32 for byte in range(256))
"""Capitals and strokes, a blank for all else."""
_INSIDE = re.compile(r"[\w/]")
_ENDS = re.compile(r"s?(?![\w/])")
"""The end of a short form, a plural's 's' before it."""


@cache
def meanings() -> dict[str, str]:
    """Meanings of the field's short forms."""
    return dict(load("acronyms"))


def used(cable: Cable) -> tuple[str, ...]:
    """The field's short forms that a cable's text uses and does not itself explain, sorted."""
    text = "\n".join(paragraph.text for section in cable.sections for paragraph in section.paragraphs)
    capitals = text.encode("ascii", "replace").translate(_CAPITALS).decode("ascii")
    seen = meanings().keys() & set(capitals.split())
    return tuple(sorted(form for form in seen if form not in cable.glossary and first_use(text, form) >= 0))


def first_use(text: str, form: str) -> int:
    """Where a short form stands by itself first, no part of a word or a path; -1 where it does not.

    A plural's 's' may follow it.

    >>> first_use("AHT/TIP, ANTITIP and TIPs", "TIP")
    21
    """
    at = text.find(form)
    while at >= 0 and not alone(text, at, at + len(form)):
        at = text.find(form, at + 1)
    return at


def alone(text: str, start: int, end: int) -> bool:
    """Whether a short form from ``start`` to ``end`` stands by itself."""
    return not (start and _INSIDE.match(text, start - 1)) and _ENDS.match(text, end) is not None
