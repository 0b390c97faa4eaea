"""Is a cable about trafficking in persons? With the reason.

The TAGS code KTIP came late: most cables before 2006 lack it, so the subject, other codes and the words of
the text decide as well.
"""

import re
from collections.abc import Iterable, Iterator

from chancery.vocab import tellings

TAGS = {"KTIP": "the TAGS code for trafficking in persons", "HTTP": "a scanner's twin of KTIP"}
"""TAGS codes that settle it."""

_SUBJECT = re.compile(
    r"""
    \b(?: anti-? )? traffic (?: k?ing | kers? | ked )?    # trafficking, antitrafficking, traffickers
    [ -] (?: in | of )? [ -]?
        (?: persons? | people | human (?: [ ] beings )? | (?: young [ ] )? (?: women | girls ) | children | minors )
    | \b (?: human | person | people | women | child (?:ren)? | sex | labou?r ) [ -]
        (?: and [ ] \w{1,12} [ ] )? traffick
    | \b (?: human | people | alien | migrant ) [ ] smuggling (?: [ ] and [ ] | [ ]? [/&] [ ]? ) traffick
    | (?<! drug [ ] ) (?<! arms [ ] ) \b trafficking [ ] (?: victims? | survivors? | returnees )
    | (?<! drug [ ] ) (?<! arms [ ] ) \b trafficking [ ] in $     # a title that the source cut off
    | \b (?: persons | women | children | girls ) [ ] trafficked \b | \b TVPA \b
    | \b modern (?: -day )? [ ] slavery
    | \b anti-? traffick ing \b (?! [ ] (?: in [ ] )? (?: drug | narco | arms ) )
    | \b (?: anti - )? (?: g / )? TIP \b (?! [ -] (?: of | off ) \b )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HOLDS = re.compile("[Tt]raffic|TRAFFIC|TIP|TVPA|[Ss]lave|SLAVE")
"""One of these stands in every such subject."""
_KIN = re.compile(
    r"\b(?:(?:child|forced|bonded) labou?r\b|child (?:soldier|prostitut|sex)|slave(?:s|ry)\b|camel jockey"
    r"|(?:forced|sold) (?:into )?(?:prostitut|marriage|brothel)|debt bondage"
    r"|(?:smuggling|sale|abduction) of (?:women|girls|children|boys|babies|persons|human beings)\b"
    r"|sex(?:ual)? (?:exploitation|slave|touris|trade)|exploitation of (?:children|minors|girls|boys|women)"
    r"|(?<!drug )(?<!arms )(?<!narcotics )trafficking (?:ring|gang|law|bill|case|suspect|trial)s?\b)"
)
_BARE = re.compile(r"\btraffick(?:ing|ers?|ed)\b", re.IGNORECASE)
_OTHERWISE = re.compile(
    r"\b(?:drugs?|narco|cocaine|heroin|arms|weapons?|gun|wildlife|antiquit|nuclear|uranium|organ|cigarette|oil|diamond)",
    re.IGNORECASE,
)
_UPPER_TIP = re.compile(r"\b(?:ANTI-|G/)?TIP(?:'S)?\b")
_WORDS = re.compile(
    r"""
    \b (?: trafficking [ ] in [ ] (?: persons | women | children | people | human [ ] beings )
         | human [ ] traffick (?: ing | ers? )
         | (?: sex | child | labou?r ) [ ] trafficking
         | anti-?trafficking (?! [ ] (?: in [ ] )? (?: drug | narco | arms ) )
         | victims? [ ] of [ ] (?: human [ ] )? trafficking
         | trafficking [ ] victims? | trafficked [ ] (?: persons | women | girls | children | victims )
         | TVPA | G/TIP | TIP [ ] report )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SAYS = re.compile(
    r"[Tt]rafficked\b|TRAFFICKED\b"
    r"|(?:[Tt]rafficking|TRAFFICKING) (?:in|of|IN|OF) (?:persons|women|children|girls|PERSONS|WOMEN|CHILDREN|GIRLS)"
    r"|(?:[Tt]rafficking|TRAFFICKING) (?:for|FOR) (?:exploitation|prostitution|sexual|labor|forced|SEXUAL|LABOR)"
    r"|(?:[Hh]uman|HUMAN|[Ss]ex|SEX) (?:[Tt]raffick|TRAFFICK)|TIP (?:[Rr]eport|REPORT)|G/TIP"
    r"|t(?<!drug t)(?<!arms t)(?<!narcotics t)rafficking (?:article|bill|law|offense|office|statute|victim)"
)
_STEMS = ("traffick", "tvpa", "tip")
"""What every mention has in it: the grammar of mentions is asked near it alone, for it is slow."""
_BEFORE, _BEHIND = 20, 40
"""So many characters of a mention stand before this and behind its beginning at most."""
ENOUGH = 3
"""Mentions in the text that make a cable one about trafficking in persons where nothing else says so ..."""
DENSITY = 1_500
"""... at one in so many characters or more, so that one paragraph of a human-rights report does not."""


def about(tags: Iterable[str], subject: str | None, text: str) -> str | None:
    """Why a cable is about trafficking in persons; None where it is not.

    ``about(["PHUM"], "ANTI-TIP EFFORTS", "")`` is ``"subject: ANTI-TIP"``.
    """
    codes = [tag.upper() for tag in tags]
    for tag in codes:
        if tag in TAGS:
            return f"TAGS: {tag}"
    title = " ".join((subject or "").split())
    found = _in_subject(title)
    if found:
        return f"subject: {found}"
    if "PHUM" in codes and "SNAR" not in codes and may_be(title):
        return "subject: trafficking, and TAGS: PHUM"
    plain = text.replace("\n", " ").strip(" ")
    if "  " in plain or not plain.isprintable():
        plain = " ".join(plain.split())
    stems = _stems(plain)
    if len(stems) < ENOUGH or len(stems) * DENSITY < len(plain):
        return None
    words = [match[0] for start, end in _near(stems) for match in _WORDS.finditer(plain, start, end)]
    if len(words) >= ENOUGH and len(words) * DENSITY >= len(plain):
        return f"text: '{words[0]}' and the like, {len(words)} times"
    return None


def is_kin(subject: str) -> bool:
    """Whether a subject is near to trafficking in persons ('CHILD LABOR UPDATE'), so that the same topics come up."""
    return _KIN.search(subject.lower()) is not None


def may_be(subject: str) -> bool:
    """Whether a subject speaks of trafficking without saying in what ('TRAFFICKING IN THE SOUTH')."""
    return _BARE.search(subject) is not None and _OTHERWISE.search(subject) is None


def says(text: str) -> bool:
    """Whether a text speaks of trafficking in persons at all, in some form that no other trafficking has."""
    return any(_SAYS.search(text, start, end) for start, end in _near(_stems(text)))


def _stems(text: str) -> list[int]:
    """Where mentions may begin, in order."""
    small = text.lower()
    if len(small) != len(text):  # a few letters become two in small ones
        small = "".join(letter if len(letter.lower()) != 1 else letter.lower() for letter in text)
    found = tellings.places(small, _STEMS)
    return sorted(at for at in found if not (small.startswith("tip", at) and small[at + 3 : at + 4].isalnum()))


def _near(stems: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Where mentions may stand, near stems in order: places that do not touch."""
    start = end = 0
    for stem in stems:
        if stem - _BEFORE > end:
            yield start, end
            start = stem - _BEFORE
        end = stem + _BEHIND
    yield start, end


def _in_subject(subject: str) -> str | None:
    """The words of a subject that say so; 'tip' as a word of its own only in capitals."""
    if _HOLDS.search(subject) is None:
        return None
    for match in _SUBJECT.finditer(subject):
        if match[0].lower().endswith("tip") and not _UPPER_TIP.search(match[0]):
            continue
        return match[0]
    return None
