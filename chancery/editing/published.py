"""A cable as it may be shown: the record with an editor's corrections, and without what was redacted.

Everything downstream (pages, data files, search, catalog, exports, caches) sees only :class:`Published`; the
raw file and the edits file stay behind the door of :mod:`chancery.editing.edits`.
"""

from chancery.model import Cable, Lines, Value

MARK = "[redacted]"
"""Stands where something was taken out; the same for a letter and for a page: it never tells a length."""


class Correction(Value, frozen=True):
    """One correction as the page shows it, with what the source had."""

    target: str
    """What was corrected, in words: 'subject', 'paragraph 4: section', 'paragraph 4: convictions'."""
    field: str | None
    """Path in the record ('subject', 'references.1.id'); null for a section or a figure."""
    lines: Lines | None
    """Lines of the paragraph the correction is about; null where it is about a field."""
    had: str | None
    """What the source had, as text; null where something was added."""
    has: str | None
    """What stands now, as text; null where something was removed."""
    reason: str


class Redaction(Value, frozen=True):
    """One redaction as the page shows it: where and why, never what."""

    places: tuple[Lines, ...]
    """Runs of raw lines that something was taken out of, in order."""
    reason: str


class Reviewed(Value, frozen=True):
    """A finding of ``review`` that an editor has looked at and left as it is."""

    reason: str
    lines: Lines | None = None
    paragraph: int | None = None
    text: str | None = None
    kind: str | None = None
    """Kind of finding: name, phone, email, address, passport; null for any."""


class Published(Value, frozen=True):
    """A cable as it may be shown. All texts in it are free of what was redacted."""

    cable: Cable
    """The record: corrections and redactions applied."""
    raw: tuple[str, ...]
    """The raw lines with redactions taken out; as many as the raw file has, so that line numbers hold."""
    roles: tuple[str, ...]
    """What each raw line is: 'tags', 'paragraph 4', 'blank', '' where no rule placed it."""
    note: str | None = None
    """The editor's note, Markdown."""
    corrections: tuple[Correction, ...] = ()
    redactions: tuple[Redaction, ...] = ()
    reviewed: tuple[Reviewed, ...] = ()

    def redacted(self, lines: Lines) -> tuple[Redaction, ...]:
        """Redactions that took something out of these raw lines."""
        first, last = lines
        return tuple(each for each in self.redactions if any(a <= last and b >= first for a, b in each.places))
