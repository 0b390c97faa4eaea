"""English for what a record holds: bounds, dates, posts, classifications.

Pure functions of strings and values; nothing here knows a template.
"""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
BOUNDS = {"exact": "", "none": "", "at_least": "at least", "at_most": "at most", "about": "about"}

KINDS = {
    "interim": "Interim assessment",
    "annual": "Annual assessment",
    "update": "Update",
    "instruction": "Instruction",
    "other": "Cable",
}

MARKINGS = {
    "U": "unclassified",
    "SBU": "sensitive but unclassified",
    "LOU": "limited official use",
    "C": "confidential",
    "S": "secret",
    "TS": "top secret",
    "NF": "not for foreign nationals",
    "FOUO": "for official use only",
}
"""Portion markings as 5 FAH-1 has them; 'C/NF' is read part by part."""

HANDLING = {
    "SENSITIVE": "handled as sensitive",
    "NOFORN": "not for foreign nationals",
    "EXDIS": "exclusive distribution",
    "NODIS": "no distribution beyond the addressees",
    "LIMDIS": "limited distribution",
    "STADIS": "distribution in the Department alone",
    "NOCONTRACTOR": "not for contractors",
}
"""Captions that limit who may see a cable; those that only route it (SIPDIS) are left to the details."""

OPENERS = frozenset(
    (
        *("After", "As", "At", "Before", "Between", "By", "During", "Earlier", "For", "From", "In"),
        *("Last", "Late", "On", "Over", "Since", "So", "The", "This", "Through", "To", "Until", "Within"),
    )
)
"""Words that begin a period; a large letter there is that of a sentence's beginning."""


def day(value: date) -> str:
    """A date in words.

    >>> day(date(2009, 11, 16))
    '16 November 2009'
    """
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def date_time_group(precedence: str | None, iso: str | None, value: date) -> str:
    """The date-time group as it was sent; the date alone where the record has none.

    >>> date_time_group("OO", "2009-11-16T10:13:00Z", date(2009, 11, 16))
    'O 161013Z NOV 09'
    """
    try:
        when = datetime.fromisoformat(iso or "")
    except ValueError:
        return short_day(value)
    letter = f"{precedence[0]} " if precedence else ""
    return f"{letter}{when:%d%H%M}Z {MONTHS[when.month - 1][:3].upper()} {when.year % 100:02}"


def short_day(value: date) -> str:
    """A date as a date-time group has it.

    >>> short_day(date(2009, 11, 6))
    '06 NOV 09'
    """
    return f"{value.day:02} {MONTHS[value.month - 1][:3].upper()} {value.year % 100:02}"


def runs(numbers: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """The first and the last of numbers that follow each other; those that are there twice count once.

    >>> runs([2, 3, 4, 7]), runs([18, 18, 18, 19]), runs([])
    (((2, 4), (7, 7)), ((18, 19),), ())
    """
    found: list[tuple[int, int]] = []
    for each in dict.fromkeys(numbers):
        begun = found.pop()[0] if found and each == found[-1][1] + 1 else each
        found.append((begun, each))
    return tuple(found)


def contents(numbers: Iterable[int]) -> str:
    """Numbers of paragraphs as a list of contents has them.

    >>> contents([2, 3, 4, 7]), contents([])
    ('¶2–4, 7', '')
    """
    groups = runs(numbers)
    return ("¶" if groups else "") + ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in groups)


def capital(text: str) -> str:
    """A phrase as a sentence begins: the first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def many(one: str) -> str:
    """A noun of which there are several.

    >>> many("cable"), many("country")
    ('cables', 'countries')
    """
    return f"{one[:-1]}ies" if one.endswith("y") else f"{one}s"


def count(number: int, one: str) -> str:
    """A number with its noun: '1 section', '3 sections'."""
    return f"{number:,} {one if number == 1 else many(one)}"


def marking(code: str) -> str:
    """A portion marking in words.

    >>> marking("C/NF"), marking("SBU")
    ('confidential, not for foreign nationals', 'sensitive but unclassified')
    """
    return ", ".join(MARKINGS.get(part.strip().upper(), part) for part in code.split("/") if part.strip())


@lru_cache(maxsize=512)
def classification(line: str, captions: tuple[str, ...]) -> str:
    """The marking of the whole cable in words, as a sentence without its full stop; '' where there is none.

    >>> classification("UNCLASSIFIED//FOR OFFICIAL USE ONLY", ("SENSITIVE", "SIPDIS"))
    'Unclassified, for official use only; handled as sensitive'
    """
    parts = [part.strip().lower() for part in line.split("//") if part.strip()]
    parts = [HANDLING.get(part.upper(), part) for part in parts]
    handled = [HANDLING[c] for c in captions if c in HANDLING and HANDLING[c] not in parts]
    text = "; ".join(filter(None, (", ".join(parts), ", ".join(handled))))
    return capital(text)


@lru_cache(maxsize=2048)
def post(origin: str) -> str:
    """A post in running text.

    >>> post("Embassy Phnom Penh"), post("Secretary of State"), post("Mission USNATO")
    ('the US Embassy in Phnom Penh', 'the Department of State', 'the US Mission USNATO')
    """
    kind, _, place = origin.partition(" ")
    if origin.casefold() in {"secretary of state", "secstate"}:
        return "the Department of State"
    if kind in {"Embassy", "Consulate"} and place:
        if place.startswith("General "):
            return f"the US Consulate General in {place.removeprefix('General ')}"
        return f"the US {kind} in {place}"
    return f"the US {origin}" if kind == "Mission" else origin or "an unknown post"


def addressee(name: str) -> str:
    """An addressee in running text: 'SECSTATE WASHDC' is the Department of State in Washington."""
    if name.upper().startswith(("SECSTATE", "SECRETARY OF STATE")):
        return "the Department of State in Washington"
    kind, _, place = name.partition(" ")
    if kind.upper() in {"AMEMBASSY", "AMCONSUL"} and place:
        what = "Embassy" if kind.upper() == "AMEMBASSY" else "Consulate"
        return f"the US {what} in {place.title()}"
    return name


def listed(parts: list[str]) -> str:
    """Words in a row: 'a, b and c'."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def begun(period: str) -> str:
    """A period as it stands within a sentence: 'Earlier this year' is 'earlier this year'."""
    first, _, rest = period.partition(" ")
    return f"{first.lower()} {rest}" if first in OPENERS and rest else period
