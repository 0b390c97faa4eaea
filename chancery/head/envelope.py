"""The first five lines of a raw file and the transmission header (ACP-127 format lines 1 to 8)."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import islice, starmap

from chancery.head import attention, classification, routing_page
from chancery.head.addressees import POST, Addressees
from chancery.ledger import Ledger, Line
from chancery.model import Notice, Transmission
from chancery.source import MONTHS, century, printed_day

_PARTIAL = re.compile(
    r"This record is a partial extract of the original cable\. The full text of the original cable is not available\."
)
_RULED = re.compile(
    r"(?<![-=*_])[-=*_]{3,}+\s?(?:HEADER|CABLE|MESSAGE|TEXT)\s(?:ENDS?|BEGINS?)\s?[-=*_]{3,60}", re.IGNORECASE
)
_TOP = 40
"""So many lines at the most a second header stands in."""
_FRAME = ("id", "title", "date", "classification", "origin")
_DTG = re.compile(
    r"(?:(?P<precedence>[ZOPR0]{1,2}(?: [ZOPR0]{1,2}){0,2}) ?)?(?P<day>\d\d)(?P<hour>\d\d)(?P<minute>\d\d)Z"
    r"(?: ?(?P<month>[A-Za-z]{3})[A-Za-z]{0,6} ?(?P<year>(?:19|20)?\d\d)(?!\d))?"
)
_ROUTES = re.compile(r"(?P<precedence>[ZOPR]{2}|00)(?P<codes>(?: R[A-Z]{3,7})+)\s*\Z")
_MORE_ROUTES = re.compile(r"(?:R[A-Z]{3,7}(?: |\Z))+\s*\Z")
_DE = re.compile(
    r"DE (?=R|.*\d)(?P<originator>[A-Z]{4,8})(?:\Z| ?#? ?(?P<serial>\d{1,6}(?:/\d{1,3})?)(?: (?P<julian>\d{7}))?)"
)
_WORD = re.compile(r"(?:DE|[ZOPR]{1,2}(?: [ZOPR]{1,2})?)\Z")
"""With this a line begins; it can stand alone, the rest on the next one."""
_SERIAL = re.compile(r"#?[\d /]+\Z")
_SECURITY = re.compile(r"Z[A-Z]{2}\d?(?![A-Z/])")
_FROM = re.compile(rf"(?:FM\b:?|FROM:? (?=SECSTATE|R[A-Z]{{3,7}}/|{POST.pattern}))\s*")
HEADS = re.compile(
    rf"{_WORD.pattern}|VZCZ|DE R|ZN[RY] |{_FROM.pattern}|(?:TO|INFO|XMT)(?:[ :]|\Z)"
    r"|(?:[ZOPR]{2}|00) R[A-Z]{3}|R[A-Z]{3,7}/|ZEN/|(?:[ZOPR0]{1,2} )+\d{6}Z"
)
"""How a line of the header begins."""
_DRAFTED = ("DRAFTED BY", "APPROVED BY")
# What a message can begin with where it has no classification line.
_OPENS = re.compile(
    r"(?:¶ ?\d|E\.? ?[O0]\.? ?\d{5}|TAGS?:|SUBJ(?:ECT)?:|SIPDIS\b|\d{1,2}\. ?\(|SUMMARY\b)", re.IGNORECASE
)


@dataclass(slots=True)
class Envelope:
    """What stands before the message text; ``date`` is of the date-time group, else of the source's date line."""

    id: str
    title: str
    classification: str
    post: str
    date: date
    transmission: Transmission
    notices: tuple[Notice, ...] = ()


@dataclass(slots=True)
class _Draft:
    parts: dict[str, str] = field(default_factory=dict)
    routing: list[str] = field(default_factory=list)
    addressees: Addressees = field(default_factory=Addressees)
    offices: list[str] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    sections: int | None = None
    drafting: bool = False
    """Whether those who drafted and cleared the telegram stand here, below the routing page."""
    last: str = ""


def read(ledger: Ledger) -> tuple[Envelope, list[Line]]:
    """The envelope, and the lines of the message text with the glued first line already cut."""
    raw = ledger.raw
    top = [raw[n].strip() if n < len(raw) else "" for n in range(5)]
    for number, role in enumerate(_FRAME, 1):
        if number <= len(raw):
            ledger.claim_number(number, role)
    draft = _Draft()
    message = _second(ledger, draft, _header(ledger, draft, top[0]), top[0])
    return _finish(top, draft, message), message


def _second(ledger: Ledger, draft: _Draft, message: list[Line], cable_id: str) -> list[Line]:
    """The message text without a header within it: the second one of a corrected copy, the rest of a broken one."""
    at = next((at for at, line in enumerate(message[:_TOP]) if line.text.startswith(("FM ", "SUBJ", "¶", "1."))), 0)
    found = at and message[at].text.startswith("FM ")
    if not found or all(classification.again(line.text.strip(), cable_id) is None for line in message[at:_TOP]):
        return message
    while at > 1 and (not message[at - 1].text.strip() or HEADS.match(message[at - 1].text)):
        at -= 1
    return message[:at] + _header(ledger, draft, cable_id, message[at].number)


def _header(ledger: Ledger, draft: _Draft, cable_id: str, number: int = len(_FRAME) + 1) -> list[Line]:
    """Take the lines of the header; gives those of the message text."""
    raw = ledger.raw
    while number <= len(raw):
        text = raw[number - 1]
        if (found := _notice(text)) is not None:
            draft.notices.append(Notice((number, number), found[0]))
            ledger.claim_number(number, "notice")
            _take(draft, found.string[: found.start()].strip())
            text = found.string[found.end() :]
        paged = routing_page.is_line(text) or routing_page.is_page(text) or _above_page(raw, number)
        draft.drafting = (draft.drafting and not HEADS.match(text.strip())) or text.strip().startswith(_DRAFTED)
        paged = paged or draft.drafting
        cut = None if paged else classification.begins(text, cable_id)
        head = text[:cut].replace("\t", " ").strip()
        paged = paged or (cut is not None and routing_page.is_page(head))
        if cut == 0 or (cut is None and head and not paged and _is_message(raw, number, head, draft)):
            return _message(raw, number, text, draft)
        if head and (_take_page(draft, head) if paged else _take(draft, head)):
            ledger.claim_number(number, "routing page" if paged else "transmission")
        if cut is not None:
            return _message(raw, number, text[cut:], draft)
        if not head and (draft.addressees.begun or draft.last == "from") and not _goes_on(raw, number):
            return _message(raw, number, text, draft)
        number += 1
    return []


def _notice(text: str) -> re.Match[str] | None:
    """What the source says of itself at the start of a line, the message text perhaps glued to it."""
    if "partial extract" in text:
        return _PARTIAL.match(text.lstrip())
    return _RULED.search(text) if "---" in text or "===" in text else None


def _message(raw: tuple[str, ...], number: int, text: str, draft: _Draft) -> list[Line]:
    """The message text from here on; the day in words before it is a notice."""
    day = classification.day_words(text.lstrip())
    if day is not None:
        draft.notices.append(Notice((number, number), day))
        text = text.lstrip()[len(day) :]
    first = [Line(number, text)] if text.strip() else []
    return [*first, *starmap(Line, enumerate(raw[number:], number + 1))]


def _above_page(raw: tuple[str, ...], number: int) -> bool:
    """Whether a lone classification or the number of a desk ('45') stands above a line of a routing page."""
    text = raw[number - 1].strip()
    if not (text.isdecimal() and len(text) < 7) and not classification.is_marking(text):
        return False
    after = next((text for text in raw[number : number + 4] if text.strip()), "")
    return routing_page.is_page(after) or routing_page.is_line(after)


def _is_message(raw: tuple[str, ...], number: int, text: str, draft: _Draft) -> bool:
    """Whether a line that is not classified belongs to the message already; none does above the sender's."""
    if _OPENS.match(text):
        return True
    if draft.addressees.begun or HEADS.match(text) or routing_page.is_line(text) or routing_page.is_page(text):
        return False
    if _DTG.match(text) or _MORE_ROUTES.match(text) or draft.last in ("security", "dtg", "from"):
        return False
    return not (draft.last and any(_FROM.match(after.strip()) for after in raw[number : number + 6]))


def _goes_on(raw: tuple[str, ...], number: int) -> bool:
    """Whether the header goes on behind a blank line."""
    after = next((text.strip() for text in raw[number : number + 6] if text.strip()), "")
    return HEADS.match(after) is not None or (POST.match(after) is not None and not attention.begins(after))


def _take_page(draft: _Draft, text: str) -> bool:
    """A line of a routing page; its first can stand behind the 'TO' of a header that it breaks."""
    draft.offices += routing_page.offices(text) if routing_page.is_offices(text) else []
    draft.sections = routing_page.parts(text) or draft.sections
    if text.startswith(("TO PAGE", "INFO PAGE")):
        draft.addressees.take(text.split(maxsplit=1)[0])
    elif _DTG.match(text):
        draft.parts.setdefault("dtg", text)
    return True


def _take(draft: _Draft, text: str) -> bool:
    """Put one line of the header where it belongs; False for a line of no form."""
    parts = draft.parts
    text = f"{draft.last} {text}" if _WORD.match(draft.last) else text
    if text == "BT" or _WORD.match(text):  # 'BT' is the prosign between header and message text
        draft.last = text
    elif _take_routes(draft, text):
        draft.last = "routing"
    elif text.startswith("VZCZ"):
        parts["id"] = text
    elif _DE.match(text):
        parts["de"], draft.last = text, "de"
    elif _DTG.match(text):
        parts["dtg"], draft.last = text, "dtg"
    elif _secure(parts, text):
        draft.last = "security"
    elif found := _FROM.match(text):
        parts["from"], draft.last = text[found.end() :], "from"
    elif draft.addressees.take(text):
        draft.last = "addressees"
    elif draft.last in ("from", "security", "dtg") or (draft.last == "de" and _SERIAL.match(text)):
        parts[draft.last] = f"{parts[draft.last]} {text}".strip()
    else:
        return False
    return True


def _secure(parts: dict[str, str], text: str) -> bool:
    """Add operating signals (line 4); False where none stands there."""
    if signals := _SECURITY.match(text):
        parts["security"] = " ".join(filter(None, dict.fromkeys((parts.get("security"), text))))
    return signals is not None


def _take_routes(draft: _Draft, text: str) -> bool:
    """Precedence and routing indicators (line 2), over as many lines as there are."""
    if found := _ROUTES.match(text):
        draft.parts["precedence"] = found["precedence"]
        draft.routing += found["codes"].split()
        return True
    more = draft.last in ("", "routing") and _MORE_ROUTES.match(text) is not None
    draft.routing += text.split() if more else []
    return more


def _moment(found: re.Match[str] | None) -> datetime | None:
    """A date-time group as a moment in UTC: 'O 161013Z NOV 09'; None where it is none."""
    if not found or not found["month"]:
        return None
    try:
        month = MONTHS.index(found["month"].upper()) + 1
        day, hour, minute = map(int, found.group("day", "hour", "minute"))
        return datetime(century(int(found["year"])), month, day, hour, minute, tzinfo=UTC)
    except ValueError:
        return None


def _first_day(cable_id: str) -> date:
    """The first day of the year in an id."""
    year = int(cable_id[:2]) if cable_id[:2].isascii() and cable_id[:2].isdigit() else 70
    return date(century(year), 1, 1)


def _finish(top: list[str], draft: _Draft, message: list[Line]) -> Envelope:
    get = draft.parts.get
    group, station = _DTG.match(get("dtg", "")), _DE.match(get("de", ""))
    sent = _moment(group)
    signals = (get("security"), group and group.string[group.end() :].strip())  # 'O 171013Z MAR 08 ZDK'
    first = " ".join(islice((line.text for line in message[:_TOP] if line.text.strip()), 2))
    precedence = get("precedence") or (group["precedence"] if group else None)
    to, info = draft.addressees.read()
    transmission = Transmission(
        id=get("id"),
        precedence=precedence.replace("0", "O") if precedence else None,  # a scanner's twin
        routing=tuple(dict.fromkeys(draft.routing)),
        originator=station and station["originator"],
        station_serial=station and station["serial"],
        julian=station and station["julian"],
        security=" ".join(filter(None, signals)) or None,
        dtg=f"{sent.isoformat()[:19]}Z" if sent else None,
        from_=get("from") or None,
        to=to,
        info=info,
        sections=classification.sections(first) or draft.sections,
        offices=tuple(draft.offices),
    )
    day = sent.date() if sent else printed_day(top[2]) or _first_day(top[0])
    return Envelope(top[0], top[1], top[3], top[4], day, transmission, tuple(draft.notices))
