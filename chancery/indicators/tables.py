"""Tables: a number under the heading of its column, in the row of a place, a year or an act.

``STATE   RESCUED   ARRESTED`` above ``Zenda   513   312``; ``2007   2008`` above ``Convictions   12   15``.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from chancery.indicators import periods
from chancery.indicators.following import Found
from chancery.model import Indicator, Paragraph, Period, Section

Read = Callable[[Sequence[Section]], Found]

_TABLE = re.compile(r"\S(?: {2,}| *[|\t] *)\S")
_CELL = re.compile(r"[^\s|]+(?: [^\s|]+)*")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PLACES = frozenset(
    {"state", "province", "region", "city", "district", "county", "oblast", "department", "prefecture", "zone"}
)
_COUNTED = ("", "victims ", "persons ")
"""What a heading of a verb alone ('RESCUED') counts: the first that makes a figure of it."""


def ruled(text: str) -> bool:
    """Whether a text has lines of cells."""
    return "\n" in text and _TABLE.search(text) is not None


def read(paragraph: Paragraph, lead: str, figures: Read, when: date) -> Iterator[Indicator]:
    """The figures of the tables in a paragraph; ``figures`` reads a cell that is put in words.

    ``lead`` is the line above, which can tell the period.
    """
    heads: list[str] = []
    at = 0
    for line in paragraph.text.split("\n"):
        lead = line if line.endswith(":") else lead
        cells = _CELL.findall(line)
        values = [cell for cell in cells[1:] if _NUMBER.fullmatch(cell)]
        if (
            len(cells) > 1
            and all(not _NUMBER.fullmatch(cell) or _YEAR.fullmatch(cell) for cell in cells)
            and not (heads and values)
        ):
            heads = cells
        elif heads and values and len(values) == len(cells) - 1 and len(heads) - len(values) in {0, 1}:
            for head, value in zip(heads[-len(values) :], values, strict=True):
                yield from _cell(paragraph, (cells[0], head, value), heads[0], (at, line), lead, (figures, when))
        at += len(line) + 1


def _cell(
    paragraph: Paragraph,
    cell: tuple[str, str, str],
    corner: str,
    row: tuple[int, str],
    lead: str,
    door: tuple[Read, date],
) -> Iterator[Indicator]:
    (label, head, value), (at, line), (figures, when) = cell, row, door
    dated = next((told for told in (head, label) if _YEAR.fullmatch(told)), None)
    what = label if dated == head else head
    for counted in _COUNTED:
        told = replace(paragraph, text=f"{label}, {counted}{what.lower()}: {value}")
        if found := figures([Section("other", None, "words", (told,))]).figures:
            break
    begin = at + len(line) - len(line.lstrip())
    quote = line.strip()
    for one in found[:1]:
        period = (
            Period(dated, date(int(dated), 1, 1), min(when, date(int(dated), 12, 31)))
            if dated
            else periods.lead(lead, when)
        )
        place = label if corner.lower() in _PLACES and label.lower() not in {"total", "totals"} else None
        yield replace(one, period=period, place=place, quote=quote, span=(begin, begin + len(quote)))
