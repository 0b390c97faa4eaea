"""What an editor decided about a cable (``cables/<id>.edits.yaml``): a note, corrections, redactions.

``load`` reads the file, ``publish`` applies it to a cable. The raw file is never touched, and the edits file (it can
hold the very words it takes out) is never copied to the site.
"""

from pathlib import Path

import msgspec

from chancery.model import Cable
from chancery.published import Correction, Published, Redaction, Reviewed
from chancery.source import Source

__all__ = ["Correction", "Edits", "Published", "Redaction", "Reviewed", "load", "publish"]


class Edits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An edits file."""

    note: str | None = None
    """The editor's note, Markdown."""


def load(path: Path) -> Edits:
    """Read an edits file. Raises ``source.InputError`` with file, line and the nearest right word."""
    raise NotImplementedError


def publish(source: Source, cable: Cable, edits: Edits | None) -> Published:
    """A cable with its edits applied; without edits, the cable as it is.

    Raises ``source.InputError`` where an edit does not fit the cable.
    """
    if edits is None:
        return Published(cable=cable, raw=source.lines)
    raise NotImplementedError
