"""A paragraph's text as HTML: marks for figures, short forms with their meaning, links to references.

Everything of the source is escaped here and nowhere else; what is put around it is made of our own words.
"""

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from markupsafe import Markup

from chancery.published import MARK

REDACTED = '<span class="redacted">[redacted]</span>'


class Wrap(NamedTuple):
    """A run of a text to be wrapped in an element."""

    start: int
    end: int
    tag: str
    """'mark', 'abbr', 'a'."""
    attributes: str
    """Ready for HTML, with a blank before them: ' id="p4-convictions"'."""
    again: str = ""
    """Attributes of a second part, where wraps cross and one has to be cut."""


def html(text: str, wraps: Sequence[Wrap] = ()) -> Markup:
    """A text with its wraps, escaped. Wraps may nest and cross; those out of bounds are cut to the text."""
    if not wraps:
        return Markup(_plain(text))  # noqa: S704 -- escaped by _plain
    out: list[str] = []
    open_: list[Wrap] = []
    at = 0
    size = len(text)
    wraps = [w._replace(end=min(w.end, size)) for w in wraps if 0 <= w.start < min(w.end, size)]
    for here in sorted({place for w in wraps for place in (w.start, w.end)}):
        out.append(_plain(text[at:here]))
        at = here
        _close(out, open_, here)
        for wrap in sorted((w for w in wraps if w.start == here), key=lambda w: -w.end):
            out.append(f"<{wrap.tag}{wrap.attributes}>")
            open_.append(wrap)
    out.append(_plain(text[at:]))
    return Markup("".join(out))  # noqa: S704 -- texts are escaped, attributes are our own


def _close(out: list[str], open_: list[Wrap], here: int) -> None:
    """End what ends here; what was begun inside of it and goes on is ended and begun again."""
    ended = [i for i, wrap in enumerate(open_) if wrap.end <= here]
    if not ended:
        return
    again = [wrap for wrap in open_[ended[0] :] if wrap.end > here]
    out += [f"</{wrap.tag}>" for wrap in reversed(open_[ended[0] :])]
    del open_[ended[0] :]
    for wrap in again:
        out.append(f"<{wrap.tag}{wrap.again}>")
        open_.append(wrap)


def _plain(text: str) -> str:
    escaped = escape(text)
    return escaped.replace(MARK, REDACTED) if MARK in escaped else escaped


def attributes(pairs: Iterable[tuple[str, str]]) -> str:
    """Attributes ready for HTML, escaped."""
    return "".join(f' {name}="{escape(value)}"' for name, value in pairs)
