"""Page furniture: what stands between two lines of a message and is not of it.

Page markers, classification lines at page breaks, routing pages, and the header that is sent again with each
transmission section. All of it is claimed and taken out, so that the sentence around it is whole.
"""

import re
from collections.abc import Sequence

from chancery.body.marks import CLOSED
from chancery.head import classification, routing_page
from chancery.head.envelope import HEADS
from chancery.ledger import Ledger, Line

# 'PHNOM PENH 00000846  002 OF 003', 'SAN JOSE 00000488 001.2 OF 028'
_MARKER = re.compile(r"[A-Z][A-Z .'/-]{1,40} \d{8}\s{1,3}\d{3}(?:\.\d)? OF \d{3}\s*\Z")
_MARK_END = re.compile(r"\s(?P<number>\d{8})(?:\s{1,3}\d{3}(?:\.\d)? OF \d{3})?\s*\Z")
_MARK_REST = re.compile(r"\d{3}(?:\.\d)? OF \d{3}\s*\Z")
"""A page marker behind the words of a line, and the second half of one that was torn."""
_PLAIN = re.compile(r"(?:PAGE \d\d?(?: OF \d\d?)?|N{3,5}[A-Z]{2,6}VZCZ)\s*\Z")
"""A page's number alone, and what the network puts between two transmission sections."""
_SENDERS = re.compile(rf"(?:BT|#\d{{4}}|N{{4}})\Z|{HEADS.pattern}")
"""How a header begins that is sent again with a transmission section."""
_FIELD = re.compile(
    r"(?:E\.? ?[O0]\.? ?\d{5}|TAGS?\b|SUBJ(?:ECT)?\b|CLASSIFIED BY|REF(?:S|TELS?)?\b ?[:A(])", re.IGNORECASE
)
_WORDS = frozenset(["", *'abcdefghijklmnopqrstuvwxyz¶"('])
"""How lines begin, blank ones too, that are no furniture: most of a message ..."""
_LOOKS = re.compile(
    r" {4}|\s*+(?:[0-9](?:\d{0,2}\s*\Z|\d{3}[A-Z\d])|/|-{6,}\s{0,12}[0-9A-F]|#\d|[-*]{1,3}+ ?(?:UNCL|CONFI|SECR|SENSI)"
    r"|(?=[A-Z][A-Z/ -])(?:UNCLAS|CONFIDENTIAL|SECRET|SENSITIVE|LIMITED|FOR OFF|TOP |SIPDIS|NODIS|EXDIS|LIMDIS|NNN"
    r"|PAGE|TO PAGE|ACTION|INFO|ORIGIN|DRAFTED|VZCZ|ZN[RY] |FM |BT\s*\Z|[A-Z/]{1,8}+(?:-\d\d| (?:[ENOPR] |\d{6}Z|R))))"
)
"""... and how those of a routing page, page markers and indented lines begin."""
_FIRST = re.compile(r"¶ ?1\b|1[.)] ?(?:\(|\Z|\s)|\([A-Z/]{1,6}\) ?1[.)]")
_HEADED = re.compile(rf"{_FIRST.pattern}|(?i:SUBJ)")
"""The first paragraph; that or the subject."""
_ENDS = (".", ":", "?", "!", '"', "-")
_STOPS = (".", "?", "!", '."', '?"', '!"', ".)")
_APART = re.compile(r"[¶(\[*•=-]|\d{1,2}(?:[A-Za-z]|\.\d)?(?:\s?[.)]|\s\()|[A-Za-z]{1,2}[.)]|[oO] ")
"""How a line begins that does not go on with the paragraph above furniture."""
_COUNTED = re.compile(r"¶? ?\d{1,2}\.\s{1,3}[(A-Z]")
"""How a paragraph begins, be it below a line that has no stop at its end."""
_SHORTENED = re.compile(
    r"\b(?:e\.g|i\.e|no|nos|art|mr|mrs|ms|dr|gen|col|lt|amb|sen|rep|st|vs|approx)\.$", re.IGNORECASE
)
"""A short form at the end of a line: its dot is of it, not of the sentence."""
_FULL, _PROSE = 8, 30
"""So many lines tell how wide a text is; so long is a line of prose at the least."""
_AROUND = 3
"""So many blank lines stand around the marker of a page in a paragraph."""
_BLANKS = 40
"""So many blank lines can stand before furniture."""
_TORN = 6
"""So many lines at the most a torn page marker stands over."""
_NEAR, _DEEP = 80, 40
"""So many lines at the most are looked through for the header of a message; behind so many stands its text."""


def strip(message: list[Line], ledger: Ledger, cable_id: str) -> list[Line]:
    """The lines without furniture; the blank lines around it go as well where a sentence runs across it."""
    looks = _LOOKS.match
    looking = [
        at
        for at, line in enumerate(message)
        for text in (line.text,)
        if (text[:1] not in _WORDS and (looks(text) or "SECTION" in text))
        or (" OF 0" in text and text.rstrip()[-7:-3] == " OF ")
    ]
    stripping = _Stripping(message, ledger, cable_id, frozenset(looking))
    at = 0
    for place in [*looking, len(message)]:
        if place >= at:
            stripping.kept += message[at:place]
            at = stripping.run(place)
    return stripping.kept


class _Stripping:
    """Takes furniture out of a message: what is kept, and what the lines above say of the next one."""

    def __init__(self, message: list[Line], ledger: Ledger, cable_id: str, looking: frozenset[int]) -> None:
        self.message = message
        self.ledger = ledger
        self.cable_id = cable_id
        self.looking = looking
        self.kept: list[Line] = []
        self.head: frozenset[str] | None = None
        self.skipping = False
        """Whether furniture stands right above in the middle of a sentence."""
        self.ended = False
        """Whether furniture stands above behind the end of a sentence, which need not be that of a paragraph."""
        self.marked = False
        """Whether that is the marker of a page, which has one blank line above and two below in a paragraph."""
        self.again = False
        """Whether a header is sent again here."""
        self.until, self.sent = -1, False
        """Down to which line that is known, and whether all lines to there are of the header."""

    def run(self, at: int) -> int:
        """Take or keep a line that looks like furniture and those that go with it; gives the place behind them."""
        open_ = True
        while open_ and at < len(self.message):
            self._line(at)
            at += 1
            open_ = self.skipping or self.again or self.ended
        return at

    def _line(self, at: int) -> None:
        line = self._uncaptioned(at)
        if line is None:
            return
        text = line.text.strip()
        role = _role(self.message, at, text, self.cable_id, begun=bool(self.kept)) if at in self.looking else None
        if role == "section" or self._is_sent(at, text):
            self.again = True
            role = role or ("repeated header" if text else None)
        elif self.again and text:
            self.head = _head(self.message[: min(at, _NEAR)]) if self.head is None else self.head
            known = _plain(text) in self.head or _FIELD.match(text) or classification.is_first(text, self.cable_id)
            known = known or classification.is_captions(text) or classification.is_marking(text)
            role = "repeated header" if known else role
            self.again = role is not None
        if role is not None:
            self.ledger.claim([line], "classification marking" if role == "section" else role)
            self._skip(marked=_MARKER.match(text) is not None)
        elif text or not (self.skipping or self.again):
            self._keep(at, line, text)

    def _keep(self, at: int, line: Line, text: str) -> None:
        """Keep a line of the message, with the blank one above it where a paragraph or a heading in capitals begins."""
        if self.skipping and not self.message[at - 1].text.strip():
            loud = text.isupper() and text[-1].isalpha() and not self.kept[-1].text.isupper()
            self.kept += self.message[at - 1 : at] if loud or _COUNTED.match(text) else []
        self.skipping = False
        if self.ended and text:
            self.ended = False
            if _goes_on(self.kept, text, marked=self.marked):
                del self.kept[_written(self.kept) :]
        self.kept.append(line)
        if text[-7:-3] == " OF " and at in self.looking:
            self._cut_marker(text)

    def _uncaptioned(self, at: int) -> Line | None:
        """A line without the caption that an archive put there; None where it is nothing else."""
        line = self.message[at]
        text = line.text.strip()
        if not text.startswith("SIPDIS") or self.again or not _strays(self.message, at, text[6:]):
            return line
        del self.kept[_written(self.kept) :]
        if text != "SIPDIS":
            return Line(line.number, text[6:].lstrip())
        self.ledger.claim([line], "caption")
        return None

    def _is_sent(self, at: int, text: str) -> bool:
        """Whether a line is of a header that is sent again, from the senders down to the first line of its section."""
        begins = at > self.until and at in self.looking and (_SENDERS.match(text) or routing_page.ends(text))
        if begins and _is_below(_HEADED, self.message, at):
            self.until, self.sent = _down(self.message, at, self.cable_id)
        return self.sent and at <= self.until

    def _cut_marker(self, text: str) -> None:
        """Take a page marker off the end of the last line, be it torn so that its second half is that line."""
        torn = _MARK_REST.match(text) is not None
        place = next((n for n in range(len(self.kept) - 1 - torn, -1, -1) if self.kept[n].text.strip()), -1)
        if place < max(len(self.kept) - _TORN, 0):
            return
        line = self.kept[place]
        end = classification.own_mark(line.text, _MARK_END.search(line.text), self.cable_id)
        if end is None:
            return
        if torn:
            self.ledger.claim([self.kept[-1]], "page marker")
            del self.kept[place + 1 :]
        if line.text[:end].strip():
            self.kept[place] = Line(line.number, line.text[:end].rstrip())
        else:
            self.ledger.claim([self.kept.pop(place)], "page marker")
        self._skip(marked=True)

    def _skip(self, *, marked: bool) -> None:
        """Furniture was taken out here: see whether a sentence runs across it."""
        self.marked = marked
        self.skipping = _cut(self.kept, most=1 if marked else _BLANKS)
        self.ended = not self.skipping


def _head(message: Sequence[Line]) -> frozenset[str]:
    """The lines before the first paragraph: what a section that repeats the header repeats."""
    found: list[str] = []
    for line in message:
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
    if routing_page.is_page(text) or _PLAIN.match(text) or (" OF " in text and _is_marker(text, cable_id)):
        return "page marker"
    desk = text.isdecimal() and len(text) < 4 and any(routing_page.is_offices(n.text) for n in message[at + 1 : at + 3])
    if desk or routing_page.is_line(text):  # '45', then 'ACTION EB-07'
        return "routing page"
    if classification.again(text, cable_id) == 0 and _is_below(_HEADED, message, at):
        return "section"
    return "page marker" if begun and _breaks(message, at) else None


def _is_below(above: re.Pattern[str], message: Sequence[Line], at: int) -> bool:
    """Whether a line of some form stands above a place, be it so far above that nobody looks for it."""
    return at >= _DEEP or any(above.match(line.text.lstrip()) for line in message[:at])


def _down(message: Sequence[Line], at: int, cable_id: str) -> tuple[int, bool]:
    """Down to which line a header may go that begins at a place, and whether a message begins there."""
    end = min(at + _NEAR, len(message))
    for n in range(at, end):
        text = message[n].text.strip()
        found = classification.again(text, cable_id) is not None
        if found or text.endswith(".") or text != text.upper():
            return n, found
    return end - 1, False


def _strays(message: list[Line], at: int, after: str) -> bool:
    """Whether an archive put a caption there, as it did below a line with SECRETary in it: in the text or a subject."""
    after = after or "".join(line.text.strip() for line in message[at + 1 : at + 2])
    return _is_below(_HEADED if after and not _FIELD.match(after) else _FIRST, message, at)


def _is_marker(text: str, cable_id: str) -> bool:
    """Whether a line is nothing but a page marker: words in capitals can stand before one."""
    return _MARKER.match(text) is not None and not classification.own_mark(text, _MARK_END.search(text), cable_id)


def _breaks(message: list[Line], at: int) -> bool:
    """Whether a classification stands alone: in the text, above a page marker, or indented at the end."""
    text = message[at].text
    if not classification.is_marking(text):
        return False
    below = [line.text.strip() for line in message[at + 1 : at + _BLANKS]]
    after = list(filter(None, below))[:2]  # the classification of the next page stands below that of this one
    if after and text.isupper() and not text.rstrip().endswith(".") and _is_below(_FIRST, message, at):
        return not (below[0].startswith("-") and message[at - 1].text.strip())  # between two points of a list
    after = after if after and classification.is_marking(after[0]) else after[:1]
    paged = any(routing_page.is_page(one) or routing_page.is_line(one) or _PLAIN.match(one) for one in after)
    return paged or (text.startswith("    ") and not any(below[:3]))


def _goes_on(kept: Sequence[Line], text: str, *, marked: bool) -> bool:
    """Whether a sentence below furniture is of the paragraph above: the line there ended for want of room only.

    Around the marker of a page the blank lines tell: one more where a paragraph ended.
    """
    before = [line for line in (one.text.strip() for one in kept[: -_FULL - _BLANKS : -1]) if line][:_FULL]
    if not before or _APART.match(text):
        return False
    above = before[0]
    if text[0].islower() or _SHORTENED.search(above):
        return True
    prose = above.endswith(_STOPS) and len(above) >= _PROSE and (len(text) >= _PROSE or text.endswith(_STOPS))
    if not prose or text.isupper() != above.isupper():
        return False
    if marked:
        return any(line.text.strip() for line in kept[-_AROUND - 1 :])
    return len(above) + 1 + len(text.split(None, 1)[0]) > max(len(text), *map(len, before))


def _written(kept: Sequence[Line]) -> int:
    """The place behind the last line with words: the blank ones there can go, unless they are very many."""
    at = len(kept)
    while at and len(kept) - at < _BLANKS and not kept[at - 1].text.strip():
        at -= 1
    return at


def _cut(kept: list[Line], most: int = _BLANKS) -> bool:
    """Take the blank lines before furniture out again where a sentence runs across it; says whether it does.

    With more blank lines than ``most`` no sentence does that is not begun anew by a small letter.
    """
    at = _written(kept)
    above = kept[at - 1].text.rstrip() if at else ""
    runs = bool(above) and len(kept) - at <= most and not above.endswith(_ENDS) and not CLOSED.search(above[-40:])
    if runs:
        del kept[at:]
    return runs
