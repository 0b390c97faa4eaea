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
_RULES = ("---", "===", "___")
"""What a rule below the headings ends with, where it is joined to their line."""
_WORDS = re.compile(r" (?=[A-Z])")
"""Between the headings of a line whose gaps are lost: 'Year Investigations Persons charged'."""
_YEAR = re.compile(r"(?:19|20)\d\d(?!\w|[-–/] ?\d)")
_PLACES = frozenset(
    {"state", "province", "region", "city", "district", "county", "oblast", "department", "prefecture", "zone"}
)
_WIDEST = 20
"""Columns; a wider line is no table of figures."""
_TITLE = 60
"""Characters; a longer line above a table tells a story."""
_COUNTED = ("", "victims ", "persons ")
"""What a heading of a verb alone ('RESCUED') counts: the first that makes a figure of it."""


def ruled(text: str) -> bool:
    """Whether a text has lines of cells."""
    return _TABLE.search(text) is not None


def read(paragraph: Paragraph, lead: str, figures: Read, when: date) -> Iterator[Indicator]:
    """The figures of the tables in a paragraph; ``figures`` reads a cell that is put in words.

    ``lead`` is the line above, which can tell the period.
    """
    heads: list[str] = []
    whole, at = "", 0
    for line in paragraph.text.split("\n"):
        lead = line if line.endswith(":") else lead
        cells = line.rstrip(" -=_") if line.endswith(_RULES) else line
        label, *values = _CELL.findall(cells) or [""]
        if not heads and 0 < len(lead) < _TITLE and len(values) == 1:
            heads = [lead.rstrip(" :")]  # 'Victims assisted by nation:', 'Ruritania   34'
        if not values:
            heads = _WORDS.split(cells.rstrip(" :"))
        elif not all(map(_NUMBER.fullmatch, values)) or all(map(_YEAR.fullmatch, values)):
            heads = [label, *values]
        elif len(heads) - len(values) in {0, 1} and len(values) < _WIDEST:
            quote = line.strip()
            begin = at + line.index(quote)
            whole = label if line[0] != " " else whole
            row = label if whole in {"", label} else f"{whole} for {label}"  # 'Cases opened', '  labor trafficking'
            for head, value in zip(heads[-len(values) :], values, strict=True):
                dated = next((year[0] for each in (head, label) if (year := _YEAR.match(each))), None)
                told_by = (row, row) if _YEAR.match(head) else (label, head)
                for one in _cell(paragraph, *told_by, value, figures):
                    end = when if dated == str(when.year) else date(int(dated or 1), 12, 31)
                    told = Period(dated, date(int(dated), 1, 1), end) if dated else periods.lead(lead, when)
                    place = label if heads[0].lower() in _PLACES and not label.lower().startswith("total") else None
                    yield replace(one, period=told, place=place, quote=quote, span=(begin, begin + len(quote)))
        at += len(line) + 1


def _cell(paragraph: Paragraph, label: str, what: str, value: str, figures: Read) -> tuple[Indicator, ...]:
    """The figure of a number, from what its heading or row says."""
    for counted in _COUNTED:
        # 'Migrants persons detained' are migrants; '2006 persons charged' are not 2006
        row = f"{label}," if what == label or any(map(str.isdigit, label)) else label
        told = replace(paragraph, text=f"{row} {counted}{what.lower()}: {value}")
        if found := figures([Section("other", None, "words", (told,))]).figures:
            return tuple(one for one in found if one.value == float(value.replace(",", "")))[:1]
    return ()
