"""Whether words read as a heading: their capitals, their length and their end."""

import re

from chancery.marks import SIGN

_SMALL = frozenset(
    """
    a an and as at by for from in into of on or over the to upon vs with but nor via is are be not it its
    """.split()
)
_WORD = re.compile(r"[^\W\d_][\w'’.]*")
END = re.compile(r"[.,;]$")
"""Signs that end a sentence or a part of it, and no heading."""
SHORT = 90
"""Characters of the longest heading that is told by its words alone."""


def telling(text: str) -> bool:
    """Whether words without a rule read as a heading: capitals, or a title, and no end of a sentence."""
    apart = len(text) > SHORT or END.search(text) or len(set(text)) < 3 or SIGN.match(text)
    return not apart and (text.isupper() or titled(text))


def titled(text: str) -> bool:
    """'Training for Police and Government Officials': three words in four begin with a capital."""
    if END.search(text) or (not text[0].isupper() and text[0] not in "\"'“‘"):
        return False
    words = [word for word in _WORD.findall(text) if word.lower() not in _SMALL]
    return bool(words) and sum(word[0].isupper() for word in words) * 4 >= len(words) * 3
