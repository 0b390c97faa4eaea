"""Whether words read as a heading: their capitals, their length and their end."""

import re

from chancery.body.marks import SIGN
from chancery.vocab.topic_words import heading_keys, normal, vocabulary

_INLINE = re.compile(r"[-=_*~]{2,}\s{0,4}(?P<words>[^-=_*~\s].{0,120}?)\s{0,4}[-=_*~]{2,}")
_LEADING = re.compile(r"[-=_*~]{4,}\s{0,4}(?P<words>[A-Z][^-=_*~]{2,80})")
_TRAILING = re.compile(r"(?P<words>[A-Z].{0,100}?[^-=_*~\s])\s{1,8}[-=_*~]{5,}")
_DECORATED = re.compile(
    r"(?:\*{1,3}|/{1,3}|<{1,3}|#{1,3}|_)\s?(?P<words>[A-Z][^*/<>#_]{2,70}?)\s?(?:\*{1,3}|/{1,3}|>{1,3}|#{1,3}|_)"
)
_SMALL = frozenset(
    """
    a an and as at by for from in into of on or over the to upon vs with but nor via is are be not it its
    """.split()
)
_WORD = re.compile(r"[^\W\d_][\w'’.]*")
END = re.compile(r"(?<!\.\.)[.,;]$|\A[^\"“].{1,90}\.[\"”]$")
"""Signs that end a sentence or a part of it, and no heading; words that are all in quotation marks can be one."""
SAYS = re.compile(r"\b(?:are|is|follow(?:s|ing)?|has|have|keyed|include[sd]?|sa(?:ys?|id)|that)\b", re.IGNORECASE)
"""What makes of words before a colon a sentence: 'ANSWERS TO REFTEL ARE AS FOLLOWS:'."""
_ROMAN = re.compile(r"[IVX]{1,4}\. ")
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


def remarked(text: str) -> bool:
    """Capitals or a title, be there a remark in brackets behind them: 'ZENDA POST (independent, 60,000)'."""
    bare = text.rpartition(" (")[0] if text[-1] == ")" else text
    return bool(bare) and (bare.isupper() or titled(bare))


def framed(text: str, *, alone: bool) -> str | None:
    """The words of a heading that has its dashes in its own line; where it stands alone, other signs about it too.

    Examples: '-------- SUMMARY --------', 'SUMMARY --------', '------ SUMMARY', '*Prevention*', '//COMMENT//'.
    """
    if text[-1] in "-=_*~" and (found := _INLINE.fullmatch(text) or _TRAILING.fullmatch(text)) is not None:
        return found["words"]
    if text[0] in "-=_*~" and text[-1] not in "-=_*~" and telling(text.lstrip("-=_*~ ")):
        found = _LEADING.fullmatch(text)
        return found and found["words"]
    found = _DECORATED.fullmatch(text) if alone and text[0] in '*/<#_"“' else None
    return found["words"] if found is not None and telling(found["words"]) else None


def usual(text: str) -> bool:
    """Whether words are one of the usual headings of cables on trafficking in persons, or a Roman number tells it."""
    return normal(text) in vocabulary().exact or (_ROMAN.match(text) is not None and bool(heading_keys(text)))
