"""Page furniture: page markers are claimed and taken out, so that the sentence around one is whole."""

import re

from chancery.ledger import Ledger, Line

# 'PHNOM PENH 00000846  002 OF 003', 'SAN JOSE 00000488 001.2 OF 028', 'PAGE 02 STATE 015113 182333Z'
_MARKER = re.compile(
    r"[A-Z][A-Z .'/-]{1,40} \d{8}  ?\d{3}(?:\.\d)? OF \d{3}\s*\Z"
    r"|(?:TO )?PAGE \d\d +[A-Z][A-Z .]{1,30} \d{5,6}\b[ \w]{0,40}\Z"
)


def strip(message: list[Line], ledger: Ledger) -> list[Line]:
    """The lines without page markers; the blank lines around a marker go as well where a sentence runs across it."""
    kept: list[Line] = []
    skipping = False
    for line in message:
        text = line.text.strip()
        if ("OF" in text or "PAGE" in text) and len(text) < 90 and _MARKER.match(text):
            ledger.claim([line], "page marker")
            at = len(kept)
            while at and not kept[at - 1].text.strip():
                at -= 1
            skipping = bool(at) and not kept[at - 1].text.rstrip().endswith((".", ":", "?", "!", '"', "-"))
            if skipping:
                del kept[at:]
        elif not text and skipping:
            continue
        else:
            skipping = False
            kept.append(line)
    return kept
