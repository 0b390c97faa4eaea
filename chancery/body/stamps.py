"""What archives put on a telegram when they released it: review stamps on each page, and a table of attributes.

Source: telegrams of 1973 to 1979 as the National Archives give them out ('Declassified/Released US Department of
State EO Systematic Review 30 JUN 2005', 'Message Attributes'), and copies released on request ('RELEASED IN FULL',
'U.S. Department of State Case No. F-2010-00001').
"""

import re
from collections.abc import Sequence

from chancery.ledger import Ledger, Line
from chancery.model import Notice

ROLE = "release stamp"
_SIGNS = (
    *("Systematic Review", "SYSTEMATIC REVIEW", "Declassified/Released", "DECLASSIFIED/RELEASED", "RELEASED IN "),
    *(
        "Message Attributes",
        "MESSAGE ATTRIBUTES",
        "TELEGRAM INFORMATION",
        "Department of State Case No",
        "Message Text",
    ),
)
"""One of these stands in every telegram that was stamped."""
_STAMP = re.compile(
    r"""
    (?: (?: [A-Z][a-z]{2,15} \s [A-Z]\. \s [A-Z][a-z]{2,15} \s+ )? Declassified/Released
        (?: \s+ US \s Department \s of \s State )? (?: \s+ EO \s Systematic \s Review )?
        (?: \s+ \d\d? \s [A-Z]{3,9} \s \d{4} )?
      | US \s Department \s of \s State (?: \s+ EO \s Systematic \s Review (?: \s+ \d\d? \s [A-Z]{3,9} \s \d{4} )? )?
      | EO \s Systematic \s Review (?: \s+ \d\d? \s [A-Z]{3,9} \s \d{4} )?
      | Margaret \s P\. \s Grafeld | Sheryl \s P\. \s Walter        # who signs the reviews
      | RELEASED \s IN \s (?: FULL | PART ) (?: \s [A-Z0-9,.()\s]{1,40} )?
      | (?: [A-Z]{6,12} \s+ )? U\.?S\.? \s Department \s of \s State \s+ Case \s No .{1,90}
      | REVIEW \s AUTHORITY: .{1,60} | DECAPTIONED | Message \s Text
    ) \s*
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TABLE = re.compile(r"[-=*\s]{0,80}(?:Message Attributes|Telegram Information|Metadata)[-=*:\s]{0,80}", re.IGNORECASE)
_ROW = re.compile(r"[A-Z][A-Za-z/()' ]{1,38}: ?")
_DATE = re.compile(r"\d\d? [A-Z]{3,9} \d{4}", re.IGNORECASE)
_LONGEST = 160


def strip(message: list[Line], ledger: Ledger) -> tuple[list[Line], list[Notice]]:
    """The lines without stamps and without the table of attributes; what is taken out is claimed, and is notices."""
    if not any(map("\n".join(ledger.raw).__contains__, _SIGNS)):
        return message, []
    kept, taken = list[Line](), list[Line]()
    table = stamped = False
    for at, line in enumerate(message):
        text = line.text.strip()
        begins = len(text) <= _LONGEST and _TABLE.fullmatch(text) is not None
        table = begins or (table and _goes_on(message, at))
        stamped = not table and bool(text) and (_is_stamp(text) or (stamped and _DATE.fullmatch(text) is not None))
        if stamped or (table and text):
            taken.append(line)
        elif not table:
            kept.append(line)
    ledger.claim(taken, ROLE)
    return kept, [Notice((line.number, line.number), line.text.strip()) for line in taken]


def _is_stamp(text: str) -> bool:
    return len(text) <= _LONGEST and _STAMP.fullmatch(text) is not None


def _goes_on(message: Sequence[Line], at: int) -> bool:
    """Whether a table's row stands here or goes on here: 'Page Count: '1'', or a line right below a row."""
    text = message[at].text.strip()
    return not text or _ROW.match(text) is not None or bool(message[at - 1].text.strip())
