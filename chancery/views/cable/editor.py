"""What an editor did to a cable, as its page says it: the note, and each correction with its reason."""

import re

import markdown
from markupsafe import Markup

from chancery.collection.anchors import Anchors
from chancery.editing.published import Correction, Published
from chancery.model import Value
from chancery.vocab.terms import topic_title

_FOREIGN = re.compile(r'\shref="(?!https?:|#|mailto:|\.\.?/)[^"]{0,2000}"')
_PICTURE = re.compile(r"<img\b[^>]{0,4000}>")


class Corrected(Value, frozen=True):
    """One correction by an editor."""

    target: str
    had: str
    has: str
    reason: str
    href: str


class Edited(Value, frozen=True):
    """All that an editor did to a cable."""

    note: Markup
    corrections: tuple[Corrected, ...]
    redactions: tuple[str, ...]
    """Their reasons, each once."""


def edited(published: Published, places: Anchors) -> Edited | None:
    """What an editor did to a cable; None where that is nothing."""
    note, reasons = _note(published.note), dict.fromkeys(each.reason for each in published.redactions)
    if not (note or reasons or published.corrections):
        return None
    return Edited(note, _changes(published, places), tuple(reasons))


def _changes(published: Published, places: Anchors) -> tuple[Corrected, ...]:
    """All corrections; those of a paragraph lead to it."""
    where = {
        paragraph.lines: f"#{name}"
        for section, row in zip(published.cable.sections, places.paragraphs, strict=True)
        for paragraph, name in zip(section.paragraphs, row, strict=True)
    }
    return tuple(
        Corrected(
            target=each.target,
            had=_worded(each, each.had),
            has=_worded(each, each.has),
            reason=each.reason,
            href=where.get(each.lines, "") if each.lines else "",
        )
        for each in published.corrections
    )


def _worded(change: Correction, value: str | None) -> str:
    """What stood or stands there; a section by its title."""
    return topic_title(value) if value and change.field is None and change.target.endswith(": section") else value or ""


def _note(text: str | None) -> Markup:
    """An editor's note as HTML: its own markup is escaped, pictures and odd addresses are left out."""
    if not text:
        return Markup()
    made = markdown.markdown(text.replace("&", "&amp;").replace("<", "&lt;"))
    return Markup(_PICTURE.sub("", _FOREIGN.sub("", made)))  # noqa: S704 -- escaped before
