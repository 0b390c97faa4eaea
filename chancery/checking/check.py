"""Numbered findings about cables: what looks wrong in a source, or in how it was read.

Each rule has a number that stays (``H012``), a severity and a sentence; ``RULES`` lists them all. A finding
says where: ``cables/09ZENDA1.txt:8: H012 ...``.
"""

import difflib
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Literal

import msgspec

from chancery import vocab
from chancery.head.classification import is_marking
from chancery.ledger import Ledger
from chancery.model import Cable, Paragraph
from chancery.source import century, printed_day
from chancery.vocab import places

Severity = Literal["error", "warning", "note"]

RULES: dict[str, tuple[Severity, str]] = {
    "S001": ("error", "the file can't be read as a cable"),
    "S002": ("error", "the edits file can't be read, or does not fit"),
    "S010": ("error", "the cable is there twice"),
    "S011": ("warning", "another cable has the same text"),
    "H001": ("note", "no transmission header"),
    "H002": ("note", "no date-time group"),
    "H010": ("error", "the day of the year in the DE line is not that of the date"),
    "H011": ("warning", "the time in the DE line is not that of the date-time group"),
    "H012": ("error", "the date-time group is not of the date the source gives"),
    "H013": ("error", "the year in the reference id is not that of the date"),
    "H014": ("warning", "the station serial is not the number in the reference id"),
    "H015": ("warning", "the date-time group is a day from the date the source gives"),
    "H016": ("error", "no date that can be read; the first day of the id's year stands for it"),
    "H017": ("error", "the date-time group is no date"),
    "H018": ("warning", "the source gives no date that can be read"),
    "H020": ("warning", "no TAGS"),
    "H021": ("warning", "unknown TAGS"),
    "H022": ("note", "no geographic TAGS; the origin decides"),
    "H023": ("note", "the origin's country is not known"),
    "H030": ("warning", "no subject"),
    "H031": ("note", "the subject is not the title"),
    "H040": ("note", "a reference that gives no id"),
    "H041": ("warning", "labels of references skip or repeat"),
    "H042": ("warning", "it changes a cable that the collection lacks"),
    "H043": ("note", "it refers to cables that the collection lacks"),
    "H050": ("warning", "no classification"),
    "H051": ("error", "a portion marking is above the cable's classification"),
    "H052": ("note", "no executive order"),
    "B001": ("warning", "lines that no rule could place"),
    "B002": ("note", "no message text"),
    "B010": ("warning", "paragraph numbers skip"),
    "B011": ("warning", "paragraph numbers restart or repeat"),
    "B020": ("note", "no signature"),
    "B021": ("note", "fewer transmission sections than the first line says"),
    "B030": ("note", "a section without a canonical key"),
}
"""Number: severity and meaning."""


class Finding(msgspec.Struct, frozen=True):
    """One thing that looks wrong, and where."""

    path: str
    line: int
    code: str
    severity: Severity
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.code} {self.what}"


_Raw = Iterator[tuple[str, int, str]]
"""Code, line, and what is found beyond the rule's own sentence."""


def check(cable: Cable, ledger: Ledger, path: str) -> tuple[Finding, ...]:
    """All findings about one cable, in the order of its lines."""
    rules = (_transmission, _serial, _dates, _tags, _subject, _references, _classification, _body, _numbers)
    found = [finding(path, *one) for rule in rules for one in rule(cable, ledger.raw)]
    return tuple(sorted(found, key=lambda each: (each.line, each.code, each.what)))


def finding(path: str, code: str, line: int, more: str) -> Finding:
    """A finding of a rule; ``more`` follows the rule's own sentence."""
    severity, sentence = RULES[code]
    return Finding(path, line, code, severity, f"{sentence}: {more}" if more else sentence)


def unreadable(path: str, line: int | None, what: str, *, edits: bool = False) -> Finding:
    """The finding for a file that is no cable, or for an edits file that does not fit."""
    return finding(path, "S002" if edits else "S001", line or 1, what)


def line_of(raw: tuple[str, ...], pattern: str, default: int = 1) -> int:
    """The first line that a pattern is found in."""
    wanted = re.compile(pattern)
    return next((number for number, text in enumerate(raw, 1) if wanted.search(text)), default)


# header

_GROUP, _TOP = r"^(?:[ZOPR]{1,2} )+\d{6}Z [A-Z]{3} \d{2}", 20
"""The line of a date-time group, be it of no day that there is, and so many lines that it stands in."""
_REGION = re.compile("X[A-Z]|UN")
"""TAGS of regions and of the United Nations, which are no countries."""


def _transmission(cable: Cable, raw: tuple[str, ...]) -> _Raw:
    sent = cable.transmission
    if sent.dtg is not None:
        return
    if line := line_of(raw[:_TOP], _GROUP, 0):
        yield "H017", line, raw[line - 1].strip()
    else:
        bare = sent.id is None and sent.originator is None and not sent.to
        yield ("H001" if bare else "H002"), min(6, len(raw)), ""


def _serial(cable: Cable, raw: tuple[str, ...]) -> _Raw:
    sent, line = cable.transmission, line_of(raw, r"^DE [A-Z]")
    moment = datetime.fromisoformat(sent.dtg) if sent.dtg else None
    day = moment or _printed(raw)
    if day and sent.julian and len(sent.julian) >= 3:
        apart = abs(int(sent.julian[:3]) - day.timetuple().tm_yday)
        # a day from the source's is none, be that of the next year: its zone is an hour or two from UTC
        if apart if moment else apart % 364 > 1:
            yield "H010", line, f"{sent.julian[:3]}, and {day:%d %b %Y} is {day.timetuple().tm_yday:03}"
        elif moment and sent.julian[3:7] and sent.julian[3:7] != f"{moment:%H%M}":
            yield "H011", line, f"{sent.julian[3:7]}, and {moment:%H%M}"
    serial = re.match(r"\d+", sent.station_serial or "")
    number = re.search(r"\d+$", cable.id)
    if serial and number and int(serial[0]) != int(number[0]) % 10 ** len(serial[0]):
        yield "H014", line, f"{serial[0]}, and {number[0]}"


def _printed(raw: tuple[str, ...]) -> date | None:
    return printed_day(raw[2]) if len(raw) > 2 else None


def _dates(cable: Cable, raw: tuple[str, ...]) -> _Raw:
    printed = _printed(raw)
    sent = cable.transmission.dtg
    if printed and sent:
        moment = datetime.fromisoformat(sent).date()
        if moment != printed:
            # the source's zone is an hour or two from UTC, and a few of its dates are those of the second section
            code = "H015" if abs(moment - printed) <= timedelta(days=1) else "H012"
            yield code, line_of(raw, r"\b\d{6}Z [A-Z]{3} \d{2}"), f"{moment}, and {printed}"
    if not printed:
        yield "H018" if sent else "H016", 3, raw[2].strip() if len(raw) > 2 else ""
    year = century(int(cable.id[:2]))
    if year != cable.date.year:
        yield "H013", 1, f"{year}, and {cable.date}"


def _tags(cable: Cable, raw: tuple[str, ...]) -> _Raw:
    line = line_of(raw, r"(?i)\bTAGS?\b", min(6, len(raw)))
    if not cable.tags:
        if cable.completeness == "full":
            yield "H020", line, ""
        return
    known = vocab.load("tags")["subjects"]
    for tag in cable.tags:
        if places.by_tag(tag) or _REGION.fullmatch(tag):
            continue
        if not tag.startswith(("O", "K")) and tag not in known and re.fullmatch(r"[A-Z]{2,5}", tag):
            near = difflib.get_close_matches(tag, known, n=1)
            yield "H021", line, f"{tag}{f'; {near[0]} is one' if near else ''}"
    if not any(map(places.by_tag, cable.tags)):
        yield "H022", line, ""


def _subject(cable: Cable, raw: tuple[str, ...]) -> _Raw:
    if cable.origin.country is None:
        yield "H023", 5, cable.origin.post
    if cable.completeness != "full":
        return
    line = line_of(raw, r"(?i)^\s*SUBJ", min(6, len(raw)))
    if not cable.subject:
        yield "H030", line, ""
        return
    subject, title = (re.sub(r"\W+", "", text).casefold() for text in (cable.subject, cable.title))
    # the source's title is the first line of a longer subject
    if title and not subject.startswith(title) and not title.startswith(subject):
        yield "H031", line, ""


def _references(cable: Cable, raw: tuple[str, ...]) -> _Raw:
    line = line_of(raw, r"(?i)^\s*REF", min(6, len(raw)))
    for reference in cable.references:
        if reference.id is None:
            yield "H040", line, " ".join(reference.text.split())[:60]
    named = dict.fromkeys((each.label, each.text) for each in cable.references)  # once where it has two numbers
    labels = [label for label, _ in named if label and len(label) == 1]
    if labels and labels != [chr(ord("A") + index) for index in range(len(labels))]:
        yield "H041", line, " ".join(labels)


_LEVELS = {"TOP SECRET": 4, "TS": 4, "SECRET": 3, "S": 3, "CONFIDENTIAL": 2, "C": 2, "UNCLASSIFIED": 1, "U": 1}
_MARK = re.compile(rf"\b(?:{'|'.join(_LEVELS)})\b")


def _classification(cable: Cable, raw: tuple[str, ...]) -> _Raw:
    if not is_marking(cable.classification.strip()):
        yield "H050", 4, cable.classification.strip()
        return
    if cable.executive_order is None and cable.completeness == "full" and cable.date.year >= 1973:
        yield "H052", min(6, len(raw)), ""
    level = _level(cable.classification.upper(), 4)
    for paragraph in _paragraphs(cable):
        if _level(paragraph.marking or "", 0) > level:
            yield (
                "H051",
                paragraph.lines[0],
                f"({paragraph.marking}) in a cable that is {cable.classification}",
            )


def _level(text: str, default: int) -> int:
    """How secret a marking is."""
    found = _MARK.search(text)
    return _LEVELS[found[0]] if found else default


# body


def _paragraphs(cable: Cable) -> Iterable[Paragraph]:
    return (paragraph for section in cable.sections for paragraph in section.paragraphs)


def _body(cable: Cable, raw: tuple[str, ...]) -> _Raw:
    for unplaced in cable.unplaced:
        first, last = unplaced.lines
        yield "B001", first, f"{last - first + 1} from '{' '.join(unplaced.text.split())[:50]}'"
    if cable.completeness == "withheld" or not cable.sections:
        yield "B002", len(raw), ""
        return
    if cable.signature is None and cable.completeness == "full":
        yield "B020", len(raw), ""
    for section in cable.sections:
        if section.key == "other" and section.heading and section.paragraphs:
            yield "B030", section.paragraphs[0].lines[0], section.heading[:60]


def _numbers(cable: Cable, raw: tuple[str, ...]) -> _Raw:  # noqa: ARG001 -- all rules are called alike
    last: int | None = None
    for paragraph in _paragraphs(cable):
        number = paragraph.number
        if number is None:
            continue
        if last is None and number != 1:
            yield "B010", paragraph.lines[0], f"the first is {number}"
        elif last is not None and number > last + 1:
            yield "B010", paragraph.lines[0], f"{number} after {last}"
        elif last is not None and number < last:
            yield "B011", paragraph.lines[0], f"{number} after {last}"
        elif number == last and paragraph.label is None:
            yield "B011", paragraph.lines[0], f"{number} again"
        last = number
