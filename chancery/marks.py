"""The marks of a section in the text itself: 'SUMMARY:' ... 'END SUMMARY', 'COMMENT.' ... 'END COMMENT'."""

import re
from collections.abc import Iterator

BEGIN = re.compile(
    r"""
    (?: \( (?= [A-Z ]{7,20} \) ) )? (?: BEGIN \s )?
    (?: (?P<summary>
            (?: (?: EXECUTIVE | INTRODUCTION \s? (?: AND | / | & ) ) \s? )? (?: SUM+[AM]+RY | S\sU\sM\sM\sA\sR\sY ) )
      | (?P<comment>
            (?: (?: (?: EMBASSY | POST | MISSION | CONSULATE | CONGEN | AMBASSADOR ) (?: ['’,Q]? S )? | FINAL
                  | BEGIN | EMBOFF | POLOFF | USUN | DCM | ACTION \s? (?: / | AND )
                  | CONCLUSION \s AND ) \s? )?
            (?: COMMENTS? | CONCLUSIONS? ) ) )
    (?: \s? (?: AND | & | / | , ) \s? (?: (?: AND | OF ) \s )? [A-Z]+ (?: \s (?: FOR \s | OF \s )? [A-Z]+ )?
        (?= \s? [:.\-–—] | \s*$ ) )?
    (?: \s? \(? (?: CONT(?:INUED|['’]?D|\.)? | (?<= \( ) (?: SBU | U | C | S ) ) \)? )?
    \s? (?: [:.] (?: \s? [-–—]{1,3} )? | -{1,3} (?= \s ) | [–—] | (?<= \) ) | \) | (?<= S\sU\sM\sM\sA\sR\sY ) | $ )
    \s*
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""How a section begins."""
LATE = re.compile(r"(?<=[a-zA-Z][.!?)])\s{1,2}(?=(?:BEGIN\s|EXECUTIVE\s)?SUMMARY\s?[:.])", re.IGNORECASE)
"""Where a summary begins within a paragraph, if its end mark stands there too."""
CLOSE = re.compile(
    r"""
    [(\[]? \s? \b END \s? (?: (?<= \s ) OF \s )?
    (?: (?: (?: EMBASSY | POST | MISSION | AMBASSADOR ) (?: ['’,Q]? S )? | EXECUTIVE | INTRODUCTION \s AND ) \s
      | INTRODUCTION \s? [/&] \s? )?
    (?: (?P<summary> SUM+[AM]*RY ) | (?P<comment> COM+ENTS? | CONCLUSIONS? ) )
    (?: \s? (?: AND | & | / ) \s? [A-Z]+ (?: \s [A-Z]+ )? )?
    \s? [.)\]:;]{0,3} \s*
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""How one ends."""
_ENDS = re.compile(r"END\s?(?:OF\s|EM|PO|MI|AM|EX|INT|SU|CO)")
"""How every end mark begins, in capitals."""
QUOTES = re.compile(
    r"[\s(\[*-]{0,8}BEGIN\s(?:OF\s)?(?:[A-Z-]{1,20}\s){0,4}?(?:TEXT|QUOTE|TRANSLATION|STATEMENT|NON-?PAPER)\b",
    re.IGNORECASE,
)
"""Another text begins, which can have headings of its own ..."""
QUOTED = re.compile(
    r"\bEND\s(?:OF\s)?(?:[A-Z-]{1,20}\s){0,4}?(?:TEXT|QUOTE|TRANSLATION|STATEMENT|NON-?PAPER)[\s.)\]*-]{0,8}$",
    re.IGNORECASE,
)
"""... and ends."""
LEAD = re.compile(r"(?:ACTION\sREQUEST(?:ED)?|RECOMMENDATIONS?|BACKGROUND|NEXT\sSTEPS?)\s?[:.]", re.IGNORECASE)
"""With these words another section begins, so that a comment without an end mark ends before them."""


def ends(text: str) -> Iterator[re.Match[str]]:
    """The end marks in a text. Most only say 'attended' or 'end in', so that a simpler pattern looks first."""
    upper = text.upper()
    first = _ENDS.search(upper)
    if first is None:
        return iter(())
    # A bracket and a blank can stand before the word; a few letters become two in capitals.
    return CLOSE.finditer(text, max(0, first.start() - 2) if len(upper) == len(text) else 0)
