"""Pages of the first web edition.

A table of reference id, created, released, classification and origin stands on top, then come one
``<pre>`` block with the transmission header and one with the message text.
"""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from chancery.importers.record import Incoming, form

HEADINGS = ("reference id", "created", "released", "classification", "origin")
_SPACE = re.compile(r"\s+")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?:[^<>\"']++|\"[^\"]*\"|'[^']*')*+>")


class _Part(NamedTuple):
    """The text of one cell or block."""

    kind: str
    """th, td or pre."""
    text: str


def _parts(page: str) -> Iterator[_Part]:
    """Cells and ``<pre>`` blocks in order, in linear time (``html.parser`` can take quadratic)."""
    page = _COMMENT.sub("", page)
    kind, begins = "", 0
    for match in _TAG.finditer(page):
        name = match["name"].lower()
        if name not in {"th", "td", "pre"}:
            continue
        if kind:
            yield _Part(kind, html.unescape(_TAG.sub("", page[begins : match.start()])))
        kind, begins = ("" if match["close"] else name), match.end()
    if kind:
        yield _Part(kind, html.unescape(_TAG.sub("", page[begins:])))


def read(text: str) -> tuple[str, str]:
    """Reference id and the text of ``<id>.txt``. Raises ``ValueError`` where the page is no cable."""
    parts = list(_parts(text))
    heads = [_SPACE.sub(" ", part.text).strip().lower() for part in parts if part.kind == "th"]
    found = [_SPACE.sub(" ", part.text).strip() for part in parts if part.kind == "td"]
    blocks = [part.text for part in parts if part.kind == "pre"]
    cells = dict(zip(heads, found, strict=False))
    missing = [head for head in HEADINGS if head not in cells and head != "released"]
    if missing or not blocks:
        raise ValueError(f"no cable on this page: it lacks {', '.join(missing) or 'the <pre> block'}")
    header, message = ("", blocks[0]) if len(blocks) == 1 else (blocks[0], "\n".join(blocks[1:]))
    name = cells["reference id"]
    return name, form(Incoming(name, cells["created"], cells["classification"], cells["origin"], header, message))
