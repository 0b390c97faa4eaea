"""Whole invented cables to read: the five lines of the source, a head, a text."""

import re

from chancery.parse import parse
from chancery.source import decode

FIVE = "{id}\nAN INVENTED CABLE\nMon Nov 16 00:00:00 +0100 2009\nUNCLASSIFIED\nEmbassy Zenda\n"
HEAD = "UNCLAS ZENDA 000001 \n\nSIPDIS \n\nE.O. 12958: N/A \nTAGS: PHUM KTIP \nSUBJECT: AN INVENTED CABLE \n\n"


def read(text, name="09ZENDA1"):
    return parse(decode((FIVE.format(id=name) + text).encode(), f"{name}.txt"), figures=False)


_MARKS = {"summary", "comment", "begin", "continued", "sipdis"}
"""Words that a line of a paragraph can have and its text has not: marks, and a caption that an archive put there."""


def lost(parsed):
    """Words of the lines of paragraphs and headings that stand in no paragraph and no heading of the record."""
    cable = parsed.cable
    said = [
        cable.signature or "",
        *(text for s in cable.sections for text in (s.heading or "", *(p.text for p in s.paragraphs))),
    ]
    letters = _letters(" ".join(said))
    lines = [
        text
        for n, text in enumerate(parsed.ledger.raw, 1)
        if (parsed.ledger.role(n) or "").startswith(("paragraph", "heading"))
    ]
    words = (word for line in lines for word in re.findall(r"[^\W\d_]{5,}", line.replace(cable.signature or "\0", " ")))
    return [word for word in words if _letters(word) not in letters and word.casefold() not in _MARKS]


def _letters(text):
    return re.sub(r"[\W_]+", "", text)


def accounted(parsed):
    """Each line that is not blank has one role, whose words the record has, or stands among the unplaced."""
    ledger = parsed.ledger
    unplaced = {n for one in parsed.cable.unplaced for n in range(one.lines[0], one.lines[1] + 1)}
    roles = [(n, ledger.role(n)) for n, text in enumerate(ledger.raw, 1) if text.strip()]
    return all((role is None) == (n in unplaced) for n, role in roles) and not lost(parsed)
