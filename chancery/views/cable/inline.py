"""A paragraph's text as HTML: marks for figures, short forms with their meaning, links to references.

Everything of the source is escaped here and nowhere else; what is put around it is made of our own words.
"""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from markupsafe import Markup

from chancery.editing.published import MARK

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


_END = attrgetter("end")


def html(text: str, wraps: Sequence[Wrap] = ()) -> Markup:
    """A text with its wraps, escaped. Wraps may nest and cross; those out of bounds are cut to the text."""
    if not wraps:
        return Markup(_plain(text))  # noqa: S704 -- escaped
    ordered = _ordered(wraps, len(text))
    meet = any(one.end > other.start for one, other in pairwise(ordered))
    parts = _meeting(text, ordered) if meet else _apart(text, ordered)
    return Markup("".join(parts))  # noqa: S704 -- texts are escaped, attributes are our own


def _apart(text: str, wraps: Iterable[Wrap]) -> list[str]:
    """The parts of a text whose wraps stand one behind the other: most do."""
    out: list[str] = []
    at = 0
    for start, end, tag, attributes, _ in wraps:
        out += (_plain(text[at:start]), f"<{tag}{attributes}>", _plain(text[start:end]), f"</{tag}>")
        at = end
    out.append(_plain(text[at:]))
    return out


def _meeting(text: str, wraps: Iterable[Wrap]) -> list[str]:
    """The parts of a text whose wraps nest or cross."""
    out: list[str] = []
    open_: list[Wrap] = []
    at = 0
    for wrap in wraps:
        at = _advance(out, open_, text, at, wrap.start)
        out.append(f"<{wrap.tag}{wrap.attributes}>")
        open_.append(wrap)
    _advance(out, open_, text, at, len(text))
    return out


def _ordered(wraps: Iterable[Wrap], size: int) -> list[Wrap]:
    """Wraps within the text as they begin, the longer one first."""
    cut = [wrap if wrap.end <= size else wrap._replace(end=size) for wrap in wraps]
    return sorted((wrap for wrap in cut if 0 <= wrap.start < wrap.end), key=lambda wrap: (wrap.start, -wrap.end))


def _advance(out: list[str], open_: list[Wrap], text: str, at: int, to: int) -> int:
    """Write the text up to a place, and the ends of what ends on the way."""
    while open_ and (end := min(open_, key=_END).end) <= to:
        out.append(_plain(text[at:end]))
        _close(out, open_, end)
        at = end
    out.append(_plain(text[at:to]))
    return to


def _close(out: list[str], open_: list[Wrap], here: int) -> None:
    """End what ends here; what was begun inside of it and goes on is ended and begun again."""
    first = next(i for i, wrap in enumerate(open_) if wrap.end <= here)
    closed = open_[first:]
    del open_[first:]
    out += [f"</{wrap.tag}>" for wrap in reversed(closed)]
    for wrap in closed:
        if wrap.end <= here:
            continue
        out.append(f"<{wrap.tag}{wrap.again}>")
        open_.append(wrap)


def _plain(text: str) -> str:
    escaped = escape(text)
    return escaped.replace(MARK, REDACTED) if MARK in escaped else escaped


def attribute(name: str, value: str) -> str:
    """An attribute ready for HTML, escaped, a blank before it."""
    return f' {name}="{escape(value)}"'
