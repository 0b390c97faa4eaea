"""The field's own short forms (G/TIP, IOM, TVPA ...): their meanings, and which of them a cable uses."""

import re
from functools import cache

from chancery.model import Cable
from chancery.vocab import load

_FORM = re.compile(r"[A-Z](?:/?[A-Z]){1,11}(?=s?(?![\w/]))")
"""The end of a word in capitals, without the 's' of a plural: 'NGO' in 'local NGOs', 'G/TIP'.

What stands before it is looked at afterwards: a pattern that begins with it takes three times as long.
"""
_INSIDE = re.compile(r"[\w/]")


@cache
def meanings() -> dict[str, str]:
    """Meanings of the field's short forms."""
    return dict(load("acronyms"))


def used(cable: Cable) -> tuple[str, ...]:
    """The field's short forms that a cable's text uses and does not itself explain, sorted."""
    known = meanings()
    found = {
        match[0]
        for section in cable.sections
        for paragraph in section.paragraphs
        for match in _FORM.finditer(paragraph.text)
        if match[0] in known and _begins(paragraph.text, match.start())
    }
    return tuple(sorted(form for form in found if form not in cable.glossary))


def _begins(text: str, at: int) -> bool:
    """Whether a word begins here."""
    return at == 0 or not _INSIDE.match(text, at - 1)
