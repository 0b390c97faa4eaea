"""Invented sentences with the figures that a person reads in them: ``tests/cases/figures/*.txt``.

A sentence, then a line for each figure: ``= key value[-value_to] [qualifier] [status] [unit]``; ``= nothing`` for a trap.
"""

import datetime as dt
import pathlib
from typing import NamedTuple

from chancery import indicators
from chancery.model import Paragraph, Section

CASES = pathlib.Path(__file__).parents[1] / "cases" / "figures"
QUALIFIERS = {"exact", "at_least", "at_most", "about", "none"}
STATUSES = {"done", "ongoing", "pending", "planned"}


class Wanted(NamedTuple):
    """One figure that a case states."""

    key: str
    value: float | None
    value_to: float | None
    qualifier: str
    status: str | None
    unit: str | None

    @property
    def fact(self):
        return self.key, self.value, self.value_to


class Case(NamedTuple):
    """One sentence, and its figures; a trap has none."""

    file: str
    line: int
    text: str
    wanted: tuple[Wanted, ...]


def cases(path):
    """The cases of one file."""
    found, text, number, wanted = [], None, 0, []
    for line_number, line in enumerate([*path.read_text().splitlines(), "."], 1):
        if line.startswith("= "):
            if line != "= nothing":
                wanted.append(_wanted(line[2:].split()))
        elif line and not line.startswith("#"):
            if text is not None:
                found.append(Case(path.stem, number, text, tuple(wanted)))
            text, number, wanted = line, line_number, []
    return found


def _wanted(words):
    key, value, *rest = words
    first, _, last = value.partition("-")
    qualifier = next((word for word in rest if word in QUALIFIERS), "exact")
    status = next((word for word in rest if word in STATUSES), None)
    unit = next((word for word in rest if word not in QUALIFIERS | STATUSES), None)
    return Wanted(
        key, None if first == "life" else float(first), float(last) if last else None, qualifier, status, unit
    )


def paragraph(text, number=1):
    return Paragraph(number, None, None, text, (number, number))


def sections(*texts):
    made = tuple(paragraph(text, number) for number, text in enumerate(texts, 1))
    return (Section("other", None, "words", made),)


def found_in(*texts, relevant=True):
    """The figures of some paragraphs of a cable of May 2008."""
    return indicators.read(sections(*texts), date=dt.date(2008, 5, 20), country="KHM", relevant=relevant)
