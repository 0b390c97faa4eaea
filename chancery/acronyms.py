"""The field's own short forms (G/TIP, IOM, TVPA ...): their meanings, and which of them a cable uses."""

import re
from functools import cache

from chancery.model import Cable
from chancery.vocab import load

FORM = re.compile(r"(?<![\w/])[A-Z](?:/?[A-Z]){1,11}(?=s?(?![\w/]))")
"""A short form in running text, without the 's' of a plural: 'NGO' in 'local NGOs', 'G/TIP'."""


@cache
def meanings() -> dict[str, str]:
    """Meanings of the field's short forms."""
    return dict(load("acronyms"))


def used(cable: Cable) -> tuple[str, ...]:
    """The field's short forms that a cable's text uses and does not itself explain, sorted."""
    known = meanings()
    found = {
        form for section in cable.sections for paragraph in section.paragraphs for form in FORM.findall(paragraph.text)
    }
    return tuple(sorted(form for form in found if form in known and form not in cable.glossary))
