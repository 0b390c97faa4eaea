"""One cable on its way in, and the form it is written in.

The form is that of the collection: five lines (reference id, title, date, classification, origin), then the
transmission header with the message text glued to its last line, as this source has it.
"""

from typing import NamedTuple

from chancery import parse
from chancery.source import ID, unix


class Incoming(NamedTuple):
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


def form(entry: Incoming) -> str:
    """The text of ``<id>.txt``. Raises ``ValueError`` where the source has no usable reference id."""
    name = entry.id.strip()
    if not ID.fullmatch(name):
        raise ValueError(f"'{name[:40]}' is no reference id, as 09PHNOMPENH846 is" if name else "no reference id")
    message = unix(entry.header).strip("\n") + unix(entry.message).lstrip("\n")
    below = "\n".join([*map(_line, (entry.date, entry.classification, entry.origin)), message])
    title = parse.head(name, below).subject or ""
    return f"{name}\n{title}\n{below}"


def _line(text: str) -> str:
    return " ".join(text.split())
