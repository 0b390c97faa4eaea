"""The head of the message text: classification, captions, attention, E.O., classified by, TAGS, subject, references.

The lines are those of 5 FAH-2 H-300. A field goes on over the lines below it until a blank one, another field or the
first paragraph. What stands between them and fits no form ('Original telegram was Confidential') is kept as a notice.
"""

import re
from dataclasses import dataclass, field

from chancery.head import attention, classification, classifiers, deadline, fields, references, tags_line
from chancery.ledger import Ledger, Line
from chancery.model import Classifier, ExecutiveOrder, Notice, Reference

_RULE = re.compile(r"[-=_*. ]{4,}\Z")
_RULED = re.compile(r"(?<![-=_*\s])\s*[-=_*]{4,}\Z")
"""A rule at the end of a subject."""
_LABELLED = re.compile(r"[¶(\[]{0,2} ?[A-Za-e] ?(?:[.):\]]{1,2},?|-)(?=[\s\d(A-Z])")
_SECOND = re.compile(r"\b[Bb] ?[.):]")
_ROUNDABOUT = re.compile(r"\b\d{2,7}\b|NOTAL|E-?MAIL|TELCON|CABLE|PREVIOUS|REPORT|\b(?:OSC|FBIS|IIR)\b", re.IGNORECASE)
_BROKEN = re.compile(r"(?<=[A-Za-z.])- (?=[A-Z])|(?:(?<=\d)|(?<=\b[A-Z]))- (?=\d)")
_LEVEL = (
    r"(?:U|C|S|SBU|TS|LOU|SENSITIVE|UNCLASSIFIED|UNCLAS|CONFIDENTIAL|SECRET)"
    r"(?:(?: ?-{1,2} ?|//?)(?:NF|NOFORN|FOUO|SBU|REL[A-Z ,/]{1,30}))?"
)
_BRACKETED = rf"[(\[]\s?{_LEVEL}\s?[)\]]"
_MARKING = re.compile(
    rf"(?:\A{_BRACKETED}:?|(?<!\S){_BRACKETED}(?!\S)|\s{_BRACKETED}(?=:\s)|\A(?:SBU|C|U|S):(?!\S))\s*", re.IGNORECASE
)
_NUMBERED = re.compile(r"¶ ?(?!1\b)\d{1,3}[.)] (?![(¶])")
_ALONE = re.compile(r"¶ ?(?!1\b)\d{1,6}\W{0,3}\Z")
_OPEN_END = tuple(" AND| OF| THE| FOR| IN| ON| TO| WITH| A| AN| BY| AT|,|--".split("|"))
"""A subject that ends so goes on below a blank line."""
_GOING = frozenset(":;-")
"""With such a sign too, where the line below is in capitals."""
_SECOND_ROW = re.compile(r"[2-9][.)] ?[A-Z\d]")
"""A reference with a number for its label, which has the form of a paragraph."""
_BEHIND = re.compile(r" \d{3,9} (?P<words>.*)")
"""What stands behind the number on the first line."""
_PERSONS = tuple(f"FOR {the}{whom}" for the in ("", "THE ") for whom in "AMBASSADOR CHARGE DCM SECRETARY".split())
"""For whom a telegram is, so that the line can stand below the subject too."""
_SHORT, _WIDTH = 50, 75
"""Characters of the longest of these lines, and of the widest line of a subject."""
_FAR = 150
"""So many lines below the first no head goes on."""
_LONGEST = 60
"""No field has more lines."""
_GAP = 7
"""So many lines between two fields mean that the second one is of the text."""


@dataclass(slots=True)
class Header:
    """What the head of the message text says."""

    captions: tuple[str, ...] = ()
    attention: tuple[str, ...] = ()
    executive_order: ExecutiveOrder | None = None
    classified_by: tuple[Classifier, ...] = ()
    tags: tuple[str, ...] = ()
    subject: str | None = None
    references: tuple[Reference, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(slots=True)
class _Draft:
    """What has been seen so far."""

    values: dict[str, list[str]] = field(default_factory=dict)
    captions: list[str] = field(default_factory=list)
    attention: list[str] = field(default_factory=list)
    odd: list[Line] = field(default_factory=list)
    by: list[Line] = field(default_factory=list)  # notices where they name nobody: 'Derived from: DSCG 05-1'
    order: str = ""
    state: str = ""
    broken: bool = False
    """Whether a blank line has been seen since the field began."""


def read(message: list[Line], ledger: Ledger, cable_id: str) -> tuple[Header, list[Line]]:
    """The header of the message text, claimed in the ledger, and the lines of the body."""
    end = fields.behind_remarks(message, _end(message, cable_id))
    draft = _Draft()
    at = 0
    while at < len(message):
        line = message[at]
        text = fields.GLUED.search(line.text) if "1." in line.text[2:] else None
        role = _take(draft, Line(line.number, line.text[: text.start()]) if text else line, cable_id, inside=at < end)
        if role is None:
            break
        if role:
            ledger.claim([line], role)
            draft.by += [Line(line.number, line.text.strip())] if role == fields.ROLES["by"] else []
        if text:
            return _header(draft, cable_id), [Line(line.number, text[0].lstrip()), *message[at + 1 :]]
        at += 1
    return _header(draft, cable_id), message[at:]


def _end(message: list[Line], cable_id: str) -> int:
    """The place behind the last field of the head: lines of no form before it are of the head as well."""
    end = gap = 0
    subject = False
    for at, line in enumerate(message[:_FAR]):
        text = fields.mended(line.text.strip())
        if not text or _RULE.match(text):
            continue
        field_ = fields.FIELD.match(text) or _before_words(text)
        if not field_ and fields.BODY.match(text) and not fields.REMARK.match(text):
            break
        known = field_ or classification.is_captions(text) or classification.is_first(text, cable_id)
        for_whom = text.isupper() and attention.begins(text)
        known = known or (for_whom and (not subject or (text.startswith(_PERSONS) and len(text) < _SHORT)))
        subject = subject or text.upper().startswith("SUBJ")
        if known:
            end, gap = at + 1, 0
        else:
            gap += 1
        if gap > _GAP and subject:
            break
    return end


def _take(draft: _Draft, line: Line, cable_id: str, *, inside: bool) -> str | None:  # noqa: PLR0911 -- one a form
    """Take one line; gives its role, '' for a blank one, None where the body begins."""
    text = fields.mended(line.text.strip())
    if not text:
        draft.broken = bool(draft.values.get(draft.state, [""])[-1]) or draft.state not in draft.values
        draft.state = "" if draft.broken and draft.state not in ("ref", "tags", "subject") else draft.state
        return ""
    if draft.state == "by" and not draft.broken and classifiers.goes_on(text):
        return _more(draft, text)
    if before := _before_words(text):
        draft.captions += classification.captions(before)
        text = text[len(before) :]
    if found := fields.FIELD.match(text):
        second = found["subject"] and any(draft.values.get("subject", ()))  # that of a telegram within this one
        return _loose(draft, line, text) if second else _fields(draft, text)
    # Dashes end the head, but those below 'SUBJECT' alone.
    ruled = _RULE.match(text) and (draft.state != "subject" or draft.values["subject"] != [""])
    if not inside and (ruled or fields.BODY.match(text)) and not _is_third(draft, text, cable_id):
        return _second(draft, text)
    if classification.is_first(text, cable_id):
        draft.captions += classification.captions(text)
        return _first(draft, text)
    if classification.is_captions(text):
        draft.captions += classification.captions(text)
        draft.state = ""
        return "caption"
    if classification.is_marking(text):
        draft.captions += classification.captions(text)
        return "classification marking"
    if _goes_on(draft, text, cable_id):
        return _more(draft, text)
    return _loose(draft, line, text) if inside else None


def _before_words(text: str) -> str:
    """The captions before other words on the same line: 'EXDIS E.O. 11652: GDS'; but 'SENSITIVE TALKS' has none."""
    if not (found := classification.captions_before(text)):
        return ""
    rest = text[len(found) :]
    return found if found[:10].upper() != "SENSITIVE " or fields.FIELD.match(rest) or attention.begins(rest) else ""


def _is_third(draft: _Draft, text: str, cable_id: str) -> bool:
    """Whether '(C)' or '2.' is the label of another reference, which has the form of a marking or a paragraph."""
    if draft.state != "ref":
        return False
    lettered = text[:3] in ("(C)", "(c)") and _SECOND.search(draft.values["ref"][-1])
    if not lettered and not (_SECOND_ROW.match(text) and draft.values["ref"][0][:2] in ("1.", "1)")):
        return False
    found = references.read(text, cable_id)
    fits = len(text) < 2 * _WIDTH and (text.replace(" and ", " ").isupper() or text[1] == "c")
    other = lettered and len(text) < _WIDTH and _ROUNDABOUT.search(text) is not None and not text.endswith(".")
    return fits and bool(found) and (found[0].id is not None or bool(other))


def _second(draft: _Draft, text: str) -> str | None:
    """A subject's next line with a marking or a number but the first ('¶15. WHO?'), a number alone; else None."""
    above = draft.values.get("subject", [""])[-1]
    if _ALONE.match(text):
        return _more(draft, text) if draft.state in ("ref", "subject") and not draft.broken else None
    marked = _MARKING.match(text) or _NUMBERED.match(text)
    if draft.state != "subject" or draft.broken or marked is None or text.upper() != text or above.upper() != above:
        return None
    if len(text) > _WIDTH or fields.BODY.match(text[marked.end() :]) or text.endswith("."):
        return None
    return _more(draft, text)


def _first(draft: _Draft, text: str) -> str:
    """The first line; attention lines and a field can stand on it as well."""
    draft.state = ""
    found = fields.INNER.search(text)
    behind = _BEHIND.search(text, 0, found.start() if found else len(text))
    whom = behind["words"][len(classification.captions_before(behind["words"])) :] if behind else ""
    draft.attention += [whom] if attention.begins(whom) else []
    if found:
        _fields(draft, text[found.end() :])
    return "classification marking"


def _fields(draft: _Draft, text: str, *, inner: bool = False) -> str:
    """A line that begins a field, and perhaps more than one; gives the role of the first."""
    role = ""
    if text.startswith("(") and (marked := _MARKING.match(text)):  # '(U) TAGS: PGOV' is one field
        text = text[marked.end() :]
    for at, piece in enumerate(fields.INNER.split(text)):
        found = fields.FIELD.match(piece)
        if found and not ((at or inner) and _is_said(draft, found)):
            name = str(next(each for each in fields.ROLES if found[each]))
            draft.state, draft.broken = name, False
            draft.order = found["order"] or draft.order
            whole = name == "by" and (name in draft.values or "CLAS" not in found[name][:30].upper())
            begins = found.start(name) if whole else found.end()
            draft.values.setdefault(name, []).append(piece[begins:].strip())
            role = role or fields.ROLES[name]
        else:
            draft.values.setdefault(draft.state or "subject", []).append(piece)
    return role


def _is_said(draft: _Draft, found: re.Match[str]) -> bool:
    """Whether the name of a field within another is of its words: 'PRICE TAGS: UP', 'ZENDA 44, SUBJECT: THE KING'."""
    if draft.state == "subject" and found["subject"]:
        return any(draft.values["subject"])
    within = {"subject": "tags", "ref": "subject", "by": "eo"}.get(draft.state)
    return within is not None and bool(found[within]) and within in draft.values


def _goes_on(draft: _Draft, text: str, cable_id: str) -> bool:
    """Whether a line goes on with the field above it."""
    if len(draft.values.get(draft.state, ())) > _LONGEST:
        return False
    if draft.state == "ref":
        telling = _LABELLED.match(text) and _ROUNDABOUT.search(text) and len(text) < 120
        near = not draft.broken and (not fields.BODY.match(text) or _is_third(draft, text, cable_id))
        return near or (bool(telling) and not fields.REMARK.match(text))
    if draft.state == "tags":
        fits = tags_line.is_codes if draft.broken else tags_line.fits
        return fits(text) and not fields.BODY.match(text) and not attention.begins(text)
    if draft.state == "for":
        begins = attention.begins(text) and not attention.hangs(draft.attention[-1])
        return not (begins or text.startswith(("FROM ", '"'))) and text.upper() == text
    last = draft.values.get(draft.state, [""])[-1]
    open_ = not draft.broken or last.upper().endswith(_OPEN_END)
    if draft.state == "subject":
        open_ = (open_ or (last[-1:] in _GOING and text.isupper())) and not (last.isupper() and fields.is_prose(text))
    return draft.state in fields.ROLES and open_ and not fields.BODY.match(text) and not (last and _RULE.match(text))


def _more(draft: _Draft, text: str) -> str:
    if draft.state == "for":
        draft.attention[-1] += f"{',' if attention.apart(draft.attention[-1], text) else ''} {text}"
        return "attention"
    first, *others = fields.INNER.split(text)
    draft.values[draft.state].append(first)
    draft.broken = draft.broken and draft.state == "ref"
    role = fields.ROLES[draft.state]
    for other in others:
        _fields(draft, other, inner=True)
    return role


def _loose(draft: _Draft, line: Line, text: str) -> str:
    """A line of the head that is no field: an attention line, else one about the record."""
    draft.state = ""
    if attention.begins(text) or attention.is_offices(text):
        draft.state = "for"
        draft.attention.append(text)
        return "attention"
    if _RULE.match(text):
        return "rule"
    draft.odd.append(Line(line.number, text))
    return "notice"


def _header(draft: _Draft, cable_id: str) -> Header:
    joined = {name: _joined(parts) for name, parts in draft.values.items()}
    subject = joined.get("subject", "")
    subject = subject if "(B) " in subject else _MARKING.sub("", subject)
    people = classifiers.of(joined.get("by", ""), joined.get("eo", ""))
    draft.odd += [] if people else draft.by
    return Header(
        captions=tuple(dict.fromkeys(draft.captions)),
        attention=attention.read(draft.attention),
        executive_order=ExecutiveOrder(draft.order, deadline.read(joined["eo"])) if draft.order else None,
        classified_by=people,
        tags=tags_line.read(joined.get("tags", "")),
        subject=_RULED.sub("", subject).lstrip("-: ").strip(" ;,|-").removesuffix(" .") or None,
        references=references.read(_joined([references.unwrapped(draft.values.get("ref", []))]), cable_id),
        notices=tuple(Notice((line.number, line.number), line.text) for line in draft.odd),
    )


def _joined(parts: list[str]) -> str:
    """Lines of a field as one; a word broken at a hyphen keeps the hyphen."""
    text = " ".join(" ".join(parts).replace("¶", " ").split())
    return _BROKEN.sub("-", text) if "- " in text else text
