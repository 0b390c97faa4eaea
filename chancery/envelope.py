"""The first five lines of a raw file and the transmission header (ACP-127 format lines 1 to 8)."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from chancery.ledger import Ledger, Line
from chancery.model import Addressee, Notice, Transmission

_MONTHS = {
    m: n for n, m in enumerate(["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"], 1)
}
_PARTIAL = (
    "This record is a partial extract of the original cable. The full text of the original cable is not available."
)
# Where the message text begins; also in the middle of a line, for this source glues it to the header.
_FIRST = re.compile(
    r"(?:UNCLAS(?:SIFIED)?|C ?O ?N ?F ?I ?D ?E ?N ?T ?I ?A ?L|S E C R E T|SECRET|LIMITED OFFICIAL USE)(?=[ /]|$)"
)
_DTG = re.compile(r"^(?:[ZOPR]{1,2} ){0,3}(\d{2})(\d{2})(\d{2})Z ([A-Z]{3}) (\d{2})(?!\d)")
_DE = re.compile(r"^DE (\S+) #?(\S+) (\d{7})")
_TO = re.compile(r"^(?:(R[A-Z]{3,7})/)?(.*?)(?: (NIACT IMMEDIATE|FLASH|IMMEDIATE|PRIORITY|ROUTINE))?(?: (\d{4}))?$")
_SECTIONS = re.compile(r"SECTION \d{1,3} OF (\d{1,3})")


@dataclass(slots=True)
class Envelope:
    """What stands before the message text; ``date`` is of the date-time group, else of the source's date line."""

    id: str
    title: str
    date_line: str
    classification: str
    post: str
    date: date
    transmission: Transmission
    notices: tuple[Notice, ...] = ()


@dataclass(slots=True)
class _Draft:
    parts: dict[str, str] = field(default_factory=dict)
    routing: tuple[str, ...] = ()
    to: list[Addressee] = field(default_factory=list)
    info: list[Addressee] = field(default_factory=list)
    state: str = ""


def read(ledger: Ledger) -> tuple[Envelope, list[Line]]:
    """The envelope, and the lines of the message text with the glued first line already cut."""
    raw = ledger.raw
    top = [raw[n].strip() if n < len(raw) else "" for n in range(5)]
    for number, role in enumerate(("id", "title", "date", "classification", "origin"), 1):
        if number <= len(raw):
            ledger.claim([number], role)
    draft, notices, rest = _Draft(), [], 5
    message: list[Line] = []
    for number in range(6, len(raw) + 1):
        text, glued = raw[number - 1], None
        rest = number
        if text.startswith(_PARTIAL):
            notices.append(Notice((number, number), _PARTIAL))
            ledger.claim([number], "notice")
            message = [Line(number, text[len(_PARTIAL) :])]
            break
        glued = _cut(text)
        if glued == 0 or (not text.strip() and draft.state):
            message = [Line(number, text)]
            break
        if text.strip():
            ledger.claim([number], "transmission")
            _take(draft, (text[:glued] if glued else text).strip())
        if glued:
            message = [Line(number, text[glued:])]
            break
    message += [Line(n, raw[n - 1]) for n in range(rest + 1, len(raw) + 1)]
    return _finish(top, draft, notices, message), message


def _cut(text: str) -> int | None:
    """Where the message text begins in a header line; None where it does not."""
    found = _FIRST.search(text)
    return found.start() if found else None


def _take(draft: _Draft, text: str) -> None:
    parts = draft.parts
    if text.startswith("VZCZ"):
        parts["id"] = text
    elif text.startswith(("ZNR", "ZNY")):
        parts["security"] = text
    elif found := _DE.match(text):
        parts["originator"], serial, parts["julian"] = found.groups()
        parts["station_serial"] = serial.lstrip("#")
    elif _DTG.match(text):
        parts["dtg"] = text
    elif text.startswith("FM "):
        parts["from"], draft.state = text[3:].strip(), "FM"
    elif not draft.state and re.match(r"[ZOPR]{2} R", text):
        parts["precedence"], *routing = text.split()
        draft.routing = tuple(routing)
    else:
        _address(draft, text)


def _address(draft: _Draft, text: str) -> None:
    for word in ("TO", "INFO"):
        if text.startswith(word + " "):
            draft.state, text = word, text[len(word) + 1 :].strip()
    into = {"TO": draft.to, "INFO": draft.info}.get(draft.state)
    if into is not None and (found := _TO.match(text)):
        routing, name, precedence, number = found.groups()
        name, _, excluded = name.partition(" XMT ")
        into.append(
            Addressee(name.strip(), routing, precedence, number, tuple(excluded.split(", ")) if excluded else ())
        )


def _moment(text: str | None) -> datetime | None:
    if text is None or not (found := _DTG.match(text)):
        return None
    day, hour, minute, month, year = found.groups()
    try:
        century = 1900 if int(year) > 65 else 2000
        return datetime(century + int(year), _MONTHS.get(month, 0), int(day), int(hour), int(minute), tzinfo=UTC)
    except ValueError:
        return None


def _printed(text: str, cable_id: str) -> date:
    """The source's date line: 'Mon Nov 16 00:00:00 +0100 2009'; else the first day of the id's year."""
    words = text.split()
    try:
        return date(int(words[-1]), _MONTHS.get(words[1].upper(), 0), int(words[2]))
    except (ValueError, IndexError):
        year = int(cable_id[:2]) if cable_id[:2].isascii() and cable_id[:2].isdigit() else 70
        return date(1900 + year if year > 65 else 2000 + year, 1, 1)


def _finish(top: list[str], draft: _Draft, notices: list[Notice], message: list[Line]) -> Envelope:
    get = draft.parts.get
    moment = _moment(get("dtg"))
    sections = _SECTIONS.search(message[0].text) if message else None
    precedence = get("precedence") or (get("dtg", "").split() or [""])[0].strip("0123456789Z") or None
    transmission = Transmission(
        id=get("id"),
        precedence=precedence,
        routing=draft.routing,
        originator=get("originator"),
        station_serial=get("station_serial"),
        julian=get("julian"),
        security=get("security"),
        dtg=moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None,
        from_=get("from"),
        to=tuple(draft.to),
        info=tuple(draft.info),
        sections=int(sections[1]) if sections else None,
    )
    day = moment.date() if moment else _printed(top[2], top[0])
    return Envelope(top[0], top[1], top[2], top[3], top[4], day, transmission, tuple(notices))
