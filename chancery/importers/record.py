"""One cable on its way in, and the form it is written in.

The form is that of the collection: five lines (reference id, title, date, classification, origin), then the
transmission header with the message text glued to its last line, as this source has it.
"""

import re
from typing import NamedTuple

from chancery.source import ID, unix

_SUBJECT = re.compile(r"^[ \t]*SUBJ(?:ECT)?[ \t]*[:;]?[ \t]*(?P<text>\S.*)?$", re.IGNORECASE)
_AFTER = re.compile(
    r"""^[ \t]* (?: REF | ¶ | \d{1,3}[A-Z]?[.)] | \( | TAGS?\b | E\.?O\.?[ \t] | CLASSIFIED | -{3} | ={3} )
      | \b \d{4,8} [ ]{1,4} \d{3} (?: \.\d )? [ ] OF [ ] \d{3} \b     # a page marker""",
    re.IGNORECASE | re.VERBOSE,
)
_TAGS = re.compile(r"\bTAGS?[ \t]*[:;][ \t]*(?P<tags>.*)", re.IGNORECASE)
_CODE = re.compile(r"\b[A-Z]{2,4}\b")
HEAD = 120
"""Lines at the beginning of a message in which subject and TAGS are looked for."""


class Entry(NamedTuple):
    """A cable as a source gives it."""

    id: str
    date: str
    classification: str
    origin: str
    header: str
    message: str


class Found(NamedTuple):
    """Something an importer found: a cable as a file's text, or what was wrong with it."""

    where: str
    """File, member or row, for messages."""
    id: str | None
    text: str | None
    fault: str | None = None
    done: int = 0
    """Bytes of the source read so far, for progress and for going on."""
    edits: bytes | None = None
    """What is found is an edits file of the cable of this id: its bytes, b'' where there is a fault."""


def form(entry: Entry) -> str:
    """The text of ``<id>.txt``. Raises ``ValueError`` where the source has no usable reference id."""
    name = entry.id.strip()
    if not ID.fullmatch(name):
        raise ValueError(f"'{name[:40]}' is no reference id, as 09PHNOMPENH846 is" if name else "no reference id")
    message = unix(entry.message)
    header = unix(entry.header).strip("\n")
    head = (name, subject(message) or "", *map(_line, (entry.date, entry.classification, entry.origin)))
    return "\n".join(head) + "\n" + header + message.lstrip("\n")


def _line(text: str) -> str:
    return " ".join(text.split())


def subject(message: str) -> str | None:
    """The SUBJECT line(s) of a message, joined: 'SUBJECT: ZENDA: A' over 'NEW LAW' is 'ZENDA: A NEW LAW'."""
    lines = message.split("\n", HEAD)[:HEAD]
    for index, line in enumerate(lines):
        match = _SUBJECT.match(line)
        if not match:
            continue
        parts = [match["text"] or ""]
        for more in lines[index + 1 : index + 6]:
            if not more.strip() or _AFTER.search(more):
                break
            parts.append(more)
        return _line(" ".join(parts)) or None
    return None


def tags(message: str) -> list[str]:
    """The codes of the TAGS line and of the line it runs on to, in order; good enough to choose by."""
    lines = message.split("\n", HEAD)[:HEAD]
    for index, line in enumerate(lines):
        match = _TAGS.search(line)
        if match:
            more = lines[index + 1] if index + 1 < len(lines) else ""
            run_on = "" if not more.strip() or _SUBJECT.match(more) or _AFTER.search(more) else more
            return _CODE.findall(f"{match['tags']} {run_on}".upper())
    return []
