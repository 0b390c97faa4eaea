"""The marks of a section in the text itself: 'SUMMARY:' ... 'END SUMMARY', 'COMMENT.' ... 'END COMMENT'."""

import re
from collections.abc import Iterator

BEGIN = re.compile(
    r"""
    (?: [(\[] (?= [A-Z ]{7,20} [)\]] ) | [/*<"_=-]{1,3} \s? (?= [A-Z ]{7,20} (?: [/*>_=-] | ": ) ) )? (?: BEGIN \s )?
    (?: (?P<summary>
            (?: (?: EXECUTIVE | BRIEF | (?: EMBASSY | POST | MISSION ) (?: ['’]?S )?
                  | (?: INTRO (?: DUCTION )? | OVERVIEW | BACKGROUND | ACTION \s REQUEST | COMMENT )
                  \s? (?: AND | / | & ) ) \s? )?
            (?: SUM+[AEMR]{1,4}Y | S\sU\sM\sM\sA\sR\sY )
            | KEY \s POINTS (?= \s? : ) )
      | (?P<comment>
            (?: (?: (?: EMBASSY | POST | MISSION | CONSULATE | CONGEN | AMBASSADOR ) (?: ['’,Q]? S )? | FINAL
                  | BEGIN | EMBOFF | POLOFF | USUN | DCM | ACTION \s? (?: / | AND )
                  | CONCLUSION \s AND ) \s? )?
            (?: COMMENTS? | CONCLUSIONS? ) ) )
    (?: (?: \s? (?: AND | & | / | , ) \s? (?: (?: AND | OF ) \s )? [A-Z]+ (?: \s (?: FOR \s | OF \s )? [A-Z]+ )? ){1,2}
        (?= \s? [:.\-–—] | \s*$ ) )?
    (?: \s? \(? (?: CONT(?:INUED|['’]?D|\.)? | (?<= \( ) (?: SBU | U | C | S ) ) \)? )?
    \s? (?: [:.] (?: \s? [-–—]{1,3} )? | -{1,3} (?= \s ) | [–—] | (?<= \) ) | [)\]] | (?: [/*_=]{2,3} | [*>_] ) [:.]?
        | ": | (?<= S\sU\sM\sM\sA\sR\sY ) | $ )
    \s*
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""How a section begins ..."""
_HEAD = 40
"""... in so many characters."""
_BARE = re.compile(r"(?:BEGIN\s)?(?P<summary>SUMMARY)[;,]?\s+(?!OF\b)", re.IGNORECASE)
LATE = re.compile(r"(?<=[a-zA-Z][.!?)])\s{1,2}(?=(?:BEGIN\s|EXECUTIVE\s)?SUMMARY\s?[:.])", re.IGNORECASE)
"""Where a summary begins within a paragraph, if its end mark stands there too."""
_LISTS = re.compile(r"(?<=[:.\s])(?<!Y )[-–—]{1,3}\s*\Z", re.IGNORECASE)
CLOSE = re.compile(
    r"""
    (?: [(\[<*] | [/*=-]{2,4} )? \s? (?: \b | _ ) (?P<end> END \s? (?: (?<= \s ) OF \s )?
    (?: (?: (?: EMBASSY | POST | MISSION | AMBASSADOR ) (?: ['’,Q]? S )? | EXECUTIVE | BRIEF ) \s
      | (?: INTRO (?: DUCTION )? | OVERVIEW | BACKGROUND | ACTION \s REQUEST | COMMENT )
        (?: \s AND \s | \s? [/&] \s? ) )? )?
    (?: (?P<summary> SUM+[AEMR]{1,4}Y | (?<= END\s ) (?: KEY \s POINTS | SUM (?= [.)\]] | $ ) ) )
      | (?P<comment> COM+ENTS? | CONCLUSIONS? ) )
    (?(end) (?: , \s [A-Z]+ (?= ,? \s AND ) ,? )? (?: \s? (?: AND | & | / ) \s? [A-Z]+ (?: \s [A-Z]+ )? )?
      | \s ENDS? (?= \s? (?: [.)\]] | $ ) ) )
    \s? (?: [.)\]:;>]{1,3} | (?: [/*=-]{2,4} | [*_] ) \.? )? \s*
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""How one ends."""
CLOSED = re.compile(r"\b(?:END (?:OF )?|BEGIN )(?:SUMMARY|COMMENT|NOTE|TEXT|FYI)(?: AND [A-Z ]{4,20})?$", re.IGNORECASE)
"""... or begins at the end of a line, without its dot."""
SIGN = re.compile(
    r"""
    (?: [(\[<] | [/*=-]{1,4} )? \s? (?: BEGIN | END ) \s (?: OF \s )? (?: [A-Z]+ \s )?
        (?: SUM | COM | TEXT | NOTE | INTRO | QUOTE | UN | TRANS )
    | SUM+[AM]RY \s? : \s .{3,200} [.!?] $
    | .{0,200} \b END \s (?: [A-Z]{4,12} (?: \s (?: AND | & ) \s | \s? / \s? ) )? (?: SUMM | COMM ) [A-Z]+
        (?: (?: \s (?: AND | & ) \s | \s? / \s? ) [A-Z]{4,15} (?: \s [A-Z]{4,12} )? )? [\s.)\]]{0,4} $
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What makes of a short line a mark, or a text with one at its end, and no heading."""
_ENDS = re.compile(
    r"END(?:\s?(?:OF\s|OV|EM|PO|MI|AM|EX|INT|SU|CO|BA|KE|AC|BR)|(?<=RY\sEND)|(?<=NT\sEND)|(?<=NTS\sEND))"
)
"""What every end mark has, in capitals."""
_BEFORE = 16
"""So many letters of an end mark can stand before that ..."""
_LONG = 200
"""... and behind it, with the blanks that belong to it."""
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


def begins(text: str) -> re.Match[str] | None:
    """How a text begins a section; 'SUMMARY The Duke ...' without a sign does where its end mark stands in the text."""
    head = text[:_HEAD].upper()
    if not ("SUM" in head or "COM" in head or "CONC" in head or "KEY" in head or "S U M" in head):
        return None
    found = BEGIN.match(text)
    if found is None and head.startswith(("SUMMARY", "BEGIN SUMMARY")) and any(end["summary"] for end in ends(text)):
        return _BARE.match(text)
    return found


def behind(begin: re.Match[str]) -> str:
    """The words behind the mark with which a section begins; a dash goes with the mark, but not that of a list."""
    rest = begin.string[begin.end() :]
    found = _LISTS.search(begin[0]) if "\n-" in rest else None
    return found[0] + rest if found else rest


def ends(text: str) -> Iterator[re.Match[str]]:
    """The end marks in a text. Most only say 'attended' or 'end in', so that a simpler pattern looks first."""
    upper = text.upper()
    if len(upper) != len(text):  # a few letters become two in capitals
        yield from CLOSE.finditer(text)
        return
    at = 0
    for sign in _ENDS.finditer(upper):
        # A bracket, a blank or the word 'summary' can stand before it.
        found = CLOSE.search(text, max(at, sign.start() - _BEFORE), sign.end() + _LONG) if sign.start() >= at else None
        if found is not None:
            yield found
            at = found.end()


def unbracketed(text: str) -> str:
    """The words of a paragraph that is a comment in brackets from its first to its last sign; any other as it is."""
    body = text[1:].rstrip(" .")
    if text[:1] not in ("(", "[") or body[-1:] not in (")", "]") or begins(text[1:]) is None:
        return text
    last = next(ends(text), None)
    return body[:-1] if last is not None and last.end() == len(text) and last[0][0] not in "([" else text
