"""Page furniture: what stands between two lines of a message and is not of it.

Page markers, classification lines at page breaks, routing pages, and the header that is sent again with each
transmission section. All of it is claimed and taken out, so that the sentence around it is whole.
"""

import re
from collections.abc import Sequence

from chancery import classification, routing_page
from chancery.ledger import Ledger, Line

# 'PHNOM PENH 00000846  002 OF 003', 'SAN JOSE 00000488 001.2 OF 028'
_MARKER = re.compile(r"[A-Z][A-Z .'/-]{1,40} \d{8}\s{1,3}\d{3}(?:\.\d)? OF \d{3}\s*\Z")
_PLAIN = re.compile(r"PAGE \d\d(?: OF \d\d)?\s*\Z")
_SENDERS = re.compile(r"(?:FM|TO|INFO|DE|ZN[RY]|VZCZC\w+|[ZOPR]{1,2}) |(?:[ZOPR]{1,2} ){1,3}\d{6}Z|R[A-Z]{3,7}/")
_FIELD = re.compile(
    r"(?:E\.? ?[O0]\.? ?\d{5}|TAGS?\b|SUBJ(?:ECT)?\b|CLASSIFIED BY|REF(?:S|TELS?)?\b ?[:A(])", re.IGNORECASE
)
_LOOKS = re.compile(r"[0-9/]|-{6}|(?:TO )?PAGE|UNCLAS|CONFIDENTIAL|SECRET|LIMITED|TOP |ACTION|INFO|[A-Z/]{1,8}-\d\d")
"""How the lines of a routing page and the page markers begin: most lines of a message begin like no furniture."""
_SMALL = frozenset("abcdefghijklmnopqrstuvwxyz")
_FIRST = re.compile(r"¶ ?1\b|1\. ")
_ENDS = (".", ":", "?", "!", '"', "-")
_BLANKS = 40
"""So many blank lines can stand before furniture."""
_NEAR = 80
"""So many lines at the most are looked through for the header of a message."""


def strip(message: list[Line], ledger: Ledger, cable_id: str) -> list[Line]:
    """The lines without furniture; the blank lines around it go as well where a sentence runs across it."""
    head: frozenset[str] | None = None
    kept: list[Line] = []
    skipping = False
    again = ""
    for at, line in enumerate(message):
        whole = line.text
        text = whole.strip()
        looks = text and (
            (text[0] not in _SMALL and _LOOKS.match(text)) or " OF " in text or "SECTION" in text or whole[:4] == "    "
        )
        if text and not looks and not again:
            skipping = False
            kept.append(line)
            continue
        role = _role(message, at, text, cable_id, begun=bool(kept)) if looks else None
        if role == "section" or (role and kept and routing_page.ends(text)):
            again = "section" if role == "section" else "senders"
        elif again and role is None and text:
            head = _head(message) if head is None else head
            role = _again(text, head, senders=again == "senders")
            again = again if role is not None else ""
        if role is not None:
            ledger.claim([line], "classification marking" if role == "section" else role)
            skipping = _cut(kept)
        elif not text and (skipping or again):
            continue
        else:
            skipping = False
            kept.append(line)
    return kept


def _head(message: Sequence[Line]) -> frozenset[str]:
    """The lines before the first paragraph: what a section that repeats the header repeats."""
    found: list[str] = []
    for line in message[:_NEAR]:
        text = _plain(line.text)
        if _FIRST.match(text):
            break
        found.append(text)
    return frozenset(filter(None, found))


def _plain(text: str) -> str:
    return " ".join(text.split()).upper()


def _role(message: list[Line], at: int, text: str, cable_id: str, *, begun: bool) -> str | None:
    """What furniture a line is; 'section' where a transmission section begins; None for a line of the message."""
    if not text or len(text) > 110:
        return None
    if routing_page.is_page(text) or _PLAIN.match(text) or (" OF " in text and _MARKER.match(text)):
        return "page marker"
    if routing_page.is_line(text) or (text.isdecimal() and len(text) < 4 and _above_offices(message, at)):
        return "routing page"
    if not begun:
        return None
    if "SECTION" in text and classification.is_first(text, cable_id) and classification.sections(text):
        return "section"
    return "page marker" if _breaks(message, at) else None


def _above_offices(message: Sequence[Line], at: int) -> bool:
    """Whether the offices stand right below, as they do below the number of a desk ('45', then 'ACTION EB-07')."""
    return any(routing_page.is_offices(line.text) for line in message[at + 1 : at + 3])


def _breaks(message: list[Line], at: int) -> bool:
    """Whether a classification stands alone above or below a page marker, or indented at the end: a page break."""
    text = message[at].text
    if not classification.is_marking(text):
        return False
    indented = text.startswith("    ")
    after = [line.text.strip() for line in message[at + 1 : at + 4]]
    before = [line.text.strip() for line in message[max(at - 3, 0) : at]] if indented else []
    paged = any(routing_page.is_page(one) or routing_page.is_line(one) for one in before + after)
    return paged or (indented and not any(after))


def _again(text: str, head: frozenset[str], *, senders: bool) -> str | None:
    """The role of a line of a header that is sent again; None where the message goes on.

    ``senders``: whether the lines of sender and addressees are still to come, which have the form of any line.
    """
    if _plain(text) in head or _FIELD.match(text) or (senders and _SENDERS.match(text)):
        return "repeated header"
    if classification.is_captions(text) or classification.is_marking(text):
        return "repeated header"
    return None


def _cut(kept: list[Line]) -> bool:
    """Take the blank lines before furniture out again where a sentence runs across it; says whether it does."""
    at = len(kept)
    while at and len(kept) - at < _BLANKS and not kept[at - 1].text.strip():
        at -= 1
    runs = bool(at) and not kept[at - 1].text.rstrip().endswith(_ENDS)
    if runs:
        del kept[at:]
    return runs
