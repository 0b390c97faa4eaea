"""Pages of the first web edition.

A table of reference id, created, released, classification and origin stands on top, then come one
``<pre>`` block with the transmission header and one with the message text.
"""

import re
from html.parser import HTMLParser

from chancery.importers.record import Entry, form

HEADINGS = ("reference id", "created", "released", "classification", "origin")
_SPACE = re.compile(r"\s+")


class _Page(HTMLParser):
    """Cells of the first table whose headings fit, and the text of the ``<pre>`` blocks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.heads: list[str] = []
        self.cells: list[str] = []
        self.blocks: list[str] = []
        self._into: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        into = {"th": self.heads, "td": self.cells, "pre": self.blocks}.get(tag)
        if into is not None:
            into.append("")
            self._into = into
        elif tag == "br" and self._into is self.blocks:
            self.blocks[-1] += "\n"

    def handle_endtag(self, tag: str) -> None:
        if tag in {"th", "td", "pre"}:
            self._into = None

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._into[-1] += data


def is_page(text: str) -> bool:
    """Whether a text is such a page at all."""
    return "<pre" in text.lower() and "<td" in text.lower()


def read(text: str) -> tuple[str, str]:
    """Reference id and the text of ``<id>.txt``. Raises ``ValueError`` where the page is no cable."""
    page = _Page()
    page.feed(text)
    page.close()
    heads = [_SPACE.sub(" ", head).strip().lower() for head in page.heads]
    cells = dict(zip(heads, (_SPACE.sub(" ", cell).strip() for cell in page.cells), strict=False))
    missing = [head for head in HEADINGS if head not in cells and head != "released"]
    if missing or not page.blocks:
        raise ValueError(f"no cable on this page: it lacks {', '.join(missing) or 'the <pre> block'}")
    header, message = (
        ("", page.blocks[0]) if len(page.blocks) == 1 else (page.blocks[0], "\n".join(page.blocks[1:]))
    )
    name = cells["reference id"]
    return name, form(
        Entry(name, cells["created"], cells["classification"], cells["origin"], header, message)
    )
