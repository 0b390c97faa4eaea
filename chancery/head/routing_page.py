"""Routing pages of telegrams before 2002: what the Department's own system printed at the head of each page.

'UNCLASSIFIED     PTQ0106', 'PAGE 01  VATICA  04425  02 OF 02  240614Z', 'ACTION DRL-02', a table of offices with
their copy counts, '------15E3C4  240614Z /40'. Seen in 00HOCHIMINHCITY838 and others of its time.
"""

import re

_LINE = re.compile(
    r"""
    (?: (?: UNCLASSIFIED | CONFIDENTIAL | SECRET | LIMITED\ OFFICIAL\ USE | TOP\ SECRET ) \s+ [A-Z]{2,4}\d{3,5}
      | \d{4}[A-Z]{3,12}\d{4,6}\ -\ [A-Z /]{3,40}
      | \d{6}Z\ [A-Z][a-z]{2}\ \d\d
      | (?:DRAFTED|APPROVED)\ BY[ :] \s? [A-Z][A-Z/-]{0,14}: .{1,60}
      | -{6,} \s{0,12} [0-9A-F]{4,8}Z? (?: \s{1,4} [0-9A-F]{5,6}Z? \s{0,3} (?: /\d{1,3} )? )?
    ) \s*\Z
    """,
    re.VERBOSE,
)
_BEGINS = frozenset("UCSLTDA-")
"""With one of these or a figure its lines begin."""
_PAGE = re.compile(
    r"""
    (?: (?: TO | INFO )\ )? PAGE\ \d\d \s{1,12} (?P<post>[A-Z][A-Z .'-]{1,30}?) \s{1,4} \d{4,9}
    (?: \s{1,4} (?P<part>\d\d)\ OF\ (?P<all>\d\d) )? (?: \s{1,4} \d{6}Z )? \s*\Z
    """,
    re.VERBOSE,
)
_OFFICE = re.compile(r"[A-Z][A-Z/]{0,7}-\d\d(?=\s|\Z)")
_ROW = re.compile(r"\s*(?:(?:ACTION|INFO|ORIGIN)\s+)?(?:[A-Z][A-Z/]{0,7}-\d\d\s{0,12}){1,16}(?:/\d{2,4} ?[WR]?)?\s*\Z")
_TOTAL = re.compile(r"\s*/\d{3} ?[WR]\s*\Z")


def is_line(text: str) -> bool:
    """Whether a line belongs to a routing page, its page line apart."""
    plain = text.strip()
    begins = plain[:1] in _BEGINS or plain[:1].isdecimal()
    return (begins and _LINE.match(plain) is not None) or is_offices(text)


def is_offices(text: str) -> bool:
    """Whether a line is a row of the table of offices: 'INFO  LOG-00   NP-00    AID-00'."""
    if "-" not in text:
        return "/" in text and _TOTAL.match(text) is not None
    return len(text) < 120 and _ROW.match(text) is not None


def ends(text: str) -> bool:
    """Whether a line ends a routing page, so that the senders come next, or who drafted and cleared the telegram."""
    return text.startswith(("------", "DRAFTED")) and _LINE.match(text.strip()) is not None


def is_page(text: str) -> bool:
    """Whether a line begins a page: 'PAGE 02        HO CHI  00838  01 OF 03  170856Z'."""
    return "PAGE" in text[:20] and len(text) < 100 and _PAGE.match(text.strip()) is not None


def parts(text: str) -> int | None:
    """The number of transmission sections that a page line gives."""
    found = _PAGE.match(text.strip())
    return int(found["all"]) if found and found["all"] else None


def offices(text: str) -> list[str]:
    """The offices of a row with their copy counts; the action office says so: 'ACTION DRL-02'."""
    found: list[str] = _OFFICE.findall(text)
    if found and (lead := text.split(maxsplit=1)[0]) in ("ACTION", "ORIGIN"):
        found[0] = f"{lead} {found[0]}"
    return found + [total.strip() for total in re.findall(r"/\d{2,4} ?[WR]?(?=\s*\Z)", text)]
